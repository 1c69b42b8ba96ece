//! The compared pairs: which patterns there are, and how often.

use rustc_hash::FxHashMap;

use super::super::compare::{Comparer, Pattern};
use super::super::labels::LabelledPair;
use super::super::settings::{LinkSettings, LinkType, Training};
use super::super::table::LinkTable;
use super::super::threads::in_ranges;
use crate::hash::next;

/// Bits of a pair about which a person has spoken.
const TOLD: f64 = 30.0;
/// Compared pairs: the distinct patterns, and for each pair its pattern.
#[derive(Debug, Default)]
pub(in super::super) struct Compared {
    /// Distinct patterns, in order.
    pub(in super::super) patterns: Vec<Pattern>,
    /// How many pairs have each pattern.
    pub(in super::super) counts: Vec<u64>,
    /// For each pair the number of its pattern.
    pub(in super::super) pattern_of: Vec<u32>,
    /// For each pair the bits that the rarity of agreed values adds.
    pub(in super::super) rarity: Vec<f32>,
    /// Labelled pairs by number, and whether they are the same.
    pub(in super::super) told: Vec<(u32, bool)>,
    /// For each pattern how many of its pairs are labelled as the same, and as different; empty without labels.
    pub(in super::super) told_of: Vec<(f64, f64)>,
    /// Pairs by number that `cannot_link` rules out and about which nobody has spoken, in order.
    ruled_out: Vec<u32>,
    /// For each pattern how many of its pairs are ruled out; empty if none is.
    ruled_out_of: Vec<f64>,
}

impl Compared {
    /// Puts ranges of compared pairs together, in their order.
    pub(in super::super) fn of_ranges(ranges: Vec<Range>) -> Self {
        let mut counts: FxHashMap<Pattern, u64> = FxHashMap::default();
        for range in &ranges {
            for (pattern, count) in range.patterns.iter().zip(&range.counts) {
                *counts.entry(*pattern).or_default() += count;
            }
        }
        let mut patterns: Vec<(Pattern, u64)> = counts.into_iter().collect();
        patterns.sort_unstable();
        let number: FxHashMap<Pattern, u32> = patterns.iter().enumerate().map(|(at, (pattern, _))| (*pattern, at as u32)).collect();
        let pairs = ranges.iter().map(|range| range.of.len()).sum();
        let mut all = Self { pattern_of: Vec::with_capacity(pairs), rarity: Vec::with_capacity(pairs), ..Self::default() };
        for range in ranges {
            let own: Vec<u32> = range.patterns.iter().map(|pattern| number.get(pattern).copied().unwrap_or(0)).collect();
            all.pattern_of.extend(range.of.iter().map(|at| own.get(*at as usize).copied().unwrap_or(0)));
            all.rarity.extend(range.rarity);
        }
        (all.patterns, all.counts) = patterns.into_iter().unzip();
        all
    }

    /// The pattern of a pair.
    pub(in super::super) fn pattern(&self, pair: usize) -> Pattern {
        self.pattern_of.get(pair).and_then(|pattern| self.patterns.get(*pattern as usize)).copied().unwrap_or_default()
    }

    /// What the comparison of a pair gave: its pattern and the rarity of what it agrees on.
    pub(in super::super) fn found(&self, pair: usize) -> (Pattern, f32) {
        (self.pattern(pair), self.rarity.get(pair).copied().unwrap_or(0.0))
    }

    pub(in super::super) fn new(found: &[(Pattern, f32)]) -> Self {
        let patterns = counted(found.iter().map(|(pattern, _)| *pattern));
        let number: FxHashMap<Pattern, u32> = patterns.iter().enumerate().map(|(at, (pattern, _))| (*pattern, at as u32)).collect();
        Self {
            pattern_of: found.iter().map(|(pattern, _)| number.get(pattern).copied().unwrap_or(0)).collect(),
            rarity: found.iter().map(|(_, rarity)| *rarity).collect(),
            counts: patterns.iter().map(|(_, count)| *count).collect(),
            patterns: patterns.into_iter().map(|(pattern, _)| pattern).collect(),
            ..Self::default()
        }
    }

    /// Takes in what a person said about pairs; both lists are sorted.
    pub(in super::super) fn tell(&mut self, pairs: &[(u32, u32)], labels: &[LabelledPair]) {
        if labels.is_empty() {
            return;
        }
        self.told_of = vec![(0.0, 0.0); self.patterns.len()];
        for label in labels {
            let Ok(at) = pairs.binary_search(&(label.left as u32, label.right as u32)) else { continue };
            self.told.push((at as u32, label.same));
            let pattern = self.pattern_of.get(at).copied().unwrap_or(0);
            if let Some((same, different)) = self.told_of.get_mut(pattern as usize) {
                *(if label.same { same } else { different }) += 1.0;
            }
        }
    }

    /// Takes in which pairs are no matches whatever their values say, after what a person said about pairs.
    pub(in super::super) fn rule_out(&mut self, pairs: &[(u32, u32)], apart: impl Fn(usize, usize) -> bool) {
        let told = |at: u32| self.told.binary_search_by_key(&at, |(told, _)| *told).is_ok();
        let out = pairs.iter().zip(0u32..).filter(|((a, b), at)| apart(*a as usize, *b as usize) && !told(*at));
        self.ruled_out = out.map(|(_, at)| at).collect();
        if self.ruled_out.is_empty() {
            return;
        }
        self.ruled_out_of = vec![0.0; self.patterns.len()];
        for at in &self.ruled_out {
            let pattern = self.pattern_of.get(*at as usize).copied().unwrap_or(0);
            if let Some(count) = self.ruled_out_of.get_mut(pattern as usize) {
                *count += 1.0;
            }
        }
    }

