//! What the clusters say about a pair beyond what its two records have in common.

use std::collections::HashMap;

use super::cluster::Voices;
use super::kind::Kind;
use super::link::Pair;
use super::model::probability;
use super::settings::{ClusterMethod, LinkSettings};

/// A refused pair keeps at most this share of the threshold.
const REFUSED: f64 = 0.9;
/// Records of two clusters up to which their pairs are looked at one by one.
const LOOKED_AT: usize = 400;

/// Clusters with what they are made of.
pub(super) struct Verdicts<'a> {
    voices: Voices<'a>,
    clusters: &'a [usize],
    /// Members of clusters of two or more.
    members: HashMap<usize, Vec<u32>>,
    /// Of clusters that were asked for, how much they agree within.
    within: HashMap<usize, f64>,
    /// Of two clusters that were asked for, how much they agree.
    between: HashMap<(usize, usize), f64>,
    settings: &'a LinkSettings,
}

impl<'a> Verdicts<'a> {
    pub(super) fn new(voices: Voices<'a>, clusters: &'a [usize], settings: &'a LinkSettings) -> Self {
        let mut members: HashMap<usize, Vec<u32>> = HashMap::new();
        for (record, cluster) in clusters.iter().enumerate().filter(|(record, cluster)| record != *cluster) {
            members.entry(*cluster).or_insert_with(|| vec![*cluster as u32]).push(record as u32);
        }
        Self { voices, clusters, members, within: HashMap::new(), between: HashMap::new(), settings }
    }

    /// Kind and probability of a pair, as the clustering sees it. A pair that is alike enough but refused is as probable as its clusters
    /// agree on average, a pair that was joined by what others of its cluster have in common with both as probable as its cluster agrees
    /// within. Either stays on its side of the threshold.
    pub(super) fn apply(&mut self, pair: &mut Pair) {
        let of = |record: usize| self.clusters.get(record).copied().unwrap_or(record);
        let (left, right) = (of(pair.left), of(pair.right));
        let clustering = &self.settings.clustering;
        if pair.kind == Kind::Duplicate && left != right {
            pair.kind = Kind::Related;
            pair.probability = pair.probability.min(clustering.threshold * REFUSED);
            if self.settings.method() == ClusterMethod::Cohesive {
                let (a, b) = ([pair.left as u32], [pair.right as u32]);
                let (a, b) =
                    (self.members.get(&left).map_or(&a[..], Vec::as_slice), self.members.get(&right).map_or(&b[..], Vec::as_slice));
                if a.len() + b.len() <= LOOKED_AT {
                    let clusters = (left.min(right), left.max(right));
                    let between = self.between.entry(clusters).or_insert_with(|| self.voices.between(a, b, clustering.agreeing));
                    pair.probability = pair.probability.min(probability(*between));
                }
            }
        } else if pair.kind == Kind::Related && left == right {
            pair.kind = Kind::Duplicate;
            pair.probability = pair.probability.max(clustering.threshold);
            if let Some(members) = self.members.get(&left).filter(|members| members.len() <= LOOKED_AT) {
                let within = *self.within.entry(left).or_insert_with(|| self.voices.within(members));
                pair.probability = pair.probability.max(probability(within));
            }
        }
    }
}
