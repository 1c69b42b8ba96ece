//! What two records are to each other, and which are kept apart.

use rustc_hash::FxHashMap;

use super::super::cluster::Voices;
use super::super::compare::Pattern;
use super::super::component::Parts;
use super::super::kind::Kind;
use super::super::labels::LabelledPair;
use super::super::model::{Bits, probability};
use super::super::settings::LinkSettings;
use super::super::stated::Stated;
use super::super::table::{LinkTable, said};
use super::super::threads::in_ranges;
use super::super::verdict::Verdicts;
use super::order::places;
use super::{Every, Linkage, Pair, RANGE};

/// What keeps records apart: columns, as numbers of their values (0 is missing), and what records say of each other.
pub(super) struct Apart {
    cannot_link: Vec<Vec<u32>>,
    version: Vec<Vec<u32>>,
    stated: Stated,
}

impl Apart {
    pub(super) fn of(table: &LinkTable, settings: &LinkSettings) -> Self {
        let numbers = |columns: &[String]| columns.iter().map(|column| numbered(table.column(column).unwrap_or_default())).collect();
        Self { cannot_link: numbers(&settings.cannot_link), version: numbers(&settings.version), stated: Stated::default() }
    }

    /// The same with what records say of each other.
    pub(super) fn with(self, stated: Stated) -> Self {
        Self { stated, ..self }
    }

    /// The same for the records in another order: `order` says which record stands at each place.
    pub(super) fn at(&self, order: &[u32]) -> Self {
        let moved = |columns: &[Vec<u32>]| -> Vec<Vec<u32>> {
            let column = |values: &Vec<u32>| order.iter().map(|record| values.get(*record as usize).copied().unwrap_or(0)).collect();
            columns.iter().map(column).collect()
        };
        Self { cannot_link: moved(&self.cannot_link), version: moved(&self.version), stated: self.stated.renumbered(&places(order)) }
    }

    /// Whether two records may not be one by `cannot_link`.
    pub(super) fn conflict(&self, a: usize, b: usize) -> bool {
        differ(&self.cannot_link, a, b)
    }

    /// Whether two records are different versions.
    pub(super) fn version(&self, a: usize, b: usize) -> bool {
        differ(&self.version, a, b)
    }

    /// What two records say they are to each other.
    pub(super) fn stated(&self, a: usize, b: usize) -> Option<Kind> {
        self.stated.kind(a, b)
    }
}

fn differ(columns: &[Vec<u32>], a: usize, b: usize) -> bool {
    columns.iter().any(|values| matches!((values.get(a), values.get(b)), (Some(x), Some(y)) if *x != 0 && *y != 0 && x != y))
}

fn numbered(values: &[String]) -> Vec<u32> {
    let mut keys: FxHashMap<String, u32> = FxHashMap::from_iter([(String::new(), 0)]);
    let mut known: FxHashMap<&str, u32> = FxHashMap::default();
    values
        .iter()
        .map(|value| {
            *known.entry(value).or_insert_with(|| {
                let next = keys.len() as u32;
                *keys.entry(said(value)).or_insert(next)
            })
        })
        .collect()
}

impl Linkage {
    /// The pairs that are worth showing: of a probability of at least `least`.
    pub(super) fn judged(&self, every: &Every, apart: &Apart, least: f64) -> Vec<Pair> {
        let bits = self.model.bits();
        let together = |a: usize, b: usize| every.clusters.get(a) == every.clusters.get(b);
        // what the clusters say only raises the probability of pairs that are in one cluster
        let work = |range: std::ops::Range<usize>, (): &mut ()| -> Vec<Pair> {
            let pairs = every.pairs.iter().zip(&every.weights).enumerate().skip(range.start).take(range.len());
            let judged = pairs.filter_map(|(at, ((a, b), weight))| {
                let (a, b) = (*a as usize, *b as usize);
                let (conflict, stated) = (apart.conflict(a, b), apart.stated(a, b));
                if !conflict && stated.is_none() && probability(*weight) < least && !together(a, b) {
                    return None;
                }
                let known = (&bits, conflict, apart.version(a, b), stated);
                let pair = self.judge_by(a, b, *weight, every.compared.pattern(at), known);
                (pair.probability >= least || together(a, b)).then_some(pair)
            });
            judged.collect()
        };
        let judged = in_ranges(every.pairs.len(), RANGE, || (), work);
        let mut verdicts = Verdicts::new(Voices { pairs: &every.pairs, weights: &every.weights }, &every.clusters, &self.settings);
        let mut shown = Vec::new();
        for mut pair in judged.into_iter().flatten() {
            // what is said stays as it is said
            if apart.stated(pair.left, pair.right).is_none() {
                if !every.parts.is_empty() && every.parts.binary_search(&(pair.left as u32, pair.right as u32)).is_ok() {
                    pair.kind = Kind::Component;
                }
                verdicts.apply(&mut pair);
            }
            if pair.probability >= least {
                shown.push(pair);
            }
        }
        shown
    }

