//! From the records of a cluster to one innovation: merging, what curators set, and what agencies said since.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use rusqlite::types::Value;

use super::history::{WriteError, current};
use super::rows::{INNOVATION, LINK, MEMBER, Rows, maybe, text};
use super::survivorship::Survivorship;
use crate::dedup::{Kind, Merged, merge};
use crate::model::{Field, FieldSource, Innovation, StatusUpdate};
use crate::pipeline::NamedOrigins;

/// Merges the records of a cluster as the catalog remembers it.
pub(super) fn merged(db: &Connection, rules: &Survivorship, records: &[&Innovation]) -> Result<Option<Merged>, WriteError> {
    let Some(mut merged) = merge(records) else { return Ok(None) };
    rules.apply(&mut merged.innovation, records);
    let ids: Vec<&str> = records.iter().map(|record| record.record_id.as_str()).collect();
    apply_updates(db, &mut merged.innovation, &ids)?;
    apply_overrides(db, &mut merged.innovation, &ids)?;
    Ok(Some(merged))
}

/// The last thing that an agency said in the catalog wins over what source records say.
fn apply_updates(db: &Connection, innovation: &mut Innovation, ids: &[&str]) -> Result<(), WriteError> {
    let mut updates: Vec<(String, i64, StatusUpdate, Option<String>)> = Vec::new();
    let mut statement = db.prepare_cached("SELECT at, id, status, by, role, reason FROM status_update WHERE record_id = ?1 ORDER BY id")?;
    for id in ids {
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            let at: String = row.get(0)?;
            let Ok(time) = at.parse() else { continue };
            let mut update = StatusUpdate::new(time, row.get::<_, String>(2)?.as_str());
            update.by = row.get(3)?;
            update.role = row.get(4)?;
            let reason: Option<String> = row.get(5)?;
            update.note = reason.as_deref().map(Into::into);
            updates.push((at, row.get(1)?, update, reason));
        }
    }
    updates.sort_by(|a, b| a.2.at.order(b.2.at).then(a.1.cmp(&b.1)));
    for (_, number, update, reason) in updates {
        let status = update.status.code().to_owned();
        if innovation.status_history.contains(&update) {
            continue;
        }
        // a source may state a later update than the catalog was told: then that one stays the last
        if innovation.status_history.push(update.clone()).is_err() {
            let mut all = innovation.status_history.to_vec();
            all.push(update);
            innovation.status_history = all.into();
            continue;
        }
        let origin = FieldSource::new(format!("pemutakhiran:{number}"), "status");
        innovation.provenance.insert(Field::Status, origin.clone());
        innovation.provenance.insert(Field::StatusHistory, origin.clone());
        innovation.status = Some(status);
        if reason.is_some() {
            innovation.status_reason = reason;
            innovation.provenance.insert(Field::StatusReason, origin);
        }
    }
    Ok(())
}

/// What curators set, by field: the last word of each.
pub(super) fn overrides(db: &Connection, ids: &[&str]) -> Result<BTreeMap<Field, (i64, Option<String>, String)>, WriteError> {
    let mut last: BTreeMap<Field, (i64, Option<String>, String)> = BTreeMap::new();
    let mut statement = db.prepare_cached("SELECT id, field, value, by FROM field_override WHERE record_id = ?1 ORDER BY id")?;
    for id in ids {
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let Ok(field) = row.get::<_, String>(1)?.parse::<Field>() else { continue };
            if last.get(&field).is_none_or(|known| known.0 < number) {
                last.insert(field, (number, row.get(2)?, row.get(3)?));
            }
        }
    }
    Ok(last)
}

fn apply_overrides(db: &Connection, innovation: &mut Innovation, ids: &[&str]) -> Result<(), WriteError> {
    for (field, (number, value, by)) in overrides(db, ids)? {
        let Some(value) = value else { continue };
        if let Some(with) = with_field(innovation, field, &value) {
            *innovation = with;
            innovation.provenance.insert(field, FieldSource::new(format!("kurasi:{number}"), by));
        }
    }
    Ok(())
}

/// The innovation with another value of a field, given as JSON; `None` if the field cannot hold it.
pub(super) fn with_field(innovation: &Innovation, field: Field, value: &str) -> Option<Innovation> {
    let mut json = serde_json::to_value(innovation).ok()?;
    json.as_object_mut()?.insert(field.name().to_owned(), serde_json::from_str(value).ok()?);
    serde_json::from_value(json).ok()
}

/// The row of an innovation.
pub(super) fn row(innovation: &Innovation, other_titles: &[String]) -> Result<Vec<Value>, WriteError> {
    Ok(vec![
        text(&innovation.record_id),
        text(innovation.title.clone().unwrap_or_default()),
        maybe(innovation.agency_code.as_ref()),
        maybe(innovation.region_code.as_ref()),
        innovation.year.map_or(Value::Null, |year| Value::Integer(year.into())),
        text(serde_json::to_string(other_titles)?),
        text(serde_json::to_string(innovation)?),
    ])
}

