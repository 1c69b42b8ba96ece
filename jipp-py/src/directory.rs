//! The main job in one call.

use std::sync::Arc;

use jipp_core::Error;
use jipp_core::model::Innovation;
use jipp_core::pipeline::{IntegrateOptions, Integration, integrate as run_integration};
use jipp_core::search::Index as Engine;
use jipp_core::wire::BuildReport;
use pyo3::prelude::*;

use crate::index::Index;
use crate::records::{Readable, files, innovation_columns};
use crate::report::language;
use crate::table::{Columns, Table, json_rows, number, text};
use crate::validate::Checking;
use crate::{to_python, work};

/// The directory: one entry for each innovation. As a table: one row an innovation.
#[pyclass(module = "jipp", frozen, extends = Table)]
pub(crate) struct Directory {
    pub(crate) integration: Arc<Integration>,
}

/// Checks, links and merges records: one entry for each innovation, every source kept. Arguments are those of `validate`.
#[pyfunction]
#[pyo3(signature = (records, *, settings=None, as_of=None, select=None, ignore=None, progress=None))]
pub(crate) fn integrate<'py>(
    records: &Bound<'py, PyAny>,
    settings: Option<&Bound<'py, PyAny>>,
    as_of: Option<&Bound<'py, PyAny>>,
    select: Option<&Bound<'py, PyAny>>,
    ignore: Option<&Bound<'py, PyAny>>,
    progress: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, Directory>> {
    let py = records.py();
    let checking = Checking::new(settings, as_of, select, ignore, "id")?;
    let readable = Readable::new(records, "auto")?;
    let integration = Arc::new(work::run(py, progress, move |progress| -> Result<Integration, Error> {
        let dataset = readable.dataset(progress)?;
        let threads = work::threads();
        let check = checking.options(&threads, progress)?;
        run_integration(files(&dataset), &IntegrateOptions { check, link: None, progress })
    })?);
    let (rows, nested) = (Arc::clone(&integration), Arc::clone(&integration));
    let nested = move |span| json_rows(&nested.directory.innovations, span);
    Table::new(move || directory_columns(&rows)).with_nested(nested).of(py, Directory { integration })
}

fn directory_columns(integration: &Integration) -> Columns {
    let directory = &integration.directory;
    let innovations: Vec<&Innovation> = directory.innovations.iter().collect();
    let mut columns = vec![("record_id", text(&directory.innovations, |i| Some(&i.record_id)))];
    columns.extend(innovation_columns(&innovations));
    columns.push(("other_titles", text(&directory.other_titles, |titles| Some(titles.join("; ")))));
    columns.push(("members", text(&directory.members, |members| Some(members.join("; ")))));
    columns
}

#[pymethods]
impl Directory {
    /// What the main job did, in numbers that reconcile.
    #[pyo3(signature = (lang="id"))]
    fn report<'py>(&self, py: Python<'py>, lang: &str) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &BuildReport::new(&self.integration, language(lang)?))
    }

    /// Versions, replications and related innovations, linked, not merged: `left`, `right`, `kind`, `probability`, and `origin`, the one that the
    /// text of the other names as that from which it comes.
    #[getter]
    fn links<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        let integration = Arc::clone(&self.integration);
        let table = Table::new(move || {
            let links = &integration.directory.links;
            vec![
                ("left", text(links, |l| Some(&l.left))),
                ("right", text(links, |l| Some(&l.right))),
                ("kind", text(links, |l| Some(l.kind.code()))),
                ("probability", number(links, |l| Some(l.probability))),
                ("origin", text(links, |l| l.origin.as_deref())),
            ]
        });
        Bound::new(py, table)
    }

    fn __len__(&self) -> usize {
        self.integration.directory.innovations.len()
    }

    /// The search index.
    #[pyo3(signature = (*, progress=None))]
    pub(crate) fn index(&self, py: Python<'_>, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Index> {
        let integration = Arc::clone(&self.integration);
        let engine = work::run(py, progress, move |progress| Engine::build(&integration.directory.documents(), progress))?;
        Ok(engine.into())
    }
}
