//! How is what was found told to people and to programs?
//!
//! [`Report`] is what a check came to: counts that reconcile, statistics of completeness by field, source and agency, and the
//! findings. [`ReportBuilder`] collects it batch by batch. Every form of output (text, CSV, SARIF, HTML, feedback files) is written
//! from it.

mod builder;
#[cfg(feature = "feedback")]
pub mod feedback;
mod statistics;

pub use builder::ReportBuilder;
pub use statistics::{FieldStatistics, FileSummary, GroupStatistics, RecordCounts, RuleCount, rule_counts};

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::model::FindingRow;
use crate::rules::Totals;

/// What a check came to. Every count reconciles: read = accepted + quarantined, and each of `sources` and `agencies` sums to the
/// whole, with a group without key for what belongs to none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct Report {
    /// Version of jipp.
    pub version: String,
    /// Language of the texts.
    pub lang: Lang,
    /// The day of the check, if given.
    pub as_of: Option<String>,
    /// The files, in the order of their names.
    pub files: Vec<FileSummary>,
    /// Rows and what became of them.
    pub records: RecordCounts,
    /// Records that are complete for publication (*Lengkap*): nothing is missing.
    pub complete: usize,
    /// Findings by severity.
    pub totals: Totals,
    /// Findings by rule, most frequent first.
    pub rules: Vec<RuleCount>,
    /// How many records have each field, in the order of the model.
    pub fields: Vec<FieldStatistics>,
    /// By source system.
    pub sources: Vec<GroupStatistics>,
    /// By owner agency, most errors first; the group without key holds records whose agency is not known.
    pub agencies: Vec<GroupStatistics>,
    /// The findings, in order of file, row and rule.
    pub findings: Vec<FindingRow>,
    /// Findings that are counted but not listed, because there were more than the report lists.
    pub unlisted: usize,
}
