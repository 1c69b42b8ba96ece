//! The search index in the catalog: its bytes in chunks, each with a checksum, read as a whole or range by range.

use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};

use super::error::CatalogError;
use super::store::open_to_read;
use crate::search::ReadRange;

/// Bytes of a chunk: a question reads some dozen of them.
const CHUNK: usize = 1 << 16;

/// Writes a part of the index in place of the one that was there.
pub(super) fn put(db: &Connection, part: &str, bytes: &[u8]) -> rusqlite::Result<()> {
    db.execute("DELETE FROM search_chunk WHERE part = ?1", [part])?;
    db.execute(
        "INSERT INTO search_index VALUES (?1, (SELECT version FROM catalog_version), ?2)
         ON CONFLICT (part) DO UPDATE SET version = excluded.version, length = excluded.length",
        params![part, bytes.len() as i64],
    )?;
    let mut insert = db.prepare_cached("INSERT INTO search_chunk VALUES (?1, ?2, ?3, ?4)")?;
    for (number, chunk) in bytes.chunks(CHUNK).enumerate() {
        insert.execute(params![part, number as i64, crc32fast::hash(chunk), chunk])?;
    }
    Ok(())
}

/// Whether the file keeps the index in chunks: before format 3 it did not.
fn has_chunks(db: &Connection) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM sqlite_schema WHERE name = 'search_chunk'")?.exists([])
}

fn length(db: &Connection, part: &str) -> rusqlite::Result<Option<usize>> {
    if !has_chunks(db)? {
        return Ok(None);
    }
    let sql = "SELECT length FROM search_index WHERE part = ?1";
    let length: Option<i64> = db.prepare_cached(sql)?.query_row([part], |row| row.get(0)).optional()?;
    Ok(length.and_then(|length| usize::try_from(length).ok()))
}

/// The bytes of a part; none if there is no such part, or if it is not whole.
pub(super) fn part(db: &Connection, part: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    let Some(length) = length(db, part)? else { return Ok(None) };
    Ok(read(db, part, 0..length).ok())
}

/// The first bytes of a part.
pub(super) fn start(db: &Connection, part: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    let Some(length) = length(db, part)? else { return Ok(None) };
    Ok(read(db, part, 0..length.min(CHUNK)).ok())
}

/// Whether every chunk of a part is there and as it was written.
pub(super) fn is_whole(db: &Connection, part: &str) -> rusqlite::Result<bool> {
    let Some(length) = length(db, part)? else { return Ok(true) };
    let mut at = 0;
    while at < length {
        let end = length.min(at + (CHUNK << 6));
        if read(db, part, at..end).is_err() {
            return Ok(false);
        }
        at = end;
    }
    Ok(true)
}

fn read(db: &Connection, part: &str, range: Range<usize>) -> io::Result<Vec<u8>> {
    let damaged = |number: usize| io::Error::new(io::ErrorKind::InvalidData, format!("chunk {number} of `{part}` is not what was written"));
    let mut bytes = Vec::with_capacity(range.len());
    if range.is_empty() {
        return Ok(bytes);
    }
    let (first, last) = (range.start / CHUNK, (range.end - 1) / CHUNK);
    let sql = "SELECT seq, crc32, data FROM search_chunk WHERE part = ?1 AND seq BETWEEN ?2 AND ?3 ORDER BY seq";
    let mut statement = db.prepare_cached(sql).map_err(io::Error::other)?;
    let mut rows = statement.query(params![part, first as i64, last as i64]).map_err(io::Error::other)?;
    let mut next = first;
    while let Some(row) = rows.next().map_err(io::Error::other)? {
        let number: i64 = row.get(0).map_err(io::Error::other)?;
        let crc32: u32 = row.get(1).map_err(io::Error::other)?;
        let data = row.get_ref(2).map_err(io::Error::other)?.as_blob().map_err(|_| damaged(next))?;
        if usize::try_from(number) != Ok(next) || crc32fast::hash(data) != crc32 {
            return Err(damaged(next));
        }
        let start = range.start.saturating_sub(next * CHUNK);
        let end = range.end.saturating_sub(next * CHUNK).min(CHUNK);
        bytes.extend_from_slice(data.get(start..end).ok_or_else(|| damaged(next))?);
        next += 1;
    }
    if bytes.len() == range.len() { Ok(bytes) } else { Err(damaged(next)) }
}

/// The index of a catalog as it is at one moment, read when it is asked. While it is open the moment stays: what is written meanwhile
/// stays in the log of the catalog until it is closed, so it is for one question, not for a server.
#[derive(Clone)]
pub(super) struct Moment(Arc<Mutex<Connection>>);

impl Moment {
    pub(super) fn open(path: &Path) -> Result<Self, CatalogError> {
        let (db, _) = open_to_read(path)?;
        db.set_prepared_statement_cache_capacity(16);
        db.execute_batch("BEGIN").map_err(|error| CatalogError::of(&path.display().to_string(), &error))?;
        Ok(Self(Arc::new(Mutex::new(db))))
    }

    pub(super) fn with<T>(&self, work: impl FnOnce(&Connection) -> T) -> T {
        work(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A part as a file; none if there is no such part.
    pub(super) fn file(&self, part: &'static str) -> rusqlite::Result<Option<PartFile>> {
        let length = self.with(|db| length(db, part))?;
        Ok(length.map(|length| PartFile { moment: self.clone(), part, length }))
    }
}

/// One part, read range by range.
pub(super) struct PartFile {
    moment: Moment,
    part: &'static str,
    length: usize,
}

impl ReadRange for PartFile {
    fn length(&self) -> usize {
        self.length
    }

    fn read(&self, range: Range<usize>) -> io::Result<Vec<u8>> {
        self.moment.with(|db| read(db, self.part, range))
    }
}
