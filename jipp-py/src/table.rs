//! The one shape of tabular results: Arrow inside, every library of data frames outside.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, Float64Array, Int64Array, LargeStringArray, RecordBatch, RecordBatchIterator};
use arrow_schema::DataType;
use pyo3::PyClass;
use pyo3::exceptions::{PyIndexError, PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyCapsule, PyDict, PyList, PySlice};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::to_schema_pycapsule;

use crate::error::internal;
use crate::{from_json, in_python, missing};

/// Columns by name.
pub(crate) type Columns = Vec<(&'static str, ArrayRef)>;

/// A column of texts. Long offsets: a column of descriptions may pass two gigabytes.
pub(crate) fn text<'a, T, S: AsRef<str>>(rows: impl IntoIterator<Item = &'a T>, get: impl Fn(&'a T) -> Option<S>) -> ArrayRef
where
    T: 'a,
{
    Arc::new(rows.into_iter().map(get).collect::<LargeStringArray>())
}

/// A column of whole numbers.
pub(crate) fn integer<'a, T: 'a>(rows: impl IntoIterator<Item = &'a T>, get: impl Fn(&'a T) -> Option<i64>) -> ArrayRef {
    Arc::new(rows.into_iter().map(get).collect::<Int64Array>())
}

/// A column of decimal numbers.
pub(crate) fn number<'a, T: 'a>(rows: impl IntoIterator<Item = &'a T>, get: impl Fn(&'a T) -> Option<f64>) -> ArrayRef {
    Arc::new(rows.into_iter().map(get).collect::<Float64Array>())
}

/// A column of yes and no.
pub(crate) fn flag<'a, T: 'a>(rows: impl IntoIterator<Item = &'a T>, get: impl Fn(&'a T) -> bool) -> ArrayRef {
    Arc::new(rows.into_iter().map(|row| Some(get(row))).collect::<BooleanArray>())
}

/// A column of lists, joined.
pub(crate) fn list<'a, T: 'a>(rows: impl IntoIterator<Item = &'a T>, get: impl Fn(&'a T) -> &'a [String]) -> ArrayRef {
    text(rows, |row| Some(get(row).join("; ")))
}

/// The rows of a range as JSON.
pub(crate) fn json_rows(rows: impl IntoIterator<Item: serde::Serialize>, span: Range<usize>) -> serde_json::Result<String> {
    serde_json::to_string(&rows.into_iter().skip(span.start).take(span.len()).collect::<Vec<_>>())
}

/// A table of texts, numbers, yes and no, handed over without copying to whatever reads Arrow: pandas, polars, pyarrow, DuckDB.
///
/// Several values in one cell are joined by `; `. Columns are made when they are first asked for. `table[0]` is a row as a dict,
/// `table[:5]` a table of the first rows, `table["title"]` the values of a column. Where rows hold more than columns can, a row as a dict
/// (`table[0]`, iteration, `to_dicts`) is what `to_dicts` gives in full: what is missing may be left out, and counts may lie deeper.
///
/// Examples:
///     >>> import jipp
///     >>> rules = jipp.rules(lang="en")
///     >>> rules.columns
///     ['code', 'name', 'family', 'severity', 'stage', 'summary', 'why', 'source']
///     >>> rules[0]["code"], rules["severity"][0], rules[:3].shape
///     ('SRC-01', 'warning', (3, 8))
#[pyclass(module = "jipp", frozen, subclass)]
pub(crate) struct Table {
    build: Box<dyn Fn() -> Columns + Send + Sync>,
    batch: OnceLock<RecordBatch>,
    /// Rows as JSON, where they hold more than columns can.
    nested: Option<Nested>,
    /// Which of the rows that `nested` knows these are.
    span: Range<usize>,
}

/// The rows in a range as JSON, as many as there are.
type Nested = Arc<dyn Fn(Range<usize>) -> serde_json::Result<String> + Send + Sync>;

