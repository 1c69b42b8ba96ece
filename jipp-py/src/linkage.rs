//! What linking gives: which records are the same, and why.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jipp_core::Error;
use jipp_core::dedup::{Labels, LinkNoteCode, Linkage as Linked, SavedModel};
use jipp_core::model::Record;
use jipp_core::pipeline::{extend_records, extend_rows};
use jipp_core::wire::{PairRow, cluster_quality_rows, cluster_rows, explained, pair_rows, told_apart};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::IntoPyDict;

use crate::error::raise;
use crate::files::whole_file;
use crate::linking::{Failed, Input, ids, labels_of};
use crate::report::language;
use crate::table::{Table, integer, number, text};
use crate::{in_python, missing, to_python, work};

/// A linkage and the ids under which its records are shown.
pub(crate) struct Shown {
    pub(crate) linkage: Linked,
    pub(crate) ids: Vec<String>,
    /// Whether the records are innovations.
    pub(crate) innovations: bool,
    /// What its measures raise while they are asked.
    pub(crate) failed: Failed,
}

impl Shown {
    /// What the linkage answers, the lock of Python let go; what a measure of the caller raised meanwhile comes first.
    fn asked<T: Send, E: Into<Error> + Send>(&self, py: Python<'_>, ask: impl FnOnce(&Self) -> Result<T, E> + Send) -> PyResult<T> {
        let answer = py.detach(|| ask(self));
        self.failed.raised()?;
        answer.map_err(raise)
    }

    /// Pairs that a person should look at.
    fn review(&self) -> Vec<PairRow> {
        let wanted: HashSet<(usize, usize)> = self.linkage.review().map(|pair| (pair.left, pair.right)).collect();
        let all = self.linkage.pairs.iter().zip(pair_rows(&self.linkage, &self.ids, 0.0));
        all.filter(|(pair, _)| wanted.contains(&(pair.left, pair.right))).map(|(_, row)| row).collect()
    }
}

/// Which records are the same.
#[pyclass(module = "jipp", frozen)]
pub(crate) struct Linkage {
    shown: Arc<Shown>,
    /// Pairs with at least the threshold's probability, most probable first: `left`, `right`, `probability`, `kind`.
    #[pyo3(get)]
    pairs: Py<Table>,
    /// The cluster of every record: `id`, `cluster`.
    #[pyo3(get)]
    clusters: Py<Table>,
    /// The linkage in numbers.
    #[pyo3(get)]
    counts: Py<PyAny>,
    /// The settings used; give them to `dedupe` again for the same linkage.
    #[pyo3(get)]
    settings: Py<PyAny>,
    /// What was learned: the share of matches, and for each comparison the weight of each level.
    #[pyo3(get)]
    model: Py<PyAny>,
}

impl Linkage {
    pub(crate) fn create(py: Python<'_>, linked: Shown) -> PyResult<Self> {
        let shown = Arc::new(linked);
        let (of_pairs, of_clusters) = (Arc::clone(&shown), Arc::clone(&shown));
        let pairs = Table::new(move || {
            let Shown { linkage, ids, .. } = of_pairs.as_ref();
            pair_columns(&pair_rows(linkage, ids, linkage.settings().clustering.threshold))
        });
        let clusters = Table::new(move || {
            let rows = cluster_rows(&of_clusters.linkage, &told_apart(&of_clusters.linkage, &of_clusters.ids));
            vec![("id", text(&rows, |r| Some(&r.id))), ("cluster", text(&rows, |r| Some(&r.cluster)))]
        });
        let linkage = &shown.linkage;
        let merged = linkage.merged_clusters();
        let counts = [
            ("records", shown.ids.len()),
            ("candidates", linkage.candidates),
            ("split_blocks", linkage.split_blocks),
            ("skipped_blocks", linkage.skipped_blocks),
            ("pairs", linkage.pairs.iter().filter(|pair| pair.probability >= linkage.settings().clustering.threshold).count()),
            ("clusters", merged.len()),
            ("merged_records", merged.iter().map(Vec::len).sum()),
            ("review", linkage.review().count()),
        ];
        Ok(Self {
            pairs: Py::new(py, pairs)?,
            clusters: Py::new(py, clusters)?,
            counts: counts.into_py_dict(py)?.into_any().unbind(),
            settings: to_python(py, linkage.settings())?.unbind(),
            model: to_python(py, &linkage.model)?.unbind(),
            shown,
        })
    }
}

