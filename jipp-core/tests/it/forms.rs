//! The forms in which findings are told: text, NDJSON, CSV, SARIF, JSON.

use jipp_core::ingest::{ReadOptions, Source, read};
use jipp_core::lang::Lang;
use jipp_core::pipeline::{Dataset, collect};
use jipp_core::report::{
    CsvWriter, DeclaredFigures, FindingWriter, Grouping, JsonWriter, NdjsonWriter, Report, SarifWriter, TextOptions, TextWriter,
    compare_figures, write_figures, write_statistics,
};
use jipp_core::rules::{CheckOptions, Checked, rules};
use serde_json::Value;

use crate::support::sample_files;

/// A table with what goes wrong, in a cell long, hostile or personal.
fn checked() -> (Dataset, Checked, CheckOptions<'static>) {
    let long = "Layanan cepat. ".repeat(20);
    let rows = [
        ["1", "Loket  Cepat\u{1b}[31m \u{202e}x", "Pemkot Surabya", "3;99", "2019", "2020-13-40", &long],
        ["2", "=cmd|' /C calc'!A0", "Kementerian Kesehatan", "", "2020", "2019", &format!("{long}Hubungi 0812-3456-7890. {long}")],
        ["3", "tes", "", "", "20o1", "", "#N/A"],
        ["4", "", "Pemkot Surabaya", "", "", "", ""],
    ];
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["external_id", "title", "agency", "sdgs", "year", "implementation_date", "summary"]).unwrap();
    for row in &rows {
        writer.write_record(row).unwrap();
    }
    let bytes = writer.into_inner().unwrap();
    let options = ReadOptions { source: "generic", delimiter: Some(b','), ..ReadOptions::default() };
    let dataset = collect(vec![read(Source { name: "contoh data.csv", bytes: &bytes }, &options).unwrap()]);
    let options = CheckOptions { as_of: "2026-11-21".parse().ok(), ..CheckOptions::default() };
    let checked = dataset.check(&options);
    (dataset, checked, options)
}

fn written(writer: impl FnOnce(&mut Vec<u8>) -> Box<dyn FindingWriter + '_>, lang: Lang) -> String {
    let (dataset, checked, options) = checked();
    let report = Report::of(&dataset, &checked, &options, lang);
    let mut out = Vec::new();
    let mut writer = writer(&mut out);
    // in batches: a writer never needs all findings together
    for batch in checked.findings.chunks(2) {
        writer.findings(batch, &dataset.records).unwrap();
    }
    writer.finish(&report).unwrap();
    drop(writer);
    String::from_utf8(out).unwrap()
}

fn text(options: TextOptions) -> String {
    written(|out| Box::new(TextWriter::new(out, options)), options.lang)
}

#[test]
fn text_shows_the_cell_and_underlines_what_is_wrong() {
    insta::assert_snapshot!("text_by_rule_id", text(TextOptions::default()));
    insta::assert_snapshot!("text_by_file_en", text(TextOptions { lang: Lang::En, grouping: Grouping::File, ..TextOptions::default() }));
}

