use serde::{Deserialize, Serialize};

use super::measure::Evaluation;
use crate::hash::next;

/// Two runs over the same queries: the second less the first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Queries that both have.
    pub queries: usize,
    /// Mean difference of nDCG.
    pub difference: f64,
    /// Ends of its 95 % confidence interval, by the paired bootstrap.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Queries that are better in the second.
    pub better: usize,
    /// Queries that are worse in the second.
    pub worse: usize,
    /// Queries that differ, with the difference; the greatest loss first.
    pub changed: Vec<(String, f64)>,
}

/// Samples of the bootstrap.
const SAMPLES: usize = 10_000;

/// Compares the nDCG of two runs, query by query. The samples are drawn from a fixed seed: the same runs give the same interval.
pub fn compare(first: &Evaluation, second: &Evaluation) -> Comparison {
    let mut differences = Vec::new();
    let mut changed = Vec::new();
    for query in &second.queries {
        let Ok(at) = first.queries.binary_search_by(|other| other.query_id.cmp(&query.query_id)) else { continue };
        let difference = query.measures.ndcg - first.queries.get(at).map_or(0.0, |other| other.measures.ndcg);
        differences.push(difference);
        if difference.abs() > 1e-9 {
            changed.push((query.query_id.clone(), difference));
        }
    }
    changed.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
    let count = differences.len().max(1);
    let mut state = 0x2026_u64;
    let mut means: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            let sum: f64 = (0..differences.len()).filter_map(|_| differences.get((next(&mut state) >> 1) as usize % count)).sum();
            sum / count as f64
        })
        .collect();
    means.sort_by(f64::total_cmp);
    let at = |share: f64| means.get((share * (SAMPLES - 1) as f64).round() as usize).copied().unwrap_or(0.0);
    Comparison {
        queries: differences.len(),
        difference: differences.iter().sum::<f64>() / count as f64,
        low: at(0.025),
        high: at(0.975),
        better: changed.iter().filter(|(_, d)| *d > 0.0).count(),
        worse: changed.iter().filter(|(_, d)| *d < 0.0).count(),
        changed,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::search::evaluate::{Judgements, Run, evaluate};

    #[test]
    fn the_better_run_is_told_apart_from_the_same_run() {
        let judgements: Judgements = (0..40).map(|n| (format!("q{n:02}"), BTreeMap::from([("a".to_owned(), 1.0)]))).collect();
        let run =
            |first: &str| -> Run { judgements.keys().map(|q| (q.clone(), vec![(first.to_owned(), 2.0), ("a".to_owned(), 1.0)])).collect() };
        let (worse, better) = (evaluate(&run("b"), &judgements, 10, 100), evaluate(&run("a"), &judgements, 10, 100));
        let comparison = compare(&worse, &better);
        assert!(comparison.low > 0.3 && comparison.better == 40 && comparison.worse == 0);
        let same = compare(&better, &better);
        assert_eq!((same.difference, same.low, same.high, same.changed.len()), (0.0, 0.0, 0.0, 0));
    }
}
