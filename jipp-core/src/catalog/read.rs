use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::error::CatalogError;
use super::history::WriteError;
use super::index::{CatalogIndex, documents};
use super::index_file::Moment;
use super::link::{innovation_of, members_of};
use super::record_id::full_id;
use super::store::{FORMAT, REMEMBERS, beside, has_our_mark, open_to_read};
use crate::ingest::FileInfo;
use crate::lang::Lang;
use crate::model::{Field, FindingRow, Innovation, SourceRecord};
use crate::search::{Index, RankingSettings, SearchDocument, SearchRequest, SearchResponse};

/// An open catalog, for reading. It sees the catalog as it is when asked; a writer does not disturb it.
pub struct Catalog {
    pub(super) connection: Connection,
    path: PathBuf,
    shown: String,
    pub(super) format: i64,
}

impl std::fmt::Debug for Catalog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalog").field("path", &self.shown).finish_non_exhaustive()
    }
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// Its number.
    pub id: i64,
    /// The file.
    pub file: String,
    /// The system of its records.
    pub system: String,
    /// When, if that was said.
    pub at: Option<String>,
    /// Rows read.
    pub rows: u64,
    /// Records that were new.
    pub added: u64,
    /// New versions.
    pub changed: u64,
    /// Rows that were there already.
    pub unchanged: u64,
    /// Kept out for correction.
    pub quarantined: u64,
    /// Whether it was taken back.
    pub undone: bool,
}

/// One thing that somebody said about a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldEvent {
    /// The source record, or who set the value.
    pub by: String,
    /// `source`, `override` or `update`.
    pub how: String,
    /// The import that brought it.
    pub import: Option<i64>,
    /// When, if known.
    pub at: Option<String>,
    /// The value as text; missing where an override was taken back.
    pub value: Option<String>,
    /// Whether it is the value of the directory now.
    pub holds: bool,
}

fn is_broken(error: &crate::Error) -> bool {
    matches!(error.code(), "index_damaged" | "index_engine" | "not_an_index")
}

impl Catalog {
    /// Whether the file says that it is a catalog: SQLite with the mark of jipp. It may still not open: a catalog of a newer format, or
    /// a damaged one. [`Catalog::open`] then says why.
    pub fn is_catalog(path: &Path) -> bool {
        has_our_mark(path)
    }

    /// Opens a catalog.
    pub fn open(path: &Path) -> Result<Self, CatalogError> {
        let (connection, format) = open_to_read(path)?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(Self { connection, path: path.to_owned(), shown: path.display().to_string(), format })
    }

