//! Bringing a catalog of an older format to the present one, in one transaction.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension};

use super::create::{meta, schema};
use super::derive::{row, write_links};
use super::history::{Batch, Found, Version, WriteError, write_findings, write_import};
use super::index::rebuild;
use super::link::{names, pair_row};
use super::rows::{INNOVATION, MEMBER, PAIR, Rows, SOURCE_RECORD, text};
use super::store::{FORMAT, begin};
use super::survivorship::Survivorship;
use super::writer::CatalogWriter;
use crate::dedup::Kind;
use crate::ingest::{FileInfo, ReadOptions, Row, Table, read_table};
use crate::model::{Innovation, Record, SourceRecord};
use crate::progress::silent;

/// Format by format, all of it or nothing.
pub(super) fn migrate(writer: &mut CatalogWriter) -> Result<(), crate::Error> {
    begin(&writer.db, &writer.shown)?;
    let done = from_one(&writer.db).and_then(|()| from_two(&writer.db)).and_then(|()| from_three(&writer.db)).and_then(|()| {
        writer.db.pragma_update(None, "user_version", FORMAT)?;
        writer.db.execute_batch("COMMIT")?;
        Ok(())
    });
    done.map_err(|error| {
        let _ = writer.db.execute_batch("ROLLBACK");
        error.at(&writer.shown)
    })
}

const OLD: [&str; 9] = ["meta", "file", "source_record", "restricted", "innovation", "member", "link", "finding", "search_index"];

