//! Feedback files: what goes to an agency comes back as the same records.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use jipp_core::ingest::{
    FEEDBACK_COLUMNS, Ingested, Limits, ReadOptions, RowKey, Source, Table, looks_like_formula, read, read_plain, unguarded,
};
use jipp_core::lang::Lang;
use jipp_core::model::{Record, SourceRecord};
use jipp_core::pipeline::{Dataset, collect};
use jipp_core::report::feedback::{FeedbackFile, FeedbackFormat, FeedbackOptions, feedback_files};
use jipp_core::rules::CheckOptions;
use proptest::prelude::*;

use crate::support::{root, sample_files, shared};

fn feedback(dataset: &Dataset, options: &FeedbackOptions) -> Vec<FeedbackFile> {
    let checked = dataset.check(&CheckOptions::default());
    feedback_files(&dataset.files, &dataset.records, &checked, options).collect::<Result<_, _>>().unwrap()
}

fn again(file: &FeedbackFile) -> Ingested {
    read(Source { name: &file.name, bytes: &file.bytes }, &ReadOptions::default()).unwrap_or_else(|e| panic!("{}: {e}", file.name))
}

fn from_csv(text: &str, source: &str) -> Dataset {
    collect(vec![read(Source { name: "asal.csv", bytes: text.as_bytes() }, &ReadOptions { source, ..ReadOptions::default() }).unwrap()])
}

/// Record id, hash and innovation are those of the original; every record is there once.
#[track_caller]
fn assert_same(dataset: &Dataset, files: &[FeedbackFile]) {
    let mut original: BTreeMap<&str, &Record> = dataset.records.iter().map(|r| (r.source.record_id.as_str(), r)).collect();
    for file in files {
        let ingested = again(file);
        assert_eq!(ingested.records.len(), file.records, "{}", file.name);
        assert!(ingested.file.columns.iter().all(|(header, _)| !header.contains("[jipp]")));
        for record in &ingested.records {
            let before = original.remove(record.source.record_id.as_str()).unwrap_or_else(|| panic!("{}", record.source.record_id));
            assert_eq!(record.source.hash, before.source.hash, "{}", record.source.record_id);
            assert_eq!(record.innovation, before.innovation, "{}", record.source.record_id);
            let kinds =
                |r: &Record| r.source.notes.iter().map(|n| format!("{:?}", n.kind)).filter(|k| k != "PersonalData").collect::<Vec<_>>();
            let (mut now, mut then) = (kinds(record), kinds(before));
            now.sort();
            then.sort();
            assert_eq!(now, then, "{}", record.source.record_id);
        }
    }
    assert!(original.is_empty(), "lost: {:?}", original.keys());
}

const BOTH: [FeedbackFormat; 2] = [FeedbackFormat::Xlsx, FeedbackFormat::Csv];

#[test]
fn the_sample_comes_back_as_it_went() {
    for ingested in sample_files() {
        let dataset = collect(vec![ingested]);
        for format in BOTH {
            for personal_data in [false, true] {
                let files = feedback(&dataset, &FeedbackOptions { format, personal_data, ..FeedbackOptions::default() });
                assert!(files.len() > 3);
                assert_same(&dataset, &files);
            }
        }
    }
}

#[test]
fn each_file_holds_one_agency_only() {
    let dataset = collect(sample_files());
    let files = feedback(&dataset, &FeedbackOptions::default());
    assert_eq!(files.iter().map(|file| file.records).sum::<usize>(), dataset.records.len());
    for file in &files {
        let agencies: Vec<_> = again(file).records.iter().map(|r| r.innovation.agency_code.clone()).collect();
        assert!(agencies.iter().all(|code| *code == file.agency), "{}: {agencies:?}", file.name);
        assert_eq!(file.agency.is_none(), file.name.contains("lainnya"), "{}", file.name);
    }
    assert!(files.iter().any(|file| file.agency.is_none()));
}

#[test]
fn real_rows_come_back_as_they_went() {
    for (source, path) in [("lan", "lan2018/inovasi.csv")] {
        let Some(path) = shared(path) else { return };
        let bytes = std::fs::read(path).unwrap();
        let options = ReadOptions { source, ..ReadOptions::default() };
        let dataset = collect(vec![read(Source { name: "asal.csv", bytes: &bytes }, &options).unwrap()]);
        for format in BOTH {
            let files = feedback(&dataset, &FeedbackOptions { format, ..FeedbackOptions::default() });
            assert_same(&dataset, &files);
        }
    }
}

