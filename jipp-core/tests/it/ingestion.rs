//! What ingestion promises: nothing lost, the same again, personal data apart, and stopping without half a result.

use std::io::Write as _;
use std::process::Command;

use jipp_core::ingest::{
    Mapping, ReadOptions, RecordReader, Source, built_in_mappings, draft_mapping, explain_mapping, neutralised, read, read_each,
    read_each_path, read_path,
};
use jipp_core::lang::Lang;
use jipp_core::model::{Field, Innovation, Record};
use jipp_core::pipeline::collect;
use jipp_core::rules::{CheckOptions, Selection, check};
use jipp_core::{CancelToken, Threads};
use proptest::prelude::*;

use crate::support::{root, shared};

fn jipp(args: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_jipp")).args(args).current_dir(root()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap_or(-1), text(done.stdout), text(done.stderr))
}

fn generic() -> ReadOptions<'static> {
    ReadOptions { source: "generic", ..ReadOptions::default() }
}

/// Every file of the development data, with the mapping that reads it.
fn real_files() -> Vec<(std::path::PathBuf, Mapping)> {
    let mentions = |columns: &str| {
        Mapping::from_toml("real", &format!("name = \"real\"\nsystem = \"generic\"\nprogramme = \"other\"\n{columns}")).unwrap()
    };
    let title = |header: &str| mentions(&format!("[columns.title]\nheaders = [\"{header}\"]\nrequired = true\n"));
    let lan = Mapping::built_in("lan-2018").unwrap().clone();
    let innovations = std::fs::read_to_string(root().join("examples/mappings/mentions.toml")).unwrap();
    [
        ("lan2018/inovasi.csv", lan),
        ("real/innovations.csv", Mapping::from_toml("mentions", &innovations).unwrap()),
        ("real/agencies.csv", title("agency_as_written")),
        ("real/clusters.csv", title("row_id")),
        ("real/hard_negatives.csv", title("note")),
        ("real/queries.csv", title("query")),
        ("real/replications.csv", title("kind")),
    ]
    .into_iter()
    .filter_map(|(file, mapping)| shared(file).map(|path| (path, mapping)))
    .collect()
}

#[test]
fn every_row_of_the_real_files_is_read_and_reading_again_changes_nothing() {
    for (path, mapping) in real_files() {
        let mut rows = csv::ReaderBuilder::new().flexible(true).from_path(&path).unwrap();
        let headers = rows.headers().unwrap().clone();
        // a mapping may name a column that this file calls otherwise: the first one holds the name then
        let mut mapping = mapping;
        let title = mapping.columns.get_mut(&Field::Title).unwrap();
        if !headers.iter().any(|header| title.headers.iter().any(|known| known == header)) {
            title.headers.push(headers[0].to_owned());
        }
        let count = rows.records().map(Result::unwrap).filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).count();
        let options = ReadOptions { mapping: Some(&mapping), ..ReadOptions::default() };
        let once = read_path(&path, &options).unwrap();
        assert_eq!(once.records.len(), count, "{}", path.display());
        let dataset = collect(vec![once.clone()]);
        let checked = dataset.check(&CheckOptions::default());
        let accepted = dataset.records.iter().filter(|record| !checked.quarantined.contains(&record.source.record_id)).count();
        assert_eq!(accepted + checked.quarantined.len(), count, "{}", path.display());
        assert_eq!(read_path(&path, &options).unwrap(), once, "{}", path.display());
        // every cell is kept: as it was, or, where it holds personal data, in the restricted part
        let mut rows = csv::ReaderBuilder::new().flexible(true).from_path(&path).unwrap();
        let filled = rows.records().map(Result::unwrap).filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        for (row, record) in filled.zip(&once.records) {
            for (header, cell) in headers.iter().zip(row.iter()).filter(|(_, cell)| !cell.trim().is_empty()) {
                let restricted = record.source.restricted.iter().find(|(column, _)| **column == *header).map(|(_, cell)| cell.as_str());
                assert_eq!(restricted.or_else(|| record.source.cell(header)), Some(cell), "{} {header}", record.source.record_id);
            }
        }
    }
}

