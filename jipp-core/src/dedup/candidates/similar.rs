//! For each record the records most similar to it: cosine of TF-IDF by an inverted index, over the whole table or within blocks.

use super::super::csr::Lists;
use super::super::settings::{Blocking, LinkType};
use super::super::table::LinkTable;
use super::super::threads::in_ranges;
use super::features::{Features, Weighted};
use super::{allowed, keys, pair};

/// Features of more than this share of the records (and at least this many records) say nothing about who is similar.
const COMMON_SHARE: f64 = 0.2;
const COMMON_LEAST: usize = 50;
/// Postings walked for one record, rarest features first, so that the cost of a record does not grow with the number of records.
const POSTINGS: usize = 30_000;
/// The same in large tables.
const POSTINGS_LARGE: usize = 3_000;
/// Records from which a table is large.
const LARGE: usize = 50_000;
/// Records of one range of work.
const RANGE: usize = 256;

/// The `top_k` most similar to each record of the whole table.
pub(super) fn by_similarity(table: &LinkTable, blocking: &Blocking, features: &Features, link_type: LinkType, pairs: &mut Vec<(u32, u32)>) {
    let n = table.len();
    let large = n > LARGE;
    let budget = if large { POSTINGS_LARGE } else { POSTINGS };
    let common = ((n as f64 * COMMON_SHARE).max(COMMON_LEAST as f64) as usize).min(budget);
    let Weighted { vectors, features } = if large { features.weighted_with_pairs(common) } else { features.weighted(common) };
    let entries = (0..n).flat_map(|record| vectors.get(record).iter().map(move |(feature, weight)| (*feature, (record as u32, *weight))));
    let postings = Lists::grouped(features, entries);
    let near = in_ranges(
        n,
        RANGE,
        || Scores::new(n),
        |records, scores| {
            let mut near: Vec<(u32, u32)> = Vec::new();
            for record in records.filter(|record| table.is_fresh(*record)) {
                let lists = vectors.get(record).iter().map(|(feature, weight)| (*weight, postings.get(*feature as usize)));
                scores.add(lists, budget);
                scores.best(blocking.top_k, |other| allowed(table, link_type, record, other), |other| near.push(pair(record, other)));
            }
            near
        },
    );
    pairs.extend(near.into_iter().flatten());
}

/// The `top_k` most similar to each record among those that agree with it on `columns`. A block is small beside the table, so even
/// words that are common in the table tell its records apart, weighed as in the whole table.
pub(super) fn within_blocks(table: &LinkTable, blocking: &Blocking, features: &Features, link_type: LinkType, pairs: &mut Vec<(u32, u32)>) {
    let mut keyed = keys::keyed(table, blocking);
    keyed.sort_unstable();
    let blocks: Vec<&[(u64, u32)]> = keyed.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1).collect();
    neighbours(table, &blocks, features, (blocking.top_k, link_type), pairs);
}

/// The `top_k` most similar to each record among those of its block.
pub(super) fn neighbours(
    table: &LinkTable,
    blocks: &[&[(u64, u32)]],
    features: &Features,
    (top_k, link_type): (usize, LinkType),
    pairs: &mut Vec<(u32, u32)>,
) {
    let weighted = features.weighted(usize::MAX);
    let near = in_ranges(
        blocks.len(),
        1,
        || (),
        |range, ()| {
            let mut near: Vec<(u32, u32)> = Vec::new();
            for block in blocks.get(range).unwrap_or_default() {
                in_block(table, block, &weighted, (top_k, link_type), &mut near);
            }
            near
        },
    );
    pairs.extend(near.into_iter().flatten());
}

fn in_block(
    table: &LinkTable,
    block: &[(u64, u32)],
    weighted: &Weighted,
    (top_k, link_type): (usize, LinkType),
    near: &mut Vec<(u32, u32)>,
) {
    let record = |place: usize| block.get(place).map_or(0, |(_, record)| *record as usize);
    let mut entries: Vec<(u32, u32, f32)> = (0..block.len())
        .flat_map(|place| weighted.vectors.get(record(place)).iter().map(move |(feature, weight)| (*feature, place as u32, *weight)))
        .collect();
    entries.sort_unstable_by_key(|(feature, place, _)| (*feature, *place));
    let mut postings: Lists<(u32, f32)> = Lists::default();
    // of each record: its lists, and its weight in them
    let mut own: Vec<Vec<(u32, f32)>> = vec![Vec::new(); block.len()];
    for list in entries.chunk_by(|a, b| a.0 == b.0).filter(|list| list.len() > 1) {
        for (_, place, weight) in list {
            if let Some(own) = own.get_mut(*place as usize) {
                own.push((postings.len() as u32, *weight));
            }
        }
        postings.push(list.iter().map(|(_, place, weight)| (*place, *weight)));
    }
    let mut scores = Scores::new(block.len());
    for (place, own) in own.iter().enumerate().filter(|(place, _)| table.is_fresh(record(*place))) {
        let mut lists: Vec<(f32, &[(u32, f32)])> = own.iter().map(|(list, weight)| (*weight, postings.get(*list as usize))).collect();
        // the heaviest first: which lists a tight budget leaves out must not depend on the order of the records
        lists.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.len().cmp(&b.1.len())));
        scores.add(lists.into_iter(), if table.len() > LARGE { POSTINGS_LARGE } else { POSTINGS });
        let this = record(place);
        scores.best(top_k, |other| allowed(table, link_type, this, record(other)), |other| near.push(pair(this, record(other))));
    }
}

/// What the records share with the one in hand.
struct Scores {
    of: Vec<f32>,
    /// The records that share something, `count` of them.
    touched: Vec<u32>,
    count: usize,
    /// The best so far, best first.
    best: Vec<(f32, u32)>,
}

impl Scores {
    fn new(records: usize) -> Self {
        // one place more: the place behind the last is always written, and counts only if the record is new
        Self { of: vec![0.0; records], touched: vec![0; records + 1], count: 0, best: Vec::new() }
    }

    /// Walks lists of records until `budget` postings are walked, the first list always.
    fn add<'a>(&mut self, lists: impl Iterator<Item = (f32, &'a [(u32, f32)])>, budget: usize) {
        let mut walked = 0;
        for (weight, list) in lists {
            walked += list.len();
            if walked > budget && walked > list.len() {
                break;
            }
            for (other, other_weight) in list {
                if let (Some(score), Some(slot)) = (self.of.get_mut(*other as usize), self.touched.get_mut(self.count)) {
                    *slot = *other;
                    self.count += usize::from(*score == 0.0);
                    *score += weight * other_weight;
                }
            }
        }
    }

    /// Gives out the `top_k` best that are allowed, of equals those with the smaller number, and begins anew.
    fn best(&mut self, top_k: usize, allowed: impl Fn(usize) -> bool, mut give: impl FnMut(usize)) {
        let mut worst = f32::MIN;
        for other in self.touched.iter().take(self.count) {
            let Some(score) = self.of.get_mut(*other as usize).map(std::mem::take) else { continue };
            let entry = (score, *other);
            let beats = |known: &(f32, u32)| known.0 > score || known.0 == score && known.1 < *other;
            if score < worst || top_k == 0 || !allowed(*other as usize) {
                continue;
            }
            let at = self.best.partition_point(beats);
            if at < top_k {
                self.best.truncate(top_k - 1);
                self.best.insert(at, entry);
                if let Some((last, _)) = self.best.get(top_k - 1) {
                    worst = *last;
                }
            }
        }
        self.count = 0;
        for (_, other) in self.best.drain(..) {
            give(other as usize);
        }
    }
}
