use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::check::CheckOptions;
use super::digest::Digest;
use super::names::Names;
use super::sections::Sections;
use super::written::{column_of, named, value_of};
use crate::index_iga::{Form, IndexScore, RegionLevels};
use crate::ingest::FileInfo;
use crate::model::{
    Applicability, Field, Finding, Fix, Innovation, Note, NoteKind, PartialDate, Record, RuleInfo, RuleSetting, Severity, SourceRecord,
    SourceSystem, Stage,
};
use crate::text::{excerpt, redact};

/// What a rule about one record sees.
#[derive(Debug, Clone, Copy)]
pub struct RecordContext<'a> {
    /// The record in canonical form.
    pub innovation: &'a Innovation,
    /// Its row as received.
    pub source: &'a SourceRecord,
    /// The programme whose form it follows: `KIPP`, `IGA`, `LAN`, `JIPPNas` or `other`.
    pub programme: &'a str,
    /// The day on which the check is made, if given; the core has no clock.
    pub as_of: Option<PartialDate>,
    /// Its texts, counted once for all rules.
    pub sections: &'a Sections<'a>,
    /// What names mean.
    pub names: &'a Names,
}

impl<'a> RecordContext<'a> {
    /// Column and public cell of each remark of this kind about a cell; of a restricted column, which has no public cell, `…`.
    pub(super) fn noted_cells(&self, kind: NoteKind) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let source = self.source;
        let columns = self.notes(kind).filter_map(|note| note.column.as_deref());
        columns.map(move |column| (column, source.cell(column).unwrap_or("…")))
    }

    /// A field as a message names it: its column in the file, else its name, and its label.
    pub(super) fn named(&self, field: Field) -> String {
        named(column_of(self.source, self.innovation, field), field)
    }

    /// What the file has where the record has this code; the code itself where the record is from no table.
    pub(super) fn written(&self, field: Field, code: &str) -> String {
        value_of(self.source, self.innovation, field, code)
    }

    /// The reader's remarks of this kind.
    pub fn notes(&self, kind: NoteKind) -> impl Iterator<Item = &'a Note> + use<'a> {
        self.source.notes.iter().filter(move |note| note.kind == kind)
    }
}

/// What a rule about a whole file sees.
#[derive(Debug)]
pub struct FileContext<'a> {
    /// What the file was.
    pub file: &'a FileInfo,
}

/// What a rule about all records together sees.
#[derive(Debug, Clone, Copy)]
pub struct DatasetContext<'a> {
    /// Every record, in reading order.
    pub records: &'a [Digest],
}

/// What a rule about the outcome of the other rules sees.
#[derive(Debug, Clone, Copy)]
pub struct OutcomeContext<'a> {
    /// Every record, in reading order.
    pub records: &'a [Digest],
    /// Codes of the rules under which a record is not ready for publication, by record id; only of records that claim to be complete
    /// or not.
    pub errors: &'a HashMap<Box<str>, BTreeSet<&'static str>>,
}

/// What a rule about a region as a whole sees.
#[derive(Debug, Clone, Copy)]
pub struct IndexContext<'a> {
    /// The form of the year.
    pub form: &'a Form,
    /// What the region entered and claims.
    pub region: &'a RegionLevels,
    /// Its index, computed from that.
    pub score: &'a IndexScore,
}

/// Collects the findings of one rule about one record, file or data set.
#[derive(Debug)]
pub struct Emitter<'a> {
    rule: &'static RuleInfo,
    options: &'a CheckOptions<'a>,
    findings: &'a mut Vec<Finding>,
    at: Option<&'a SourceRecord>,
    of: Option<&'a Innovation>,
    file: Option<&'a FileInfo>,
    agency: Option<&'a str>,
    place: Option<Place<'a>>,
}

/// Where a row of a list of replications or hubs stands, and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The file; empty if it is not from one.
    pub file: &'a str,
    /// 1-based row in the file; 0 if it is not from one.
    pub row: u64,
    /// Id of the replication or hub.
    pub id: &'a str,
    /// Code of the agency that can put it right: the replicator, the hub.
    pub agency: Option<&'a str>,
}

/// A value as a finding shows it: one line, without control characters (a terminal would obey them), personal data masked.
fn shown(value: &str) -> String {
    let line = crate::text::tidy(value);
    excerpt(&redact(&line).unwrap_or(line), VALUE)
}

/// Longest value shown in a finding.
const VALUE: usize = 120;

