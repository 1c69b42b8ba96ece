//! Files that are either complete or as they were.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use jipp_core::Error;
use jipp_core::catalog::Catalog;
use jipp_core::ingest::IngestError;

/// Writes a file that is either complete or as it was. A catalog is never replaced by another file.
pub(crate) fn whole_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    written_whole(path, |file| Ok(file.write_all(bytes).map_err(|source| unwritten(path, source))?))
}

/// The same for what is written piece by piece: beside its place first, then moved there.
pub(crate) fn written_whole(path: &Path, write: impl FnOnce(&mut File) -> Result<(), Error>) -> Result<(), Error> {
    Catalog::leave_alone(path)?;
    let failed = |source| Error::from(unwritten(path, source));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = OpenOptions::new().write(true).create_new(true).open(&beside).map_err(failed).and_then(|mut file| {
        write(&mut file)?;
        file.sync_all().map_err(failed)
    });
    if let Err(error) = written.and_then(|()| fs::rename(&beside, path).map_err(failed)) {
        // what is half written is of no use; the first error is the one to tell
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    Ok(())
}

/// What the operating system says of a file that cannot be written.
pub(crate) fn unwritten(path: &Path, source: std::io::Error) -> IngestError {
    IngestError::Io { file: path.display().to_string(), source }
}
