//! Which names are there, and which documents have them?

use std::sync::atomic::Ordering;

use tantivy_fst::Streamer;

use super::{Words, input_at, numbers};
use crate::search::words::automaton::Near;
use crate::search::words::trigrams::{Scan, Trigrams};

/// Most names that are taken for near to another.
const MOST_NAMES: usize = 1000;

impl Words {
    /// The documents of a glued name.
    pub(in crate::search) fn named(&self, name: &str) -> Vec<u32> {
        if let Some(pieces) = &self.pieces {
            return pieces.named(name);
        }
        self.names.get(name).map(|at| self.documents_at(at)).unwrap_or_default()
    }

    /// Whether a name is in the index.
    pub(in crate::search) fn has_name(&self, name: &str) -> bool {
        self.pieces.as_ref().map_or_else(|| self.names.contains_key(name), |pieces| pieces.has_name(name))
    }

    /// Glued names within some edits.
    pub(in crate::search) fn near_names(&self, name: &str, distance: u8) -> Vec<String> {
        if let Some(pieces) = &self.pieces {
            let (edits, length) = (usize::from(distance), name.len());
            let mut found = pieces.near_names(&Near::new(name, distance), length.saturating_sub(edits), length + edits);
            found.truncate(MOST_NAMES);
            return found;
        }
        self.nearly_named.near(&self.names, name, distance).into_iter().take(MOST_NAMES).map(|(name, _)| name).collect()
    }

    /// Documents with names that resemble a glued text, with how much.
    pub(in crate::search) fn resembling(&self, text: &str, least: f32, most: usize) -> Vec<(u32, f32)> {
        if let Some(pieces) = &self.pieces
            && self.trigrams.get().is_none()
        {
            let Some(all) = pieces.all_names() else { return Vec::new() };
            let (names, documents): (Vec<_>, Vec<_>) =
                all.into_iter().enumerate().map(|(at, (name, own))| ((name, at as u64), own)).unzip();
            self.names_in_pieces.get_or_init(|| documents);
            self.trigrams.get_or_init(|| Trigrams::new(&names));
        }
        let similar = match self.trigrams.get() {
            Some(trigrams) => trigrams.like(text, least, most),
            // for one question it is faster to pass over the names once than to make the table
            None if !self.asked.swap(true, Ordering::Relaxed) => {
                let mut scan = Scan::new(text, least);
                self.each_name(|name, at| scan.compare(name, at));
                scan.best(most)
            }
            None => self.trigrams.get_or_init(|| self.make_trigrams()).like(text, least, most),
        };
        let mut found: Vec<(u32, f32)> = Vec::new();
        for (at, similarity) in similar {
            found.extend(self.documents_at(at).into_iter().map(|document| (document, similarity)));
        }
        // the best name of each document
        found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        found.dedup_by_key(|(document, _)| *document);
        found
    }

    pub(in crate::search::words) fn each_name(&self, mut visit: impl FnMut(&[u8], u64)) {
        let mut stream = self.names.stream();
        while let Some((name, at)) = stream.next() {
            visit(name, at);
        }
    }

    pub(super) fn make_trigrams(&self) -> Trigrams {
        let mut all = Vec::with_capacity(self.names.len());
        self.each_name(|name, at| all.push((String::from_utf8_lossy(name).into_owned(), at)));
        Trigrams::new(&all)
    }

    pub(in crate::search::words) fn documents_at(&self, at: u64) -> Vec<u32> {
        if let Some(documents) = self.names_in_pieces.get() {
            return documents.get(at as usize).cloned().unwrap_or_default();
        }
        numbers(input_at(&self.named, at))
            .into_iter()
            .map(|document| document as u32)
            .filter(|document| (*document as usize) < self.count)
            .collect()
    }
}
