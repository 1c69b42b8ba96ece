//! Writing and reading what never changes: imports, versions of records, findings.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, OptionalExtension, params};

use crate::ingest::FileInfo;
use crate::lang::Lang;
use crate::model::{Finding, FindingRow, Innovation, Record, SourceRecord};

/// One file with its records, as they are to be written.
pub(super) struct Batch<'a> {
    pub(super) file: &'a FileInfo,
    /// New and changed records.
    pub(super) records: Vec<&'a Record>,
    pub(super) quarantined: &'a HashSet<String>,
    /// Findings about these records and about the file.
    pub(super) findings: Vec<Found>,
    pub(super) rows: usize,
    pub(super) added: usize,
    pub(super) at: Option<&'a str>,
    /// Whether what it replaces is noted, so that it can be taken back row by row.
    pub(super) noted: bool,
}

/// A finding as it is stored: in both languages.
pub(super) struct Found {
    pub(super) code: String,
    pub(super) severity: String,
    pub(super) record: Option<String>,
    pub(super) field: Option<String>,
    pub(super) data: String,
}

impl Found {
    pub(super) fn new(finding: &Finding) -> Result<Self, serde_json::Error> {
        // both languages: whoever opens the catalog chooses
        let texts = [Lang::Id, Lang::En].map(|lang| FindingRow::new(finding, lang));
        Ok(Self {
            code: finding.rule.code.to_owned(),
            severity: finding.severity.code().to_owned(),
            record: finding.record.clone(),
            field: finding.field_name().map(str::to_owned),
            data: serde_json::to_string(&texts)?,
        })
    }
}

