use serde_json::Value as Json;

use crate::model::{Completeness, Field, FieldKind, Innovation, SourceSystem, Value};

/// One innovation built of all records of a cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The merged record: every source is among its `sources`, every field names its origin in `provenance`.
    pub innovation: Innovation,
    /// Other titles of the same innovation, as their sources write them.
    pub other_titles: Vec<String>,
}

/// Merges the records of one cluster. Nothing is lost: the sources stay, and a merge is undone by building again without it.
///
/// Which value survives: of titles the one that names acronym and expansion, not in capitals only; of long texts the
/// longest; lists are united; of everything else the value of the preferred source (JIPPNas, KIPP, IGA, LAN, others), the
/// latest year first.
pub fn merge(records: &[&Innovation]) -> Option<Merged> {
    let mut order: Vec<&Innovation> = records.to_vec();
    order.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.record_id.cmp(&b.record_id)));
    let primary = *order.first()?;
    let mut merged = Innovation { record_id: primary.record_id.clone(), ..Innovation::default() };
    merged.sources = order.iter().flat_map(|record| record.sources.iter().cloned()).collect();
    let titled = order.iter().copied().max_by(|a, b| title_rank(a).cmp(&title_rank(b)).then_with(|| rank(b).cmp(&rank(a))));
    for &field in Field::ALL {
        let donor = match field {
            Field::Title | Field::Acronym | Field::Expansion => titled.filter(|record| !record.is_missing(field)),
            // names and codes of the owner belong together: they come from one record
            Field::Agency | Field::AgencyCode | Field::AgencyName | Field::AgencyLevel => owner(&order).filter(|r| !r.is_missing(field)),
            _ if field.kind() == FieldKind::RichText => longest(&order, field),
            _ => order.iter().copied().find(|record| !record.is_missing(field)),
        };
        let Some(donor) = donor else { continue };
        let value = match field.kind() {
            FieldKind::Codes
            | FieldKind::Awards
            | FieldKind::Texts
            | FieldKind::Links
            | FieldKind::Dates
            | FieldKind::Years
            | FieldKind::Structured => united(&order, field),
            _ => donor.get(field),
        };
        merged.set(field, value);
        if let Some(origin) = donor.provenance.get(&field) {
            merged.provenance.insert(field, origin.clone());
        }
    }
    let mut other_titles: Vec<String> = Vec::new();
    for record in &order {
        for title in record.title.iter().chain(&record.title_aliases) {
            if Some(title) != merged.title.as_ref() && !other_titles.contains(title) {
                other_titles.push(title.clone());
                let origin = [Field::TitleAliases, Field::Title].into_iter().find_map(|field| record.provenance.get(&field));
                if let (None, Some(origin)) = (merged.provenance.get(&Field::TitleAliases), origin) {
                    merged.provenance.insert(Field::TitleAliases, origin.clone());
                }
            }
        }
    }
    if other_titles.is_empty() {
        merged.provenance.remove(&Field::TitleAliases);
    }
    merged.title_aliases.clone_from(&other_titles);
    for record in &order {
        merged.provenance.keep_newer(&record.provenance);
        for (name, value) in &record.extra {
            merged.extra.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    if merged.completeness.is_some() {
        merged.completeness = Some(Completeness::of(&merged));
    }
    Some(Merged { innovation: merged, other_titles })
}

fn rank(record: &Innovation) -> (usize, i32) {
    let system = record.sources.first().map_or(SourceSystem::Generic, |s| s.system);
    let place = SourceSystem::ALL.iter().position(|s| *s == system).unwrap_or(SourceSystem::ALL.len());
    (place, -record.year.unwrap_or(0))
}

fn title_rank(record: &Innovation) -> (bool, bool, usize) {
    let title = record.title.as_deref().unwrap_or_default();
    (record.acronym.is_some(), title.chars().any(char::is_lowercase), usize::from(!title.is_empty()))
}

fn owner<'a>(order: &[&'a Innovation]) -> Option<&'a Innovation> {
    let resolved = order.iter().copied().find(|record| record.agency_code.is_some());
    resolved.or_else(|| order.iter().copied().find(|record| record.agency.is_some()))
}

fn longest<'a>(order: &[&'a Innovation], field: Field) -> Option<&'a Innovation> {
    let length = |record: &&Innovation| record.get(field).to_text().map_or(0, |text| text.len());
    // of equally long texts the first in order stays
    order.iter().copied().rev().max_by_key(length).filter(|record| !record.is_missing(field))
}

