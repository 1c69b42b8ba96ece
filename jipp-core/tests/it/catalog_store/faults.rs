use std::fs;
use std::io::{Seek, SeekFrom, Write};

use jipp_core::catalog::{Catalog, CatalogWriter, DumpScope, ImportOptions, WriteOptions};
use jipp_core::search::SearchRequest;

use super::{build, dump, file, import, kipp, sound, writer};

fn rows(n: usize) -> jipp_core::ingest::Ingested {
    let texts: Vec<(String, String, String)> =
        (0..n).map(|i| (format!("{}", 100 + i), super::title(i), format!("{} ", super::title(i * 7 + 1)).repeat(12))).collect();
    kipp(&texts.iter().map(|t| (t.0.as_str(), t.1.as_str(), "Kota Malang", t.2.as_str())).collect::<Vec<_>>())
}

fn small() -> (tempfile::TempDir, std::path::PathBuf) {
    build(vec![kipp(&[("1", "Loket Cepat", "Kota Surabaya", "Antrean"), ("2", "Kapal Sehat", "Kota Ambon", "Dokter")])])
}

#[test]
fn a_full_disk_loses_nothing() {
    let (_folder, path) = small();
    let before = dump(&path, DumpScope::All);
    let room = fs::metadata(&path).unwrap().len() + 40_000;
    let mut tight = CatalogWriter::open(&path, WriteOptions { max_bytes: Some(room), ..WriteOptions::default() }).unwrap();
    let error = tight.import(rows(200), &ImportOptions::default()).unwrap_err();
    assert_eq!(error.code(), "catalog_full", "{error}");
    // the same writer goes on
    let undone = tight.undo(Some(7), None).unwrap_err();
    assert_eq!(undone.code(), "catalog_unknown");
    drop(tight);
    assert_eq!(dump(&path, DumpScope::All), before);
    sound(&path);
    assert_eq!(import(&path, rows(20)).records.added, 20);
}

#[test]
fn a_read_only_file_can_be_read() {
    let (_folder, path) = small();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(CatalogWriter::open(&path, WriteOptions::default()).unwrap_err().code(), "catalog_read_only");
    assert_eq!(Catalog::open(&path).unwrap().status().unwrap().innovations, 2);
}

#[test]
fn a_newer_file_is_left_alone() {
    let (_folder, path) = small();
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let bytes = fs::read(&path).unwrap();
    assert_eq!(Catalog::open(&path).unwrap_err().code(), "catalog_newer");
    assert_eq!(CatalogWriter::open(&path, WriteOptions::default()).unwrap_err().code(), "catalog_newer");
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    let (_folder, path) = small();
    let before = Catalog::open(&path).unwrap().index_bytes().unwrap();
    let db = rusqlite::Connection::open(&path).unwrap();
    let mut data: Vec<u8> = db.query_row("SELECT data FROM search_chunk WHERE part = 'base' AND seq = 0", [], |row| row.get(0)).unwrap();
    let name = b"\"format\":";
    let at = data.windows(name.len()).position(|window| window == name).unwrap() + name.len();
    data[at] = b'1';
    assert_eq!(jipp_core::search::Index::from_bytes(&data).unwrap_err().code(), "index_incompatible");
    let sql = "UPDATE search_chunk SET data = ?1, crc32 = ?2 WHERE part = 'base' AND seq = 0";
    db.execute(sql, rusqlite::params![data, crc32fast::hash(&data)]).unwrap();
    drop(db);
    let catalog = Catalog::open(&path).unwrap();
    assert_eq!(catalog.index_bytes().unwrap(), before);
    assert_eq!((catalog.index().unwrap().len(), catalog.search_index().unwrap().len()), (2, 2));
    drop(catalog);
    import(&path, rows(1));
    assert_eq!(Catalog::open(&path).unwrap().index().unwrap().len(), 3);
    sound(&path);
}

#[test]
fn an_index_that_changed_on_the_disk_is_noticed() {
    let (_folder, path) = small();
    let request = SearchRequest { query: "loket".into(), ..SearchRequest::default() };
    assert_eq!(Catalog::open(&path).unwrap().search(&request, None).unwrap().total, 1);
    let db = rusqlite::Connection::open(&path).unwrap();
    let mut data: Vec<u8> = db.query_row("SELECT data FROM search_chunk WHERE part = 'base' AND seq = 0", [], |row| row.get(0)).unwrap();
    let last = data.len() - 1;
    data[last] ^= 1;
    db.execute("UPDATE search_chunk SET data = ?1 WHERE part = 'base' AND seq = 0", [data]).unwrap();
    drop(db);
    let catalog = Catalog::open(&path).unwrap();
    let violations = catalog.check().unwrap();
    assert_eq!(violations.len(), 1, "{violations:?}");
    assert_eq!(violations[0].rule, "the search index is as it was written");
    // the catalog has everything the index is made of
    assert_eq!(catalog.search(&request, None).unwrap().total, 1);
    assert_eq!(catalog.search_index().unwrap().search(&request).unwrap().total, 1);
    writer(&path).compact(&jipp_core::progress::silent).unwrap();
    sound(&path);
}

