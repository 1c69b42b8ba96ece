//! Which text of a document is searched as which field.

use std::borrow::Cow;

use super::document::SearchDocument;
use crate::text::{key, parse_title};
use crate::vocab::{agency_by_code, region_names};

/// The searched fields, in the order in which the index knows them.
pub(super) const FIELDS: [&str; 8] = ["title", "acronym", "agency", "unit", "place", "summary", "problem", "body"];

/// Every field.
pub(super) const ALL_FIELDS: u8 = u8::MAX;

/// The number of a field.
pub(super) fn number(field: &str) -> Option<usize> {
    FIELDS.iter().position(|name| *name == field)
}

/// A set of fields as bits.
pub(super) fn mask(fields: &[&str]) -> u8 {
    fields.iter().filter_map(|field| number(field)).fold(0, |mask, at| mask | 1 << at)
}

/// Texts that say what was wrong and for whom.
const PROBLEM: &[&str] = &["background", "objective"];

/// The texts searched as one field.
pub(super) fn texts<'a>(document: &'a SearchDocument, field: &str) -> Vec<Cow<'a, str>> {
    let own = |text: &'a Option<String>| text.iter().map(|text| Cow::from(text.as_str())).collect::<Vec<_>>();
    let named = |wanted: &dyn Fn(&str) -> bool| {
        document.texts.iter().filter(|(name, _)| wanted(name)).map(|(_, text)| Cow::from(text.as_str())).collect::<Vec<_>>()
    };
    match field {
        "title" => titles(document).map(Cow::from).collect(),
        "acronym" => {
            let acronyms = titles(document).filter_map(|title| parse_title(title).acronym).map(Cow::from);
            own(&document.acronym).into_iter().chain(acronyms).fold(Vec::new(), |mut known, acronym| {
                if !known.iter().any(|k| key(k) == key(&acronym)) {
                    known.push(acronym);
                }
                known
            })
        }
        "agency" => own(&document.agency).into_iter().chain(other_names(document)).collect(),
        "unit" => own(&document.unit),
        // the region with its other names, and its province: `jatim` finds what lies in Surabaya
        "place" => match document.region_code.as_deref() {
            Some(code) => region_names(code).into_iter().map(Cow::from).collect(),
            None => own(&document.region),
        },
        "summary" => named(&|name| name == "summary"),
        "problem" => named(&|name| PROBLEM.contains(&name)),
        _ => [own(&document.sector), named(&|name| name != "summary" && !PROBLEM.contains(&name))].concat(),
    }
}

/// Other names of a central body or an enterprise: `BPKP` finds what the Badan Pengawasan Keuangan dan Pembangunan owns. Those of a
/// government are those of its region.
fn other_names(document: &SearchDocument) -> Vec<Cow<'static, str>> {
    let code = document.agency_code.as_deref().filter(|code| !code.starts_with("pemda:"));
    let Some(agency) = code.and_then(agency_by_code) else { return Vec::new() };
    let written = key(document.agency.as_deref().unwrap_or_default());
    let before = agency.predecessors.iter().filter_map(|code| agency_by_code(code)).flat_map(|old| old.abbreviations.iter().take(1));
    let names = std::iter::once(&agency.name).chain(agency.abbreviations.iter().take(2)).chain(agency.aliases.iter().take(3)).chain(before);
    names.filter(|name| key(name) != written).map(|name| Cow::from(name.as_str())).collect()
}

fn titles(document: &SearchDocument) -> impl Iterator<Item = &str> {
    std::iter::once(document.title.as_str()).chain(document.other_titles.iter().map(String::as_str))
}

/// Names under which an innovation is looked up as a whole, glued so that spacing does not matter.
pub(super) fn glued_names(document: &SearchDocument) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for title in titles(document) {
        let parsed = parse_title(title);
        for name in [Some(parsed.name), parsed.expansion, Some(title.to_owned())].into_iter().flatten().chain(parsed.aliases) {
            let name = key(&name);
            if (2..=120).contains(&name.len()) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Marks of a document that a word can ask for: its region, and every region it lies in.
pub(super) fn marks(document: &SearchDocument) -> Vec<String> {
    let mut marks = region_marks(document);
    let systems = document.sources.iter().map(|source| value_mark("source", &key(&source.system)));
    let status = document.status.iter().map(|status| value_mark("status", &key(status)));
    let awards = document.awards.iter().map(|award| crate::ingest::parse_award(award)).map(|award| award.level.unwrap_or(award.as_written));
    let awards = awards.map(|award| value_mark("award", &key(&award)));
    let goals = document.sdgs.iter().map(|goal| value_mark("sdg", &key(goal)));
    marks.extend(systems.chain(status).chain(awards).chain(goals));
    marks.sort();
    marks.dedup();
    marks
}

/// The marks of its region and of every region that lies in. Apart from the others, because whoever only answers knows no vocabulary of
/// awards: a browser would load all of them for it.
pub(super) fn region_marks(document: &SearchDocument) -> Vec<String> {
    let Some(code) = document.region_code.as_deref() else { return Vec::new() };
    std::iter::once(code).chain(code.split_once('.').map(|(province, _)| province)).map(region_mark).collect()
}

/// The mark of a value of a column: what `status:…` asks for.
pub(super) fn value_mark(facet: &str, value: &str) -> String {
    format!("={facet}:{value}")
}

/// The mark of a region. `=` is in no word.
pub(super) fn region_mark(code: &str) -> String {
    format!("={code}")
}