/// What identifies and describes an innovation, without where each value came from.
fn content(innovation: &Innovation) -> Vec<(Field, String)> {
    let computed = [Field::Completeness, Field::Acronym, Field::Expansion];
    let own = Field::ALL.iter().copied().filter(|field| field.is_readable() && !computed.contains(field));
    own.filter_map(|field| innovation.get(field).to_text().map(|text| (field, text.into_owned()))).collect()
}

#[test]
fn what_is_exported_is_read_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let sample = vec!["--kipp=examples/data/kipp.csv".to_owned(), "--lan=examples/data/lan.json".to_owned()];
    let lan = shared("lan2018/inovasi.csv").map(|lan| vec![format!("--lan={}", lan.display())]);
    for (at, sources) in std::iter::once(sample).chain(lan).enumerate() {
        let catalog = path(&format!("{at}.jipp"));
        let mut args = vec!["build", "-q", "-o", &catalog];
        args.extend(sources.iter().map(String::as_str));
        let (code, _, err) = jipp(&args);
        assert!(code < 2, "{err}");
        exported_and_read_back(&catalog, &path("out"));
    }
}

fn exported_and_read_back(catalog: &str, out: &str) {
    let wanted = jipp_core::catalog::Catalog::open(std::path::Path::new(catalog)).unwrap().innovations().unwrap();
    assert!(wanted.len() > 3);
    for format in ["csv", "xlsx", "parquet", "ndjson"] {
        let out = format!("{out}.{format}");
        let (code, _, err) = jipp(&["export", catalog, "--format", format, "-o", &out]);
        assert_eq!(code, 0, "{format}: {err}");
        let back = read_path(std::path::Path::new(&out), &generic()).unwrap();
        assert_eq!(back.records.len(), wanted.len(), "{format}");
        for (record, innovation) in back.records.iter().zip(&wanted) {
            assert_eq!(content(&record.innovation), content(innovation), "{format} {}", innovation.record_id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Cells that look like formulas go out neutralised and come back as they were.
    #[test]
    fn formulas_go_out_as_texts_and_come_back(text in "[=+@\t '-]{0,4}[a-zA-Z(]{1,8}") {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["external_id", "title", "sector"]).unwrap();
        writer.write_record(["1", "Layanan Ramah", &neutralised(&text)]).unwrap();
        let bytes = writer.into_inner().unwrap();
        let plain = {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["external_id", "title", "sector"]).unwrap();
            writer.write_record(["1", "Layanan Ramah", &text]).unwrap();
            writer.into_inner().unwrap()
        };
        let sector = |bytes: &[u8]| read(Source { name: "t.csv", bytes }, &generic()).unwrap().records[0].innovation.sector.clone();
        // a foreign cell `'=x` is a text that a spreadsheet marked: it is read without the mark, so only other texts are compared
        if !text.starts_with('\'') {
            prop_assert_eq!(sector(&bytes), sector(&plain));
        }
        let cells = csv::Reader::from_reader(bytes.as_slice()).records().next().unwrap().unwrap();
        prop_assert!(!jipp_core::ingest::looks_like_formula(&cells[2]));
    }
}

/// Planted in every place where a source may have it.
const PLANTED: [&str; 4] = ["0812-3456-7890", "budi.santoso@contoh.go.id", "3578010101900001", "0819 8765 4321"];

/// A link is published unless by it somebody is called or written to; a picture for fine screens has a sign of mail in its name.
#[test]
fn links_are_dropped_for_personal_data_only() {
    for (link, is_kept) in [
        ("https://contoh.go.id/img/logo@2x.png", true),
        ("https://cdn.jsdelivr.net/npm/x@1.2.min.js", true),
        ("https://medium.com/@user/judul-cerita", true),
        ("https://www.google.com/maps/@-7.25", true),
        ("https://wa.me/6281234567890", false),
        ("https://contoh.go.id/kontak?email=budi@contoh.go.id", false),
        ("https://contoh.go.id/kontak?email=budi%40contoh.go.id", false),
    ] {
        let bytes = format!("external_id,title,url\n1,Layanan Ramah,{link}\n").into_bytes();
        let read = read(Source { name: "t.csv", bytes: &bytes }, &generic()).unwrap();
        assert_eq!(read.records[0].innovation.url.as_deref(), is_kept.then_some(link), "{link}");
    }
}

#[test]
fn planted_personal_data_reaches_no_output() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let input = path("kipp.csv");
    let mut writer = csv::Writer::from_path(&input).unwrap();
    writer
        .write_record(["No Registrasi", "Judul", "Instansi", "UPP", "Tahun", "Ringkasan", "Telepon", "Email", "NIK", "Kolom Asing", "SDGs"])
        .unwrap();
    for number in 1..=3 {
        let summary = format!("Hubungi Budi di {} atau {} (NIK {}), juga <b>0819</b> 8765 4321.", PLANTED[0], PLANTED[1], PLANTED[2]);
        let title = if number == 3 { "" } else { "Layanan Ramah Lansia" };
        let other = format!("cadangan {}", PLANTED[3]);
        writer
            .write_record([
                &number.to_string(),
                title,
                "Kota Surabaya",
                "Dinas Kesehatan",
                "2023",
                &summary,
                PLANTED[0],
                PLANTED[1],
                PLANTED[2],
                &other,
                PLANTED[1],
            ])
            .unwrap();
    }
    writer.flush().unwrap();
    let catalog = path("c.jipp");
    let mut outputs: Vec<(String, Vec<u8>)> = Vec::new();
    let (_, out, err) = jipp(&["build", "-q", "--kipp", &input, "-o", &catalog, "--format", "json"]);
    outputs.push(("build".into(), [out, err].concat().into_bytes()));
    for format in ["text", "ndjson", "csv", "sarif", "html", "json"] {
        let (_, out, err) = jipp(&["validate", &input, "--source", "kipp", "--format", format]);
        outputs.push((format!("validate {format}"), [out, err].concat().into_bytes()));
        let (_, out, err) = jipp(&["validate", &catalog, "--format", format]);
        outputs.push((format!("validate catalog {format}"), [out, err].concat().into_bytes()));
    }
    for format in ["ndjson", "csv", "xlsx", "parquet", "bundle"] {
        let file = path(&format!("out.{format}"));
        assert_eq!(jipp(&["export", &catalog, "--format", format, "-o", &file]).0, 0);
        outputs.push((format!("export {format}"), std::fs::read(file).unwrap()));
    }
    let feedback = path("feedback");
    jipp(&["validate", &input, "--source", "kipp", "--feedback", &feedback]);
    for file in std::fs::read_dir(&feedback).unwrap() {
        outputs.push(("feedback".into(), std::fs::read(file.unwrap().path()).unwrap()));
    }
    for from in [&input, &catalog] {
        let file = path("karantina.xlsx");
        assert_eq!(jipp(&["quarantine", "export", from, "--source", "kipp", "-o", &file]).0, 0);
        outputs.push(("quarantine export".into(), std::fs::read(file).unwrap()));
        outputs.push(("quarantine list".into(), jipp(&["quarantine", "list", from, "--format", "json"]).1.into_bytes()));
    }
    outputs.push(("mapping check".into(), jipp(&["mapping", "check", &input, "--format", "json"]).1.into_bytes()));
    outputs.push(("mapping init".into(), jipp(&["mapping", "init", &input]).1.into_bytes()));
    outputs.push(("status".into(), jipp(&["status", &catalog, "--format", "json"]).1.into_bytes()));
    outputs.push(("search".into(), jipp(&["search", &catalog, "layanan ramah", "--format", "json"]).1.into_bytes()));
    assert!(outputs.len() >= 24, "{}", outputs.len());
    for (output, bytes) in &outputs {
        for text in texts(bytes) {
            for planted in PLANTED {
                assert!(!text.contains(planted), "{output} holds {planted}");
            }
            // as digits only, however it is written
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            assert!(!digits.contains("3578010101900001"), "{output} holds the NIK");
        }
    }
    // asked for by name, it travels
    let file = path("with.xlsx");
    jipp(&["quarantine", "export", &input, "--source", "kipp", "-o", &file, "--with-personal-data"]);
    let sheets: Vec<String> = texts(&std::fs::read(file).unwrap());
    assert!(sheets.iter().any(|text| text.contains(PLANTED[0])), "the command was told to let it travel");
    // and the source record keeps it
    let kept = read_path(std::path::Path::new(&input), &ReadOptions { source: "kipp", ..ReadOptions::default() }).unwrap();
    let restricted = &kept.records[0].source.restricted;
    assert!(restricted.iter().any(|(column, cell)| &**column == "Telepon" && cell == PLANTED[0]));
    assert!(restricted.iter().any(|(column, cell)| &**column == "Ringkasan" && cell.contains(PLANTED[1])));
}

