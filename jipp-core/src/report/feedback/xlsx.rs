use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Note, Workbook, Worksheet, XlsxError};

use super::sheet::{Sheet, SheetRow};
use super::words::comment;
use super::{FeedbackOptions, guide};
use crate::ingest::{CONTINUATION_COLUMNS, CONTINUATION_SHEET, CONTINUED, FEEDBACK_COLUMNS, looks_like_formula};
use crate::lang::Lang;
use crate::model::{Finding, Severity};

/// Characters (UTF-16 units) that a cell can hold.
const CELL: usize = 32_767;
/// Characters of a header: longer ones are cut and not known again.
const HEADER: usize = 9_000;
/// Characters of one part of a longer text.
const PART: usize = 32_000;

/// Fill colours of the severities, as the legend explains them.
pub(super) const fn fill(severity: Severity) -> u32 {
    match severity {
        Severity::Error => 0x00FF_C7CE,
        Severity::Warning => 0x00FF_EB9C,
        Severity::Advice => 0x00DD_EBF7,
    }
}

/// The workbook of one agency: data, guide, and the rest of long texts.
pub(super) fn write(sheet: &Sheet<'_>, options: &FeedbackOptions) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(sheet)?);
    let mut continued = BTreeSet::new();
    data(sheet, book.add_worksheet().set_name("Data")?, &mut continued)?;
    guide::write(sheet, options, book.add_worksheet().set_name(if sheet.lang == Lang::Id { "Petunjuk" } else { "Guide" })?)?;
    if !continued.is_empty() {
        continuation(&continued, book.add_worksheet().set_name(CONTINUATION_SHEET)?)?;
    }
    book.save_to_buffer()
}

