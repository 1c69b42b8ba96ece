use crate::dedup::{
    BlockingKey, ComparedPair, Known, LinkModel, LinkSettings, LinkTable, Linkage, blocking_keys, compare_pairs, link_with, preset,
};
use crate::error::{SettingsError, nearest};
use crate::ingest::{Row, Table};
use crate::model::{Innovation, Record};
use crate::progress::Watcher;

/// Links innovations with the preset for innovations, or with settings that name its columns.
pub fn link_records(records: &[&Record], settings: Option<LinkSettings>, progress: Watcher<'_>) -> Result<Linkage, SettingsError> {
    link_records_with(records, settings, &Known::default(), progress)
}

/// The same with what is known before: a model, labels.
pub fn link_records_with(
    records: &[&Record],
    settings: Option<LinkSettings>,
    known: &Known,
    progress: Watcher<'_>,
) -> Result<Linkage, SettingsError> {
    let innovations: Vec<&Innovation> = records.iter().map(|record| &record.innovation).collect();
    let (table, settings) = (preset::table(&innovations)?, settings.unwrap_or_else(preset::settings));
    if known.model.is_none() {
        settings.check_ignored(&table.column_names())?;
    }
    link_with(table, settings, known, progress)
}

/// Links the rows of any table. Without an id column rows are named by their number below the header, starting at 1; blank rows have
/// theirs. Two tables are linked
/// by the settings' link type.
pub fn link_rows(tables: &[Table], id: Option<&str>, settings: LinkSettings, progress: Watcher<'_>) -> Result<Linkage, SettingsError> {
    link_rows_with(tables, id, settings, &Known::default(), progress)
}

/// The same with what is known before: a model, labels.
pub fn link_rows_with(
    tables: &[Table],
    id: Option<&str>,
    settings: LinkSettings,
    known: &Known,
    progress: Watcher<'_>,
) -> Result<Linkage, SettingsError> {
    // a model brings the settings of another table, which may have had more columns
    if known.model.is_none() {
        let columns: Vec<&str> = tables.iter().flat_map(|table| table.columns.iter().map(String::as_str)).collect();
        settings.check_ignored(&columns)?;
    }
    let mut parts = tables.iter().map(|table| to_link_table(table, id, &settings));
    let first = parts.next().unwrap_or_else(|| LinkTable::new(Vec::new()))?;
    let table = match parts.next() {
        None => first,
        Some(second) => LinkTable::stacked(&first, &second?)?,
    };
    link_with(table, settings, known, progress)
}

/// Links the rows of one more table with a linkage of tables; see [`Linkage::extend`].
pub fn extend_rows(linkage: &Linkage, batch: &Table, id: Option<&str>, progress: Watcher<'_>) -> Result<Linkage, SettingsError> {
    linkage.extend(&to_link_table(batch, id, linkage.settings())?, progress)
}

/// Links more records with a linkage of innovations.
pub fn extend_records(linkage: &Linkage, batch: &[&Record], progress: Watcher<'_>) -> Result<Linkage, SettingsError> {
    let innovations: Vec<&Innovation> = batch.iter().map(|record| &record.innovation).collect();
    linkage.extend(&preset::table(&innovations)?, progress)
}

/// Compares pairs that stand in the rows of one table: each column of the comparisons twice, with `_l` and `_r` behind its name. One answer
/// for each row, blank ones too.
pub fn compare_rows(pairs: &Table, settings: &LinkSettings, model: Option<&LinkModel>) -> Result<Vec<ComparedPair>, SettingsError> {
    let of_level = |c: &crate::dedup::Comparison| c.levels.iter().filter_map(|level| level.column.clone()).collect::<Vec<_>>();
    let columns: Vec<String> = settings.comparison.iter().flat_map(|c| [vec![c.column.clone()], of_level(c)].concat()).collect();
    let columns = settings.unprepared(columns.iter().map(String::as_str).collect());
    compare_pairs(&side(pairs, &columns, "_l")?, &side(pairs, &columns, "_r")?, settings, model)
}

/// The keys of the rows of a table, blank ones counted, under the rules of blocking.
pub fn block_rows(table: &Table, settings: &LinkSettings) -> Result<Vec<BlockingKey>, SettingsError> {
    let columns = settings.unprepared(settings.blocking.iter().flat_map(|rule| rule.looks_at().map(String::as_str)).collect());
    blocking_keys(&side(table, &columns, "")?, settings)
}

