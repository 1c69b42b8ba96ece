//! Parquet and Arrow files as a table of texts.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayAccessor, ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
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
    IngestError::Damaged { file: file.to_owned(), row: None, reason: crate::text::excerpt(&error.to_string(), 200).into() }
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

/// Rows of a frame that are looked at before they are read.
#[cfg(all(feature = "arrow", not(target_arch = "wasm32")))]
const AHEAD: usize = 100_000;

#[cfg(all(feature = "arrow", not(target_arch = "wasm32")))]
impl FrameRows {
    /// The first value of a column, in the rows that come next, of which this is true. What comes after it stays where it is; the rows looked at are
    /// held, so that no more than [`AHEAD`] of a frame that comes in a stream are.
    pub(super) fn find_ahead(&mut self, column: usize, wanted: impl Fn(&str) -> bool) -> Option<String> {
        let at = *self.kept.get(column)?;
        let look = |batch: &RecordBatch, begin: usize| -> Option<String> {
            let piece = batch.slice(begin, batch.num_rows().saturating_sub(begin));
            // an array that cannot be read is an error once its rows are made
            let mut texts = Texts::of(piece.columns().get(at)?).ok()?;
            (0..piece.num_rows()).map(|row| texts.get(row)).find(|text| wanted(text)).map(Cow::into_owned)
        };
        let mut found = self.present.as_ref().and_then(|(batch, begin)| look(batch, *begin));
        let (mut seen, mut rows) = (Vec::new(), 0);
        while found.is_none()
            && rows < AHEAD
            && let Some(batch) = self.batches.next()
        {
            found = batch.as_ref().ok().and_then(|batch| look(batch, 0));
            let failed = batch.is_err();
            rows += batch.as_ref().map_or(0, RecordBatch::num_rows);
            seen.push(batch);
            if failed {
                break;
            }
        }
        let rest = std::mem::replace(&mut self.batches, Box::new(std::iter::empty()));
        self.batches = Box::new(seen.into_iter().chain(rest));
        found
    }
}

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
fn texts(column: &dyn Array) -> Result<Vec<String>, ArrowError> {
    let words = words(column)?;
    (0..column.len()).map(words).collect()
}

/// What puts the value of a row into words.
type Words<'a> = Box<dyn Fn(usize) -> Result<String, ArrowError> + 'a>;

/// Values are printed one by one. Casting arrays to texts gives the same, but brings the code for casting every type to every other: a
/// tenth of the Python package.
fn words<'a>(column: &'a dyn Array) -> Result<Words<'a>, ArrowError> {
    let words: Words<'a> = match column.data_type() {
        DataType::List(_) => in_lists(column.as_list::<i32>()),
        DataType::LargeList(_) => in_lists(column.as_list::<i64>()),
        DataType::FixedSizeList(..) => in_lists(column.as_fixed_size_list()),
        DataType::Binary => in_bytes(column.as_binary::<i32>()),
        DataType::LargeBinary => in_bytes(column.as_binary::<i64>()),
        DataType::BinaryView => in_bytes(column.as_binary_view()),
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            if dictionary.values().is_empty() {
                return Ok(Box::new(|_| Ok(String::new())));
            }
            let (keys, values) = (dictionary.normalized_keys(), words(dictionary.values())?);
            Box::new(move |row| keys.get(row).map_or_else(|| Ok(String::new()), |key| values(*key)))
        }
        kind => {
            let (tidied, floating) = (kind.is_numeric() || kind.is_temporal(), kind.is_floating());
            let formatter = ArrayFormatter::try_new(column, &FORMAT)?;
            Box::new(move |row| {
                let text = formatter.value(row).try_to_string()?;
                Ok(match whole(&text).filter(|_| floating) {
                    Some(digits) => digits,
                    None if tidied => tidy(&text).to_owned(),
                    None => text,
                })
            })
        }
    };
    Ok(Box::new(move |row| if column.is_null(row) { Ok(String::new()) } else { words(row) }))
}

const FORMAT: FormatOptions<'static> = FormatOptions::new();

