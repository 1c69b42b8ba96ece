//! The main job on the sample: what every user runs first.

use std::collections::{BTreeMap, HashMap, HashSet};

use jipp_core::dedup::evaluate;
use jipp_core::lang::Lang;
use jipp_core::model::{Field, NoteKind, Record};
use jipp_core::progress::silent;
use jipp_core::rules::{CheckOptions, Selection, check};
use jipp_core::search::{Index, SearchRequest};
use jipp_core::wire::BuildReport;

use crate::support::{csv_rows, root, sample, sample_files};

#[test]
fn counts_reconcile_and_only_the_planted_rows_are_quarantined() {
    let integration = sample();
    let report = BuildReport::new(&integration, Lang::Id);
    assert_eq!(report.records.read, 287);
    assert_eq!(report.records.read, report.records.accepted + report.records.quarantined);
    assert_eq!(report.records.by_source.values().sum::<usize>(), report.records.read);
    assert_eq!(
        report.rules.iter().map(|r| r.count).sum::<usize>(),
        report.findings.error + report.findings.warning + report.findings.advice
    );
    let quarantined: Vec<(String, &str)> = integration
        .dataset
        .records
        .iter()
        .filter(|r| integration.checked.quarantined.contains(&r.source.record_id))
        .map(|r| (r.source.file.as_ref().to_owned(), r.source.external_id.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(quarantined, [("kipp.csv".to_owned(), "900106"), ("iga.xlsx".to_owned(), "CONTOH-2021-0001")]);
    let members: usize = integration.directory.members.iter().map(Vec::len).sum();
    assert_eq!(members, report.records.accepted, "every accepted record stands behind exactly one innovation");
    assert_eq!(report.innovations, integration.directory.innovations.len());
}

#[test]
fn merged_innovations_keep_every_source_and_say_where_values_came_from() {
    let integration = sample();
    let sources: HashSet<&str> = integration.dataset.records.iter().map(|r| r.source.record_id.as_str()).collect();
    let mut merged = 0;
    for (innovation, members) in integration.directory.innovations.iter().zip(&integration.directory.members) {
        let named: Vec<&str> = innovation.sources.iter().map(|s| s.record_id.as_str()).collect();
        let mut sorted = (named.clone(), members.clone());
        sorted.0.sort_unstable();
        sorted.1.sort();
        assert_eq!(sorted.0, sorted.1);
        merged += usize::from(named.len() > 1);
        for &field in Field::ALL {
            if !innovation.is_missing(field) {
                let origin =
                    innovation.provenance.get(&field).unwrap_or_else(|| panic!("{}: `{field}` has no origin", innovation.record_id));
                assert!(sources.contains(&*origin.record_id) && named.contains(&&*origin.record_id));
            }
        }
    }
    assert!(merged >= 30, "{merged} innovations of several sources");
}

#[test]
fn duplicates_agree_with_the_labels_of_the_sample() {
    let integration = sample();
    let system = HashMap::from([("kipp", "panrb_kipp"), ("iga", "kemendagri_iga"), ("lan", "lan_inoland")]);
    let labels: Vec<(String, String)> = csv_rows(&root().join("examples/data/expected_clusters.csv"))
        .into_iter()
        .map(|row| (format!("{}:{}", system[row[0].as_str()], row[1]), row[2].clone()))
        .collect();
    let mut predicted = Vec::new();
    for (number, members) in integration.directory.members.iter().enumerate() {
        predicted.extend(members.iter().map(|member| (member.clone(), number.to_string())));
    }
    let result = evaluate(&predicted, &labels);
    println!("sample: {result:?}");
    assert!(result.precision >= 0.93 && result.f1 >= 0.9 && result.b_cubed_f1 >= 0.93, "{result:?}");
}

#[test]
fn a_known_innovation_is_found_by_name_by_typing_error_and_by_need() {
    let integration = sample();
    let index = Index::build(&integration.directory.documents(), &silent).unwrap();
    for (query, title) in
        [("Kakekku Datang", "kakek"), ("kakeku datng", "kakek"), ("larasita", "larasita"), ("smart kampong", "smart kampung")]
    {
        let answer = index.search(&SearchRequest { query: query.into(), ..SearchRequest::default() }).unwrap();
        let first = &answer.hits.first().unwrap_or_else(|| panic!("`{query}` finds nothing")).title;
        assert!(first.to_lowercase().contains(title), "`{query}` finds `{first}`");
    }
}

#[test]
fn facets_count_what_the_filters_then_find() {
    let integration = sample();
    let index = Index::build(&integration.directory.documents(), &silent).unwrap();
    let all = SearchRequest { facets: vec!["province".into(), "source".into(), "year".into()], limit: 0, ..SearchRequest::default() };
    let answer = index.search(&all).unwrap();
    assert_eq!(answer.total, integration.directory.innovations.len());
    for (facet, values) in &answer.facets {
        assert!(!values.is_empty());
        for value in values.iter().take(5) {
            let filters = BTreeMap::from([(facet.clone(), vec![value.value.clone()])]);
            let filtered = index.search(&SearchRequest { filters, ..SearchRequest::default() }).unwrap();
            assert_eq!(filtered.total, value.count, "{facet} = {}", value.value);
        }
    }
}

#[test]
fn personal_data_stays_in_the_restricted_part() {
    let integration = sample();
    let restricted: Vec<_> = integration.dataset.records.iter().flat_map(|r| &r.source.restricted).collect();
    assert_eq!(restricted.iter().filter(|(column, cell)| column.as_ref() == "Telepon" && cell == "0800-000-0001").count(), 2);
    let documents = integration.directory.documents();
    let bytes = serde_json::to_string(&documents).unwrap() + &serde_json::to_string(&integration.directory.innovations).unwrap();
    assert!(!bytes.contains("0800-000-0001"));
    for record in &integration.dataset.records {
        assert!(record.source.raw.iter().all(|(_, cell)| !cell.contains("0800-000-0001")));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_order_of_documents() {
    let integration = sample();
    let mut documents = integration.directory.documents();
    let first = Index::build(&documents, &silent).unwrap().to_bytes().unwrap();
    documents.reverse();
    let second = Index::build(&documents, &silent).unwrap().to_bytes().unwrap();
    assert!(first == second, "two builds differ");
    let opened = Index::from_bytes(&first).unwrap();
    assert_eq!(opened.to_bytes().unwrap(), first, "opening and saving changes nothing");
}

#[test]
fn a_workbook_is_read_below_its_title_rows_with_dates_as_dates() {
    let files = sample_files();
    let iga = &files[1];
    assert_eq!((iga.file.header_row, iga.file.rows, iga.file.mapping.as_str()), (4, 97, "iga"));
    let dated =
        iga.records.iter().filter(|r| r.innovation.implementation_date.is_some() || r.innovation.development_date.is_some()).count();
    assert!(dated >= 5, "{dated}");
    assert!(iga.records.iter().all(|r| r.source.notes.iter().all(|n| n.kind != NoteKind::RowWidth && n.kind != NoteKind::Unparsed)));
}

#[test]
fn merged_innovations_keep_every_source_and_the_origin_of_each_field() {
    let integration = sample();
    let source = |id: &str| integration.dataset.records.iter().find(|record| record.source.record_id == id).unwrap().source.clone();
    let merged: Vec<Record> = integration
        .directory
        .innovations
        .iter()
        .filter(|innovation| innovation.sources.len() > 1)
        .map(|innovation| Record { source: source(&innovation.record_id), innovation: innovation.clone() })
        .collect();
    assert!(merged.len() > 20);
    let options = CheckOptions { selection: Selection::new(&["DUP-05".to_owned()], &[]).unwrap(), ..CheckOptions::default() };
    let found: Vec<String> = check(&merged, |_| "other", &options)
        .findings
        .iter()
        .map(|finding| format!("{:?} {}", finding.record, finding.message(Lang::En)))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}