/// The columns that have these names with an ending, row by row of the table as it was given: the blank rows are there again.
fn side(table: &Table, columns: &[&str], ending: &str) -> Result<LinkTable, SettingsError> {
    let last = table.rows.iter().map(|row| place(table, row) + 1).max().unwrap_or_default();
    let rows = last.max(table.rows.len() + table.blank_rows as usize);
    let mut out = LinkTable::new((0..rows).map(|n| n.to_string()).collect())?;
    for column in columns {
        let name = format!("{column}{ending}");
        let Some(at) = table.columns.iter().position(|known| *known == name) else {
            let suggestion = nearest(&name, table.columns.iter().map(String::as_str));
            return Err(SettingsError::UnknownValue { what: "column", value: name, suggestion });
        };
        let mut values = vec![String::new(); rows];
        for row in &table.rows {
            if let (Some(value), Some(cell)) = (values.get_mut(place(table, row)), row.cells.get(at)) {
                cell.clone_into(value);
            }
        }
        out = out.with_column(*column, values)?;
    }
    Ok(out)
}

/// Where a row stands below the header, from 0: blank rows count.
fn place(table: &Table, row: &Row) -> usize {
    row.number.saturating_sub(table.header_row).saturating_sub(1) as usize
}

fn to_link_table(table: &Table, id: Option<&str>, settings: &LinkSettings) -> Result<LinkTable, SettingsError> {
    let all = settings.wants_every_column();
    let position = |name: &str| table.columns.iter().position(|column| column == name);
    let values = |at: usize| table.rows.iter().map(|row| row.cells.get(at).cloned().unwrap_or_default()).collect::<Vec<String>>();
    let ids = match id {
        Some(name) => {
            values(position(name).ok_or_else(|| SettingsError::unknown_value("id column", name, table.columns.iter().map(String::as_str)))?)
        }
        None => table.rows.iter().map(|row| (place(table, row) + 1).to_string()).collect(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{ReadOptions, Source, read_plain};

    fn table(text: &str) -> Table {
        read_plain(Source { name: "t.csv", bytes: text.as_bytes() }, &ReadOptions::default()).unwrap()
    }

    fn settings() -> LinkSettings {
        let text = r#"{"blocking": [{"columns": ["a"]}], "comparison": [{"column": "a", "levels": [{"kind": "exact"}]}]}"#;
        LinkSettings::from_json(text).unwrap()
    }

    #[test]
    fn a_column_to_ignore_stands_in_one_of_the_tables() {
        let [one, two] = ["a,b\nSiti,x\nBudi,y\n", "a,c\nSiti,x\nAni,y\n"].map(table);
        let linked = |ignore: &str, settings: &str, tables: &[Table]| {
            let settings = LinkSettings::from_toml(&format!("ignore = ['{ignore}']\n{settings}")).unwrap();
            link_rows(tables, None, settings, &crate::progress::silent).map(|_| ()).map_err(|error| error.to_string())
        };
        let both = [one, two];
        assert_eq!(linked("b", "", &both[..1]), Ok(()));
        assert_eq!(linked("c", "link_type = 'link'\n[[comparison]]\ncolumn = 'a'\n", &both), Ok(()));
        for settings in ["", "[[comparison]]\ncolumn = 'a'\n"] {
            let error = linked("xyz", settings, &both[..1]).unwrap_err();
            assert!(error.contains("unknown column to ignore `xyz`"), "{error}");
        }
        assert!(linked("B", "", &both[..1]).unwrap_err().contains("did you mean `b`?"));
    }

    #[test]
    fn a_blank_row_keeps_its_number() {
        let table = table("a,b\nSiti,x\n,\nSiti,y\nBudi,z\n");
        let linkage = link_rows(std::slice::from_ref(&table), None, settings(), &crate::progress::silent).unwrap();
        assert_eq!(linkage.ids(), ["1", "3", "4"]);
        let keys = block_rows(&table, &settings()).unwrap();
        assert_eq!(keys.iter().map(|key| key.record).collect::<Vec<_>>(), [0, 2, 3]);
    }
}
