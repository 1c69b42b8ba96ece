//! Row to record: cleaning that keeps the original.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::award::parse_award;
use super::derive::Deriver;
use super::formula::restored;
use super::mapping::{ColumnRule, Mapping, RegionScheme};
use super::returned::Returned;
use super::structured;
use super::table::{Row, unique_headers};
use crate::Threads;
use crate::model::{Coordinates, Field, FieldKind, FieldSource, Innovation, Note, NoteKind, PartialDate, Record, SourceRecord, Value};
use crate::text::{HtmlText, excerpt, html_to_text, is_placeholder, parse_date, parse_number, redact, tidy};
use crate::vocab::{region_by_code, vocabulary, vocabulary_of};

/// Longest excerpt of a value in a note.
const EXCERPT: usize = 80;

/// Lengths at which columns of the old databases cut their texts: MySQL `TEXT` (bytes) and `VARCHAR(255)` (characters).
const CUT_TEXT: usize = 65_535;
const CUT_VARCHAR: usize = 255;

pub(super) struct Converter<'a> {
    file: Arc<str>,
    mapping: &'a Mapping,
    headers: Vec<Arc<str>>,
    /// Number of columns that the header itself names.
    declared: usize,
    restricted: Vec<bool>,
    /// Field, its rule, and the columns it is read from, best header first.
    plan: Vec<(Field, &'a ColumnRule, Vec<usize>)>,
    /// Record ids given so far.
    ids: HashSet<u64>,
    /// What the rows of a feedback file remember, and the ids among it.
    returned: Returned,
    reserved: HashSet<u64>,
    workers: Vec<Worker>,
    threads: &'a Threads,
}

