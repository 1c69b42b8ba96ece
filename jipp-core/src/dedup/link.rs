use std::collections::BTreeMap;

use super::candidates::{BlockingAnalysis, candidates};
use super::cluster::{Edges, Voices, clusters};
use super::compare::{Comparer, Pattern};
use super::competition::Competition;
use super::component::is_component;
use super::kind::Kind;
use super::labels::{Known, LabelledPair, Labels, Numbers, PairLabel};
use super::learn;
use super::model::{Compared, LinkModel, pair_weight, probability, random_patterns};
use super::settings::{ClusterMethod, LinkSettings, LinkType};
use super::table::LinkTable;
use super::threads::in_ranges;
use super::verdict::Verdicts;
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
    /// What a person said, by number of record.
    pub(super) labels: Vec<LabelledPair>,
}

/// Pairs of one range of work.
const RANGE: usize = 2_048;

/// Links the records of a table. What the settings leave open is decided by the values of the table.
pub fn link(table: LinkTable, settings: LinkSettings, progress: Watcher<'_>) -> Result<Linkage, SettingsError> {
    link_with(table, settings, &Known::default(), progress)
}

/// Links the records of a table with what is known before: a model that was learned earlier, answers of a person.
///
/// Labels teach the model (see [`LinkModel`]) and are binding: a pair that is labelled different is never in one cluster, unless other labels
/// put both records there, and a pair that is labelled the same is compared even if no rule of blocking proposes it.
pub fn link_with(table: LinkTable, settings: LinkSettings, known: &Known, progress: Watcher<'_>) -> Result<Linkage, SettingsError> {
    run(table, settings, known, &[], progress)
}

/// Links. `before` are pairs that were compared earlier, by the numbers of their records in the table, and that are not compared again.
pub(super) fn run(
    table: LinkTable,
    settings: LinkSettings,
    known: &Known,
    before: &[Pair],
    progress: Watcher<'_>,
) -> Result<Linkage, SettingsError> {
    settings.check()?;
    settings.check_columns(&table.column_names())?;
    let labels = Numbers::new(&table, known.ids.as_deref().unwrap_or_else(|| table.ids())).pairs(&known.labels)?.0;
    // INVARIANT: everything below works on the records in the order of their ids, so that the order of the rows does not show
    let order = table.order();
    let table = table.in_order(&order);
    let settings = settings.completed(&table);
    if let Some(model) = &known.model {
        model.check(&settings)?;
    }
    let place = places(&order);
    let told = in_places(&labels, &place);
    let mut candidates = candidates(&table, &settings);
    candidates.add(told.iter().map(|label| (label.left as u32, label.right as u32)));
    let total = candidates.pairs.len();
    progress(Progress { stage: ProgressStage::Candidates, done: total, total });
    let comparer = Comparer::new(&table, &settings);
    let mut found = compare(&candidates.pairs, &comparer, progress);
    if let Some(model) = known.model.as_ref().filter(|_| !before.is_empty()) {
        recall(&mut candidates.pairs, &mut found, before, &place, model);
    }
    let mut compared = Compared::new(&found);
    compared.tell(&candidates.pairs, &told);
    let one_to_one = settings.link_type == LinkType::Link && settings.method() == ClusterMethod::OneToOne;
    let competition = one_to_one.then(|| Competition::new(&candidates.pairs, table.len()));
    let mut model = match &known.model {
        Some(model) => model.clone(),
        None => LinkModel::train(table.len(), &random_patterns(&table, &comparer, &settings), &settings, &compared, competition.as_ref()),
    };
    if known.model.is_none() && !compared.told.is_empty() {
        let own = own_weights(&model, &compared);
        // what competition adds, as if nothing had been said
        let whole = competition.as_ref().map(|competition| score(&mut model.clone(), &compared, Some(competition), false));
        let beside: Vec<f64> = whole.iter().flatten().zip(&own).map(|(whole, own)| whole - own).collect();
        model.labels = learn::fit(&model, &compared, &beside);
    }
    let weights = score(&mut model, &compared, competition.as_ref(), true);
    let mut linkage = Linkage {
        pairs: Vec::new(),
        clusters: Vec::new(),
        model,
        candidates: total,
        skipped_blocks: candidates.skipped_blocks,
        table,
        settings,
        comparer,
        labels,
    };
    let parts = linkage.components(&candidates.pairs, &weights, &told);
    let clusters = linkage.cluster(&candidates.pairs, &weights, &told, &parts);
    let review = linkage.settings.clustering.review;
    let mut verdicts = Verdicts::new(Voices { pairs: &candidates.pairs, weights: &weights }, &clusters, &linkage.settings);
    for (at, ((a, b), weight)) in candidates.pairs.iter().zip(&weights).enumerate() {
        let pattern = compared.pattern_of.get(at).and_then(|p| compared.patterns.get(*p as usize)).copied().unwrap_or_default();
        let mut pair = linkage.judge(*a as usize, *b as usize, *weight, pattern);
        if !parts.is_empty() && parts.binary_search(&(*a, *b)).is_ok() {
            pair.kind = Kind::Component;
        }
        verdicts.apply(&mut pair);
        if pair.probability >= review {
            linkage.pairs.push(pair);
        }
    }
    linkage.restore_order(&order, &place, &clusters);
    linkage.table.settle();
    Ok(linkage)
}

