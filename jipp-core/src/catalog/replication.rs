//! Adoptions by others: the pipeline, the graph of origins and replicas, what nobody recorded yet, and advice.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::history::{WriteError, as_record};
use super::link::{innovation_of, members_of};
use super::read::Catalog;
use super::record_id::full_id;
use super::state::step;
use super::store::ORIGINS;
use super::writer::{CatalogWriter, Statement, refused_as, state, unknown, write_step};
use crate::ingest::ListEntry;
use crate::lang::Lang;
use crate::model::{FindingRow, Innovation, PartialDate, Record, Replication, ReplicationStage};
use crate::progress::silent;
use crate::rules::{CheckOptions, check_replications, digests};
use crate::search::SearchDocument;
use crate::text::{key, parse_title};
use crate::vocab::{ResolveOptions, region_by_code, resolve};

/// What came of taking replications in: rows = added + known + refused.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ReplicationImport {
    /// Rows.
    pub rows: usize,
    /// Replications that are new.
    pub added: usize,
    /// Replications that are there already.
    pub known: usize,
    /// Rows that an error of a rule keeps out.
    pub refused: usize,
    /// What the rules found.
    pub findings: Vec<FindingRow>,
}

/// An edge of the lineage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LineageEdge {
    /// The innovation that was replicated.
    pub origin: String,
    /// The innovation that came of it, or the code or name of the replicator.
    pub replica: String,
    /// `replication` if it is recorded or the replica says so, `inspired_by` if only the linkage does.
    pub kind: String,
    /// Region of the replicator.
    pub region_code: Option<String>,
    /// Its place: latitude and longitude of the region's middle.
    pub place: Option<(f64, f64)>,
    /// The year in which it began to run, as far as known.
    pub year: Option<i32>,
    /// The replication that records it.
    pub replication: Option<String>,
}

/// Who has what from whom.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LineageGraph {
    /// Titles of the innovations that occur.
    pub titles: BTreeMap<String, String>,
    /// Edges, by origin.
    pub edges: Vec<LineageEdge>,
    /// For each origin the number of different regions to which it spread: what IGA counts (indicator *replikasi*).
    pub regions: BTreeMap<String, usize>,
    /// Edges by year.
    pub years: BTreeMap<i32, usize>,
}

/// Stages on the way to this one, in order.
fn path_to(stage: ReplicationStage, dates: &[(ReplicationStage, PartialDate)]) -> Vec<ReplicationStage> {
    use ReplicationStage as S;
    let line = [S::Interest, S::Agreement, S::Approval, S::Implementation, S::Completed];
    if stage == S::Rejected {
        // as far as its dates go; it may be rejected until it runs
        let reached = line.iter().take(3).filter(|known| **known == S::Interest || dates.iter().any(|(at, _)| at == *known)).copied();
        return reached.chain([S::Rejected]).collect();
    }
    line.into_iter().take_while(|known| *known <= stage).collect()
}

impl CatalogWriter {
    /// Takes replications in. Each is checked by the rules for replications; one with an error is refused and told.
    pub fn add_replications(
        &mut self,
        entries: &[ListEntry<Replication>],
        check: &CheckOptions<'_>,
        lang: Lang,
        said: &Statement<'_>,
    ) -> Result<ReplicationImport, crate::Error> {
        said.check()?;
        let entries: Vec<ListEntry<Replication>> = entries.iter().map(with_full_origin).collect();
        self.change(&silent, |db, _| {
            let mut origins: Vec<Record> = Vec::new();
            let mut seen = BTreeSet::new();
            for id in entries.iter().filter_map(|entry| entry.value()?.origin.record_id.clone()) {
                if seen.insert(id.clone()) {
                    origins.extend(super::history::current(db, &id)?.map(as_record));
                }
            }
            // an origin that only its title tells may be any record of the catalog, merged ones under their own titles
            let is_titled = |one: &Replication| one.origin.record_id.is_none() && one.origin.title.is_some();
            if entries.iter().filter_map(ListEntry::value).any(is_titled) {
                origins.extend(super::history::accepted(db)?.into_values().filter(|one| !seen.contains(&one.record_id)).map(as_record));
            }
            let checked = check_replications(&entries, &digests(&origins, |_| "other"), check);
            let mut done = ReplicationImport { rows: entries.len(), ..ReplicationImport::default() };
            done.findings = checked.findings.iter().map(|finding| FindingRow::new(finding, lang)).collect();
            let wrong: BTreeSet<&str> = checked
                .findings
                .iter()
                .filter(|finding| finding.severity == crate::model::Severity::Error)
                .filter_map(|finding| finding.record.as_deref())
                .collect();
            for entry in &entries {
                let Some(replication) = entry.value().filter(|_| !wrong.contains(entry.id.as_str())) else {
                    done.refused += 1;
                    continue;
                };
                if add(db, replication, &entry.id, said)? { done.added += 1 } else { done.known += 1 }
            }
            Ok(done)
        })
    }