impl<'a> Emitter<'a> {
    pub(super) fn new(rule: &'static RuleInfo, options: &'a CheckOptions<'a>, findings: &'a mut Vec<Finding>) -> Self {
        Self { rule, options, findings, at: None, of: None, file: None, agency: None, place: None }
    }

    pub(super) fn at(mut self, record: &'a Record) -> Self {
        (self.at, self.of, self.agency) = (Some(&record.source), Some(&record.innovation), record.innovation.agency_code.as_deref());
        self
    }

    pub(super) fn at_place(mut self, place: Place<'a>) -> Self {
        self.place = Some(place);
        self
    }

    pub(super) fn of_file(mut self, file: &'a FileInfo) -> Self {
        self.file = Some(file);
        self
    }

    /// A number of the rule: that of the settings, else its default.
    pub fn number(&self, setting: &RuleSetting) -> f64 {
        self.given(setting).unwrap_or(setting.default)
    }

    /// The same for a number that counts something.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of a small range, as the settings saw to")]
    pub fn count(&self, setting: &RuleSetting) -> usize {
        self.number(setting).max(0.0) as usize
    }

    /// A number of the rule, if the settings give it: for rules that else read it from a vocabulary.
    pub fn given(&self, setting: &RuleSetting) -> Option<f64> {
        self.options.settings.number(self.rule.code, setting)
    }

    /// Reports a finding with the rule's message `slug`. Complete it with the [`Draft`]'s methods.
    pub fn report(&mut self, slug: &str) -> Draft<'_> {
        self.report_of(slug, self.at.map(|source| source.system).or_else(|| self.file.map(|file| file.system)))
    }

    /// INVARIANT: every finding is made here, so that the settings decide about each: whether it is told, and how grave it is.
    fn report_of(&mut self, slug: &str, system: Option<SourceSystem>) -> Draft<'_> {
        let source = self.at;
        if self.rule.stage != Stage::Import && !self.options.runs(self.rule.code, system) {
            return Draft { finding: None, source, innovation: self.of, severity_is_set: true };
        }
        let set = self.options.settings.severity(self.rule.code, system);
        let template = self.rule.messages.iter().find(|m| m.slug == slug).or(self.rule.messages.first());
        // a rule without messages cannot be registered (test), so there is always a template to fall back on
        if let Some(template) = template {
            self.findings.push(Finding {
                rule: self.rule,
                template,
                severity: set.unwrap_or(self.rule.severity),
                source: system.map(|system| system.code().to_owned()),
                file: source.map(|s| s.file.as_ref().to_owned()).or_else(|| self.file.map(|f| f.name.clone())),
                record: source.map(|s| s.record_id.clone()),
                row: source.map(|s| s.row),
                field: None,
                column: None,
                value: None,
                suggestion: None,
                agency: self.agency.map(str::to_owned),
                fix: None,
                params: Vec::new(),
            });
        }
        let draft = Draft { finding: self.findings.last_mut(), source, innovation: self.of, severity_is_set: set.is_some() };
        match self.place {
            Some(place) => draft.at_place(place),
            None => draft,
        }
    }

    /// Reports about a row of a list: for rules about all rows together.
    pub fn report_in_list(&mut self, slug: &str, place: Place<'_>) -> Draft<'_> {
        self.report(slug).at_place(place)
    }

    /// Reports about another record than the one the emitter stands at: for rules about all records together.
    pub fn report_at(&mut self, slug: &str, record: &Digest) -> Draft<'_> {
        let mut draft = self.report_of(slug, Some(record.system));
        if let Some(finding) = &mut draft.finding {
            finding.agency = record.agency_code.as_deref().map(str::to_owned);
            finding.file = Some(record.file.as_ref().to_owned());
            finding.record = Some(record.record_id.as_ref().to_owned());
            finding.row = Some(record.row);
        }
        draft
    }

    /// Reports about all records of an agency together, `record` being one of them.
    pub fn report_of_agency(&mut self, slug: &str, record: &Digest) -> Draft<'_> {
        let mut draft = self.report(slug);
        if let Some(finding) = &mut draft.finding {
            finding.agency = record.agency_code.as_deref().map(str::to_owned);
            finding.source = Some(record.system.code().to_owned());
            finding.file = Some(record.file.as_ref().to_owned());
        }
        draft
    }
}

