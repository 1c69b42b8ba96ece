//! Writing the tables that say what holds now, and remembering what they said before.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde_json::{Value as Json, json};

/// A table whose rows an import may replace.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TableOf {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    /// How many of the first columns are the key.
    pub(super) key: usize,
}

pub(super) const SOURCE_RECORD: TableOf = TableOf {
    name: "source_record",
    columns: &["record_id", "import_id", "system", "external_id", "year", "file", "row", "hash", "status", "names"],
    key: 1,
};
pub(super) const INNOVATION: TableOf =
    TableOf { name: "innovation", columns: &["id", "title", "agency_code", "region_code", "year", "other_titles", "data"], key: 1 };
pub(super) const MEMBER: TableOf = TableOf { name: "member", columns: &["record_id", "innovation_id"], key: 1 };
pub(super) const PAIR: TableOf = TableOf { name: "pair", columns: &["left_id", "right_id", "kind", "probability", "origin_id"], key: 2 };
pub(super) const LINK: TableOf = TableOf { name: "link", columns: &["left_id", "right_id", "kind", "probability", "origin_id"], key: 2 };
const TABLES: [&TableOf; 5] = [&SOURCE_RECORD, &INNOVATION, &MEMBER, &PAIR, &LINK];

impl TableOf {
    fn names(&self) -> String {
        self.columns.join(", ")
    }

    fn where_key(&self) -> String {
        let terms = self.columns.iter().take(self.key).enumerate().map(|(at, name)| format!("{name} = ?{}", at + 1));
        terms.collect::<Vec<_>>().join(" AND ")
    }
}

/// Writes rows; of an import it notes what each row was before, once.
pub(super) struct Rows<'a> {
    pub(super) db: &'a Connection,
    /// The import to which the changes belong; none for what a person decides.
    import: Option<i64>,
    seq: i64,
    noted: BTreeSet<(&'static str, String)>,
    /// What innovations were before: titles and record; none if there was none.
    pub(super) old: Old,
}

/// Innovations that changed, and what they were before: other titles and record, as stored.
pub(super) type Old = BTreeMap<String, Option<(String, String)>>;

impl<'a> Rows<'a> {
    pub(super) fn new(db: &'a Connection, import: Option<i64>) -> Self {
        Self { db, import, seq: 0, noted: BTreeSet::new(), old: Old::new() }
    }

    /// The row of a key.
    fn get(&self, table: &TableOf, key: &[Value]) -> rusqlite::Result<Option<Vec<Value>>> {
        let sql = format!("SELECT {} FROM {} WHERE {}", table.names(), table.name, table.where_key());
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(key))?;
        rows.next()?.map(|row| (0..table.columns.len()).map(|at| row.get(at)).collect()).transpose()
    }

    fn note(&mut self, table: &'static TableOf, key: &[Value], before: Option<&[Value]>) -> rusqlite::Result<()> {
        if *table == INNOVATION
            && let Some(Value::Text(id)) = key.first()
        {
            let stored = |row: &[Value]| match (row.get(5), row.get(6)) {
                (Some(Value::Text(titles)), Some(Value::Text(data))) => Some((titles.clone(), data.clone())),
                _ => None,
            };
            self.old.entry(id.clone()).or_insert_with(|| before.and_then(stored));
        }
        let Some(import) = self.import else { return Ok(()) };
        let table = table.name;
        let key = to_json(key);
        if !self.noted.insert((table, key.clone())) {
            return Ok(());
        }
        let mut insert = self.db.prepare_cached("INSERT INTO undo VALUES (?1, ?2, ?3, ?4, ?5)")?;
        insert.execute(params![import, self.seq, table, key, before.map(to_json)])?;
        self.seq += 1;
        Ok(())
    }

    /// Puts a row in place of whatever has its key. Says whether anything changed.
    pub(super) fn put(&mut self, table: &'static TableOf, row: &[Value]) -> rusqlite::Result<bool> {
        let key = row.get(..table.key).unwrap_or_default();
        let before = self.get(table, key)?;
        if before.as_deref() == Some(row) {
            return Ok(false);
        }
        self.note(table, key, before.as_deref())?;
        write(self.db, table, row)?;
        Ok(true)
    }

    /// Puts a row whose key is known to be new.
    pub(super) fn add(&mut self, table: &'static TableOf, row: &[Value]) -> rusqlite::Result<()> {
        self.note(table, row.get(..table.key).unwrap_or_default(), None)?;
        write(self.db, table, row)
    }

    /// Takes a row away, if there is one.
    pub(super) fn delete(&mut self, table: &'static TableOf, key: &[Value]) -> rusqlite::Result<bool> {
        let Some(before) = self.get(table, key)? else { return Ok(false) };
        self.note(table, key, Some(&before))?;
        remove(self.db, table, key)?;
        Ok(true)
    }
}

