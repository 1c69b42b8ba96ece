//! A first mapping for a table that nobody knows yet.

use std::path::Path;

use jipp_core::Error;
use jipp_core::ingest::{Limits, MappingDraft, ReadOptions, Source, draft_mapping as draft_file, draft_table_mapping};
use pyo3::prelude::*;

use crate::input::{Given, content, given};
use crate::records::ascii;
use crate::{in_python, work};

/// A first mapping for a table that jipp does not know, to look at, correct and give to `read`.
///
/// Args:
///     data: As in `read`.
///     name: Name of the mapping; that of the file if not given.
///     delimiter: As in `read`.
///
/// Returns:
///     The mapping in TOML: fields guessed by headers and by what the cells hold, each with its reason and samples beside it.
///
/// Raises:
///     IngestError: The data is no table.
///
/// Examples:
///     >>> import jipp
///     >>> table = [{"Nama Kegiatan Inovasi": "Bank Sampah", "OPD": "Pemkot Malang"}]
///     >>> jipp.read(table, mapping=jipp.draft_mapping(table)).to_dicts()[0]["title"]
///     'Bank Sampah'
#[pyfunction]
#[pyo3(signature = (data, *, name=None, delimiter=None))]
pub(crate) fn draft_mapping<'py>(data: &Bound<'py, PyAny>, name: Option<String>, delimiter: Option<char>) -> PyResult<Bound<'py, PyAny>> {
    let py = data.py();
    let (given, delimiter) = (given(data)?, ascii(delimiter)?);
    let draft = work::run(py, None, move |progress| -> Result<MappingDraft, Error> {
        let options = ReadOptions { delimiter, progress, limits: Limits::LOCAL, ..ReadOptions::default() };
        // the command names a mapping after its file, too
        let named = |path: Option<&Path>| {
            let stem = path.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().to_lowercase());
            name.clone().or(stem).unwrap_or_else(|| "records".to_owned())
        };
        Ok(match given {
            Given::Path(path) => {
                let bytes = content(&path)?;
                draft_file(Source { name: &path.display().to_string(), bytes: &bytes }, &named(Some(&path)), &options)?
            }
            Given::Bytes(bytes) => draft_file(Source { name: "records", bytes: &bytes }, &named(None), &options)?,
            table => draft_table_mapping(&table.plain()?, &named(None)),
        })
    })?;
    in_python(py, "_results", "MappingDraft", draft.toml.into_pyobject(py)?.as_any())
}
