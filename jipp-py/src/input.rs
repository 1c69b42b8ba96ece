//! Whatever Python calls a table, as a table of texts.

use std::path::PathBuf;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatchReader};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_cast::{can_cast_types, cast};
use arrow_schema::{ArrowError, DataType};
use jipp_core::Error;
use jipp_core::ingest::{IngestError, Ingested, Limits, ReadOptions, Row, Source, Table, read, read_path, read_plain, read_table};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use pyo3_arrow::input::AnyRecordBatch;

use crate::error::io;
use crate::in_python;

/// What was given for a table.
pub(crate) enum Given {
    Path(PathBuf),
    Bytes(Vec<u8>),
    Rows(Vec<String>, Vec<Vec<String>>),
    /// Read on the working thread: a million rows are turned into texts there.
    Arrow(Box<dyn RecordBatchReader + Send>),
}

/// Takes a path, bytes, Arrow data (every `DataFrame` offers it), a file object or an iterable of dicts.
pub(crate) fn given(data: &Bound<'_, PyAny>) -> PyResult<Given> {
    let py = data.py();
    if data.is_instance_of::<PyString>() || data.hasattr(intern!(py, "__fspath__"))? {
        return Ok(Given::Path(data.extract()?));
    }
    if data.hasattr(intern!(py, "__arrow_c_stream__"))? || data.hasattr(intern!(py, "__arrow_c_array__"))? {
        match data.extract::<AnyRecordBatch>() {
            Ok(batches) => return Ok(Given::Arrow(batches.into_reader()?)),
            // pandas without pyarrow, or with columns of mixed types, still gives its rows
            Err(_) if data.hasattr(intern!(py, "iterrows"))? => {}
            Err(error) => return Err(error),
        }
    }
    let read = in_python(py, "_input", "rows", data)?;
    if read.is_instance_of::<PyBytes>() {
        return Ok(Given::Bytes(read.extract()?));
    }
    let (columns, rows) = read.extract()?;
    Ok(Given::Rows(columns, rows))
}

impl Given {
    /// Reads it with a mapping.
    pub(crate) fn ingest(self, name: Option<&str>, options: &ReadOptions<'_>) -> Result<Ingested, Error> {
        let shown = name.unwrap_or("records");
        Ok(match self {
            Self::Path(path) => match name {
                None => read_path(&path, options)?,
                Some(_) => read(Source { name: shown, bytes: &content(&path)? }, options)?,
            },
            Self::Bytes(bytes) => read(Source { name: shown, bytes: &bytes }, options)?,
            Self::Rows(columns, rows) => read_table(shown, table(columns, rows), options)?,
            Self::Arrow(reader) => read_table(shown, arrow_table(shown, reader)?, options)?,
        })
    }

    /// Takes it as it is, without a mapping.
    pub(crate) fn plain(self) -> Result<Table, Error> {
        let options = ReadOptions { limits: Limits::LOCAL, ..ReadOptions::default() };
        Ok(match self {
            Self::Path(path) => read_plain(Source { name: &path.display().to_string(), bytes: &content(&path)? }, &options)?,
            Self::Bytes(bytes) => read_plain(Source { name: "table", bytes: &bytes }, &options)?,
            Self::Rows(columns, rows) => table(columns, rows),
            Self::Arrow(reader) => arrow_table("table", reader)?,
        })
    }
}

fn content(path: &std::path::Path) -> Result<Vec<u8>, IngestError> {
    std::fs::read(path).map_err(|source| IngestError::Io { file: path.display().to_string(), source })
}

/// A text as it is if it has several lines or is an object, else the content of the file with this name; and the name.
pub(crate) fn text_or_file(value: &Bound<'_, PyAny>) -> PyResult<(String, String)> {
    if let Ok(text) = value.extract::<String>()
        && (text.contains('\n') || text.trim_start().starts_with('{'))
    {
        return Ok(("given".to_owned(), text));
    }
    let path: PathBuf = value.extract()?;
    let name = path.display().to_string();
    let text = std::fs::read_to_string(&path).map_err(|error| io(&error, &name))?;
    Ok((name, text))
}

/// Settings as dict, as text in TOML or JSON, or as path: name and text.
pub(crate) fn settings_text(given: &Bound<'_, PyAny>) -> PyResult<(String, String)> {
    if given.is_instance_of::<PyDict>() {
        return Ok(("given".to_owned(), in_python(given.py(), "_input", "cell", given)?.extract()?));
    }
    text_or_file(given)
}

