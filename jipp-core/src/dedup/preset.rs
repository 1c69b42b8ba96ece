//! The linkage settings for innovations, and the columns they compare.

use std::sync::OnceLock;

use super::settings::LinkSettings;
use super::table::LinkTable;
use crate::error::SettingsError;
use crate::model::{Innovation, SourceSystem};
use crate::text::lexicon::{Lexicon, is_stop_word};
use crate::text::{without_head, words};
use crate::vocab::agency_by_code;

/// The settings for innovations: `data/link/innovations.toml`.
pub fn settings() -> LinkSettings {
    static SETTINGS: OnceLock<Option<LinkSettings>> = OnceLock::new();
    // The file is part of the program and a test reads it, so the fallback is never taken.
    let read = SETTINGS.get_or_init(|| LinkSettings::from_toml(include_str!("../../data/link/innovations.toml")).ok());
    read.clone().unwrap_or_else(LinkSettings::automatic)
}

/// Parts several names in one cell.
const NAMES: &str = "|";

/// The columns that the preset compares, one row for each innovation:
///
/// - `names`: every name in the title (short name, expansion, whole title), without generic words and the owner's own place;
/// - `titles`: short name, expansion and whole title as they are written;
/// - `expansion`: the long name, where the title gives a short one too;
/// - `owner`: code of the agency; `place`: region code; `locus`: the name of the region, resolved or not; `body`: the agency as named;
/// - `unlisted`: the body as named, where no table lists it; `unit`; `text`: what it is; `year`;
/// - `figures`: the numbers in that text: impact, target, days saved; two texts about one innovation share them, boilerplate does not;
/// - `replicates`: what it says it replicates, as written;
/// - `version`: the version in the title (`2.0`, `plus`), 1 if none; `report`: the year, for yearly IGA reports.
pub fn table(innovations: &[&Innovation]) -> Result<LinkTable, SettingsError> {
    let mut rows = TableBuilder::default();
    for innovation in innovations {
        rows.push(innovation);
    }
    rows.finish()
}

/// Makes the [`table`] innovation by innovation, so that none of them need be kept.
#[derive(Debug, Default)]
pub struct TableBuilder {
    ids: Vec<String>,
    columns: [Vec<String>; COLUMNS.len()],
}

const COLUMNS: [&str; 16] = [
    "names",
    "titles",
    "search",
    "expansion",
    "owner",
    "place",
    "locus",
    "body",
    "unlisted",
    "unit",
    "text",
    "figures",
    "replicates",
    "year",
    "version",
    "report",
];

impl TableBuilder {
    /// Adds an innovation.
    pub fn push(&mut self, i: &Innovation) {
        let (names, told, owner) = (names(i), described(i), owner(i));
        let body = text(i.agency.as_ref());
        let search = format!("{} {}", names.replace(NAMES, " "), text(i.region_name.as_ref()));
        let values: [String; COLUMNS.len()] = [
            names,
            titles(i),
            search,
            if i.acronym.is_some() { distinctive(&text(i.expansion.as_ref()), i) } else { String::new() },
            owner.clone(),
            text(i.region_code.as_ref()),
            locus(i),
            body.clone(),
            if owner.is_empty() { body } else { String::new() },
            text(i.unit.as_ref()),
            told.clone(),
            figures(&told),
            text(i.replicates.as_ref()),
            i.year.map_or_else(String::new, |year| year.to_string()),
            version(i),
            report(i),
        ];
        self.ids.push(i.record_id.clone());
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(value);
        }
    }

    /// The table. Ids must be unique.
    pub fn finish(self) -> Result<LinkTable, SettingsError> {
        let mut columns = COLUMNS.into_iter().zip(self.columns);
        columns.try_fold(LinkTable::new(self.ids)?, |table, (name, values)| table.with_column(name, values))
    }
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

/// The code of today's body: a ministry that was renamed is no other owner.
fn owner(innovation: &Innovation) -> String {
    let code = text(innovation.agency_code.as_ref());
    agency_by_code(&code).map_or(code, |agency| agency.today().code.clone())
}

/// The name of the region without the word for its kind: `Kab. Wonosobo` and `Kabupaten Wonosobo` are one place even where no table
/// lists it. Where the record names no region, what follows the word for its kind in the name of the agency.
fn locus(innovation: &Innovation) -> String {
    let is_kind = |word: &String| matches!(word.as_str(), "kabupaten" | "kab" | "kota" | "provinsi" | "prov");
    if let Some(name) = innovation.region_name.as_ref().or(innovation.region.as_ref()) {
        return words(name).filter(|word| !is_kind(word)).collect::<Vec<_>>().join(" ");
    }
    let agency: Vec<String> = words(&text(innovation.agency.as_ref())).collect();
    let after = agency.iter().rposition(is_kind).map_or(agency.len(), |at| at + 1);
    agency.get(after..).unwrap_or_default().join(" ")
}

