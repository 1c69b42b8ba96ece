//! jipp for Python: arguments in, core called, values out. Nothing is decided here.
//!
//! One file for each area of the package. What people see in a notebook (HTML, `DataFrame`s) is made in Python
//! (`python/jipp/_html.py`, `_frames.py`), which is imported only when asked for.
//!
//! The comments of what Python sees are its docstrings: they are edited in `python/jipp/_jipp.pyi` and written here by
//! `tools/docs/docstrings.py`.

#![allow(clippy::doc_markdown, clippy::doc_link_with_quotes, reason = "docstrings of Python are no Markdown of Rust")]

mod catalog;
mod catalog_tables;
mod cli;
mod directory;
mod draft;
mod error;
mod evaluation;
mod evidence;
mod feedback;
mod files;
mod fix;
mod index;
mod input;
mod linkage;
mod linking;
mod pairs;
mod records;
mod region;
mod report;
mod resolve;
mod table;
mod validate;
mod vocabulary;
mod work;

use pyo3::prelude::*;

/// What the engine allocates; Python keeps its own. glibc keeps what was freed for each of the many threads that come and go, see
/// docs/design.md.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The compiled part of `jipp`.
#[pymodule]
mod _jipp {
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::{
        catalog::Catalog,
        cli::cli,
        directory::{Directory, integrate},
        draft::draft_mapping,
        error::{CatalogError, IngestError, JippError, ReportError, ScoreError, SearchError, SettingsError},
        evidence::{EvidenceGrades, evidence_grade, index_score},
        feedback::feedback,
        fix::{Fixed, fix},
        index::{Hits, Index},
        linkage::Linkage,
        linking::{dedupe, link},
        pairs::{blocking_keys, compare_pairs, learn_weights, random_pairs},
        records::{Records, concat, fields, read},
        region::{agencies, nearest_regions, region, regions, similar_regions},
        report::{Report, explain_rule, rules},
        resolve::{Resolutions, reconcile, reconcile_manifest, resolve},
        table::Table,
        validate::{validate, validate_hubs, validate_replications},
        vocabulary::{analyze, lookup, parse_title, vocabularies, vocabulary},
    };

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        if cfg!(debug_assertions) {
            let warnings = module.py().import("warnings")?;
            warnings.call_method1("warn", ("this jipp was built without optimisation and is slow: build it with `--release`",))?;
        }
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// A value of the core as Python has it from JSON: dicts, lists, texts and numbers.
fn to_python<'py>(py: Python<'py>, value: &impl serde::Serialize) -> PyResult<Bound<'py, PyAny>> {
    from_json(py, serde_json::to_string(value))
}

fn from_json(py: Python<'_>, text: serde_json::Result<String>) -> PyResult<Bound<'_, PyAny>> {
    let text = text.map_err(|error| error::internal(&error.to_string()))?;
    py.import(pyo3::intern!(py, "json"))?.call_method1(pyo3::intern!(py, "loads"), (text,))
}

/// The error for an attribute that is not there, with the name that may have been meant.
fn missing(value: &Bound<'_, PyAny>, name: &str) -> PyErr {
    let told = value.py().import("jipp._names").and_then(|names| names.call_method1("of_object", (value, name))?.extract::<String>());
    told.map_or_else(|error| error, pyo3::exceptions::PyAttributeError::new_err)
}

/// Calls `jipp.{module}.{function}(value)`: what is made in Python.
fn in_python<'py>(py: Python<'py>, module: &str, function: &str, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    py.import(format!("jipp.{module}"))?.call_method1(function, (value,))
}
