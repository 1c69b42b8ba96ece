//! Reading: files and tables become records.

use std::collections::HashSet;
use std::sync::Arc;

use jipp_core::ingest::{Ingested, Limits, Mapping, ReadOptions};
use jipp_core::model::{Field, Innovation, Record};
use jipp_core::pipeline::{Dataset, collect};
use jipp_core::progress::Watcher;
use jipp_core::{CancelToken, Error, SettingsError, Threads};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PySlice, PyString};

use crate::error::raise;
use crate::input::{Given, given, text_or_file};
use crate::report::language;
use crate::table::{Columns, Table, integer, json_rows, number, rows_of, text};
use crate::{in_python, to_python, work};

/// Records of one or several files, each with where it came from. As a table: one row a record, one column a field.
///
/// `to_dicts` gives the canonical form: fields with a value, `sources`, and `provenance` that names the file's column by field. Slices,
/// `head` and `filter` give records again. Of a frame that they became the column `source` is read again.
#[pyclass(module = "jipp", frozen, extends = Table)]
pub(crate) struct Records {
    pub(crate) dataset: Arc<Dataset>,
}

impl Records {
    fn create(py: Python<'_>, dataset: Dataset) -> PyResult<Bound<'_, Self>> {
        let dataset = Arc::new(dataset);
        let (rows, nested) = (Arc::clone(&dataset), Arc::clone(&dataset));
        let table = Table::new(move || {
            let mut columns = vec![
                ("record_id", text(&rows.records, |r| Some(&r.source.record_id))),
                ("source", text(&rows.records, |r| Some(r.source.system.code()))),
                ("file", text(&rows.records, |r| Some(&r.source.file))),
                ("row", integer(&rows.records, |r| i64::try_from(r.source.row).ok())),
            ];
            let innovations: Vec<&Innovation> = rows.records.iter().map(|r| &r.innovation).collect();
            columns.extend(innovation_columns(&innovations));
            columns
        });
        let nested = move |span| json_rows(nested.records.iter().map(|r| &r.innovation), span);
        table.with_nested(nested).of(py, Self { dataset })
    }
}

/// A column for every field.
pub(crate) fn innovation_columns(innovations: &[&Innovation]) -> Columns {
    let column = |field: Field| match field {
        Field::Year => integer(innovations, |i| i.year.map(i64::from)),
        Field::Maturity => number(innovations, |i| i.maturity),
        _ => text(innovations, move |i| i.get(field).to_text().map(std::borrow::Cow::into_owned)),
    };
    Field::ALL.iter().map(|field| (field.name(), column(*field))).collect()
}

impl Records {
    /// Those whose places are chosen, with their files.
    fn part<'py>(&self, py: Python<'py>, chosen: impl Fn(usize) -> bool + Send) -> PyResult<Bound<'py, Self>> {
        let part = py.detach(|| self.dataset.keep(chosen));
        Self::create(py, part)
    }
}

#[pymethods]
impl Records {
    fn __len__(&self) -> usize {
        self.dataset.records.len()
    }

    /// The first records.
    #[pyo3(signature = (rows=5))]
    fn head<'py>(&self, py: Python<'py>, rows: usize) -> PyResult<Bound<'py, Self>> {
        self.part(py, |place| place < rows)
    }

    /// A row as a dict, by its place; records, by a slice; the values of a column, by its name.
    fn __getitem__<'py>(slf: &Bound<'py, Self>, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let Ok(slice) = key.cast::<PySlice>() else { return slf.as_super().get().item(key) };
        let rows = rows_of(slice, slf.get().dataset.records.len())?;
        Ok(slf.get().part(key.py(), |place| rows.contains(&place))?.into_any())
    }

    /// Some of the records, each still with its source.
    ///
    /// Args:
    ///     keep: Their record ids, or for each record whether it is kept: a column of a data frame of them.
    ///
    /// Raises:
    ///     SettingsError: There is no such record id (`unknown_value`), or there are not as many answers as records (`settings_invalid`).
    ///
    /// Examples:
    ///     >>> import jipp
    ///     >>> records = jipp.read([{"title": "Bank Sampah", "year": 2013}, {"title": "Jemput Bola", "year": 2020}], "generic")
    ///     >>> records.filter([year > 2015 for year in records["year"]])["title"]
    ///     ['Jemput Bola']
    fn filter<'py>(&self, keep: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Self>> {
        let py = keep.py();
        let (ids, answers): (Vec<String>, Option<Vec<bool>>) = in_python(py, "_input", "chosen", keep)?.extract()?;
        let records = &self.dataset.records;
        if let Some(answers) = answers {
            if answers.len() != records.len() {
                let problem = format!("`keep` has {} answers for {} records: one for each is wanted", answers.len(), records.len());
                return Err(raise(SettingsError::Invalid { problems: vec![problem.into()] }));
            }
            return self.part(py, |place| answers.get(place).copied().unwrap_or_default());
        }
        let known = || records.iter().map(|record| record.source.record_id.as_str());
        let all: HashSet<&str> = known().collect();
        if let Some(id) = ids.iter().find(|id| !all.contains(id.as_str())) {
            return Err(raise(SettingsError::unknown_value("record id", id, known())));
        }
        let wanted: HashSet<&str> = ids.iter().map(String::as_str).collect();
        self.part(py, |place| records.get(place).is_some_and(|record| wanted.contains(record.source.record_id.as_str())))
    }

    /// What each file turned out to be: mapping and why, encoding, header row, columns and the fields they were read into.
    #[getter]
    fn files<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.dataset.files)
    }
}

