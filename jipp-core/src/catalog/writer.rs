//! The one pen: every change of a catalog is one transaction, and the search index follows inside it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};

use super::apply::{Rules, regroup};
use super::error::CatalogError;
use super::history::WriteError;
use super::link::{innovation_of, members_of};
use super::read::Catalog;
use super::record_id::full_id;
use super::rows::{Old, Rows};
use super::state::{StateMachine, step};
use super::store::{WriteOptions, begin, open_to_write};
use super::survivorship::Survivorship;
use crate::model::Field;
use crate::progress::{CancelToken, Watcher, silent};

/// A catalog open for writing. Others may read at the same time; they see each change when it is complete. A second writer waits, and
/// gives up with [`CatalogError::Busy`].
pub struct CatalogWriter {
    pub(super) db: Connection,
    pub(super) shown: String,
    pub(super) path: PathBuf,
}

impl std::fmt::Debug for CatalogWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CatalogWriter").field("path", &self.shown).finish_non_exhaustive()
    }
}

/// Who says something, when and why. A role, an account or an agency; never the name of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement<'a> {
    /// Who.
    pub by: &'a str,
    /// When: a day or a moment.
    pub at: Option<&'a str>,
    /// Why.
    pub reason: Option<&'a str>,
}

/// Whether a text holds a telephone number, an e-mail address or an identity number.
pub(super) fn is_personal(text: &str) -> bool {
    !crate::text::find_personal_data(text).is_empty()
}

impl<'a> Statement<'a> {
    /// Said by somebody, at a time.
    pub fn new(by: &'a str, at: Option<&'a str>) -> Self {
        Self { by, at, reason: None }
    }

    pub(super) fn check(&self) -> Result<(), CatalogError> {
        if self.by.trim().is_empty() {
            return Err(CatalogError::refused(
                "siapa yang menyatakannya belum disebut: berikan peran atau instansi",
                "who says so is missing: give a role or an agency",
            ));
        }
        if let Some(at) = self.at
            && at.parse::<crate::model::Timestamp>().is_err()
        {
            return Err(CatalogError::refused(
                format!("`{at}` bukan tanggal atau waktu: tulis seperti `2024-10-18`"),
                format!("`{at}` is no day and no moment: write it as `2024-10-18`"),
            ));
        }
        if [Some(self.by), self.reason].into_iter().flatten().any(is_personal) {
            return Err(CatalogError::refused(
                "data pribadi (telepon, surel, NIK) tidak dicantumkan di sini: sebutkan peran",
                "personal data (telephone, e-mail, NIK) does not belong here: name a role",
            ));
        }
        Ok(())
    }
}

impl CatalogWriter {
    /// Opens a catalog for writing. One of an older format is brought to the present one.
    pub fn open(path: &Path, options: WriteOptions) -> Result<Self, crate::Error> {
        let (db, format) = open_to_write(path, options)?;
        let mut writer = Self { db, shown: path.display().to_string(), path: path.to_owned() };
        if format < super::store::FORMAT {
            super::migrate::migrate(&mut writer)?;
        }
        Ok(writer)
    }

    /// The same catalog, for reading.
    pub fn reader(&self) -> Result<Catalog, CatalogError> {
        Catalog::open(&self.path)
    }

    /// One change: all of it, with the index, or nothing.
    pub(super) fn change<T>(
        &mut self,
        progress: Watcher<'_>,
        work: impl FnOnce(&Connection, &mut Old) -> Result<T, WriteError>,
    ) -> Result<T, crate::Error> {
        self.change_unless(CancelToken::NEVER, progress, work)
    }

    /// One change that may be stopped between its steps: then nothing of it is there.
    pub(super) fn change_unless<T>(
        &mut self,
        cancel: &CancelToken,
        progress: Watcher<'_>,
        work: impl FnOnce(&Connection, &mut Old) -> Result<T, WriteError>,
    ) -> Result<T, crate::Error> {
        begin(&self.db, &self.shown)?;
        let mut old = Old::new();
        let done = work(&self.db, &mut old).and_then(|answer| {
            stop_if_asked(cancel)?;
            if !old.is_empty() {
                self.db.execute("UPDATE catalog_version SET version = version + 1", [])?;
                super::index::follow(&self.db, &old, progress)?;
            }
            stop_if_asked(cancel)?;
            self.db.execute_batch("COMMIT")?;
            Ok(answer)
        });
        done.map_err(|error| {
            // after some errors SQLite has rolled back by itself
            let _ = self.db.execute_batch("ROLLBACK");
            error.at(&self.shown)
        })
    }

