//! A new catalog: the imports of one build, linked together.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, params};

use super::apply::record_row;
use super::derive::{row, write_links};
use super::error::CatalogError;
use super::history::{Batch, Found, Version, WriteError, write_findings, write_import};
use super::index::write_base;
use super::link::{names, pair_row_of};
use super::read::Catalog;
use super::rows::{INNOVATION, MEMBER, PAIR, Rows, SOURCE_RECORD, text};
use super::state::write_transitions;
use super::store::{APPLICATION_ID, FORMAT, WriteOptions, beside, open_to_write};
use super::survivorship::Survivorship;
use super::writer::stop_if_asked;
use crate::model::{Innovation, Record};
use crate::pipeline::Integration;
use crate::progress::{CancelToken, Progress, ProgressStage, Watcher};
use crate::search::Index;

impl Catalog {
    /// Writes the result of the main job, with its search index, as a new catalog: one import for each file. An existing catalog is
    /// replaced in one step; a file of another kind is left alone.
    pub fn create(path: &Path, integration: &Integration, index: &Index, progress: Watcher<'_>) -> Result<Self, CatalogError> {
        Self::create_unless(CancelToken::NEVER, path, integration, index, progress)
    }

    /// The same, unless somebody asks to stop before the file stands in its place: then what was there is as it was.
    pub fn create_unless(
        cancel: &CancelToken,
        path: &Path,
        integration: &Integration,
        index: &Index,
        progress: Watcher<'_>,
    ) -> Result<Self, CatalogError> {
        let fill = |db: &Connection| -> Result<(), WriteError> {
            rows(db, integration, progress)?;
            stop_if_asked(cancel)?;
            write_base(db, &index.to_bytes()?)?;
            stop_if_asked(cancel)
        };
        create_file(path, cancel, &fill)?;
        progress(Progress {
            stage: ProgressStage::Write,
            done: integration.dataset.records.len(),
            total: integration.dataset.records.len(),
        });
        Self::open(path)
    }

    /// Refuses to put another file in the place of a catalog: asked before an export is written.
    pub fn leave_alone(path: &Path) -> Result<(), CatalogError> {
        if path.exists() && Self::is_catalog(path) {
            let path = path.display();
            return Err(CatalogError::refused(
                format!("`{path}` adalah katalog, yang tidak pernah ditimpa oleh ekspor: pilih nama lain"),
                format!("`{path}` is a catalog, which is never overwritten by an export: choose another name"),
            ));
        }
        Ok(())
    }

    /// Writes a catalog without any record, to import into.
    pub fn create_empty(path: &Path) -> Result<Self, CatalogError> {
        create_file(path, CancelToken::NEVER, &|db| {
            meta(db, "jipp_version", env!("CARGO_PKG_VERSION"))?;
            super::index::rebuild(db, &crate::progress::silent)
        })?;
        Self::open(path)
    }
}

/// Makes the file beside its place, fills it, and moves it there: no half catalog is ever seen.
fn create_file(path: &Path, cancel: &CancelToken, fill: &dyn Fn(&Connection) -> Result<(), WriteError>) -> Result<(), CatalogError> {
    let shown = path.display().to_string();
    let io = |source| CatalogError::Io { path: shown.clone(), action: "written", source };
    if path.exists() {
        match open_to_write(path, WriteOptions { busy_timeout_ms: 0, ..WriteOptions::default() }) {
            // what a writer left in the file beside the old catalog must not meet the new one
            Ok((old, _)) => {
                super::store::begin(&old, &shown)?;
                drop(old);
            }
            Err(error @ (CatalogError::Busy { .. } | CatalogError::ReadOnly { .. })) => return Err(error),
            Err(CatalogError::Newer { .. }) => {}
            Err(_) => {
                return Err(CatalogError::NotACatalog {
                    path: shown,
                    remedy: crate::lang::Bilingual {
                        id: "pilih nama lain untuk keluaran, atau pindahkan berkas itu",
                        en: "choose another name for the output, or move that file away",
                    },
                });
            }
        }
    }
    let part = beside(path, ".part");
    for left in [&part, &beside(path, ".part-wal"), &beside(path, ".part-shm")] {
        if left.exists() {
            std::fs::remove_file(left).map_err(io)?;
        }
    }
    // opening a file that cannot be created gives a clearer error than SQLite does
    std::fs::File::create(&part).map_err(io)?;
    let done = write(&part, fill).and_then(|()| stop_if_asked(cancel)).map_err(|error| match error.at(&shown) {
        crate::Error::Catalog(error) => error,
        other => CatalogError::Store { path: shown.clone(), reason: other.to_string() },
    });
    if let Err(error) = done {
        // the failure itself is what the caller needs to hear of
        let _ = std::fs::remove_file(&part);
        return Err(error);
    }
    for left in [beside(path, "-wal"), beside(path, "-shm")] {
        if left.exists() {
            std::fs::remove_file(left).map_err(io)?;
        }
    }
    std::fs::rename(&part, path).map_err(io)
}

fn write(path: &Path, fill: &dyn Fn(&Connection) -> Result<(), WriteError>) -> Result<(), WriteError> {
    let db = Connection::open(path)?;
    db.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -64000;")?;
    db.set_prepared_statement_cache_capacity(64);
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    db.pragma_update(None, "user_version", FORMAT)?;
    db.execute_batch("BEGIN; PRAGMA defer_foreign_keys = ON;")?;
    schema(&db)?;
    fill(&db)?;
    db.execute_batch("COMMIT; PRAGMA journal_mode = WAL;")?;
    db.close().map_err(|(_, error)| error)?;
    // what was written reaches the disk before the name does
    if let Ok(file) = std::fs::File::open(path) {
        let _ = file.sync_all();
    }
    Ok(())
}

