//! Pair by pair: what was found, what was missed and why.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::super::kind::Kind;
use super::super::labels::{Labels, Numbers};
use super::super::link::{Linkage, Pair};
use super::super::model::probability;
use super::super::settings::LinkType;
use super::clusters::Evaluation;
use super::curve::{CurvePoint, ReliabilityBin, calibration_error, curve, reliability};
use super::interval::{Interval, Unit, bootstrap};
use super::sample::{Estimate, estimate};
use crate::error::SettingsError;
use crate::lang::told;

/// How well a linkage agrees with labels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct LinkEvaluation {
    /// Clusters against the labels. Of labelled pairs only those count that are labelled; B-cubed is 0 then.
    #[serde(flatten)]
    pub clusters: Evaluation,
    /// Labels that name no record; where two tables are linked also those about two records of one table, which nobody compares.
    pub unknown_labels: usize,
    /// Whether every labelled pair is the same: `precision`, `f1`, the curve and the best threshold say nothing then, for nobody said
    /// which pairs are different. `recall` and `blocking_completeness` hold.
    #[serde(default)]
    pub matches_only: bool,
    /// 95 % interval of `precision`.
    pub precision_interval: Interval,
    /// 95 % interval of `recall`.
    pub recall_interval: Interval,
    /// 95 % interval of `f1`.
    pub f1_interval: Interval,
    /// 95 % interval of `b_cubed_f1`; cluster labels only.
    pub b_cubed_f1_interval: Option<Interval>,
    /// Share of the true pairs that were compared at all: no threshold finds more.
    pub blocking_completeness: f64,
    /// Pairs compared.
    pub candidates: usize,
    /// What each threshold would give, by the probabilities of the pairs alone.
    pub curve: Vec<CurvePoint>,
    /// The threshold of the curve with the best F1.
    pub best_threshold: Option<f64>,
    /// Probabilities beside what was observed, over all compared pairs that are labelled.
    pub reliability: Vec<ReliabilityBin>,
    /// Expected calibration error over all compared pairs that are labelled.
    pub calibration_error: f64,
    /// The same over pairs of at least the probability of review: those that anybody sees.
    pub calibration_error_shown: f64,
    /// How many errors of each kind.
    pub error_counts: BTreeMap<ErrorKind, u64>,
    /// The errors, the most surprising first.
    pub errors: Vec<PairError>,
    /// Precision and recall by strata, where pairs are labelled: right also where doubtful pairs were labelled more often than others.
    pub estimate: Option<Estimate>,
}

/// Why a pair came out wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum ErrorKind {
    /// In one cluster, but different.
    WrongMatch,
    /// The same, but no rule of blocking proposed the pair.
    NotCompared,
    /// The same, but too little agrees.
    BelowThreshold,
    /// The same, but the settings keep the records apart (`cannot_link`, `version`).
    KeptApart,
    /// The same and alike enough, but their clusters do not agree, or another partner was better.
    Refused,
}

/// A pair that came out wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct PairError {
    /// Id of the first record.
    pub left: String,
    /// Id of the second record.
    pub right: String,
    /// What is wrong.
    pub error: ErrorKind,
    /// Match probability; `None` if the pair was not compared.
    pub probability: Option<f64>,
}

/// Errors listed at most.
const LISTED: usize = 10_000;
/// Pairs of one true cluster that are looked at one by one at most.
const LOOKED_AT: usize = 2_000_000;

