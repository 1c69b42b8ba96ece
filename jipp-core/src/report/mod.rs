//! How is what was found told to people and to programs?
//!
//! [`Report`] is what a check came to: counts that reconcile, statistics of completeness by field, source and agency, and the
//! findings. [`ReportBuilder`] collects it batch by batch, and [`Report::merge`] puts reports of parts together. A [`FindingWriter`]
//! writes findings in one form (text, NDJSON, CSV, SARIF) as they come; other forms are written from the whole report.

mod builder;
mod excerpt;
#[cfg(feature = "feedback")]
pub mod feedback;
pub mod html;
mod merge;
mod reconcile;
mod sarif;
mod statistics;
mod summary;
mod text;
mod writer;

pub use builder::ReportBuilder;
pub use excerpt::{Excerpt, visible};
pub use merge::ReportError;
pub use reconcile::{ComparedCount, ComparedFigure, ComparedFigures, DeclaredFigure, DeclaredFigures, compare_figures};
pub use sarif::SarifWriter;
pub use statistics::{
    FieldStatistics, FileSummary, GroupStatistics, RecordCounts, RequiredFields, RuleCount, StageCounts, StatusCounts, YearStatistics,
};
pub use summary::{write_figures, write_statistics};
pub use text::{Grouping, TextOptions, TextWriter, severity};
pub use writer::{CsvWriter, FindingWriter, JsonWriter, NdjsonWriter, safe_cell};

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::model::FindingRow;
use crate::pipeline::Dataset;
use crate::rules::{CheckOptions, Checked, Totals};

/// What a check came to. Every count reconciles: read = accepted + quarantined, each of `sources`, `agencies` and `years` sums to the
/// whole, with a group without key for what belongs to none (*other*), and the findings by severity, by rule, listed plus unlisted
/// are the same number.
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
    /// Records that are complete for publication (*Lengkap*): nothing is missing. The same as `ready.complete`.
    pub complete: usize,
    /// Records that have all fields that each stage of their life requires.
    #[serde(default)]
    pub ready: StageCounts,
    /// The fields that publication requires, over all records.
    #[serde(default)]
    pub required: RequiredFields,
    /// Records that run, stopped, are not updated, and others.
    #[serde(default)]
    pub statuses: StatusCounts,
    /// Findings by severity.
    pub totals: Totals,
    /// Findings by rule, most frequent first.
    pub rules: Vec<RuleCount>,
    /// How many records have each field, in the order of the model.
    pub fields: Vec<FieldStatistics>,
    /// By source system, by code; the group without key, last, holds findings about no source.
    pub sources: Vec<GroupStatistics>,
    /// By owner agency, most errors first; the group without key, last, holds records whose agency is not known and findings about
    /// no record.
    pub agencies: Vec<GroupStatistics>,
    /// By year of the record, records without one first.
    #[serde(default)]
    pub years: Vec<YearStatistics>,
    /// The findings, in order of file, row and rule.
    pub findings: Vec<FindingRow>,
    /// Findings that are counted but not listed, because there were more than the report lists.
    pub unlisted: usize,
}

impl Report {
    /// The report of a check of files that were read as a whole.
    pub fn of(dataset: &Dataset, checked: &Checked, options: &CheckOptions<'_>, lang: Lang) -> Self {
        ReportBuilder::new(lang, options.day()).of(dataset, checked)
    }
}
