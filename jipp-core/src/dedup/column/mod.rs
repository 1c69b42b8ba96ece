//! A column as it is compared: every distinct value prepared once, in flat arrays.

mod measure;
mod words;

use rustc_hash::FxHashMap;

use super::csr::Lists;
use super::settings::LevelKind;
use super::similarity::Letters;
use super::table::LinkTable;
use super::terms::{is_code, letters, number, terms};
use crate::model::PartialDate;
use crate::text::{fold, key, parse_date, parse_number};

/// Most bits by which the rarity of a value moves a weight.
const RARITY: f64 = 4.0;

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
    /// The set of the letters of each value ([`letters`]).
    sets: Vec<u64>,
    /// Term and weight, sorted by term.
    terms: Lists<(u32, f32)>,
    mass: Vec<f32>,
    norm: Vec<f32>,
    codes: Lists<u32>,
    numbers: Lists<u64>,
    number: Vec<Option<f64>>,
    date: Vec<Option<PartialDate>>,
    lexicon: Lexicon,
    /// For each key the bits that agreement on it is worth more than agreement on the average value.
    rarity: Vec<f64>,
}

/// The different terms of a column.
#[derive(Debug, Default)]
struct Lexicon {
    words: Lists<char>,
    /// The set of the letters of each word ([`letters`]).
    sets: Vec<u64>,
    /// Whether a word may hold a typing error: it has four letters and no digit, which would make it another code.
    spelled: Vec<bool>,
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
                let folded = fold(value).split_whitespace().collect::<Vec<_>>().join(" ");
                column.sets.push(letters(folded.chars()));
                column.letters.push(folded.chars());
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
        let shares: Vec<f64> = counts.iter().map(|count| *count as f64 / total).collect();
        // the probability that two random values agree; summed from the rarest, so that the order of the records does not show
        let mut squares: Vec<f64> = shares.iter().map(|share| share * share).collect();
        squares.sort_by(f64::total_cmp);
        let mean_share: f64 = squares.iter().sum();
        self.rarity = shares.iter().map(|share| (mean_share / share).log2().clamp(-RARITY, RARITY)).collect();
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
                    self.lexicon.sets.push(letters(term.chars()));
                    self.lexicon.spelled.push(term.chars().nth(3).is_some() && !term.bytes().any(|b| b.is_ascii_digit()));
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

    /// For two records that agree: the bits that the rarity of the rarest value on which they agree adds or takes.
    pub(super) fn rarity(&self, a: usize, b: usize) -> Option<f64> {
        let key = |value: &u32| self.keys.get(*value as usize).copied();
        let right = self.values(b);
        let common = self.values(a).iter().filter_map(key).filter(|x| right.iter().filter_map(key).any(|y| y == *x));
        common.filter_map(|key| self.rarity.get(key as usize).copied()).max_by(f64::total_cmp)
    }

    fn letters(&self, value: usize) -> Letters<'_> {
        Letters { text: self.letters.get(value), set: self.sets.get(value).copied().unwrap_or(0) }
    }
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
