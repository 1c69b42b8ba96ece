//! Which records a batch belongs to: the candidates around it, or, where the batch is a large part of the catalog, everybody.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::Connection;
use rusqlite::types::Value;

use super::apply::Rules;
use super::history::{WriteError, accepted, as_record, current};
use super::rows::{PAIR, Rows, text};
use crate::dedup::{Kind, LinkSettings, Linkage, Pair, preset};
use crate::model::{Innovation, Record};
use crate::pipeline::link_records;
use crate::progress::Watcher;
use crate::text::words;

/// A batch of at least one record in this many has the whole catalog as its neighbourhood.
const LARGE_BATCH: usize = 20;
/// How many records near to a new one are compared with it.
const NEIGHBOURS: usize = 4;
/// A neighbour shares at least this part of the weight of the words by which a record is found.
const NEAR: f32 = 0.3;
/// Words of more records than this say nothing about who is near.
const LONGEST_POSTINGS: usize = 1_000;
/// With so many other records a small batch learns how rare a word is.
const BACKGROUND: usize = 400;

/// The words by which a record is found: its names and its region, folded.
pub(super) fn names(innovations: &[&Innovation]) -> Vec<String> {
    innovations.iter().map(|innovation| words(&preset::search_words(innovation)).collect::<Vec<_>>().join(" ")).collect()
}

/// What came of linking: which records belong together, and the clusters that are to be written.
pub(super) struct Linked {
    pub(super) clusters: Vec<Vec<String>>,
    /// The records of these clusters, as far as they were read.
    pub(super) known: BTreeMap<String, Innovation>,
}

/// Links the accepted records of a batch with the catalog, and writes the pairs.
pub(super) fn link_batch(
    rows: &mut Rows<'_>,
    batch: &BTreeMap<String, Innovation>,
    rules: &Rules,
    progress: Watcher<'_>,
) -> Result<Linked, WriteError> {
    let total: i64 = rows.db.query_row("SELECT count(*) FROM source_record WHERE status = 'accepted'", [], |row| row.get(0))?;
    let total = total as usize;
    let settings = &rules.link;
    if total <= rules.whole_up_to || batch.len() * LARGE_BATCH >= total {
        return link_all(rows, settings, progress);
    }
    let scope = scope(rows.db, batch)?;
    let records: Vec<Record> = scope.into_values().map(as_record).collect();
    let linkage = link_records(&records.iter().collect::<Vec<_>>(), Some(settings.clone()), progress)?;
    let id = |at: usize| records.get(at).map_or("", |record| record.source.record_id.as_str());
    let mut votes: HashMap<(usize, &str), f64> = HashMap::new();
    for pair in &linkage.pairs {
        let (left, right) = (id(pair.left), id(pair.right));
        let inside = (batch.contains_key(left), batch.contains_key(right));
        if inside == (false, false) {
            continue;
        }
        rows.put(&PAIR, &pair_row_of(&linkage, pair, &id))?;
        if pair.kind == Kind::Duplicate && inside != (true, true) && linkage.clusters.get(pair.left) == linkage.clusters.get(pair.right) {
            let stored = if inside.0 { right } else { left };
            *votes.entry((linkage.clusters.get(pair.left).copied().unwrap_or_default(), stored)).or_default() += pair.probability;
        }
    }
    let mut clusters: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (cluster, members) in groups(&linkage) {
        let new: Vec<&str> = members.iter().map(|at| id(*at)).filter(|id| batch.contains_key(*id)).collect();
        let Some(first) = new.first() else { continue };
        // of several innovations that it could join, the one that agrees most; the others stay linked for review
        let mut joins: BTreeMap<String, f64> = BTreeMap::new();
        for at in &members {
            if let Some(vote) = votes.get(&(cluster, id(*at)))
                && let Some(innovation) = innovation_of(rows.db, id(*at))?
            {
                *joins.entry(innovation).or_default() += vote;
            }
        }
        let best = joins.iter().max_by(|a, b| a.1.total_cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|(innovation, _)| innovation.clone());
        let slot = clusters.entry(best.clone().map_or_else(|| format!("new {first}"), |id| format!("old {id}"))).or_default();
        slot.extend(new.iter().map(|id| (*id).to_owned()));
        if let Some(innovation) = best {
            slot.extend(members_of(rows.db, &innovation)?);
        }
    }
    let clusters = clusters.into_values().map(|members| members.into_iter().collect()).collect();
    let clusters = constrain(rows.db, clusters)?;
    Ok(Linked { clusters, known: batch.clone() })
}

