//! The passage that answers best, and where the words of the question stand.

use std::collections::BTreeMap;

use super::request::{Highlight, MatchForm};
use crate::text::{Token, tokenize};

/// Words of a snippet.
const WINDOW: usize = 32;

/// Positions of answering words in a text, in characters.
pub(super) fn highlights(text: &str, lemmas: &BTreeMap<&str, MatchForm>) -> Vec<Highlight> {
    let mut found: Vec<Highlight> = Vec::new();
    let mut tokens: Vec<(Token, MatchForm)> =
        tokenize(text).into_iter().filter_map(|token| lemmas.get(token.lemma.as_str()).copied().map(|how| (token, how))).collect();
    tokens.sort_by_key(|(token, _)| (token.span.start, token.span.end));
    let (mut byte, mut characters) = (0, 0);
    for (token, form) in tokens {
        characters += text.get(byte..token.span.start).map_or(0, |t| t.chars().count());
        byte = byte.max(token.span.start);
        let length = text.get(token.span.clone()).map_or(0, |t| t.chars().count());
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
pub(super) fn snippet<'a>(texts: impl Iterator<Item = &'a str>, lemmas: &BTreeMap<&str, MatchForm>) -> String {
    let mut best: Option<(usize, String)> = None;
    for text in texts {
        let tokens = tokenize(text);
        let (different, start) = best_window(&tokens, lemmas);
        if best.as_ref().is_none_or(|(count, _)| different > *count) {
            best = Some((different, cut(text, &tokens, start)));
        }
    }
    best.map(|(_, text)| text).unwrap_or_default()
}

fn best_window(tokens: &[Token], lemmas: &BTreeMap<&str, MatchForm>) -> (usize, usize) {
    let answers: Vec<(usize, &str)> =
        tokens.iter().enumerate().filter(|(_, t)| lemmas.contains_key(t.lemma.as_str())).map(|(at, t)| (at, t.lemma.as_str())).collect();
    let mut best = (0, 0);
    for (number, (start, _)) in answers.iter().enumerate() {
        let mut seen: Vec<&str> = answers.iter().skip(number).take_while(|(at, _)| *at < start + WINDOW).map(|(_, lemma)| *lemma).collect();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() > best.0 {
            best = (seen.len(), *start);
        }
    }
    best
}

/// The words around `start`, with a little of what stands before.
fn cut(text: &str, tokens: &[Token], start: usize) -> String {
    let first = start.saturating_sub(6);
    let last = (first + WINDOW).min(tokens.len());
    let from = if first == 0 { 0 } else { tokens.get(first).map_or(0, |t| t.span.start) };
    let to = if last >= tokens.len() { text.len() } else { tokens.get(last.saturating_sub(1)).map_or(text.len(), |t| t.span.end) };
    let passage = text.get(from..to).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}{passage}{}", if from > 0 { "… " } else { "" }, if to < text.len() { " …" } else { "" })
}
