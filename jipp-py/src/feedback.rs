//! Feedback files: one for each agency, to correct and send back.

use std::fs;
use std::path::PathBuf;

use jipp_core::ingest::IngestError;
use jipp_core::report::feedback::{FeedbackError, FeedbackFormat, FeedbackOptions, feedback_files};
use jipp_core::{Error, SettingsError};
use pyo3::prelude::*;

use crate::error::raise;
use crate::files::whole_file;
use crate::records::Readable;
use crate::table::{Table, integer, text};
use crate::validate::Checking;
use crate::work;

/// A file that was written.
struct Written {
    path: String,
    agency: Option<String>,
    records: usize,
}

/// Writes one file for each agency and each file that was read, to correct, send back and `read` again; files of the same name are
/// replaced.
///
/// Args:
///     records: Records, or a table that is read with source `auto` first.
///     folder: Where they are written; it is made if it is not there.
///     format: Workbooks, or tables without comments and guide.
///     with_personal_data: Whether telephone numbers, e-mail addresses and identity numbers travel with the files.
///     settings: As in `validate`, and so are the following.
///
/// Returns:
///     What was written: `path`, `agency` (none for records whose agency is not known), `records`.
///
/// Raises:
///     ReportError: The rows do not fit into a workbook (`feedback_workbook`).
///     SettingsError: There is no such format (`unknown_value`), or as in `validate`.
///     OSError: A file cannot be written.
#[pyfunction]
#[pyo3(signature = (
    records, folder, *, format="xlsx", with_personal_data=false, settings=None, as_of=None, select=None, ignore=None, lang="id",
    progress=None
))]
#[expect(clippy::too_many_arguments, reason = "keywords in Python")]
pub(crate) fn feedback<'py>(
    records: &Bound<'py, PyAny>,
    folder: PathBuf,
    format: &str,
    with_personal_data: bool,
    settings: Option<&Bound<'py, PyAny>>,
    as_of: Option<&Bound<'py, PyAny>>,
    select: Option<&Bound<'py, PyAny>>,
    ignore: Option<&Bound<'py, PyAny>>,
    lang: &str,
    progress: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, Table>> {
    let format = match format {
        "xlsx" => FeedbackFormat::Xlsx,
        "csv" => FeedbackFormat::Csv,
        other => {
            let (what, value) = ("format of feedback files (`xlsx` or `csv`)", other.to_owned());
            return Err(raise(SettingsError::UnknownValue { what, value, suggestion: None }));
        }
    };
    let checking = Checking::new(settings, as_of, select, ignore, lang)?;
    let readable = Readable::new(records, "auto")?;
    let made = work::run_or_stop(records.py(), progress, move |progress, cancel| -> Result<Result<Vec<Written>, FeedbackError>, Error> {
        let dataset = readable.dataset(progress)?;
        let threads = work::threads();
        let check = checking.options(&threads, progress)?;
        let checked = dataset.check(&check);
        let options = FeedbackOptions { lang: checking.lang, format, personal_data: with_personal_data, as_of: check.day() };
        fs::create_dir_all(&folder).map_err(|source| IngestError::Io { file: folder.display().to_string(), source })?;
        let mut written = Vec::new();
        for file in feedback_files(&dataset.files, &dataset.records, &checked, &options) {
            let file = match file {
                Ok(file) => file,
                Err(error) => return Ok(Err(error)),
            };
            if cancel.is_cancelled() {
                return Err(IngestError::Cancelled { file: file.name, rows: 0 }.into());
            }
            let path = folder.join(&file.name);
            whole_file(&path, &file.bytes)?;
            written.push(Written { path: path.display().to_string(), agency: file.agency, records: file.records });
        }
        Ok(Ok(written))
    })?;
    let files = made.map_err(|error| crate::error::feedback(&error))?;
    let table = Table::new(move || {
        vec![
            ("path", text(&files, |f| Some(&f.path))),
            ("agency", text(&files, |f| f.agency.as_ref())),
            ("records", integer(&files, |f| i64::try_from(f.records).ok())),
        ]
    });
    Bound::new(records.py(), table)
}
