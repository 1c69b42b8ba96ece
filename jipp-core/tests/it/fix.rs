//! The laws of `--fix`: the file is not touched, rows and columns stay, what was fixed is gone, no error is new, twice is once.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use jipp_core::ingest::{CopyForm, ReadOptions, Source, read};
use jipp_core::model::{Applicability, Finding, Severity};
use jipp_core::pipeline::{Fixed, collect, fix};
use jipp_core::rules::{CheckOptions, Selection, rules};
use jipp_core::wire::ValidateOptions;
use proptest::prelude::*;

use crate::support::{root, shared};

fn options(source: &str) -> ReadOptions<'_> {
    ReadOptions { source, ..ReadOptions::default() }
}

fn check() -> CheckOptions<'static> {
    CheckOptions { as_of: "2026-06-30".parse().ok(), ..CheckOptions::default() }
}

fn fixed(source: &str, bytes: &[u8]) -> Fixed {
    fix(Source { name: "t", bytes }, &options(source), &check()).unwrap()
}

fn findings(source: &str, bytes: &[u8]) -> (usize, Vec<Finding>) {
    let dataset = collect(vec![read(Source { name: "t", bytes }, &options(source)).unwrap()]);
    (dataset.records.len(), dataset.check(&check()).findings)
}

fn count<'a>(findings: impl Iterator<Item = &'a Finding>) -> BTreeMap<(Option<u64>, &'static str), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.row, finding.rule.code)).or_default() += 1;
    }
    counts
}

/// Holds every law for these bytes; the number of changed cells.
#[track_caller]
fn laws(source: &str, bytes: &[u8]) -> usize {
    let (rows, before) = findings(source, bytes);
    let done = fixed(source, bytes);
    let text = done.copy.text();
    assert_eq!(done.dataset.records.len(), rows, "rows are conserved");

    let again = fixed(source, text.as_bytes());
    assert_eq!((again.copy.text(), again.changes.len()), (text.clone(), 0), "twice is once");
    assert_eq!(fixed(source, bytes).copy.text(), text, "the same bytes give the same bytes");

    let error = |finding: &&Finding| finding.severity == Severity::Error;
    let (known, left) = (count(before.iter().filter(error)), count(done.checked.findings.iter().filter(error)));
    for (place, number) in &left {
        assert!(known.get(place).is_some_and(|known| known >= number), "a new error: {place:?}");
    }
    let all = count(before.iter());
    let now = count(done.checked.findings.iter());
    for change in &done.changes {
        for (at, code) in change.codes.iter().enumerate() {
            let code = rules().iter().find(|rule| rule.info.code == code).unwrap().info;
            assert_eq!(code.fix, Some(Applicability::Safe), "{} says that it has safe fixes", code.code);
            let place = (Some(change.row), code.code);
            // what shows only after an earlier fix of the cell was not told before
            let (left, told) = (now.get(&place).unwrap_or(&0), all.get(&place).unwrap_or(&0) + usize::from(at > 0));
            assert!(*left < told, "{place:?} is fixed but still told");
        }
    }
    done.changes.len()
}

const SAMPLE: &str = "external_id,title,agency,year,summary,initiation_date,implementation_date,sdgs,stage,phone\r\n\
    1,\"BARIS  DITEBAS ( BARISTA ) -\",Pemerintah Kota Surabaya,2019,belum ada,\"Senin, 12 Agsutus 2018\",2019,1; 3; 3,Implementasi,081234567890\r\n\
    \r\n\
    2,“Bank Sampah,=1+1,Agsutus 2020,<p>Baik</p><script>x</script>,2021,20200303,4,Penerapan,\r\n\
    3,Hubungi  081234567890 -,Kabupaten Surabaya,2020,ringkas,,,,,\r\n";

#[test]
fn a_table_is_fixed_cell_by_cell_and_nothing_else_changes() {
    let done = fixed("generic", SAMPLE.as_bytes());
    let change = |row: u64, column: &str| {
        let found = done.changes.iter().find(|change| change.row == row && change.column == column);
        found.map(|change| (change.codes.join(","), change.after.clone()))
    };
    let told = |codes: &str, after: &str| Some((codes.to_owned(), after.to_owned()));
    assert_eq!(change(2, "title"), told("ID-04", "BARIS DITEBAS (BARISTA)"));
    assert_eq!(change(2, "summary"), told("TXT-03", ""));
    assert_eq!(change(2, "initiation_date"), told("DAT-01", "2018-08-12"));
    assert_eq!(change(2, "sdgs"), told("CLS-05", "1; 3"));
    assert_eq!(change(2, "stage"), None, "another word is proposed only");
    assert_eq!(change(3, "title"), told("ID-04", "Bank Sampah"));
    assert_eq!(change(3, "summary"), told("TXT-04", "Baik"));
    assert_eq!(change(3, "year"), told("DAT-01", "2020"));
    // begun in 2021 and running since 2020: the mended date would show it, so a person has to look
    assert_eq!(change(3, "implementation_date"), None);
    assert_eq!(done.held, [3]);
    assert!(done.changes.iter().all(|change| change.row != 4), "personal data, and an agency that a person decides about");
    let text = done.copy.text();
    assert!(text.contains("\r\n\r\n2,Bank Sampah,=1+1,2020,Baik,2021,20200303,4,Penerapan,\r\n"), "{text}");
    assert!(
        text.starts_with("external_id,title,agency,year")
            && text.ends_with("3,Hubungi  081234567890 -,Kabupaten Surabaya,2020,ringkas,,,,,\r\n")
    );
    assert_eq!(laws("generic", SAMPLE.as_bytes()), 7);
}

