//! How is a text written into a CSV file so that a spreadsheet changes nothing of it?

use crate::ingest::formula::looks_like_formula;

/// A text for a CSV cell that a spreadsheet shows as it is: no formula, no date or number put into another form.
///
/// Such texts get `'` before them, as do texts that begin with `'`, so that [`unguarded`] gives every text back. A text with control
/// characters, which would make the file look like binary data, is written as a JSON text behind the `'`.
pub fn guarded(text: &str) -> String {
    if has_controls(text) {
        return format!("'{}", serde_json::Value::String(text.to_owned()));
    }
    if needs_guard(text) { format!("'{text}") } else { text.to_owned() }
}

/// What [`guarded`] was given. What a person typed without `'` stays as it is.
pub fn unguarded(cell: &str) -> String {
    let Some(rest) = cell.strip_prefix('\'') else { return cell.to_owned() };
    if rest.starts_with('"')
        && let Ok(serde_json::Value::String(text)) = serde_json::from_str(rest)
        && has_controls(&text)
    {
        return text;
    }
    if needs_guard(rest) { rest.to_owned() } else { cell.to_owned() }
}

fn has_controls(text: &str) -> bool {
    text.bytes().any(|b| b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t'))
}

fn needs_guard(text: &str) -> bool {
    looks_like_formula(text) || text.starts_with('\'') || is_rewritten(text)
}

/// Whether a spreadsheet that opens a CSV file would take the text for a number or a date and write it back otherwise: leading
/// zeros, more digits than it shows, dates, decimal signs, exponents.
fn is_rewritten(text: &str) -> bool {
    let plain = text.len() <= 11 && text.bytes().all(|b| b.is_ascii_digit()) && !(text.len() > 1 && text.starts_with('0'));
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.len() <= 64
        && !plain
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'/' | b'-' | b':' | b'e' | b'E' | b'+' | b'%' | b' '))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_change_is_guarded() {
        for text in
            ["=1+1", "+62", "-3", "@x", "\tx", "\rx", "'x", "007", "1234567890123", "2019-08-12", "12/08/2019", "1.5", "1E5", "30%", "＝1"]
        {
            assert!(guarded(text).starts_with('\''), "{text}");
        }
        for text in ["", "2019", "0", "Loket 3", "30 hari", "900001", "a=b"] {
            assert_eq!(guarded(text), text);
        }
        assert_eq!(unguarded("'Aisyiyah"), "'Aisyiyah", "a name that begins with an apostrophe, typed by a person");
    }

    proptest! {
        #[test]
        fn guarding_loses_nothing(text in "(['=+@\t\r\n\u{0}\"-]|[0-9./]){0,4}\\PC{0,6}") {
            let cell = guarded(&text);
            prop_assert!(!looks_like_formula(&cell));
            prop_assert!(!has_controls(&cell));
            prop_assert_eq!(unguarded(&cell), text);
        }
    }
}
