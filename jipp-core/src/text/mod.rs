//! How is Indonesian text read: normalised, counted, split into tokens, stemmed, cleaned?
//!
//! The one place for language handling. Nothing here knows what an innovation is.

mod attributes;
mod date;
mod date_phrase;
mod fold;
mod html;
mod lemma;
pub mod lexicon;
mod number;
mod percent;
mod personal;
mod phonetic;
mod quantity;
mod title;
mod token;

pub(crate) use date::year_within;
pub use date::{mend_date, month_and_short_year, parse_date, serial_date};
pub use date_phrase::begun;
pub use fold::{fold, key, tidy, words};
pub(crate) use fold::{key_of_code, runs};
pub use html::{HtmlText, html_to_text};
pub(crate) use lemma::is_root;
pub use lemma::lemma;
#[doc(hidden)]
pub use lemma::lemma_candidates;
pub use number::parse_number;
pub(crate) use number::parts_thousands;
pub(crate) use percent::{percent_in_tenths, percent_of_probability, whole_percent, with_decimal_mark};
pub use personal::{PersonalData, find_personal_data, redact};
pub use phonetic::phonetic;
pub use title::{ParsedTitle, parse_title};
pub(crate) use title::{is_derived, without_head};
#[cfg(feature = "search")]
pub(crate) use token::each_token;
pub use token::{Token, tokenize};

/// Whether a cell says only that nothing is known: `#N/A`, `belum ada` and the like, or has neither letter nor digit, such as `-`.
///
/// Source: nine such summaries in JIPPNas and the placeholders of the exports (domain section 3; rule TXT-03).
pub fn is_placeholder(text: &str) -> bool {
    const PLACEHOLDERS: &[&str] = &[
        "#n/a",
        "n/a",
        "na",
        "#ref!",
        "#value!",
        "#name?",
        "null",
        "nil",
        "nihil",
        "none",
        "nan",
        "tidak ada",
        "belum ada",
        "kosong",
        "xxx",
        "x",
        "0000-00-00",
        "0000-00-00 00:00:00",
    ];
    let text = text.trim();
    let is_mark = |text: &str| !text.chars().any(char::is_alphanumeric);
    !text.is_empty() && text.len() <= 24 && (is_mark(text) || PLACEHOLDERS.iter().any(|known| known.eq_ignore_ascii_case(text)))
}

/// Whether a cell says in words that there is none of what is asked: `Tidak ada`. To some questions that is an answer.
pub fn says_none(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    ["tidak ada", "belum ada", "nihil", "none"].iter().any(|known| known.eq_ignore_ascii_case(text))
}

/// At most `limit` characters of `text`, with `…` where something was left out.
pub fn excerpt(text: &str, limit: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= limit {
        flat
    } else {
        let mut cut: String = flat.chars().take(limit.saturating_sub(1)).collect();
        cut.push('…');
        cut
    }
}
