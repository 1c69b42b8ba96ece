//! A file read batch by batch, in several threads, is the same as the file read as a whole.

use std::fmt::Write as _;
use std::fs;

use jipp_core::Threads;
use jipp_core::ingest::{Limits, ReadOptions, RecordReader, read_path};
use jipp_core::lang::Lang;
use jipp_core::model::{FindingRow, Record};
use jipp_core::pipeline::{check_path, collect};
use jipp_core::rules::{CheckOptions, order};

/// Several batches of rows with faults: repeated ids and titles, letters of several bytes, rows that are too short or too long.
fn table(rows: usize) -> String {
    let mut text = "external_id,title,agency,year,summary,implementation_date\n".to_owned();
    for row in 0..rows {
        let (id, title) = (row % (rows - 7), row % 400);
        let agency = ["Pemkot Surabaya", "Kab. Sléman – DIY", "Dinas Entah"][row % 3];
        let date = if row % 50 == 0 { "31/02/2023" } else { "2021-03-04" };
        let summary = "Layanan “cepat” bagi warga, ".repeat(row % 9);
        let _ = writeln!(text, "{id},Inovasi Nomor {title} (É),{agency},20{},\"{summary}\",{date}", 10 + row % 15);
        if row % 900 == 5 {
            text.push_str("terlalu,pendek\n\n1,a,b,2020,c,2020,lebih,dari,kepala\n");
        }
    }
    text
}

fn rows(findings: &[jipp_core::model::Finding]) -> Vec<FindingRow> {
    findings.iter().map(|finding| FindingRow::new(finding, Lang::Id)).collect()
}

#[test]
fn batches_and_threads_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("besar.csv");
    for mark in ["", "\u{feff}"] {
        fs::write(&path, format!("{mark}{}", table(5_000))).unwrap();
        let reading = ReadOptions { source: "generic", ..ReadOptions::default() };
        let whole = collect(vec![read_path(&path, &reading).unwrap()]);
        let mut expected = whole.check(&CheckOptions::default());
        expected.findings.sort_by(order);
        assert!(expected.findings.len() > 1_000 && !expected.quarantined.is_empty());
        for count in [1, 3] {
            let threads = Threads::new(count);
            let (reading, checking) =
                (ReadOptions { threads: &threads, ..reading }, CheckOptions { threads: &threads, ..CheckOptions::default() });
            let (mut records, mut findings): (Vec<Record>, Vec<_>) = (Vec::new(), Vec::new());
            let streamed = check_path(&path, &reading, &checking, &mut |batch, found| {
                records.extend_from_slice(batch);
                findings.extend_from_slice(found);
            })
            .unwrap();
            findings.sort_by(order);
            assert_eq!(records, whole.records);
            assert_eq!(rows(&findings), rows(&expected.findings));
            assert_eq!(streamed.quarantined, expected.quarantined);
            assert_eq!(vec![streamed.file], whole.files);
        }
    }
}

#[test]
fn other_encodings_and_formats_are_read_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lama.csv");
    let latin = [b"title,agency\n".as_slice(), b"Caf\xe9 Baca,Pemkot Surabaya\n"].concat();
    fs::write(&path, latin).unwrap();
    let mut reader = RecordReader::open(&path, &ReadOptions { source: "generic", ..ReadOptions::default() }).unwrap();
    let records = reader.next_batch().unwrap().unwrap();
    assert_eq!(records[0].innovation.title.as_deref(), Some("Café Baca"));
    assert_eq!(reader.file().encoding, "windows-1252");
    assert!(reader.next_batch().unwrap().is_none());
}

#[test]
fn a_streamed_file_may_be_larger_than_what_is_read_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("besar.csv");
    fs::write(&path, table(3_000)).unwrap();
    let limits = Limits { file_bytes: 1_000, ..Limits::default() };
    let options = ReadOptions { source: "generic", limits, ..ReadOptions::default() };
    assert!(read_path(&path, &options).is_err());
    assert!(RecordReader::open(&path, &options).unwrap().next_batch().unwrap().is_some());
    let limits = Limits { rows: 2_500, ..Limits::default() };
    let mut reader = RecordReader::open(&path, &ReadOptions { limits, ..options }).unwrap();
    let mut last = reader.next_batch();
    while let Ok(Some(_)) = last {
        last = reader.next_batch();
    }
    assert!(last.unwrap_err().to_string().contains("rows"));
}