/// The tables of the present format, empty.
pub(super) fn schema(db: &Connection) -> Result<(), WriteError> {
    db.execute_batch(include_str!("schema.sql"))?;
    write_transitions(db)?;
    Ok(())
}

pub(super) fn meta(db: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    db.execute(sql, params![key, value]).map(|_| ())
}

fn rows(db: &Connection, integration: &Integration, progress: Watcher<'_>) -> Result<(), WriteError> {
    meta(db, "jipp_version", env!("CARGO_PKG_VERSION"))?;
    meta(db, "link_settings", &serde_json::to_string(integration.linkage.settings())?)?;
    meta(db, "link_model", &serde_json::to_string(&integration.linkage.model)?)?;
    meta(db, "survivorship", &serde_json::to_string(&Survivorship::built_in())?)?;

    let dataset = &integration.dataset;
    let quarantined = &integration.checked.quarantined;
    let imports = write_files(db, integration)?;
    let accepted: Vec<&Innovation> =
        dataset.records.iter().filter(|record| !quarantined.contains(&record.source.record_id)).map(|record| &record.innovation).collect();
    let mut found_by = names(&accepted).into_iter();
    let mut rows = Rows::new(db, None);
    let total = dataset.records.len();
    for (done, (record, import)) in dataset.records.iter().zip(&imports).enumerate() {
        let accepted = !quarantined.contains(&record.source.record_id);
        let names = if accepted { found_by.next().unwrap_or_default() } else { String::new() };
        rows.add(&SOURCE_RECORD, &record_row(&version(record, *import, accepted), names))?;
        if done % 1000 == 999 {
            progress(Progress { stage: ProgressStage::Write, done: done + 1, total });
        }
    }

    let directory = &integration.directory;
    for ((innovation, titles), members) in directory.innovations.iter().zip(&directory.other_titles).zip(&directory.members) {
        rows.add(&INNOVATION, &row(innovation, titles)?)?;
        for member in members {
            rows.add(&MEMBER, &[text(member), text(&innovation.record_id)])?;
        }
    }
    rows.old.clear();
    let ids = integration.linkage.ids();
    let id = |at: usize| ids.get(at).map_or("", String::as_str);
    for pair in &integration.linkage.pairs {
        rows.put(&PAIR, &pair_row_of(&integration.linkage, pair, &id))?;
    }
    let linked = directory.links.iter().flat_map(|link| [link.left.clone(), link.right.clone()]).collect();
    write_links(&mut rows, &linked)?;
    Ok(())
}

fn version(record: &Record, import: i64, accepted: bool) -> Version {
    let source = &record.source;
    Version {
        record_id: source.record_id.clone(),
        import,
        file: source.file.to_string(),
        row: source.row as i64,
        hash: source.hash.clone(),
        accepted,
        // only who it is, not what it says
        innovation: Innovation { sources: record.innovation.sources.clone(), ..Innovation::default() },
    }
}

/// Writes an import for each file; returns the import of each record.
fn write_files(db: &Connection, integration: &Integration) -> Result<Vec<i64>, WriteError> {
    let (dataset, checked) = (&integration.dataset, &integration.checked);
    // files follow each other, and each says how many rows it has
    let mut file_of: Vec<usize> = Vec::with_capacity(dataset.records.len());
    for (number, file) in dataset.files.iter().enumerate() {
        let left = dataset.records.len() - file_of.len();
        file_of.extend(std::iter::repeat_n(number, left.min(file.rows as usize)));
    }
    let last = dataset.files.len().saturating_sub(1);
    file_of.resize(dataset.records.len(), last);
    let owner: HashMap<&str, usize> =
        dataset.records.iter().zip(&file_of).map(|(record, file)| (record.source.record_id.as_str(), *file)).collect();
    let named: HashMap<&str, usize> = dataset.files.iter().enumerate().rev().map(|(number, file)| (file.name.as_str(), number)).collect();
    let mut imports = vec![0; dataset.records.len()];
    let mut import_of_file: Vec<i64> = Vec::new();
    for (number, file) in dataset.files.iter().enumerate() {
        let records: Vec<&Record> =
            dataset.records.iter().zip(&file_of).filter(|(_, of)| **of == number).map(|(record, _)| record).collect();
        let rows = records.len();
        let batch =
            Batch { file, records, quarantined: &checked.quarantined, findings: Vec::new(), rows, added: rows, at: None, noted: false };
        let import = write_import(db, &batch)?;
        import_of_file.push(import);
        for slot in imports.iter_mut().zip(&file_of).filter(|(_, of)| **of == number).map(|(slot, _)| slot) {
            *slot = import;
        }
    }
    // findings keep their order across files
    for finding in &checked.findings {
        let file = finding.record.as_deref().and_then(|record| owner.get(record));
        let file = file.or_else(|| finding.file.as_deref().and_then(|name| named.get(name))).copied().unwrap_or_default();
        let Some(import) = import_of_file.get(file) else { continue };
        write_findings(db, *import, &[Found::new(finding)?])?;
    }
    Ok(imports)
}