/// Reads a file or a table. Nothing gets lost: every row with any text is a record; what is wrong with it `validate` tells.
///
/// Args:
///     data: A path, bytes or an open file (CSV, XLSX, JSON, NDJSON; the content tells which), a data frame or other Arrow data, or
///         an iterable of dicts. Cells become texts: nothing for what is missing, no `.0` behind whole numbers, lists joined by `; `.
///         In a frame or list with the canonical fields a column `source` (`kipp`, `iga`, `lan`, `jippnas`, or their codes) names the
///         source of each record, as in the frame that records become. If a value is none of these it is a column like others, and
///         `Records.files` says so.
///     source: Whose columns these are; `auto` tells it from the headers and says why in `Records.files`.
///     mapping: A mapping of your own, as path or as text in TOML; it wins over `source`.
///     name: Name of the file in findings; else that of the path, or `records`.
///     delimiter: Delimiter of a CSV file; found out if not given.
///     every_table: Whether every sheet of a workbook with these columns, and every file of an archive, is read; if not, the sheet that
///         fits best.
///     progress: Told how far the work has come; a bar (tqdm) if it is true, or if it is not given and somebody looks.
///
/// Raises:
///     IngestError: The data is no table, or no column holds a title.
///     OSError: The file cannot be opened.
///
/// Examples:
///     >>> import jipp
///     >>> records = jipp.read([{"title": "Bank Sampah Malang", "agency": "Pemkot Malang", "year": 2013.0}])
///     >>> records.to_dicts()[0]["agency_code"]
///     'pemda:35.73'
#[pyfunction]
#[pyo3(signature = (data, source="auto", *, mapping=None, name=None, delimiter=None, every_table=true, progress=None))]
pub(crate) fn read<'py>(
    data: &Bound<'py, PyAny>,
    source: &str,
    mapping: Option<&Bound<'py, PyAny>>,
    name: Option<String>,
    delimiter: Option<char>,
    every_table: bool,
    progress: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, Records>> {
    let py = data.py();
    let reading = Reading::new(source, mapping, delimiter)?;
    if let Ok(records) = data.cast::<Records>()
        && reading.is_open()
    {
        return Ok(records.clone());
    }
    let given = given(data)?;
    let dataset = work::run(py, progress, move |progress| -> Result<Dataset, Error> {
        let threads = work::threads();
        let options = reading.options(&threads, progress);
        let name = name.as_deref();
        Ok(collect(if every_table { given.ingest_each(name, &options)? } else { vec![given.ingest(name, &options)?] }))
    })?;
    Records::create(py, dataset)
}

/// A delimiter is one byte.
pub(crate) fn ascii(delimiter: Option<char>) -> PyResult<Option<u8>> {
    let wrong = |_| pyo3::exceptions::PyValueError::new_err("`delimiter` is one ASCII character");
    delimiter.map(u8::try_from).transpose().map_err(wrong)
}

/// How to read, as several functions take it.
pub(crate) struct Reading {
    source: String,
    mapping: Option<Mapping>,
    delimiter: Option<u8>,
}

impl Reading {
    /// `mapping` is one of the user's, as path or as text; `delimiter` one ASCII character.
    pub(crate) fn new(source: &str, mapping: Option<&Bound<'_, PyAny>>, delimiter: Option<char>) -> PyResult<Self> {
        let mapping = mapping.map(|m| text_or_file(m).and_then(|(name, text)| Mapping::from_toml(&name, &text).map_err(raise)));
        Ok(Self { source: source.to_owned(), mapping: mapping.transpose()?, delimiter: ascii(delimiter)? })
    }

    /// Whether nothing is said: what has been read already stays as it is.
    fn is_open(&self) -> bool {
        self.source == "auto" && self.mapping.is_none() && self.delimiter.is_none()
    }

    pub(crate) fn options<'a>(&'a self, threads: &'a Threads, progress: Watcher<'a>) -> ReadOptions<'a> {
        ReadOptions {
            source: &self.source,
            mapping: self.mapping.as_ref(),
            delimiter: self.delimiter,
            threads,
            progress,
            limits: Limits::LOCAL,
            source_column: true,
            ..ReadOptions::default()
        }
    }
}

/// Puts the records of several files together. Ids stay unique across all of them.
#[pyfunction]
pub(crate) fn concat<'py>(records: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Records>> {
    let parts: Vec<Bound<'_, Records>> = records.try_iter()?.map(|part| one_of_several(part?)).collect::<PyResult<_>>()?;
    joined(records.py(), &parts.iter().map(|part| Arc::clone(&part.get().dataset)).collect::<Vec<_>>())
}

