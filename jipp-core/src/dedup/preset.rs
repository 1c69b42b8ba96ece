//! The linkage settings for innovations, and the columns they compare.

use std::sync::OnceLock;

use super::settings::LinkSettings;
use super::table::LinkTable;
use crate::error::SettingsError;
use crate::model::{Innovation, SourceSystem};
use crate::text::lexicon::{Lexicon, is_stop_word};
use crate::text::words;
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
/// - `unlisted`: the body as named, where no table lists it; `unit`; `text`: what it is; `all`: names, unit and text together; `year`;
/// - `version`: the version in the title (`2.0`, `plus`), 1 if none; `report`: the year, for yearly IGA reports.
pub fn table(innovations: &[&Innovation]) -> Result<LinkTable, SettingsError> {
    let column = |value: fn(&Innovation) -> String| innovations.iter().map(|i| value(i)).collect::<Vec<String>>();
    let (named, told) = (column(names), column(described));
    // three columns hold the names, and making them costs more than all the rest
    let spoken: Vec<String> = named.iter().map(|names| names.replace(NAMES, " ")).collect();
    let each = || innovations.iter().zip(&spoken);
    let search = each().map(|(i, names)| format!("{names} {}", text(i.region_name.as_ref()))).collect();
    let all = each().zip(&told).map(|((i, names), told)| format!("{names} {} {told}", text(i.unit.as_ref()))).collect();
    LinkTable::new(column(|i| i.record_id.clone()))?
        .with_column("names", named)?
        .with_column("titles", column(titles))?
        .with_column("search", search)?
        .with_column(
            "expansion",
            column(|i| if i.acronym.is_some() { distinctive(&text(i.expansion.as_ref()), i) } else { String::new() }),
        )?
        .with_column("owner", column(owner))?
        .with_column("place", column(|i| text(i.region_code.as_ref())))?
        .with_column("locus", column(locus))?
        .with_column("body", column(|i| text(i.agency.as_ref())))?
        .with_column("unlisted", column(|i| if owner(i).is_empty() { text(i.agency.as_ref()) } else { String::new() }))?
        .with_column("unit", column(|i| text(i.unit.as_ref())))?
        .with_column("text", told)?
        .with_column("all", all)?
        .with_column("year", column(|i| i.year.map_or_else(String::new, |y| y.to_string())))?
        .with_column("version", column(version))?
        .with_column("report", column(report))
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
    for name in [&innovation.acronym, &innovation.expansion, &innovation.title] {
        let name = name.as_deref().map(|n| distinctive(n, innovation)).unwrap_or_default();
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
    fn the_preset_is_valid() {
        super::LinkSettings::from_toml(include_str!("../../data/link/innovations.toml")).unwrap();
    }
}