    /// Whether it remembers imports, decisions and what lies around. A catalog of the first format can be read, but has only records.
    pub fn remembers(&self) -> bool {
        self.format >= REMEMBERS
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn failed(&self, error: &rusqlite::Error) -> CatalogError {
        CatalogError::of(&self.shown, error)
    }

    pub(super) fn core(&self, error: WriteError) -> crate::Error {
        error.at(&self.shown)
    }

    pub(super) fn store(&self, reason: &dyn std::fmt::Display) -> CatalogError {
        CatalogError::Store { path: self.shown.clone(), reason: reason.to_string() }
    }

    /// What a catalog of an older format does not have is not answered with nothing.
    pub(super) fn needs_memory(&self) -> Result<(), CatalogError> {
        if self.remembers() {
            return Ok(());
        }
        let reason = format!("it has format {}: bring it to format {FORMAT} first, with `jipp catalog migrate`", self.format);
        Err(CatalogError::Store { path: self.shown.clone(), reason })
    }

    pub(super) fn number(&self, sql: &str) -> Result<u64, CatalogError> {
        self.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map(|n| n as u64).map_err(|e| self.failed(&e))
    }

    pub(super) fn counts(&self, sql: &str) -> Result<BTreeMap<String, u64>, CatalogError> {
        let read = || -> rusqlite::Result<BTreeMap<String, u64>> {
            self.connection.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?.collect()
        };
        read().map_err(|e| self.failed(&e))
    }

    pub(super) fn texts(&self, sql: &str) -> Result<Vec<String>, CatalogError> {
        let read = || -> rusqlite::Result<Vec<String>> { self.connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect() };
        read().map_err(|e| self.failed(&e))
    }

    /// Every import, the first one first; those taken back are told as such.
    pub fn imports(&self) -> Result<Vec<ImportRow>, CatalogError> {
        self.needs_memory()?;
        let sql = "SELECT i.id, i.file, i.system, i.at, i.rows, i.added, i.changed, i.unchanged, i.quarantined, u.import_id IS NOT NULL
            FROM import i LEFT JOIN import_undone u ON u.import_id = i.id ORDER BY i.id";
        let read = || -> rusqlite::Result<Vec<ImportRow>> {
            let mut statement = self.connection.prepare(sql)?;
            let rows = statement.query_map([], |row| {
                let count = |at| row.get::<_, i64>(at).map(|n| n as u64);
                Ok(ImportRow {
                    id: row.get(0)?,
                    file: row.get(1)?,
                    system: row.get(2)?,
                    at: row.get(3)?,
                    rows: count(4)?,
                    added: count(5)?,
                    changed: count(6)?,
                    unchanged: count(7)?,
                    quarantined: count(8)?,
                    undone: row.get(9)?,
                })
            })?;
            rows.collect()
        };
        read().map_err(|error| self.failed(&error))
    }

    /// Source records kept out, by system.
    pub fn quarantined_by_source(&self) -> Result<BTreeMap<String, u64>, CatalogError> {
        self.counts("SELECT system, count(*) FROM source_record WHERE status = 'quarantined' GROUP BY system")
    }

    /// The files that it was made from.
    pub fn files(&self) -> Result<Vec<FileInfo>, CatalogError> {
        let sql = match self.format {
            1 => "SELECT data FROM file ORDER BY id",
            _ => "SELECT data FROM import WHERE id NOT IN (SELECT import_id FROM import_undone) ORDER BY id",
        };
        let texts = self.texts(sql)?;
        texts.iter().map(|text| serde_json::from_str(text).map_err(|e| self.store(&e))).collect()
    }

    /// The source records kept out, as received, with their restricted part: for whoever corrects them.
    pub fn quarantined_records(&self) -> Result<Vec<SourceRecord>, CatalogError> {
        let (version, restricted) = match self.format {
            1 => ("source_record v USING (record_id)", "r.record_id = s.record_id"),
            _ => ("source_version v USING (record_id, import_id)", "r.record_id = s.record_id AND r.import_id = s.import_id"),
        };
        let texts = self.texts(&format!(
            "SELECT json_object('record_id', s.record_id, 'system', s.system, 'external_id', s.external_id, 'year', s.year, 'file', s.file,
             'row', s.row, 'hash', s.hash, 'raw', json(v.raw), 'restricted', json(coalesce(r.data, '[]')), 'notes', json(v.notes))
             FROM source_record s JOIN {version} LEFT JOIN restricted r ON {restricted}
             WHERE s.status = 'quarantined' ORDER BY s.file, s.row, s.record_id"
        ))?;
        texts.iter().map(|text| serde_json::from_str(text).map_err(|e| self.store(&e))).collect()
    }

    /// The merged innovations, by id.
    pub fn innovations(&self) -> Result<Vec<Innovation>, CatalogError> {
        let texts = self.texts("SELECT data FROM innovation ORDER BY id")?;
        texts.iter().map(|text| serde_json::from_str(text).map_err(|e| self.store(&e))).collect()
    }

    /// One innovation: by its own id, or that of any of its source records.
    pub fn innovation(&self, record: &str) -> Result<Option<Innovation>, CatalogError> {
        let record = &*full_id(record);
        let sql = "SELECT data FROM innovation WHERE id = (SELECT innovation_id FROM member WHERE record_id = ?1)";
        let text: Option<String> =
            self.connection.query_row(sql, [record], |row| row.get(0)).optional().map_err(|error| self.failed(&error))?;
        text.map(|text| serde_json::from_str(&text).map_err(|e| self.store(&e))).transpose()
    }

