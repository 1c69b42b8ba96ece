//! Printing: JSON, CSV, whole files.

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::CliError;
use crate::files;
pub(super) use crate::report::{safe_cell, severity};

pub(super) fn json<T: Serialize>(out: &mut dyn Write, value: &T) -> Result<(), CliError> {
    let text = serde_json::to_string(value).map_err(|e| CliError::Usage(e.to_string()))?;
    writeln!(out, "{text}")?;
    Ok(())
}

/// A CSV file that is either complete or not there.
pub(super) fn csv_file<T: Serialize>(path: &Path, header: &[&str], rows: impl Iterator<Item = T>) -> Result<(), CliError> {
    // what the system says is kept: a reader that is gone is no failure
    let failed = |error: csv::Error| {
        unwritten(path)(match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => std::io::Error::other(format!("{other:?}")),
        })
    };
    write_whole(path, |out| {
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
        writer.write_record(header).map_err(failed)?;
        for row in rows {
            writer.serialize(row).map_err(failed)?;
        }
        Ok(writer.flush()?)
    })
}

/// What the operating system says of a file that cannot be written.
pub(super) fn unwritten(path: &Path) -> impl Fn(std::io::Error) -> CliError + '_ {
    |source| CliError::File { path: path.display().to_string(), action: "written", source }
}

/// Where a command tells what it did: on the error output if what it made went to the output or another stream, into which nothing else belongs.
pub(super) fn beside<'a>(made: &Path, out: &'a mut dyn Write) -> Box<dyn Write + 'a> {
    if files::is_stream(made) { Box::new(anstream::stderr()) } else { Box::new(out) }
}

/// Refuses a stream where only a file or a folder can be made.
pub(super) fn no_stream(path: &Path) -> Result<(), CliError> {
    if !files::is_stream(path) {
        return Ok(());
    }
    let path = path.display();
    Err(CliError::told(
        format!("`{path}` adalah aliran, sedangkan yang dibuat di sini harus berupa berkas atau folder: sebutkan namanya"),
        format!("`{path}` is a stream, and what is made here has to be a file or a folder: name one"),
    ))
}

/// Writes a file that is either complete or as it was; see [`files::write_whole`].
pub(super) fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<(), CliError>) -> Result<(), CliError> {
    files::write_whole(path, &unwritten(path), write)
}
