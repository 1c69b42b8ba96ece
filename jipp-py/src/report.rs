//! What a check came to, and the rules behind it.

use std::path::PathBuf;
use std::sync::Arc;

use jipp_core::SettingsError;
use jipp_core::lang::Lang;
use jipp_core::model::FindingRow;
use jipp_core::report::{
    CsvWriter, DeclaredFigures, FieldStatistics, FindingWriter, GroupStatistics, NdjsonWriter, Report as Whole, RuleCount, SarifWriter,
    compare_figures, html,
};
use jipp_core::rules::{Selection, family_label, rule, rule_page};
use jipp_core::wire::day;
use pyo3::intern;
use pyo3::prelude::*;

use crate::error::{internal, raise};
use crate::files::whole_file;
use crate::input::settings_text;
use crate::table::{Columns, Table, integer, json_rows, text};
use crate::vocabulary::plain;
use crate::{in_python, missing, to_python};

/// What is wrong with records, and what became of them.
#[pyclass(module = "jipp", frozen)]
pub(crate) struct Report {
    whole: Arc<Whole>,
    /// Rows and what became of them: read = accepted + quarantined.
    #[pyo3(get)]
    records: Py<PyAny>,
    /// Findings by severity.
    #[pyo3(get)]
    totals: Py<PyAny>,
    /// How many records have all that each stage of their life requires: `import`, `submit`, `complete`, `validated`.
    #[pyo3(get)]
    ready: Py<PyAny>,
    /// Their record ids.
    #[pyo3(get)]
    quarantined_ids: Vec<String>,
    /// Every finding, in order of file, row and rule: `code`, `name`, `severity`, `message`, `help`, `source`, `file`, `record`,
    /// `row`, `field`, `value`, `suggestion`, `agency`, `column` (its header in the file), and the proposed change of a cell of the file:
    /// `fix_column`, `fix_value`,
    /// `fix_applicability` (`safe`, or `unsafe` where a person must decide).
    #[pyo3(get)]
    findings: Py<Table>,
    /// Findings by rule, most frequent first: `code`, `name`, `severity`, `summary`, `count`.
    #[pyo3(get)]
    rules: Py<Table>,
    /// How many records have each field: `field`, `label`, `filled`, `required` (records that must have it for publication),
    /// `required_filled`. `to_dicts` adds `by_source`.
    #[pyo3(get)]
    fields: Py<Table>,
    /// By source system: `key`, `label`, `records`, `quarantined`, `complete`, `required` (fields), `required_filled`, `error`,
    /// `warning`, `advice`. The row without `key` holds findings about no source. `to_dicts` gives all counts, also by rule.
    #[pyo3(get)]
    sources: Py<Table>,
    /// By owner agency, most errors first, with the columns of `sources`; the row without `key` holds records whose agency is not
    /// known and findings about no record.
    #[pyo3(get)]
    agencies: Py<Table>,
}

impl Report {
    pub(crate) fn create(py: Python<'_>, report: Whole, quarantined_ids: Vec<String>) -> PyResult<Self> {
        let report = Arc::new(report);
        let rows = || Arc::clone(&report);
        let table = |columns: fn(&Whole) -> Columns| {
            let rows = rows();
            Table::new(move || columns(&rows))
        };
        let (of_findings, of_fields, of_sources, of_agencies) = (rows(), rows(), rows(), rows());
        Ok(Self {
            records: to_python(py, &report.records)?.unbind(),
            totals: to_python(py, &report.totals)?.unbind(),
            ready: to_python(py, &report.ready)?.unbind(),
            quarantined_ids,
            findings: Py::new(py, Table::new(move || finding_columns(&of_findings.findings)))?,
            rules: Py::new(py, table(|report| count_columns(&report.rules)))?,
            fields: Py::new(py, table(|report| field_columns(&report.fields)).with_nested(move |span| json_rows(&of_fields.fields, span)))?,
            sources: Py::new(
                py,
                table(|report| group_columns(&report.sources)).with_nested(move |span| json_rows(&of_sources.sources, span)),
            )?,
            agencies: Py::new(
                py,
                table(|report| group_columns(&report.agencies)).with_nested(move |span| json_rows(&of_agencies.agencies, span)),
            )?,
            whole: report,
        })
    }

