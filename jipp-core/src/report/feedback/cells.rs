use std::collections::HashMap;

use crate::ingest::{FileInfo, RowKey, check_of_cells, unread_cell};
use crate::model::{NoteKind, Record, SourceRecord};
use crate::text::{find_personal_data, html_to_text, redact};

/// The cells of a row as they are sent, and its key.
pub(super) struct Cells {
    pub(super) cells: Vec<String>,
    pub(super) key: RowKey,
}

/// Puts the row of a record together again, in the order of the columns of its file.
pub(super) fn cells(record: &Record, file: &FileInfo, personal_data: bool) -> Cells {
    let source = &record.source;
    let raw: HashMap<&str, &str> = source.raw.iter().map(|(column, cell)| (&**column, cell.as_str())).collect();
    // of several the first is what the file held
    let restricted: HashMap<&str, &str> = source.restricted.iter().rev().map(|(column, cell)| (&**column, cell.as_str())).collect();
    let unread: HashMap<&str, &str> = source
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::CellTooLong)
        .filter_map(|note| Some((note.column.as_deref()?, note.value.as_deref()?)))
        .collect();
    let mut key = RowKey { mapping: file.mapping.clone(), hash: source.hash.clone(), ..RowKey::default() };
    let width = source.notes.iter().find(|note| note.kind == NoteKind::RowWidth);
    key.width = width.and_then(|note| note.value.clone());
    let rounded =
        |column: &str| source.notes.iter().any(|note| note.kind == NoteKind::RoundedNumber && note.column.as_deref() == Some(column));
    key.rounded = (0..).zip(&file.columns).filter(|(_, (column, _))| rounded(column)).map(|(at, _)| at).collect();
    let mut cells = Vec::with_capacity(file.columns.len());
    for (at, (column, _)) in file.columns.iter().enumerate() {
        let column = column.as_str();
        let full = restricted.get(column).copied().filter(|cell| *cell != SourceRecord::WITHHELD);
        let cell = match (unread.get(column), raw.get(column), full) {
            (Some(length), ..) => unread_cell(length),
            (None, _, Some(full)) if personal_data => full.to_owned(),
            (None, Some(public), _) => {
                if restricted.contains_key(column) {
                    key.masked.push(at);
                }
                match hidden_personal_data(public).filter(|_| !personal_data) {
                    Some(masked) => {
                        if !key.masked.contains(&at) {
                            key.masked.push(at);
                        }
                        masked
                    }
                    None => (*public).to_owned(),
                }
            }
            (None, None, _) if restricted.contains_key(column) => SourceRecord::WITHHELD.to_owned(),
            (None, None, _) => String::new(),
        };
        cells.push(cell);
    }
    key.check = check_of_cells(file.columns.iter().zip(&cells).map(|((column, _), cell)| (&**column, cell.as_str())));
    Cells { cells, key }
}

/// The text without personal data that markup or escapes hide from a plain search: `0812<b>3456</b>7890`.
fn hidden_personal_data(cell: &str) -> Option<String> {
    let start = cell.trim_start();
    if start.starts_with("http://") || start.starts_with("https://") {
        return None;
    }
    if start.starts_with(['[', '{'])
        && let Ok(json) = serde_json::from_str::<serde_json::Value>(start)
    {
        return redact(&json.to_string());
    }
    if !cell.contains(['<', '&']) {
        return None;
    }
    let text = html_to_text(cell).text;
    if find_personal_data(&text).is_empty() { None } else { redact(&text) }
}