    /// Lets a replication take its next step.
    pub fn advance_replication(
        &mut self,
        id: &str,
        to: ReplicationStage,
        on: PartialDate,
        said: &Statement<'_>,
    ) -> Result<Replication, crate::Error> {
        said.check()?;
        self.change(&silent, |db, _| {
            let Some(mut replication) = replication(db, id)? else { return Err(unknown("replication", id)) };
            step(id, state::<ReplicationStage>(db, id)?, to)?;
            replication.advance(to, on).map_err(|error| refused_as(error.message(Lang::Id), error.message(Lang::En)))?;
            let day = on.to_string();
            write_step(db, id, to, &Statement { at: Some(&day), ..said.clone() })?;
            let sql = "UPDATE replication SET stage = ?2, data = ?3 WHERE id = ?1";
            db.execute(sql, params![id, to.code(), serde_json::to_string(&replication)?])?;
            Ok(replication)
        })
    }
}

fn replication(db: &Connection, id: &str) -> Result<Option<Replication>, WriteError> {
    let data: Option<String> = db.query_row("SELECT data FROM replication WHERE id = ?1", [id], |row| row.get(0)).optional()?;
    Ok(data.map(|data| serde_json::from_str(&data)).transpose()?)
}

/// The entry with the id of its origin as the catalog stores it.
fn with_full_origin(entry: &ListEntry<Replication>) -> ListEntry<Replication> {
    let mut entry = entry.clone();
    if let Ok(one) = &mut entry.content
        && let Some(id) = &mut one.origin.record_id
    {
        *id = full_id(id).into_owned();
    }
    entry
}

fn add(db: &Connection, replication: &Replication, id: &str, said: &Statement<'_>) -> Result<bool, WriteError> {
    let id = if replication.id.is_empty() { id } else { &replication.id };
    if self::replication(db, id)?.is_some() {
        return Ok(false);
    }
    let mut one = Replication { id: id.to_owned(), ..replication.clone() };
    for body in [&mut one.replicator, &mut one.origin.owner] {
        if let (None, Some(name)) = (&body.code, &body.name) {
            body.code = resolve(name, ResolveOptions::default()).code;
        }
    }
    if one.origin.record_id.is_none() {
        one.origin.record_id = origin_of(db, &one)?;
    }
    let dates: Vec<(ReplicationStage, PartialDate)> = one.dates.known().collect();
    for stage in path_to(one.stage, &dates) {
        let day = dates.iter().find(|(at, _)| *at == stage).map(|(_, date)| date.to_string());
        write_step(db, id, stage, &Statement { at: day.as_deref().or(said.at), ..said.clone() })?;
    }
    let region = one.replicator.region_code.clone().or_else(|| region_of(one.replicator.code.as_deref()));
    db.execute(
        "INSERT INTO replication VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, one.origin.record_id, one.replicator.code, region, one.stage.code(), serde_json::to_string(&one)?],
    )?;
    Ok(true)
}

