//! Is a number behind digits and a mark the fraction of a decimal or a part of an amount, or a number of its own?
//!
//! `12,081234567890` is a decimal in a report and two cells in a row of commas. Where both can be, it is a number of its own: a figure that
//! is masked does less harm than a number that is not.

use super::address::is_one_of;
use super::number::Number;
use super::person::{is_inhabitant, is_nik, is_nip, is_taxpayer};
use super::phone::is_mobile_in_groups;
use super::place::{Place, value};
use super::words::{Before, NUMBERS, PHONE, has_unit_at, is_measure};

/// What stands before a number and a decimal mark: `12,` before `081234567890`.
struct Whole<'a> {
    mark: u8,
    digits: &'a [u8],
    start: usize,
}

/// Degrees of longitude and the most of latitude in Indonesia, in whole numbers (95 to 141 east, 6 north to 11 south).
const LONGITUDES: std::ops::RangeInclusive<u32> = 95..=141;
const LATITUDES: std::ops::RangeInclusive<u32> = 0..=11;

/// Longest whole number before a dot behind which a number of its own stands: a postcode, a year, the number of an item.
const LONGEST_ITEM: usize = 5;

impl Place<'_> {
    /// Whether it is a part of a decimal or of an amount.
    pub(super) fn is_fraction(&self, number: &Number) -> bool {
        if !self.continues(b".,") {
            return false;
        }
        let (digits, start) = self.digits_before();
        let whole = Whole { mark: self.before(1).copied().unwrap_or_default(), digits, start };
        if self.is_measured(&whole, number) {
            return true;
        }
        let own = if whole.mark == b',' { self.is_cell(number, &whole) } else { self.is_item(number, &whole) };
        !own
    }

    /// The byte before the whole number.
    fn lead(&self, whole: &Whole<'_>) -> Option<u8> {
        whole.start.checked_sub(1).and_then(|at| self.bytes.get(at)).copied()
    }

    /// Whether what stands around says that it is a decimal: nothing or a sign before, a word such as *nilai*, a unit behind, a place.
    fn is_measured(&self, whole: &Whole<'_>, number: &Number) -> bool {
        let lead = self.lead(whole);
        let end = number.end(1);
        let before = Before::of(self.bytes, whole.start);
        let named = is_measure(before.word) && !before.signs.iter().any(|byte| matches!(byte, b',' | b';'));
        let exponent = matches!(self.bytes.get(end..), Some([b'e' | b'E', b'-' | b'+' | b'0'..=b'9', ..]));
        let nothing = whole.digits == b"0" && !(lead == Some(b',') && whole.mark == b',') && lead != Some(b'.');
        let longitude = whole.mark == b'.' && LONGITUDES.contains(&value(whole.digits)) && !is_one_of(before.word, NUMBERS);
        nothing || named || exponent || longitude || self.is_signed(whole) || has_unit_at(self.bytes, end) || self.is_in_pair(whole, end)
    }

    /// Whether a sign stands before the whole number, which is no dash between two things.
    fn is_signed(&self, whole: &Whole<'_>) -> bool {
        let before = self.bytes.get(..whole.start).unwrap_or_default();
        let rest = [&b"-"[..], b"+", "−".as_bytes(), "–".as_bytes(), "±".as_bytes()].iter().find_map(|sign| before.strip_suffix(*sign));
        rest.is_some_and(|rest| rest.last().is_none_or(|byte| !byte.is_ascii_alphanumeric()))
    }

    /// Whether it is one of two coordinates, `7.25…, 112.75…`, or stands in a row of decimals.
    fn is_in_pair(&self, whole: &Whole<'_>, end: usize) -> bool {
        let own = value(whole.digits);
        let fits = |(other, is_long): (u32, bool)| {
            is_long || LONGITUDES.contains(&own) && LATITUDES.contains(&other) || LATITUDES.contains(&own) && LONGITUDES.contains(&other)
        };
        decimal_after(self.bytes.get(end..).unwrap_or_default(), whole.mark).is_some_and(fits)
            || decimal_before(self.bytes.get(..whole.start).unwrap_or_default(), whole.mark).is_some_and(fits)
    }

    /// Whether it is a number of its own behind a comma.
    fn is_cell(&self, number: &Number, whole: &Whole<'_>) -> bool {
        let first = number.group(0);
        let in_row = self.lead(whole) == Some(b',');
        let mobile = match first {
            [b'0', b'8', b'1'..=b'9', ..] => (if in_row { 9 } else { 10 }..=13).contains(&first.len()),
            [b'6', b'2', b'8', b'1'..=b'9', ..] => (if in_row { 11 } else { 12 }..=14).contains(&first.len()),
            _ => false,
        };
        let landline = first.len() <= 4 && first.starts_with(b"0") && (number.size(1) >= 5 || self.is_in_threes(number));
        let inhabitant = if in_row { is_nik(first) } else { is_inhabitant(first) };
        mobile || landline || inhabitant || self.is_grouped_person(number) || is_mobile_in_groups(self.bytes, number)
    }

    /// Whether it is a number of its own behind a dot, as behind the number of an item.
    fn is_item(&self, number: &Number, whole: &Whole<'_>) -> bool {
        let first = number.group(0);
        if whole.digits.len() > LONGEST_ITEM {
            return false;
        }
        let mobile = match first {
            [b'0', b'8', b'1'..=b'9', ..] => Some(first.len() + 1),
            [b'6', b'2', b'8', b'1'..=b'9', ..] => Some(first.len()),
            _ => None,
        };
        // so many decimals are hardly written: shorter ones need the word or a neighbour
        match mobile {
            Some(13..=14) => return true,
            Some(11..=12) => return self.is_in_list(whole, number.end(1)),
            _ => {}
        }
        let dotted = number.any_gap(self.bytes, number.count, |gap| gap.contains(&b'.'));
        let groups = first.len() == 4 && (!dotted || whole.digits.len() < 3) && is_mobile_in_groups(self.bytes, number);
        groups || first.len() == 16 && is_inhabitant(first) || self.is_grouped_person(number) && !dotted
    }

    /// Whether a number of a person stands here that is not mistaken for a decimal.
    fn is_grouped_person(&self, number: &Number) -> bool {
        let whole = |digits: usize| number.with_total(digits).map(|count| number.of(count));
        whole(18).is_some_and(is_nip) || number.size(0) < 16 && whole(16).is_some_and(is_inhabitant) || is_taxpayer(self.bytes, number)
    }

    /// Whether the whole number counts the items of a list: behind *nomor*, or with a neighbour.
    fn is_in_list(&self, whole: &Whole<'_>, end: usize) -> bool {
        /// How far a neighbour is looked for.
        const NEAR: usize = 80;
        let word = Before::of(self.bytes, whole.start).word;
        if is_one_of(word, NUMBERS) || is_one_of(word, PHONE) {
            return true;
        }
        let item = value(whole.digits);
        let after = self.bytes.get(end..).unwrap_or_default();
        let before = self.bytes.get(whole.start.saturating_sub(NEAR)..whole.start).unwrap_or_default();
        has_item(after.get(..NEAR).unwrap_or(after), item + 1) || item > 0 && has_item(before, item - 1)
    }
}

