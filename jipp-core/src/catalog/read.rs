use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use super::error::CatalogError;
use crate::ingest::FileInfo;
use crate::lang::Lang;
use crate::model::{FindingRow, Innovation, SourceRecord};
use crate::search::{Index, SearchError};

/// `JIPP` in ASCII: how other programs recognise the file.
pub(super) const APPLICATION_ID: i64 = 0x4a49_5050;
/// Version of the tables.
pub(super) const FORMAT: i64 = 1;

/// An open catalog, for reading.
pub struct Catalog {
    connection: Connection,
    path: String,
}

impl std::fmt::Debug for Catalog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalog").field("path", &self.path).finish_non_exhaustive()
    }
}

/// What a catalog holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Version of jipp that wrote it.
    pub jipp_version: String,
    /// Source records by system.
    pub records_by_source: BTreeMap<String, u64>,
    /// Source records taken in.
    pub accepted: u64,
    /// Source records kept out for correction.
    pub quarantined: u64,
    /// Findings by severity.
    pub findings: BTreeMap<String, u64>,
    /// Merged innovations.
    pub innovations: u64,
    /// Innovations that stand on more than one source record.
    pub merged: u64,
    /// Links by kind.
    pub links: BTreeMap<String, u64>,
}

impl Catalog {
    /// Whether the file looks like a catalog, without opening it as one.
    pub fn is_catalog(path: &Path) -> bool {
        Self::open(path).is_ok()
    }

    /// Opens a catalog.
    pub fn open(path: &Path) -> Result<Self, CatalogError> {
        let shown = path.display().to_string();
        let not = || CatalogError::NotACatalog { path: shown.clone(), remedy: "make one with `jipp build`" };
        std::fs::metadata(path).map_err(|source| CatalogError::Io { path: shown.clone(), action: "opened", source })?;
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(|_| not())?;
        let pragma = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
        if pragma("application_id").map_err(|_| not())? != APPLICATION_ID {
            return Err(not());
        }
        let found = pragma("user_version").map_err(|_| not())?;
        if found > FORMAT {
            return Err(CatalogError::Newer { path: shown, found, known: FORMAT });
        }
        Ok(Self { connection, path: shown })
    }

    fn store(&self, reason: &dyn std::fmt::Display) -> CatalogError {
        CatalogError::Store { path: self.path.clone(), reason: reason.to_string() }
    }

    fn number(&self, sql: &str) -> Result<u64, CatalogError> {
        self.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map(|n| n as u64).map_err(|e| self.store(&e))
    }

    fn counts(&self, sql: &str) -> Result<BTreeMap<String, u64>, CatalogError> {
        let read = || -> rusqlite::Result<BTreeMap<String, u64>> {
            self.connection.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?.collect()
        };
        read().map_err(|e| self.store(&e))
    }

    fn texts(&self, sql: &str) -> Result<Vec<String>, CatalogError> {
        let read = || -> rusqlite::Result<Vec<String>> { self.connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect() };
        read().map_err(|e| self.store(&e))
    }

    /// What it holds, counted.
    pub fn status(&self) -> Result<Status, CatalogError> {
        Ok(Status {
            jipp_version: self.texts("SELECT value FROM meta WHERE key = 'jipp_version'")?.pop().unwrap_or_default(),
            records_by_source: self.counts("SELECT system, count(*) FROM source_record GROUP BY system")?,
            accepted: self.number("SELECT count(*) FROM source_record WHERE status = 'accepted'")?,
            quarantined: self.number("SELECT count(*) FROM source_record WHERE status = 'quarantined'")?,
            findings: self.counts("SELECT severity, count(*) FROM finding GROUP BY severity")?,
            innovations: self.number("SELECT count(*) FROM innovation")?,
            merged: self.number("SELECT count(*) FROM (SELECT 1 FROM member GROUP BY innovation_id HAVING count(*) > 1)")?,
            links: self.counts("SELECT kind, count(*) FROM link GROUP BY kind")?,
        })
    }

    /// Source records kept out, by system.
    pub fn quarantined_by_source(&self) -> Result<BTreeMap<String, u64>, CatalogError> {
        self.counts("SELECT system, count(*) FROM source_record WHERE status = 'quarantined' GROUP BY system")
    }

    /// The files that it was made from.
    pub fn files(&self) -> Result<Vec<FileInfo>, CatalogError> {
        let texts = self.texts("SELECT data FROM file ORDER BY id")?;
        texts.iter().map(|text| serde_json::from_str(text).map_err(|e| self.store(&e))).collect()
    }

    /// The source records kept out, as received, with their restricted part: for whoever corrects them.
    pub fn quarantined_records(&self) -> Result<Vec<SourceRecord>, CatalogError> {
        let texts = self.texts(
            "SELECT json_object('record_id', s.record_id, 'system', s.system, 'external_id', s.external_id, 'year', s.year, 'file', s.file,
             'row', s.row, 'hash', s.hash, 'raw', json(s.raw), 'restricted', json(coalesce(r.data, '[]')), 'notes', json(s.notes))
             FROM source_record s LEFT JOIN restricted r ON r.record_id = s.record_id
             WHERE s.status = 'quarantined' ORDER BY s.file, s.row, s.record_id",
        )?;
        texts.iter().map(|text| serde_json::from_str(text).map_err(|e| self.store(&e))).collect()
    }

    /// The merged innovations, by id.
    pub fn innovations(&self) -> Result<Vec<Innovation>, CatalogError> {
        let texts = self.texts("SELECT data FROM innovation ORDER BY id")?;
        texts.iter().map(|text| serde_json::from_str(text).map_err(|e| self.store(&e))).collect()
    }

    /// The findings, in `lang`.
    pub fn findings(&self, lang: Lang) -> Result<Vec<FindingRow>, CatalogError> {
        let texts = self.texts("SELECT data FROM finding ORDER BY id")?;
        let at = usize::from(lang == Lang::En);
        texts
            .iter()
            .map(|text| {
                let mut both: Vec<FindingRow> = serde_json::from_str(text).map_err(|e| self.store(&e))?;
                if at < both.len() { Ok(both.swap_remove(at)) } else { Err(self.store(&"a finding has no text")) }
            })
            .collect()
    }

    /// The bytes of the search index, as one file.
    pub fn index_bytes(&self) -> Result<Vec<u8>, CatalogError> {
        self.connection.query_row("SELECT data FROM search_index WHERE id = 1", [], |row| row.get(0)).map_err(|e| self.store(&e))
    }

    /// The search index.
    pub fn index(&self) -> Result<Index, crate::Error> {
        let index: Result<Index, SearchError> = Index::from_bytes(&self.index_bytes()?);
        Ok(index?)
    }
}
