//! How well do the records of a cluster hold together?
//!
//! The pairs that agree by themselves are the edges of a graph. What is asked of it is what Splink asks of its clusters: density, and
//! bridges, edges without which the graph falls apart (Tarjan, "A note on finding the bridges of a graph", 1974).

use rustc_hash::FxHashMap;

use super::cluster::{NOT_COMPARED, VOICE};
use super::link::Linkage;
use super::model::probability;

/// How well a cluster of two or more records holds together.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterQuality {
    /// Numbers of its records, in order.
    pub members: Vec<usize>,
    /// Share of its pairs, 0 to 1, that reach the threshold by their own values: 1 where all do. Low in a chain.
    pub density: f64,
    /// Mean match weight of all its pairs in bits, each -10 to 10; a pair that was not compared counts -4, as in the clustering. Below 0 its
    /// records disagree on the whole. After [`extend`](Linkage::extend) earlier pairs that were not worth showing count -4, too: their
    /// weights are not known any more.
    pub cohesion: f64,
    /// In a cluster of three or more: pairs without which it would fall apart, smaller number first.
    pub bridges: Vec<(usize, usize)>,
}

impl Linkage {
    /// Every cluster of two or more records, the least cohesive first, of equally cohesive ones in the order of their records.
    pub fn cluster_quality(&self) -> Vec<ClusterQuality> {
        let mut found = self.quality_of(2);
        found.sort_by(|a, b| a.cohesion.total_cmp(&b.cohesion).then_with(|| a.members.cmp(&b.members)));
        found
    }

    /// Pairs that alone hold a cluster of three or more together, smaller number first, in order: where one of them is wrong, so is the
    /// cluster.
    pub fn bridges(&self) -> &[(usize, usize)] {
        self.bridges.get_or_init(|| {
            let mut bridges: Vec<(usize, usize)> = self.quality_of(3).into_iter().flat_map(|cluster| cluster.bridges).collect();
            bridges.sort_unstable();
            bridges
        })
    }

    /// The clusters of so many records or more.
    fn quality_of(&self, least: usize) -> Vec<ClusterQuality> {
        let mut sizes = vec![0usize; self.clusters.len()];
        for cluster in &self.clusters {
            if let Some(size) = sizes.get_mut(*cluster) {
                *size += 1;
            }
        }
        let mut groups: FxHashMap<usize, Group> = FxHashMap::default();
        let large = |cluster: &usize| sizes.get(*cluster).is_some_and(|size| *size >= least);
        for (record, cluster) in self.clusters.iter().enumerate().filter(|(_, cluster)| large(cluster)) {
            groups.entry(*cluster).or_default().members.push(record);
        }
        for (left, right, weight) in self.weighed() {
            let clusters = self.clusters.get(left).zip(self.clusters.get(right));
            if let Some(group) = clusters.filter(|(one, other)| one == other).and_then(|(one, _)| groups.get_mut(one)) {
                group.pairs.push((left, right, weight));
            }
        }
        groups.into_values().map(|group| group.quality(self.settings.clustering.threshold)).collect()
    }
}

/// A cluster: its records, and its pairs that were compared, with their weights.
#[derive(Default)]
struct Group {
    members: Vec<usize>,
    pairs: Vec<(usize, usize, f64)>,
}

impl Group {
    fn quality(self, threshold: f64) -> ClusterQuality {
        let Self { members, mut pairs } = self;
        // sums of floating point numbers depend on their order
        pairs.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        let all = (members.len() * members.len().saturating_sub(1) / 2).max(1) as f64;
        let edges = pairs.iter().filter(|(.., weight)| probability(*weight) >= threshold);
        let edges: Vec<(usize, usize)> = edges.map(|(a, b, _)| (*a, *b)).collect();
        let bits: f64 = pairs.iter().map(|(.., weight)| weight.clamp(-VOICE, VOICE)).sum();
        let cohesion = (bits + NOT_COMPARED * (all - pairs.len() as f64)) / all;
        let bridges = if members.len() > 2 { bridges(&members, &edges) } else { Vec::new() };
        ClusterQuality { density: edges.len() as f64 / all, cohesion, bridges, members }
    }
}

