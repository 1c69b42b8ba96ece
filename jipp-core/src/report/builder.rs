use std::collections::{BTreeMap, HashSet};

use super::Report;
use super::statistics::{FieldStatistics, FileSummary, GroupStatistics, RecordCounts, sorted};
use crate::ingest::FileInfo;
use crate::lang::Lang;
use crate::model::{Field, Finding, FindingRow, PartialDate, Record, RuleInfo, Severity, SourceSystem};
use crate::rules::Totals;

/// Collects a [`Report`] batch by batch. Records and findings are counted as they pass; only the listed findings are kept.
#[derive(Debug)]
pub struct ReportBuilder {
    lang: Lang,
    as_of: Option<PartialDate>,
    most: usize,
    files: Vec<FileSummary>,
    records: Counts,
    fields: BTreeMap<(Field, SourceSystem), usize>,
    rules: BTreeMap<&'static str, (&'static RuleInfo, usize)>,
    totals: Totals,
    sources: BTreeMap<Option<String>, GroupStatistics>,
    agencies: BTreeMap<Option<String>, GroupStatistics>,
    findings: Vec<FindingRow>,
    unlisted: usize,
}

#[derive(Debug, Default)]
struct Counts {
    read: usize,
    complete: usize,
    by_source: BTreeMap<String, usize>,
}

impl ReportBuilder {
    /// An empty report in `lang`, of a check made on the day `as_of`.
    pub fn new(lang: Lang, as_of: Option<PartialDate>) -> Self {
        Self {
            lang,
            as_of,
            most: usize::MAX,
            files: Vec::new(),
            records: Counts::default(),
            fields: BTreeMap::new(),
            rules: BTreeMap::new(),
            totals: Totals::default(),
            sources: BTreeMap::new(),
            agencies: BTreeMap::new(),
            findings: Vec::new(),
            unlisted: 0,
        }
    }

    /// Lists at most so many findings; all are counted.
    #[must_use]
    pub fn at_most(mut self, findings: usize) -> Self {
        self.most = findings;
        self
    }

    /// Takes in a file.
    pub fn file(&mut self, file: &FileInfo) {
        self.files.push(FileSummary::from(file));
    }

    /// Counts records.
    pub fn records(&mut self, records: &[Record]) {
        for record in records {
            let (innovation, system) = (&record.innovation, record.source.system);
            let complete = innovation.completeness.as_ref().is_some_and(crate::model::Completeness::is_complete);
            self.records.read += 1;
            self.records.complete += usize::from(complete);
            *self.records.by_source.entry(system.code().to_owned()).or_default() += 1;
            for field in Field::ALL.iter().filter(|field| !innovation.is_missing(**field)) {
                *self.fields.entry((*field, system)).or_default() += 1;
            }
            let source = group(&mut self.sources, Some(system.code()), || system.code().to_owned());
            source.records += 1;
            source.complete += usize::from(complete);
            let agency =
                group(&mut self.agencies, innovation.agency_code.as_deref(), || innovation.agency_name.clone().unwrap_or_default());
            agency.records += 1;
            agency.complete += usize::from(complete);
        }
    }

    /// Takes in findings.
    pub fn findings(&mut self, findings: &[Finding]) {
        for finding in findings {
            self.rules.entry(finding.rule.code).or_insert((finding.rule, 0)).1 += 1;
            count(&mut self.totals, finding.severity);
            for (groups, key) in [(&mut self.sources, &finding.source), (&mut self.agencies, &finding.agency)] {
                let group = group(groups, key.as_deref(), || key.clone().unwrap_or_default());
                count(&mut group.totals, finding.severity);
                *group.rules.entry(finding.rule.code.to_owned()).or_default() += 1;
            }
            if self.findings.len() < self.most {
                self.findings.push(FindingRow::new(finding, self.lang));
            } else {
                self.unlisted += 1;
            }
        }
    }

    /// The report. `quarantined` are the records that are kept out.
    pub fn finish(mut self, quarantined: &HashSet<String>) -> Report {
        let read = self.records.read;
        self.findings.sort_by(|a, b| (&a.file, a.row, &a.code, &a.field).cmp(&(&b.file, b.row, &b.code, &b.field)));
        self.files.sort();
        let fields = Field::ALL.iter().map(|field| {
            let by_source: BTreeMap<String, usize> = SourceSystem::ALL
                .iter()
                .filter_map(|system| Some((system.code().to_owned(), *self.fields.get(&(*field, *system))?)))
                .collect();
            FieldStatistics {
                field: field.name().to_owned(),
                label: field.label(self.lang).to_owned(),
                filled: by_source.values().sum(),
                by_source,
            }
        });
        let fields = fields.collect();
        let mut agencies: Vec<GroupStatistics> = self.agencies.into_values().collect();
        agencies.sort_by(|a, b| b.totals.error.cmp(&a.totals.error).then_with(|| a.key.cmp(&b.key)));
        Report {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            lang: self.lang,
            as_of: self.as_of.map(|day| day.to_string()),
            files: self.files,
            records: RecordCounts {
                read,
                accepted: read - quarantined.len().min(read),
                quarantined: quarantined.len(),
                by_source: self.records.by_source,
            },
            complete: self.records.complete,
            totals: self.totals,
            rules: sorted(self.rules.into_values(), self.lang),
            fields,
            sources: self.sources.into_values().collect(),
            agencies,
            findings: self.findings,
            unlisted: self.unlisted,
        }
    }
}

fn group<'a>(
    groups: &'a mut BTreeMap<Option<String>, GroupStatistics>,
    key: Option<&str>,
    label: impl FnOnce() -> String,
) -> &'a mut GroupStatistics {
    let key = key.map(str::to_owned);
    groups.entry(key.clone()).or_insert_with(|| GroupStatistics { key, label: label(), ..GroupStatistics::default() })
}

fn count(totals: &mut Totals, severity: Severity) {
    match severity {
        Severity::Error => totals.error += 1,
        Severity::Warning => totals.warning += 1,
        Severity::Advice => totals.advice += 1,
    }
}