#[test]
fn an_import_that_is_stopped_changes_nothing() {
    let (_folder, path) = small();
    let before = dump(&path, DumpScope::All);
    let cancel = jipp_core::CancelToken::new();
    cancel.cancel();
    let options = ImportOptions { cancel: &cancel, ..ImportOptions::default() };
    assert_eq!(writer(&path).import(rows(20), &options).unwrap_err().code(), "cancelled");
    // asked in the last step, when everything but the index is written
    let late = jipp_core::CancelToken::new();
    let watch = |progress: jipp_core::progress::Progress| {
        if progress.stage == jipp_core::progress::ProgressStage::Index {
            late.cancel();
        }
    };
    let options = ImportOptions { cancel: &late, progress: &watch, ..ImportOptions::default() };
    assert_eq!(writer(&path).import(rows(20), &options).unwrap_err().code(), "cancelled");
    assert!(late.is_cancelled());
    assert_eq!(dump(&path, DumpScope::All), before);
    sound(&path);
}

#[test]
fn the_tables_of_a_file_come_in_together_or_not_at_all() {
    let (_folder, path) = small();
    let before = dump(&path, DumpScope::All);
    let mut other = file("iga", "iga.csv", "Nama Inovasi,Nama Pemda,Tahun\nBank Sampah Ceria,Kota Malang,2021\n");
    let first = rows(3);
    // the disk is full at the second table
    let room = fs::metadata(&path).unwrap().len() + 60_000;
    let mut tight = CatalogWriter::open(&path, WriteOptions { max_bytes: Some(room), ..WriteOptions::default() }).unwrap();
    let error = tight.import_tables(vec![first.clone(), rows(300)], &ImportOptions::default()).unwrap_err();
    assert_eq!(error.code(), "catalog_full", "{error}");
    drop(tight);
    assert_eq!(dump(&path, DumpScope::All), before);
    other.file.rows = other.records.len() as u64;
    let reports = writer(&path).import_tables(vec![first, other], &ImportOptions::default()).unwrap();
    assert_eq!(reports.iter().map(|report| report.records.added).collect::<Vec<_>>(), [3, 1]);
    assert_eq!(reports[1].innovations.total, 6);
    let index = Catalog::open(&path).unwrap().search_index().unwrap();
    assert_eq!(index.len(), 6);
    sound(&path);
}

#[test]
fn another_database_is_no_catalog() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lain.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    assert_eq!(Catalog::open(&path).unwrap_err().code(), "not_a_catalog");
    assert_eq!(CatalogWriter::open(&path, WriteOptions::default()).unwrap_err().code(), "not_a_catalog");
}

#[test]
fn a_damaged_page_is_named() {
    let (_folder, path) = small();
    import(&path, rows(120));
    let copy = path.with_file_name("salinan.jipp");
    Catalog::open(&path).unwrap().backup(&copy).unwrap();
    let pages = fs::metadata(&copy).unwrap().len() / 4096;
    let mut found = 0;
    for page in [2, 5, pages / 3, pages / 2, pages - 3] {
        let broken = path.with_file_name("rusak.jipp");
        fs::copy(&copy, &broken).unwrap();
        let mut file = fs::OpenOptions::new().write(true).open(&broken).unwrap();
        file.seek(SeekFrom::Start(page * 4096)).unwrap();
        file.write_all(&[0xA5; 4096]).unwrap();
        drop(file);
        // whatever page it is: opening, or at the latest the check, says so, and nothing panics
        let seen = Catalog::open(&broken).and_then(|catalog| catalog.check());
        if seen.is_err() || seen.is_ok_and(|violations| !violations.is_empty()) {
            found += 1;
        }
        if let Ok(mut writer) = CatalogWriter::open(&broken, WriteOptions::default()) {
            let _ = writer.import(rows(3), &ImportOptions::default());
        }
    }
    assert_eq!(found, 5);
    // the backup is a catalog of its own
    sound(&copy);
    assert_eq!(dump(&copy, DumpScope::All), dump(&path, DumpScope::All));
}

#[test]
fn a_second_writer_is_told_to_wait_and_readers_are_not() {
    let (_folder, path) = small();
    let holder = rusqlite::Connection::open(&path).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE; INSERT INTO meta VALUES ('x', 'y')").unwrap();
    let mut second = CatalogWriter::open(&path, WriteOptions { busy_timeout_ms: 50, ..WriteOptions::default() }).unwrap();
    assert_eq!(second.import(rows(3), &ImportOptions::default()).unwrap_err().code(), "catalog_busy");
    assert_eq!(Catalog::open(&path).unwrap().status().unwrap().innovations, 2, "readers see the last complete state");
    holder.execute_batch("ROLLBACK").unwrap();
    assert_eq!(second.import(rows(3), &ImportOptions::default()).unwrap().records.added, 3);
    sound(&path);
}

#[test]
fn readers_see_one_moment_while_somebody_writes() {
    let (_folder, path) = small();
    let reader = Catalog::open(&path).unwrap();
    let before = reader.status().unwrap();
    let mut writer = writer(&path);
    writer.import(rows(5), &ImportOptions::default()).unwrap();
    let after = reader.status().unwrap();
    assert_eq!((before.innovations, after.innovations), (2, 7));
    let copy = path.with_file_name("salinan.jipp");
    reader.backup(&copy).unwrap();
    assert_eq!(Catalog::open(&copy).unwrap().status().unwrap().innovations, 7);
}