const HEADER: &str = "No Registrasi,Tahun,Judul,Kelompok,Instansi,UPP,Telepon,Ringkasan,Signifikansi";

#[test]
fn the_same_input_gives_the_same_bytes() {
    let dataset = collect(sample_files());
    for format in BOTH {
        let options = FeedbackOptions { format, ..FeedbackOptions::default() };
        assert_eq!(feedback(&dataset, &options), feedback(&dataset, &options));
    }
}

#[test]
fn a_corrected_row_keeps_its_id_and_gets_another_hash() {
    // without registration number the id is made of the hash; the second row repeats the id of the first
    let dataset = from_csv(
        &format!(
            "{HEADER}\n,2019,Loket Cepat,,Kota Surabaya,,,Singkat,\n7,2020,Antar Obat,,Kota Surabaya,,,x,\n7,2020,Antar Obat B,,Kota Surabaya,,,y,\n"
        ),
        "kipp",
    );
    let ids: Vec<&str> = dataset.records.iter().map(|r| r.source.record_id.as_str()).collect();
    for format in BOTH {
        let file = feedback(&dataset, &FeedbackOptions { format, ..FeedbackOptions::default() }).remove(0);
        let mut rows = rows_of(&file);
        rows[1][2] = "Loket Sangat Cepat".into();
        // sorted by a person, and a copy of a row as a new record without the columns of jipp
        rows.swap(1, 3);
        let own = rows[0].iter().position(|header| header.starts_with("[jipp]")).unwrap();
        let mut copy = rows[2].clone();
        copy.iter_mut().skip(own).for_each(String::clear);
        copy[2] = "Baru".into();
        rows.insert(1, copy);
        let back = collect(vec![read_table(&rows)]);
        let now: Vec<&str> = back.records.iter().map(|r| r.source.record_id.as_str()).collect();
        assert_eq!(now[1..], [ids[2], ids[1], ids[0]]);
        assert!(!ids.contains(&now[0]), "{now:?}");
        assert_eq!(back.records[1].source.hash, dataset.records[2].source.hash);
        assert_eq!(back.records[2].source.hash, dataset.records[1].source.hash);
        assert_ne!(back.records[3].source.hash, dataset.records[0].source.hash);
        assert_eq!(back.records[3].innovation.title.as_deref(), Some("Loket Sangat Cepat"));
    }
}

/// The rows of a feedback file as a person sees them in a spreadsheet.
fn rows_of(file: &FeedbackFile) -> Vec<Vec<String>> {
    if file.bytes.starts_with(b"\xef\xbb\xbf") {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter_of(file)).from_reader(&file.bytes[3..]);
        return reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    }
    let book = unzip(&file.bytes);
    let strings: Vec<String> = texts(&book["xl/sharedStrings.xml"], "<si>", "</si>").iter().map(|si| plain(si)).collect();
    texts(&book["xl/worksheets/sheet1.xml"], "<row ", "</row>")
        .iter()
        .map(|row| {
            texts(row, "<c ", "</c>")
                .iter()
                .map(|cell| texts(cell, "<v>", "</v>").first().map_or(String::new(), |at| strings[at.parse::<usize>().unwrap()].clone()))
                .collect()
        })
        .collect()
}

fn delimiter_of(file: &FeedbackFile) -> u8 {
    let text = std::str::from_utf8(&file.bytes).unwrap();
    if text.contains(&format!("{},", FEEDBACK_COLUMNS[0])) { b',' } else { b';' }
}

fn unzip(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn texts<'a>(xml: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    // an element that closes itself has nothing between
    xml.split(from)
        .skip(1)
        .map(|rest| if from == "<c " && rest.split('>').next().unwrap().ends_with('/') { "" } else { rest.split(to).next().unwrap() })
        .collect()
}

