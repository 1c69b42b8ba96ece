//! What makes two records similar: their words, the letter triples of their names, and pairs of words that are common.

use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::super::csr::Lists;
use super::super::table::LinkTable;
use super::super::terms::terms;
use super::super::threads::{each_of_ranges, in_ranges};
use crate::hash::fnv1a;

/// Values of more words than this are descriptions: their words say enough, letter triples would only cost.
const NAME_WORDS: usize = 24;
/// Of the words of a record that are common, so many of the rarest are joined to pairs.
const PAIRED: usize = 6;
/// Values or records of one range of work.
const RANGE: usize = 1024;

/// The features of each record as they are counted.
pub(super) struct Features {
    /// For each record its features and how often each occurs, by number; letter triples have negative counts, to tell the two families apart.
    counts: Vec<Lists<(u32, f32)>>,
    seen: Seen,
}

/// The features of each record with their weights, rarest first: those that weigh something.
pub(super) struct Weighted {
    pub(super) vectors: Lists<(u32, f32)>,
    /// How many features there are.
    pub(super) features: usize,
}

/// Features by number, in the order in which they are first seen.
#[derive(Default)]
struct Seen {
    numbers: FxHashMap<u64, u32>,
    /// Each feature by a number that does not depend on the order of the records.
    hashes: Vec<u64>,
    /// How many records have it.
    frequency: Vec<u32>,
}

impl Seen {
    fn number(&mut self, hash: u64) -> u32 {
        let next = self.hashes.len() as u32;
        let number = *self.numbers.entry(hash).or_insert(next);
        if number == next {
            self.hashes.push(hash);
            self.frequency.push(0);
        }
        number
    }

    fn count(&mut self, feature: u32) {
        if let Some(count) = self.frequency.get_mut(feature as usize) {
            *count += 1;
        }
    }

    fn of(&self, feature: u32) -> (u32, u64) {
        let at = feature as usize;
        (self.frequency.get(at).copied().unwrap_or(0), self.hashes.get(at).copied().unwrap_or(0))
    }
}

impl Features {
    pub(super) fn of(table: &LinkTable, columns: &[String]) -> Self {
        let columns: Vec<&[String]> = columns.iter().filter_map(|column| table.column(column)).collect();
        // each different value is taken apart once
        let mut number_of: FxHashMap<&str, u32> = FxHashMap::default();
        let mut distinct: Vec<&str> = Vec::new();
        let mut cells: Vec<u32> = Vec::with_capacity(table.len() * columns.len());
        for record in 0..table.len() {
            for value in columns.iter().filter_map(|values| values.get(record)) {
                let next = distinct.len() as u32;
                let number = *number_of.entry(value).or_insert(next);
                if number == next {
                    distinct.push(value);
                }
                cells.push(number);
            }
        }
        drop(number_of);
        let mut seen = Seen::default();
        let mut of_value: Lists<u32> = Lists::default();
        let hashed = |values: Range<usize>, (): &mut ()| -> Lists<u64> {
            let mut lists = Lists::default();
            let mut own = Vec::new();
            for value in distinct.get(values).unwrap_or_default() {
                hashes_of(value, &mut own);
                lists.push(own.drain(..));
            }
            lists
        };
        each_of_ranges(
            distinct.len(),
            RANGE,
            || (),
            hashed,
            |part| {
                for value in 0..part.len() {
                    // the last bit tells the family
                    of_value.push(part.get(value).iter().map(|hash| seen.number(*hash) << 1 | u32::from(hash & WORD == 0)));
                }
            },
        );
        let width = columns.len();
        let counted = |records: Range<usize>, own: &mut Vec<u32>| -> Lists<(u32, f32)> {
            let mut lists = Lists::default();
            for record in records {
                own.clear();
                for value in cells.get(record * width..(record + 1) * width).unwrap_or_default() {
                    own.extend_from_slice(of_value.get(*value as usize));
                }
                own.sort_unstable();
                lists.push(own.chunk_by(|a, b| a == b).filter_map(|same| {
                    let (feature, count) = (*same.first()?, same.len() as f32);
                    Some((feature >> 1, if feature & 1 == 1 { -count } else { count }))
                }));
            }
            lists
        };
        let counts = in_ranges(table.len(), RANGE, Vec::new, counted);
        for (feature, _) in counts.iter().flat_map(Lists::items) {
            seen.count(*feature);
        }
        Self { counts, seen }
    }

    /// Counts as weights: TF-IDF, each family of length one. What one record alone has, or more than `common`, weighs nothing.
    pub(super) fn weighted(&self, common: usize) -> Weighted {
        self.weigh(common, &Seen::default(), &[])
    }

