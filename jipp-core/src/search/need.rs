//! A need told in sentences: which of its words ask for something?
//!
//! A complaint of 200 words has few telling words. Each word is weighed by how rare its lemma is in the index and how often it is told
//! (log), and the heaviest are asked; that some are not answered matters less than in a short question. Personal data is cut out
//! first and reaches neither the question nor the reasons.

use super::query::{Query, Reading};
use crate::text::redact;

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
    let text = redact(&text).unwrap_or(text);
    Query::need(&text, reading)
}
