//! Which numbers does a text hold, however they are written?

/// The number with separators at the front of a text: how many bytes it takes and how it is written plainly.
///
/// `1.234`, `1.234,5`, `87,25`, `1,234,567`, `1,234.5`. Three digits behind a separator are thousands, as official texts write them; any
/// other single separator is a decimal one. Other runs (`2.3.1`, `12.30.15`, `20,5a`) are no number.
pub(super) fn number(text: &str) -> Option<(usize, String)> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let run = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(text.len());
    let number = text.get(..run)?.trim_end_matches(['.', ',']);
    if !number.contains(['.', ',']) || text.get(number.len()..)?.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    // 1.234-5 joins on
    if text.get(number.len()..)?.starts_with('-') {
        return None;
    }
    plain(number, '.', ',').or_else(|| plain(number, ',', '.')).map(|plain| (number.len(), plain))
}

fn plain(number: &str, thousands: char, decimal: char) -> Option<String> {
    let (whole, fraction) = match number.split_once(decimal) {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit()) => (whole, Some(fraction)),
        Some(_) => return None,
        None => (number, None),
    };
    let mut groups = whole.split(thousands);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    if (!rest.is_empty() && first.starts_with('0'))
        || !digits(first)
        || (!rest.is_empty() && first.len() > 3)
        || rest.iter().any(|group| group.len() != 3 || !digits(group))
    {
        return None;
    }
    if rest.is_empty() && fraction.is_some_and(|fraction| fraction.len() == 3) && first.len() <= 3 && !first.starts_with('0') {
        return None; // 1,234: the other habit has it as thousands
    }
    let mut plain = format!("{first}{}", rest.concat());
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    Some(plain)
}

/// How many digits stand before a unit that is glued to them (`10km`, `5kg`).
pub(super) fn digits_before_unit(word: &str) -> Option<usize> {
    const UNITS: &[&str] = &[
        "km", "m", "cm", "mm", "kg", "gr", "gram", "ton", "ha", "m2", "m3", "km2", "liter", "kwh", "watt", "mb", "gb", "tb", "kb", "jam",
        "menit", "detik", "hari", "bulan", "tahun", "orang", "ribu", "rb", "juta", "jt", "miliar", "triliun", "persen",
    ];
    let digits = word.find(|c: char| !c.is_ascii_digit()).filter(|digits| *digits > 0)?;
    let unit = word.get(digits..)?;
    UNITS.iter().any(|known| known.eq_ignore_ascii_case(unit)).then_some(digits)
}

/// The value of a Roman numeral of two letters or more, from II to XXXIX, in capitals: editions, numbers of units and of places.
pub(super) fn roman(word: &str) -> Option<u32> {
    if word.len() < 2 || word.len() > 6 {
        return None;
    }
    let tens = word.bytes().take_while(|byte| *byte == b'X').count();
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let rest = word.get(tens..)?;
    let ones = ones.iter().position(|written| *written == rest)?;
    (tens <= 3).then(|| (tens * 10 + ones) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_habits() {
        for (text, plain) in [
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("1.000", "1000"),
            ("87,25", "87.25"),
            ("0,125", "0.125"),
            ("1.234.567", "1234567"),
        ] {
            assert_eq!(number(text).map(|(_, plain)| plain).as_deref(), Some(plain), "{text}");
        }
        for text in ["12", "2.3.1", "12.30.15", "1.5a", "", ".5", "1.2,3.4"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number("1.000. Lalu"), Some((5, "1000".to_owned())));
    }

    #[test]
    fn roman_numerals() {
        assert_eq!(roman("XXXIX"), Some(39));
        assert_eq!(roman("IX"), Some(9));
        assert_eq!(roman("XX"), Some(20));
        for word in ["I", "IIII", "VV", "ii", "DI", "XXXX"] {
            assert_eq!(roman(word), None, "{word}");
        }
    }
}