/// The weight of every pair by its own values.
fn own_weights(model: &LinkModel, compared: &Compared) -> Vec<f64> {
    let weights = model.pattern_weights(&compared.patterns);
    (0..compared.pattern_of.len()).map(|at| pair_weight(&weights, compared, at)).collect()
}

/// The weight of every pair in bits; where records have one partner at most, after their candidates have competed. `settled` says whether
/// what a person said is binding.
fn score(model: &mut LinkModel, compared: &Compared, competition: Option<&Competition<'_>>, settled: bool) -> Vec<f64> {
    let settle = |weights: &mut [f64]| {
        if settled {
            compared.settle(weights);
        }
    };
    let mut weights = own_weights(model, compared);
    settle(&mut weights);
    let Some(competition) = competition else { return weights };
    let mut chances: Vec<f64> = vec![0.0; weights.len()];
    competition.probabilities(|at| weights.get(at).copied().unwrap_or(0.0), &mut chances, SETTLED);
    let standing = model.standing.take().unwrap_or_else(|| competition.standing_weights(&weights, &chances));
    let standings = competition.standings(&weights);
    for (weight, own) in weights.iter_mut().zip(standings) {
        *weight += standing.bits(*weight, own);
    }
    settle(&mut weights);
    model.standing = Some(standing);
    competition.probabilities(|at| weights.get(at).copied().unwrap_or(0.0), &mut chances, SETTLED);
    weights = chances.iter().map(|p| (p.max(1e-12) / (1.0 - p).max(1e-12)).log2()).collect();
    settle(&mut weights);
    weights
}

/// For each record where it stands in an order.
fn places(order: &[u32]) -> Vec<u32> {
    let mut place = vec![0u32; order.len()];
    for (at, record) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(*record as usize) {
            *slot = at as u32;
        }
    }
    place
}

/// Labels by the places of their records, sorted.
fn in_places(labels: &[LabelledPair], place: &[u32]) -> Vec<LabelledPair> {
    let at = |record: usize| place.get(record).map_or(record, |place| *place as usize);
    let placed = labels.iter().map(|label| (at(label.left), at(label.right), label.same));
    let mut placed: Vec<LabelledPair> = placed.map(|(a, b, same)| LabelledPair { left: a.min(b), right: a.max(b), same }).collect();
    placed.sort_unstable();
    placed
}

/// Rounds after which competing probabilities no longer move.
const SETTLED: usize = 30;

