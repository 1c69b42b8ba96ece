//! How precise is a linkage of which nothing is labelled? A stratified sample says it with few pairs to look at.
//!
//! Compared pairs are divided by their probability; from each stratum a random sample is labelled, more from those that are large and
//! doubtful (Neyman 1934). The estimator and its variance are those of stratified sampling (Cochran, Sampling Techniques, 1977, chapter 5).

use serde::{Deserialize, Serialize};

use super::super::link::{Linkage, Pair};
use super::interval::{Interval, Z, wilson};
use crate::error::SettingsError;
use crate::hash::next;

/// Bounds of the strata, besides the threshold.
const BOUNDS: [f64; 6] = [0.0, 0.01, 0.1, 0.9, 0.99, 0.999];
/// From each stratum at least so many.
const LEAST: usize = 5;
/// Of the sample this part goes to pairs that count as different, to see what is missed.
const BELOW: f64 = 0.25;
/// The model may be surer than it ought to be: the share of the same in a stratum is taken to be this far from 0 and 1.
const DOUBT: f64 = 0.02;
/// Half widths of the interval for which the plan says how many pairs have to be looked at.
const HALF_WIDTHS: [f64; 3] = [0.05, 0.02, 0.01];

/// Compared pairs of like probability.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Stratum {
    /// Lowest probability.
    pub from: f64,
    /// Up to this probability.
    pub to: f64,
    /// Pairs in it.
    pub pairs: u64,
    /// Pairs of it that are labelled, or to be labelled.
    pub sample: u64,
    /// The share of the same: as the model expects in a plan, as labelled in an estimate.
    pub same: f64,
}

/// A pair to be labelled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct SamplePair {
    /// Id of the first record.
    pub left: String,
    /// Id of the second record.
    pub right: String,
    /// Match probability.
    pub probability: f64,
    /// Number of its stratum, from 0.
    pub stratum: usize,
    /// For how many pairs it stands.
    pub weight: f64,
    /// Number of the first record.
    #[serde(skip)]
    pub left_record: usize,
    /// Number of the second record.
    #[serde(skip)]
    pub right_record: usize,
}

/// Which pairs to look at, to know how good a linkage is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct SamplingPlan {
    /// The strata, the least probable first.
    pub strata: Vec<Stratum>,
    /// The sample.
    pub pairs: Vec<SamplePair>,
    /// Half the width of the 95 % interval of precision that this sample is expected to give.
    pub half_width: f64,
    /// Half width, and how many pairs counted as the same have to be looked at for it, the best division among strata given.
    pub needed: Vec<(f64, u64)>,
}

/// What labels of a sample say about all compared pairs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Estimate {
    /// Precision of the pairs that count as the same.
    pub precision: f64,
    /// Its 95 % interval.
    pub precision_interval: Interval,
    /// Recall among the compared pairs.
    pub recall: f64,
    /// Its 95 % interval.
    pub recall_interval: Interval,
    /// The strata.
    pub strata: Vec<Stratum>,
    /// Pairs of strata without any label: the estimate says nothing about them.
    pub pairs_without_labels: u64,
}

struct Strata {
    bounds: Vec<f64>,
    threshold: f64,
}

impl Strata {
    fn new(threshold: f64) -> Self {
        let mut bounds = BOUNDS.to_vec();
        bounds.push(threshold);
        bounds.sort_by(f64::total_cmp);
        bounds.dedup();
        Self { bounds, threshold }
    }

    fn of(&self, p: f64) -> usize {
        self.bounds.iter().rposition(|bound| p >= *bound).unwrap_or(0)
    }

    fn is_called(&self, at: usize) -> bool {
        self.bounds.get(at).is_some_and(|from| *from >= self.threshold)
    }

    fn stratum(&self, at: usize, pairs: u64, sample: u64, same: f64) -> Stratum {
        let bound = |at: usize| self.bounds.get(at).copied().unwrap_or(1.0);
        Stratum { from: bound(at), to: bound(at + 1), pairs, sample, same }
    }
}

