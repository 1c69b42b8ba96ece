//! A need told in sentences: which of its words ask for something?
//!
//! A complaint of 200 words has few telling words. Each word is weighed by how rare its lemma is in the index and how often it is told
//! (log), and the heaviest are asked; that some are not answered matters less than in a short question. Personal data is cut out
//! first and reaches neither the question nor the reasons.

use super::query::{Query, Reading};
use crate::text::find_personal_data;

/// A query of this many words or more is a need.
const LONG: usize = 12;
/// Longest need read, in characters: some 200 words.
const LONGEST: usize = 4000;

/// Whether a query is so long that it tells a need, and has no signs of the query language.
pub(super) fn is_need(query: &str) -> bool {
    !query.contains(['"', '“', ':']) && query.split_whitespace().take(LONG).count() >= LONG
}

/// Reads a need.
pub(super) fn read(query: &str, reading: Reading<'_>) -> Query {
    let text: String = query.chars().take(LONGEST).collect();
    let mut told = String::with_capacity(text.len());
    let mut at = 0;
    for (range, _) in find_personal_data(&text) {
        if range.start >= at {
            told.push_str(text.get(at..range.start).unwrap_or_default());
            told.push(' ');
            at = range.end;
        }
    }
    told.push_str(text.get(at..).unwrap_or_default());
    Query::need(&told, reading)
}
