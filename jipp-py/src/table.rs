//! The one shape of tabular results: Arrow inside, every library of data frames outside.

use std::sync::{Arc, OnceLock};

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, Float64Array, Int64Array, LargeStringArray, RecordBatch, StructArray};
use arrow_schema::{DataType, Field};
use pyo3::PyClass;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};

use crate::error::internal;
use crate::{from_json, in_python};

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

/// A table of texts, numbers, yes and no, handed over without copying to whatever reads Arrow: pandas, polars, pyarrow, DuckDB.
///
/// Several values in one cell are joined by `; `. Columns are made when they are first asked for.
#[pyclass(module = "jipp", frozen, subclass)]
pub(crate) struct Table {
    build: Box<dyn Fn() -> Columns + Send + Sync>,
    batch: OnceLock<RecordBatch>,
    /// The first rows as JSON, where they hold more than columns can.
    nested: Option<Box<dyn Fn(usize) -> serde_json::Result<String> + Send + Sync>>,
}

impl Table {
    pub(crate) fn new(build: impl Fn() -> Columns + Send + Sync + 'static) -> Self {
        Self { build: Box::new(build), batch: OnceLock::new(), nested: None }
    }

    /// The same with rows of more than columns: what `to_dicts` gives.
    pub(crate) fn with_nested(self, nested: impl Fn(usize) -> serde_json::Result<String> + Send + Sync + 'static) -> Self {
        Self { nested: Some(Box::new(nested)), ..self }
    }

    /// A table that is of a class of its own.
    pub(crate) fn of<C>(self, py: Python<'_>, class: C) -> PyResult<Bound<'_, C>>
    where
        C: PyClass<BaseType = Self>,
    {
        Bound::new(py, PyClassInitializer::from(self).add_subclass(class))
    }

    fn flat<'py>(&self, py: Python<'py>, limit: usize) -> PyResult<Bound<'py, PyList>> {
        let batch = self.batch(py)?;
        let rows = PyList::empty(py);
        for row in 0..batch.num_rows().min(limit) {
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
        Ok(self.batch(py)?.schema().fields().iter().map(|field| field.name().clone()).collect())
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let batch = self.batch(py)?;
        let field = Arc::new(Field::new_struct("", batch.schema().fields().clone(), false));
        let array: ArrayRef = Arc::new(StructArray::from(batch.clone()));
        to_stream_pycapsule(py, Box::new(ArrayIterator::new([Ok(array)], field)), requested_schema)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.batch(py)?.schema().as_ref())
    }

    /// The rows as dicts, with all that they hold; the first `limit` of them if it is given.
    #[pyo3(signature = (*, limit=None))]
    fn to_dicts<'py>(&self, py: Python<'py>, limit: Option<usize>) -> PyResult<Bound<'py, PyAny>> {
        let limit = limit.unwrap_or(usize::MAX);
        match &self.nested {
            Some(nested) => from_json(py, py.detach(|| nested(limit))),
            None => Ok(self.flat(py, limit)?.into_any()),
        }
    }

    /// The rows as dicts of the columns: for `_frames.py` and `_html.py`.
    fn _rows<'py>(&self, py: Python<'py>, limit: usize) -> PyResult<Bound<'py, PyList>> {
        self.flat(py, limit)
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Ok(slf.call_method0("to_dicts")?.try_iter()?.into_any())
    }

    /// A pandas `DataFrame`. Whole numbers keep their kind even where some are missing.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_frames", "to_pandas", slf)
    }

    /// A polars `DataFrame`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_frames", "to_polars", slf)
    }

    /// A pyarrow `Table`.
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

    fn __repr__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "line", slf)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "html", slf)
    }
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
