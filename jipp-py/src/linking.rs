//! How records are linked: what is given, with which settings, and what is known before.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jipp_core::dedup::{Known, Labels, LinkSettings, LinkTable, LinkType, Measures, SavedModel, link_with, preset};
use jipp_core::ingest::{IngestError as Unread, Table};
use jipp_core::model::{Innovation, Record};
use jipp_core::pipeline::{Dataset, link_records_with, link_rows_with, read_labels};
use jipp_core::progress::Watcher;
use jipp_core::wire::{parse_settings, shown_ids};
use jipp_core::{Error, SettingsError};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::error::{IngestError, raise};
use crate::input::{Given, given, settings_text};
use crate::linkage::{Linkage, Shown};
use crate::records::{Readable, Records};
use crate::{in_python, work};

/// Finds duplicates.
///
/// Args:
///     records: Records are compared with the settings for innovations. A table with `settings` may hold anything; a table
///         without them is read with source `generic` first; if it has no title, all its columns are compared.
///     settings: `link.toml` as dict, as path, or as text in TOML or JSON. `{}` compares all columns of any table.
///     id: The column whose values name the records. Without it the external id of records, the row number of tables.
///         `"record_id"` names records unmistakably where external ids of several files repeat.
///     threshold: Match probability from which records are merged; that of the settings if not given.
///     labels: Pairs about which a person has decided, as for `Linkage.evaluate`. They teach the weights and are binding.
///     model: What `Linkage.save_model` wrote (path, text or dict): it is applied, nothing is learned.
///     measures: Functions for levels of kind `custom`, by name: each takes two texts and gives how alike they are, 0 to 1, or `None`.
///     progress: Told how far the work has come; a bar (tqdm) if it is true, or if it is not given and somebody looks.
///
/// Raises:
///     SettingsError: The settings, the labels or the model are wrong or do not fit the table.
///
/// Examples:
///     >>> import jipp
///     >>> people = [{"name": "Siti Aminah"}, {"name": "Siti Aminah"}, {"name": "Budi"}]
///     >>> settings = {"blocking": [{"columns": ["name"]}], "comparison": [{"column": "name", "levels": [{"kind": "exact"}]}]}
///     >>> len(jipp.dedupe(people, settings))
///     3
#[pyfunction]
#[pyo3(signature = (records, settings=None, *, id=None, threshold=None, labels=None, model=None, measures=None, progress=None))]
#[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
pub(crate) fn dedupe(
    records: &Bound<'_, PyAny>,
    settings: Option<&Bound<'_, PyAny>>,
    id: Option<String>,
    threshold: Option<f64>,
    labels: Option<&Bound<'_, PyAny>>,
    model: Option<&Bound<'_, PyAny>>,
    measures: Option<HashMap<String, Py<PyAny>>>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Linkage> {
    let py = records.py();
    let chosen = Chosen::new(settings, threshold, labels, model, LinkType::Dedupe)?.with_measures(py, measures)?;
    let failed = chosen.failed.clone();
    let input = Input::new(records, chosen.general)?;
    let general_tables = chosen.general;
    let linked = work::run(py, progress, move |progress| -> Result<Shown, Error> {
        match input {
            Input::Rows(given) => general(&plain(vec![given])?, id.as_deref(), chosen, progress),
            Input::Records(readable) => {
                let mut datasets = match innovations_or_rows(vec![readable], progress)? {
                    Found::Innovations(datasets) => datasets.into_iter(),
                    Found::Rows(tables) => return general(&tables, id.as_deref(), chosen.without_settings()?, progress),
                };
                let dataset = datasets.next().unwrap_or_default();
                let ids = ids(&dataset, id.as_deref())?;
                let all: Vec<&Record> = dataset.records.iter().collect();
                let known = Known { ids: Some(ids.clone()), ..chosen.known };
                let linkage = link_records_with(&all, Some(chosen.settings), &known, progress)?;
                Ok(Shown { linkage, ids, innovations: true, failed: chosen.failed })
            }
        }
    });
    failed.raised()?;
    Linkage::create(py, linked.map_err(|error| with_way_out(py, error, general_tables))?)
}

/// Links the records of two tables, each free of duplicates unless the settings say `link_type = "link-and-dedupe"`.
///
/// Arguments are those of `dedupe`. Where an id occurs in both tables, `clusters` shows it as `left:ID` and `right:ID`.
#[pyfunction]
#[pyo3(signature = (left, right, settings=None, *, id=None, threshold=None, labels=None, model=None, measures=None, progress=None))]
#[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
pub(crate) fn link(
    left: &Bound<'_, PyAny>,
    right: &Bound<'_, PyAny>,
    settings: Option<&Bound<'_, PyAny>>,
    id: Option<String>,
    threshold: Option<f64>,
    labels: Option<&Bound<'_, PyAny>>,
    model: Option<&Bound<'_, PyAny>>,
    measures: Option<HashMap<String, Py<PyAny>>>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Linkage> {
    let py = left.py();
    let chosen = Chosen::new(settings, threshold, labels, model, LinkType::Link)?.with_measures(py, measures)?;
    let failed = chosen.failed.clone();
    let general_tables = chosen.general;
    let rows = general_tables && !left.is_instance_of::<Records>() && !right.is_instance_of::<Records>();
    let inputs = (Input::new(left, rows)?, Input::new(right, rows)?);
    let linked = work::run(py, progress, move |progress| -> Result<Shown, Error> {
        match inputs {
            (Input::Rows(left), Input::Rows(right)) => general(&plain(vec![left, right])?, id.as_deref(), chosen, progress),
            (left, right) => {
                let mut datasets = match innovations_or_rows(vec![left.readable(), right.readable()], progress)? {
                    Found::Innovations(datasets) => datasets.into_iter(),
                    Found::Rows(tables) => return general(&tables, id.as_deref(), chosen.without_settings()?, progress),
                };
                let mut next = || table_of(&datasets.next().unwrap_or_default(), id.as_deref());
                let ((left, mut ids), (right, shown_right)) = (next()?, next()?);
                ids.extend(shown_right);
                let known = Known { ids: Some(ids.clone()), ..chosen.known };
                if known.model.is_none() {
                    chosen.settings.check_ignored(&left.column_names())?;
                }
                let linkage = link_with(LinkTable::stacked(&left, &right)?, chosen.settings, &known, progress)?;
                Ok(Shown { linkage, ids, innovations: true, failed: chosen.failed })
            }
        }
    });
    failed.raised()?;
    Linkage::create(py, linked.map_err(|error| with_way_out(py, error, general_tables))?)
}

/// A table that holds no innovations may be meant as it is: what to do then is told below the error.
fn with_way_out(py: Python<'_>, error: PyErr, general_tables: bool) -> PyErr {
    if !general_tables && error.is_instance_of::<IngestError>(py) {
        let note = "without settings the records are read as innovations; a table of anything else is linked with settings, and `settings={}` \
                    compares all its columns";
        // an exception that refuses a note is still the exception to raise
        let _ = error.value(py).call_method1("add_note", (note,));
    }
    error
}

/// Innovations, or a table of anything else.
#[expect(clippy::large_enum_variant, reason = "made once for each call")]
pub(crate) enum Input {
    Records(Readable),
    Rows(Given),
}

impl Input {
    pub(crate) fn new(data: &Bound<'_, PyAny>, general: bool) -> PyResult<Self> {
        Ok(if general && !data.is_instance_of::<Records>() {
            Self::Rows(given(data)?)
        } else {
            Self::Records(Readable::new(data, "generic")?)
        })
    }

    pub(crate) fn readable(self) -> Readable {
        match self {
            Self::Records(readable) => readable,
            Self::Rows(given) => Readable::table(given, "generic"),
        }
    }
}

/// What was given without settings.
enum Found {
    Innovations(Vec<Arc<Dataset>>),
    Rows(Vec<Table>),
}

/// Reads what is given as innovations; tables of which one has no title are tables of anything.
fn innovations_or_rows(given: Vec<Readable>, progress: Watcher<'_>) -> Result<Found, Error> {
    let mut kept = Vec::with_capacity(given.len());
    let mut read = Vec::with_capacity(given.len());
    let mut no_title = None;
    for readable in given {
        let (readable, again) = readable.twice()?;
        kept.push(again);
        match readable.dataset(progress) {
            Ok(dataset) => read.push(dataset),
            Err(error @ Error::Ingest(Unread::MissingColumn { .. })) => no_title = no_title.or(Some(error)),
            Err(error) => return Err(error),
        }
    }
    match (no_title, kept.into_iter().collect::<Option<Vec<Given>>>()) {
        (None, _) => Ok(Found::Innovations(read)),
        (Some(_), Some(tables)) => Ok(Found::Rows(plain(tables)?)),
        // beside records only innovations can stand
        (Some(error), None) => Err(error),
    }
}

fn table_of(dataset: &Dataset, id: Option<&str>) -> Result<(LinkTable, Vec<String>), Error> {
    let innovations: Vec<&Innovation> = dataset.records.iter().map(|record| &record.innovation).collect();
    Ok((preset::table(&innovations)?, ids(dataset, id)?))
}

fn plain(given: Vec<Given>) -> Result<Vec<Table>, Error> {
    given.into_iter().map(Given::plain).collect()
}

fn general(tables: &[Table], id: Option<&str>, chosen: Chosen, progress: Watcher<'_>) -> Result<Shown, Error> {
    let linkage = link_rows_with(tables, id, chosen.settings, &chosen.known, progress)?;
    let ids = linkage.ids().to_vec();
    Ok(Shown { linkage, ids, innovations: false, failed: chosen.failed })
}

/// `record_id` names records unmistakably where external ids of several files repeat.
pub(crate) fn ids(dataset: &Dataset, id: Option<&str>) -> Result<Vec<String>, Error> {
    match id {
        Some("record_id") => Ok(dataset.records.iter().map(|record| record.source.record_id.clone()).collect()),
        id => Ok(shown_ids(&dataset.records, id)?),
    }
}

/// How to link, and what is known before.
struct Chosen {
    settings: LinkSettings,
    known: Known,
    /// Whether a table that is given may hold anything.
    general: bool,
    /// Whether settings or a model are given.
    described: bool,
    threshold: Option<f64>,
    /// What the measures of the caller raise.
    failed: Failed,
}

impl Chosen {
    /// The settings given as dict, text or file, those of the model, else those for innovations.
    fn new(
        settings: Option<&Bound<'_, PyAny>>,
        threshold: Option<f64>,
        labels: Option<&Bound<'_, PyAny>>,
        model: Option<&Bound<'_, PyAny>>,
        link_type: LinkType,
    ) -> PyResult<Self> {
        let mut known = Known::default();
        if let Some(labels) = labels {
            known.labels = match labels_of(labels)? {
                Labels::Pairs(pairs) => pairs,
                Labels::Clusters(_) => {
                    let problems = vec!["`labels` wants pairs (left, right, same); clusters are for `evaluate`".into()];
                    return Err(raise(SettingsError::Invalid { problems }));
                }
            };
        }
        let given = settings.map(|given| parse_settings(&settings_text(given)?.1).map_err(raise)).transpose()?;
        let general = given.is_some();
        let described = general || model.is_some();
        let saved = model.map(|model| SavedModel::from_json(&settings_text(model)?.1).map_err(raise)).transpose()?;
        let (mut settings, general) = match saved {
            Some(saved) => {
                let settings = saved.settings_for(given).map_err(raise)?;
                known.model = Some(saved.model);
                (settings, !saved.innovations)
            }
            None => (given.unwrap_or_else(preset::settings), general),
        };
        if let Some(threshold) = threshold {
            settings = settings.with_threshold(threshold);
        }
        // the function says whether it is one table or two; only the settings can say that both are searched within, too
        if link_type == LinkType::Dedupe || settings.link_type == LinkType::Dedupe {
            settings.link_type = link_type;
        }
        Ok(Self { settings, known, general, described, threshold, failed: Failed::default() })
    }

    /// The same for a table of anything, of which nothing was described: its columns are compared as they are.
    fn without_settings(self) -> Result<Self, Error> {
        if self.described {
            let problem = "the settings are those of innovations, and the table has no title: `settings={}` compares all its columns";
            return Err(SettingsError::Invalid { problems: vec![problem.into()] }.into());
        }
        let link_type = self.settings.link_type;
        let mut settings = parse_settings("{}")?;
        if let Some(threshold) = self.threshold {
            settings = settings.with_threshold(threshold);
        }
        settings.link_type = link_type;
        Ok(Self { settings, general: true, ..self })
    }

    /// The same with functions for levels of kind `custom`. What they raise is kept until the work is done.
    fn with_measures(mut self, py: Python<'_>, measures: Option<HashMap<String, Py<PyAny>>>) -> PyResult<Self> {
        let mut own = Measures::default();
        for (name, measure) in measures.into_iter().flatten() {
            if !measure.bind(py).is_callable() {
                return Err(PyTypeError::new_err(format!(
                    "`measures[{name:?}]` is no function: it takes two texts and gives a number or None"
                )));
            }
            let failed = self.failed.clone();
            own = own.with(name, move |left, right| failed.asked(&measure, left, right));
        }
        self.known.measures = own;
        Ok(self)
    }
}

/// The first exception that a function of the caller raised. A linkage keeps it: it compares again when it is asked.
#[derive(Clone, Default)]
pub(crate) struct Failed(Arc<Mutex<Option<PyErr>>>);

impl Failed {
    /// What the function says of two texts; nothing once one of them has failed.
    fn asked(&self, measure: &Py<PyAny>, left: &str, right: &str) -> Option<f64> {
        if self.0.lock().is_ok_and(|failed| failed.is_some()) {
            return None;
        }
        Python::attach(|py| {
            let answer = measure.bind(py).call1((left, right)).and_then(|answer| answer.extract::<Option<f64>>());
            answer.unwrap_or_else(|error| {
                if let Ok(mut failed) = self.0.lock() {
                    failed.get_or_insert(error);
                }
                None
            })
        })
    }

    /// Raises it, once.
    pub(crate) fn raised(&self) -> PyResult<()> {
        let failed = self.0.lock().ok().and_then(|mut failed| failed.take());
        failed.map_or(Ok(()), Err)
    }
}

/// Labels given as dict, as tuples or as a table: all of them are read alike.
pub(crate) fn labels_of(labels: &Bound<'_, PyAny>) -> PyResult<Labels> {
    let tuples = in_python(labels.py(), "_input", "labels", labels)?;
    let given = if tuples.is_none() {
        given(labels)?
    } else {
        let (columns, rows) = tuples.extract()?;
        Given::Rows(columns, rows)
    };
    read_labels(&given.plain().map_err(raise)?).map_err(raise)
}
