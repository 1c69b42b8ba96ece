//! What stands around a number?

use super::PersonalData;
use super::address::{Addresses, is_one_of};
use super::number::Number;
use super::person::{is_inhabitant, is_nip};
use super::phone::{is_mobile_in_groups, is_mobile_without_zero};
use super::things::{has_number, is_of_thing};
use super::words::{Before, DEVICES, IDENTITIES, NUMBERS, PHONE, is_amount_at, is_measure};

/// Where a number begins, and what was found before.
pub(super) struct Place<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) start: usize,
    last: Option<(usize, PersonalData)>,
    /// The word that says what the number is.
    pub(super) word: &'a [u8],
    /// Whether that word ends a host: `contoh.go.id 0274 512345`.
    ends_host: bool,
}

impl<'a> Place<'a> {
    /// The place at `start`; what was found last ends at the number in `last`.
    pub(super) fn new(bytes: &'a [u8], start: usize, last: Option<(usize, PersonalData)>) -> Self {
        let before = Before::of(bytes, start);
        // *telp. nomor* says more than *nomor*
        let earlier = is_one_of(before.word, NUMBERS).then(|| Before::of(bytes, before.start).word);
        let word = earlier.filter(|word| is_one_of(word, PHONE) || is_one_of(word, IDENTITIES)).unwrap_or(before.word);
        let ends_host = before.word.eq_ignore_ascii_case(b"id") && bytes.get(..before.start).is_some_and(|text| text.ends_with(b"."));
        Self { bytes, start, last, word, ends_host }
    }

    /// Whether the words before say that this is the number of a thing.
    pub(super) fn is_of_thing(&self) -> bool {
        !self.ends_host && is_of_thing(self.bytes, self.start)
    }

    /// What the number that begins here is, and where it ends.
    pub(super) fn judge(&self, number: &Number, addresses: &mut Addresses) -> Option<(usize, PersonalData)> {
        let plus = self.plus() > 0;
        let glued = self.before(1).is_some_and(u8::is_ascii_alphabetic) && !plus;
        if glued && !is_one_of(self.word, PHONE) && !is_one_of(self.word, IDENTITIES) && !self.is_behind_name(number) {
            return None;
        }
        let mut called = is_one_of(self.word, PHONE) || self.follows(PersonalData::Phone) || !glued && self.is_called_before(number);
        if let Some(address) = addresses.at(self.bytes, self.start) {
            let (phone, identity) = self.parameter();
            if !(address.calls || phone || identity || plus || self.is_whole_part(number)) {
                return None;
            }
            called = true;
        }
        if let Some(found) = self.person(number) {
            return Some(found);
        }
        let end = self.mobile(number, plus, called).or_else(|| self.landline(number, plus, called))?;
        Some((end, PersonalData::Phone))
    }

    /// The byte so many places before the number.
    pub(super) fn before(&self, places: usize) -> Option<&u8> {
        self.start.checked_sub(places).and_then(|at| self.bytes.get(at))
    }

    /// Length of the plus that opens the number, also as it is written in addresses, or with a blank before the country code.
    fn plus(&self) -> usize {
        match self.bytes.get(..self.start).unwrap_or_default() {
            [.., b'+'] => 1,
            [.., b'%', b'2', b'B' | b'b'] => 3,
            // no sum: 12 + 62 000
            [lead @ .., b'+', b' '] if self.bytes.get(self.start..).is_some_and(|number| number.starts_with(b"62")) => {
                if lead.trim_ascii_end().last().is_some_and(u8::is_ascii_alphanumeric) { 0 } else { 2 }
            }
            _ => 0,
        }
    }

    /// Where the number begins with its plus, and with its bracket if that closes within it.
    pub(super) fn opening(&self, end: usize) -> usize {
        let at = self.start - self.plus();
        let closes = |_: &usize| self.bytes.get(at..end).is_some_and(|number| number.iter().any(|byte| matches!(byte, b')' | b']')));
        bracket_before(self.bytes, at).filter(closes).unwrap_or(at)
    }

    /// Where the bracket stands that opens directly before the number, or over one blank.
    pub(super) fn bracket(&self) -> Option<usize> {
        bracket_before(self.bytes, self.start)
    }

    /// Whether a mobile number is glued to the name of whom it is: `Budi081234567890`. Codes are of capitals, or go on behind.
    fn is_behind_name(&self, number: &Number) -> bool {
        const LETTERS: usize = 3;
        let before = Before::of(self.bytes, self.start);
        let opens = before.start.checked_sub(1).and_then(|at| self.bytes.get(at)).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let ends = !self.bytes.get(number.end(1)).is_some_and(u8::is_ascii_alphanumeric);
        let is_name = before.word.len() >= LETTERS && before.word.iter().skip(1).all(u8::is_ascii_lowercase) && !has_number(before.word);
        opens && ends && is_name && is_mobile_whole(number.group(0))
    }

    /// Whether a mobile number without its zero stands some words behind one that names a telephone: `WA di nomor 812-3456-7890`.
    fn is_called_before(&self, number: &Number) -> bool {
        is_mobile_without_zero(self.bytes, number)
            && !is_measure(self.word)
            && !has_number(self.word)
            && !is_amount_at(self.bytes, number.end(number.count))
            && self.is_near(DEVICES)
    }

