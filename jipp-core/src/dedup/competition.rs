//! Linking two tables that are free of duplicates: each record has at most one partner, so candidates of one record compete.

use serde::{Deserialize, Serialize};

use super::model::probability;

/// The pairs at each record, by number.
#[derive(Debug)]
pub(super) struct Competition<'a> {
    pairs: &'a [(u32, u32)],
    records: usize,
}

/// What standing out is worth: a pair that is the best of both its records by far is more likely a match than its values alone say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandingWeights {
    /// For each band of weights (four bits each, from below -16 bits) and each standing (best of both by four bits or more, best of both,
    /// best of one, near the best, far from it) the bits it adds.
    pub bits: Vec<Vec<f64>>,
}

impl StandingWeights {
    /// The bits that a standing adds to a pair of this weight.
    pub(super) fn bits(&self, weight: f64, standing: u8) -> f64 {
        self.bits.get(band(weight)).and_then(|bits| bits.get(usize::from(standing))).copied().unwrap_or(0.0)
    }
}

/// Kinds of standing.
const STANDINGS: usize = 5;
/// Bands of weights.
const BANDS: usize = 8;
/// From this probability a record has surely found its partner, so that what else it is paired with is no match: what standing out
/// is worth is learned from that, and [`Gain`](super::gain::Gain) judges answers without labels by it. From where pairs of the answer count
/// as the same is another matter, which the settings decide.
pub(super) const SURE: f64 = 0.9;
/// Pairs for which the band below counts.
const LEAN: f64 = 10.0;
/// Most bits that standing adds or takes.
const MOST_STANDING: f64 = 10.0;

fn band(weight: f64) -> usize {
    (((weight + 16.0) / 4.0).floor() + 1.0).clamp(0.0, (BANDS - 1) as f64) as usize
}

fn shares(counts: &[f64]) -> Vec<f64> {
    let sum: f64 = counts.iter().sum();
    counts.iter().map(|count| count / sum.max(f64::MIN_POSITIVE)).collect()
}

/// A difference of so many bits is a large one.
const BY_FAR: f64 = 4.0;
/// Weights are held within these bits where odds are summed.
const MOST_BITS: f64 = 40.0;

impl<'a> Competition<'a> {
    pub(super) fn new(pairs: &'a [(u32, u32)], records: usize) -> Self {
        Self { pairs, records }
    }

    /// How many records have two pairs or more that are found by their weights.
    pub(super) fn crowded(&self, weights: &[f64]) -> usize {
        let mut partners = vec![0u8; self.records];
        for ((a, b), _) in self.pairs.iter().zip(weights).filter(|(_, weight)| probability(**weight) >= SURE) {
            for record in [a, b] {
                if let Some(count) = partners.get_mut(*record as usize) {
                    *count = count.saturating_add(1);
                }
            }
        }
        partners.iter().filter(|count| **count > 1).count()
    }

    /// How each pair stands among the candidates of its two records: 0 the best of both by far, 1 by a little, 2 the best of one, 3 near
    /// the best, 4 far from it.
    pub(super) fn standings(&self, weights: &[f64]) -> Vec<u8> {
        let mut best = vec![(f64::MIN, f64::MIN); self.records];
        for ((a, b), weight) in self.pairs.iter().zip(weights) {
            for record in [a, b] {
                if let Some((first, second)) = best.get_mut(*record as usize) {
                    if *weight > *first {
                        (*first, *second) = (*weight, *first);
                    } else if *weight > *second {
                        *second = *weight;
                    }
                }
            }
        }
        let margin = |record: u32, weight: f64| {
            let (first, second) = best.get(record as usize).copied().unwrap_or((f64::MIN, f64::MIN));
            weight - if weight >= first { second } else { first }
        };
        let pairs = self.pairs.iter().zip(weights);
        pairs
            .map(|((a, b), weight)| {
                let (x, y) = (margin(*a, *weight), margin(*b, *weight));
                let (low, high) = (x.min(y), x.max(y));
                if low >= BY_FAR {
                    0
                } else if low >= 0.0 {
                    1
                } else if high >= 0.0 {
                    2
                } else if low >= -BY_FAR {
                    3
                } else {
                    4
                }
            })
            .collect()
    }

