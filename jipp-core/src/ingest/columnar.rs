//! Parquet and Arrow files as a table of texts.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_cast::{can_cast_types, cast};
use arrow_schema::{ArrowError, DataType, Schema};

use super::IngestError;
use super::guard::guarded;
use super::limits::Limits;
use super::read::Partial;
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
    // pandas adds its index, which is no data, as a column
    let kept: Vec<usize> = (0..schema.fields().len()).filter(|at| !schema.field(*at).name().starts_with("__index_level_")).collect();
    Limits::hold(file, "columns", kept.len() as u64, limits.columns as u64)?;
    let columns: Vec<String> = kept.iter().map(|at| schema.field(*at).name().clone()).collect();
    let mut table = Table { columns, ..Table::default() };
    let (mut number, mut cells, mut size) = (0, 0, 0);
    for batch in batches {
        let batch = batch.map_err(|error| damaged(file, &error))?;
        cells += batch.num_rows() as u64 * kept.len() as u64;
        Limits::hold(file, "rows", number + batch.num_rows() as u64, limits.rows)?;
        Limits::hold(file, "cells", cells, limits.cells)?;
        let mut rows: Vec<Row> = Vec::with_capacity(batch.num_rows());
        for _ in 0..batch.num_rows() {
            number += 1;
            rows.push(Row { number, cells: Vec::with_capacity(kept.len()), ..Row::default() });
        }
        for (column, at) in kept.iter().enumerate() {
            let Some(values) = batch.columns().get(*at) else { continue };
            let texts = texts(values).map_err(|error| damaged(file, &error))?;
            for (row, text) in rows.iter_mut().zip(texts) {
                size += text.len() as u64;
                if text.len() > limits.cell_bytes {
                    row.too_long.push((column, text.len()));
                    row.cells.push(String::new());
                } else {
                    row.cells.push(text);
                }
            }
            Limits::hold(file, "inflated_bytes", size, limits.inflated_bytes)?;
        }
        let before = rows.len();
        rows.retain(|row| !row.is_blank());
        table.blank_rows += (before - rows.len()) as u64;
        table.rows.append(&mut rows);
    }
    Ok(table)
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
