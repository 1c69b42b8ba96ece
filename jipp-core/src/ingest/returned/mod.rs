//! How does a file that was sent back to an agency come in again, as if it had never left?
//!
//! Feedback files (`report/feedback`) hold the columns of the original and, after them, columns of jipp. What both sides must agree
//! on is here: the headers, the key of a row, and the four ways in which a cell may be written differently from the original.
//!
//! | written | why | read as |
//! |---|---|---|
//! | `'` before the text (CSV only; the key says so) | no spreadsheet takes it for a formula, a date or a number | the text |
//! | [`SourceRecord::WITHHELD`] | personal data does not travel unless asked for | unchanged, not known here |
//! | `[jipp: 2000000 bita tidak dibaca / bytes not read]` | the cell passed a limit of reading | the same note again |
//! | the beginning of the text and [`CONTINUED`] | a cell of a workbook holds 32,767 characters | beginning and the rest from [`CONTINUATION_SHEET`] |

mod key;
mod written;

use std::collections::{BTreeMap, HashMap};

pub use key::{RowKey, check};
pub use written::{guarded, unguarded};

use super::choose::HEADER_SEARCH;
use super::content::Partial;
use super::table::{Row, Table};
use crate::model::{Note, NoteKind, SourceRecord};

/// What every column of jipp begins with.
const MARK: &str = "[jipp]";

/// Whether the row was taken in.
pub const STATUS_COLUMN: &str = "[jipp] Status diterima/dikarantina (Accepted/quarantined)";
/// Codes of the findings, each with its severity as a word.
pub const CODES_COLUMN: &str = "[jipp] Kode temuan (Finding codes)";
/// What to do.
pub const REMEDY_COLUMN: &str = "[jipp] Yang perlu dilakukan (What to do)";
/// Row number in the file that was checked.
pub const ROW_COLUMN: &str = "[jipp] Baris di berkas asal (Row in the original file)";
/// Identity of the record: a corrected row keeps it.
pub const RECORD_COLUMN: &str = "[jipp] ID rekaman (Record id)";
/// The [`RowKey`].
pub const KEY_COLUMN: &str = "[jipp] Kunci, jangan diubah (Key, do not change)";
/// The columns of jipp, in the order in which they follow the original ones.
pub const COLUMNS: [&str; 6] = [STATUS_COLUMN, CODES_COLUMN, REMEDY_COLUMN, ROW_COLUMN, RECORD_COLUMN, KEY_COLUMN];

/// The sheet with the rest of texts that are longer than a cell of a workbook can be.
pub const CONTINUATION_SHEET: &str = "jipp-lanjutan";
/// Its columns: hash of the row, header of the cell, number of the part, text.
pub const CONTINUATION_COLUMNS: [&str; 4] = ["[jipp] Baris (Row)", "[jipp] Kolom (Column)", "[jipp] Bagian (Part)", "[jipp] Teks (Text)"];
/// How a cell ends whose rest is on that sheet.
pub const CONTINUED: &str = "\n[jipp: lanjutan di lembar / continued on sheet \"jipp-lanjutan\"]";

/// Longest record id that is written, in bytes.
const LONGEST_ID: usize = 1_000;

/// What stands in place of a cell that was too long to be read.
pub fn unread_cell(bytes: &str) -> String {
    format!("[jipp: {bytes} bita tidak dibaca / bytes not read]")
}

fn unread_length(cell: &str) -> Option<usize> {
    cell.strip_prefix("[jipp: ")?.strip_suffix(" bita tidak dibaca / bytes not read]")?.parse().ok()
}

/// Whether a record id can stand in a feedback file.
pub fn is_writable_id(id: &str) -> bool {
    id.len() <= LONGEST_ID && id == id.trim()
}

/// What the rows of a feedback file remember.
#[derive(Debug, Default)]
pub(super) struct Returned {
    /// Name of the mapping of the original.
    pub(super) mapping: Option<String>,
    /// By number of the row.
    rows: HashMap<u64, ReturnedRow>,
}

/// What one row remembers.
#[derive(Debug, Clone, Default)]
pub(super) struct ReturnedRow {
    record: Option<String>,
    /// The hash of the original, if the row is unchanged.
    pub(super) hash: Option<String>,
    /// Headers of columns in which personal data was masked inside a text.
    pub(super) masked: Vec<String>,
    /// What the reader noticed at the original row and cannot see any more.
    pub(super) notes: Vec<Note>,
}

