//! What is written in several usual ways and means the same: made one without being asked for.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::settings::{Keep, LinkSettings, Preparation};
use super::super::table::{LinkTable, says_something};
use super::kept;
use super::phrases::Phrases;
use crate::hash::{finished, fnv1a};
use crate::text::words;
use crate::vocab::abbreviations;

/// Columns in which so large a share of the values are telephone numbers hold telephone numbers.
const TELEPHONES: f64 = 0.6;
/// Both ways to write them are in use where each has this share.
const BOTH_WAYS: f64 = 0.01;
/// Digits of a telephone number as dialled within Indonesia, the 0 with them (numbering plan of Indonesia, ITU-T E.164 national number plans:
/// area code and number have eight to twelve digits).
const DIALLED: std::ops::RangeInclusive<usize> = 9..=13;

impl LinkSettings {
    /// Preparations by which what is written in several usual ways becomes one, in columns whose comparison is inferred and that no
    /// `[[prepare]]` looks at: telephone numbers with 62 here and with 0 there, abbreviations here and what they stand for there.
    pub(in super::super) fn usual_forms(&self, table: &LinkTable) -> Vec<Preparation> {
        let all = self.wants_every_column();
        let prepared = |column: &str| self.prepare.iter().any(|p| p.columns.iter().any(|c| c == column) || p.target() == Some(column));
        let compared = |column: &str| {
            let ignored = self.ignore.iter().any(|ignored| ignored == column);
            all && !ignored || self.comparison.iter().any(|comparison| comparison.column == column && comparison.levels.is_empty())
        };
        let columns = table.column_names().into_iter().filter(|column| compared(column) && !prepared(column));
        let of_column = |column: &str| {
            let values = table.column(column).unwrap_or_default();
            let keep = telephones_of_both_ways(values).then_some(Keep::Telephone);
            let replace = if keep.is_some() { BTreeMap::new() } else { abbreviations_of_both_ways(values) };
            let wanted = keep.is_some() || !replace.is_empty();
            wanted.then(|| Preparation { columns: vec![column.to_owned()], keep, replace, ..Preparation::default() })
        };
        columns.filter_map(of_column).collect()
    }
}

fn telephones_of_both_ways(values: &[String]) -> bool {
    let (mut filled, mut local, mut abroad) = (0usize, 0usize, 0usize);
    for value in values.iter().filter(|value| says_something(value)) {
        filled += 1;
        if value.contains(char::is_alphabetic) {
            continue;
        }
        let dialled = kept(Keep::Telephone, value);
        if dialled.starts_with('0') && DIALLED.contains(&dialled.len()) {
            *(if dialled == kept(Keep::Digits, value) { &mut local } else { &mut abroad }) += 1;
        }
    }
    let share = |part: usize| part as f64 / filled.max(1) as f64;
    share(local + abroad) >= TELEPHONES && share(local) >= BOTH_WAYS && share(abroad) >= BOTH_WAYS
}

/// Abbreviations of addresses and titles that everybody writes, beside those of public service in `data/abbreviations.csv` (Kamus Besar Bahasa
/// Indonesia, list of abbreviations; EYD V, section on abbreviations).
const COMMON: &[(&str, &str)] = &[
    ("jl", "jalan"),
    ("jln", "jalan"),
    ("gg", "gang"),
    ("no", "nomor"),
    ("kec", "kecamatan"),
    ("kel", "kelurahan"),
    ("kab", "kabupaten"),
    ("prov", "provinsi"),
    ("ds", "desa"),
    ("dsn", "dusun"),
    ("perum", "perumahan"),
    ("komp", "kompleks"),
    ("blk", "blok"),
    ("yys", "yayasan"),
    ("univ", "universitas"),
    ("pt", "perseroan terbatas"),
];
/// Values of a column that are looked at for abbreviations.
const LOOKED_AT: usize = 20_000;
/// Short and long form are both in use where at least so many values have each, and one in so many of those looked at.
const LEAST: usize = 3;
const ONE_IN: usize = 500;

