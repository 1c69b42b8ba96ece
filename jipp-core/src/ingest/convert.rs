//! Row to record: cleaning that keeps the original.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::cell::{Reading, changed};
use super::derive::Deriver;
use super::mapping::{ColumnRule, Mapping};
use super::returned::Returned;
use super::table::{Row, unique_headers};
use crate::Threads;
use crate::model::{Field, FieldKind, FieldSource, Innovation, Note, NoteKind, Record, SourceRecord, SourceSystem, Value};
use crate::text::{html_to_text, redact};

pub(super) struct Converter<'a> {
    file: Arc<str>,
    mapping: &'a Mapping,
    headers: Vec<Arc<str>>,
    /// Number of columns that the header itself names.
    declared: usize,
    restricted: Vec<bool>,
    /// Field, its rule, and the columns it is read from, best header first.
    plan: Vec<(Field, &'a ColumnRule, Vec<Planned<'a>>)>,
    /// The column that names the source of each record, if one does.
    sources: Option<usize>,
    /// Record ids given so far.
    ids: HashSet<u64>,
    /// What the rows of a feedback file remember, and the ids among it.
    returned: Returned,
    reserved: HashSet<u64>,
    workers: Vec<Worker>,
    threads: &'a Threads,
}

/// Whether a cell cannot stand in a column that names the source of each record: it is neither empty nor the name of a source.
pub(super) fn is_stranger(cell: &str) -> bool {
    let said = cell.trim();
    !said.is_empty() && SourceSystem::named(said).is_none()
}

/// The first cell of a column that names no source.
pub(super) fn stranger(rows: &[Row], column: usize) -> Option<String> {
    rows.iter().filter_map(|row| row.cells.get(column)).find(|cell| is_stranger(cell)).cloned()
}

/// A column from which a field, or one part of it, is read.
#[derive(Debug, Clone, Copy)]
struct Planned<'a> {
    at: usize,
    part: Option<&'a str>,
}

/// What one thread keeps from row to row. Names that stand in every record are its own copies, new for each batch: threads that counted the
/// owners of one text would wait for each other, also one that lets go what another makes.
#[derive(Debug, Default)]
struct Worker {
    deriver: Deriver,
    file: Arc<str>,
    headers: Vec<Arc<str>>,
}

impl<'a> Converter<'a> {
    pub(super) fn new(file: &str, mapping: &'a Mapping, columns: &[String], threads: &'a Threads) -> Self {
        let headers = unique_headers(columns, columns.len());
        let known = mapping.headers();
        let of_header: Vec<Vec<(Field, usize)>> = headers.iter().map(|header| known.fields_of(header)).collect();
        // names of persons stay restricted unless the source publishes them itself (domain rule PII-01)
        let names = |fields: &[(Field, usize)]| !mapping.publishes_names && fields.iter().any(|(field, _)| field.is_personal());
        let restricted: Vec<bool> =
            headers.iter().zip(&of_header).map(|(header, fields)| known.is_restricted(header) || names(fields)).collect();
        let plan = mapping
            .columns
            .iter()
            .filter(|(field, _)| mapping.publishes_names || !field.is_personal())
            .filter_map(|(field, rule)| {
                let own =
                    |(at, fields): (usize, &Vec<(Field, usize)>)| fields.iter().find(|(f, _)| f == field).map(|(_, rank)| (*rank, at));
                let mut columns: Vec<(usize, usize)> = of_header.iter().enumerate().filter_map(own).collect();
                columns.sort_unstable();
                (!columns.is_empty())
                    .then(|| (*field, rule, columns.into_iter().map(|(rank, at)| Planned { at, part: rule.part(rank) }).collect()))
            })
            .collect();
        Self {
            file: file.into(),
            mapping,
            headers: headers.into_iter().map(Arc::from).collect(),
            declared: columns.len(),
            restricted,
            plan,
            sources: None,
            ids: HashSet::new(),
            returned: Returned::default(),
            reserved: HashSet::new(),
            workers: threads.states(),
            threads,
        }
    }

