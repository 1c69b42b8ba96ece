//! Words near a word: an automaton that the dictionary is walked with.
//!
//! One row of the table of edits at a time, and of it only the cells that can be within the distance (Ukkonen 1985). Two letters
//! exchanged are one edit (optimal string alignment). Edits are counted in bytes of the folded words, which are letters of ASCII nearly
//! always. Nothing is built beforehand, unlike for a table of states, which costs more than the walk for a long word.

use tantivy_fst::Automaton;

/// Most edits that a row has room for.
const FARTHEST: usize = 2;
const BAND: usize = 2 * FARTHEST + 1;

/// Words within a number of edits; two letters exchanged are one edit.
#[derive(Debug)]
pub(super) struct Near<'a> {
    word: &'a [u8],
    distance: usize,
}

/// What was read so far: the rows after the last byte and after the one before it, each around the diagonal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    depth: usize,
    last: u8,
    now: [u8; BAND],
    before: [u8; BAND],
}

/// More than any distance.
const FAR: u8 = 100;

impl<'a> Near<'a> {
    pub(super) fn new(word: &'a str, distance: u8) -> Self {
        Self { word: word.as_bytes(), distance: usize::from(distance).min(FARTHEST) }
    }

    /// The letter of the word in the column that a cell of a row stands for; columns count from 1.
    fn letter(&self, depth: usize, cell: usize) -> Option<u8> {
        (depth + cell).checked_sub(FARTHEST + 1).and_then(|at| self.word.get(at)).copied()
    }
}

fn cell(row: [u8; BAND], at: usize) -> u8 {
    row.get(at).copied().unwrap_or(FAR)
}

impl Automaton for Near<'_> {
    type State = Row;

    fn start(&self) -> Row {
        let mut now = [FAR; BAND];
        for (column, cell) in now.iter_mut().skip(FARTHEST).enumerate().take(self.word.len() + 1) {
            *cell = column as u8;
        }
        Row { depth: 0, last: 0, now, before: [FAR; BAND] }
    }

    fn is_match(&self, row: &Row) -> bool {
        let at = (self.word.len() + FARTHEST).checked_sub(row.depth);
        at.is_some_and(|at| usize::from(cell(row.now, at)) <= self.distance)
    }

    fn can_match(&self, row: &Row) -> bool {
        row.now.iter().any(|cell| usize::from(*cell) <= self.distance)
    }

    fn accept(&self, row: &Row, byte: u8) -> Row {
        let depth = row.depth + 1;
        let mut now = [FAR; BAND];
        let mut left = FAR;
        for (at, slot) in now.iter_mut().enumerate() {
            // column of this cell: depth - FARTHEST + at
            let Some(column) = (depth + at).checked_sub(FARTHEST).filter(|column| *column <= self.word.len()) else { continue };
            let above = cell(row.now, at + 1).saturating_add(1);
            let mut least = above.min(left.saturating_add(1));
            if column > 0 {
                let letter = self.letter(depth, at);
                least = least.min(cell(row.now, at) + u8::from(letter != Some(byte)));
                if column > 1 && depth > 1 && letter == Some(row.last) && self.word.get(column - 2) == Some(&byte) {
                    least = least.min(cell(row.before, at) + 1);
                }
            }
            *slot = least.min(FAR);
            left = *slot;
        }
        Row { depth, last: byte, now, before: row.now }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(word: &str, other: &str, distance: u8) -> bool {
        let automaton = Near::new(word, distance);
        let mut state = automaton.start();
        for byte in other.bytes() {
            if !automaton.can_match(&state) {
                return false;
            }
            state = automaton.accept(&state, byte);
        }
        automaton.is_match(&state)
    }

    #[test]
    fn exchanged_letters_are_one_edit() {
        assert!(near("puskesmas", "pukssemas", 2));
        assert!(near("sampah", "samaph", 1));
        assert!(!near("sampah", "asmaph", 1));
        assert!(near("kampung", "kampongg", 2));
        assert!(near("ab", "", 2) && !near("abc", "", 2));
    }

    proptest! {
        #[test]
        fn it_says_what_counting_edits_says(word in "[abc]{0,9}", other in "[abc]{0,9}", distance in 0u8..=2) {
            prop_assert_eq!(near(&word, &other, distance), strsim::osa_distance(&word, &other) <= usize::from(distance));
        }
    }
}