    /// What each standing is worth at each weight, learned from what is known: pairs of a record that has found its partner with
    /// anybody else are no matches, and with the found pairs taken out they show how often such a pair stands out by chance.
    pub(super) fn standing_weights(&self, weights: &[f64], chances: &[f64]) -> StandingWeights {
        let found: Vec<bool> = chances.iter().map(|p| *p >= SURE).collect();
        let mut partnered = vec![false; self.records];
        for ((a, b), _) in self.pairs.iter().zip(&found).filter(|(_, found)| **found) {
            for record in [a, b] {
                if let Some(slot) = partnered.get_mut(*record as usize) {
                    *slot = true;
                }
            }
        }
        let has = |record: u32| partnered.get(record as usize).copied().unwrap_or(false);
        // the two tables: those that stand left in the pairs, those that stand right
        let mut sides = vec![0u8; self.records];
        for (a, b) in self.pairs {
            for (record, side) in [(a, 1), (b, 2)] {
                if let Some(slot) = sides.get_mut(*record as usize) {
                    *slot = side;
                }
            }
        }
        let lonely = |side: u8| {
            let (mut all, mut with) = (1.0, 0.0);
            for (_, partnered) in sides.iter().zip(&partnered).filter(|(own, _)| **own == side) {
                all += 1.0;
                with += f64::from(u8::from(*partnered));
            }
            1.0 - with / all
        };
        let both_lonely = lonely(1) * lonely(2);
        let standings = self.standings(weights);
        let rest: Vec<f64> = weights.iter().zip(&found).map(|(weight, found)| if *found { f64::MIN / 4.0 } else { *weight }).collect();
        let by_chance = self.standings(&rest);
        let mut m = vec![1e-3; STANDINGS];
        let mut u = vec![1e-3; STANDINGS];
        let mut chance = vec![vec![1e-3; STANDINGS]; BANDS];
        for (at, (a, b)) in self.pairs.iter().enumerate() {
            let p = chances.get(at).copied().unwrap_or(0.0);
            let standing = usize::from(standings.get(at).copied().unwrap_or(0));
            add(&mut m, standing as u32, p);
            add(&mut u, standing as u32, 1.0 - p);
            if !found.get(at).copied().unwrap_or(false) && has(*a) && has(*b) {
                let weight = weights.get(at).copied().unwrap_or(0.0);
                if let Some(counts) = chance.get_mut(band(weight)) {
                    add(counts, u32::from(by_chance.get(at).copied().unwrap_or(0)), 1.0);
                }
            }
        }
        let (m, u) = (shares(&m), shares(&u));
        // a band with few pairs leans on the band below it
        let mut below =
            shares(&chance.iter().fold(vec![0.0; STANDINGS], |sum, counts| sum.iter().zip(counts).map(|(a, b)| a + b).collect()));
        let mut bits = Vec::new();
        for counts in chance {
            let leaned: Vec<f64> = counts.iter().zip(&below).map(|(count, share)| count + LEAN * share).collect();
            let own = shares(&leaned);
            bits.push(
                (0..STANDINGS)
                    .map(|s| {
                        let at = |list: &[f64]| list.get(s).copied().unwrap_or(0.0);
                        (at(&m) / at(&u).max(both_lonely * at(&own))).log2().clamp(-MOST_STANDING, MOST_STANDING)
                    })
                    .collect(),
            );
            below = own;
        }
        StandingWeights { bits }
    }

    /// The probability of every pair given its weight and those of the other pairs of its two records. A pair stands against no
    /// partner at all (odds 1) and against every other candidate of either record, as far as that candidate is still free:
    /// `p(ij) = o(ij) / (1 + o(ij) + sum of o(ik) free(k) + sum of o(kj) free(k))`, mean-field over the constraint that a record is in
    /// one pair at most. `before` holds the probabilities of the round before and gets the new ones.
    pub(super) fn probabilities(&self, weights: impl Fn(usize) -> f64, before: &mut [f64], rounds: usize) {
        let odds: Vec<f64> = (0..self.pairs.len()).map(|at| weights(at).clamp(-MOST_BITS, MOST_BITS).exp2()).collect();
        let mut taken = vec![0f64; self.records];
        let mut against = vec![0f64; self.records];
        for _ in 0..rounds {
            taken.fill(0.0);
            against.fill(0.0);
            for ((a, b), p) in self.pairs.iter().zip(before.iter()) {
                add(&mut taken, *a, *p);
                add(&mut taken, *b, *p);
            }
            // how free a record is for one of its pairs: the chance that none of its other pairs is the match
            let free = |record: u32, p: f64| (1.0 - (taken.get(record as usize).copied().unwrap_or(0.0) - p)).clamp(0.0, 1.0);
            for (((a, b), p), odds) in self.pairs.iter().zip(before.iter()).zip(&odds) {
                add(&mut against, *a, odds * free(*b, *p));
                add(&mut against, *b, odds * free(*a, *p));
            }
            for (((a, b), p), odds) in self.pairs.iter().zip(before.iter_mut()).zip(&odds) {
                let sum =
                    |record: u32, other: u32| (against.get(record as usize).copied().unwrap_or(0.0) - odds * free(other, *p)).max(0.0);
                let new = odds / (1.0 + odds + sum(*a, *b) + sum(*b, *a));
                *p = 0.5 * (*p + new);
            }
        }
    }
}

fn add(sums: &mut [f64], at: u32, value: f64) {
    if let Some(sum) = sums.get_mut(at as usize) {
        *sum += value;
    }
}
