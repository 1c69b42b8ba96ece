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

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::choose::HEADER_SEARCH;
use super::content::Partial;
use super::formula::looks_like_formula;
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

/// How a row of a feedback file remembers where it comes from: `jipp1;kipp;HASH;CHECK;q;w=5/22;m=2,7`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowKey {
    /// Name of the mapping by which the original was read.
    pub mapping: String,
    /// [`SourceRecord::hash`] of the original row.
    pub hash: String,
    /// [`check`] of the cells as sent: equal means that nobody has changed the row.
    pub check: String,
    /// Whether cells are written with [`guarded`].
    pub guarded: bool,
    /// What the note about the width of the original row said, if there was one.
    pub width: Option<String>,
    /// Numbers of the columns in which personal data was masked inside a text.
    pub masked: Vec<usize>,
    /// Numbers of the columns that held numbers of more digits than a spreadsheet keeps.
    pub rounded: Vec<usize>,
}

impl RowKey {
    /// The key as a cell.
    pub fn to_cell(&self) -> String {
        let mut text = format!("jipp1;{};{};{}", self.mapping, self.hash, self.check);
        if self.guarded {
            text.push_str(";q");
        }
        if let Some(width) = &self.width {
            let _ = write!(text, ";w={width}");
        }
        for (name, columns) in [("m", &self.masked), ("r", &self.rounded)] {
            if !columns.is_empty() {
                let numbers: Vec<String> = columns.iter().map(usize::to_string).collect();
                let _ = write!(text, ";{name}={}", numbers.join(","));
            }
        }
        text
    }

    /// Reads a key; none if anything in it is not as [`to_cell`](Self::to_cell) writes it.
    pub fn from_cell(cell: &str) -> Option<Self> {
        let mut parts = cell.trim().split(';');
        if parts.next()? != "jipp1" {
            return None;
        }
        let hex = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_hexdigit());
        let mapping = parts.next()?.to_owned();
        let hash = parts.next().filter(|text| hex(text, 64))?.to_owned();
        let check = parts.next().filter(|text| hex(text, 16))?.to_owned();
        let mut key = Self { mapping, hash, check, ..Self::default() };
        for part in parts {
            match part.split_once('=') {
                None if part == "q" => key.guarded = true,
                Some(("w", width)) if width.len() < 24 && width.bytes().all(|b| b.is_ascii_digit() || b == b'/') => {
                    key.width = Some(width.to_owned());
                }
                Some((name @ ("m" | "r"), numbers)) => {
                    let columns = numbers.split(',').map(|n| n.parse().ok()).collect::<Option<_>>()?;
                    if name == "m" { key.masked = columns } else { key.rounded = columns }
                }
                _ => return None,
            }
        }
        Some(key)
    }
}

/// A short fingerprint of the cells of a row, in which neither the order of the columns nor what spreadsheets do to line ends and
/// outer blanks counts.
pub fn check<'a>(cells: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (header, cell) in cells {
        let cell = cell.replace("\r\n", "\n").replace('\r', "\n");
        let cell = cell.trim();
        if !cell.is_empty() {
            lines.push(format!("{}:{header}={}:{cell}", header.len(), cell.len()));
        }
    }
    lines.sort_unstable();
    let mut sha = Sha256::new();
    for line in lines {
        sha.update(line.as_bytes());
    }
    sha.finalize().iter().take(8).fold(String::with_capacity(16), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// A text for a CSV cell that a spreadsheet shows as it is: no formula, no date or number put into another form.
///
/// Such texts get `'` before them, as do texts that begin with `'`, so that [`unguarded`] gives every text back. A text with control
/// characters, which would make the file look like binary data, is written as a JSON text behind the `'`.
pub fn guarded(text: &str) -> String {
    if has_controls(text) {
        return format!("'{}", serde_json::Value::String(text.to_owned()));
    }
    if needs_guard(text) { format!("'{text}") } else { text.to_owned() }
}

/// What [`guarded`] was given. What a person typed without `'` stays as it is.
pub fn unguarded(cell: &str) -> String {
    let Some(rest) = cell.strip_prefix('\'') else { return cell.to_owned() };
    if rest.starts_with('"')
        && let Ok(serde_json::Value::String(text)) = serde_json::from_str(rest)
        && has_controls(&text)
    {
        return text;
    }
    if needs_guard(rest) { rest.to_owned() } else { cell.to_owned() }
}

fn has_controls(text: &str) -> bool {
    text.bytes().any(|b| b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t'))
}

fn needs_guard(text: &str) -> bool {
    looks_like_formula(text) || text.starts_with('\'') || is_rewritten(text)
}

/// Whether a spreadsheet that opens a CSV file would take the text for a number or a date and write it back otherwise: leading
/// zeros, more digits than it shows, dates, decimal signs, exponents.
fn is_rewritten(text: &str) -> bool {
    let plain = text.len() <= 11 && text.bytes().all(|b| b.is_ascii_digit()) && !(text.len() > 1 && text.starts_with('0'));
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.len() <= 64
        && !plain
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'/' | b'-' | b':' | b'e' | b'E' | b'+' | b'%' | b' '))
}

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        let key = RowKey {
            mapping: "kipp".into(),
            hash: "a".repeat(64),
            check: "0123456789abcdef".into(),
            guarded: true,
            width: Some("5/22".into()),
            masked: vec![2, 17],
            rounded: vec![0],
        };
        assert_eq!(RowKey::from_cell(&key.to_cell()), Some(key.clone()));
        let bare = RowKey { guarded: false, width: None, masked: Vec::new(), rounded: Vec::new(), ..key };
        assert_eq!(RowKey::from_cell(&bare.to_cell()), Some(bare));
        for wrong in ["", "jipp1", "jipp2;kipp;a;b", "jipp1;kipp;zz;0123456789abcdef", "=1+1", "jipp1;kipp;;;m=x"] {
            assert_eq!(RowKey::from_cell(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_a_spreadsheet_would_change_is_guarded() {
        for text in
            ["=1+1", "+62", "-3", "@x", "\tx", "\rx", "'x", "007", "1234567890123", "2019-08-12", "12/08/2019", "1.5", "1E5", "30%", "＝1"]
        {
            assert!(guarded(text).starts_with('\''), "{text}");
        }
        for text in ["", "2019", "0", "Loket 3", "30 hari", "900001", "a=b"] {
            assert_eq!(guarded(text), text);
        }
        assert_eq!(unguarded("'Aisyiyah"), "'Aisyiyah", "a name that begins with an apostrophe, typed by a person");
    }

    #[test]
    fn the_check_sees_changes_and_nothing_else() {
        let one = check([("A", "x\r\ny"), ("B", "2 ")]);
        assert_eq!(one, check([("B", "2"), ("C", ""), ("A", "x\ny")]));
        assert_ne!(one, check([("A", "2"), ("B", "x\ny")]));
        assert_ne!(check([("A", "b"), ("C", "d")]), check([("A", "b\u{1e}C\u{1f}d")]));
    }

    proptest! {
        #[test]
        fn guarding_loses_nothing(text in "(['=+@\t\r\n\u{0}\"-]|[0-9./]){0,4}\\PC{0,6}") {
            let cell = guarded(&text);
            prop_assert!(!looks_like_formula(&cell));
            prop_assert!(!has_controls(&cell));
            prop_assert_eq!(unguarded(&cell), text);
        }
    }
}