/// Links every accepted record, in the order of their ids.
pub(super) fn link_all(rows: &mut Rows<'_>, settings: &LinkSettings, progress: Watcher<'_>) -> Result<Linked, WriteError> {
    let known = accepted(rows.db)?;
    let records: Vec<Record> = known.values().cloned().map(as_record).collect();
    let linkage = link_records(&records.iter().collect::<Vec<_>>(), Some(settings.clone()), progress)?;
    let id = |at: usize| records.get(at).map_or("", |record| record.source.record_id.as_str());
    let mut wanted: BTreeSet<(String, String)> = BTreeSet::new();
    for pair in &linkage.pairs {
        let (left, right) = (id(pair.left), id(pair.right));
        rows.put(&PAIR, &pair_row_of(&linkage, pair, &id))?;
        wanted.insert(if left < right { (left.to_owned(), right.to_owned()) } else { (right.to_owned(), left.to_owned()) });
    }
    let mut statement = rows.db.prepare("SELECT left_id, right_id FROM pair ORDER BY left_id, right_id")?;
    let stored: Vec<(String, String)> = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    drop(statement);
    for (left, right) in stored {
        if !wanted.contains(&(left.clone(), right.clone())) {
            rows.delete(&PAIR, &[text(left), text(right)])?;
        }
    }
    let clusters = groups(&linkage).into_values().map(|members| members.iter().map(|at| id(*at).to_owned()).collect()).collect();
    let clusters = constrain(rows.db, clusters)?;
    Ok(Linked { clusters, known })
}

fn groups(linkage: &Linkage) -> BTreeMap<usize, Vec<usize>> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (record, cluster) in linkage.clusters.iter().enumerate() {
        groups.entry(*cluster).or_default().push(record);
    }
    groups
}

/// The row of a pair of a linkage; `id` gives the id of a record.
pub(super) fn pair_row_of<'a>(linkage: &Linkage, pair: &Pair, id: &dyn Fn(usize) -> &'a str) -> [Value; 5] {
    let origin = linkage.stated_origin(pair.left, pair.right).map(id);
    pair_row(id(pair.left), id(pair.right), pair.kind, pair.probability, origin)
}

/// The row of a pair; probabilities to the sixth place, as everywhere. `origin` is the one of the two that the other names.
pub(super) fn pair_row(left: &str, right: &str, kind: Kind, probability: f64, origin: Option<&str>) -> [Value; 5] {
    let (left, right) = if left < right { (left, right) } else { (right, left) };
    let origin = origin.map_or(Value::Null, text);
    [text(left), text(right), text(kind.kept().code()), Value::Real((probability * 1e6).round() / 1e6), origin]
}

