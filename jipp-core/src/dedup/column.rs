//! A column as it is compared: every distinct value prepared once, in flat arrays.

use rustc_hash::FxHashMap;

use super::csr::Lists;
use super::settings::LevelKind;
use super::similarity::{edits, is_prefix, jaro_winkler, shared};
use super::table::LinkTable;
use super::terms::{is_code, letters, number, terms};
use crate::model::PartialDate;
use crate::text::{fold, key, parse_date, parse_number};

/// What the levels that compare a column need.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is prepared or not")]
pub(super) struct Needs {
    letters: bool,
    terms: bool,
    number: bool,
    date: bool,
}

impl Needs {
    /// Needs of one more kind of level.
    pub(super) fn add(&mut self, kind: LevelKind) {
        match kind {
            LevelKind::Exact => {}
            LevelKind::JaroWinkler | LevelKind::Levenshtein | LevelKind::Prefix | LevelKind::Swapped => self.letters = true,
            LevelKind::TokenSet
            | LevelKind::SoftTfidf
            | LevelKind::TfidfCosine
            | LevelKind::Overlap
            | LevelKind::Codes
            | LevelKind::Numbers => self.terms = true,
            LevelKind::DateWithin => self.date = true,
            LevelKind::NumericWithin | LevelKind::NumericRatio => self.number = true,
        }
    }
}

/// A column as compared.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// For each record the number of its distinct cell.
    cell_of: Vec<u32>,
    /// For each cell its values.
    values: Lists<u32>,
    /// For each value the number of its key.
    keys: Vec<u32>,
    letters: Lists<char>,
    /// Term and weight, sorted by term.
    terms: Lists<(u32, f32)>,
    mass: Vec<f32>,
    norm: Vec<f32>,
    codes: Lists<u32>,
    numbers: Lists<u64>,
    number: Vec<Option<f64>>,
    date: Vec<Option<PartialDate>>,
    lexicon: Lexicon,
    /// How often each key occurs, as a share of all values.
    shares: Vec<f64>,
    /// Sum of the squared shares: the probability that two random values agree.
    pub(super) mean_share: f64,
}

/// The different terms of a column.
#[derive(Debug, Default)]
struct Lexicon {
    words: Lists<char>,
    letters: Vec<u64>,
    /// Rarity: `ln((n + 1) / (df + 0.5))`.
    idf: Vec<f32>,
    /// The rarity of a term that occurs once.
    most: f32,
}

impl Column {
    /// Prepares a column; `split` parts several values in one cell.
    pub(super) fn prepare(table: &LinkTable, name: &str, split: Option<&str>, needs: Needs) -> Self {
        let cells = table.column(name).unwrap_or_default();
        let mut column = Self::default();
        let mut number_of: FxHashMap<&str, u32> = FxHashMap::default();
        let mut value_of: FxHashMap<&str, u32> = FxHashMap::default();
        let mut distinct: Vec<&str> = Vec::new();
        let mut occurrences: Vec<u32> = Vec::new();
        for cell in cells {
            let next = number_of.len() as u32;
            let number = *number_of.entry(cell.as_str()).or_insert(next);
            if number == next {
                let mut values: Vec<u32> = Vec::new();
                for part in parts(cell, split) {
                    let next = value_of.len() as u32;
                    let value = *value_of.entry(part).or_insert(next);
                    if value == next {
                        distinct.push(part);
                        occurrences.push(0);
                    }
                    values.push(value);
                }
                column.values.push(values);
            }
            column.cell_of.push(number);
        }
        for cell in &column.cell_of {
            for value in column.values.get(*cell as usize) {
                if let Some(count) = occurrences.get_mut(*value as usize) {
                    *count += 1;
                }
            }
        }
        column.count_keys(&distinct, &occurrences);
        if needs.letters {
            for value in &distinct {
                column.letters.push(fold(value).split_whitespace().collect::<Vec<_>>().join(" ").chars());
            }
        }
        if needs.terms {
            column.read_terms(&distinct, &occurrences);
        }
        if needs.number {
            column.number = distinct.iter().map(|value| number_in(value)).collect();
        }
        if needs.date {
            column.date = distinct.iter().map(|value| parse_date(value)).collect();
        }
        column
    }

    fn count_keys(&mut self, distinct: &[&str], occurrences: &[u32]) {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut counts: Vec<u64> = Vec::new();
        let mut total = 0u64;
        for (value, occurs) in distinct.iter().zip(occurrences) {
            let next = numbers.len() as u32;
            let number = *numbers.entry(key(value)).or_insert(next);
            if number == next {
                counts.push(0);
            }
            if let Some(count) = counts.get_mut(number as usize) {
                *count += u64::from(*occurs);
            }
            total += u64::from(*occurs);
            self.keys.push(number);
        }
        let total = total.max(1) as f64;
        self.shares = counts.iter().map(|count| *count as f64 / total).collect();
        // summed from the rarest, so that the order of the records does not show
        let mut squares: Vec<f64> = self.shares.iter().map(|share| share * share).collect();
        squares.sort_by(f64::total_cmp);
        self.mean_share = squares.iter().sum();
    }

