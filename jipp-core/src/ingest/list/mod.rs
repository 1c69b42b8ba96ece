//! How does a list of replications or hubs become values, with no row lost?
//!
//! A row is an object in JSON, or a line of a table; both are read alike: what stands under the header of a column
//! (`data/mappings/replication.toml`, `hub.toml`) is read as that column, what is an object or a list is taken as it is, and what jipp
//! does not know stays with the value. A row that cannot become a value stays too, with its reasons.

mod cell;
mod columns;

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json, json};

use self::columns::{Columns, Kind};
use super::choose::HEADER_SEARCH;
use super::content::{Content, Partial, content, unpacked};
use super::table::unique_headers;
use super::{IngestError, ReadOptions, Source, delimited, json as json_file, structured};
use crate::model::{HubRecord, Replication, is_personal, without_personal};
use crate::text::excerpt;

/// A list of replications or hubs as read: one entry for each row.
#[derive(Debug, Clone, PartialEq)]
pub struct List<T> {
    /// Its name.
    pub name: String,
    /// `csv`, `xlsx`, `json`, `ndjson` or `table`.
    pub format: String,
    /// One for each row that is not blank, in order.
    pub entries: Vec<ListEntry<T>>,
    /// Rows without any text.
    pub blank_rows: u64,
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListEntry<T> {
    /// Id of the replication; the agency of the hub. Where the row has none, list and row.
    pub id: String,
    /// The list.
    pub file: Arc<str>,
    /// 1-based row in the list.
    pub row: u64,
    /// What it says, or why it says nothing.
    pub content: Result<T, Unreadable>,
}

/// A row that cannot become a value. It stays, for correction.
#[derive(Debug, Clone, PartialEq)]
pub struct Unreadable {
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// The row as far as it was understood, without contacts.
    pub raw: Json,
}

/// One place of a row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the column, or the place in the object.
    pub field: String,
    /// What stands there.
    pub value: String,
    /// What was expected.
    pub kind: FaultKind,
}

/// What a place of a row was expected to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// A date.
    Date,
    /// One of these codes.
    Code(Vec<&'static str>),
    /// A value of another shape: a text where there is a number, an object where there is a list.
    Shape,
}

impl<T> ListEntry<T> {
    /// A value that is not from a file.
    pub fn new(id: impl Into<String>, value: T) -> Self {
        Self { id: id.into(), file: "".into(), row: 0, content: Ok(value) }
    }

    /// The value, if the row could become one.
    pub fn value(&self) -> Option<&T> {
        self.content.as_ref().ok()
    }
}

/// Reads a list of replications: JSON, NDJSON, CSV or XLSX.
///
/// ```
/// use jipp_core::ingest::{ReadOptions, Source, read_replications};
/// let csv = "Judul Inovasi Asal,Instansi Asal,Instansi Replikator,Status,Tanggal Implementasi\n\
///            GERPAS,Pemkab Situbondo,Pemkot Kediri,implemen,12 Agustus 2023\n";
/// let list = read_replications(Source { name: "replikasi.csv", bytes: csv.as_bytes() }, &ReadOptions::default())?;
/// let replication = list.entries[0].value().unwrap();
/// assert_eq!(replication.origin.title.as_deref(), Some("GERPAS"));
/// assert_eq!(replication.stage.code(), "implementasi");
/// assert_eq!(replication.dates.implementation.unwrap().to_string(), "2023-08-12");
/// # Ok::<(), jipp_core::ingest::IngestError>(())
/// ```
pub fn read_replications(source: Source<'_>, options: &ReadOptions<'_>) -> Result<List<Replication>, IngestError> {
    read_list(source, options, &REPLICATIONS)
}

/// Reads a list of hubs: JSON, NDJSON, CSV or XLSX. In JSON a hub may come with its `instrument`, `response` and `score`.
pub fn read_hubs(source: Source<'_>, options: &ReadOptions<'_>) -> Result<List<HubRecord>, IngestError> {
    read_list(source, options, &HUBS)
}

/// Reads a list of replications from a path.
#[cfg(not(target_arch = "wasm32"))]
pub fn read_replications_path(path: &std::path::Path, options: &ReadOptions<'_>) -> Result<List<Replication>, IngestError> {
    let (name, bytes) = super::read::bytes_of(path, options)?;
    read_replications(Source { name: &name, bytes: &bytes }, options)
}