    /// Takes over which ids were given before.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn after(&mut self, before: &mut Self) {
        self.ids = std::mem::take(&mut before.ids);
        self.workers = std::mem::take(&mut before.workers);
    }

    /// The same for a feedback file that comes back.
    pub(super) fn returning(mut self, returned: Option<Returned>) -> Self {
        self.returned = returned.unwrap_or_default();
        self.reserved = self.returned.ids(self.mapping.system.code()).map(hash_of).collect();
        self
    }

    /// The column `source`, if there is one.
    pub(super) fn source_column(&self) -> Option<usize> {
        self.headers.iter().position(|header| header.trim().eq_ignore_ascii_case("source"))
    }

    /// The same for a table whose records keep the sources that a column names.
    pub(super) fn with_sources(mut self, column: usize) -> Self {
        self.sources = Some(column);
        self
    }

    /// What a row says of its source.
    fn said_source<'r>(&self, cells: &'r [String]) -> Option<&'r str> {
        self.sources.and_then(|at| cells.get(at)).map(|cell| cell.trim()).filter(|said| !said.is_empty())
    }

    /// The source of a row: what it says itself, else that of the mapping.
    fn system(&self, cells: &[String]) -> SourceSystem {
        self.said_source(cells).and_then(SourceSystem::named).unwrap_or(self.mapping.system)
    }

    /// Each column with the field it is read into.
    pub(super) fn columns(&self) -> Vec<(String, Option<Field>)> {
        let mut by_column: HashMap<usize, Field> = HashMap::new();
        for (field, _, columns) in &self.plan {
            for column in columns {
                by_column.entry(column.at).or_insert(*field);
            }
        }
        self.headers.iter().enumerate().map(|(at, header)| (header.as_ref().to_owned(), by_column.get(&at).copied())).collect()
    }

    /// Turns the next rows of the file into records, several at once where several threads may work. The records are the same for
    /// any number of threads.
    pub(super) fn records(&mut self, rows: Vec<Row>) -> Vec<Record> {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if width > self.headers.len() {
            // cells beyond the header get a name too; the names of the other columns stay
            let names: Vec<String> = self.headers.iter().map(|header| header.as_ref().to_owned()).collect();
            self.headers = unique_headers(&names, width).into_iter().map(Arc::from).collect();
        }
        let mut workers = std::mem::take(&mut self.workers);
        for worker in &mut workers {
            worker.headers = self.headers.iter().map(|header| Arc::from(&**header)).collect();
            worker.file = Arc::from(&*self.file);
            worker.deriver.forget_names();
        }
        let mut records = self.threads.map(rows, &mut workers, |row, worker| self.record(row, worker));
        self.workers = workers;
        for record in &mut records {
            self.settle_id(record);
        }
        records
    }

    /// The fields that are read.
    pub(super) fn fields(&self) -> Vec<Field> {
        self.plan.iter().map(|(field, ..)| *field).collect()
    }

    /// A record under the id that its row asks for.
    fn record(&self, row: Row, worker: &mut Worker) -> Record {
        let remembered = self.returned.row(row.number);
        let mut notes = remembered.map(|row| row.notes.clone()).unwrap_or_default();
        self.note_shape(&row, &mut notes);
        let mut innovation = Innovation::default();
        let mut masked: HashSet<usize> = HashSet::new();
        let mut used: Vec<(Field, usize)> = Vec::new();
        for (field, rule, columns) in &self.plan {
            let cells = columns.iter().filter_map(|column| row.cells.get(column.at).map(|cell| (*column, cell.as_str())));
            let cells = cells.filter(|(_, cell)| cell.bytes().any(|byte| !byte.is_ascii_whitespace()) && !cell.trim().is_empty());
            let mut reading = Reading { field: *field, rule, notes: &mut notes, masked: &mut masked };
            let mut values: Vec<(usize, Value)> = Vec::new();
            let mut parts: Vec<(usize, &str, u64)> = Vec::new();
            for (Planned { at, part }, cell) in cells {
                let header = self.headers.get(at).map_or("", AsRef::as_ref);
                if let Some(part) = part {
                    let count = reading.count(&changed(rule, cell).unwrap_or_else(|| cell.to_owned()), header);
                    parts.extend(count.filter(|_| parts.iter().all(|(_, known, _)| *known != part)).map(|count| (at, part, count)));
                    continue;
                }
                let value = match changed(rule, cell) {
                    Some(cell) => reading.value(&cell, header, at),
                    None => reading.value(cell, header, at),
                };
                if !value.is_missing() {
                    values.push((at, value));
                    if !field.is_rich_text() && !matches!(field.kind(), FieldKind::Codes | FieldKind::Texts | FieldKind::Links) {
                        break;
                    }
                }
            }
            if let (true, Some((at, ..))) = (values.is_empty(), parts.first()) {
                let counts = parts.iter().map(|(_, part, count)| ((*part).to_owned(), (*count).into())).collect();
                values.push((*at, Value::Structured(serde_json::Value::Object(counts))));
            }
            let Some(at) = values.first().map(|(at, _)| *at) else { continue };
            used.push((*field, at));
            let one = values.len() == 1;
            let joined = values.into_iter().map(|(_, value)| value).reduce(|a, b| match (a, b) {
                (Value::Text(a), Value::Text(b)) => Value::Text(format!("{a}\n\n{b}")),
                (Value::List(a), Value::List(b)) => {
                    let more = b.into_iter().filter(|value| !a.contains(value)).collect::<Vec<_>>();
                    Value::List([a, more].concat())
                }
                (a, _) => a,
            });
            let mut value = joined.unwrap_or(Value::Missing);
            // an innovation is developed more than once: a form that asks one date is answered with several
            if let (Field::DevelopmentDate, Value::Dates(dates)) = (*field, &value) {
                let latest = dates.last().copied().map_or(Value::Missing, Value::Date);
                used.push((Field::DevelopmentDates, at));
                innovation.set_clean(Field::DevelopmentDates, std::mem::replace(&mut value, latest));
            }
            // texts were cleaned cell by cell; put together they may begin or continue a list
            if one { innovation.set_clean(*field, value) } else { innovation.set(*field, value) }
        }
        if innovation.year.is_none()
            && let Some(year) = self.mapping.year
        {
            innovation.year = Some(year);
        }
        let hash = remembered.and_then(|row| row.hash.clone()).unwrap_or_else(|| hash(&self.headers, &row.cells));
        let system = self.system(&row.cells);
        let record_id = wanted_id(system, innovation.external_id.as_deref(), &hash);
        let shared: Arc<str> = record_id.as_str().into();
        innovation.record_id = record_id;
        let column = |at: usize| worker.headers.get(at).cloned().unwrap_or_default();
        innovation.provenance = used.into_iter().map(|(field, at)| (field, FieldSource::new(Arc::clone(&shared), column(at)))).collect();
        let mut source = self.source_record(&innovation, (system, hash), row, notes, &masked, worker);
        let masked = remembered.into_iter().flat_map(|row| &row.masked);
        source.restricted.extend(masked.map(|column| (column.as_str().into(), SourceRecord::WITHHELD.to_owned())));
        innovation.sources = vec![source.reference(innovation.url.clone())];
        worker.deriver.derive_of(&mut innovation, &shared);
        Record { source, innovation }
    }

    fn note_shape(&self, row: &Row, notes: &mut Vec<Note>) {
        let filled = row.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |at| at + 1);
        if filled > self.declared || row.cells.len() < self.declared {
            notes.push(Note {
                kind: NoteKind::RowWidth,
                field: None,
                column: None,
                value: Some(format!("{}/{}", row.cells.len(), self.declared)),
            });
        }
        for (at, length) in &row.too_long {
            notes.push(Note {
                kind: NoteKind::CellTooLong,
                field: None,
                column: self.headers.get(*at).map(|header| header.as_ref().to_owned()),
                value: Some(length.to_string()),
            });
        }
        for (at, kind) in &row.noticed {
            notes.push(Note {
                kind: *kind,
                field: None,
                column: self.headers.get(*at).map(|header| header.as_ref().to_owned()),
                value: None,
            });
        }
        if row.cells.iter().any(|cell| cell.contains('\u{fffd}')) {
            notes.push(Note { kind: NoteKind::Undecodable, field: None, column: None, value: None });
        }
    }

    /// Ids are unique in a file: where the wanted one is taken, the year or else the row makes it so. A row of a feedback file keeps the
    /// id it had, and no other row takes it.
    fn settle_id(&mut self, record: &mut Record) {
        let (base, row, year) = (&record.source.record_id, record.source.row, record.innovation.year);
        let given = self.returned.row(row).and_then(|remembered| remembered.record(self.mapping.system.code())).map(str::to_owned);
        // written only if those before are taken, which is rare
        let with_year = std::iter::once_with(|| year.map(|year| format!("{base}@{year}"))).flatten();
        let with_row = std::iter::once_with(|| format!("{base}#{row}"));
        // of ids only a hash is kept: should two ever share one, the later gets a longer id for nothing
        let wanted = std::iter::once(base.clone()).chain(with_year).chain(with_row).filter(|id| !self.reserved.contains(&hash_of(id)));
        let id = given.into_iter().chain(wanted).find(|id| !self.ids.contains(&hash_of(id))).unwrap_or_else(|| base.clone());
        self.ids.insert(hash_of(&id));
        if id != *base {
            record.rename(&id);
        }
    }

    fn source_record(
        &self,
        innovation: &Innovation,
        (system, hash): (SourceSystem, String),
        row: Row,
        notes: Vec<Note>,
        masked: &HashSet<usize>,
        worker: &Worker,
    ) -> SourceRecord {
        let mut raw = Vec::with_capacity(row.cells.len());
        let mut restricted = Vec::new();
        for (at, cell) in row.cells.into_iter().enumerate() {
            let Some(header) = worker.headers.get(at).cloned() else { continue };
            if self.restricted.get(at).copied().unwrap_or(false) {
                if !cell.trim().is_empty() {
                    restricted.push((header, cell));
                }
                continue;
            }
            let found = redact(&cell);
            // where markup hides it from a search in the cell, the public part is the text without markup
            let hidden = || masked.contains(&at).then(|| redact(&html_to_text(&cell).text)).flatten();
            match found.or_else(hidden) {
                Some(public) => {
                    restricted.push((header.clone(), cell));
                    raw.push((header, public));
                }
                None => raw.push((header, cell)),
            }
        }
        SourceRecord {
            record_id: innovation.record_id.clone(),
            system,
            external_id: innovation.external_id.clone(),
            year: innovation.year,
            file: Arc::clone(&worker.file),
            row: row.number,
            hash,
            raw,
            restricted,
            notes,
        }
    }
}

/// The id that a row asks for: system and the id there, or the hash of a row without one.
fn wanted_id(system: SourceSystem, external_id: Option<&str>, hash: &str) -> String {
    match external_id {
        Some(id) => format!("{}:{id}", system.code()),
        None => format!("{}:#{}", system.code(), hash.get(..12).unwrap_or(hash)),
    }
}

fn hash_of(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// SHA-256 over header and cell of every column with a value, so that an added empty column changes nothing.
fn hash(headers: &[Arc<str>], cells: &[String]) -> String {
    let mut sha = Sha256::new();
    for (header, cell) in headers.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        sha.update(header.as_bytes());
        sha.update([0x1f]);
        sha.update(cell.as_bytes());
        sha.update([0x1e]);
    }
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    let digest = sha.finalize();
    let mut hex = String::with_capacity(2 * digest.len());
    for byte in digest {
        hex.push(digit(byte >> 4));
        hex.push(digit(byte & 15));
    }
    hex
}
