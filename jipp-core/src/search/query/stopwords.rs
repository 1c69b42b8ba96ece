//! Words that a question is made of rather than what it asks for. They are left out of a question, unless it has no other words; the
//! index keeps them all.

use crate::text::lexicon;

/// Function and question words of English, for English questions. Those of Indonesian are in the lexicon.
const ENGLISH: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has", "have", "how", "i", "in", "into", "is",
    "it", "its", "of", "on", "or", "our", "that", "the", "their", "there", "this", "to", "was", "we", "what", "when", "where", "which",
    "who", "why", "with",
];

/// Words that say what kind of thing is sought, which every record is: they count little beside others.
const GENERIC: &[&str] = &[
    "inovasi",
    "inovatif",
    "innovation",
    "innovations",
    "program",
    "programs",
    "contoh",
    "daftar",
    "terbaik",
    "cari",
    "mencari",
    "solusi",
];

/// Whether a word says only what kind of thing is sought.
pub(super) fn is_generic(word: &str) -> bool {
    GENERIC.contains(&word)
}

pub(in crate::search) fn is_stop_word(word: &str) -> bool {
    lexicon::is_stop_word(word) || lexicon::is_question_word(word) || ENGLISH.contains(&word)
}
