//! Everything in the part, one after the other: what it is cut into pieces from.

use tantivy::directory::OwnedBytes;
use tantivy_fst::Streamer;

use super::{List, SECTIONS, Words};

impl Words {
    /// Every lemma, in order.
    pub(in crate::search) fn all_lemmas(&self) -> Vec<String> {
        let mut all = Vec::with_capacity(self.lemmas.len());
        let mut stream = self.lemmas.stream();
        while let Some((lemma, _)) = stream.next() {
            all.push(String::from_utf8_lossy(lemma).into_owned());
        }
        all
    }

    /// Every word with its list, in order.
    pub(in crate::search) fn all_words(&self) -> Vec<(String, List)> {
        let mut all = Vec::with_capacity(self.exact.len());
        let mut stream = self.exact.stream();
        while let Some((word, at)) = stream.next() {
            if let Some(list) = self.entry(at) {
                all.push((String::from_utf8_lossy(word).into_owned(), list));
            }
        }
        all
    }

    /// Every glued name with its documents, in order.
    pub(in crate::search) fn all_names(&self) -> Vec<(String, Vec<u32>)> {
        let mut all = Vec::with_capacity(self.names.len());
        self.each_name(|name, at| all.push((String::from_utf8_lossy(name).into_owned(), self.documents_at(at))));
        all
    }

    /// The documents of a list, and its positions with their marks.
    pub(in crate::search) fn bytes_of(&self, list: List) -> (&[u8], &[u8]) {
        (self.list_bytes(list.start, list.positions), self.list_bytes(list.positions, list.end))
    }

    /// Sums, lengths and facts.
    pub(in crate::search) fn fixed_sections(&self) -> Option<[OwnedBytes; 3]> {
        let part = self.part.read_bytes().ok()?;
        let mut at = SECTIONS * 8;
        let mut sections = [OwnedBytes::empty(), OwnedBytes::empty(), OwnedBytes::empty()];
        for (number, section) in sections.iter_mut().enumerate() {
            let length: [u8; 8] = part.get(number * 8..number * 8 + 8)?.try_into().ok()?;
            let end = at.checked_add(usize::try_from(u64::from_le_bytes(length)).ok()?).filter(|end| *end <= part.len())?;
            *section = part.slice(at..end);
            at = end;
        }
        Some(sections)
    }
}