/// A file as text, and every part of a workbook.
fn texts(bytes: &[u8]) -> Vec<String> {
    let mut texts = vec![String::from_utf8_lossy(bytes).into_owned()];
    if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
        for at in 0..archive.len() {
            let mut text = String::new();
            if std::io::Read::read_to_string(&mut archive.by_index(at).unwrap(), &mut text).is_ok() {
                texts.push(text);
            }
        }
    }
    texts
}

#[test]
fn a_quarantined_row_is_corrected_and_takes_its_own_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let input = path("kipp.csv");
    std::fs::write(&input, "No Registrasi,Judul,Instansi,Tahun\n1,Layanan Ramah Lansia,Kota Surabaya,2023\n2,,Kota Bogor,2023\n").unwrap();
    let fixed = path("karantina.csv");
    assert_eq!(jipp(&["quarantine", "export", &input, "--source", "kipp", "-o", &fixed]).0, 0);
    let sent = std::fs::read_to_string(&fixed).unwrap();
    assert_eq!(csv::Reader::from_reader(sent.as_bytes()).records().count(), 1, "{sent}");
    std::fs::write(&fixed, sent.replace("2,,Kota Bogor", "2,Layanan Cepat Tanggap,Kota Bogor")).unwrap();
    let options = ReadOptions::default();
    let both =
        || vec![read_path(std::path::Path::new(&input), &options).unwrap(), read_path(std::path::Path::new(&fixed), &options).unwrap()];
    let dataset = collect(both());
    let ids: Vec<&str> = dataset.records.iter().map(|record| record.source.record_id.as_str()).collect();
    assert_eq!(ids, ["panrb_kipp:1", "panrb_kipp:2"]);
    assert!(dataset.check(&CheckOptions::default()).quarantined.is_empty());
    // a row that nobody touched is the same record with the same hash
    std::fs::write(&fixed, &sent).unwrap();
    let dataset = collect(both());
    let first = read_path(std::path::Path::new(&input), &options).unwrap();
    assert_eq!(dataset.records.len(), 2);
    assert_eq!(dataset.records[1].source.hash, first.records[1].source.hash);
    // the same from a catalog
    let catalog = path("c.jipp");
    jipp(&["build", "-q", "--kipp", &input, "-o", &catalog]);
    let again = path("again.csv");
    assert_eq!(jipp(&["quarantine", "export", &catalog, "-o", &again]).0, 0);
    assert_eq!(std::fs::read_to_string(&again).unwrap(), sent);
    let (_, listed, _) = jipp(&["quarantine", "list", &catalog]);
    assert!(listed.contains("kipp.csv:3") && listed.contains("ID-01"), "{listed}");
}

