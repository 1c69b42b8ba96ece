//! Lists of replications and hubs: no row is lost, whatever it holds, and the command tells what is wrong.

use std::fs;
use std::process::Command;

use jipp_core::ingest::{List, ReadOptions, Source, hubs_of, read_hubs, read_replications, replications_of};
use jipp_core::model::Replication;
use jipp_core::rules::{CheckOptions, check_hubs, check_replications};
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(name: &str, text: &str) -> List<Replication> {
    read_replications(Source { name, bytes: text.as_bytes() }, &ReadOptions::default()).unwrap()
}

const TABLE: &str = "\
Rekap replikasi 2023;;;;;;;;;
ID;Judul Inovasi Asal;Instansi Asal;Instansi Replikator;UPP Replikator;Status;Tanggal Pengajuan;Tanggal Implementasi;PKS;No HP
a1;GERPAS;pemda:35.12;Pemkot Kediri;Dinas A;implemen;3 Januari 2023;12/08/2023;https://contoh.go.id/pks.pdf;081234567890
a2;GERPAS;Pemkab Situbondo;Pemkot Blitar;-;disetujui;2023;;ada;
;;;;;;;;;
a3;GERPAS;Pemkab Situbondo;Pemkot Malang;;berjalan terus;kapan-kapan;;;
;Lapor;Pemkot Surabaya;Pemkot Batu;;;2024-01;2024-05;tidak;
";

#[test]
fn a_table_of_an_agency_becomes_replications() {
    let list = read("rekap.csv", TABLE);
    assert_eq!((list.format.as_str(), list.entries.len()), ("csv", 4));
    let first = list.entries[0].value().unwrap();
    assert_eq!(first.origin.owner.code.as_deref(), Some("pemda:35.12"));
    assert_eq!((first.replicator.name.as_deref(), first.replicator.unit.as_deref()), (Some("Pemkot Kediri"), Some("Dinas A")));
    assert_eq!((first.stage.code(), first.dates.interest.unwrap().to_string().as_str()), ("implementasi", "2023-01-03"));
    assert_eq!(first.documents[0].kind, "kesepakatan");
    assert_eq!(first.documents[0].file.as_ref().unwrap().url.as_deref(), Some("https://contoh.go.id/pks.pdf"));
    assert!(!format!("{list:?}").contains("081234567890"), "a contact is not kept");
    let second = list.entries[1].value().unwrap();
    assert!(second.replicator.unit.is_none() && second.has_document("kesepakatan"));
    // no stage, but dates say how far it is; no id, but list and row say which it is
    let last = &list.entries[3];
    assert_eq!((last.id.as_str(), last.row), ("rekap.csv#7", 7));
    assert_eq!(last.value().unwrap().stage.code(), "implementasi");
    assert!(last.value().unwrap().documents.is_empty());
}

#[test]
fn a_row_that_cannot_be_read_is_quarantined_with_its_reasons() {
    let list = read("rekap.csv", TABLE);
    let checked = check_replications(&list.entries, &[], &CheckOptions::default());
    assert_eq!(checked.quarantined.iter().collect::<Vec<_>>(), ["a3"]);
    let found: Vec<_> = checked
        .findings
        .iter()
        .filter(|f| f.rule.code == "SRC-06")
        .map(|f| (f.file.as_deref().unwrap(), f.row.unwrap(), f.field_name().unwrap(), f.value.as_deref().unwrap()))
        .collect();
    assert_eq!(found, [("rekap.csv", 6, "interest_date", "kapan-kapan"), ("rekap.csv", 6, "stage", "berjalan terus")]);
    let raw = &list.entries[2].content.as_ref().unwrap_err().raw;
    assert_eq!(raw["replicator"]["name"], "Pemkot Malang", "the row stays");
}

#[test]
fn what_was_written_as_json_comes_back_whole() {
    let written = json!({
        "id": "r1",
        "origin": { "record_id": "kipp:900001", "nri": "316717", "title": "GERPAS", "owner": { "code": "pemda:35.12", "unit": "Dinas A" } },
        "replicator": { "name": "Pemkot Kediri", "region_code": "35.71" },
        "stage": "selesai",
        "kind": "scale_up",
        "proposer": { "code": "pusat:kemendagri" },
        "verification": "V",
        "dates": { "interest": "2023", "agreement": "2023-02", "implementation": "2023-05-01" },
        "documents": [{ "kind": "kesepakatan", "number": "12/PKS/2023", "file": { "id": "b1", "url": "https://contoh.go.id/a.pdf" } }],
        "actors": [{ "role": "fasilitator", "organisation": { "name": "Pemprov Jawa Timur" } }],
        "reason": "Antrean panjang",
        "of_a_newer_version": { "kept": [1, 2] },
    });
    for text in [json!([written]).to_string(), format!("{written}\n{written}\n"), json!({ "replications": [written] }).to_string()] {
        let list = read("r.json", &text);
        for entry in &list.entries {
            assert_eq!(serde_json::to_value(entry.value().unwrap()).unwrap(), written);
        }
        assert!(!list.entries.is_empty());
    }
}

