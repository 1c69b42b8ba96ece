use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

use super::error::CatalogError;
use super::read::{APPLICATION_ID, Catalog, FORMAT};
use crate::model::FindingRow;
use crate::pipeline::Integration;
use crate::progress::{Progress, ProgressStage, Watcher};
use crate::search::Index;

impl Catalog {
    /// Writes the result of the main job, with its search index, as a new catalog. An existing catalog is replaced in one step;
    /// a file of another kind is left alone.
    pub fn create(path: &Path, integration: &Integration, index: &Index, progress: Watcher<'_>) -> Result<Self, CatalogError> {
        let shown = path.display().to_string();
        if path.exists() && Self::open(path).is_err_and(|error| !matches!(error, CatalogError::Newer { .. })) {
            return Err(CatalogError::NotACatalog { path: shown, remedy: "choose another name for the output, or move that file away" });
        }
        let part = part_path(path);
        let io = |source| CatalogError::Io { path: shown.clone(), action: "written", source };
        if part.exists() {
            std::fs::remove_file(&part).map_err(io)?;
        }
        // opening a file that cannot be created gives a clearer error than SQLite does
        std::fs::File::create(&part).map_err(io)?;
        let written = write(&part, integration, index, progress);
        match written {
            Ok(()) => std::fs::rename(&part, path).map_err(io)?,
            Err(reason) => {
                // the failure itself is what the caller needs to hear of
                let _ = std::fs::remove_file(&part);
                return Err(CatalogError::Store { path: shown, reason });
            }
        }
        Self::open(path)
    }
}

fn part_path(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    path.with_file_name(name)
}

fn write(path: &Path, integration: &Integration, index: &Index, progress: Watcher<'_>) -> Result<(), String> {
    let store = |error: rusqlite::Error| error.to_string();
    let mut connection = Connection::open(path).map_err(store)?;
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;").map_err(store)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID).map_err(store)?;
    connection.pragma_update(None, "user_version", FORMAT).map_err(store)?;
    let transaction = connection.transaction().map_err(store)?;
    transaction.execute_batch(include_str!("schema.sql")).map_err(store)?;
    rows(&transaction, integration, index, progress)?;
    transaction.commit().map_err(store)?;
    connection.close().map_err(|(_, error)| error.to_string())
}

fn rows(db: &Connection, integration: &Integration, index: &Index, progress: Watcher<'_>) -> Result<(), String> {
    let store = |error: rusqlite::Error| error.to_string();
    let mut insert = db.prepare("INSERT INTO meta VALUES (?1, ?2)").map_err(store)?;
    insert.execute(params!["jipp_version", env!("CARGO_PKG_VERSION")]).map_err(store)?;
    insert.execute(params!["link_settings", json(integration.linkage.settings())?]).map_err(store)?;
    insert.execute(params!["link_model", json(&integration.linkage.model)?]).map_err(store)?;

    let mut insert = db.prepare("INSERT INTO file (name, system, rows, data) VALUES (?1, ?2, ?3, ?4)").map_err(store)?;
    for file in &integration.dataset.files {
        insert.execute(params![file.name, file.system.code(), file.rows as i64, json(file)?]).map_err(store)?;
    }

    let mut insert = db.prepare("INSERT INTO source_record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)").map_err(store)?;
    let mut insert_restricted = db.prepare("INSERT INTO restricted VALUES (?1, ?2)").map_err(store)?;
    let total = integration.dataset.records.len();
    for (done, record) in integration.dataset.records.iter().enumerate() {
        let source = &record.source;
        let status = if integration.checked.quarantined.contains(&source.record_id) { "quarantined" } else { "accepted" };
        insert
            .execute(params![
                source.record_id,
                source.system.code(),
                source.external_id,
                source.year,
                source.file,
                source.row as i64,
                source.hash,
                status,
                json(&source.raw)?,
                json(&source.notes)?
            ])
            .map_err(store)?;
        if !source.restricted.is_empty() {
            insert_restricted.execute(params![source.record_id, json(&source.restricted)?]).map_err(store)?;
        }
        if done % 1000 == 999 {
            progress(Progress { stage: ProgressStage::Write, done: done + 1, total });
        }
    }

    let directory = &integration.directory;
    let mut insert = db.prepare("INSERT INTO innovation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)").map_err(store)?;
    let mut insert_member = db.prepare("INSERT INTO member VALUES (?1, ?2)").map_err(store)?;
    for ((innovation, titles), members) in directory.innovations.iter().zip(&directory.other_titles).zip(&directory.members) {
        insert
            .execute(params![
                innovation.record_id,
                innovation.title.as_deref().unwrap_or_default(),
                innovation.agency_code,
                innovation.region_code,
                innovation.year,
                json(titles)?,
                json(innovation)?
            ])
            .map_err(store)?;
        for member in members {
            insert_member.execute(params![member, innovation.record_id]).map_err(store)?;
        }
    }

    let mut insert = db.prepare("INSERT INTO link VALUES (?1, ?2, ?3, ?4)").map_err(store)?;
    for link in &directory.links {
        insert.execute(params![link.left, link.right, link.kind.code(), link.probability]).map_err(store)?;
    }

    let mut insert =
        db.prepare("INSERT INTO finding (code, severity, record_id, field, data) VALUES (?1, ?2, ?3, ?4, ?5)").map_err(store)?;
    for finding in &integration.checked.findings {
        // both languages: whoever opens the catalog chooses
        let texts = [crate::lang::Lang::Id, crate::lang::Lang::En].map(|lang| FindingRow::new(finding, lang));
        insert
            .execute(params![finding.rule.code, finding.severity.code(), finding.record, finding.field_name(), json(&texts)?])
            .map_err(store)?;
    }

    let bytes = index.to_bytes().map_err(|e| e.to_string())?;
    db.execute("INSERT INTO search_index VALUES (1, ?1)", params![bytes]).map_err(store)?;
    progress(Progress { stage: ProgressStage::Write, done: total, total });
    Ok(())
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, String> {
    serde_json::to_string(value).map_err(|e| e.to_string())
}