impl Linkage {
    /// Evaluates against labels; `ids` are those under which the records are shown ([`Linkage::ids`] if nothing else is).
    ///
    /// Pairs that were learned from say little about other pairs: keep some labels back. Labels of which none is about records of this
    /// linkage are an error: nothing would be compared.
    pub fn evaluate(&self, labels: &Labels, ids: &[String]) -> Result<LinkEvaluation, SettingsError> {
        let every = self.every_pair()?;
        let numbers = Numbers::new(&self.table, ids);
        let by_pair: HashMap<(usize, usize), &Pair> = every.iter().map(|pair| ((pair.left, pair.right), pair)).collect();
        let looker = Looker { linkage: self, every: &every, by_pair, ids, review: self.settings().clustering.review };
        match labels {
            Labels::Pairs(pairs) => {
                let (pairs, mut unknown) = numbers.pairs(pairs)?;
                let mut told: Vec<(usize, usize, bool)> = pairs.iter().map(|label| (label.left, label.right, label.same)).collect();
                told.retain(|(a, b, _)| looker.may_meet(*a, *b));
                unknown += pairs.len() - told.len();
                if told.is_empty() {
                    return Err(nothing_known(None));
                }
                let mut found = looker.of_pairs(&told, unknown);
                found.matches_only = told.iter().all(|(.., same)| *same);
                if found.matches_only {
                    found.best_threshold = None;
                    return Ok(found);
                }
                found.estimate = Some(estimate(self, &every, &told));
                Ok(found)
            }
            Labels::Clusters(clusters) => {
                numbers.unambiguous(clusters)?;
                let mut label_of: HashMap<usize, &str> = HashMap::new();
                let mut unknown = 0;
                for (id, cluster) in clusters {
                    match numbers.record(id) {
                        Some(record) => {
                            label_of.insert(record, cluster);
                        }
                        None => unknown += 1,
                    }
                }
                if label_of.is_empty() {
                    return Err(nothing_known(clusters.first().map(|(id, _)| id.as_str())));
                }
                Ok(looker.of_clusters(&label_of, unknown))
            }
        }
    }

    /// The probability that a compared pair is the same record: none where the settings keep the two apart, whatever they have in common.
    pub(super) fn same_probability(&self, pair: &Pair) -> f64 {
        match pair.kind {
            Kind::Component => 0.0,
            Kind::Duplicate => pair.probability,
            _ if self.kept_apart(pair.left, pair.right) => 0.0,
            _ => pair.probability,
        }
    }
}

fn nothing_known(first: Option<&str>) -> SettingsError {
    let problem = match first {
        None => told!("tidak ada label: tidak ada yang dapat dibandingkan", "there are no labels: nothing is compared"),
        Some(id) => told!(
            "tidak ada label yang menyebut rekaman tabel (yang pertama menyebut `{id}`): pilih kolom ID yang dipakai label",
            "no label names a record of the table (the first names `{id}`): choose the id column of the labels"
        ),
    };
    SettingsError::Invalid { problems: vec![problem] }
}

struct Looker<'a> {
    linkage: &'a Linkage,
    every: &'a [Pair],
    by_pair: HashMap<(usize, usize), &'a Pair>,
    ids: &'a [String],
    review: f64,
}

/// So many records of the first table, or of the only one, and of the second.
#[derive(Debug, Clone, Copy, Default)]
struct Sides(u64, u64);

impl Sides {
    fn add(&mut self, is_right: bool) {
        if is_right { self.1 += 1 } else { self.0 += 1 }
    }

    fn records(self) -> u64 {
        self.0 + self.1
    }

    fn without(self, other: Self) -> Self {
        Self(self.0 - other.0, self.1 - other.1)
    }
}

