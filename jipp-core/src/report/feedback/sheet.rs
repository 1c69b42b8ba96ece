use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cells::cells;
use super::words::{help, message, suggestion};
use super::{FeedbackFormat, FeedbackOptions};
use crate::ingest::{FEEDBACK_COLUMNS, FileInfo, RowKey, is_writable_id};
use crate::lang::Lang;
use crate::model::{Field, Finding, Record, RuleInfo, Severity};
use crate::rules::{Checked, Totals};
use crate::vocab::agency_by_code;

/// Everything that goes into the file of one agency.
pub(super) struct Sheet<'a> {
    pub(super) lang: Lang,
    /// Name of the agency.
    pub(super) agency: Option<String>,
    pub(super) agency_code: Option<&'a str>,
    pub(super) file: &'a FileInfo,
    pub(super) rows: Vec<SheetRow<'a>>,
    /// Findings about the whole file.
    pub(super) file_findings: Vec<&'a Finding>,
    pub(super) totals: Totals,
    pub(super) quarantined: usize,
    pub(super) complete: usize,
    /// The rules that occur, each with its messages that occur and how often.
    pub(super) rules: BTreeMap<&'static str, OccurringRule>,
    pub(super) personal_data: bool,
}

pub(super) struct OccurringRule {
    pub(super) info: &'static RuleInfo,
    pub(super) severity: Severity,
    pub(super) count: usize,
    pub(super) slugs: BTreeSet<&'static str>,
}

pub(super) struct SheetRow<'a> {
    /// The cells of the original.
    pub(super) cells: Vec<String>,
    pub(super) key: RowKey,
    pub(super) accepted: bool,
    /// The columns of jipp.
    pub(super) own: [String; 6],
    /// Findings by the number of the column that they are about; those about none are at the column of the codes.
    pub(super) at: BTreeMap<usize, Vec<&'a Finding>>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(
        file: &'a FileInfo,
        agency: Option<&'a str>,
        records: &[&'a Record],
        checked: &Checked,
        of_record: &HashMap<&str, Vec<&'a Finding>>,
        of_file: Option<&Vec<&'a Finding>>,
        options: &FeedbackOptions,
    ) -> Self {
        let mut sheet = Self {
            lang: options.lang,
            agency: agency.map(|code| agency_by_code(code).map_or_else(|| code.to_owned(), |agency| agency.name.clone())),
            agency_code: agency,
            file,
            rows: Vec::with_capacity(records.len()),
            file_findings: of_file.cloned().unwrap_or_default(),
            totals: Totals::default(),
            quarantined: 0,
            complete: 0,
            rules: BTreeMap::new(),
            personal_data: options.personal_data,
        };
        for record in records {
            let findings = of_record.get(record.source.record_id.as_str()).map(Vec::as_slice).unwrap_or_default();
            let accepted = !checked.quarantined.contains(&record.source.record_id);
            sheet.quarantined += usize::from(!accepted);
            let complete = record.innovation.completeness.as_ref();
            sheet.complete += usize::from(complete.is_some_and(crate::model::Completeness::is_complete));
            for finding in findings {
                sheet.count(finding);
            }
            let row = sheet.row(record, findings, accepted, options);
            sheet.rows.push(row);
        }
        sheet
    }

    fn count(&mut self, finding: &Finding) {
        match finding.severity {
            Severity::Error => self.totals.error += 1,
            Severity::Warning => self.totals.warning += 1,
            Severity::Advice => self.totals.advice += 1,
        }
        let rule = self.rules.entry(finding.rule.code).or_insert_with(|| OccurringRule {
            info: finding.rule,
            severity: finding.severity,
            count: 0,
            slugs: BTreeSet::new(),
        });
        rule.count += 1;
        rule.slugs.insert(finding.template.slug);
    }

    fn row(&self, record: &Record, findings: &[&'a Finding], accepted: bool, options: &FeedbackOptions) -> SheetRow<'a> {
        let lang = self.lang;
        let mut made = cells(record, self.file, options.personal_data);
        made.key.guarded = options.format == FeedbackFormat::Csv;
        let mut at: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
        let mut remedies = Vec::new();
        let mut codes: Vec<String> = Vec::new();
        let mut findings = findings.to_vec();
        findings.sort_by_key(|finding| (finding.severity, finding.rule.code));
        for finding in findings {
            let column = self.column(record, finding);
            at.entry(column.unwrap_or(self.file.columns.len() + 1)).or_default().push(finding);
            let code = format!("{} ({})", finding.rule.code, crate::report::severity(finding.severity, lang));
            let place = column.and_then(|at| self.file.columns.get(at)).map_or_else(String::new, |(header, _)| format!(" [{header}]"));
            let mut remedy = format!("{code}{place}: {}. {}", message(finding, lang), help(finding, lang));
            if let Some(suggestion) = suggestion(finding, lang) {
                remedy = format!("{remedy}. {suggestion}");
            }
            remedies.push(remedy);
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let status = match (accepted, lang) {
            (true, Lang::Id) => "DITERIMA",
            (false, Lang::Id) => "DIKARANTINA",
            (true, Lang::En) => "ACCEPTED",
            (false, Lang::En) => "QUARANTINED",
        };
        let id = Some(&record.source.record_id).filter(|id| is_writable_id(id)).cloned().unwrap_or_default();
        let own = [status.to_owned(), codes.join("; "), remedies.join("\n"), record.source.row.to_string(), id, made.key.to_cell()];
        SheetRow { cells: made.cells, key: made.key, accepted, own, at }
    }

    /// The column that a finding is about.
    fn column(&self, record: &Record, finding: &Finding) -> Option<usize> {
        let columns = &self.file.columns;
        let named = |name: &str| columns.iter().position(|(header, _)| header == name);
        if let Some(at) = finding.fix.as_ref().and_then(|fix| named(&fix.column)) {
            return Some(at);
        }
        let field = written_field(finding.field?);
        let origin = record.innovation.provenance.get(&field).and_then(|origin| named(&origin.column));
        origin.or_else(|| columns.iter().position(|(_, read)| *read == Some(field)))
    }

    /// All headers: those of the original, then those of jipp.
    pub(super) fn headers(&self) -> impl Iterator<Item = &str> {
        self.file.columns.iter().map(|(header, _)| header.as_str()).chain(FEEDBACK_COLUMNS)
    }
}

/// The field that a person writes: what jipp computes is corrected there.
fn written_field(field: Field) -> Field {
    match field {
        Field::AgencyCode => Field::Agency,
        Field::RegionCode => Field::Region,
        Field::Acronym | Field::Expansion => Field::Title,
        other => other,
    }
}