    /// The text that `make` makes, or `None` once it is written to `path`.
    fn give(
        &self,
        py: Python<'_>,
        path: Option<PathBuf>,
        make: impl Fn(&Whole) -> std::io::Result<String> + Sync,
    ) -> PyResult<Option<String>> {
        let text = py.detach(|| make(&self.whole)).map_err(|error| internal(&error.to_string()))?;
        let Some(path) = path else { return Ok(Some(text)) };
        py.detach(|| whole_file(&path, text.as_bytes())).map_err(raise)?;
        Ok(None)
    }
}

#[pymethods]
impl Report {
    /// How many records were taken in.
    #[getter]
    fn accepted(&self) -> usize {
        self.whole.records.accepted
    }

    /// How many records an error keeps out; the findings say why.
    #[getter]
    fn quarantined(&self) -> usize {
        self.whole.records.quarantined
    }

    /// Whether there is no finding of severity error.
    #[getter]
    fn ok(&self) -> bool {
        self.whole.totals.error == 0
    }

    /// How many records are complete for publication (*Lengkap*); the same as `ready["complete"]`.
    #[getter]
    fn complete(&self) -> usize {
        self.whole.complete
    }

    /// Findings that are counted but not listed.
    #[getter]
    fn unlisted(&self) -> usize {
        self.whole.unlisted
    }

    /// The language of the texts.
    #[getter]
    fn lang(&self) -> &'static str {
        self.whole.lang.code()
    }

    /// The `findings` as a pandas frame.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.findings.bind(py).call_method0(intern!(py, "to_pandas"))
    }

    /// The `findings` as a polars frame.
    fn to_polars<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.findings.bind(py).call_method0(intern!(py, "to_polars"))
    }

    /// The `findings` as a pyarrow table.
    fn to_arrow<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.findings.bind(py).call_method0(intern!(py, "to_arrow"))
    }

    /// The whole report as JSON: what `jipp validate --format json` prints.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| serde_json::to_string(self.whole.as_ref())).map_err(|error| internal(&error.to_string()))
    }

    /// The whole report as a dict, with files, statuses and years too.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, self.whole.as_ref())
    }

    /// The report as one HTML page that needs nothing else, to open and to send; written to `path` if it is given.
    ///
    /// Every value is escaped, and findings hold no personal data.
    #[pyo3(signature = (path=None))]
    fn to_html(&self, py: Python<'_>, path: Option<PathBuf>) -> PyResult<Option<String>> {
        self.give(py, path, |report| Ok(html::render(report, &html::HtmlOptions::default())))
    }

    /// The findings as SARIF 2.1.0, for code hosts and editors; written to `path` if it is given.
    #[pyo3(signature = (path=None))]
    fn to_sarif(&self, py: Python<'_>, path: Option<PathBuf>) -> PyResult<Option<String>> {
        self.give(py, path, |report| written(report, |out| Box::new(SarifWriter::new(out, report.lang))))
    }

    /// The findings as CSV in which no cell is taken for a formula; written to `path` if it is given.
    #[pyo3(signature = (path=None))]
    fn to_csv(&self, py: Python<'_>, path: Option<PathBuf>) -> PyResult<Option<String>> {
        self.give(py, path, |report| written(report, |out| Box::new(CsvWriter::new(out, report.lang))))
    }

    /// The findings as NDJSON, one object a line; written to `path` if it is given.
    #[pyo3(signature = (path=None))]
    fn to_ndjson(&self, py: Python<'_>, path: Option<PathBuf>) -> PyResult<Option<String>> {
        self.give(py, path, |report| written(report, |out| Box::new(NdjsonWriter::new(out, report.lang))))
    }

    /// This report and that of other records as one: every count is the sum of both.
    ///
    /// Rules about all records together (duplicates, repeated identifiers) have seen only their part: `concat` the records to check
    /// them in one go.
    ///
    /// Raises:
    ///     ReportError: The reports are of two languages, versions or days (`report_languages`, `report_versions`, `report_days`).
    fn merge(&self, py: Python<'_>, other: &Bound<'_, Self>) -> PyResult<Self> {
        let other = other.get();
        let (left, right) = (Arc::clone(&self.whole), Arc::clone(&other.whole));
        let merged = py.detach(move || Whole::clone(&left).merge(Whole::clone(&right))).map_err(raise)?;
        Self::create(py, merged, [self.quarantined_ids.as_slice(), &other.quarantined_ids].concat())
    }

    /// Figures that somebody declared, such as a press release, held against each other and against the records.
    ///
    /// Args:
    ///     declared: `figures`, a list of totals with `name`, `total`, `parts`, and if wanted `of`, `source`, `agency`, `year`; as
    ///         dict, as text in TOML or JSON, or as path.
    ///
    /// Raises:
    ///     ReportError: The figures cannot be read (`figures_unreadable`).
    ///
    /// Examples:
    ///     >>> import jipp
    ///     >>> report = jipp.validate([{"title": "Bank Sampah", "agency": "Pemkot Malang"}])
    ///     >>> answer = report.figures({"figures": [{"name": "2024", "total": 3, "parts": {"running": 1, "stopped": 1}}]})
    ///     >>> answer["agrees"], answer["figures"][0]["total"]["counted"], answer["figures"][0]["unexplained"]
    ///     (False, 1, 1)
    fn figures<'py>(&self, declared: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let figures = DeclaredFigures::parse(&settings_text(declared)?.1).map_err(raise)?;
        to_python(declared.py(), &compare_figures(&figures, &self.whole))
    }

    /// Only asked for a name that is not there.
    fn __getattr__(slf: &Bound<'_, Self>, name: &str) -> PyResult<Py<PyAny>> {
        Err(missing(slf.as_any(), name))
    }

    fn __repr__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "line", slf)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "html", slf)
    }
}

