use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

/// How well clusters agree with labelled clusters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Evaluation {
    /// Records that have both a predicted and a labelled cluster.
    pub records: usize,
    /// Pairs together in both.
    pub true_positives: u64,
    /// Pairs together in the prediction only.
    pub false_positives: u64,
    /// Pairs together in the labels only.
    pub false_negatives: u64,
    /// Share of predicted pairs that are right.
    pub precision: f64,
    /// Share of labelled pairs that were found.
    pub recall: f64,
    /// Harmonic mean of precision and recall.
    pub f1: f64,
    /// B-cubed F1 (Bagga and Baldwin 1998): every record counts the same, so that large clusters do not dominate.
    pub b_cubed_f1: f64,
}

/// Compares predicted with labelled clusters, each given as record id and cluster id.
///
/// ```
/// use jipp_core::dedup::evaluate;
/// let labels = [("a", "1"), ("b", "1"), ("c", "2")];
/// let found = [("a", "x"), ("b", "x"), ("c", "x")];
/// let result = evaluate(&found, &labels);
/// assert_eq!((result.true_positives, result.false_positives, result.recall), (1, 2, 1.0));
/// assert_eq!(evaluate(&found, &[("z", "1")]).f1, 0.0, "labels of other records say nothing");
/// ```
pub fn evaluate<S: AsRef<str>, T: AsRef<str>>(predicted: &[(S, S)], labels: &[(T, T)]) -> Evaluation {
    let label_of: HashMap<&str, &str> = labels.iter().map(|(id, cluster)| (id.as_ref(), cluster.as_ref())).collect();
    let both: Vec<(&str, &str)> =
        predicted.iter().filter_map(|(id, cluster)| Some((cluster.as_ref(), *label_of.get(id.as_ref())?))).collect();
    let mut cells: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let (mut rows, mut columns): (BTreeMap<&str, u64>, BTreeMap<&str, u64>) = (BTreeMap::new(), BTreeMap::new());
    for (found, label) in &both {
        *cells.entry((found, label)).or_default() += 1;
        *rows.entry(found).or_default() += 1;
        *columns.entry(label).or_default() += 1;
    }
    let pairs = |n: u64| n * n.saturating_sub(1) / 2;
    let true_positives: u64 = cells.values().map(|n| pairs(*n)).sum();
    let found: u64 = rows.values().map(|n| pairs(*n)).sum();
    let labelled: u64 = columns.values().map(|n| pairs(*n)).sum();
    // nothing to find is found completely, but without any labelled record nothing is known
    let empty = if both.is_empty() { 0.0 } else { 1.0 };
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { empty };
    let f1 = |p: f64, r: f64| if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    let (precision, recall) = (share(true_positives as f64, found as f64), share(true_positives as f64, labelled as f64));
    let (mut cubed_precision, mut cubed_recall) = (0.0, 0.0);
    for ((found, label), n) in &cells {
        let square = (*n * *n) as f64;
        cubed_precision += share(square, rows.get(found).copied().unwrap_or(1) as f64);
        cubed_recall += share(square, columns.get(label).copied().unwrap_or(1) as f64);
    }
    let n = both.len().max(1) as f64;
    Evaluation {
        records: both.len(),
        true_positives,
        false_positives: found - true_positives,
        false_negatives: labelled - true_positives,
        precision,
        recall,
        f1: f1(precision, recall),
        b_cubed_f1: f1(cubed_precision / n, cubed_recall / n),
    }
}
