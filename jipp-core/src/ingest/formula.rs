//! How does a text travel in a table without a spreadsheet taking it for a formula, and how does it come back?
//!
//! A text that could be a formula (OWASP, *CSV injection*) gets `'` before it, which is how spreadsheets themselves mark a text; reading
//! takes exactly that `'` off again. A text that begins with `'` and a formula gets another one, so that both come back as they were.

use std::borrow::Cow;

/// Whether a cell that begins so can be a formula somewhere. The full-width forms are what East Asian keyboards write.
pub fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The same, also behind blanks and behind the `'` that marks a text.
fn hides_formula(text: &str) -> bool {
    looks_like_formula(text.trim_start_matches(['\'', ' ', '\u{a0}', '\u{3000}']))
}

/// A text as a cell that no spreadsheet takes for a formula.
///
/// ```
/// use jipp_core::ingest::{neutralised, restored};
/// assert_eq!(neutralised("=1+1"), "'=1+1");
/// assert_eq!(restored("'=1+1"), "=1+1");
/// assert_eq!(restored("'Aisyiyah"), "'Aisyiyah");
/// ```
pub fn neutralised(text: &str) -> Cow<'_, str> {
    if hides_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// What [`neutralised`] was given.
pub fn restored(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| hides_formula(cell)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_lead_is_neutralised() {
        for lead in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u{a0}+", "\u{3000}@"] {
            let text = format!("{lead}cmd|' /C calc'!A0");
            assert!(neutralised(&text).starts_with('\''), "{text:?}");
        }
        for text in ["", "a=b", "'Aisyiyah", "2020-01-01", "' x"] {
            assert_eq!(neutralised(text), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "(['=+@\t\r\n \u{a0}＝-]){0,5}\\PC{0,6}") {
            let cell = neutralised(&text);
            prop_assert!(!looks_like_formula(&cell));
            prop_assert_eq!(restored(&cell), text.as_str());
        }
    }
}
