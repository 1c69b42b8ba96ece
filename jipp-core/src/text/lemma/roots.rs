//! Which roots does Indonesian have, and how large are their families?
//!
//! `data/lemma/roots.txt` holds three lines, made by `data/scripts/lemma_roots.py`: the roots in order, each as a letter for how many
//! letters it shares with the root before (`A` none, `B` one, ...) and the letters that follow; the class of each root's family as a
//! digit (logarithm of its size to the base 2, at most 7); and names that look affixed and are not, written like the roots.

use std::sync::OnceLock;

use super::super::lexicon;
use crate::hash::fnv1a;

const FILE: &str = include_str!("../../../data/lemma/roots.txt");
/// Class of a family that nothing is known about: that of a spelling variant or of a name.
const SOME: u8 = 2;

/// A set of words with a small number for each.
pub(super) struct Roots {
    letters: Vec<u8>,
    /// Where each root begins in `letters`; one more than there are roots.
    starts: Vec<u32>,
    classes: Vec<u8>,
    /// Number of a root, plus one, by hash; 0 is free. Twice as many places as roots, or more.
    places: Vec<u32>,
}

/// What the table knows of a root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Root {
    /// Logarithm of the size of its family to the base 2, at most 7.
    pub(super) family: u8,
    /// A name, which is never taken apart.
    pub(super) is_name: bool,
}

const NAME: u8 = 0x80;

/// The roots of `data/lemma/roots.txt`, and the variants and abbreviations of the lexicon that are not in it.
pub(super) fn roots() -> &'static Roots {
    static TABLE: OnceLock<Roots> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut lines = FILE.lines();
        let (words, classes) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let mut entries: Vec<(Vec<u8>, u8)> =
            unpack(words).into_iter().zip(classes.bytes().map(|digit| digit.wrapping_sub(b'0').min(7))).collect();
        entries.extend(unpack(lines.next().unwrap_or_default()).into_iter().map(|name| (name, NAME | SOME)));
        entries.extend(lexicon::spelling_variants().map(|word| (word.as_bytes().to_vec(), SOME)));
        entries.extend(lexicon::abbreviation_words().map(|word| (word.into_bytes(), NAME | SOME)));
        Roots::new(entries)
    })
}

/// Reads words that are written by what they share with the word before.
fn unpack(packed: &str) -> Vec<Vec<u8>> {
    let mut words: Vec<Vec<u8>> = Vec::new();
    for byte in packed.bytes() {
        if byte.is_ascii_uppercase() {
            let shared = words.last().map(|word| word.iter().copied().take(usize::from(byte - b'A')).collect());
            words.push(shared.unwrap_or_default());
        } else if let Some(word) = words.last_mut() {
            word.push(byte);
        }
    }
    words
}

impl Roots {
    fn new(entries: Vec<(Vec<u8>, u8)>) -> Self {
        let mut table = Self {
            letters: Vec::new(),
            starts: vec![0],
            classes: Vec::with_capacity(entries.len()),
            places: vec![0; (entries.len() * 2).next_power_of_two().max(2)],
        };
        for (word, class) in entries {
            if word.is_empty() || table.get(0, &word).is_some() {
                continue;
            }
            let mut at = table.place(0, &word);
            while table.places.get(at).is_some_and(|number| *number != 0) {
                at = (at + 1) & (table.places.len() - 1);
            }
            table.letters.extend_from_slice(&word);
            table.starts.push(table.letters.len() as u32);
            table.classes.push(class);
            if let Some(place) = table.places.get_mut(at) {
                *place = table.classes.len() as u32;
            }
        }
        table
    }

    fn place(&self, first: u8, rest: &[u8]) -> usize {
        let hash = fnv1a((first != 0).then_some(first).into_iter().chain(rest.iter().copied()));
        (hash ^ hash >> 32) as usize & (self.places.len() - 1)
    }

    /// What is known of the root that is `first` (0: nothing) followed by `rest`.
    pub(super) fn get(&self, first: u8, rest: &[u8]) -> Option<Root> {
        let mut at = self.place(first, rest);
        loop {
            let number = *self.places.get(at)? as usize;
            let index = number.checked_sub(1)?;
            let (start, end) = (*self.starts.get(index)? as usize, *self.starts.get(index + 1)? as usize);
            let word = self.letters.get(start..end)?;
            let same = if first == 0 { word == rest } else { word.split_first() == Some((&first, rest)) };
            if same {
                let class = *self.classes.get(index)?;
                return Some(Root { family: class & 7, is_name: class & NAME != 0 });
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.classes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_root_is_found_again() {
        let lines: Vec<&str> = FILE.lines().collect();
        let words = unpack(lines[0]);
        assert!(words.len() > 15_000, "{}", words.len());
        assert_eq!(words.len(), lines[1].len(), "a class for each root");
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "roots are in order");
        let table = roots();
        assert!(table.len() >= words.len());
        for word in &words {
            assert!(table.get(0, word).is_some());
            assert_eq!(table.get(word[0], &word[1..]), table.get(0, word));
        }
        assert_eq!(table.get(0, b"bukankata"), None);
    }
}
