//! In which documents does a word stand, and where?

use super::{List, Words};
use crate::search::fields::ALL_FIELDS;
use crate::search::words::bytes::Input;
use crate::search::words::list::{Cursor, END, Entry, Occurrences};
use crate::search::words::skips::Marks;

impl Words {
    /// A walk along a list.
    pub(in crate::search) fn cursor(&self, list: List) -> Cursor<'_> {
        Cursor::new(self.list_bytes(list.start, list.positions), 0)
    }

    /// Calls `visit` with every document of a list and where the word is in it.
    #[inline]
    pub(in crate::search) fn each(&self, list: List, mut visit: impl FnMut(u32, Occurrences)) {
        self.cursor(list).each_before(END, |document, entry| visit(document, entry.occurrences()));
    }

    /// A walk along the positions of a list.
    pub(in crate::search) fn places(&self, list: List) -> Places<'_> {
        let part = |from: usize, to: usize| self.list_bytes(from, to);
        let documents = part(list.start, list.positions);
        let positions = part(list.positions, list.marks);
        Places {
            documents,
            positions,
            cursor: Cursor::new(documents, 0),
            input: Input(positions),
            behind: 0,
            marks: Marks::new(part(list.marks, list.end)),
        }
    }

    /// Calls `visit` with the positions of a word in those of these documents that have it; documents in order.
    pub(in crate::search) fn positions(&self, list: List, documents: &[u32], mut visit: impl FnMut(usize, &[u32])) {
        let mut places = self.places(list);
        let mut found = Vec::new();
        for (at, document) in documents.iter().enumerate() {
            match places.seek(*document) {
                Some(next) if next == *document => {
                    places.read(ALL_FIELDS, &mut found);
                    visit(at, &found);
                }
                Some(_) => {}
                None => return,
            }
        }
    }
}

/// The positions of one list, document by document.
pub(in crate::search) struct Places<'a> {
    documents: &'a [u8],
    positions: &'a [u8],
    cursor: Cursor<'a>,
    input: Input<'a>,
    /// Positions of documents passed over that `input` still stands before.
    behind: usize,
    marks: Marks<'a>,
}

impl Places<'_> {
    /// Goes to the first document from this one on, and gives its number. Documents are asked in order.
    pub(in crate::search) fn seek(&mut self, document: u32) -> Option<u32> {
        if self.cursor.document < document
            && let Some(mark) = self.marks.before(document)
        {
            self.cursor = Cursor::new(self.documents.get(mark.documents..).unwrap_or_default(), mark.before);
            self.input = Input(self.positions.get(mark.positions..).unwrap_or_default());
            self.behind = 0;
        }
        while self.cursor.document < document {
            self.behind += self.cursor.pass();
        }
        (self.cursor.document != END).then_some(self.cursor.document)
    }

    /// The positions in the document it stands at that are in one of these fields; it goes on to the next. Gives how many there are in all.
    pub(in crate::search) fn read(&mut self, fields: u8, found: &mut Vec<u32>) -> usize {
        found.clear();
        self.input.skip(std::mem::take(&mut self.behind));
        let entry = self.cursor.take();
        let mut position = 0u32;
        // positions of one field lie before those of the next
        let mut read = |count: usize, wanted: bool| {
            for _ in 0..count {
                position = position.wrapping_add(self.input.next().unwrap_or_default());
                if wanted {
                    found.push(position);
                }
            }
        };
        match entry {
            Entry::Once(field) => read(1, fields >> field & 1 == 1),
            Entry::Several(Occurrences { counts }) => {
                for (field, count) in counts.iter().enumerate() {
                    read(usize::from(*count), fields >> field & 1 == 1);
                }
            }
        }
        entry.total()
    }

    /// Keeps those of these positions (in order) that stand so far before one in the document it stands at; it goes on to the next. Gives how
    /// many positions there are.
    pub(in crate::search) fn meet(&mut self, starts: &mut Vec<u32>, apart: u32) -> usize {
        let total = self.cursor.pass();
        self.input.skip(std::mem::take(&mut self.behind));
        let (mut left, mut position) = (total, None::<u32>);
        starts.retain(|start| {
            let wanted = start.saturating_add(apart);
            while left > 0 && position.is_none_or(|position| position < wanted) {
                position = Some(position.unwrap_or_default().wrapping_add(self.input.next().unwrap_or_default()));
                left -= 1;
            }
            position == Some(wanted)
        });
        self.behind = left;
        total
    }
}
