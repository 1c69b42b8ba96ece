//! From pairs to clusters.

use std::collections::{BTreeMap, HashMap};

use super::link::Linkage;
use super::model::probability;
use super::settings::{ClusterMethod, LinkType};

/// What is known about a compared pair.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) weight: f64,
    /// The two may not be in one cluster.
    pub(super) apart: bool,
}

/// Weight in bits of a pair that was never compared: blocking found nothing in common.
const NOT_COMPARED: f64 = -4.0;
/// One pair cannot decide for or against a cluster by more bits than this.
const VOICE: f64 = 10.0;

/// For each record the number of the first record of its cluster.
pub(super) fn clusters(linkage: &Linkage, edges: &HashMap<(usize, usize), Edge>) -> Vec<usize> {
    let n = linkage.table.len();
    let settings = &linkage.settings.clustering;
    let mut best: Vec<(f64, usize, usize)> = edges
        .iter()
        .filter(|(_, edge)| !edge.apart && probability(edge.weight) >= settings.threshold)
        .map(|((a, b), edge)| (edge.weight, *a, *b))
        .collect();
    // INVARIANT: sorted completely, so that the order of the hash map does not show
    best.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut groups = Groups::new(n);
    for (_, a, b) in best {
        let (ga, gb) = (groups.of(a), groups.of(b));
        if ga == gb {
            continue;
        }
        let joins = match settings.method {
            ClusterMethod::Components => true,
            ClusterMethod::Cohesive => cohesive(linkage, edges, groups.members(ga), groups.members(gb)),
            ClusterMethod::OneToOne => one_to_one(linkage, groups.members(ga), groups.members(gb)),
        };
        if joins {
            groups.join(ga, gb);
        }
    }
    groups.first_members(n)
}

/// Average linkage over weights: chains are refused because their ends do not agree.
fn cohesive(linkage: &Linkage, edges: &HashMap<(usize, usize), Edge>, left: &[usize], right: &[usize]) -> bool {
    let mut sum = 0.0;
    for a in left {
        for b in right {
            match edges.get(&(*a.min(b), *a.max(b))) {
                Some(edge) if edge.apart => return false,
                Some(edge) => sum += edge.weight.clamp(-VOICE, VOICE),
                None if linkage.is_apart(*a, *b) => return false,
                None => sum += NOT_COMPARED,
            }
        }
    }
    sum > 0.0
}

/// At most one record of each table.
fn one_to_one(linkage: &Linkage, left: &[usize], right: &[usize]) -> bool {
    let side = |record: &usize| linkage.table.side(*record);
    linkage.settings.link_type == LinkType::Dedupe && left.len() + right.len() == 2
        || left.iter().all(|a| right.iter().all(|b| side(a) != side(b)))
}

/// Disjoint groups of records with their members.
struct Groups {
    group: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
}

impl Groups {
    fn new(n: usize) -> Self {
        Self { group: (0..n).collect(), members: (0..n).map(|i| (i, vec![i])).collect() }
    }

    fn of(&self, record: usize) -> usize {
        self.group.get(record).copied().unwrap_or(record)
    }

    fn members(&self, group: usize) -> &[usize] {
        self.members.get(&group).map(Vec::as_slice).unwrap_or_default()
    }

    /// The smaller group moves into the larger one.
    fn join(&mut self, a: usize, b: usize) {
        let (into, from) = if self.members(a).len() >= self.members(b).len() { (a, b) } else { (b, a) };
        let moved = self.members.remove(&from).unwrap_or_default();
        for record in &moved {
            if let Some(group) = self.group.get_mut(*record) {
                *group = into;
            }
        }
        self.members.entry(into).or_default().extend(moved);
    }

    fn first_members(&self, n: usize) -> Vec<usize> {
        (0..n).map(|record| self.members(self.of(record)).iter().copied().min().unwrap_or(record)).collect()
    }
}