/// Adds pairs with the patterns and weights that they had.
fn recall(pairs: &mut Vec<(u32, u32)>, found: &mut Vec<(Pattern, f32)>, before: &[Pair], place: &[u32], model: &LinkModel) {
    let at = |record: usize| place.get(record).copied().unwrap_or(record as u32);
    let known = before.iter().map(|pair| {
        let (a, b) = (at(pair.left), at(pair.right));
        let pattern = pair.pattern.iter().enumerate().fold(Pattern::default(), |pattern, (at, level)| pattern.with(at, *level));
        ((a.min(b), a.max(b)), (pattern, (pair.weight - model.pattern_weight(pattern)) as f32))
    });
    // of a pair that was compared again the new comparison counts: it stands first, and the order is kept
    let mut all: Vec<((u32, u32), (Pattern, f32))> = pairs.drain(..).zip(found.drain(..)).chain(known).collect();
    all.sort_by_key(|(pair, _)| *pair);
    all.dedup_by_key(|(pair, _)| *pair);
    (*pairs, *found) = all.into_iter().unzip();
}

fn compare(pairs: &[(u32, u32)], comparer: &Comparer, progress: Watcher<'_>) -> Vec<(Pattern, f32)> {
    let total = pairs.len();
    let done = std::sync::atomic::AtomicUsize::new(0);
    let work = |range: std::ops::Range<usize>, (): &mut ()| -> Vec<(Pattern, f32)> {
        let length = range.len();
        let found = pairs.get(range).unwrap_or_default().iter().map(|(a, b)| {
            let (a, b) = (*a as usize, *b as usize);
            let pattern = comparer.pattern(a, b);
            (pattern, comparer.rarities(a, b, pattern) as f32)
        });
        let found = found.collect();
        let done = done.fetch_add(length, std::sync::atomic::Ordering::Relaxed) + length;
        progress(Progress { stage: ProgressStage::Compare, done, total });
        found
    };
    in_ranges(total, RANGE, || (), work).into_iter().flatten().collect()
}

impl Linkage {
    fn cluster(&self, pairs: &[(u32, u32)], weights: &[f64], told: &[LabelledPair], parts: &[(u32, u32)]) -> Vec<usize> {
        let apart = self.apart_columns();
        let edges = Edges {
            records: self.table.len(),
            voices: Voices { pairs, weights },
            apart: &|a, b| {
                apart.iter().any(|values| matches!((values.get(a), values.get(b)), (Some(x), Some(y)) if *x != 0 && *y != 0 && x != y))
                    || told.binary_search(&LabelledPair { left: a.min(b), right: a.max(b), same: false }).is_ok()
                    || !parts.is_empty() && parts.binary_search(&(a.min(b) as u32, a.max(b) as u32)).is_ok()
            },
            side: &|record| self.table.side(record),
            one_table: self.settings.link_type == LinkType::Dedupe,
        };
        clusters(&edges, self.settings.method(), &self.settings.clustering)
    }

    /// Pairs of one owner of which one is a part of the other, sorted; those that are not worth showing aside. What a person said counts more.
    fn components(&self, pairs: &[(u32, u32)], weights: &[f64], told: &[LabelledPair]) -> Vec<(u32, u32)> {
        let Some(component) = &self.settings.component else { return Vec::new() };
        let shown = pairs.iter().zip(weights).filter(|(_, weight)| probability(**weight) >= LEAST_PROBABLE_PART);
        let found = shown.map(|(pair, _)| *pair).filter(|(a, b)| {
            let (a, b) = (*a as usize, *b as usize);
            let said = told.binary_search_by_key(&(a, b), |label| (label.left, label.right)).is_ok();
            !said && !self.settings.cannot_link.iter().any(|column| self.differ(column, a, b)) && is_component(component, &self.table, a, b)
        });
        found.collect()
    }

    /// The columns that keep records apart, as numbers of their values; 0 is missing.
    fn apart_columns(&self) -> Vec<Vec<u32>> {
        let columns = self.settings.cannot_link.iter().chain(&self.settings.version);
        columns
            .map(|column| {
                let mut numbers: BTreeMap<String, u32> = BTreeMap::from([(String::new(), 0)]);
                let values = self.table.column(column).unwrap_or_default();
                values
                    .iter()
                    .map(|value| {
                        let next = numbers.len() as u32;
                        *numbers.entry(key(value)).or_insert(next)
                    })
                    .collect()
            })
            .collect()
    }

