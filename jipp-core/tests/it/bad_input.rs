//! Bad input is expected input: a typed error or a finding that names file, row, field and remedy; never a panic.

use std::io::Write as _;

use jipp_core::ingest::{IngestError, Limits, ReadOptions, Source, read};
use jipp_core::model::Finding;
use jipp_core::pipeline::collect;
use jipp_core::rules::CheckOptions;

fn refused(name: &str, bytes: &[u8], source: &str) -> IngestError {
    let error = read(Source { name, bytes }, &ReadOptions { source, ..ReadOptions::default() }).expect_err("this cannot be read");
    let message = error.to_string();
    assert!(message.contains(name), "the message names the file: {message}");
    error
}

fn findings(bytes: &[u8], limits: Limits) -> (usize, usize, Vec<Finding>) {
    let options = ReadOptions { source: "generic", limits, ..ReadOptions::default() };
    let dataset = collect(vec![read(Source { name: "t.csv", bytes }, &options).expect("the rest of the file can be read")]);
    let checked = dataset.check(&CheckOptions::default());
    (dataset.records.len(), checked.quarantined.len(), checked.findings)
}

#[test]
fn an_empty_file() {
    for bytes in [&b""[..], b"  \n\r\n", b"\xef\xbb\xbf"] {
        assert_eq!(refused("kosong.csv", bytes, "auto").code(), "empty_file");
    }
}

#[test]
fn a_header_without_rows_is_an_empty_table() {
    let (read, quarantined, _) = findings(b"external_id,title\n", Limits::default());
    assert_eq!((read, quarantined), (0, 0));
}

#[test]
fn a_binary_file_named_csv() {
    for (bytes, seen) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "picture"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (&[0u8, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 6][..], "binary"),
    ] {
        let error = refused("data.csv", bytes, "auto");
        assert!(error.code() == "unknown_format" && error.to_string().contains(seen), "{error}");
    }
}

#[test]
fn a_missing_column_names_what_is_expected_and_what_is_there() {
    let error = refused("kipp.csv", b"No Registrasi,Judull Inovasinya,Instansi\n1,A,B\n", "kipp");
    let message = error.to_string();
    assert_eq!(error.code(), "missing_column");
    assert!(message.contains("title") && message.contains("`Judul`") && message.contains("`Instansi`"), "{message}");
}

#[test]
fn a_wrong_delimiter_is_suspected() {
    let error = refused("kipp.csv", b"No Registrasi^Judul^Instansi\n1^A^B\n", "kipp");
    assert!(error.to_string().contains("--delimiter"), "{error}");
    let options = ReadOptions { source: "kipp", delimiter: Some(b'^'), ..ReadOptions::default() };
    assert_eq!(read(Source { name: "kipp.csv", bytes: b"No Registrasi^Judul^Instansi\n1^A^B\n" }, &options).unwrap().records.len(), 1);
}

#[test]
fn columns_of_no_known_source() {
    let error = refused("lain.csv", b"foo,bar\n1,2\n", "auto");
    assert!(error.code() == "unknown_source" && error.to_string().contains("`foo`"), "{error}");
}

#[test]
fn windows_1252_is_read_and_reported() {
    let (read, quarantined, findings) =
        findings(b"external_id,title,agency\n1,Caf\xe9 Layanan \x93Ramah\x94,Kota Surabaya\n", Limits::default());
    assert_eq!((read, quarantined), (1, 0));
    let finding = findings.iter().find(|f| f.rule.code == "SRC-02").expect("the encoding is a finding");
    assert_eq!(finding.file.as_deref(), Some("t.csv"));
}

#[test]
fn utf_16_is_read_with_and_without_a_mark() {
    let text = "external_id,title,agency\n1,Layanan Ramah,Kota Surabaya\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(little.clone()).collect();
    for bytes in [little, marked] {
        let options = ReadOptions { source: "generic", ..ReadOptions::default() };
        let ingested = read(Source { name: "t.csv", bytes: &bytes }, &options).unwrap();
        assert_eq!(ingested.records[0].innovation.title.as_deref(), Some("Layanan Ramah"));
    }
}

