//! Linking: which records are the same, and why.

use std::collections::HashSet;
use std::sync::Arc;

use jipp_core::dedup::{LinkSettings, LinkTable, LinkType, Linkage as Linked, evaluate, link as link_table, preset};
use jipp_core::model::{Innovation, Record};
use jipp_core::pipeline::{Dataset, link_records, link_rows};
use jipp_core::progress::Watcher;
use jipp_core::wire::{PairRow, cluster_rows, pair_rows, parse_settings, shown_ids, told_apart};
use jipp_core::{Error, SettingsError};
use pyo3::prelude::*;
use pyo3::types::IntoPyDict;

use crate::error::raise;
use crate::input::{Given, given, settings_text};
use crate::records::{Readable, Records};
use crate::report::language;
use crate::table::{Table, number, text};
use crate::{in_python, to_python, work};

/// A linkage and the ids under which its records are shown.
struct Shown {
    linkage: Linked,
    ids: Vec<String>,
}

impl Shown {
    /// Pairs that a person should look at.
    fn review(&self) -> Vec<PairRow> {
        let wanted: HashSet<(usize, usize)> = self.linkage.review().map(|pair| (pair.left, pair.right)).collect();
        let all = self.linkage.pairs.iter().zip(pair_rows(&self.linkage, &self.ids, 0.0));
        all.filter(|(pair, _)| wanted.contains(&(pair.left, pair.right))).map(|(_, row)| row).collect()
    }

