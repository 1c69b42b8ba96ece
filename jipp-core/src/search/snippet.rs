//! The passage that answers best, and where the words of the question stand.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::request::{Highlight, MatchForm};
use super::words::Words;
use crate::text::each_token;

/// Words of a snippet.
const WINDOW: usize = 32;

/// What answers: a number for each lemma asked, and how it meets the question.
#[derive(Debug)]
pub(super) struct Answers<'a> {
    lemmas: FxHashMap<&'a str, (usize, MatchForm)>,
    /// The same by the words that have these lemmas, so that no lemma is looked for in the texts.
    words: FxHashMap<String, (usize, MatchForm)>,
    /// Bits for how these words begin and how long they are: most words of a text need no look.
    firsts: u64,
    lengths: u64,
}

/// A bit for the first letter of a word.
fn first(word: &str) -> u64 {
    1 << (word.as_bytes().first().copied().unwrap_or_default() % 64)
}

/// A bit for the length of a word.
fn length(word: &str) -> u64 {
    1 << word.len().min(63)
}

impl<'a> Answers<'a> {
    /// Of lemmas and how each meets the question; of several for one lemma the first counts.
    pub(super) fn new(lemmas: impl Iterator<Item = (&'a str, MatchForm)>, words: &Words) -> Self {
        let mut answers = Self { lemmas: FxHashMap::default(), words: FxHashMap::default(), firsts: 0, lengths: 0 };
        for (lemma, how) in lemmas {
            let number = answers.lemmas.len();
            if answers.lemmas.contains_key(lemma) {
                continue;
            }
            answers.lemmas.insert(lemma, (number, how));
            for word in words.words_of(lemma) {
                answers.firsts |= first(&word);
                answers.lengths |= length(&word);
                answers.words.entry(word).or_insert((number, how));
            }
        }
        answers
    }

    fn of(&self, exact: &str, lemma: Option<&str>) -> Option<(usize, MatchForm)> {
        match lemma {
            Some(lemma) => self.lemmas.get(lemma).copied(),
            None if first(exact) & self.firsts == 0 || length(exact) & self.lengths == 0 => None,
            None => self.words.get(exact).copied(),
        }
    }
}

/// Positions of answering words in a text, in characters.
pub(super) fn highlights(text: &str, answers: &Answers<'_>) -> Vec<Highlight> {
    let mut tokens: Vec<(Range<usize>, MatchForm)> = Vec::new();
    each_token(text, &mut |token| {
        if let Some((_, how)) = answers.of(token.exact, token.lemma) {
            tokens.push((token.span, how));
        }
    });
    tokens.sort_by_key(|(span, _)| (span.start, span.end));
    let mut found: Vec<Highlight> = Vec::new();
    let (mut byte, mut characters) = (0, 0);
    for (span, form) in tokens {
        characters += text.get(byte..span.start).map_or(0, |t| t.chars().count());
        byte = byte.max(span.start);
        let length = text.get(span).map_or(0, |t| t.chars().count());
        let range = Highlight { start: characters, end: characters + length, form };
        match found.last_mut() {
            // joined forms cover their parts
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    found
}

/// The window of words with the most different answers; the start of the first text if there is none.
pub(super) fn snippet<'a>(texts: impl Iterator<Item = &'a str>, answers: &Answers<'_>) -> String {
    let mut best: Option<(usize, String)> = None;
    // where each token stands, and which are answers
    let (mut spans, mut found) = (Vec::new(), Vec::new());
    for text in texts {
        spans.clear();
        found.clear();
        each_token(text, &mut |token| {
            if let Some((number, _)) = answers.of(token.exact, token.lemma) {
                found.push((spans.len(), number));
            }
            spans.push(token.span);
        });
        let (different, start) = best_window(&found);
        if best.as_ref().is_none_or(|(count, _)| different > *count) {
            best = Some((different, cut(text, &spans, start)));
        }
    }
    best.map(|(_, text)| text).unwrap_or_default()
}

/// How many different answers the best window has, and the token it begins with.
fn best_window(found: &[(usize, usize)]) -> (usize, usize) {
    let mut best = (0, 0);
    let mut seen: Vec<usize> = Vec::new();
    for (number, (start, _)) in found.iter().enumerate() {
        seen.clear();
        for (_, answer) in found.iter().skip(number).take_while(|(at, _)| *at < start + WINDOW) {
            if !seen.contains(answer) {
                seen.push(*answer);
            }
        }
        if seen.len() > best.0 {
            best = (seen.len(), *start);
        }
    }
    best
}

/// The words around `start`, with a little of what stands before.
fn cut(text: &str, spans: &[Range<usize>], start: usize) -> String {
    let first = start.saturating_sub(6);
    let last = (first + WINDOW).min(spans.len());
    let from = if first == 0 { 0 } else { spans.get(first).map_or(0, |span| span.start) };
    let to = if last >= spans.len() { text.len() } else { spans.get(last.saturating_sub(1)).map_or(text.len(), |span| span.end) };
    let passage = text.get(from..to).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}{passage}{}", if from > 0 { "… " } else { "" }, if to < text.len() { " …" } else { "" })
}
