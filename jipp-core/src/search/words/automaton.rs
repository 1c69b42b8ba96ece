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
pub(in crate::search) struct Near<'a> {
    word: &'a [u8],
    distance: usize,
    signature: u64,
}

/// What was read so far: the rows after the last byte and after the one before it, each around the diagonal.
#[derive(Debug, Clone, Copy)]
pub(in crate::search) struct Row {
    depth: usize,
    last: u8,
    now: [u8; BAND],
    before: [u8; BAND],
}

/// More than any distance.
const FAR: u8 = 100;

impl<'a> Near<'a> {
    pub(in crate::search) fn new(word: &'a str, distance: u8) -> Self {
        Self { word: word.as_bytes(), distance: usize::from(distance).min(FARTHEST), signature: signature(word.as_bytes()) }
    }

    /// Whether a key of this length and [`signature`] may be within the distance: most are not, and need no look.
    pub(super) fn may_accept(&self, length: usize, signature: u64) -> bool {
        let apart = length.abs_diff(self.word.len());
        apart <= self.distance && (signature ^ self.signature).count_ones() as usize <= 2 * self.distance - apart
    }

    /// Whether a key with this [`signature`] is within the distance.
    pub(in crate::search) fn is_near(&self, key: &str, signature: u64) -> bool {
        self.may_accept(key.len(), signature) && self.accepts(key.as_bytes())
    }

    /// Whether a key is within the distance.
    pub(super) fn accepts(&self, key: &[u8]) -> bool {
        let mut state = self.start();
        for byte in key {
            state = self.accept(&state, *byte);
            if !self.can_match(&state) {
                return false;
            }
        }
        self.is_match(&state)
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

/// Two bits for each small letter (there; there twice), one for each digit, two for all other bytes.
pub(in crate::search) fn signature(key: &[u8]) -> u64 {
    let mut bits = 0u64;
    for byte in key {
        match byte {
            b'a'..=b'z' => {
                let once = 1u64 << (byte - b'a');
                bits |= if bits & once == 0 { once } else { once << 26 };
            }
            b'0'..=b'9' => bits |= 1 << (52 + (byte - b'0')),
            other => bits |= 1 << (62 + (other & 1)),
        }
    }
    bits
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
