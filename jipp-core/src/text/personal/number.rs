//! Which numbers of a text are telephone numbers or numbers of persons?

use std::ops::Range;

use super::PersonalData;
use super::address::{Addresses, is_one_of};

/// Digits of the shortest number that is looked for.
pub(super) const LEAST_DIGITS: usize = 9;

/// Most groups and digits of a number that are read from one place on, so that no text takes more than linear time.
const GROUPS: usize = 8;
const DIGITS: usize = 24;

/// Most separators between two groups.
const SEPARATORS: usize = 3;

/// Words behind which a telephone number stands.
const PHONE_WORDS: &[&[u8]] = &[
    b"telp",
    b"telpon",
    b"telepon",
    b"tel",
    b"tlp",
    b"tlpn",
    b"telephone",
    b"phone",
    b"call",
    b"hp",
    b"nohp",
    b"handphone",
    b"ponsel",
    b"mobile",
    b"wa",
    b"whatsapp",
    b"hub",
    b"hubungi",
    b"kontak",
    b"contact",
    b"cp",
    b"fax",
    b"faks",
    b"faksimile",
    b"sms",
    b"hotline",
];
/// Words behind which an amount stands.
const CURRENCIES: &[&[u8]] = &[b"rp", b"idr", b"usd", b"rupiah"];
/// Words behind which a number of a thing stands that could be read as that of a landline.
const THINGS: &[&[u8]] = &[
    b"rekening",
    b"rek",
    b"kode",
    b"registrasi",
    b"register",
    b"reg",
    b"npsn",
    b"nib",
    b"siup",
    b"isbn",
    b"issn",
    b"id",
    b"satker",
    b"seri",
    b"barcode",
];
/// Words behind which the number of a person stands.
const TAXPAYER: &[&[u8]] = &[b"npwp"];
const IDENTITIES: &[&[u8]] = &[b"nik", b"ktp", b"nip", b"npwp"];

/// Area codes of two digits; all others have three.
const SHORT_AREAS: &[&[u8]] = &[b"21", b"22", b"24", b"31", b"61"];