#[pymethods]
impl Linkage {
    /// Why two records are, or are not, the same, whether or not they were compared; if not, why not.
    ///
    /// Args:
    ///     left: Id of a record, as in `pairs`; a record id will do too. Of two tables, in the left one.
    ///     right: Id of another record.
    ///     lang: Language of the summary.
    ///
    /// Raises:
    ///     SettingsError: There is no such record (`unknown_value`).
    #[pyo3(signature = (left, right, lang="id"))]
    fn explain<'py>(&self, left: &Bound<'py, PyAny>, right: &Bound<'py, PyAny>, lang: &str) -> PyResult<Bound<'py, PyAny>> {
        let py = left.py();
        let (left, right) = (left.str()?.to_string(), right.str()?.to_string());
        let lang_of_texts = language(lang)?;
        let explanation = self.shown.asked(py, |shown| explained(&shown.linkage, &shown.ids, (&left, &right), lang_of_texts))?;
        let answer = in_python(py, "_results", "Explanation", &to_python(py, &explanation)?)?;
        answer.setattr("lang", lang)?;
        Ok(answer)
    }

    /// How well the linkage agrees with labels: clusters, pairs, thresholds, calibration, errors. Records without a label do not count.
    ///
    /// Args:
    ///     labels: Cluster by record id (dict, tuples, or a table with `id` and `cluster`), or pairs (tuples of two ids and whether they
    ///         are the same, or a table with `left`, `right` and `same`: 1 or 0; pairs without an answer are left out, a table of `left`
    ///         and `right` alone holds pairs that are the same). An id that both of two tables have is written `left:ID` or `right:ID`.
    ///
    /// Raises:
    ///     SettingsError: An answer is no answer, a pair is labelled both ways, no label names a record, or an id means two records.
    fn evaluate<'py>(&self, labels: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = labels.py();
        let labels = labels_of(labels)?;
        let answer = self.shown.asked(py, |shown| match &labels {
            Labels::Clusters(_) => shown.linkage.evaluate(&labels, &told_apart(&shown.linkage, &shown.ids)),
            Labels::Pairs(_) => shown.linkage.evaluate(&labels, &shown.ids),
        })?;
        in_python(py, "_results", "Evaluation", &to_python(py, &answer)?)
    }

    /// The pairs whose answer would teach most: doubtful, unlike each other, a fifth drawn over all weights.
    ///
    /// Give the answers back with `dedupe(..., labels=...)`.
    ///
    /// Args:
    ///     size: How many pairs.
    ///     seed: The same seed gives the same pairs.
    ///
    /// Returns:
    ///     `left`, `right`, `probability`, `same` (empty: write 1 or 0), `left_values`, `right_values`.
    #[pyo3(signature = (size=100, *, seed=42))]
    fn to_review<'py>(&self, py: Python<'py>, size: usize, seed: u64) -> PyResult<Bound<'py, Table>> {
        let pairs = self.shown.asked(py, |shown| shown.linkage.to_review(size, seed, &shown.ids))?;
        let rows = pairs.iter().map(|pair| (pair.left, pair.right, pair.probability, None)).collect();
        Bound::new(py, self.questions(rows))
    }

    /// A sample of pairs that says how precise the linkage is, where nothing is labelled; give its answers to `evaluate`.
    ///
    /// Args:
    ///     size: About how many pairs.
    ///     seed: The same seed gives the same pairs.
    #[pyo3(signature = (size=100, *, seed=42))]
    fn sampling_plan<'py>(&self, py: Python<'py>, size: usize, seed: u64) -> PyResult<Bound<'py, PyAny>> {
        let plan = self.shown.asked(py, |shown| shown.linkage.sampling_plan(size, seed, &shown.ids))?;
        let rows = plan.pairs.iter().map(|pair| (pair.left_record, pair.right_record, pair.probability, Some(pair.stratum))).collect();
        let answer = to_python(py, &plan)?;
        answer.set_item("pairs", Bound::new(py, self.questions(rows))?)?;
        in_python(py, "_results", "SamplingPlan", &answer)
    }

    /// Links more records with these: only pairs with a new record are compared, the model stays, clusters are made anew.
    ///
    /// Args:
    ///     batch: More records of the same sort.
    ///     id: The column whose values name them, as in `dedupe`.
    ///     progress: Told how far the work has come.
    ///
    /// Raises:
    ///     SettingsError: An id is there already, or this is a linkage of two tables.
    #[pyo3(signature = (batch, *, id=None, progress=None))]
    fn extend(&self, batch: &Bound<'_, PyAny>, id: Option<String>, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let py = batch.py();
        let input = Input::new(batch, !self.shown.innovations)?;
        let shown = Arc::clone(&self.shown);
        let linked = work::run(py, progress, move |progress| -> Result<Shown, Error> {
            match input {
                Input::Rows(given) if !shown.innovations => {
                    let linkage = extend_rows(&shown.linkage, &given.plain()?, id.as_deref(), progress)?;
                    let ids = linkage.ids().to_vec();
                    Ok(Shown { linkage, ids, innovations: false, failed: shown.failed.clone() })
                }
                input => {
                    let readable = input.readable();
                    let dataset = readable.dataset(progress)?;
                    let mut shown_ids = shown.ids.clone();
                    shown_ids.extend(ids(&dataset, id.as_deref())?);
                    let records: Vec<&Record> = dataset.records.iter().collect();
                    let linkage = extend_records(&shown.linkage, &records, progress)?;
                    Ok(Shown { linkage, ids: shown_ids, innovations: true, failed: shown.failed.clone() })
                }
            }
        });
        self.shown.failed.raised()?;
        Self::create(py, linked?)
    }

    /// What each rule of blocking costs: `records`, `pairs`, `possible_pairs`, and `rules` with `rule`, `estimated_pairs`, `pairs`,
    /// `new_pairs`, `without_key`, `largest_block`, `split_blocks`, `skipped_blocks`, `skipped_pairs`, and with labels `completeness` and
    /// `completeness_so_far`.
    ///
    /// Args:
    ///     labels: As for `evaluate`.
    ///     most: A rule that would propose more pairs is refused before they are made.
    #[pyo3(signature = (labels=None, *, most=200_000_000))]
    fn analyze_blocking<'py>(&self, py: Python<'py>, labels: Option<&Bound<'py, PyAny>>, most: u64) -> PyResult<Bound<'py, PyAny>> {
        let labels = labels.map(labels_of).transpose()?;
        let found = py.detach(|| {
            let ids = if matches!(labels, Some(Labels::Pairs(_))) {
                self.shown.ids.clone()
            } else {
                told_apart(&self.shown.linkage, &self.shown.ids)
            };
            self.shown.linkage.analyze_blocking(labels.as_ref(), &ids, most)
        });
        to_python(py, &found.map_err(raise)?)
    }

    /// Writes what was learned, with the settings, as JSON. `dedupe(..., model=path)` links other records with it.
    fn save_model(&self, path: &Bound<'_, PyAny>) -> PyResult<()> {
        let (py, path) = (path.py(), path.extract::<std::path::PathBuf>()?);
        let saved = SavedModel::new(self.shown.linkage.settings(), &self.shown.linkage.model, self.shown.innovations);
        let text = saved.to_json().map_err(raise)?;
        py.detach(|| whole_file(&path, text.as_bytes())).map_err(raise)
    }

    /// The `pairs` as a pandas frame.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.pairs.bind(py).call_method0(intern!(py, "to_pandas"))
    }

    /// The `pairs` as a polars frame.
    fn to_polars<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.pairs.bind(py).call_method0(intern!(py, "to_polars"))
    }

    /// The `pairs` as a pyarrow table.
    fn to_arrow<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.pairs.bind(py).call_method0(intern!(py, "to_arrow"))
    }

    /// Pairs that a person should look at: probable, but not probable enough to merge; refused by the clustering; or the only thing that
    /// holds a cluster of three or more together.
    fn review<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        let shown = Arc::clone(&self.shown);
        Bound::new(py, Table::new(move || pair_columns(&shown.review())))
    }

    /// What a person should know of this linkage: `code` (`left_out`: the table has more columns than can be compared; `no_numbers` and
    /// `no_dates`: many values are compared as such and are none; `telephones_as_one` and `abbreviations_as_one`: what the column writes in
    /// two ways is compared as one), `columns`, `share` of unreadable values, `forms` (abbreviations and what they are read as), `message`.
    ///
    /// Args:
    ///     lang: Language of the messages.
    #[pyo3(signature = (lang="id"))]
    fn notes<'py>(&self, py: Python<'py>, lang: &str) -> PyResult<Bound<'py, PyAny>> {
        let lang = language(lang)?;
        let told = self.shown.linkage.notes().iter().map(|note| Note {
            code: note.code,
            columns: &note.columns,
            share: note.share,
            forms: &note.forms,
            message: note.message(lang),
        });
        to_python(py, &told.collect::<Vec<_>>())
    }

    /// How well each cluster of two or more records holds together, the least cohesive first.
    ///
    /// Returns:
    ///     `cluster` (as in `clusters`), `records`, `density` (share of its pairs, 0 to 1, that reach the threshold by their own values),
    ///     `cohesion` (mean match weight of all its pairs in bits, -10 to 10), `bridges` (pairs without which it would fall apart).
    fn cluster_quality<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        let shown = Arc::clone(&self.shown);
        let table = Table::new(move || {
            let rows = cluster_quality_rows(&shown.linkage, &told_apart(&shown.linkage, &shown.ids));
            let whole = |count: usize| i64::try_from(count).ok();
            vec![
                ("cluster", text(&rows, |row| Some(&row.cluster))),
                ("records", integer(&rows, |row| whole(row.records))),
                ("density", number(&rows, |row| Some(row.density))),
                ("cohesion", number(&rows, |row| Some(row.cohesion))),
                ("bridges", integer(&rows, |row| whole(row.bridges.len()))),
            ]
        });
        Bound::new(py, table)
    }

    /// Pairs that alone hold a cluster of three or more together: `left`, `right`. Where one of them is wrong, so is the cluster.
    fn bridges<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        let shown = Arc::clone(&self.shown);
        let table = Table::new(move || {
            let rows = shown.linkage.bridges();
            let id = |at: usize| shown.ids.get(at).map(String::as_str);
            vec![("left", text(rows, |row| id(row.0))), ("right", text(rows, |row| id(row.1)))]
        });
        Bound::new(py, table)
    }

    fn __len__(&self) -> usize {
        self.shown.ids.len()
    }

    /// Only asked for a name that is not there.
    fn __getattr__(slf: &Bound<'_, Self>, name: &str) -> PyResult<Py<PyAny>> {
        Err(missing(slf.as_any(), name))
    }

    fn __repr__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "line", slf)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "html", slf)
    }
}