/// Whether the item with this number stands in a text: `2. Budi`, `2.0812…`.
fn has_item(text: &[u8], item: u32) -> bool {
    let mark = format!("{item}.");
    memchr::memmem::find_iter(text, mark.as_bytes()).any(|at| {
        let opens = at.checked_sub(1).and_then(|at| text.get(at)).is_none_or(|byte| !byte.is_ascii_digit() && !matches!(byte, b'.' | b','));
        let rest = text.get(at + mark.len()..).unwrap_or_default();
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let begins = rest.first().is_some_and(u8::is_ascii_alphabetic)
            || [&b"08"[..], b"628", b"+62", b"["].iter().any(|start| rest.starts_with(start));
        opens && begins
    })
}

/// Most signs between two decimals.
const PARTING: usize = 3;

/// Least decimals of a coordinate, those with which any two decimals make a row, and most that are looked at.
const LEAST_DECIMALS: usize = 4;
const LONG_DECIMALS: usize = 8;
const MOST_DECIMALS: usize = 20;

/// The whole number of a decimal that follows over a comma or blanks, and whether it has so many decimals that it stands in a row with any
/// other.
fn decimal_after(rest: &[u8], mark: u8) -> Option<(u32, bool)> {
    let signs = rest.iter().take(PARTING).take_while(|byte| is_parting(**byte)).count();
    let (signs, rest) = rest.split_at_checked(signs)?;
    let rest = rest.strip_prefix(b"-").unwrap_or(rest);
    let digits = rest.iter().take(MOST_DECIMALS).take_while(|byte| byte.is_ascii_digit()).count();
    let (whole, rest) = rest.split_at_checked(digits)?;
    let rest = rest.strip_prefix(&[mark])?;
    let decimals = rest.get(..rest.iter().take(MOST_DECIMALS).take_while(|byte| byte.is_ascii_digit()).count())?;
    decimal(signs, whole, decimals, mark)
}

/// The same before a number.
fn decimal_before(text: &[u8], mark: u8) -> Option<(u32, bool)> {
    let text = text.strip_suffix(b"-").unwrap_or(text);
    let last =
        |text: &[u8], most: usize, is: fn(u8) -> bool| text.len() - text.iter().rev().take(most).take_while(|byte| is(**byte)).count();
    let (text, signs) = text.split_at_checked(last(text, PARTING, is_parting))?;
    let (text, decimals) = text.split_at_checked(last(text, MOST_DECIMALS, |byte| byte.is_ascii_digit()))?;
    let text = text.strip_suffix(&[mark])?;
    let (_, whole) = text.split_at_checked(last(text, MOST_DECIMALS, |byte| byte.is_ascii_digit()))?;
    decimal(signs, whole, decimals, mark)
}

/// A decimal beside a number. A comma parts two that are written with dots only; what could be the number of an item and a telephone number
/// makes no row.
fn decimal(signs: &[u8], whole: &[u8], decimals: &[u8], mark: u8) -> Option<(u32, bool)> {
    let parted = signs.iter().any(|byte| mark == b'.' || *byte != b',');
    let personal = decimals.starts_with(b"08") || decimals.starts_with(b"628") || is_nik(decimals);
    (parted && (1..=LONGEST_ITEM).contains(&whole.len()) && decimals.len() >= LEAST_DECIMALS)
        .then(|| (value(whole), !personal && decimals.len() >= LONG_DECIMALS))
}

/// What stands between two decimals.
fn is_parting(byte: u8) -> bool {
    matches!(byte, b' ' | b',' | b';' | b'\t')
}
