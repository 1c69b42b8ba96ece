//! From pairs to clusters.

use rustc_hash::FxHashMap;

use super::model::probability;
use super::settings::{ClusterMethod, Clustering};

/// What is known about the compared pairs: sorted by record numbers, each with its weight and whether the two may not be in one
/// cluster.
pub(super) struct Edges<'a> {
    pub(super) records: usize,
    pub(super) voices: Voices<'a>,
    /// Whether two records, compared or not, may not be in one cluster.
    pub(super) apart: &'a dyn Fn(usize, usize) -> bool,
    /// Which of two tables a record belongs to.
    pub(super) side: &'a dyn Fn(usize) -> u8,
    /// Each record joins at most one other.
    pub(super) one_table: bool,
}

/// Weight in bits of a pair that was never compared: blocking found nothing in common.
pub(super) const NOT_COMPARED: f64 = -4.0;
/// One pair cannot decide for or against a cluster by more bits than this.
pub(super) const VOICE: f64 = 10.0;

/// What the compared pairs say for or against being the same.
#[derive(Clone, Copy)]
pub(super) struct Voices<'a> {
    /// Sorted.
    pub(super) pairs: &'a [(u32, u32)],
    /// In bits.
    pub(super) weights: &'a [f64],
}

impl Voices<'_> {
    fn of(&self, a: u32, b: u32) -> f64 {
        let at = self.pairs.binary_search(&(a.min(b), a.max(b))).ok();
        at.and_then(|at| self.weights.get(at)).map_or(NOT_COMPARED, |weight| weight.clamp(-VOICE, VOICE))
    }

    /// Mean of the best of the pairs between two clusters, `share` of all.
    pub(super) fn between(&self, left: &[u32], right: &[u32], share: f64) -> f64 {
        let mut voices = Vec::with_capacity(left.len() * right.len());
        for a in left {
            voices.extend(right.iter().map(|b| self.of(*a, *b)));
        }
        let deciding = (voices.len() as f64 * share).ceil().max(1.0) as usize;
        if deciding < voices.len() {
            voices.sort_unstable_by(|x, y| y.total_cmp(x));
        }
        let (sum, count) = voices.iter().take(deciding).fold((0.0, 0.0), |(sum, count), voice| (sum + voice, count + 1.0));
        if count > 0.0 { sum / count } else { 0.0 }
    }

    /// Mean over the pairs within a cluster.
    pub(super) fn within(&self, members: &[u32]) -> f64 {
        let (mut sum, mut count) = (0.0, 0.0);
        for (at, a) in members.iter().enumerate() {
            for b in members.iter().skip(at + 1) {
                sum += self.of(*a, *b);
                count += 1.0;
            }
        }
        if count > 0.0 { sum / count } else { 0.0 }
    }
}

/// For each record the number of the first record of its cluster.
pub(super) fn clusters(edges: &Edges<'_>, method: ClusterMethod, settings: &Clustering) -> Vec<usize> {
    let allowed = edges
        .voices
        .pairs
        .iter()
        .zip(edges.voices.weights)
        .filter(|((a, b), weight)| probability(**weight) >= settings.threshold && !(edges.apart)(*a as usize, *b as usize));
    let best = heaviest_first(allowed.map(|((a, b), weight)| (*weight, *a as usize, *b as usize)));
    let mut groups = Groups::new(edges.records);
    let joins = |left: &[u32], right: &[u32]| match method {
        ClusterMethod::Components => true,
        ClusterMethod::Cohesive | ClusterMethod::Auto => edges.cohesive(left, right, settings.agreeing),
        ClusterMethod::OneToOne => edges.one_to_one(left, right),
        ClusterMethod::ManyToOne => edges.many_to_one(left, right),
    };
    groups.join_where(&best, joins);
    if matches!(method, ClusterMethod::Cohesive | ClusterMethod::Auto) && edges.move_each(&mut groups, &best, settings.agreeing) {
        groups.join_where(&best, joins);
    }
    groups.first_members()
}

/// Pairs of records, the heaviest first, of equally heavy ones that of the records that come first.
pub(super) fn heaviest_first(pairs: impl Iterator<Item = (f64, usize, usize)>) -> Vec<(f64, usize, usize)> {
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    pairs
}

/// Passes over the refused pairs in which records may move.
const PASSES: usize = 5;
/// A record of a larger cluster stays where it is.
const MOVED_FROM: usize = 400;

