//! Landline numbers: an area code and a number.

use std::ops::Range;

use super::address::is_one_of;
use super::number::{Number, is_dash, separator};
use super::phone::local;
use super::place::{Place, is_year};
use super::things::is_thing;
use super::words::{Before, PHONE, first_word, has_unit_at, is_amount_at, is_counted_at};

/// Letters of a name before or behind a slash; signs in the number of a letter are shorter or capitals.
const NAME: usize = 4;

/// Most capitals before a dash that are a sign in the number of a letter: `KEP-`.
const SIGN: usize = 3;

/// What stands between a landline number and another of the same area.
const BETWEEN: &[&[u8]] = &[
    b"/",
    b"-",
    b", ",
    b",",
    b" / ",
    b" - ",
    b" dan ",
    b" & ",
    b" atau ",
    b" and ",
    b" or ",
    "\u{2013}".as_bytes(),
    " \u{2013} ".as_bytes(),
];

/// Parts of an address, behind whose number a telephone number may stand.
const PARTS_OF_PLACES: &[&[u8]] = &[b"rt", b"rw", b"blok", b"kav", b"kavling"];

/// Area codes of two digits; all others have three.
const SHORT_AREAS: &[&[u8]] = &[b"21", b"22", b"24", b"31", b"61"];

impl Place<'_> {
    /// The end of a landline number that begins here: area code, number.
    pub(super) fn landline(&self, number: &Number, plus: bool, called: bool) -> Option<usize> {
        let plus = plus || self.is_dialled_from_abroad(number);
        let (skip, digits) = local(number.of(number.count), plus || called || self.bracket().is_some());
        if skip == 0 || !matches!(digits.first(), Some(b'2'..=b'7' | b'9')) || self.is_money(number, plus) || self.is_fraction(number) {
            return None;
        }
        let area = if digits.get(..2).is_some_and(|area| SHORT_AREAS.contains(&area)) { 2 } else { 3 };
        if !matches!(digits.get(area), Some(b'2'..=b'9')) {
            return None;
        }
        let code = number.with_total(skip + area);
        let closes = |count: usize| matches!(number.gap(self.bytes, count - 1).trim_ascii_start().first(), Some(b')' | b']'));
        let bracket = self.bracket().is_some() && code.is_some_and(closes);
        let bare = !(plus || called || bracket);
        if bare && !(skip == 1 && self.is_bare_landline(number, skip + area)) {
            return None;
        }
        let apart = number.total(1) == skip + area || skip > 1 && number.total(2) == skip + area;
        if !(plus || called || apart) {
            return None;
        }
        // the shortest that has six digits behind the area code, or else five
        let counts =
            |least: usize| (1..=number.count).find(|count| (skip + area + least..=skip + area + 8).contains(&number.total(*count)));
        let count = counts(6).or_else(|| counts(5))?;
        let end = self.with_alternatives(number.end(count), number.size(count - 1));
        // no amount begins with a zero or is parted by a dash, so only what names nothing else counts it
        let counted = has_unit_at(self.bytes, end) || !is_dash(number.gap(self.bytes, 0)) && is_counted_at(self.bytes, end);
        if bare && counted {
            return None;
        }
        let slash = self.bytes.get(end) == Some(&b'/')
            && self.bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric)
            && !self.is_name(end + 1..end + 1 + NAME)
            && !is_one_of(first_word(self.bytes.get(end + 1..).unwrap_or_default()), PHONE);
        let year = self.bytes.get(end..end + 6).is_some_and(|tail| tail.eq_ignore_ascii_case(b" tahun"));
        (called || plus || !slash && !year).then_some(end)
    }

    /// Whether a number without a word, plus or bracket is written as a landline number: `0274 512345`, `021 555-1234`. A row of figures, the
    /// number of a regulation and that of a table are not.
    fn is_bare_landline(&self, number: &Number, area: usize) -> bool {
        let gap = number.gap(self.bytes, 0);
        let is_plain = !gap.iter().any(|byte| matches!(byte, b'.' | b'/' | b'(' | b')' | b'[' | b']' | b'_' | b'\t'));
        let shape = number.size(1) >= 5 || self.is_in_threes(number) || self.is_in_pairs(number);
        // Budi/0274 512345, but not B/0274-512345
        let is_letter = self.before(1) == Some(&b'/') && !self.is_name(self.start.saturating_sub(NAME + 1)..self.start - 1);
        let is_part = (is_letter || self.continues(b".-/")) && !self.is_behind_item() || self.is_behind_sign();
        let written = is_plain && shape || self.has_one_dot(number) || self.is_in_dots(number);
        number.total(1) == area && written && !is_part && !self.is_of_thing()
    }

    /// Whether a short number and a slash stand before that begin nothing longer: `1/021-5551234`, `RT 2/0274-512345`.
    fn is_behind_item(&self) -> bool {
        let (digits, start) = self.digits_before();
        let word = Before::of(self.bytes, start).word;
        let lead = start.checked_sub(1).and_then(|at| self.bytes.get(at));
        let opens = lead.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b',' | b';' | b':'));
        // round the clock
        let always = self.bytes.get(..self.start).is_some_and(|before| before.ends_with(b"24/7/"));
        self.before(1) == Some(&b'/') && (always || opens && digits.len() < 3 && (!is_thing(word) || is_one_of(word, PARTS_OF_PLACES)))
    }

    /// Whether a dot parts area code and number, and nothing goes on: `0274.512345`. An amount has thousands behind its dot, and no decimal
    /// begins with a zero and another digit.
    fn has_one_dot(&self, number: &Number) -> bool {
        number.gap(self.bytes, 0) == b"." && number.count == 2 && (6..=8).contains(&number.size(1)) && !self.is_in_row()
    }

    /// Whether dots part area code and number as no thousands are: `021.555.1234`.
    fn is_in_dots(&self, number: &Number) -> bool {
        number.count == 3
            && number.all_gaps(self.bytes, 3, |gap| gap == b".")
            && (number.size(1), number.size(2)) == (3, 4)
            && !is_year(number.group(2))
            && !self.is_in_row()
    }

    /// Whether the country code is dialled as from abroad, `0062 274 512345`, and no row of figures begins so.
    fn is_dialled_from_abroad(&self, number: &Number) -> bool {
        number.group(0) == b"0062"
            && (2..=3).contains(&number.size(1))
            && (3..=4).contains(&number.count)
            && (12..=15).contains(&number.total(number.count))
            && !self.is_in_row()
    }

    /// Whether few capitals and a dash stand before, as in the number of a letter: `B-031-445566`, `KEP-0274-512345`.
    fn is_behind_sign(&self) -> bool {
        let Some(before) = self.bytes.get(..self.start).and_then(|before| before.strip_suffix(b"-")) else { return false };
        let capitals = before.iter().rev().take(SIGN + 1).take_while(|byte| byte.is_ascii_uppercase()).count();
        let opens = before.get(..before.len() - capitals).and_then(<[u8]>::last).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        (1..=SIGN).contains(&capitals) && opens
    }

    /// Whether letters stand there that begin or end a name, and no sign of a letter's number.
    fn is_name(&self, range: Range<usize>) -> bool {
        let letters = self.bytes.get(range).unwrap_or_default();
        letters.len() == NAME && letters.iter().all(u8::is_ascii_alphabetic) && letters.iter().any(u8::is_ascii_lowercase)
    }

    /// Whether two groups of three or four digits follow the area code, of which the last is no year, and then nothing that goes on so.
    pub(super) fn is_in_threes(&self, number: &Number) -> bool {
        let (first, second) = (number.gap(self.bytes, 0), number.gap(self.bytes, 1));
        let is_tight = |gap: &[u8]| separator(gap) == gap.len() && !matches!(gap, b"." | b"/" | b"_" | b"\t");
        let dashes = second == b"-";
        // with blanks only as many digits as follow such an area code: 021 555 1234, 0274 512 345
        let sizes = match (dashes, number.size(0), number.size(1)) {
            (true, ..) => (3..=4, 3..=4),
            (false, 3, _) => (3..=4, 4..=4),
            // 0274 5123 456
            (false, _, 4) => (4..=4, 3..=3),
            (false, ..) => (3..=3, 3..=4),
        };
        let follower = number.group(3);
        let next = follower.is_empty() || !dashes && (follower.starts_with(b"0") || is_year(follower));
        let is_end = next || number.gap(self.bytes, 2) != second;
        sizes.0.contains(&number.size(1))
            && sizes.1.contains(&number.size(2))
            && is_tight(first)
            && is_tight(second)
            && !is_year(number.group(2))
            && is_end
    }

    /// Whether pairs follow the area code, the first with a digit more behind a short one: `021 555 12 34`, `0274 51 23 45`.
    fn is_in_pairs(&self, number: &Number) -> bool {
        let gap = number.gap(self.bytes, 0);
        let same = matches!(gap, b" " | b"-") && (1..3).all(|at| number.gap(self.bytes, at) == gap);
        let is_end = number.count == 4 || number.gap(self.bytes, 3) != gap;
        let first = if number.size(0) == 3 { 3 } else { 2 };
        let sizes = [first, 2, 2].into_iter().enumerate().all(|(at, size)| number.size(at + 1) == size);
        same && is_end && sizes && !self.is_in_row()
    }

    /// Where the last of further numbers of the same length ends: `5551234/5551235`, `512345, 512346 dan 512347`.
    fn with_alternatives(&self, mut end: usize, size: usize) -> usize {
        /// Most further numbers.
        const MOST: usize = 4;
        for _ in 0..MOST {
            let rest = self.bytes.get(end..).unwrap_or_default();
            let Some(sign) = BETWEEN.iter().find(|sign| rest.starts_with(sign)) else { break };
            let rest = rest.get(sign.len()..).unwrap_or_default();
            let run = rest.iter().take(size + 1).take_while(|byte| byte.is_ascii_digit()).count();
            let goes_on = matches!(rest.get(run..), Some([b'/', ..] | [b'.' | b',', b'0'..=b'9', ..]));
            let next = end + sign.len() + run;
            if run != size || size < 5 || goes_on || is_amount_at(self.bytes, next) {
                break;
            }
            end = next;
        }
        end
    }
}