#[test]
fn fixes_of_personal_data_are_not_proposed() {
    let (_, findings) = findings("generic", SAMPLE.as_bytes());
    assert!(findings.iter().any(|finding| finding.row == Some(4) && finding.rule.code == "ID-04"));
    let proposals: Vec<String> = findings.iter().filter_map(|finding| finding.fix.as_ref()).map(|fix| fix.value.clone()).collect();
    assert!(!proposals.is_empty() && proposals.iter().all(|value| !value.contains("0812")), "{proposals:?}");
}

#[test]
fn without_anything_to_fix_the_copy_is_the_file() {
    for text in [
        "external_id;title;agency\r\n1;\"Bank Sampah; Digital\";  =1+1\r\n\r\n2;Antrean;x\n",
        "\u{feff}external_id\ttitle\n1\tBank Sampah Digital",
    ] {
        let done = fixed("generic", text.as_bytes());
        assert_eq!((done.copy.text().as_str(), done.changes.len(), done.copy.form()), (text, 0, CopyForm::Csv));
    }
}

#[test]
fn only_the_selected_rules_fix() {
    let selection = Selection::new(&["CLS-05".to_owned()], &[]).unwrap();
    let done = fix(Source { name: "t", bytes: SAMPLE.as_bytes() }, &options("generic"), &CheckOptions { selection, ..check() }).unwrap();
    assert_eq!(done.changes.iter().map(|change| change.column.as_str()).collect::<Vec<_>>(), ["sdgs"]);
    assert!(done.checked.findings.iter().all(|finding| finding.rule.code == "CLS-05"));
}

#[test]
fn a_row_is_never_emptied() {
    let text = "title,summary\nBank Sampah,belum ada\n,belum ada\n";
    let done = fixed("generic", text.as_bytes());
    assert_eq!(done.copy.text(), "title,summary\nBank Sampah,\n,belum ada\n");
    laws("generic", text.as_bytes());
}

#[test]
fn workbooks_become_csv_and_json_stays_json() {
    let bytes = fs::read(root().join("examples/data/iga.xlsx")).unwrap();
    let done = fixed("iga", &bytes);
    assert_eq!(done.copy.form(), CopyForm::Csv);
    let (before, _) = findings("iga", &bytes);
    let (after, _) = findings("iga", done.copy.text().as_bytes());
    assert_eq!(before, after);
    laws("iga", &bytes);
    laws("kipp", &fs::read(root().join("examples/data/kipp.csv")).unwrap());
    laws("lan", &fs::read(root().join("examples/data/lan.json")).unwrap());

    let records = r#"[{"title": "BANK  SAMPAH", "agency": null, "year": 2020, "sdgs": ["1", "3", "3"]}]"#;
    let answer = jipp_core::wire::fix(records, &ValidateOptions { source: "generic".into(), ..ValidateOptions::default() }).unwrap();
    assert_eq!(answer.records, "[\n{\"title\": \"BANK SAMPAH\", \"agency\": null, \"year\": 2020, \"sdgs\": \"1; 3\"}\n]\n");
    assert_eq!(answer.changes.len(), 2);
    let lines = "{\"title\": \"BANK  SAMPAH\"}\n\n{\"title\": \"ANTREAN\"}\n";
    assert_eq!(fixed("generic", lines.as_bytes()).copy.text(), "{\"title\": \"BANK SAMPAH\"}\n{\"title\": \"ANTREAN\"}\n");
}

#[test]
fn the_laws_hold_for_real_records() {
    let Some(path) = shared("lan2018/inovasi.csv") else { return };
    let changed = laws("lan", &fs::read(path).unwrap());
    assert!(changed > 0, "there is something to fix");
}

fn cell() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "BARIS",
        "  ",
        "-",
        "“",
        "\"",
        "( A )",
        "<b>",
        "</p>",
        "&lt;",
        "&amp;",
        "<script>x</script>",
        ";",
        ",",
        "\n",
        "|",
        "1",
        "3",
        "Senin,",
        "Tahun",
        "2019",
        "12 Agsutus",
        "20190812",
        "belum ada",
        "#N/A",
        "Implementasi",
        "Pertahanan",
        "Kesehatan",
        "Digital",
        "081234567890",
        "a@b.id",
        "=1+1",
        "[\"1\",\"3\"]",
        "'",
        "\u{200b}",
        "<img src=\"data:image/png;base64,AA\">",
    ]);
    prop::collection::vec(parts, 0..4).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Whatever stands in the cells.
    #[test]
    fn the_laws_hold(rows in prop::collection::vec(prop::collection::vec(cell(), 7), 1..5), bar in any::<bool>()) {
        let delimiter = if bar { b';' } else { b',' };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["external_id", "title", "summary", "implementation_date", "sdgs", "stage", "affairs"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        laws("generic", &bytes);
        // what is not changed is not touched
        let done = fixed("generic", &bytes);
        if done.changes.is_empty() {
            prop_assert_eq!(done.copy.text().into_bytes(), bytes);
        }
    }
}