    /// Whether only a few signs part it from a number of this kind found before.
    fn follows(&self, kind: PersonalData) -> bool {
        const SIGNS: usize = 6;
        let between = |end: usize| self.bytes.get(end..self.start).filter(|between| between.len() <= SIGNS);
        self.last
            .filter(|(_, last)| *last == kind)
            .and_then(|(end, _)| between(end))
            .is_some_and(|between| !between.iter().any(u8::is_ascii_alphanumeric))
    }

    /// Whether the number is the value of a parameter of an address that says a telephone number, or the number of a person.
    fn parameter(&self) -> (bool, bool) {
        const LONGEST: usize = 24;
        let before = self.bytes.get(..self.start).unwrap_or_default();
        let before = before.strip_suffix(b"+").or_else(|| before.strip_suffix(b"%2B")).unwrap_or(before);
        let Some(before) = before.strip_suffix(b"=") else { return (false, false) };
        let is_name = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-');
        let length = before.iter().rev().take(LONGEST).take_while(|byte| is_name(byte)).count();
        let name = before.get(before.len() - length..).unwrap_or_default();
        let says = |list: &[&[u8]]| name.split(|byte| matches!(byte, b'_' | b'-')).any(|part| is_one_of(part, list));
        (says(PHONE), says(IDENTITIES))
    }

    /// Whether a number that is somebody's own is the whole of a part of a path or of a value of an address. Numbers of articles are shorter.
    fn is_whole_part(&self, number: &Number) -> bool {
        let digits = number.group(0);
        let closes_with = |count: usize| {
            let behind = self.bytes.get(number.end(count));
            !behind.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'%'))
        };
        // names of files hold those of persons as well: ktp-3578010101900001.pdf
        let person = is_inhabitant(digits) || is_nip(digits);
        let named = matches!(self.before(1), Some(b'/' | b'=' | b':' | b'#' | b'-' | b'_'));
        let ends = !self.bytes.get(number.end(1)).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'%');
        // a parameter `v` is a video
        let is_video = matches!(self.bytes.get(..self.start), Some([.., b'?' | b'&', b'v', b'=']));
        let opens = matches!(self.before(1), Some(b'/' | b'=' | b':' | b'#')) && !is_video;
        let parted = || {
            let dashes = number.count == 3 && number.all_gaps(self.bytes, 3, |gap| gap == b"-");
            dashes && closes_with(3) && (11..=13).contains(&number.total(3)) && is_mobile_in_groups(self.bytes, number)
        };
        person && named && !is_video && ends || opens && (closes_with(1) && is_mobile_whole(digits) || parted())
    }

    /// Whether what was found last ends before the `places` bytes in front of the number.
    fn is_outside(&self, places: usize) -> bool {
        self.last.is_none_or(|(end, _)| self.start >= end + places)
    }

    /// Whether a digit and one of these signs stand directly before, which are no part of what was found before.
    pub(super) fn continues(&self, signs: &[u8]) -> bool {
        self.is_outside(2) && self.before(1).is_some_and(|sign| signs.contains(sign)) && self.before(2).is_some_and(u8::is_ascii_digit)
    }

    /// Whether other digits stand before, over blanks, dots and the like: a row of figures, a date.
    pub(super) fn is_in_row(&self) -> bool {
        const SIGNS: usize = 3;
        let before = self.bytes.get(..self.start).unwrap_or_default();
        let signs = before.iter().rev().take(SIGNS).take_while(|byte| matches!(byte, b' ' | b'-' | b'.' | b'/' | b'_' | b'\t')).count();
        self.before(signs + 1).is_some_and(u8::is_ascii_digit) && self.is_outside(signs + 1)
    }

    /// The digits directly before the number and the sign between, and where they begin.
    pub(super) fn digits_before(&self) -> (&'a [u8], usize) {
        const LONGEST: usize = 6;
        let end = self.start.saturating_sub(1);
        let whole = self.bytes.get(..end).unwrap_or_default();
        let digits = whole.iter().rev().take(LONGEST).take_while(|byte| byte.is_ascii_digit()).count();
        (whole.get(end - digits..).unwrap_or_default(), end - digits)
    }
}

/// Where the bracket stands that opens directly before a place, or over one blank.
fn bracket_before(bytes: &[u8], place: usize) -> Option<usize> {
    let before = bytes.get(..place)?;
    let before = before.strip_suffix(b" ").unwrap_or(before);
    matches!(before.last(), Some(b'(' | b'[')).then(|| before.len() - 1)
}

/// Whether digits are a whole mobile number of the usual length.
fn is_mobile_whole(digits: &[u8]) -> bool {
    match digits {
        [b'0', b'8', b'1'..=b'9', ..] => (11..=13).contains(&digits.len()),
        [b'6', b'2', b'8', b'1'..=b'9', ..] => (12..=14).contains(&digits.len()),
        _ => false,
    }
}

/// Whether a part of the number of a letter is a year.
pub(super) fn is_year(part: &[u8]) -> bool {
    part.len() == 4 && (part.starts_with(b"19") || part.starts_with(b"20")) && part.iter().all(u8::is_ascii_digit)
}

/// The number that some digits are.
pub(super) fn value(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |value: u32, digit| value.saturating_mul(10).saturating_add(u32::from(digit.wrapping_sub(b'0'))))
}
