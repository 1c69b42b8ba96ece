//! `jipp.toml`: found, told, obeyed, and never read in silence where it is wrong.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use jipp_core::ingest::{ReadOptions, Source, read};
use jipp_core::pipeline::{IntegrateOptions, Integration, collect, integrate};
use jipp_core::rules::{CheckOptions, Selection, Settings, Severity};
use jipp_core::wire::{ValidateOptions, validate};

use crate::support::root;

const TABLE: &str = "external_id,title,agency,year\n1,Bank Sampah Digital,Pemerintah Kota Surabaya,1975\n2,,Pemerintah Kota Malang,2020\n";

fn jipp(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_jipp")).args(args).current_dir(folder).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Code and severity of the findings of a call, from outside.
fn told(output: &str) -> Vec<(String, String)> {
    let row = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    output.lines().map(row).map(|row| (text(&row["code"]), text(&row["severity"]))).collect()
}

#[test]
fn the_settings_above_the_file_count_unless_the_command_says_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("data/2026");
    fs::create_dir_all(&inner).unwrap();
    fs::write(inner.join("t.csv"), TABLE).unwrap();
    fs::write(folder.path().join("jipp.toml"), "select = [\"DAT-04\", \"ID-01\"]\n[severity]\nDAT-04 = \"error\"\n").unwrap();
    let call = |args: &[&str]| {
        jipp(folder.path(), &[&["validate", "data/2026/t.csv", "--source", "generic", "--format", "ndjson"], args].concat())
    };

    let (code, out, error) = call(&[]);
    let pair = |code: &str, severity: &str| (code.to_owned(), severity.to_owned());
    assert_eq!((code, told(&out)), (Some(1), vec![pair("DAT-04", "error"), pair("ID-01", "error")]));
    assert!(error.contains("jipp.toml"), "{error}");
    assert_eq!(call(&["--quiet"]).2, "");
    assert_eq!(told(&call(&["--select", "DAT-04"]).1), [pair("DAT-04", "error")], "chosen rules run; how grave they are stays");
    assert_eq!(told(&call(&["--ignore", "ID-01"]).1), [pair("DAT-04", "error")]);
    assert_eq!(told(&call(&["--no-config", "--select", "DAT-04"]).1), [pair("DAT-04", "warning")]);

    fs::write(folder.path().join("other.toml"), "select = [\"DAT-04\"]\n[rule.DAT-04]\nearliest_year = 1970\n").unwrap();
    assert_eq!(call(&["--config", "other.toml"]).1, "");
    fs::write(folder.path().join("other.toml"), "[rule.DAT-04]\nearliest = 1970\n").unwrap();
    let (code, out, error) = call(&["--config", "other.toml"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(error.contains("other.toml:2: angka DAT-04: `earliest` tidak dikenal") && error.contains("`earliest_year`"), "{error}");
}

#[test]
fn the_list_of_rules_shows_what_settings_make_of_them() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("jipp.toml"), "ignore = [\"TXT\"]\n[source.kipp.severity]\nDAT-04 = \"advice\"\n").unwrap();
    let (code, out, error) = jipp(folder.path(), &["rules", "--config", "jipp.toml", "--source", "kipp", "--lang", "en"]);
    assert_eq!(code, Some(0), "{error}");
    let line = |code: &str| out.lines().find(|line| line.starts_with(code)).unwrap().split_whitespace().nth(1).unwrap().to_owned();
    assert_eq!([line("DAT-04"), line("TXT-03"), line("ID-01")], ["advice", "-", "error"]);
}

fn integrated(settings: &str, ignore: &[&str]) -> Integration {
    let options = ReadOptions { source: "generic", ..ReadOptions::default() };
    let ingested = read(Source { name: "t.csv", bytes: TABLE.as_bytes() }, &options).unwrap();
    let ignore: Vec<String> = ignore.iter().map(|code| (*code).to_owned()).collect();
    let check = CheckOptions {
        selection: Selection::new(&[], &ignore).unwrap(),
        settings: Settings::parse("jipp.toml", settings).unwrap(),
        ..CheckOptions::default()
    };
    integrate(vec![ingested], &IntegrateOptions { check, ..IntegrateOptions::default() }).unwrap()
}

/// An ignored import rule still keeps its rows out: a finding that nobody sees lets nothing in. One that is lowered stays visible.
#[test]
fn quarantine_follows_the_severity_that_is_told() {
    for (settings, ignore) in [("", [].as_slice()), ("ignore = ['ID-01']", &[]), ("", &["ID-01"])] {
        assert_eq!(integrated(settings, ignore).quarantined(), 1, "{settings} {ignore:?}");
    }
    let lowered = integrated("[severity]\nID-01 = 'warning'", &[]);
    assert_eq!((lowered.quarantined(), lowered.accepted(), lowered.directory.innovations.len()), (0, 2, 2));
    let told = |finding: &&jipp_core::model::Finding| finding.rule.code == "ID-01" && finding.severity == Severity::Warning;
    assert_eq!(lowered.checked.findings.iter().filter(told).count(), 1);
}

#[test]
fn a_source_has_its_own_rules() {
    let header = "external_id,title,agency,year\n1,Bank Sampah Digital,Pemerintah Kota Surabaya,1975\n";
    let of = |settings: &str| {
        let ingested =
            read(Source { name: "t.csv", bytes: header.as_bytes() }, &ReadOptions { source: "generic", ..ReadOptions::default() });
        let settings = Settings::parse("jipp.toml", settings).unwrap();
        let findings = collect(vec![ingested.unwrap()]).check(&CheckOptions { settings, ..CheckOptions::default() }).findings;
        findings.iter().any(|finding| finding.rule.code == "DAT-04")
    };
    assert!(of("") && of("[source.kipp]\nignore = ['DAT']") && !of("[source.generic]\nignore = ['DAT']"));
}

#[test]
fn a_call_carries_settings_as_toml_or_json() {
    let records = r#"[{"external_id": "1", "title": "Bank Sampah Digital", "agency": "Pemerintah Kota Surabaya", "year": 1975}]"#;
    let codes = |settings: &str| {
        let options = ValidateOptions {
            source: "generic".into(),
            select: vec!["DAT-04".into()],
            settings: Some(settings.into()),
            ..ValidateOptions::default()
        };
        validate(records, &options).map(|answer| answer.findings.len()).map_err(|error| error.code())
    };
    assert_eq!(codes(""), Ok(1));
    assert_eq!(codes("[rule.DAT-04]\nearliest_year = 1970"), Ok(0));
    assert_eq!(codes(r#"{"rule": {"DAT-04": {"earliest_year": 1970}}}"#), Ok(0));
    assert_eq!(codes("sellect = []"), Err("settings_invalid"));
    assert_eq!(codes("= 3"), Err("settings_unreadable"));
}

/// Every example of the page is a settings file that is read.
#[test]
fn the_examples_of_the_page_are_valid() {
    let page = fs::read_to_string(root().join("docs/settings.md")).unwrap();
    let examples: Vec<&str> = page.split("```toml\n").skip(1).filter_map(|part| part.split_once("```")).map(|(text, _)| text).collect();
    assert!(examples.len() >= 2, "the page has examples");
    for example in examples {
        Settings::parse("docs/settings.md", example).unwrap();
    }
}
