use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};

use super::IngestError;
use super::content::Partial;
use super::limits::Limits;
use super::table::{Row, Table};
use crate::lang::BilingualText;
use crate::model::NoteKind;
use crate::text::serial_date;

/// Reads every sheet of a workbook cell by cell. Parts are inflated once through a counter before calamine sees them: a
/// file of a megabyte can inflate to gigabytes, and calamine reads whole parts (its issue 693 and our own measurement).
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Partial>, IngestError> {
    check_parts(file, bytes, limits)?;
    let damaged = |reason: String| IngestError::Damaged { file: file.to_owned(), row: None, reason: reason.into() };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
    let epoch_1904 = book.has_1904_epoch();
    let mut sheets = Vec::new();
    let mut cells = 0;
    for name in book.sheet_names() {
        let table = sheet(file, &mut book, &name, epoch_1904, limits, &mut cells)?;
        if !table.columns.is_empty() {
            sheets.push(Partial { table, format: "xlsx", detail: format!("sheet `{name}`") });
        }
    }
    Ok(sheets)
}

fn sheet(
    file: &str,
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    epoch_1904: bool,
    limits: &Limits,
    cells: &mut u64,
) -> Result<Table, IngestError> {
    let damaged = |reason: String| IngestError::Damaged {
        file: file.to_owned(),
        row: None,
        reason: BilingualText::new(format!("lembar `{name}`: {reason}"), format!("sheet `{name}`: {reason}")),
    };
    let mut table = Table::default();
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // a chart sheet has no cells
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(table),
        Err(error) => return Err(damaged(error.to_string())),
    };
    let mut row: Option<Row> = None;
    while let Some(cell) = reader.next_cell().map_err(|e| damaged(e.to_string()))? {
        let (at_row, at_column) = cell.get_position();
        let text = cell_text(cell.get_value(), epoch_1904);
        if text.is_empty() {
            continue;
        }
        let column = at_column as usize;
        Limits::hold(file, "columns", column as u64 + 1, limits.columns as u64)?;
        *cells += 1;
        Limits::hold(file, "cells", *cells, limits.cells)?;
        let number = u64::from(at_row) + 1;
        if row.as_ref().is_none_or(|row| row.number != number) {
            push(&mut table, row.take());
            Limits::hold(file, "rows", table.rows.len() as u64, limits.rows)?;
            row = Some(Row { number, ..Row::default() });
        }
        if let Some(row) = &mut row {
            row.cells.resize(row.cells.len().max(column + 1), String::new());
            if let DataRef::Float(number) = cell.get_value()
                && is_rounded(*number)
            {
                row.noticed.push((column, NoteKind::RoundedNumber));
            }
            if text.len() > limits.cell_bytes {
                row.too_long.push((column, text.len()));
            } else if let Some(cell) = row.cells.get_mut(column) {
                *cell = text;
            }
        }
    }
    push(&mut table, row);
    drop(reader);
    Limits::hold(file, "rows", table.rows.len() as u64, limits.rows)?;
    let merged = book.merge_cells_by_sheet_name(name).map_err(|e| damaged(e.to_string()))?;
    fill_merged(&mut table, &merged, limits, cells).map_err(|seen| IngestError::Limit {
        file: file.to_owned(),
        limit: "cells",
        seen,
        allowed: limits.cells,
    })?;
    Ok(table)
}

/// A cell that is merged over several rows says the same of each of them, as its reader sees; the file has it in the first row only.
/// Cells merged over several columns belong to the first. The error is the number of cells seen, where it passes the limit.
fn fill_merged(table: &mut Table, merged: &[calamine::Dimensions], limits: &Limits, cells: &mut u64) -> Result<(), u64> {
    for region in merged.iter().filter(|region| region.end.0 > region.start.0) {
        let (first, last, column) = (u64::from(region.start.0) + 1, u64::from(region.end.0) + 1, region.start.1 as usize);
        let at = table.rows.partition_point(|row| row.number < first);
        let value = if table.header_row == first {
            table.columns.get(column).cloned()
        } else {
            table.rows.get(at).filter(|row| row.number == first).and_then(|row| row.cells.get(column)).cloned()
        };
        let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
        for row in table.rows.iter_mut().skip(at).skip_while(|row| row.number <= first).take_while(|row| row.number <= last) {
            *cells += 1;
            if *cells > limits.cells {
                return Err(*cells);
            }
            row.cells.resize(row.cells.len().max(column + 1), String::new());
            if let Some(cell) = row.cells.get_mut(column).filter(|cell| cell.is_empty()) {
                cell.clone_from(&value);
                row.noticed.push((column, NoteKind::MergedCell));
            }
        }
    }
    Ok(())
}

fn push(table: &mut Table, row: Option<Row>) {
    let Some(row) = row.filter(|row| !row.is_blank()) else { return };
    if table.header_row == 0 {
        table.header_row = row.number;
        table.columns = row.cells;
    } else {
        table.rows.push(row);
    }
}

/// Whether a number has more digits than a spreadsheet keeps: 15 (Microsoft, *Excel specifications and limits*, number precision). What
/// was typed with more, such as an identifier, has other digits at its end.
pub(super) fn is_rounded(number: f64) -> bool {
    number.abs() >= 1e15 && number.fract() == 0.0
}

fn cell_text(value: &DataRef<'_>, epoch_1904: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "TRUE".into(),
        DataRef::Bool(false) => "FALSE".into(),
        DataRef::DateTime(date) if date.is_datetime() => {
            serial_date(date.as_f64(), epoch_1904).map_or_else(|| date.as_f64().to_string(), |date| date.to_string())
        }
        DataRef::DateTime(duration) => duration.as_f64().to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => format!("{error}"),
    }
}

/// Inflates every part once, counting, and throws the bytes away.
pub(super) fn check_parts(file: &str, bytes: &[u8], limits: &Limits) -> Result<(), IngestError> {
    let damaged = |reason: String| IngestError::Damaged { file: file.to_owned(), row: None, reason: reason.into() };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
    let mut buffer = vec![0; 1 << 16];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|e| damaged(e.to_string()))?;
        let compressed = part.compressed_size().max(1);
        let name = part.name().map_or_else(|_| index.to_string(), std::borrow::Cow::into_owned);
        let mut inflated: u64 = 0;
        loop {
            let read = part.read(&mut buffer).map_err(|e| damaged(format!("part `{name}`: {e}")))?;
            if read == 0 {
                break;
            }
            inflated += read as u64;
            limits.inflation(file, inflated, compressed)?;
        }
    }
    Ok(())
}
