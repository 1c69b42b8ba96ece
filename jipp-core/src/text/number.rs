/// Reads a decimal number as Indonesian and English spreadsheets write it: `1.234,5`, `1,234.5`, `87,25`, `87.25`, `1 234`.
///
/// A single separator followed by exactly three digits is read as a thousands separator only where it repeats or the
/// other separator follows; `1.234` alone stays 1.234, because scores are written so. Amounts may have `Rp` before them and *ribu*, *juta*, *miliar*
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
        (_, 0) => text.replace('.', ""),
        (0, _) => text.replace(',', ""),
        _ if digits.rfind(',') > digits.rfind('.') && commas == 1 => text.replace('.', "").replace(',', "."),
        _ if dots == 1 => text.replace(',', ""),
        _ => return None,
    };
    normal.parse().ok().filter(|n: &f64| n.is_finite())
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
        for text in ["Rp", "juta", "Rp juta", "12 orang", "5 m", "abc 12", "Rp 1-2 juta", "tahun 2020", "1e5m"] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn reads_both_habits() {
        for (text, value) in [("1.234.567", 1_234_567.0), ("1,234.5", 1234.5), ("-3", -3.0), ("1 234", 1234.0), ("87.25", 87.25)] {
            assert_eq!(parse_number(text), Some(value), "{text}");
        }
        for text in ["", "-", ".", "1.2,3.4", "12a", "1e5"] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }
}