    /// The number of the record with this id; of two tables, in the one that is meant.
    fn number(&self, id: &str, right: bool) -> Result<usize, SettingsError> {
        let two = self.linkage.settings().link_type == LinkType::Link;
        let find =
            |ids: &[String]| ids.iter().enumerate().position(|(at, known)| known == id && (!two || self.linkage.is_right(at) == right));
        find(&self.ids).or_else(|| find(self.linkage.ids())).ok_or_else(|| SettingsError::UnknownValue {
            what: "record id",
            value: id.to_owned(),
            suggestion: None,
        })
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
    /// `records`, `candidates` compared, `skipped_blocks`, `pairs`, `clusters` of two or more, `merged_records`, `review`.
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
    fn create(py: Python<'_>, linked: Shown) -> PyResult<Self> {
        let shown = Arc::new(linked);
        let (of_pairs, of_clusters) = (Arc::clone(&shown), Arc::clone(&shown));
        let pairs = Table::new(move || {
            let Shown { linkage, ids } = of_pairs.as_ref();
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
    /// Why two records are, or are not, the same, whether or not they were compared.
    #[pyo3(signature = (left, right, lang="id"))]
    fn explain<'py>(&self, left: &Bound<'py, PyAny>, right: &Bound<'py, PyAny>, lang: &str) -> PyResult<Bound<'py, PyAny>> {
        let py = left.py();
        let (left, right) = (left.str()?.to_string(), right.str()?.to_string());
        let (a, b) = (self.shown.number(&left, false).map_err(raise)?, self.shown.number(&right, true).map_err(raise)?);
        let mut explanation = self.shown.linkage.explain_records(a, b, language(lang)?);
        (explanation.left, explanation.right) = (left, right);
        let answer = in_python(py, "_results", "Explanation", &to_python(py, &explanation)?)?;
        answer.setattr("lang", lang)?;
        Ok(answer)
    }

    /// How well the clusters agree with labelled ones.
    fn evaluate<'py>(&self, labels: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = labels.py();
        let labels = label_pairs(labels)?;
        let answer = py.detach(|| {
            let found: Vec<(String, String)> = cluster_rows(&self.shown.linkage, &told_apart(&self.shown.linkage, &self.shown.ids))
                .into_iter()
                .map(|row| (row.id, row.cluster))
                .collect();
            evaluate(&found, &labels)
        });
        in_python(py, "_results", "Evaluation", &to_python(py, &answer)?)
    }

    /// Pairs that a person should look at: probable, but not probable enough to merge, or refused by the clustering.
    fn review<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        let shown = Arc::clone(&self.shown);
        Bound::new(py, Table::new(move || pair_columns(&shown.review())))
    }

    fn __len__(&self) -> usize {
        self.shown.ids.len()
    }

    fn __repr__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "line", slf)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "html", slf)
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

/// Finds duplicates. Records are compared with the settings for innovations; any other table with the settings given.
#[pyfunction]
#[pyo3(signature = (records, settings=None, *, id=None, threshold=None, progress=None))]
pub(crate) fn dedupe(
    records: &Bound<'_, PyAny>,
    settings: Option<&Bound<'_, PyAny>>,
    id: Option<String>,
    threshold: Option<f64>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Linkage> {
    let py = records.py();
    let chosen = chosen(settings, threshold, LinkType::Dedupe)?;
    let input = Input::new(records, settings.is_some())?;
    let linked = work::run(py, progress, move |progress| -> Result<Shown, Error> {
        match input {
            Input::Rows(given) => general(vec![given], id.as_deref(), chosen, progress),
            Input::Records(readable) => {
                let dataset = readable.dataset(progress)?;
                let ids = ids(&dataset, id.as_deref())?;
                let all: Vec<&Record> = dataset.records.iter().collect();
                Ok(Shown { linkage: link_records(&all, Some(chosen), progress)?, ids })
            }
        }
    })?;
    Linkage::create(py, linked)
}

/// Links the records of two tables.
#[pyfunction]
#[pyo3(signature = (left, right, settings=None, *, id=None, threshold=None, progress=None))]
pub(crate) fn link(
    left: &Bound<'_, PyAny>,
    right: &Bound<'_, PyAny>,
    settings: Option<&Bound<'_, PyAny>>,
    id: Option<String>,
    threshold: Option<f64>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Linkage> {
    let py = left.py();
    let chosen = chosen(settings, threshold, LinkType::Link)?;
    let general_tables = settings.is_some() && !left.is_instance_of::<Records>() && !right.is_instance_of::<Records>();
    let inputs = (Input::new(left, general_tables)?, Input::new(right, general_tables)?);
    let linked = work::run(py, progress, move |progress| -> Result<Shown, Error> {
        match inputs {
            (Input::Rows(left), Input::Rows(right)) => general(vec![left, right], id.as_deref(), chosen, progress),
            (left, right) => {
                let (left, mut shown_left) = left.innovations(id.as_deref(), progress)?;
                let (right, shown_right) = right.innovations(id.as_deref(), progress)?;
                shown_left.extend(shown_right);
                Ok(Shown { linkage: link_table(LinkTable::stacked(&left, &right)?, chosen, progress)?, ids: shown_left })
            }
        }
    })?;
    Linkage::create(py, linked)
}

/// Innovations, or a table of anything else.
enum Input {
    Records(Readable),
    Rows(Given),
}

impl Input {
    fn new(data: &Bound<'_, PyAny>, general: bool) -> PyResult<Self> {
        Ok(if general && !data.is_instance_of::<Records>() {
            Self::Rows(given(data)?)
        } else {
            Self::Records(Readable::new(data, "generic")?)
        })
    }

    fn innovations(self, id: Option<&str>, progress: Watcher<'_>) -> Result<(LinkTable, Vec<String>), Error> {
        let readable = match self {
            Self::Records(readable) => readable,
            Self::Rows(given) => Readable::Given(given, "generic"),
        };
        let dataset = readable.dataset(progress)?;
        let innovations: Vec<&Innovation> = dataset.records.iter().map(|record| &record.innovation).collect();
        Ok((preset::table(&innovations)?, ids(&dataset, id)?))
    }
}

fn general(given: Vec<Given>, id: Option<&str>, settings: LinkSettings, progress: Watcher<'_>) -> Result<Shown, Error> {
    let tables = given.into_iter().map(Given::plain).collect::<Result<Vec<_>, _>>()?;
    let linkage = link_rows(&tables, id, settings, progress)?;
    let ids = linkage.ids().to_vec();
    Ok(Shown { linkage, ids })
}

/// `record_id` names records unmistakably where external ids of several files repeat.
fn ids(dataset: &Dataset, id: Option<&str>) -> Result<Vec<String>, Error> {
    match id {
        Some("record_id") => Ok(dataset.records.iter().map(|record| record.source.record_id.clone()).collect()),
        id => Ok(shown_ids(&dataset.records, id)?),
    }
}

/// The settings given as dict, text or file, else those for innovations.
fn chosen(settings: Option<&Bound<'_, PyAny>>, threshold: Option<f64>, link_type: LinkType) -> PyResult<LinkSettings> {
    let mut chosen = match settings {
        None => preset::settings(),
        Some(given) => parse_settings(&settings_text(given)?.1).map_err(raise)?,
    };
    if let Some(threshold) = threshold {
        chosen = chosen.with_threshold(threshold);
    }
    // the function says whether it is one table or two; only the settings can say that both are searched within, too
    if link_type == LinkType::Dedupe || chosen.link_type == LinkType::Dedupe {
        chosen.link_type = link_type;
    }
    Ok(chosen)
}

/// Labels given as dict, as pairs or as a table with the columns `id` and `cluster`.
fn label_pairs(labels: &Bound<'_, PyAny>) -> PyResult<Vec<(String, String)>> {
    let pairs = in_python(labels.py(), "_input", "labels", labels)?;
    if !pairs.is_none() {
        return pairs.extract();
    }
    let table = given(labels)?.plain().map_err(raise)?;
    let column = |name: &str| {
        let at = table.columns.iter().position(|column| column == name);
        at.ok_or_else(|| raise(SettingsError::Invalid { problems: vec![format!("the labels have no column `{name}`")] }))
    };
    let (id, cluster) = (column("id")?, column("cluster")?);
    let get = |row: &jipp_core::ingest::Row, at: usize| row.cells.get(at).cloned().unwrap_or_default();
    Ok(table.rows.iter().map(|row| (get(row, id), get(row, cluster))).collect())
}