    /// Pairs of one owner of which one is a part of the other, sorted; those that are not worth showing aside. What a person said counts more.
    pub(super) fn components(&self, pairs: &[(u32, u32)], weights: &[f64], told: &[LabelledPair], apart: &Apart) -> Vec<(u32, u32)> {
        let Some(component) = &self.settings.component else { return Vec::new() };
        let parts = Parts::new(component, &self.table);
        let shown = pairs.iter().zip(weights).filter(|(_, weight)| probability(**weight) >= LEAST_PROBABLE_PART);
        let found = shown.map(|(pair, _)| *pair).filter(|(a, b)| {
            let (a, b) = (*a as usize, *b as usize);
            let answered = told.binary_search_by_key(&(a, b), |label| (label.left, label.right)).is_ok();
            !answered && !apart.conflict(a, b) && parts.is_component(a, b)
        });
        found.collect()
    }

    /// Whether two records may not be in one cluster, by the settings or because one says what else it is to the other.
    pub(in super::super) fn kept_apart(&self, a: usize, b: usize) -> bool {
        self.stated.kind(a, b).is_some()
            || self.settings.cannot_link.iter().chain(&self.settings.version).any(|column| self.differ(column, a, b))
    }

    fn differ(&self, column: &str, a: usize, b: usize) -> bool {
        let (a, b) = (said(self.table.value(column, a)), said(self.table.value(column, b)));
        !a.is_empty() && !b.is_empty() && a != b
    }

    /// Weight, probability and kind of a pair with this weight and pattern.
    pub(in super::super) fn judge(&self, left: usize, right: usize, weight: f64, pattern: Pattern) -> Pair {
        let any = |columns: &[String]| columns.iter().any(|column| self.differ(column, left, right));
        let (conflict, version) = (any(&self.settings.cannot_link), any(&self.settings.version));
        self.judge_by(left, right, weight, pattern, (&self.model.bits(), conflict, version, self.stated.kind(left, right)))
    }

    /// The same where is known what every level is worth, whether the two are kept apart, and what they say they are to each other. What is
    /// said is at least as probable as the threshold.
    fn judge_by(&self, left: usize, right: usize, weight: f64, pattern: Pattern, known: (&Bits<'_>, bool, bool, Option<Kind>)) -> Pair {
        let (bits, conflict, version, stated) = known;
        let threshold = self.settings.clustering.threshold;
        let (kind, probability) = if conflict {
            // how probable would it be the same, were it not for the columns in conflict?
            let rest = weight - conflict_weight(&self.settings, bits, pattern);
            let probability = probability(rest);
            (if probability >= threshold { self.settings.conflict } else { Kind::Related }, probability)
        } else if probability(weight) < threshold {
            (Kind::Related, probability(weight))
        } else if version {
            (Kind::Version, probability(weight))
        } else {
            (Kind::Duplicate, probability(weight))
        };
        let (kind, probability) = stated.map_or((kind, probability), |stated| (stated, probability.max(threshold)));
        Pair { left, right, weight, probability, kind, pattern: pattern.levels(self.settings.comparison.len()) }
    }

    /// Weight of a pair by what it agrees on, whatever its records have in common with others.
    pub(in super::super) fn own_weight(&self, left: usize, right: usize, pattern: Pattern) -> f64 {
        self.model.pattern_weight(pattern) + self.comparer.rarities(left, right, pattern)
    }
}

/// What the comparisons of columns in conflict contributed.
pub(super) fn conflict_weight(settings: &LinkSettings, bits: &Bits<'_>, pattern: Pattern) -> f64 {
    let mut fields = Vec::new();
    bits.parts(pattern, &mut fields);
    let comparisons = settings.comparison.iter().zip(fields);
    comparisons.filter(|(c, _)| settings.cannot_link.contains(&c.column)).map(|(_, weight)| weight).sum()
}

/// Pairs of a lower probability are not looked at for being parts of each other.
pub(super) const LEAST_PROBABLE_PART: f64 = 0.1;
