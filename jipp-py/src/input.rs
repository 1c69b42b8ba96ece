//! Whatever Python calls a table, as a table of texts.

use std::path::PathBuf;

use arrow_array::RecordBatchReader;
use jipp_core::Error;
use jipp_core::ingest::{
    IngestError, Ingested, Limits, ReadOptions, Row, Source, Table, arrow_table, read, read_each, read_each_path, read_path, read_plain,
    read_table,
};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use pyo3_arrow::input::AnyRecordBatch;

use crate::error::io;
use crate::in_python;

/// Arrow data that lies in the memory of whoever gave it.
pub(crate) type Frame = Box<dyn RecordBatchReader + Send>;

/// What was given for a table.
pub(crate) enum Given {
    Path(PathBuf),
    Bytes(Vec<u8>),
    Rows(Vec<String>, Vec<Vec<String>>),
    Table(Table),
    /// Read on the working thread: a million rows are turned into texts there.
    Arrow(Frame),
}

/// Takes a path, bytes, Arrow data (every `DataFrame` offers it), a file object or an iterable of dicts.
pub(crate) fn given(data: &Bound<'_, PyAny>) -> PyResult<Given> {
    let py = data.py();
    if data.is_instance_of::<PyString>() || data.hasattr(intern!(py, "__fspath__"))? {
        return Ok(Given::Path(data.extract()?));
    }
    if data.hasattr(intern!(py, "__arrow_c_stream__"))? || data.hasattr(intern!(py, "__arrow_c_array__"))? {
        match in_python(py, "_input", "readable", data)?.extract::<AnyRecordBatch>() {
            Ok(batches) => return Ok(Given::Arrow(batches.into_reader()?)),
            // pandas without pyarrow, or with columns of mixed types, still gives its rows
            Err(_) if data.hasattr(intern!(py, "iterrows"))? => {}
            Err(error) => return Err(in_python(py, "_input", "no_table", data).map_or(error, PyErr::from_value)),
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
    /// The same, so that it can be read twice: Arrow data comes once only.
    pub(crate) fn kept(self) -> Result<Self, Error> {
        Ok(match self {
            Self::Arrow(reader) => Self::Table(in_memory("records", reader)?),
            other => other,
        })
    }

    /// The same once more, if it is kept.
    pub(crate) fn again(&self) -> Option<Self> {
        Some(match self {
            Self::Path(path) => Self::Path(path.clone()),
            Self::Bytes(bytes) => Self::Bytes(bytes.clone()),
            Self::Rows(columns, rows) => Self::Rows(columns.clone(), rows.clone()),
            Self::Table(table) => Self::Table(table.clone()),
            Self::Arrow(_) => return None,
        })
    }

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
            Self::Table(table) => read_table(shown, table, options)?,
            Self::Arrow(reader) => read_table(shown, in_memory(shown, reader)?, options)?,
        })
    }

    /// Reads every table that is in it: each sheet of a workbook, each file of an archive.
    pub(crate) fn ingest_each(self, name: Option<&str>, options: &ReadOptions<'_>) -> Result<Vec<Ingested>, Error> {
        let shown = name.unwrap_or("records");
        Ok(match self {
            Self::Path(path) if name.is_none() => read_each_path(&path, options)?,
            Self::Path(path) => read_each(Source { name: shown, bytes: &content(&path)? }, options)?,
            Self::Bytes(bytes) => read_each(Source { name: shown, bytes: &bytes }, options)?,
            other => vec![other.ingest(name, options)?],
        })
    }

    /// Takes it as it is, without a mapping.
    pub(crate) fn plain(self) -> Result<Table, Error> {
        let options = ReadOptions { limits: Limits::LOCAL, ..ReadOptions::default() };
        Ok(match self {
            Self::Path(path) => read_plain(Source { name: &path.display().to_string(), bytes: &content(&path)? }, &options)?,
            Self::Bytes(bytes) => read_plain(Source { name: "table", bytes: &bytes }, &options)?,
            Self::Rows(columns, rows) => table(columns, rows),
            Self::Table(table) => table,
            Self::Arrow(reader) => in_memory("table", reader)?,
        })
    }
}

pub(crate) fn content(path: &std::path::Path) -> Result<Vec<u8>, IngestError> {
    std::fs::read(path).map_err(|source| IngestError::Io { file: path.display().to_string(), source })
}

/// A text as it is if it has several lines, is JSON or a line of TOML, or is empty, else the content of the file with this name; and the
/// name.
pub(crate) fn text_or_file(value: &Bound<'_, PyAny>) -> PyResult<(String, String)> {
    let is_text = |text: &str| {
        let start = text.trim_start();
        start.is_empty()
            || text.contains('\n')
            || start.starts_with('{')
            || (start.starts_with('[') || start.contains('=')) && !std::path::Path::new(text).exists()
    };
    if let Ok(text) = value.extract::<String>()
        && is_text(&text)
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
        let row = Row { number, cells, too_long, ..Row::default() };
        if row.is_blank() {
            table.blank_rows += 1;
        } else {
            table.rows.push(row);
        }
    }
    table
}

/// A data frame is in memory already: of its size nothing is left to protect, only single cells may be no texts.
fn in_memory(name: &str, reader: Frame) -> Result<Table, IngestError> {
    let limits = Limits { rows: u64::MAX, cells: u64::MAX, inflated_bytes: u64::MAX, columns: usize::MAX, ..Limits::LOCAL };
    arrow_table(name, &reader.schema(), reader, &limits)
}
