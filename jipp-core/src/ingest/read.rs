use std::borrow::Cow;

use serde::{Deserialize, Serialize};

#[cfg(feature = "archives")]
use super::archive;
use super::convert::Converter;
use super::limits::Limits;
use super::mapping::{Headers, Mapping, built_in_mappings};
use super::returned::{Returned, take_back};
use super::table::{Row, Table, unique_headers};
use super::{IngestError, decode, delimited, detect, json};
use crate::Threads;
use crate::model::{Field, Record, SourceRecord, SourceSystem};
use crate::progress::{CancelToken, Progress, ProgressStage, Watcher, silent};

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
    /// Who may stop the work.
    pub cancel: &'a CancelToken,
}

impl Default for ReadOptions<'_> {
    fn default() -> Self {
        Self {
            source: "auto",
            mapping: None,
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
    /// Other sheets that hold rows and were not read, with the number of these: [`read_each`] reads those that have the same columns.
    #[serde(default)]
    pub unread: Vec<(String, u64)>,
    /// Whether it is a feedback or quarantine file that comes back: its rows know which records they correct.
    #[serde(default)]
    pub returned: bool,
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

/// What the bytes said about their characters.
#[derive(Default)]
pub(super) struct Characters {
    pub(super) encoding: String,
    pub(super) damaged: bool,
}

impl Characters {
    /// Tells it of a file.
    fn known(&self, mut ingested: Ingested) -> Ingested {
        ingested.file.encoding.clone_from(&self.encoding);
        ingested.file.damaged_text = self.damaged;
        ingested
    }
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

/// The files of an archive, or the file itself.
fn files_in<'a>(source: Source<'a>, options: &ReadOptions<'_>) -> Result<Vec<(String, Cow<'a, [u8]>)>, IngestError> {
    options.limits.file(source.name, source.bytes.len() as u64)?;
    #[cfg(feature = "archives")]
    if source.bytes.starts_with(archive::ZIP)
        && let Some(members) = archive::members(source.name, source.bytes, &options.limits)?
    {
        if members.is_empty() {
            return Err(IngestError::Empty { file: source.name.to_owned() });
        }
        return members.into_iter().map(|member| Ok((inner(&member)?, Cow::Owned(member.bytes)))).collect();
    }
    Ok(vec![(source.name.to_owned(), Cow::Borrowed(source.bytes))])
}

/// The name of a file in an archive, if it is no archive itself.
#[cfg(feature = "archives")]
fn inner(member: &archive::Member) -> Result<String, IngestError> {
    let names = [&b"[Content_Types].xml"[..], b"mimetype", b"xl/", b"_rels/"];
    let workbook = || names.iter().any(|name| member.bytes.windows(name.len()).take(1 << 20).any(|window| window == *name));
    if member.bytes.starts_with(archive::GZIP) || member.bytes.starts_with(archive::ZIP) && !workbook() {
        return Err(IngestError::Format {
            file: member.name.clone(),
            seen: "an archive inside an archive".into(),
            remedy: "unpack it first".into(),
        });
    }
    Ok(member.name.clone())
}

/// What a file holds before anything is known of its meaning.
pub(super) enum Content<'a> {
    /// The sheets of a workbook, or the one table of another file that is no text.
    Tables(Vec<Partial>),
    /// A text that is not blank.
    Text(decode::Decoded<'a>),
}

/// The tables of a file: one, or one for each sheet.
pub(super) fn tables(source: Source<'_>, options: &ReadOptions<'_>) -> Result<(Vec<Partial>, Characters), IngestError> {
    let file = source.name;
    options.limits.file(file, source.bytes.len() as u64)?;
    let unpacked = unpacked(source, options)?;
    let source = Source { name: file, bytes: unpacked.as_deref().unwrap_or(source.bytes) };
    let decoded = match content(source, options)? {
        Content::Tables(tables) => return Ok((tables, Characters::default())),
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

/// The content of a compressed file with one file in it.
#[cfg(feature = "archives")]
pub(super) fn unpacked(source: Source<'_>, options: &ReadOptions<'_>) -> Result<Option<Vec<u8>>, IngestError> {
    let file = source.name;
    if source.bytes.starts_with(archive::GZIP) {
        let inflated = archive::gunzip(file, source.bytes, &options.limits)?;
        let member = archive::Member { name: file.to_owned(), bytes: inflated };
        inner(&member)?;
        return Ok(Some(member.bytes));
    }
    if !source.bytes.starts_with(archive::ZIP) {
        return Ok(None);
    }
    let Some(mut members) = archive::members(file, source.bytes, &options.limits)? else { return Ok(None) };
    match (members.pop(), members.len()) {
        (None, _) => Err(IngestError::Empty { file: file.to_owned() }),
        (Some(member), 0) => {
            inner(&member)?;
            Ok(Some(member.bytes))
        }
        (Some(last), more) => Err(IngestError::Format {
            file: file.to_owned(),
            seen: format!("an archive of {} files, the last of them `{}`", more + 1, last.name),
            remedy: "unpack it, and name one of them".into(),
        }),
    }
}

#[cfg(not(feature = "archives"))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as where archives are read")]
pub(super) fn unpacked(_: Source<'_>, _: &ReadOptions<'_>) -> Result<Option<Vec<u8>>, IngestError> {
    Ok(None)
}

/// Tells a workbook from a text, and decodes a text.
pub(super) fn content<'a>(source: Source<'a>, options: &ReadOptions<'_>) -> Result<Content<'a>, IngestError> {
    let file = source.name;
    if source.bytes.starts_with(b"PK\x03\x04") {
        return Ok(Content::Tables(workbook(source, options)?));
    }
    #[cfg(feature = "spreadsheets")]
    if source.bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Ok(Content::Tables(super::spreadsheet::xls(file, source.bytes, &options.limits)?));
    }
    #[cfg(feature = "parquet")]
    if source.bytes.starts_with(b"PAR1") {
        return Ok(Content::Tables(vec![super::columnar::parquet(file, source.bytes, &options.limits)?]));
    }
    #[cfg(feature = "arrow")]
    if super::columnar::is_arrow(source.bytes) {
        return Ok(Content::Tables(vec![super::columnar::arrow(file, source.bytes, &options.limits)?]));
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
    #[cfg(feature = "spreadsheets")]
    if super::spreadsheet::is_ods(source.bytes) {
        return super::spreadsheet::ods(source.name, source.bytes, &options.limits);
    }
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
    let chosen = choose(name, vec![Partial { table, format: "table", detail: String::new() }], options)?;
    convert(name, chosen, options)
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
    /// The tables that were not chosen.
    others: Vec<Partial>,
}

/// The table that fits best, and every other one that has its columns, each under a name of its own.
pub(super) fn choose_each<'m>(
    file: &str,
    tables: Vec<Partial>,
    options: &ReadOptions<'m>,
) -> Result<Vec<(String, Chosen<'m>)>, IngestError> {
    let mut first = choose(file, tables, options)?;
    let wanted: Vec<String> = first.partial.table.columns.iter().map(|header| crate::text::key(header)).collect();
    let mut chosen = Vec::new();
    for mut partial in std::mem::take(&mut first.others) {
        let rows = std::iter::once(&partial.table.columns).chain(partial.table.rows.iter().map(|row| &row.cells)).take(HEADER_SEARCH);
        let shared =
            rows.map(|cells| wanted.iter().filter(|header| !header.is_empty() && cells.iter().any(|cell| is_header(cell, header))).count());
        let best = shared.enumerate().max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)));
        match best {
            Some((at, count)) if count >= 2 && count * 2 > wanted.iter().filter(|header| !header.is_empty()).count() => {
                partial.table = std::mem::take(&mut partial.table).with_header_at(at);
                let sheet = partial.detail.trim_start_matches("sheet ").trim_matches('`').to_owned();
                let reason = format!("{count} headers are those of the first table");
                let again = Chosen { partial: padded(partial), mapping: first.mapping, reason, returned: None, others: Vec::new() };
                chosen.push((format!("{file} [{sheet}]"), again));
            }
            _ => first.others.push(partial),
        }
    }
    chosen.insert(0, (file.to_owned(), first));
    Ok(chosen)
}

