//! What is fuzzed: each function takes any bytes and must not panic, and keeps what it promises of rows.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use jipp_core::ingest::{IngestError, Ingested, Limits, Mapping, ReadOptions, Source, draft_mapping, read_each};
use jipp_core::text::{find_personal_data, html_to_text, mend_date, parse_date, parse_number, parse_title, redact};

/// Small limits, so that an input of a few bytes cannot be slow.
fn options(source: &str) -> ReadOptions<'_> {
    let limits = Limits { inflated_bytes: 8 << 20, cells: 200_000, rows: 20_000, cell_bytes: 1 << 16, ..Limits::default() };
    ReadOptions { source, limits, ..ReadOptions::default() }
}

/// Every data row is one record, under an id of its own.
fn kept(found: Result<Vec<Ingested>, IngestError>) {
    for ingested in found.into_iter().flatten() {
        assert_eq!(ingested.file.rows, ingested.records.len() as u64);
        let mut ids: Vec<&str> = ingested.records.iter().map(|record| record.source.record_id.as_str()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}

fn read(name: &str, bytes: &[u8]) {
    kept(read_each(Source { name, bytes }, &options("generic")));
}

/// Behind a header that every row fits, so that rows are reached.
pub fn csv(bytes: &[u8]) {
    read("f.csv", bytes);
    read("f.csv", &[b"external_id,title,agency,summary,year\n", bytes].concat());
    kept(read_each(Source { name: "f.csv", bytes }, &options("auto")));
}

pub fn json(bytes: &[u8]) {
    read("f.json", bytes);
    read("f.ndjson", &[b"{\"title\": \"Layanan\"}\n", bytes].concat());
}

pub fn xlsx(bytes: &[u8]) {
    read("f.xlsx", bytes);
    // as the sheet of a workbook that is otherwise whole
    read("f.xlsx", &workbook(bytes));
}

pub fn archive(bytes: &[u8]) {
    read("f.zip", bytes);
    read("f.gz", &[b"\x1f\x8b\x08\0\0\0\0\0\0\x03", bytes].concat());
}

pub fn parquet(bytes: &[u8]) {
    read("f.parquet", bytes);
    let length = u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes();
    read("f.parquet", &[b"PAR1", bytes, &length, b"PAR1"].concat());
}

pub fn arrow(bytes: &[u8]) {
    read("f.arrow", bytes);
    let length = u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes();
    read("f.arrows", &[&[0xff; 4], &length[..], bytes].concat());
}

pub fn spreadsheet(bytes: &[u8]) {
    read("f.xls", bytes);
    read("f.xls", &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes].concat());
}

pub fn mapping(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(mapping) = Mapping::from_toml("f.toml", &text) {
        let own = ReadOptions { mapping: Some(&mapping), ..options("generic") };
        kept(read_each(Source { name: "f.csv", bytes: b"judul,instansi,tahun\nLayanan,Kota Bogor,2020\n" }, &own));
    }
    let draft = draft_mapping(Source { name: "f.csv", bytes }, "f", &options("auto"));
    if let Ok(draft) = draft
        && draft.columns.iter().any(|(_, field, _)| field.is_some())
    {
        Mapping::from_toml("draft.toml", &draft.toml).expect("a draft is a mapping");
    }
}

pub fn title(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parsed = parse_title(&text);
    assert!(parsed.name.len() <= text.len() * 3 + 16);
}

pub fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let plain = html_to_text(&text).text;
    assert!(!plain.contains("<script"), "no markup is left to run");
    if let Some(masked) = redact(&text) {
        assert!(find_personal_data(&masked).is_empty(), "what is masked stays masked");
    }
    let _ = (parse_date(&text), mend_date(&text), parse_number(&text));
}

/// A workbook whose one sheet is these bytes: stored, so that what is mutated is the XML itself.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let text = |text: String| text.into_bytes();
    stored(&[
        ("[Content_Types].xml", text(format!("<Types xmlns=\"{PACKAGE}/content-types\"/>"))),
        ("_rels/.rels", text(format!("<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"))),
        ("xl/workbook.xml", text(format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELS}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"))),
        ("xl/_rels/workbook.xml.rels", text(format!("<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELS}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"))),
        ("xl/worksheets/sheet1.xml", sheet.to_vec()),
    ])
}

/// A ZIP archive with stored members (APPNOTE 6.3.10, 4.3).
fn stored(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in members {
        let (offset, crc, size) = (out.len() as u32, crc32(content), content.len() as u32);
        let common = [&20u16.to_le_bytes()[..], &[0; 8], &crc.to_le_bytes(), &size.to_le_bytes(), &size.to_le_bytes(), &(name.len() as u16).to_le_bytes(), &[0, 0]].concat();
        out.extend([b"PK\x03\x04", &common[..], name.as_bytes(), content].concat());
        directory.extend([b"PK\x01\x02", &[20, 0][..], &common, &[0; 10], &offset.to_le_bytes(), name.as_bytes()].concat());
    }
    let (count, size, offset) = (members.len() as u16, directory.len() as u32, out.len() as u32);
    out.extend(&directory);
    out.extend([b"PK\x05\x06", &[0; 4][..], &count.to_le_bytes(), &count.to_le_bytes(), &size.to_le_bytes(), &offset.to_le_bytes(), &[0, 0]].concat());
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

/// What the last panic said.
static SAID: Mutex<String> = Mutex::new(String::new());

/// libFuzzer ends the process at every panic, also at one of a library that jipp turns into a damaged file (`ingest/guard.rs`). With this
/// in place of its hook, only a panic that leaves jipp counts.
pub fn hold_panics() {
    std::panic::set_hook(Box::new(|panic| *SAID.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string()));
}

/// Runs a target, and ends the process if a panic leaves it.
pub fn judge(target: Target, bytes: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| target(bytes))).is_err() {
        eprintln!("{}", SAID.lock().unwrap_or_else(PoisonError::into_inner));
        std::process::abort();
    }
}

/// A function that takes any bytes.
pub type Target = fn(&[u8]);

/// Every target by name.
pub const TARGETS: [(&str, Target); 10] = [
    ("csv", csv),
    ("xlsx", xlsx),
    ("json", json),
    ("archive", archive),
    ("parquet", parquet),
    ("arrow", arrow),
    ("spreadsheet", spreadsheet),
    ("mapping", mapping),
    ("title", title),
    ("text", text),
];