impl Looker<'_> {
    /// Whether two records could be linked at all: where two tables are, only across.
    fn may_meet(&self, a: usize, b: usize) -> bool {
        self.linkage.table.may_meet(self.linkage.settings().link_type, a, b)
    }

    fn across(&self) -> bool {
        self.linkage.settings().link_type == LinkType::Link
    }

    /// Pairs among these records that count.
    fn pairs(&self, of: Sides) -> u64 {
        if self.across() { of.0 * of.1 } else { of.records() * of.records().saturating_sub(1) / 2 }
    }

    /// Pairs of one of these and one of those that count.
    fn pairs_between(&self, these: Sides, those: Sides) -> u64 {
        if self.across() { these.0 * those.1 + these.1 * those.0 } else { these.records() * those.records() }
    }

    fn together(&self, a: usize, b: usize) -> bool {
        self.linkage.clusters.get(a) == self.linkage.clusters.get(b)
    }

    /// What is wrong with a pair, if anything.
    fn error(&self, a: usize, b: usize, same: bool) -> Option<PairError> {
        if !self.may_meet(a, b) {
            return None;
        }
        let pair = self.by_pair.get(&(a.min(b), a.max(b)));
        let error = match (same, self.together(a, b)) {
            (true, true) | (false, false) => return None,
            (false, true) => ErrorKind::WrongMatch,
            (true, false) if self.linkage.kept_apart(a, b) => ErrorKind::KeptApart,
            (true, false) => match pair {
                Some(pair) if pair.kind == Kind::Component => ErrorKind::KeptApart,
                None => ErrorKind::NotCompared,
                Some(pair) if probability(pair.weight) >= self.linkage.settings().clustering.threshold => ErrorKind::Refused,
                Some(_) => ErrorKind::BelowThreshold,
            },
        };
        let id = |at: usize| self.ids.get(at).cloned().unwrap_or_default();
        Some(PairError { left: id(a), right: id(b), error, probability: pair.map(|pair| self.linkage.same_probability(pair)) })
    }

    fn of_pairs(&self, told: &[(usize, usize, bool)], unknown: usize) -> LinkEvaluation {
        let mut units = Vec::with_capacity(told.len());
        let mut scored = Vec::with_capacity(told.len());
        let (mut positives, mut compared) = (0u64, 0u64);
        let mut errors = Vec::new();
        for (a, b, same) in told {
            let pair = self.by_pair.get(&(*a, *b));
            positives += u64::from(*same);
            compared += u64::from(*same && pair.is_some());
            if let Some(pair) = pair {
                scored.push((self.linkage.same_probability(pair), *same));
            }
            let one = |yes: bool| if yes { 1.0 } else { 0.0 };
            let together = self.together(*a, *b);
            units.push(Unit {
                found: one(together && *same),
                wrong: one(together && !*same),
                missed: one(!together && *same),
                ..Unit::default()
            });
            errors.extend(self.error(*a, *b, *same));
        }
        let records: std::collections::BTreeSet<usize> = told.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
        self.told(Told { units, scored, positives, compared, errors, records: records.len(), unknown, clusters: false })
    }

    fn of_clusters(&self, label_of: &HashMap<usize, &str>, unknown: usize) -> LinkEvaluation {
        let mut truth: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut labelled: Vec<(usize, &str)> = label_of.iter().map(|(record, label)| (*record, *label)).collect();
        labelled.sort_unstable();
        let is_right = |record: usize| self.linkage.is_right(record);
        let mut found_size: HashMap<usize, Sides> = HashMap::new();
        for (record, label) in &labelled {
            truth.entry(label).or_default().push(*record);
            found_size.entry(self.cluster(*record)).or_default().add(is_right(*record));
        }
        let mut units = Vec::with_capacity(truth.len());
        let (mut positives, mut errors, mut looked) = (0u64, Vec::new(), 0usize);
        for members in truth.values() {
            let n = members.len() as f64;
            let (mut whole, mut parts) = (Sides::default(), BTreeMap::<usize, Sides>::new());
            for record in members {
                whole.add(is_right(*record));
                parts.entry(self.cluster(*record)).or_default().add(is_right(*record));
            }
            let mut unit = Unit { records: n, ..Unit::default() };
            for (cluster, part) in &parts {
                let all = found_size.get(cluster).copied().unwrap_or(*part);
                unit.found += self.pairs(*part) as f64;
                // a wrong pair belongs to two true clusters: half to each
                unit.wrong += self.pairs_between(*part, all.without(*part)) as f64 / 2.0;
                let square = (part.records() * part.records()) as f64;
                unit.cubed_precision += square / all.records() as f64;
                unit.cubed_recall += square / n;
            }
            unit.missed = self.pairs(whole) as f64 - unit.found;
            positives += self.pairs(whole);
            units.push(unit);
            if parts.len() > 1 && looked < LOOKED_AT {
                looked += members.len() * members.len() / 2;
                for (at, a) in members.iter().enumerate() {
                    errors.extend(members.iter().skip(at + 1).filter_map(|b| self.error(*a, *b, true)));
                }
            }
        }
        let mut scored = Vec::new();
        let mut compared = 0u64;
        for pair in self.every {
            if let (Some(left), Some(right)) = (label_of.get(&pair.left), label_of.get(&pair.right)) {
                let same = left == right;
                compared += u64::from(same);
                scored.push((self.linkage.same_probability(pair), same));
            }
        }
        let mut found: BTreeMap<usize, Vec<(usize, &str)>> = BTreeMap::new();
        for (record, label) in &labelled {
            found.entry(self.cluster(*record)).or_default().push((*record, label));
        }
        for members in found.values() {
            if looked >= LOOKED_AT || members.iter().all(|(_, label)| members.first().is_some_and(|(_, first)| first == label)) {
                continue;
            }
            looked += members.len() * members.len() / 2;
            for (at, (a, label)) in members.iter().enumerate() {
                errors
                    .extend(members.iter().skip(at + 1).filter(|(_, other)| other != label).filter_map(|(b, _)| self.error(*a, *b, false)));
            }
        }
        self.told(Told { units, scored, positives, compared, errors, records: labelled.len(), unknown, clusters: true })
    }

    fn cluster(&self, record: usize) -> usize {
        self.linkage.clusters.get(record).copied().unwrap_or(record)
    }

    fn told(&self, told: Told) -> LinkEvaluation {
        let Told { units, mut scored, positives, compared, mut errors, records, unknown, clusters } = told;
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let sum = |of: fn(&Unit) -> f64| units.iter().map(of).sum::<f64>();
        let (found, wrong, missed) = (sum(|u| u.found), sum(|u| u.wrong), sum(|u| u.missed));
        let mut all = Unit { found, wrong, missed, records: sum(|u| u.records), ..Unit::default() };
        (all.cubed_precision, all.cubed_recall) = (sum(|u| u.cubed_precision), sum(|u| u.cubed_recall));
        let [precision, recall, f1, cubed] = if records == 0 { [0.0; 4] } else { all.figures() };
        let [p, r, f, c] = bootstrap(&units);
        let curve = curve(&scored, positives);
        let best_threshold =
            curve.iter().max_by(|a, b| a.f1.total_cmp(&b.f1).then(a.threshold.total_cmp(&b.threshold))).map(|p| p.threshold);
        let bins = reliability(&scored);
        let review = self.review;
        let shown: Vec<(f64, bool)> = scored.iter().take_while(|(p, _)| *p >= review).copied().collect();
        let mut error_counts: BTreeMap<ErrorKind, u64> = BTreeMap::new();
        for error in &errors {
            *error_counts.entry(error.error).or_default() += 1;
        }
        let surprise = |error: &PairError| {
            let p = error.probability.unwrap_or(0.0);
            if error.error == ErrorKind::WrongMatch { p } else { 1.0 - p }
        };
        errors.sort_by(|a, b| surprise(b).total_cmp(&surprise(a)).then_with(|| (&a.left, &a.right).cmp(&(&b.left, &b.right))));
        errors.truncate(LISTED);
        LinkEvaluation {
            clusters: Evaluation {
                records,
                true_positives: found.round() as u64,
                false_positives: wrong.round() as u64,
                false_negatives: missed.round() as u64,
                precision,
                recall,
                f1,
                b_cubed_f1: if clusters { cubed } else { 0.0 },
            },
            unknown_labels: unknown,
            matches_only: false,
            precision_interval: p,
            recall_interval: r,
            f1_interval: f,
            b_cubed_f1_interval: clusters.then_some(c),
            blocking_completeness: if positives > 0 { compared as f64 / positives as f64 } else { 1.0 },
            candidates: self.linkage.candidates,
            best_threshold,
            curve,
            calibration_error: calibration_error(&bins),
            calibration_error_shown: calibration_error(&reliability(&shown)),
            reliability: bins,
            error_counts,
            errors,
            estimate: None,
        }
    }
}

/// What the labels of either sort come to.
struct Told {
    units: Vec<Unit>,
    scored: Vec<(f64, bool)>,
    positives: u64,
    compared: u64,
    errors: Vec<PairError>,
    records: usize,
    unknown: usize,
    clusters: bool,
}