impl Table {
    pub(crate) fn new(build: impl Fn() -> Columns + Send + Sync + 'static) -> Self {
        Self { build: Box::new(build), batch: OnceLock::new(), nested: None, span: 0..usize::MAX }
    }

    /// The same with rows of more than columns: what `to_dicts` gives.
    pub(crate) fn with_nested(self, nested: impl Fn(Range<usize>) -> serde_json::Result<String> + Send + Sync + 'static) -> Self {
        Self { nested: Some(Arc::new(nested)), ..self }
    }

    /// Some of its rows, which stay where they are.
    fn rows(&self, py: Python<'_>, rows: Range<usize>) -> PyResult<Self> {
        let batch = self.batch(py)?;
        let end = rows.end.min(batch.num_rows());
        let start = rows.start.min(end);
        let of_nested = self.span.start + start..self.span.start + end;
        let part = OnceLock::from(batch.slice(start, end - start));
        Ok(Self { build: Box::new(Vec::new), batch: part, nested: self.nested.clone(), span: of_nested })
    }

    /// A table that is of a class of its own.
    pub(crate) fn of<C>(self, py: Python<'_>, class: C) -> PyResult<Bound<'_, C>>
    where
        C: PyClass<BaseType = Self>,
    {
        Bound::new(py, PyClassInitializer::from(self).add_subclass(class))
    }

    /// The rows in a range as dicts, with all that they hold.
    fn dicts<'py>(&self, py: Python<'py>, rows: Range<usize>) -> PyResult<Bound<'py, PyAny>> {
        match &self.nested {
            Some(nested) => {
                let at = |row: usize| self.span.start.saturating_add(row).min(self.span.end);
                let rows = at(rows.start)..at(rows.end);
                from_json(py, py.detach(|| nested(rows)))
            }
            None => Ok(self.flat(py, rows)?.into_any()),
        }
    }

    /// What stands under a key: the place of a row, a slice, or the name of a column.
    pub(crate) fn item<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = key.py();
        let batch = self.batch(py)?;
        let count = batch.num_rows();
        if let Ok(slice) = key.cast::<PySlice>() {
            return Ok(Bound::new(py, self.rows(py, rows_of(slice, count)?)?)?.into_any());
        }
        if let Ok(name) = key.extract::<String>() {
            let unknown = || PyKeyError::new_err(format!("there is no column `{name}`; columns are {}", names(batch).join(", ")));
            let column = batch.column_by_name(&name).ok_or_else(unknown)?;
            let values = (0..count).map(|row| cell(py, column, row)).collect::<PyResult<Vec<_>>>()?;
            return Ok(PyList::new(py, values)?.into_any());
        }
        // in Python yes and no are numbers, but no place: `table[table["a"] == 1]` would be the first row
        let place: isize = if key.is_instance_of::<PyBool>() { Err(wrong_key(key)) } else { key.extract().map_err(|_| wrong_key(key)) }?;
        let place = if place < 0 { place.checked_add_unsigned(count) } else { Some(place) };
        match place.and_then(|place| usize::try_from(place).ok()).filter(|place| *place < count) {
            Some(place) => self.dicts(py, place..place + 1)?.get_item(0),
            None => Err(PyIndexError::new_err(format!("there are {count} rows"))),
        }
    }

    fn flat<'py>(&self, py: Python<'py>, span: Range<usize>) -> PyResult<Bound<'py, PyList>> {
        let batch = self.batch(py)?;
        let rows = PyList::empty(py);
        for row in span.start..span.end.min(batch.num_rows()) {
            let dict = PyDict::new(py);
            for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
                dict.set_item(field.name(), cell(py, column, row)?)?;
            }
            rows.append(dict)?;
        }
        Ok(rows)
    }

    fn batch(&self, py: Python<'_>) -> PyResult<&RecordBatch> {
        if let Some(batch) = self.batch.get() {
            return Ok(batch);
        }
        let columns = || (self.build)().into_iter().map(|(name, column)| (name, column, true));
        let batch = py.detach(|| RecordBatch::try_from_iter_with_nullable(columns())).map_err(|error| internal(&error.to_string()))?;
        Ok(self.batch.get_or_init(|| batch))
    }
}

