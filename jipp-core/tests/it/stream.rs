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

fn rows_of(findings: &[jipp_core::model::Finding]) -> Vec<FindingRow> {
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
            assert_eq!(rows_of(&findings), rows_of(&expected.findings));
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

#[test]
fn a_data_frame_read_piece_by_piece_is_the_table_of_it() {
    use std::sync::Arc;

    use arrow_array::types::Int32Type;
    use arrow_array::{ArrayRef, DictionaryArray, Float64Array, LargeStringArray, RecordBatch, StringArray, StringViewArray};
    use jipp_core::ingest::{arrow_table, read_table};
    use jipp_core::pipeline::check_reader;

    let rows = 2_000;
    let title = |row: usize| (row % 7 != 3).then(|| format!("Inovasi Nomor {} yang panjang (É)", row % 400));
    let blank = |row: usize| row % 1000 == 999;
    let text = |make: &dyn Fn(usize) -> Option<String>| -> Vec<Option<String>> {
        (0..rows).map(|row| if blank(row) { None } else { make(row) }).collect()
    };
    let titles = StringViewArray::from_iter(text(&title));
    let ids = LargeStringArray::from(text(&|row| Some((row % (rows - 7)).to_string())));
    let agencies: DictionaryArray<Int32Type> =
        text(&|row| Some(["Pemkot Surabaya", "Kab. Sléman – DIY", "Dinas Entah"][row % 3].to_owned()))
            .iter()
            .map(Option::as_deref)
            .collect();
    let years = Float64Array::from((0..rows).map(|row| (!blank(row)).then_some(f64::from(2010 + (row % 15) as u32))).collect::<Vec<_>>());
    let summaries = StringArray::from(text(&|row| Some("Layanan “cepat” bagi warga, ".repeat(row % 9))));
    let columns: [(&str, ArrayRef); 5] = [
        ("external_id", Arc::new(ids)),
        ("title", Arc::new(titles)),
        ("agency", Arc::new(agencies)),
        ("year", Arc::new(years)),
        ("summary", Arc::new(summaries)),
    ];
    let frame = RecordBatch::try_from_iter(columns).unwrap();
    // one batch of all rows, and many of uneven length, some of them empty
    let pieces = [0, 1, 1, 700, 1_300, 1_999, rows].windows(2).map(|at| frame.slice(at[0], at[1] - at[0])).collect::<Vec<_>>();
    for batches in [vec![frame.clone()], pieces] {
        let given = || batches.clone().into_iter().map(Ok);
        let limits = Limits { cell_bytes: 200, ..Limits::LOCAL };
        let reading = ReadOptions { source: "generic", limits, ..ReadOptions::default() };
        let table = arrow_table("frame", &frame.schema(), given(), &limits).unwrap();
        assert_eq!((table.rows.len(), table.blank_rows), (rows - 2, 2));
        assert!(table.rows.iter().any(|row| !row.too_long.is_empty()));
        let whole = collect(vec![read_table("frame", table, &reading).unwrap()]);
        let expected = whole.check(&CheckOptions::default());
        for count in [1, 3] {
            let threads = Threads::new(count);
            let (reading, checking) =
                (ReadOptions { threads: &threads, ..reading }, CheckOptions { threads: &threads, ..CheckOptions::default() });
            let reader = RecordReader::arrow("frame", &frame.schema(), given(), &reading).unwrap();
            let mut records: Vec<Record> = Vec::new();
            let (streamed, checked) = check_reader(reader, &reading, &checking, &mut |batch| records.extend_from_slice(batch)).unwrap();
            assert_eq!(records, whole.records);
            assert_eq!(rows_of(&checked.findings), rows_of(&expected.findings));
            assert_eq!(checked.quarantined, expected.quarantined);
            assert_eq!(vec![streamed.file], whole.files);
        }
    }
}