    /// Says that two records are the same innovation, are not, or that the linkage shall decide again. It holds for every later import.
    pub fn decide(&mut self, left: &str, right: &str, verdict: Verdict, said: &Statement<'_>) -> Result<(), crate::Error> {
        said.check()?;
        let (left, right) = (&*full_id(left), &*full_id(right));
        let (left, right) = if left < right { (left, right) } else { (right, left) };
        self.change(&silent, |db, old| {
            for id in [left, right] {
                known(db, id)?;
            }
            if left == right {
                return Err(refused_as("rekaman selalu sama dengan dirinya sendiri", "a record is always the same as itself"));
            }
            write_verdict(db, left, right, verdict, said)?;
            regroup_after(db, &[left.to_owned(), right.to_owned()], verdict, old)
        })
    }

    /// Takes a record out of the innovation that it was merged into. It is never merged with the others again, whatever imports bring.
    /// Returns the records that it was parted from.
    pub fn unmerge(&mut self, record: &str, said: &Statement<'_>) -> Result<Vec<String>, crate::Error> {
        said.check()?;
        let record = &*full_id(record);
        self.change(&silent, |db, old| {
            known(db, record)?;
            let Some(innovation) = innovation_of(db, record)? else {
                return Err(refused_as("rekaman itu dikarantina", "the record is in quarantine"));
            };
            let others: Vec<String> = members_of(db, &innovation)?.into_iter().filter(|id| id != record).collect();
            if others.is_empty() {
                return Err(refused_as(
                    format!("`{record}` tidak digabung dengan rekaman lain"),
                    format!("`{record}` is not merged with any other record"),
                ));
            }
            for other in &others {
                let (left, right) = if record < other.as_str() { (record, other.as_str()) } else { (other.as_str(), record) };
                write_verdict(db, left, right, Verdict::Different, said)?;
            }
            regroup_after(db, &[record.to_owned()], Verdict::Different, old)?;
            Ok(others)
        })
    }

    /// Sets a field of the innovation behind a record; it survives every import. `value` is JSON as the field has it; `None` takes the
    /// override back.
    pub fn set_field(&mut self, record: &str, field: Field, value: Option<&str>, said: &Statement<'_>) -> Result<(), crate::Error> {
        said.check()?;
        let record = &*full_id(record);
        self.change(&silent, |db, old| {
            known(db, record)?;
            if let Some(value) = value {
                let probe = crate::model::Innovation::new("probe", "probe");
                if super::derive::with_field(&probe, field, value).is_none_or(|with| with.is_missing(field)) {
                    return Err(refused_as(
                        format!("`{}` tidak dapat memuat {value}", field.name()),
                        format!("`{}` cannot hold {value}", field.name()),
                    ));
                }
                if is_personal(value) {
                    return Err(refused_as(
                        "data pribadi (telepon, surel, NIK) tidak dicantumkan di sini",
                        "personal data (telephone, e-mail, NIK) does not belong here",
                    ));
                }
            }
            db.execute(
                "INSERT INTO field_override (record_id, field, value, by, at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![record, field.name(), value, said.by, said.at, said.reason],
            )?;
            let mut rows = Rows::new(db, None);
            regroup(&mut rows, &Rules::of(db)?, &[record.to_owned()])?;
            *old = rows.old;
            Ok(())
        })
    }

    /// Puts other survivorship rules in place, and merges everything again by them.
    pub fn set_survivorship(&mut self, rules: &Survivorship) -> Result<(), crate::Error> {
        self.change(&silent, |db, old| {
            super::create::meta(db, "survivorship", &serde_json::to_string(rules)?)?;
            let mut statement = db.prepare("SELECT record_id FROM member ORDER BY record_id")?;
            let records: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            drop(statement);
            let mut rows = Rows::new(db, None);
            regroup(&mut rows, &Rules::of(db)?, &records)?;
            *old = rows.old;
            Ok(())
        })
    }

    /// Up to how many records an import links all of them anew and writes the search index anew; 4,000 if nothing was said. Above it a
    /// small batch meets only the records near to it. It holds from the next import on.
    pub fn set_whole_up_to(&mut self, records: usize) -> Result<(), crate::Error> {
        self.change(&silent, |db, _| Ok(super::create::meta(db, "whole_up_to", &records.to_string())?))
    }

