//! Similarity of two values, each prepared once.

use std::collections::HashMap;

use crate::model::PartialDate;
use crate::text::{fold, key, parse_date, parse_number, words};

/// A value prepared for every kind of level.
#[derive(Debug, Clone, Default)]
pub(super) struct Prepared {
    pub(super) key: String,
    folded: String,
    /// Term and weight, sorted by term.
    terms: Vec<(u32, f32)>,
    mass: f32,
    norm: f32,
    number: Option<f64>,
    date: Option<PartialDate>,
}

/// The words of a column and how rare they are.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    ids: HashMap<String, u32>,
    words: Vec<String>,
    frequency: Vec<u32>,
    values: u32,
}

impl Lexicon {
    /// Counts the words of all values; prepare them afterwards.
    pub(super) fn count<'a>(&mut self, values: impl Iterator<Item = &'a str>) {
        for value in values {
            self.values += 1;
            let mut seen: Vec<u32> = words(value).map(|word| self.id(word)).collect();
            seen.sort_unstable();
            seen.dedup();
            for id in seen {
                if let Some(count) = self.frequency.get_mut(id as usize) {
                    *count += 1;
                }
            }
        }
    }

    fn id(&mut self, word: String) -> u32 {
        let next = self.ids.len() as u32;
        let id = *self.ids.entry(word.clone()).or_insert(next);
        if id == next {
            self.words.push(word);
            self.frequency.push(0);
        }
        id
    }

    fn idf(&self, id: u32) -> f32 {
        let df = self.frequency.get(id as usize).copied().unwrap_or(0) as f32;
        ((self.values as f32 + 1.0) / (df + 0.5)).ln().max(0.05)
    }

    pub(super) fn prepare(&self, value: &str) -> Prepared {
        let mut ids: Vec<u32> = words(value).filter_map(|word| self.ids.get(&word).copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        let terms: Vec<(u32, f32)> = ids.into_iter().map(|id| (id, self.idf(id))).collect();
        Prepared {
            key: key(value),
            folded: fold(value).split_whitespace().collect::<Vec<_>>().join(" "),
            mass: terms.iter().map(|(_, w)| w).sum(),
            norm: terms.iter().map(|(_, w)| w * w).sum::<f32>().sqrt(),
            terms,
            number: parse_number(value),
            date: parse_date(value),
        }
    }
}

impl Prepared {
    pub(super) fn is_missing(&self) -> bool {
        self.key.is_empty()
    }
}

pub(super) fn exact(a: &Prepared, b: &Prepared) -> bool {
    !a.key.is_empty() && a.key == b.key
}

pub(super) fn jaro_winkler(a: &Prepared, b: &Prepared) -> f64 {
    strsim::jaro_winkler(&a.folded, &b.folded)
}

pub(super) fn edits(a: &Prepared, b: &Prepared) -> usize {
    strsim::osa_distance(&a.folded, &b.folded)
}

pub(super) fn token_set(a: &Prepared, b: &Prepared) -> f64 {
    let common = common(a, b).count();
    let union = a.terms.len() + b.terms.len() - common;
    if union == 0 { 0.0 } else { common as f64 / union as f64 }
}

pub(super) fn cosine(a: &Prepared, b: &Prepared) -> f64 {
    let dot: f32 = common(a, b).map(|w| w * w).sum();
    f64::from(dot / (a.norm * b.norm).max(f32::EPSILON))
}

fn common<'a>(a: &'a Prepared, b: &'a Prepared) -> impl Iterator<Item = f32> + 'a {
    a.terms.iter().filter_map(|(id, weight)| b.terms.binary_search_by_key(id, |(other, _)| *other).ok().map(|_| *weight))
}

/// Words at least this similar (Jaro-Winkler) count as one word with a typing error.
const NEAR: f64 = 0.92;

/// Typing errors are sought only between values of at most this many different words: names, not descriptions, in which one
/// wrong letter changes nothing and every word would have to be compared with every other.
const FEW_WORDS: usize = 24;

/// Common weight over the weight of the union; words that are near, both of four letters or more, count by their similarity.
pub(super) fn soft_tfidf(lexicon: &Lexicon, a: &Prepared, b: &Prepared) -> f64 {
    if a.mass <= 0.0 || b.mass <= 0.0 {
        return 0.0;
    }
    let mut matched: f32 = common(a, b).sum();
    if a.terms.len() > FEW_WORDS || b.terms.len() > FEW_WORDS {
        return f64::from((matched / (a.mass + b.mass - matched).max(f32::EPSILON)).clamp(0.0, 1.0));
    }
    let rest = |x: &Prepared, y: &Prepared| -> Vec<(u32, f32)> {
        x.terms.iter().filter(|(id, _)| y.terms.binary_search_by_key(id, |(other, _)| *other).is_err()).copied().collect()
    };
    let (mine, mut theirs) = (rest(a, b), rest(b, a));
    let word = |id: u32| lexicon.words.get(id as usize).map_or("", String::as_str);
    for (id, weight) in mine {
        let text = word(id);
        if text.len() < 4 {
            continue;
        }
        let best = theirs
            .iter()
            .enumerate()
            .filter(|(_, (other, _))| word(*other).len() >= 4 && word(*other).len().abs_diff(text.len()) <= 2)
            .map(|(at, (other, other_weight))| (strsim::jaro_winkler(text, word(*other)), at, *other_weight))
            .filter(|(similarity, ..)| *similarity >= NEAR)
            .max_by(|x, y| x.0.total_cmp(&y.0));
        if let Some((similarity, at, other_weight)) = best {
            matched += similarity as f32 * weight.min(other_weight);
            theirs.swap_remove(at);
        }
    }
    let union = a.mass + b.mass - matched;
    f64::from((matched / union.max(f32::EPSILON)).clamp(0.0, 1.0))
}

pub(super) fn days_apart(a: &Prepared, b: &Prepared) -> Option<f64> {
    let (a, b) = (a.date?, b.date?);
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

pub(super) fn apart(a: &Prepared, b: &Prepared) -> Option<f64> {
    Some((a.number? - b.number?).abs())
}