fn write(db: &Connection, table: &TableOf, row: &[Value]) -> rusqlite::Result<()> {
    let places = (1..=table.columns.len()).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ");
    let updates = table.columns.iter().skip(table.key).map(|name| format!("{name} = excluded.{name}")).collect::<Vec<_>>().join(", ");
    let keys = table.columns.iter().take(table.key).copied().collect::<Vec<_>>().join(", ");
    // no REPLACE: it would delete the row first, and with it what other tables say of it
    let sql = format!("INSERT INTO {} ({}) VALUES ({places}) ON CONFLICT ({keys}) DO UPDATE SET {updates}", table.name, table.names());
    db.prepare_cached(&sql)?.execute(params_from_iter(row))?;
    Ok(())
}

fn remove(db: &Connection, table: &TableOf, key: &[Value]) -> rusqlite::Result<()> {
    db.prepare_cached(&format!("DELETE FROM {} WHERE {}", table.name, table.where_key()))?.execute(params_from_iter(key))?;
    Ok(())
}

/// Takes back what an import replaced, the last first.
pub(super) fn take_back(db: &Connection, import: i64, old: &mut Old) -> rusqlite::Result<()> {
    let mut statement = db.prepare("SELECT tbl, key, before FROM undo WHERE import_id = ?1 ORDER BY seq DESC")?;
    let notes: Vec<(String, String, Option<String>)> =
        statement.query_map([import], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<rusqlite::Result<_>>()?;
    for (name, key, before) in notes {
        let Some(table) = TABLES.iter().find(|table| table.name == name) else { continue };
        let key = from_json(&key);
        if let (true, Some(Value::Text(id))) = (table.name == INNOVATION.name, key.first()) {
            let mut now = db.prepare_cached("SELECT other_titles, data FROM innovation WHERE id = ?1")?;
            let now = now.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            old.entry(id.clone()).or_insert(now);
        }
        match before.as_deref().map(from_json) {
            Some(mut row) => {
                // a note of an earlier format does not know the last columns
                row.resize(table.columns.len(), Value::Null);
                write(db, table, &row)?;
            }
            None => remove(db, table, &key)?,
        }
    }
    db.execute("DELETE FROM undo WHERE import_id = ?1", [import])?;
    Ok(())
}

/// Values as JSON, numbers exactly: a real number by its bits.
fn to_json(values: &[Value]) -> String {
    let cell = |value: &Value| match value {
        Value::Integer(number) => json!(number),
        Value::Real(number) => json!({ "bits": number.to_bits().to_string() }),
        Value::Text(text) => json!(text),
        Value::Null | Value::Blob(_) => Json::Null,
    };
    Json::Array(values.iter().map(cell).collect()).to_string()
}

fn from_json(text: &str) -> Vec<Value> {
    let Ok(Json::Array(cells)) = serde_json::from_str::<Json>(text) else { return Vec::new() };
    let value = |cell: Json| match cell {
        Json::Number(number) => Value::Integer(number.as_i64().unwrap_or_default()),
        Json::String(text) => Value::Text(text),
        Json::Object(bits) => {
            let bits = bits.get("bits").and_then(Json::as_str).and_then(|bits| bits.parse().ok());
            Value::Real(f64::from_bits(bits.unwrap_or_default()))
        }
        _ => Value::Null,
    };
    cells.into_iter().map(value).collect()
}

/// A text as a value.
pub(super) fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

/// A text that may be missing as a value.
pub(super) fn maybe(value: Option<&String>) -> Value {
    value.map_or(Value::Null, |text| Value::Text(text.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_exactly() {
        let row = vec![Value::Text("a\u{1f}\"b".into()), Value::Null, Value::Integer(i64::MIN), Value::Real(0.1 + 0.2)];
        assert_eq!(from_json(&to_json(&row)), row);
    }
}
