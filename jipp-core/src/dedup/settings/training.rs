use serde::{Deserialize, Serialize};

/// How the weights are learned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Training {
    /// Seed of the random pairs; the same seed gives the same answer.
    pub seed: u64,
    /// Random pairs from which the chance agreement is first estimated.
    pub random_pairs: usize,
    /// Most rounds of EM.
    pub max_iterations: usize,
    /// EM stops when no probability changes by more.
    pub convergence: f64,
    /// How many pairs the `m` and `u` given with the levels count for. 0 learns from the data alone.
    pub prior_pairs: f64,
    /// The same as a share of the compared pairs: 1 gives the expectation as much weight as all the data. The larger of the two
    /// counts. It keeps EM from settling on another regularity, such as the boilerplate text of one agency. Of more than 100,000 compared
    /// pairs it is a share of 100,000: many pairs know better.
    pub prior_share: f64,
    /// Expected share of matches among the candidates: a start, held as the levels are.
    pub prior_match: f64,
    /// Whether near misses (other innovations of one agency, other papers of one author) are told apart as a third kind of pair. Left out: in
    /// one table where few matches are lost by it, or where the plain model would find implausibly many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near_misses: Option<bool>,
    /// For how many pairs a labelled pair counts where the weights are learned.
    pub label_weight: f64,
    /// From which pairs the weights are learned.
    pub learn_from: LearnFrom,
}

/// From which pairs the weights are learned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LearnFrom {
    /// From the records most similar to each record, as they are found where no `[[blocking]]` is given. What rules propose agrees on the
    /// columns of the rules, by chance as well as not, so that weights learned from it would say more of the rules than of the records.
    #[default]
    Neighbours,
    /// From the pairs that the rules propose: where levels come with expected `m` and `u` that were measured on such pairs.
    Rules,
}

impl Default for Training {
    fn default() -> Self {
        Self {
            seed: 42,
            random_pairs: 100_000,
            max_iterations: 100,
            convergence: 1e-5,
            prior_pairs: 0.0,
            prior_share: 0.0,
            prior_match: 0.05,
            near_misses: None,
            label_weight: 1.0,
            learn_from: LearnFrom::Neighbours,
        }
    }
}

/// Compared pairs from which the data know better than `prior_share`.
const MANY_PAIRS: f64 = 100_000.0;

impl Training {
    /// For how many of the compared pairs the expectations given with the levels count.
    pub(in super::super) fn expected(&self, compared: f64) -> f64 {
        self.prior_pairs.max(self.prior_share * compared.min(MANY_PAIRS))
    }
}

/// How pairs become clusters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Clustering {
    /// The method.
    pub method: ClusterMethod,
    /// Match probability from which two records count as the same.
    pub threshold: f64,
    /// Match probability from which a pair is shown to a person.
    pub review: f64,
    /// Of the pairs between two clusters, the share that decides whether they join under `cohesive`, the best pairs first: 1 asks all
    /// pairs to agree on average, 0.5 the better half, for records whose names differ so much that a cluster holds several.
    pub agreeing: f64,
}

impl Default for Clustering {
    fn default() -> Self {
        Self { method: ClusterMethod::Auto, threshold: 0.5, review: 0.1, agreeing: 1.0 }
    }
}

/// How pairs become clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClusterMethod {
    /// One-to-one for `link`, cohesive otherwise.
    Auto,
    /// Best pairs first; two clusters join only if their records agree on average. Refuses chains.
    Cohesive,
    /// Connected components of all pairs above the threshold.
    Components,
    /// Each record joins at most one record of the other table: for linking tables that are free of duplicates.
    OneToOne,
    /// Each record of the second table joins at most one record of the first one, which may have several: for a first table that is free of
    /// duplicates and a second one that is not.
    ManyToOne,
}
