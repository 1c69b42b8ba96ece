//! For each record the records most similar to it: cosine of TF-IDF by an inverted index, over the whole table or within blocks.

use super::super::csr::Lists;
use super::super::settings::{Blocking, LinkType};
use super::super::table::LinkTable;
use super::super::threads::in_ranges;
use super::features::{Features, Weighted};
use super::proposals::Proposals;
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
pub(super) fn by_similarity(table: &LinkTable, blocking: &Blocking, features: &Features, link_type: LinkType, proposed: &mut Proposals) {
    let n = table.len();
    let everybody = Neighbourhood::of_table(table, features);
    let near = in_ranges(
        n,
        RANGE,
        || Scores::new(n),
        |records, scores| {
            let mut near: Vec<(u32, u32)> = Vec::new();
            for record in records.filter(|record| table.is_fresh(*record)) {
                everybody.score(record, scores);
                scores.best(blocking.top_k, |other| allowed(table, link_type, record, other), |other| near.push(pair(record, other)));
            }
            near
        },
    );
    // no more than `top_k` of each record, so that they have room beside the table
    proposed.extend(near.into_iter().flatten());
}

/// The `top_k` most similar to each record among those that agree with it on `columns`. A block is small beside the table, so even
/// words that are common in the table tell its records apart, weighed as in the whole table.
pub(super) fn within_blocks(table: &LinkTable, blocking: &Blocking, features: &Features, link_type: LinkType, proposed: &mut Proposals) {
    let mut keyed = keys::keyed(table, blocking);
    keyed.sort_unstable();
    let blocks: Vec<&[(u64, u32)]> = keyed.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1).collect();
    neighbours(table, &blocks, features, (blocking.top_k, link_type), proposed);
}

/// The `top_k` most similar to each record among those of its block.
pub(super) fn neighbours(
    table: &LinkTable,
    blocks: &[&[(u64, u32)]],
    features: &Features,
    (top_k, link_type): (usize, LinkType),
    proposed: &mut Proposals,
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
    // no more than `top_k` of each record, so that they have room beside the table
    proposed.extend(near.into_iter().flatten());
}

fn in_block(
    table: &LinkTable,
    block: &[(u64, u32)],
    weighted: &Weighted,
    (top_k, link_type): (usize, LinkType),
    near: &mut Vec<(u32, u32)>,
) {
    let record = |place: usize| block.get(place).map_or(0, |(_, record)| *record as usize);
    let neighbourhood = Neighbourhood::of_block(table, block, weighted);
    let mut scores = Scores::new(block.len());
    for place in (0..block.len()).filter(|place| table.is_fresh(record(*place))) {
        neighbourhood.score(place, &mut scores);
        let this = record(place);
        scores.best(top_k, |other| allowed(table, link_type, this, record(other)), |other| near.push(pair(this, record(other))));
    }
}

/// How a record stands among those that are similar to another one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    /// Its similarity; 0 if the two have nothing in common that counts.
    pub(super) similarity: f32,
    /// How many are more similar.
    pub(super) nearer: usize,
    /// The similarity of the last that is among the `top_k`; 0 if there are fewer.
    pub(super) least: f32,
}

/// How two records stand for each other, in the whole table or in a block: the second for the first, and the first for the second.
pub(super) fn standings(
    table: &LinkTable,
    block: Option<&[(u64, u32)]>,
    features: &Features,
    (top_k, link_type): (usize, LinkType),
    (a, b): (usize, usize),
) -> [Standing; 2] {
    let record = |place: usize| block.map_or(place, |block| block.get(place).map_or(0, |(_, record)| *record as usize));
    let place = |wanted: usize| block.map_or(wanted, |block| block.iter().position(|(_, record)| *record as usize == wanted).unwrap_or(0));
    let neighbourhood = match block {
        Some(block) => Neighbourhood::of_block(table, block, &features.weighted(usize::MAX)),
        None => Neighbourhood::of_table(table, features),
    };
    let mut scores = Scores::new(block.map_or(table.len(), <[_]>::len));
    [(a, b), (b, a)].map(|(this, wanted)| {
        neighbourhood.score(place(this), &mut scores);
        scores.standing(top_k, |other| allowed(table, link_type, this, record(other)), place(wanted))
    })
}