#[pymethods]
impl Table {
    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        Ok(self.batch(py)?.num_rows())
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        Ok(names(self.batch(py)?))
    }

    /// The stream of the Arrow C interface. A schema may be asked for, as the protocol has it; what comes has the schema of the table, which
    /// the protocol allows too, and whoever asked casts it: code for casting every type to every other would double what Arrow weighs here.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batch = self.batch(py)?;
        let reader = RecordBatchIterator::new([Ok(batch.clone())], batch.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.batch(py)?.schema().as_ref())
    }

    /// How many rows and columns there are.
    #[getter]
    fn shape(&self, py: Python<'_>) -> PyResult<(usize, usize)> {
        let batch = self.batch(py)?;
        Ok((batch.num_rows(), batch.num_columns()))
    }

    /// A table of the first rows.
    #[pyo3(signature = (rows=5))]
    fn head(&self, py: Python<'_>, rows: usize) -> PyResult<Self> {
        self.rows(py, 0..rows)
    }

    /// A row as a dict, by its place; rows as a table, by a slice; the values of a column, by its name.
    fn __getitem__<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.item(key)
    }

    /// The rows as dicts, with all that they hold; the first `limit` of them if it is given.
    #[pyo3(signature = (*, limit=None))]
    fn to_dicts<'py>(&self, py: Python<'py>, limit: Option<usize>) -> PyResult<Bound<'py, PyAny>> {
        self.dicts(py, 0..limit.unwrap_or(usize::MAX))
    }

    /// The rows as dicts of the columns: for `_frames.py` and `_html.py`.
    fn _rows<'py>(&self, py: Python<'py>, limit: usize) -> PyResult<Bound<'py, PyList>> {
        self.flat(py, 0..limit)
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Ok(slf.call_method0("to_dicts")?.try_iter()?.into_any())
    }

    /// A pandas `DataFrame` (`pip install 'jipp[pandas]'`). Whole numbers keep their kind even where some are missing.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_frames", "to_pandas", slf)
    }

    /// A polars `DataFrame` (`pip install 'jipp[polars]'`).
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_frames", "to_polars", slf)
    }

    /// A pyarrow `Table` (`pip install 'jipp[arrow]'`).
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_frames", "to_arrow", slf)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let py = other.py();
        match other.cast::<Self>() {
            Ok(other) => Ok(self.batch(py)? == other.get().batch(py)?),
            Err(_) => Ok(false),
        }
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

/// The rows that a slice means.
pub(crate) fn rows_of(slice: &Bound<'_, PySlice>, count: usize) -> PyResult<Range<usize>> {
    let span = slice.indices(count.try_into()?)?;
    if span.step != 1 {
        return Err(PyValueError::new_err("a table is sliced without a step: `to_polars()` and `to_pandas()` give frames that take one"));
    }
    let start = usize::try_from(span.start).unwrap_or_default();
    Ok(start..start + span.slicelength)
}

/// What to say of a key that is none.
fn wrong_key(key: &Bound<'_, PyAny>) -> PyErr {
    let kind = key.get_type().name().map_or_else(|_| "this".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!(
        "a table takes the place of a row, a slice, or the name of a column, not `{kind}`: rows that fulfil a condition are chosen in a frame \
         (`to_pandas()`, `to_polars()`), of `Records` by `filter`"
    ))
}

fn names(batch: &RecordBatch) -> Vec<String> {
    batch.schema().fields().iter().map(|field| field.name().clone()).collect()
}

fn cell<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Option<Bound<'py, PyAny>>> {
    if column.is_null(row) {
        return Ok(None);
    }
    Ok(Some(match column.data_type() {
        DataType::Boolean => column.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into_pyobject(py)?.into_any(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into_pyobject(py)?.into_any(),
        _ => column.as_string::<i64>().value(row).into_pyobject(py)?.into_any(),
    }))
}
