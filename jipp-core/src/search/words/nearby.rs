//! Words near a word: a table that is passed over, for whoever asks more than once.
//!
//! Keys of one length lie together, each with a signature of 64 bits: which letters it has, and which twice. A letter changed moves two
//! bits at most, a letter added or left out one, so a key whose signature differs in more bits needs no look. What remains is counted
//! letter by letter. A walk along the dictionary ([`Near`] with an FST) finds the same and needs no table, but visits every
//! beginning that is within the distance: thousands for two edits.

use super::automaton::{Near, signature};

/// Keys of one length.
#[derive(Debug, Default)]
struct SameLength {
    signatures: Vec<u64>,
    values: Vec<u64>,
    /// One after the other.
    keys: Vec<u8>,
}

/// A dictionary by length and signature.
#[derive(Debug, Default)]
pub(super) struct Nearby {
    by_length: Vec<SameLength>,
}

impl Nearby {
    pub(super) fn add(&mut self, key: &[u8], value: u64) {
        if self.by_length.len() <= key.len() {
            self.by_length.resize_with(key.len() + 1, SameLength::default);
        }
        if let Some(own) = self.by_length.get_mut(key.len()) {
            own.signatures.push(signature(key));
            own.values.push(value);
            own.keys.extend_from_slice(key);
        }
    }

    /// Keys within some edits of a word, in order.
    pub(super) fn near(&self, word: &str, distance: u8) -> Vec<(String, u64)> {
        let near = Near::new(word, distance);
        let (length, distance) = (word.len(), usize::from(distance));
        let mut found = Vec::new();
        for (own_length, own) in self.by_length.iter().enumerate().take(length + distance + 1).skip(length.saturating_sub(distance)) {
            for (at, signature) in own.signatures.iter().enumerate() {
                if !near.may_accept(own_length, *signature) {
                    continue;
                }
                let key = own.keys.get(at * own_length..(at + 1) * own_length).unwrap_or_default();
                if near.accepts(key)
                    && let (Ok(key), Some(value)) = (std::str::from_utf8(key), own.values.get(at))
                {
                    found.push((key.to_owned(), *value));
                }
            }
        }
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_table_finds_what_counting_edits_finds(
            words in prop::collection::btree_set("[abcz1=é]{0,10}", 0..40), word in "[abcz1=é]{0,10}", distance in 0u8..=2
        ) {
            let mut table = Nearby::default();
            words.iter().enumerate().for_each(|(at, word)| table.add(word.as_bytes(), at as u64));
            let found: Vec<String> = table.near(&word, distance).into_iter().map(|(word, _)| word).collect();
            let automaton = Near::new(&word, distance);
            let wanted: BTreeSet<String> = words.into_iter().filter(|other| automaton.accepts(other.as_bytes())).collect();
            prop_assert_eq!(found, wanted.into_iter().collect::<Vec<_>>());
        }
    }
}
