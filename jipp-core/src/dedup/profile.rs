//! What does a column hold? Inferred from its values, not from its name.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::column::number_in;
use super::table::LinkTable;
use super::terms::{is_code, is_unit, number, terms};
use crate::text::{fold, is_placeholder, key, parse_date, runs, year_within};

/// What a column holds; it decides which levels suit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// Names of one or two words: given names, surnames, places.
    Name,
    /// Names of several words: titles, goods, addresses, lists of authors.
    Title,
    /// Descriptions.
    Text,
    /// Amounts: prices, lengths, weights.
    Number,
    /// Years.
    Year,
    /// Days: `2019-08-12`, `12/08/2019`, `20190812`.
    Date,
    /// Codes and numbers that identify: telephone, postcode, e-mail, identity number.
    Code,
    /// One of few values: sex, state, sector.
    Category,
}

/// What the values of a column look like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Profile {
    pub(super) kind: ColumnKind,
    /// Share of records with a value.
    pub(super) filled: f64,
    /// Number of different values by number of values.
    pub(super) distinct: f64,
    /// Words of a value, on average.
    pub(super) words: f64,
    /// Characters of a value, on average.
    pub(super) length: f64,
    /// Share of values that hold a code.
    pub(super) codes: f64,
    /// Share of values that hold a number.
    pub(super) numbers: f64,
    /// Probability that two random values agree.
    pub(super) agreement: f64,
}

/// Share of values that must look like a date, a number or a code.
const MOST: f64 = 0.8;
/// Numbers of one column come with at most this many currencies and units; with more letters beside them they are model numbers, postcodes.
const CURRENCIES: usize = 12;
/// Share of whole hundreds from which numbers of several lengths are amounts, such as prices in rupiah: of numbers that name things one in a hundred is.
const ROUND: f64 = 0.5;
/// Longest code that may have a blank in it, as a postcode.
const SHORT_CODE: usize = 10;
/// Digits of a number that names one thing without letters in it.
const LONG_NUMBER: usize = 6;
/// Longest value of a name or title, in words on average.
const TITLE_WORDS: f64 = 18.0;
/// A category has at most this many values, each this often on average.
const CATEGORIES: usize = 60;
const REPEATED: f64 = 20.0;

/// The different values that say something, in their order, and how often each occurs.
pub(super) fn counted<'a>(values: impl Iterator<Item = &'a str>) -> Vec<(&'a str, usize)> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for value in values.map(str::trim).filter(|value| !value.is_empty() && !is_placeholder(value)) {
        *counts.entry(value).or_default() += 1;
    }
    let mut counted: Vec<(&str, usize)> = counts.into_iter().collect();
    counted.sort_unstable();
    counted
}