/// The edges without which one of the parts of a graph falls apart, in order. `members` are sorted.
fn bridges(members: &[usize], edges: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let place = |record: usize| members.binary_search(&record).unwrap_or_default();
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); members.len()];
    for (a, b) in edges {
        for (from, to) in [(place(*a), place(*b)), (place(*b), place(*a))] {
            if let Some(near) = near.get_mut(from) {
                near.push(to);
            }
        }
    }
    let mut walk = Walk { near: &near, seen: vec![0; members.len()], lowest: vec![0; members.len()], count: 0 };
    let mut found = Vec::new();
    for start in 0..members.len() {
        walk.from(start, &mut |a, b| {
            if let (Some(a), Some(b)) = (members.get(a), members.get(b)) {
                found.push((*a.min(b), *a.max(b)));
            }
        });
    }
    found.sort_unstable();
    found
}

/// A walk through a graph in depth, without recursion: clusters may be long chains.
struct Walk<'a> {
    near: &'a [Vec<usize>],
    /// When a place was seen first, from 1; 0 if not yet.
    seen: Vec<usize>,
    /// The earliest place that can be reached from it without going back along the edge by which it was reached.
    lowest: Vec<usize>,
    count: usize,
}

impl Walk<'_> {
    fn seen(&self, place: usize) -> usize {
        self.seen.get(place).copied().unwrap_or_default()
    }

    fn lower(&mut self, place: usize, to: usize) {
        if let Some(lowest) = self.lowest.get_mut(place) {
            *lowest = (*lowest).min(to);
        }
    }

    fn enter(&mut self, place: usize) {
        self.count += 1;
        if let (Some(seen), Some(lowest)) = (self.seen.get_mut(place), self.lowest.get_mut(place)) {
            (*seen, *lowest) = (self.count, self.count);
        }
    }

    /// Walks through what can be reached from a place, and tells the bridges.
    fn from(&mut self, start: usize, bridge: &mut impl FnMut(usize, usize)) {
        if self.seen(start) > 0 {
            return;
        }
        self.enter(start);
        // a place, the place before it, and which of its neighbours comes next; no two edges have the same ends
        let mut way: Vec<(usize, usize, usize)> = vec![(start, start, 0)];
        while let Some((place, before, next)) = way.last_mut() {
            let (place, before) = (*place, *before);
            let neighbour = self.near.get(place).and_then(|near| near.get(*next)).copied();
            *next += 1;
            match neighbour {
                Some(other) if other == before => {}
                Some(other) if self.seen(other) > 0 => self.lower(place, self.seen(other)),
                Some(other) => {
                    self.enter(other);
                    way.push((other, place, 0));
                }
                None => {
                    way.pop();
                    let lowest = self.lowest.get(place).copied().unwrap_or_default();
                    if place != before {
                        self.lower(before, lowest);
                        if lowest > self.seen(before) {
                            bridge(before, place);
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How many parts a graph has.
    fn parts(members: usize, edges: &[(usize, usize)]) -> usize {
        let mut part: Vec<usize> = (0..members).collect();
        for _ in 0..members {
            for (a, b) in edges {
                let least = part[*a].min(part[*b]);
                (part[*a], part[*b]) = (least, least);
            }
        }
        part.iter().enumerate().filter(|(at, part)| at == *part).count()
    }

    proptest! {
        #[test]
        fn a_bridge_is_what_parts_the_graph_when_it_is_taken_away(
            members in 3usize..12, drawn in prop::collection::btree_set((0usize..12, 0usize..12), 0..24),
        ) {
            let edges: Vec<(usize, usize)> = drawn.into_iter().filter(|(a, b)| a < b && *b < members).collect();
            let numbers: Vec<usize> = (0..members).collect();
            let without = |edge: &(usize, usize)| edges.iter().copied().filter(|other| other != edge).collect::<Vec<_>>();
            let wanted: Vec<(usize, usize)> =
                edges.iter().copied().filter(|edge| parts(members, &without(edge)) > parts(members, &edges)).collect();
            prop_assert_eq!(bridges(&numbers, &edges), wanted);
        }
    }

    #[test]
    fn a_long_chain_is_all_bridges() {
        let members: Vec<usize> = (0..50_000).map(|at| at * 2).collect();
        let edges: Vec<(usize, usize)> = members.windows(2).map(|pair| (pair[0], pair[1])).collect();
        assert_eq!(bridges(&members, &edges), edges);
    }
}
