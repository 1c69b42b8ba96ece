use serde::{Deserialize, Serialize};

use super::convert::Converter;
use super::limits::Limits;
use super::mapping::{Headers, Mapping, built_in_mappings};
use super::returned::{Returned, take_back};
use super::table::{Row, Table, unique_headers};
use super::{IngestError, decode, delimited, json};
use crate::Threads;
use crate::model::{Field, Record, SourceSystem};
use crate::progress::{Progress, ProgressStage, Watcher, silent};

/// Where bytes come from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Name shown in findings and errors; usually the file name.
    pub name: &'a str,
    /// The content.
    pub bytes: &'a [u8],
}

/// How to read.
#[derive(Clone, Copy)]
pub struct ReadOptions<'a> {
    /// Built-in mapping: `kipp`, `iga`, `lan`, `jippnas`, `generic`; `auto` tells it from the columns.
    pub source: &'a str,
    /// A mapping of the user's; it wins over `source`.
    pub mapping: Option<&'a Mapping>,
    /// The delimiter of a CSV file; found out if not given.
    pub delimiter: Option<u8>,
    /// When to stop.
    pub limits: Limits,
    /// Who turns rows into records.
    pub threads: &'a Threads,
    /// Who watches.
    pub progress: Watcher<'a>,
}

impl Default for ReadOptions<'_> {
    fn default() -> Self {
        Self { source: "auto", mapping: None, delimiter: None, limits: Limits::default(), threads: Threads::ONE, progress: &silent }
    }
}

impl std::fmt::Debug for ReadOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadOptions")
            .field("source", &self.source)
            .field("mapping", &self.mapping)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInfo {
    /// Its name.
    pub name: String,
    /// `csv`, `xlsx`, `json`, `ndjson` or `table`.
    pub format: String,
    /// Delimiter or sheet.
    pub detail: String,
    /// Character encoding; empty where the format fixes it.
    pub encoding: String,
    /// Whether some bytes had no meaning in that encoding.
    pub damaged_text: bool,
    /// Name of the mapping used.
    pub mapping: String,
    /// Its programme.
    pub programme: String,
    /// The system.
    pub system: SourceSystem,
    /// Why this mapping.
    pub reason: String,
    /// 1-based row of the header; 0 if the format has none.
    pub header_row: u64,
    /// Data rows; each is one record.
    pub rows: u64,
    /// Rows without any text.
    pub blank_rows: u64,
    /// Each column and the field it was read into; none if jipp has no field for it. Its cells stay in the source record.
    pub columns: Vec<(String, Option<Field>)>,
    /// Fields that the mapping knows and the file has no column for.
    pub absent: Vec<Field>,
}

/// A file read: what it was, and one record for every data row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ingested {
    /// What the file was.
    pub file: FileInfo,
    /// One for every data row, in file order.
    pub records: Vec<Record>,
}

/// A table and how it was read.
pub(super) struct Partial {
    pub(super) table: Table,
    pub(super) format: &'static str,
    pub(super) detail: String,
}

/// Reads a file from a path.
#[cfg(not(target_arch = "wasm32"))]
pub fn read_path(path: &std::path::Path, options: &ReadOptions<'_>) -> Result<Ingested, IngestError> {
    let (name, chosen, encoding, damaged_text) = chosen_of_path(path, options)?;
    let Ingested { file, records } = convert(&name, chosen, options);
    Ok(Ingested { file: FileInfo { encoding, damaged_text, ..file }, records })
}

/// Name, table, encoding and damage of a file.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn chosen_of_path<'m>(
    path: &std::path::Path,
    options: &ReadOptions<'m>,
) -> Result<(String, Chosen<'m>, String, bool), IngestError> {
    let (name, bytes) = bytes_of(path, options)?;
    let (tables, characters) = tables(Source { name: &name, bytes: &bytes }, options)?;
    let chosen = choose(&name, tables, options)?;
    Ok((name, chosen, characters.encoding, characters.damaged))
}

