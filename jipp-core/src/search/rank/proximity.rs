//! Words that follow each other as they were asked.

use crate::search::query::{Query, QueryTerm};
use crate::search::words::{List, Words};

/// Words farther apart in the question are no pair.
const FARTHEST: usize = 3;

/// The bit of a term; one beyond the bits may be answered anywhere.
fn bit(number: usize) -> u32 {
    1u32.checked_shl(number as u32).unwrap_or(u32::MAX)
}

/// Adds to each document what its pairs of words gain: words that stand as far apart as asked gain the whole, words that stand as
/// near in any order half of it. `documents` have beside each the bits of the terms that it answers: only those of a pair are read.
pub(super) fn add(gains: &mut [f32], documents: &[(u32, u32)], query: &Query, weights: &[f32], words: &Words, share: f32) {
    if query.terms.len() < 2 {
        return;
    }
    let mut before: Option<(usize, f32)> = None;
    // the places of two terms, one after the other: in which of the documents, and where in it
    let (mut places_before, mut places): (Vec<u64>, Vec<u64>) = (Vec::new(), Vec::new());
    let (mut wanted, mut numbers): (Vec<usize>, Vec<u32>) = (Vec::new(), Vec::new());
    for (number, (term, weight)) in query.terms.iter().zip(weights).enumerate() {
        let lists = lists(term, words);
        if lists.is_empty() {
            before = None;
            continue;
        }
        places.clear();
        let beside = number.checked_sub(1).map_or(0, bit) | bit(number + 1);
        let is_paired = |answered: u32| answered & bit(number) != 0 && answered & beside != 0;
        wanted.clear();
        wanted.extend(documents.iter().enumerate().filter(|(_, (_, answered))| is_paired(*answered)).map(|(at, _)| at));
        numbers.clear();
        numbers.extend(wanted.iter().filter_map(|at| documents.get(*at)).map(|(document, _)| *document));
        for list in lists {
            words.positions(list, &numbers, |at, positions| {
                let at = wanted.get(at).copied().unwrap_or_default();
                places.extend(positions.iter().map(|position| (at as u64) << 32 | u64::from(*position)));
            });
        }
        #[expect(clippy::stable_sort_primitive, reason = "each list is in order already, and runs in order are merged")]
        places.sort();
        if let Some((at, weight_before)) = before
            && let Some(apart) = term.at.checked_sub(at).filter(|apart| (1..=FARTHEST).contains(apart))
        {
            each_near(&places_before, &places, apart as u64, |at, nearness| {
                if let Some(gain) = gains.get_mut(at) {
                    *gain += share * (weight_before + weight) * nearness;
                }
            });
        }
        before = Some((term.at, *weight));
        std::mem::swap(&mut places_before, &mut places);
    }
}

fn lists(term: &QueryTerm, words: &Words) -> Vec<List> {
    let lemmas = term.forms.iter().filter_map(|form| if let [lemma] = form.lemmas.as_slice() { Some(lemma) } else { None });
    lemmas.map(|lemma| words.lemma(lemma).lists).find(|lists| !lists.is_empty()).unwrap_or_default()
}

/// Calls `visit` with each document in which a place of the first is near one of the second, and how near the nearest are. Both in order.
fn each_near(first: &[u64], second: &[u64], apart: u64, mut visit: impl FnMut(usize, f32)) {
    const FAR: u64 = FARTHEST as u64;
    let (mut first, mut second) = (first, second);
    while let (Some(a), Some(b)) = (first.first(), second.first()) {
        let document = a >> 32;
        if document != b >> 32 {
            // the one that lies behind catches up
            let (behind, to) = if document < b >> 32 { (&mut first, b >> 32) } else { (&mut second, document) };
            let passed = behind.iter().take_while(|place| **place >> 32 < to).count();
            *behind = behind.get(passed..).unwrap_or_default();
            continue;
        }
        let mut best = 0f32;
        while let Some((place, rest)) = first.split_first().filter(|(place, _)| **place >> 32 == document) {
            first = rest;
            let too_early = second.iter().take_while(|other| **other + FAR < *place).count();
            second = second.get(too_early..).unwrap_or_default();
            for other in second.iter().take_while(|other| **other <= place + FAR && **other >> 32 == document) {
                if place + apart == *other {
                    best = 1.0;
                } else if place != other {
                    best = best.max(0.5);
                }
            }
        }
        if best > 0.0 {
            visit(document as usize, best);
        }
        let done = second.iter().take_while(|other| **other >> 32 == document).count();
        second = second.get(done..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn nearness(first: &[u32], second: &[u32], apart: u32) -> f32 {
        let mut best = 0f32;
        for a in first {
            for b in second {
                if *a + apart == *b {
                    return 1.0;
                }
                if (1..=FARTHEST as u32).contains(&a.abs_diff(*b)) {
                    best = 0.5;
                }
            }
        }
        best
    }

    #[test]
    fn as_asked_is_better_than_near() {
        let near = |first: &[u64], second: &[u64]| {
            let mut found = Vec::new();
            each_near(first, second, 1, |at, nearness| found.push((at, nearness)));
            found
        };
        assert_eq!(near(&[3, 10], &[11]), [(0, 1.0)]);
        assert_eq!(near(&[12], &[11]), [(0, 0.5)]);
        assert_eq!(near(&[1], &[20]), []);
        assert_eq!(near(&[u64::from(u32::MAX)], &[1 << 32]), [], "no document ends where the next begins");
    }

    proptest! {
        #[test]
        fn near_places_are_those_of_all_pairs(
            first in prop::collection::vec((0u32..4, 0u32..40), 0..40),
            second in prop::collection::vec((0u32..4, 0u32..40), 0..40),
            apart in 1u32..=3,
        ) {
            let packed = |places: &[(u32, u32)]| {
                let mut all: Vec<u64> = places.iter().map(|(at, place)| u64::from(*at) << 32 | u64::from(*place)).collect();
                all.sort_unstable();
                all
            };
            let mut found = Vec::new();
            each_near(&packed(&first), &packed(&second), u64::from(apart), |at, nearness| found.push((at as u32, nearness)));
            let of = |places: &[(u32, u32)], at: u32| places.iter().filter(|(own, _)| *own == at).map(|(_, place)| *place).collect::<Vec<_>>();
            let wanted: Vec<(u32, f32)> =
                (0..4).map(|at| (at, nearness(&of(&first, at), &of(&second, at), apart))).filter(|(_, near)| *near > 0.0).collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
