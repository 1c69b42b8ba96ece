//! Which phrases are among these words? Phrases by their lemmas, longest first.

use std::collections::HashMap;

use super::{LexiconError, Match, Term, TermKind, is_stop_word};
use crate::text::{lemma, words};

/// Phrases and the terms for each.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    /// Lemmas of a phrase without its function words, blanks between; its terms in the order they were added.
    terms: HashMap<String, Vec<Term>>,
    /// Words of the longest phrase.
    longest: usize,
}

impl Phrases {
    pub(super) fn add(&mut self, from: &str, to: &str, weight: f32, kind: TermKind) {
        let lemmas: Vec<String> = content(words(from).collect());
        let to: Vec<String> = words(to).collect();
        if lemmas.is_empty() || to.is_empty() {
            return;
        }
        self.longest = self.longest.max(lemmas.len());
        let terms = self.terms.entry(lemmas.join(" ")).or_default();
        match terms.iter_mut().find(|term| term.words == to) {
            Some(known) if known.weight >= weight => {}
            Some(known) => (known.weight, known.kind) = (weight, kind),
            None => terms.push(Term { words: to, weight, kind }),
        }
    }

    pub(super) fn matches(&self, words: &[&str]) -> Vec<Match> {
        let asked = lemmas_of(words);
        let mut found = Vec::new();
        let mut at = 0;
        while at < asked.len() {
            let longest = self.longest.min(asked.len() - at);
            let hit = (1..=longest).rev().find_map(|length| {
                let window = asked.get(at..at + length)?;
                let key = window.iter().map(|(_, lemma)| lemma.as_str()).collect::<Vec<_>>().join(" ");
                let terms = self.terms.get(&key)?;
                let range = window.first()?.0..window.last()?.0 + 1;
                Some((length, range, terms))
            });
            match hit {
                Some((length, range, terms)) => {
                    let mut terms = terms.clone();
                    terms.sort_by(|a, b| b.weight.total_cmp(&a.weight));
                    found.push(Match { range, terms });
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// Lemmas of the words that are no function words, or of all if there are no others.
fn content(words: Vec<String>) -> Vec<String> {
    let some = words.iter().any(|word| !is_stop_word(word));
    words.into_iter().filter(|word| !some || !is_stop_word(word)).map(|word| lemma(&word)).collect()
}

/// Number and lemma of the words that are no function words, or of all if there are no others.
pub(super) fn lemmas_of(words: &[&str]) -> Vec<(usize, String)> {
    let some = words.iter().any(|word| !is_stop_word(word));
    words.iter().enumerate().filter(|(_, word)| !some || !is_stop_word(word)).map(|(at, word)| (at, lemma(word))).collect()
}

/// The rows of a list with so many columns, each with its line.
pub(super) fn rows<const N: usize>(csv: &str) -> impl Iterator<Item = Result<(u64, [String; N]), LexiconError>> {
    let reader = csv::ReaderBuilder::new().flexible(true).from_reader(csv.as_bytes());
    reader.into_records().enumerate().map(|(at, record)| {
        let line = at as u64 + 2;
        let record = record.map_err(|error| LexiconError::csv(line, &error))?;
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        let found = cells.len();
        cells.try_into().map(|cells| (line, cells)).map_err(|_| LexiconError::columns(line, N, found))
    })
}
