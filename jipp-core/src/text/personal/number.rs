//! Which numbers of a text are telephone numbers or numbers of persons?

use std::ops::Range;

use super::PersonalData;
use super::address::Addresses;
use super::place::Place;

/// Digits of the shortest number that is looked for.
pub(super) const LEAST_DIGITS: usize = 9;

/// Most groups and digits of a number that are read from one place on, so that no text takes more than linear time.
const GROUPS: usize = 8;
const DIGITS: usize = 24;

/// Most separators between two groups.
const SEPARATORS: usize = 3;

/// Finds telephone numbers, identity numbers, numbers of civil servants and of taxpayers.
pub(super) fn find(text: &str, found: &mut Vec<(Range<usize>, PersonalData)>) {
    let bytes = text.as_bytes();
    let mut addresses = Addresses::default();
    let mut last: Option<(usize, PersonalData)> = None;
    let mut at = 0;
    while let Some(start) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)).map(|to| at + to) {
        let run = bytes.get(start..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = Number::read(bytes, start);
        let place = Place::new(bytes, start, last);
        let parted = || place.mobile_with_commas().map(|end| (end, PersonalData::Phone));
        match (number.is_long()).then(|| place.judge(&number, &mut addresses)).flatten().or_else(parted) {
            Some((end, kind)) => {
                found.push((place.opening(end)..end, kind));
                last = Some((end, kind));
                at = end.max(start + 1);
            }
            None => at = start + run,
        }
    }
}

/// The digits from one place on, in the groups in which they are written.
#[derive(Debug)]
pub(super) struct Number {
    digits: [u8; DIGITS],
    /// For each group where it begins and ends in the text, and how many digits there are up to its end.
    groups: [(usize, usize, usize); GROUPS],
    pub(super) count: usize,
}

impl Number {
    /// Reads groups of digits with few separators between them.
    fn read(bytes: &[u8], start: usize) -> Self {
        let mut number = Self { digits: [0; DIGITS], groups: [(0, 0, 0); GROUPS], count: 0 };
        let (mut at, mut total) = (start, 0);
        while let Some(group) = number.groups.get_mut(number.count) {
            let rest = bytes.get(at..).unwrap_or_default();
            let run = rest.iter().take(DIGITS + 1).take_while(|byte| byte.is_ascii_digit()).count();
            let Some(places) = number.digits.get_mut(total..total + run) else { break };
            places.copy_from_slice(rest.get(..run).unwrap_or_default());
            total += run;
            *group = (at, at + run, total);
            number.count += 1;
            let Some(gap) = gap(bytes, at + run) else { break };
            at += run + gap;
        }
        number
    }

    /// Whether there are digits enough for any number that is looked for.
    fn is_long(&self) -> bool {
        self.total(self.count) >= LEAST_DIGITS
    }

    /// Digits of the first `count` groups.
    pub(super) fn total(&self, count: usize) -> usize {
        count.checked_sub(1).and_then(|at| self.groups.get(at)).map_or(0, |group| group.2)
    }

    /// Digits of the group at `at`.
    pub(super) fn size(&self, at: usize) -> usize {
        self.total(at + 1).saturating_sub(self.total(at))
    }

    /// Where the first `count` groups end in the text.
    pub(super) fn end(&self, count: usize) -> usize {
        count.checked_sub(1).and_then(|at| self.groups.get(at)).map_or(0, |group| group.1)
    }

    /// What stands between the group at `at` and the next.
    pub(super) fn gap<'a>(&self, bytes: &'a [u8], at: usize) -> &'a [u8] {
        let next = self.groups.get(at + 1).map_or(0, |group| group.0);
        bytes.get(self.end(at + 1)..next).unwrap_or_default()
    }

    /// The digits of the first `count` groups.
    pub(super) fn of(&self, count: usize) -> &[u8] {
        self.digits.get(..self.total(count)).unwrap_or_default()
    }

    /// The digits of the group at `at`.
    pub(super) fn group(&self, at: usize) -> &[u8] {
        self.digits.get(self.total(at)..self.total(at + 1)).unwrap_or_default()
    }

    /// Whether between the first `count` groups stands only what `is` allows.
    pub(super) fn all_gaps(&self, bytes: &[u8], count: usize, is: impl Fn(&[u8]) -> bool) -> bool {
        (1..count).all(|at| is(self.gap(bytes, at - 1)))
    }

    /// Whether something is in what stands between the first `count` groups.
    pub(super) fn any_gap(&self, bytes: &[u8], count: usize, is: impl Fn(&[u8]) -> bool) -> bool {
        (1..count).any(|at| is(self.gap(bytes, at - 1)))
    }

    /// The groups up to which there are exactly so many digits, if there are.
    pub(super) fn with_total(&self, digits: usize) -> Option<usize> {
        (1..=self.count).find(|count| self.total(*count) == digits)
    }
}

/// Length in bytes of the separators from `at` on, if there are few and a digit follows.
fn gap(bytes: &[u8], at: usize) -> Option<usize> {
    let mut length = 0;
    for _ in 0..SEPARATORS {
        match separator(bytes.get(at + length..).unwrap_or_default()) {
            0 => break,
            bytes => length += bytes,
        }
    }
    (length > 0 && bytes.get(at + length).is_some_and(u8::is_ascii_digit)).then_some(length)
}

/// Whether what parts two groups is a dash of any width, also between blanks.
pub(super) fn is_dash(gap: &[u8]) -> bool {
    matches!(gap.trim_ascii(), b"-" | [0xe2, 0x80, 0x90..=0x95] | [0xe2, 0x88, 0x92])
}

/// Length in bytes of the separator that a text begins with: blank, dot, bracket, slash or dash, of any width.
pub(super) fn separator(rest: &[u8]) -> usize {
    match rest {
        [b' ' | b'-' | b'.' | b'(' | b')' | b'[' | b']' | b'/' | b'_' | b'\t', ..] => 1,
        // no-break blank, soft hyphen, middle dot
        [0xc2, 0xa0 | 0xad | 0xb7, ..] => 2,
        // blanks and dashes of other widths, bullet, narrow no-break blank; the minus sign, bullet and dot of operators; ideographic blank
        [0xe2, 0x80, 0x80..=0x95 | 0xa2 | 0xaf, ..] | [0xe2, 0x88, 0x92 | 0x99, ..] | [0xe2, 0x8b, 0x85, ..] | [0xe3, 0x80, 0x80, ..] => 3,
        _ => 0,
    }
}