/// Takes away what was said of a record before it changed.
pub(super) fn forget_pairs(rows: &mut Rows<'_>, record_id: &str) -> Result<(), WriteError> {
    let sql = "SELECT left_id, right_id FROM pair WHERE left_id = ?1 UNION SELECT left_id, right_id FROM pair WHERE right_id = ?1";
    let mut statement = rows.db.prepare_cached(sql)?;
    let pairs: Vec<(String, String)> =
        statement.query_map([record_id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    for (left, right) in pairs {
        rows.delete(&PAIR, &[text(left), text(right)])?;
    }
    Ok(())
}

/// The batch, the records near to it, those that they are merged with, and some others.
fn scope(db: &Connection, batch: &BTreeMap<String, Innovation>) -> Result<BTreeMap<String, Innovation>, WriteError> {
    let mut ids = nearest(db, batch)?;
    let mut partners =
        db.prepare_cached("SELECT right_id FROM decision WHERE left_id = ?1 UNION SELECT left_id FROM decision WHERE right_id = ?1")?;
    for id in batch.keys() {
        let found: Vec<String> = partners.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        ids.extend(found);
    }
    for id in ids.clone() {
        if let Some(innovation) = innovation_of(db, &id)? {
            ids.extend(members_of(db, &innovation)?);
        }
    }
    let missing = BACKGROUND.saturating_sub(ids.len() + batch.len());
    if missing > 0 {
        let mut others = db.prepare_cached("SELECT record_id FROM source_record WHERE status = 'accepted' ORDER BY hash LIMIT ?1")?;
        let found: Vec<String> = others.query_map([missing as i64], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        ids.extend(found);
    }
    let mut scope = batch.clone();
    for id in ids {
        if !scope.contains_key(&id)
            && let Some(innovation) = current(db, &id)?
        {
            scope.insert(id, innovation);
        }
    }
    Ok(scope)
}

/// The records that share the rarest words with those of the batch: postings of the words of the batch, filled in one pass.
fn nearest(db: &Connection, batch: &BTreeMap<String, Innovation>) -> Result<BTreeSet<String>, WriteError> {
    let innovations: Vec<&Innovation> = batch.values().collect();
    let wanted = names(&innovations);
    let mut terms: HashMap<String, usize> = HashMap::new();
    let own: Vec<Vec<usize>> = wanted
        .iter()
        .map(|name| {
            let mut own: Vec<usize> = features(name)
                .map(|feature| {
                    let next = terms.len();
                    *terms.entry(feature.into_owned()).or_insert(next)
                })
                .collect();
            own.sort_unstable();
            own.dedup();
            own
        })
        .collect();
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); terms.len()];
    let mut ids: Vec<String> = Vec::new();
    let mut statement = db.prepare_cached("SELECT record_id, names FROM source_record WHERE status = 'accepted' ORDER BY record_id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_str().unwrap_or_default();
        if batch.contains_key(id) {
            continue;
        }
        let number = ids.len() as u32;
        for feature in features(row.get_ref(1)?.as_str().unwrap_or_default()) {
            if let Some(list) = terms.get(feature.as_ref()).and_then(|term| postings.get_mut(*term))
                && list.last() != Some(&number)
            {
                list.push(number);
            }
        }
        ids.push(id.to_owned());
    }
    let total = ids.len() as f32;
    let mut near = BTreeSet::new();
    let mut scores: HashMap<u32, f32> = HashMap::new();
    for own in &own {
        scores.clear();
        let mut mass = 0.0f32;
        for term in own {
            let list = postings.get(*term).map(Vec::as_slice).unwrap_or_default();
            let weight = ((total + 1.0) / (list.len() as f32 + 0.5)).ln();
            // a word that only this record has finds nothing and says nothing about the others
            if list.is_empty() || list.len() > LONGEST_POSTINGS {
                continue;
            }
            mass += weight;
            for number in list {
                *scores.entry(*number).or_default() += weight;
            }
        }
        let mut best: Vec<(f32, u32)> =
            scores.iter().map(|(number, score)| (*score, *number)).filter(|(score, _)| *score >= mass * NEAR).collect();
        best.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.extend(best.iter().take(NEIGHBOURS).filter_map(|(_, number)| ids.get(*number as usize).cloned()));
    }
    Ok(near)
}

/// Words, and the beginnings of long ones: a slip of the pen at the end of a word is forgiven.
fn features(name: &str) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
    name.split(' ').filter(|word| !word.is_empty()).flat_map(|word| {
        let start = word.char_indices().nth(5).and_then(|(at, _)| word.get(..at)).filter(|start| start.len() + 1 < word.len());
        std::iter::once(word.into()).chain(start.map(|start| format!("{start}~").into()))
    })
}

