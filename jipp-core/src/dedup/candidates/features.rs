//! What makes two records similar: their words, the letter triples of their names, and pairs of words that are common.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::super::csr::Lists;
use super::super::table::LinkTable;
use super::super::terms::terms;
use crate::hash::fnv1a;

/// Values of more words than this are descriptions: their words say enough, letter triples would only cost.
const NAME_WORDS: usize = 24;
/// Of the words of a record that are common, so many of the rarest are joined to pairs.
const PAIRED: usize = 6;

/// The features of each record with their weights, and of each feature how many records have it.
#[derive(Default)]
pub(super) struct Features {
    /// First how often the feature occurs in the record, after `weigh` its weight. Letter triples are negative until then, to tell
    /// the two families apart.
    pub(super) vectors: Lists<(u32, f32)>,
    pub(super) frequency: Vec<u32>,
    /// Each feature by a number that does not depend on the order of the records.
    hashes: Vec<u64>,
    numbers: FxHashMap<u64, u32>,
}

impl Features {
    pub(super) fn of(table: &LinkTable, columns: &[String]) -> Self {
        let mut features = Self::default();
        let columns: Vec<&[String]> = columns.iter().filter_map(|column| table.column(column)).collect();
        let mut own: Vec<(u32, bool)> = Vec::new();
        for record in 0..table.len() {
            own.clear();
            for value in columns.iter().filter_map(|values| values.get(record)) {
                let words = terms(value);
                let name = words.len() <= NAME_WORDS;
                for word in words {
                    if name {
                        features.triples(&word, &mut own);
                    }
                    own.push((features.number(word_hash(&word)), false));
                }
            }
            own.sort_unstable();
            let counted = own.chunk_by(|a, b| a == b).filter_map(|same| {
                let (feature, triple) = *same.first()?;
                Some((feature, if triple { -(same.len() as f32) } else { same.len() as f32 }))
            });
            features.vectors.push(counted);
        }
        features.count();
        features
    }

    /// Adds to each record pairs of its words that more than `limit` records have: in a large table each of them says little and is
    /// too long a list to walk, but few records share two.
    pub(super) fn with_pairs(mut self, limit: usize) -> Self {
        let single = std::mem::take(&mut self.vectors);
        let mut common: Vec<(u32, u64)> = Vec::new();
        let mut pairs: Vec<(u32, f32)> = Vec::new();
        for record in 0..single.len() {
            let own = single.get(record);
            common.clear();
            common.extend(
                own.iter()
                    .filter(|(feature, count)| *count > 0.0 && self.df(*feature) > limit)
                    .map(|(feature, _)| (self.df(*feature) as u32, self.hash(*feature))),
            );
            common.sort_unstable();
            common.truncate(PAIRED);
            pairs.clear();
            for (at, (_, a)) in common.iter().enumerate() {
                for (_, b) in common.iter().skip(at + 1) {
                    let pair = FxBuildHasher.hash_one((a.min(b), a.max(b))) | WORD;
                    pairs.push((self.number(pair), 1.0));
                }
            }
            self.vectors.push(own.iter().copied().chain(pairs.iter().copied()));
        }
        self.count();
        self
    }

    /// Turns counts into weights: TF-IDF, each family of length one, rarest features first. What one record alone has, or more than
    /// `common`, weighs nothing.
    pub(super) fn weigh(&mut self, common: usize) {
        let n = self.vectors.len() as f32;
        let (frequency, hashes) = (&self.frequency, &self.hashes);
        let df = |feature: u32| frequency.get(feature as usize).copied().unwrap_or(0);
        for vector in self.vectors.iter_mut() {
            // words and letter triples count the same, however many there are of each
            let mut norms = [0f32; 2];
            for (feature, weight) in vector.iter_mut() {
                let (family, tf) = (usize::from(weight.is_sign_negative()), weight.abs());
                let df = df(*feature);
                let idf = if df as usize > common || df < 2 { 0.0 } else { ((n + 1.0) / (df as f32 + 0.5)).ln().max(0.0) };
                *weight = ((1.0 + tf.ln()) * idf).copysign(*weight);
                if let Some(norm) = norms.get_mut(family) {
                    *norm += *weight * *weight;
                }
            }
            for (_, weight) in vector.iter_mut() {
                let norm = norms.get(usize::from(weight.is_sign_negative())).copied().unwrap_or(0.0);
                *weight = weight.abs() / norm.sqrt().max(f32::EPSILON);
            }
            vector.sort_unstable_by_key(|(feature, _)| (df(*feature), hashes.get(*feature as usize).copied()));
        }
    }

    /// The features of a record that weigh something, rarest first.
    pub(super) fn weighty(&self, record: usize) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.vectors.get(record).iter().copied().filter(|(_, weight)| *weight > 0.0)
    }

    fn triples(&mut self, word: &str, own: &mut Vec<(u32, bool)>) {
        let padded = || std::iter::once('^').chain(word.chars()).chain(std::iter::once('$'));
        for ((a, b), c) in padded().zip(padded().skip(1)).zip(padded().skip(2)) {
            let packed = [a, b, c].iter().fold(0u64, |packed, c| packed << 21 | u64::from(u32::from(*c)));
            own.push((self.number(packed), true));
        }
    }

    fn number(&mut self, hash: u64) -> u32 {
        let next = self.hashes.len() as u32;
        let number = *self.numbers.entry(hash).or_insert(next);
        if number == next {
            self.hashes.push(hash);
        }
        number
    }

    fn count(&mut self) {
        self.frequency.clear();
        self.frequency.resize(self.hashes.len(), 0);
        for (feature, _) in self.vectors.items() {
            if let Some(count) = self.frequency.get_mut(*feature as usize) {
                *count += 1;
            }
        }
    }

    fn df(&self, feature: u32) -> usize {
        self.frequency.get(feature as usize).map_or(0, |count| *count as usize)
    }

    fn hash(&self, feature: u32) -> u64 {
        self.hashes.get(feature as usize).copied().unwrap_or_default()
    }
}

/// Set in the hashes of words and of pairs of words; letter triples never have it.
const WORD: u64 = 1 << 63;

fn word_hash(word: &str) -> u64 {
    fnv1a(word.bytes()) | WORD
}
