//! The page about the evidence grade says what the code does; the sample can be graded.

use std::fs;

use jipp_core::evidence_grade::{CRITERIA, LEVELS};
use jipp_core::pipeline::collect;
use jipp_core::wire::{EvidenceGradeCall, evidence_grade, evidence_report};

use crate::support::{root, sample_files};

/// `UPDATE=1 cargo test -p jipp-core --features cli,schema evidence_grade` writes the tables again.
#[test]
fn the_page_has_the_criteria_of_the_code() {
    let path = root().join("docs/evidence-grade.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("with UPDATE=1 -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    let mut tables = String::from("\n| level | id | en |\n|---|---|---|\n");
    for (level, text) in LEVELS.iter().enumerate() {
        tables += &format!("| {level} | {} | {} |\n", text.id, text.en);
    }
    tables += "\n| criterion | level | points | asks (id) | asks (en) | source |\n|---|---|---|---|---|---|\n";
    for criterion in CRITERIA {
        let level = criterion.level.map_or("-".to_owned(), |level| level.to_string());
        tables += &format!(
            "| `{}` | {level} | {} | {} | {} | {} |\n",
            criterion.code, criterion.points, criterion.asks.id, criterion.asks.en, criterion.source
        );
    }
    let wanted = format!("{before}with UPDATE=1 -->\n{tables}\n<!-- end -->{after}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap() == wanted, "docs/evidence-grade.md is stale: run with UPDATE=1");
}

#[test]
fn every_record_of_the_sample_has_a_grade() {
    let dataset = collect(sample_files());
    let report = evidence_report(&dataset.records, Some("2026-11-21".parse().unwrap()));
    assert_eq!(report.levels.values().sum::<usize>(), dataset.records.len());
    assert_eq!(report.records.len(), dataset.records.len());
    assert_eq!(report, evidence_report(&dataset.records, Some("2026-11-21".parse().unwrap())));
}

#[test]
fn a_call_is_answered_and_a_wrong_day_refused() {
    let call =
        r#"{"innovation":{"record_id":"a","title":"Loket","impact":"Waktu turun dari 30 hari menjadi 3 hari."},"as_of":"2026-11-21"}"#;
    let mut call: EvidenceGradeCall = serde_json::from_str(call).unwrap();
    assert_eq!(evidence_grade(&call).unwrap().level, 2);
    call.as_of = Some("kemarin".into());
    assert!(evidence_grade(&call).unwrap_err().to_string().contains("kemarin"));
}