/// Somebody else may have been faster, so the file is asked inside the transaction.
fn format_of(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Format 2 kept each part of the search index in one cell, and had fewer indexes. The index is made anew: it may be of another version.
fn from_two(db: &Connection) -> Result<(), WriteError> {
    if format_of(db)? != 2 {
        return Ok(());
    }
    db.execute_batch("DROP TABLE search_index; DROP INDEX source_record_import;")?;
    // what the present schema says of these is made; what is there already stays
    for statement in include_str!("schema.sql").split_inclusive(";\n") {
        let is_new = [
            "TABLE search_index",
            "TABLE search_chunk",
            "INDEX source_record_import",
            "INDEX source_record_status",
            "INDEX finding_import",
        ]
        .iter()
        .any(|name| statement.contains(&format!("CREATE {name} ")));
        if is_new {
            db.execute_batch(statement)?;
        }
    }
    meta(db, "jipp_version", env!("CARGO_PKG_VERSION"))?;
    rebuild(db, &silent)
}

/// Formats 2 and 3 did not know who says that it was taken over from whom. That is found out when the records are linked anew; until then the
/// older of two counts as the origin.
fn from_three(db: &Connection) -> Result<(), WriteError> {
    if (2..4).contains(&format_of(db)?) {
        db.execute_batch("ALTER TABLE pair ADD COLUMN origin_id TEXT; ALTER TABLE link ADD COLUMN origin_id TEXT;")?;
        meta(db, "jipp_version", env!("CARGO_PKG_VERSION"))?;
    }
    Ok(())
}

/// Format 1 had one import for each file, one version of each record, and no record as read: that is read again from its cells.
fn from_one(db: &Connection) -> Result<(), WriteError> {
    if format_of(db)? != 1 {
        return Ok(());
    }
    for index in ["member_innovation", "finding_record"] {
        db.execute_batch(&format!("DROP INDEX IF EXISTS {index}"))?;
    }
    for table in OLD {
        // a renamed table keeps what refers to it
        db.execute_batch(&format!("ALTER TABLE {table} RENAME TO old_{table}"))?;
    }
    schema(db)?;
    for key in ["link_settings", "link_model"] {
        let value: Option<String> = db.query_row("SELECT value FROM old_meta WHERE key = ?1", [key], |row| row.get(0)).optional()?;
        if let Some(value) = value {
            meta(db, key, &value)?;
        }
    }
    meta(db, "jipp_version", env!("CARGO_PKG_VERSION"))?;
    meta(db, "survivorship", &serde_json::to_string(&Survivorship::built_in())?)?;
    let import_of = records(db)?;
    innovations(db)?;
    findings(db, &import_of)?;
    for table in OLD.iter().rev() {
        db.execute_batch(&format!("DROP TABLE old_{table}"))?;
    }
    rebuild(db, &silent)
}

fn records(db: &Connection) -> Result<HashMap<String, i64>, WriteError> {
    let mut merged: BTreeMap<String, Innovation> = BTreeMap::new();
    let mut statement = db.prepare("SELECT m.record_id, i.data FROM old_member m JOIN old_innovation i ON i.id = m.innovation_id")?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        merged.insert(row.get(0)?, serde_json::from_str(&row.get::<_, String>(1)?)?);
    }
    let mut import_of = HashMap::new();
    let mut rows = Rows::new(db, None);
    let mut files = db.prepare("SELECT data FROM old_file ORDER BY id")?;
    let files: Vec<String> = files.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut done: HashSet<String> = HashSet::new();
    for file in &files {
        let file: FileInfo = serde_json::from_str(file)?;
        let (mut sources, mut kept_out) = (Vec::new(), HashSet::new());
        let sql = "SELECT s.record_id, s.external_id, s.year, s.row, s.hash, s.status, s.raw, s.notes, r.data
            FROM old_source_record s LEFT JOIN old_restricted r USING (record_id) WHERE s.file = ?1 ORDER BY s.row, s.record_id";
        let mut statement = db.prepare(sql)?;
        let mut found = statement.query([&file.name])?;
        while let Some(row) = found.next()? {
            let source = SourceRecord {
                record_id: row.get(0)?,
                system: file.system,
                external_id: row.get(1)?,
                year: row.get(2)?,
                file: file.name.as_str().into(),
                row: row.get::<_, i64>(3)? as u64,
                hash: row.get(4)?,
                raw: serde_json::from_str(&row.get::<_, String>(6)?)?,
                restricted: row.get::<_, Option<String>>(8)?.map_or(Ok(Vec::new()), |text| serde_json::from_str(&text))?,
                notes: serde_json::from_str(&row.get::<_, String>(7)?)?,
            };
            if !done.insert(source.record_id.clone()) {
                continue;
            }
            if row.get::<_, String>(5)? == "quarantined" {
                kept_out.insert(source.record_id.clone());
            }
            sources.push(source);
        }
        let records: Vec<Record> = read_again(&file, sources, &merged);
        let (count, borrowed) = (records.len(), records.iter().collect());
        let batch = Batch {
            file: &file,
            records: borrowed,
            quarantined: &kept_out,
            findings: Vec::new(),
            rows: count,
            added: count,
            at: None,
            noted: false,
        };
        let import = write_import(db, &batch)?;
        let accepted: Vec<&Innovation> =
            records.iter().filter(|record| !kept_out.contains(&record.source.record_id)).map(|record| &record.innovation).collect();
        let mut found_by = names(&accepted).into_iter();
        for record in &records {
            let source = &record.source;
            let accepted = !kept_out.contains(&source.record_id);
            let version = Version {
                record_id: source.record_id.clone(),
                import,
                file: source.file.to_string(),
                row: source.row as i64,
                hash: source.hash.clone(),
                accepted,
                innovation: record.innovation.clone(),
            };
            let names = if accepted { found_by.next().unwrap_or_default() } else { String::new() };
            rows.add(&SOURCE_RECORD, &super::apply::record_row(&version, names))?;
            import_of.insert(source.record_id.clone(), import);
        }
    }
    Ok(import_of)
}