#[test]
fn asked_to_stop_it_stops_at_the_next_batch_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.csv");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&file).unwrap());
    writeln!(out, "external_id,title").unwrap();
    for number in 0..20_000 {
        writeln!(out, "{number},Layanan Ramah {number}").unwrap();
    }
    drop(out);
    for count in [1, 2] {
        let (cancel, threads) = (CancelToken::new(), Threads::new(count));
        let watch = |progress: jipp_core::progress::Progress| {
            if progress.done >= 4_000 {
                cancel.cancel();
            }
        };
        let options = ReadOptions { cancel: &cancel, progress: &watch, threads: &threads, ..generic() };
        let mut reader = RecordReader::open(&file, &options).unwrap();
        let mut read = 0;
        let stopped = loop {
            match reader.next_batch() {
                Ok(Some(batch)) => read += batch.len(),
                Ok(None) => panic!("it went on to the end"),
                Err(error) => break error,
            }
        };
        assert_eq!(stopped.code(), "cancelled");
        assert!((4_000..8_100).contains(&read), "{read}");
        drop(reader);
        assert_eq!(read_path(&file, &options).unwrap_err().code(), "cancelled");
    }
}

#[test]
fn a_file_inside_gzip_or_zip_is_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read(root().join("examples/data/kipp.csv")).unwrap();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(&text).unwrap();
    let gz = gz.finish().unwrap();
    let mut zipped = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zipped.start_file("kipp.csv", zip::write::SimpleFileOptions::default()).unwrap();
    zipped.write_all(&text).unwrap();
    let zipped = zipped.finish().unwrap().into_inner();
    let innovations = |bytes: &[u8]| -> Vec<Innovation> {
        let options = ReadOptions { source: "kipp", ..ReadOptions::default() };
        read(Source { name: "kipp.csv", bytes }, &options).unwrap().records.into_iter().map(|record| record.innovation).collect()
    };
    let plain = innovations(&text);
    assert_eq!(innovations(&gz), plain);
    assert_eq!(innovations(&zipped), plain);
    // streamed
    for bytes in [&gz, &zipped] {
        let file = folder.path().join("kipp.csv");
        std::fs::write(&file, bytes).unwrap();
        let mut reader = RecordReader::open(&file, &ReadOptions { source: "kipp", ..ReadOptions::default() }).unwrap();
        let mut streamed = Vec::new();
        while let Some(batch) = reader.next_batch().unwrap() {
            streamed.extend(batch.into_iter().map(|record| record.innovation));
        }
        assert_eq!(streamed, plain);
    }
}

