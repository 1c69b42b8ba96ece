//! Which records are the same innovation, and why?
//!
//! Probabilistic record linkage after Fellegi and Sunter ("A Theory for Record Linkage", JASA 64, 1969): candidate pairs
//! by blocking, comparison levels per column, match weights learned by EM, clusters that refuse chains, and an explanation
//! for every pair. Settings are data ([`LinkSettings`], `link.toml`) and work for any table; [`preset`] holds those for
//! innovations. [`merge`] builds one record of a cluster and loses no source.

mod anchor;
mod candidates;
mod cluster;
mod cohesion;
mod column;
mod compare;
mod competition;
mod component;
mod csr;
mod evaluate;
mod explain;
mod extend;
mod gain;
mod hint;
mod infer;
mod kind;
mod labels;
mod learn;
mod link;
mod measure;
mod merge;
mod model;
mod note;
mod pairs;
mod prepare;
pub mod preset;
mod profile;
mod review;
mod saved;
mod settings;
mod similarity;
#[cfg_attr(target_arch = "wasm32", path = "spill_nowhere.rs")]
mod spill;
mod stated;
mod table;
mod terms;
mod threads;
mod verdict;

pub use candidates::{BlockingAnalysis, BlockingReason, RuleAnalysis, RuleVerdict};
pub use cohesion::ClusterQuality;
pub use competition::StandingWeights;
pub use evaluate::{
    CurvePoint, ErrorKind, Estimate, Evaluation, Interval, LinkEvaluation, PairError, ReliabilityBin, SamplePair, SamplingPlan, Stratum,
    evaluate,
};
pub use explain::{Alternative, ComparedField, Explanation};
pub use kind::Kind;
pub use labels::{Known, LabelledPair, Labels, PairLabel};
pub use learn::LabelWeights;
pub use link::{Linkage, Pair, link, link_with};
pub use measure::{Measure, Measures};
pub use merge::{Merged, merge};
pub use model::{ComparisonWeights, LinkModel};
pub use note::{LinkNote, LinkNoteCode};
pub use pairs::{BlockingKey, ComparedPair, blocking_keys, compare_pairs, random_pairs};
pub use profile::ColumnKind;
pub use saved::SavedModel;
pub use settings::{
    Blocking, ClusterMethod, Clustering, Comparison, Component, Keep, LearnFrom, Level, LevelKind, LinkSettings, LinkType, Oversized,
    Preparation, Similarities, Statement, Training,
};
pub use table::LinkTable;
