//! Which innovations have which word, in which field, how often and where?
//!
//! One list for each word as written (folded) over all fields; a lemma is the set of its words, so nothing is written twice. tantivy
//! keeps a list for each field and stream, sixteen here, and reads them one by one; this layout reads one list per word, which
//! is what makes BM25F over eight fields and two streams cost no more than one field (`docs/benchmarks.md`).
//!
//! The part is a table of section lengths and then the sections: sums of field lengths; documents (a length code for each field,
//! then what the priors ask for); words (an FST to offsets of entries); entries (number of documents, place and length of the
//! list, length of its positions, lemma); lemmas (an FST to offsets of word lists); word lists; lists; names (an FST to offsets);
//! lists of names. All numbers are variable-length integers, documents and positions are written as differences.

mod automaton;
mod bytes;
mod length;
mod list;
mod reader;
mod trigrams;
mod writer;

pub(super) use reader::{Facts, List, Words};
pub(super) use writer::WordsWriter;

/// Bytes of a document beside its field lengths: award, running, replicated, and the year in two.
const FACTS: usize = 5;
const SECTIONS: usize = 9;
/// Positions left free between two fields, so that no phrase crosses them.
const GAP: u32 = 16;
