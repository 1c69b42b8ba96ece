use std::collections::{BTreeMap, HashMap, HashSet};

use super::Report;
use super::statistics::{
    FieldStatistics, FileSummary, GroupStatistics, RecordCounts, RequiredFields, RuleCount, StageCounts, StatusCounts, YearStatistics,
};
use crate::ingest::FileInfo;
use crate::lang::Lang;
use crate::model::{Completeness, Field, Finding, FindingRow, PartialDate, Record, Severity, SourceSystem, Stage};
use crate::pipeline::Dataset;
use crate::rules::{Checked, Totals, rule_info};
use crate::vocab::agency_by_code;

/// Collects a [`Report`] batch by batch. Records and findings are counted as they pass; only the listed findings are kept, and of
/// each record its id with the groups it belongs to: which records are quarantined is known only at the end.
#[derive(Debug)]
pub struct ReportBuilder {
    lang: Lang,
    as_of: Option<PartialDate>,
    most: usize,
    most_of_rule: usize,
    files: Vec<FileSummary>,
    seen: Vec<Seen>,
    agency_keys: HashMap<String, usize>,
    /// How many records have each field, by the numbers of field and system.
    filled: Vec<[usize; SourceSystem::ALL.len()]>,
    required: BTreeMap<Field, RequiredFields>,
    all: Tally,
    rules: BTreeMap<String, RuleCount>,
    totals: Totals,
    sources: BTreeMap<Option<SourceSystem>, Tally>,
    agencies: Vec<(Option<String>, Tally)>,
    years: BTreeMap<Option<i32>, Tally>,
    findings: Vec<FindingRow>,
    unlisted: usize,
}

/// A record that passed, by what is counted at the end.
#[derive(Debug)]
struct Seen {
    id: Box<str>,
    system: SourceSystem,
    agency: usize,
    year: Option<i32>,
}

/// What is counted of a group of records.
#[derive(Debug, Default)]
struct Tally {
    records: usize,
    quarantined: usize,
    ready: StageCounts,
    required: RequiredFields,
    statuses: StatusCounts,
    totals: Totals,
    rules: BTreeMap<String, usize>,
}

impl Tally {
    fn record(&mut self, of: &Facts) {
        self.records += 1;
        self.ready.add(of.ready);
        self.required.add(of.required);
        self.statuses.add(of.status);
    }

    fn finding(&mut self, code: &str, severity: Severity) {
        self.totals.count(severity);
        match self.rules.get_mut(code) {
            Some(count) => *count += 1,
            None => {
                self.rules.insert(code.to_owned(), 1);
            }
        }
    }

    fn into_group(self, key: Option<String>, label: String) -> GroupStatistics {
        GroupStatistics {
            key,
            label,
            records: self.records,
            quarantined: self.quarantined,
            complete: self.ready.complete,
            ready: self.ready,
            required: self.required,
            statuses: self.statuses,
            totals: self.totals,
            rules: self.rules,
        }
    }
}

/// What one record adds to each of its groups.
#[derive(Debug, Default)]
struct Facts {
    ready: StageCounts,
    required: RequiredFields,
    status: StatusCounts,
}

impl ReportBuilder {
    /// An empty report in `lang`, of a check made on the day `as_of`.
    pub fn new(lang: Lang, as_of: Option<PartialDate>) -> Self {
        Self {
            lang,
            as_of,
            most: usize::MAX,
            most_of_rule: usize::MAX,
            files: Vec::new(),
            seen: Vec::new(),
            agency_keys: HashMap::new(),
            filled: vec![[0; SourceSystem::ALL.len()]; Field::ALL.len()],
            required: BTreeMap::new(),
            all: Tally::default(),
            rules: BTreeMap::new(),
            totals: Totals::default(),
            sources: BTreeMap::from([(None, Tally::default())]),
            agencies: vec![(None, Tally::default())],
            years: BTreeMap::new(),
            findings: Vec::new(),
            unlisted: 0,
        }
    }

    /// Lists at most so many findings of one rule, the first that come; all are counted.
    #[must_use]
    pub fn at_most_of_a_rule(mut self, findings: u64) -> Self {
        self.most_of_rule = usize::try_from(findings).unwrap_or(usize::MAX);
        self
    }