/// The name of a file and its bytes, if they do not pass the limit.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn bytes_of(path: &std::path::Path, options: &ReadOptions<'_>) -> Result<(String, Vec<u8>), IngestError> {
    let shown = path.display().to_string();
    let io = |source| IngestError::Io { file: shown.clone(), source };
    let length = std::fs::metadata(path).map_err(io)?.len();
    if length > options.limits.file_bytes {
        return Err(IngestError::Limit { file: shown, limit: "file_bytes", seen: length, allowed: options.limits.file_bytes });
    }
    let bytes = std::fs::read(path).map_err(io)?;
    let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
    Ok((name, bytes))
}

/// Reads a file as a plain table, without a mapping: the first sheet, the first row as header. For linking any table.
pub fn read_plain(source: Source<'_>, options: &ReadOptions<'_>) -> Result<Table, IngestError> {
    let (mut tables, _) = take_back(tables(source, options)?.0);
    if tables.is_empty() {
        return Err(IngestError::Empty { file: source.name.to_owned() });
    }
    let mut table = tables.swap_remove(0).table;
    table.columns = unique_headers(&table.columns, table.columns.len());
    Ok(table)
}

/// What the bytes said about their characters.
#[derive(Default)]
pub(super) struct Characters {
    encoding: String,
    damaged: bool,
}

/// Reads a file from its bytes.
pub fn read(source: Source<'_>, options: &ReadOptions<'_>) -> Result<Ingested, IngestError> {
    let (tables, characters) = tables(source, options)?;
    let mut ingested = convert(source.name, choose(source.name, tables, options)?, options);
    ingested.file.encoding = characters.encoding;
    ingested.file.damaged_text = characters.damaged;
    Ok(ingested)
}

/// What a file holds before anything is known of its meaning.
pub(super) enum Content<'a> {
    /// The sheets of a workbook.
    Sheets(Vec<Partial>),
    /// A text that is not blank.
    Text(decode::Decoded<'a>),
}

/// The tables of a file: one, or one for each sheet.
pub(super) fn tables(source: Source<'_>, options: &ReadOptions<'_>) -> Result<(Vec<Partial>, Characters), IngestError> {
    let file = source.name;
    let decoded = match content(source, options)? {
        Content::Sheets(sheets) => return Ok((sheets, Characters::default())),
        Content::Text(decoded) => decoded,
    };
    let text = decoded.text.as_ref();
    let table = if text.trim_start().starts_with(['[', '{']) {
        json::read(file, text, &options.limits)?
    } else {
        delimited::read(file, text, options.delimiter, &options.limits)?
    };
    Ok((vec![table], Characters { encoding: decoded.encoding.name().to_owned(), damaged: decoded.damaged }))
}

/// Tells a workbook from a text, and decodes a text.
pub(super) fn content<'a>(source: Source<'a>, options: &ReadOptions<'_>) -> Result<Content<'a>, IngestError> {
    let file = source.name;
    let seen = source.bytes.len() as u64;
    if seen > options.limits.file_bytes {
        return Err(IngestError::Limit { file: file.to_owned(), limit: "file_bytes", seen, allowed: options.limits.file_bytes });
    }
    if source.bytes.starts_with(b"PK\x03\x04") {
        return Ok(Content::Sheets(workbook(source, options)?));
    }
    if let Some((seen, remedy)) = decode::binary(source.bytes) {
        return Err(IngestError::Format { file: file.to_owned(), seen: seen.into(), remedy: remedy.into() });
    }
    let decoded = match decode::utf16_without_mark(source.bytes) {
        Some(utf16) => {
            let (text, damaged) = utf16.decode_without_bom_handling(source.bytes);
            decode::Decoded { text, encoding: utf16, damaged }
        }
        None => decode::decode(source.bytes),
    };
    if decoded.text.trim().is_empty() {
        return Err(IngestError::Empty { file: file.to_owned() });
    }
    Ok(Content::Text(decoded))
}

