//! The order of the records: as given, and by id.

use std::collections::BTreeMap;

use super::super::compare::Pattern;
use super::super::labels::LabelledPair;
use super::super::model::{Compared, LinkModel};
use super::ground::Earlier;
use super::{Linkage, Pair};

/// For each record where it stands in an order.
pub(in super::super) fn places(order: &[u32]) -> Vec<u32> {
    let mut place = vec![0u32; order.len()];
    for (at, record) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(*record as usize) {
            *slot = at as u32;
        }
    }
    place
}

/// Labels by the places of their records, sorted.
pub(super) fn in_places(labels: &[LabelledPair], place: &[u32]) -> Vec<LabelledPair> {
    let at = |record: usize| place.get(record).map_or(record, |place| *place as usize);
    let placed = labels.iter().map(|label| (at(label.left), at(label.right), label.same));
    let mut placed: Vec<LabelledPair> = placed.map(|(a, b, same)| LabelledPair { left: a.min(b), right: a.max(b), same }).collect();
    placed.sort_unstable();
    placed
}

/// Pairs that were compared earlier, by the places of their records.
pub(super) fn earlier(before: &[Pair], place: &[u32]) -> Vec<Earlier> {
    let at = |record: usize| place.get(record).copied().unwrap_or(record as u32);
    let of_pair = |pair: &Pair| {
        let (a, b) = (at(pair.left), at(pair.right));
        let pattern = pair.pattern.iter().enumerate().fold(Pattern::default(), |pattern, (at, level)| pattern.with(at, *level));
        ((a.min(b), a.max(b)), (pattern, pair.weight))
    };
    before.iter().map(of_pair).collect()
}

/// The compared pairs, and earlier ones with the patterns and weights that they had.
pub(super) fn with_earlier(
    pairs: &[(u32, u32)],
    compared: &Compared,
    earlier: &[Earlier],
    model: &LinkModel,
) -> (Vec<(u32, u32)>, Compared) {
    let known = earlier.iter().map(|(pair, (pattern, weight))| (*pair, (*pattern, (weight - model.pattern_weight(*pattern)) as f32)));
    // of a pair that was compared again the new comparison counts: it stands first, and the order is kept
    merged(of(pairs, compared).chain(known))
}

/// Two lists of compared pairs in one, sorted.
pub(super) fn together(first: (&[(u32, u32)], &Compared), second: (&[(u32, u32)], &Compared)) -> (Vec<(u32, u32)>, Compared) {
    merged(of(first.0, first.1).chain(of(second.0, second.1)))
}

/// A pair and what its comparison gave.
type Found = ((u32, u32), (Pattern, f32));

fn of(pairs: &[(u32, u32)], compared: &Compared) -> impl Iterator<Item = Found> {
    pairs.iter().enumerate().map(|(at, pair)| (*pair, compared.found(at)))
}

/// Sorted, of each pair the first.
fn merged(all: impl Iterator<Item = Found>) -> (Vec<(u32, u32)>, Compared) {
    let mut all: Vec<Found> = all.collect();
    all.sort_by_key(|(pair, _)| *pair);
    all.dedup_by_key(|(pair, _)| *pair);
    let (pairs, found): (Vec<(u32, u32)>, Vec<(Pattern, f32)>) = all.into_iter().unzip();
    (pairs, Compared::new(&found))
}

impl Pair {
    /// Of equally probable pairs that of the records that come first.
    pub(super) fn most_probable_first(&self, other: &Self) -> std::cmp::Ordering {
        other.probability.total_cmp(&self.probability).then((self.left, self.right).cmp(&(other.left, other.right)))
    }
}

impl Linkage {
    /// Puts records, pairs and clusters back in the order in which they were given.
    pub(super) fn restore_order(&mut self, order: &[u32], place: &[u32], clusters: &[usize]) {
        let given = |at: usize| order.get(at).map_or(at, |record| *record as usize);
        for pair in &mut self.pairs {
            let (a, b) = (given(pair.left), given(pair.right));
            (pair.left, pair.right) = (a.min(b), a.max(b));
        }
        self.pairs.sort_by(Pair::most_probable_first);
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        self.clusters = (0..place.len())
            .map(|record| {
                let cluster = place.get(record).and_then(|at| clusters.get(*at as usize)).copied().unwrap_or(record);
                *first.entry(cluster).or_insert(record)
            })
            .collect();
        self.table = std::mem::take(&mut self.table).in_order(place);
        self.comparer.reorder(place);
    }
}
