//! Checking: what is wrong, where, and what to do.

use jipp_core::lang::Lang;
use jipp_core::model::FindingRow;
use jipp_core::rules::{CheckOptions, Selection, Totals, family_label, rule, rule_page};
use jipp_core::wire::{RecordCounts, RuleCount, day, rule_counts};
use jipp_core::{Error, SettingsError};
use pyo3::prelude::*;

use crate::error::raise;
use crate::records::{Readable, several};
use crate::table::{Table, integer, text};
use crate::{in_python, to_python, work};

/// What is wrong with records, and what became of them.
#[pyclass(module = "jipp", frozen, get_all)]
pub(crate) struct Report {
    /// Rows `read`, `accepted` and `quarantined`, and rows `by_source`; read = accepted + quarantined.
    records: Py<PyAny>,
    /// Findings by severity: `error`, `warning`, `advice`.
    totals: Py<PyAny>,
    /// How many records were taken in.
    accepted: usize,
    /// How many records an error keeps out; the findings say why.
    quarantined: usize,
    /// Their record ids.
    quarantined_ids: Vec<String>,
    /// Whether there is no finding of severity error.
    ok: bool,
    /// Every finding, in order of file, row and rule.
    findings: Py<Table>,
    /// Findings by rule, most frequent first.
    rules: Py<Table>,
    /// The language of the texts.
    lang: String,
}

#[pymethods]
impl Report {
    fn __repr__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "line", slf)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "html", slf)
    }
}

/// Checks records with every selected rule. Findings are data; nothing is raised for bad records.
#[pyfunction]
#[pyo3(signature = (records, *, as_of=None, select=None, ignore=None, lang="id", progress=None))]
pub(crate) fn validate(
    records: &Bound<'_, PyAny>,
    as_of: Option<&Bound<'_, PyAny>>,
    select: Option<&Bound<'_, PyAny>>,
    ignore: Option<&Bound<'_, PyAny>>,
    lang: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Report> {
    let py = records.py();
    let selection = Selection::new(&several(select)?, &several(ignore)?).map_err(raise)?;
    let (as_of, in_lang) = (date(as_of)?, language(lang)?);
    let readable = Readable::new(records, "auto")?;
    let (counts, quarantined_ids, totals, rules, findings) = work::run(py, progress, move |progress| -> Result<_, Error> {
        let dataset = readable.dataset(progress)?;
        let checked = dataset.check(&CheckOptions { selection, as_of: day(as_of.as_deref())?, progress, ..CheckOptions::default() });
        let ids = dataset.records.iter().map(|record| &record.source.record_id);
        let quarantined: Vec<String> = ids.filter(|id| checked.quarantined.contains(*id)).cloned().collect();
        let rows: Vec<_> = checked.findings.iter().map(|finding| FindingRow::new(finding, in_lang)).collect();
        Ok((
            RecordCounts::new(&dataset.records, quarantined.len()),
            quarantined,
            Totals::of(&checked.findings),
            rule_counts(&checked.findings, in_lang),
            rows,
        ))
    })?;
    Ok(Report {
        records: to_python(py, &counts)?.unbind(),
        totals: to_python(py, &totals)?.unbind(),
        accepted: counts.accepted,
        quarantined: counts.quarantined,
        quarantined_ids,
        ok: totals.error == 0,
        findings: Py::new(py, finding_table(findings))?,
        rules: Py::new(py, count_table(rules))?,
        lang: lang.to_owned(),
    })
}

pub(crate) fn finding_table(findings: Vec<FindingRow>) -> Table {
    Table::new(move || {
        vec![
            ("code", text(&findings, |f| Some(&f.code))),
            ("name", text(&findings, |f| Some(&f.name))),
            ("severity", text(&findings, |f| Some(f.severity.code()))),
            ("message", text(&findings, |f| Some(&f.message))),
            ("help", text(&findings, |f| Some(&f.help))),
            ("source", text(&findings, |f| f.source.as_ref())),
            ("file", text(&findings, |f| f.file.as_ref())),
            ("record", text(&findings, |f| f.record.as_ref())),
            ("row", integer(&findings, |f| f.row.and_then(|row| i64::try_from(row).ok()))),
            ("field", text(&findings, |f| f.field.as_ref())),
            ("value", text(&findings, |f| f.value.as_ref())),
            ("suggestion", text(&findings, |f| f.suggestion.as_ref())),
        ]
    })
}

fn count_table(rules: Vec<RuleCount>) -> Table {
    Table::new(move || {
        vec![
            ("code", text(&rules, |r| Some(&r.code))),
            ("name", text(&rules, |r| Some(&r.name))),
            ("severity", text(&rules, |r| Some(r.severity.code()))),
            ("summary", text(&rules, |r| Some(&r.summary))),
            ("count", integer(&rules, |r| i64::try_from(r.count).ok())),
        ]
    })
}

/// Every rule: code, name, family, severity, the stage it blocks, what it checks, why, and the regulation or form behind it.
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
    let text = value.map(|value| Ok::<_, PyErr>(value.str()?.to_string())).transpose()?;
    day(text.as_deref()).map_err(raise)?;
    Ok(text)
}
