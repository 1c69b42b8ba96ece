//! A column as it is compared: every distinct value prepared once, in flat arrays.

mod body;
mod measure;
mod words;

use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;

use rustc_hash::FxHashMap;

use self::body::Body;
use super::csr::Lists;
use super::settings::LevelKind;
use super::similarity::Letters;
use super::table::{LinkTable, says_something};
use super::terms::{is_code, letters, number, terms};
use super::threads::each_of_ranges;
use crate::model::{Coordinates, PartialDate};
use crate::text::{fold, key, parse_date, parse_number, runs};

/// Most bits by which the rarity of a value moves a weight.
const RARITY: f64 = 4.0;

/// Values of one range of work.
const RANGE: usize = 1024;

/// What the levels that compare a column need.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is prepared or not")]
pub(super) struct Needs {
    letters: bool,
    terms: bool,
    number: bool,
    date: bool,
    /// The letters of the words in order.
    sorted: bool,
    /// The values as they stand.
    text: bool,
    place: bool,
    agency: bool,
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
            LevelKind::TokenSort => self.sorted = true,
            LevelKind::Acronym | LevelKind::Custom => self.text = true,
            LevelKind::GeoWithin => self.place = true,
            LevelKind::AgencyWithin => self.agency = true,
            LevelKind::NumericWithin | LevelKind::NumericRatio => self.number = true,
        }
    }
}

/// A column as compared. A record has a cell of it: the number of its value, or of its list of values where cells are parted.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// For each parted cell its values.
    parted: Option<Lists<u32>>,
    values: Vec<Value>,
    letters: Vec<char>,
    /// Term and weight, sorted by term.
    terms: Vec<(u32, f32)>,
    codes: Lists<u32>,
    numbers: Lists<u64>,
    number: Vec<Option<f64>>,
    date: Vec<Option<PartialDate>>,
    /// Of each value its words in the order of the alphabet, and the set of their letters.
    sorted: Vec<(Box<[char]>, u64)>,
    text: Vec<Box<str>>,
    place: Vec<Option<Coordinates>>,
    agency: Vec<Option<Body>>,
    lexicon: Lexicon,
    /// For each key the bits that agreement on it is worth more than agreement on the average value.
    rarity: Vec<f64>,
}

/// What is known of a value; it stands together because comparing asks for values all over the column.
#[derive(Debug, Clone, Copy, Default)]
struct Value {
    /// The set of its letters ([`letters`]).
    set: u64,
    /// Where its letters and terms are, and how many.
    letters: (u32, u32),
    terms: (u32, u32),
    /// The number of its key: equal values.
    key: u32,
    /// Sum of the weights of its terms, and their length as a vector.
    mass: f32,
    norm: f32,
}

/// The cell of a record without a value.
pub(super) const NONE: u32 = u32::MAX;

/// The different terms of a column.
#[derive(Debug, Default)]
struct Lexicon {
    letters: Vec<char>,
    words: Vec<Word>,
    /// Rarity: `ln((n + 1) / (df + 0.5))`.
    idf: Vec<f32>,
    /// The rarity of a term that occurs once.
    most: f32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Word {
    /// The set of its letters ([`letters`]).
    set: u64,
    start: u32,
    length: u32,
    /// Whether it may hold a typing error: it has four letters and no digit, which would make it another code.
    spelled: bool,
}

fn slice<T>(all: &[T], (start, length): (u32, u32)) -> &[T] {
    all.get(start as usize..(start + length) as usize).unwrap_or_default()
}

/// A value as its key is told from others. Of long texts a number of 128 bits is kept instead of the letters, which would be the column
/// once more; that two of a million have one number is as probable as 1 in 10^26.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Short(String),
    Long(u64, u64),
}

impl Key {
    const LONG: usize = 48;

    fn of(key: String) -> Self {
        if key.len() <= Self::LONG {
            return Self::Short(key);
        }
        // SipHash with fixed keys, the same in every run
        let half = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            hasher.write_u8(seed);
            hasher.write(key.as_bytes());
            hasher.finish()
        };
        Self::Long(half(0), half(1))
    }
}

