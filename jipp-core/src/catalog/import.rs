//! Taking a file into a catalog: what is new, what changed, what is as it was.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::apply::{Rules, apply, apply_all, keep_oldest, settle};
use super::history::{Batch, Found, WriteError, write_import};
use super::rows::{Old, take_back};
use super::writer::{CatalogWriter, refused_as, stop_if_asked, unknown};
use crate::ingest::Ingested;
use crate::model::{Record, Severity};
use crate::pipeline::collect;
use crate::progress::{CancelToken, Watcher, silent};
use crate::rules::CheckOptions;
use crate::text::key;

/// How to take a file in.
pub struct ImportOptions<'a> {
    /// Which rules run, and for which day.
    pub check: CheckOptions<'a>,
    /// When it is taken in, if that shall be remembered.
    pub at: Option<&'a str>,
    /// Who watches.
    pub progress: Watcher<'a>,
    /// Who may ask to stop; looked at between the steps (checking, linking, indexing). The catalog is then as it was.
    pub cancel: &'a CancelToken,
}

impl Default for ImportOptions<'_> {
    fn default() -> Self {
        Self { check: CheckOptions::default(), at: None, progress: &silent, cancel: CancelToken::NEVER }
    }
}

impl std::fmt::Debug for ImportOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportOptions").field("check", &self.check).field("at", &self.at).finish_non_exhaustive()
    }
}

/// What an import did, in numbers that reconcile: read = added + changed + unchanged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Its number, by which it can be taken back.
    pub import: i64,
    /// The file.
    pub file: String,
    /// The system of its records.
    pub system: String,
    /// Rows.
    pub records: ImportCounts,
    /// Findings about new and changed records and about the file, by severity.
    pub findings: BTreeMap<String, usize>,
    /// What became of the directory.
    pub innovations: InnovationCounts,
}

/// Rows of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCounts {
    /// Rows read.
    pub read: usize,
    /// Records that the catalog did not have.
    pub added: usize,
    /// New versions of records that it had.
    pub changed: usize,
    /// Rows that were there already: skipped.
    pub unchanged: usize,
    /// Of added and changed: kept out for correction.
    pub quarantined: usize,
}

/// What a change did to the directory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InnovationCounts {
    /// Innovations that are new.
    pub added: usize,
    /// Innovations whose record or other titles differ; a link to another innovation alone is no change.
    pub changed: usize,
    /// Innovations that are gone: merged into others, or taken back.
    pub removed: usize,
    /// Innovations now.
    pub total: usize,
}

impl CatalogWriter {
    /// Takes a file in. Rows that are there already are skipped, changed ones become new versions, and what is new is compared with the
    /// records around it, merged and indexed: all of it in one step that is either done or not.
    pub fn import(&mut self, file: Ingested, options: &ImportOptions<'_>) -> Result<ImportReport, crate::Error> {
        self.change_unless(options.cancel, options.progress, |db, old| import(db, file, options, old))
    }

    /// Takes all tables of a file in, each as an import of its own, in one step: all of them or none.
    pub fn import_tables(&mut self, tables: Vec<Ingested>, options: &ImportOptions<'_>) -> Result<Vec<ImportReport>, crate::Error> {
        self.change_unless(options.cancel, options.progress, |db, all| {
            let mut reports = Vec::with_capacity(tables.len());
            for table in tables {
                let mut old = Old::new();
                reports.push(import(db, table, options, &mut old)?);
                keep_oldest(all, old);
            }
            Ok(reports)
        })
    }

    /// Takes an import back, the last one if none is named: the directory is then as if it had never been. What people decided and
    /// said stays. Returns the number of the import.
    pub fn undo(&mut self, import: Option<i64>, at: Option<&str>) -> Result<(i64, InnovationCounts), crate::Error> {
        self.change(&silent, |db, old| {
            let id = undo(db, import, at, old)?;
            Ok((id, counts(db, old)?))
        })
    }
}