    /// How many pairs of a pattern are ruled out.
    pub(super) fn ruled_out_of(&self, pattern: usize) -> f64 {
        self.ruled_out_of.get(pattern).copied().unwrap_or(0.0)
    }

    /// How many pairs of a pattern are labelled as the same, and as different.
    pub(super) fn told_of(&self, pattern: usize) -> (f64, f64) {
        self.told_of.get(pattern).copied().unwrap_or_default()
    }

    /// The weight of a pair about which a person or the settings have spoken.
    pub(super) fn said(&self, pair: usize) -> Option<f64> {
        if self.ruled_out.binary_search(&(pair as u32)).is_ok() {
            return Some(-TOLD);
        }
        let at = self.told.binary_search_by_key(&(pair as u32), |(at, _)| *at).ok()?;
        self.told.get(at).map(|(_, same)| if *same { TOLD } else { -TOLD })
    }

    /// What was said counts more than any weight.
    pub(in super::super) fn settle(&self, weights: &mut [f64]) {
        for (at, same) in &self.told {
            if let Some(weight) = weights.get_mut(*at as usize) {
                *weight = if *same { TOLD } else { -TOLD };
            }
        }
    }

    /// Counts alone, in order of the patterns: enough to learn from where no pairs compete.
    pub(in super::super) fn of_counts(counts: &[(Pattern, u64)]) -> Self {
        let (patterns, counts) = counts.iter().copied().unzip();
        Self { patterns, counts, ..Self::default() }
    }

    pub(in super::super) fn pairs(&self) -> u64 {
        self.counts.iter().sum()
    }
}

/// Pairs of one range of work: their patterns, numbered within the range, and their rarities.
#[derive(Debug, Default)]
pub(in super::super) struct Range {
    patterns: Vec<Pattern>,
    counts: Vec<u64>,
    of: Vec<u32>,
    rarity: Vec<f32>,
}

impl Range {
    /// Adds a pair; `numbers` are those of the patterns of this range.
    pub(in super::super) fn push(&mut self, pattern: Pattern, rarity: f32, numbers: &mut FxHashMap<Pattern, u32>) {
        let next = self.patterns.len() as u32;
        let number = *numbers.entry(pattern).or_insert(next);
        if number == next {
            self.patterns.push(pattern);
            self.counts.push(0);
        }
        if let Some(count) = self.counts.get_mut(number as usize) {
            *count += 1;
        }
        self.of.push(number);
        self.rarity.push(rarity);
    }
}

impl Range {
    /// The patterns of this range, by number.
    pub(in super::super) fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// For each pair the number of its pattern and its rarity.
    pub(in super::super) fn found(&self) -> impl Iterator<Item = (u32, f32)> {
        self.of.iter().copied().zip(self.rarity.iter().copied())
    }
}

/// Equal patterns counted, in order.
pub(in super::super) fn counted(found: impl IntoIterator<Item = Pattern>) -> Vec<(Pattern, u64)> {
    let mut counts: FxHashMap<Pattern, u64> = FxHashMap::default();
    for pattern in found {
        *counts.entry(pattern).or_default() += 1;
    }
    let mut counts: Vec<(Pattern, u64)> = counts.into_iter().collect();
    counts.sort_unstable();
    counts
}

/// The weight of a pair: that of its pattern and the rarity of what it agrees on.
pub(in super::super) fn pair_weight(weights: &[f64], compared: &Compared, at: usize) -> f64 {
    let pattern = compared.pattern_of.get(at).copied().unwrap_or(0);
    weights.get(pattern as usize).copied().unwrap_or(0.0) + f64::from(compared.rarity.get(at).copied().unwrap_or(0.0))
}

/// The patterns of random pairs, counted: how much agrees by chance. None are needed where the settings say so of every level.
pub(in super::super) fn random_patterns(table: &LinkTable, comparer: &Comparer, settings: &LinkSettings) -> Vec<(Pattern, u64)> {
    let pairs: Vec<(usize, usize)> = super::super::pairs::random_pairs(table.len(), settings)
        .into_iter()
        .filter(|(a, b)| settings.link_type != LinkType::Link || table.side(*a) != table.side(*b))
        .collect();
    let work = |range: std::ops::Range<usize>, (): &mut ()| -> Vec<Pattern> {
        pairs.get(range).unwrap_or_default().iter().map(|(a, b)| comparer.pattern(*a, *b)).collect()
    };
    counted(in_ranges(pairs.len(), 4096, || (), work).into_iter().flatten())
}

/// Pairs of numbers below `records`, drawn with the seed of the training.
pub(in super::super) fn random_numbers(records: usize, training: &Training) -> Vec<(usize, usize)> {
    let n = records as u64;
    if n < 2 {
        return Vec::new();
    }
    // more random pairs than there are pairs would only repeat them
    let wanted = (training.random_pairs as u64).min(n * (n - 1) / 2);
    let mut state = training.seed;
    (0..wanted).map(|_| ((next(&mut state) % n) as usize, (next(&mut state) % n) as usize)).filter(|(a, b)| a != b).collect()
}
