//! From the history of imports to what holds now.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::check::LINKS_WITHOUT_PAIRS;
use super::derive::{write_clusters, write_links};
use super::history::{Version, WriteError, versions_of};
use super::link::{constrain, forget_pairs, innovation_of, link_all, link_batch, members_of, names, verdicts};
use super::rows::{LINK, MEMBER, Old, PAIR, Rows, SOURCE_RECORD, text};
use super::survivorship::Survivorship;
use crate::dedup::{LinkSettings, preset};
use crate::model::Innovation;
use crate::progress::Watcher;

/// What the catalog remembers of how it links and merges.
pub(super) struct Rules {
    pub(super) link: LinkSettings,
    pub(super) survivorship: Survivorship,
    /// Up to so many records an import links all of them anew, and the search index is written anew.
    pub(super) whole_up_to: usize,
}

/// Up to this many records all are linked anew, unless the catalog says otherwise: the result is then a function of the records alone,
/// whatever came in which order. The national catalog has 2,928 (domain source `UPD24`).
const WHOLE_UP_TO: usize = 4_000;

/// The setting of the catalog.
pub(super) fn whole_up_to(db: &Connection) -> rusqlite::Result<usize> {
    let set: Option<String> = db.query_row("SELECT value FROM meta WHERE key = 'whole_up_to'", [], |row| row.get(0)).optional()?;
    Ok(set.and_then(|text| text.parse().ok()).unwrap_or(WHOLE_UP_TO))
}

impl Rules {
    pub(super) fn of(db: &Connection) -> Result<Self, WriteError> {
        let meta = |key: &str| -> rusqlite::Result<Option<String>> {
            db.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).optional()
        };
        // settings of a newer version that this one cannot read give way to its own
        let link = meta("link_settings")?.and_then(|text| LinkSettings::from_json(&text).ok()).unwrap_or_else(preset::settings);
        let survivorship = meta("survivorship")?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_else(Survivorship::built_in);
        Ok(Self { link, survivorship, whole_up_to: whole_up_to(db)? })
    }
}

/// Lets an import hold: its versions become the current ones, are linked and merged.
pub(super) fn apply(db: &Connection, import: i64, rules: &Rules, old: &mut Old, progress: Watcher<'_>) -> Result<(), WriteError> {
    let versions = versions_of(db, import)?;
    if versions.is_empty() {
        return Ok(());
    }
    let noted: bool = db.query_row("SELECT noted FROM import WHERE id = ?1", [import], |row| row.get(0))?;
    let mut rows = Rows::new(db, noted.then_some(import));
    let left = place(&mut rows, &versions)?;
    let batch: BTreeMap<String, Innovation> =
        versions.into_iter().filter(|version| version.accepted).map(|version| (version.record_id, version.innovation)).collect();
    let linked = if batch.is_empty() {
        super::link::Linked { clusters: Vec::new(), known: BTreeMap::new() }
    } else {
        link_batch(&mut rows, &batch, rules, progress)?
    };
    let mut clusters = linked.clusters;
    let placed: BTreeSet<String> = clusters.iter().flatten().cloned().collect();
    for innovation in &left {
        let rest: Vec<String> = members_of(db, innovation)?.into_iter().filter(|id| !placed.contains(id)).collect();
        if !rest.is_empty() {
            clusters.push(rest);
        }
    }
    finish(&mut rows, rules, &clusters, &linked.known, left)?;
    keep_oldest(old, rows.old);
    Ok(())
}

/// Links and merges everything anew, without a note of what was there.
pub(super) fn apply_all(db: &Connection, rules: &Rules, old: &mut Old, progress: Watcher<'_>) -> Result<(), WriteError> {
    let mut rows = Rows::new(db, None);
    let linked = link_all(&mut rows, &rules.link, progress)?;
    let mut statement = db.prepare("SELECT id FROM innovation ORDER BY id")?;
    let all: BTreeSet<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    drop(statement);
    finish(&mut rows, rules, &linked.clusters, &linked.known, all)?;
    keep_oldest(old, rows.old);
    Ok(())
}

fn finish(
    rows: &mut Rows<'_>,
    rules: &Rules,
    clusters: &[Vec<String>],
    known: &BTreeMap<String, Innovation>,
    left: BTreeSet<String>,
) -> Result<(), WriteError> {
    let mut touched = write_clusters(rows, &rules.survivorship, clusters, known, left)?;
    for cluster in clusters {
        // a pair can be new where no innovation changed
        if let Some(first) = cluster.first() {
            touched.extend(innovation_of(rows.db, first)?);
        }
    }
    for id in write_links(rows, &touched)? {
        touch(rows, &id)?;
    }
    Ok(())
}

/// Notes that an innovation looks different although its own row is as it was: its links changed.
fn touch(rows: &mut Rows<'_>, id: &str) -> Result<(), WriteError> {
    if !rows.old.contains_key(id) {
        let sql = "SELECT other_titles, data FROM innovation WHERE id = ?1";
        let now = rows.db.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        rows.old.insert(id.to_owned(), now);
    }
    Ok(())
}

pub(super) fn keep_oldest(old: &mut Old, newer: Old) {
    for (id, before) in newer {
        old.entry(id).or_insert(before);
    }
}

/// Makes versions the current ones. Returns the innovations that lost a record by it.
fn place(rows: &mut Rows<'_>, versions: &[Version]) -> Result<BTreeSet<String>, WriteError> {
    let accepted: Vec<&Innovation> = versions.iter().filter(|version| version.accepted).map(|version| &version.innovation).collect();
    let mut found_by = names(&accepted).into_iter();
    let mut left = BTreeSet::new();
    for version in versions {
        if let Some(innovation) = innovation_of(rows.db, &version.record_id)? {
            left.insert(innovation);
            rows.delete(&MEMBER, &[text(&version.record_id)])?;
            forget_pairs(rows, &version.record_id)?;
        }
        let names = if version.accepted { found_by.next().unwrap_or_default() } else { String::new() };
        rows.put(&SOURCE_RECORD, &record_row(version, names))?;
    }
    Ok(left)
}