fn import(db: &Connection, file: Ingested, options: &ImportOptions<'_>, old: &mut Old) -> Result<ImportReport, WriteError> {
    let mut dataset = collect(vec![file]);
    let number: i64 = db.query_row("SELECT coalesce(max(id), 0) + 1 FROM import", [], |row| row.get(0))?;
    let mut seen = Seen::default();
    let mut fates = Vec::with_capacity(dataset.records.len());
    for record in &mut dataset.records {
        fates.push(seen.fate(db, record, number)?);
    }
    let checked = dataset.check(&options.check);
    stop_if_asked(options.cancel)?;
    let rows = dataset.records.len();
    let told: HashSet<&str> = dataset
        .records
        .iter()
        .zip(&fates)
        .filter(|(_, fate)| !matches!(fate, Fate::Unchanged(_)))
        .map(|(r, _)| r.source.record_id.as_str())
        .collect();
    let mut findings = Vec::new();
    let mut by_severity: BTreeMap<String, usize> = Severity::ALL.map(|s| (s.code().to_owned(), 0)).into();
    for finding in &checked.findings {
        if finding.record.as_deref().is_none_or(|record| told.contains(record)) {
            *by_severity.entry(finding.severity.code().to_owned()).or_default() += 1;
            findings.push(Found::new(finding)?);
        }
    }
    let records: Vec<&Record> =
        dataset.records.iter().zip(&fates).filter(|(_, fate)| !matches!(fate, Fate::Unchanged(_))).map(|(record, _)| record).collect();
    let added = fates.iter().filter(|fate| matches!(fate, Fate::New)).count();
    let file = dataset.files.first().ok_or_else(|| refused_as("berkas tidak memuat tabel", "the file holds no table"))?;
    let quarantined = records.iter().filter(|record| checked.quarantined.contains(&record.source.record_id)).count();
    let counts_of = ImportCounts { read: rows, added, changed: records.len() - added, unchanged: rows - records.len(), quarantined };
    let batch = Batch { file, records, quarantined: &checked.quarantined, findings, rows, added, at: options.at, noted: true };
    let import = write_import(db, &batch)?;
    let mut repeat = db.prepare_cached("INSERT INTO unchanged VALUES (?1, ?2, ?3)")?;
    for (record, fate) in dataset.records.iter().zip(&fates) {
        if let Fate::Unchanged(version) = fate {
            repeat.execute(params![import, record.source.record_id, version])?;
        }
    }
    apply(db, import, &Rules::of(db)?, old, options.progress)?;
    Ok(ImportReport {
        import,
        file: file.name.clone(),
        system: file.system.code().to_owned(),
        records: counts_of,
        findings: by_severity,
        innovations: counts(db, old)?,
    })
}

/// What a change did to the directory.
fn counts(db: &Connection, old: &Old) -> Result<InnovationCounts, WriteError> {
    let mut counts = InnovationCounts::default();
    let mut there = db.prepare_cached("SELECT other_titles, data FROM innovation WHERE id = ?1")?;
    for (id, before) in old {
        let now: Option<(String, String)> = there.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        match (before, now) {
            (None, Some(_)) => counts.added += 1,
            (Some(before), Some(now)) => counts.changed += usize::from(*before != now),
            (Some(_), None) => counts.removed += 1,
            (None, None) => {}
        }
    }
    counts.total = db.query_row("SELECT count(*) FROM innovation", [], |row| row.get::<_, i64>(0))? as usize;
    Ok(counts)
}

/// What a row is to the catalog.
enum Fate {
    New,
    Changed,
    /// The version of this import is the same.
    Unchanged(i64),
}

/// The records of the file so far: a record of the catalog is met once.
#[derive(Default)]
struct Seen {
    ids: BTreeSet<String>,
}

