//! What could be replicated, and what was and nobody recorded it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use super::campaign;
use super::error::CatalogError;
use super::history::WriteError;
use super::read::Catalog;
use super::replication::{innovations, older_first, region_of};
use crate::lang::Lang;
use crate::model::Innovation;
use crate::search::SearchRequest;
use crate::text::{key, words};
use crate::vocab::{SimilarityOptions, agency_by_code, similar_regions};

/// A replication that nobody recorded, as it seems.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReplicationSuggestion {
    /// The innovation that may be replicated.
    pub origin: String,
    /// Its title.
    pub origin_title: String,
    /// The innovation that may be the replica.
    pub replica: String,
    /// Its title.
    pub replica_title: String,
    /// `text` (it says so), `link` (the linkage says so) or `expansion` (the same long name elsewhere).
    pub evidence: String,
    /// The words that say so.
    pub excerpt: Option<String>,
}

/// An innovation that an agency could replicate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Advice {
    /// The innovation.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its owner.
    pub agency: Option<String>,
    /// How well it fits; only the order means something.
    pub score: f64,
    /// Regions that replicated it.
    pub replications: usize,
    /// `berjalan`, `berhenti`, `lainnya` or `belum_dimutakhirkan`.
    pub sustainability: String,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// Ways to say in a text that it was taken over from elsewhere.
///
/// Read apart from the statements of the linkage (`dedup/stated`, whose phrases stand in its settings): those decide what two records are to each
/// other, so they want a name in capitals right behind the phrase and one place that it can mean. Here somebody is asked, so that a name may
/// stand anywhere among the next words, in small letters, in any text of the record, and in English too. What the linkage read comes in
/// by its links.
const TAKEN_OVER: &[&str] = &[
    "replikasi dari",
    "mereplikasi",
    "direplikasi dari",
    "hasil replikasi",
    "mengadopsi",
    "adopsi dari",
    "diadopsi dari",
    "mengadaptasi",
    "adaptasi dari",
    "terinspirasi dari",
    "terinspirasi oleh",
    "meniru",
    "replicated from",
    "adopted from",
    "inspired by",
];
/// So many words after that may name the origin.
const NAMING: usize = 14;

/// The words after each such phrase.
fn named_origins(text: &str) -> Vec<String> {
    let folded = crate::text::fold(text);
    let mut found = Vec::new();
    for phrase in TAKEN_OVER {
        let mut rest = folded.as_str();
        while let Some((_, after)) = rest.split_once(phrase) {
            let sentence = after.split(['.', ';', '\n']).next().unwrap_or_default();
            let named: Vec<String> = words(sentence).take(NAMING).collect();
            if !named.is_empty() {
                found.push(named.join(" "));
            }
            rest = after;
        }
    }
    found
}

impl Catalog {
    /// Replications that nobody recorded, as it seems: texts that name their origin, links of the linkage, the same long name at owners
    /// in different regions. A person decides.
    pub fn suggest_replications(&self) -> Result<Vec<ReplicationSuggestion>, crate::Error> {
        self.needs_memory()?;
        self.suggestions().map_err(|error| self.core(error))
    }

