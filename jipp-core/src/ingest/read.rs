use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::IngestError;
use super::choose::{Chosen, choose, choose_each};
use super::content::{Partial, files_in, tables};
use super::convert::{Converter, stranger};
use super::limits::Limits;
use super::mapping::Mapping;
use super::returned::take_back;
use super::table::{Row, Table, unique_headers};
use crate::Threads;
use crate::error::nearest;
use crate::error_message::suggestion;
use crate::lang::Lang;
use crate::model::{Field, Record, SourceRecord, SourceSystem};
use crate::progress::{CancelToken, Progress, ProgressStage, Watcher, silent};
use crate::text::{excerpt, redact};

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
    /// Whether in a table in memory that has the canonical fields ([`read_table`] with the mapping `generic`) a column `source` names the
    /// source of each record, as in the table of records that became a frame. It does so where each value is the name of a source; else it is a
    /// column like others, and [`FileInfo::reason`] says so.
    pub source_column: bool,
    /// The delimiter of a CSV file; found out if not given.
    pub delimiter: Option<u8>,
    /// When to stop.
    pub limits: Limits,
    /// Who turns rows into records.
    pub threads: &'a Threads,
    /// Who watches.
    pub progress: Watcher<'a>,
    /// Who may stop the work.
    pub cancel: &'a CancelToken,
}

impl Default for ReadOptions<'_> {
    fn default() -> Self {
        Self {
            source: "auto",
            mapping: None,
            source_column: false,
            delimiter: None,
            limits: Limits::default(),
            threads: Threads::ONE,
            progress: &silent,
            cancel: CancelToken::NEVER,
        }
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
    /// `csv`, `xlsx`, `xls`, `ods`, `json`, `ndjson`, `parquet`, `arrow` or `table`.
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
    /// Why this mapping, in English.
    pub reason: String,
    /// Why this mapping, in Indonesian.
    #[serde(default)]
    pub reason_id: String,
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
    /// Other sheets that hold rows and were not read, with the number of these: [`read_each`] reads those that have the same columns.
    #[serde(default)]
    pub unread: Vec<(String, u64)>,
    /// Whether it is a feedback or quarantine file that comes back: its rows know which records they correct.
    #[serde(default)]
    pub returned: bool,
}

impl FileInfo {
    /// Why this mapping. Files that an older version read know it in English only.
    pub fn why(&self, lang: Lang) -> &str {
        if lang == Lang::Id && !self.reason_id.is_empty() { &self.reason_id } else { &self.reason }
    }

    /// Delimiter or sheet, in words.
    pub fn part(&self, lang: Lang) -> String {
        in_words(&self.detail, lang)
    }
}

/// [`FileInfo::detail`] in words.
pub(crate) fn in_words(detail: &str, lang: Lang) -> String {
    let delimiters =
        [("comma", "koma"), ("semicolon", "titik koma"), ("tab", "tab"), ("bar", "garis tegak"), ("as given", "sesuai permintaan")];
    let (Lang::Id, Some((kind, name))) = (lang, detail.split_once(' ')) else { return detail.to_owned() };
    match kind {
        "sheet" => format!("lembar {name}"),
        "delimiter" => format!("pemisah {}", delimiters.iter().find(|(en, _)| *en == name).map_or(name, |(_, id)| *id)),
        _ => detail.to_owned(),
    }
}

/// A file read: what it was, and one record for every data row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ingested {
    /// What the file was.
    pub file: FileInfo,
    /// One for every data row, in file order.
    pub records: Vec<Record>,
}

/// Reads a file from a path. Of a workbook the sheet that fits best is read; the others are named in [`FileInfo::unread`].
#[cfg(not(target_arch = "wasm32"))]
pub fn read_path(path: &std::path::Path, options: &ReadOptions<'_>) -> Result<Ingested, IngestError> {
    let (name, bytes) = bytes_of(path, options)?;
    read(Source { name: &name, bytes: &bytes }, options)
}

