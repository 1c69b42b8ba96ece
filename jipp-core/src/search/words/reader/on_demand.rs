//! Which keys of a dictionary are near a word?

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::directory::OwnedBytes;
use tantivy_fst::{IntoStreamer, Map, Streamer};

use crate::search::words::automaton::Near;
use crate::search::words::nearby::Nearby;

/// A dictionary asked for keys near a word: walked along the first time, then kept as a table.
#[derive(Debug, Default)]
pub(super) struct OnDemand {
    asked: AtomicBool,
    table: OnceLock<Nearby>,
}

impl OnDemand {
    /// Keys within some edits, in order.
    pub(super) fn near(&self, dictionary: &Map<OwnedBytes>, word: &str, distance: u8) -> Vec<(String, u64)> {
        match self.table.get() {
            Some(table) => table.near(word, distance),
            // for one question a walk is faster than the table
            None if !self.asked.swap(true, Ordering::Relaxed) => matching(dictionary, Near::new(word, distance)),
            None => self.made(dictionary).near(word, distance),
        }
    }

    pub(super) fn made(&self, dictionary: &Map<OwnedBytes>) -> &Nearby {
        self.table.get_or_init(|| {
            let mut table = Nearby::default();
            let mut stream = dictionary.stream();
            while let Some((key, value)) = stream.next() {
                table.add(key, value);
            }
            table
        })
    }
}

fn matching(map: &Map<OwnedBytes>, automaton: Near<'_>) -> Vec<(String, u64)> {
    let mut stream = map.search(automaton).into_stream();
    let mut found = Vec::new();
    while let Some((word, at)) = stream.next() {
        if let Ok(word) = std::str::from_utf8(word) {
            found.push((word.to_owned(), at));
        }
    }
    found
}
