use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::dataset::{Dataset, collect};
use super::rows::link_records;
use crate::dedup::{Kind, LinkSettings, Linkage, merge};
use crate::error::Error;
use crate::ingest::Ingested;
use crate::model::{Innovation, Record};
use crate::progress::{Watcher, silent};
use crate::rules::{CheckOptions, Checked};

/// How to integrate.
#[derive(Clone)]
pub struct IntegrateOptions<'a> {
    /// Which rules run, and for which day.
    pub check: CheckOptions<'a>,
    /// Settings of the linkage; the preset for innovations if not given.
    pub link: Option<LinkSettings>,
    /// Who watches.
    pub progress: Watcher<'a>,
}

impl Default for IntegrateOptions<'_> {
    fn default() -> Self {
        Self { check: CheckOptions::default(), link: None, progress: &silent }
    }
}

impl std::fmt::Debug for IntegrateOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IntegrateOptions").field("check", &self.check).field("link", &self.link).finish_non_exhaustive()
    }
}

/// Everything that the main job found out.
#[derive(Debug)]
pub struct Integration {
    /// Files and records, accepted or not.
    pub dataset: Dataset,
    /// Findings and quarantine.
    pub checked: Checked,
    /// The linkage of the accepted records.
    pub linkage: Linkage,
    /// The directory.
    pub directory: Directory,
}

/// The directory: one entry for each innovation, and how entries hang together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Directory {
    /// Merged innovations, by id.
    pub innovations: Vec<Innovation>,
    /// Other titles of each innovation, in the same order.
    pub other_titles: Vec<Vec<String>>,
    /// Ids of the source records of each innovation, in the same order.
    pub members: Vec<Vec<String>>,
    /// Versions, replications and related innovations: linked, not merged.
    pub links: Vec<Link>,
}

/// Two innovations that hang together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Id of the first innovation.
    pub left: String,
    /// Id of the second innovation.
    pub right: String,
    /// What they are to each other.
    pub kind: Kind,
    /// How sure.
    pub probability: f64,
    /// Id of the one of the two that the text of the other names as that from which it comes; none if neither says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
}

/// For two innovations, the smaller first: which of them records behind the other name as that from which it comes.
#[derive(Debug, Default)]
pub(crate) struct NamedOrigins<T>(BTreeMap<(T, T), BTreeSet<T>>);

impl<T: Ord> NamedOrigins<T> {
    /// Takes in what one record says.
    pub(crate) fn add(&mut self, pair: (T, T), origin: T) {
        self.0.entry(pair).or_default().insert(origin);
    }

    /// The origin of two; none if nobody says so, or records say the opposite of each other.
    pub(crate) fn of(&self, pair: &(T, T)) -> Option<&T> {
        self.0.get(pair).filter(|named| named.len() == 1).and_then(BTreeSet::first)
    }
}

/// Does the main job: checks every record, links and merges those that are accepted.
pub fn integrate(files: Vec<Ingested>, options: &IntegrateOptions<'_>) -> Result<Integration, Error> {
    let dataset = collect(files);
    let checked = dataset.check(&options.check);
    let accepted: Vec<&Record> = dataset.records.iter().filter(|record| !checked.quarantined.contains(&record.source.record_id)).collect();
    let linkage = link_records(&accepted, options.link.clone(), options.progress)?;
    let directory = directory(&accepted, &linkage);
    Ok(Integration { dataset, checked, linkage, directory })
}

impl Integration {
    /// Records kept out, with their reasons among the findings.
    pub fn quarantined(&self) -> usize {
        self.checked.quarantined.len()
    }

    /// Records taken in.
    pub fn accepted(&self) -> usize {
        self.dataset.records.len() - self.quarantined()
    }
}

fn directory(accepted: &[&Record], linkage: &Linkage) -> Directory {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (record, cluster) in linkage.clusters.iter().enumerate() {
        groups.entry(*cluster).or_default().push(record);
    }
    let mut entries: Vec<(Innovation, Vec<String>, Vec<usize>)> = groups
        .into_values()
        .filter_map(|members| {
            let records: Vec<&Innovation> = members.iter().filter_map(|at| accepted.get(*at)).map(|record| &record.innovation).collect();
            merge(&records).map(|merged| (merged.innovation, merged.other_titles, members))
        })
        .collect();
    entries.sort_by(|a, b| a.0.record_id.cmp(&b.0.record_id));
    let mut entry_of: HashMap<usize, usize> = HashMap::new();
    let mut directory = Directory::default();
    for (number, (innovation, other_titles, members)) in entries.into_iter().enumerate() {
        entry_of.extend(members.iter().map(|member| (*member, number)));
        directory.members.push(members.iter().filter_map(|at| accepted.get(*at)).map(|r| r.source.record_id.clone()).collect());
        directory.innovations.push(innovation);
        directory.other_titles.push(other_titles);
    }
    // of several pairs between two entries the surest speaks for them
    let mut best: BTreeMap<(usize, usize), (f64, Kind)> = BTreeMap::new();
    let mut origins = NamedOrigins::default();
    for pair in &linkage.pairs {
        let (Some(a), Some(b)) = (entry_of.get(&pair.left), entry_of.get(&pair.right)) else { continue };
        if a == b {
            continue;
        }
        // a duplicate that the clustering refused is a matter for review
        let kind = if pair.kind == Kind::Duplicate { Kind::Related } else { pair.kind };
        if let Some(entry) = linkage.stated_origin(pair.left, pair.right).and_then(|origin| entry_of.get(&origin)) {
            origins.add((*a.min(b), *a.max(b)), *entry);
        }
        let slot = best.entry((*a.min(b), *a.max(b))).or_insert((pair.probability, kind));
        if (kind != Kind::Related, pair.probability) > (slot.1 != Kind::Related, slot.0) {
            *slot = (pair.probability, kind);
        }
    }
    let id = |number: usize| directory.innovations.get(number).map(|i| i.record_id.clone()).unwrap_or_default();
    let named = |pair| origins.of(&pair).map(|entry| id(*entry));
    let links =
        best.into_iter().map(|((a, b), (probability, kind))| Link { left: id(a), right: id(b), kind, probability, origin: named((a, b)) });
    directory.links = links.collect();
    directory
}

#[cfg(feature = "search")]
impl Directory {
    /// The documents of the search index.
    pub fn documents(&self) -> Vec<crate::search::SearchDocument> {
        let mut related: HashMap<&str, Vec<String>> = HashMap::new();
        for link in self.links.iter().filter(|link| link.kind != Kind::Related) {
            related.entry(&link.left).or_default().push(link.right.clone());
            related.entry(&link.right).or_default().push(link.left.clone());
        }
        self.innovations
            .iter()
            .zip(&self.other_titles)
            .map(|(innovation, titles)| {
                let mut document = crate::search::SearchDocument::new(innovation, titles);
                document.related = related.get(innovation.record_id.as_str()).cloned().unwrap_or_default();
                document
            })
            .collect()
    }
}
