//! For the tests of rules: a record to fill, and what a rule finds in it.

use crate::index_iga::{Form, RegionLevels, ScoreOptions, score};
use crate::ingest::{FileInfo, ListEntry};
use crate::lang::Lang;
use crate::model::{
    Field, Finding, Fix, HubRecord, Innovation, Note, NoteKind, OrganisationRef, Record, Replication, ReplicationOrigin, SourceRecord,
    SourceSystem,
};
use crate::rules::{CheckOptions, Selection, check, check_file, check_hubs, check_index, check_replications, digests};

/// A record of row 2, with what `fill` adds.
pub(in crate::rules) fn record(fill: impl FnOnce(&mut Record)) -> Record {
    let source = SourceRecord {
        record_id: "generic:1".into(),
        system: SourceSystem::Generic,
        external_id: Some("1".into()),
        year: None,
        file: "uji.csv".into(),
        row: 2,
        hash: String::new(),
        raw: Vec::new(),
        restricted: Vec::new(),
        notes: Vec::new(),
    };
    let mut record = Record { source, innovation: Innovation::default() };
    fill(&mut record);
    record
}

/// A remark about a row or one of its columns.
pub(in crate::rules) fn row_note(kind: NoteKind, column: Option<&str>, value: &str) -> Note {
    Note { kind, field: None, column: column.map(str::to_owned), value: Some(value.to_owned()) }
}

/// A remark about a field, read from `Judul` or `Uraian`.
pub(in crate::rules) fn note(kind: NoteKind, field: Field, value: &str) -> Note {
    let column = if field == Field::Title { "Judul" } else { "Uraian" };
    Note { kind, field: Some(field), column: Some(column.into()), value: Some(value.to_owned()) }
}

/// A CSV file read with the mapping `kipp`, with what `fill` adds.
pub(in crate::rules) fn file(fill: impl FnOnce(&mut FileInfo)) -> FileInfo {
    let mut file = FileInfo {
        name: "uji.csv".into(),
        format: "csv".into(),
        detail: String::new(),
        encoding: "UTF-8".into(),
        damaged_text: false,
        mapping: "kipp".into(),
        programme: "KIPP".into(),
        system: SourceSystem::PanrbKipp,
        reason: String::new(),
        reason_id: String::new(),
        header_row: 1,
        rows: 0,
        blank_rows: 0,
        columns: Vec::new(),
        absent: Vec::new(),
        unread: Vec::new(),
        returned: false,
    };
    fill(&mut file);
    file
}

pub(in crate::rules) fn found_in_file(code: &str, file: &FileInfo) -> Vec<String> {
    let selection = Selection::new(&[code.to_owned()], &[]).unwrap();
    check_file(file, &CheckOptions { selection, ..CheckOptions::default() }).iter().map(line).collect()
}

/// What the rule finds on 30 June 2026: slug, field, value and suggestion, as far as given.
pub(in crate::rules) fn found(code: &str, programme: &str, records: &[Record]) -> Vec<String> {
    let selection = Selection::new(&[code.to_owned()], &[]).unwrap();
    let options = CheckOptions { selection, as_of: "2026-06-30".parse().ok(), ..CheckOptions::default() };
    check(records, |_| programme, &options).findings.iter().map(line).collect()
}

/// What the rule finds in the index of a region: slug, value and suggestion, as far as given.
pub(in crate::rules) fn found_in_index(code: &str, year: i32, region: &RegionLevels) -> Vec<String> {
    let selection = Selection::new(&[code.to_owned()], &[]).unwrap();
    let form = Form::of(year).unwrap();
    let answer = score(&form, region, &ScoreOptions::default());
    let options = CheckOptions { selection, ..CheckOptions::default() };
    check_index(&form, region, &answer, &options).iter().map(line).collect()
}

/// What the rule finds in replications, with the records of their origins.
pub(in crate::rules) fn found_in_replications(code: &str, replications: &[Replication], records: &[Record]) -> Vec<String> {
    let entries: Vec<_> = replications.iter().map(|one| ListEntry::new(one.id.clone(), one.clone())).collect();
    let options = CheckOptions { selection: Selection::new(&[code.to_owned()], &[]).unwrap(), ..CheckOptions::default() };
    check_replications(&entries, &digests(records, |_| "other"), &options).findings.iter().map(line).collect()
}

/// What the rule finds in a hub.
pub(in crate::rules) fn found_in_hub(code: &str, hub: HubRecord) -> Vec<String> {
    let options = CheckOptions { selection: Selection::new(&[code.to_owned()], &[]).unwrap(), ..CheckOptions::default() };
    check_hubs(&[ListEntry::new("h", hub)], &options).findings.iter().map(line).collect()
}

/// A replication of Situbondo's GERPAS by Kediri, with what `fill` adds.
pub(in crate::rules) fn replication(fill: impl FnOnce(&mut Replication)) -> Replication {
    let owner = OrganisationRef::of_code("pemda:35.12");
    let origin = ReplicationOrigin { owner, ..ReplicationOrigin::titled("GERPAS") };
    let mut replication = Replication::new("r1", origin, OrganisationRef::of_code("pemda:35.71"));
    fill(&mut replication);
    replication
}

/// The cells that the rule proposes to change, each with its new value.
pub(in crate::rules) fn fixes(code: &str, programme: &str, record: &Record) -> Vec<String> {
    fixes_of(code, programme, record).iter().map(|fix| format!("{} = {}", fix.column, fix.value)).collect()
}

/// The changes of cells that the rule proposes.
pub(in crate::rules) fn fixes_of(code: &str, programme: &str, record: &Record) -> Vec<Fix> {
    let selection = Selection::new(&[code.to_owned()], &[]).unwrap();
    let options = CheckOptions { selection, as_of: "2026-06-30".parse().ok(), ..CheckOptions::default() };
    let findings = check(std::slice::from_ref(record), |_| programme, &options).findings;
    findings.into_iter().filter_map(|finding| finding.fix).collect()
}

fn line(finding: &Finding) -> String {
    for text in [Lang::Id, Lang::En].map(|lang| finding.message(lang) + &finding.help(lang)) {
        assert!(!text.contains('{'), "a place is not filled: {text}");
    }
    let parts = [finding.field_name().map(str::to_owned), finding.value.clone(), finding.suggestion.clone()];
    std::iter::once(finding.template.slug.to_owned()).chain(parts.into_iter().flatten()).collect::<Vec<_>>().join(" | ")
}
