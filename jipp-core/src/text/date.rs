use std::ops::RangeBounds;

use crate::model::PartialDate;

const MONTHS: &[(&str, u8)] = &[
    ("januari", 1),
    ("jan", 1),
    ("january", 1),
    ("februari", 2),
    ("pebruari", 2),
    ("feb", 2),
    ("peb", 2),
    ("february", 2),
    ("maret", 3),
    ("mar", 3),
    ("march", 3),
    ("april", 4),
    ("apr", 4),
    ("mei", 5),
    ("may", 5),
    ("juni", 6),
    ("jun", 6),
    ("june", 6),
    ("juli", 7),
    ("jul", 7),
    ("july", 7),
    ("agustus", 8),
    ("agt", 8),
    ("agu", 8),
    ("ags", 8),
    ("agust", 8),
    ("agst", 8),
    ("aug", 8),
    ("august", 8),
    ("september", 9),
    ("sep", 9),
    ("sept", 9),
    ("oktober", 10),
    ("okt", 10),
    ("oct", 10),
    ("october", 10),
    ("november", 11),
    ("nopember", 11),
    ("nov", 11),
    ("nop", 11),
    ("desember", 12),
    ("des", 12),
    ("dec", 12),
    ("december", 12),
];

/// Days of the week, which say nothing more about a whole date. *Minggu* is also a week: `Minggu 2 2020`.
const WEEKDAYS: &[&str] = &["senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu", "ahad"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
}

/// Words that name the part of a date which follows. Behind a number they count: `6 bulan` is half a year.
const PART_WORDS: &[(&str, Part)] = &[
    ("tanggal", Part::Day),
    ("tgl", Part::Day),
    ("bulan", Part::Month),
    ("bln", Part::Month),
    ("tahun", Part::Year),
    ("thn", Part::Year),
    ("th", Part::Year),
];

/// Reads a date as the exports write it: `2019`, `08/2019`, `Agustus 2019`, `12 Agustus 2023`, `12/08/2023`, `12-8-23`,
/// `2023-08-12`, `2023-08-12 10:15:00`, `12 Agt 2023`. Day comes before month, as Indonesian writes. A weekday and words such as *tanggal*
/// or *tahun* before its parts say nothing more (`Senin, 12 Agustus 2019`, `Tahun 2019`), nor does the decimal that a table adds to a year
/// (`2020.0`); behind a number they count, and `6 bulan 2020` or `Minggu 2 2020` is no date.
///
/// A two-digit year is 20yy up to 49 and 19yy from 50 on. `None` if it is no date.
///
/// ```
/// use jipp_core::text::parse_date;
/// assert_eq!(parse_date("12 Agustus 2023").unwrap().to_string(), "2023-08-12");
/// assert_eq!(parse_date("Agt 2023").unwrap().to_string(), "2023-08");
/// assert_eq!(parse_date("31/02/2023"), None);
/// ```
pub fn parse_date(text: &str) -> Option<PartialDate> {
    if let Some(parts) = iso(text.as_bytes()) {
        let (year, month, day) = parts;
        return PartialDate::new(year, month, day);
    }
    let folded = super::fold(text.trim());
    // the time of day, after `T` or a blank, says nothing about the date
    let date = match folded.split_once('t') {
        Some((date, time)) if date.ends_with(|c: char| c.is_ascii_digit()) && time.contains(':') => date,
        _ => &folded,
    };
    let words: Vec<&str> = date
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ','))
        .filter(|part| !part.is_empty())
        .map(|part| part.strip_suffix(':').unwrap_or(part))
        .take_while(|part| !part.contains(':'))
        .collect();
    let parts = parts_of(&words, date.contains(['-', '/', '.']))?;
    match parts.as_slice() {
        [year, "0"] if date == format!("{year}.0") => PartialDate::new(full_year(year)?, None, None),
        [year] => PartialDate::new(full_year(year)?, None, None),
        // a word of four letters is no year: `Juni 2024`
        [year, month] if full_year(year).is_some() => PartialDate::new(full_year(year)?, Some(month_of(month)?), None),
        [month, year] => PartialDate::new(full_year(year)?, Some(month_of(month)?), None),
        [year, month, day] if full_year(year).is_some() => {
            PartialDate::new(full_year(year)?, Some(month_of(month)?), Some(day.parse().ok()?))
        }
        [day, month, year] => PartialDate::new(any_year(year)?, Some(month_of(month)?), Some(day.parse().ok()?)),
        _ => None,
    }
}