/// Reads a list of hubs from a path.
#[cfg(not(target_arch = "wasm32"))]
pub fn read_hubs_path(path: &std::path::Path, options: &ReadOptions<'_>) -> Result<List<HubRecord>, IngestError> {
    let (name, bytes) = super::read::bytes_of(path, options)?;
    read_hubs(Source { name: &name, bytes: &bytes }, options)
}

/// The replications of JSON values, one each.
pub fn replications_of(name: &str, rows: Vec<Json>) -> List<Replication> {
    of_json(name, "json", rows.into_iter().zip(1..).map(|(row, number)| (number, row)).collect(), &REPLICATIONS)
}

/// The hubs of JSON values, one each.
pub fn hubs_of(name: &str, rows: Vec<Json>) -> List<HubRecord> {
    of_json(name, "json", rows.into_iter().zip(1..).map(|(row, number)| (number, row)).collect(), &HUBS)
}

/// What is particular to one kind of list.
struct Listed<T> {
    columns: fn() -> &'static Columns,
    /// The object that an empty row becomes.
    empty: fn() -> Map<String, Json>,
    /// Adds what a row says without saying it.
    complete: fn(&mut Map<String, Json>),
    id: fn(&T) -> Option<&str>,
    /// Name of the field that holds the list in a JSON document.
    name: &'static str,
}

static REPLICATIONS: Listed<Replication> = Listed {
    columns: Columns::of_replications,
    empty: || object(json!({ "id": "", "origin": {}, "replicator": {} })),
    complete: |row| {
        // a table of dates alone says how far the replication is
        if !row.contains_key("stage")
            && let Some(dates) = row.get("dates").and_then(|dates| serde_json::from_value(dates.clone()).ok())
            && let Some((stage, _)) = crate::model::ReplicationDates::known(&dates).last()
        {
            row.insert("stage".into(), json!(stage));
        }
    },
    id: |replication| Some(replication.id.as_str()),
    name: "replications",
};

static HUBS: Listed<HubRecord> = Listed {
    columns: Columns::of_hubs,
    empty: || object(json!({ "agency": {} })),
    complete: |_| {},
    id: |record| record.hub.agency.code.as_deref().or(record.hub.agency.name.as_deref()),
    name: "hubs",
};

fn object(value: Json) -> Map<String, Json> {
    if let Json::Object(object) = value { object } else { Map::new() }
}

fn read_list<T: DeserializeOwned>(source: Source<'_>, options: &ReadOptions<'_>, listed: &Listed<T>) -> Result<List<T>, IngestError> {
    options.limits.file(source.name, source.bytes.len() as u64)?;
    let unpacked = unpacked(source, options)?;
    let source = Source { name: source.name, bytes: unpacked.as_deref().unwrap_or(source.bytes) };
    let tables = match content(source, options)? {
        Content::Tables(tables) => tables,
        Content::Text(decoded) => {
            let text = decoded.text.trim_start();
            if text.starts_with(['[', '{']) {
                return of_text(source.name, text, options, listed);
            }
            vec![delimited::read(source.name, &decoded.text, options.delimiter, &options.limits)?]
        }
    };
    of_tables(source.name, tables, listed)
}

fn of_text<T: DeserializeOwned>(file: &str, text: &str, options: &ReadOptions<'_>, listed: &Listed<T>) -> Result<List<T>, IngestError> {
    json_file::hold_shape(file, text, &options.limits)?;
    let number = |rows: Vec<Json>| rows.into_iter().zip(1..).map(|(row, number)| (number, row)).collect::<Vec<(u64, Json)>>();
    let (format, rows) = if text.starts_with('{') && !json_file::is_one_document(text) {
        ("ndjson", json_file::lines(file, text)?.into_iter().map(|(number, row)| (number, Json::Object(row))).collect())
    } else {
        let damaged = |error: serde_json::Error| IngestError::Damaged {
            file: file.to_owned(),
            row: Some(error.line() as u64),
            reason: crate::ingest::json::no_json(&error),
        };
        let rows = match serde_json::from_str(text).map_err(damaged)? {
            Json::Array(rows) => rows,
            Json::Object(mut document) => match document.remove(listed.name) {
                Some(Json::Array(rows)) => rows,
                _ => vec![Json::Object(document)],
            },
            other => vec![other],
        };
        ("json", number(rows))
    };
    super::Limits::hold(file, "rows", rows.len() as u64, options.limits.rows)?;
    Ok(of_json(file, format, rows, listed))
}

