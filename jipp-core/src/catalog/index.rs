//! The search index follows the catalog, in the same transaction.
//!
//! A small change does not build the index of all anew. `base` stays; `delta` indexes the innovations that changed since, as they are
//! now, and `hidden` those of them that `base` knows, as it knows them. A search asks all three: hits of `base` that changed are left
//! out, those of `delta` come in, and counts are base - hidden + delta.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::{Connection, OptionalExtension};

use super::history::WriteError;
use super::index_file::{Moment, part, put, start};
use super::rows::Old;
use crate::model::Innovation;
use crate::progress::{Watcher, silent};
use crate::search::{Index, RankingSettings, SearchDocument, SearchRequest, SearchResponse, Sort, with_known_values};

/// Once one innovation in so many changed, the index is built anew.
const LARGE_SHARE: i64 = 10;

/// The index of a catalog, in one part or three.
#[derive(Debug)]
pub struct CatalogIndex {
    base: Index,
    changed: Option<Changed>,
}

#[derive(Debug)]
struct Changed {
    ids: HashSet<String>,
    delta: Index,
    hidden: Index,
}

/// All documents, with what they hang together with.
pub(super) fn documents(db: &Connection) -> Result<Vec<SearchDocument>, WriteError> {
    let mut related: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut statement = db.prepare("SELECT left_id, right_id FROM link WHERE kind <> 'related' ORDER BY left_id, right_id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (left, right): (String, String) = (row.get(0)?, row.get(1)?);
        related.entry(left.clone()).or_default().push(right.clone());
        related.entry(right).or_default().push(left);
    }
    let mut statement = db.prepare("SELECT id, other_titles, data FROM innovation ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        let mut one = document(&row.get::<_, String>(1)?, &row.get::<_, String>(2)?)?;
        one.related = related.remove(&row.get::<_, String>(0)?).unwrap_or_default();
        documents.push(one);
    }
    Ok(documents)
}

fn document(titles: &str, data: &str) -> Result<SearchDocument, WriteError> {
    let (titles, innovation): (Vec<String>, Innovation) = (serde_json::from_str(titles)?, serde_json::from_str(data)?);
    Ok(SearchDocument::new(&innovation, &titles))
}

fn one(db: &Connection, id: &str) -> Result<Option<SearchDocument>, WriteError> {
    let sql = "SELECT other_titles, data FROM innovation WHERE id = ?1";
    let found: Option<(String, String)> = db.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((titles, data)) = found else { return Ok(None) };
    let mut document = document(&titles, &data)?;
    let sql = "SELECT right_id FROM link WHERE left_id = ?1 AND kind <> 'related'
        UNION SELECT left_id FROM link WHERE right_id = ?1 AND kind <> 'related' ORDER BY 1";
    document.related = db.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(Some(document))
}

/// Writes the index of everything.
pub(super) fn rebuild(db: &Connection, progress: Watcher<'_>) -> Result<(), WriteError> {
    write_base(db, &Index::build(&documents(db)?, progress)?.to_bytes()?)?;
    Ok(())
}

pub(super) fn write_base(db: &Connection, bytes: &[u8]) -> rusqlite::Result<()> {
    db.execute_batch("DELETE FROM search_index; DELETE FROM search_chunk; DELETE FROM search_changed;")?;
    put(db, "base", bytes)
}

fn changed_ids(db: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    db.prepare_cached("SELECT id FROM search_changed")?.query_map([], |row| row.get(0))?.collect()
}

/// Whether the index stands where the catalog stands, as this version of jipp writes it.
fn is_current(db: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT coalesce((SELECT max(version) FROM search_index), 0) = (SELECT version FROM catalog_version)";
    Ok(db.query_row(sql, [], |row| row.get(0))? && is_own(db)?)
}

/// Whether this version of jipp can read the index. If another one wrote it, it is made anew: the catalog has everything it is made of.
fn is_own(db: &Connection) -> rusqlite::Result<bool> {
    // the header stands first and is short: of a large index only that is read
    let start = start(db, "base")?;
    Ok(start.is_none_or(|start| !Index::is_incompatible(&start)))
}

/// Lets the index follow a change. `old` names the innovations that changed and what they were.
pub(super) fn follow(db: &Connection, old: &Old, progress: Watcher<'_>) -> Result<(), WriteError> {
    let total: i64 = db.query_row("SELECT count(*) FROM innovation", [], |row| row.get(0))?;
    let before = changed_ids(db)?;
    let all: BTreeSet<&String> = before.iter().chain(old.keys()).collect();
    let has_base = db.query_row("SELECT count(*) FROM search_index WHERE part = 'base'", [], |row| row.get::<_, i64>(0))? > 0;
    if !has_base || total <= super::apply::whole_up_to(db)? as i64 || all.len() as i64 * LARGE_SHARE > total || !is_own(db)? {
        return rebuild(db, progress);
    }
    let mut hidden: Vec<SearchDocument> = Vec::new();
    if !before.is_empty() {
        let Some(bytes) = part(db, "hidden")? else { return rebuild(db, progress) };
        let known = Index::from_vec(bytes)?;
        for id in &before {
            hidden.extend(known.get(id)?);
        }
    }
    for (id, was) in old {
        if let (false, Some((titles, data))) = (before.contains(id), was) {
            hidden.push(document(titles, data)?);
        }
    }
    let mut delta = Vec::new();
    for id in &all {
        delta.extend(one(db, id)?);
    }
    put(db, "hidden", &Index::build(&hidden, &silent)?.to_bytes()?)?;
    put(db, "delta", &Index::build(&delta, progress)?.to_bytes()?)?;
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO search_changed VALUES (?1)")?;
    for id in all {
        insert.execute([id])?;
    }
    Ok(())
}

