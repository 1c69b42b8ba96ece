//! Telephone numbers: mobile and landline.

use std::ops::Range;

use super::address::is_one_of;
use super::number::{Number, separator};
use super::place::{Place, is_year, value};
use super::words::{Before, CURRENCIES, is_amount_at, is_counted_at, is_thing};

/// Letters of a name before or behind a slash; signs in the number of a letter are shorter or capitals.
const NAME: usize = 4;

/// What stands between a landline number and another of the same area.
const BETWEEN: &[&[u8]] = &[b"/", b"-", b", ", b",", b" / ", b" dan ", b" & ", b" atau ", b" and ", b" or "];

/// Parts of an address, behind whose number a telephone number may stand.
const PARTS_OF_PLACES: &[&[u8]] = &[b"rt", b"rw", b"blok", b"kav", b"kavling"];

/// Area codes of two digits; all others have three.
const SHORT_AREAS: &[&[u8]] = &[b"21", b"22", b"24", b"31", b"61"];

impl Place<'_> {
    /// The end of a mobile number that begins here.
    pub(super) fn mobile(&self, number: &Number, plus: bool, called: bool) -> Option<usize> {
        let (skip, digits) = local(number.of(number.count), plus || called);
        let is_mobile = matches!(digits, [b'8', b'1'..=b'9', ..]) && (skip > 0 || called);
        if !is_mobile || self.is_money(number, plus) || self.is_fraction(number) {
            return None;
        }
        let count = mobile_groups(self.bytes, number, skip)?;
        let end = number.end(count);
        if !called && self.is_part_of_code(number, count) || !plus && self.is_amount(number, skip, count, called) {
            return None;
        }
        if !called && !plus {
            let parted = count > 1;
            let short_start = parted && number.of(1).starts_with(b"0") && !number.of(1).starts_with(b"00") && number.size(0) < 3;
            let slashes =
                parted && number.any_gap(self.bytes, count, |gap| gap.contains(&b'/')) && !self.is_parted_by_slashes(number, count);
            // 0812 0813 0814: beginnings of numbers
            let beginnings = count > 2 && (0..count).all(|at| number.group(at).starts_with(b"08"));
            let figures = parted && (number.total(count) < 10 || skip == 2 && !self.has_country_code(number, count));
            if short_start && !self.is_parted_early(number, count) || slashes || beginnings || figures || self.ends_in_year(end) {
                return None;
            }
        }
        Some(end)
    }

    /// Whether it is an amount of money. None begins with a zero.
    fn is_money(&self, number: &Number, plus: bool) -> bool {
        !plus && is_one_of(self.word, CURRENCIES) && !number.of(1).starts_with(b"0")
    }

    /// Whether it is a part of the number of a letter or of a code: of `1234-0812-3456-7890`, but not of `RT 02/0812-3456-7890`.
    fn is_part_of_code(&self, number: &Number, count: usize) -> bool {
        if !self.continues(b"-/") {
            return false;
        }
        if count == 1 || number.total(count) < 10 {
            return number.total(count) < 10;
        }
        let (digits, start) = self.digits_before();
        let sign = self.before(1).copied().unwrap_or_default();
        let same = number.any_gap(self.bytes, count, |gap| gap.contains(&sign));
        let chain = match self.bytes.get(..start).unwrap_or_default() {
            [.., b'0'..=b'9', b'.'] => is_year(number.group(count - 1)),
            [.., b'0'..=b'9', lead] => *lead == sign,
            _ => false,
        };
        let letter = sign == b'/' && is_thing(Before::of(self.bytes, start).word) && digits.len() > 2;
        !is_mobile_in_groups(self.bytes, number) || same && ((3..=4).contains(&digits.len()) || chain) || letter
    }

    /// Whether dots part thousands, as in `62.812.345.678`: without a word for telephones, of a size that no number is parted in, or with a
    /// unit behind. Nor is a number without its zero one if a unit follows.
    fn is_amount(&self, number: &Number, skip: usize, count: usize, called: bool) -> bool {
        let thousands = count > 1
            && matches!(skip, 0 | 2)
            && number.size(0) < 4
            && number.all_gaps(self.bytes, count, |gap| gap == b".")
            && (1..count).all(|at| number.size(at) == 3);
        let end = number.end(count);
        let counted = if called && !thousands { is_counted_at(self.bytes, end) } else { is_amount_at(self.bytes, end) };
        let unit = (skip == 0 || thousands) && counted;
        unit || thousands && (!called || skip == 0 && number.size(0) < 3)
    }

    /// Whether groups that begin with the country code, but without a plus, look like a telephone number and not like an amount, a decimal or a
    /// row of figures: `62 812 3456 7890`, `62812-3456-7890`.
    fn has_country_code(&self, number: &Number, count: usize) -> bool {
        let gap = |at: usize| number.gap(self.bytes, at);
        let opens = number.size(0) == 2 || number.of(1).starts_with(b"628");
        // what parts the code may differ from what parts the rest
        let even = (2..count).all(|at| gap(at - 1) == gap(count.saturating_sub(2))) && gap(0) != b"\t";
        let pairs = count == 6 && number.count == 6 && number.size(1) == 3 && (2..6).all(|at| number.size(at) == 2) && !self.is_in_row();
        let sizes = number.total(count) >= 11 && (pairs || (1..count).all(|at| number.size(at) >= 3));
        let decimal = count == 2 && gap(0) == b"." && number.size(1) < 10;
        let follower = number.group(count);
        let row = follower.len() > 2 && gap(count - 1) == gap(count.saturating_sub(2)) && !is_year(follower) && !follower.starts_with(b"0");
        opens && even && sizes && !decimal && (!row || follower.starts_with(b"62"))
    }

    /// Whether a number whose first group is only `0` or `08` is written as a telephone number, and not as a date or a row of figures.
    fn is_parted_early(&self, number: &Number, count: usize) -> bool {
        let gap = number.gap(self.bytes, 0);
        let same =
            number.all_gaps(self.bytes, count, |other| other == gap) && !gap.iter().any(|byte| matches!(byte, b'\t' | b'/' | b'_' | b'.'));
        let total = number.total(count);
        if self.is_in_row() || number.count != count || !(10..=13).contains(&total) {
            return false;
        }
        match (number.size(0), count) {
            // 0-812-3456-7890, 0 812-3456-7890
            (1, 3..) => {
                let dashes = (1..count - 1).all(|at| number.gap(self.bytes, at) == b"-");
                matches!(gap, b"-" | b" ") && dashes && (1..count).all(|at| (3..=4).contains(&number.size(at))) && number.size(1) == 3
            }
            // 08 1234567890
            (2, 2) => same,
            // 08-1234-5678
            (2, 3) => same && gap == b"-" && number.size(1) > 3 && number.size(2) > 3 && !is_year(number.group(2)),
            // 08 12 34 56 78 90
            (2, 5..) => same && (1..count - 1).all(|at| number.size(at) == 2) && number.size(count - 1) < 4 && !is_time(number, gap),
            _ => false,
        }
    }

    /// Whether groups between slashes look like a telephone number and not like that of a letter or a regulation.
    fn is_parted_by_slashes(&self, number: &Number, count: usize) -> bool {
        is_even(number, count) && self.bytes.get(number.end(count)) != Some(&b'/')
    }

    /// Whether parts between slashes follow of which the last is a year, as in numbers of letters and regulations.
    fn ends_in_year(&self, end: usize) -> bool {
        const LONGEST: usize = 40;
        let tail = self.bytes.get(end..).unwrap_or_default();
        let length =
            tail.iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-')).count();
        let tail = tail.get(..length).unwrap_or_default();
        tail.first() == Some(&b'/')
            && tail.rsplit(|byte| *byte == b'/').next().is_some_and(|part| is_year(part.strip_suffix(b".").unwrap_or(part)))
    }

    /// The end of a landline number that begins here: area code, number.
    pub(super) fn landline(&self, number: &Number, plus: bool, called: bool) -> Option<usize> {
        let (skip, digits) = local(number.of(number.count), plus || called);
        if skip == 0 || !matches!(digits.first(), Some(b'2'..=b'7' | b'9')) || self.is_money(number, plus) || self.is_fraction(number) {
            return None;
        }
        let area = if digits.get(..2).is_some_and(|area| SHORT_AREAS.contains(&area)) { 2 } else { 3 };
        if !matches!(digits.get(area), Some(b'2'..=b'9')) {
            return None;
        }
        let bracket = self.before(1) == Some(&b'(') && number.gap(self.bytes, 0).starts_with(b")");
        let bare = !(plus || called || bracket);
        if bare && !self.is_bare_landline(number, skip + area) {
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
        // no amount begins with a zero, so only what names nothing else counts it
        if bare && is_counted_at(self.bytes, end) {
            return None;
        }
        let slash = self.bytes.get(end) == Some(&b'/')
            && self.bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric)
            && !self.is_name(end + 1..end + 1 + NAME);
        let year = self.bytes.get(end..end + 6).is_some_and(|tail| tail.eq_ignore_ascii_case(b" tahun"));
        (called || plus || !slash && !year).then_some(end)
    }

    /// Whether a number without a word, plus or bracket is written as a landline number: `0274 512345`, `021 555-1234`. A row of figures, the
    /// number of a regulation and that of a table are not.
    fn is_bare_landline(&self, number: &Number, area: usize) -> bool {
        let gap = number.gap(self.bytes, 0);
        let is_plain = !gap.iter().any(|byte| matches!(byte, b'.' | b'/' | b'(' | b')' | b'_' | b'\t'));
        let shape = number.size(1) >= 5 || self.is_in_threes(number) || self.is_in_pairs(number);
        // Budi/0274 512345, but not B/0274-512345
        let is_letter = self.before(1) == Some(&b'/') && !self.is_name(self.start.saturating_sub(NAME + 1)..self.start - 1);
        let is_part = (is_letter || self.continues(b".-/")) && !self.is_behind_item();
        number.total(1) == area && is_plain && shape && !is_part && !self.is_of_thing()
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

    /// Whether three digits and two pairs follow the area code: `021 555 12 34`.
    fn is_in_pairs(&self, number: &Number) -> bool {
        let gap = number.gap(self.bytes, 0);
        let same = matches!(gap, b" " | b"-") && (1..3).all(|at| number.gap(self.bytes, at) == gap);
        let is_end = number.count == 4 || number.gap(self.bytes, 3) != gap;
        same && is_end && [3, 2, 2].into_iter().enumerate().all(|(at, size)| number.size(at + 1) == size)
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

    /// The end of a mobile number parted by commas, `0812,3456,7890`, that stands in no longer row of figures.
    pub(super) fn mobile_with_commas(&self) -> Option<usize> {
        let rest = self.bytes.get(self.start..).filter(|rest| matches!(rest, [b'0', b'8', b'1'..=b'9', _, b',', ..]))?;
        let (mut end, mut groups, mut total) = (0, 0, 0);
        loop {
            let run = rest.get(end..)?.iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
            (groups, total, end) = (groups + 1, total + run, end + run);
            let follows = matches!(rest.get(end..), Some([b',', b'0'..=b'9', ..]));
            if !(3..=4).contains(&run) || groups > 3 || !follows {
                break;
            }
            end += 1;
        }
        let is_mobile = groups == 3 && (10..=13).contains(&total);
        let ends = !matches!(rest.get(end..), Some([b'0'..=b'9' | b'%', ..] | [b'.' | b',', b'0'..=b'9', ..]));
        (is_mobile && ends && !self.continues(b".,-/") && !is_amount_at(self.bytes, self.start + end)).then_some(self.start + end)
    }
}

/// How many digits stand before the number within the country, and that number: without `0`, `62` or `0062`.
fn local(digits: &[u8], abroad: bool) -> (usize, &[u8]) {
    let skip = match digits {
        [b'0', b'0', b'6', b'2', ..] => 4,
        [b'6', b'2', b'8', ..] => 2,
        [b'6', b'2', b'0', ..] if abroad => 3,
        [b'6', b'2', ..] if abroad => 2,
        [b'0', ..] => 1,
        _ => 0,
    };
    (skip, digits.get(skip..).unwrap_or_default())
}

/// How many groups a mobile number takes: the most that have 8 to 12 digits after the prefix, but none that begins a number of its own, or is
/// parted otherwise and short, as the number of the next item: `0812-3456-7890 2) Siti`, `0812 3456 7890 5 orang`.
fn mobile_groups(bytes: &[u8], number: &Number, skip: usize) -> Option<usize> {
    let after = |count: usize| number.total(count).saturating_sub(skip);
    if (9..=12).contains(&after(1)) {
        return Some(1);
    }
    let mut best = None;
    for count in 1..=number.count {
        if after(count) > 12 {
            break;
        }
        if after(count) >= 8 {
            best = Some(count);
        }
        let next = number.group(count);
        let other = count.checked_sub(2).is_some_and(|before| number.gap(bytes, count - 1) != number.gap(bytes, before));
        let item = other && next.len() == 2 || count > 1 && next.len() == 1 && (0..count).all(|at| number.size(at) > 2);
        if after(count) >= 9 && (next.starts_with(b"0") || item) {
            break;
        }
    }
    best
}

/// Whether a number is a mobile one, written in groups of at least three digits as telephone numbers are.
pub(super) fn is_mobile_in_groups(bytes: &[u8], number: &Number) -> bool {
    let (skip, digits) = local(number.of(number.count), false);
    let Some(count) = mobile_groups(bytes, number, skip).filter(|count| *count > 1 && skip > 0) else { return false };
    let first = number.size(0);
    matches!(digits, [b'8', b'1'..=b'9', ..])
        && ((3..=8).contains(&first) || skip == 2 && first == 2)
        && (1..count).all(|at| number.size(at) >= 3)
        && number.total(count) >= 10
        && (!number.any_gap(bytes, count, |gap| gap.contains(&b'/')) || is_even(number, count))
}

/// Whether all groups have three to five digits and the last is no year.
fn is_even(number: &Number, count: usize) -> bool {
    (0..count).all(|at| (3..=5).contains(&number.size(at))) && !is_year(number.group(count - 1))
}

/// Whether six pairs with dashes are a date and a time: `08-12-21-10-30-15`.
fn is_time(number: &Number, gap: &[u8]) -> bool {
    const MOST: [u32; 6] = [31, 12, 99, 23, 59, 59];
    gap != b" " && MOST.iter().enumerate().all(|(at, most)| number.size(at) == 2 && value(number.group(at)) <= *most)
}