fn plain(si: &str) -> String {
    let text = si.split_once('>').map_or("", |(_, rest)| rest).trim_end_matches("</t>");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Reads rows as a workbook would be read: a table in memory.
fn read_table(rows: &[Vec<String>]) -> Ingested {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    let bytes = writer.into_inner().unwrap();
    read(Source { name: "kembali.csv", bytes: &bytes }, &ReadOptions::default()).unwrap()
}

#[test]
fn no_cell_is_a_formula() {
    let hostile = "=HYPERLINK(\"\"http://x\"\",\"\"klik\"\")";
    let text = format!("{HEADER},=1+2\n\"=1+1\",2019,\"{hostile}\",,+Kota Surabaya,-2+3,@x,\"\t=1\",\"\r=cmd|' /C calc'!A0\",@SUM(1)\n");
    let dataset = from_csv(&text, "kipp");
    for format in BOTH {
        let files = feedback(&dataset, &FeedbackOptions { format, personal_data: true, ..FeedbackOptions::default() });
        assert_same(&dataset, &files);
        for file in &files {
            if format == FeedbackFormat::Xlsx {
                for (name, part) in unzip(&file.bytes) {
                    assert!(!part.contains("<f>") && !part.contains("<f ") && !part.contains("hyperlink"), "{name}");
                }
            } else {
                assert!(rows_of(file).iter().flatten().all(|cell| !looks_like_formula(cell)), "{:?}", rows_of(file));
            }
        }
    }
}

#[test]
fn personal_data_travels_only_if_asked_for() {
    let text = format!(
        "{HEADER}\n1,2019,Loket,,Kota Surabaya,,081234567890,Hubungi budi@contoh.go.id,\"NIK 3578010101900001, 0812<b>3456</b>7890\"\n"
    );
    let dataset = from_csv(&text, "kipp");
    for format in BOTH {
        let secret = ["081234567890", "budi@contoh", "3578010101900001", "3456"];
        let file = feedback(&dataset, &FeedbackOptions { format, ..FeedbackOptions::default() }).remove(0);
        let seen: String = if format == FeedbackFormat::Xlsx {
            unzip(&file.bytes).into_values().collect()
        } else {
            String::from_utf8(file.bytes.clone()).unwrap()
        };
        assert!(secret.iter().all(|s| !seen.contains(s)), "{seen}");
        let mut back = again(&file).records.remove(0);
        let before = &dataset.records[0];
        assert_eq!(back.source.hash, before.source.hash, "known as unchanged");
        assert!(back.source.restricted.iter().any(|(column, cell)| column.as_ref() == "Telepon" && cell == SourceRecord::WITHHELD));
        back.source.restore_withheld(&before.source);
        for (column, cell) in &before.source.restricted {
            let now = back.source.restricted.iter().find(|(name, _)| name == column);
            // what only markup hid is not public in the original either way
            assert!(now.is_some_and(|(_, now)| now == cell) || column.as_ref() == "Signifikansi", "{column}: {now:?}");
        }
        let with = feedback(&dataset, &FeedbackOptions { format, personal_data: true, ..FeedbackOptions::default() }).remove(0);
        let back = again(&with).records.remove(0);
        assert_eq!((&back.source.raw, &back.source.restricted), (&before.source.raw, &before.source.restricted));
    }
}

#[test]
fn a_changed_public_part_is_not_filled_in_from_before() {
    let before = from_csv(&format!("{HEADER}\n1,2019,Loket,,Kota Surabaya,,,Hubungi 081234567890,\n"), "kipp").records.remove(0);
    let mut now = before.clone();
    now.source.restricted = vec![("Ringkasan".into(), SourceRecord::WITHHELD.into())];
    now.source.raw.iter_mut().filter(|(column, _)| column.as_ref() == "Ringkasan").for_each(|(_, cell)| *cell = "Hubungi kami".into());
    now.source.restore_withheld(&before.source);
    assert_eq!(now.source.restricted[0].1, SourceRecord::WITHHELD);
}

#[test]
fn longer_texts_than_a_cell_holds_are_not_cut() {
    let long: String = (0..30_000).map(|n| format!("kata{n} ")).collect();
    let emoji = "😀".repeat(40_000);
    let json = serde_json::json!([{ "external_id": "1", "title": "Panjang", "summary": long, "impact": emoji }]).to_string();
    let options = ReadOptions { source: "generic", ..ReadOptions::default() };
    let dataset = collect(vec![read(Source { name: "a.json", bytes: json.as_bytes() }, &options).unwrap()]);
    for format in BOTH {
        let files = feedback(&dataset, &FeedbackOptions { format, ..FeedbackOptions::default() });
        assert_same(&dataset, &files);
        assert_eq!(again(&files[0]).records[0].source.raw, dataset.records[0].source.raw);
        if format == FeedbackFormat::Xlsx {
            assert!(unzip(&files[0].bytes)["xl/workbook.xml"].contains("jipp-lanjutan"));
        }
    }
}

/// `rust_xlsxwriter` writes what looks like a formatted text as XML.
#[test]
fn no_cell_can_write_into_the_workbook() {
    let hostile = "<r><t>x</t></r></si><si><t>SISIPAN</t></si><si><r><t>y</t></r>";
    let long = format!("<r>{}</r>", "_x0041_".repeat(4_500));
    let longer = format!("<r>{}</r>{}", "a".repeat(40_000), "<r></r>".repeat(9_000));
    let json = serde_json::json!([{ "external_id": "1", "title": hostile, "summary": long, "impact": longer, "<r>k</r>": "<r></r>" }]);
    let options = ReadOptions { source: "generic", ..ReadOptions::default() };
    let dataset = collect(vec![read(Source { name: "<r>a</r>", bytes: json.to_string().as_bytes() }, &options).unwrap()]);
    let files = feedback(&dataset, &FeedbackOptions::default());
    assert_same(&dataset, &files);
    assert_eq!(again(&files[0]).records[0].source.raw, dataset.records[0].source.raw);
    assert!(!unzip(&files[0].bytes)["xl/sharedStrings.xml"].contains("<t>SISIPAN</t>"));
}

#[test]
fn a_cell_too_long_to_be_read_is_so_again() {
    let text = format!("{HEADER}\n1,2019,Loket,,Kota Surabaya,,,{},\n", "x".repeat(200));
    let options = ReadOptions { source: "kipp", limits: Limits { cell_bytes: 100, ..Limits::default() }, ..ReadOptions::default() };
    let dataset = collect(vec![read(Source { name: "a.csv", bytes: text.as_bytes() }, &options).unwrap()]);
    for format in BOTH {
        assert_same(&dataset, &feedback(&dataset, &FeedbackOptions { format, ..FeedbackOptions::default() }));
    }
}

#[test]
fn rows_of_another_width_are_so_again_until_they_are_corrected() {
    let text = format!("{HEADER}\n1,2019,Loket\n2,2019,Lebar,,,,,,,lebih,lagi\n");
    let dataset = from_csv(&text, "kipp");
    assert!(dataset.records.iter().all(|r| !r.source.notes.is_empty()));
    for format in BOTH {
        assert_same(&dataset, &feedback(&dataset, &FeedbackOptions { format, ..FeedbackOptions::default() }));
    }
}

#[test]
fn a_forged_key_harms_nobody() {
    let dataset = from_csv(&format!("{HEADER}\n1,2019,Loket,,Kota Surabaya,,,x,\n"), "kipp");
    let file = feedback(&dataset, &FeedbackOptions { format: FeedbackFormat::Csv, ..FeedbackOptions::default() }).remove(0);
    let rows = rows_of(&file);
    let last = rows[0].len() - 1;
    let key = RowKey::from_cell(&unguarded(&rows[1][last])).unwrap();
    for (id, cell) in [
        ("kemendagri_iga:1", key.to_cell()),
        ("kipp", "jipp1;../../x;zz;;".into()),
        ("=1+1", "=1+1".into()),
        ("", RowKey { mapping: "nirkabel".into(), ..key.clone() }.to_cell()),
        ("", RowKey { check: "0".repeat(16), hash: "0".repeat(64), ..key.clone() }.to_cell()),
    ] {
        let mut rows = rows.clone();
        rows[1][last - 1] = id.into();
        rows[1][last] = cell;
        let back = read_table(&rows);
        assert_eq!(back.records[0].source.record_id, "panrb_kipp:1", "{id}");
        assert_ne!(back.records[0].source.hash, "0".repeat(64), "the hash counts only with the check of the cells");
        assert_eq!(back.file.mapping, "kipp");
    }
}

#[test]
fn the_workbook_says_severities_in_words_and_both_languages() {
    let dataset = collect(sample_files());
    for (lang, words) in [(Lang::Id, ["Petunjuk", "DIKARANTINA", "GALAT"]), (Lang::En, ["Guide", "QUARANTINED", "ERROR"])] {
        let files = feedback(&dataset, &FeedbackOptions { lang, ..FeedbackOptions::default() });
        let all: String = files.iter().flat_map(|file| unzip(&file.bytes).into_values()).collect();
        for word in words {
            assert!(all.contains(word), "{word}");
        }
    }
}

#[test]
fn plain_tables_lose_the_columns_of_jipp_too() {
    let dataset = collect(sample_files());
    for format in BOTH {
        for file in feedback(&dataset, &FeedbackOptions { format, ..FeedbackOptions::default() }).iter().take(3) {
            let table: Table = read_plain(Source { name: &file.name, bytes: &file.bytes }, &ReadOptions::default()).unwrap();
            assert!(table.columns.iter().all(|header| !header.contains("jipp")), "{:?}", table.columns);
            assert_eq!(table.rows.len(), file.records);
        }
    }
}

#[test]
fn a_feedback_of_a_feedback_is_the_same() {
    let dataset = collect(vec![sample_files().remove(0)]);
    let first = feedback(&dataset, &FeedbackOptions::default());
    for file in first.iter().take(8) {
        let once = collect(vec![again(file)]);
        let twice = feedback(&once, &FeedbackOptions { format: FeedbackFormat::Csv, ..FeedbackOptions::default() });
        assert_same(&once, &twice);
    }
    assert!(root().exists());
}

#[test]
fn the_command_writes_files_that_it_reads_again_without_options() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("umpan/balik");
    let jipp = |args: &[&str]| std::process::Command::new(env!("CARGO_BIN_EXE_jipp")).args(args).current_dir(root()).output().unwrap();
    let out_text = out.display().to_string();
    let said = jipp(&["validate", "examples/data/iga.xlsx", "--feedback", &out_text, "--as-of", "2026-11-21"]);
    assert_eq!(said.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&said.stderr).contains("berkas umpan balik"), "{said:?}");
    let mut files: Vec<_> = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path().display().to_string()).collect();
    files.sort();
    assert!(files.iter().all(|file| file.rsplit('.').next() == Some("xlsx")) && files.len() > 3, "nothing half written is left: {files:?}");
    let catalog = folder.path().join("balik.jipp").display().to_string();
    let inputs: Vec<String> = files.iter().map(|file| format!("auto={file}")).collect();
    let mut args = vec!["build", "-o", &catalog, "--format", "json"];
    for input in &inputs {
        args.extend(["--input", input]);
    }
    let report: serde_json::Value = serde_json::from_slice(&jipp(&args).stdout).unwrap();
    let original = &sample_files()[1];
    assert_eq!(report["records"]["by_source"]["kemendagri_iga"].as_u64(), Some(original.records.len() as u64));
    assert_eq!(jipp(&["validate", &catalog, "--feedback", &out_text]).status.code(), Some(2), "a catalog holds no columns of a file");
    assert_eq!(jipp(&["validate", "examples/data/kipp.csv", "--with-personal-data"]).status.code(), Some(2));
    let csv = jipp(&["validate", "examples/data/kipp.csv", "--feedback", &out_text, "--feedback-format", "csv", "--lang", "en", "-q"]);
    assert!(csv.stderr.is_empty(), "{csv:?}");
    assert!(out.join("feedback_other.csv").exists());
}