/// The records as they are read today from the cells that were kept; where that is not possible, what the merged record says.
fn read_again(file: &FileInfo, sources: Vec<SourceRecord>, merged: &BTreeMap<String, Innovation>) -> Vec<Record> {
    let columns: Vec<String> = file.columns.iter().map(|(name, _)| name.clone()).collect();
    let cell = |source: &SourceRecord, column: &String| {
        let hidden = || source.restricted.iter().find(|(name, _)| name.as_ref() == column).map(|(_, cell)| cell.as_str());
        source.cell(column).or_else(hidden).unwrap_or_default().to_owned()
    };
    let rows = sources
        .iter()
        .map(|source| Row { number: source.row, cells: columns.iter().map(|column| cell(source, column)).collect(), ..Row::default() })
        .collect();
    let table = Table { columns: columns.clone(), header_row: file.header_row, rows, blank_rows: 0 };
    let read = read_table(&file.name, table, &ReadOptions { source: &file.mapping, ..ReadOptions::default() });
    let mut by_row: HashMap<u64, Record> =
        read.map(|read| read.records.into_iter().map(|r| (r.source.row, r)).collect()).unwrap_or_default();
    sources
        .into_iter()
        .map(|source| {
            let id = source.record_id.clone();
            let again = by_row.remove(&source.row);
            let mut innovation = again.map(|record| record.innovation).or_else(|| merged.get(&id).cloned()).unwrap_or_default();
            // its source stays the one that was written down
            let reference = merged.get(&id).and_then(|one| one.sources.iter().find(|known| known.record_id == id).cloned());
            innovation.sources = vec![reference.unwrap_or_else(|| source.reference(None))];
            let mut record = Record { source, innovation };
            record.rename(&id);
            record
        })
        .collect()
}

fn innovations(db: &Connection) -> Result<(), WriteError> {
    let mut rows = Rows::new(db, None);
    let mut statement = db.prepare("SELECT data, other_titles FROM old_innovation ORDER BY id")?;
    let mut found = statement.query([])?;
    while let Some(old) = found.next()? {
        let (innovation, titles): (Innovation, Vec<String>) =
            (serde_json::from_str(&old.get::<_, String>(0)?)?, serde_json::from_str(&old.get::<_, String>(1)?)?);
        rows.add(&INNOVATION, &row(&innovation, &titles)?)?;
    }
    let mut statement = db.prepare("SELECT record_id, innovation_id FROM old_member ORDER BY record_id")?;
    let mut found = statement.query([])?;
    let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
    while let Some(old) = found.next()? {
        let (record, innovation): (String, String) = (old.get(0)?, old.get(1)?);
        rows.add(&MEMBER, &[text(&record), text(&innovation)])?;
        members.entry(innovation).or_default().push(record);
    }
    // format 1 kept no pairs of records: those of merged records and of links stand in for them
    for records in members.values() {
        for (at, left) in records.iter().enumerate() {
            for right in records.iter().skip(at + 1) {
                rows.put(&PAIR, &pair_row(left, right, Kind::Duplicate, 1.0, None))?;
            }
        }
    }
    let mut statement = db.prepare("SELECT left_id, right_id, kind, probability FROM old_link ORDER BY left_id, right_id")?;
    let mut found = statement.query([])?;
    let mut linked = std::collections::BTreeSet::new();
    while let Some(old) = found.next()? {
        let (left, right): (String, String) = (old.get(0)?, old.get(1)?);
        let kind = match old.get::<_, String>(2)?.as_str() {
            "version" => Kind::Version,
            "replication" => Kind::Replication,
            _ => Kind::Related,
        };
        rows.put(&PAIR, &pair_row(&left, &right, kind, old.get(3)?, None))?;
        linked.extend([left, right]);
    }
    write_links(&mut rows, &linked)?;
    Ok(())
}

fn findings(db: &Connection, import_of: &HashMap<String, i64>) -> Result<(), WriteError> {
    let first: i64 = db.query_row("SELECT coalesce(min(id), 0) FROM import", [], |row| row.get(0))?;
    let mut by_import: BTreeMap<i64, Vec<Found>> = BTreeMap::new();
    let mut statement = db.prepare("SELECT code, severity, record_id, field, data FROM old_finding ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let record: Option<String> = row.get(2)?;
        let import = record.as_deref().and_then(|id| import_of.get(id)).copied().unwrap_or(first);
        let found = Found { code: row.get(0)?, severity: row.get(1)?, record, field: row.get(3)?, data: row.get(4)? };
        by_import.entry(import).or_default().push(found);
    }
    for (import, found) in by_import.into_iter().filter(|(import, _)| *import > 0) {
        write_findings(db, import, &found)?;
    }
    Ok(())
}