/// The profile of a column; `None` if it says nothing: empty, or the same value everywhere.
pub(super) fn profile(table: &LinkTable, name: &str) -> Option<Profile> {
    let cells = table.column(name)?;
    let values = counted(cells.iter().map(String::as_str));
    let total: usize = values.iter().map(|(_, count)| count).sum();
    let mut keys: Vec<String> = values.iter().map(|(value, _)| key(value)).collect();
    keys.sort_unstable();
    keys.dedup();
    let different = keys.len();
    if different < 2 || total * 200 < cells.len() {
        return None;
    }
    // of very many values a part tells enough: every n-th in the order of the values
    let step = (values.len() / 20_000).max(1);
    let mut seen = Seen::default();
    for (value, count) in values.iter().step_by(step) {
        seen.add(value, *count as f64);
    }
    let share = |part: f64| part / seen.total.max(1.0);
    let words = share(seen.words);
    let few = different <= CATEGORIES && total as f64 / different as f64 >= REPEATED;
    let numeric = share(seen.plain_numbers) >= MOST && seen.beside.len() <= CURRENCIES;
    let kind = if share(seen.dates) >= MOST {
        ColumnKind::Date
    } else if share(seen.years) >= 0.95 {
        ColumnKind::Year
    } else if numeric {
        // digits of the same length throughout, or with leading zeros, are codes; fractions and prices are amounts
        let fixed = seen.lengths.values().copied().fold(0.0, f64::max) / seen.plain_numbers >= 0.9;
        if share(seen.fractions) >= 0.15 || !fixed && seen.round / seen.plain_numbers >= ROUND {
            ColumnKind::Number
        } else if few && !fixed {
            ColumnKind::Category
        } else {
            ColumnKind::Code
        }
    } else if few && words < 6.0 {
        ColumnKind::Category
    } else if share(seen.codes_alone) >= 0.6 {
        ColumnKind::Code
    } else if words <= 1.7 {
        ColumnKind::Name
    } else if words <= TITLE_WORDS {
        ColumnKind::Title
    } else {
        ColumnKind::Text
    };
    let squares: f64 = values.iter().map(|(_, count)| (*count as f64 / total as f64).powi(2)).sum();
    Some(Profile {
        kind,
        filled: total as f64 / cells.len().max(1) as f64,
        distinct: different as f64 / total as f64,
        words,
        length: share(seen.length),
        codes: share(seen.with_code),
        numbers: share(seen.with_number),
        agreement: squares,
    })
}

/// Sums over values, each as often as it occurs.
#[derive(Debug, Default)]
struct Seen {
    total: f64,
    words: f64,
    length: f64,
    dates: f64,
    years: f64,
    plain_numbers: f64,
    fractions: f64,
    /// Whole hundreds.
    round: f64,
    codes_alone: f64,
    with_code: f64,
    with_number: f64,
    /// The letters that stand beside numbers: currencies and units.
    beside: std::collections::BTreeSet<String>,
    /// How often digits of each length occur.
    lengths: std::collections::BTreeMap<usize, f64>,
}

impl Seen {
    fn add(&mut self, value: &str, count: f64) {
        self.total += count;
        let terms = terms(value);
        self.words += count * terms.len() as f64;
        self.length += count * value.chars().count() as f64;
        let digits = value.bytes().filter(u8::is_ascii_digit).count();
        if digits > 0 {
            self.dates += if is_day(value) { count } else { 0.0 };
            self.years += if year_within(value.trim_matches(|c: char| !c.is_alphanumeric()), 1500..=2100).is_some() { count } else { 0.0 };
            // `81.49.19` is a code, `1.299.000` an amount
            let groups = value.split(['.', ',']).skip(1).collect::<Vec<_>>();
            let amount = groups.len() < 2 || groups.iter().all(|group| group.len() == 3);
            if amount && number_in(value).is_some() && stands_as_amount(value) {
                let beside: String = value.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
                if self.beside.len() <= CURRENCIES {
                    self.beside.insert(beside);
                }
                self.plain_numbers += count;
                *self.lengths.entry(digits).or_default() += count;
                let money = value.chars().any(|c| !c.is_ascii_digit() && c != '-');
                self.fractions += if money { count } else { 0.0 };
                self.round += if value.ends_with("00") { count } else { 0.0 };
            }
        }
        let one = !value.contains(char::is_whitespace) && (digits > 0 || value.contains('@'));
        let mostly_digits = digits >= 5 && digits * 3 >= value.chars().filter(|c| c.is_alphanumeric()).count() * 2;
        let letters = value.chars().filter(|c| c.is_alphabetic()).count();
        let short = digits > 0 && letters > 0 && terms.len() <= 2 && value.chars().count() <= SHORT_CODE;
        self.codes_alone += if one || mostly_digits || short { count } else { 0.0 };
        // house numbers have four digits too, and no letters
        let names_one = |term: &str| is_code(term) && (term.len() >= LONG_NUMBER || term.bytes().any(|b| b.is_ascii_alphabetic()));
        self.with_code += if terms.iter().any(|term| names_one(term)) { count } else { 0.0 };
        self.with_number += if terms.iter().any(|term| !is_code(term) && number(term).is_some()) { count } else { 0.0 };
    }
}