/// Words that say only that it is an innovation (domain section 8).
const GENERIC: &[&str] = &["inovasi", "program", "aplikasi", "gerakan", "layanan", "pelayanan", "sistem", "informasi"];

/// A name without generic head words and the words of the owner's own place; unchanged if nothing would be left.
fn distinctive(name: &str, innovation: &Innovation) -> String {
    let place: Vec<String> = words(&text(innovation.region_name.as_ref())).collect();
    let all: Vec<String> = words(name).collect();
    let mut kept: Vec<&String> = all.iter().filter(|word| !place.contains(word)).collect();
    while kept.len() > 2 && kept.first().is_some_and(|word| GENERIC.contains(&word.as_str())) {
        kept.remove(0);
    }
    let joined = kept.iter().map(|w| w.as_str()).collect::<Vec<_>>().join(" ");
    if joined.len() < 3 { all.join(" ") } else { joined }
}

fn titles(innovation: &Innovation) -> String {
    let all = [&innovation.acronym, &innovation.expansion, &innovation.title];
    all.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(NAMES)
}

fn names(innovation: &Innovation) -> String {
    let mut names: Vec<String> = Vec::new();
    // `Inovasi PERISAI` is called PERISAI
    let title = innovation.title.as_deref().map(|title| without_head(title).1);
    for name in [innovation.acronym.as_deref(), innovation.expansion.as_deref(), title.as_deref()] {
        let name = name.map(|name| distinctive(name, innovation)).unwrap_or_default();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    // an English name, as the pages of international awards give it, beside the Indonesian names
    for at in 0..names.len() {
        let words: Vec<&str> = names.get(at).map_or(Vec::new(), |name| name.split(' ').collect());
        let read = Lexicon::built_in().in_indonesian(&words).map(|read| read.join(" "));
        names.extend(read.filter(|read| words.len() > 1 && !names.contains(read)));
    }
    names.join(NAMES)
}

/// Fewer words than this say too little to be compared: `Inovasi layanan perpustakaan.`
const SAYS_SOMETHING: usize = 5;

/// The first text that says what it is.
fn described(i: &Innovation) -> String {
    [&i.summary, &i.design, &i.background, &i.objective, &i.benefit]
        .into_iter()
        .flatten()
        .find(|text| words(text).filter(|word| !is_stop_word(word)).take(SAYS_SOMETHING).count() == SAYS_SOMETHING)
        .cloned()
        .map_or_else(String::new, String::from)
}

/// The numbers of a text, each as its digits: `1.250`, `1,250` and `1250` are one number.
fn figures(text: &str) -> String {
    let mut figures = String::new();
    let mut letters = text.chars().peekable();
    let mut within = false;
    while let Some(letter) = letters.next() {
        let parts = within && matches!(letter, '.' | ',') && letters.peek().is_some_and(char::is_ascii_digit);
        if letter.is_ascii_digit() {
            if !within && !figures.is_empty() {
                figures.push(' ');
            }
            figures.push(letter);
        }
        within = letter.is_ascii_digit() || parts;
    }
    figures
}

fn version(innovation: &Innovation) -> String {
    let title = crate::text::fold(&text(innovation.title.as_ref()));
    let mark = title.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '-')).find(|word| {
        let number = word.strip_prefix('v').unwrap_or(word);
        matches!(*word, "plus" | "ii" | "iii")
            || number
                .split_once('.')
                .is_some_and(|(a, b)| !b.is_empty() && a.len() <= 2 && format!("{a}{b}").bytes().all(|c| c.is_ascii_digit()))
    });
    mark.unwrap_or("1").to_owned()
}

/// IGA asks for a report of the same innovation every year (domain rule DUP-04).
fn report(innovation: &Innovation) -> String {
    let yearly = innovation.sources.first().is_some_and(|s| s.system == SourceSystem::KemendagriIga);
    innovation.year.filter(|_| yearly).map_or_else(String::new, |year| year.to_string())
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_read_however_they_are_written() {
        assert_eq!(
            super::figures("Dari 14 hari menjadi 2 hari; 1.250 (sebelumnya 1,100) warga, naik 24,5% pada 2023."),
            "14 2 1250 1100 245 2023"
        );
        assert_eq!(super::figures("tanpa angka"), "");
    }

    #[test]
    fn the_preset_is_valid() {
        super::LinkSettings::from_toml(include_str!("../../data/link/innovations.toml")).unwrap();
    }
}
