//! What several tests need: paths, the sample, reading shared data.

use std::path::{Path, PathBuf};

use jipp_core::ingest::{Ingested, ReadOptions, read_path};
use jipp_core::pipeline::{IntegrateOptions, Integration, integrate};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the repository").to_owned()
}

/// The three files of the sample, read.
pub(crate) fn sample_files() -> Vec<Ingested> {
    [("kipp", "kipp.csv"), ("iga", "iga.xlsx"), ("lan", "lan.json")]
        .into_iter()
        .map(|(source, file)| {
            let options = ReadOptions { source, ..ReadOptions::default() };
            read_path(&root().join("examples/data").join(file), &options).expect("the sample can be read")
        })
        .collect()
}

/// The sample, integrated.
pub(crate) fn sample() -> Integration {
    integrate(sample_files(), &IntegrateOptions::default()).expect("the sample can be integrated")
}

/// A file of the development data beside the repository, or `None` with a printed reason.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = root().join("../shared/data").join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: the development data `{}` is not beside this checkout", path.display());
    None
}

/// The rows of a CSV file as texts, without the header.
pub(crate) fn csv_rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).expect("the table exists");
    reader.records().map(|row| row.expect("the table is valid").iter().map(str::to_owned).collect()).collect()
}