/// Finds telephone numbers, identity numbers, numbers of civil servants and of taxpayers.
pub(super) fn find(text: &str, found: &mut Vec<(Range<usize>, PersonalData)>) {
    let bytes = text.as_bytes();
    let mut addresses = Addresses::default();
    let mut last: Option<(usize, PersonalData)> = None;
    let mut at = 0;
    while let Some(start) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)).map(|to| at + to) {
        let run = bytes.get(start..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = Number::read(bytes, start);
        let place = Place { bytes, start, last };
        match (number.is_long()).then(|| place.judge(&number, &mut addresses)).flatten() {
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
struct Number {
    digits: [u8; DIGITS],
    /// For each group where it begins and ends in the text, and how many digits there are up to its end.
    groups: [(usize, usize, usize); GROUPS],
    count: usize,
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
    fn total(&self, count: usize) -> usize {
        count.checked_sub(1).and_then(|at| self.groups.get(at)).map_or(0, |group| group.2)
    }

    /// Digits of the group at `at`.
    fn size(&self, at: usize) -> usize {
        self.total(at + 1).saturating_sub(self.total(at))
    }

    /// Where the first `count` groups end in the text.
    fn end(&self, count: usize) -> usize {
        count.checked_sub(1).and_then(|at| self.groups.get(at)).map_or(0, |group| group.1)
    }

    /// What stands between the group at `at` and the next.
    fn gap<'a>(&self, bytes: &'a [u8], at: usize) -> &'a [u8] {
        let next = self.groups.get(at + 1).map_or(0, |group| group.0);
        bytes.get(self.end(at + 1)..next).unwrap_or_default()
    }

    /// The digits of the first `count` groups.
    fn of(&self, count: usize) -> &[u8] {
        self.digits.get(..self.total(count)).unwrap_or_default()
    }

    /// The groups up to which there are exactly so many digits, if there are.
    fn with_total(&self, digits: usize) -> Option<usize> {
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

/// Length in bytes of the separator that a text begins with: blank, dot, bracket, slash or dash, of any width.
fn separator(rest: &[u8]) -> usize {
    match rest {
        [b' ' | b'-' | b'.' | b'(' | b')' | b'/' | b'_' | b'\t', ..] => 1,
        // no-break blank, soft hyphen
        [0xc2, 0xa0 | 0xad, ..] => 2,
        // blanks and dashes of other widths, narrow no-break blank; the minus sign
        [0xe2, 0x80, 0x80..=0x95 | 0xaf, ..] | [0xe2, 0x88, 0x92, ..] => 3,
        _ => 0,
    }
}

/// Where a number begins, and what was found before.
struct Place<'a> {
    bytes: &'a [u8],
    start: usize,
    last: Option<(usize, PersonalData)>,
}

impl Place<'_> {
    /// What the number that begins here is, and where it ends.
    fn judge(&self, number: &Number, addresses: &mut Addresses) -> Option<(usize, PersonalData)> {
        let word = self.word_before();
        let plus = self.has_plus();
        let glued = self.before(1).is_some_and(u8::is_ascii_alphabetic) && !plus;
        if glued && !is_one_of(word, PHONE_WORDS) && !is_one_of(word, IDENTITIES) {
            return None;
        }
        let mut called = is_one_of(word, PHONE_WORDS) || self.follows(PersonalData::Phone);
        if let Some(calls) = addresses.calls_at(self.bytes, self.start) {
            let (phone, identity) = self.parameter();
            if !(calls || phone || identity || plus) {
                return None;
            }
            called = true;
        }
        if let Some(found) = self.person(number, word) {
            return Some(found);
        }
        let end = self.mobile(number, word, plus, called).or_else(|| self.landline(number, word, plus, called))?;
        Some((end, PersonalData::Phone))
    }

    /// The byte so many places before the number.
    fn before(&self, places: usize) -> Option<&u8> {
        self.start.checked_sub(places).and_then(|at| self.bytes.get(at))
    }

    /// Whether a plus opens the number, also as it is written in addresses.
    fn has_plus(&self) -> bool {
        self.before(1) == Some(&b'+')
            || self.bytes.get(..self.start).is_some_and(|before| before.ends_with(b"%2B") || before.ends_with(b"%2b"))
    }

    /// Where the number begins with its plus, and with its bracket if that closes within it.
    fn opening(&self, end: usize) -> usize {
        let mut at = self.start;
        if self.has_plus() {
            at -= if self.before(1) == Some(&b'+') { 1 } else { 3 };
        }
        let opened = at.checked_sub(1).filter(|at| self.bytes.get(*at) == Some(&b'('));
        opened.filter(|_| self.bytes.get(at..end).is_some_and(|number| number.contains(&b')'))).unwrap_or(at)
    }

    /// The word before the number, over a few signs. What is masked already is no word.
    fn word_before(&self) -> &[u8] {
        const SIGNS: usize = 6;
        const LETTERS: usize = 12;
        let before = self.bytes.get(..self.start).unwrap_or_default();
        let signs = before.iter().rev().take_while(|byte| !byte.is_ascii_alphanumeric() && **byte != b']').take(SIGNS).count();
        let before = before.get(..before.len() - signs).unwrap_or_default();
        let letters = before.iter().rev().take(LETTERS).take_while(|byte| byte.is_ascii_alphabetic()).count();
        before.get(before.len() - letters..).unwrap_or_default()
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
        (says(PHONE_WORDS), says(IDENTITIES))
    }

    /// Whether a digit and one of these signs stand directly before, which are no part of what was found before.
    fn continues(&self, signs: &[u8]) -> bool {
        let outside = self.last.is_none_or(|(end, _)| self.start > end + 1);
        outside && self.before(1).is_some_and(|sign| signs.contains(sign)) && self.before(2).is_some_and(u8::is_ascii_digit)
    }

    /// Whether it is a part of a decimal or of an amount: `7.0812…`. The number of an item of a list (`2.0812…`) is neither.
    fn is_fraction(&self, number: &Number) -> bool {
        if !self.continues(b".,") {
            return false;
        }
        let whole = self.bytes.get(..self.start - 1).unwrap_or_default();
        let digits = whole.iter().rev().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let opens = whole.get(..whole.len() - digits).and_then(<[u8]>::last).is_none_or(u8::is_ascii_whitespace);
        !(opens && digits <= 2 && self.before(1) == Some(&b'.') && (11..=13).contains(&number.size(0)) && number.of(1).starts_with(b"08"))
    }

    /// A number of a person: NIK, NIP or NPWP.
    fn person(&self, number: &Number, word: &[u8]) -> Option<(usize, PersonalData)> {
        /// Most groups that an identity number is written in.
        const PARTS: usize = 5;
        if self.is_fraction(number) {
            return None;
        }
        let whole = |digits: usize| {
            number.with_total(digits).filter(|count| {
                let tail = self.bytes.get(number.end(*count)..).unwrap_or_default();
                let goes_on = matches!(tail, [b'.' | b'-' | b'/', next, ..] if next.is_ascii_digit());
                *count == 1 || *count <= PARTS && !self.continues(b".-/") && !goes_on
            })
        };
        if let Some(count) = whole(16).filter(|count| is_nik(number.of(*count))) {
            return Some((number.end(count), PersonalData::Nik));
        }
        if let Some(count) = whole(18).filter(|count| is_nip(number.of(*count))) {
            return Some((number.end(count), PersonalData::Nip));
        }
        let sizes = (0..number.count).map(|at| number.size(at)).take(NPWP.len());
        if sizes.eq(NPWP.iter().copied()) && number.gap(self.bytes, 0) == b"." {
            return Some((number.end(NPWP.len()), PersonalData::Npwp));
        }
        let named = is_one_of(word, TAXPAYER).then(|| whole(15).or_else(|| whole(16))).flatten();
        named.map(|count| (number.end(count), PersonalData::Npwp))
    }

    /// The end of a mobile number that begins here.
    fn mobile(&self, number: &Number, word: &[u8], plus: bool, called: bool) -> Option<usize> {
        let (skip, digits) = local(number.of(number.count), plus || called);
        let is_mobile = matches!(digits, [b'8', b'1'..=b'9', ..]) && (skip > 0 || called);
        if !is_mobile || !plus && is_one_of(word, CURRENCIES) || self.is_fraction(number) {
            return None;
        }
        let count = mobile_groups(number, skip)?;
        let end = number.end(count);
        let parted = count > 1;
        if self.continues(b"-/") && (parted || number.total(count) < 10) && !called {
            return None;
        }
        if !called && !plus {
            let gaps = || (0..count - 1).map(|at| number.gap(self.bytes, at));
            let short_start = parted && number.of(1).starts_with(b"0") && !number.of(1).starts_with(b"00") && number.size(0) < 3;
            let thousands = parted && skip == 2 && gaps().all(|gap| gap == b".") && (1..count).all(|at| number.size(at) == 3);
            let slashes = parted && gaps().any(|gap| gap.contains(&b'/')) && !self.is_parted_by_slashes(number, count);
            if short_start || thousands || slashes || self.ends_in_year(end) {
                return None;
            }
        }
        Some(end)
    }

    /// Whether groups between slashes look like a telephone number and not like that of a letter or a regulation.
    fn is_parted_by_slashes(&self, number: &Number, count: usize) -> bool {
        let last = number.of(count).get(number.total(count - 1)..).unwrap_or_default();
        (0..count).all(|at| (3..=5).contains(&number.size(at))) && !is_year(last) && self.bytes.get(number.end(count)) != Some(&b'/')
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
    fn landline(&self, number: &Number, word: &[u8], plus: bool, called: bool) -> Option<usize> {
        let (skip, digits) = local(number.of(number.count), plus || called);
        if skip == 0
            || !matches!(digits.first(), Some(b'2'..=b'7' | b'9'))
            || !plus && is_one_of(word, CURRENCIES)
            || self.is_fraction(number)
        {
            return None;
        }
        let area = if digits.get(..2).is_some_and(|area| SHORT_AREAS.contains(&area)) { 2 } else { 3 };
        if !matches!(digits.get(area), Some(b'2'..=b'9')) {
            return None;
        }
        let bracket = self.before(1) == Some(&b'(') && number.gap(self.bytes, 0).starts_with(b")");
        if !(plus || called || bracket || self.is_bare_landline(number, word, skip + area)) {
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
        let end = number.end(count);
        let size = number.size(count - 1);
        let end = self.with_alternative(end, size);
        let slash = self.bytes.get(end) == Some(&b'/') && self.bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        let year = self.bytes.get(end..end + 6).is_some_and(|tail| tail.eq_ignore_ascii_case(b" tahun"));
        (called || plus || !slash && !year).then_some(end)
    }

    /// Whether a number without a word, plus or bracket is written as a landline number: `0274 512345`.
    fn is_bare_landline(&self, number: &Number, word: &[u8], area: usize) -> bool {
        let gap = number.gap(self.bytes, 0);
        let is_plain = !gap.iter().any(|byte| matches!(byte, b'.' | b'/' | b'(' | b')' | b'_'));
        let is_tight = |gap: &[u8]| separator(gap) == gap.len();
        let shape = number.size(1) >= 5 || number.size(1) >= 3 && is_tight(gap) && gap == number.gap(self.bytes, 1);
        number.total(1) == area && is_plain && shape && !self.continues(b".-/") && self.before(1) != Some(&b'/') && !is_one_of(word, THINGS)
    }

    /// Where a second number of the same length ends: `5551234/5551235`.
    fn with_alternative(&self, end: usize, size: usize) -> usize {
        let Some([b'/' | b'-', rest @ ..]) = self.bytes.get(end..) else { return end };
        let run = rest.iter().take(size + 1).take_while(|byte| byte.is_ascii_digit()).count();
        if run == size && size >= 5 && rest.get(run) != Some(&b'/') { end + 1 + run } else { end }
    }
}

/// Whether a part of the number of a letter is a year.
fn is_year(part: &[u8]) -> bool {
    part.len() == 4 && (part.starts_with(b"19") || part.starts_with(b"20")) && part.iter().all(u8::is_ascii_digit)
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

/// How many groups a mobile number takes: the most that have 8 to 12 digits after the prefix, but none that begins a number of its own.
fn mobile_groups(number: &Number, skip: usize) -> Option<usize> {
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
        let next = number.digits.get(number.total(count));
        if after(count) >= 9 && next == Some(&b'0') {
            break;
        }
    }
    best
}

/// Sizes of the groups of an NPWP.
const NPWP: [usize; 6] = [2, 3, 3, 1, 3, 3];

/// The number that some digits are.
fn part(digits: &[u8], range: Range<usize>) -> u32 {
    digits.get(range).unwrap_or_default().iter().fold(0, |value, digit| value * 10 + u32::from(digit.wrapping_sub(b'0')))
}

/// Whether 16 digits can be a NIK.
fn is_nik(digits: &[u8]) -> bool {
    (11..=96).contains(&part(digits, 0..2)) && matches!(part(digits, 6..8), 1..=31 | 41..=71) && (1..=12).contains(&part(digits, 8..10))
}

/// Whether 18 digits can be a NIP; those with a contract (PPPK) have 21 for the month.
fn is_nip(digits: &[u8]) -> bool {
    (1930..=2015).contains(&part(digits, 0..4))
        && (1..=12).contains(&part(digits, 4..6))
        && (1..=31).contains(&part(digits, 6..8))
        && (1950..=2049).contains(&part(digits, 8..12))
        && matches!(part(digits, 12..14), 1..=12 | 21)
        && matches!(part(digits, 14..15), 1 | 2)
}
