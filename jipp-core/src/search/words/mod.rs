//! Which innovations have which word, in which field, how often and where?
//!
//! One list for each word as written (folded) over all fields; a lemma is the set of its words, so nothing is written twice. tantivy
//! keeps a list for each field and stream, sixteen here, and reads them one by one; this layout reads one list per word, which
//! is what makes BM25F over eight fields and two streams cost no more than one field (`docs/benchmarks.md`).
//!
//! The part is a table of section lengths and then the sections: sums of field lengths; length codes (those of all documents for each
//! field in turn); facts (what the priors ask for, of each document); words (an FST to offsets of entries); entries (number of documents,
//! place of the list, lengths of its documents, its positions and its marks); lemmas (an FST to offsets of sets); sets (number
//! of documents that have one of the words, then the words); lists; names (an FST to offsets); lists of names. All numbers are
//! variable-length integers, documents and positions are written as differences.

mod automaton;
mod bytes;
mod length;
mod list;
mod reader;
mod skips;
mod trigrams;
mod writer;

pub(super) use list::{Cursor, Entry, Occurrences};
pub(super) use reader::{Facts, Lemma, List, Places, Words};
pub(super) use writer::WordsWriter;

/// Bytes of the facts of a document: award, running, replicated, and the year in two.
const FACTS: usize = 5;
const SECTIONS: usize = 10;
/// Positions left free between two fields, so that no phrase crosses them.
const GAP: u32 = 16;
