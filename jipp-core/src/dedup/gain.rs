//! How good is a model, as far as that shows without labels?
//!
//! A record that has surely found its partner says how often others are taken for it by mistake: where records have one partner at most,
//! every other pair of such a record is one; in one table, every record that is found with it but disagrees with its partner. As many go
//! astray among the records without a partner, where nothing tells.

use rustc_hash::FxHashSet;

use super::cluster::heaviest_first;
use super::compare::Comparer;
use super::competition::{Competition, SURE};
use super::link::{own_weights, score};
use super::model::{Compared, LinkModel, probability};

/// Pairs found that are worth a false one: more of both are welcome as long as fewer than two of five are false. F1 grows with pairs of which
/// more than half its value are right.
const WORTH: f64 = 0.4;

/// What a model is judged by: compared pairs of a table.
pub(super) struct Gain<'a> {
    pub(super) records: usize,
    /// The share of the records whose pairs these are.
    pub(super) share: f64,
    pub(super) pairs: &'a [(u32, u32)],
    pub(super) compared: &'a Compared,
    pub(super) competition: Option<&'a Competition<'a>>,
    pub(super) comparer: &'a Comparer,
}

impl Gain<'_> {
    /// The pairs that a model finds, each worth [`WORTH`], less those that it takes for matches by mistake.
    pub(super) fn of(&self, model: &LinkModel) -> f64 {
        let (found, astray) = match self.competition {
            Some(competition) => self.of_partners(model, competition),
            None => self.of_clusters(model),
        };
        WORTH * found - astray
    }

    /// Where records have one partner at most.
    fn of_partners(&self, model: &LinkModel, competition: &Competition<'_>) -> (f64, f64) {
        let own = own_weights(model, self.compared);
        let weights = score(&mut model.clone(), self.compared, Some(competition), true);
        // of each record: its table, whether it has surely found a partner, whether it has another
        let mut seen = vec![(None, false, false); self.records];
        let mut look = |record: u32, side: u8, sure: bool, other: bool| {
            if let Some((table, has, more)) = seen.get_mut(record as usize) {
                (*table, *has, *more) = (Some(side), *has || sure, *more || other);
            }
        };
        for (((a, b), weight), own) in self.pairs.iter().zip(&weights).zip(&own) {
            let (sure, other) = (probability(*weight) >= SURE, *weight < 0.0 && *own >= 0.0);
            look(*a, 0, sure, other);
            look(*b, 1, sure, other);
        }
        let found = self.pairs.iter().zip(&weights).filter(|(_, weight)| **weight >= 0.0);
        let found = heaviest_first(found.map(|((a, b), weight)| (*weight, *a as usize, *b as usize)));
        let mut taken = FxHashSet::default();
        let partners =
            found.iter().filter(|(_, a, b)| !taken.contains(a) && !taken.contains(b) && taken.insert(*a) && taken.insert(*b)).count();
        let side = |side: u8| Side::of(seen.iter().filter(|(table, ..)| *table == Some(side)).map(|(_, sure, other)| (*sure, *other)));
        let (left, right) = (side(0), side(1));
        // a record without a partner takes one by mistake if that one is free
        let astray = left.lonely * left.astray * right.free() + right.lonely * right.astray * left.free();
        (partners as f64, astray / 2.0)
    }

    /// In one table.
    fn of_clusters(&self, model: &LinkModel) -> (f64, f64) {
        let weights = own_weights(model, self.compared);
        let mut best = vec![(0.0, None); self.records];
        let found = || self.pairs.iter().zip(&weights).filter(|(_, weight)| **weight >= 0.0);
        let both = || found().flat_map(|((a, b), weight)| [(*a, *b, *weight), (*b, *a, *weight)]);
        for (record, other, weight) in both() {
            if let Some(best) = best.get_mut(record as usize).filter(|best| weight > best.0) {
                *best = (weight, Some(other));
            }
        }
        let bits = model.bits();
        let mut fields = Vec::new();
        let mut agree = |a: u32, b: u32| {
            let (a, b) = (a.min(b) as usize, a.max(b) as usize);
            let pattern = self.comparer.pattern(a, b);
            bits.weight(pattern, &mut fields) + self.comparer.rarities(a, b, pattern) >= 0.0
        };
        let sure =
            |record: u32| best.get(record as usize).filter(|(weight, _)| probability(*weight) >= SURE).and_then(|(_, partner)| *partner);
        let mut astray: FxHashSet<u32> = FxHashSet::default();
        for (record, other, _) in both() {
            if let Some(partner) = sure(record)
                && partner != other
                && !astray.contains(&record)
                && !agree(partner, other)
            {
                astray.insert(record);
            }
        }
        let all = (0..self.records as u32).filter(|record| sure(*record).is_some()).count();
        // each false pair has two records
        let share = astray.len() as f64 / (all as f64).max(1.0);
        (found().count() as f64, share * self.share * self.records as f64 / 2.0)
    }
}

/// The records of one of two tables.
struct Side {
    all: f64,
    /// Records that have not surely found a partner.
    lonely: f64,
    /// Of those that have, the share that others are taken for too.
    astray: f64,
}

impl Side {
    fn of(records: impl Iterator<Item = (bool, bool)>) -> Self {
        let (mut all, mut partnered, mut astray) = (0.0, 0.0, 0.0);
        for (sure, other) in records {
            all += 1.0;
            partnered += f64::from(u8::from(sure));
            astray += f64::from(u8::from(sure && other));
        }
        Self { all, lonely: all - partnered, astray: astray / f64::max(partnered, 1.0) }
    }

    fn free(&self) -> f64 {
        self.lonely / self.all.max(1.0)
    }
}