    fn read_terms(&mut self, distinct: &[&str], occurrences: &[u32]) {
        let mut ids: FxHashMap<String, u32> = FxHashMap::default();
        let mut frequency: Vec<u32> = Vec::new();
        let mut of_value: Vec<Vec<u32>> = Vec::with_capacity(distinct.len());
        let mut numbers: Vec<u64> = Vec::new();
        for (value, occurs) in distinct.iter().zip(occurrences) {
            let mut own: Vec<u32> = Vec::new();
            let mut codes: Vec<u32> = Vec::new();
            numbers.clear();
            for term in terms(value) {
                let next = ids.len() as u32;
                let id = if let Some(id) = ids.get(&term) {
                    *id
                } else {
                    self.lexicon.words.push(term.chars());
                    self.lexicon.letters.push(letters(&term));
                    frequency.push(0);
                    ids.insert(term.clone(), next);
                    next
                };
                own.push(id);
                if is_code(&term) {
                    codes.push(id);
                } else if let Some(number) = number(&term) {
                    numbers.push(number.to_bits());
                }
            }
            own.sort_unstable();
            own.dedup();
            for id in &own {
                if let Some(count) = frequency.get_mut(*id as usize) {
                    *count += occurs;
                }
            }
            codes.sort_unstable();
            codes.dedup();
            numbers.sort_unstable();
            numbers.dedup();
            self.codes.push(codes);
            self.numbers.push(numbers.iter().copied());
            of_value.push(own);
        }
        let n = occurrences.iter().map(|count| f64::from(*count)).sum::<f64>() as f32;
        let rarity = |df: u32| ((n + 1.0) / (df as f32 + 0.5)).ln().max(0.05);
        self.lexicon.idf = frequency.into_iter().map(rarity).collect();
        self.lexicon.most = ((n + 1.0) / 1.5).ln().max(0.05);
        for own in of_value {
            let weight = |id: u32| self.lexicon.idf.get(id as usize).copied().unwrap_or(0.0);
            self.mass.push(own.iter().map(|id| weight(*id)).sum());
            self.norm.push(own.iter().map(|id| weight(*id).powi(2)).sum::<f32>().sqrt());
            self.terms.push(own.iter().map(|id| (*id, weight(*id))));
        }
    }

    /// Takes the records in another order: `place` says for each where it stood.
    pub(super) fn reorder(&mut self, place: &[u32]) {
        self.cell_of = place.iter().filter_map(|at| self.cell_of.get(*at as usize).copied()).collect();
    }

    /// The values of a record; none if it is missing.
    pub(super) fn values(&self, record: usize) -> &[u32] {
        self.cell_of.get(record).map_or(&[], |cell| self.values.get(*cell as usize))
    }

    /// For two records that agree: the share of the rarest value on which they agree.
    pub(super) fn share(&self, a: usize, b: usize) -> Option<f64> {
        let key = |value: &u32| self.keys.get(*value as usize).copied();
        let right = self.values(b);
        let common = self.values(a).iter().filter_map(key).filter(|x| right.iter().filter_map(key).any(|y| y == *x));
        common.filter_map(|key| self.shares.get(key as usize).copied()).min_by(f64::total_cmp)
    }

