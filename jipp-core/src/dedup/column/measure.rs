//! How alike two values of a column are.

use super::super::measure::Measure;
use super::super::settings::LevelKind;
use super::super::similarity::{Letters, edits, is_prefix, jaro_winkler, shared};
use super::words::CommonWords;
use super::{Column, slice};
use crate::model::PartialDate;
use crate::text::is_derived;

impl Column {
    /// The similarity, or for kinds with `max` the distance, of two values; `None` if this kind can say nothing about them. `bound` is the
    /// weakest bound that is asked of it: beyond it the answer may be any number beyond it.
    fn measure(&self, kind: LevelKind, a: u32, b: u32, bound: f64) -> Option<f64> {
        let number = |value: u32| self.number.get(value as usize).copied().flatten();
        match kind {
            LevelKind::Exact => Some(f64::from(u8::from(a == b || self.value(a).key == self.value(b).key))),
            LevelKind::JaroWinkler | LevelKind::Swapped => Some(jaro_winkler(self.letters(a), self.letters(b), bound)),
            LevelKind::Levenshtein => Some(edits(self.letters(a), self.letters(b), bound) as f64),
            LevelKind::Prefix => Some(f64::from(u8::from(is_prefix(self.letters(a).text, self.letters(b).text)))),
            LevelKind::TokenSet => self.token_set(a, b),
            LevelKind::TfidfCosine => self.cosine(a, b),
            LevelKind::SoftTfidf => self.common_words(a, b).map(CommonWords::of_all),
            LevelKind::Overlap => self.common_words(a, b).map(CommonWords::of_shorter),
            LevelKind::Codes => self.same_code(a as usize, b as usize),
            LevelKind::Numbers => self.same_numbers(a as usize, b as usize),
            LevelKind::DateWithin => days_apart(*self.date.get(a as usize)?, *self.date.get(b as usize)?),
            LevelKind::TokenSort => Some(jaro_winkler(self.sorted_letters(a)?, self.sorted_letters(b)?, bound)),
            LevelKind::Acronym => {
                let (x, y) = (self.text.get(a as usize)?, self.text.get(b as usize)?);
                let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
                Some(f64::from(u8::from(is_derived(short, long))))
            }
            LevelKind::GeoWithin => Some(self.place.get(a as usize).copied()??.distance_km(self.place.get(b as usize).copied()??)),
            LevelKind::AgencyWithin => {
                Some(f64::from(self.agency.get(a as usize)?.as_ref()?.steps_to(self.agency.get(b as usize)?.as_ref()?)))
            }
            // asked for by `best_by`
            LevelKind::Custom => None,
            LevelKind::NumericWithin => Some((number(a)? - number(b)?).abs()),
            LevelKind::NumericRatio => {
                let (x, y) = (number(a)?, number(b)?);
                (x > 0.0 && y > 0.0).then(|| x.min(y) / x.max(y))
            }
        }
    }

    /// The measure of two cells: the best of all pairs of their values.
    pub(in super::super) fn best(&self, kind: LevelKind, a: u32, b: u32, bound: f64) -> Option<f64> {
        let (left, right) = (self.values(&a), self.values(&b));
        if let ([x], [y]) = (left, right) {
            return self.measure(kind, *x, *y, bound);
        }
        let all = left.iter().flat_map(|x| right.iter().filter_map(|y| self.measure(kind, *x, *y, bound)));
        if kind.wants_max() { all.min_by(f64::total_cmp) } else { all.max_by(f64::total_cmp) }
    }

    /// The same by a measure of the application; what is no number says nothing.
    pub(in super::super) fn best_by(&self, measure: &Measure, a: u32, b: u32) -> Option<f64> {
        let text = |value: &u32| self.text.get(*value as usize).map(AsRef::as_ref);
        let right = self.values(&b);
        let all = self.values(&a).iter().filter_map(text).flat_map(|x| right.iter().filter_map(text).filter_map(move |y| measure(x, y)));
        all.filter(|found| !found.is_nan()).max_by(f64::total_cmp)
    }

    fn sorted_letters(&self, value: u32) -> Option<Letters<'_>> {
        self.sorted.get(value as usize).map(|(text, set)| Letters { text, set: *set })
    }

    /// Soft TF-IDF and overlap of two cells at once.
    pub(in super::super) fn best_words(&self, a: u32, b: u32) -> Option<(f64, f64)> {
        let (left, right) = (self.values(&a), self.values(&b));
        let all = left.iter().flat_map(|x| right.iter().filter_map(|y| self.common_words(*x, *y)));
        let better = |x: f64, y: f64| if x.total_cmp(&y).is_gt() { x } else { y };
        all.map(|common| (common.of_all(), common.of_shorter())).reduce(|x, y| (better(x.0, y.0), better(x.1, y.1)))
    }

    /// How much two records look as if their values in this column and in another one were swapped: their cells in both.
    pub(in super::super) fn swapped(&self, own: (u32, u32), other: (&Self, u32, u32), bound: f64) -> Option<f64> {
        let (their, left, right) = other;
        let here = (*self.values(&own.0).first()?, *their.values(&right).first()?);
        let there = (*self.values(&own.1).first()?, *their.values(&left).first()?);
        let like = |(mine, theirs): (u32, u32)| jaro_winkler(self.letters(mine), their.letters(theirs), bound);
        let first = like(here);
        Some(if first < bound { first } else { first.min(like(there)) })
    }

    fn terms(&self, value: u32) -> &[(u32, f32)] {
        slice(&self.terms, self.value(value).terms)
    }

    fn token_set(&self, a: u32, b: u32) -> Option<f64> {
        let (x, y) = (self.terms(a), self.terms(b));
        let mut common = 0usize;
        shared(x, y, |_| common += 1);
        let union = x.len() + y.len() - common;
        (union > 0).then(|| common as f64 / union as f64)
    }

    fn cosine(&self, a: u32, b: u32) -> Option<f64> {
        let norm = self.value(a).norm * self.value(b).norm;
        let mut dot = 0f32;
        shared(self.terms(a), self.terms(b), |weight| dot += weight * weight);
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
        let word = |id: u32| self.lexicon.letters(self.lexicon.word(id)).text;
        let mut best = 0f32;
        for left in x {
            for right in y {
                if left == right || contains(word(*left), word(*right)) {
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
