//! The store: imports, undo, memory, damage.

mod around;
mod campaign;
mod crash;
mod faults;
mod imports;
mod large;
mod memory;
mod undo;

use std::path::{Path, PathBuf};

use jipp_core::catalog::{Catalog, CatalogWriter, DumpScope, ImportOptions, ImportReport, WriteOptions};
use jipp_core::ingest::{Ingested, ReadOptions, Source, read};
use jipp_core::pipeline::{IntegrateOptions, integrate};
use jipp_core::progress::silent;
use jipp_core::search::Index;

/// A CSV file of the mapping `kipp`, `iga` or `lan`, read.
pub(crate) fn file(source: &str, name: &str, text: &str) -> Ingested {
    read(Source { name, bytes: text.as_bytes() }, &ReadOptions { source, ..ReadOptions::default() }).unwrap()
}

/// A KIPP file: id, title, agency, summary.
pub(crate) fn kipp(rows: &[(&str, &str, &str, &str)]) -> Ingested {
    let mut text = String::from("No Registrasi,Tahun,Judul,Instansi,UPP,Ringkasan,Telepon\n");
    for (id, title, agency, summary) in rows {
        text.push_str(&format!("{id},2021,{title},{agency},Dinas Kesehatan {agency},{summary},0812345678{}\n", id.len() % 10));
    }
    file("kipp", "kipp.csv", &text)
}

/// A catalog of the main job in a new folder.
pub(crate) fn build(files: Vec<Ingested>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k.jipp");
    let integration = integrate(files, &IntegrateOptions::default()).unwrap();
    let index = Index::build(&integration.directory.documents(), &silent).unwrap();
    Catalog::create(&path, &integration, &index, &silent).unwrap();
    (folder, path)
}

/// A catalog without records in a new folder.
pub(crate) fn empty() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k.jipp");
    Catalog::create_empty(&path).unwrap();
    (folder, path)
}

pub(crate) fn writer(path: &Path) -> CatalogWriter {
    CatalogWriter::open(path, WriteOptions::default()).unwrap()
}

pub(crate) fn import(path: &Path, file: Ingested) -> ImportReport {
    writer(path).import(file, &ImportOptions::default()).unwrap()
}

pub(crate) fn dump(path: &Path, scope: DumpScope) -> String {
    let mut out = Vec::new();
    Catalog::open(path).unwrap().dump(scope, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The merged innovations and their records. Probabilities depend on the order of rows in the last places, and a build keeps that of
/// its files.
pub(crate) fn merged(path: &Path) -> Vec<String> {
    let wanted = |line: &&str| line.contains("\"table\":\"innovation\"") || line.contains("\"table\":\"member\"");
    dump(path, DumpScope::Directory).lines().filter(wanted).map(str::to_owned).collect()
}

/// The catalog keeps its rules.
pub(crate) fn sound(path: &Path) {
    let violations = Catalog::open(path).unwrap().check().unwrap();
    assert!(violations.is_empty(), "{violations:#?}");
}

/// A title that is like no other.
pub(crate) fn title(number: usize) -> String {
    const SYLLABLES: [&str; 32] = [
        "ba", "ki", "lu", "me", "no", "sa", "ti", "ru", "de", "go", "pa", "wi", "yu", "ce", "jo", "ha", "bin", "kor", "lus", "mat", "nes",
        "sur", "tan", "rid", "dek", "gan", "pol", "wat", "yas", "cup", "jem", "hir",
    ];
    let word = |seed: usize| -> String {
        let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(97) & 0xffff_ffff;
        (0..4)
            .map(|_| {
                state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345) & 0x7fff_ffff;
                SYLLABLES[(state >> 16) % 32]
            })
            .collect()
    };
    format!("{} {} {}", word(number * 3 + 1), word(number * 3 + 2), word(number * 3 + 3))
}