    fn lists(&self, code: &str) -> bool {
        self.findings.len() < self.most && self.rules.get(code).is_none_or(|rule| rule.count <= self.most_of_rule)
    }

    /// Lists at most so many findings, the first that come; all are counted.
    #[must_use]
    pub fn at_most(mut self, findings: usize) -> Self {
        self.most = findings;
        self
    }

    /// Takes in a file.
    pub fn file(&mut self, file: &FileInfo) {
        self.files.push(FileSummary::new(file, self.lang));
    }

    /// Counts records. Each record passes once.
    pub fn records(&mut self, records: &[Record]) {
        for record in records {
            let (innovation, system) = (&record.innovation, record.source.system);
            let of_system = SourceSystem::ALL.iter().position(|known| *known == system).unwrap_or_default();
            for (field, filled) in Field::ALL.iter().zip(&mut self.filled) {
                if let Some(count) = filled.get_mut(of_system).filter(|_| !innovation.is_missing(*field)) {
                    *count += 1;
                }
            }
            let mut facts = Facts::default();
            let mut ready = [true; 4];
            for requirement in Completeness::requirements(innovation) {
                for (stage, ready) in STAGES.iter().zip(&mut ready) {
                    *ready &= requirement.filled || requirement.stage > *stage;
                }
                if requirement.stage <= Stage::Complete
                    && let Some(field) = requirement.fields.first()
                {
                    facts.required.count(requirement.filled);
                    self.required.entry(*field).or_default().count(requirement.filled);
                }
            }
            let [import, submit, complete, validated] = ready.map(usize::from);
            facts.ready = StageCounts { import, submit, complete, validated };
            facts.status.count(innovation.sustainability().as_ref());
            let agency = self.agency(innovation.agency_code.as_deref());
            if let Some((_, tally)) = self.agencies.get_mut(agency) {
                tally.record(&facts);
            }
            self.all.record(&facts);
            self.sources.entry(Some(system)).or_default().record(&facts);
            let year = innovation.year.or(record.source.year);
            self.years.entry(year).or_default().record(&facts);
            self.seen.push(Seen { id: record.source.record_id.as_str().into(), system, agency, year });
        }
    }

    /// The number of an agency's group; 0 is that of no agency.
    fn agency(&mut self, code: Option<&str>) -> usize {
        let Some(code) = code else { return 0 };
        if let Some(known) = self.agency_keys.get(code) {
            return *known;
        }
        let number = self.agencies.len();
        self.agencies.push((Some(code.to_owned()), Tally::default()));
        self.agency_keys.insert(code.to_owned(), number);
        number
    }

    /// Takes in findings.
    pub fn findings(&mut self, findings: &[Finding]) {
        for finding in findings {
            let rule = finding.rule;
            self.count(rule.code, finding.severity, finding.source.as_deref(), finding.agency.as_deref(), |lang| {
                RuleCount::new(rule, 0, lang)
            });
            if self.lists(rule.code) {
                self.findings.push(FindingRow::new(finding, self.lang));
            } else {
                self.unlisted += 1;
            }
        }
    }

    /// Takes in findings that were told before, such as those of a catalog, in the language of the report.
    pub fn rows(&mut self, rows: Vec<FindingRow>) {
        for row in rows {
            self.count(&row.code, row.severity, row.source.as_deref(), row.agency.as_deref(), |lang| match rule_info(&row.code) {
                Some(info) => RuleCount::new(info, 0, lang),
                // a rule of another version of jipp
                None => {
                    RuleCount { code: row.code.clone(), name: row.name.clone(), severity: row.severity, summary: String::new(), count: 0 }
                }
            });
            if self.lists(&row.code) {
                self.findings.push(row);
            } else {
                self.unlisted += 1;
            }
        }
    }

    fn count(&mut self, code: &str, severity: Severity, source: Option<&str>, agency: Option<&str>, new: impl FnOnce(Lang) -> RuleCount) {
        match self.rules.get_mut(code) {
            Some(rule) => rule.count += 1,
            None => {
                self.rules.insert(code.to_owned(), RuleCount { count: 1, ..new(self.lang) });
            }
        }
        self.totals.count(severity);
        let system = source.and_then(|code| SourceSystem::ALL.into_iter().find(|system| system.code() == code));
        self.sources.entry(system).or_default().finding(code, severity);
        let agency = self.agency(agency);
        if let Some((_, tally)) = self.agencies.get_mut(agency) {
            tally.finding(code, severity);
        }
    }

