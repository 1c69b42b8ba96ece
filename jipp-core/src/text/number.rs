/// Reads a decimal number as Indonesian and English spreadsheets write it: `1.234,5`, `1,234.5`, `87,25`, `87.25`, `1 234`.
///
/// A single separator followed by exactly three digits is read as a thousands separator only where it repeats or the
/// other separator follows; `1.234` alone stays 1.234, because scores are written so. `None` if it is no number.
///
/// ```
/// use jipp_core::text::parse_number;
/// assert_eq!(parse_number("1.234,5"), Some(1234.5));
/// assert_eq!(parse_number("87,25"), Some(87.25));
/// assert_eq!(parse_number("dua"), None);
/// ```
pub fn parse_number(text: &str) -> Option<f64> {
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

#[cfg(test)]
mod tests {
    use super::parse_number;

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
