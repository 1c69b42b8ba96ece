//! Names of agencies as written, as codes.

use std::sync::Arc;

use jipp_core::vocab::{Candidate, Resolution};
use jipp_core::wire::{self, ReconcileBatch, ResolveNames, resolve_names};
use jipp_core::{Error, SettingsError};
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use serde::de::DeserializeOwned;

use crate::error::raise;
use crate::report::language;
use crate::table::{Table, flag, integer, json_rows, text};
use crate::{in_python, to_python, work};

/// The answers to several names, in their order: `input`, `status`, `code`, `name`, `level`, `region_code`, `joint`, `why`,
/// `reason`, `candidates`, `candidate_count`, `partners`.
#[pyclass(module = "jipp", frozen, extends = Table)]
pub(crate) struct Resolutions;

/// Resolves names of agencies to codes, without ever guessing: a name that two bodies share is `ambiguous` with both of them,
/// unless what the record says beside it decides.
///
/// Args:
///     names: One name, or several: a list, a column of a data frame. A dict with `name` and any of `year`, `unit`, `title`,
///         `region_code`, or a frame with these columns, brings its own context.
///     year: The year they are from: ministries and regencies change their names. As the following, one value for all names
///         or a column with one for each.
///     unit: The work unit as written.
///     title: The title as written.
///     region_code: The region code of the Ministry of Home Affairs that the record states.
///     lang: Language of the reasons.
///
/// Raises:
///     SettingsError: A column is not as long as `names` (`settings_invalid`); a year is no whole number, or a dict has an
///         unknown key (`settings_unreadable`).
///
/// Examples:
///     >>> import jipp
///     >>> jipp.resolve("Pemkot Surabaya")["code"]
///     'pemda:35.78'
///     >>> [row["code"] for row in jipp.resolve(["Bandung", "Bandung"], region_code=["32.73", None])]
///     ['pemda:32.73', None]
#[pyfunction]
#[pyo3(signature = (names, year=None, *, unit=None, title=None, region_code=None, lang="id"))]
pub(crate) fn resolve<'py>(
    names: &Bound<'py, PyAny>,
    year: Option<&Bound<'py, PyAny>>,
    unit: Option<&Bound<'py, PyAny>>,
    title: Option<&Bound<'py, PyAny>>,
    region_code: Option<&Bound<'py, PyAny>>,
    lang: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let py = names.py();
    let given = in_python(py, "_input", "names", (names, year, unit, title, region_code).into_pyobject(py)?.as_any())?;
    let mut call: ResolveNames = read_json(&given.extract::<String>()?)?;
    call.lang = language(lang)?;
    let answers = Arc::new(work::run(py, None, move |_| resolve_names(&call))?);
    if names.is_instance_of::<PyString>() || names.cast::<PyMapping>().is_ok() {
        return in_python(py, "_results", "Resolution", &to_python(py, &answers.first())?);
    }
    let rows = Arc::clone(&answers);
    let nested = move |span| json_rows(answers.iter(), span);
    let table = Table::new(move || {
        let first = |r: &Resolution, get: fn(&Candidate) -> &String| r.candidates.first().map(get).cloned();
        let bodies = |bodies: &[Candidate]| bodies.iter().map(|c| format!("{} {}", c.code, c.name)).collect::<Vec<_>>().join("; ");
        vec![
            ("input", text(rows.iter(), |r| Some(&r.input))),
            ("status", text(rows.iter(), |r| Some(format!("{:?}", r.status).to_lowercase()))),
            ("code", text(rows.iter(), |r| r.code.as_ref())),
            ("name", text(rows.iter(), |r| r.name.as_ref())),
            ("level", text(rows.iter(), |r| r.level.as_ref())),
            ("region_code", text(rows.iter(), |r| r.region_code.as_ref())),
            ("joint", flag(rows.iter(), |r| r.joint)),
            ("why", text(rows.iter(), |r| first(r, |candidate| &candidate.why))),
            ("reason", text(rows.iter(), |r| first(r, |candidate| &candidate.reason))),
            ("candidates", text(rows.iter(), |r| Some(bodies(&r.candidates)))),
            ("candidate_count", integer(rows.iter(), |r| i64::try_from(r.candidates.len()).ok())),
            ("partners", text(rows.iter(), |r| Some(bodies(&r.partners)))),
        ]
    });
    Ok(table.with_nested(nested).of(py, Resolutions)?.into_any())
}

/// Answers a batch of queries of the W3C reconciliation protocol (version 0.2), as OpenRefine sends them.
///
/// Args:
///     batch: Queries by the caller's keys, or their JSON text: the form field `queries`. Type `agency` (the default) or
///         `region`; properties `year`, `unit`, `title`, `region_code`.
///     lang: Language of the reasons.
///
/// Raises:
///     SettingsError: The batch is no batch (`settings_unreadable`).
///
/// Examples:
///     >>> import jipp
///     >>> answer = jipp.reconcile({"q0": {"query": "Kab. Toba Samosir", "type": "region"}})
///     >>> answer["q0"]["result"][0]["id"], answer["q0"]["result"][0]["match"]
///     ('12.12', True)
#[pyfunction]
#[pyo3(signature = (batch, *, lang="id"))]
pub(crate) fn reconcile<'py>(batch: &Bound<'py, PyAny>, lang: &str) -> PyResult<Bound<'py, PyAny>> {
    let (py, lang) = (batch.py(), language(lang)?);
    let batch: ReconcileBatch = read_json(&in_python(py, "_input", "json_text", batch)?.extract::<String>()?)?;
    to_python(py, &work::run(py, None, move |_| Ok::<_, Error>(wire::reconcile(&batch, lang)))?)
}

/// What a reconciliation service says of itself.
///
/// Args:
///     identifier_space: Address of the host under which the codes are identifiers.
///     schema_space: Address of the host under which the types are identifiers.
///     lang: Language of the names.
#[pyfunction]
#[pyo3(signature = (identifier_space, schema_space, *, lang="id"))]
pub(crate) fn reconcile_manifest<'py>(
    py: Python<'py>,
    identifier_space: &str,
    schema_space: &str,
    lang: &str,
) -> PyResult<Bound<'py, PyAny>> {
    to_python(py, &wire::reconcile_manifest(identifier_space, schema_space, language(lang)?))
}

/// A call as the core reads it, with its words for what is wrong.
pub(crate) fn read_json<T: DeserializeOwned>(json: &str) -> PyResult<T> {
    serde_json::from_str(json).map_err(|error| raise(SettingsError::Unreadable { reason: error.to_string() }))
}
