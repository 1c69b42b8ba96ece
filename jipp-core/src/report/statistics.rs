use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ingest::FileInfo;
use crate::lang::Lang;
use crate::model::{RuleInfo, Severity, Stage, SustainabilityStatus};
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

impl FileSummary {
    /// Of a file, its texts in `lang`.
    pub(super) fn new(file: &FileInfo, lang: Lang) -> Self {
        Self {
            name: file.name.clone(),
            format: file.format.clone(),
            detail: file.detail.clone(),
            encoding: file.encoding.clone(),
            mapping: file.mapping.clone(),
            reason: file.why(lang).to_owned(),
            programme: file.programme.clone(),
            rows: file.rows,
            blank_rows: file.blank_rows,
        }
    }
}

/// How many of the fields that publication requires are filled, counted over records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct RequiredFields {
    /// Required fields, each counted once for each record that needs it.
    pub required: usize,
    /// Of them filled.
    pub filled: usize,
}

impl RequiredFields {
    /// The filled part of the required fields, 0 to 1; nothing required counts as all filled.
    pub fn share(self) -> f64 {
        if self.required == 0 { 1.0 } else { self.filled as f64 / self.required as f64 }
    }

    pub(super) fn count(&mut self, filled: bool) {
        self.required += 1;
        self.filled += usize::from(filled);
    }

    pub(super) fn add(&mut self, other: Self) {
        self.required += other.required;
        self.filled += other.filled;
    }
}

/// Records that have everything that a stage of their life and the stages before require.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct StageCounts {
    /// T, *tangkap*: can be taken in.
    pub import: usize,
    /// A, *ajukan*: can be submitted.
    pub submit: usize,
    /// L, *lengkap*: can be published.
    pub complete: usize,
    /// V, *tervalidasi*: their status is confirmed.
    pub validated: usize,
}

impl StageCounts {
    /// The stages in their order.
    pub fn stages(self) -> [(Stage, usize); 4] {
        [(Stage::Import, self.import), (Stage::Submit, self.submit), (Stage::Complete, self.complete), (Stage::Validated, self.validated)]
    }

    pub(super) fn add(&mut self, other: Self) {
        self.import += other.import;
        self.submit += other.submit;
        self.complete += other.complete;
        self.validated += other.validated;
    }
}

/// Records by whether they still run, as the official report of October 2024 groups them, with the rest told as `other`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct StatusCounts {
    /// *Berlanjut atau berkembang*.
    pub running: usize,
    /// *Berhenti atau vakum*.
    pub stopped: usize,
    /// *Belum dimutakhirkan*, or without a status.
    pub not_updated: usize,
    /// With a status that is none of these.
    pub other: usize,
}

impl StatusCounts {
    /// All records.
    pub fn all(self) -> usize {
        self.running + self.stopped + self.not_updated + self.other
    }

    pub(super) fn count(&mut self, status: Option<&SustainabilityStatus>) {
        match status {
            Some(status) if status.is_running() => self.running += 1,
            Some(status) if status.is_stopped() => self.stopped += 1,
            Some(status) if status.code() != "belum_dimutakhirkan" => self.other += 1,
            _ => self.not_updated += 1,
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.running += other.running;
        self.stopped += other.stopped;
        self.not_updated += other.not_updated;
        self.other += other.other;
    }
}

/// How many records have a field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Records that publication requires to have it, and how many of them have it or an alternative to it (a picture for a video).
    #[serde(default)]
    pub required: RequiredFields,
}

/// Records of one source system or of one agency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct GroupStatistics {
    /// Code of the source system or of the agency; none for `other`: records that belong to none, and findings about no record.
    pub key: Option<String>,
    /// Its name.
    pub label: String,
    /// Records read.
    pub records: usize,
    /// Of them kept out.
    pub quarantined: usize,
    /// Of them complete for publication; the same as `ready.complete`.
    pub complete: usize,
    /// Of them ready for each stage.
    #[serde(default)]
    pub ready: StageCounts,
    /// Their required fields.
    #[serde(default)]
    pub required: RequiredFields,
    /// Of them running, stopped, not updated, other.
    #[serde(default)]
    pub statuses: StatusCounts,
    /// Findings by severity.
    pub totals: Totals,
    /// Findings by code of the rule.
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, number>"))]
    pub rules: BTreeMap<String, usize>,
}

impl GroupStatistics {
    /// Whether it holds neither records nor findings.
    pub fn is_empty(&self) -> bool {
        self.records == 0 && self.rules.is_empty()
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.quarantined += other.quarantined;
        self.complete += other.complete;
        self.ready.add(other.ready);
        self.required.add(other.required);
        self.statuses.add(other.statuses);
        add_totals(&mut self.totals, other.totals);
        add_counts(&mut self.rules, &other.rules);
    }
}

/// Records of one year, as their source gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct YearStatistics {
    /// The year; none for records without one.
    pub year: Option<i32>,
    /// Records read.
    pub records: usize,
    /// Of them kept out.
    pub quarantined: usize,
    /// Of them ready for each stage.
    pub ready: StageCounts,
    /// Of them running, stopped, not updated, other.
    pub statuses: StatusCounts,
}

impl YearStatistics {
    pub(super) fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.quarantined += other.quarantined;
        self.ready.add(other.ready);
        self.statuses.add(other.statuses);
    }
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
    pub(super) fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.accepted += other.accepted;
        self.quarantined += other.quarantined;
        add_counts(&mut self.by_source, &other.by_source);
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

impl RuleCount {
    pub(super) fn new(rule: &RuleInfo, count: usize, lang: Lang) -> Self {
        Self {
            code: rule.code.to_owned(),
            name: rule.name.to_owned(),
            severity: rule.severity,
            summary: rule.summary.get(lang).to_owned(),
            count,
        }
    }
}

/// Most frequent first.
pub(super) fn sort_rules(rules: &mut [RuleCount]) {
    rules.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
}

pub(super) fn add_totals(totals: &mut Totals, other: Totals) {
    totals.error += other.error;
    totals.warning += other.warning;
    totals.advice += other.advice;
}

pub(super) fn add_counts(counts: &mut BTreeMap<String, usize>, other: &BTreeMap<String, usize>) {
    for (key, count) in other {
        *counts.entry(key.clone()).or_default() += count;
    }
}