pub(super) fn record_row(version: &Version, names: String) -> [Value; 10] {
    let source = version.innovation.sources.first();
    [
        text(&version.record_id),
        Value::Integer(version.import),
        text(source.map_or("generic", |source| source.system.code())),
        source.and_then(|source| source.external_id.clone()).map_or(Value::Null, Value::Text),
        source.and_then(|source| source.year).map_or(Value::Null, |year| Value::Integer(year.into())),
        text(&version.file),
        Value::Integer(version.row),
        text(&version.hash),
        text(if version.accepted { "accepted" } else { "quarantined" }),
        text(names),
    ]
}

/// Puts the innovations of these records under what people decided and said about them.
pub(super) fn regroup(rows: &mut Rows<'_>, rules: &Rules, records: &[String]) -> Result<(), WriteError> {
    regroup_and_drop(rows, rules, records, BTreeSet::new())
}

/// The same, and takes these innovations away if nothing stands behind them.
fn regroup_and_drop(rows: &mut Rows<'_>, rules: &Rules, records: &[String], gone: BTreeSet<String>) -> Result<(), WriteError> {
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for record in records {
        if let Some(innovation) = innovation_of(rows.db, record)? {
            let members = members_of(rows.db, &innovation)?;
            groups.insert(innovation, members);
        }
    }
    let clusters = constrain(rows.db, groups.into_values().collect())?;
    finish(rows, rules, &clusters, &BTreeMap::new(), gone)
}

/// Takes pairs away of which a record is gone, and links of which an innovation is gone; returns the innovations at their other ends.
fn drop_dangling(rows: &mut Rows<'_>) -> Result<BTreeSet<String>, WriteError> {
    let both = |sql: &str| -> rusqlite::Result<Vec<(String, String)>> {
        rows.db.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let pairs = both(
        "SELECT left_id, right_id FROM pair WHERE left_id NOT IN (SELECT record_id FROM source_record)
           OR right_id NOT IN (SELECT record_id FROM source_record)",
    )?;
    let links = both(
        "SELECT left_id, right_id FROM link WHERE left_id NOT IN (SELECT id FROM innovation) OR right_id NOT IN (SELECT id FROM innovation)",
    )?;
    for (left, right) in pairs {
        rows.delete(&PAIR, &[text(left), text(right)])?;
    }
    let mut ends = BTreeSet::new();
    for (left, right) in links {
        ends.extend([left.clone(), right.clone()]);
        rows.delete(&LINK, &[text(left), text(right)])?;
    }
    let mut there = rows.db.prepare_cached("SELECT 1 FROM innovation WHERE id = ?1")?;
    let mut kept = BTreeSet::new();
    for id in ends {
        if there.exists([&id])? {
            kept.insert(id);
        }
    }
    Ok(kept)
}

/// The records of an innovation whose row does not name those that stand behind it: what was put back and what was decided since meet
/// there.
fn mismatched(db: &Connection, id: &str) -> Result<Vec<String>, WriteError> {
    let sql = "SELECT data FROM innovation WHERE id = ?1";
    let data: Option<String> = db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    let Some(data) = data else { return Ok(Vec::new()) };
    let innovation: Innovation = serde_json::from_str(&data)?;
    let mut named: Vec<String> = innovation.sources.into_iter().map(|source| source.record_id).collect();
    named.sort();
    let members = members_of(db, id)?;
    if named == members {
        return Ok(Vec::new());
    }
    named.extend(members);
    Ok(named)
}

/// After rows were put back: what people decided since holds again.
pub(super) fn settle(db: &Connection, rules: &Rules, old: &mut Old) -> Result<(), WriteError> {
    let mut records: BTreeSet<String> = verdicts(db)?.into_keys().flat_map(|(a, b)| [a, b]).collect();
    let ids = |sql: &str| -> rusqlite::Result<BTreeSet<String>> { db.prepare(sql)?.query_map([], |row| row.get(0))?.collect() };
    records.extend(ids("SELECT record_id FROM field_override UNION SELECT record_id FROM status_update")?);
    let mut rows = Rows::new(db, None);
    let loose = drop_dangling(&mut rows)?;
    // a row that was put back may name what a decision has merged since: its records are grouped again, what is left over goes
    records.extend(ids("SELECT record_id FROM member m WHERE NOT EXISTS (SELECT 1 FROM innovation i WHERE i.id = m.innovation_id)")?);
    records.extend(ids("SELECT record_id FROM member WHERE innovation_id IN (SELECT id FROM innovation i WHERE NOT EXISTS
           (SELECT 1 FROM member m WHERE m.record_id = i.id AND m.innovation_id = i.id))")?);
    for id in old.keys() {
        records.extend(mismatched(db, id)?);
    }
    let empty = ids("SELECT id FROM innovation i WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.innovation_id = i.id)")?;
    regroup_and_drop(&mut rows, rules, &records.into_iter().collect::<Vec<_>>(), empty)?;
    // rows that were put back bring links of groups that decisions have parted or joined since
    let mut ends = loose;
    ends.extend(old.keys().cloned());
    ends.extend(ids(LINKS_WITHOUT_PAIRS)?);
    for id in write_links(&mut rows, &ends)? {
        touch(&mut rows, &id)?;
    }
    keep_oldest(old, rows.old);
    Ok(())
}
