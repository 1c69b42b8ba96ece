//! Numbers of persons: of inhabitants (NIK), of civil servants (NIP), of taxpayers (NPWP).

use super::PersonalData;
use super::address::is_one_of;
use super::number::{Number, is_dash};
use super::place::{Place, is_year, value};
use super::words::{CURRENCIES, INHABITANTS, SERVANTS, TAXPAYERS};

impl Place<'_> {
    /// A number of a person: NIK, NIP or NPWP.
    pub(super) fn person(&self, number: &Number) -> Option<(usize, PersonalData)> {
        /// Most groups that an identity number is written in, without a word that says so.
        const PARTS: usize = 5;
        if self.is_fraction(number) {
            return None;
        }
        let tail = |count: usize| self.bytes.get(number.end(count)..).unwrap_or_default();
        let goes_on = |count: usize| matches!(tail(count), [b'.' | b'-' | b'/', next, ..] if next.is_ascii_digit());
        let whole = |digits: usize, parts: usize| {
            number.with_total(digits).filter(|count| *count == 1 || *count <= parts && !self.continues(b".-/") && !goes_on(*count))
        };
        let named = self.is_near(INHABITANTS);
        let is_own = |count: &usize| *count == 1 || named || self.is_alone(number, *count) && is_inhabitant(number.of(*count));
        let nik = whole(16, if named { number.count } else { PARTS }).filter(|count| is_nik(number.of(*count)));
        if let Some(count) = nik.filter(is_own) {
            return Some((number.end(count), PersonalData::Nik));
        }
        let servant = is_one_of(self.word, SERVANTS);
        let nip = whole(18, if servant { number.count } else { PARTS }).filter(|count| is_nip(number.of(*count)));
        // nine digits until 2009 (Perka BKN 22/2007)
        if let Some(count) = nip.or_else(|| if servant { whole(9, PARTS) } else { None }) {
            return Some((number.end(count), PersonalData::Nip));
        }
        let taxpayer = is_one_of(self.word, TAXPAYERS);
        if is_taxpayer(self.bytes, number) && !is_one_of(self.word, CURRENCIES) {
            return Some((number.end(taxpayer_groups(number)?), PersonalData::Npwp));
        }
        let named = taxpayer.then(|| whole(15, number.count).or_else(|| whole(16, number.count))).flatten();
        named.map(|count| (number.end(count), PersonalData::Npwp))
    }

    /// Whether these groups are no part of a row of figures or codes: the last is no figure, as it begins with a zero, none like it follows, and
    /// none of them stands in a cell of its own.
    fn is_alone(&self, number: &Number, count: usize) -> bool {
        let last = number.group(count - 1);
        let follower = number.group(count);
        let telephone = follower.starts_with(b"08") || follower.starts_with(b"62");
        let row = follower.len() == last.len() && number.gap(self.bytes, count - 1).len() == 1 && !is_year(follower) && !telephone;
        let cells = number.any_gap(self.bytes, count, |gap| gap.contains(&b'\t'));
        is_parted_between_parts(self.bytes, number, count) && last.starts_with(b"0") && !row && !cells
    }

    /// Whether one of these words stands before in the same line, with other words but no digits between: *NIK Budi: 3578 …*.
    pub(super) fn is_near(&self, words: &[&[u8]]) -> bool {
        const NEAR: usize = 40;
        let before = self.bytes.get(self.start.saturating_sub(NEAR)..self.start).unwrap_or_default();
        let line = before.rsplit(|byte| byte.is_ascii_digit() || matches!(byte, b'\n' | b';' | b'|' | b'\t')).next().unwrap_or_default();
        line.split(|byte| !byte.is_ascii_alphabetic()).any(|word| is_one_of(word, words))
    }
}

/// Whether no part of a NIK is torn apart, all of which have two or four digits, and it is no decimal.
fn is_parted_between_parts(bytes: &[u8], number: &Number, count: usize) -> bool {
    (0..count).all(|at| number.size(at).is_multiple_of(2)) && !(count == 2 && number.gap(bytes, 0) == b".")
}

/// Sizes of the groups of an NPWP, and of one without its last dot, or with a blank for it.
const NPWP: [usize; 6] = [2, 3, 3, 1, 3, 3];
const NPWP_SHORT: [usize; 5] = [2, 3, 3, 1, 6];

/// How many groups an NPWP takes whose sizes these are.
fn taxpayer_groups(number: &Number) -> Option<usize> {
    let has = |sizes: &[usize]| sizes.iter().enumerate().all(|(at, size)| number.size(at) == *size);
    if has(&NPWP) { Some(NPWP.len()) } else { has(&NPWP_SHORT).then_some(NPWP_SHORT.len()) }
}

/// Whether a number is parted as an NPWP is, `01.234.567.8-901.000`, and as two amounts are not.
pub(super) fn is_taxpayer(bytes: &[u8], number: &Number) -> bool {
    let Some(count) = taxpayer_groups(number) else { return false };
    let gap = |at: usize| number.gap(bytes, at);
    let dash = gap(3).trim_ascii();
    let dots = (0..3).all(|at| gap(at) == b".") && (4..count - 1).all(|at| matches!(gap(at), b"." | b" "));
    // the last dot may have become a blank, but of two blanks it is a row of figures
    let one_blank = !(dash.is_empty() && count == NPWP.len() && gap(4) == b" ");
    dots && one_blank && (dash.is_empty() && gap(3) == b" " || dash == b"." || is_dash(dash))
}

/// The number that some digits are.
fn part(digits: &[u8], range: std::ops::Range<usize>) -> u32 {
    value(digits.get(range).unwrap_or_default())
}

/// Whether digits can be a NIK: 16 of them, with a region, a day (women add 40) and a month.
pub(super) fn is_nik(digits: &[u8]) -> bool {
    digits.len() == 16
        && (11..=96).contains(&part(digits, 0..2))
        && matches!(part(digits, 6..8), 1..=31 | 41..=71)
        && (1..=12).contains(&part(digits, 8..10))
}

/// Codes of provinces (Kepmendagri 300.2.2-2430/2025), and that of East Timor, with which numbers were issued until 1999.
const PROVINCES: &[u32] = &[
    11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 72, 73, 74, 75, 76, 81, 82, 91,
    92, 93, 94, 95, 96,
];

/// Whether digits are a NIK in every part: a province, a regency (01 to 69) or city (71 to 79), a district, a day that the month has, and a
/// serial number that begins with a zero, as there are never a thousand births of one day in one district.
pub(super) fn is_inhabitant(digits: &[u8]) -> bool {
    let (day, month) = (part(digits, 6..8), part(digits, 8..10));
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    is_nik(digits)
        && PROVINCES.contains(&part(digits, 0..2))
        && (1..=79).contains(&part(digits, 2..4))
        && part(digits, 4..6) > 0
        && (if day > 40 { day - 40 } else { day }) <= days
        && (1..1000).contains(&part(digits, 12..16))
}

/// Whether digits can be a NIP, 18 of them; those with a contract (PPPK) have 21 for the month.
pub(super) fn is_nip(digits: &[u8]) -> bool {
    digits.len() == 18
        && (1930..=2015).contains(&part(digits, 0..4))
        && (1..=12).contains(&part(digits, 4..6))
        && (1..=31).contains(&part(digits, 6..8))
        && (1950..=2049).contains(&part(digits, 8..12))
        && matches!(part(digits, 12..14), 1..=12 | 21)
        && matches!(part(digits, 14..15), 1 | 2)
}
