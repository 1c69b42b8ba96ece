//! How much the words of two values have in common, typing errors forgiven.

use super::super::similarity::{jaro_winkler, shared};
use super::{Column, slice};

/// Terms at least this similar (Jaro-Winkler) count as one term with a typing error.
const NEAR: f64 = 0.92;
/// Terms that differ in more letters than this are not near.
const FAR_LETTERS: u32 = 4;
/// Typing errors are sought only between values of at most this many different terms: names, not descriptions, in which one
/// wrong letter changes nothing and every term would have to be compared with every other.
const FEW_TERMS: usize = 40;

/// The weight of the words that two values have in common, words that are nearly the same counting in part, and the weight of each value.
#[derive(Debug, Clone, Copy)]
pub(super) struct CommonWords {
    common: f32,
    left: f32,
    right: f32,
}

impl CommonWords {
    /// As a share of the weight of all words of both.
    pub(super) fn of_all(self) -> f64 {
        ratio(self.common, self.left + self.right - self.common)
    }

    /// As a share of the weight of the value with less weight.
    pub(super) fn of_shorter(self) -> f64 {
        ratio(self.common, self.left.min(self.right))
    }
}

fn ratio(part: f32, whole: f32) -> f64 {
    f64::from((part / whole.max(f32::EPSILON)).clamp(0.0, 1.0))
}

impl Column {
    /// `None` if a value has no words.
    pub(super) fn common_words(&self, a: u32, b: u32) -> Option<CommonWords> {
        let (a, b) = (self.value(a), self.value(b));
        let (left, right) = (a.mass, b.mass);
        if left <= 0.0 || right <= 0.0 {
            return None;
        }
        let (x, y) = (slice(&self.terms, a.terms), slice(&self.terms, b.terms));
        let mut common = 0f32;
        if x.len() > FEW_TERMS || y.len() > FEW_TERMS {
            shared(x, y, |weight| common += weight);
            return Some(CommonWords { common, left, right });
        }
        // one bit for each term: those of `x` that are left, those of `y` that are used
        let (mut left_over, mut used) = (0u64, 0u64);
        let mut at = 0;
        for (number, (id, weight)) in x.iter().enumerate() {
            while y.get(at).is_some_and(|(other, _)| other < id) {
                at += 1;
            }
            if y.get(at).is_some_and(|(other, _)| other == id) {
                common += weight;
                used |= 1 << at;
            } else {
                left_over |= 1 << number;
            }
        }
        let all = (1u64 << y.len()) - 1;
        while left_over != 0 && used != all {
            if let Some((id, weight)) = x.get(left_over.trailing_zeros() as usize) {
                common += self.near(*id, *weight, y, &mut used);
            }
            left_over &= left_over - 1;
        }
        Some(CommonWords { common, left, right })
    }

    /// The weight that a term shares with the nearest of the terms not yet used.
    fn near(&self, id: u32, weight: f32, others: &[(u32, f32)], used: &mut u64) -> f32 {
        let word = self.lexicon.word(id);
        if !word.spelled {
            return 0.0;
        }
        let mut best: Option<(f64, usize, f32)> = None;
        for (at, (other, other_weight)) in others.iter().enumerate() {
            if *used & (1 << at) != 0 {
                continue;
            }
            let other = self.lexicon.word(*other);
            let far = (word.set ^ other.set).count_ones() > FAR_LETTERS || other.length.abs_diff(word.length) > 2;
            if far || !other.spelled {
                continue;
            }
            let (word, other) = (self.lexicon.letters(word), self.lexicon.letters(other));
            let similarity = jaro_winkler(word, other, NEAR);
            if similarity >= NEAR && best.is_none_or(|(most, ..)| similarity > most) {
                best = Some((similarity, at, *other_weight));
            }
        }
        best.map_or(0.0, |(similarity, at, other_weight)| {
            *used |= 1 << at;
            similarity as f32 * weight.min(other_weight)
        })
    }
}
