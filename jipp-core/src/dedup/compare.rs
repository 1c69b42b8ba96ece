//! From a pair of records to its pattern of levels.

use std::collections::HashMap;

use super::settings::{Comparison, Level, LevelKind, LinkSettings};
use super::similarity::{Lexicon, Prepared, apart, cosine, days_apart, edits, exact, jaro_winkler, soft_tfidf, token_set};
use super::table::LinkTable;

/// The level of a comparison whose value is missing on a side.
pub(super) const MISSING: u8 = u8::MAX;

/// A column as compared: distinct cells prepared once.
struct Column {
    lexicon: Lexicon,
    /// For each record the number of its distinct cell.
    cell_of: Vec<u32>,
    /// Distinct cells, each with its values.
    cells: Vec<Vec<Prepared>>,
    /// How often each value occurs, by key, as a share of all values.
    shares: HashMap<String, f64>,
    /// Sum of the squared shares: the probability that two random values agree.
    mean_share: f64,
}

/// Compares pairs of a table: its columns prepared once.
pub(super) struct Comparer {
    columns: Vec<Column>,
    /// For each comparison: the number of its own column, and of the column of each level.
    plan: Vec<(usize, Vec<usize>)>,
}

impl std::fmt::Debug for Comparer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Comparer").field("columns", &self.columns.len()).finish_non_exhaustive()
    }
}

impl Comparer {
    pub(super) fn new(table: &LinkTable, settings: &LinkSettings) -> Self {
        let number = |column: &str, split: Option<&str>, names: &mut Vec<(String, Option<String>)>| {
            let wanted = (column.to_owned(), split.map(str::to_owned));
            names.iter().position(|name| *name == wanted).unwrap_or_else(|| {
                names.push(wanted);
                names.len() - 1
            })
        };
        let mut wanted: Vec<(String, Option<String>)> = Vec::new();
        let plan = settings
            .comparison
            .iter()
            .map(|comparison| {
                let split = comparison.split.as_deref();
                let own = number(&comparison.column, split, &mut wanted);
                let levels = comparison
                    .levels
                    .iter()
                    .map(|l| number(l.column.as_deref().unwrap_or(&comparison.column), split, &mut wanted))
                    .collect();
                (own, levels)
            })
            .collect();
        Self { columns: wanted.iter().map(|(column, split)| prepare(table, column, split.as_deref())).collect(), plan }
    }

    /// The level of every comparison: 0 is the best, the number of levels is `else`, [`MISSING`] is missing.
    pub(super) fn pattern(&self, settings: &LinkSettings, a: usize, b: usize) -> Vec<u8> {
        settings.comparison.iter().zip(&self.plan).map(|(comparison, (_, columns))| self.level(comparison, columns, a, b)).collect()
    }

    fn level(&self, comparison: &Comparison, columns: &[usize], a: usize, b: usize) -> u8 {
        let mut any_value = false;
        for (number, (level, column)) in comparison.levels.iter().zip(columns).enumerate() {
            let Some(column) = self.columns.get(*column) else { continue };
            let (left, right) = (column.values(a), column.values(b));
            if left.is_empty() || right.is_empty() {
                continue;
            }
            any_value = true;
            if left.iter().any(|x| right.iter().any(|y| holds(level, &column.lexicon, x, y))) {
                return number as u8;
            }
        }
        if any_value { comparison.levels.len() as u8 } else { MISSING }
    }

    /// For an exact agreement: the share of the rarest value on which the two agree.
    pub(super) fn share(&self, comparison: usize, a: usize, b: usize) -> Option<f64> {
        let column = self.columns.get(self.plan.get(comparison)?.0)?;
        let right = column.values(b);
        column
            .values(a)
            .iter()
            .filter(|x| right.iter().any(|y| exact(x, y)))
            .filter_map(|x| column.shares.get(&x.key).copied())
            .min_by(f64::total_cmp)
    }
}

impl Comparer {
    /// The share that two equal values have on average: agreement on a rarer value counts more, on a commoner one less.
    pub(super) fn mean_share(&self, comparison: usize) -> f64 {
        self.plan.get(comparison).and_then(|(own, _)| self.columns.get(*own)).map_or(1.0, |column| column.mean_share)
    }
}

impl Column {
    fn values(&self, record: usize) -> &[Prepared] {
        self.cell_of.get(record).and_then(|cell| self.cells.get(*cell as usize)).map(Vec::as_slice).unwrap_or_default()
    }
}

fn prepare(table: &LinkTable, name: &str, split: Option<&str>) -> Column {
    let cells = table.column(name).unwrap_or_default();
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut distinct: Vec<&str> = Vec::new();
    let cell_of: Vec<u32> = cells
        .iter()
        .map(|cell| {
            *numbers.entry(cell.as_str()).or_insert_with(|| {
                distinct.push(cell);
                distinct.len() as u32 - 1
            })
        })
        .collect();
    let values = |cell: &'_ str| -> Vec<String> {
        match split {
            Some(separator) => cell.split(separator).map(str::to_owned).filter(|v| !v.trim().is_empty()).collect(),
            None => vec![cell.to_owned()],
        }
    };
    let mut lexicon = Lexicon::default();
    lexicon.count(cells.iter().flat_map(|cell| values(cell)).collect::<Vec<_>>().iter().map(String::as_str));
    let prepared: Vec<Vec<Prepared>> =
        distinct.iter().map(|cell| values(cell).iter().map(|v| lexicon.prepare(v)).filter(|p| !p.is_missing()).collect()).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut total = 0usize;
    for cell in &cell_of {
        for value in prepared.get(*cell as usize).into_iter().flatten() {
            *counts.entry(value.key.clone()).or_default() += 1;
            total += 1;
        }
    }
    let mut squares: Vec<f64> = counts.values().map(|count| (*count as f64 / total.max(1) as f64).powi(2)).collect();
    squares.sort_by(f64::total_cmp);
    let shares = counts.into_iter().map(|(key, count)| (key, count as f64 / total.max(1) as f64)).collect();
    Column { lexicon, cell_of, cells: prepared, shares, mean_share: squares.iter().sum() }
}

fn holds(level: &Level, lexicon: &Lexicon, a: &Prepared, b: &Prepared) -> bool {
    let at_least = |similarity: f64| level.min.is_some_and(|min| similarity >= min);
    let at_most = |distance: Option<f64>| distance.zip(level.max).is_some_and(|(d, max)| d <= max);
    match level.kind {
        LevelKind::Exact => exact(a, b),
        LevelKind::JaroWinkler => at_least(jaro_winkler(a, b)),
        LevelKind::Levenshtein => at_most(Some(edits(a, b) as f64)),
        LevelKind::TokenSet => at_least(token_set(a, b)),
        LevelKind::SoftTfidf => at_least(soft_tfidf(lexicon, a, b)),
        LevelKind::TfidfCosine => at_least(cosine(a, b)),
        LevelKind::DateWithin => at_most(days_apart(a, b)),
        LevelKind::NumericWithin => at_most(apart(a, b)),
    }
}