/// Cells that spreadsheets, CSV or XML might change.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "\\PC{0,12}",
        2 => "[=+@'\"\\-]{1,2}[a-z0-9(]{0,5}",
        2 => "0{1,4}[0-9]{0,14}",
        2 => "[ \t\r\n]{0,2}[a-z]{1,4}[ \t\r\n]{0,3}[a-z]{0,3}[ \t\r\n]{0,2}",
        1 => "(_x[0-9A-F]{4}_|<b>|&amp;|&#10;|_x005F_){1,3}",
        1 => "[\u{0}-\u{1f}\u{7f}\u{85}\u{2028}\u{feff}\u{fffd}\u{fffe}\u{ffff}a]{0,6}",
        1 => "<r>(<t>|</t>|</si><si>|_x0041_|x| ){0,3}</r>",
        1 => "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Whatever the cells hold: what was sent is what comes back, cell by cell.
    #[test]
    fn hostile_cells_come_back_as_they_went(rows in prop::collection::vec(prop::collection::vec(cell(), 4), 1..6)) {
        let items: Vec<_> = rows.iter().map(|row| serde_json::json!({
            "external_id": row[0], "title": row[1], "summary": row[2], "agency": row[3],
        })).collect();
        let json = serde_json::Value::from(items).to_string();
        let options = ReadOptions { source: "generic", ..ReadOptions::default() };
        let dataset = collect(vec![read(Source { name: "a.json", bytes: json.as_bytes() }, &options).unwrap()]);
        for format in BOTH {
            let files = feedback(&dataset, &FeedbackOptions { format, personal_data: true, ..FeedbackOptions::default() });
            let mut back: BTreeMap<String, Record> = BTreeMap::new();
            for file in &files {
                back.extend(again(file).records.into_iter().map(|r| (r.source.record_id.clone(), r)));
            }
            prop_assert_eq!(back.len(), dataset.records.len());
            for record in &dataset.records {
                let now = &back[&record.source.record_id];
                prop_assert_eq!(&now.source.raw, &record.source.raw);
                prop_assert_eq!(&now.source.hash, &record.source.hash);
                prop_assert_eq!(&now.innovation, &record.innovation);
            }
        }
    }
}