/// Row and value of the findings of one rule.
fn told(records: &[Record], code: &str) -> Vec<(u64, String)> {
    let options = CheckOptions { selection: Selection::new(&[code.to_owned()], &[]).unwrap(), ..CheckOptions::default() };
    let findings = check(records, |_| "other", &options).findings;
    findings.into_iter().map(|finding| (finding.row.unwrap(), finding.value.unwrap())).collect()
}

#[test]
fn a_number_that_a_spreadsheet_rounds_is_told() {
    let file = root().join("tests/fixtures/broken/numbers-as-text.xlsx");
    let read = read_path(&file, &generic()).unwrap();
    // the file holds ...993; a number of a workbook cannot
    assert_eq!(read.records[0].innovation.external_id.as_deref(), Some("9007199254740992"));
    assert_eq!(told(&read.records, "SRC-07"), [(2, "9007199254740992".to_owned())]);
}

#[test]
fn every_sheet_with_the_same_columns_is_read_and_merged_cells_are_filled() {
    let folder = root().join("tests/fixtures/broken");
    let tables = read_each_path(&folder.join("several-sheets.xlsx"), &generic()).unwrap();
    let names: Vec<&str> = tables.iter().map(|table| table.file.name.as_str()).collect();
    assert_eq!(names, ["several-sheets.xlsx", "several-sheets.xlsx [2021]"]);
    assert_eq!(tables[0].file.unread, [("Petunjuk".to_owned(), 0)].iter().filter(|(_, rows)| *rows > 0).cloned().collect::<Vec<_>>());
    let mut reader = RecordReader::open(&folder.join("several-sheets.xlsx"), &generic()).unwrap();
    let mut count = 0;
    while let Some(batch) = reader.next_batch().unwrap() {
        count += batch.len();
    }
    assert_eq!((count, reader.files().len()), (2, 2));
    let merged = read_path(&folder.join("merged-cells.xlsx"), &generic()).unwrap();
    assert_eq!(merged.records[1].innovation.agency, merged.records[0].innovation.agency);
    assert_eq!(told(&merged.records, "SRC-08"), [(merged.records[1].source.row, "Kota Surabaya".to_owned())]);
    let titled = read_path(&folder.join("title-rows.xlsx"), &generic()).unwrap();
    assert_eq!((titled.file.header_row, titled.records.len()), (3, 1));
}

