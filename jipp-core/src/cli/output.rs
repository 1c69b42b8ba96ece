//! Printing: JSON, CSV, whole files.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use super::CliError;

pub(super) use crate::report::{safe_cell, severity};

pub(super) fn json<T: Serialize>(out: &mut dyn Write, value: &T) -> Result<(), CliError> {
    let text = serde_json::to_string(value).map_err(|e| CliError::Usage(e.to_string()))?;
    writeln!(out, "{text}")?;
    Ok(())
}

/// A CSV file that is either complete or not there.
pub(super) fn csv_file<T: Serialize>(path: &Path, header: &[&str], rows: impl Iterator<Item = T>) -> Result<(), CliError> {
    let failed = |error: csv::Error| CliError::File { path: path.display().to_string(), action: "written", source: error.into() };
    atomic(path, |out| {
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
        writer.write_record(header).map_err(failed)?;
        for row in rows {
            writer.serialize(row).map_err(failed)?;
        }
        Ok(writer.flush()?)
    })
}

/// Writes a file that is either complete or not there: under another name first, then renamed.
pub(super) fn atomic(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<(), CliError>) -> Result<(), CliError> {
    let failed = |source: std::io::Error| CliError::File { path: path.display().to_string(), action: "written", source };
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let done = File::create(&part).map_err(failed).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync_all().and_then(|()| std::fs::rename(&part, path)).map_err(failed)
    });
    if done.is_err() {
        // the failure itself is what the caller needs to hear of
        let _ = std::fs::remove_file(&part);
    }
    done
}
