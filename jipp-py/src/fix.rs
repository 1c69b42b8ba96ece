//! Safe fixes, applied to a copy.

use std::path::PathBuf;

use jipp_core::ingest::{CopyForm, Source};
use jipp_core::model::FindingRow;
use jipp_core::pipeline::CellChange;
use jipp_core::rules::Totals;
use jipp_core::{Error, SettingsError};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::error::raise;
use crate::files::whole_file;
use crate::input::Place;
use crate::records::{Reading, Records};
use crate::report::finding_table;
use crate::table::{Table, integer, list, text};
use crate::validate::Checking;
use crate::{in_python, to_python, work};

/// A file with its safe fixes applied, as a copy.
#[pyclass(module = "jipp", frozen)]
pub(crate) struct Fixed {
    /// Every changed cell: `row`, `column`, `codes` of the rules, `before`, `after`.
    #[pyo3(get)]
    changes: Py<Table>,
    /// Rows in which a fix was left out, because it would have brought another error to light.
    #[pyo3(get)]
    held: Vec<u64>,
    /// Findings that are left, as in `Report.findings`.
    #[pyo3(get)]
    findings: Py<Table>,
    /// Findings that are left, by severity.
    #[pyo3(get)]
    totals: Py<PyAny>,
    /// The copy: rows, columns and order of the file. Bytes that mean no character are U+FFFD in it; `save` writes them as they were.
    #[pyo3(get)]
    text: String,
    /// The copy as a file, where it is not the text in UTF-8.
    bytes: Option<Vec<u8>>,
    /// The form of the copy: that of the file; of a workbook CSV.
    #[pyo3(get)]
    format: &'static str,
    /// Other sheets of a workbook, and how many rows they have: they are neither checked nor in the copy.
    #[pyo3(get)]
    unread: Vec<(String, u64)>,
    file: Option<PathBuf>,
}

#[pymethods]
impl Fixed {
    /// Writes the copy.
    ///
    /// Raises:
    ///     SettingsError: `path` is the file itself, which is never changed, or promises a workbook (`settings_invalid`).
    fn save(&self, path: &Bound<'_, PyAny>) -> PyResult<()> {
        let (py, path) = (path.py(), path.extract::<PathBuf>()?);
        let refuse = |problem: String| Err(raise(SettingsError::Invalid { problems: vec![problem.into()] }));
        let whole = |path: &PathBuf| std::fs::canonicalize(path).ok();
        if self.file.as_ref().and_then(whole).is_some_and(|file| whole(&path) == Some(file)) {
            return refuse(format!("`{}` is the file itself, which is never changed: name another file", path.display()));
        }
        // a name that promises a workbook would mislead whoever opens it
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if ["xlsx", "xls", "ods"].contains(&ending.as_str()) {
            return refuse(format!("the copy is written as {0}: name it `….{0}`, not `….{ending}`", self.format));
        }
        py.detach(|| whole_file(&path, self.bytes.as_deref().unwrap_or(self.text.as_bytes()))).map_err(raise)
    }

    fn __repr__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "line", slf)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "html", slf)
    }
}

/// Applies the safe fixes of a file to a copy of it: those that keep the meaning of a cell. What needs a person stays.
///
/// Args:
///     data: A path, bytes, an open file, a data frame or dicts (a copy of these is JSON). Not `Records`: they do not hold the file
///         as it was.
///     source: As in `read`, and so are `mapping` and `delimiter`.
///     settings: As in `validate`, and so are the following; fixes follow the rules that run.
///
/// Raises:
///     IngestError: The data is no table, or no column holds a title.
///     SettingsError: As in `validate`.
///
/// Examples:
///     >>> import jipp
///     >>> fixed = jipp.fix([{"title": "  BANK   SAMPAH ", "agency": "Pemkot Malang"}], "generic", select="ID-04")
///     >>> [(change["before"], change["after"]) for change in fixed.changes]
///     [('  BANK   SAMPAH ', 'BANK SAMPAH')]
#[pyfunction]
#[pyo3(signature = (
    data, source="auto", *, mapping=None, delimiter=None, settings=None, as_of=None, select=None, ignore=None, lang="id", progress=None
))]
#[expect(clippy::too_many_arguments, reason = "keywords in Python")]
pub(crate) fn fix(
    data: &Bound<'_, PyAny>,
    source: &str,
    mapping: Option<&Bound<'_, PyAny>>,
    delimiter: Option<char>,
    settings: Option<&Bound<'_, PyAny>>,
    as_of: Option<&Bound<'_, PyAny>>,
    select: Option<&Bound<'_, PyAny>>,
    ignore: Option<&Bound<'_, PyAny>>,
    lang: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Fixed> {
    let py = data.py();
    if data.is_instance_of::<Records>() {
        return Err(PyTypeError::new_err("`Records` do not hold the file as it was: give `fix` its path or bytes, or rows as dicts"));
    }
    let checking = Checking::new(settings, as_of, select, ignore, lang)?;
    let reading = Reading::new(source, mapping, delimiter)?;
    let place = Place::of(data)?;
    let file = if let Place::Path(path) = &place { Some(path.clone()) } else { None };
    let (changes, held, findings, totals, (text_of_copy, bytes), format, unread) =
        work::run(py, progress, move |progress| -> Result<_, Error> {
            let document = place.open("records")?;
            let threads = work::threads();
            let check = checking.options(&threads, progress)?;
            let fixed = jipp_core::pipeline::fix(
                Source { name: &document.name, bytes: &document.bytes },
                &reading.options(&threads, progress),
                &check,
            )?;
            let findings = &fixed.checked.findings;
            let rows: Vec<FindingRow> = findings.iter().map(|finding| FindingRow::new(finding, checking.lang)).collect();
            let format = match fixed.copy.form() {
                CopyForm::Csv => "csv",
                CopyForm::Json => "json",
                CopyForm::Ndjson => "ndjson",
            };
            let bytes = fixed.copy.keeps_lost_bytes().map(|_| fixed.copy.bytes());
            Ok((fixed.changes, fixed.held, rows, Totals::of(findings), (fixed.copy.text(), bytes), format, fixed.file.unread))
        })?;
    Ok(Fixed {
        changes: Py::new(py, change_table(changes))?,
        held,
        findings: Py::new(py, finding_table(findings))?,
        totals: to_python(py, &totals)?.unbind(),
        text: text_of_copy,
        bytes,
        format,
        unread,
        file,
    })
}

fn change_table(changes: Vec<CellChange>) -> Table {
    Table::new(move || {
        vec![
            ("row", integer(&changes, |c| i64::try_from(c.row).ok())),
            ("column", text(&changes, |c| Some(&c.column))),
            ("codes", list(&changes, |c| &c.codes)),
            ("before", text(&changes, |c| Some(&c.before))),
            ("after", text(&changes, |c| Some(&c.after))),
        ]
    })
}