pub(super) fn innovation_of(db: &Connection, record_id: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = db.prepare_cached("SELECT innovation_id FROM member WHERE record_id = ?1")?;
    let mut rows = statement.query([record_id])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

pub(super) fn members_of(db: &Connection, innovation: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = db.prepare_cached("SELECT record_id FROM member WHERE innovation_id = ?1 ORDER BY record_id")?;
    statement.query_map([innovation], |row| row.get(0))?.collect()
}

/// The last word of people about pairs of records.
pub(super) fn verdicts(db: &Connection) -> rusqlite::Result<BTreeMap<(String, String), bool>> {
    let mut statement = db.prepare_cached("SELECT left_id, right_id, verdict FROM decision ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut last = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let key = (row.get(0)?, row.get(1)?);
        match row.get::<_, String>(2)?.as_str() {
            "same" => last.insert(key, true),
            "different" => last.insert(key, false),
            _ => last.remove(&key),
        };
    }
    Ok(last)
}

/// Puts the clusters under what people decided: records that are different are parted along their weakest pairs, records that are the
/// same are joined, unless somebody decided against it.
pub(super) fn constrain(db: &Connection, clusters: Vec<Vec<String>>) -> Result<Vec<Vec<String>>, WriteError> {
    let verdicts = verdicts(db)?;
    if verdicts.is_empty() {
        return Ok(clusters);
    }
    let mut parts: Vec<BTreeSet<String>> = Vec::new();
    for cluster in clusters {
        let members: BTreeSet<String> = cluster.into_iter().collect();
        let broken = verdicts.iter().any(|((a, b), same)| !same && members.contains(a) && members.contains(b));
        if broken { parts.extend(parted(db, members, &verdicts)?) } else { parts.push(members) }
    }
    for ((a, b), _) in verdicts.iter().filter(|(_, same)| **same) {
        let at = |id: &String, parts: &[BTreeSet<String>]| parts.iter().position(|part| part.contains(id));
        let (Some(x), Some(y)) = (at(a, &parts), at(b, &parts)) else { continue };
        if x != y && parts.get(x).zip(parts.get(y)).is_some_and(|(left, right)| may_join(left, right, &verdicts)) {
            let moved = parts.swap_remove(x.max(y));
            if let Some(part) = parts.get_mut(x.min(y)) {
                part.extend(moved);
            }
        }
    }
    Ok(parts.into_iter().map(|part| part.into_iter().collect()).collect())
}

fn may_join(left: &BTreeSet<String>, right: &BTreeSet<String>, verdicts: &BTreeMap<(String, String), bool>) -> bool {
    !verdicts.iter().any(|((a, b), same)| !same && (left.contains(a) && right.contains(b) || left.contains(b) && right.contains(a)))
}

fn parted(
    db: &Connection,
    members: BTreeSet<String>,
    verdicts: &BTreeMap<(String, String), bool>,
) -> Result<Vec<BTreeSet<String>>, WriteError> {
    let mut edges: Vec<(bool, f64, String, String)> = Vec::new();
    let mut statement = db.prepare_cached("SELECT right_id, probability FROM pair WHERE left_id = ?1 AND kind = 'duplicate'")?;
    for left in &members {
        let mut rows = statement.query([left])?;
        while let Some(row) = rows.next()? {
            let right: String = row.get(0)?;
            if members.contains(&right) {
                edges.push((false, row.get(1)?, left.clone(), right));
            }
        }
    }
    let same = verdicts.iter().filter(|((a, b), same)| **same && members.contains(a) && members.contains(b));
    edges.extend(same.map(|((a, b), _)| (true, 1.0, a.clone(), b.clone())));
    edges.sort_by(|x, y| y.0.cmp(&x.0).then(y.1.total_cmp(&x.1)).then_with(|| (&x.2, &x.3).cmp(&(&y.2, &y.3))));
    let mut parts: Vec<BTreeSet<String>> = members.into_iter().map(|id| BTreeSet::from([id])).collect();
    for (_, _, a, b) in edges {
        let at = |id: &String| parts.iter().position(|part| part.contains(id));
        let (Some(x), Some(y)) = (at(&a), at(&b)) else { continue };
        if x != y && parts.get(x).zip(parts.get(y)).is_some_and(|(left, right)| may_join(left, right, verdicts)) {
            let moved = parts.remove(x.max(y));
            if let Some(part) = parts.get_mut(x.min(y)) {
                part.extend(moved);
            }
        }
    }
    Ok(parts)
}