/// Reads every table of a file from a path, as [`read_each`] does.
#[cfg(not(target_arch = "wasm32"))]
pub fn read_each_path(path: &std::path::Path, options: &ReadOptions<'_>) -> Result<Vec<Ingested>, IngestError> {
    let (name, bytes) = bytes_of(path, options)?;
    read_each(Source { name: &name, bytes: &bytes }, options)
}

/// The name of a file and its bytes, if they do not pass the limit.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn bytes_of(path: &std::path::Path, options: &ReadOptions<'_>) -> Result<(String, Vec<u8>), IngestError> {
    let shown = path.display().to_string();
    let io = |source| IngestError::Io { file: shown.clone(), source };
    let length = std::fs::metadata(path).map_err(io)?.len();
    options.limits.file(&shown, length)?;
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

/// Reads a file from its bytes. Of a workbook the sheet that fits best is read; the others are named in [`FileInfo::unread`].
pub fn read(source: Source<'_>, options: &ReadOptions<'_>) -> Result<Ingested, IngestError> {
    let (tables, characters) = tables(source, options)?;
    let chosen = choose(source.name, tables, options)?;
    Ok(characters.known(convert(source.name, chosen, options)?))
}

/// Reads every table of a file: each file of a ZIP archive, and each sheet of a workbook that has the columns of the first. Every table
/// is a file of its own afterwards, under a name of its own: `kiriman.zip/kipp.csv`, `iga.xlsx [2023]`.
pub fn read_each(source: Source<'_>, options: &ReadOptions<'_>) -> Result<Vec<Ingested>, IngestError> {
    let mut all = Vec::new();
    for (name, bytes) in files_in(source, options)? {
        let (tables, characters) = tables(Source { name: &name, bytes: &bytes }, options)?;
        for (name, chosen) in choose_each(&name, tables, options)? {
            all.push(characters.known(convert(&name, chosen, options)?));
        }
    }
    Ok(all)
}

/// The records of source records that were kept elsewhere, such as in a catalog, read anew: under the same ids, with the notes of then.
pub fn read_again(file: &FileInfo, kept: Vec<SourceRecord>, options: &ReadOptions<'_>) -> Result<Ingested, IngestError> {
    let columns: Vec<String> = file.columns.iter().map(|(header, _)| header.clone()).collect();
    let row = |source: &SourceRecord| {
        let restricted =
            |header: &String| source.restricted.iter().find(|(name, cell)| **name == **header && cell != SourceRecord::WITHHELD);
        let cell = |header: &String| {
            let kept = restricted(header).map(|(_, cell)| cell.as_str()).or_else(|| source.cell(header));
            kept.unwrap_or_default().to_owned()
        };
        Row { number: source.row, cells: columns.iter().map(cell).collect(), ..Row::default() }
    };
    let mut table = Table { columns: columns.clone(), header_row: file.header_row, ..Table::default() };
    let (mut rows, mut blank): (Vec<(Row, SourceRecord)>, Vec<SourceRecord>) = (Vec::new(), Vec::new());
    for source in kept {
        let row = row(&source);
        if row.is_blank() { blank.push(source) } else { rows.push((row, source)) }
    }
    table.rows = rows.iter().map(|(row, _)| row.clone()).collect();
    let mut ingested = read_table(&file.name, table, options)?;
    for (record, (_, source)) in ingested.records.iter_mut().zip(rows) {
        record.rename(&source.record_id);
        record.source = source;
    }
    // rows whose only cell was too long to be read
    for source in blank {
        let mut record = Record { innovation: crate::model::Innovation::default(), source };
        let id = record.source.record_id.clone();
        record.rename(&id);
        ingested.records.push(record);
    }
    ingested.file = file.clone();
    Ok(ingested)
}

/// Reads a table that is already in memory: a `DataFrame`, a list of objects.
pub fn read_table(name: &str, table: Table, options: &ReadOptions<'_>) -> Result<Ingested, IngestError> {
    let chosen = choose(name, vec![Partial { table, format: IN_MEMORY, detail: String::new() }], options)?;
    convert(name, chosen, options)
}