    /// The findings about the records as they are now, in `lang`.
    pub fn findings(&self, lang: Lang) -> Result<Vec<FindingRow>, CatalogError> {
        let now = "SELECT f.data FROM finding f LEFT JOIN source_record s ON s.record_id = f.record_id
            WHERE CASE WHEN f.record_id IS NULL THEN f.import_id NOT IN (SELECT import_id FROM import_undone) ELSE s.import_id = f.import_id END
            ORDER BY f.id";
        let texts = self.texts(if self.remembers() { now } else { "SELECT data FROM finding ORDER BY id" })?;
        let at = usize::from(lang == Lang::En);
        texts
            .iter()
            .map(|text| {
                let mut both: Vec<FindingRow> = serde_json::from_str(text).map_err(|e| self.store(&e))?;
                if at < both.len() { Ok(both.swap_remove(at)) } else { Err(self.store(&"a finding has no text")) }
            })
            .collect()
    }

    /// What everybody said about a field of an innovation, in the order of the imports and of what was set since.
    pub fn field_history(&self, record: &str, field: Field) -> Result<Vec<FieldEvent>, crate::Error> {
        self.needs_memory()?;
        self.history_of(&full_id(record), field).map_err(|error| self.core(error))
    }

    fn history_of(&self, record: &str, field: Field) -> Result<Vec<FieldEvent>, WriteError> {
        let db = &self.connection;
        let Some(id) = innovation_of(db, record)? else { return Err(super::writer::unknown("record", record)) };
        let members = members_of(db, &id)?;
        let data: String = db.query_row("SELECT data FROM innovation WHERE id = ?1", [&id], |row| row.get(0))?;
        let innovation: Innovation = serde_json::from_str(&data)?;
        let text = |innovation: &Innovation| innovation.get(field).to_text().map(std::borrow::Cow::into_owned);
        let origin = innovation.provenance.get(&field).map(|origin| origin.record_id.to_string()).unwrap_or_default();
        let mut events: Vec<(i64, FieldEvent)> = Vec::new();
        for member in &members {
            let sql = "SELECT v.import_id, i.at, v.data, s.import_id = v.import_id FROM source_version v JOIN import i ON i.id = v.import_id
                JOIN source_record s USING (record_id)
                WHERE v.record_id = ?1 AND (s.import_id = v.import_id OR i.id NOT IN (SELECT import_id FROM import_undone)) ORDER BY v.import_id";
            let mut statement = db.prepare_cached(sql)?;
            let mut rows = statement.query([member])?;
            let mut last = None;
            while let Some(row) = rows.next()? {
                let version: Innovation = serde_json::from_str(&row.get::<_, String>(2)?)?;
                let (import, value): (i64, Option<String>) = (row.get(0)?, text(&version));
                if value == last && !events.is_empty() {
                    continue;
                }
                last.clone_from(&value);
                let holds = origin == *member && row.get::<_, bool>(3)?;
                let event = FieldEvent { by: member.clone(), how: "source".into(), import: Some(import), at: row.get(1)?, value, holds };
                events.push((import, event));
            }
            let mut statement =
                db.prepare_cached("SELECT id, by, at, value FROM field_override WHERE record_id = ?1 AND field = ?2 ORDER BY id")?;
            let mut rows = statement.query(params![member, field.name()])?;
            while let Some(row) = rows.next()? {
                let holds = origin == format!("kurasi:{}", row.get::<_, i64>(0)?);
                let event =
                    FieldEvent { by: row.get(1)?, how: "override".into(), import: None, at: row.get(2)?, value: row.get(3)?, holds };
                events.push((i64::MAX, event));
            }
            if field == Field::Status {
                let mut statement = db.prepare_cached("SELECT id, by, at, status FROM status_update WHERE record_id = ?1 ORDER BY id")?;
                let mut rows = statement.query([member])?;
                while let Some(row) = rows.next()? {
                    let holds = origin == format!("pemutakhiran:{}", row.get::<_, i64>(0)?);
                    let event =
                        FieldEvent { by: row.get(1)?, how: "update".into(), import: None, at: row.get(2)?, value: row.get(3)?, holds };
                    events.push((i64::MAX - 1, event));
                }
            }
        }
        events.sort_by_key(|(order, _)| *order);
        Ok(events.into_iter().map(|(_, event)| event).filter(|event| event.value.is_some() || event.how == "override").collect())
    }