/// The values of all records, without repetition. A structured value that is no list is that of the first record that has one.
fn united(order: &[&Innovation], field: Field) -> Value {
    let values = order.iter().map(|record| record.get(field)).filter(|value| !value.is_missing());
    let mut united = values.reduce(|a, b| match (a, b) {
        (Value::List(a), Value::List(b)) => Value::List(with(a, b)),
        (Value::Awards(a), Value::Awards(b)) => Value::Awards(with(a, b)),
        (Value::Dates(a), Value::Dates(b)) => Value::Dates(with(a, b)),
        (Value::Years(a), Value::Years(b)) => Value::Years(with(a, b)),
        (Value::Structured(Json::Array(a)), Value::Structured(Json::Array(b))) => Value::Structured(with(a, b).into()),
        (a, _) => a,
    });
    match &mut united {
        Some(Value::Dates(dates)) => dates.sort(),
        Some(Value::Years(years)) => years.sort_unstable(),
        _ => {}
    }
    united.unwrap_or(Value::Missing)
}

fn with<T: PartialEq>(mut all: Vec<T>, more: Vec<T>) -> Vec<T> {
    for value in more {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Evidence, FieldSource, SourceRef, Statistics};

    fn record(id: &str, system: SourceSystem, title: &str) -> Innovation {
        let mut innovation = Innovation { record_id: id.into(), title: Some(title.into()), ..Innovation::default() };
        innovation.sources.push(SourceRef::new(id, system));
        innovation.provenance.insert(Field::Title, FieldSource::new(id, "Judul"));
        crate::ingest::derive_fields(&mut innovation);
        innovation
    }

    #[test]
    fn keeps_every_source_and_says_where_each_value_came_from() {
        let mut lan = record("lan:1", SourceSystem::LanInoland, "KAKEKU DATANG");
        lan.summary = Some("panjang sekali sehingga dipilih".into());
        let mut kipp = record("kipp:1", SourceSystem::PanrbKipp, "Kakeku Datang (Kartu Keluarga Ku Data Ulang)");
        kipp.summary = Some("pendek".into());
        let merged = merge(&[&lan, &kipp]).unwrap();
        assert_eq!(merged.innovation.record_id, "kipp:1");
        assert_eq!(merged.innovation.sources.len(), 2);
        assert_eq!(merged.innovation.title, kipp.title);
        assert_eq!(merged.innovation.summary, lan.summary);
        assert_eq!(merged.innovation.provenance[&Field::Title].record_id.as_ref(), "kipp:1");
        assert_eq!(merged.other_titles, ["KAKEKU DATANG"]);
    }

    #[test]
    fn lists_are_united_and_unknown_fields_stay() {
        let mut iga = record("iga:1", SourceSystem::KemendagriIga, "Loket Cepat");
        (iga.source_years, iga.title_aliases) = (vec![2023], vec!["LOCEP".into()]);
        iga.evidence = vec![Evidence::new("a")];
        iga.statistics = Some(Statistics { views: Some(1), ..Statistics::default() });
        iga.extra.insert("baru".into(), 1.into());
        let mut kipp = record("kipp:1", SourceSystem::PanrbKipp, "Loket Cepat (Pelayanan Satu Menit)");
        kipp.source_years = vec![2021, 2023];
        kipp.evidence = vec![Evidence::new("b"), Evidence::new("a")];
        kipp.summary = Some("satu".into());
        let merged = merge(&[&iga, &kipp]).unwrap();
        assert_eq!(merged.other_titles, ["Loket Cepat", "LOCEP"]);
        let one = merged.innovation;
        assert_eq!(one.source_years, [2021, 2023]);
        assert_eq!(one.title_aliases, merged.other_titles);
        assert_eq!(one.evidence.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!((one.statistics, one.extra["baru"].as_i64()), (iga.statistics, Some(1)));
        assert_eq!(one.provenance[&Field::TitleAliases].record_id.as_ref(), "iga:1");
        let missing = one.completeness.unwrap().missing;
        assert!(
            missing.contains(&"form".to_owned()) && missing.contains(&"kipp_group".to_owned()),
            "what both programmes ask: {missing:?}"
        );
        assert!(!missing.contains(&"summary".to_owned()));
    }
}