fn is_header(cell: &str, header: &str) -> bool {
    cell.len() <= 200 && crate::text::key(cell) == *header
}

/// A workbook leaves out empty cells at the end of a row: that is no missing cell.
fn padded(mut partial: Partial) -> Partial {
    if matches!(partial.format, "xlsx" | "xls" | "ods") {
        for row in &mut partial.table.rows {
            row.cells.resize(row.cells.len().max(partial.table.columns.len()), String::new());
        }
    }
    partial
}

/// Picks mapping, sheet and header row: the combination that knows the most headers.
pub(super) fn choose<'m>(file: &str, tables: Vec<Partial>, options: &ReadOptions<'m>) -> Result<Chosen<'m>, IngestError> {
    let (tables, returned) = take_back(tables);
    let remembered = returned.as_ref().and_then(|returned| Mapping::built_in(returned.mapping.as_deref()?));
    let candidates: Vec<&'m Mapping> = match (options.mapping, options.source) {
        (Some(mapping), _) => vec![mapping],
        (None, "auto" | "") if remembered.is_some() => remembered.into_iter().collect(),
        (None, "auto" | "") => built_in_mappings().iter().filter(|mapping| mapping.year.is_none()).collect(),
        (None, name) => detect::of_source(name)?,
    };
    let nothing = tables.iter().all(|p| p.table.columns.is_empty() && p.table.rows.is_empty());
    if let (true, Some(partial), Some(mapping)) = (nothing, tables.first(), candidates.last()) {
        // an empty list of objects has no columns to miss
        let partial = Partial { table: Table::default(), format: partial.format, detail: partial.detail.clone() };
        return Ok(Chosen { partial, mapping, reason: "an empty list".to_owned(), returned, others: Vec::new() });
    }
    let known: Vec<Headers<'_>> = candidates.iter().map(|mapping| mapping.headers()).collect();
    let mut best: Option<(usize, usize, usize, &Headers<'_>)> = None;
    // of each mapping, the most headers that it knows in any row
    let mut most: Vec<usize> = vec![0; known.len()];
    for (table_at, partial) in tables.iter().enumerate() {
        let rows =
            std::iter::once(&partial.table.columns).chain(partial.table.rows.iter().map(|r| &r.cells)).take(HEADER_SEARCH).enumerate();
        for (header_at, headers) in rows {
            for (candidate, most) in known.iter().zip(&mut most) {
                let count = candidate.known(headers);
                *most = count.max(*most);
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
    let auto = options.mapping.is_none() && matches!(options.source, "auto" | "") && remembered.is_none();
    let Some((count, table_at, header_at, headers)) = best.filter(|(count, ..)| !auto || *count >= 2) else {
        return match candidates.first() {
            Some(mapping) if !auto => Err(missing_column(file, mapping, &tables, Field::Title)),
            _ => Err(IngestError::UnknownSource { file: file.to_owned(), found: found() }),
        };
    };
    let mapping = headers.mapping;
    let mut tables = tables;
    let partial = tables.remove(table_at);
    let (format, detail) = (partial.format, partial.detail);
    let Partial { table, .. } = padded(Partial { table: partial.table.with_header_at(header_at), format, detail: String::new() });
    for (field, rule) in &mapping.columns {
        if rule.required && !table.columns.iter().any(|header| headers.fields_of(header).iter().any(|(f, _)| f == field)) {
            return Err(missing_column(file, mapping, &[Partial { table, format, detail }], *field));
        }
    }
    let runner_up =
        known.iter().zip(&most).filter(|(other, _)| other.mapping.family() != mapping.family()).max_by_key(|(_, count)| **count);
    let runner_up = runner_up.filter(|_| auto).map(|(other, _)| other);
    let (mapping, of_year) = if options.mapping.is_some() { (mapping, None) } else { detect::of_year(mapping, headers, &table, auto) };
    let reason = match () {
        () if auto => detect::reason(count, &table.columns, headers, runner_up, of_year),
        () if remembered.is_some_and(|own| own.name == mapping.name) => format!("a feedback file of `{}`", mapping.name),
        () if of_year.is_some() => format!("as asked; {}", of_year.unwrap_or_default()),
        () => "as asked".to_owned(),
    };
    Ok(Chosen { partial: Partial { table, format, detail }, mapping, reason, returned, others: tables })
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

fn convert<'m>(file: &str, mut chosen: Chosen<'m>, options: &ReadOptions<'m>) -> Result<Ingested, IngestError> {
    let mut conversion = Conversion::new(file, &mut chosen, options.threads);
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
            reason: chosen.reason.clone(),
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
