//! Which documents lie in an index?

use super::Index;
use crate::search::bundle;
use crate::search::document::SearchDocument;
use crate::search::error::SearchError;

/// Documents that are read together where all are read.
const READ_TOGETHER: usize = 256;

impl Index {
    /// Every document, in the order of the ids.
    pub fn documents(&self) -> Result<Vec<SearchDocument>, SearchError> {
        self.begin();
        let mut all = Vec::with_capacity(self.len());
        let read = self.each_stored(|document| all.push(document));
        self.complete(read.map(|()| all))
    }

    /// The innovation with this id.
    pub fn get(&self, id: &str) -> Result<Option<SearchDocument>, SearchError> {
        if let Some(pieces) = self.built.words.pieces() {
            self.begin();
            let found = pieces.with_id(id).map(|number| self.stored(number)).transpose();
            return self.complete(found);
        }
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            let document = self.stored(middle)?;
            match document.id.as_str().cmp(id) {
                std::cmp::Ordering::Equal => return Ok(Some(document)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    pub(super) fn stored(&self, document: u32) -> Result<SearchDocument, SearchError> {
        match (&self.built.store, self.built.words.pieces()) {
            (Some(store), _) => read(document, &store.document(document)?),
            // a document that is not here is asked for, and the answer is thrown away
            (None, Some(pieces)) => {
                pieces.document(document).map_or_else(|| Ok(SearchDocument::default()), |text| read(document, text.as_bytes()))
            }
            (None, None) => Err(bundle::damaged("tidak memuat dokumen", "it has no documents")),
        }
    }

    /// Hands over every document in the order of the numbers.
    pub(super) fn each_stored(&self, mut to: impl FnMut(SearchDocument)) -> Result<(), SearchError> {
        let all = self.len() as u32;
        let Some(store) = &self.built.store else {
            return (0..all).try_for_each(|number| self.stored(number).map(&mut to));
        };
        for first in (0..all).step_by(READ_TOGETHER) {
            let last = all.min(first + READ_TOGETHER as u32);
            for (number, text) in (first..last).zip(store.documents(first..last)?) {
                to(read(number, &text)?);
            }
        }
        Ok(())
    }
}

/// A document as the store has it.
fn read(number: u32, text: &[u8]) -> Result<SearchDocument, SearchError> {
    serde_json::from_slice(text)
        .map_err(|error| bundle::damaged(format!("dokumen {number}: {error}"), format!("document {number}: {error}")))
}