impl Seen {
    /// Finds the record of the catalog that a row is about, and gives the row its id.
    fn fate(&mut self, db: &Connection, record: &mut Record, import: i64) -> Result<Fate, WriteError> {
        let sql = "SELECT hash, import_id FROM source_record WHERE record_id = ?1";
        let mut stored = db.prepare_cached(sql)?;
        let id = record.source.record_id.clone();
        let found: Option<(String, i64)> =
            stored.query_row([&id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?.filter(|_| !self.ids.contains(&id));
        restore_withheld(db, record, &id)?;
        if let Some((hash, version)) = &found
            && *hash == record.source.hash
        {
            self.ids.insert(id);
            return Ok(Fate::Unchanged(*version));
        }
        if record.source.external_id.is_none() {
            // a row without an identifier is known by what it says, wherever it stands now
            let sql = "SELECT record_id, import_id FROM source_record WHERE hash = ?1 AND system = ?2 ORDER BY record_id";
            let mut same = db.prepare_cached(sql)?;
            let twins: Vec<(String, i64)> = same
                .query_map(params![record.source.hash, record.source.system.code()], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            if let Some((twin, version)) = twins.into_iter().find(|(twin, _)| !self.ids.contains(twin)) {
                record.rename(&twin);
                self.ids.insert(twin);
                return Ok(Fate::Unchanged(version));
            }
        }
        let is_same = match (&found, &record.source.external_id) {
            (None, _) => false,
            (Some(_), Some(_)) => true,
            // its place in the file alone says little: the title must agree
            (Some((_, version)), None) => title(db, &id, *version)? == record.innovation.title.as_deref().map(key),
        };
        if is_same {
            self.ids.insert(id);
            return Ok(Fate::Changed);
        }
        let mut fresh = id.clone();
        let mut round = 0;
        while self.ids.contains(&fresh) || stored.exists([&fresh])? || was_there(db, &fresh)? {
            round += 1;
            let again = if round > 1 { format!(".{round}") } else { String::new() };
            fresh = format!("{id}#{import}.{}{again}", record.source.row);
        }
        if fresh != id {
            record.rename(&fresh);
        }
        self.ids.insert(fresh);
        Ok(Fate::New)
    }
}

/// Whether an id of this place in a file was that of another record before.
fn was_there(db: &Connection, id: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM source_version v JOIN source_record s USING (record_id) WHERE v.record_id = ?1";
    db.prepare_cached(sql)?.exists([id])
}

fn title(db: &Connection, id: &str, import: i64) -> Result<Option<String>, WriteError> {
    let sql = "SELECT json_extract(data, '$.title') FROM source_version WHERE record_id = ?1 AND import_id = ?2";
    let title: Option<String> = db.prepare_cached(sql)?.query_row(params![id, import], |row| row.get(0)).optional()?.flatten();
    Ok(title.as_deref().map(key))
}

/// A feedback file that comes back does not carry personal data: what is as it was is filled in.
fn restore_withheld(db: &Connection, record: &mut Record, id: &str) -> Result<(), WriteError> {
    let withheld = |cell: &str| cell.trim() == crate::model::SourceRecord::WITHHELD;
    if !record.source.restricted.iter().any(|(_, cell)| withheld(cell)) {
        return Ok(());
    }
    let sql = "SELECT v.raw, r.data FROM source_record s JOIN source_version v USING (record_id, import_id)
        JOIN restricted r USING (record_id, import_id) WHERE s.record_id = ?1";
    let found: Option<(String, String)> = db.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    if let Some((raw, restricted)) = found {
        let mut before = record.source.clone();
        before.raw = serde_json::from_str(&raw)?;
        before.restricted = serde_json::from_str(&restricted)?;
        record.source.restore_withheld(&before);
    }
    Ok(())
}

/// Imports that hold, the first one first, and whether each can be taken back row by row.
fn living(db: &Connection) -> rusqlite::Result<Vec<(i64, bool)>> {
    let sql = "SELECT id, noted FROM import WHERE id NOT IN (SELECT import_id FROM import_undone) ORDER BY id";
    db.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn undo(db: &Connection, import: Option<i64>, at: Option<&str>, old: &mut Old) -> Result<i64, WriteError> {
    let living = living(db)?;
    let Some(target) = import.or_else(|| living.last().map(|(id, _)| *id)) else {
        return Err(refused_as("tidak ada impor yang dapat ditarik kembali", "there is no import to take back"));
    };
    let Some((_, noted)) = living.iter().find(|(id, _)| *id == target).copied() else {
        return Err(unknown("import that holds", &target.to_string()));
    };
    let rules = Rules::of(db)?;
    let later: Vec<i64> = living.iter().filter(|(id, noted)| *id > target && *noted).map(|(id, _)| *id).collect();
    for id in later.iter().rev() {
        take_back(db, *id, old)?;
    }
    if noted {
        take_back(db, target, old)?;
    }
    db.execute("INSERT INTO import_undone VALUES (?1, ?2)", params![target, at])?;
    if !noted {
        without(db, target, &rules, old)?;
    }
    if !later.is_empty() {
        settle(db, &rules, old)?;
    }
    for id in &later {
        apply(db, *id, &rules, old, &silent)?;
    }
    settle(db, &rules, old)?;
    Ok(target)
}

/// Takes the records of a file of a build away and links what is left anew.
fn without(db: &Connection, import: i64, rules: &Rules, old: &mut Old) -> Result<(), WriteError> {
    let mut rows = super::rows::Rows::new(db, None);
    let mut statement = db.prepare("SELECT record_id FROM source_record WHERE import_id = ?1 ORDER BY record_id")?;
    let records: Vec<String> = statement.query_map([import], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    drop(statement);
    for record in &records {
        super::link::forget_pairs(&mut rows, record)?;
        rows.delete(&super::rows::MEMBER, &[super::rows::text(record)])?;
        rows.delete(&super::rows::SOURCE_RECORD, &[super::rows::text(record)])?;
    }
    for (id, before) in rows.old {
        old.entry(id).or_insert(before);
    }
    apply_all(db, rules, old, &silent)
}