    fn restore_order(&mut self, order: &[u32], place: &[u32], clusters: &[usize]) {
        let given = |at: usize| order.get(at).map_or(at, |record| *record as usize);
        for pair in &mut self.pairs {
            let (a, b) = (given(pair.left), given(pair.right));
            (pair.left, pair.right) = (a.min(b), a.max(b));
        }
        self.pairs.sort_by(|a, b| b.probability.total_cmp(&a.probability).then((a.left, a.right).cmp(&(b.left, b.right))));
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        self.clusters = (0..place.len())
            .map(|record| {
                let cluster = place.get(record).and_then(|at| clusters.get(*at as usize)).copied().unwrap_or(record);
                *first.entry(cluster).or_insert(record)
            })
            .collect();
        self.table = std::mem::take(&mut self.table).in_order(place);
        self.comparer.reorder(place);
    }

    /// The same linkage with every compared pair among its `pairs`, however improbable.
    pub(super) fn with_every_pair(&self) -> Result<Self, SettingsError> {
        let mut settings = self.settings.clone();
        settings.clustering.review = 0.0;
        let id = |at: usize| self.table.ids().get(at).cloned().unwrap_or_default();
        let label = |l: &LabelledPair| PairLabel { left: id(l.left), right: id(l.right), same: l.same };
        let known = Known { model: Some(self.model.clone()), labels: self.labels.iter().map(label).collect(), ids: None };
        link_with(self.table.clone(), settings, &known, &crate::progress::silent)
    }

    /// What each rule of blocking costs; with labels also which share of the true pairs it finds. `ids` are those under which the records are
    /// shown. Rules that would propose more pairs than `most` are refused before the pairs are made.
    pub fn analyze_blocking(&self, labels: Option<&Labels>, ids: &[String], most: u64) -> Result<BlockingAnalysis, SettingsError> {
        let numbers = Numbers::new(&self.table, ids);
        let truth = labels.map(|labels| numbers.true_pairs(labels)).transpose()?.unwrap_or_default();
        // candidates depend on the order of the records where similarities are equal: that of a linkage is the order of the ids
        let order = self.table.order();
        let truth = in_places(&truth, &places(&order));
        BlockingAnalysis::of(&self.table.clone().in_order(&order), &self.settings, &truth, most)
    }

    /// The compared values of a record, one after the other, for a person to read.
    pub fn shown_values(&self, record: usize) -> String {
        let mut columns: Vec<&str> = Vec::new();
        for comparison in &self.settings.comparison {
            if !columns.contains(&comparison.column.as_str()) {
                columns.push(&comparison.column);
            }
        }
        let values = columns.iter().map(|column| self.table.value(column, record)).filter(|value| !value.is_empty());
        values.map(|value| crate::text::excerpt(value, SHOWN_LENGTH)).collect::<Vec<_>>().join(" | ")
    }

    /// Whether two records may not be in one cluster, by the settings.
    pub(super) fn kept_apart(&self, a: usize, b: usize) -> bool {
        self.settings.cannot_link.iter().chain(&self.settings.version).any(|column| self.differ(column, a, b))
    }

    /// The ids of the records.
    pub fn ids(&self) -> &[String] {
        self.table.ids()
    }

    /// The settings used, with everything that was inferred.
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

    fn differ(&self, column: &str, a: usize, b: usize) -> bool {
        let (a, b) = (key(self.table.value(column, a)), key(self.table.value(column, b)));
        !a.is_empty() && !b.is_empty() && a != b
    }

    /// Weight, probability and kind of a pair with this weight and pattern.
    pub(super) fn judge(&self, left: usize, right: usize, weight: f64, pattern: Pattern) -> Pair {
        let threshold = self.settings.clustering.threshold;
        let conflict = self.settings.cannot_link.iter().any(|column| self.differ(column, left, right));
        let (kind, probability) = if conflict {
            // how probable would it be the same, were it not for the columns in conflict?
            let rest = weight - self.conflict_weight(pattern);
            let probability = probability(rest);
            (if probability >= threshold { self.settings.conflict } else { Kind::Related }, probability)
        } else if probability(weight) < threshold {
            (Kind::Related, probability(weight))
        } else if self.settings.version.iter().any(|column| self.differ(column, left, right)) {
            (Kind::Version, probability(weight))
        } else {
            (Kind::Duplicate, probability(weight))
        };
        Pair { left, right, weight, probability, kind, pattern: pattern.levels(self.settings.comparison.len()) }
    }

