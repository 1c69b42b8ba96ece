//! Opening the file: connections, pragmas, formats.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::CatalogError;

/// `JIPP` in ASCII: how other programs recognise the file.
pub(super) const APPLICATION_ID: i64 = 0x4a49_5050;
/// Version of the tables.
pub(super) const FORMAT: i64 = 4;
/// The first version that remembers imports, decisions and everything around; format 3 changed only how the index lies in the file.
pub(super) const REMEMBERS: i64 = 2;
/// The first version that knows of a pair or link which of the two the other names as its origin.
pub(super) const ORIGINS: i64 = 4;

/// How a catalog is written.
#[derive(Debug, Clone, Copy)]
pub struct WriteOptions {
    /// How long to wait for another writer, in milliseconds.
    pub busy_timeout_ms: u64,
    /// Most bytes that the file may have; no limit if not given.
    pub max_bytes: Option<u64>,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self { busy_timeout_ms: 5_000, max_bytes: None }
    }
}

/// The path of a file beside another: `national.jipp-wal`.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(suffix);
    path.with_file_name(name)
}

/// What every SQLite file begins with.
const SQLITE: &[u8] = b"SQLite format 3\0";
/// Where the application id lies in the header of an SQLite file.
const MARK_AT: usize = 68;

/// Whether a file begins as a catalog of ours does, of whatever format.
pub(super) fn has_our_mark(path: &Path) -> bool {
    let mut header = [0_u8; 72];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut header));
    let mark = header.get(MARK_AT..).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    read.is_ok() && header.starts_with(SQLITE) && mark.map(i64::from) == Some(APPLICATION_ID)
}

/// What to do where a file is no catalog.
const MAKE_ONE: crate::lang::Bilingual = crate::lang::Bilingual { id: "buat dengan `jipp build`", en: "make one with `jipp build`" };

/// Opens a catalog for reading; says which format it has.
///
/// A reader may have to make the files that readers share beside the catalog. Where it may not (a read-only medium) nobody can be
/// writing, and the file is read as it is.
pub(super) fn open_to_read(path: &Path) -> Result<(Connection, i64), CatalogError> {
    let shown = path.display().to_string();
    let not = || CatalogError::NotACatalog { path: shown.clone(), remedy: MAKE_ONE };
    let meta = std::fs::metadata(path).map_err(|source| CatalogError::Io { path: shown.clone(), action: "opened", source })?;
    if meta.len() == 0 || meta.is_dir() {
        return Err(not());
    }
    let flags = if meta.permissions().readonly() { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
    let mut opened = Connection::open_with_flags(path, flags).and_then(|db| prepare_reading(&db).map(|()| db));
    if opened.as_ref().is_err_and(|error| error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen)) {
        let uri = format!("file:{}?immutable=1", escaped(&shown));
        opened = Connection::open_with_flags(uri, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
            .and_then(|db| prepare_reading(&db).map(|()| db));
    }
    let db = opened.map_err(|error| match CatalogError::of(&shown, &error) {
        // no header of SQLite at all
        CatalogError::Damaged { .. } if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => not(),
        other => other,
    })?;
    let format = format_of(&db, &shown)?;
    Ok((db, format))
}

fn prepare_reading(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(Duration::from_secs(5))?;
    db.execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16000;")?;
    // the first page is read here, so that a file of another kind shows now
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

fn escaped(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

/// The format of an open file, if it is a catalog of ours.
fn format_of(db: &Connection, shown: &str) -> Result<i64, CatalogError> {
    let pragma = |name: &str| {
        db.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).map_err(|error| CatalogError::of(shown, &error))
    };
    if pragma("application_id")? != APPLICATION_ID {
        return Err(CatalogError::NotACatalog { path: shown.to_owned(), remedy: MAKE_ONE });
    }
    let found = pragma("user_version")?;
    if found > FORMAT {
        return Err(CatalogError::Newer { path: shown.to_owned(), found, known: FORMAT });
    }
    Ok(found)
}

/// Opens a catalog for writing. Nothing is waited for yet: each change begins with [`begin`].
pub(super) fn open_to_write(path: &Path, options: WriteOptions) -> Result<(Connection, i64), CatalogError> {
    let shown = path.display().to_string();
    // says clearly what is no catalog before anything may be written
    drop(open_to_read(path)?);
    let meta = std::fs::metadata(path).map_err(|source| CatalogError::Io { path: shown.clone(), action: "opened", source })?;
    if meta.permissions().readonly() {
        return Err(CatalogError::ReadOnly { path: shown });
    }
    let failed = |error: rusqlite::Error| CatalogError::of(&shown, &error);
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(failed)?;
    db.busy_timeout(Duration::from_millis(options.busy_timeout_ms)).map_err(failed)?;
    let format = format_of(&db, &shown)?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
         PRAGMA recursive_triggers = ON; PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY;",
    )
    .map_err(failed)?;
    db.set_prepared_statement_cache_capacity(64);
    if let Some(bytes) = options.max_bytes {
        let page: i64 = db.query_row("PRAGMA page_size", [], |row| row.get(0)).map_err(failed)?;
        let pages = i64::try_from(bytes).unwrap_or(i64::MAX) / page.max(1);
        db.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).map_err(failed)?;
    }
    Ok((db, format))
}

/// Takes the one pen. `IMMEDIATE`: two writers meet here, before either has done any work.
pub(super) fn begin(db: &Connection, shown: &str) -> Result<(), CatalogError> {
    db.execute_batch("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON;").map_err(|error| CatalogError::of(shown, &error))
}
