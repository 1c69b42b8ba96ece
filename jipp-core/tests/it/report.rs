//! What a check came to: numbers that reconcile, and reports of parts that make the report of the whole.

use std::collections::{BTreeMap, HashSet};
use std::fs;

use jipp_core::Error;
use jipp_core::ingest::{Ingested, ReadOptions, Source, read};
use jipp_core::lang::Lang;
use jipp_core::model::Stage;
use jipp_core::pipeline::collect;
use jipp_core::report::{Report, ReportBuilder, ReportError};
use jipp_core::rules::{Check, CheckOptions, Selection, rules};
use jipp_core::wire::{FiguresCall, ValidateOptions, figures, validate, validate_report};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{root, sample_files};

fn report(files: Vec<Ingested>, options: &CheckOptions<'_>) -> Report {
    let dataset = collect(files);
    let checked = dataset.check(options);
    Report::of(&dataset, &checked, options, Lang::Id)
}

/// Every sum that the report promises.
#[track_caller]
fn reconciles(report: &Report) {
    let records = &report.records;
    assert_eq!(records.read, records.accepted + records.quarantined);
    assert_eq!(records.by_source.values().sum::<usize>(), records.read);
    assert_eq!(report.statuses.all(), records.read);
    assert_eq!(report.complete, report.ready.complete);
    assert!(report.required.filled <= report.required.required);
    let findings = report.totals.error + report.totals.warning + report.totals.advice;
    assert_eq!(report.rules.iter().map(|rule| rule.count).sum::<usize>(), findings);
    assert_eq!(report.findings.len() + report.unlisted, findings);
    let rules: BTreeMap<String, usize> = report.rules.iter().map(|rule| (rule.code.clone(), rule.count)).collect();
    for (what, groups) in [("sources", &report.sources), ("agencies", &report.agencies)] {
        let keys: HashSet<_> = groups.iter().map(|group| &group.key).collect();
        assert_eq!(keys.len(), groups.len(), "{what}: a key stands once");
        assert_eq!(groups.last().map(|group| &group.key), Some(&None), "{what}: the rest is named, and last");
        let sum = |of: fn(&jipp_core::report::GroupStatistics) -> usize| groups.iter().map(of).sum::<usize>();
        assert_eq!(sum(|g| g.records), records.read, "{what}");
        assert_eq!(sum(|g| g.quarantined), records.quarantined, "{what}");
        assert_eq!(sum(|g| g.complete), report.complete, "{what}");
        for (at, (_, ready)) in report.ready.stages().into_iter().enumerate() {
            assert_eq!(groups.iter().map(|g| g.ready.stages()[at].1).sum::<usize>(), ready, "{what}");
        }
        assert_eq!(sum(|g| g.required.required), report.required.required, "{what}");
        assert_eq!(sum(|g| g.required.filled), report.required.filled, "{what}");
        assert_eq!(sum(|g| g.statuses.all()), records.read, "{what}");
        assert_eq!(sum(|g| g.statuses.running), report.statuses.running, "{what}");
        assert_eq!(sum(|g| g.totals.error), report.totals.error, "{what}");
        assert_eq!(sum(|g| g.totals.warning), report.totals.warning, "{what}");
        assert_eq!(sum(|g| g.totals.advice), report.totals.advice, "{what}");
        let mut of_groups: BTreeMap<String, usize> = BTreeMap::new();
        for group in groups {
            assert!(group.quarantined <= group.records && group.ready.complete == group.complete);
            assert_eq!(group.rules.values().sum::<usize>(), group.totals.error + group.totals.warning + group.totals.advice);
            group.rules.iter().for_each(|(code, count)| *of_groups.entry(code.clone()).or_default() += count);
        }
        assert_eq!(of_groups, rules, "{what}");
    }
    let sum = |of: fn(&jipp_core::report::YearStatistics) -> usize| report.years.iter().map(of).sum::<usize>();
    assert_eq!((sum(|y| y.records), sum(|y| y.quarantined)), (records.read, records.quarantined));
    assert_eq!((sum(|y| y.ready.submit), sum(|y| y.statuses.other)), (report.ready.submit, report.statuses.other));
    for field in &report.fields {
        assert_eq!(field.by_source.values().sum::<usize>(), field.filled, "{}", field.field);
        assert!(field.filled <= records.read && field.required.filled <= field.required.required);
    }
    let required = |of: fn(&jipp_core::report::FieldStatistics) -> usize| report.fields.iter().map(of).sum::<usize>();
    assert_eq!(required(|f| f.required.required), report.required.required);
    assert_eq!(required(|f| f.required.filled), report.required.filled);
    let ready = report.ready.stages().map(|(_, count)| count);
    assert!(ready.is_sorted_by(|a, b| a >= b), "who is ready for a stage was ready for the one before");
}

