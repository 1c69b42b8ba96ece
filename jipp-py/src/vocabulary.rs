//! Vocabularies: which values there are, and which one a text means; how search reads a text.

use jipp_core::wire::{self, AnalyzeCall, LookUp, VocabulariesCall, VocabularyCall};
use pyo3::prelude::*;

use crate::error::{internal, raise};
use crate::report::language;
use crate::table::{Table, integer, json_rows, list, text};
use crate::to_python;

/// The vocabularies, without their values: `name`, `programme`, `title`, `status`, `values` (how many), `note`.
///
/// Args:
///     year: Count only the values offered in this year.
///     lang: Language of the titles.
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

/// The values of a vocabulary in official order: `code`, `id`, `en`, `aliases`, `years`, `from`, `to`, `source`, `status`,
/// `note`, `attributes` (JSON). `to_dicts` gives lists and attributes in full.
///
/// Args:
///     name: Its name, as in `vocabularies`.
///     year: Only values offered in this year. None means that the list of that year is not known.
///
/// Raises:
///     SettingsError: There is no such vocabulary (`unknown_value`).
///
/// Examples:
///     >>> import jipp
///     >>> [row["code"] for row in jipp.vocabulary("tahapan_iga")]
///     ['inisiatif', 'uji_coba', 'penerapan']
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
///
/// Args:
///     name: The name of the vocabulary.
///     text: A code, label (Indonesian or English) or alias; case, spacing and punctuation do not matter.
///     year: The year it is from: a value of that year goes before one of another.
///
/// Raises:
///     SettingsError: There is no such vocabulary (`unknown_value`).
///
/// Examples:
///     >>> import jipp
///     >>> found = jipp.lookup("tahapan_iga", "implementasi")
///     >>> found["value"]["code"], found["matched_by"]
///     ('penerapan', 'alias')
///     >>> [value["code"] for value in jipp.lookup("tahapan_iga", "Uji cobba")["candidates"]]
///     ['uji_coba']
#[pyfunction]
#[pyo3(signature = (name, text, year=None))]
pub(crate) fn lookup(py: Python<'_>, name: String, text: String, year: Option<i32>) -> PyResult<Bound<'_, PyAny>> {
    to_python(py, &wire::look_up(&LookUp { name, text, year }).map_err(raise)?)
}

/// The parts of an innovation's title: name, acronym, expansion, aliases, generic word before it, place and unit at its end.
/// Parts that a title does not have are left out.
///
/// Args:
///     title: The title as written.
///
/// Examples:
///     >>> import jipp
///     >>> jipp.parse_title("SADELPOS (Samsat Delivery Pos)")
///     {'name': 'SADELPOS', 'acronym': 'SADELPOS', 'expansion': 'Samsat Delivery Pos'}
#[pyfunction]
pub(crate) fn parse_title(py: Python<'_>, title: String) -> PyResult<Bound<'_, PyAny>> {
    to_python(py, &wire::parse_title(&wire::TitleCall { title }))
}

/// The words of each text as search reads them, with their lemmas. `start` and `end` count characters, as in the highlights of a search.
///
/// Examples:
///     >>> import jipp
///     >>> [token["lemma"] for token in jipp.analyze(["Pertanggungjawaban anak-anaknya"])[0]["tokens"]]
///     ['tanggungjawab', 'anak']
#[pyfunction]
pub(crate) fn analyze(py: Python<'_>, texts: Vec<String>) -> PyResult<Bound<'_, PyAny>> {
    to_python(py, &wire::analyze(&AnalyzeCall { texts }))
}

/// The word of the core for one of its variants.
pub(crate) fn plain(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}
