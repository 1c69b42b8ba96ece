//! Names of agencies as written, as codes.

use std::sync::Arc;

use jipp_core::Error;
use jipp_core::vocab::Resolution;
use jipp_core::wire::{ResolveNames, resolve_names};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::table::{Table, integer, text};
use crate::{in_python, records::several, to_python, work};

/// The answers to several names, in their order.
#[pyclass(module = "jipp", frozen, extends = Table)]
pub(crate) struct Resolutions;

/// Resolves names of agencies to codes, without ever guessing: a name that two bodies share is `ambiguous` with both of them.
#[pyfunction]
#[pyo3(signature = (names, *, year=None))]
pub(crate) fn resolve<'py>(names: &Bound<'py, PyAny>, year: Option<i32>) -> PyResult<Bound<'py, PyAny>> {
    let py = names.py();
    let call = ResolveNames { names: several(Some(names))?, year };
    let answers = Arc::new(work::run(py, None, move |_| Ok::<_, Error>(resolve_names(&call)))?);
    if names.is_instance_of::<PyString>() {
        return in_python(py, "_results", "Resolution", &to_python(py, &answers.first())?);
    }
    let rows = Arc::clone(&answers);
    let nested = move |limit| serde_json::to_string(&answers.iter().take(limit).collect::<Vec<_>>());
    let table = Table::new(move || {
        let why = |r: &Resolution| r.candidates.first().map(|candidate| candidate.why.clone());
        let candidates = |r: &Resolution| r.candidates.iter().map(|c| format!("{} {}", c.code, c.name)).collect::<Vec<_>>().join("; ");
        vec![
            ("input", text(rows.iter(), |r| Some(&r.input))),
            ("status", text(rows.iter(), |r| Some(format!("{:?}", r.status).to_lowercase()))),
            ("code", text(rows.iter(), |r| r.code.as_ref())),
            ("name", text(rows.iter(), |r| r.name.as_ref())),
            ("level", text(rows.iter(), |r| r.level.as_ref())),
            ("why", text(rows.iter(), why)),
            ("candidates", text(rows.iter(), |r| Some(candidates(r)))),
            ("candidate_count", integer(rows.iter(), |r| i64::try_from(r.candidates.len()).ok())),
        ]
    });
    Ok(table.with_nested(nested).of(py, Resolutions)?.into_any())
}