fn of_json<T: DeserializeOwned>(file: &str, format: &str, rows: Vec<(u64, Json)>, listed: &Listed<T>) -> List<T> {
    let mut list = List { name: file.to_owned(), format: format.to_owned(), entries: Vec::new(), blank_rows: 0 };
    let shared: Arc<str> = file.into();
    for (number, row) in rows {
        match row {
            Json::Object(row) if row.values().all(|value| value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())) => {
                list.blank_rows += 1;
            }
            Json::Object(row) => list.entries.push(entry(Row { fields: row, ..Row::new(&shared, number) }, listed)),
            other => {
                let fault = Fault { field: String::new(), value: excerpt(&other.to_string(), VALUE), kind: FaultKind::Shape };
                list.entries.push(entry(Row { faults: vec![fault], ..Row::new(&shared, number) }, listed));
            }
        }
    }
    list
}

fn of_tables<T: DeserializeOwned>(file: &str, tables: Vec<Partial>, listed: &Listed<T>) -> Result<List<T>, IngestError> {
    let columns = (listed.columns)();
    // the sheet and the row whose headers are known best
    let mut best: Option<(usize, usize, usize)> = None;
    for (table_at, partial) in tables.iter().enumerate() {
        let rows = std::iter::once(&partial.table.columns).chain(partial.table.rows.iter().map(|row| &row.cells)).take(HEADER_SEARCH);
        for (row_at, headers) in rows.enumerate() {
            let known = headers.iter().filter(|header| columns.find(header).is_some()).count();
            if headers.iter().any(|header| columns.find(header).is_some_and(|c| c.name == columns.required))
                && known > best.map_or(0, |b| b.0)
            {
                best = Some((known, table_at, row_at));
            }
        }
    }
    let Some((_, table_at, row_at)) = best else { return Err(no_column(file, columns, listed.name, &tables)) };
    let mut tables = tables;
    let partial = tables.swap_remove(table_at);
    let mut table = partial.table.with_header_at(row_at);
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    table.columns = unique_headers(&table.columns, width);
    let shared: Arc<str> = file.into();
    let entries = table.rows.into_iter().map(|cells| {
        let mut row = Row::new(&shared, cells.number);
        for (at, bytes) in cells.too_long {
            let field = table.columns.get(at).cloned().unwrap_or_default();
            row.faults.push(Fault { field, value: format!("{bytes} bytes"), kind: FaultKind::Shape });
        }
        let filled = table.columns.iter().zip(cells.cells).filter(|(_, cell)| !cell.trim().is_empty());
        row.fields = filled.map(|(header, cell)| (header.clone(), Json::String(cell))).collect();
        entry(row, listed)
    });
    Ok(List { name: file.to_owned(), format: partial.format.to_owned(), entries: entries.collect(), blank_rows: table.blank_rows })
}

fn no_column(file: &str, columns: &'static Columns, name: &'static str, tables: &[Partial]) -> IngestError {
    let quoted = |names: &mut dyn Iterator<Item = &str>| excerpt(&names.map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", "), 400);
    let headers = tables.first().map(|partial| partial.table.columns.as_slice()).unwrap_or_default();
    let required = columns.all.iter().find(|column| column.name == columns.required).map_or("agency", |column| column.name);
    IngestError::MissingColumn {
        file: file.to_owned(),
        field: required,
        label: if required == "agency" { "Instansi" } else { "Instansi Replikator" },
        mapping: name.to_owned(),
        expected: quoted(&mut columns.all.iter().map(|column| column.name).filter(|name| *name == columns.required)),
        found: if headers.is_empty() { "none".into() } else { quoted(&mut headers.iter().map(String::as_str)) },
        suggestion: None,
    }
}

/// A row before it is a value.
struct Row<'a> {
    file: &'a Arc<str>,
    number: u64,
    fields: Map<String, Json>,
    faults: Vec<Fault>,
}

impl<'a> Row<'a> {
    fn new(file: &'a Arc<str>, number: u64) -> Self {
        Self { file, number, fields: Map::new(), faults: Vec::new() }
    }
}

