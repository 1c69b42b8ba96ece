//! Words that follow each other as they were asked.

use crate::search::query::{Query, QueryTerm};
use crate::search::words::{List, Words};

/// Words farther apart in the question are no pair.
const FARTHEST: usize = 3;

/// Adds to each document what its pairs of words gain: words that stand as far apart as asked gain the whole, words that stand as
/// near in any order half of it.
pub(super) fn add(gains: &mut [f32], documents: &[u32], query: &Query, weights: &[f32], words: &Words, share: f32) {
    if query.terms.len() < 2 {
        return;
    }
    let mut before: Option<(usize, f32, Vec<Vec<u32>>)> = None;
    for (term, weight) in query.terms.iter().zip(weights) {
        let lists = lists(term, words);
        if lists.is_empty() {
            before = None;
            continue;
        }
        let mut places: Vec<Vec<u32>> = vec![Vec::new(); documents.len()];
        for list in lists {
            words.positions(list, documents, |at, positions| {
                if let Some(places) = places.get_mut(at) {
                    places.extend_from_slice(positions);
                }
            });
        }
        if let Some((at, weight_before, places_before)) = &before
            && let Some(apart) = term.at.checked_sub(*at).filter(|apart| (1..=FARTHEST).contains(apart))
        {
            for ((gain, first), second) in gains.iter_mut().zip(places_before).zip(&places) {
                *gain += share * (weight_before + weight) * nearness(first, second, apart as u32);
            }
        }
        before = Some((term.at, *weight, places));
    }
}

fn lists(term: &QueryTerm, words: &Words) -> Vec<List> {
    let lemmas = term.forms.iter().filter_map(|form| if let [lemma] = form.lemmas.as_slice() { Some(lemma) } else { None });
    lemmas.map(|lemma| words.lemma(lemma).lists).find(|lists| !lists.is_empty()).unwrap_or_default()
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_asked_is_better_than_near() {
        assert_eq!(nearness(&[3, 10], &[11], 1), 1.0);
        assert_eq!(nearness(&[12], &[11], 1), 0.5);
        assert_eq!(nearness(&[1], &[20], 1), 0.0);
    }
}
