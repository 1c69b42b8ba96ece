//! Confidence intervals of 95 of a hundred.

use serde::{Deserialize, Serialize};

use crate::hash::next;

/// A 95 % confidence interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Quantile of the normal distribution for 95 %.
pub(super) const Z: f64 = 1.959_963_984_540_054;
/// Repetitions of the bootstrap.
const REPLICATES: usize = 500;
/// Seed of the bootstrap.
const SEED: u64 = 42;

/// The interval of Wilson (1927) for a share seen among so many: right also near 0 and 1, and for few.
pub(super) fn wilson(share: f64, n: f64) -> Interval {
    if n <= 0.0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let square = Z * Z;
    let centre = (share + square / (2.0 * n)) / (1.0 + square / n);
    let half = Z / (1.0 + square / n) * (share * (1.0 - share) / n + square / (4.0 * n * n)).max(0.0).sqrt();
    Interval { low: (centre - half).max(0.0), high: (centre + half).min(1.0) }
}

/// What one unit of the labels (a true cluster, or a labelled pair) adds to the figures.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Unit {
    pub(super) found: f64,
    pub(super) wrong: f64,
    pub(super) missed: f64,
    pub(super) cubed_precision: f64,
    pub(super) cubed_recall: f64,
    pub(super) records: f64,
}

impl Unit {
    fn add(&mut self, other: &Self) {
        self.found += other.found;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.cubed_precision += other.cubed_precision;
        self.cubed_recall += other.cubed_recall;
        self.records += other.records;
    }

    /// Precision, recall, F1, B-cubed F1.
    pub(super) fn figures(&self) -> [f64; 4] {
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 1.0 };
        let cubed = |sum: f64| share(sum, self.records);
        [
            share(self.found, self.found + self.wrong),
            share(self.found, self.found + self.missed),
            share(2.0 * self.found, 2.0 * self.found + self.wrong + self.missed),
            f1(cubed(self.cubed_precision), cubed(self.cubed_recall)),
        ]
    }
}

pub(super) fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// Intervals of precision, recall, F1 and B-cubed F1 by the percentile bootstrap (Efron 1979) over units that are independent of each
/// other: pairs of one cluster are right or wrong together. Where the sample shows no error at all, repetitions show none either; the end of
/// Wilson's interval for as many units as there are is taken then.
pub(super) fn bootstrap(units: &[Unit]) -> [Interval; 4] {
    let n = units.len();
    let mut state = SEED;
    let mut figures: [Vec<f64>; 4] = Default::default();
    for _ in 0..REPLICATES {
        let mut sum = Unit::default();
        for _ in 0..n {
            if let Some(unit) = units.get((next(&mut state) % n.max(1) as u64) as usize) {
                sum.add(unit);
            }
        }
        for (values, figure) in figures.iter_mut().zip(sum.figures()) {
            values.push(figure);
        }
    }
    let mut all = Unit::default();
    for unit in units {
        all.add(unit);
    }
    // units that say something about precision, about recall, about either
    let told = |of: fn(&Unit) -> f64| units.iter().filter(|unit| of(unit) > 0.0).count() as f64;
    let speak = [told(|u| u.found + u.wrong), told(|u| u.found + u.missed), told(|u| u.found + u.wrong + u.missed), told(|u| u.records)];
    let mut intervals = [Interval { low: 0.0, high: 1.0 }; 4];
    for ((interval, mut values), (figure, n)) in intervals.iter_mut().zip(figures).zip(all.figures().into_iter().zip(speak)) {
        values.sort_by(f64::total_cmp);
        let at = |share: f64| values.get(((values.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(figure);
        let certain = figure <= 0.0 || figure >= 1.0;
        *interval = if certain { wilson(figure, n) } else { Interval { low: at(0.025).min(figure), high: at(0.975).max(figure) } };
    }
    intervals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_is_as_in_the_literature() {
        // Newcombe (1998), table I: 81 of 263
        let interval = wilson(81.0 / 263.0, 263.0);
        assert!((interval.low - 0.2553).abs() < 5e-5 && (interval.high - 0.3662).abs() < 5e-5, "{interval:?}");
        let none = wilson(1.0, 20.0);
        assert!(none.low < 0.85 && (none.high - 1.0).abs() < 1e-12, "no error among twenty is no proof: {none:?}");
    }

    #[test]
    fn intervals_of_the_bootstrap_hold_the_truth_as_often_as_they_say() {
        // samples of 200 pairs from a linkage with a precision of 0.9
        let mut state = 7;
        let mut held = 0;
        for _ in 0..200 {
            let mut draw = |_| {
                if next(&mut state).is_multiple_of(10) {
                    Unit { wrong: 1.0, ..Unit::default() }
                } else {
                    Unit { found: 1.0, ..Unit::default() }
                }
            };
            let units: Vec<Unit> = (0..200).map(&mut draw).collect();
            let [precision, ..] = bootstrap(&units);
            held += usize::from(precision.low <= 0.9 && 0.9 <= precision.high);
        }
        assert!((180..=199).contains(&held), "{held} of 200");
    }
}
