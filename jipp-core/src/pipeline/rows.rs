use crate::dedup::{LinkSettings, LinkTable, Linkage, link, preset};
use crate::error::{SettingsError, nearest};
use crate::ingest::Table;
use crate::model::{Innovation, Record};
use crate::progress::Watcher;

/// Links innovations with the preset for innovations, or with settings that name its columns.
pub fn link_records(records: &[&Record], settings: Option<LinkSettings>, progress: Watcher<'_>) -> Result<Linkage, SettingsError> {
    let innovations: Vec<&Innovation> = records.iter().map(|record| &record.innovation).collect();
    link(preset::table(&innovations)?, settings.unwrap_or_else(preset::settings), progress)
}

/// Links the rows of any table. Without an id column rows are named by their number, starting at 1. Two tables are linked
/// by the settings' link type.
pub fn link_rows(tables: &[Table], id: Option<&str>, settings: LinkSettings, progress: Watcher<'_>) -> Result<Linkage, SettingsError> {
    let mut parts = tables.iter().map(|table| to_link_table(table, id, &settings));
    let first = parts.next().unwrap_or_else(|| LinkTable::new(Vec::new()))?;
    let table = match parts.next() {
        None => first,
        Some(second) => LinkTable::stacked(&first, &second?)?,
    };
    link(table, settings, progress)
}

fn to_link_table(table: &Table, id: Option<&str>, settings: &LinkSettings) -> Result<LinkTable, SettingsError> {
    let all = settings.wants_every_column();
    let position = |name: &str| table.columns.iter().position(|column| column == name);
    let values = |at: usize| table.rows.iter().map(|row| row.cells.get(at).cloned().unwrap_or_default()).collect::<Vec<String>>();
    let ids = match id {
        Some(name) => values(position(name).ok_or_else(|| SettingsError::UnknownValue {
            what: "id column",
            value: name.to_owned(),
            suggestion: nearest(name, table.columns.iter().map(String::as_str)),
        })?),
        None => (1..=table.rows.len()).map(|n| n.to_string()).collect(),
    };
    let mut out = LinkTable::new(ids)?;
    let named: Vec<&str> = if all {
        table
            .columns
            .iter()
            .map(String::as_str)
            .filter(|column| Some(*column) != id && !settings.ignore.iter().any(|i| i == column))
            .collect()
    } else {
        Vec::new()
    };
    for column in settings.columns().into_iter().filter(|column| !named.contains(column)).chain(named.iter().copied()) {
        if let Some(at) = position(column) {
            out = out.with_column(column, values(at))?;
        }
    }
    Ok(out)
}
