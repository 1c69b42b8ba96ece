//! Vocabularies: which values there are, and which one a text means; how search reads a text.

use jipp_core::wire::{self, AnalyzeCall, LookUp, VocabulariesCall, VocabularyCall};
use pyo3::prelude::*;

use crate::error::{internal, raise};
use crate::report::language;
use crate::table::{Table, integer, json_rows, list, text};
use crate::to_python;

/// The vocabularies, without their values.
#[pyfunction]
#[pyo3(signature = (*, year=None, lang="id"))]
pub(crate) fn vocabularies<'py>(py: Python<'py>, year: Option<i32>, lang: &str) -> PyResult<Bound<'py, Table>> {
    let rows = wire::vocabulary_rows(&VocabulariesCall { year, lang: language(lang)? });
    let table = Table::new(move || {
        vec![
            ("name", text(&rows, |r| Some(&r.name))),
            ("programme", text(&rows, |r| Some(&r.programme))),
            ("title", text(&rows, |r| Some(&r.title))),
            ("status", text(&rows, |r| plain(&r.status))),
            ("values", integer(&rows, |r| i64::try_from(r.values).ok())),
            ("note", text(&rows, |r| r.note.as_ref())),
        ]
    });
    Bound::new(py, table)
}

/// The values of a vocabulary in official order, of one year if one is given.
#[pyfunction]
#[pyo3(signature = (name, year=None))]
pub(crate) fn vocabulary(py: Python<'_>, name: String, year: Option<i32>) -> PyResult<Bound<'_, Table>> {
    let values = wire::vocabulary_answer(&VocabularyCall { name, year, ..VocabularyCall::default() }).map_err(raise)?.values;
    // the attributes as JSON are made here, where a failure can be told
    let attributes: Vec<String> = values
        .iter()
        .map(|value| serde_json::to_string(&value.attributes))
        .collect::<Result<_, _>>()
        .map_err(|error| internal(&error.to_string()))?;
    let nested = serde_json::to_value(&values).map_err(|error| internal(&error.to_string()))?;
    let nested = move |span| json_rows(nested.as_array().into_iter().flatten(), span);
    let table = Table::new(move || {
        vec![
            ("code", text(&values, |v| Some(&v.code))),
            ("id", text(&values, |v| Some(&v.id))),
            ("en", text(&values, |v| Some(&v.en))),
            ("aliases", list(&values, |v| &v.aliases)),
            ("years", text(&values, |v| Some(v.years.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))),
            ("from", integer(&values, |v| v.from.map(i64::from))),
            ("to", integer(&values, |v| v.to.map(i64::from))),
            ("source", list(&values, |v| &v.source)),
            ("status", text(&values, |v| v.status.as_ref().and_then(plain))),
            ("note", text(&values, |v| v.note.as_ref())),
            ("attributes", text(&attributes, Some)),
        ]
    });
    Bound::new(py, table.with_nested(nested))
}

/// What a text means in a vocabulary, how that is known, and if it means nothing what may have been meant.
#[pyfunction]
#[pyo3(signature = (name, text, year=None))]
pub(crate) fn lookup(py: Python<'_>, name: String, text: String, year: Option<i32>) -> PyResult<Bound<'_, PyAny>> {
    to_python(py, &wire::look_up(&LookUp { name, text, year }).map_err(raise)?)
}

/// Takes a title apart.
#[pyfunction]
pub(crate) fn parse_title(py: Python<'_>, title: String) -> PyResult<Bound<'_, PyAny>> {
    to_python(py, &wire::parse_title(&wire::TitleCall { title }))
}

/// The words of each text as search reads them.
#[pyfunction]
pub(crate) fn analyze(py: Python<'_>, texts: Vec<String>) -> PyResult<Bound<'_, PyAny>> {
    to_python(py, &wire::analyze(&AnalyzeCall { texts }))
}

/// The word of the core for one of its variants.
pub(crate) fn plain(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}