impl Column {
    /// Prepares a column, and tells the cell of each record; `split` parts several values in one cell.
    pub(super) fn prepare(table: &LinkTable, name: &str, split: Option<&str>, needs: Needs) -> (Self, Vec<u32>) {
        let cells = table.column(name).unwrap_or_default();
        let mut column = Self::default();
        let mut number_of: FxHashMap<&str, u32> = FxHashMap::default();
        let mut value_of: FxHashMap<&str, u32> = FxHashMap::default();
        let mut distinct: Vec<&str> = Vec::new();
        let mut occurrences: Vec<u32> = Vec::new();
        let mut cell_of: Vec<u32> = Vec::with_capacity(cells.len());
        let mut parted: Lists<u32> = Lists::default();
        for cell in cells {
            if let Some(number) = number_of.get(cell.as_str()) {
                cell_of.push(*number);
                continue;
            }
            let mut own: Vec<u32> = Vec::new();
            for part in parts(cell, split) {
                let next = value_of.len() as u32;
                let value = *value_of.entry(part).or_insert(next);
                if value == next {
                    distinct.push(part);
                    occurrences.push(0);
                }
                own.push(value);
            }
            let number = if split.is_some() { parted.len() as u32 } else { own.first().copied().unwrap_or(NONE) };
            if split.is_some() {
                parted.push(own);
            }
            number_of.insert(cell, number);
            cell_of.push(number);
        }
        column.parted = split.map(|_| parted);
        for cell in &cell_of {
            for value in column.values(cell) {
                if let Some(count) = occurrences.get_mut(*value as usize) {
                    *count += 1;
                }
            }
        }
        column.values = vec![Value::default(); distinct.len()];
        column.count_keys(&distinct, &occurrences);
        if needs.letters {
            for (value, own) in distinct.iter().zip(&mut column.values) {
                let folded = fold(value).split_whitespace().collect::<Vec<_>>().join(" ");
                own.set = letters(folded.chars());
                let start = column.letters.len();
                column.letters.extend(folded.chars());
                own.letters = (start as u32, (column.letters.len() - start) as u32);
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
        if needs.sorted {
            column.sorted = distinct.iter().map(|value| in_order(value)).collect();
        }
        if needs.text {
            column.text = distinct.iter().map(|value| (*value).into()).collect();
        }
        if needs.place {
            column.place = distinct.iter().map(|value| value.parse().ok()).collect();
        }
        if needs.agency {
            column.agency = distinct.iter().map(|value| Body::of(value)).collect();
        }
        (column, cell_of)
    }

    fn count_keys(&mut self, distinct: &[&str], occurrences: &[u32]) {
        let mut numbers: FxHashMap<Key, u32> = FxHashMap::default();
        let mut counts: Vec<u64> = Vec::new();
        let mut total = 0u64;
        for ((value, occurs), own) in distinct.iter().zip(occurrences).zip(&mut self.values) {
            let next = numbers.len() as u32;
            own.key = *numbers.entry(Key::of(key(value))).or_insert(next);
            if own.key == next {
                counts.push(0);
            }
            if let Some(count) = counts.get_mut(own.key as usize) {
                *count += u64::from(*occurs);
            }
            total += u64::from(*occurs);
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
        let mut of_value: Lists<u32> = Lists::default();
        let (mut own, mut codes, mut numbers) = (Vec::<u32>::new(), Vec::<u32>::new(), Vec::<u64>::new());
        let apart = |range: Range<usize>, (): &mut ()| -> Vec<Vec<String>> {
            distinct.get(range).unwrap_or_default().iter().map(|value| terms(value)).collect()
        };
        let mut number_terms = |found: Vec<String>| {
            let occurs = occurrences.get(of_value.len()).copied().unwrap_or_default();
            for term in found {
                let next = ids.len() as u32;
                let id = ids.get(&term).copied().unwrap_or(next);
                own.push(id);
                if is_code(&term) {
                    codes.push(id);
                } else if let Some(number) = number(&term) {
                    numbers.push(number.to_bits());
                }
                if id == next {
                    self.lexicon.add(&term);
                    frequency.push(0);
                    ids.insert(term, next);
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
            self.codes.push(codes.drain(..));
            self.numbers.push(numbers.drain(..));
            of_value.push(own.drain(..));
        };
        each_of_ranges(distinct.len(), RANGE, || (), apart, |found| found.into_iter().for_each(&mut number_terms));
        let n = occurrences.iter().map(|count| f64::from(*count)).sum::<f64>() as f32;
        let rarity = |df: u32| ((n + 1.0) / (df as f32 + 0.5)).ln().max(0.05);
        self.lexicon.idf = frequency.into_iter().map(rarity).collect();
        self.lexicon.most = ((n + 1.0) / 1.5).ln().max(0.05);
        self.terms.reserve_exact(of_value.items().len());
        for (at, value) in self.values.iter_mut().enumerate() {
            let own = of_value.get(at);
            let weight = |id: u32| self.lexicon.idf.get(id as usize).copied().unwrap_or(0.0);
            value.mass = own.iter().map(|id| weight(*id)).sum();
            value.norm = own.iter().map(|id| weight(*id).powi(2)).sum::<f32>().sqrt();
            value.terms = (self.terms.len() as u32, own.len() as u32);
            self.terms.extend(own.iter().map(|id| (*id, weight(*id))));
        }
    }

    /// The values of a cell; none if it is empty.
    pub(super) fn values<'a>(&'a self, cell: &'a u32) -> &'a [u32] {
        match &self.parted {
            Some(parted) => parted.get(*cell as usize),
            None if *cell == NONE => &[],
            None => std::slice::from_ref(cell),
        }
    }

    /// For two cells that agree: the bits that the rarity of the rarest value on which they agree adds or takes.
    pub(super) fn rarity(&self, a: u32, b: u32) -> Option<f64> {
        let key = |value: &u32| self.value(*value).key;
        let right = self.values(&b);
        let common = self.values(&a).iter().map(key).filter(|x| right.iter().any(|y| key(y) == *x));
        common.filter_map(|key| self.rarity.get(key as usize).copied()).max_by(f64::total_cmp)
    }

    fn value(&self, value: u32) -> Value {
        self.values.get(value as usize).copied().unwrap_or_default()
    }

    fn letters(&self, value: u32) -> Letters<'_> {
        let value = self.value(value);
        Letters { text: slice(&self.letters, value.letters), set: value.set }
    }
}

impl Lexicon {
    fn add(&mut self, term: &str) {
        let start = self.letters.len();
        self.letters.extend(term.chars());
        let length = self.letters.len() - start;
        let spelled = length >= 4 && !term.bytes().any(|b| b.is_ascii_digit());
        self.words.push(Word { set: letters(term.chars()), start: start as u32, length: length as u32, spelled });
    }

    fn word(&self, id: u32) -> Word {
        self.words.get(id as usize).copied().unwrap_or_default()
    }

    fn letters(&self, word: Word) -> Letters<'_> {
        Letters { text: slice(&self.letters, (word.start, word.length)), set: word.set }
    }
}

fn parts<'a>(cell: &'a str, split: Option<&'a str>) -> impl Iterator<Item = &'a str> {
    let whole = split.is_none();
    let many = split.into_iter().flat_map(move |separator| cell.split(separator));
    std::iter::once(cell).filter(move |_| whole).chain(many).filter(|value| says_something(value))
}

/// A number with a currency sign before it or a unit behind it.
pub(super) fn number_in(value: &str) -> Option<f64> {
    parse_number(value).or_else(|| {
        let trimmed = value.trim().trim_start_matches(|c: char| !c.is_ascii_digit() && c != '-');
        parse_number(trimmed.trim_end_matches(|c: char| !c.is_ascii_digit()))
    })
}

/// The letters of the words of a value in the order of the alphabet, and their set.
fn in_order(value: &str) -> (Box<[char]>, u64) {
    let folded = fold(value);
    let mut words: Vec<&str> = runs(&folded).collect();
    words.sort_unstable();
    let sorted: Box<[char]> = words.join(" ").chars().collect();
    let set = letters(sorted.iter().copied());
    (sorted, set)
}