#[test]
fn the_mapping_of_the_year_is_found_with_its_reason() {
    let table = |year: &str| {
        format!("No Registrasi,Judul,Instansi,Tahun,Kelompok\n1,Layanan Ramah,Kota Bogor,{year},Umum\n2,Layanan Dua,Kota Bogor,2023,Umum\n")
    };
    let told = |text: &str, source: &str| {
        read(Source { name: "t.csv", bytes: text.as_bytes() }, &ReadOptions { source, ..ReadOptions::default() }).unwrap().file
    };
    let file = told(&table("2023"), "auto");
    assert_eq!(file.mapping, "kipp-2023");
    assert!(
        file.reason.contains("headers are known to `kipp`") && file.reason.contains("next is") && file.reason.contains("2023"),
        "{}",
        file.reason
    );
    assert_eq!(told(&table("2022"), "auto").mapping, "kipp", "rows of several years");
    assert_eq!(told(&table("2023"), "kipp-2021").mapping, "kipp-2021", "as asked");
    let inoland = told(
        "external_id,judul_inovasi,tahun,unit_kerja,instansi_nama,kabkot_nama\n1,Layanan Ramah,2021,Dinas,Kota Bogor,Kota Bogor\n",
        "lan",
    );
    assert_eq!(inoland.mapping, "inoland");
    let error = read(Source { name: "t.csv", bytes: b"a\nb\n" }, &ReadOptions { source: "kip", ..ReadOptions::default() }).unwrap_err();
    assert!(error.to_string().contains("did you mean `kipp`"), "{error}");
    let names: Vec<&str> = built_in_mappings().iter().map(|mapping| mapping.name.as_str()).collect();
    for name in [
        "kipp-2021",
        "kipp-2022",
        "kipp-2023",
        "kipp-2025",
        "iga-2022",
        "iga-2024",
        "iga-2025",
        "iga-2026",
        "lan-2018",
        "inoland",
        "jippnas",
    ] {
        assert!(names.contains(&name), "{name}");
    }
    // the year of the mapping is the year of records that name none
    let dated = read(
        Source { name: "t.csv", bytes: b"Judul,Instansi\nLayanan Ramah,Kota Bogor\n" },
        &ReadOptions { source: "kipp-2021", ..ReadOptions::default() },
    );
    assert_eq!(dated.unwrap().records[0].innovation.year, Some(2021));
}

