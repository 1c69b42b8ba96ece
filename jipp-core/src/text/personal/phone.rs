//! Mobile telephone numbers.

use super::address::is_one_of;
use super::number::{Number, is_dash};
use super::place::{Place, is_year, value};
use super::things::has_number;
use super::words::{Before, CURRENCIES, LOOSE, is_amount_at, is_counted_at};

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
    pub(super) fn is_money(&self, number: &Number, plus: bool) -> bool {
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
        let letter = sign == b'/' && has_number(Before::of(self.bytes, start).word) && digits.len() > 2;
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
        let counted = if called && !thousands && !is_one_of(self.word, LOOSE) {
            is_counted_at(self.bytes, end)
        } else {
            is_amount_at(self.bytes, end)
        };
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
pub(super) fn local(digits: &[u8], abroad: bool) -> (usize, &[u8]) {
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

/// Whether a number is a mobile one without its zero, in one group or as such numbers are parted: `812-3456-7890`, but not `812 345 678`.
pub(super) fn is_mobile_without_zero(bytes: &[u8], number: &Number) -> bool {
    if !matches!(number.of(1), [b'8', b'1'..=b'9', ..]) {
        return false;
    }
    let gap = number.gap(bytes, 0);
    let parted = number.count == 3
        && number.gap(bytes, 1) == gap
        && (is_dash(gap) || gap == b" ")
        && number.size(0) == 3
        && (3..=4).contains(&number.size(1))
        && (4..=5).contains(&number.size(2))
        && !is_year(number.group(2));
    number.count == 1 && (10..=12).contains(&number.total(1)) || parted
}