#[test]
fn every_sum_of_the_sample_reconciles() {
    let report = report(sample_files(), &CheckOptions::default());
    reconciles(&report);
    assert_eq!((report.records.read, report.records.quarantined), (287, 2));
    let quarantined: Vec<(Option<&str>, usize)> =
        report.sources.iter().filter(|s| s.quarantined > 0).map(|s| (s.key.as_deref(), s.quarantined)).collect();
    assert_eq!(quarantined, [(Some("kemendagri_iga"), 1), (Some("panrb_kipp"), 1)]);
    assert!(report.ready.import > report.ready.submit && report.ready.submit > 0, "{:?}", report.ready);
    let by_hand = collect(sample_files());
    let ready = |stage| {
        let missing = by_hand.records.iter().filter_map(|r| r.innovation.completeness.as_ref());
        missing.filter(|completeness| completeness.missing_by_stage.is_ready_for(stage)).count()
    };
    assert_eq!(report.ready.stages().map(|(stage, _)| ready(stage)), report.ready.stages().map(|(_, count)| count));
    assert_eq!(
        ready(Stage::Complete),
        by_hand.records.iter().filter(|r| r.innovation.completeness.as_ref().unwrap().is_complete()).count()
    );
}

#[test]
fn quarantine_is_counted_where_the_selection_hides_its_reason() {
    let all = report(sample_files(), &CheckOptions::default());
    let options = CheckOptions { selection: Selection::new(&["DAT-04".into()], &[]).unwrap(), ..CheckOptions::default() };
    let few = report(sample_files(), &options);
    reconciles(&few);
    assert_eq!(few.records, all.records);
    let kept_out = |report: &Report| {
        let agencies = report.agencies.iter().filter(|a| a.quarantined > 0);
        agencies.map(|a| (a.key.clone(), a.quarantined)).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(kept_out(&few), kept_out(&all));
    assert!(few.totals.error == 0 && few.records.quarantined == 2);
}

#[test]
fn parts_of_the_sample_make_the_whole() {
    let selection = Selection::new(&[], &about_all_records()).unwrap();
    let options = CheckOptions { selection, as_of: "2026-11-21".parse().ok(), ..CheckOptions::default() };
    let whole = report(sample_files(), &options);
    let parts: Vec<Report> = sample_files().into_iter().map(|file| report(vec![file], &options)).collect();
    let merged = parts.into_iter().rev().reduce(|a, b| a.merge(b).unwrap()).unwrap();
    // the sample repeats an identifier within a file only, so the one dataset rule that decides about quarantine sees all of it
    assert_eq!(merged, whole);
    reconciles(&merged);
}

#[test]
fn reports_of_different_things_are_not_put_together() {
    let of = |lang, day: Option<&str>| ReportBuilder::new(lang, day.map(|d| d.parse().unwrap())).finish(&HashSet::new());
    let wrong = of(Lang::Id, None).merge(of(Lang::En, None)).unwrap_err();
    assert_eq!(
        (wrong.code(), wrong.to_string().as_str()),
        ("report_languages", "one report is in `id` and the other in `en`; make both in one language")
    );
    assert_eq!(of(Lang::Id, Some("2026-01-02")).merge(of(Lang::Id, None)).unwrap_err().code(), "report_days");
    let other = Report { version: "0.0.1".into(), ..of(Lang::Id, None) };
    let wrong: Error = of(Lang::Id, None).merge(other).unwrap_err().into();
    assert_eq!(wrong.code(), "report_versions");
    assert!(matches!(wrong, Error::Report(ReportError::Versions { .. })));
}

#[test]
fn what_is_not_listed_is_counted() {
    let dataset = collect(sample_files());
    let checked = dataset.check(&CheckOptions::default());
    let all = ReportBuilder::new(Lang::Id, None).of(&dataset, &checked);
    let few = ReportBuilder::new(Lang::Id, None).at_most(7).of(&dataset, &checked);
    reconciles(&few);
    assert_eq!((few.findings.len(), few.unlisted, few.totals), (7, all.findings.len() - 7, all.totals));
    assert_eq!(all.clone().at_most(3).unlisted, all.findings.len() - 3);
    assert_eq!(few.clone().at_most(9), few);
    let twice = few.clone().merge(few.clone()).unwrap();
    assert_eq!((twice.findings.len(), twice.unlisted), (14, 2 * few.unlisted));
    reconciles(&twice);
}

#[test]
fn the_answer_to_a_call_is_the_report() {
    let records =
        r#"[{"external_id": "1", "title": "", "agency": "Pemkot Surabaya"}, {"external_id": "2", "title": "Loket Cepat", "year": 2023}]"#;
    let options = ValidateOptions { lang: Lang::En, ..ValidateOptions::default() };
    let (answer, report) = (validate(records, &options).unwrap(), validate_report(records, &options).unwrap());
    reconciles(&report);
    assert_eq!((&answer.records, &answer.findings, &answer.agencies), (&report.records, &report.findings, &report.agencies));
    assert_eq!(report.records.quarantined, 1);
    let read: Report = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
    assert_eq!(read, report);
}

/// Cases computed by hand; the browser package runs them too. They are no area of the manifest until every binding offers the call.
#[test]
fn declared_figures_are_compared_as_by_hand() {
    let mut files: Vec<_> = fs::read_dir(root().join("tests/vectors/figures")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 2);
    for file in files {
        let vector: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(file.file_stem().unwrap().to_str(), vector["name"].as_str());
        let options: ValidateOptions = serde_json::from_value(vector["input"]["options"].clone()).unwrap();
        let report = validate_report(&vector["input"]["records"].to_string(), &options).unwrap();
        let declared = serde_json::from_value(vector["input"]["declared"].clone()).unwrap();
        let compared = figures(&FiguresCall { declared, report });
        let found: Vec<Value> = compared
            .figures
            .iter()
            .map(|figure| {
                let counts: Vec<Value> = std::iter::once(&figure.total)
                    .chain(&figure.parts)
                    .map(|count| json!([count.name, count.declared, count.counted]))
                    .collect();
                json!({ "name": figure.name, "agrees": figure.agrees, "unexplained": figure.unexplained, "counts": counts })
            })
            .collect();
        assert_eq!(json!({ "agrees": compared.agrees, "figures": found }), vector["expect"], "{}", vector["name"]);
    }
}

/// The rules that look at more than one record.
fn about_all_records() -> Vec<String> {
    rules()
        .iter()
        .filter(|rule| matches!(rule.check, Check::Dataset(_) | Check::Outcome(_)))
        .map(|rule| rule.info.code.to_owned())
        .collect()
}

fn file(name: &str, first: usize, rows: &[(String, u8, u8)]) -> Ingested {
    const AGENCIES: &[&str] = &["Pemerintah Kota Surabaya", "Kementerian Kesehatan", "Dinas Entah", ""];
    const STATUSES: &[&str] = &["Berlanjut dengan pengembangan", "Vakum", "Belum dimutakhirkan", "Dialihkan", ""];
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["external_id", "title", "agency", "status", "year"]).unwrap();
    for (number, (title, agency, status)) in rows.iter().enumerate() {
        let (agency, status) = (AGENCIES[usize::from(*agency) % 4], STATUSES[usize::from(*status) % 5]);
        let year = if number % 3 == 0 { String::new() } else { (2019 + number % 5).to_string() };
        writer.write_record([&(first + number).to_string(), title, agency, status, &year]).unwrap();
    }
    let bytes = writer.into_inner().unwrap();
    read(Source { name, bytes: &bytes }, &ReadOptions { source: "generic", delimiter: Some(b','), ..ReadOptions::default() }).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Sums reconcile, merging is commutative and associative, and the parts make the whole.
    #[test]
    fn parts_make_the_whole(
        rows in prop::collection::vec(("(tes|Loket Cepat|LOKET  cepat <b>|\\PC{0,12})", 0_u8..4, 0_u8..5), 0..24),
        cuts in (0_usize..24, 0_usize..24),
        most in 0_usize..40,
    ) {
        let (first, second) = (cuts.0.min(cuts.1).min(rows.len()), cuts.0.max(cuts.1).min(rows.len()));
        let files = || vec![
            file("a.csv", 0, &rows[..first]),
            file("b.csv", first, &rows[first..second]),
            file("c.csv", second, &rows[second..]),
        ];
        let options = CheckOptions { selection: Selection::new(&[], &about_all_records()).unwrap(), ..CheckOptions::default() };
        let whole = report(files(), &options);
        reconciles(&whole);
        reconciles(&report(files(), &CheckOptions::default()));
        let [a, b, c] = <[Ingested; 3]>::try_from(files()).unwrap().map(|file| report(vec![file], &options));
        let left = a.clone().merge(b.clone()).unwrap().merge(c.clone()).unwrap();
        prop_assert_eq!(&left, &whole);
        prop_assert_eq!(&a.clone().merge(b.clone().merge(c.clone()).unwrap()).unwrap(), &whole);
        prop_assert_eq!(&c.clone().merge(a.clone()).unwrap().merge(b.clone()).unwrap(), &whole);
        prop_assert_eq!(a.clone().merge(b.clone()).unwrap(), b.clone().merge(a.clone()).unwrap());
        let [few_a, few_b] = [a, b].map(|report| report.at_most(most));
        let both = few_a.clone().merge(few_b.clone()).unwrap();
        reconciles(&both);
        prop_assert_eq!(both, few_b.merge(few_a).unwrap());
    }
}