#[test]
fn a_draft_of_a_mapping_reads_its_own_file() {
    let text = "Nomor,Nama Karya,Pemilik,Mulai Jalan,HP,Tahapan,Tautan Rekaman,Nama PIC,Alamat Situs\n\
                A-1,Layanan Ramah Lansia,Kota Surabaya,12 Agustus 2020,081234567890,Penerapan,https://youtu.be/x,Siti Aminah,https://a.go.id\n\
                A-2,Antar Obat ke Rumah,Kabupaten Banyuwangi,Mei 2021,081398765432,Uji coba,https://youtu.be/y,Budi Raharjo,https://b.go.id\n\
                A-3,Sampah\0 Jadi Berkah,Kabupaten Bondowoso,2019,085612345678,Penerapan,https://youtu.be/z,Made Wirawan,https://c.go.id\n";
    let source = Source { name: "t.csv", bytes: text.as_bytes() };
    let draft = draft_mapping(source, "karya", &ReadOptions::default()).unwrap();
    let field = |name: &str| draft.columns.iter().find(|(column, ..)| column == name).and_then(|(_, field, _)| *field);
    assert_eq!(field("Nama Karya"), Some(Field::Title), "{}", draft.toml);
    assert_eq!(field("Pemilik"), Some(Field::Agency), "{}", draft.toml);
    assert_eq!(field("Tahapan"), Some(Field::Stage));
    assert_eq!(field("Tautan Rekaman"), Some(Field::Video));
    assert_eq!(draft.restricted, ["HP", "Nama PIC"]);
    assert!(!draft.toml.contains("081234567890") && !draft.toml.contains("Siti"), "no personal data in a mapping");
    let mapping = Mapping::from_toml("karya.toml", &draft.toml).unwrap();
    let ingested = read(source, &ReadOptions { mapping: Some(&mapping), ..ReadOptions::default() }).unwrap();
    let innovation = &ingested.records[0].innovation;
    assert_eq!((innovation.title.as_deref(), innovation.stage.as_deref()), (Some("Layanan Ramah Lansia"), Some("penerapan")));
    assert_eq!(innovation.implementation_date.map(|date| date.to_string()).as_deref(), Some("2020-08-12"));
    let explained = explain_mapping(&ingested);
    let phone = explained.iter().find(|column| column.column == "HP").unwrap();
    assert_eq!((phone.restricted, phone.filled, phone.samples.len()), (true, 3, 0));
    let stage = explained.iter().find(|column| column.column == "Tahapan").unwrap();
    assert!(stage.samples.contains(&("Uji coba".to_owned(), "uji_coba".to_owned())), "{stage:?}");
}

#[test]
fn values_and_transforms_of_a_mapping_change_what_is_read_and_nothing_of_the_source() {
    let mapping = Mapping::from_toml(
        "m.toml",
        "name='m'\nsystem='generic'\nprogramme='other'\n[columns.title]\nheaders=['judul']\nrequired=true\n\
         [columns.status]\nheaders=['jalan']\nvalues={'Ya'='Berlanjut dengan pengembangan','Tidak'='Berhenti'}\n\
         [columns.external_id]\nheaders=['nomor']\ntransforms=['digits']\n",
    )
    .unwrap();
    let options = ReadOptions { mapping: Some(&mapping), ..ReadOptions::default() };
    let text = "nomor,judul,jalan\nNo. 12/KIPP,Layanan Ramah, ya \nNo. 13/KIPP,Layanan Dua,TIDAK\n";
    let records = read(Source { name: "t.csv", bytes: text.as_bytes() }, &options).unwrap().records;
    assert_eq!(records[0].innovation.external_id.as_deref(), Some("12"));
    assert_eq!(records[0].innovation.status.as_deref(), Some("berlanjut_dengan_pengembangan"));
    assert_eq!(records[1].innovation.status.as_deref(), Some("berhenti"));
    assert_eq!(records[0].source.cell("nomor"), Some("No. 12/KIPP"));
    assert_eq!(read_each(Source { name: "t.csv", bytes: text.as_bytes() }, &options).unwrap()[0].records, records);
}

/// Row and message of the findings of one rule.
fn messages(records: &[Record], code: &str) -> Vec<(u64, String)> {
    let options = CheckOptions { selection: Selection::new(&[code.to_owned()], &[]).unwrap(), ..CheckOptions::default() };
    let findings = check(records, |_| "other", &options).findings;
    findings.iter().map(|finding| (finding.row.unwrap(), finding.message(Lang::Id))).collect()
}

/// The records of a CSV text read with a built-in mapping.
fn records(source: &str, text: &str) -> Vec<Record> {
    read(Source { name: "t.csv", bytes: text.as_bytes() }, &ReadOptions { source, ..ReadOptions::default() }).unwrap().records
}

