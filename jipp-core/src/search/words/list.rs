//! One list: documents, fields, frequencies; then the positions of each document.

use super::bytes::{Input, put};
use crate::search::fields::FIELDS;

/// How often a word occurs in each field of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct Occurrences {
    /// In the order of the fields.
    pub(in crate::search) counts: [u16; FIELDS.len()],
}

impl Occurrences {
    /// In how many places in all.
    pub(super) fn total(&self) -> usize {
        self.counts.iter().map(|count| usize::from(*count)).sum()
    }
}

/// Fields in which one single occurrence is written in three bits; anything else is spelt out.
const SINGLE: [usize; 7] = [7, 5, 6, 0, 4, 2, 3];
const SPELT_OUT: u32 = 7;

/// Appends a document to a list.
pub(super) fn push(out: &mut Vec<u8>, difference: u32, counts: &[u16; FIELDS.len()]) {
    let mut set = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let single = match (set.next(), set.next()) {
        (Some((field, 1)), None) => SINGLE.iter().position(|single| *single == field),
        _ => None,
    };
    if let Some(code) = single {
        put(out, u64::from(difference) << 3 | code as u64);
        return;
    }
    put(out, u64::from(difference) << 3 | u64::from(SPELT_OUT));
    let mask = counts.iter().enumerate().fold(0u64, |mask, (field, count)| mask | u64::from(*count > 0) << field);
    let several = counts.iter().any(|count| *count > 1);
    put(out, mask << 1 | u64::from(several));
    if several {
        counts.iter().filter(|count| **count > 0).for_each(|count| put(out, u64::from(*count)));
    }
}

/// One document of a list as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry {
    /// Once, in this field.
    Once(usize),
    /// In several places.
    Several(Occurrences),
}

/// Calls `visit` with every document of a list. What is damaged ends it.
#[inline]
pub(super) fn each(bytes: &[u8], mut visit: impl FnMut(u32, Entry)) {
    let mut input = Input(bytes);
    let mut document = 0u32;
    while let Some(head) = input.next_long() {
        document = document.wrapping_add((head >> 3) as u32);
        let code = (head & 7) as u32;
        if let Some(field) = SINGLE.get(code as usize) {
            visit(document, Entry::Once(*field));
            continue;
        }
        let Some(mask) = input.next() else { return };
        let mut occurrences = Occurrences { counts: [0; FIELDS.len()] };
        for (field, count) in occurrences.counts.iter_mut().enumerate() {
            if mask >> (field + 1) & 1 == 1 {
                *count = if mask & 1 == 1 { input.next().unwrap_or(1) as u16 } else { 1 };
            }
        }
        visit(document, Entry::Several(occurrences));
    }
}

impl Entry {
    pub(super) fn occurrences(self) -> Occurrences {
        match self {
            Self::Once(field) => {
                let mut counts = [0; FIELDS.len()];
                if let Some(count) = counts.get_mut(field) {
                    *count = 1;
                }
                Occurrences { counts }
            }
            Self::Several(occurrences) => occurrences,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back() {
        let documents: [(u32, [u16; FIELDS.len()]); 4] = [
            (0, [0, 0, 0, 0, 0, 0, 0, 1]),
            (5, [1, 1, 0, 0, 0, 0, 0, 0]),
            (6, [0, 0, 2, 0, 0, 0, 0, 300]),
            (9000, [0, 1, 0, 0, 0, 0, 0, 0]),
        ];
        let (mut out, mut last) = (Vec::new(), 0);
        for (document, counts) in &documents {
            push(&mut out, document - last, counts);
            last = *document;
        }
        let mut found = Vec::new();
        each(&out, |document, entry| found.push((document, entry.occurrences().counts)));
        assert_eq!(found, documents);
    }
}
