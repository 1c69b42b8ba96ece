use serde_json::{Map, Value};

use super::limits::Limits;
use super::table::{Row, Table};
use super::{IngestError, content::Partial};
use crate::lang::BilingualText;

/// What is wrong with a text that is no JSON.
pub(super) fn no_json(error: &serde_json::Error) -> BilingualText {
    BilingualText::new(format!("bukan JSON yang sah: {error}"), format!("no valid JSON: {error}"))
}

/// Reads an array of objects, an object that holds one such array, or one object a line (NDJSON).
pub(super) fn read(file: &str, text: &str, limits: &Limits) -> Result<Partial, IngestError> {
    let text = text.trim_start();
    hold_shape(file, text, limits)?;
    let (objects, format) =
        if text.starts_with('{') && !is_one_document(text) { (lines(file, text)?, "ndjson") } else { (document(file, text)?, "json") };
    let mut columns: Vec<String> = Vec::new();
    for (_, object) in &objects {
        for key in object.keys() {
            if !columns.contains(key) {
                columns.push(key.clone());
                Limits::hold(file, "columns", columns.len() as u64, limits.columns as u64)?;
            }
        }
    }
    let mut table = Table { columns, ..Table::default() };
    Limits::hold(file, "rows", objects.len() as u64, limits.rows)?;
    Limits::hold(file, "cells", objects.len() as u64 * table.columns.len() as u64, limits.cells)?;
    for (number, object) in objects {
        let mut row = Row { number, cells: Vec::with_capacity(table.columns.len()), ..Row::default() };
        for (at, column) in table.columns.iter().enumerate() {
            let cell = object.get(column).map(cell_text).unwrap_or_default();
            if cell.len() > limits.cell_bytes {
                row.too_long.push((at, cell.len()));
                row.cells.push(String::new());
            } else {
                row.cells.push(cell);
            }
        }
        if row.is_blank() {
            table.blank_rows += 1;
        } else {
            table.rows.push(row);
        }
    }
    Ok(Partial { table, format, detail: String::new() })
}

/// Values inside one another, and values in all, before anything is built of them.
pub(super) fn hold_shape(file: &str, text: &str, limits: &Limits) -> Result<(), IngestError> {
    let (mut depth, mut values, mut within, mut escaped) = (0_u64, 0_u64, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if within => escaped = true,
            b'"' => within = !within,
            _ if within => {}
            b'[' | b'{' => {
                depth += 1;
                Limits::hold(file, "json_depth", depth, limits.json_depth)?;
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
    }
    Limits::hold(file, "cells", values / VALUES_OF_A_CELL, limits.cells)
}

/// Values of a cell, on average at most, where cells hold lists and objects.
const VALUES_OF_A_CELL: u64 = 4;

pub(super) fn is_one_document(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    text.lines().nth(1).is_none_or(|rest| rest.trim().is_empty() && text.lines().count() <= 2)
        || serde_json::from_str::<Value>(first).is_err()
}

pub(super) fn document(file: &str, text: &str) -> Result<Vec<(u64, Map<String, Value>)>, IngestError> {
    let value: Value = serde_json::from_str(text).map_err(|error| IngestError::Damaged {
        file: file.to_owned(),
        row: Some(error.line() as u64),
        reason: no_json(&error),
    })?;
    let items = match value {
        Value::Array(items) => items,
        Value::Object(object) => {
            let mut arrays: Vec<Vec<Value>> = object
                .iter()
                .filter_map(|(_, v)| v.as_array())
                .filter(|items| items.first().is_some_and(Value::is_object))
                .cloned()
                .collect();
            if arrays.len() == 1 { arrays.pop().unwrap_or_default() } else { vec![Value::Object(object)] }
        }
        _ => return Err(not_a_table(file)),
    };
    items
        .into_iter()
        .enumerate()
        .map(|(at, item)| match item {
            Value::Object(object) => Ok((at as u64 + 1, object)),
            _ => Err(not_a_table(file)),
        })
        .collect()
}

pub(super) fn lines(file: &str, text: &str) -> Result<Vec<(u64, Map<String, Value>)>, IngestError> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            let number = at as u64 + 1;
            serde_json::from_str::<Map<String, Value>>(line).map(|object| (number, object)).map_err(|error| IngestError::Damaged {
                file: file.to_owned(),
                row: Some(number),
                reason: BilingualText::new(format!("bukan objek JSON yang sah: {error}"), format!("no valid JSON object: {error}")),
            })
        })
        .collect()
}

fn not_a_table(file: &str) -> IngestError {
    IngestError::Format {
        file: file.to_owned(),
        seen: BilingualText::new("JSON yang bukan daftar objek", "JSON that is no list of objects"),
        remedy: BilingualText::new(
            "ekspor sebagai daftar objek, satu untuk setiap rekaman",
            "export a list of objects, one for each record",
        ),
    }
}

fn cell_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        // a text with a separator inside would fall apart again
        Value::Array(items) => {
            let items: Vec<&Value> = items.iter().map(as_written).collect();
            if items.iter().any(|item| matches!(item, Value::Object(_) | Value::Array(_)) || is_list_like(item)) {
                return value.to_string();
            }
            items.into_iter().map(cell_text).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

/// An award as an export of jipp writes it keeps its spelling beside what was understood; the spelling is what is read.
fn as_written(item: &Value) -> &Value {
    item.get("as_written").filter(|written| written.is_string()).unwrap_or(item)
}

fn is_list_like(item: &Value) -> bool {
    item.as_str().is_some_and(|text| text.contains([';', '\n']))
}