/// What one thread keeps from row to row. Names that stand in every record are its own copies: threads that counted the owners of one
/// text would wait for each other.
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
                (!columns.is_empty()).then(|| (*field, rule, columns.into_iter().map(|(_, at)| at).collect()))
            })
            .collect();
        Self {
            file: file.into(),
            mapping,
            headers: headers.into_iter().map(Arc::from).collect(),
            declared: columns.len(),
            restricted,
            plan,
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
        self.workers.iter_mut().for_each(|worker| worker.headers.clear());
    }

    /// The same for a feedback file that comes back.
    pub(super) fn returning(mut self, returned: Option<Returned>) -> Self {
        self.returned = returned.unwrap_or_default();
        self.reserved = self.returned.ids(self.mapping.system.code()).map(hash_of).collect();
        self
    }

    /// Each column with the field it is read into.
    pub(super) fn columns(&self) -> Vec<(String, Option<Field>)> {
        let mut by_column: HashMap<usize, Field> = HashMap::new();
        for (field, _, columns) in &self.plan {
            for column in columns {
                by_column.entry(*column).or_insert(*field);
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
        for worker in workers.iter_mut().filter(|worker| worker.headers.len() != self.headers.len()) {
            worker.headers = self.headers.iter().map(|header| Arc::from(&**header)).collect();
            worker.file = Arc::from(&*self.file);
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
            let cells = columns.iter().filter_map(|at| row.cells.get(*at).map(|cell| (*at, cell.as_str())));
            let cells = cells.filter(|(_, cell)| cell.bytes().any(|byte| !byte.is_ascii_whitespace()) && !cell.trim().is_empty());
            let mut reading = Reading { field: *field, rule, notes: &mut notes, masked: &mut masked };
            let mut values: Vec<(usize, Value)> = Vec::new();
            for (at, cell) in cells {
                let header = self.headers.get(at).map_or("", AsRef::as_ref);
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
            let Some((at, _)) = values.first() else { continue };
            used.push((*field, *at));
            let one = values.len() == 1;
            let joined = values.into_iter().map(|(_, value)| value).reduce(|a, b| match (a, b) {
                (Value::Text(a), Value::Text(b)) => Value::Text(format!("{a}\n\n{b}")),
                (Value::List(a), Value::List(b)) => {
                    let more = b.into_iter().filter(|value| !a.contains(value)).collect::<Vec<_>>();
                    Value::List([a, more].concat())
                }
                (a, _) => a,
            });
            let value = joined.unwrap_or(Value::Missing);
            // texts were cleaned cell by cell; put together they may begin or continue a list
            if one { innovation.set_clean(*field, value) } else { innovation.set(*field, value) }
        }
        if innovation.year.is_none()
            && let Some(year) = self.mapping.year
        {
            innovation.year = Some(year);
        }
        let hash = remembered.and_then(|row| row.hash.clone()).unwrap_or_else(|| hash(&self.headers, &row.cells));
        let record_id = self.wanted_id(innovation.external_id.as_deref(), &hash);
        let shared: Arc<str> = record_id.as_str().into();
        innovation.record_id = record_id;
        let column = |at: usize| worker.headers.get(at).cloned().unwrap_or_default();
        innovation.provenance = used.into_iter().map(|(field, at)| (field, FieldSource::new(Arc::clone(&shared), column(at)))).collect();
        let mut source = self.source_record(&innovation, hash, row, notes, &masked, worker);
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

    /// The id that a row asks for: system and the id there, or the hash of a row without one.
    fn wanted_id(&self, external_id: Option<&str>, hash: &str) -> String {
        match external_id {
            Some(id) => format!("{}:{id}", self.mapping.system.code()),
            None => format!("{}:#{}", self.mapping.system.code(), hash.get(..12).unwrap_or(hash)),
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
        hash: String,
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
            let found = redact(&cell).filter(|_| masked.contains(&at) || !is_address(&cell));
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
            system: self.mapping.system,
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

/// What a mapping makes of a cell before it is read; none if it leaves the cell as it is.
fn changed(rule: &ColumnRule, cell: &str) -> Option<String> {
    if rule.values.is_empty() && rule.transforms.is_empty() {
        return None;
    }
    let cell = rule.transforms.iter().fold(cell.to_owned(), |cell, transform| transform.apply(&cell));
    let wanted = crate::text::key(&cell);
    let meaning = rule.values.iter().find(|(value, _)| crate::text::key(value) == wanted).map(|(_, meaning)| meaning.clone());
    Some(meaning.unwrap_or(cell))
}

/// The date of a day number that a spreadsheet wrote in place of the date: 1954 to 2064, so that no year and no small number is meant.
fn serial(cell: &str) -> Option<PartialDate> {
    let number: f64 = cell.trim().parse().ok()?;
    (20_000.0..60_000.0).contains(&number).then(|| crate::text::serial_date(number, false)).flatten()
}

/// Whether a text was changed by more than the line ends of the system that wrote it.
fn differs(cell: &str, text: &str) -> bool {
    cell.len() != text.len() && !cell.bytes().filter(|byte| *byte != b'\r').eq(text.bytes()) || cell.len() == text.len() && cell != text
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
    let digits = |byte: u8| [byte >> 4, byte & 15].map(|half| char::from_digit(u32::from(half), 16).unwrap_or('0'));
    sha.finalize().iter().copied().flat_map(digits).collect()
}

/// An excerpt for a note, personal data masked.
fn shown(cell: &str) -> String {
    excerpt(&redact(cell).unwrap_or_else(|| cell.to_owned()), EXCERPT)
}

fn is_address(cell: &str) -> bool {
    let cell = cell.trim_start();
    cell.starts_with("http://") || cell.starts_with("https://")
}

/// Reads one cell into one field.
struct Reading<'a> {
    field: Field,
    rule: &'a ColumnRule,
    notes: &'a mut Vec<Note>,
    /// Columns in which personal data was found.
    masked: &'a mut HashSet<usize>,
}

impl Reading<'_> {
    fn note(&mut self, kind: NoteKind, column: &str, value: impl Into<Option<String>>) {
        self.notes.push(Note { kind, field: Some(self.field), column: Some(column.to_owned()), value: value.into() });
    }

    fn value(&mut self, cell: &str, column: &str, at: usize) -> Value {
        let cell = restored(cell);
        if is_placeholder(cell) {
            self.note(NoteKind::Placeholder, column, excerpt(cell, EXCERPT));
            return Value::Missing;
        }
        match self.field.kind() {
            FieldKind::Text => self.line(cell, column, at),
            FieldKind::RichText => self.rich(cell, column, at),
            FieldKind::Link => Value::Text(tidy(cell)),
            FieldKind::Code | FieldKind::Codes | FieldKind::Awards => {
                let Value::Text(cell) = self.public(cell.to_owned(), column, at) else { return Value::Missing };
                match self.field.kind() {
                    FieldKind::Code => Value::Text(self.code(&tidy(&cell))),
                    FieldKind::Codes => Value::List(self.parts(&cell).iter().map(|part| self.code(part)).collect()),
                    _ => Value::Awards(self.parts(&cell).iter().map(|part| parse_award(part)).collect()),
                }
            }
            FieldKind::Texts if self.field == Field::IgaRegistrations => list(self.parts(cell)),
            FieldKind::Texts => {
                let Value::Text(cell) = self.public(cell.to_owned(), column, at) else { return Value::Missing };
                list(self.parts(&cell))
            }
            FieldKind::Links => list(self.parts(cell)),
            FieldKind::Dates => {
                let dates = self.dates(cell, column);
                if dates.is_empty() { Value::Missing } else { Value::Dates(dates) }
            }
            FieldKind::Years => {
                let years: Vec<i32> = self.dates(cell, column).into_iter().map(PartialDate::year).collect();
                if years.is_empty() { Value::Missing } else { Value::Years(years) }
            }
            FieldKind::Coordinates => self.coordinates(cell, column),
            FieldKind::Structured => self.structured(cell, column, at),
            FieldKind::Date => {
                let Some(date) = parse_date(cell).or_else(|| serial(cell)) else { return self.unparsed(cell, column) };
                self.put_into_form(date.to_string() != cell.trim(), column);
                Value::Date(date)
            }
            FieldKind::Year => {
                let Some(year) = parse_date(cell).map(PartialDate::year) else { return self.unparsed(cell, column) };
                self.put_into_form(cell.trim().parse() != Ok(year), column);
                Value::Year(year)
            }
            FieldKind::Number => {
                let Some(number) = parse_number(cell) else { return self.unparsed(cell, column) };
                self.put_into_form(cell.trim().parse() != Ok(number), column);
                Value::Number(number)
            }
            FieldKind::Derived => Value::Missing,
        }
    }

    /// Notes that a date or number was put into its standard form.
    fn put_into_form(&mut self, changed: bool, column: &str) {
        if changed {
            self.note(NoteKind::Tidied, column, None);
        }
    }

    fn unparsed(&mut self, cell: &str, column: &str) -> Value {
        self.note(NoteKind::Unparsed, column, shown(cell));
        Value::Missing
    }

    /// The dates of a cell that can be read; the others are noted.
    fn dates(&mut self, cell: &str, column: &str) -> Vec<PartialDate> {
        let parts = self.parts(cell);
        let read = parts.iter().filter_map(|part| {
            let date = parse_date(part);
            if date.is_none() {
                self.unparsed(part, column);
            }
            date
        });
        read.collect()
    }

    /// `lat, lng`, or both in a JSON object.
    fn coordinates(&mut self, cell: &str, column: &str) -> Value {
        let place = structured::json_cell(cell).and_then(|json| serde_json::from_value::<Coordinates>(json).ok());
        place.or_else(|| cell.parse().ok()).map_or_else(|| self.unparsed(cell, column), Value::Coordinates)
    }

    fn structured(&mut self, cell: &str, column: &str, at: usize) -> Value {
        let json = structured::json_cell(cell).or_else(|| structured::of_texts(self.field, &self.parts(cell)));
        let Some(mut json) = json else { return self.unparsed(cell, column) };
        if json.as_array().is_some_and(Vec::is_empty) || json.as_object().is_some_and(serde_json::Map::is_empty) {
            return Value::Missing;
        }
        let personal = structured::clean(&mut json);
        if personal > 0 {
            self.note(NoteKind::PersonalData, column, personal.to_string());
            self.masked.insert(at);
        }
        let value = Value::Structured(json);
        if Innovation::accepts(self.field, &value) { value } else { self.unparsed(cell, column) }
    }

    fn line(&mut self, cell: &str, column: &str, at: usize) -> Value {
        let text = if self.field == Field::Title { read_title(cell) } else { read_line(cell) };
        if text != cell.trim() {
            // what was written and what was read are both at hand later
            let value = (self.field == Field::Title).then(|| shown(cell));
            self.note(NoteKind::Tidied, column, value);
        }
        if cell.chars().count() == CUT_VARCHAR {
            self.note(NoteKind::CutText, column, CUT_VARCHAR.to_string());
        }
        if self.field == Field::Region {
            let Value::Text(text) = self.public(text, column, at) else { return Value::Missing };
            return self.region(text);
        }
        if self.field == Field::ExternalId {
            // identifiers are no prose: a registration number of many digits is not a telephone number
            return if text.is_empty() { Value::Missing } else { Value::Text(text) };
        }
        self.public(text, column, at)
    }

    fn rich(&mut self, cell: &str, column: &str, at: usize) -> Value {
        let html = read_text(cell);
        if html.inline_pictures > 0 || html.active_elements > 0 {
            let mut seen = Vec::new();
            if html.inline_pictures > 0 {
                seen.push(format!("img data: × {}", html.inline_pictures));
            }
            if html.active_elements > 0 {
                seen.push(format!("script/style/iframe × {}", html.active_elements));
            }
            self.note(NoteKind::UnsafeMarkup, column, seen.join(", "));
        }
        if cell.len() == CUT_TEXT {
            self.note(NoteKind::CutText, column, CUT_TEXT.to_string());
        } else if cell.chars().count() == CUT_VARCHAR {
            self.note(NoteKind::CutText, column, CUT_VARCHAR.to_string());
        }
        if is_placeholder(&html.text) {
            self.note(NoteKind::Placeholder, column, excerpt(&html.text, EXCERPT));
            return Value::Missing;
        }
        if html.had_markup || differs(cell.trim(), &html.text) {
            self.note(NoteKind::Tidied, column, None);
        }
        self.public(html.text.into(), column, at)
    }

    /// Masks personal data in a text that will be shown.
    fn public(&mut self, text: String, column: &str, at: usize) -> Value {
        if text.is_empty() {
            return Value::Missing;
        }
        if let Some(masked) = redact(&text) {
            let kinds = crate::text::find_personal_data(&text).len();
            self.note(NoteKind::PersonalData, column, kinds.to_string());
            self.masked.insert(at);
            return Value::Text(masked);
        }
        Value::Text(text)
    }

    fn region(&self, text: String) -> Value {
        match self.rule.scheme {
            Some(RegionScheme::Bps) => crate::vocab::region_by(crate::vocab::CodeScheme::Bps, &text)
                .map_or(Value::Text(format!("BPS {text}")), |r| Value::Text(r.name.clone())),
            Some(RegionScheme::Kemendagri) => region_by_code(&text).map_or(Value::Text(text), |r| Value::Text(r.name.clone())),
            None => Value::Text(text),
        }
    }

    fn parts(&self, cell: &str) -> Vec<String> {
        if let Some(texts) = structured::json_texts(cell) {
            return texts.iter().map(|text| tidy(&html_to_text(text).text)).filter(|part| !part.is_empty()).collect();
        }
        let separators: Vec<char> = self.rule.split.as_deref().unwrap_or(";\n").chars().collect();
        // a code alone: nothing to clean, nothing to part
        if !cell.is_empty() && is_clean_line(cell) && !cell.contains(separators.as_slice()) {
            return vec![cell.to_owned()];
        }
        let html = html_to_text(cell);
        // a label that holds the separator itself is one value
        if let Some(vocabulary) = self.vocabulary()
            && vocabulary.find(&html.text).is_some()
        {
            return vec![tidy(&html.text)];
        }
        html.text.split(separators.as_slice()).map(|part| tidy(part.trim_start_matches("- "))).filter(|part| !part.is_empty()).collect()
    }

    fn vocabulary(&self) -> Option<&'static crate::vocab::Vocabulary> {
        let name = self.rule.vocabulary.as_deref().or_else(|| vocabulary_of(self.field))?;
        vocabulary(name)
    }

    /// The code of a value; a value that the vocabulary does not know stays as written, and rule CLS-01 reports it.
    fn code(&self, text: &str) -> String {
        self.vocabulary().and_then(|v| v.find(text)).map_or_else(|| text.to_owned(), |value| value.code.clone())
    }
}

fn list(parts: Vec<String>) -> Value {
    if parts.is_empty() { Value::Missing } else { Value::List(parts) }
}

/// A cell for a field of one text; texts that came as a JSON list become its paragraphs.
fn text_cell(cell: &str) -> Cow<'_, str> {
    structured::json_texts(cell).map_or(Cow::Borrowed(cell), |texts| Cow::Owned(texts.join("\n\n")))
}

/// A title as it is read from a cell, before personal data is masked.
pub(crate) fn read_title(cell: &str) -> String {
    trim_title(&read_line(cell))
}

/// One line of text as it is read from a cell.
fn read_line(cell: &str) -> String {
    if is_clean_line(cell) {
        return cell.to_owned();
    }
    tidy(&html_to_text(&text_cell(cell)).text)
}

/// Whether a cell is read as it stands: one tidy line, no markup, no list. Most are.
fn is_clean_line(cell: &str) -> bool {
    !cell.starts_with(['[', '{', '-']) && memchr::memchr2(b'<', b'&', cell.as_bytes()).is_none() && crate::model::is_tidy(cell)
}

/// A text of several paragraphs as it is read from a cell, before personal data is masked.
pub(crate) fn read_text(cell: &str) -> HtmlText {
    html_to_text(&text_cell(cell))
}

/// A title without stray dashes and unpaired quotes at its ends.
fn trim_title(title: &str) -> String {
    let mut text = title.trim_matches(['-', '–', '—', ',', ';', ' ', '*', '•']);
    loop {
        let open = text.chars().filter(|c| matches!(c, '"' | '“' | '”')).count();
        if open % 2 == 0 {
            break;
        }
        let trimmed = text.strip_prefix(['"', '“', '”']).or_else(|| text.strip_suffix(['"', '“', '”']));
        match trimmed {
            Some(rest) => text = rest.trim(),
            None => break,
        }
    }
    text.to_owned()
}