/// The bytes of one index of everything, if the file has it so.
pub(super) fn whole(db: &Connection) -> Result<Option<Vec<u8>>, WriteError> {
    let parts: i64 = db.query_row("SELECT count(*) FROM search_index", [], |row| row.get(0))?;
    if parts == 1 && is_current(db)? { Ok(part(db, "base")?) } else { Ok(None) }
}

/// The index as it lies in the file; put together anew if it does not stand where the catalog stands.
pub(super) fn open(db: &Connection) -> Result<CatalogIndex, WriteError> {
    let Some(base) = part(db, "base")?.filter(|_| is_current(db).unwrap_or(false)) else {
        return anew(db);
    };
    let base = Index::from_vec(base)?;
    let changed = match (part(db, "delta")?, part(db, "hidden")?) {
        (Some(delta), Some(hidden)) => {
            Some(Changed { ids: changed_ids(db)?.into_iter().collect(), delta: Index::from_vec(delta)?, hidden: Index::from_vec(hidden)? })
        }
        _ => None,
    };
    Ok(CatalogIndex { base, changed })
}

fn anew(db: &Connection) -> Result<CatalogIndex, WriteError> {
    Ok(CatalogIndex { base: Index::build(&documents(db)?, &silent)?, changed: None })
}

/// The index for one question: nothing is read but what it asks for. None where the whole index has to be made anew first.
pub(super) fn open_in_file(moment: &Moment) -> Result<Option<CatalogIndex>, WriteError> {
    let Some(base) = moment.file("base")?.filter(|_| moment.with(is_current).unwrap_or(false)) else { return Ok(None) };
    let ids: HashSet<String> = moment.with(changed_ids)?.into_iter().collect();
    let changed = match (moment.file("delta")?, moment.file("hidden")?) {
        _ if ids.is_empty() => None,
        (Some(delta), Some(hidden)) => Some(Changed { ids, delta: Index::in_file(delta)?, hidden: Index::in_file(hidden)? }),
        _ => return Ok(None),
    };
    Ok(Some(CatalogIndex { base: Index::in_file(base)?, changed }))
}

impl CatalogIndex {
    /// The same index with another ranking.
    pub fn with_ranking(self, settings: RankingSettings) -> Self {
        let changed = self.changed.map(|changed| Changed {
            ids: changed.ids,
            delta: changed.delta.with_ranking(settings.clone()),
            hidden: changed.hidden.with_ranking(settings.clone()),
        });
        Self { base: self.base.with_ranking(settings), changed }
    }

    /// How many innovations can be found.
    pub fn len(&self) -> usize {
        self.changed
            .as_ref()
            .map_or(self.base.len(), |changed| self.base.len() + changed.delta.len() - changed.hidden.len().min(self.base.len()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Searches, like [`Index::search`]. Scores of innovations that changed since the last whole index are computed among themselves,
    /// so they are near to, not equal to, those of one index.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, crate::Error> {
        let Some(changed) = &self.changed else { return Ok(self.base.search(request)?) };
        let request = &*with_known_values(request, &[&self.base, &changed.delta])?;
        let wanted = request.offset.saturating_add(request.limit);
        let ask = SearchRequest { offset: 0, limit: wanted, ..request.clone() };
        // so many more of the base as may be left out
        let more = SearchRequest { limit: wanted.saturating_add(changed.hidden.len()), ..ask.clone() };
        let counted = SearchRequest { limit: 0, ..ask.clone() };
        let (mut answer, delta, hidden) =
            (self.base.search_as_written(&more)?, changed.delta.search_part(&ask)?, changed.hidden.search_part(&counted)?);
        answer.terminated_early |= delta.terminated_early || hidden.terminated_early;
        answer.total = (answer.total + delta.total).saturating_sub(hidden.total);
        answer.hits.retain(|hit| !changed.ids.contains(&hit.id));
        answer.hits.extend(delta.hits);
        match request.sort {
            Sort::Relevance => answer.hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id))),
            Sort::Year => answer.hits.sort_by(|a, b| b.year.cmp(&a.year).then_with(|| a.id.cmp(&b.id))),
            Sort::Title => answer.hits.sort_by_cached_key(|hit| (crate::text::fold(&hit.title), hit.id.clone())),
        }
        answer.hits = answer.hits.into_iter().skip(request.offset).take(request.limit).collect();
        for (facet, values) in &mut answer.facets {
            let mut counts: BTreeMap<String, usize> = values.drain(..).map(|value| (value.value, value.count)).collect();
            for value in hidden.facets.get(facet).into_iter().flatten() {
                let count = counts.entry(value.value.clone()).or_default();
                *count = count.saturating_sub(value.count);
            }
            for value in delta.facets.get(facet).into_iter().flatten() {
                *counts.entry(value.value.clone()).or_default() += value.count;
            }
            values.extend(
                counts.into_iter().filter(|(_, count)| *count > 0).map(|(value, count)| crate::search::FacetCount { value, count }),
            );
            values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        }
        Ok(answer)
    }

    /// How much a lemma tells: the rarer, the more; what no innovation has tells most. (The inverse document frequency of BM25.)
    pub(super) fn weight(&self, lemma: &str) -> f64 {
        let found = f64::from(self.base.documents_with(lemma));
        ((self.base.len() as f64 - found + 0.5) / (found + 0.5) + 1.0).ln()
    }

    /// The document of an innovation.
    pub fn get(&self, id: &str) -> Result<Option<SearchDocument>, crate::Error> {
        match &self.changed {
            Some(changed) if changed.ids.contains(id) => Ok(changed.delta.get(id)?),
            _ => Ok(self.base.get(id)?),
        }
    }
}