/// What can go wrong while writing: the store, or a value that is no JSON.
#[derive(Debug, thiserror::Error)]
pub(super) enum WriteError {
    #[error(transparent)]
    Store(#[from] rusqlite::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Core(Box<crate::Error>),
    #[error(transparent)]
    Catalog(#[from] super::error::CatalogError),
    #[error("stopped as asked")]
    Cancelled,
}

impl From<crate::error::SettingsError> for WriteError {
    fn from(error: crate::error::SettingsError) -> Self {
        Self::Core(Box::new(error.into()))
    }
}

impl From<crate::search::SearchError> for WriteError {
    fn from(error: crate::search::SearchError) -> Self {
        Self::Core(Box::new(error.into()))
    }
}

impl From<super::state::InvalidTransition> for WriteError {
    fn from(error: super::state::InvalidTransition) -> Self {
        Self::Catalog(error.into())
    }
}

impl WriteError {
    /// The error of the crate, for the catalog at `path`.
    pub(super) fn at(self, path: &str) -> crate::Error {
        use super::error::CatalogError;
        match self {
            Self::Store(error) => CatalogError::of(path, &error).into(),
            Self::Json(error) => CatalogError::Store { path: path.to_owned(), reason: error.to_string() }.into(),
            Self::Core(error) => *error,
            Self::Catalog(error) => error.into(),
            Self::Cancelled => CatalogError::Cancelled { path: path.to_owned() }.into(),
        }
    }
}

/// Writes an import with the versions and findings that it brings; returns its number.
pub(super) fn write_import(db: &Connection, batch: &Batch<'_>) -> Result<i64, WriteError> {
    let kept_out = batch.records.iter().filter(|record| batch.quarantined.contains(&record.source.record_id)).count();
    let (rows, added, new) = (batch.rows as i64, batch.added as i64, batch.records.len() as i64);
    db.prepare_cached(
        "INSERT INTO import (file, system, at, rows, added, changed, unchanged, quarantined, noted, data)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        batch.file.name,
        batch.file.system.code(),
        batch.at,
        rows,
        added,
        new - added,
        rows - new,
        kept_out as i64,
        batch.noted,
        serde_json::to_string(batch.file)?
    ])?;
    let import = db.last_insert_rowid();
    let mut insert = db.prepare_cached("INSERT INTO source_version VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    let mut insert_restricted = db.prepare_cached("INSERT INTO restricted VALUES (?1, ?2, ?3)")?;
    for record in &batch.records {
        let source = &record.source;
        let status = if batch.quarantined.contains(&source.record_id) { "quarantined" } else { "accepted" };
        insert.execute(params![
            source.record_id,
            import,
            source.file,
            source.row as i64,
            source.hash,
            status,
            serde_json::to_string(&source.raw)?,
            serde_json::to_string(&source.notes)?,
            serde_json::to_string(&record.innovation)?
        ])?;
        if !source.restricted.is_empty() {
            insert_restricted.execute(params![source.record_id, import, serde_json::to_string(&source.restricted)?])?;
        }
    }
    write_findings(db, import, &batch.findings)?;
    Ok(import)
}

pub(super) fn write_findings(db: &Connection, import: i64, findings: &[Found]) -> rusqlite::Result<()> {
    let mut insert =
        db.prepare_cached("INSERT INTO finding (import_id, code, severity, record_id, field, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for found in findings {
        insert.execute(params![import, found.code, found.severity, found.record, found.field, found.data])?;
    }
    Ok(())
}

/// A version of a record, as far as linking and merging need it.
#[derive(Debug, Clone)]
pub(super) struct Version {
    pub(super) record_id: String,
    pub(super) import: i64,
    pub(super) file: String,
    pub(super) row: i64,
    pub(super) hash: String,
    pub(super) accepted: bool,
    pub(super) innovation: Innovation,
}

/// The versions that an import brought, and those that it repeated and that nobody else vouches for any more.
pub(super) fn versions_of(db: &Connection, import: i64) -> Result<Vec<Version>, WriteError> {
    let sql = "SELECT record_id, import_id, file, row, hash, status, data FROM source_version WHERE import_id = ?1
        UNION ALL
        SELECT v.record_id, v.import_id, v.file, v.row, v.hash, v.status, v.data FROM unchanged u
          JOIN source_version v ON v.record_id = u.record_id AND v.import_id = u.version_import
          WHERE u.import_id = ?1 AND NOT EXISTS
            (SELECT 1 FROM source_record s WHERE s.record_id = u.record_id AND s.hash = v.hash)
        ORDER BY record_id";
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([import])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        versions.push(version(row)?);
    }
    Ok(versions)
}

fn version(row: &rusqlite::Row<'_>) -> Result<Version, WriteError> {
    Ok(Version {
        record_id: row.get(0)?,
        import: row.get(1)?,
        file: row.get(2)?,
        row: row.get(3)?,
        hash: row.get(4)?,
        accepted: row.get::<_, String>(5)? == "accepted",
        innovation: serde_json::from_str(&row.get::<_, String>(6)?)?,
    })
}

/// The records that hold now and are accepted, by id.
pub(super) fn accepted(db: &Connection) -> Result<BTreeMap<String, Innovation>, WriteError> {
    let sql =
        "SELECT v.record_id, v.data FROM source_record s JOIN source_version v USING (record_id, import_id) WHERE s.status = 'accepted'";
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut records = BTreeMap::new();
    while let Some(row) = rows.next()? {
        records.insert(row.get(0)?, serde_json::from_str(&row.get::<_, String>(1)?)?);
    }
    Ok(records)
}

/// One record that holds now and is accepted.
pub(super) fn current(db: &Connection, record_id: &str) -> Result<Option<Innovation>, WriteError> {
    let sql = "SELECT v.data FROM source_record s JOIN source_version v USING (record_id, import_id)
        WHERE s.record_id = ?1 AND s.status = 'accepted'";
    let text: Option<String> = db.prepare_cached(sql)?.query_row([record_id], |row| row.get(0)).optional()?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// A record for the linkage, which asks for nothing but the innovation.
pub(super) fn as_record(innovation: Innovation) -> Record {
    let source = SourceRecord {
        record_id: innovation.record_id.clone(),
        system: innovation.sources.first().map_or(crate::model::SourceSystem::Generic, |source| source.system),
        external_id: None,
        year: None,
        file: "".into(),
        row: 0,
        hash: String::new(),
        raw: Vec::new(),
        restricted: Vec::new(),
        notes: Vec::new(),
    };
    Record { source, innovation }
}