#[test]
fn nothing_of_the_data_commands_the_terminal() {
    for lang in [Lang::Id, Lang::En] {
        let plain = text(TextOptions { lang, ..TextOptions::default() });
        assert!(!plain.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{plain}");
        assert!(!plain.contains("0812-3456"), "personal data is masked: {plain}");
        let coloured = text(TextOptions { lang, colour: true, ..TextOptions::default() });
        assert!(coloured.contains("\u{1b}[1;31m"));
        let without = coloured.split('\u{1b}').enumerate().map(|(at, part)| if at == 0 { part } else { part.split_once('m').unwrap().1 });
        assert_eq!(without.collect::<String>(), plain, "colours are all that differs");
    }
}

#[test]
fn text_cuts_long_groups() {
    let few = text(TextOptions { most: Some(1), grouping: Grouping::File, ..TextOptions::default() });
    assert!(few.contains("lagi (--all)") && few.lines().count() < 12, "{few}");
}

#[test]
fn tables_and_lines_hold_every_finding() {
    let count = checked().1.findings.len();
    let lines = written(|out| Box::new(NdjsonWriter::new(out, Lang::Id)), Lang::Id);
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), count);
    let table = written(|out| Box::new(CsvWriter::new(out, Lang::En)), Lang::En);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().take(5).collect::<Vec<_>>(), ["code", "name", "severity", "message", "help"]);
    let cells: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(cells.len(), count);
    assert!(cells.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{table}");
    let json: Report = serde_json::from_str(&written(|out| Box::new(JsonWriter::new(out, Lang::Id)), Lang::Id)).unwrap();
    assert_eq!((json.findings.len(), json.records.read), (count, 4));
    let mut empty = Vec::new();
    CsvWriter::new(&mut empty, Lang::Id).finish(&Report::default()).unwrap();
    assert!(String::from_utf8(empty).unwrap().starts_with("code,name,"), "a table without findings has its header");
}

/// The schema of OASIS is asked by jipp-py/tests/test_sarif.py; this looks at what a schema does not see.
#[test]
fn sarif_names_rules_places_and_fingerprints() {
    let log = |lang| serde_json::from_str::<Value>(&written(|out| Box::new(SarifWriter::new(out, lang)), lang)).unwrap();
    let (indonesian, english) = (log(Lang::Id), log(Lang::En));
    let run = &indonesian["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), checked().1.findings.len());
    let described = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(described.len(), rules().len());
    assert_eq!((run["language"].as_str(), run["translations"][0]["language"].as_str()), (Some("id"), Some("en")));
    assert_eq!(run["translations"][0]["rules"], english["runs"][0]["tool"]["driver"]["rules"]);
    for result in results {
        assert_eq!(described[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
        assert_eq!(result["partialFingerprints"]["jippFinding/v1"].as_str().map(str::len), Some(64));
    }
    let place = results.iter().find_map(|result| result.pointer("/locations/0/physicalLocation")).unwrap();
    assert_eq!(place["artifactLocation"]["uri"], "contoh%20data.csv");
    let rows: Vec<u64> = results.iter().filter_map(|r| r.pointer("/locations/0/physicalLocation/region/startLine")?.as_u64()).collect();
    assert!(rows.iter().all(|row| (2..=5).contains(row)) && rows.contains(&2) && rows.contains(&5), "{rows:?}");
    let prints = |log: &Value| {
        let results = log["runs"][0]["results"].as_array().unwrap().iter();
        results.map(|r| r["partialFingerprints"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(prints(&indonesian), prints(&english), "a finding is the same in both languages");
    let empty = {
        let mut out = Vec::new();
        SarifWriter::new(&mut out, Lang::Id).finish(&Report::default()).unwrap();
        serde_json::from_slice::<Value>(&out).unwrap()
    };
    assert_eq!(empty["runs"][0]["results"].as_array().map(Vec::len), Some(0));
}

#[test]
fn statistics_and_figures_are_told_in_both_languages() {
    let dataset = collect(sample_files());
    let options = CheckOptions::default();
    let checked = dataset.check(&options);
    for lang in [Lang::Id, Lang::En] {
        let report = Report::of(&dataset, &checked, &options, lang);
        let mut out = Vec::new();
        write_statistics(&mut out, &report, false, false).unwrap();
        let declared = "[[figures]]\nname = 'Sampel'\ntotal = 288\nparts = { panrb_kipp = 106, kemendagri_iga = 97, lan_inoland = 84 }
            [[figures]]\nname = 'Status 2024'\nof = 'updated'\ntotal = 2355\nparts = { running = 1916, stopped = 429 }";
        write_figures(&mut out, &compare_figures(&DeclaredFigures::parse(declared).unwrap(), &report), lang, false).unwrap();
        insta::assert_snapshot!(format!("statistics_{}", lang.code()), String::from_utf8(out).unwrap());
    }
}
