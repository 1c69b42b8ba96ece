//! Which words mean the same? Lists of words as data: spellings, stop words, synonyms, a glossary, abbreviations.

mod spelling;

pub use spelling::spelling;
pub(super) use spelling::{abbreviation_words, exception, spelling_variants};
