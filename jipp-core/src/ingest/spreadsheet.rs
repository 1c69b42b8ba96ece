//! Workbooks of old Excel (XLS) and of `LibreOffice` (ODS).
//!
//! Behind a feature of its own, because their reader holds whole sheets in memory: read them only from people you know. The smallest
//! rectangle that holds all cells of a sheet must not have more cells than the limit allows.

use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader, Xls};

use super::IngestError;
use super::content::Partial;
use super::guard::guarded;
use super::limits::Limits;
use super::table::{Row, Table};
use super::xlsx::check_parts;
use crate::model::NoteKind;
use crate::text::serial_date;

pub(super) fn is_ods(bytes: &[u8]) -> bool {
    // the specification puts this member first, uncompressed (ODF 1.3 part 2, 3.3)
    bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"))
}

pub(super) fn ods(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Partial>, IngestError> {
    check_parts(file, bytes, limits)?;
    sheets::<Ods<_>>(file, bytes, "ods", limits)
}

pub(super) fn xls(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Partial>, IngestError> {
    sheets::<Xls<_>>(file, bytes, "xls", limits)
}

fn sheets<'a, B>(file: &str, bytes: &'a [u8], format: &'static str, limits: &Limits) -> Result<Vec<Partial>, IngestError>
where
    B: Reader<Cursor<&'a [u8]>>,
    B::Error: std::fmt::Display,
{
    let damaged = |error: B::Error| IngestError::Damaged { file: file.to_owned(), row: None, reason: error.to_string().into() };
    guarded(file, || {
        let mut book = B::new(Cursor::new(bytes)).map_err(damaged)?;
        let mut sheets = Vec::new();
        let mut cells = 0;
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).map_err(damaged)?;
            let table = table(file, &range, limits, &mut cells)?;
            if !table.columns.is_empty() {
                sheets.push(Partial { table, format, detail: format!("sheet `{name}`") });
            }
        }
        Ok(sheets)
    })
}

fn table(file: &str, range: &Range<Data>, limits: &Limits, cells: &mut u64) -> Result<Table, IngestError> {
    let (height, width) = range.get_size();
    let (top, left) = range.start().unwrap_or_default();
    Limits::hold(file, "columns", u64::from(left) + width as u64, limits.columns as u64)?;
    *cells += height as u64 * width as u64;
    Limits::hold(file, "cells", *cells, limits.cells)?;
    Limits::hold(file, "rows", (height as u64).saturating_sub(1), limits.rows)?;
    let mut table = Table::default();
    for (at, values) in range.rows().enumerate() {
        let mut row = Row { number: u64::from(top) + at as u64 + 1, cells: vec![String::new(); left as usize], ..Row::default() };
        for value in values {
            let text = text_of(value);
            if let Data::Float(number) = value
                && super::xlsx::is_rounded(*number)
            {
                row.noticed.push((row.cells.len(), NoteKind::RoundedNumber));
            }
            if text.len() > limits.cell_bytes {
                row.too_long.push((row.cells.len(), text.len()));
                row.cells.push(String::new());
            } else {
                row.cells.push(text);
            }
        }
        if row.is_blank() {
            continue;
        }
        if table.header_row == 0 {
            table.header_row = row.number;
            table.columns = row.cells;
        } else {
            table.rows.push(row);
        }
    }
    Ok(table)
}

fn text_of(value: &Data) -> String {
    match value {
        Data::DateTime(date) if date.is_datetime() => {
            serial_date(date.as_f64(), false).map_or_else(|| date.as_f64().to_string(), |date| date.to_string())
        }
        Data::DateTime(duration) => duration.as_f64().to_string(),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::Bool(true) => "TRUE".into(),
        Data::Bool(false) => "FALSE".into(),
        other => other.to_string(),
    }
}
