//! Which words are there, with which lemma, and where is the list of each?

use tantivy_fst::{IntoStreamer, Streamer};

use super::{Words, input_at, numbers};
use crate::search::words::automaton::Near;
use crate::search::words::bytes::Input;

/// Most words with one beginning that are looked at.
const MOST_BEGUN: usize = 2000;

/// Where the list of a word lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct List {
    /// In how many documents the word occurs.
    pub(in crate::search) documents: u32,
    pub(in crate::search) start: usize,
    pub(in crate::search) positions: usize,
    pub(in crate::search) marks: usize,
    pub(in crate::search) end: usize,
}

/// The words that have one lemma.
#[derive(Debug, Clone, Default)]
pub(in crate::search) struct Lemma {
    /// In how many documents one of them occurs.
    pub(in crate::search) documents: u32,
    /// The list of each.
    pub(in crate::search) lists: Vec<List>,
}

impl Words {
    pub(in crate::search::words) fn entry(&self, at: u64) -> Option<List> {
        let entry = usize::try_from(at).ok()?;
        let mut input = Input(self.entries.get(entry..)?);
        let documents = input.next()?;
        let start = usize::try_from(input.next_long()?).ok()?;
        let positions = start.checked_add(input.next()? as usize)?;
        let marks = positions.checked_add(input.next()? as usize)?;
        let end = marks.checked_add(input.next()? as usize)?;
        Some(List { documents, start, positions, marks, end })
    }

    /// The list of a word as written.
    pub(in crate::search) fn list(&self, word: &str) -> Option<List> {
        if let Some(pieces) = &self.pieces {
            return pieces.list(word);
        }
        self.entry(self.exact.get(word)?)
    }

    /// Every word with this lemma.
    pub(in crate::search) fn lemma(&self, lemma: &str) -> Lemma {
        if let Some(pieces) = &self.pieces {
            return pieces.lemma(lemma);
        }
        let Some(at) = self.lemmas.get(lemma) else { return Lemma::default() };
        let mut input = input_at(&self.sets, at);
        let documents = input.next().unwrap_or_default();
        Lemma { documents, lists: numbers(input).into_iter().filter_map(|at| self.entry(at)).collect() }
    }

    /// The words of this index that have this lemma, as written.
    pub(in crate::search) fn words_of(&self, lemma: &str) -> Vec<String> {
        if let Some(pieces) = &self.pieces {
            return pieces.words_of(lemma);
        }
        let Some(at) = self.lemmas.get(lemma) else { return Vec::new() };
        let mut input = input_at(&self.sets, at);
        input.next();
        let count = input.next().unwrap_or_default() as usize;
        input.skip(count);
        let mut words = Vec::new();
        for _ in 0..count {
            let Some(length) = input.next() else { break };
            let Some((word, rest)) = input.0.split_at_checked(length as usize) else { break };
            input = Input(rest);
            words.push(if word.is_empty() { lemma.to_owned() } else { String::from_utf8_lossy(word).into_owned() });
        }
        words
    }

    /// Whether a word has this lemma.
    pub(in crate::search) fn has_lemma(&self, lemma: &str) -> bool {
        self.pieces.as_ref().map_or_else(|| self.lemmas.contains_key(lemma), |pieces| pieces.has_lemma(lemma))
    }

    /// Words within some edits, marks left out.
    pub(in crate::search) fn near(&self, word: &str, distance: u8) -> Vec<(String, u32)> {
        if let Some(pieces) = &self.pieces {
            let mut found = pieces.near(&Near::new(word, distance));
            found.retain(|(near, _)| near != word && !near.starts_with('='));
            return found;
        }
        let found = self.typing_errors.near(&self.exact, word, distance);
        found.into_iter().filter(|(near, _)| near != word && !near.starts_with('=')).map(|(near, at)| (near, self.frequency(at))).collect()
    }

    /// The most frequent of the words that begin with this, the word itself left out; of a very short beginning only the first
    /// [`MOST_BEGUN`] of the alphabet are looked at.
    pub(in crate::search) fn beginning(&self, start: &str, most: usize) -> Vec<String> {
        if let Some(pieces) = &self.pieces {
            let mut found = pieces.beginning(start, MOST_BEGUN);
            found.retain(|(word, _)| word != start);
            found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            return found.into_iter().take(most).map(|(word, _)| word).collect();
        }
        let mut stream = self.exact.range().ge(start).into_stream();
        let mut found: Vec<(u32, String)> = Vec::with_capacity(most + 1);
        let mut seen = 0;
        while let Some((word, at)) = stream.next() {
            if seen == MOST_BEGUN || !word.starts_with(start.as_bytes()) {
                break;
            }
            seen += 1;
            let frequency = self.frequency(at);
            // words come in order, so of equal ones the first stay
            let place = found.partition_point(|(other, _)| *other >= frequency);
            if place < most
                && word.len() > start.len()
                && let Ok(word) = std::str::from_utf8(word)
            {
                found.insert(place, (frequency, word.to_owned()));
                found.truncate(most);
            }
        }
        found.into_iter().map(|(_, word)| word).collect()
    }

    fn frequency(&self, at: u64) -> u32 {
        self.entry(at).map_or(0, |list| list.documents)
    }
}
