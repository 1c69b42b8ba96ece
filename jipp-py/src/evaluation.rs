//! How good is the order of hits, by judgements of people?

use std::path::PathBuf;
use std::sync::Arc;

use jipp_core::search::evaluate::{
    EvaluationError, Measures, RunOptions, evaluate, kinds_of, means_by_kind, read_groups, read_qrels, read_queries, write_run,
};
use jipp_core::search::{Index, SearchError, SearchMode};
use pyo3::prelude::*;
use serde_json::{Value, json};

use crate::error::raise;
use crate::files::whole_file;
use crate::input::text_or_file;
use crate::{in_python, to_python};

/// Files of an evaluation as they were given: questions, judgements, and which documents are one thing.
pub(crate) struct Judged<'a, 'py> {
    pub(crate) queries: &'a Bound<'py, PyAny>,
    pub(crate) qrels: &'a Bound<'py, PyAny>,
    pub(crate) groups: Option<&'a Bound<'py, PyAny>>,
}

impl<'py> Judged<'_, 'py> {
    /// Asks every question and measures what is found; writes the run where `run` says.
    pub(crate) fn measure(
        &self,
        engine: &Arc<Index>,
        (k, depth): (usize, usize),
        mode: SearchMode,
        run: Option<PathBuf>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = self.queries.py();
        let queries = text(self.queries, "queries", read_queries)?;
        let judgements = text(self.qrels, "qrels", read_qrels)?;
        let groups = self.groups.map(|groups| text(groups, "groups", read_groups)).transpose()?.unwrap_or_default();
        let options = RunOptions { groups: &groups, judgements: &judgements, depth: depth.max(k), mode };
        py.detach(|| engine.check_judgements(options)).map_err(raise)?;
        let found = py.detach(|| engine.run(&queries, options)).map_err(raise)?;
        if let Some(path) = run {
            whole_file(&path, write_run(&found, "jipp").as_bytes()).map_err(raise)?;
        }
        let measured = evaluate(&found, &judgements, k, depth);
        let by_kind = means_by_kind(&measured, &kinds_of(&queries));
        let answer = json!({
            "k": k,
            "depth": depth,
            "ndcg": measured.mean.ndcg,
            "mrr": measured.mean.mrr,
            "recall": measured.mean.recall,
            "queries": measured.queries.iter().map(|query| row("query_id", &query.query_id, None, &query.measures)).collect::<Vec<_>>(),
            "kinds": by_kind.iter().map(|(kind, (count, means))| row("type", kind, Some(*count), means)).collect::<Vec<_>>(),
        });
        in_python(py, "_results", "SearchEvaluation", &to_python(py, &answer)?)
    }
}

fn row(key: &str, name: &str, queries: Option<usize>, measures: &Measures) -> Value {
    let mut row = json!({"ndcg": measures.ndcg, "mrr": measures.mrr, "recall": measures.recall});
    if let Some(row) = row.as_object_mut() {
        row.insert(key.to_owned(), name.into());
        if let Some(queries) = queries {
            row.insert("queries".to_owned(), queries.into());
        }
    }
    row
}

/// Reads what was given: a path, the content of a file, or a value that `_input.py` makes a table of.
fn text<T>(given: &Bound<'_, PyAny>, what: &str, read: impl Fn(&str, &str) -> Result<T, EvaluationError>) -> PyResult<T> {
    let made = in_python(given.py(), "_input", what, given)?;
    let (name, text) = if made.is_none() { text_or_file(given)? } else { (what.to_owned(), made.extract()?) };
    read(&name, &text).map_err(|error| raise(SearchError::from(error)))
}