#[test]
fn the_command_writes_a_copy_shows_a_difference_and_never_touches_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("t.csv"), SAMPLE).unwrap();
    let jipp = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_jipp")).args(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let call = |args: &[&str]| {
        jipp(&[&["validate", &path("t.csv"), "--source", "generic", "--as-of", "2026-06-30", "--lang", "en"], args].concat())
    };

    let (code, diff, _) = call(&["--diff"]);
    assert_eq!(code, Some(1), "errors are left");
    assert!(diff.starts_with("--- t.csv\n+++ t.csv (--fix)\n"), "{diff}");
    assert!(diff.contains("@@ row 2, column `sdgs` @@ CLS-05\n-1; 3; 3\n+1; 3\n"), "{diff}");
    assert!(diff.ends_with("t.csv: 7 cells would be fixed; fixes that bring another error to light were left out: rows 3\n"), "{diff}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is written");

    let (code, out, error) = call(&["--fix", "-o", &path("copy.csv")]);
    assert_eq!(code, Some(1), "{error}");
    assert!(out.starts_with("t.csv: 7 cells fixed in the copy"), "{out}");
    let copy = fs::read(path("copy.csv")).unwrap();
    assert_eq!(copy, fixed("generic", SAMPLE.as_bytes()).copy.text().into_bytes());
    assert_eq!(fs::read_to_string(path("t.csv")).unwrap(), SAMPLE);

    assert_eq!(call(&["--fix"]).0, Some(2), "a copy needs a name");
    let (code, _, error) = call(&["--fix", "-o", &path("t.csv")]);
    assert!(code == Some(2) && error.contains("never changed"), "{error}");
    let (code, _, error) = call(&["--fix", "-o", &path("copy.xlsx")]);
    assert!(code == Some(2) && error.contains("written as csv"), "{error}");
    assert_eq!(fs::read_to_string(path("t.csv")).unwrap(), SAMPLE);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_copy_never_holds_less_than_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let file =
        b"title,agency,summary\n  BANK   SAMPAH ,Kota Malang,Jum\x92at  bersih \xe2\x80\x93 tiap pekan \xe2\x80\x93\nANTREAN  \xff ,Kota Malang,\n"
            .to_vec();
    fs::write(path("t.csv"), &file).unwrap();
    let run = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_jipp")).args(args).output().unwrap();
    let done = run(&["validate", &path("t.csv"), "--source", "generic", "--fix", "-o", &path("u.csv"), "--lang", "en"]);
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(told.contains("; cells with damaged letters are as in the file, byte by byte: rows 2, 3"), "{told}");
    let wanted =
        b"title,agency,summary\nBANK SAMPAH,Kota Malang,Jum\x92at  bersih \xe2\x80\x93 tiap pekan \xe2\x80\x93\nANTREAN  \xff ,Kota Malang,\n".to_vec();
    let copy = fs::read(path("u.csv")).unwrap();
    assert!(copy == wanted, "{}", String::from_utf8_lossy(&copy));
    let again = run(&["validate", &path("u.csv"), "--source", "generic", "--fix", "-o", &path("v.csv"), "--lang", "id"]);
    assert!(
        String::from_utf8_lossy(&again.stdout)
            .contains("sel dengan huruf yang rusak tetap seperti dalam berkas, byte demi byte: baris 2, 3")
    );
    assert!(fs::read(path("v.csv")).unwrap() == wanted, "twice is once");
    // a sound file has no such note
    let done = fixed("generic", b"title,agency\n  BANK   SAMPAH ,Kota Malang\n");
    assert_eq!((done.lost.len(), done.copy.keeps_lost_bytes(), done.changes.len()), (0, None, 1));
}

#[test]
fn a_sheet_that_is_not_copied_is_named() {
    let file = root().join("tests/fixtures/broken/several-sheets.xlsx");
    let copy = std::env::temp_dir().join(format!("jipp-fix-{}.csv", std::process::id()));
    let (file, copy) = (file.display().to_string(), copy.display().to_string());
    let run = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_jipp")).args(args).output().unwrap();
    let done = run(&["validate", &file, "--source", "generic", "--fix", "-o", &copy, "--lang", "en"]);
    let _ = fs::remove_file(&copy);
    let told = String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap();
    assert!(told.contains("sheet `2021` (1 rows) was not checked and is not in the copy"), "{told}");
}
