//! The linkage settings for innovations, and the columns they compare.

mod figures;
mod names;
mod owner;

use std::sync::OnceLock;

use self::figures::figures;
use self::names::{called, distinctive, names, short, titles, version};
use self::owner::{office, owner, whereabouts};
use super::settings::LinkSettings;
use super::table::LinkTable;
use crate::error::SettingsError;
use crate::model::{Innovation, SourceSystem};
use crate::text::lexicon::is_stop_word;
use crate::text::words;

/// The settings for innovations: `data/link/innovations.toml`.
pub fn settings() -> LinkSettings {
    static SETTINGS: OnceLock<Option<LinkSettings>> = OnceLock::new();
    // The file is part of the program and a test reads it, so the fallback is never taken.
    let read = SETTINGS.get_or_init(|| LinkSettings::from_toml(include_str!("../../../data/link/innovations.toml")).ok());
    read.clone().unwrap_or_else(LinkSettings::automatic)
}

/// Parts several values in one cell.
const SEVERAL: &str = "|";

/// The columns that the preset compares, one row for each innovation:
///
/// - `names`: every name in the title (short name, expansion, whole title), without generic words and the owner's own place, and English names as
///   Indonesian ones too; `search`: the same words and the region, by which neighbours are sought;
/// - `titles`: short name, expansion and whole title as they are written;
/// - `expansion`: the long name, where the title gives a short one too; `short`: the short name, or a title of one word;
/// - `owner`: code of the agency; `place`: region code; `locus`: the name of the region, resolved or not, both empty where the agency
///   is several regencies; `body`: the agency as named;
/// - `unlisted`: the body as named, where no table lists it; `unit`: the work unit in full words; `text`: what it is; `year`;
/// - `sector`: its work area, KIPP category and government affairs, whatever of them is given;
/// - `figures`: the numbers in that text: impact, target, days saved, no years and ranks; two texts about one innovation share them, boilerplate
///   does not;
/// - `replicates`: what it says it replicates, as written;
/// - `version`: the version in the title (`2` for `2.0`, `V2` and `II`, `plus`, `new`), 1 if none; `report`: the year, for yearly IGA reports.
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

const COLUMNS: [&str; 18] = [
    "names",
    "titles",
    "search",
    "expansion",
    "short",
    "owner",
    "place",
    "locus",
    "body",
    "unlisted",
    "unit",
    "sector",
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
        let title = called(i);
        let (names, told, owner) = (names(i, &title), described(i), owner(i));
        let (place, locus) = whereabouts(i);
        let body = text(i.agency.as_ref());
        let search = with_region(i, &names);
        let values: [String; COLUMNS.len()] = [
            names,
            titles(i),
            search,
            if i.acronym.is_some() { distinctive(&text(i.expansion.as_ref()), i) } else { String::new() },
            short(i, &title),
            owner.clone(),
            place,
            locus,
            body.clone(),
            if owner.is_empty() { body } else { String::new() },
            office(i),
            sectors(i),
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

/// The words by which an innovation is looked for, the column `search` alone.
pub fn search_words(innovation: &Innovation) -> String {
    with_region(innovation, &names(innovation, &called(innovation)))
}

fn with_region(innovation: &Innovation, names: &str) -> String {
    format!("{} {}", names.replace(SEVERAL, " "), innovation.region_name.as_deref().unwrap_or_default())
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
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

/// Work area, KIPP category and government affairs: each source has one of them.
fn sectors(i: &Innovation) -> String {
    let one = [&i.sector, &i.kipp_category, &i.main_affair].into_iter().flatten();
    let all: Vec<&str> = one.chain(&i.affairs).map(String::as_str).collect();
    all.join(SEVERAL)
}

/// IGA asks for a report of the same innovation every year (domain rule DUP-04).
fn report(innovation: &Innovation) -> String {
    let yearly = innovation.sources.first().is_some_and(|s| s.system == SourceSystem::KemendagriIga);
    innovation.year.filter(|_| yearly).map_or_else(String::new, |year| year.to_string())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_preset_is_valid() {
        super::LinkSettings::from_toml(include_str!("../../../data/link/innovations.toml")).unwrap();
    }
}
