//! Where to go on in a long list without reading all that stands before.

use super::bytes::{Input, put};
use super::list;

/// Documents between two marks. Fewer make reading single documents faster and lists longer (about 4 bytes a mark).
const EVERY: usize = 32;

/// A place in a list: the document before it, and how far it is into the documents and into the positions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) before: u32,
    pub(super) documents: usize,
    pub(super) positions: usize,
}

/// Writes the marks of a list.
pub(super) fn write(documents: &[u8], positions: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut last, mut document, mut count) = (Mark::default(), 0u32, 0);
    let (mut heads, mut places) = (Input(documents), Input(positions));
    loop {
        let start = documents.len() - heads.0.len();
        let Some(head) = heads.next_long() else { return out };
        if count == EVERY {
            let mark = Mark { before: document, documents: start, positions: positions.len() - places.0.len() };
            put(&mut out, u64::from(mark.before - last.before));
            put(&mut out, (mark.documents - last.documents) as u64);
            put(&mut out, (mark.positions - last.positions) as u64);
            (last, count) = (mark, 0);
        }
        count += 1;
        document = document.wrapping_add((head >> 3) as u32);
        places.skip(list::entry(&mut heads, (head & 7) as u32).total());
    }
}

/// The marks of a list, in order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks<'a> {
    input: Input<'a>,
    next: Option<Mark>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut marks = Self { input: Input(bytes), next: None };
        marks.read(Mark::default());
        marks
    }

    fn read(&mut self, last: Mark) {
        let mut next = || self.input.next_long();
        self.next = (|| {
            let (before, documents, positions) = (next()?, next()?, next()?);
            Some(Mark {
                before: last.before.checked_add(u32::try_from(before).ok()?)?,
                documents: last.documents.checked_add(usize::try_from(documents).ok()?)?,
                positions: last.positions.checked_add(usize::try_from(positions).ok()?)?,
            })
        })();
    }

    /// The last mark that this document lies behind, if there is one that was not given yet.
    pub(super) fn before(&mut self, document: u32) -> Option<Mark> {
        let mut found = None;
        while let Some(mark) = self.next.filter(|mark| mark.before < document) {
            found = Some(mark);
            self.read(mark);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fields::FIELDS;

    #[test]
    fn marks_lead_to_their_documents() {
        let (mut documents, mut positions, mut last) = (Vec::new(), Vec::new(), 0);
        for document in (0..1000).map(|n| n * 3) {
            let mut counts = [0; FIELDS.len()];
            counts[usize::from(document % 2 == 0)] = 1 + u16::from(document % 5 == 0);
            list::push(&mut documents, document - last, &counts);
            (0..counts.iter().sum()).for_each(|_| put(&mut positions, u64::from(document)));
            last = document;
        }
        let bytes = write(&documents, &positions);
        let mut marks = Marks::new(&bytes);
        assert_eq!(marks.before(93), None, "the first mark lies behind the first documents");
        for wanted in [94, 300, 400, 2900] {
            let mark = marks.before(wanted).unwrap();
            assert!(mark.before < wanted && wanted - mark.before <= 3 * EVERY as u32);
            let found = list::Cursor::new(&documents[mark.documents..], mark.before).document;
            assert_eq!((found, Input(&positions[mark.positions..]).next()), (mark.before + 3, Some(mark.before + 3)));
        }
        assert_eq!(marks.before(2901), None, "no mark is given twice");
    }
}