/// Currencies beside an amount: *rupiah*, *ringgit*, *renminbi*, what stands before `$`, and codes of ISO 4217.
const CURRENCY: &[&str] = &[
    "rp", "rm", "rmb", "us", "s", "a", "hk", "nt", "c", "idr", "usd", "eur", "gbp", "sgd", "myr", "aud", "nzd", "cad", "jpy", "cny", "krw",
    "hkd", "chf", "sar", "thb", "inr", "php", "vnd", "aed", "twd", "brl", "zar", "sek", "nok", "dkk", "pln", "czk", "try", "mxn",
];

/// What is counted in more than a word: *kepala keluarga*, *rumah tangga*.
const COUNTED: &[&str] = &["orang", "kepala", "rumah", "unit", "buah", "lembar", "dokumen", "kali", "hari", "bulan", "tahun", "persen"];

/// Whether a number stands as an amount does: before it nothing, or words of which the last is a currency; behind it no more than a word, or
/// words of which the first is a unit, is counted, or is followed by *per*. `Jl. Melati No 48`, `12 Main St.`, `SDN 5` and `Hauptstr. 5` name a
/// place; of few streets or schools they would be few units.
fn stands_as_amount(value: &str) -> bool {
    let folded = fold(value);
    let (Some(first), Some(last)) = (folded.find(|c: char| c.is_ascii_digit()), folded.rfind(|c: char| c.is_ascii_digit())) else {
        return false;
    };
    let before = runs(folded.get(..first).unwrap_or_default()).last();
    let behind: Vec<&str> = runs(folded.get(last + 1..).unwrap_or_default()).collect();
    // a single letter begins names of streets as well: *217 K Street*, but *36 m persegi*
    let is_measure = |unit: &str| is_unit(unit) && (unit.len() > 1 || matches!(behind.get(1), Some(&"persegi" | &"kubik" | &"per")));
    let is_counted = match behind.as_slice() {
        [] | [_] | [_, "per", ..] => true,
        [unit, ..] => is_measure(unit) || COUNTED.contains(unit) || CURRENCY.contains(unit),
    };
    before.is_none_or(|word| CURRENCY.contains(&word)) && is_counted
}