/// Properties without a clock: the same content gives the same bytes.
fn properties(sheet: &Sheet<'_>) -> Result<DocProperties, XlsxError> {
    let title = sheet.agency.clone().unwrap_or_default();
    Ok(DocProperties::new()
        .set_title(crate::text::excerpt(&title, 200))
        .set_author(concat!("jipp ", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}

/// How cells look: as text, so that what a person types stays as typed.
fn text() -> Format {
    Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top)
}

pub(super) fn filled(severity: Severity) -> Format {
    text().set_background_color(fill(severity)).set_border(FormatBorder::Thin).set_border_color(0x00A6_A6A6)
}

pub(super) fn header(colour: u32) -> Format {
    text().set_bold().set_background_color(colour).set_border(FormatBorder::Thin).set_border_color(0x00A6_A6A6)
}

fn data(sheet: &Sheet<'_>, page: &mut Worksheet, continued: &mut BTreeSet<(String, String, usize, String)>) -> Result<(), XlsxError> {
    let own_from = sheet.file.columns.len();
    for (at, name) in sheet.headers().enumerate() {
        let colour = if at < own_from { 0x00D9_D9D9 } else { 0x00BD_D7EE };
        put(page, 0, column(at)?, &cut(name, HEADER), &header(colour))?;
        page.set_column_width(column(at)?, width(sheet, at))?;
    }
    page.set_row_height(0, 48)?;
    for (number, row) in sheet.rows.iter().enumerate() {
        // an XLSX sheet ends at row 1,048,576: the writer says so
        let at_row = u32::try_from(number + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
        page.set_row_height(at_row, 60)?;
        for (at, cell) in row.cells.iter().enumerate() {
            let header = sheet.file.columns.get(at).map_or("", |(header, _)| header.as_str());
            let shown = shown(cell, header, row, continued);
            one_cell(page, at_row, column(at)?, &shown, row.at.get(&at).map(Vec::as_slice), sheet.lang)?;
        }
        for (at, cell) in row.own.iter().enumerate() {
            let cell = cut(cell, CELL);
            if at == 0 && !row.accepted {
                page.write_string_with_format(at_row, column(own_from)?, cell, &filled(Severity::Error).set_bold())?;
                continue;
            }
            let at = own_from + at;
            one_cell(page, at_row, column(at)?, &cell, row.at.get(&at).map(Vec::as_slice), sheet.lang)?;
        }
    }
    let last_row = u32::try_from(sheet.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let last_column = column(own_from + FEEDBACK_COLUMNS.len() - 1)?;
    page.set_freeze_panes(1, 0)?;
    page.autofilter(0, 0, last_row, last_column)?;
    page.ignore_error_range(0, 0, last_row.max(1), last_column, IgnoreError::NumberStoredAsText)?;
    page.set_landscape();
    page.set_repeat_rows(0, 0)?;
    Ok(())
}

fn one_cell(page: &mut Worksheet, row: u32, at: u16, cell: &str, findings: Option<&[&Finding]>, lang: Lang) -> Result<(), XlsxError> {
    let worst = findings.and_then(|findings| findings.iter().map(|finding| finding.severity).min());
    let mut format = worst.map_or_else(text, filled);
    if looks_like_formula(cell) {
        format = format.set_quote_prefix();
    }
    put(page, row, at, cell, &format)?;
    if let Some(findings) = findings {
        let text = comment(findings, lang);
        let lines = text.chars().count() / 48 + text.matches('\n').count() + 2;
        let note = Note::new(text).set_author("jipp").add_author_prefix(false).set_width(340).set_height((lines as u32 * 16).min(500));
        page.insert_note(row, at, &note)?;
    }
    Ok(())
}

/// Writes a text as a text, whatever it holds.
///
/// The writer takes a text from `<r>` to `</r>` for one that is formatted already and writes it into the workbook as XML
/// (`rust_xlsxwriter` 0.102, `shared_strings.rs`): a cell could so break the file or put other texts into other cells. Such a text is
/// written in two runs, which are escaped.
pub(super) fn put(page: &mut Worksheet, row: u32, at: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    if !looks_formatted(text) {
        page.write_string_with_format(row, at, text, format)?;
        return Ok(());
    }
    let plain = Format::default();
    let rest = in_a_run(text.get(1..).unwrap_or_default());
    page.write_rich_string_with_format(row, at, &[(&plain, "<"), (&plain, &rest)], format)?;
    Ok(())
}

fn looks_formatted(text: &str) -> bool {
    text.starts_with("<r>") && text.ends_with("</r>")
}

/// In runs the writer leaves it to us that `_x0041_` is a text and no escape.
fn in_a_run(text: &str) -> String {
    text.replace("_x", "_x005F_x")
}

fn column(at: usize) -> Result<u16, XlsxError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Wide enough to read, narrow enough to see the neighbours.
fn width(sheet: &Sheet<'_>, at: usize) -> f64 {
    let own = at.checked_sub(sheet.file.columns.len());
    if let Some(own) = own {
        return [18.0, 26.0, 70.0, 12.0, 24.0, 16.0].get(own).copied().unwrap_or(16.0);
    }
    let header = sheet.file.columns.get(at).map_or(0, |(header, _)| header.chars().count());
    let longest = sheet.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.chars().take(60).count()).max().unwrap_or(0);
    (longest.max(header.min(24)) as f64 + 2.0).clamp(8.0, 48.0)
}

/// The cell as it can be shown; what is too long for a cell goes to the sheet of continuations.
fn shown(cell: &str, header: &str, row: &SheetRow<'_>, continued: &mut BTreeSet<(String, String, usize, String)>) -> String {
    if units(cell) <= CELL && !(looks_formatted(cell) && units(&in_a_run(cell)) > CELL) {
        return cell.to_owned();
    }
    // something must be left for the other sheet, also of a text that only its escapes make too long
    let head = take(cell, (CELL - units(CONTINUED)).min(units(cell) - 1));
    let mut rest = cell.get(head.len()..).unwrap_or_default();
    let mut part = 0;
    while !rest.is_empty() {
        let mut piece = take(rest, PART);
        if looks_formatted(piece) {
            piece = piece.get(..piece.len() - 1).unwrap_or(piece);
        }
        part += 1;
        continued.insert((row.key.hash.clone(), header.to_owned(), part, piece.to_owned()));
        rest = rest.get(piece.len()..).unwrap_or_default();
    }
    format!("{head}{CONTINUED}")
}

fn continuation(continued: &BTreeSet<(String, String, usize, String)>, page: &mut Worksheet) -> Result<(), XlsxError> {
    for (at, name) in CONTINUATION_COLUMNS.iter().enumerate() {
        page.write_string_with_format(0, column(at)?, *name, &header(0x00BD_D7EE))?;
        page.set_column_width(column(at)?, if at == 3 { 80 } else { 20 })?;
    }
    for (number, (hash, header, part, piece)) in continued.iter().enumerate() {
        let row = u32::try_from(number + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
        page.set_row_height(row, 60)?;
        for (at, cell) in [hash.as_str(), header, &part.to_string(), piece].into_iter().enumerate() {
            put(page, row, column(at)?, cell, &text())?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    Ok(())
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The longest beginning of so many UTF-16 units.
fn take(text: &str, most: usize) -> &str {
    let mut seen = 0;
    let end = text.char_indices().find(|(_, c)| {
        seen += c.len_utf16();
        seen > most
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// A text of our own that fits into a cell.
pub(super) fn cut(text: &str, most: usize) -> String {
    if units(text) <= most { text.to_owned() } else { format!("{}…", take(text, most - 1)) }
}