impl Linkage {
    /// A sample of about `size` pairs for a person to label; `ids` are those under which the records are shown. The same seed gives the
    /// same pairs, whatever the order of the rows.
    pub fn sampling_plan(&self, size: usize, seed: u64, ids: &[String]) -> Result<SamplingPlan, SettingsError> {
        let every = self.every_pair()?;
        let strata = Strata::new(self.settings().clustering.threshold);
        let id = |at: usize| ids.get(at).map_or("", String::as_str);
        let mut members: Vec<Vec<&Pair>> = vec![Vec::new(); strata.bounds.len()];
        for pair in &every {
            if let Some(list) = members.get_mut(strata.of(self.same_probability(pair))) {
                list.push(pair);
            }
        }
        let expected: Vec<f64> = members
            .iter()
            // a sum of nothing is -0.0
            .map(|pairs| pairs.iter().map(|pair| self.same_probability(pair)).fold(0.0, |sum, p| sum + p) / pairs.len().max(1) as f64)
            .collect();
        let spread = |p: f64| {
            let p = p.clamp(DOUBT, 1.0 - DOUBT);
            (p * (1.0 - p)).sqrt()
        };
        let parts: Vec<f64> = members.iter().zip(&expected).map(|(pairs, p)| pairs.len() as f64 * spread(*p)).collect();
        let total = |called: bool| parts.iter().enumerate().filter(|(at, _)| strata.is_called(*at) == called).map(|(_, n)| n).sum::<f64>();
        let (above, below) = (total(true), total(false));
        let mut plan = SamplingPlan { strata: Vec::new(), pairs: Vec::new(), half_width: 0.0, needed: Vec::new() };
        let (mut state, mut variance) = (seed, 0.0);
        let called: f64 = members.iter().enumerate().filter(|(at, _)| strata.is_called(*at)).map(|(_, pairs)| pairs.len() as f64).sum();
        for (at, pairs) in members.iter_mut().enumerate() {
            let is_called = strata.is_called(at);
            let (share, whole) = if is_called { (1.0 - BELOW, above) } else { (BELOW, below) };
            let part = parts.get(at).copied().unwrap_or(0.0) / whole.max(f64::MIN_POSITIVE);
            let wanted = ((size as f64 * share * part).round() as usize).max(LEAST).min(pairs.len());
            // which record stands left depends on the order of the rows; the ids do not
            pairs.sort_by_cached_key(|pair| (id(pair.left).min(id(pair.right)), id(pair.left).max(id(pair.right))));
            let count = pairs.len();
            // the first places of a random order (Fisher and Yates, Durstenfeld 1964)
            for place in 0..wanted {
                let other = place + (next(&mut state) % (count - place) as u64) as usize;
                pairs.swap(place, other);
            }
            let same = expected.get(at).copied().unwrap_or(0.0);
            if is_called && wanted > 0 {
                let left = 1.0 - wanted as f64 / count as f64;
                variance += (count as f64 / called * spread(same)).powi(2) / wanted as f64 * left;
            }
            plan.strata.push(strata.stratum(at, count as u64, wanted as u64, same));
            let weight = count as f64 / wanted.max(1) as f64;
            plan.pairs.extend(pairs.iter().take(wanted).map(|pair| SamplePair {
                left: id(pair.left).to_owned(),
                right: id(pair.right).to_owned(),
                probability: self.same_probability(pair),
                stratum: at,
                weight,
                left_record: pair.left,
                right_record: pair.right,
            }));
        }
        plan.half_width = Z * variance.sqrt();
        let of_called = plan.strata.iter().enumerate().filter(|(at, _)| strata.is_called(*at));
        let (mean, square): (f64, f64) = of_called.fold((0.0, 0.0), |(mean, square), (_, stratum)| {
            let (weight, s) = (stratum.pairs as f64 / called.max(1.0), spread(stratum.same));
            (mean + weight * s, square + weight * s * s)
        });
        // Cochran (5.44): Neyman allocation with a finite population
        plan.needed = HALF_WIDTHS
            .iter()
            .map(|half| {
                let wanted = (half / Z).powi(2);
                (*half, (mean * mean / (wanted + square / called.max(1.0))).ceil().min(called) as u64)
            })
            .collect();
        Ok(plan)
    }
}

/// Estimates from labelled pairs, stratum by stratum. Within a stratum the labelled pairs are taken to be a random sample.
pub(super) fn estimate(linkage: &Linkage, every: &[Pair], told: &[(usize, usize, bool)]) -> Estimate {
    let strata = Strata::new(linkage.settings().clustering.threshold);
    let told: std::collections::HashMap<(usize, usize), bool> = told.iter().map(|(a, b, same)| ((*a, *b), *same)).collect();
    let mut counts = vec![(0u64, 0u64, 0u64); strata.bounds.len()];
    for pair in every {
        let label = told.get(&(pair.left, pair.right));
        if let Some((pairs, sample, same)) = counts.get_mut(strata.of(linkage.same_probability(pair))) {
            *pairs += 1;
            *sample += u64::from(label.is_some());
            *same += u64::from(label == Some(&true));
        }
    }
    let mut sums = [(0.0f64, 0.0f64, 0.0f64); 2];
    let mut pairs_without_labels = 0;
    for (at, (pairs, sample, same)) in counts.iter().enumerate() {
        if *sample == 0 {
            pairs_without_labels += pairs;
            continue;
        }
        let (n, all) = (*sample as f64, *pairs as f64);
        // no error among few is no proof: Jeffreys' half in the variance
        let likely = (*same as f64 + 0.5) / (n + 1.0);
        let variance = likely * (1.0 - likely) / n * (1.0 - n / all).max(0.0);
        if let Some((size, same_ones, spread)) = sums.get_mut(usize::from(strata.is_called(at))) {
            *size += all;
            *same_ones += all * *same as f64 / n;
            *spread += all * all * variance;
        }
    }
    let [(_, missed, missed_spread), (called, found, found_spread)] = sums;
    let precision = if called > 0.0 { found / called } else { 0.0 };
    let smooth = precision.clamp(0.5 / called.max(1.0), 1.0 - 0.5 / called.max(1.0));
    let effective = if found_spread > 0.0 { smooth * (1.0 - smooth) / (found_spread / (called * called)) } else { f64::MAX };
    let all_looked_at = found_spread <= 0.0 && called > 0.0;
    let recall = if found + missed > 0.0 { found / (found + missed) } else { 1.0 };
    // by the delta method
    let deviation =
        (missed * missed * found_spread + found * found * missed_spread).sqrt() / (found + missed).powi(2).max(f64::MIN_POSITIVE);
    let precision_interval = if all_looked_at {
        Interval { low: precision, high: precision }
    } else {
        wilson(precision, if called > 0.0 { effective.max(1.0) } else { 0.0 })
    };
    Estimate {
        precision,
        precision_interval,
        recall,
        recall_interval: Interval { low: (recall - Z * deviation).max(0.0), high: (recall + Z * deviation).min(1.0) },
        strata: counts
            .iter()
            .enumerate()
            .map(|(at, (pairs, sample, same))| strata.stratum(at, *pairs, *sample, *same as f64 / (*sample).max(1) as f64))
            .collect(),
        pairs_without_labels,
    }
}