/// Records of which each can be asked for those that share most with it.
struct Neighbourhood {
    /// Of each record its lists and what it weighs in each, in the order in which they are walked.
    own: Lists<(u32, f32)>,
    /// In each list the records that share something, and what it weighs in each.
    postings: Lists<(u32, f32)>,
    /// Postings walked for one record.
    budget: usize,
}

impl Neighbourhood {
    /// All records of a table.
    fn of_table(table: &LinkTable, features: &Features) -> Self {
        let n = table.len();
        let budget = budget(table);
        let common = ((n as f64 * COMMON_SHARE).max(COMMON_LEAST as f64) as usize).min(budget);
        let weighted = if n > LARGE { features.weighted_with_pairs(common) } else { features.weighted(common) };
        let Weighted { vectors, features } = weighted;
        let entries =
            (0..n).flat_map(|record| vectors.get(record).iter().map(move |(feature, weight)| (*feature, (record as u32, *weight))));
        let postings = Lists::grouped(features, entries);
        Self { own: vectors, postings, budget }
    }

    /// The records of a block, by their places in it.
    fn of_block(table: &LinkTable, block: &[(u64, u32)], weighted: &Weighted) -> Self {
        let of_place = |(place, (_, record)): (usize, &(u64, u32))| {
            weighted.vectors.get(*record as usize).iter().map(move |(feature, weight)| (*feature, place as u32, *weight))
        };
        let mut entries: Vec<(u32, u32, f32)> = block.iter().enumerate().flat_map(of_place).collect();
        entries.sort_unstable_by_key(|(feature, place, _)| (*feature, *place));
        let mut postings: Lists<(u32, f32)> = Lists::default();
        let mut of_each: Vec<Vec<(u32, f32)>> = vec![Vec::new(); block.len()];
        for list in entries.chunk_by(|a, b| a.0 == b.0).filter(|list| list.len() > 1) {
            for (_, place, weight) in list {
                if let Some(own) = of_each.get_mut(*place as usize) {
                    own.push((postings.len() as u32, *weight));
                }
            }
            postings.push(list.iter().map(|(_, place, weight)| (*place, *weight)));
        }
        let mut own: Lists<(u32, f32)> = Lists::default();
        for mut lists in of_each {
            // the heaviest first: which lists a tight budget leaves out must not depend on the order of the records
            let length = |list: u32| postings.get(list as usize).len();
            lists.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| length(a.0).cmp(&length(b.0))));
            own.push(lists);
        }
        Self { own, postings, budget: budget(table) }
    }

    /// Adds up what the others share with the one at this place.
    fn score(&self, place: usize, scores: &mut Scores) {
        let lists = self.own.get(place).iter().map(|(list, weight)| (*weight, self.postings.get(*list as usize)));
        scores.add(lists, self.budget);
    }
}

fn budget(table: &LinkTable) -> usize {
    if table.len() > LARGE { POSTINGS_LARGE } else { POSTINGS }
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

    /// How `wanted` stands among the `top_k` best that are allowed; begins anew.
    fn standing(&mut self, top_k: usize, allowed: impl Fn(usize) -> bool, wanted: usize) -> Standing {
        let score_of = |other: usize| self.of.get(other).copied().unwrap_or(0.0);
        let similarity = score_of(wanted);
        let others = self.touched.iter().take(self.count).map(|other| *other as usize);
        let mut scores: Vec<(f32, usize)> =
            others.filter(|other| *other != wanted && allowed(*other)).map(|other| (score_of(other), other)).collect();
        let nearer = scores.iter().filter(|(score, other)| *score > similarity || *score == similarity && *other < wanted).count();
        scores.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let least = top_k.checked_sub(1).and_then(|last| scores.get(last)).map_or(0.0, |(score, _)| *score);
        self.best(0, |_| false, |_| {});
        Standing { similarity, nearer, least }
    }
}
