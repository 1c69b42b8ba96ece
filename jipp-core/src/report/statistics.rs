use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ingest::FileInfo;
use crate::lang::Lang;
use crate::model::{Finding, Record, RuleInfo, Severity};
use crate::rules::Totals;

/// A file, as a report names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct FileSummary {
    /// Its name.
    pub name: String,
    /// `csv`, `xlsx`, `json`, `ndjson` or `table`.
    pub format: String,
    /// Delimiter or sheet.
    pub detail: String,
    /// Character encoding; empty where the format fixes it.
    pub encoding: String,
    /// Name of the mapping used.
    pub mapping: String,
    /// Why this mapping.
    pub reason: String,
    /// The programme whose form its records follow.
    pub programme: String,
    /// Data rows; each is one record.
    pub rows: u64,
    /// Rows without any text.
    pub blank_rows: u64,
}

impl From<&FileInfo> for FileSummary {
    fn from(file: &FileInfo) -> Self {
        Self {
            name: file.name.clone(),
            format: file.format.clone(),
            detail: file.detail.clone(),
            encoding: file.encoding.clone(),
            mapping: file.mapping.clone(),
            reason: file.reason.clone(),
            programme: file.programme.clone(),
            rows: file.rows,
            blank_rows: file.blank_rows,
        }
    }
}

/// How many records have a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct FieldStatistics {
    /// Canonical name.
    pub field: String,
    /// Its label, in the language of the report.
    pub label: String,
    /// Records that have it.
    pub filled: usize,
    /// The same by source system.
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, number>"))]
    pub by_source: BTreeMap<String, usize>,
}

/// Records of one source system or of one agency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct GroupStatistics {
    /// Code of the source system or of the agency; none for records that belong to none.
    pub key: Option<String>,
    /// Its name.
    pub label: String,
    /// Records read.
    pub records: usize,
    /// Of them kept out.
    pub quarantined: usize,
    /// Of them complete for publication.
    pub complete: usize,
    /// Findings by severity.
    pub totals: Totals,
    /// Findings by code of the rule.
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, number>"))]
    pub rules: BTreeMap<String, usize>,
}

/// Rows and what became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct RecordCounts {
    /// Data rows read.
    pub read: usize,
    /// Rows taken in.
    pub accepted: usize,
    /// Rows kept out, with their reasons among the findings.
    pub quarantined: usize,
    /// Rows read, by source system.
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, number>"))]
    pub by_source: BTreeMap<String, usize>,
}

impl RecordCounts {
    /// Counts these rows, so many of which are quarantined.
    pub fn new(records: &[Record], quarantined: usize) -> Self {
        let mut by_source: BTreeMap<String, usize> = BTreeMap::new();
        for record in records {
            *by_source.entry(record.source.system.code().to_owned()).or_default() += 1;
        }
        Self { read: records.len(), accepted: records.len() - quarantined, quarantined, by_source }
    }
}

/// How often a rule was violated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct RuleCount {
    /// Code of the rule.
    pub code: String,
    /// Name of the rule.
    pub name: String,
    /// How grave.
    pub severity: Severity,
    /// What it checks, in the language asked for.
    pub summary: String,
    /// How many findings.
    pub count: usize,
}

/// Findings by rule, most frequent first.
pub fn rule_counts(findings: &[Finding], lang: Lang) -> Vec<RuleCount> {
    let mut counts: BTreeMap<&'static str, (&'static RuleInfo, usize)> = BTreeMap::new();
    for finding in findings {
        counts.entry(finding.rule.code).or_insert((finding.rule, 0)).1 += 1;
    }
    sorted(counts.into_values(), lang)
}

pub(super) fn sorted(counts: impl Iterator<Item = (&'static RuleInfo, usize)>, lang: Lang) -> Vec<RuleCount> {
    let mut rules: Vec<RuleCount> = counts
        .map(|(rule, count)| RuleCount {
            code: rule.code.to_owned(),
            name: rule.name.to_owned(),
            severity: rule.severity,
            summary: rule.summary.get(lang).to_owned(),
            count,
        })
        .collect();
    rules.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
    rules
}
