use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::EvaluationQuery;

/// For each query the gain of each judged document; what is not judged has none.
pub type Judgements = BTreeMap<String, BTreeMap<String, f64>>;
/// For each query the documents found, best first, with their scores.
pub type Run = BTreeMap<String, Vec<(String, f64)>>;

/// The measures of one query, or their means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// Normalised discounted cumulative gain of the first `k`.
    pub ndcg: f64,
    /// One over the rank of the first document with the highest gain of its query, 0 if it is not among the first `k`.
    pub mrr: f64,
    /// Share of the documents with a gain that are among the first `depth`.
    pub recall: f64,
}

/// One query measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QueryResult {
    /// Id of the query.
    pub query_id: String,
    /// What it came to.
    pub measures: Measures,
}

/// A run measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Hits that nDCG and MRR look at.
    pub k: usize,
    /// Hits that recall looks at.
    pub depth: usize,
    /// Means over the queries.
    pub mean: Measures,
    /// Every judged query, by id. One that found nothing, or was not asked, counts with zeros; one that no document answers is left out.
    pub queries: Vec<QueryResult>,
}

/// Measures a run against judgements. A document that is found twice counts once, at its better rank.
///
/// ```
/// use std::collections::BTreeMap;
/// use jipp_core::search::evaluate::evaluate;
/// let judgements = BTreeMap::from([("q1".to_owned(), BTreeMap::from([("a".to_owned(), 3.0), ("b".to_owned(), 1.0)]))]);
/// let run = BTreeMap::from([("q1".to_owned(), vec![("a".to_owned(), 2.0), ("c".to_owned(), 1.0)])]);
/// let measured = evaluate(&run, &judgements, 10, 100);
/// assert!((measured.mean.ndcg - 3.0 / (3.0 + 1.0 / 3f64.log2())).abs() < 1e-12);
/// assert_eq!((measured.mean.mrr, measured.mean.recall), (1.0, 0.5));
/// ```
pub fn evaluate(run: &Run, judgements: &Judgements, k: usize, depth: usize) -> Evaluation {
    let mut queries = Vec::new();
    for (query_id, gains) in judgements {
        if gains.values().any(|gain| *gain > 0.0) {
            let found = run.get(query_id).map(Vec::as_slice).unwrap_or_default();
            queries.push(QueryResult { query_id: query_id.clone(), measures: measure(found, gains, k, depth) });
        }
    }
    let mean = mean(queries.iter().map(|query| &query.measures));
    Evaluation { k, depth, mean, queries }
}

/// Means of several queries.
pub(super) fn mean<'a>(measures: impl Iterator<Item = &'a Measures>) -> Measures {
    let mut sum = Measures::default();
    let mut count = 0f64;
    for one in measures {
        sum.ndcg += one.ndcg;
        sum.mrr += one.mrr;
        sum.recall += one.recall;
        count += 1.0;
    }
    let count = count.max(1.0);
    Measures { ndcg: sum.ndcg / count, mrr: sum.mrr / count, recall: sum.recall / count }
}

fn measure(found: &[(String, f64)], gains: &BTreeMap<String, f64>, k: usize, depth: usize) -> Measures {
    let mut seen = BTreeSet::new();
    let ranked: Vec<f64> =
        found.iter().filter(|(id, _)| seen.insert(id)).map(|(id, _)| gains.get(id).copied().unwrap_or(0.0).max(0.0)).collect();
    let mut ideal: Vec<f64> = gains.values().copied().filter(|gain| *gain > 0.0).collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let highest = ideal.first().copied().unwrap_or(0.0);
    let best = discounted(ideal.iter().take(k));
    let first = ranked.iter().take(k).position(|gain| *gain == highest);
    Measures {
        ndcg: if best > 0.0 { discounted(ranked.iter().take(k)) / best } else { 0.0 },
        mrr: first.map_or(0.0, |rank| 1.0 / (rank + 1) as f64),
        recall: ranked.iter().take(depth).filter(|gain| **gain > 0.0).count() as f64 / ideal.len().max(1) as f64,
    }
}

fn discounted<'a>(gains: impl Iterator<Item = &'a f64>) -> f64 {
    gains.enumerate().map(|(rank, gain)| gain / ((rank + 2) as f64).log2()).fold(0.0, |sum, gain| sum + gain)
}

/// The kind of each query that has one, by its id.
pub fn kinds_of(queries: &[EvaluationQuery]) -> BTreeMap<String, String> {
    queries.iter().filter(|query| !query.kind.is_empty()).map(|query| (query.id.clone(), query.kind.clone())).collect()
}

/// Means by kind of query ([`kinds_of`]), with how many there are.
pub fn means_by_kind(evaluation: &Evaluation, kind_of: &BTreeMap<String, String>) -> BTreeMap<String, (usize, Measures)> {
    let mut kinds: BTreeMap<String, Vec<&Measures>> = BTreeMap::new();
    for query in &evaluation.queries {
        if let Some(kind) = kind_of.get(&query.query_id) {
            kinds.entry(kind.clone()).or_default().push(&query.measures);
        }
    }
    kinds.into_iter().map(|(kind, measures)| (kind, (measures.len(), mean(measures.into_iter())))).collect()
}
