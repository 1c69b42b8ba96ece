/// Reads a decimal number as Indonesian and English spreadsheets write it: `1.234,5`, `1,234.5`, `87,25`, `87.25`, `1 234`.
///
/// A single separator followed by exactly three digits is read as a thousands separator only where it repeats or the
/// other separator follows; `1.234` alone stays 1.234, because scores are written so. Between thousands separators and blanks stand three digits,
/// else it is no number: a stray point in `12.5.` makes no 125 of it. Amounts may have `Rp` before them and *ribu*, *juta*, *miliar*
/// or *triliun* (or `rb`, `jt`, `M`, `T`) behind: `Rp 1,5 juta`; behind `Rp`, a single separator before three digits parts thousands. `None` if it is
/// no number.
///
/// ```
/// use jipp_core::text::parse_number;
/// assert_eq!(parse_number("1.234,5"), Some(1234.5));
/// assert_eq!(parse_number("87,25"), Some(87.25));
/// assert_eq!(parse_number("Rp 1,5 juta"), Some(1_500_000.0));
/// assert_eq!(parse_number("dua"), None);
/// ```
pub fn parse_number(text: &str) -> Option<f64> {
    let trimmed = text.trim();
    if trimmed.starts_with(|c: char| c.is_ascii_alphabetic())
        || trimmed.ends_with(|c: char| c.is_ascii_alphabetic() || c == '-') && trimmed.len() > 1
    {
        return amount(trimmed);
    }
    if !blanks_part_thousands(text) {
        return None;
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    if digits.is_empty()
        || !digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
        || !digits.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let (dots, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let normal = match (dots, commas) {
        (0 | 1, 0) => text.clone(),
        (0, 1) => text.replace(',', "."),
        (_, 0) if parts_thousands(digits, '.') => text.replace('.', ""),
        (0, _) if parts_thousands(digits, ',') => text.replace(',', ""),
        (_, 1) if digits.split_once(',').is_some_and(|(whole, rest)| !rest.contains('.') && parts_thousands(whole, '.')) => {
            text.replace('.', "").replace(',', ".")
        }
        (1, _) if digits.split_once('.').is_some_and(|(whole, rest)| !rest.contains(',') && parts_thousands(whole, ',')) => {
            text.replace(',', "")
        }
        _ => return None,
    };
    normal.parse().ok().filter(|n: &f64| n.is_finite())
}

/// Whether a sign parts the digits of a whole number into thousands: one to three digits, of which the first is not 0, then three each.
pub(crate) fn parts_thousands(whole: &str, sign: char) -> bool {
    let mut groups = whole.split(sign);
    let is_digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let begins = |first: &str| (1..=3).contains(&first.len()) && is_digits(first) && (first == whole || !first.starts_with('0'));
    groups.next().is_some_and(begins) && groups.all(|group| group.len() == 3 && is_digits(group))
}

/// Whether blanks between two digits part thousands. Beside a sign or a separator they say nothing.
fn blanks_part_thousands(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).all(|pair| {
        let [before, after] = pair else { return true };
        let leading = after.bytes().take_while(u8::is_ascii_digit).count();
        let trailing = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        leading == 0 || trailing == 0 || leading == 3 && trailing <= 3
    })
}

/// Words behind an amount, and what they stand for; the longer first.
const SCALES: [(&str, f64); 11] = [
    ("triliun", 1e12),
    ("trilyun", 1e12),
    ("miliar", 1e9),
    ("milyar", 1e9),
    ("juta", 1e6),
    ("ribu", 1e3),
    ("jt", 1e6),
    ("rb", 1e3),
    ("t", 1e12),
    ("m", 1e9),
    ("rupiah", 1.0),
];

/// An amount of money, or a number with a word for its scale.
fn amount(text: &str) -> Option<f64> {
    let folded = super::fold(text);
    let bare = folded.trim_start_matches("idr").trim_start_matches("rp").trim_start_matches(['.', ' ']);
    let money = bare.len() < folded.len();
    let bare = bare.trim_end_matches("rupiah").trim_end_matches(",-").trim_end_matches(",00").trim();
    // `M` and `T` alone stand for a scale only in amounts
    let scale = SCALES.iter().filter(|(word, _)| word.len() > 1 || money).find(|(word, _)| bare.ends_with(word));
    let (digits, scale) = match scale {
        Some((word, scale)) => (bare.strip_suffix(word)?.trim(), *scale),
        None => (bare, 1.0),
    };
    if digits.is_empty() || (!money && scale == 1.0) || !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-')) {
        return None;
    }
    // rupiah have no decimals in practice: `Rp 150.000` is a hundred and fifty thousand
    let thousands = scale == 1.0 && digits.rsplit(['.', ',']).next().is_some_and(|last| last.len() == 3) && digits.contains(['.', ',']);
    if thousands && digits.split(['.', ',']).skip(1).any(|group| group.len() != 3) {
        return None;
    }
    let digits = if thousands { digits.replace(['.', ','], "") } else { digits.to_owned() };
    Some(parse_number(&digits)? * scale)
}

#[cfg(test)]
mod tests {
    use super::parse_number;

    #[test]
    fn reads_amounts() {
        for (text, value) in [
            ("Rp 1,5 juta", 1_500_000.0),
            ("Rp150.000", 150_000.0),
            ("Rp. 1.234.567,-", 1_234_567.0),
            ("Rp 2 M", 2e9),
            ("1,2 miliar", 1.2e9),
            ("IDR 12,500", 12_500.0),
            ("Rp 75.000,00", 75_000.0),
            ("300 ribu rupiah", 300_000.0),
            ("rp 2,25 triliun", 2.25e12),
        ] {
            assert_eq!(parse_number(text), Some(value), "{text}");
        }
        for text in ["Rp 12.5.000", "Rp 1..000", "Rp", "juta", "Rp juta", "12 orang", "5 m", "abc 12", "Rp 1-2 juta", "tahun 2020", "1e5m"]
        {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn reads_both_habits() {
        for (text, value) in [("1.234.567", 1_234_567.0), ("1,234.5", 1234.5), ("-3", -3.0), ("1 234", 1234.0), ("87.25", 87.25)] {
            assert_eq!(parse_number(text), Some(value), "{text}");
        }
        for (text, value) in [
            ("12.345.678,9", 12_345_678.9),
            ("- 3", -3.0),
            ("87 ,5", 87.5),
            ("1 234 567,5", 1_234_567.5),
            ("1,234,567", 1_234_567.0),
            ("12.", 12.0),
            ("0.125", 0.125),
            ("1234.000", 1234.0),
        ] {
            assert_eq!(parse_number(text), Some(value), "{text}");
        }
        for text in [
            "0.125.000",
            "012.345,5",
            "12.5.",
            "95..5",
            "1.2.3",
            "1,2,3",
            "1.23.456",
            "1234.567.890",
            ".123.456",
            "1.2,3",
            "1,2.5",
            "12 5",
            "1 2345",
            "1234 567",
            "1,234.5,6",
        ] {
            assert_eq!(parse_number(text), None, "{text}");
        }
        for text in ["", "-", ".", "1.2,3.4", "12a", "1e5"] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }
}