/// A whole day, not only a year or month.
fn is_day(value: &str) -> bool {
    let compact = value.len() == 8 && value.bytes().all(|b| b.is_ascii_digit());
    if compact {
        let part = |range: std::ops::Range<usize>| value.get(range).and_then(|digits| digits.parse::<u16>().ok()).unwrap_or(0);
        return (1800..=2100).contains(&part(0..4)) && (1..=12).contains(&part(4..6)) && (1..=31).contains(&part(6..8));
    }
    value.bytes().filter(u8::is_ascii_digit).count() >= 5 && parse_date(value).is_some_and(|date| date.day().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(values: &[&str]) -> Option<ColumnKind> {
        let ids = (0..values.len()).map(|i| i.to_string()).collect();
        let table = LinkTable::new(ids).unwrap().with_column("c", values.iter().map(|v| (*v).to_owned()).collect()).unwrap();
        profile(&table, "c").map(|profile| profile.kind)
    }

    #[test]
    fn kinds_are_read_from_values() {
        assert_eq!(kind(&["Budi", "Siti", "Joko Widodo"]), Some(ColumnKind::Name));
        assert_eq!(kind(&["Sistem Informasi Tanpa Antre", "Rumah Kedelai Grobogan"]), Some(ColumnKind::Title));
        assert_eq!(kind(&["1980-02-01", "19750520", "1.5.1990"]), Some(ColumnKind::Date));
        assert_eq!(kind(&["1998", "2004", "2011"]), Some(ColumnKind::Year));
        assert_eq!(kind(&["$399.00", "12.50", "1,299"]), Some(ColumnKind::Number));
        assert_eq!(kind(&["310/246-1501", "212-555-0199", "0812 3456 7890"]), Some(ColumnKind::Code));
        assert_eq!(kind(&["12345", "02139", "90210"]), Some(ColumnKind::Code));
        let model = |at: usize| format!("{}{}{}", ["ISQ", "BX", "KDL"][at % 3], 100 + at, ["B", "VT", "XZ", "QM", "LP"][at % 5]);
        let postcode =
            |at: usize| format!("{}{} {}{}", ["EX", "SW", "NE", "LS", "BD"][at % 5], at % 9, at % 7, ["JX", "QT", "AB", "ZN"][at % 4]);
        let imprint = |at: usize| format!("℗ 20{:02} {} Selected Music", at % 30, (b'A' + (at % 20) as u8) as char);
        for (values, wanted) in [
            ((0..60).map(model).collect::<Vec<_>>(), ColumnKind::Code),
            ((0..60).map(postcode).collect(), ColumnKind::Code),
            ((0..60).map(imprint).collect(), ColumnKind::Title),
        ] {
            assert_eq!(kind(&values.iter().map(String::as_str).collect::<Vec<_>>()), Some(wanted), "{values:?}");
        }
        assert_eq!(kind(&["12,5 kg", "3 kg", "800 g", "1.250 g"]), Some(ColumnKind::Number));
        for prices in [
            &["Rp 12.500", "Rp3.500", "Rp. 98.000", "Rp 1,5 juta"][..],
            &["12 juta rupiah", "3,5 juta rupiah", "800 ribu"],
            &["USD 12.50", "US$ 3", "$800"],
            &["12 m persegi", "36 m persegi", "1.250 m persegi"],
            &["5 tablet", "12 tablet", "100 kapsul"],
            &["345 kepala keluarga", "1.250 kepala keluarga", "78 kepala keluarga"],
            &["271 orang per hari", "12 orang per hari", "1.300 orang per hari"],
            &["Anggaran: Rp 410.000.000", "Anggaran: Rp 446.500.000", "Anggaran: Rp 78.000.000"],
            &["S$ 685.50", "S$ 12.00", "S$ 1250.00"],
            &["PHP 8890", "PHP 12500", "PHP 100"],
        ] {
            assert_eq!(kind(prices), Some(ColumnKind::Number), "{prices:?}");
        }
        assert_eq!(kind(&["12500", "3500", "98000", "150000", "1250"]), Some(ColumnKind::Number), "prices in rupiah");
        assert_eq!(kind(&["12511", "3507", "98034", "150012", "1256"]), Some(ColumnKind::Code));
        assert_eq!(kind(&["(1993)", "1989.", "2001", "[1995]"]), Some(ColumnKind::Year));
        // many houses of few streets, many schools
        for place in [
            "Jl. Melati No {}",
            "Jl. Mawar {}",
            "{} Main St.",
            "{} Old Mill Road",
            "{} K Street NW",
            "{} M Street",
            "Hauptstr. {}",
            "Dusun Krajan RT {}",
            "SMP Negeri {}",
        ] {
            let houses: Vec<String> = (0..90).map(|at| place.replace("{}", &format!("{}", 1 + at * 7 % 89))).collect();
            let found = kind(&houses.iter().map(String::as_str).collect::<Vec<_>>());
            assert!(matches!(found, Some(ColumnKind::Title | ColumnKind::Name)), "{place}: {found:?}");
        }
        assert_ne!(kind(&["SDN 5", "SDN 12", "SDN 105", "SDN 3"]), Some(ColumnKind::Number));
        assert_ne!(kind(&["No. 5", "No. 12", "No. 105", "No. 3"]), Some(ColumnKind::Number));
        assert_eq!(kind(&["", "", ""]), None);
        let many: Vec<&str> = ["nsw", "vic"].into_iter().cycle().take(100).collect();
        assert_eq!(kind(&many), Some(ColumnKind::Category));
    }
}