/// A note with its sentence. Its share stands there whether it has one or not.
#[derive(serde::Serialize)]
struct Note<'a> {
    code: LinkNoteCode,
    columns: &'a [String],
    share: Option<f64>,
    forms: &'a BTreeMap<String, String>,
    message: String,
}

/// A pair for a person: numbers of the records, probability, stratum.
type Question = (usize, usize, f64, Option<usize>);

impl Linkage {
    /// A table for a person to answer.
    fn questions(&self, rows: Vec<Question>) -> Table {
        let shown = Arc::clone(&self.shown);
        Table::new(move || {
            let id = |at: usize| shown.ids.get(at).map(String::as_str);
            let mut columns = vec![
                ("left", text(&rows, |row| id(row.0))),
                ("right", text(&rows, |row| id(row.1))),
                ("probability", number(&rows, |row| Some(row.2))),
                ("same", integer(&rows, |_| None)),
                ("left_values", text(&rows, |row| Some(shown.linkage.shown_values(row.0)))),
                ("right_values", text(&rows, |row| Some(shown.linkage.shown_values(row.1)))),
            ];
            if rows.iter().any(|row| row.3.is_some()) {
                columns.push(("stratum", integer(&rows, |row| row.3.and_then(|stratum| i64::try_from(stratum).ok()))));
            }
            columns
        })
    }
}

fn pair_columns(rows: &[PairRow]) -> crate::table::Columns {
    vec![
        ("left", text(rows, |r| Some(&r.left))),
        ("right", text(rows, |r| Some(&r.right))),
        ("probability", number(rows, |r| Some(r.probability))),
        ("kind", text(rows, |r| Some(r.kind.code()))),
    ]
}