impl Edges<'_> {
    /// Average linkage over the weights of the best pairs, `share` of all: chains are refused because their ends do not agree.
    fn cohesive(&self, left: &[u32], right: &[u32], share: f64) -> bool {
        !self.any_apart(left, right) && self.voices.between(left, right, share) > 0.0
    }

    fn any_apart(&self, left: &[u32], right: &[u32]) -> bool {
        left.iter().any(|a| right.iter().any(|b| (self.apart)(*a as usize, *b as usize)))
    }

    /// Moves single records to the cluster with which they agree more: what joined first may have taken a record from where it belongs, and
    /// where the two clusters are kept apart nothing else would bring it back. Best one-element moves (Elsner, Schudy, "Bounding and
    /// comparing methods for correlation clustering beyond ILP", 2009), looked at only where a pair above the threshold was refused.
    fn move_each(&self, groups: &mut Groups, best: &[(f64, usize, usize)], share: f64) -> bool {
        for pass in 0..PASSES {
            let mut moved = false;
            // as they were when a record stayed
            let mut stayed: FxHashMap<(usize, usize), (usize, usize)> = FxHashMap::default();
            for (record, other) in best.iter().flat_map(|(_, a, b)| [(*a, *b), (*b, *a)]) {
                let (from, to) = (groups.of(record), groups.of(other));
                let sizes = (groups.members(from).len(), groups.members(to).len());
                if from == to || stayed.get(&(record, to)) == Some(&sizes) {
                    continue;
                }
                if self.agrees_more(record as u32, groups.members(from), groups.members(to), share) {
                    groups.shift(record, to);
                    moved = true;
                } else {
                    stayed.insert((record, to), sizes);
                }
            }
            if !moved {
                return pass > 0;
            }
        }
        true
    }

    fn agrees_more(&self, record: u32, own: &[u32], other: &[u32], share: f64) -> bool {
        if own.len().max(other.len()) > MOVED_FROM || own.len() < 2 {
            return false;
        }
        let rest: Vec<u32> = own.iter().copied().filter(|member| *member != record).collect();
        let bits = |members: &[u32]| self.voices.between(&[record], members, share) * members.len() as f64;
        !self.any_apart(&[record], other) && bits(other) > bits(&rest).max(0.0)
    }

    /// At most one record of the first table.
    fn many_to_one(&self, left: &[u32], right: &[u32]) -> bool {
        left.iter().chain(right).filter(|record| (self.side)(**record as usize) == 0).count() <= 1 && !self.any_apart(left, right)
    }

    /// At most one record of each table.
    fn one_to_one(&self, left: &[u32], right: &[u32]) -> bool {
        let side = |record: &u32| (self.side)(*record as usize);
        self.one_table && left.len() + right.len() == 2 || left.iter().all(|a| right.iter().all(|b| side(a) != side(b)))
    }
}

/// Disjoint groups of records with their members.
pub(super) struct Groups {
    group: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Groups {
    pub(super) fn new(n: usize) -> Self {
        Self { group: (0..n as u32).collect(), members: (0..n as u32).map(|i| vec![i]).collect() }
    }

    pub(super) fn of(&self, record: usize) -> usize {
        self.group.get(record).map_or(record, |group| *group as usize)
    }

    pub(super) fn members(&self, group: usize) -> &[u32] {
        self.members.get(group).map(Vec::as_slice).unwrap_or_default()
    }

    /// Joins the groups of pairs, one after the other, where `joins` says so of their members.
    pub(super) fn join_where(&mut self, pairs: &[(f64, usize, usize)], joins: impl Fn(&[u32], &[u32]) -> bool) {
        // two groups that were refused are asked again only when they have grown by a tenth: a mean over many pairs moves slowly
        let mut refused: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        for (_, a, b) in pairs {
            let (a, b) = (self.of(*a), self.of(*b));
            let (a, b) = (a.min(b), a.max(b));
            let size = self.members(a).len() * self.members(b).len();
            if a == b || refused.get(&(a, b)).is_some_and(|before| size * 10 < before * 11) {
                continue;
            }
            if joins(self.members(a), self.members(b)) {
                self.join(a, b);
            } else {
                refused.insert((a, b), size);
            }
        }
    }

    /// One record moves into another group.
    fn shift(&mut self, record: usize, into: usize) {
        let from = self.of(record);
        if let Some(members) = self.members.get_mut(from) {
            members.retain(|member| *member as usize != record);
        }
        if let (Some(members), Some(group)) = (self.members.get_mut(into), self.group.get_mut(record)) {
            members.push(record as u32);
            *group = into as u32;
        }
    }

    /// Joins the groups of two records.
    pub(super) fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        if a != b {
            self.join(a, b);
        }
    }

    /// The smaller group moves into the larger one.
    fn join(&mut self, a: usize, b: usize) {
        let (into, from) = if self.members(a).len() >= self.members(b).len() { (a, b) } else { (b, a) };
        let moved = self.members.get_mut(from).map(std::mem::take).unwrap_or_default();
        for record in &moved {
            if let Some(group) = self.group.get_mut(*record as usize) {
                *group = into as u32;
            }
        }
        if let Some(members) = self.members.get_mut(into) {
            members.extend(moved);
        }
    }

    fn first_members(&self) -> Vec<usize> {
        let first: Vec<usize> = self.members.iter().map(|m| m.iter().min().map_or(0, |record| *record as usize)).collect();
        (0..self.group.len()).map(|record| first.get(self.of(record)).copied().unwrap_or(record)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clustered(pairs: &[((u32, u32), f64)], records: usize, apart: &[(usize, usize)]) -> Vec<usize> {
        let (pairs, weights): (Vec<(u32, u32)>, Vec<f64>) = pairs.iter().copied().unzip();
        let apart = |a: usize, b: usize| apart.contains(&(a.min(b), a.max(b)));
        let edges = Edges { records, voices: Voices { pairs: &pairs, weights: &weights }, apart: &apart, side: &|_| 0, one_table: true };
        clusters(&edges, ClusterMethod::Cohesive, &Clustering::default())
    }

    #[test]
    fn a_record_moves_to_the_cluster_with_which_it_agrees_more() {
        let pairs = [((0, 1), 5.0), ((0, 2), 4.0), ((0, 3), 4.0), ((0, 4), 4.0), ((2, 3), 3.0), ((2, 4), 3.0), ((3, 4), 3.0)];
        assert_eq!(clustered(&pairs, 5, &[(1, 2)]), [0, 1, 0, 0, 0]);
        // what agrees with all of them stays
        let mut whole: Vec<_> = pairs.into_iter().chain([((1, 2), 1.0), ((1, 3), 1.0), ((1, 4), 1.0)]).collect();
        whole.sort_by_key(|(pair, _)| *pair);
        assert_eq!(clustered(&whole, 5, &[]), [0, 0, 0, 0, 0]);
        assert_eq!(clustered(&pairs[..2], 3, &[(1, 2)]), [0, 0, 2]);
    }
}