    /// The similarity, or for kinds with `max` the distance, of two values; `None` if this kind can say nothing about them.
    pub(super) fn measure(&self, kind: LevelKind, a: u32, b: u32) -> Option<f64> {
        let (a, b) = (a as usize, b as usize);
        let letters = || (self.letters.get(a), self.letters.get(b));
        match kind {
            LevelKind::Exact => Some(f64::from(u8::from(self.keys.get(a) == self.keys.get(b)))),
            LevelKind::JaroWinkler | LevelKind::Swapped => Some(jaro_winkler(letters().0, letters().1)),
            LevelKind::Levenshtein => Some(edits(letters().0, letters().1) as f64),
            LevelKind::Prefix => Some(f64::from(u8::from(is_prefix(letters().0, letters().1)))),
            LevelKind::TokenSet => self.token_set(a, b),
            LevelKind::TfidfCosine => self.cosine(a, b),
            LevelKind::SoftTfidf => self.matched(a, b).map(|(matched, left, right)| ratio(matched, left + right - matched)),
            LevelKind::Overlap => self.matched(a, b).map(|(matched, left, right)| ratio(matched, left.min(right))),
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

    /// How much two records look as if their values in two columns were swapped.
    pub(super) fn swapped(&self, other: &Self, a: usize, b: usize) -> Option<f64> {
        let like = |mine: usize, theirs: usize| {
            let (x, y) = (self.values(mine).first()?, other.values(theirs).first()?);
            Some(jaro_winkler(self.letters.get(*x as usize), other.letters.get(*y as usize)))
        };
        Some(like(a, b)?.min(like(b, a)?))
    }

    fn token_set(&self, a: usize, b: usize) -> Option<f64> {
        let (x, y) = (self.terms.get(a), self.terms.get(b));
        let mut common = 0usize;
        shared(x, y, |_, _| common += 1);
        let union = x.len() + y.len() - common;
        (union > 0).then(|| common as f64 / union as f64)
    }

    fn cosine(&self, a: usize, b: usize) -> Option<f64> {
        let norm = self.norm.get(a)? * self.norm.get(b)?;
        let mut dot = 0f32;
        shared(self.terms.get(a), self.terms.get(b), |_, weight| dot += weight * weight);
        (norm > 0.0).then(|| f64::from(dot / norm))
    }

    /// Weight of common terms, near terms counting in part, and the weight of each value.
    fn matched(&self, a: usize, b: usize) -> Option<(f32, f32, f32)> {
        let (left, right) = (*self.mass.get(a)?, *self.mass.get(b)?);
        if left <= 0.0 || right <= 0.0 {
            return None;
        }
        let (x, y) = (self.terms.get(a), self.terms.get(b));
        let mut matched = 0f32;
        if x.len() > FEW_TERMS || y.len() > FEW_TERMS {
            shared(x, y, |_, weight| matched += weight);
            return Some((matched, left, right));
        }
        let mut used = 0u64;
        for (id, weight) in x {
            if let Ok(at) = y.binary_search_by_key(id, |(other, _)| *other) {
                matched += weight;
                used |= 1 << at;
            }
        }
        let all = if y.len() >= 64 { u64::MAX } else { (1u64 << y.len()) - 1 };
        if used != all {
            for (id, weight) in x {
                if used == all {
                    break;
                }
                if y.binary_search_by_key(id, |(other, _)| *other).is_err() {
                    matched += self.near(*id, *weight, y, &mut used);
                }
            }
        }
        Some((matched, left, right))
    }

    /// The weight that a term shares with the nearest of the terms not yet used.
    fn near(&self, id: u32, weight: f32, others: &[(u32, f32)], used: &mut u64) -> f32 {
        let lexicon = &self.lexicon;
        let word = lexicon.words.get(id as usize);
        let mask = lexicon.letters.get(id as usize).copied().unwrap_or(0);
        if word.len() < 4 {
            return 0.0;
        }
        let mut best: Option<(f64, usize, f32)> = None;
        for (at, (other, other_weight)) in others.iter().enumerate() {
            if *used & (1 << at) != 0 {
                continue;
            }
            let other_mask = lexicon.letters.get(*other as usize).copied().unwrap_or(0);
            let other_word = lexicon.words.get(*other as usize);
            if other_word.len() < 4 || other_word.len().abs_diff(word.len()) > 2 || (mask ^ other_mask).count_ones() > FAR_LETTERS {
                continue;
            }
            // a digit more or less makes another code, not a typing error
            if word.iter().any(char::is_ascii_digit) || other_word.iter().any(char::is_ascii_digit) {
                continue;
            }
            let similarity = jaro_winkler(word, other_word);
            if similarity >= NEAR && best.is_none_or(|(most, ..)| similarity > most) {
                best = Some((similarity, at, *other_weight));
            }
        }
        best.map_or(0.0, |(similarity, at, other_weight)| {
            *used |= 1 << at;
            similarity as f32 * weight.min(other_weight)
        })
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

/// Terms at least this similar (Jaro-Winkler) count as one term with a typing error.
const NEAR: f64 = 0.92;
/// Terms that differ in more letters than this are not near.
const FAR_LETTERS: u32 = 4;
/// Typing errors are sought only between values of at most this many different terms: names, not descriptions, in which one
/// wrong letter changes nothing and every term would have to be compared with every other.
const FEW_TERMS: usize = 40;

fn ratio(part: f32, whole: f32) -> f64 {
    f64::from((part / whole.max(f32::EPSILON)).clamp(0.0, 1.0))
}

fn contains(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() > 4 && long.windows(short.len()).any(|part| part == short)
}

fn parts<'a>(cell: &'a str, split: Option<&'a str>) -> impl Iterator<Item = &'a str> {
    let whole = split.is_none();
    let many = split.into_iter().flat_map(move |separator| cell.split(separator));
    std::iter::once(cell).filter(move |_| whole).chain(many).filter(|value| value.chars().any(char::is_alphanumeric))
}

/// A number with a currency sign before it or a unit behind it.
pub(super) fn number_in(value: &str) -> Option<f64> {
    parse_number(value).or_else(|| {
        let trimmed = value.trim().trim_start_matches(|c: char| !c.is_ascii_digit() && c != '-');
        parse_number(trimmed.trim_end_matches(|c: char| !c.is_ascii_digit()))
    })
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
