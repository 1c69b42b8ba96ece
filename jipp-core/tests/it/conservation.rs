//! Nothing is lost between the file and the records.

use jipp_core::ingest::{ReadOptions, Source, read, read_path};
use jipp_core::pipeline::collect;
use jipp_core::rules::CheckOptions;
use proptest::prelude::*;

use crate::support::shared;

#[test]
fn all_real_rows_of_lan_2018_are_read() {
    let Some(path) = shared("lan2018/inovasi.csv") else { return };
    let ingested = read_path(&path, &ReadOptions { source: "lan", ..ReadOptions::default() }).unwrap();
    assert_eq!(ingested.records.len(), 112);
    let dataset = collect(vec![ingested]);
    let checked = dataset.check(&CheckOptions::default());
    let of = |code: &str| checked.findings.iter().filter(|f| f.rule.code == code).count();
    assert!(checked.quarantined.is_empty());
    assert!(of("TXT-07") >= 1, "cells cut at 65,535 bytes are findings");
    assert!(of("TXT-04") >= 1, "inline pictures are findings");
    for record in &dataset.records {
        for field in jipp_core::model::Field::ALL {
            if let Some(text) = record.innovation.get(*field).to_text() {
                assert!(!text.contains("data:image") && !text.contains("<p"), "{} {field}: {text}", record.source.record_id);
            }
        }
    }
}

#[test]
fn the_source_is_told_from_the_columns() {
    for (header, mapping) in [
        ("No Registrasi,Judul,Instansi,Kelompok,Ringkasan", "kipp"),
        ("Nama Pemda;Nama Inovasi;Tahapan Inovasi;Rancang Bangun", "iga"),
        ("id,nama_inovasi,nama_instansi,prasyarat_replikasi", "lan"),
        ("external_id,title,agency,year,summary", "generic"),
    ] {
        let text = format!("{header}\n{}\n", header.replace(|c: char| c != ',' && c != ';', "x"));
        let ingested = read(Source { name: "t.csv", bytes: text.as_bytes() }, &ReadOptions::default()).unwrap();
        assert_eq!(ingested.file.mapping, mapping, "{header}");
        assert!(ingested.file.reason.contains("headers are known"), "{}", ingested.file.reason);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever the cells hold: each row with any text is one record, accepted or quarantined, and its cells are kept.
    #[test]
    fn every_row_becomes_one_record(rows in prop::collection::vec(prop::collection::vec("\\PC{0,20}", 3), 0..20)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["external_id", "title", "agency"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let ingested = read(Source { name: "t.csv", bytes: &bytes }, &ReadOptions { source: "generic", delimiter: Some(b','), ..ReadOptions::default() }).unwrap();
        let filled = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).count();
        prop_assert_eq!(ingested.records.len(), filled);
        let dataset = collect(vec![ingested]);
        let checked = dataset.check(&CheckOptions::default());
        let quarantined = dataset.records.iter().filter(|r| checked.quarantined.contains(&r.source.record_id)).count();
        prop_assert_eq!(quarantined, checked.quarantined.len());
        let mut ids: Vec<_> = dataset.records.iter().map(|r| &r.source.record_id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), filled, "record ids are unique");
    }
}
