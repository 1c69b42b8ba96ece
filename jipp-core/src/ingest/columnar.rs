//! Parquet and Arrow files as a table of texts.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayAccessor, ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_cast::{can_cast_types, cast};
use arrow_schema::{ArrowError, DataType, Schema};

use super::IngestError;
use super::content::Partial;
use super::guard::guarded;
use super::limits::Limits;
use super::table::{Row, Table};

/// Rows that are decoded at once.
#[cfg(feature = "parquet")]
const BATCH: usize = 4096;

/// Reads a Parquet file. Only columns and groups of rows that the limits allow are decoded.
#[cfg(feature = "parquet")]
pub(super) fn parquet(file: &str, bytes: &[u8], limits: &Limits) -> Result<Partial, IngestError> {
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    // the reader wants to own what it reads
    let content = bytes::Bytes::copy_from_slice(bytes);
    let (table, groups) = guarded(file, || {
        let builder = ParquetRecordBatchReaderBuilder::try_new(content).map_err(|error| damaged(file, &error))?;
        let metadata = builder.metadata();
        let groups = metadata.num_row_groups();
        let rows = u64::try_from(metadata.file_metadata().num_rows()).unwrap_or(u64::MAX);
        Limits::hold(file, "rows", rows, limits.rows)?;
        // what the groups say of themselves stops honest giants early; what is decoded is counted all the same
        let sizes = metadata.row_groups().iter().map(|group| u64::try_from(group.total_byte_size()).unwrap_or(u64::MAX));
        Limits::hold(file, "inflated_bytes", sizes.fold(0, u64::saturating_add), limits.inflated_bytes)?;
        let schema = builder.schema().clone();
        let reader = builder.with_batch_size(BATCH).build().map_err(|error| damaged(file, &error))?;
        Ok((table(file, &schema, reader, limits)?, groups))
    })?;
    Ok(Partial { table, format: "parquet", detail: format!("{groups} row groups") })
}

/// Reads an Arrow file or stream.
#[cfg(feature = "arrow")]
pub(super) fn arrow(file: &str, bytes: &[u8], limits: &Limits) -> Result<Partial, IngestError> {
    let cursor = std::io::Cursor::new(bytes);
    let (table, detail) = guarded(file, || {
        super::arrow_sizes::check(file, bytes, limits)?;
        if bytes.starts_with(b"ARROW1") {
            let reader = arrow_ipc::reader::FileReader::try_new(cursor, None).map_err(|error| damaged(file, &error))?;
            let schema = reader.schema();
            return Ok((table(file, &schema, reader, limits)?, "file"));
        }
        let reader = arrow_ipc::reader::StreamReader::try_new(cursor, None).map_err(|error| damaged(file, &error))?;
        let schema = reader.schema();
        Ok((table(file, &schema, reader, limits)?, "stream"))
    })?;
    Ok(Partial { table, format: "arrow", detail: detail.to_owned() })
}

/// Whether bytes begin like an Arrow file, or like a stream: a continuation mark and the length of a message that fits.
#[cfg(feature = "arrow")]
pub(super) fn is_arrow(bytes: &[u8]) -> bool {
    let length = || bytes.get(4..8).and_then(|four| <[u8; 4]>::try_from(four).ok()).map(u32::from_le_bytes);
    bytes.starts_with(b"ARROW1") || bytes.starts_with(&[0xff; 4]) && length().is_some_and(|length| length as usize <= bytes.len())
}

/// Takes Arrow data that is in memory already, such as a data frame, as a table of texts. A cell that passes `cell_bytes` is left out and
/// its row quarantined, as in a file; `rows`, `cells` and `columns` are limits of the whole.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{Int64Array, RecordBatch};
/// use jipp_core::ingest::{Limits, arrow_table};
///
/// let years = Arc::new(Int64Array::from(vec![Some(2019), None])) as arrow_array::ArrayRef;
/// let batch = RecordBatch::try_from_iter([("year", years)])?;
/// let table = arrow_table("frame", &batch.schema(), [Ok(batch.clone())], &Limits::LOCAL)?;
/// assert_eq!((table.rows.len(), table.blank_rows), (1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "arrow")]
pub fn arrow_table(
    name: &str,
    schema: &Schema,
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    limits: &Limits,
) -> Result<Table, IngestError> {
    guarded(name, || table(name, schema, batches.into_iter(), limits))
}

fn damaged(file: &str, error: &dyn std::fmt::Display) -> IngestError {
    IngestError::Damaged { file: file.to_owned(), row: None, reason: crate::text::excerpt(&error.to_string(), 200) }
}

fn table(
    file: &str,
    schema: &Schema,
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>>,
    limits: &Limits,
) -> Result<Table, IngestError> {
    let mut rows = ColumnarRows::new(file, schema, batches, *limits)?;
    let mut table = Table { columns: std::mem::take(&mut rows.columns), ..Table::default() };
    while rows.append(&mut table.rows)? {}
    table.blank_rows = rows.blank;
    Ok(table)
}

/// Rows that are made of a batch at once. A data frame is often one batch of a million rows: of these so many have texts of their own at
/// a time, and the others stay where they are.
const ROWS: usize = 1024;

/// The rows of Arrow data, made piece by piece. The arrays are read where they lie: a text is copied once, into the cell of its row.
pub(super) struct ColumnarRows<I> {
    file: String,
    /// The headers.
    pub(super) columns: Vec<String>,
    kept: Vec<usize>,
    batches: I,
    /// The batch that is being read, and how many of its rows were.
    present: Option<(RecordBatch, usize)>,
    limits: Limits,
    number: u64,
    cells: u64,
    size: u64,
    /// Rows without any text so far.
    pub(super) blank: u64,
}