#[test]
fn that_there_are_no_obstacles_is_an_answer() {
    let read = |cell: &str| {
        let rows = records("lan-2018", &format!("nama_inovasi,nama_instansi,faktor_penghambat,output\nA,Kota Semarang,{cell},{cell}\n"));
        rows[0].innovation.obstacles.as_ref().map(ToString::to_string)
    };
    for cell in ["Tidak ada", "Belum ada", "NIHIL"] {
        assert_eq!(read(cell).as_deref(), Some(cell), "{cell}");
    }
    for cell in ["-", "#N/A", "null", "xxx"] {
        assert_eq!(read(cell), None, "{cell}");
    }
    let elsewhere = records("kipp", "Judul,Instansi,Ringkasan\nA,Kota Semarang,Tidak ada\n");
    assert!(elsewhere[0].innovation.summary.is_none(), "a summary that is not there is missing");
}

#[test]
fn the_counters_of_the_portal_become_its_statistics() {
    let read = |header: &str, cells: &str| {
        let rows = records("jippnas", &format!("id,Judul,Instansi,{header}\n1,A,Kota Semarang,{cells}\n"));
        (rows[0].innovation.statistics.clone(), messages(&rows, "DAT-01"))
    };
    let (statistics, told) = read("Jumlah Replikasi,Dilihat,Minat,Kesepakatan,Likes,Comments", "23,1.234,5,0,-,7");
    let statistics = statistics.unwrap();
    let counted = (statistics.replications, statistics.views, statistics.interests, statistics.agreements, statistics.likes);
    assert_eq!(counted, (Some(23), Some(1234), Some(5), Some(0), None));
    assert!(told.is_empty());
    let (statistics, told) = read("Jumlah Replikasi,Replikasi", "2,5");
    assert_eq!(statistics.unwrap().replications, Some(2), "the first that is filled");
    assert!(told.is_empty());
    for cell in ["banyak", "2.5", "-3"] {
        let (statistics, told) = read("Jumlah Replikasi", cell);
        assert!(statistics.is_none(), "{cell}");
        assert_eq!(told.len(), 1, "{cell}: {told:?}");
        assert!(told[0].1.contains("`Jumlah Replikasi`"), "{told:?}");
    }
    assert!(read("Dilihat", "").0.is_none());
}

#[test]
fn a_number_with_a_decimal_is_still_a_registration() {
    let nri = |cell: &str| records("jippnas", &format!("id,Judul,Instansi,Kode NRI\n1,A,Kota Semarang,{cell}\n"))[0].innovation.nri.clone();
    assert_eq!(nri("316717.0").as_deref(), Some("316717"));
    for cell in ["316717", "316717.5", "NRI 1.0", "31.67.17"] {
        assert_eq!(nri(cell).as_deref(), Some(cell), "as it is written");
    }
}

#[test]
fn one_letter_that_is_lost_leaves_all_others_of_the_file() {
    let mut bytes = "Judul,Instansi\nJum@at – “Layanan”  Cepat,Kota Semarang\nPuskesmas – “Ramah”,Kota Semarang\n".as_bytes().to_vec();
    let at = bytes.iter().position(|byte| *byte == b'@').unwrap();
    bytes[at] = 0x92;
    let file = read(Source { name: "t.csv", bytes: &bytes }, &ReadOptions { source: "kipp", ..ReadOptions::default() }).unwrap();
    assert_eq!((file.file.encoding.as_str(), file.file.damaged_text), ("UTF-8", true));
    let titles: Vec<_> = file.records.iter().map(|record| record.innovation.title.clone().unwrap()).collect();
    assert_eq!(titles, ["Jum\u{fffd}at – “Layanan” Cepat", "Puskesmas – “Ramah”"]);
    let lost = messages(&file.records, "SRC-05");
    assert!(lost.len() == 1 && lost[0].0 == 2 && lost[0].1.contains("`Judul`"), "row and column: {lost:?}");
}