/// The parts of a date without the words beside them; none if these say that it is something else.
fn parts_of<'a>(words: &[&'a str], has_marks: bool) -> Option<Vec<&'a str>> {
    let mut parts = Vec::new();
    let mut named = Vec::new();
    let mut has_weekday = false;
    for (at, word) in words.iter().copied().enumerate() {
        if let Some((_, part)) = PART_WORDS.iter().find(|(known, _)| *known == word) {
            named.push((*part, parts.len()));
        } else if WEEKDAYS.contains(&word) {
            has_weekday = true;
        } else if word != "hari" || !words.get(at + 1).is_some_and(|next| WEEKDAYS.contains(next)) {
            parts.push(word);
        }
    }
    let is_number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    let year_first = parts.first().is_some_and(|part| part.len() == 4 && is_number(part));
    let order: &[Part] = match (parts.len(), year_first) {
        (1, _) => &[Part::Year],
        (2, true) => &[Part::Year, Part::Month],
        (2, false) => &[Part::Month, Part::Year],
        (3, true) => &[Part::Year, Part::Month, Part::Day],
        _ => &[Part::Day, Part::Month, Part::Year],
    };
    // `tanggal` also stands before a date without a day
    let fits = |(part, at): &(Part, usize)| order.get(*at) == Some(part) || *part == Part::Day && *at == 0 && parts.len() < 3;
    // of two bare numbers the first may be anything, such as years that are counted, unless `bulan` is before it
    let is_loose = parts.len() == 2 && !year_first && parts.iter().all(is_number) && !has_marks;
    let is_clear = named.is_empty() || !is_loose || named.iter().any(|(part, _)| *part == Part::Month);
    (named.iter().all(fits) && is_clear && (!has_weekday || parts.len() == 3)).then_some(parts)
}

/// The date of a spreadsheet's serial number (ECMA-376 part 1, 18.17.4.1): days since 1899-12-30, or since
/// 1904-01-01 in workbooks of the old Macintosh epoch. Days to a date: Hinnant, "chrono-compatible low-level date algorithms" (2013).
pub fn serial_date(serial: f64, epoch_1904: bool) -> Option<PartialDate> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days = serial.floor() as i64 + if epoch_1904 { 1_462 - 25_569 } else { -25_569 };
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let mp = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    PartialDate::new(i32::try_from(year).ok()?, Some(u8::try_from(month).ok()?), Some(u8::try_from(day).ok()?))
}