#[cfg(feature = "xlsx")]
fn workbook(source: Source<'_>, options: &ReadOptions<'_>) -> Result<Vec<Partial>, IngestError> {
    super::xlsx::read(source.name, source.bytes, &options.limits)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(source: Source<'_>, _: &ReadOptions<'_>) -> Result<Vec<Partial>, IngestError> {
    Err(IngestError::Format {
        file: source.name.to_owned(),
        seen: "an XLSX workbook, which this build does not read".into(),
        remedy: "save it as .csv, or build with the feature `xlsx`".into(),
    })
}

/// Reads a table that is already in memory: a `DataFrame`, a list of objects.
pub fn read_table(name: &str, table: Table, options: &ReadOptions<'_>) -> Result<Ingested, IngestError> {
    let chosen = choose(name, vec![Partial { table, format: "table", detail: String::new() }], options)?;
    Ok(convert(name, chosen, options))
}

/// How far down a title block is looked through for the header row.
pub(super) const HEADER_SEARCH: usize = 20;

/// A table, its header found, and the mapping that reads it.
pub(super) struct Chosen<'m> {
    pub(super) partial: Partial,
    pub(super) mapping: &'m Mapping,
    pub(super) reason: String,
    /// What the rows remember, if it is a feedback file that comes back.
    pub(super) returned: Option<Returned>,
}

/// Picks mapping, sheet and header row: the combination that knows the most headers.
pub(super) fn choose<'m>(file: &str, tables: Vec<Partial>, options: &ReadOptions<'m>) -> Result<Chosen<'m>, IngestError> {
    let (tables, returned) = take_back(tables);
    let remembered = returned.as_ref().and_then(|returned| Mapping::built_in(returned.mapping.as_deref()?));
    let candidates: Vec<&'m Mapping> = match (options.mapping, options.source) {
        (Some(mapping), _) => vec![mapping],
        (None, "auto" | "") if remembered.is_some() => remembered.into_iter().collect(),
        (None, "auto" | "") => built_in_mappings().iter().collect(),
        (None, name) => vec![Mapping::built_in(name).ok_or_else(|| IngestError::Mapping {
            mapping: name.to_owned(),
            reason: format!(
                "there is no such source; known are {}",
                built_in_mappings().iter().map(|m| m.name.as_str()).collect::<Vec<_>>().join(", ")
            ),
        })?],
    };
    let nothing = tables.iter().all(|p| p.table.columns.is_empty() && p.table.rows.is_empty());
    if let (true, Some(partial), Some(mapping)) = (nothing, tables.first(), candidates.last()) {
        // an empty list of objects has no columns to miss
        let partial = Partial { table: Table::default(), format: partial.format, detail: partial.detail.clone() };
        return Ok(Chosen { partial, mapping, reason: "an empty list".to_owned(), returned });
    }
    let known: Vec<Headers<'_>> = candidates.iter().map(|mapping| mapping.headers()).collect();
    let mut best: Option<(usize, usize, usize, &Headers<'_>)> = None;
    for (table_at, partial) in tables.iter().enumerate() {
        let rows =
            std::iter::once(&partial.table.columns).chain(partial.table.rows.iter().map(|r| &r.cells)).take(HEADER_SEARCH).enumerate();
        for (header_at, headers) in rows {
            for candidate in &known {
                let count = candidate.known(headers);
                if count > best.map_or(0, |b| b.0) {
                    best = Some((count, table_at, header_at, candidate));
                }
            }
        }
    }
    let found = || {
        let columns = tables.first().map(|p| p.table.columns.as_slice()).unwrap_or_default();
        crate::text::excerpt(&columns.iter().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", "), 400)
    };
    if tables.is_empty() {
        return Err(IngestError::Empty { file: file.to_owned() });
    }
    let auto = candidates.len() > 1;
    let Some((count, table_at, header_at, headers)) = best.filter(|(count, ..)| !auto || *count >= 2) else {
        return match candidates.as_slice() {
            [mapping] => Err(missing_column(file, mapping, &tables, Field::Title)),
            _ => Err(IngestError::UnknownSource { file: file.to_owned(), found: found() }),
        };
    };
    let mapping = headers.mapping;
    let mut tables = tables;
    let partial = tables.swap_remove(table_at);
    let mut table = partial.table.with_header_at(header_at);
    if partial.format == "xlsx" {
        // a workbook leaves out empty cells at the end of a row: that is no missing cell
        for row in &mut table.rows {
            row.cells.resize(row.cells.len().max(table.columns.len()), String::new());
        }
    }
    for (field, rule) in &mapping.columns {
        if rule.required && !table.columns.iter().any(|header| headers.fields_of(header).iter().any(|(f, _)| f == field)) {
            return Err(missing_column(file, mapping, &[Partial { table, format: partial.format, detail: partial.detail }], *field));
        }
    }
    let reason = match () {
        () if auto => format!("{count} of {} headers are known to `{}`", table.columns.len(), mapping.name),
        () if remembered.is_some_and(|own| own.name == mapping.name) => format!("a feedback file of `{}`", mapping.name),
        () => "as asked".to_owned(),
    };
    Ok(Chosen { partial: Partial { table, ..partial }, mapping, reason, returned })
}

