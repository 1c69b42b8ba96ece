use std::collections::{BTreeMap, HashMap};

use super::blocking::candidates;
use super::cluster::{Edge, clusters};
use super::compare::Comparer;
use super::kind::Kind;
use super::model::{LinkModel, probability};
use super::settings::{LevelKind, LinkSettings};
use super::table::LinkTable;
use crate::error::SettingsError;
use crate::progress::{Progress, ProgressStage, Watcher};
use crate::text::key;

/// A compared pair that is worth showing.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Number of the first record.
    pub left: usize,
    /// Number of the second record.
    pub right: usize,
    /// Match weight in bits.
    pub weight: f64,
    /// Match probability; for conflicts that of the innovation being the same, owner aside.
    pub probability: f64,
    /// What the two are to each other.
    pub kind: Kind,
    /// Level of each comparison.
    pub pattern: Vec<u8>,
}

/// The result of a linkage.
#[derive(Debug)]
pub struct Linkage {
    /// Pairs with a probability of at least `clustering.review`, most probable first.
    pub pairs: Vec<Pair>,
    /// For each record the number of the first record of its cluster.
    pub clusters: Vec<usize>,
    /// The model learned.
    pub model: LinkModel,
    /// How many pairs were compared.
    pub candidates: usize,
    /// How many blocks were too large to compare.
    pub skipped_blocks: usize,
    pub(super) table: LinkTable,
    pub(super) settings: LinkSettings,
    pub(super) comparer: Comparer,
}

/// Most bits by which the rarity of a value moves a weight.
const RARITY: f64 = 4.0;

/// Links the records of a table.
pub fn link(table: LinkTable, settings: LinkSettings, progress: Watcher<'_>) -> Result<Linkage, SettingsError> {
    settings.check()?;
    settings.check_columns(&table.column_names())?;
    let candidates = candidates(&table, &settings);
    let total = candidates.pairs.len();
    progress(Progress { stage: ProgressStage::Candidates, done: total, total });
    let comparer = Comparer::new(&table, &settings);
    let mut patterns: Vec<Vec<u8>> = Vec::with_capacity(total);
    let mut counts: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for (done, (a, b)) in candidates.pairs.iter().enumerate() {
        let pattern = comparer.pattern(&settings, *a as usize, *b as usize);
        *counts.entry(pattern.clone()).or_default() += 1;
        patterns.push(pattern);
        if done % 5_000 == 4_999 {
            progress(Progress { stage: ProgressStage::Compare, done: done + 1, total });
        }
    }
    progress(Progress { stage: ProgressStage::Compare, done: total, total });
    let model = LinkModel::train(&table, &comparer, &settings, &counts);
    let mut linkage = Linkage {
        pairs: Vec::new(),
        clusters: Vec::new(),
        model,
        candidates: total,
        skipped_blocks: candidates.skipped_blocks,
        table,
        settings,
        comparer,
    };
    let mut edges: HashMap<(usize, usize), Edge> = HashMap::with_capacity(total);
    for ((a, b), pattern) in candidates.pairs.into_iter().zip(patterns) {
        let (left, right) = (a as usize, b as usize);
        let pair = linkage.judge(left, right, pattern);
        edges.insert((left, right), Edge { weight: pair.weight, apart: pair.kind != Kind::Duplicate && linkage.is_apart(left, right) });
        if pair.probability >= linkage.settings.clustering.review {
            linkage.pairs.push(pair);
        }
    }
    linkage.clusters = clusters(&linkage, &edges);
    linkage.pairs.sort_by(|a, b| b.probability.total_cmp(&a.probability).then((a.left, a.right).cmp(&(b.left, b.right))));
    Ok(linkage)
}

impl Linkage {
    /// The ids of the records.
    pub fn ids(&self) -> &[String] {
        self.table.ids()
    }

    /// The settings used.
    pub fn settings(&self) -> &LinkSettings {
        &self.settings
    }

    /// Pairs that a person should look at: probable, but not probable enough to merge, or refused by the clustering.
    pub fn review(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().filter(|pair| {
            pair.kind == Kind::Related || pair.kind == Kind::Duplicate && self.clusters.get(pair.left) != self.clusters.get(pair.right)
        })
    }

    /// Clusters of two or more records, each as record numbers.
    pub fn merged_clusters(&self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (record, cluster) in self.clusters.iter().enumerate() {
            groups.entry(*cluster).or_default().push(record);
        }
        groups.into_values().filter(|members| members.len() > 1).collect()
    }

    /// Whether a record belongs to the second of two linked tables.
    pub fn is_right(&self, record: usize) -> bool {
        self.table.side(record) == 1
    }

    /// Whether the two may not be merged, whatever they agree on.
    pub(super) fn is_apart(&self, a: usize, b: usize) -> bool {
        self.settings.cannot_link.iter().chain(&self.settings.version).any(|column| self.differ(column, a, b))
    }

    fn differ(&self, column: &str, a: usize, b: usize) -> bool {
        let (a, b) = (key(self.table.value(column, a)), key(self.table.value(column, b)));
        !a.is_empty() && !b.is_empty() && a != b
    }

    /// Weight, probability and kind of a pair with this pattern.
    pub(super) fn judge(&self, left: usize, right: usize, pattern: Vec<u8>) -> Pair {
        let weight = self.model.weight(&pattern) + self.rarity(left, right, &pattern).iter().sum::<f64>();
        let threshold = self.settings.clustering.threshold;
        let conflict = self.settings.cannot_link.iter().any(|column| self.differ(column, left, right));
        let (kind, probability) = if conflict {
            // how probable would it be the same, were it not for the columns in conflict?
            let rest = weight - self.conflict_weight(&pattern);
            let probability = probability(rest);
            (if probability >= threshold { self.settings.conflict } else { Kind::Related }, probability)
        } else if probability(weight) < threshold {
            (Kind::Related, probability(weight))
        } else if self.settings.version.iter().any(|column| self.differ(column, left, right)) {
            (Kind::Version, probability(weight))
        } else {
            (Kind::Duplicate, probability(weight))
        };
        Pair { left, right, weight, probability, kind, pattern }
    }

    /// What the comparisons of columns in conflict contributed.
    fn conflict_weight(&self, pattern: &[u8]) -> f64 {
        let comparisons = self.settings.comparison.iter().zip(&self.model.comparisons).zip(pattern);
        comparisons
            .filter(|((c, _), _)| self.settings.cannot_link.contains(&c.column))
            .map(|((_, weights), level)| weights.weight(*level))
            .sum()
    }

    /// For each comparison the bits that the rarity of the agreed value adds or takes.
    pub(super) fn rarity(&self, left: usize, right: usize, pattern: &[u8]) -> Vec<f64> {
        let comparisons = self.settings.comparison.iter().zip(pattern).enumerate();
        comparisons
            .map(|(at, (comparison, level))| {
                let exact = comparison.levels.get(usize::from(*level)).is_some_and(|l| l.kind == LevelKind::Exact && l.column.is_none());
                if !comparison.term_frequency || !exact {
                    return 0.0;
                }
                let share = self.comparer.share(at, left, right);
                share.map_or(0.0, |share| (self.comparer.mean_share(at) / share).log2().clamp(-RARITY, RARITY))
            })
            .collect()
    }
}
