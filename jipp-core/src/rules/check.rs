use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::context::{DatasetContext, Emitter, FileContext, OutcomeContext, RecordContext};
use super::registry::{Check, rules};
use super::selection::Selection;
use crate::ingest::FileInfo;
use crate::model::{Finding, PartialDate, Record, Severity, Stage};
use crate::progress::{Progress, ProgressStage, Watcher, silent};

/// How to check.
#[derive(Clone)]
pub struct CheckOptions<'a> {
    /// Which rules run. Rules that block import run always: they decide about quarantine.
    pub selection: Selection,
    /// The day on which the check is made; rules about the future are silent without it.
    pub as_of: Option<PartialDate>,
    /// Who watches.
    pub progress: Watcher<'a>,
}

impl Default for CheckOptions<'_> {
    fn default() -> Self {
        Self { selection: Selection::default(), as_of: None, progress: &silent }
    }
}

impl std::fmt::Debug for CheckOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CheckOptions").field("selection", &self.selection).field("as_of", &self.as_of).finish_non_exhaustive()
    }
}

/// Findings and what they mean for the records.
#[derive(Debug, Default)]
pub struct Checked {
    /// In order of file, row and rule.
    pub findings: Vec<Finding>,
    /// Ids of records that an error of an import rule keeps out. They stay, with their reasons, for correction.
    pub quarantined: HashSet<String>,
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Totals {
    /// Findings that block a stage.
    pub error: usize,
    /// Findings that want a person to look.
    pub warning: usize,
    /// Findings worth knowing.
    pub advice: usize,
}

impl Totals {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut totals = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => totals.error += 1,
                Severity::Warning => totals.warning += 1,
                Severity::Advice => totals.advice += 1,
            }
        }
        totals
    }
}

/// Checks what a file turned out to be.
pub fn check_file(file: &FileInfo, options: &CheckOptions<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules().iter().filter(|rule| options.selection.contains(rule.info.code)) {
        if let Check::File(check) = rule.check {
            check(&FileContext { file }, &mut Emitter::new(rule.info, &mut findings).of_file(file));
        }
    }
    findings
}

/// Checks records. `programme_of` tells which programme's form a record follows.
pub fn check(records: &[Record], programme_of: impl Fn(&Record) -> String, options: &CheckOptions<'_>) -> Checked {
    let mut checked = Checked::default();
    let runs = |code: &str, stage: Stage| stage == Stage::Import || options.selection.contains(code);
    let selected: Vec<_> = rules().iter().filter(|rule| runs(rule.info.code, rule.info.stage)).collect();
    let total = records.len();
    for (index, record) in records.iter().enumerate() {
        let programme = programme_of(record);
        let context = RecordContext { innovation: &record.innovation, source: &record.source, programme: &programme, as_of: options.as_of };
        for rule in &selected {
            if let Check::Record(check) = rule.check {
                check(&context, &mut Emitter::new(rule.info, &mut checked.findings).at(&record.source));
            }
        }
        if index % 1000 == 999 {
            (options.progress)(Progress { stage: ProgressStage::Check, done: index + 1, total });
        }
    }
    for rule in &selected {
        if let Check::Dataset(check) = rule.check {
            check(&DatasetContext { records }, &mut Emitter::new(rule.info, &mut checked.findings));
        }
    }
    let mut outcome = Vec::new();
    for rule in &selected {
        if let Check::Outcome(check) = rule.check {
            check(&OutcomeContext { records, findings: &checked.findings }, &mut Emitter::new(rule.info, &mut outcome));
        }
    }
    checked.findings.append(&mut outcome);
    (options.progress)(Progress { stage: ProgressStage::Check, done: total, total });
    checked.quarantined = checked
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error && f.rule.stage == Stage::Import)
        .filter_map(|f| f.record.clone())
        .collect();
    checked.findings.retain(|f| options.selection.contains(f.rule.code));
    checked.findings.sort_by(|a, b| (&a.file, a.row, a.rule.code, a.field).cmp(&(&b.file, b.row, b.rule.code, b.field)));
    checked
}