    /// The same where to each record pairs of its words are added that more than `common` records have: in a large table each of them says
    /// little and is too long a list to walk, but few records share two.
    pub(super) fn weighted_with_pairs(&self, common: usize) -> Weighted {
        let hashed = |parts: Range<usize>, found: &mut Vec<(u32, u64)>| -> Vec<Lists<u64>> {
            self.counts.get(parts).unwrap_or_default().iter().map(|part| self.pairs_of(part, common, found)).collect()
        };
        let mut seen = Seen::default();
        let mut pairs: Vec<Lists<u32>> = Vec::new();
        let mut number = |part: Lists<u64>| {
            let mut numbered = Lists::default();
            for record in 0..part.len() {
                numbered.push(part.get(record).iter().map(|hash| seen.number(*hash)));
            }
            for pair in numbered.items() {
                seen.count(*pair);
            }
            pairs.push(numbered);
        };
        each_of_ranges(self.counts.len(), 1, Vec::new, hashed, |parts| parts.into_iter().for_each(&mut number));
        self.weigh(common, &seen, &pairs)
    }

    fn pairs_of(&self, part: &Lists<(u32, f32)>, common: usize, found: &mut Vec<(u32, u64)>) -> Lists<u64> {
        let mut lists = Lists::default();
        for record in 0..part.len() {
            found.clear();
            let words = part.get(record).iter().filter(|(_, count)| *count > 0.0);
            found.extend(words.map(|(feature, _)| self.seen.of(*feature)).filter(|(df, _)| *df as usize > common));
            found.sort_unstable();
            found.truncate(PAIRED);
            lists.push(found.iter().enumerate().flat_map(|(at, (_, a))| {
                let others = found.iter().skip(at + 1);
                others.map(move |(_, b)| FxBuildHasher.hash_one((a.min(b), a.max(b))) | WORD)
            }));
        }
        lists
    }

    /// `pairs` holds for each record features more, counted in `more`.
    fn weigh(&self, common: usize, more: &Seen, pairs: &[Lists<u32>]) -> Weighted {
        let n: f32 = self.counts.iter().map(|part| part.len() as f32).sum();
        let singles = self.seen.hashes.len() as u32;
        let idf = |df: u32| if df as usize > common || df < 2 { 0.0 } else { ((n + 1.0) / (df as f32 + 0.5)).ln().max(0.0) };
        let rarity = |seen: &Seen| seen.frequency.iter().map(|df| idf(*df)).collect::<Vec<f32>>();
        let (of_single, of_pair) = (rarity(&self.seen), rarity(more));
        let weighed = |parts: Range<usize>, own: &mut Vec<((u32, u64), u32, f32)>| -> Vec<Lists<(u32, f32)>> {
            let part = |at: usize| {
                let mut lists: Lists<(u32, f32)> = Lists::default();
                let Some(counts) = self.counts.get(at) else { return lists };
                for record in 0..counts.len() {
                    own.clear();
                    // words and letter triples count the same, however many there are of each
                    let (mut words, mut triples) = (0f32, 0f32);
                    for (feature, count) in counts.get(record) {
                        let idf = of_single.get(*feature as usize).copied().unwrap_or(0.0);
                        if idf > 0.0 {
                            let weight = (1.0 + count.abs().ln()) * idf;
                            *(if *count < 0.0 { &mut triples } else { &mut words }) += weight * weight;
                            own.push((self.seen.of(*feature), *feature, weight.copysign(*count)));
                        }
                    }
                    for pair in pairs.get(at).map_or(&[][..], |pairs| pairs.get(record)) {
                        let weight = of_pair.get(*pair as usize).copied().unwrap_or(0.0);
                        if weight > 0.0 {
                            words += weight * weight;
                            own.push((more.of(*pair), singles + pair, weight));
                        }
                    }
                    own.sort_unstable_by_key(|(rarity, ..)| *rarity);
                    lists.push(own.iter().map(|(_, feature, weight)| {
                        let norm = if *weight < 0.0 { triples } else { words };
                        (*feature, weight.abs() / norm.sqrt().max(f32::EPSILON))
                    }));
                }
                lists
            };
            parts.map(part).collect()
        };
        let mut vectors = Lists::default();
        each_of_ranges(self.counts.len(), 1, Vec::new, weighed, |parts| parts.iter().for_each(|part| vectors.extend(part)));
        Weighted { vectors, features: singles as usize + more.hashes.len() }
    }
}

/// The features of a value: before each word of a name its letter triples.
fn hashes_of(value: &str, own: &mut Vec<u64>) {
    let words = terms(value);
    let name = words.len() <= NAME_WORDS;
    for word in &words {
        if name {
            let padded = || std::iter::once('^').chain(word.chars()).chain(std::iter::once('$'));
            for ((a, b), c) in padded().zip(padded().skip(1)).zip(padded().skip(2)) {
                own.push([a, b, c].iter().fold(0u64, |packed, c| packed << 21 | u64::from(u32::from(*c))));
            }
        }
        own.push(fnv1a(word.bytes()) | WORD);
    }
}

/// Set in the hashes of words and of pairs of words; letter triples never have it.
const WORD: u64 = 1 << 63;