    fn suggestions(&self) -> Result<Vec<ReplicationSuggestion>, WriteError> {
        let innovations = innovations(&self.connection)?;
        let graph = self.lineage_of()?;
        let known: BTreeSet<(&str, &str)> = graph
            .edges
            .iter()
            .filter(|edge| edge.kind == "replication")
            .map(|edge| (edge.origin.as_str(), edge.replica.as_str()))
            .collect();
        let mut found: BTreeMap<(String, String), ReplicationSuggestion> = BTreeMap::new();
        let mut suggest = |origin: &Innovation, replica: &Innovation, evidence: &str, excerpt: Option<String>| {
            let key = (origin.record_id.clone(), replica.record_id.clone());
            if key.0 == key.1 || known.contains(&(key.0.as_str(), key.1.as_str())) || found.contains_key(&(key.1.clone(), key.0.clone())) {
                return;
            }
            found.entry(key).or_insert_with(|| ReplicationSuggestion {
                origin: origin.record_id.clone(),
                origin_title: origin.title.clone().unwrap_or_default(),
                replica: replica.record_id.clone(),
                replica_title: replica.title.clone().unwrap_or_default(),
                evidence: evidence.to_owned(),
                excerpt,
            });
        };
        let names = Names::of(&innovations);
        for replica in innovations.values() {
            for field in crate::model::Field::ALL.iter().filter(|field| field.is_rich_text() || **field == crate::model::Field::Replicates)
            {
                for named in replica.texts(*field).flat_map(|text| {
                    // the column *replikasi dari* names the origin without further words
                    if *field == crate::model::Field::Replicates {
                        vec![words(text).take(NAMING).collect::<Vec<_>>().join(" ")]
                    } else {
                        named_origins(text)
                    }
                }) {
                    for origin in names.find(&named) {
                        if let Some(origin) = innovations.get(origin).filter(|origin| origin.agency_code != replica.agency_code) {
                            suggest(origin, replica, "text", Some(named.clone()));
                        }
                    }
                }
            }
        }
        for edge in graph.edges.iter().filter(|edge| edge.kind == "inspired_by") {
            if let (Some(origin), Some(replica)) = (innovations.get(&edge.origin), innovations.get(&edge.replica)) {
                suggest(origin, replica, "link", None);
            }
        }
        let mut expansions: BTreeMap<String, Vec<&Innovation>> = BTreeMap::new();
        for one in innovations.values() {
            let name = one.expansion.as_deref().map(key).unwrap_or_default();
            if words(one.expansion.as_deref().unwrap_or_default()).count() >= 3 {
                expansions.entry(name).or_default().push(one);
            }
        }
        let mut origins: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for edge in &graph.edges {
            origins.entry(&edge.replica).or_default().insert(&edge.origin);
        }
        for group in expansions.values().filter(|group| group.len() > 1) {
            // who took it over from another of them is not where it comes from
            let is_replica = |id: &str| origins.get(id).is_some_and(|of| group.iter().any(|one| of.contains(one.record_id.as_str())));
            let first =
                |own: bool| group.iter().copied().filter(|one| !own || !is_replica(&one.record_id)).reduce(|a, b| older_first(a, b).0);
            let Some(origin) = first(true).or_else(|| first(false)) else { continue };
            for replica in group.iter().filter(|one| one.region_code != origin.region_code && one.agency_code != origin.agency_code) {
                suggest(origin, replica, "expansion", origin.expansion.clone());
            }
        }
        Ok(found.into_values().collect())
    }

    /// Innovations that answer a need, run, were replicated, and come from an agency like this one: its code, or a name that means one.
    pub fn advise_replication(&self, agency: &str, need: &str, limit: usize, lang: Lang) -> Result<Vec<Advice>, crate::Error> {
        self.needs_memory()?;
        let request = SearchRequest { query: need.to_owned(), limit: 60, ..SearchRequest::default() };
        let answer = self.search(&request, None)?;
        self.advice(agency, &answer.hits, limit, lang).map_err(|error| self.core(error))
    }