fn missing_column(file: &str, mapping: &Mapping, tables: &[Partial], field: Field) -> IngestError {
    let quoted = |names: &[String]| crate::text::excerpt(&names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", "), 400);
    let columns = tables.first().map(|p| p.table.columns.as_slice()).unwrap_or_default();
    let rule = mapping.columns.get(&field);
    let expected = rule.map(|r| r.headers.as_slice()).unwrap_or_default();
    let suggestion = match columns {
        [_] => Some("one column only: if the file uses another delimiter, name it (`--delimiter`, `delimiter=`)".to_owned()),
        _ => expected
            .iter()
            .find_map(|header| crate::error::nearest(header, columns.iter().map(String::as_str)))
            .map(|near| format!("is it `{near}`? then rename that column, or add it to a mapping of your own")),
    };
    IngestError::MissingColumn {
        file: file.to_owned(),
        field: field.name(),
        label: field.label(crate::lang::Lang::Id),
        mapping: mapping.name.clone(),
        expected: quoted(expected),
        found: if columns.is_empty() { "none".into() } else { quoted(columns) },
        suggestion,
    }
}

fn convert<'m>(file: &str, mut chosen: Chosen<'m>, options: &ReadOptions<'m>) -> Ingested {
    let mut conversion = Conversion::new(file, &mut chosen, options.threads);
    let total = chosen.partial.table.rows.len();
    let mut records = Vec::with_capacity(total);
    let mut rows = chosen.partial.table.rows.into_iter();
    loop {
        let batch: Vec<Row> = rows.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        records.append(&mut conversion.records(batch));
        (options.progress)(Progress { stage: ProgressStage::Read, done: records.len(), total });
    }
    (options.progress)(Progress { stage: ProgressStage::Read, done: total, total });
    Ingested { file: conversion.file(chosen.partial.table.blank_rows), records }
}

/// Rows that are turned into records at once.
pub(super) const BATCH: usize = 2000;

/// The work of turning the rows of one file into records, and what the file turns out to be.
pub(super) struct Conversion<'m> {
    converter: Converter<'m>,
    info: FileInfo,
}

impl<'m> Conversion<'m> {
    pub(super) fn new(file: &str, chosen: &mut Chosen<'m>, threads: &'m Threads) -> Self {
        let returned = chosen.returned.take();
        let (Partial { table, format, detail }, mapping) = (&chosen.partial, chosen.mapping);
        let converter = Converter::new(file, mapping, &table.columns, threads).returning(returned);
        let read_fields = converter.fields();
        let info = FileInfo {
            name: file.to_owned(),
            format: (*format).to_owned(),
            detail: detail.clone(),
            encoding: String::new(),
            damaged_text: false,
            mapping: mapping.name.clone(),
            programme: mapping.programme.clone(),
            system: mapping.system,
            reason: chosen.reason.clone(),
            header_row: table.header_row,
            rows: 0,
            blank_rows: 0,
            columns: Vec::new(),
            absent: mapping.columns.keys().copied().filter(|field| !read_fields.contains(field)).collect(),
        };
        Self { converter, info }
    }

    pub(super) fn records(&mut self, rows: Vec<Row>) -> Vec<Record> {
        self.info.rows += rows.len() as u64;
        self.converter.records(rows)
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn programme(&self) -> &str {
        &self.info.programme
    }

    /// What the file is, as far as it was read.
    pub(super) fn file(&self, blank_rows: u64) -> FileInfo {
        FileInfo { columns: self.converter.columns(), blank_rows, ..self.info.clone() }
    }
}