/// Abbreviations in a column whose long forms stand there too, and these.
fn abbreviations_of_both_ways(values: &[String]) -> BTreeMap<String, String> {
    let step = (values.len() / LOOKED_AT).max(1);
    // which values are looked at is told by themselves: the order of the rows must not show
    let is_drawn = |value: &&String| (finished(fnv1a(value.bytes())) as usize).is_multiple_of(step);
    let looked_at: Vec<Vec<String>> = values.iter().filter(is_drawn).map(|value| words(value).collect()).collect();
    let least = LEAST.max(looked_at.len() / ONE_IN);
    let mut written: FxHashMap<&str, usize> = SHORT_FORMS.iter().map(|form| (form.short.as_str(), 0)).collect();
    for word in looked_at.iter().flatten() {
        if let Some(count) = written.get_mut(word.as_str()) {
            *count += 1;
        }
    }
    let is_written = |form: &&ShortForm| written.get(form.short.as_str()).is_some_and(|count| *count >= least);
    let known: Vec<&ShortForm> = SHORT_FORMS.iter().filter(is_written).collect();
    if known.is_empty() {
        return BTreeMap::new();
    }
    // a long form may have other abbreviations in it: *SD Negeri* is the long form of *SDN* as *sekolah dasar negeri* is
    let whole = Phrases::new(known.iter().map(|form| (form.short.as_str(), form.long)));
    let mut in_long = vec![0usize; known.len()];
    for value in &looked_at {
        let own: FxHashSet<&str> = value.iter().map(String::as_str).collect();
        let long = format!(" {} ", whole.put_into(value.join(" ")));
        for (form, count) in known.iter().zip(&mut in_long) {
            *count += usize::from(!own.contains(form.short.as_str()) && long.contains(&form.long_between_blanks));
        }
    }
    let both = known.into_iter().zip(in_long).filter(|(_, count)| *count >= least);
    both.map(|(form, _)| (form.short.clone(), form.long.to_owned())).collect()
}

/// A short form of one word, folded, and what it stands for.
struct ShortForm {
    short: String,
    long: &'static str,
    long_between_blanks: String,
}

/// The short forms that are looked for, folded once.
static SHORT_FORMS: LazyLock<Vec<ShortForm>> = LazyLock::new(|| {
    let of_service = abbreviations().iter().filter(|known| !known.is_ambiguous() && is_plain(&known.expansion));
    let of_service = of_service.map(|known| (known.abbreviation.as_str(), known.expansion.as_str()));
    let of_one_word = |(short, long): (&str, &'static str)| {
        let mut words = words(short);
        let short = words.next().filter(|_| words.next().is_none())?;
        Some(ShortForm { short, long, long_between_blanks: format!(" {long} ") })
    };
    COMMON.iter().copied().chain(of_service).filter_map(of_one_word).collect()
});

/// Whether a long form is words alone, without remarks.
fn is_plain(long: &str) -> bool {
    long.chars().all(|c| c.is_ascii_lowercase() || c == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(values: &[&str], text: &str) -> Vec<Preparation> {
        let ids = (0..values.len()).map(|at| at.to_string()).collect();
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        let table = LinkTable::new(ids).unwrap().with_column("hp", values).unwrap();
        LinkSettings::from_toml(text).unwrap().usual_forms(&table)
    }

    #[test]
    fn abbreviations_that_stand_beside_their_long_forms_become_one_with_them() {
        let schools = ["SDN 1 Wonokromo", "SDN 2 Jetis", "SDN 3 Sewon", "SD Negeri 1 Wonokromo", "SD NEGERI 2 Jetis", "SD Negeri 4 Pleret"];
        let replaced = |values: &[&str]| {
            with(values, "").into_iter().flat_map(|p| p.replace).map(|(short, long)| format!("{short}: {long}")).collect::<Vec<_>>()
        };
        assert_eq!(replaced(&schools), ["sd: sekolah dasar", "sdn: sekolah dasar negeri"]);
        // one way only, and too seldom
        assert!(replaced(&schools[..3]).is_empty());
        assert!(replaced(&schools[..4]).is_empty());
        assert!(replaced(&["Kia Rio", "Kia Rio", "Kia Picanto", "Toyota", "Toyota", "Toyota"]).is_empty());
        let streets = [
            "Jl. Melati 1",
            "jl Dahlia",
            "Jln Mawar 2",
            "JL Anggrek",
            "Jln. Kenanga",
            "jln Flamboyan",
            "Jalan Melati 1",
            "jalan Mawar",
            "Jalan Dahlia",
        ];
        assert_eq!(replaced(&streets), ["jl: jalan", "jln: jalan"]);
        assert!(with(&streets, "[[prepare]]\ncolumns = ['hp']\nlast = 4").iter().all(|p| p.replace.is_empty()));
    }

    #[test]
    fn telephone_numbers_written_in_two_ways_become_one() {
        let with = |values: &[&str], text: &str| with(values, text).len();
        assert_eq!(with(&["081234567890", "+62 813-4567-8901", "(031) 5551234", "tidak ada", ""], ""), 1);
        // one way only, a list that is ignored or prepared already, and other numbers
        assert_eq!(with(&["081234567890", "0813-4567-8901"], ""), 0);
        assert_eq!(with(&["081234567890", "+62 813-4567-8901"], "ignore = ['hp']"), 0);
        assert_eq!(with(&["081234567890", "+62 813-4567-8901"], "[[prepare]]\ncolumns = ['hp']\nlast = 4"), 0);
        assert_eq!(with(&["3578010101900001", "6278010101900001", "0178010101900001"], ""), 0);
        assert_eq!(with(&["Jl. Melati 0812345678", "Jl. Mawar 62812345678"], ""), 0);
    }
}