impl ReturnedRow {
    /// The record id that the row remembers, if it is one of this system.
    pub(super) fn record(&self, system: &str) -> Option<&str> {
        let own = |id: &&str| id.strip_prefix(system).is_some_and(|rest| rest.starts_with(':') && rest.len() > 1);
        self.record.as_deref().filter(own)
    }
}

impl Returned {
    pub(super) fn row(&self, number: u64) -> Option<&ReturnedRow> {
        self.rows.get(&number)
    }

    /// The record ids that rows remember: no other row may take them.
    pub(super) fn ids(&self, system: &str) -> impl Iterator<Item = &str> {
        self.rows.values().filter_map(move |row| row.record(system))
    }
}

/// The delimiter of a CSV feedback file: what follows the first column of jipp.
pub(super) fn delimiter(text: &str) -> Option<u8> {
    let line = text.get(..text.find(['\n', '\r']).unwrap_or(text.len()))?;
    let (_, rest) = line.split_once(STATUS_COLUMN)?;
    let next = *rest.trim_start_matches('"').as_bytes().first()?;
    matches!(next, b',' | b';' | b'\t' | b'|').then_some(next)
}

/// Takes the columns and sheets of jipp out again, and puts back what they kept. Other files pass as they are.
pub(super) fn take_back(mut tables: Vec<Partial>) -> (Vec<Partial>, Option<Returned>) {
    let Some(at) = tables.iter().position(|partial| header_of(&partial.table).is_some()) else { return (tables, None) };
    let continued = continuation(&tables);
    let mut data = tables.swap_remove(at);
    let header = header_of(&data.table).unwrap_or(0);
    data.table = std::mem::take(&mut data.table).with_header_at(header);
    let returned = take_columns(&mut data.table, &continued);
    (vec![data], Some(returned))
}

/// The number of the row that has the columns of jipp; 0 is the header row itself.
fn header_of(table: &Table) -> Option<usize> {
    let rows = std::iter::once(&table.columns).chain(table.rows.iter().map(|row| &row.cells)).take(HEADER_SEARCH);
    rows.enumerate().find(|(_, cells)| cells.iter().any(|cell| COLUMNS.contains(&cell.trim()))).map(|(at, _)| at)
}

/// The rest of long texts, by hash of the row and header.
type Continued = BTreeMap<(String, String), BTreeMap<u32, String>>;

fn continuation(tables: &[Partial]) -> Continued {
    let mut continued = Continued::new();
    for partial in tables.iter().filter(|partial| partial.table.columns.iter().map(|c| c.trim()).eq(CONTINUATION_COLUMNS)) {
        for row in &partial.table.rows {
            if let [hash, header, part, text] = row.cells.as_slice()
                && let Ok(part) = part.parse()
            {
                continued.entry((hash.clone(), header.clone())).or_default().insert(part, text.clone());
            }
        }
    }
    continued
}

