use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::context::{DatasetContext, Emitter, FileContext, IndexContext, OutcomeContext, RecordContext};
use super::digest::{Digest, Digester};
use super::names::Names;
use super::registry::{Check, Rule, rules};
use super::sections::Sections;
use super::selection::Selection;
use super::settings::Settings;
use crate::Threads;
use crate::index_iga::{Form, IndexScore, RegionLevels};
use crate::ingest::FileInfo;
use crate::model::{Finding, PartialDate, Record, Severity, SourceSystem, Stage};
use crate::progress::{Progress, ProgressStage, Watcher, silent};

/// How to check.
#[derive(Clone)]
pub struct CheckOptions<'a> {
    /// Which rules run. Rules that block import run always: they decide about quarantine.
    pub selection: Selection,
    /// The content of `jipp.toml`: which rules run, how grave they are, with which numbers. Rules chosen in `selection` run whatever
    /// the settings say.
    pub settings: Settings,
    /// The day on which the check is made, else that of the settings; rules about the future are silent without it.
    pub as_of: Option<PartialDate>,
    /// Who checks.
    pub threads: &'a Threads,
    /// Who watches.
    pub progress: Watcher<'a>,
}

impl Default for CheckOptions<'_> {
    fn default() -> Self {
        let (selection, settings) = (Selection::default(), Settings::default());
        Self { selection, settings, as_of: None, threads: Threads::ONE, progress: &silent }
    }
}

impl std::fmt::Debug for CheckOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CheckOptions")
            .field("selection", &self.selection)
            .field("settings", &self.settings)
            .field("as_of", &self.as_of)
            .finish_non_exhaustive()
    }
}

impl CheckOptions<'_> {
    /// The day of the check.
    pub fn day(&self) -> Option<PartialDate> {
        self.as_of.or(self.settings.as_of)
    }

    /// Whether findings of the rule in records of this system are told.
    pub fn runs(&self, code: &str, system: Option<SourceSystem>) -> bool {
        self.selection.contains(code) && (self.selection.is_chosen() || self.settings.runs(code, system))
    }

    /// Whether every rule is left out, as by an empty list of what to select: nothing is told then.
    pub fn runs_nothing(&self) -> bool {
        !rules().iter().any(|rule| self.runs_anywhere(rule.info.code))
    }

    /// Whether the rule runs over records of any system.
    pub(super) fn runs_anywhere(&self, code: &str) -> bool {
        self.selection.contains(code) && (self.selection.is_chosen() || self.settings.runs_anywhere(code))
    }

    /// Whether a finding is told: rules of import run always, even where nobody asked for their findings.
    pub fn tells(&self, finding: &Finding) -> bool {
        let of_finding = |system: &SourceSystem| finding.source.as_deref() == Some(system.code());
        self.runs(finding.rule.code, SourceSystem::ALL.into_iter().find(of_finding))
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
            totals.count(finding.severity);
        }
        totals
    }

    /// Counts one more.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Advice => self.advice += 1,
        }
    }
}

/// Checks what a file turned out to be.
pub fn check_file(file: &FileInfo, options: &CheckOptions<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules().iter().filter(|rule| options.runs_anywhere(rule.info.code)) {
        if let Check::File(check) = rule.check {
            check(&FileContext { file }, &mut Emitter::new(rule.info, options, &mut findings).of_file(file));
        }
    }
    findings
}

/// Checks what a region as a whole claims in IGA. `score` is the index computed of `region` by the form of its year.
pub fn check_index(form: &Form, region: &RegionLevels, score: &IndexScore, options: &CheckOptions<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules().iter().filter(|rule| options.runs_anywhere(rule.info.code)) {
        if let Check::Index(check) | Check::RecordAndIndex(_, check) = rule.check {
            check(&IndexContext { form, region, score }, &mut Emitter::new(rule.info, options, &mut findings));
        }
    }
    findings
}

/// Checks records. `programme_of` tells which programme's form a record follows.
pub fn check<'p>(records: &[Record], programme_of: impl Fn(&Record) -> &'p str, options: &CheckOptions<'_>) -> Checked {
    let mut checker = Checker::new(options);
    let total = records.len();
    let mut findings = Vec::new();
    let mut done = 0;
    for group in records.chunk_by(|a, b| programme_of(a) == programme_of(b)) {
        for batch in group.chunks(BATCH) {
            findings.append(&mut checker.records(batch, batch.first().map_or("other", &programme_of)));
            done += batch.len();
            (options.progress)(Progress { stage: ProgressStage::Check, done, total });
        }
    }
    let mut checked = checker.finish();
    findings.append(&mut checked.findings);
    findings.sort_by(order);
    Checked { findings, ..checked }
}

/// Records that are checked at once.
const BATCH: usize = 1000;

/// The order in which findings are told: file, row, rule, field.
pub fn order(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    (&a.file, a.row, a.rule.code, a.field, &a.column).cmp(&(&b.file, b.row, b.rule.code, b.field, &b.column))
}