/// A file as it is: what is in it is read elsewhere.
pub(crate) struct Document {
    /// Its name in findings.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Where a document is.
pub(crate) enum Place {
    Path(PathBuf),
    Bytes(Vec<u8>),
}

impl Place {
    /// Takes a path, bytes, a file object, or rows as dicts or as a data frame, which become JSON.
    pub(crate) fn of(data: &Bound<'_, PyAny>) -> PyResult<Self> {
        if data.is_instance_of::<PyString>() || data.hasattr(intern!(data.py(), "__fspath__"))? {
            return Ok(Self::Path(data.extract()?));
        }
        Ok(Self::Bytes(in_python(data.py(), "_input", "document", data)?.extract()?))
    }

    /// Its content. `name` is for what has none of its own.
    pub(crate) fn open(self, name: &str) -> Result<Document, IngestError> {
        Ok(match self {
            Self::Path(path) => {
                let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
                Document { name, bytes: content(&path)? }
            }
            Self::Bytes(bytes) => Document { name: name.to_owned(), bytes },
        })
    }
}

/// Rows without any text are counted, not kept, and cells that pass the limit are left out: as for files.
fn table(columns: Vec<String>, rows: Vec<Vec<String>>) -> Table {
    let longest = Limits::default().cell_bytes;
    let mut table = Table { columns, ..Table::default() };
    for (number, mut cells) in (1..).zip(rows) {
        let mut too_long = Vec::new();
        for (at, cell) in cells.iter_mut().enumerate().filter(|(_, cell)| cell.len() > longest) {
            too_long.push((at, cell.len()));
            cell.clear();
        }
        let row = Row { number, cells, too_long };
        if row.is_blank() {
            table.blank_rows += 1;
        } else {
            table.rows.push(row);
        }
    }
    table
}

fn arrow_table(name: &str, reader: Box<dyn RecordBatchReader + Send>) -> Result<Table, IngestError> {
    let failed = |error: ArrowError| IngestError::Damaged { file: name.to_owned(), row: None, reason: error.to_string() };
    let schema = reader.schema();
    // pandas adds its index, which is no data, as a column
    let kept: Vec<usize> = (0..schema.fields().len()).filter(|at| !schema.field(*at).name().starts_with("__index_level_")).collect();
    let columns = kept.iter().map(|at| schema.field(*at).name().clone()).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for batch in reader {
        let batch = batch.map_err(failed)?;
        let first = rows.len();
        rows.resize_with(first + batch.num_rows(), || Vec::with_capacity(kept.len()));
        for at in &kept {
            let texts = texts(batch.column(*at)).map_err(failed)?;
            rows.iter_mut().skip(first).zip(texts).for_each(|(row, text)| row.push(text));
        }
    }
    Ok(table(columns, rows))
}

/// Every value of a column as a text: nothing for what is missing, lists joined by `; `.
fn texts(column: &ArrayRef) -> Result<Vec<String>, ArrowError> {
    if let DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _) = column.data_type() {
        let lists = cast(column, &DataType::LargeList(item.clone()))?;
        let joined = |list: Option<ArrayRef>| list.map_or_else(|| Ok(String::new()), |list| Ok(texts(&list)?.join("; ")));
        return lists.as_list::<i64>().iter().map(joined).collect();
    }
    let values = if let DataType::Dictionary(_, values) = column.data_type() { values } else { column.data_type() };
    let tidied = values.is_numeric() || values.is_temporal();
    let tidy = |text: &str| if tidied { tidy(text).to_owned() } else { text.to_owned() };
    if can_cast_types(column.data_type(), &DataType::LargeUtf8) {
        let column = cast(column, &DataType::LargeUtf8)?;
        return Ok(column.as_string::<i64>().iter().map(|text| text.map_or_else(String::new, tidy)).collect());
    }
    let options = FormatOptions::default();
    let formatter = ArrayFormatter::try_new(column, &options)?;
    (0..column.len()).map(|at| formatter.value(at).try_to_string()).collect()
}

/// A printed number or time without what says nothing: `2019.0`, `2019-08-12T00:00:00`, `NaN`. As `tidy` in `_input.py`.
fn tidy(text: &str) -> &str {
    let text = text.strip_suffix("T00:00:00").unwrap_or(text);
    match text.split_once('.') {
        _ if text == "NaN" => "",
        Some((whole, rest)) if rest.bytes().all(|digit| digit == b'0') => whole,
        _ => text,
    }
}
