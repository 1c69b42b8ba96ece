//! How good is an order of hits, by judgements of people?
//!
//! Measures are those of TREC: nDCG with linear gains (Järvelin, Kekäläinen 2002), reciprocal rank, recall. Two runs are compared query by
//! query, with a confidence interval of the mean difference by the bootstrap (Efron 1979; Sakai 2006 for retrieval).

mod compare;
mod files;
mod measure;
mod run;

pub use compare::{Comparison, compare};
pub use files::{EvaluationError, EvaluationQuery, read_groups, read_qrels, read_queries, read_run, write_run};
pub use measure::{Evaluation, Judgements, Measures, QueryResult, Run, evaluate, kinds_of, means_by_kind};
pub use run::RunOptions;
