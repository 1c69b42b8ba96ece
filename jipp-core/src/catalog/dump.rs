//! What a catalog says, as text: the same content gives the same bytes, whatever way led to it.

use std::borrow::Cow;
use std::io::Write;

use rusqlite::types::ValueRef;
use serde_json::{Map, Value as Json};

use super::error::CatalogError;
use super::read::Catalog;
use super::store::ORIGINS;

/// Tables and how their rows are read. Left out: personal data, the undo journal, the search index, the numbers of imports (they only
/// say in which order things came), and whatever imports that were taken back had brought.
const PARTS: &[(&str, &str)] = &[
    ("meta", "SELECT key, value FROM meta WHERE key <> 'link_model' ORDER BY key"),
    (
        "import",
        "SELECT id, file, system, at, rows, added, changed, unchanged, quarantined, data FROM import
         WHERE id NOT IN (SELECT import_id FROM import_undone) ORDER BY id",
    ),
    (
        "source_record",
        "SELECT s.record_id, s.import_id, s.system, s.external_id, s.year, s.file, s.row, s.hash, s.status, s.names, v.raw, v.notes, v.data
         FROM source_record s JOIN source_version v USING (record_id, import_id) ORDER BY s.record_id",
    ),
    (
        "finding",
        "SELECT f.code, f.severity, f.record_id, f.field, f.data FROM finding f LEFT JOIN source_record s ON s.record_id = f.record_id
         WHERE f.import_id NOT IN (SELECT import_id FROM import_undone) AND (f.record_id IS NULL OR s.import_id = f.import_id)
         ORDER BY f.record_id, f.code, f.data",
    ),
    ("innovation", "SELECT id, title, agency_code, region_code, year, other_titles, data FROM innovation ORDER BY id"),
    ("member", "SELECT record_id, innovation_id FROM member ORDER BY record_id"),
    ("pair", "SELECT left_id, right_id, kind, probability, origin_id FROM pair ORDER BY left_id, right_id"),
    ("link", "SELECT left_id, right_id, kind, probability, origin_id FROM link ORDER BY left_id, right_id"),
    ("decision", "SELECT * FROM decision ORDER BY id"),
    ("field_override", "SELECT * FROM field_override ORDER BY id"),
    ("status_update", "SELECT * FROM status_update ORDER BY id"),
    ("validation", "SELECT * FROM validation ORDER BY id"),
    ("state_log", "SELECT * FROM state_log ORDER BY id"),
    ("campaign", "SELECT * FROM campaign ORDER BY id"),
    ("campaign_item", "SELECT * FROM campaign_item ORDER BY campaign_id, record_id"),
    ("replication", "SELECT * FROM replication ORDER BY id"),
    ("hub", "SELECT * FROM hub ORDER BY agency_code"),
    ("hub_member", "SELECT * FROM hub_member ORDER BY hub_code, agency_code"),
    ("hub_instrument", "SELECT * FROM hub_instrument ORDER BY id"),
    ("hub_response", "SELECT * FROM hub_response ORDER BY hub_code, instrument"),
    ("article", "SELECT * FROM article ORDER BY id"),
    ("article_innovation", "SELECT * FROM article_innovation ORDER BY article_id, record_id"),
    ("interaction", "SELECT * FROM interaction ORDER BY id"),
];

/// The directory alone: what it says is the same in whatever order its files came.
const DIRECTORY: &[&str] = &["innovation", "member", "pair", "link"];

/// What a dump holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DumpScope {
    /// Everything the catalog says.
    All,
    /// Merged innovations, their records and links.
    Directory,
}

impl Catalog {
    /// Writes what the catalog says as NDJSON, one row a line, in a fixed order. Personal data is not part of it.
    pub fn dump(&self, scope: DumpScope, out: &mut dyn Write) -> Result<(), CatalogError> {
        self.needs_memory()?;
        let failed = |source| CatalogError::Io { path: "dump".into(), action: "written", source };
        // one view of all tables, even while somebody writes
        let view = self.connection.unchecked_transaction().map_err(|error| self.failed(&error))?;
        for (name, sql) in PARTS {
            if scope == DumpScope::Directory && !DIRECTORY.contains(name) {
                continue;
            }
            // an earlier format does not know who is named
            let older = self.format < ORIGINS && ["pair", "link"].contains(name);
            let sql = if older { sql.replace("origin_id", "NULL AS origin_id").into() } else { Cow::Borrowed(*sql) };
            let mut statement = view.prepare(&sql).map_err(|error| self.failed(&error))?;
            let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let mut rows = statement.query([]).map_err(|error| self.failed(&error))?;
            while let Some(row) = rows.next().map_err(|error| self.failed(&error))? {
                let mut line = Map::new();
                line.insert("table".into(), (*name).into());
                for (at, column) in columns.iter().enumerate() {
                    line.insert(column.clone(), json(row.get_ref(at).map_err(|error| self.failed(&error))?));
                }
                writeln!(out, "{}", Json::Object(line)).map_err(failed)?;
            }
        }
        Ok(())
    }
}

fn json(value: ValueRef<'_>) -> Json {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => Json::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
    }
}