/// Longest value that a fault shows.
const VALUE: usize = 120;

fn entry<T: DeserializeOwned>(row: Row<'_>, listed: &Listed<T>) -> ListEntry<T> {
    let columns = (listed.columns)();
    let mut value = Map::new();
    let mut cells: Vec<(String, String)> = Vec::new();
    // what has its shape already goes first: cells fill what it leaves open
    for (name, field) in row.fields {
        match field {
            Json::Null => {}
            Json::String(text) => cells.push((name, text)),
            Json::Number(number) => cells.push((name, number.to_string())),
            Json::Bool(flag) => cells.push((name, flag.to_string())),
            shaped => _ = value.insert(name, shaped),
        }
    }
    for (name, cell) in cells.into_iter().filter(|(_, cell)| !cell.trim().is_empty()) {
        let placed = match columns.find(&name) {
            Some(column) => cell::place(&mut value, column, &cell),
            None => false,
        };
        // a place that is taken, or a column that is not known: the cell stays under its header
        if !placed && !is_personal(&name) {
            let taken = value.contains_key(&name) || columns.all.iter().any(|column| column.path.first() == Some(&name.as_str()));
            value.insert(if taken { format!("{name} (2)") } else { name }, Json::String(cell));
        }
    }
    (listed.complete)(&mut value);
    for (name, part) in (listed.empty)() {
        value.entry(name).or_insert(part);
    }
    let mut whole = Json::Object(value);
    structured::clean(&mut whole);
    let unnamed = || format!("{}#{}", row.file, row.number);
    let mut faults = row.faults;
    let content = match T::deserialize(&whole) {
        Ok(value) if faults.is_empty() => Ok(value),
        read => {
            if read.is_err() {
                faults.extend(find_faults(&whole, listed));
            }
            Err(Unreadable { faults, raw: without_personal(whole) })
        }
    };
    let id = match &content {
        Ok(value) => (listed.id)(value).map(str::to_owned),
        Err(unreadable) => unreadable.raw.get("id").and_then(Json::as_str).map(str::to_owned),
    };
    let id = id.filter(|id| !id.trim().is_empty()).unwrap_or_else(unnamed);
    ListEntry { id, file: Arc::clone(row.file), row: row.number, content }
}

/// The places that cannot be read, each tried by itself in an otherwise empty row.
fn find_faults<T: DeserializeOwned>(whole: &Json, listed: &Listed<T>) -> Vec<Fault> {
    let columns = (listed.columns)();
    let fits = |name: &str, part: Json| {
        let mut alone = (listed.empty)();
        alone.insert(name.to_owned(), part);
        T::deserialize(Json::Object(alone)).is_ok()
    };
    let mut places: Vec<(Vec<String>, &Json)> = Vec::new();
    for (name, part) in whole.as_object().into_iter().flatten() {
        if fits(name, part.clone()) {
            continue;
        }
        let inner = part.as_object().into_iter().flatten().filter(|(inner, value)| !fits(name, json!({ inner.as_str(): value })));
        let inner: Vec<_> = inner.map(|(inner, value)| (vec![name.clone(), inner.clone()], value)).collect();
        if inner.is_empty() {
            places.push((vec![name.clone()], part));
        } else {
            places.extend(inner);
        }
    }
    if places.is_empty() {
        places.push((Vec::new(), whole));
    }
    let fault = |(path, part): (Vec<String>, &Json)| {
        let kind = columns.all.iter().find(|column| column.path.iter().eq(&path)).map(|column| column.kind);
        Fault {
            field: columns.name_of(&path),
            value: excerpt(&part.as_str().map_or_else(|| part.to_string(), str::to_owned), VALUE),
            kind: match kind {
                Some(Kind::Date) => FaultKind::Date,
                Some(Kind::Stage) => {
                    FaultKind::Code(crate::model::ReplicationStage::ALL.map(crate::model::ReplicationStage::code).to_vec())
                }
                Some(Kind::Code(name)) => {
                    let list = crate::vocab::vocabulary(name).map(crate::vocab::Vocabulary::values).unwrap_or_default();
                    FaultKind::Code(list.iter().map(|value| value.code.as_str()).collect())
                }
                _ => FaultKind::Shape,
            },
        }
    };
    places.into_iter().map(fault).collect()
}
