//! The Fellegi-Sunter model: how much each level of agreement is worth.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compare::{Comparer, MISSING};
use super::settings::{LinkSettings, LinkType};
use super::table::LinkTable;

/// The weights of one comparison: one entry for each level, `else` last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComparisonWeights {
    /// Name of the comparison.
    pub name: String,
    /// Probability of each level among matches.
    pub m: Vec<f64>,
    /// Probability of each level among compared pairs that are no match.
    pub u: Vec<f64>,
}

/// A trained model: weights of every comparison and the share of matches among the compared pairs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkModel {
    /// In the order of the settings.
    pub comparisons: Vec<ComparisonWeights>,
    /// Share of matches among the candidates.
    pub match_share: f64,
    /// Rounds of EM that were needed.
    pub iterations: usize,
}

/// No level is impossible: probabilities stay above this.
const FLOOR: f64 = 1e-5;
/// Pseudo-count of each level where the settings give no expectation.
const SMOOTHING: f64 = 0.05;
/// Rounds before the chance agreement of the candidates themselves is learned.
const WARM_UP: usize = 4;

impl LinkModel {
    /// Learns weights by expectation-maximisation (Winkler 1988) over the counts of distinct patterns, so that the cost does
    /// not depend on the number of pairs. Starts from random pairs; candidates are no random pairs (blocking selects those
    /// that agree), so after some rounds the chance agreement is learned from the candidates too.
    pub(super) fn train(table: &LinkTable, comparer: &Comparer, settings: &LinkSettings, patterns: &BTreeMap<Vec<u8>, u64>) -> Self {
        let training = &settings.training;
        // settings that expect every level's chance agreement need no random pairs
        let given = settings.comparison.iter().flat_map(|c| &c.levels).all(|level| level.u.is_some());
        let random = if given { BTreeMap::new() } else { random_patterns(table, comparer, settings) };
        let pairs: f64 = patterns.values().map(|count| *count as f64).sum();
        let expected = training.prior_pairs.max(training.prior_share * pairs);
        let mut comparisons: Vec<ComparisonWeights> = Vec::new();
        let mut priors: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
        for (at, comparison) in settings.comparison.iter().enumerate() {
            let levels = comparison.levels.len() + 1;
            let given = |pick: fn(&super::settings::Level) -> Option<f64>, fallback: Vec<f64>| -> (Vec<f64>, bool) {
                let values: Vec<f64> = comparison.levels.iter().filter_map(pick).collect();
                if values.len() + 1 == levels {
                    let rest = (1.0 - values.iter().sum::<f64>()).max(FLOOR);
                    (normal(values.into_iter().chain([rest]).collect()), true)
                } else {
                    (normal(fallback), false)
                }
            };
            let by_rank = (0..levels).map(|rank| 3f64.powi(-(rank as i32))).collect();
            let mut by_chance = vec![0.5; levels];
            for (pattern, count) in &random {
                if let Some(slot) = pattern.get(at).and_then(|level| by_chance.get_mut(usize::from(*level))) {
                    *slot += *count as f64;
                }
            }
            let (m, m_given) = given(|l| l.m, by_rank);
            let (u, u_given) = given(|l| l.u, by_chance);
            let strength = |is_given| if is_given { expected } else { 0.0 };
            let prior = |p: &[f64], weight: f64| p.iter().map(|p| p * weight + SMOOTHING).collect::<Vec<f64>>();
            priors.push((prior(&m, strength(m_given)), prior(&u, strength(u_given))));
            comparisons.push(ComparisonWeights { name: comparison.label().to_owned(), m, u });
        }
        let mut model = Self { comparisons, match_share: training.prior_match, iterations: 0 };
        for round in 1..=training.max_iterations {
            model.iterations = round;
            let mut matched = 0.0;
            let mut sums: Vec<(Vec<f64>, Vec<f64>)> = priors.clone();
            for (pattern, count) in patterns {
                let p = probability(model.weight(pattern));
                let count = *count as f64;
                matched += p * count;
                for ((m, u), level) in sums.iter_mut().zip(pattern) {
                    if let (Some(m), Some(u)) = (m.get_mut(usize::from(*level)), u.get_mut(usize::from(*level))) {
                        *m += p * count;
                        *u += (1.0 - p) * count;
                    }
                }
            }
            let mut change: f64 = 0.0;
            for (weights, (m, u)) in model.comparisons.iter_mut().zip(sums) {
                change = change.max(replace(&mut weights.m, normal(m)));
                if round > WARM_UP {
                    change = change.max(replace(&mut weights.u, normal(u)));
                }
            }
            let prior = expected;
            model.match_share = ((matched + prior * training.prior_match) / (pairs + prior).max(1.0)).clamp(1e-6, 0.95);
            if change < training.convergence && round > WARM_UP {
                break;
            }
        }
        model
    }

    /// The match weight of a pattern in bits: log2 of the odds that the pair is a match.
    pub fn weight(&self, pattern: &[u8]) -> f64 {
        self.prior_weight() + self.comparisons.iter().zip(pattern).map(|(weights, level)| weights.weight(*level)).sum::<f64>()
    }

    /// The weight before anything is compared.
    pub fn prior_weight(&self) -> f64 {
        (self.match_share / (1.0 - self.match_share)).log2()
    }
}

impl ComparisonWeights {
    /// What a level is worth in bits; a missing value is worth nothing.
    pub fn weight(&self, level: u8) -> f64 {
        if level == MISSING {
            return 0.0;
        }
        match (self.m.get(usize::from(level)), self.u.get(usize::from(level))) {
            (Some(m), Some(u)) => (m / u).log2(),
            _ => 0.0,
        }
    }
}

/// The match probability of a weight in bits.
pub(super) fn probability(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight.clamp(-60.0, 60.0)).exp2())
}

fn normal(values: Vec<f64>) -> Vec<f64> {
    let sum: f64 = values.iter().sum();
    let floored: Vec<f64> = values.into_iter().map(|v| (v / sum.max(f64::MIN_POSITIVE)).max(FLOOR)).collect();
    let sum: f64 = floored.iter().sum();
    floored.into_iter().map(|v| v / sum).collect()
}

/// Replaces the values and tells the largest change.
fn replace(old: &mut Vec<f64>, new: Vec<f64>) -> f64 {
    let change = old.iter().zip(&new).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    *old = new;
    change
}

fn random_patterns(table: &LinkTable, comparer: &Comparer, settings: &LinkSettings) -> BTreeMap<Vec<u8>, u64> {
    let n = table.len() as u64;
    let mut patterns = BTreeMap::new();
    if n < 2 {
        return patterns;
    }
    // more random pairs than there are pairs would only repeat them
    let wanted = (settings.training.random_pairs as u64).min(n * (n - 1) / 2);
    let mut state = settings.training.seed;
    for _ in 0..wanted {
        let (a, b) = ((next(&mut state) % n) as usize, (next(&mut state) % n) as usize);
        if a != b && (settings.link_type != LinkType::Link || table.side(a) != table.side(b)) {
            *patterns.entry(comparer.pattern(settings, a, b)).or_default() += 1;
        }
    }
    patterns
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, the same on every platform.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