    /// Counts records of which no more is known than their source and how many of them are kept out.
    pub fn counted(&mut self, system: SourceSystem, read: usize, quarantined: usize) {
        let nowhere = self.agencies.first_mut().map(|(_, tally)| tally);
        let groups = [Some(&mut self.all), Some(self.sources.entry(Some(system)).or_default()), nowhere];
        for tally in groups.into_iter().flatten().chain([self.years.entry(None).or_default()]) {
            tally.records += read;
            tally.quarantined += quarantined.min(read);
        }
    }

    /// The report of files that were read and checked as a whole.
    pub fn of(mut self, dataset: &Dataset, checked: &Checked) -> Report {
        dataset.files.iter().for_each(|file| self.file(file));
        self.records(&dataset.records);
        self.findings(&checked.findings);
        self.finish(&checked.quarantined)
    }

    /// The report. `quarantined` are the ids of the records that are kept out; ids of records that did not pass count for nothing.
    pub fn finish(mut self, quarantined: &HashSet<String>) -> Report {
        for seen in self.seen.iter().filter(|seen| quarantined.contains(seen.id.as_ref())) {
            self.all.quarantined += 1;
            self.sources.entry(Some(seen.system)).or_default().quarantined += 1;
            self.years.entry(seen.year).or_default().quarantined += 1;
            if let Some((_, tally)) = self.agencies.get_mut(seen.agency) {
                tally.quarantined += 1;
            }
        }
        let lang = self.lang;
        let fields = Field::ALL.iter().zip(&self.filled).map(|(field, filled)| {
            let by_source: BTreeMap<String, usize> = SourceSystem::ALL
                .iter()
                .zip(filled)
                .filter(|(_, count)| **count > 0)
                .map(|(system, count)| (system.code().to_owned(), *count))
                .collect();
            FieldStatistics {
                field: field.name().to_owned(),
                label: field.label(lang).to_owned(),
                filled: by_source.values().sum(),
                by_source,
                required: self.required.get(field).copied().unwrap_or_default(),
            }
        });
        let fields = fields.collect();
        let by_source = self.sources.iter().filter(|(_, tally)| tally.records > 0);
        let by_source = by_source.filter_map(|(system, tally)| Some(((*system)?.code().to_owned(), tally.records))).collect();
        let all = self.all;
        let group = |key: Option<String>, tally: Tally| {
            let label = label(key.as_deref(), lang);
            tally.into_group(key, label)
        };
        let mut report = Report {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            lang,
            as_of: self.as_of.map(|day| day.to_string()),
            files: self.files,
            records: RecordCounts { read: all.records, accepted: all.records - all.quarantined, quarantined: all.quarantined, by_source },
            complete: all.ready.complete,
            ready: all.ready,
            required: all.required,
            statuses: all.statuses,
            totals: self.totals,
            rules: self.rules.into_values().collect(),
            fields,
            sources: self.sources.into_iter().map(|(system, tally)| group(system.map(|s| s.code().to_owned()), tally)).collect(),
            agencies: self.agencies.into_iter().map(|(code, tally)| group(code, tally)).collect(),
            years: self
                .years
                .into_iter()
                .map(|(year, tally)| YearStatistics {
                    year,
                    records: tally.records,
                    quarantined: tally.quarantined,
                    ready: tally.ready,
                    statuses: tally.statuses,
                })
                .collect(),
            findings: self.findings,
            unlisted: self.unlisted,
        };
        report.sort();
        report
    }
}

const STAGES: [Stage; 4] = [Stage::Import, Stage::Submit, Stage::Complete, Stage::Validated];

/// The name of a group: it depends on nothing but its key, so that reports can be put together.
fn label(key: Option<&str>, lang: Lang) -> String {
    match key {
        Some(code) => agency_by_code(code).map_or(code, |agency| agency.name.as_str()).to_owned(),
        None => if lang == Lang::Id { "lainnya" } else { "other" }.to_owned(),
    }
}
