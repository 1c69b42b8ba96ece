//! The pairs from which weights are learned, where others are linked.

use super::super::candidates::candidates;
use super::super::compare::Comparer;
use super::super::labels::LabelledPair;
use super::super::model::Compared;
use super::super::settings::{Blocking, LinkSettings};
use super::super::table::LinkTable;
use super::compare;
use super::judge::Apart;
use crate::progress::silent;

/// Records whose neighbours are enough to learn from.
const RECORDS: usize = 20_000;

/// Pairs of records and what their comparison gave.
pub(super) struct Lesson {
    pub(super) pairs: Vec<(u32, u32)>,
    pub(super) compared: Compared,
}

impl Lesson {
    /// Pairs that `rules` find for a part of the records, and those that a person labelled.
    pub(super) fn find(
        table: &mut LinkTable,
        rules: Vec<Blocking>,
        settings: &LinkSettings,
        comparer: &Comparer,
        told: &[LabelledPair],
        apart: &Apart,
    ) -> Self {
        table.ask_some(RECORDS);
        let mut found = candidates(table, &LinkSettings { blocking: rules, ..settings.clone() });
        table.settle();
        found.add(told.iter().map(|label| (label.left as u32, label.right as u32)));
        let pairs = found.pairs;
        let mut compared = compare(&pairs, comparer, &silent);
        compared.tell(&pairs, told);
        compared.rule_out(&pairs, |a, b| apart.conflict(a, b) || apart.stated(a, b).is_some());
        Self { pairs, compared }
    }
}