impl<I: Iterator<Item = Result<RecordBatch, ArrowError>>> ColumnarRows<I> {
    pub(super) fn new(file: &str, schema: &Schema, batches: I, limits: Limits) -> Result<Self, IngestError> {
        // pandas adds its index, which is no data, as a column
        let kept: Vec<usize> = (0..schema.fields().len()).filter(|at| !schema.field(*at).name().starts_with("__index_level_")).collect();
        Limits::hold(file, "columns", kept.len() as u64, limits.columns as u64)?;
        let columns = kept.iter().map(|at| schema.field(*at).name().clone()).collect();
        let file = file.to_owned();
        Ok(Self { file, columns, kept, batches, present: None, limits, number: 0, cells: 0, size: 0, blank: 0 })
    }

    /// Makes the next rows; whether there were any.
    pub(super) fn append(&mut self, to: &mut Vec<Row>) -> Result<bool, IngestError> {
        let (batch, begin) = match self.present.take() {
            Some(present) => present,
            None => match self.batches.next() {
                None => return Ok(false),
                Some(batch) => (self.counted(batch)?, 0),
            },
        };
        let length = ROWS.min(batch.num_rows().saturating_sub(begin));
        let piece = batch.slice(begin, length);
        if begin + length < batch.num_rows() {
            self.present = Some((batch, begin + length));
        }
        let mut rows: Vec<Row> = Vec::with_capacity(length);
        for _ in 0..length {
            self.number += 1;
            rows.push(Row { number: self.number, cells: Vec::with_capacity(self.kept.len()), ..Row::default() });
        }
        for (column, at) in self.kept.iter().enumerate() {
            let Some(values) = piece.columns().get(*at) else { continue };
            let mut texts = Texts::of(values).map_err(|error| damaged(&self.file, &error))?;
            for (at, row) in rows.iter_mut().enumerate() {
                let text = texts.get(at);
                self.size += text.len() as u64;
                if text.len() > self.limits.cell_bytes {
                    row.too_long.push((column, text.len()));
                    row.cells.push(String::new());
                } else {
                    row.cells.push(text.into_owned());
                }
            }
            Limits::hold(&self.file, "inflated_bytes", self.size, self.limits.inflated_bytes)?;
        }
        rows.retain(|row| !row.is_blank());
        self.blank += (length - rows.len()) as u64;
        to.append(&mut rows);
        Ok(true)
    }

    fn counted(&mut self, batch: Result<RecordBatch, ArrowError>) -> Result<RecordBatch, IngestError> {
        let batch = batch.map_err(|error| damaged(&self.file, &error))?;
        self.cells += batch.num_rows() as u64 * self.kept.len() as u64;
        Limits::hold(&self.file, "rows", self.number + batch.num_rows() as u64, self.limits.rows)?;
        Limits::hold(&self.file, "cells", self.cells, self.limits.cells)?;
        Ok(batch)
    }
}

/// Rows of Arrow data that somebody else holds in memory.
#[cfg(all(feature = "arrow", not(target_arch = "wasm32")))]
pub(super) type FrameRows = ColumnarRows<Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>>;

/// The next rows of a data frame, a batch of them; none at its end.
#[cfg(all(feature = "arrow", not(target_arch = "wasm32")))]
pub(super) fn next_rows(rows: &mut FrameRows) -> Result<Vec<Row>, IngestError> {
    let mut batch = Vec::new();
    let file = rows.file.clone();
    guarded(&file, || {
        while batch.is_empty() && rows.append(&mut batch)? {}
        Ok(())
    })?;
    Ok(batch)
}

/// The values of a column as texts. Texts are read in place, also in a dictionary; what is no text is put into words.
enum Texts<'a> {
    Short(&'a StringArray),
    Long(&'a LargeStringArray),
    View(&'a StringViewArray),
    Made(Vec<String>),
}

impl<'a> Texts<'a> {
    fn of(column: &'a ArrayRef) -> Result<Self, ArrowError> {
        Ok(match column.data_type() {
            DataType::Utf8 => Self::Short(column.as_string()),
            DataType::LargeUtf8 => Self::Long(column.as_string()),
            DataType::Utf8View => Self::View(column.as_string_view()),
            _ => Self::Made(texts(column)?),
        })
    }

    /// The value of a row: nothing for what is missing.
    fn get(&mut self, row: usize) -> Cow<'a, str> {
        fn of<'a, A: ArrayAccessor<Item = &'a str>>(array: &A, row: usize) -> Cow<'a, str> {
            Cow::Borrowed(if row < array.len() && array.is_valid(row) { array.value(row) } else { "" })
        }
        match self {
            Self::Short(array) => of(array, row),
            Self::Long(array) => of(array, row),
            Self::View(array) => of(array, row),
            // each is asked for once
            Self::Made(texts) => Cow::Owned(texts.get_mut(row).map(std::mem::take).unwrap_or_default()),
        }
    }
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

/// A printed number or time without what says nothing: `2019.0`, `2019-08-12T00:00:00`, `NaN`.
fn tidy(text: &str) -> &str {
    let text = text.strip_suffix("T00:00:00").unwrap_or(text);
    match text.split_once('.') {
        _ if text == "NaN" => "",
        Some((whole, rest)) if rest.bytes().all(|digit| digit == b'0') => whole,
        _ => text,
    }
}
