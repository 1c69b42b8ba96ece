//! From a pair of records to its pattern of levels.

use super::column::{Column, Needs};
use super::settings::{Level, LevelKind, LinkSettings};
use super::table::LinkTable;

/// The level of a comparison whose value is missing on a side.
pub(super) const MISSING: u8 = 15;
/// Most comparisons of one linkage: four bits of a [`Pattern`] each.
pub(super) const MOST_COMPARISONS: usize = 32;

/// The levels of all comparisons of a pair, four bits each, the first comparison lowest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Pattern(u128);

impl Pattern {
    /// The level of a comparison: 0 is the best, the number of levels is `else`, [`MISSING`] is missing.
    pub(super) fn level(self, comparison: usize) -> u8 {
        (self.0 >> (comparison * 4) & 15) as u8
    }

    pub(super) fn with(self, comparison: usize, level: u8) -> Self {
        Self(self.0 | u128::from(level & 15) << (comparison * 4))
    }

    /// One level for each of so many comparisons.
    pub(super) fn levels(self, comparisons: usize) -> Vec<u8> {
        (0..comparisons).map(|at| self.level(at)).collect()
    }
}

/// One comparison, ready to run.
#[derive(Debug)]
struct Plan {
    own: usize,
    /// Column and level, in order.
    levels: Vec<(usize, Level)>,
    term_frequency: bool,
}

/// Compares pairs of a table: its columns prepared once.
pub(super) struct Comparer {
    columns: Vec<Column>,
    plans: Vec<Plan>,
}

impl std::fmt::Debug for Comparer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Comparer").field("columns", &self.columns.len()).finish_non_exhaustive()
    }
}

/// Most bits by which the rarity of a value moves a weight.
const RARITY: f64 = 4.0;

impl Comparer {
    pub(super) fn new(table: &LinkTable, settings: &LinkSettings) -> Self {
        let mut wanted: Vec<(String, Option<String>, Needs)> = Vec::new();
        let mut number = |column: &str, split: Option<&str>, kind: LevelKind| {
            let at = wanted.iter().position(|(name, by, _)| name == column && by.as_deref() == split).unwrap_or_else(|| {
                wanted.push((column.to_owned(), split.map(str::to_owned), Needs::default()));
                wanted.len() - 1
            });
            if let Some((_, _, needs)) = wanted.get_mut(at) {
                needs.add(kind);
            }
            at
        };
        let plans = settings
            .comparison
            .iter()
            .map(|comparison| {
                let split = comparison.split.as_deref();
                let own = number(&comparison.column, split, LevelKind::Exact);
                if comparison.levels.iter().any(|level| level.kind == LevelKind::Swapped) {
                    number(&comparison.column, split, LevelKind::Swapped);
                }
                let levels = comparison
                    .levels
                    .iter()
                    .map(|l| (number(l.column.as_deref().unwrap_or(&comparison.column), split, l.kind), l.clone()))
                    .collect();
                Plan { own, levels, term_frequency: comparison.term_frequency }
            })
            .collect();
        Self { columns: wanted.iter().map(|(name, split, needs)| Column::prepare(table, name, split.as_deref(), *needs)).collect(), plans }
    }

    /// The level of every comparison.
    pub(super) fn pattern(&self, a: usize, b: usize) -> Pattern {
        let plans = self.plans.iter().enumerate();
        plans.fold(Pattern::default(), |pattern, (at, plan)| pattern.with(at, self.level(plan, a, b)))
    }

    fn level(&self, plan: &Plan, a: usize, b: usize) -> u8 {
        let mut comparable = false;
        let mut last: Option<(usize, LevelKind, Option<f64>)> = None;
        for (number, (at, level)) in plan.levels.iter().enumerate() {
            let measured = match last {
                Some((column, kind, measured)) if column == *at && kind == level.kind => measured,
                _ if level.kind == LevelKind::Swapped => {
                    self.columns.get(plan.own).zip(self.columns.get(*at)).and_then(|(own, other)| own.swapped(other, a, b))
                }
                _ => self.columns.get(*at).and_then(|column| best(column, level.kind, a, b)),
            };
            last = Some((*at, level.kind, measured));
            let Some(measured) = measured else { continue };
            comparable = true;
            let holds = if level.kind.wants_max() { measured <= level.max.unwrap_or(0.0) } else { measured >= level.min.unwrap_or(1.0) };
            if holds {
                return number as u8;
            }
        }
        if comparable { plan.levels.len() as u8 } else { MISSING }
    }

    /// For one comparison the bits that the rarity of the agreed value adds or takes.
    pub(super) fn rarity(&self, comparison: usize, a: usize, b: usize, pattern: Pattern) -> f64 {
        let Some(plan) = self.plans.get(comparison).filter(|plan| plan.term_frequency) else { return 0.0 };
        let exact = |(at, level): &(usize, Level)| level.kind == LevelKind::Exact && *at == plan.own;
        if !plan.levels.get(usize::from(pattern.level(comparison))).is_some_and(exact) {
            return 0.0;
        }
        let Some(column) = self.columns.get(plan.own) else { return 0.0 };
        column.share(a, b).map_or(0.0, |share| (column.mean_share / share).log2().clamp(-RARITY, RARITY))
    }

    /// Takes the records in another order: `place` says for each where it stood.
    pub(super) fn reorder(&mut self, place: &[u32]) {
        for column in &mut self.columns {
            column.reorder(place);
        }
    }

    /// The bits that the rarity of all agreed values adds or takes.
    pub(super) fn rarities(&self, a: usize, b: usize, pattern: Pattern) -> f64 {
        (0..self.plans.len()).map(|at| self.rarity(at, a, b, pattern)).sum()
    }
}

/// The best of all pairs of values.
fn best(column: &Column, kind: LevelKind, a: usize, b: usize) -> Option<f64> {
    let (left, right) = (column.values(a), column.values(b));
    if let ([x], [y]) = (left, right) {
        return column.measure(kind, *x, *y);
    }
    let all = left.iter().flat_map(|x| right.iter().filter_map(|y| column.measure(kind, *x, *y)));
    if kind.wants_max() { all.min_by(f64::total_cmp) } else { all.max_by(f64::total_cmp) }
}
