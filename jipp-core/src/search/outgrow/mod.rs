//! How does a directory move to an engine of many machines, and keep its answers?
//!
//! No such engine reads Indonesian, so the reading stays here: documents go out with their fields already taken apart into tokens, which
//! the engine splits at blanks only (`documents`), and a question goes out as the engine's own query over these tokens, with word
//! forms, synonyms, corrections, regions and names already found (`translate`). The set of documents that answer is then the same. Their order
//! is the same where it is by year or by title; by relevance it is the engine's own, BM25 over one field that holds the fields as
//! often as they weigh.
//!
//! Not translated: the words that the best answers share (`feedback` of the ranking), pairs of words, priors and coverage, all of which look
//! at scores. Corrections and completions come from the words of this index.

mod documents;
mod translate;

pub use documents::{configuration, document};
pub(super) use translate::{Found, translate};

/// An engine that documents and questions are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// OpenSearch, and Elasticsearch, whose mapping and query language it shares.
    OpenSearch,
    /// Quickwit, by its search interface in the form of Elasticsearch's.
    Quickwit,
}

/// The fields of tokens that a searched field becomes: lemmas; words as written, one for each position; and words that share the position
/// of another one (`sitarang` beside `si tarang`), each in the place of that one.
const STREAMS: [&str; 3] = ["lemma", "exact", "joined"];

fn stream(field: &str, stream: &str) -> String {
    format!("{field}_{stream}")
}