    /// Weight of a pair by what it agrees on, whatever its records have in common with others.
    pub(super) fn own_weight(&self, left: usize, right: usize, pattern: Pattern) -> f64 {
        self.model.pattern_weight(pattern) + self.comparer.rarities(left, right, pattern)
    }

    /// What the comparisons of columns in conflict contributed.
    fn conflict_weight(&self, pattern: Pattern) -> f64 {
        let (_, fields) = self.model.parts(pattern);
        let comparisons = self.settings.comparison.iter().zip(fields);
        comparisons.filter(|(c, _)| self.settings.cannot_link.contains(&c.column)).map(|(_, weight)| weight).sum()
    }
}

/// Pairs of a lower probability are not looked at for being parts of each other.
const LEAST_PROBABLE_PART: f64 = 0.1;
/// Letters of a value that a person needs to see.
const SHOWN_LENGTH: usize = 160;
#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::progress::silent;

    /// Pairs and clusters by id.
    fn linked(rows: &[(String, [String; 3])]) -> (Vec<(String, String, u64)>, Vec<Vec<String>>) {
        let mut table = LinkTable::new(rows.iter().map(|(id, _)| id.clone()).collect()).unwrap();
        for (at, name) in ["given", "surname", "born"].into_iter().enumerate() {
            table = table.with_column(name, rows.iter().map(|(_, values)| values[at].clone()).collect()).unwrap();
        }
        let linkage = link(table, LinkSettings::automatic(), &silent).unwrap();
        let id = |at: usize| linkage.ids()[at].clone();
        let mut pairs: Vec<_> =
            linkage.pairs.iter().map(|p| (id(p.left).min(id(p.right)), id(p.left).max(id(p.right)), p.probability.to_bits())).collect();
        pairs.sort();
        let mut clusters: Vec<Vec<String>> =
            linkage.merged_clusters().into_iter().map(|members| members.into_iter().map(id).collect()).collect();
        for members in &mut clusters {
            members.sort();
        }
        clusters.sort();
        (pairs, clusters)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn the_order_of_the_rows_does_not_show(
            people in proptest::collection::vec(("[a-e]{2,6}", "[a-g]{3,8}", 1950u32..2000), 20..50),
            twins in proptest::collection::vec(0usize..20, 5..15),
            shuffled in Just(()).prop_perturb(|(), mut rng| rng.next_u64()),
        ) {
            let row = |at: usize, (given, surname, year): &(String, String, u32)| {
                (format!("r{at:03}"), [given.clone(), surname.clone(), format!("{year}-03-0{}", at % 9 + 1)])
            };
            let mut rows: Vec<(String, [String; 3])> = people.iter().enumerate().map(|(at, person)| row(at, person)).collect();
            for (at, twin) in twins.iter().enumerate() {
                let (_, values) = rows[*twin].clone();
                rows.push((format!("t{at:03}"), values));
            }
            let expected = linked(&rows);
            let mut state = shuffled | 1;
            for at in (1..rows.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                rows.swap(at, (state >> 33) as usize % (at + 1));
            }
            prop_assert_eq!(linked(&rows), expected);
        }
    }

    #[test]
    fn records_of_two_clean_tables_have_one_partner() {
        let names = ["budi santoso", "budi santosa", "siti aminah", "joko susilo", "rina wati", "agus salim"];
        let side = |from: usize| {
            let picked: Vec<String> = names.iter().skip(from).map(|n| (*n).to_owned()).collect();
            LinkTable::new((0..picked.len()).map(|i| i.to_string()).collect()).unwrap().with_column("name", picked).unwrap()
        };
        let table = LinkTable::stacked(&side(0), &side(1)).unwrap();
        let settings = LinkSettings { link_type: LinkType::Link, ..LinkSettings::automatic() };
        let linkage = link(table, settings, &silent).unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for pair in linkage.pairs.iter().filter(|pair| pair.kind == Kind::Duplicate) {
            assert!(seen.insert(pair.left) && seen.insert(pair.right), "a record has two partners: {:?}", linkage.pairs);
        }
    }
}
