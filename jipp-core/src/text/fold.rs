use crate::unicode::{is_combining_mark, nfkd};

/// Folds a text for comparison: NFKC, lower case, without diacritics, typographic quotes and dashes made plain.
///
/// ```
/// assert_eq!(jipp_core::text::fold("“Sumpah  Beruang” – É"), "\"sumpah  beruang\" - e");
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    nfkd(text).filter(|c| !is_combining_mark(*c)).flat_map(|c| plain(c).to_lowercase()).collect()
}

fn plain(c: char) -> char {
    match c {
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '`' | '´' | '′' => '\'',
        '–' | '—' | '‑' | '‐' | '−' | '―' => '-',
        '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}' => ' ',
        other => other,
    }
}

/// Letters and digits of the folded text only, glued together: the key under which spelling variants of a name meet.
///
/// ```
/// use jipp_core::text::key;
/// assert_eq!(key("SI-TARANG"), key("Si Tarang"));
/// ```
pub fn key(text: &str) -> String {
    if text.is_ascii() {
        let mut key = text.to_ascii_lowercase();
        key.retain(|c| c.is_ascii_alphanumeric());
        return key;
    }
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The [`key`] of a name that may be a number: digits that something parts stay apart, for `1, 3` is not 13.
pub(crate) fn key_of_code(text: &str) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let folded = fold(text);
    let mut key = String::with_capacity(folded.len());
    for run in runs(&folded) {
        if is_digit(key.chars().next_back()) && is_digit(run.chars().next()) {
            key.push(' ');
        }
        key.push_str(run);
    }
    key
}

/// The words of the folded text: runs of letters and digits.
///
/// ```
/// assert_eq!(jipp_core::text::words("Akta/KTP 1 jam").collect::<Vec<_>>(), ["akta", "ktp", "1", "jam"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = String> {
    // plain text is folded word by word, and only as far as somebody asks
    let (plain, folded) = if text.is_ascii() { (text, String::new()) } else { ("", fold(text)) };
    let folded: Vec<String> = runs(&folded).map(str::to_owned).collect();
    runs(plain).map(str::to_ascii_lowercase).chain(folded)
}

/// Runs of letters and digits, as they stand.
pub(crate) fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty())
}

/// Tidies one line: NFC, blanks collapsed, control characters and invisible formatting removed, no blank inside brackets.
pub fn tidy(text: &str) -> String {
    crate::model::tidy_line(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidies_blanks_brackets_and_invisible_characters() {
        assert_eq!(tidy("  BARIS DITEBAS ( BARISTA\tDISABILITAS )  "), "BARIS DITEBAS (BARISTA DISABILITAS)");
        assert_eq!(tidy("a\u{202e}b\u{0}c\u{feff}"), "abc");
        assert_eq!(tidy("Pasien\u{200b}Kanker \u{200b}(\u{200b}KIA)\u{200b}"), "Pasien Kanker (KIA)", "two words stay two");
    }

    #[test]
    fn digits_that_are_parted_are_no_one_number() {
        for (text, wanted) in [("SDG 1, 3", "sdg1 3"), ("1-3", "1 3"), ("SDG-13", "sdg13"), ("2 a", "2a"), ("SI-JABPRI 2", "sijabpri2")] {
            assert_eq!(key_of_code(text), wanted);
        }
    }

    #[test]
    fn folding_is_idempotent() {
        for text in ["Pemerintah Kota Surabaya", "“É” – ﬁ", "İzmir", "E-KTP"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