    /// Lets a record take a step of its life.
    pub fn record_step(&mut self, record: &str, to: super::state::RecordLife, said: &Statement<'_>) -> Result<(), crate::Error> {
        said.check()?;
        let record = &*full_id(record);
        self.change(&silent, |db, _| {
            let accepted: Option<String> =
                db.query_row("SELECT status FROM source_record WHERE record_id = ?1", [record], |row| row.get(0)).optional()?;
            let Some(status) = accepted else { return Err(unknown("record", record)) };
            if state::<super::state::RecordLife>(db, record)?.is_none() {
                let first = if status == "accepted" { super::state::RecordLife::Captured } else { super::state::RecordLife::Quarantined };
                write_step(db, record, first, said)?;
                if first == to {
                    return Ok(());
                }
            }
            write_step(db, record, to, said)
        })
    }

    /// Writes the search index as one part, and gives back the room of what is gone.
    pub fn compact(&mut self, progress: Watcher<'_>) -> Result<(), crate::Error> {
        self.change(progress, |db, _| super::index::rebuild(db, progress))?;
        self.db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);").map_err(|error| CatalogError::of(&self.shown, &error).into())
    }
}

/// What a person says of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They are one innovation.
    Same,
    /// They are two.
    Different,
    /// The linkage decides again.
    Open,
}

impl Verdict {
    /// The code in the table `decision`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Open => "open",
        }
    }
}

fn write_verdict(db: &Connection, left: &str, right: &str, verdict: Verdict, said: &Statement<'_>) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO decision (left_id, right_id, verdict, by, at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![left, right, verdict.code(), said.by, said.at, said.reason],
    )
    .map(|_| ())
}

fn regroup_after(db: &Connection, records: &[String], verdict: Verdict, old: &mut Old) -> Result<(), WriteError> {
    let rules = Rules::of(db)?;
    let mut rows = Rows::new(db, None);
    if verdict == Verdict::Open {
        // the linkage decides again, about these records
        let mut batch = std::collections::BTreeMap::new();
        for id in records {
            if let Some(record) = super::history::current(db, id)? {
                batch.insert(id.clone(), record);
            }
        }
        let linked = super::link::link_batch(&mut rows, &batch, &rules, &silent)?;
        super::derive::write_clusters(&mut rows, &rules.survivorship, &linked.clusters, &linked.known, std::collections::BTreeSet::new())?;
        let touched = rows.old.keys().cloned().collect();
        super::derive::write_links(&mut rows, &touched)?;
    } else {
        regroup(&mut rows, &rules, records)?;
    }
    *old = rows.old;
    Ok(())
}

pub(super) fn stop_if_asked(cancel: &CancelToken) -> Result<(), WriteError> {
    if cancel.is_cancelled() { Err(WriteError::Cancelled) } else { Ok(()) }
}

/// A refusal, told in both languages.
pub(super) fn refused_as(id: impl Into<String>, en: impl Into<String>) -> WriteError {
    CatalogError::refused(id, en).into()
}

pub(super) fn unknown(what: &'static str, id: &str) -> WriteError {
    CatalogError::Unknown { what, id: id.to_owned() }.into()
}

/// Whether there is such a record.
pub(super) fn known(db: &Connection, record: &str) -> Result<(), WriteError> {
    let found: i64 = db.prepare_cached("SELECT count(*) FROM source_record WHERE record_id = ?1")?.query_row([record], |row| row.get(0))?;
    if found > 0 { Ok(()) } else { Err(unknown("record", record)) }
}

/// Where a subject is.
pub(super) fn state<S: StateMachine>(db: &Connection, subject: &str) -> rusqlite::Result<Option<S>> {
    let sql = "SELECT to_state FROM state_log WHERE machine = ?1 AND subject = ?2 ORDER BY id DESC LIMIT 1";
    let code: Option<String> = db.prepare_cached(sql)?.query_row([S::NAME, subject], |row| row.get(0)).optional()?;
    Ok(code.as_deref().and_then(S::of))
}

/// Takes a step and writes it into the log.
pub(super) fn write_step<S: StateMachine>(db: &Connection, subject: &str, to: S, said: &Statement<'_>) -> Result<(), WriteError> {
    let from = state::<S>(db, subject)?;
    step(subject, from, to)?;
    db.prepare_cached("INSERT INTO state_log (machine, subject, from_state, to_state, at, by, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![S::NAME, subject, from.map_or("", S::code), to.code(), said.at, said.by, said.reason])?;
    Ok(())
}