fn one_of_several(part: Bound<'_, PyAny>) -> PyResult<Bound<'_, Records>> {
    let kind = part.get_type().name()?;
    part.cast_into::<Records>().map_err(|_| {
        PyTypeError::new_err(format!(
            "`concat` takes several `Records`, such as `jipp.concat([jipp.read(a), jipp.read(b)])`, and met `{kind}`"
        ))
    })
}

fn joined<'py>(py: Python<'py>, parts: &[Arc<Dataset>]) -> PyResult<Bound<'py, Records>> {
    let dataset = py.detach(|| collect(parts.iter().flat_map(|part| files(part)).collect()));
    Records::create(py, dataset)
}

/// A dataset file by file again.
pub(crate) fn files(dataset: &Dataset) -> Vec<Ingested> {
    let mut records = dataset.records.iter();
    let mut take = |rows: u64| records.by_ref().take(rows as usize).cloned().collect::<Vec<Record>>();
    dataset.files.iter().map(|file| Ingested { file: file.clone(), records: take(file.rows) }).collect()
}

/// Records, or a table that has still to be read.
#[expect(clippy::large_enum_variant, reason = "made once for each call")]
pub(crate) enum Readable {
    Records(Arc<Dataset>),
    Given(Given, Reading, Option<String>),
}

impl Readable {
    /// Takes records as they are; anything else is read with `source`.
    pub(crate) fn new(data: &Bound<'_, PyAny>, source: &str) -> PyResult<Self> {
        match data.cast::<Records>() {
            Ok(records) => Ok(Self::Records(Arc::clone(&records.get().dataset))),
            Err(_) => Ok(Self::table(given(data)?, source)),
        }
    }

    /// A table that is read with `source`.
    pub(crate) fn table(given: Given, source: &str) -> Self {
        Self::Given(given, Reading { source: source.to_owned(), mapping: None, delimiter: None }, None)
    }

    /// Takes records as they are, whose source is known; anything else is read as it is said.
    pub(crate) fn with(data: &Bound<'_, PyAny>, reading: Reading, name: Option<String>) -> PyResult<Self> {
        let Ok(records) = data.cast::<Records>() else { return Ok(Self::Given(given(data)?, reading, name)) };
        if !reading.is_open() || name.is_some() {
            return Err(PyTypeError::new_err(
                "`Records` were read already, and know their source and file: give them alone, or give the file to read it in another way",
            ));
        }
        Ok(Self::Records(Arc::clone(&records.get().dataset)))
    }

    /// The same, and what it was given as once more; nothing for records.
    pub(crate) fn twice(self) -> Result<(Self, Option<Given>), Error> {
        Ok(match self {
            Self::Records(dataset) => (Self::Records(dataset), None),
            Self::Given(given, reading, name) => {
                let given = given.kept()?;
                let again = given.again();
                (Self::Given(given, reading, name), again)
            }
        })
    }

    /// Each table by itself, every one of a file.
    pub(crate) fn tables(self, threads: &Threads, progress: Watcher<'_>, cancel: &CancelToken) -> Result<Vec<Ingested>, Error> {
        match self {
            Self::Records(dataset) => Ok(files(&dataset)),
            Self::Given(given, reading, name) => {
                given.ingest_each(name.as_deref(), &ReadOptions { cancel, ..reading.options(threads, progress) })
            }
        }
    }

    pub(crate) fn dataset(self, progress: Watcher<'_>) -> Result<Arc<Dataset>, Error> {
        match self {
            Self::Records(dataset) => Ok(dataset),
            given @ Self::Given(..) => Ok(Arc::new(collect(given.tables(&work::threads(), progress, CancelToken::NEVER)?))),
        }
    }
}

/// The canonical fields (`name`, `label`, `kind`): the headers of a table of source `generic`, and the fields that jipp derives.
#[pyfunction]
#[pyo3(signature = (*, lang="id"))]
pub(crate) fn fields<'py>(py: Python<'py>, lang: &str) -> PyResult<Bound<'py, Table>> {
    let lang = language(lang)?;
    let table = Table::new(move || {
        vec![
            ("name", text(Field::ALL, |f| Some(f.name()))),
            ("label", text(Field::ALL, |f| Some(f.label(lang)))),
            ("kind", text(Field::ALL, |f| Some(format!("{:?}", f.kind()).to_lowercase()))),
        ]
    });
    Bound::new(py, table)
}

/// One text or number, or several, as texts.
pub(crate) fn several(value: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<String>> {
    match value {
        None => Ok(Vec::new()),
        Some(value) if value.is_none() || value.is_instance_of::<PyDict>() => {
            let kind = value.get_type().name()?;
            Err(PyTypeError::new_err(format!("a text or number, or several of them, are wanted here, not `{kind}`")))
        }
        Some(value) if value.is_instance_of::<PyFloat>() => Ok(vec![in_python(value.py(), "_input", "cell", value)?.extract()?]),
        Some(value) if value.is_instance_of::<PyString>() || !value.hasattr("__iter__")? => Ok(vec![value.str()?.to_string()]),
        Some(value) => value.try_iter()?.map(|item| in_python(value.py(), "_input", "cell", &item?)?.extract()).collect(),
    }
}