fn take_columns(table: &mut Table, continued: &Continued) -> Returned {
    let place = |name: &str| table.columns.iter().position(|header| header.trim() == name);
    let (record_at, key_at) = (place(RECORD_COLUMN), place(KEY_COLUMN));
    let keep: Vec<bool> = table.columns.iter().map(|header| !header.trim_start().starts_with(MARK)).collect();
    let key_of = |row: &Row| key_at.and_then(|at| row.cells.get(at)).and_then(|cell| RowKey::from_cell(&unguarded(cell)));
    if table.rows.iter().filter_map(key_of).any(|key| key.guarded) {
        table.columns.iter_mut().for_each(|header| *header = unguarded(header));
    }
    let headers: Vec<String> = table.columns.iter().map(|header| crate::text::tidy(header)).collect();
    let mut returned = Returned::default();
    for row in &mut table.rows {
        let key = key_of(row);
        if let Some(key) = &key
            && key.guarded
        {
            row.cells.iter_mut().for_each(|cell| *cell = unguarded(cell));
        }
        let record = record_at.and_then(|at| row.cells.get(at)).map(|cell| cell.trim().to_owned()).filter(|id| is_writable_id(id));
        let mut remembered = ReturnedRow { record: record.filter(|id| !id.is_empty()), ..ReturnedRow::default() };
        for (at, cell) in row.cells.iter_mut().enumerate() {
            let header = headers.get(at).cloned().unwrap_or_default();
            join(cell, key.as_ref(), &header, continued, &mut remembered.notes);
        }
        if let Some(key) = key {
            let own = headers.iter().zip(&row.cells).zip(&keep).filter(|(_, keep)| **keep);
            let unchanged = check(own.map(|((header, cell), _)| (header.as_str(), cell.as_str()))) == key.check;
            remembered.masked = key.masked.iter().filter_map(|at| headers.get(*at).cloned()).collect();
            if let (true, Some(width)) = (unchanged, key.width) {
                remembered.notes.push(Note { kind: NoteKind::RowWidth, field: None, column: None, value: Some(width) });
            }
            // of a row that was corrected nobody knows whether these digits are still those
            let rounded = key.rounded.iter().filter(|_| unchanged).filter_map(|at| headers.get(*at).cloned());
            remembered.notes.extend(rounded.map(|column| Note {
                kind: NoteKind::RoundedNumber,
                field: None,
                column: Some(column),
                value: None,
            }));
            remembered.hash = unchanged.then_some(key.hash);
            returned.mapping = returned.mapping.or(Some(key.mapping));
        }
        unread(row, &headers);
        if row.cells.len() > keep.len() {
            // beyond the header: nothing of ours
            let beyond = row.cells.split_off(keep.len());
            row.cells = kept(std::mem::take(&mut row.cells), &keep);
            row.cells.extend(beyond);
        } else {
            row.cells = kept(std::mem::take(&mut row.cells), &keep);
        }
        let moved = |at: usize| keep.iter().take(at).filter(|keep| **keep).count();
        row.too_long.iter_mut().for_each(|(at, _)| *at = moved(*at));
        row.noticed.retain(|(at, _)| keep.get(*at).copied().unwrap_or(true));
        row.noticed.iter_mut().for_each(|(at, _)| *at = moved(*at));
        returned.rows.insert(row.number, remembered);
    }
    let before = table.rows.len();
    // a row in which only columns of jipp are left was emptied by a person
    table.rows.retain(|row| !row.is_blank());
    table.blank_rows += (before - table.rows.len()) as u64;
    table.columns = kept(std::mem::take(&mut table.columns), &keep);
    returned
}

fn kept(cells: Vec<String>, keep: &[bool]) -> Vec<String> {
    cells.into_iter().zip(keep).filter(|(_, keep)| **keep).map(|(cell, _)| cell).collect()
}

/// Puts the rest of a long text back behind its beginning, which a person may have corrected.
fn join(cell: &mut String, key: Option<&RowKey>, header: &str, continued: &Continued, notes: &mut Vec<Note>) {
    // spreadsheets may write the line end of the mark as they like
    let Some(mark) = cell.rfind(CONTINUED.trim_start()).filter(|at| cell.get(*at..).is_some_and(|end| end.trim_end() == CONTINUED.trim()))
    else {
        return;
    };
    let parts = key.and_then(|key| continued.get(&(key.hash.clone(), header.to_owned())));
    let Some(parts) = parts.filter(|parts| parts.keys().copied().eq(1..=parts.len() as u32)) else {
        notes.push(Note { kind: NoteKind::CutText, field: None, column: Some(header.to_owned()), value: Some(mark.to_string()) });
        return;
    };
    cell.truncate(mark);
    if cell.ends_with('\n') {
        cell.pop();
    }
    for part in parts.values() {
        cell.push_str(part);
    }
}

/// Cells that were too long to be read are so again.
fn unread(row: &mut Row, headers: &[String]) {
    for (at, cell) in row.cells.iter_mut().enumerate().take(headers.len()) {
        if let Some(length) = unread_length(cell) {
            row.too_long.push((at, length));
            cell.clear();
        }
    }
}

impl SourceRecord {
    /// Fills in what a feedback file left out, from the record as it was before: cells that hold [`SourceRecord::WITHHELD`]. A cell
    /// whose public part was changed is not filled in: what was masked in it may no longer be true.
    pub fn restore_withheld(&mut self, before: &Self) {
        let public = |record: &Self, column: &str| record.cell(column).map(str::to_owned);
        for at in 0..self.restricted.len() {
            let Some((column, cell)) = self.restricted.get(at) else { continue };
            if cell.trim() != Self::WITHHELD || public(self, column) != public(before, column) {
                continue;
            }
            let known = before.restricted.iter().find(|(name, _)| name == column).map(|(_, cell)| cell.clone());
            if let (Some(known), Some((_, cell))) = (known, self.restricted.get_mut(at)) {
                *cell = known;
            }
        }
    }
}
