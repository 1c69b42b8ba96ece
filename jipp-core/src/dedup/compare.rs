//! From a pair of records to its pattern of levels.

use super::column::{Column, NONE, Needs};
use super::measure::Measures;
use super::settings::{Level, LevelKind, LinkSettings};
use super::table::LinkTable;
use super::threads::in_ranges;

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

    /// The same with another level of one comparison.
    pub(super) fn replaced(self, comparison: usize, level: u8) -> Self {
        Self(self.0 & !(15 << (comparison * 4))).with(comparison, level)
    }

    /// One level for each of so many comparisons.
    pub(super) fn levels(self, comparisons: usize) -> Vec<u8> {
        (0..comparisons).map(|at| self.level(at)).collect()
    }
}

/// One comparison, ready to run.
struct Plan {
    own: usize,
    /// What is measured, each once however many levels ask for it.
    measures: Vec<Measure>,
    /// Levels in order.
    steps: Vec<Step>,
    term_frequency: bool,
}

struct Measure {
    column: usize,
    kind: LevelKind,
    /// What the application brought along, where the kind says so.
    own: Option<super::Measure>,
    /// The weakest bound of its levels.
    bound: f64,
    /// The measure of the common words in another sense, which costs nothing more.
    twin: Option<usize>,
}

/// The measure of the application that a level asks for.
fn named(level: &Level) -> Option<&str> {
    level.measure.as_deref().filter(|_| level.kind == LevelKind::Custom)
}

/// A level: its measure, and what it has to be.
#[derive(Debug)]
struct Step {
    measure: usize,
    bound: f64,
    wants_max: bool,
    /// Whether the values are equal where it holds.
    exact: bool,
}

impl Plan {
    fn new(own: usize, levels: Vec<(usize, &Level)>, term_frequency: bool, measures: &Measures) -> Self {
        let mut names: Vec<Option<&str>> = Vec::new();
        let mut plan = Self { own, measures: Vec::new(), steps: Vec::new(), term_frequency };
        for (column, level) in levels {
            let wants_max = level.kind.wants_max();
            let bound = if wants_max { level.max.unwrap_or(0.0) } else { level.min.unwrap_or(1.0) };
            let measure =
                plan.measures.iter().zip(&names).position(|(m, name)| m.column == column && m.kind == level.kind && *name == named(level));
            let measure = measure.unwrap_or_else(|| {
                let twin = match level.kind {
                    LevelKind::SoftTfidf => Some(LevelKind::Overlap),
                    LevelKind::Overlap => Some(LevelKind::SoftTfidf),
                    _ => None,
                };
                let at = plan.measures.len();
                let twin = twin.and_then(|kind| plan.measures.iter().position(|m| m.column == column && m.kind == kind));
                if let Some(other) = twin.and_then(|twin| plan.measures.get_mut(twin)) {
                    other.twin = Some(at);
                }
                let own = named(level).and_then(|name| measures.get(name)).cloned();
                plan.measures.push(Measure { column, kind: level.kind, own, bound, twin });
                names.push(named(level));
                at
            });
            if let Some(measure) = plan.measures.get_mut(measure) {
                measure.bound = if wants_max { measure.bound.max(bound) } else { measure.bound.min(bound) };
            }
            plan.steps.push(Step { measure, bound, wants_max, exact: level.kind == LevelKind::Exact && column == own });
        }
        plan
    }
}

/// Compares pairs of a table: its columns prepared once.
pub(super) struct Comparer {
    columns: Vec<Column>,
    /// The cells of each record, one for each column.
    cells: Vec<u32>,
    plans: Vec<Plan>,
}

impl std::fmt::Debug for Comparer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Comparer").field("columns", &self.columns.len()).finish_non_exhaustive()
    }
}