/// The findings as a writer of the core writes them.
fn written(report: &Whole, writer: impl for<'o> FnOnce(&'o mut Vec<u8>) -> Box<dyn FindingWriter + 'o>) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    {
        let mut writer = writer(&mut bytes);
        writer.rows(&report.findings, &[])?;
        writer.finish(report)?;
    }
    String::from_utf8(bytes).map_err(std::io::Error::other)
}

fn count(number: usize) -> Option<i64> {
    i64::try_from(number).ok()
}

pub(crate) fn finding_table(findings: Vec<FindingRow>) -> Table {
    Table::new(move || finding_columns(&findings))
}

fn finding_columns(findings: &[FindingRow]) -> Columns {
    vec![
        ("code", text(findings, |f| Some(&f.code))),
        ("name", text(findings, |f| Some(&f.name))),
        ("severity", text(findings, |f| Some(f.severity.code()))),
        ("message", text(findings, |f| Some(&f.message))),
        ("help", text(findings, |f| Some(&f.help))),
        ("source", text(findings, |f| f.source.as_ref())),
        ("file", text(findings, |f| f.file.as_ref())),
        ("record", text(findings, |f| f.record.as_ref())),
        ("row", integer(findings, |f| f.row.and_then(|row| i64::try_from(row).ok()))),
        ("field", text(findings, |f| f.field.as_ref())),
        ("value", text(findings, |f| f.value.as_ref())),
        ("suggestion", text(findings, |f| f.suggestion.as_ref())),
        ("agency", text(findings, |f| f.agency.as_ref())),
        ("column", text(findings, |f| f.column.as_ref())),
        ("fix_column", text(findings, |f| f.fix.as_ref().map(|fix| &fix.column))),
        ("fix_value", text(findings, |f| f.fix.as_ref().map(|fix| &fix.value))),
        ("fix_applicability", text(findings, |f| f.fix.as_ref().and_then(|fix| plain(&fix.applicability)))),
    ]
}

fn count_columns(rules: &[RuleCount]) -> Columns {
    vec![
        ("code", text(rules, |r| Some(&r.code))),
        ("name", text(rules, |r| Some(&r.name))),
        ("severity", text(rules, |r| Some(r.severity.code()))),
        ("summary", text(rules, |r| Some(&r.summary))),
        ("count", integer(rules, |r| count(r.count))),
    ]
}