/// A finding being completed.
#[derive(Debug)]
pub struct Draft<'a> {
    /// None if the settings leave the finding out.
    finding: Option<&'a mut Finding>,
    source: Option<&'a SourceRecord>,
    innovation: Option<&'a Innovation>,
    /// The settings decide about the severity, so the rule does not.
    severity_is_set: bool,
}

impl Draft<'_> {
    fn at_place(mut self, place: Place<'_>) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.file = (!place.file.is_empty()).then(|| place.file.to_owned());
            finding.row = (place.row > 0).then_some(place.row);
            finding.record = Some(place.id.to_owned());
            finding.agency = place.agency.map(str::to_owned);
        }
        self
    }

    /// The column of a list of replications or hubs that it is about.
    pub fn column(mut self, column: impl Into<Cow<'static, str>>) -> Self {
        if let Some(finding) = &mut self.finding {
            let column = column.into();
            finding.params.push(("field", column.clone().into_owned()));
            finding.column = Some(column);
        }
        self
    }

    /// The field it is about. A message names it by the header of its column, where the record is from a table.
    pub fn field(mut self, field: Field) -> Self {
        if let Some(finding) = &mut self.finding {
            let column = self.source.zip(self.innovation).and_then(|(source, innovation)| column_of(source, innovation, field));
            finding.field = Some(field);
            finding.column = column.map(|column| Cow::Owned(column.to_owned()));
            finding.params.push(("field", crate::text::tidy(column.unwrap_or(field.name()))));
            finding.params.push(("label", field.label(crate::lang::Lang::Id).to_owned()));
        }
        self
    }

    /// The value it is about; shortened. Never personal data.
    pub fn value(mut self, value: impl AsRef<str>) -> Self {
        if let Some(finding) = &mut self.finding {
            let value = shown(value.as_ref());
            finding.params.push(("value", value.clone()));
            finding.value = Some(value);
        }
        self
    }

    /// The value it is about, where `{value}` of the message is another one.
    pub(super) fn found(mut self, value: impl AsRef<str>) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.value = Some(shown(value.as_ref()));
        }
        self
    }

    /// A proposed value.
    pub fn suggestion(mut self, suggestion: impl Into<String>) -> Self {
        if let Some(finding) = &mut self.finding {
            let suggestion = crate::text::tidy(&suggestion.into());
            finding.params.push(("suggestion", suggestion.clone()));
            finding.suggestion = Some(suggestion);
        }
        self
    }

    /// A proposed change of a cell of the file: header of the column, and what the cell should hold. A cell that holds personal data
    /// gets none: findings are public, and the new value would carry it into every report. Nor does a text that an old database cut:
    /// its length is the only trace of that.
    pub fn fix(mut self, column: impl Into<String>, value: impl Into<String>, applicability: Applicability) -> Self {
        let (column, value) = (column.into(), value.into());
        let cell = self.source.and_then(|source| source.cell(&column));
        let restricted = self.source.is_some_and(|source| source.restricted.iter().any(|(name, _)| **name == *column));
        let is_cut = |note: &Note| note.kind == NoteKind::CutText && note.column.as_deref() == Some(&column);
        let cut = self.source.is_some_and(|source| source.notes.iter().any(is_cut));
        if let Some(finding) = &mut self.finding
            && cell.is_some_and(|cell| cell != value)
            && !restricted
            && !cut
            && redact(&value).is_none()
        {
            finding.fix = Some(Fix { column, value, applicability });
        }
        self
    }

    /// Another severity than the rule's own: a milder or a graver case of it. A severity of the settings wins.
    pub fn severity(mut self, severity: Severity) -> Self {
        if let Some(finding) = &mut self.finding
            && !self.severity_is_set
        {
            finding.severity = severity;
        }
        self
    }

    /// Another record that the message points at: its id, file and row fill `{other}`, `{other_file}` and `{other_row}`.
    pub fn other(self, other: &Digest) -> Self {
        self.param("other", &other.record_id).param("other_file", &other.file).param("other_row", other.row)
    }

    /// A further value for the places of the message.
    #[expect(clippy::needless_pass_by_value, reason = "a number or a text is handed over as it comes")]
    pub fn param(mut self, name: &'static str, value: impl ToString) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.params.push((name, value.to_string()));
        }
        self
    }

    /// Further values for the places of the message.
    pub(super) fn params(mut self, values: &[(&'static str, String)]) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.params.extend_from_slice(values);
        }
        self
    }
}