impl Comparer {
    pub(super) fn new(table: &LinkTable, settings: &LinkSettings, own: &Measures) -> Self {
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
                let column = number(&comparison.column, split, LevelKind::Exact);
                if comparison.levels.iter().any(|level| level.kind == LevelKind::Swapped) {
                    number(&comparison.column, split, LevelKind::Swapped);
                }
                let at = |level: &Level| level.column.as_deref().unwrap_or(&comparison.column).to_owned();
                let levels = comparison.levels.iter().map(|level| (number(&at(level), split, level.kind), level)).collect();
                Plan::new(column, levels, comparison.term_frequency, own)
            })
            .collect();
        let prepare = |range: std::ops::Range<usize>, (): &mut ()| -> Vec<(Column, Vec<u32>)> {
            let columns = wanted.get(range).unwrap_or_default().iter();
            columns.map(|(name, split, needs)| Column::prepare(table, name, split.as_deref(), *needs)).collect()
        };
        let (columns, of_column): (Vec<Column>, Vec<Vec<u32>>) = in_ranges(wanted.len(), 1, || (), prepare).into_iter().flatten().unzip();
        let cells = (0..table.len()).flat_map(|at| of_column.iter().map(move |cells| cells.get(at).copied().unwrap_or(NONE))).collect();
        Self { columns, cells, plans }
    }

    /// The cells of a record.
    fn row(&self, record: usize) -> &[u32] {
        let width = self.columns.len();
        self.cells.get(record * width..(record + 1) * width).unwrap_or_default()
    }

    /// The level of every comparison.
    pub(super) fn pattern(&self, a: usize, b: usize) -> Pattern {
        let (a, b) = (self.row(a), self.row(b));
        let plans = self.plans.iter().enumerate();
        plans.fold(Pattern::default(), |pattern, (at, plan)| pattern.with(at, self.level(plan, a, b)))
    }

    /// The level of two records, of which the cells are given.
    fn level(&self, plan: &Plan, a: &[u32], b: &[u32]) -> u8 {
        let mut comparable = false;
        let mut measured: [Option<Option<f64>>; MISSING as usize] = [None; MISSING as usize];
        for (number, step) in plan.steps.iter().enumerate() {
            let known = measured.get(step.measure).copied().flatten();
            let value = known.unwrap_or_else(|| {
                let measure = plan.measures.get(step.measure)?;
                let (value, twin) = self.measure(plan.own, measure, a, b);
                for (at, value) in [Some((step.measure, value)), measure.twin.map(|at| (at, twin))].into_iter().flatten() {
                    if let Some(slot) = measured.get_mut(at) {
                        *slot = Some(value);
                    }
                }
                value
            });
            let Some(value) = value else { continue };
            comparable = true;
            if if step.wants_max { value <= step.bound } else { value >= step.bound } {
                return number as u8;
            }
        }
        if comparable { plan.steps.len() as u8 } else { MISSING }
    }

    /// A measure, and that of its twin.
    fn measure(&self, own: usize, measure: &Measure, a: &[u32], b: &[u32]) -> (Option<f64>, Option<f64>) {
        let cells = |column: usize| a.get(column).copied().zip(b.get(column).copied());
        let (Some(column), Some((a, b))) = (self.columns.get(measure.column), cells(measure.column)) else { return (None, None) };
        match measure.kind {
            LevelKind::Swapped => {
                let own = self.columns.get(own).zip(cells(own));
                (own.and_then(|(own, cells)| own.swapped(cells, (column, a, b), measure.bound)), None)
            }
            LevelKind::SoftTfidf | LevelKind::Overlap if measure.twin.is_some() => {
                let (of_all, of_shorter) = column.best_words(a, b).unzip();
                if measure.kind == LevelKind::SoftTfidf { (of_all, of_shorter) } else { (of_shorter, of_all) }
            }
            LevelKind::Custom => (measure.own.as_ref().and_then(|own| column.best_by(own, a, b)), None),
            kind => (column.best(kind, a, b, measure.bound), None),
        }
    }

    /// For one comparison the bits that the rarity of the agreed value adds or takes.
    pub(super) fn rarity(&self, comparison: usize, a: usize, b: usize, pattern: Pattern) -> f64 {
        let Some(plan) = self.plans.get(comparison).filter(|plan| plan.term_frequency) else { return 0.0 };
        if !plan.steps.get(usize::from(pattern.level(comparison))).is_some_and(|step| step.exact) {
            return 0.0;
        }
        let cell = |record: usize| self.row(record).get(plan.own).copied();
        let (Some(column), Some((a, b))) = (self.columns.get(plan.own), cell(a).zip(cell(b))) else { return 0.0 };
        column.rarity(a, b).unwrap_or(0.0)
    }

    /// Takes the records in another order: `place` says for each where it stood.
    pub(super) fn reorder(&mut self, place: &[u32]) {
        self.cells = place.iter().flat_map(|at| self.row(*at as usize)).copied().collect();
    }

    /// The bits that the rarity of all agreed values adds or takes.
    pub(super) fn rarities(&self, a: usize, b: usize, pattern: Pattern) -> f64 {
        (0..self.plans.len()).map(|at| self.rarity(at, a, b, pattern)).sum()
    }
}
