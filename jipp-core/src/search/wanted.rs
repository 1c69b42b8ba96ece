//! What does a value of a filter mean, that the index has otherwise or cannot have?

use std::borrow::Cow;

use super::error::SearchError;
use super::facet::{FACETS, Terms};
use super::index::Index;
use super::request::SearchRequest;
use crate::model::SourceSystem;
use crate::text::key;
use crate::vocab::{local_government_name, region_by_code};

const LEVELS: &[(&str, &str)] = &[
    ("provinsi", "provinsi"),
    ("kabupaten", "kabupaten"),
    ("kota", "kota"),
    ("pusat", "pusat"),
    ("bumn", "bumn"),
    ("bumd", "bumd"),
    ("province", "provinsi"),
    ("regency", "kabupaten"),
    ("city", "kota"),
    ("central", "pusat"),
];
const ANSWERS: &[(&str, &str)] =
    &[("yes", "yes"), ("no", "no"), ("true", "yes"), ("false", "no"), ("1", "yes"), ("0", "no"), ("ya", "yes"), ("tidak", "no")];

/// How a value may stand in the index, beside as it is written. A value that its facet cannot have in any index is an error.
fn meanings(facet: &str, value: &str) -> Result<Vec<String>, SearchError> {
    let impossible = |known: String| SearchError::UnknownFacetValue { facet: facet.to_owned(), value: value.to_owned(), known };
    let one_of = |table: &[(&str, &str)]| {
        let known = || table.iter().filter(|(name, value)| name == value).map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let found = table.iter().find(|(name, _)| key(name) == key(value));
        found.map(|(_, meant)| vec![(*meant).to_owned()]).ok_or_else(|| impossible(known()))
    };
    let region = |code: &str| region_by_code(code).ok_or_else(|| impossible("codes of the Ministry of Home Affairs, such as 35.78".into()));
    match facet {
        "source" => one_of(&SourceSystem::NAMES.map(|(name, system)| (name, system.code()))),
        "level" => one_of(LEVELS),
        "replicated" => one_of(ANSWERS),
        "year" if value.trim().parse::<i32>().is_err() => Err(impossible("years, such as 2021".into())),
        "region" | "province" if is_region_code(value) => Ok(vec![region(value)?.name.clone()]),
        "agency" => match value.split_once(':') {
            Some(("pemda", code)) => Ok(vec![local_government_name(region(code)?)]),
            Some(("pusat" | "bumn" | "bumd", _)) => {
                Err(impossible("names of agencies, and codes of local governments: pemda:35.78".into()))
            }
            _ => Ok(Vec::new()),
        },
        _ => Ok(Vec::new()),
    }
}

/// Digits with points between them.
fn is_region_code(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// The request with the values of its filters as these parts of one index have them: as written where one of them has it so, else what
/// it means, and values that differ in upper and lower case or punctuation only. What nothing is like stays as it is, and finds nothing.
pub(crate) fn with_known_values<'r>(request: &'r SearchRequest, parts: &[&Index]) -> Result<Cow<'r, SearchRequest>, SearchError> {
    let mut known: Option<SearchRequest> = None;
    for (facet, values) in request.filters.iter().filter(|(facet, _)| FACETS.contains(&facet.as_str())) {
        let terms = parts.iter().map(|part| part.terms(facet)).collect::<Result<Vec<_>, _>>()?;
        let terms: Vec<&Terms<'_>> = terms.iter().flatten().collect();
        if values.iter().all(|value| terms.iter().any(|terms| terms.has(value))) {
            continue;
        }
        let mut meant = Vec::new();
        for value in values {
            meant.extend(known_value(facet, value, &terms)?);
        }
        known.get_or_insert_with(|| request.clone()).filters.insert(facet.clone(), meant);
    }
    Ok(known.map_or(Cow::Borrowed(request), Cow::Owned))
}

fn known_value(facet: &str, value: &str, terms: &[&Terms<'_>]) -> Result<Vec<String>, SearchError> {
    if terms.iter().any(|terms| terms.has(value)) {
        return Ok(vec![value.to_owned()]);
    }
    let mut keys: Vec<String> = meanings(facet, value)?.iter().map(|meant| key(meant)).collect();
    keys.push(key(value));
    let mut like: Vec<String> = terms.iter().flat_map(|terms| terms.all()).filter(|term| keys.contains(&key(term))).collect();
    like.sort();
    like.dedup();
    if like.is_empty() {
        like.push(value.to_owned());
    }
    Ok(like)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::search::{SearchDocument, SourceKey};

    fn index() -> Index {
        let document = |id: &str, title: &str, system: &str, related: &[&str]| SearchDocument {
            id: id.into(),
            title: title.into(),
            agency: Some("Pemerintah Kota Surabaya".into()),
            region: Some("Kota Surabaya".into()),
            province: Some("Jawa Timur".into()),
            level: Some("kota".into()),
            year: Some(2021),
            sector: Some(if system == "jippnas" { "kesehatan" } else { "Kesehatan" }.into()),
            sources: vec![SourceKey { system: system.into(), external_id: None, url: None }],
            related: related.iter().map(|id| (*id).to_owned()).collect(),
            ..SearchDocument::default()
        };
        let documents = [document("a", "Satu", "panrb_kipp", &["b"]), document("b", "Dua", "jippnas", &[])];
        Index::build(&documents, &crate::progress::silent).unwrap()
    }

    fn total(facet: &str, value: &str) -> Result<usize, String> {
        let filters = BTreeMap::from([(facet.to_owned(), vec![value.to_owned()])]);
        let request = SearchRequest { filters, ..SearchRequest::default() };
        index().search(&request).map(|answer| answer.total).map_err(|error| error.to_string())
    }

    #[test]
    fn a_value_is_understood_as_it_is_said() {
        for (facet, value, found) in [
            ("source", "kipp", 1),
            ("source", "panrb_kipp", 1),
            ("source", "IGA", 0),
            ("replicated", "true", 1),
            ("replicated", "tidak", 1),
            ("level", "Kota", 2),
            ("level", "provinsi", 0),
            ("agency", "pemda:35.78", 2),
            ("agency", "pemerintah kota surabaya", 2),
            ("agency", "Pemerintah Kota Malang", 0),
            ("region", "35.78", 2),
            ("province", "35", 2),
            ("province", "JAWA TIMUR", 2),
            // as written goes before what is like it
            ("sector", "Kesehatan", 1),
            ("sector", "KESEHATAN", 2),
            ("year", "1990", 0),
        ] {
            assert_eq!(total(facet, value), Ok(found), "{facet}={value}");
        }
    }

    #[test]
    fn a_value_that_a_facet_cannot_have_is_told() {
        for (facet, value, known) in [
            ("source", "kip", "panrb_kipp"),
            ("level", "negara", "kabupaten"),
            ("replicated", "mungkin", "yes, no"),
            ("year", "dua ribu", "2021"),
            ("region", "99.99", "35.78"),
            ("agency", "pusat:kemenkes", "pemda:35.78"),
        ] {
            let error = total(facet, value).unwrap_err();
            assert!(error.contains(value) && error.contains(facet) && error.contains(known), "{error}");
        }
    }
}
