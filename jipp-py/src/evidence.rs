//! How well records document their effect, and the innovation index of a region.

use std::sync::Arc;

use jipp_core::index_iga::LevelChange;
use jipp_core::lang::Lang;
use jipp_core::pipeline::Dataset;
use jipp_core::wire::{self, EvidenceGradeCall, EvidenceReport, EvidenceRow, IndexScoreCall, day, evidence_report};
use jipp_core::{Error, SettingsError};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::error::raise;
use crate::records::Readable;
use crate::report::{date, language};
use crate::resolve::read_json;
use crate::table::{Columns, Table, integer, json_rows, text};
use crate::{in_python, to_python, work};

/// The grades of records. As a table: one row a record.
#[pyclass(module = "jipp", frozen, extends = Table)]
pub(crate) struct EvidenceGrades {
    dataset: Arc<Dataset>,
    report: Arc<EvidenceReport>,
    /// How many records have each level, from 0 to 5.
    #[pyo3(get)]
    levels: Vec<usize>,
}

/// Grades how well records document their effect.
#[pyfunction]
#[pyo3(signature = (records, *, as_of=None, lang="id", progress=None))]
pub(crate) fn evidence_grade<'py>(
    records: &Bound<'py, PyAny>,
    as_of: Option<&Bound<'py, PyAny>>,
    lang: &str,
    progress: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, EvidenceGrades>> {
    let (as_of, lang) = (date(as_of)?, language(lang)?);
    let readable = Readable::new(records, "auto")?;
    let (dataset, report) = work::run(records.py(), progress, move |progress| -> Result<_, Error> {
        let dataset = readable.dataset(progress)?;
        let report = evidence_report(&dataset.records, day(as_of.as_deref())?);
        Ok((dataset, report))
    })?;
    let report = Arc::new(report);
    let levels = report.levels.values().copied().collect();
    let (rows, nested) = (Arc::clone(&report), Arc::clone(&report));
    let nested = move |span| json_rows(&nested.records, span);
    Table::new(move || grade_columns(&rows.records, lang)).with_nested(nested).of(records.py(), EvidenceGrades { dataset, report, levels })
}

fn grade_columns(rows: &[EvidenceRow], lang: Lang) -> Columns {
    vec![
        ("record", text(rows, |r| Some(&r.record))),
        ("row", integer(rows, |r| i64::try_from(r.row).ok())),
        ("title", text(rows, |r| r.title.as_ref())),
        ("agency", text(rows, |r| r.agency.as_ref())),
        ("level", integer(rows, |r| Some(i64::from(r.grade.level)))),
        ("label", text(rows, |r| Some(r.grade.label.get(lang)))),
        ("points", integer(rows, |r| Some(i64::from(r.grade.points)))),
        ("next", text(rows, |r| r.grade.next.first().map(|step| &step.code))),
        ("advice", text(rows, |r| r.grade.next.first().map(|step| step.advice.get(lang)))),
    ]
}

#[pymethods]
impl EvidenceGrades {
    /// Why a record has its level: every criterion with its reason, and what would raise it.
    #[pyo3(signature = (record, *, replications=None))]
    fn explain<'py>(&self, py: Python<'py>, record: &str, replications: Option<usize>) -> PyResult<Bound<'py, PyAny>> {
        let found = self.dataset.records.iter().find(|known| known.source.record_id == record);
        let found =
            found.ok_or_else(|| raise(SettingsError::UnknownValue { what: "record id", value: record.to_owned(), suggestion: None }))?;
        let call = EvidenceGradeCall { innovation: found.innovation.clone(), as_of: self.report.as_of.clone(), replications };
        to_python(py, &wire::evidence_grade(&call).map_err(raise)?)
    }
}

/// Recomputes and explains the innovation index of a region.
#[pyfunction]
#[pyo3(signature = (year, region, *, what_if=None, steps=None, vocabularies=None, lang="id"))]
pub(crate) fn index_score<'py>(
    year: i32,
    region: &Bound<'py, PyAny>,
    what_if: Option<&Bound<'py, PyAny>>,
    steps: Option<usize>,
    vocabularies: Option<&Bound<'py, PyAny>>,
    lang: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let py = region.py();
    let json = |value: &Bound<'py, PyAny>| in_python(py, "_input", "json_text", value)?.extract::<String>();
    let what_if: Vec<LevelChange> = match what_if {
        None => Vec::new(),
        Some(short) if short.is_instance_of::<PyString>() => LevelChange::parse_list(&short.extract::<String>()?).map_err(raise)?,
        Some(changes) => read_json(&json(changes)?)?,
    };
    let call = IndexScoreCall {
        year,
        region: read_json(&json(region)?)?,
        what_if,
        steps,
        lang: language(lang)?,
        vocabularies: vocabularies.map(json).transpose()?,
    };
    to_python(py, &work::run(py, None, move |_| wire::index_score(&call))?)
}