/// The parts of `2023`, `2023-08` and `2023-08-12`, the forms that cost nothing to read.
fn iso(text: &[u8]) -> Option<(i32, Option<u8>, Option<u8>)> {
    let number =
        |digits: &[u8]| digits.iter().try_fold(0_i32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0')));
    let small = |digits: &[u8]| number(digits).and_then(|number| u8::try_from(number).ok());
    match text {
        year if year.len() == 4 => Some((number(year)?, None, None)),
        [y1, y2, y3, y4, b'-', month @ ..] if month.len() == 2 => Some((number(&[*y1, *y2, *y3, *y4])?, Some(small(month)?), None)),
        [y1, y2, y3, y4, b'-', m1, m2, b'-', day @ ..] if day.len() == 2 => {
            Some((number(&[*y1, *y2, *y3, *y4])?, Some(small(&[*m1, *m2])?), Some(small(day)?)))
        }
        _ => None,
    }
}

/// Least letters of a name of a month that is recognised with a typing error: `juni` and `juli` are too near to each other.
const LONG_MONTH: usize = 6;

/// The date that a text which [`parse_date`] cannot read can only mean: with a typing error in a long name of a month, or as eight digits
/// `20230812`. `None` if it is read as it stands, or may mean anything else.
///
/// ```
/// use jipp_core::text::mend_date;
/// assert_eq!(mend_date("Senin, 12 Agsutus 2019").unwrap().to_string(), "2019-08-12");
/// assert_eq!(mend_date("Tahun 2019"), None);
/// assert_eq!(mend_date("12 Agustus 2019"), None);
/// ```
pub fn mend_date(text: &str) -> Option<PartialDate> {
    if parse_date(text).is_some() {
        return None;
    }
    let folded = super::fold(text.trim());
    if folded.len() == 8 && folded.bytes().all(|b| b.is_ascii_digit()) {
        let part = |from: usize, to: usize| folded.get(from..to);
        return PartialDate::new(full_year(part(0, 4)?)?, Some(part(4, 6)?.parse().ok()?), Some(part(6, 8)?.parse().ok()?))
            .filter(|date| (1900..2100).contains(&date.year()));
    }
    let words =
        folded.split(|c: char| c.is_whitespace() || c == ',').map(|word| word.trim_matches(['.', ':'])).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.map(|word| meant_month(word).unwrap_or(word)).collect();
    parse_date(&words.join(" "))
}

/// The month and year that a spreadsheet shows as `Jan-24` (format `mmm-yy`), if a text is written so: the number may also be a day, so
/// this is a proposal only.
///
/// ```
/// use jipp_core::text::month_and_short_year;
/// assert_eq!(month_and_short_year("Jan-24").unwrap().to_string(), "2024-01");
/// assert_eq!(month_and_short_year("24-Jan"), None);
/// ```
pub fn month_and_short_year(text: &str) -> Option<PartialDate> {
    let folded = super::fold(text.trim());
    let (month, year) = folded.split_once('-')?;
    let month = month_of(month).filter(|_| month.chars().all(char::is_alphabetic))?;
    PartialDate::new(any_year(year).filter(|_| year.len() == 2)?, Some(month), None)
}

/// The one month that a word with a typing error means.
fn meant_month(word: &str) -> Option<&'static str> {
    if month_of(word).is_some() || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let near = |name: &&str| name.len() >= LONG_MONTH && strsim::osa_distance(name, word) == 1;
    let mut months: Vec<(u8, &'static str)> = MONTHS.iter().filter(|(name, _)| near(name)).map(|(name, month)| (*month, *name)).collect();
    months.dedup_by_key(|(month, _)| *month);
    if let [(_, name)] = months.as_slice() { Some(name) } else { None }
}

fn month_of(part: &str) -> Option<u8> {
    if part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()) {
        return part.parse().ok();
    }
    MONTHS.iter().find(|(name, _)| *name == part).map(|(_, month)| *month)
}

/// The year that a word of four digits may be, if it lies in `span`: which years make sense is for who reads the word to say.
pub(crate) fn year_within(word: &str, span: impl RangeBounds<i32>) -> Option<i32> {
    full_year(word).filter(|year| span.contains(year))
}

fn full_year(part: &str) -> Option<i32> {
    (part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
}

fn any_year(part: &str) -> Option<i32> {
    if part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()) {
        return part.parse::<i32>().ok().map(|y| if y < 50 { 2000 + y } else { 1900 + y });
    }
    full_year(part)
}

#[cfg(test)]
mod tests {
    use super::{MONTHS, mend_date, month_and_short_year, parse_date, serial_date, year_within};

    #[test]
    fn a_year_is_four_digits_in_a_span() {
        assert_eq!(["1899", "1900", "2099", "2100"].map(|word| year_within(word, 1900..2100)), [None, Some(1900), Some(2099), None]);
        assert_eq!(["+199", "02019", "2019a", "２０１９", "201", ""].map(|word| year_within(word, ..)), [None; 6]);
    }

    #[test]
    fn serial_numbers_are_dates() {
        for (serial, epoch_1904, date) in
            [(45_150.0, false, "2023-08-12"), (45_150.75, false, "2023-08-12"), (61.0, false, "1900-03-01"), (43_688.0, true, "2023-08-12")]
        {
            assert_eq!(serial_date(serial, epoch_1904).map(|date| date.to_string()).as_deref(), Some(date));
        }
        assert_eq!(serial_date(0.0, false), None);
    }

    #[test]
    fn mends_only_what_can_mean_one_date() {
        for (text, date) in [
            ("Senin, 12 Agsutus 2019", "2019-08-12"),
            ("3 Sepetmber 2020", "2020-09-03"),
            ("Januri 2021", "2021-01"),
            ("20190812", "2019-08-12"),
        ] {
            assert_eq!(mend_date(text).map(|d| d.to_string()).as_deref(), Some(date), "{text}");
        }
        for text in ["", "2019", "2019/2020", "31/02/2019", "Junii 2019", "awal 2019", "20191332", "99999999", "tahun", "12 Agust 2019"] {
            assert_eq!(mend_date(text), None, "{text}");
        }
    }

