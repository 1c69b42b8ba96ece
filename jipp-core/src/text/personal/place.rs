//! What stands around a number?

use super::PersonalData;
use super::address::{Addresses, is_one_of};
use super::number::Number;
use super::person::is_inhabitant;
use super::words::{Before, IDENTITIES, NUMBERS, PHONE, are_of_thing, is_thing};

/// Where a number begins, and what was found before.
pub(super) struct Place<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) start: usize,
    last: Option<(usize, PersonalData)>,
    /// The word that says what the number is.
    pub(super) word: &'a [u8],
    /// Whether that word ends a host: `contoh.go.id 0274 512345`.
    ends_host: bool,
    /// Where the word *nomor* begins, if that says what the number is.
    numbered: Option<usize>,
}

impl<'a> Place<'a> {
    /// The place at `start`; what was found last ends at the number in `last`.
    pub(super) fn new(bytes: &'a [u8], start: usize, last: Option<(usize, PersonalData)>) -> Self {
        let before = Before::of(bytes, start);
        // *telp. nomor* says more than *nomor*
        let earlier = is_one_of(before.word, NUMBERS).then(|| Before::of(bytes, before.start).word);
        let word = earlier.filter(|word| is_one_of(word, PHONE) || is_one_of(word, IDENTITIES)).unwrap_or(before.word);
        let ends_host = before.word.eq_ignore_ascii_case(b"id") && bytes.get(..before.start).is_some_and(|text| text.ends_with(b"."));
        let numbered = is_one_of(word, NUMBERS).then_some(before.start);
        Self { bytes, start, last, word, ends_host, numbered }
    }

    /// Whether the word before says that this is the number of a thing.
    pub(super) fn is_of_thing(&self) -> bool {
        is_thing(self.word) && !self.ends_host || self.numbered.is_some_and(|at| are_of_thing(self.bytes, at))
    }

    /// What the number that begins here is, and where it ends.
    pub(super) fn judge(&self, number: &Number, addresses: &mut Addresses) -> Option<(usize, PersonalData)> {
        let plus = self.has_plus();
        let glued = self.before(1).is_some_and(u8::is_ascii_alphabetic) && !plus;
        if glued && !is_one_of(self.word, PHONE) && !is_one_of(self.word, IDENTITIES) {
            return None;
        }
        let mut called = is_one_of(self.word, PHONE) || self.follows(PersonalData::Phone);
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

    /// Whether a plus opens the number, also as it is written in addresses.
    fn has_plus(&self) -> bool {
        self.before(1) == Some(&b'+')
            || self.bytes.get(..self.start).is_some_and(|before| before.ends_with(b"%2B") || before.ends_with(b"%2b"))
    }

    /// Where the number begins with its plus, and with its bracket if that closes within it.
    pub(super) fn opening(&self, end: usize) -> usize {
        let mut at = self.start;
        if self.has_plus() {
            at -= if self.before(1) == Some(&b'+') { 1 } else { 3 };
        }
        let opened = at.checked_sub(1).filter(|at| self.bytes.get(*at) == Some(&b'('));
        opened.filter(|_| self.bytes.get(at..end).is_some_and(|number| number.contains(&b')'))).unwrap_or(at)
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
        let mobile = matches!(digits, [b'0', b'8', b'1'..=b'9', ..]) && (11..=13).contains(&digits.len());
        // a parameter `v` is a video
        let is_video = matches!(self.bytes.get(..self.start), Some([.., b'?' | b'&', b'v', b'=']));
        let opens = matches!(self.before(1), Some(b'/' | b'=' | b':' | b'#')) && !is_video;
        let closes = !matches!(self.bytes.get(number.end(1)), Some(b'.' | b'-' | b'_' | b'%')) && number.end(1) > self.start;
        let closes = closes && !self.bytes.get(number.end(1)).is_some_and(u8::is_ascii_alphanumeric);
        opens && closes && (mobile || is_inhabitant(digits))
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

/// Whether a part of the number of a letter is a year.
pub(super) fn is_year(part: &[u8]) -> bool {
    part.len() == 4 && (part.starts_with(b"19") || part.starts_with(b"20")) && part.iter().all(u8::is_ascii_digit)
}

/// The number that some digits are.
pub(super) fn value(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |value: u32, digit| value.saturating_mul(10).saturating_add(u32::from(digit.wrapping_sub(b'0'))))
}
