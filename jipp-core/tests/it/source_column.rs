//! The column `source` of a table in memory: the source of each record, or a column like others.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use jipp_core::ingest::{FileInfo, ReadOptions, RecordReader, Row, Table, read_table};
use jipp_core::lang::Lang;
use jipp_core::model::{Record, SourceSystem};

fn options() -> ReadOptions<'static> {
    ReadOptions { source_column: true, ..ReadOptions::default() }
}

fn of_table(sources: &[&str]) -> (FileInfo, Vec<Record>) {
    let mut table = Table { columns: ["title", "agency", "source"].map(str::to_owned).to_vec(), ..Table::default() };
    table.rows = (1..)
        .zip(sources)
        .map(|(number, source)| {
            let cells = [format!("Layanan {number}"), "Pemkot Malang".to_owned(), (*source).to_owned()].to_vec();
            Row { number, cells, ..Row::default() }
        })
        .collect();
    let read = read_table("frame", table, &options()).unwrap();
    (read.file, read.records)
}

/// The same as Arrow data of one batch for each row.
fn of_frame(sources: &[&str]) -> (FileInfo, Vec<Record>) {
    let column = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
    let batch = |(number, source): (usize, &&str)| {
        let title = format!("Layanan {}", number + 1);
        RecordBatch::try_from_iter([("title", column(&title)), ("agency", column("Pemkot Malang")), ("source", column(source))]).unwrap()
    };
    let batches: Vec<RecordBatch> = sources.iter().enumerate().map(batch).collect();
    let schema = batches[0].schema();
    let mut reader = RecordReader::arrow("frame", &schema, batches.into_iter().map(Ok), &options()).unwrap();
    let mut records = Vec::new();
    while let Some(batch) = reader.next_batch().unwrap() {
        records.extend(batch);
    }
    (reader.file(), records)
}

fn systems(records: &[Record]) -> Vec<SourceSystem> {
    records.iter().map(|record| record.source.system).collect()
}

#[test]
fn each_record_keeps_the_source_that_its_row_names() {
    use SourceSystem::{Generic, KemendagriIga, PanrbKipp};
    for (file, records) in [of_table(&["kipp", "kemendagri_iga", " "]), of_frame(&["kipp", "kemendagri_iga", " "])] {
        assert_eq!(systems(&records), [PanrbKipp, KemendagriIga, Generic]);
        assert!(!file.reason.contains("`source`") && !file.reason_id.contains("`source`"), "{}", file.reason);
    }
}

#[test]
fn a_column_that_means_something_else_is_a_column_like_others() {
    for stranger in ["survei", "http://contoh.id/1", "kip"] {
        // the last of many rows, behind those that are read before the mapping is chosen
        let mut sources = vec!["kipp"; 700];
        sources.push(stranger);
        for (file, records) in [of_table(&sources), of_frame(&sources)] {
            assert_eq!(records.len(), 701);
            assert!(systems(&records).iter().all(|system| *system == SourceSystem::Generic), "{stranger}");
            assert_eq!(records[0].source.cell("source"), Some("kipp"));
            assert_eq!(records[700].source.cell("source"), Some(stranger));
            assert_eq!(records[700].innovation.title.as_deref(), Some("Layanan 701"), "in their order");
            let told = format!("the column `source` is read as any other: `{stranger}` is no name of a source");
            assert!(file.why(Lang::En).contains(&told), "{}", file.reason);
            let told = format!("kolom `source` dibaca sebagai kolom biasa: `{stranger}` bukan nama sumber");
            assert!(file.why(Lang::Id).contains(&told), "{}", file.reason_id);
        }
    }
    let (file, _) = of_table(&["kip"]);
    assert!(file.reason.ends_with("did you mean `kipp`?") && file.reason_id.ends_with("maksudnya `kipp`?"), "{}", file.reason);
    let (file, _) = of_table(&["hubungi 081234567890"]);
    assert!(!file.reason.contains("0812"), "{}", file.reason);
}

#[test]
fn without_being_asked_the_column_names_nothing() {
    let mut table = Table { columns: ["title", "agency", "source"].map(str::to_owned).to_vec(), ..Table::default() };
    table.rows.push(Row { number: 1, cells: ["Bank Sampah", "Pemkot Malang", "kipp"].map(str::to_owned).to_vec(), ..Row::default() });
    let read = read_table("frame", table, &ReadOptions::default()).unwrap();
    assert_eq!(systems(&read.records), [SourceSystem::Generic]);
    assert!(!read.file.reason.contains("`source`"));
}