    /// The documents of the search index.
    pub fn documents(&self) -> Result<Vec<SearchDocument>, crate::Error> {
        documents(&self.connection).map_err(|error| self.core(error))
    }

    /// The bytes of the search index, as one file. After small imports it is put together anew; [`CatalogWriter::compact`](super::CatalogWriter::compact)
    /// writes it so.
    pub fn index_bytes(&self) -> Result<Vec<u8>, crate::Error> {
        if !self.remembers() {
            // its index may be of a version of jipp that read words otherwise, so it is put together anew
            return Ok(Index::build(&self.documents()?, &crate::progress::silent)?.to_bytes()?);
        }
        match super::index::whole(&self.connection).map_err(|error| self.core(error))? {
            Some(bytes) => Ok(bytes),
            None => Ok(Index::build(&self.documents()?, &crate::progress::silent)?.to_bytes()?),
        }
    }

    /// The search index, as one.
    pub fn index(&self) -> Result<Index, crate::Error> {
        Ok(Index::from_vec(self.index_bytes()?)?)
    }

    /// The search index as it lies in the file: what a search in a large catalog needs.
    pub fn search_index(&self) -> Result<CatalogIndex, crate::Error> {
        self.needs_memory()?;
        super::index::open(&self.connection).map_err(|error| self.core(error))
    }

    /// Answers one question from the index as it lies in the file, reading nothing but what the question needs: what a command or a
    /// script asks once. For many questions open [`Catalog::search_index`]. `ranking` stands in place of the usual settings.
    pub fn search(&self, request: &SearchRequest, ranking: Option<&RankingSettings>) -> Result<SearchResponse, crate::Error> {
        let ranked = |index: CatalogIndex| match ranking {
            Some(ranking) => index.with_ranking(ranking.clone()),
            None => index,
        };
        if !self.remembers() {
            let index = self.index()?;
            let index = if let Some(ranking) = ranking { index.with_ranking(ranking.clone()) } else { index };
            return Ok(index.search(request)?);
        }
        let moment = Moment::open(&self.path)?;
        match super::index::open_in_file(&moment).map_err(|error| self.core(error)) {
            Ok(Some(index)) => match ranked(index).search(request) {
                Err(error) if is_broken(&error) => {}
                answer => return answer,
            },
            Err(error) if !is_broken(&error) => return Err(error),
            Ok(None) | Err(_) => {}
        }
        // an index that is behind, of another version or damaged is made anew: the catalog has everything it is made of
        ranked(self.search_index()?).search(request)
    }

    /// Writes a consistent copy, also while somebody writes. A file in its place is replaced in one step.
    pub fn backup(&self, to: &Path) -> Result<(), CatalogError> {
        let shown = to.display().to_string();
        let io = |source| CatalogError::Io { path: shown.clone(), action: "written", source };
        if to.exists() && Self::open(to).is_err() {
            let remedy = crate::lang::Bilingual {
                id: "pilih nama lain untuk salinan, atau pindahkan berkas itu",
                en: "choose another name for the copy, or move that file away",
            };
            return Err(CatalogError::NotACatalog { path: shown, remedy });
        }
        let part = beside(to, ".part");
        if part.exists() {
            std::fs::remove_file(&part).map_err(io)?;
        }
        let done = self
            .connection
            .execute_batch("PRAGMA query_only = OFF")
            .and_then(|()| self.connection.execute("VACUUM INTO ?1", [part.to_string_lossy()]))
            .and_then(|_| Connection::open(&part)?.execute_batch("PRAGMA journal_mode = WAL;"));
        let _ = self.connection.execute_batch("PRAGMA query_only = ON");
        if let Err(error) = done {
            // the failure itself is what the caller needs to hear of
            let _ = std::fs::remove_file(&part);
            return Err(CatalogError::of(&shown, &error));
        }
        std::fs::File::open(&part).and_then(|file| file.sync_all()).map_err(io)?;
        for left in [beside(to, "-wal"), beside(to, "-shm")] {
            if left.exists() {
                std::fs::remove_file(left).map_err(io)?;
            }
        }
        std::fs::rename(&part, to).map_err(io)
    }
}
