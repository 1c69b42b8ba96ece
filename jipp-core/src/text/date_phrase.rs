//! The date that a phrase speaks of, where a cell holds more than a date.

use std::cmp::Reverse;

use super::{fold, parse_date};
use crate::model::PartialDate;

/// Words before a date that say since when it holds, or about when.
const BEFORE: &[&str] = &[
    "sejak",
    "mulai",
    "terhitung",
    "dari",
    "per",
    "pada",
    "since",
    "from",
    "awal",
    "pertengahan",
    "akhir",
    "sekitar",
    "ta",
    "t.a.",
    "anggaran",
];

/// What stands between the beginning and the end of a time.
const UNTIL: &[&str] =
    &[" sampai dengan ", " sampai ", " hingga ", " s.d. ", " s.d ", " s/d ", " sd ", " - ", " – ", " — ", " until ", " to "];

/// Ends of a time that goes on.
const NOW: &[&str] = &["sekarang", "saat ini", "kini", "seterusnya", "now", "present"];

/// The date on which something began, where the text says no more than that: `Sejak Maret 2019`, `2019 - sekarang`, `1 Juni 2019 s.d. 31 Desember
/// 2019`, `Surabaya, 12 Agustus 2019`, `TA 2022`. A person has to say whether it is the date that was asked for. `None` if there is no date, or
/// more than one that nothing parts.
///
/// ```
/// use jipp_core::text::begun;
/// assert_eq!(begun("sejak Maret 2019").unwrap().to_string(), "2019-03");
/// assert_eq!(begun("Mei-Juni 2019"), None);
/// ```
pub fn begun(text: &str) -> Option<PartialDate> {
    let folded = fold(text);
    let told = folded.trim().trim_start_matches(['\'', '’', '`', '±', '~']).trim_end_matches('.').trim();
    // of several at one place the longest: `sampai dengan` begins as `sampai` does
    let cut =
        UNTIL.iter().filter_map(|until| told.find(until).map(|at| (at, until.len()))).min_by_key(|(at, length)| (*at, Reverse(*length)));
    let Some((at, length)) = cut else { return beginning(told) };
    let (began, end) = (beginning(told.get(..at)?)?, told.get(at + length..)?.trim());
    // what ends before it begins is something else
    let fits = NOW.contains(&end) || parse_date(end).is_some_and(|ended| began.year() <= ended.year());
    fits.then_some(began)
}

/// The date of a text without an end, behind the words and the town that may stand before it.
fn beginning(text: &str) -> Option<PartialDate> {
    let began = text.trim_end_matches('.').trim();
    let began = match began.split_once(',') {
        // the town where it was signed
        Some((town, date)) if is_town(town) => date,
        _ => began,
    };
    let mut rest = began.trim();
    while let Some((word, more)) = rest.split_once(' ') {
        let is_tahun_anggaran = word == "tahun" && more.starts_with("anggaran ");
        if !BEFORE.contains(&word) && !is_tahun_anggaran {
            break;
        }
        rest = more.trim_start();
    }
    parse_date(rest)
}

/// Whether a word or two before a comma may be a town: no digits, and none of the words that say how something stands.
fn is_town(text: &str) -> bool {
    const STATES: &[&str] =
        &["selesai", "batal", "dibatalkan", "belum", "tidak", "rencana", "ditunda", "berhenti", "dihentikan", "berakhir"];
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=3).contains(&words.len()) && !text.contains(|c: char| c.is_ascii_digit()) && !words.iter().any(|word| STATES.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_says_when_something_began() {
        for (text, wanted) in [
            ("Sejak 2019", "2019"),
            ("sejak bulan Maret 2019", "2019-03"),
            ("2019 - sekarang", "2019"),
            ("12 Agustus 2019 s.d. sekarang", "2019-08-12"),
            ("1 Juni 2019 - 31 Desember 2019", "2019-06-01"),
            ("2019 s/d 2021", "2019"),
            ("2019 sampai dengan 2021", "2019"),
            ("Maret 2019 sampai dengan sekarang", "2019-03"),
            ("2019 sampai sekarang", "2019"),
            ("Surabaya, 12 Agustus 2019", "2019-08-12"),
            ("Kota Batu, 12/08/2019.", "2019-08-12"),
            ("TA 2022", "2022"),
            ("Tahun Anggaran 2022", "2022"),
            ("'2022", "2022"),
            ("terhitung mulai 1 Juni 2019", "2019-06-01"),
            ("awal 2019", "2019"),
            ("±2019", "2019"),
        ] {
            assert_eq!(begun(text).map(|date| date.to_string()).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn other_phrases_say_nothing() {
        for text in [
            "Mei-Juni 2019",
            "Triwulan II 2020",
            "2022/2023",
            "sejak dulu",
            "sekarang",
            "2019 - selesai dalam tiga tahap",
            "Perda 5, 2019, 2020",
            "sejak 31 Februari 2019",
            "",
            "-",
            "12 orang sejak 2019",
            "Selesai, 12 Agustus 2019",
            "Batal, 2019",
            "2021 - 2019",
            "2021 sampai dengan 2019",
            "2019 sampai dengan selesai",
        ] {
            assert_eq!(begun(text), None, "{text}");
        }
    }
}