#[test]
fn a_cell_of_a_hundred_megabytes_quarantines_its_row_only() {
    let mut bytes = b"external_id,title,summary\n1,Baik,pendek\n2,Buruk,\"".to_vec();
    bytes.resize(bytes.len() + 100_000_000, b'x');
    bytes.extend_from_slice(b"\"\n3,Baik juga,pendek\n");
    let (read, quarantined, findings) = findings(&bytes, Limits::LOCAL);
    assert_eq!((read, quarantined), (3, 1));
    let finding = findings.iter().find(|f| f.rule.code == "SRC-04").expect("the cell is a finding");
    assert_eq!((finding.row, finding.severity.code()), (Some(3), "error"));
}

#[test]
fn a_row_with_too_many_cells_is_quarantined_and_one_with_too_few_too() {
    let (read, quarantined, findings) = findings(b"external_id,title,agency\n1,A,B,C,D\n2,A\n3,A,B\n", Limits::default());
    assert_eq!((read, quarantined), (3, 2));
    assert_eq!(findings.iter().filter(|f| f.rule.code == "SRC-03").count(), 2);
}

#[test]
fn limits_name_themselves_and_what_was_seen() {
    let rows: String = (0..20).map(|i| format!("{i},t\n")).collect();
    let text = format!("external_id,title\n{rows}");
    for (limits, name) in [
        (Limits { rows: 19, ..Limits::default() }, "rows"),
        (Limits { columns: 1, ..Limits::default() }, "columns"),
        (Limits { cells: 41, ..Limits::default() }, "cells"),
        (Limits { file_bytes: 20, ..Limits::default() }, "file_bytes"),
    ] {
        let error = read(Source { name: "t.csv", bytes: text.as_bytes() }, &ReadOptions { limits, ..ReadOptions::default() }).unwrap_err();
        assert!(matches!(&error, IngestError::Limit { limit, .. } if *limit == name), "{error}");
    }
    let exact = Limits { rows: 20, columns: 2, cells: 42, file_bytes: text.len() as u64, ..Limits::default() };
    assert!(read(Source { name: "t.csv", bytes: text.as_bytes() }, &ReadOptions { limits: exact, ..ReadOptions::default() }).is_ok());
}

#[test]
fn an_empty_list_of_records_is_an_empty_table() {
    for source in ["generic", "auto", "kipp"] {
        let ingested = read(Source { name: "t.json", bytes: b"[]" }, &ReadOptions { source, ..ReadOptions::default() }).unwrap();
        assert!(ingested.records.is_empty());
    }
}

#[test]
fn broken_json() {
    for (text, code) in
        [("[{\"title\": ", "damaged_file"), ("[1, 2]", "unknown_format"), ("{\"title\": \"a\"}\n{\"title\": }\n", "damaged_file")]
    {
        let error = refused("t.json", text.as_bytes(), "generic");
        assert_eq!(error.code(), code, "{error}");
    }
    let nested = "[".repeat(100_000);
    assert_eq!(refused("t.json", nested.as_bytes(), "generic").code(), "limit_passed");
}

#[test]
fn a_truncated_workbook_and_one_that_inflates_without_end() {
    let whole = std::fs::read(crate::support::root().join("examples/data/iga.xlsx")).unwrap();
    for share in [4, 2, 3] {
        let error = refused("iga.xlsx", &whole[..whole.len() * (share - 1) / share], "iga");
        assert_eq!(error.code(), "damaged_file", "{error}");
    }
    let bomb = workbook(&format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", " ".repeat(64 << 20)));
    assert!(bomb.len() < 200_000);
    let error = refused("bom.xlsx", &bomb, "iga");
    assert!(matches!(error, IngestError::Limit { limit: "inflation_ratio", .. }), "{error}");
}

#[test]
fn a_small_workbook_with_a_cell_at_the_last_corner_stops_at_a_limit() {
    let corner = workbook(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Nama Inovasi</t></is></c></row><row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>",
    );
    let error = refused("sudut.xlsx", &corner, "iga");
    assert!(matches!(error, IngestError::Limit { limit: "columns", .. }), "{error}");
}

/// The smallest workbook with this sheet data.
fn workbook(rows: &str) -> Vec<u8> {
    let sheet =
        format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>");
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