fn field_columns(fields: &[FieldStatistics]) -> Columns {
    vec![
        ("field", text(fields, |f| Some(&f.field))),
        ("label", text(fields, |f| Some(&f.label))),
        ("filled", integer(fields, |f| count(f.filled))),
        ("required", integer(fields, |f| count(f.required.required))),
        ("required_filled", integer(fields, |f| count(f.required.filled))),
    ]
}

fn group_columns(groups: &[GroupStatistics]) -> Columns {
    vec![
        ("key", text(groups, |g| g.key.as_ref())),
        ("label", text(groups, |g| Some(&g.label))),
        ("records", integer(groups, |g| count(g.records))),
        ("quarantined", integer(groups, |g| count(g.quarantined))),
        ("complete", integer(groups, |g| count(g.complete))),
        ("required", integer(groups, |g| count(g.required.required))),
        ("required_filled", integer(groups, |g| count(g.required.filled))),
        ("error", integer(groups, |g| count(g.totals.error))),
        ("warning", integer(groups, |g| count(g.totals.warning))),
        ("advice", integer(groups, |g| count(g.totals.advice))),
    ]
}

/// Every rule: `code`, `name`, `family`, `severity`, `stage`, `summary`, `why`, and the `source` behind it.
#[pyfunction]
#[pyo3(signature = (*, lang="id"))]
pub(crate) fn rules<'py>(py: Python<'py>, lang: &str) -> PyResult<Bound<'py, Table>> {
    let lang = language(lang)?;
    let table = Table::new(move || {
        let rules: Vec<_> = jipp_core::rules::rules().iter().map(|rule| rule.info).collect();
        vec![
            ("code", text(&rules, |r| Some(r.code))),
            ("name", text(&rules, |r| Some(r.name))),
            ("family", text(&rules, |r| Some(family_label(r.code).get(lang)))),
            ("severity", text(&rules, |r| Some(r.severity.code()))),
            ("stage", text(&rules, |r| Some(format!("{:?}", r.stage).to_lowercase()))),
            ("summary", text(&rules, |r| Some(r.summary.get(lang)))),
            ("why", text(&rules, |r| Some(r.why.get(lang)))),
            ("source", text(&rules, |r| Some(r.source))),
        ]
    });
    Bound::new(py, table)
}

/// The page of a rule in Markdown: what it checks, why, an example, its messages, its source.
///
/// Raises:
///     SettingsError: The rule does not exist (`unknown_rule`).
#[pyfunction]
#[pyo3(signature = (code, lang="id"))]
pub(crate) fn explain_rule<'py>(py: Python<'py>, code: &str, lang: &str) -> PyResult<Bound<'py, PyAny>> {
    let lang = language(lang)?;
    // the selection knows the nearest code of one that does not exist
    Selection::new(&[code.to_owned()], &[]).map_err(raise)?;
    let rule = rule(code).ok_or_else(|| raise(SettingsError::UnknownRule { code: code.to_owned(), suggestion: None }))?;
    in_python(py, "_results", "Page", rule_page(rule.info, lang).into_pyobject(py)?.as_any())
}

/// The language of the texts.
pub(crate) fn language(lang: &str) -> PyResult<Lang> {
    match lang {
        "id" => Ok(Lang::Id),
        "en" => Ok(Lang::En),
        other => Err(raise(SettingsError::UnknownValue { what: "language (`id` or `en`)", value: other.to_owned(), suggestion: None })),
    }
}

/// A day given as text or as `datetime.date`.
pub(crate) fn date(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    // a `datetime` and a pandas `Timestamp` are a day with a time
    let printed = |value: &Bound<'_, PyAny>| {
        let day = if value.hasattr("date")? { value.call_method0("date")? } else { value.clone() };
        Ok::<_, PyErr>(day.str()?.to_string())
    };
    let text = value.map(printed).transpose()?;
    day(text.as_deref()).map_err(raise)?;
    Ok(text)
}
