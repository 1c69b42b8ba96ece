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
pub(in crate::search) enum Entry {
    /// Once, in this field.
    Once(usize),
    /// In several places.
    Several(Occurrences),
}

/// Reads what is written about one document behind its head, whose code this is.
#[inline]
pub(super) fn entry(input: &mut Input<'_>, code: u32) -> Entry {
    if let Some(field) = SINGLE.get(code as usize) {
        return Entry::Once(*field);
    }
    let mut occurrences = Occurrences { counts: [0; FIELDS.len()] };
    each_count(input, |field, count| {
        if let Some(slot) = occurrences.counts.get_mut(field) {
            *slot = count;
        }
    });
    Entry::Several(occurrences)
}

/// Reads what is spelt out about one document: each field that has the word, in order, and how often.
#[inline]
fn each_count(input: &mut Input<'_>, mut visit: impl FnMut(usize, u16)) {
    let head = input.next().unwrap_or_default();
    let (several, mut fields) = (head & 1 == 1, head >> 1 & ALL_FIELDS_WRITTEN);
    while fields != 0 {
        let count = if several { input.next().unwrap_or(1) as u16 } else { 1 };
        visit(fields.trailing_zeros() as usize, count);
        fields &= fields - 1;
    }
}

/// A bit for each field.
const ALL_FIELDS_WRITTEN: u32 = (1 << FIELDS.len()) - 1;

/// A walk along a list, which can stop at a document and go on later. What is damaged ends it.
#[derive(Debug, Clone, Copy)]
pub(in crate::search) struct Cursor<'a> {
    input: Input<'a>,
    /// The document it stands at; [`END`] behind the last.
    pub(super) document: u32,
    code: u32,
}

/// Behind the last document.
pub(in crate::search) const END: u32 = u32::MAX;

impl<'a> Cursor<'a> {
    /// A walk along these bytes, whose first difference counts from `before`.
    pub(super) fn new(bytes: &'a [u8], before: u32) -> Self {
        let mut cursor = Self { input: Input(bytes), document: before, code: 0 };
        cursor.head();
        cursor
    }

    #[inline]
    fn head(&mut self) {
        match self.input.next_long() {
            Some(head) => {
                self.document = self.document.wrapping_add((head >> 3) as u32);
                self.code = (head & 7) as u32;
            }
            None => self.document = END,
        }
    }

    /// What is written about the document it stands at; it goes on to the next.
    #[inline]
    pub(super) fn take(&mut self) -> Entry {
        let entry = entry(&mut self.input, self.code);
        self.head();
        entry
    }

    /// Passes over the document it stands at; gives in how many places the word is there.
    #[inline]
    pub(super) fn pass(&mut self) -> usize {
        let mut total = 0;
        if (self.code as usize) < SINGLE.len() {
            total = 1;
        } else {
            each_count(&mut self.input, |_, count| total += usize::from(count));
        }
        self.head();
        total
    }

    /// Calls `visit` with every document before `limit` that was not visited yet and has the word in one of these fields, and with the sum of
    /// the weights of its places there.
    #[inline]
    pub(in crate::search) fn weigh_before(
        &mut self,
        limit: u32,
        fields: u8,
        weight: impl Fn(u32, usize) -> f32,
        mut visit: impl FnMut(u32, f32),
    ) {
        let wanted = |field: usize| fields >> field & 1 == 1;
        // a copy, so that it can stay in registers
        let mut walk = *self;
        while walk.document < limit {
            let document = walk.document;
            if let Some(field) = SINGLE.get(walk.code as usize) {
                walk.head();
                if wanted(*field) {
                    visit(document, weight(document, *field));
                }
                continue;
            }
            let mut sum = 0f32;
            each_count(&mut walk.input, |field, count| {
                if wanted(field) {
                    sum += f32::from(count) * weight(document, field);
                }
            });
            walk.head();
            if sum > 0.0 {
                visit(document, sum);
            }
        }
        *self = walk;
    }

    /// Calls `visit` with every document before `limit` that was not visited yet.
    #[inline]
    pub(in crate::search) fn each_before(&mut self, limit: u32, mut visit: impl FnMut(u32, Entry)) {
        // a copy, so that it can stay in registers
        let mut walk = *self;
        while walk.document < limit {
            let document = walk.document;
            let entry = walk.take();
            visit(document, entry);
        }
        *self = walk;
    }
}

impl Entry {
    /// In how many places the word is.
    pub(super) fn total(self) -> usize {
        match self {
            Self::Once(_) => 1,
            Self::Several(occurrences) => occurrences.total(),
        }
    }

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
        let mut sums = Vec::new();
        Cursor::new(&out, 0).weigh_before(
            END,
            0b1000_0011,
            |_, field| if field == 7 { 1.0 } else { 100.0 },
            |document, sum| sums.push((document, sum)),
        );
        assert_eq!(sums, [(0, 1.0), (5, 200.0), (6, 300.0), (9000, 100.0)]);
        let mut passed = Cursor::new(&out, 0);
        assert_eq!([passed.pass(), passed.pass(), passed.pass(), passed.pass()], [1, 2, 302, 1]);
        let mut found = Vec::new();
        let mut cursor = Cursor::new(&out, 0);
        cursor.each_before(6, |document, entry| found.push((document, entry.occurrences().counts)));
        assert_eq!(found.len(), 2, "it stops before the limit");
        cursor.each_before(END, |document, entry| found.push((document, entry.occurrences().counts)));
        assert_eq!(found, documents);
    }
}