fn convert<'m>(file: &str, mut chosen: Chosen<'m>, options: &ReadOptions<'m>) -> Result<Ingested, IngestError> {
    let conversion = Conversion::new(file, &mut chosen, options.threads);
    let mut conversion = conversion.with_sources(options, |column| stranger(&chosen.partial.table.rows, column));
    let total = chosen.partial.table.rows.len();
    let mut records = Vec::with_capacity(total);
    let mut rows = chosen.partial.table.rows.into_iter();
    loop {
        stop_if_asked(file, records.len(), options.cancel)?;
        let batch: Vec<Row> = rows.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        records.append(&mut conversion.records(batch));
        (options.progress)(Progress { stage: ProgressStage::Read, done: records.len(), total });
    }
    (options.progress)(Progress { stage: ProgressStage::Read, done: total, total });
    Ok(Ingested { file: conversion.file(chosen.partial.table.blank_rows), records })
}

/// An error if somebody asked to stop.
pub(super) fn stop_if_asked(file: &str, rows: usize, cancel: &CancelToken) -> Result<(), IngestError> {
    if cancel.is_cancelled() { Err(IngestError::Cancelled { file: file.to_owned(), rows: rows as u64 }) } else { Ok(()) }
}

/// The sheet of a table and the number of its rows below the first.
fn unread(partial: &Partial) -> (String, u64) {
    (partial.detail.trim_start_matches("sheet ").trim_matches('`').to_owned(), partial.table.rows.len() as u64)
}

/// The format of a table that is in memory already.
pub(super) const IN_MEMORY: &str = "table";

/// Letters of a wrong value that an error shows.
const SHOWN: usize = 60;

/// Rows that are turned into records at once: few enough that their records (some 10 KB each) stay in the cache of the processor until they
/// are checked.
pub(super) const BATCH: usize = 256;

/// The work of turning the rows of one file into records, and what the file turns out to be.
pub(super) struct Conversion<'m> {
    converter: Converter<'m>,
    info: FileInfo,
}

impl<'m> Conversion<'m> {
    pub(super) fn new(file: &str, chosen: &mut Chosen<'m>, threads: &'m Threads) -> Self {
        let returned = chosen.returned.take();
        let comes_back = returned.is_some();
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
            reason: chosen.reason.en.clone(),
            reason_id: chosen.reason.id.clone(),
            header_row: table.header_row,
            rows: 0,
            blank_rows: 0,
            columns: Vec::new(),
            absent: mapping.columns.keys().copied().filter(|field| !read_fields.contains(field)).collect(),
            returned: comes_back,
            unread: chosen.others.iter().filter(|other| !other.table.rows.is_empty()).map(unread).collect(),
        };
        Self { converter, info }
    }

    /// The same for the next sheet: its records keep ids that no record before has.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn next(&mut self, file: &str, chosen: &mut Chosen<'m>, threads: &'m Threads) -> Self {
        let mut next = Self::new(file, chosen, threads);
        next.converter.after(&mut self.converter);
        next
    }

    /// The same where the column `source` of a table in memory names the source of each record: where no cell of it is a `stranger`, one that
    /// names no source.
    pub(super) fn with_sources(mut self, options: &ReadOptions<'_>, stranger: impl FnOnce(usize) -> Option<String>) -> Self {
        let canonical = options.mapping.is_none() && self.info.mapping == SourceSystem::Generic.code();
        if !options.source_column || !canonical || self.info.format != IN_MEMORY {
            return self;
        }
        let Some(column) = self.converter.source_column() else { return self };
        let Some(value) = stranger(column) else {
            self.converter = self.converter.with_sources(column);
            return self;
        };
        let near = nearest(value.trim(), SourceSystem::NAMES.map(|(name, _)| name));
        let shown = excerpt(&redact(&value).unwrap_or(value), SHOWN);
        let near = suggestion(near.as_deref());
        let _ = write!(self.info.reason_id, "; kolom `source` dibaca sebagai kolom biasa: `{shown}` bukan nama sumber{}", near.id);
        let _ = write!(self.info.reason, "; the column `source` is read as any other: `{shown}` is no name of a source{}", near.en);
        self
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