#[test]
fn a_file_without_the_replicator_is_no_list_of_replications() {
    let read = |text: &str| read_replications(Source { name: "x.csv", bytes: text.as_bytes() }, &ReadOptions::default());
    assert_eq!(read("Judul,Instansi\nA,B\n").unwrap_err().code(), "missing_column");
    assert_eq!(read(" ").unwrap_err().code(), "empty_file");
    assert_eq!(read("[{").unwrap_err().code(), "damaged_file");
    assert!(read("[]").unwrap().entries.is_empty());
    let hubs = "Instansi;Tingkat;Tahun;Dasar Hukum\nPemprov Bali;Provinsi;2021;Kepmen PANRB 359/2021\n";
    let hubs = read_hubs(Source { name: "hub.csv", bytes: hubs.as_bytes() }, &ReadOptions::default()).unwrap();
    assert!(check_hubs(&hubs.entries, &CheckOptions::default()).findings.is_empty());
}

/// Any JSON value, with names that lists know now and then.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        prop_oneof![Just("minat"), Just("2023-02"), Just("pemda:35.78"), Just("Bandung"), Just("<b>x"), Just("")].prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    let name = prop_oneof![
        prop_oneof![
            Just("id"),
            Just("origin"),
            Just("replicator"),
            Just("dates"),
            Just("documents"),
            Just("stage"),
            Just("agency"),
            Just("owner"),
            Just("interest"),
            Just("kind"),
            Just("instrument"),
            Just("score"),
            Just("Tanggal Implementasi"),
            Just("Sertifikat"),
            Just("unit"),
        ]
        .prop_map(str::to_owned),
        "[a-z]{1,6}",
    ];
    leaf.prop_recursive(3, 24, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name.clone(), inner, 0..6).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn every_row_is_there_again(rows in prop::collection::vec(any_json(), 0..6)) {
        let list = replications_of("r", rows.clone());
        prop_assert_eq!(list.entries.len() as u64 + list.blank_rows, rows.len() as u64);
        let checked = check_replications(&list.entries, &[], &CheckOptions::default());
        for entry in list.entries.iter().filter(|entry| entry.content.is_err()) {
            prop_assert!(checked.quarantined.contains(&entry.id));
            prop_assert!(checked.findings.iter().any(|f| f.rule.code == "SRC-06" && f.row == Some(entry.row)));
        }
        let hubs = hubs_of("h", rows.clone());
        prop_assert_eq!(hubs.entries.len() as u64 + hubs.blank_rows, rows.len() as u64);
        check_hubs(&hubs.entries, &CheckOptions::default());
    }
}

#[test]
fn the_command_checks_lists() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).unwrap();
        folder.path().join(name).display().to_string()
    };
    let jipp = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_jipp")).args(args).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let table = path("rekap.csv", TABLE);
    let (code, text, _) = jipp(&["validate", &table, "--source", "replication", "--lang", "en"]);
    assert_eq!(code, 1);
    assert!(text.starts_with("rekap.csv: 4 rows read as `replication`, 3 accepted, 1 quarantined"), "{text}");
    let (_, lines, _) = jipp(&["validate", &table, "--source", "replication", "--format", "ndjson", "--select", "SRC-06"]);
    let finding: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((&finding["record"], &finding["row"], &finding["field"]), (&json!("a3"), &json!(6), &json!("interest_date")));

    let kipp = path("asal.csv", "external_id,title,agency,year,status\n1,GERPAS,Pemkab Situbondo,2018,vakum\n");
    let one = path("satu.csv", "origin_title,origin_agency,replicator_agency\nGERPAS,Kabupaten Situbondo,Pemkot Kediri\n");
    let args = ["validate", one.as_str(), "--source", "replication", "--format", "ndjson"];
    assert_eq!(jipp(&args).0, 0);
    let (code, lines, _) = jipp(&[&args[..], &["--records", &kipp]].concat());
    assert!(code == 0 && lines.contains("REP-06"), "a warning is no error: {lines}");

    let hubs = path("hubs.json", r#"[{"agency": {"code": "pemda:35"}, "level": "daerah"}]"#);
    assert_eq!(jipp(&["validate", &hubs, "--source", "hub"]).0, 1);
    let (code, _, error) = jipp(&["validate", &hubs, "--source", "hub", "--records", &kipp]);
    assert!(code == 2 && error.contains("--source replication"), "{error}");
}
