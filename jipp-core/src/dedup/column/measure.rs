//! How alike two values of a column are.

use super::super::settings::LevelKind;
use super::super::similarity::{edits, is_prefix, jaro_winkler, shared};
use super::Column;
use crate::model::PartialDate;

impl Column {
    /// The similarity, or for kinds with `max` the distance, of two values; `None` if this kind can say nothing about them. `bound` is the
    /// weakest bound that is asked of it: beyond it the answer may be any number beyond it.
    pub(in super::super) fn measure(&self, kind: LevelKind, a: u32, b: u32, bound: f64) -> Option<f64> {
        let (a, b) = (a as usize, b as usize);
        match kind {
            LevelKind::Exact => Some(f64::from(u8::from(self.keys.get(a) == self.keys.get(b)))),
            LevelKind::JaroWinkler | LevelKind::Swapped => Some(jaro_winkler(self.letters(a), self.letters(b), bound)),
            LevelKind::Levenshtein => Some(edits(self.letters(a), self.letters(b), bound) as f64),
            LevelKind::Prefix => Some(f64::from(u8::from(is_prefix(self.letters.get(a), self.letters.get(b))))),
            LevelKind::TokenSet => self.token_set(a, b),
            LevelKind::TfidfCosine => self.cosine(a, b),
            LevelKind::SoftTfidf => self.common_words(a, b).map(|common| common.of_all()),
            LevelKind::Overlap => self.common_words(a, b).map(|common| common.of_shorter()),
            LevelKind::Codes => self.same_code(a, b),
            LevelKind::Numbers => self.same_numbers(a, b),
            LevelKind::DateWithin => days_apart(*self.date.get(a)?, *self.date.get(b)?),
            LevelKind::NumericWithin => Some(((*self.number.get(a)?)? - (*self.number.get(b)?)?).abs()),
            LevelKind::NumericRatio => {
                let (x, y) = ((*self.number.get(a)?)?, (*self.number.get(b)?)?);
                (x > 0.0 && y > 0.0).then(|| x.min(y) / x.max(y))
            }
        }
    }

    /// The measure of two records: the best of all pairs of their values.
    pub(in super::super) fn best(&self, kind: LevelKind, a: usize, b: usize, bound: f64) -> Option<f64> {
        let (left, right) = (self.values(a), self.values(b));
        if let ([x], [y]) = (left, right) {
            return self.measure(kind, *x, *y, bound);
        }
        let all = left.iter().flat_map(|x| right.iter().filter_map(|y| self.measure(kind, *x, *y, bound)));
        if kind.wants_max() { all.min_by(f64::total_cmp) } else { all.max_by(f64::total_cmp) }
    }

    /// Soft TF-IDF and overlap of two records at once.
    pub(in super::super) fn best_words(&self, a: usize, b: usize) -> Option<(f64, f64)> {
        let (left, right) = (self.values(a), self.values(b));
        let all = left.iter().flat_map(|x| right.iter().filter_map(|y| self.common_words(*x as usize, *y as usize)));
        let better = |x: f64, y: f64| if x.total_cmp(&y).is_gt() { x } else { y };
        all.map(|common| (common.of_all(), common.of_shorter())).reduce(|x, y| (better(x.0, y.0), better(x.1, y.1)))
    }

    /// How much two records look as if their values in two columns were swapped.
    pub(in super::super) fn swapped(&self, other: &Self, a: usize, b: usize, bound: f64) -> Option<f64> {
        let like = |mine: usize, theirs: usize| {
            let (x, y) = (self.values(mine).first()?, other.values(theirs).first()?);
            Some(jaro_winkler(self.letters(*x as usize), other.letters(*y as usize), bound))
        };
        let first = like(a, b)?;
        if first < bound && !self.values(b).is_empty() && !other.values(a).is_empty() {
            return Some(first);
        }
        Some(first.min(like(b, a)?))
    }

    fn token_set(&self, a: usize, b: usize) -> Option<f64> {
        let (x, y) = (self.terms.get(a), self.terms.get(b));
        let mut common = 0usize;
        shared(x, y, |_| common += 1);
        let union = x.len() + y.len() - common;
        (union > 0).then(|| common as f64 / union as f64)
    }

    fn cosine(&self, a: usize, b: usize) -> Option<f64> {
        let norm = self.norm.get(a)? * self.norm.get(b)?;
        let mut dot = 0f32;
        shared(self.terms.get(a), self.terms.get(b), |weight| dot += weight * weight);
        (norm > 0.0).then(|| f64::from(dot / norm))
    }

    /// The rarity of the rarest code on which both agree, as a share of the rarest possible; 0 if both have codes and none agrees.
    /// A code also agrees with one that contains it (five letters and digits or more).
    fn same_code(&self, a: usize, b: usize) -> Option<f64> {
        let (x, y) = (self.codes.get(a), self.codes.get(b));
        if x.is_empty() || y.is_empty() {
            return None;
        }
        let rarity = |id: &u32| self.lexicon.idf.get(*id as usize).copied().unwrap_or(0.0);
        let mut best = 0f32;
        for left in x {
            for right in y {
                if left == right || contains(self.lexicon.words.get(*left as usize), self.lexicon.words.get(*right as usize)) {
                    best = best.max(rarity(left).min(rarity(right)));
                }
            }
        }
        Some(f64::from(best / self.lexicon.most.max(f32::EPSILON)))
    }

    /// 1 if both name the same numbers, 0.5 if some are common, 0 if none is.
    fn same_numbers(&self, a: usize, b: usize) -> Option<f64> {
        let (x, y) = (self.numbers.get(a), self.numbers.get(b));
        if x.is_empty() || y.is_empty() {
            return None;
        }
        let common = x.iter().filter(|number| y.contains(number)).count();
        Some(if common == x.len() && common == y.len() {
            1.0
        } else if common > 0 {
            0.5
        } else {
            0.0
        })
    }
}

fn contains(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() > 4 && long.windows(short.len()).any(|part| part == short)
}

fn days_apart(a: Option<PartialDate>, b: Option<PartialDate>) -> Option<f64> {
    let (a, b) = (a?, b?);
    // at the coarser precision: a year against a day compares years
    let month = a.month().zip(b.month());
    let day = a.day().zip(b.day());
    let days = |year: i32, month: u8, day: u8| f64::from(year) * 365.2425 + (f64::from(month) - 1.0) * 30.4369 + f64::from(day);
    Some(match (month, day) {
        (Some((ma, mb)), Some((da, db))) => (days(a.year(), ma, da) - days(b.year(), mb, db)).abs(),
        (Some((ma, mb)), None) => (days(a.year(), ma, 1) - days(b.year(), mb, 1)).abs(),
        _ => (f64::from(a.year()) - f64::from(b.year())).abs() * 365.2425,
    })
}
