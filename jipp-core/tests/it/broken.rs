//! Broken files: each gives a typed error, or records with findings; none panics. What each is, is said by its name; small ones lie in
//! `tests/fixtures/broken` (`make.py` writes them), large ones are made here.

use std::io::Write as _;

use jipp_core::ingest::{IngestError, Ingested, Limits, ReadOptions, Source, read_each};
use jipp_core::pipeline::collect;
use jipp_core::rules::CheckOptions;

use crate::support::root;

/// What a file must come to.
enum Is {
    /// An error with this slug.
    Error(&'static str),
    /// An error about this limit.
    Limit(&'static str),
    /// So many records read, and so many of these kept out.
    Read(usize, usize),
    /// The same with a finding of this rule.
    Found(usize, usize, &'static str),
    /// A typed error or records: the libraries that read the format decide.
    Either,
}
use Is::{Either, Error, Found, Limit, Read};

const CORPUS: &[(&str, Is)] = &[
    ("empty.csv", Error("empty_file")),
    ("blank-lines.csv", Error("empty_file")),
    ("mark-only.csv", Error("empty_file")),
    ("header-only.csv", Read(0, 0)),
    ("no-line-end.csv", Read(1, 0)),
    ("nul-bytes.csv", Read(1, 0)),
    ("nul-only.csv", Error("unknown_format")),
    ("mixed-line-ends.csv", Read(3, 0)),
    ("old-mac-line-ends.csv", Read(1, 0)),
    ("duplicate-headers.csv", Read(1, 0)),
    ("nameless-headers.csv", Read(1, 0)),
    ("open-quote.csv", Found(1, 1, "SRC-03")),
    ("quote-inside.csv", Read(2, 0)),
    ("ragged.csv", Found(3, 2, "SRC-03")),
    ("wrong-delimiter.csv", Error("missing_column")),
    ("semicolon-decimal-comma.csv", Read(1, 0)),
    ("sep-line.csv", Read(1, 0)),
    ("windows-1252.csv", Found(1, 0, "SRC-02")),
    ("invalid-utf8.csv", Found(4, 2, "SRC-02")),
    ("cut-in-letter.csv", Found(1, 1, "SRC-03")),
    ("utf16-le-no-mark.csv", Read(1, 0)),
    ("utf16-odd-length.csv", Read(1, 0)),
    ("utf16-lone-surrogate.csv", Found(1, 0, "SRC-02")),
    ("utf32.csv", Either),
    ("ebcdic.csv", Either),
    ("control-characters.csv", Read(1, 0)),
    ("formulas.csv", Read(2, 0)),
    ("emoji.csv", Read(1, 0)),
    ("right-to-left.csv", Read(1, 0)),
    ("zero-width.csv", Read(1, 0)),
    ("combining-marks.csv", Read(1, 0)),
    ("large-ids.csv", Read(2, 0)),
    ("same-ids.csv", Found(3, 2, "ID-06")),
    ("impossible-dates.csv", Found(3, 0, "DAT-01")),
    ("placeholders.csv", Found(1, 1, "ID-01")),
    ("markup.csv", Found(1, 0, "ID-04")),
    ("inline-picture.csv", Found(1, 0, "TXT-04")),
    ("no-known-column.csv", Error("missing_column")),
    ("html-page.csv", Error("missing_column")),
    ("xml.csv", Error("missing_column")),
    ("pdf.csv", Error("unknown_format")),
    ("picture.csv", Error("unknown_format")),
    ("truncated.json", Error("damaged_file")),
    ("deep.json", Limit("json_depth")),
    ("deep-object.json", Limit("json_depth")),
    ("no-list.json", Error("missing_column")),
    ("list-of-numbers.json", Error("unknown_format")),
    ("large-ids.json", Read(1, 0)),
    ("duplicate-keys.json", Read(1, 0)),
    ("huge-number.json", Error("damaged_file")),
    ("lone-surrogate.json", Error("damaged_file")),
    ("trailing-comma.json", Error("damaged_file")),
    ("bad-line.ndjson", Error("damaged_file")),
    ("mixed-values.json", Read(1, 0)),
    ("truncated.csv.gz", Error("damaged_file")),
    ("wrong-checksum.csv.gz", Error("damaged_file")),
    ("not-gzip.csv.gz", Error("damaged_file")),
    ("bomb.csv.gz", Limit("inflation_ratio")),
    ("nested.csv.gz", Error("unknown_format")),
    ("nested.zip", Error("unknown_format")),
    ("several.zip", Read(2, 0)),
    ("empty.zip", Error("unknown_format")),
    ("folder-only.zip", Error("empty_file")),
    ("truncated.zip", Error("damaged_file")),
    ("path-traversal.zip", Read(1, 0)),
    ("bomb.zip", Limit("inflation_ratio")),
    ("lying-size.zip", Either),
    ("no-sheet.xlsx", Error("empty_file")),
    ("not-a-workbook.xlsx", Error("damaged_file")),
    ("far-cell.xlsx", Limit("columns")),
    ("broken-xml.xlsx", Either),
    ("billion-laughs.xlsx", Either),
    ("external-entity.xlsx", Either),
    ("formula-cells.xlsx", Read(1, 0)),
    ("error-cells.xlsx", Found(1, 1, "ID-01")),
    ("numbers-as-text.xlsx", Read(1, 0)),
    ("title-rows.xlsx", Read(1, 0)),
    ("merged-cells.xlsx", Read(2, 0)),
    ("merged-everything.xlsx", Read(1, 0)),
    ("several-sheets.xlsx", Read(2, 0)),
    ("missing-relation.xlsx", Either),
    ("cell-references-back.xlsx", Either),
    ("shared-string-missing.xlsx", Either),
    ("truncated.xlsx", Error("damaged_file")),
    ("serial-dates.xlsx", Either),
    ("old-excel.xls", if cfg!(feature = "spreadsheets") { Error("damaged_file") } else { Error("unknown_format") }),
    ("bad-magic.parquet", Error("damaged_file")),
    ("bad-footer.parquet", Error("damaged_file")),
    ("bad-magic.arrow", Error("damaged_file")),
    ("bad-length.arrows", Either),
    ("whole.parquet", Found(2, 1, "ID-01")),
    ("truncated.parquet", Error("damaged_file")),
    ("flipped.parquet", Either),
    ("whole.arrow", Found(2, 1, "ID-01")),
    ("truncated.arrow", Error("damaged_file")),
    ("flipped.arrow", Either),
    ("claims-more.arrow", Error("damaged_file")),
    ("claims-more.arrows", Error("damaged_file")),
    ("claims-more-lz4.arrows", Limit("inflated_bytes")),
    ("claims-less-lz4.arrows", Error("damaged_file")),
    ("whole-lz4.arrows", Found(100, 99, "ID-06")),
];

fn options() -> ReadOptions<'static> {
    ReadOptions { source: "generic", ..ReadOptions::default() }
}

/// Nothing or what is wrong.
fn judged(name: &str, bytes: &[u8], is: &Is) -> Option<String> {
    let found = read_each(Source { name, bytes }, &options());
    let wrong = match (&found, is) {
        (Ok(files), Read(..) | Found(..) | Either) => counted(files, is),
        (Err(error), Error(code)) => (error.code() != *code).then(|| error.to_string()),
        (Err(IngestError::Limit { limit, .. }), Limit(wanted)) => (limit != wanted).then(|| (*limit).to_owned()),
        (Err(error), Either) => (!error.to_string().contains(name)).then(|| error.to_string()),
        (Err(error), _) => Some(error.to_string()),
        (Ok(files), _) => Some(format!("read as {} records", files.iter().map(|file| file.records.len()).sum::<usize>())),
    };
    wrong.map(|seen| format!("{name}: {seen}"))
}

fn counted(files: &[Ingested], is: &Is) -> Option<String> {
    let dataset = collect(files.to_vec());
    let checked = dataset.check(&CheckOptions::default());
    let (read, kept_out) = (dataset.records.len(), checked.quarantined.len());
    assert_eq!(read as u64, dataset.files.iter().map(|file| file.rows).sum::<u64>());
    let codes: Vec<&str> = checked.findings.iter().map(|finding| finding.rule.code).collect();
    let fits = match is {
        Read(wanted, out) => (read, kept_out) == (*wanted, *out),
        Found(wanted, out, code) => (read, kept_out) == (*wanted, *out) && codes.contains(code),
        _ => true,
    };
    (!fits).then(|| format!("{read} read, {kept_out} kept out, {codes:?}"))
}

#[test]
fn every_broken_file_gives_a_typed_error_or_findings() {
    let folder = root().join("tests/fixtures/broken");
    let mut present: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != "make.py")
        .collect();
    present.sort();
    let mut listed: Vec<&str> = CORPUS.iter().map(|(name, _)| *name).collect();
    listed.sort_unstable();
    assert_eq!(present, listed, "the files and this table differ");
    assert!(listed.len() >= 60);
    let wrong: Vec<String> = CORPUS.iter().filter_map(|(name, is)| judged(name, &std::fs::read(folder.join(name)).unwrap(), is)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_million_columns() {
    let mut text = "title,".repeat(999_999);
    text.push_str("agency\n");
    text.push_str(&"x,".repeat(1_000_000));
    assert_eq!(judged("million-columns.csv", text.as_bytes(), &Limit("columns")), None);
    let object = format!("[{{{}}}]", (0..1_000_000).map(|at| format!("\"k{at}\":1")).collect::<Vec<_>>().join(","));
    assert_eq!(judged("million-columns.json", object.as_bytes(), &Limit("columns")), None);
}

#[test]
fn more_than_the_limits_allow() {
    let mut large = b"external_id,title\n1,".to_vec();
    large.resize((64 << 20) + 1, b'x');
    assert_eq!(judged("large.csv", &large, &Limit("file_bytes")), None);
    let rows = "a,b,c,d\n".repeat(600_000);
    assert_eq!(judged("cells.csv", format!("external_id,title,agency,year\n{rows}").as_bytes(), &Limit("cells")), None);
    let array = format!("[{}0]", "0,".repeat(12_000_000));
    assert_eq!(judged("values.json", array.as_bytes(), &Limit("cells")), None);
}

#[test]
fn bombs() {
    let mut gz = flate2_of(&vec![b' '; 1 << 20]);
    for _ in 0..5 {
        gz = [gz.clone(), gz].concat();
    }
    assert_eq!(judged("spaces.csv.gz", &gz, &Limit("inflation_ratio")), None);
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let deflated = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for name in ["[Content_Types].xml", "xl/workbook.xml", "xl/sharedStrings.xml"] {
        out.start_file(name, deflated).unwrap();
        for _ in 0..40 {
            out.write_all(&vec![b'a'; 1 << 20]).unwrap();
        }
    }
    assert_eq!(judged("bomb.xlsx", &out.finish().unwrap().into_inner(), &Limit("inflation_ratio")), None);
}

/// Gzip of these bytes.
fn flate2_of(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn one_less_and_exactly_are_allowed_and_one_more_is_not() {
    let text = b"external_id,title\n1,A\n2,B\n3,C\n";
    for (name, seen) in [("rows", 3), ("columns", 2), ("cells", 8), ("file_bytes", text.len() as u64)] {
        for (allowed, fits) in [(seen - 1, false), (seen, true), (seen + 1, true)] {
            let limits = Limits::default().with(name, allowed).unwrap();
            let found = jipp_core::ingest::read(Source { name: "t.csv", bytes: text }, &ReadOptions { limits, ..options() });
            match found {
                Ok(_) => assert!(fits, "{name} {allowed}"),
                Err(IngestError::Limit { limit, seen: s, allowed: a, .. }) => {
                    assert!(!fits && limit == name && a == allowed && s > a, "{name} {allowed}: {limit} {s} {a}");
                }
                Err(other) => panic!("{other}"),
            }
        }
    }
    let json = br#"[{"title": "x", "evidence": [[1]]}]"#;
    for (allowed, fits) in [(3, false), (4, true), (5, true)] {
        let limits = Limits { json_depth: allowed, ..Limits::default() };
        let found = jipp_core::ingest::read(Source { name: "t.json", bytes: json }, &ReadOptions { limits, ..options() });
        assert_eq!(found.is_ok(), fits, "{allowed}");
    }
    for (allowed, long) in [(5, true), (6, false), (7, false)] {
        let limits = Limits { cell_bytes: allowed, ..Limits::default() };
        let found =
            jipp_core::ingest::read(Source { name: "t.csv", bytes: b"title\nabcdef\n" }, &ReadOptions { limits, ..options() }).unwrap();
        assert_eq!(found.records[0].innovation.title.is_none(), long, "a cell of six bytes where {allowed} are allowed");
    }
}