    #[test]
    fn every_name_of_a_month_stands_before_a_year() {
        for (name, month) in MONTHS {
            let date = format!("2024-{month:02}");
            for text in [
                format!("{name} 2024"),
                format!("{}/2024", name.to_uppercase()),
                format!("bulan {name}, tahun 2024"),
                format!("2024 {name}"),
            ] {
                assert_eq!(parse_date(&text).map(|d| d.to_string()).as_ref(), Some(&date), "{text}");
            }
            let day = format!("{date}-12");
            assert_eq!(parse_date(&format!("12 {name} 2024")).map(|d| d.to_string()), Some(day), "{name}");
        }
        // other words of four letters are neither month nor year
        for text in ["awal 2024", "2024 awal", "Juni 20245", "abad 2024", "Juni Juli"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_with_a_short_year_is_proposed_only() {
        for (text, date) in [("Jan-24", "2024-01"), ("Agu-19", "2019-08"), (" sept-99 ", "1999-09")] {
            assert_eq!(month_and_short_year(text).map(|d| d.to_string()).as_deref(), Some(date), "{text}");
            assert_eq!((parse_date(text), mend_date(text)), (None, None), "{text}");
        }
        for text in ["24-Jan", "01-24", "Jan-2024", "Jan-4", "Senin-24", "Jan 24", "-24", "Jan-"] {
            assert_eq!(month_and_short_year(text), None, "{text}");
        }
    }

    #[test]
    fn reads_the_forms_of_the_exports() {
        for (text, date) in [
            ("2019", "2019"),
            ("08/2019", "2019-08"),
            ("2019-08", "2019-08"),
            ("Agustus 2019", "2019-08"),
            ("12 Agustus 2023", "2023-08-12"),
            ("12/08/2023", "2023-08-12"),
            ("12-8-23", "2023-08-12"),
            ("2023-08-12", "2023-08-12"),
            ("2023-08-12 10:15:00", "2023-08-12"),
            ("2023-08-12T10:15:00", "2023-08-12"),
            ("12 Agt 2023", "2023-08-12"),
            ("1 Nopember 1998", "1998-11-01"),
            ("12.08.99", "1999-08-12"),
            ("3 Oktober 2020", "2020-10-03"),
            ("Senin, 12 Agustus 2019", "2019-08-12"),
            ("Jum'at 6 Maret 2020", "2020-03-06"),
            ("Jumat, 06/03/2020", "2020-03-06"),
            ("Tahun 2019", "2019"),
            ("Thn. 2019", "2019"),
            ("tgl 12-08-2019", "2019-08-12"),
            ("tanggal: 12 Agustus 2019", "2019-08-12"),
            ("Bulan Agustus Tahun 2019", "2019-08"),
            ("17 Agst 2020", "2020-08-17"),
            ("2020.0", "2020"),
            ("September 2021", "2021-09"),
            ("bulan 6 2020", "2020-06"),
            ("bulan 6 tahun 2020", "2020-06"),
            ("tgl 12 bulan 8 tahun 2019", "2019-08-12"),
            ("Tgl: Agustus 2019", "2019-08"),
            ("tgl 08/2019", "2019-08"),
            ("2020 bulan 6", "2020-06"),
            ("Minggu, 1 Maret 2020", "2020-03-01"),
            ("Hari Minggu tanggal 1 Maret 2020", "2020-03-01"),
        ] {
            assert_eq!(parse_date(text).map(|d| d.to_string()).as_deref(), Some(date), "{text}");
        }
        for text in ["", "belum", "31/02/2023", "2023-13-01", "12 Agu", "20190812", "1/2/3/4", "tahun", "2020/0", "Tahun ke-2", "20233"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
        for text in [
            "Minggu 2 2020",
            "Minggu Maret 2020",
            "Senin 2020",
            "6 bulan 2020",
            "2 tahun 2020",
            "6 hari 2020",
            "tanggal 6 2020",
            "bulan 2020",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
