//! What a value is made of, as linkage sees it: words, codes, numbers.

use crate::text::{fold, runs, year_within};

/// Years that any table may speak of.
const YEARS: std::ops::Range<i32> = 1900..2100;

/// The terms of a value: words of its folded text. Parts joined by `-`, `/`, `.` or `_` are one term where the whole is a code or a
/// number (`PSLX-350H`, `33-1/3`, `2.0`) or a part is a single letter (`e-mail`); otherwise each part is a term.
pub(super) fn terms(value: &str) -> Vec<String> {
    let folded = fold(value);
    let mut found = Vec::new();
    for run in folded.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '/' | '.' | '_' | '\'')) {
        let parts: Vec<&str> = runs(run).collect();
        match parts.as_slice() {
            [] => {}
            [one] => found.push((*one).to_owned()),
            _ if run.contains('.') && number(run).is_some() => found.push(run.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()),
            _ => joined(&parts, run, &mut found),
        }
    }
    found
}

/// Neighbouring parts become one term where they form a code or where one is a single letter.
fn joined(parts: &[&str], run: &str, found: &mut Vec<String>) {
    let digits = |part: &str| part.bytes().any(|b| b.is_ascii_digit());
    let date = run.matches(['-', '/']).count() >= 2 && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let short = parts.iter().all(|part| part.len() <= 8);
    if !date && parts.len() <= 3 && short && (parts.iter().any(|p| digits(p)) || parts.iter().any(|p| p.chars().count() == 1)) {
        found.push(parts.concat());
    } else {
        found.extend(parts.iter().map(|part| (*part).to_owned()));
    }
}

/// A term that names one thing and no other: a model number, a serial number. Has a digit and four letters or digits or more,
/// and is no year and no measure.
pub(super) fn is_code(term: &str) -> bool {
    let digits = term.bytes().filter(u8::is_ascii_digit).count();
    digits > 0
        && term.len() >= 4
        && term.bytes().all(|b| b.is_ascii_alphanumeric())
        && year_within(term, YEARS).is_none()
        && measure(term).is_none()
        && !is_numbered(term)
}

/// What is counted in addresses: *rukun tetangga*, *rukun warga*, house, kilometre, alley, block, floor.
const NUMBERED: &[&str] = &["rt", "rw", "no", "km", "gg", "gang", "blok", "blk", "lt"];

/// A part of an address with its number behind it (`rt05`, `no12`).
fn is_numbered(term: &str) -> bool {
    NUMBERED.iter().any(|word| term.strip_prefix(word).is_some_and(is_short_number))
}

fn is_short_number(term: &str) -> bool {
    (1..=3).contains(&term.len()) && term.bytes().all(|b| b.is_ascii_digit())
}

/// A number of at most four digits before the point, with `v` or a part of an address (`rt05`) before it or not, or with its unit behind it (`15in`, `320gb`).
pub(super) fn number(term: &str) -> Option<f64> {
    let plain = NUMBERED.iter().find_map(|word| term.strip_prefix(word).filter(|rest| is_short_number(rest))).unwrap_or(term);
    let plain = plain.strip_prefix('v').unwrap_or(plain);
    let whole = plain.split('.').next().unwrap_or_default();
    if plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !whole.is_empty() && whole.len() <= 4 {
        return plain.parse().ok();
    }
    measure(term)
}

/// Units that stand behind a number without a blank in names of goods.
const UNITS: &[&str] = &[
    "in", "inch", "mm", "cm", "ft", "m", "gb", "mb", "tb", "kb", "mp", "hz", "khz", "mhz", "ghz", "w", "watt", "v", "oz", "lb", "kg", "g",
    "ml", "l", "mg", "mcg", "gr", "iu", "cc", "ltr", "km", "ha", "x", "k", "pk", "pc", "pack", "bit", "ch", "th", "nd", "rd", "st", "p",
    "yr", "rpm", "mbps", "dpi", "min", "sec",
];

/// Whether a word is a unit, or a thousand or a million of something.
pub(super) fn is_unit(word: &str) -> bool {
    UNITS.contains(&word) && !matches!(word, "st" | "nd" | "rd" | "th" | "in")
        || matches!(word, "ribu" | "rb" | "juta" | "jt" | "miliar" | "milyar" | "triliun" | "meter" | "sq" | "fl")
}

fn measure(term: &str) -> Option<f64> {
    let unit = term.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = term.strip_suffix(unit)?;
    if unit.is_empty() || digits.is_empty() || digits.len() > 5 || !UNITS.contains(&unit) {
        return None;
    }
    digits.parse().ok()
}

/// Letters and digits spread over 64 bits: texts that are nearly the same differ in few of them.
pub(super) fn letters(text: impl Iterator<Item = char>) -> u64 {
    text.fold(0, |mask, c| mask | 1 << (u32::from(c) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_versions_stay_whole() {
        assert_eq!(terms("Sony Turntable - PSLX-350H"), ["sony", "turntable", "pslx350h"]);
        assert_eq!(terms("MS Office 2.0 e-mail, server-side 10/100"), ["ms", "office", "2.0", "email", "server", "side", "10100"]);
        assert_eq!(terms("2011-12-01"), ["2011", "12", "01"]);
        assert!(
            is_code("pslx350h") && is_code("10100") && !is_code("2007") && !is_code("320gb") && !is_code("500mg") && !is_code("turntable")
        );
        assert_eq!((number("v2"), number("2.0"), number("15in"), number("pslx350h")), (Some(2.0), Some(2.0), Some(15.0), None));
    }
}