fn in_lists<'a>(lists: impl ArrayAccessor<Item = ArrayRef> + 'a) -> Words<'a> {
    Box::new(move |row| Ok(texts(&lists.value(row))?.join("; ")))
}

/// Bytes are texts of writers that had no type for them; what is none is missing.
fn in_bytes<'a>(bytes: impl ArrayAccessor<Item = &'a [u8]> + 'a) -> Words<'a> {
    Box::new(move |row| Ok(std::str::from_utf8(bytes.value(row)).unwrap_or_default().to_owned()))
}

/// The digits of a large whole number that is printed with an exponent: ids that came as floats.
fn whole(text: &str) -> Option<String> {
    let number = text.contains('e').then(|| text.parse::<f64>().ok()).flatten()?;
    (number.fract() == 0.0 && number.abs() < 1e21).then(|| number.to_string())
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::builder::{BinaryDictionaryBuilder, FixedSizeListBuilder, Int32Builder, ListBuilder, StringBuilder};
    use arrow_array::types::Int8Type;
    use arrow_array::{BinaryArray, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int64Array, NullArray};

    use super::*;

    fn said(column: impl Array) -> Vec<String> {
        texts(&column).unwrap()
    }

    #[test]
    fn every_kind_of_value_is_put_into_words() {
        assert_eq!(said(Int64Array::from(vec![Some(-7), None])), ["-7", ""]);
        assert_eq!(said(Float64Array::from(vec![Some(2019.0), Some(0.5), Some(f64::NAN), None])), ["2019", "0.5", "", ""]);
        assert_eq!(
            said(Float64Array::from(vec![1e16, -2.5e17, 1e-7, 1e300])),
            ["10000000000000000", "-250000000000000000", "1e-7", "1e300"]
        );
        assert_eq!(said(BooleanArray::from(vec![Some(true), None, Some(false)])), ["true", "", "false"]);
        assert_eq!(said(Date32Array::from(vec![Some(0), None])), ["1970-01-01", ""]);
        assert_eq!(said(Decimal128Array::from(vec![1200, 1250]).with_precision_and_scale(9, 2).unwrap()), ["12", "12.50"]);
        assert_eq!(said(BinaryArray::from_opt_vec(vec![Some("Bank Sampah".as_bytes()), Some(b"\xff"), None])), ["Bank Sampah", "", ""]);
        assert_eq!(said(NullArray::new(2)), ["", ""]);
        // texts are left as they are
        let words: DictionaryArray<Int8Type> = vec![Some("1.0"), None, Some("NaN"), Some("1.0")].into_iter().collect();
        assert_eq!(said(words.clone()), ["1.0", "", "NaN", "1.0"]);
        assert_eq!(said(words.slice(1, 2)), ["", "NaN"]);
        let none: DictionaryArray<Int8Type> = vec![None, None].into_iter().collect::<DictionaryArray<Int8Type>>();
        assert_eq!(said(none), ["", ""]);
        let years = DictionaryArray::<Int8Type>::new(vec![1, 0, 1].into(), Arc::new(Float64Array::from(vec![2019.0, 2020.0])));
        assert_eq!(said(years), ["2020", "2019", "2020"]);
        let mut bytes = BinaryDictionaryBuilder::<Int8Type>::new();
        bytes.append("Pemkot Malang").unwrap();
        bytes.append_null();
        assert_eq!(said(bytes.finish()), ["Pemkot Malang", ""]);
    }

    #[test]
    fn lists_are_joined_to_any_depth() {
        let mut lists = ListBuilder::new(ListBuilder::new(StringBuilder::new()));
        lists.append_value([Some(vec![Some("a"), None, Some("b")]), None, Some(vec![Some("c")])]);
        lists.append_null();
        lists.append_value(Vec::<Option<Vec<Option<&str>>>>::new());
        assert_eq!(said(lists.finish()), ["a; ; b; ; c", "", ""]);
        let mut pairs = FixedSizeListBuilder::new(Int32Builder::new(), 2);
        pairs.values().append_value(1);
        pairs.values().append_value(2);
        pairs.append(true);
        pairs.values().append_nulls(2);
        pairs.append(false);
        assert_eq!(said(pairs.finish()), ["1; 2", ""]);
    }
}