/// The innovation of the directory whose owner and name are those of the origin, if there is exactly one.
fn origin_of(db: &Connection, one: &Replication) -> Result<Option<String>, WriteError> {
    let (Some(title), Some(owner)) = (&one.origin.title, &one.origin.owner.code) else { return Ok(None) };
    let names = |title: &str| {
        let parsed = parse_title(title);
        [Some(parsed.name), parsed.expansion, Some(title.to_owned())].into_iter().flatten().map(|name| key(&name)).collect::<Vec<String>>()
    };
    let wanted = key(title);
    let mut statement = db.prepare_cached("SELECT id, title FROM innovation WHERE agency_code = ?1 ORDER BY id")?;
    let all: Vec<(String, String)> =
        statement.query_map([owner], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let mut found = all.into_iter().filter(|(_, title)| names(title).contains(&wanted)).map(|(id, _)| id);
    Ok(found.next().filter(|_| found.next().is_none()))
}

/// The region of a local government.
pub(super) fn region_of(agency: Option<&str>) -> Option<String> {
    agency?.strip_prefix("pemda:").map(str::to_owned)
}

impl Catalog {
    /// Every replication, by id.
    pub fn replications(&self) -> Result<Vec<Replication>, crate::Error> {
        self.needs_memory()?;
        let read = || -> Result<Vec<Replication>, WriteError> {
            let mut statement = self.connection.prepare("SELECT data FROM replication ORDER BY id")?;
            let texts: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            texts.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
        };
        read().map_err(|error| self.core(error))
    }

    /// Who has what from whom: what is recorded, what records say of themselves, and what the linkage found.
    pub fn lineage(&self) -> Result<LineageGraph, crate::Error> {
        self.needs_memory()?;
        self.lineage_of().map_err(|error| self.core(error))
    }

    pub(super) fn lineage_of(&self) -> Result<LineageGraph, WriteError> {
        let db = &self.connection;
        let mut graph = LineageGraph::default();
        let owner = |id: &str| -> Result<String, WriteError> { Ok(innovation_of(db, id)?.unwrap_or_else(|| id.to_owned())) };
        let mut recorded: BTreeSet<(String, String)> = BTreeSet::new();
        let mut statement = db.prepare("SELECT data FROM replication WHERE stage <> 'ditolak' ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let one: Replication = serde_json::from_str(&row.get::<_, String>(0)?)?;
            let origin = match (&one.origin.record_id, &one.origin.title) {
                (Some(id), _) => owner(id)?,
                (None, Some(title)) => title.clone(),
                (None, None) => continue,
            };
            let replica = match &one.result_record_id {
                Some(id) => owner(id)?,
                None => one.replicator.code.clone().or_else(|| one.replicator.name.clone()).unwrap_or_default(),
            };
            recorded.insert((origin.clone(), replica.clone()));
            let region = one.replicator.region_code.clone().or_else(|| region_of(one.replicator.code.as_deref()));
            let year =
                one.dates.implementation.or(one.dates.approval).or(one.dates.agreement).or(one.dates.interest).map(PartialDate::year);
            graph.add(origin, replica, "replication", region, year, Some(one.id));
        }
        let innovations = innovations(db)?;
        for one in innovations.values() {
            for origin in one.replication_origins.iter().filter_map(|origin| origin.record_id.as_deref()) {
                let origin = owner(origin)?;
                if origin != one.record_id && recorded.insert((origin.clone(), one.record_id.clone())) {
                    graph.add(origin, one.record_id.clone(), "replication", one.region_code.clone(), year_of(one), None);
                }
            }
        }
        let said = if self.format < ORIGINS { "NULL" } else { "origin_id" };
        let sql = format!("SELECT left_id, right_id, {said} FROM link WHERE kind = 'replication' ORDER BY left_id, right_id");
        let mut statement = db.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (left, right): (String, String) = (row.get(0)?, row.get(1)?);
            let (Some(a), Some(b)) = (innovations.get(&left), innovations.get(&right)) else { continue };
            let (origin, replica) = match row.get::<_, Option<String>>(2)? {
                Some(named) if named == left => (a, b),
                Some(named) if named == right => (b, a),
                _ => older_first(a, b),
            };
            let pair = (origin.record_id.clone(), replica.record_id.clone());
            if recorded.contains(&pair) || recorded.contains(&(pair.1.clone(), pair.0.clone())) {
                continue;
            }
            graph.add(pair.0, pair.1, "inspired_by", replica.region_code.clone(), year_of(replica), None);
        }
        for id in graph.edges.iter().flat_map(|edge| [&edge.origin, &edge.replica]) {
            if let Some(one) = innovations.get(id) {
                graph.titles.insert(id.clone(), one.title.clone().unwrap_or_default());
            }
        }
        graph.finish();
        Ok(graph)
    }

    /// The source records behind the innovation of a record.
    pub fn members(&self, record: &str) -> Result<Vec<String>, crate::Error> {
        let read = || -> Result<Vec<String>, WriteError> {
            let Some(id) = innovation_of(&self.connection, &full_id(record))? else { return Ok(Vec::new()) };
            Ok(members_of(&self.connection, &id)?)
        };
        read().map_err(|error| self.core(error))
    }
}