/// Writes the innovations of these clusters in place of those that their records stood behind. Returns the ids of all innovations
/// that are new, changed or gone.
pub(super) fn write_clusters(
    rows: &mut Rows<'_>,
    rules: &Survivorship,
    clusters: &[Vec<String>],
    known: &BTreeMap<String, Innovation>,
    also_gone: BTreeSet<String>,
) -> Result<BTreeSet<String>, WriteError> {
    let db = rows.db;
    let mut gone = also_gone;
    let mut touched = BTreeSet::new();
    let mut kept = BTreeSet::new();
    let mut owner = db.prepare_cached("SELECT innovation_id FROM member WHERE record_id = ?1")?;
    for cluster in clusters {
        for record in cluster {
            let mut found = owner.query([record])?;
            if let Some(row) = found.next()? {
                gone.insert(row.get(0)?);
            }
        }
    }
    for cluster in clusters {
        let mut read: Vec<Innovation> = Vec::new();
        for record in cluster {
            if !known.contains_key(record) {
                read.extend(current(db, record)?);
            }
        }
        let records: Vec<&Innovation> = cluster.iter().filter_map(|record| known.get(record)).chain(&read).collect();
        let Some(merged) = merged(db, rules, &records)? else { continue };
        let id = merged.innovation.record_id.clone();
        if rows.put(&INNOVATION, &row(&merged.innovation, &merged.other_titles)?)? {
            touched.insert(id.clone());
        }
        for record in cluster {
            if rows.put(&MEMBER, &[text(record), text(&id)])? {
                touched.insert(id.clone());
            }
        }
        kept.insert(id);
    }
    for id in gone.difference(&kept) {
        let members: i64 = db.prepare_cached("SELECT count(*) FROM member WHERE innovation_id = ?1")?.query_row([id], |row| row.get(0))?;
        if members == 0 {
            for (left, right) in links_of(db, id)? {
                rows.delete(&LINK, &[text(left), text(right)])?;
            }
            rows.delete(&INNOVATION, &[text(id)])?;
            touched.insert(id.clone());
        }
    }
    Ok(touched)
}

fn links_of(db: &Connection, id: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let sql = "SELECT left_id, right_id FROM link WHERE left_id = ?1 UNION SELECT left_id, right_id FROM link WHERE right_id = ?1";
    let mut statement = db.prepare_cached(sql)?;
    statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Puts the links of these innovations in order: of several pairs between two the surest speaks for them. Returns every innovation
/// whose links changed.
pub(super) fn write_links(rows: &mut Rows<'_>, innovations: &BTreeSet<String>) -> Result<BTreeSet<String>, WriteError> {
    let db = rows.db;
    let mut touched = BTreeSet::new();
    let mut wanted: BTreeMap<(String, String), (f64, Kind)> = BTreeMap::new();
    let mut origins = NamedOrigins::default();
    let mut found: BTreeSet<(String, String)> = BTreeSet::new();
    let sql = "SELECT a.innovation_id, b.innovation_id, p.kind, p.probability, p.origin_id = p.left_id FROM member m
          JOIN pair p ON p.left_id = m.record_id JOIN member a ON a.record_id = p.left_id JOIN member b ON b.record_id = p.right_id
          WHERE m.innovation_id = ?1
        UNION ALL
        SELECT a.innovation_id, b.innovation_id, p.kind, p.probability, p.origin_id = p.left_id FROM member m
          JOIN pair p ON p.right_id = m.record_id JOIN member a ON a.record_id = p.left_id JOIN member b ON b.record_id = p.right_id
          WHERE m.innovation_id = ?1";
    let mut statement = db.prepare_cached(sql)?;
    for id in innovations {
        found.extend(links_of(db, id)?);
        let mut pairs = statement.query([id])?;
        while let Some(row) = pairs.next()? {
            let (a, b): (String, String) = (row.get(0)?, row.get(1)?);
            if a == b {
                continue;
            }
            let probability: f64 = row.get(3)?;
            let kind = match row.get::<_, String>(2)?.as_str() {
                "version" => Kind::Version,
                "replication" => Kind::Replication,
                // a duplicate that the clustering or a person refused is a matter for review
                _ => Kind::Related,
            };
            let origin = row.get::<_, Option<bool>>(4)?.map(|left| if left { a.clone() } else { b.clone() });
            let key = if a < b { (a, b) } else { (b, a) };
            if let Some(origin) = origin {
                origins.add(key.clone(), origin);
            }
            let slot = wanted.entry(key).or_insert((probability, kind));
            if (kind != Kind::Related, probability, kind) > (slot.1 != Kind::Related, slot.0, slot.1) {
                *slot = (probability, kind);
            }
        }
    }
    for key in &found {
        if !wanted.contains_key(key) {
            rows.delete(&LINK, &[text(&key.0), text(&key.1)])?;
            touched.extend([key.0.clone(), key.1.clone()]);
        }
    }
    for (pair, (probability, kind)) in wanted {
        let origin = origins.of(&pair);
        let (left, right) = pair;
        let row = [text(&left), text(&right), text(kind.kept().code()), Value::Real(probability), maybe(origin)];
        if rows.put(&LINK, &row)? {
            touched.extend([left, right]);
        }
    }
    Ok(touched)
}
