//! Errors of the core as exceptions: one root, one class for each area, every one with its `code`.

use jipp_core::catalog::CatalogError as Catalog;
use jipp_core::ingest::IngestError as Ingest;
use jipp_core::report::feedback::FeedbackError;
use jipp_core::{Error, SettingsError as Wrong};
use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyOSError};
use pyo3::prelude::*;

create_exception!(
    jipp,
    JippError,
    PyException,
    "Any error of jipp. `code` is a stable slug, the same in Rust, Python and JavaScript; `details` is what a program needs to act on it."
);
create_exception!(
    jipp,
    IngestError,
    JippError,
    "A file or table cannot be read at all. Bad rows are no errors: they give findings.\n\
\n\
Codes: `empty_file`, `unknown_format`, `damaged_file`, `limit_passed`, `missing_column`, `unknown_source`, `mapping_invalid`."
);
create_exception!(
    jipp,
    SettingsError,
    JippError,
    "A setting, option or id is wrong. All problems of one settings file are told together.\n\
\n\
Codes: `settings_unreadable`, `settings_invalid`, `unknown_rule`, `unknown_value`, `vocabulary_unreadable`, `vocabulary_invalid`."
);
create_exception!(
    jipp,
    SearchError,
    JippError,
    "A search index cannot be built, opened or asked.\n\
\n\
Codes: `not_an_index`, `index_damaged`, `index_incompatible`, `unknown_facet`, `unknown_facet_value`, `unknown_innovation`,\n\
`index_engine`, `evaluation_column_missing`, `evaluation_line`, `evaluation_documents_unknown`."
);
create_exception!(
    jipp,
    CatalogError,
    JippError,
    "A catalog cannot be written, opened or asked, or refuses what somebody wants to enter.\n\
\n\
Codes: `not_a_catalog`, `catalog_newer`, `catalog_unknown`, `catalog_refused`, `invalid_transition`, `catalog_damaged`,\n\
`catalog_busy`, `catalog_read_only`, `catalog_full`, `catalog_store`."
);
create_exception!(
    jipp,
    ReportError,
    JippError,
    "Reports cannot be put together, declared figures not be read, or a feedback file not be made.\n\
\n\
Codes: `report_languages`, `report_versions`, `report_days`, `figures_unreadable`, `feedback_workbook`."
);
create_exception!(
    jipp,
    ScoreError,
    JippError,
    "The innovation index of a region cannot be computed.\n\
\n\
Codes: `index_year_unknown`, `index_formula_unknown`, `index_form_invalid`, `index_columns_missing`, `index_several_agencies`,\n\
`index_agency_unknown`, `index_row_invalid`, `index_region_invalid`, `index_change_invalid`."
);

/// An error of the core on its way to Python.
pub(crate) fn raise(error: impl Into<Error>) -> PyErr {
    let error: Error = error.into();
    let message = error.to_string();
    let raised = match &error {
        Error::Ingest(Ingest::Io { file, source }) | Error::Catalog(Catalog::Io { path: file, source, .. }) => io(source, file),
        Error::Ingest(_) => IngestError::new_err(message),
        Error::Settings(_) | Error::Vocabulary(_) => SettingsError::new_err(message),
        Error::Search(_) => SearchError::new_err(message),
        Error::Catalog(_) => CatalogError::new_err(message),
        Error::Report(_) => ReportError::new_err(message),
        Error::Index(_) => ScoreError::new_err(message),
        // the core may gain kinds of errors that are not known here yet
        _ => JippError::new_err(message),
    };
    detailed(coded(raised, error.code()), &error)
}

/// What a program needs to act on an error, under the names that the message uses.
fn detailed(raised: PyErr, error: &Error) -> PyErr {
    use serde_json::json;
    let details = match error {
        Error::Ingest(Ingest::Damaged { file, row, reason }) => json!({"file": file, "row": row, "reason": reason.en}),
        Error::Ingest(Ingest::Limit { file, limit, seen, allowed }) => {
            json!({"file": file, "limit": limit, "seen": seen, "allowed": allowed})
        }
        Error::Ingest(Ingest::MissingColumn { file, field, mapping, found, suggestion, .. }) => {
            json!({"file": file, "field": field, "mapping": mapping, "found": found, "suggestion": suggestion.as_ref().map(|text| &text.en)})
        }
        Error::Ingest(Ingest::Empty { file } | Ingest::Format { file, .. } | Ingest::UnknownSource { file, .. }) => json!({"file": file}),
        Error::Ingest(Ingest::Mapping { mapping, reason }) => json!({"mapping": mapping, "reason": reason.en}),
        Error::Settings(Wrong::Invalid { problems }) => {
            json!({"problems": problems.iter().map(ToString::to_string).collect::<Vec<_>>()})
        }
        Error::Settings(Wrong::MissingColumns { missing }) => {
            json!({"problems": missing.iter().map(|missing| missing.problem(jipp_core::lang::Lang::En)).collect::<Vec<_>>()})
        }
        Error::Settings(Wrong::UnknownRule { code, suggestion }) => json!({"value": code, "suggestion": suggestion}),
        Error::Settings(Wrong::UnknownValue { what, value, suggestion }) => {
            json!({"what": what, "value": value, "suggestion": suggestion})
        }
        Error::Catalog(Catalog::Unknown { what, id }) => json!({"what": what, "value": id}),
        _ => return raised,
    };
    Python::attach(|py| {
        if let Ok(details) = crate::to_python(py, &details) {
            let _ = raised.value(py).setattr("details", details);
        }
    });
    raised
}

/// What the operating system refused: Python picks `FileNotFoundError`, `PermissionError`, ... by the number.
pub(crate) fn io(source: &std::io::Error, path: &str) -> PyErr {
    match source.raw_os_error() {
        Some(number) => {
            let reason = source.to_string();
            let reason = reason.strip_suffix(&format!(" (os error {number})")).unwrap_or(&reason).to_owned();
            PyOSError::new_err((number, reason, path.to_owned()))
        }
        None => PyErr::from(std::io::Error::new(source.kind(), format!("{source}: `{path}`"))),
    }
}

/// Work that ended without an answer: a bug of jipp, never of its user.
pub(crate) fn internal(what: &str) -> PyErr {
    coded(JippError::new_err(format!("jipp failed inside ({what}): please report this")), "internal")
}

/// A feedback file that cannot be made.
pub(crate) fn feedback(error: &FeedbackError) -> PyErr {
    coded(ReportError::new_err(error.to_string()), "feedback_workbook")
}

fn coded(error: PyErr, code: &str) -> PyErr {
    Python::attach(|py| {
        // an exception that refuses an attribute is still the exception to raise
        let _ = error.value(py).setattr("code", code);
        let _ = error.value(py).setattr("details", pyo3::types::PyDict::new(py));
    });
    error
}
