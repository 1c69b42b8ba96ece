//! The directory as a table: CSV, XLSX, Parquet. Headers are the canonical field names, so `--source generic` reads it back.

use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field as Column, Schema};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::CliError;
use super::output::{csv_file, safe_cell, write_whole};
use crate::catalog::Catalog;
use crate::ingest::looks_like_formula;
use crate::model::{Field, Innovation};

/// Longest text of a cell of a workbook, in UTF-16 units (Excel specifications and limits).
const LONGEST: usize = 32_767;
/// How a text ends that did not fit.
const CUT: &str = " [jipp: dipotong / cut]";

fn header() -> Vec<&'static str> {
    ["record_id", "sources"].into_iter().chain(Field::ALL.iter().map(|field| field.name())).collect()
}

fn cells(innovation: &Innovation) -> Vec<String> {
    let sources = innovation.sources.iter().map(|source| source.record_id.as_str()).collect::<Vec<_>>().join("; ");
    let values = Field::ALL.iter().map(|field| innovation.get(*field).to_text().map(std::borrow::Cow::into_owned).unwrap_or_default());
    [innovation.record_id.clone(), sources].into_iter().chain(values).collect()
}

pub(super) fn csv(catalog: &Catalog, path: &Path) -> Result<(), CliError> {
    let rows =
        catalog.innovations()?.into_iter().map(|innovation| cells(&innovation).iter().map(|cell| safe_cell(cell)).collect::<Vec<String>>());
    csv_file(path, &header(), rows)
}

/// Every cell is a text, and one that looks like a formula is marked as a text, so that it stays one when somebody edits it. The second
/// value is the number of texts that did not fit into a cell.
pub(super) fn xlsx(catalog: &Catalog, path: &Path) -> Result<usize, CliError> {
    let failed = |error: XlsxError| CliError::Usage(format!("`{}` cannot be made: {error}", path.display()));
    let mut book = Workbook::new();
    // no clock: the same directory gives the same bytes
    let properties = rust_xlsxwriter::DocProperties::new();
    book.set_properties(&properties.set_creation_datetime(&rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?));
    let page = book.add_worksheet();
    page.set_name("jipp").map_err(failed)?;
    page.set_freeze_panes(1, 0).map_err(failed)?;
    let (bold, marked) = (Format::new().set_bold(), Format::new().set_quote_prefix());
    for (at, name) in header().into_iter().enumerate() {
        page.write_string_with_format(0, at as u16, name, &bold).map_err(failed)?;
    }
    let mut cut = 0;
    for (row, innovation) in catalog.innovations()?.iter().enumerate() {
        let row = u32::try_from(row + 1).map_err(|_| {
            CliError::told("inovasinya terlalu banyak untuk satu buku kerja; pilih csv", "too many innovations for a workbook; choose csv")
        })?;
        for (at, cell) in cells(innovation).into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let (cell, shortened) = fitting(cell);
            cut += usize::from(shortened);
            if looks_like_formula(&cell) {
                page.write_string_with_format(row, at as u16, &cell, &marked).map_err(failed)?;
            } else {
                page.write_string(row, at as u16, &cell).map_err(failed)?;
            }
        }
    }
    let bytes = book.save_to_buffer().map_err(failed)?;
    write_whole(path, |out| Ok(out.write_all(&bytes)?))?;
    Ok(cut)
}

fn fitting(mut text: String) -> (String, bool) {
    if text.encode_utf16().count() <= LONGEST {
        return (text, false);
    }
    let (mut units, mut end) = (CUT.len(), 0);
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > LONGEST {
            break;
        }
        end = at + letter.len_utf8();
    }
    text.truncate(end);
    text.push_str(CUT);
    (text, true)
}

/// Every column is text, empty where nothing is known.
pub(super) fn parquet(catalog: &Catalog, path: &Path) -> Result<(), CliError> {
    let failed = |error: &dyn std::fmt::Display| CliError::Usage(format!("`{}` cannot be made: {error}", path.display()));
    let rows: Vec<Vec<String>> = catalog.innovations()?.iter().map(cells).collect();
    let names = header();
    let schema = Arc::new(Schema::new(names.iter().map(|name| Column::new(*name, DataType::Utf8, true)).collect::<Vec<_>>()));
    let column = |at: usize| -> ArrayRef {
        let values = rows.iter().map(|row| row.get(at).map(String::as_str).filter(|cell| !cell.is_empty()));
        Arc::new(values.collect::<StringArray>())
    };
    let batch = RecordBatch::try_new(Arc::clone(&schema), (0..names.len()).map(column).collect()).map_err(|error| failed(&error))?;
    let mut bytes = Vec::new();
    let options = parquet::file::properties::WriterProperties::builder().set_compression(parquet::basic::Compression::SNAPPY).build();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, schema, Some(options)).map_err(|error| failed(&error))?;
    writer.write(&batch).map_err(|error| failed(&error))?;
    writer.close().map_err(|error| failed(&error))?;
    write_whole(path, |out| Ok(out.write_all(&bytes)?))
}