pub(super) fn innovations(db: &Connection) -> Result<BTreeMap<String, Innovation>, WriteError> {
    let mut statement = db.prepare("SELECT id, data FROM innovation")?;
    let mut rows = statement.query([])?;
    let mut all = BTreeMap::new();
    while let Some(row) = rows.next()? {
        all.insert(row.get(0)?, serde_json::from_str(&row.get::<_, String>(1)?)?);
    }
    Ok(all)
}

pub(super) fn year_of(one: &Innovation) -> Option<i32> {
    one.implementation_date.map(PartialDate::year).or(one.year)
}

/// Where nobody says who took it over: the older of the two is the origin; of two of the same year that with the smaller id.
pub(super) fn older_first<'a>(a: &'a Innovation, b: &'a Innovation) -> (&'a Innovation, &'a Innovation) {
    let order = |one: &Innovation| (year_of(one).unwrap_or(i32::MAX), one.record_id.clone());
    if order(a) <= order(b) { (a, b) } else { (b, a) }
}

impl LineageGraph {
    fn add(
        &mut self,
        origin: String,
        replica: String,
        kind: &str,
        region_code: Option<String>,
        year: Option<i32>,
        replication: Option<String>,
    ) {
        let place = region_code.as_deref().and_then(region_by_code).map(|region| (region.centroid().lat(), region.centroid().lng()));
        self.edges.push(LineageEdge { origin, replica, kind: kind.to_owned(), region_code, place, year, replication });
    }

    fn finish(&mut self) {
        self.edges.sort_by(|a, b| (&a.origin, &a.replica, &a.replication).cmp(&(&b.origin, &b.replica, &b.replication)));
        let mut regions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for edge in self.edges.iter().filter(|edge| edge.kind == "replication") {
            if let Some(region) = &edge.region_code {
                regions.entry(&edge.origin).or_default().insert(region);
            }
            if let Some(year) = edge.year {
                *self.years.entry(year).or_default() += 1;
            }
        }
        self.regions = regions.into_iter().map(|(origin, regions)| (origin.to_owned(), regions.len())).collect();
    }

    /// The graph in the language of Graphviz.
    pub fn to_dot(&self) -> String {
        let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "));
        let mut out = String::from("digraph replication {\n");
        for (id, title) in &self.titles {
            out.extend(["  ", &quoted(id), " [label=", &quoted(title), "];\n"]);
        }
        for edge in &self.edges {
            let style = if edge.kind == "replication" { "solid" } else { "dashed" };
            out.extend(["  ", &quoted(&edge.origin), " -> ", &quoted(&edge.replica), " [style=", style, "];\n"]);
        }
        out.push_str("}\n");
        out
    }
}

/// For the search among articles and needs: a document of a text.
pub(super) fn text_document(id: &str, title: &str, body: &str) -> SearchDocument {
    SearchDocument {
        id: id.to_owned(),
        title: title.to_owned(),
        texts: vec![("body".to_owned(), body.to_owned())],
        ..SearchDocument::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_stage_is_whole() {
        use ReplicationStage as S;
        assert_eq!(path_to(S::Approval, &[]), [S::Interest, S::Agreement, S::Approval]);
        assert_eq!(path_to(S::Rejected, &[]), [S::Interest, S::Rejected]);
        let dates = [(S::Agreement, "2024".parse().unwrap())];
        assert_eq!(path_to(S::Rejected, &dates), [S::Interest, S::Agreement, S::Rejected]);
    }
}
