//! How well does a linkage agree with what is known? Clusters, pairs, probabilities, and a sample where nothing is labelled yet.

mod clusters;
mod curve;
mod interval;
mod pairs;
mod sample;

pub use clusters::{Evaluation, evaluate};
pub use curve::{CurvePoint, ReliabilityBin};
pub use interval::Interval;
pub use pairs::{ErrorKind, LinkEvaluation, PairError};
pub use sample::{Estimate, SamplePair, SamplingPlan, Stratum};