    fn advice(&self, agency: &str, hits: &[crate::search::Hit], limit: usize, lang: Lang) -> Result<Vec<Advice>, WriteError> {
        let db = &self.connection;
        let Some(asking) = campaign::agency_code_of(agency).as_deref().and_then(agency_by_code) else {
            return Err(CatalogError::UnknownAgency { given: agency.to_owned() }.into());
        };
        let region = region_of(Some(&asking.code));
        let alike: BTreeMap<&str, crate::vocab::SimilarRegion> = region.as_deref().map_or_else(BTreeMap::new, |region| {
            let options = SimilarityOptions { limit: usize::MAX, ..SimilarityOptions::default() };
            similar_regions(region, options).into_iter().map(|one| (one.region.code.as_str(), one)).collect()
        });
        let graph = self.lineage_of()?;
        let best = hits.first().map_or(1.0, |hit| hit.score.max(1e-9));
        let say = |id: String, en: String| if lang == Lang::Id { id } else { en };
        let mut advice = Vec::new();
        for hit in hits {
            let Some(data) = db
                .prepare_cached("SELECT data FROM innovation WHERE id = ?1")?
                .query_row([&hit.id], |row| row.get::<_, String>(0))
                .optional()?
            else {
                continue;
            };
            let one: Innovation = serde_json::from_str(&data)?;
            let taken = graph.edges.iter().any(|edge| {
                edge.origin == one.record_id && (edge.replica == asking.code || region.is_some() && edge.region_code == region)
            });
            let status = one.sustainability().map_or("belum_dimutakhirkan", |status| campaign::group(status.code()));
            // what stopped is no advice (domain rule REP-06), nor what the agency has
            if one.agency_code.as_deref() == Some(&asking.code) || taken || status == "berhenti" {
                continue;
            }
            let replications = graph.regions.get(&one.record_id).copied().unwrap_or_default();
            let mut reasons = vec![say(
                format!("cocok dengan kebutuhan: {:.0} %", 100.0 * hit.score / best),
                format!("fits the need: {:.0} %", 100.0 * hit.score / best),
            )];
            let mut score = hit.score / best;
            if status == "berjalan" {
                score *= 1.25;
                reasons.push(say("masih berjalan".into(), "still runs".into()));
            } else {
                reasons.push(say(
                    "belum dimutakhirkan: tanyakan apakah masih berjalan".into(),
                    "not updated: ask whether it still runs".into(),
                ));
            }
            if replications > 0 {
                score *= 1.0 + 0.25 * (1.0 + replications as f64).log2();
                reasons.push(say(format!("direplikasi di {replications} daerah"), format!("replicated in {replications} regions")));
            }
            if let Some(similar) = one.region_code.as_deref().and_then(|region| alike.get(region)) {
                score *= 1.0 + 0.5 / (1.0 + similar.distance);
                reasons.push(format!("{}: {}", similar.region.name, similar.reason(lang)));
            }
            if !one.awards.is_empty() {
                score *= 1.1;
                reasons.push(one.awards.iter().map(|award| award.as_written.as_str()).collect::<Vec<_>>().join("; "));
            }
            advice.push(Advice {
                id: one.record_id.clone(),
                title: hit.title.clone(),
                agency: hit.agency.clone(),
                score: (score * 1e4).round() / 1e4,
                replications,
                sustainability: status.to_owned(),
                reasons,
            });
        }
        advice.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        advice.truncate(limit);
        Ok(advice)
    }
}

/// Names of innovations, by their first word.
struct Names<'a> {
    by_first: BTreeMap<String, Vec<(Vec<String>, &'a str)>>,
}

impl<'a> Names<'a> {
    fn of(innovations: &'a BTreeMap<String, Innovation>) -> Self {
        let mut by_first: BTreeMap<String, Vec<(Vec<String>, &'a str)>> = BTreeMap::new();
        for (id, one) in innovations {
            for name in [&one.acronym, &one.expansion, &one.title].into_iter().flatten() {
                let name: Vec<String> = words(name).collect();
                // a short common word would be found everywhere
                if name.join("").chars().count() < 5 {
                    continue;
                }
                if let Some(first) = name.first() {
                    by_first.entry(first.clone()).or_default().push((name, id));
                }
            }
        }
        Self { by_first }
    }

    /// Innovations whose whole name stands in these words; the longest names only.
    fn find(&self, named: &str) -> BTreeSet<&'a str> {
        let given: Vec<&str> = named.split(' ').collect();
        let mut longest = 0;
        let mut found: BTreeSet<&'a str> = BTreeSet::new();
        for at in 0..given.len() {
            let rest = given.get(at..).unwrap_or_default();
            for (name, id) in rest.first().and_then(|first| self.by_first.get(*first)).into_iter().flatten() {
                if name.len() < longest || name.len() > rest.len() || !name.iter().zip(rest).all(|(a, b)| a == b) {
                    continue;
                }
                if name.len() > longest {
                    found.clear();
                    longest = name.len();
                }
                found.insert(id);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_its_origin() {
        let named = named_origins("Program ini merupakan replikasi dari Loket Cepat milik Kota Surabaya. Hasilnya baik.");
        assert_eq!(named, ["loket cepat milik kota surabaya"]);
        assert!(named_origins("Inovasi ini siap direplikasi di daerah lain.").is_empty());
    }
}