/// Checks records batch by batch: a batch is not needed after it was checked, so that a large file never lies in memory as a whole.
///
/// ```
/// use jipp_core::rules::{CheckOptions, Checker};
/// let mut checker = Checker::new(&CheckOptions::default());
/// let found = checker.records(&[], "KIPP");
/// let last = checker.finish();
/// assert!(found.is_empty() && last.findings.is_empty());
/// ```
pub struct Checker<'a> {
    options: CheckOptions<'a>,
    selected: Vec<&'static Rule>,
    workers: Vec<Worker>,
    digests: Vec<Digest>,
    errors: HashMap<Box<str>, BTreeSet<&'static str>>,
    quarantined: HashSet<String>,
}

/// What one thread keeps from record to record.
#[derive(Debug, Default)]
struct Worker {
    digester: Digester,
    names: Names,
}

impl std::fmt::Debug for Checker<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Checker").field("options", &self.options).field("records", &self.digests.len()).finish_non_exhaustive()
    }
}

impl<'a> Checker<'a> {
    /// A checker that has seen nothing yet.
    pub fn new(options: &CheckOptions<'a>) -> Self {
        let runs = |rule: &&Rule| rule.info.stage == Stage::Import || options.runs_anywhere(rule.info.code);
        Self {
            options: options.clone(),
            selected: rules().iter().filter(runs).collect(),
            workers: options.threads.states(),
            digests: Vec::new(),
            errors: HashMap::new(),
            quarantined: HashSet::new(),
        }
    }

    /// Checks the next records, all of one programme, each by itself; keeps of them what rules about all records together ask for.
    pub fn records(&mut self, records: &[Record], programme: &str) -> Vec<Finding> {
        let mut workers = std::mem::take(&mut self.workers);
        let (selected, options) = (&self.selected, &self.options);
        let checked = options.threads.map(records.iter().collect(), &mut workers, |record, worker| {
            (check_record(selected, record, programme, options, &worker.names), worker.digester.digest(record, programme))
        });
        self.workers = workers;
        let mut findings = Vec::new();
        for (mut found, digest) in checked {
            if digest.claim().is_some() {
                let codes = found.iter().filter(|finding| blocks_publication(finding)).map(|finding| finding.rule.code);
                self.errors.insert(digest.record_id.clone(), codes.collect());
            }
            findings.append(&mut found);
            self.digests.push(digest);
        }
        self.settle(findings)
    }

    /// Takes note of quarantine, leaves out what was not asked for, and puts findings in order.
    fn settle(&mut self, mut findings: Vec<Finding>) -> Vec<Finding> {
        let blocking = findings.iter().filter(|f| f.severity == Severity::Error && f.rule.stage == Stage::Import);
        self.quarantined.extend(blocking.filter_map(|f| f.record.clone()));
        findings.retain(|f| self.options.tells(f));
        findings.sort_by(order);
        findings
    }

    /// Runs the rules about all records together. The findings are theirs; quarantined are the records of the whole check.
    pub fn finish(mut self) -> Checked {
        let of_rule = |rule: &Rule| {
            let mut findings = Vec::new();
            if let Check::Dataset(check) = rule.check {
                check(&DatasetContext { records: &self.digests }, &mut Emitter::new(rule.info, &self.options, &mut findings));
            }
            findings
        };
        let findings = self.options.threads.each(self.selected.clone(), of_rule);
        let mut findings: Vec<Finding> = findings.into_iter().flatten().collect();
        for finding in findings.iter().filter(|finding| blocks_publication(finding)) {
            if let Some(codes) = finding.record.as_deref().and_then(|record| self.errors.get_mut(record)) {
                codes.insert(finding.rule.code);
            }
        }
        for rule in &self.selected {
            if let Check::Outcome(check) = rule.check {
                let context = OutcomeContext { records: &self.digests, errors: &self.errors };
                check(&context, &mut Emitter::new(rule.info, &self.options, &mut findings));
            }
        }
        let findings = self.settle(findings);
        Checked { findings, quarantined: self.quarantined }
    }
}

/// Runs the rules about single records over one.
fn check_record(selected: &[&Rule], record: &Record, programme: &str, options: &CheckOptions<'_>, names: &Names) -> Vec<Finding> {
    let mut findings = Vec::new();
    let sections = Sections::of(&record.innovation);
    let (innovation, source, as_of) = (&record.innovation, &record.source, options.day());
    let context = RecordContext { innovation, source, programme, as_of, sections: &sections, names };
    for rule in selected {
        if let Check::Record(check) | Check::RecordAndIndex(check, _) = rule.check {
            check(&context, &mut Emitter::new(rule.info, options, &mut findings).at(record));
        }
    }
    findings
}

/// Whether a finding keeps its record from being published.
fn blocks_publication(finding: &Finding) -> bool {
    finding.severity == Severity::Error && matches!(finding.rule.stage, Stage::Import | Stage::Submit | Stage::Complete)
}
