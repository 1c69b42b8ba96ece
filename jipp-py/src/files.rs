//! Files that are either complete or as they were.

use std::io::Write;
use std::path::Path;

use jipp_core::Error;
use jipp_core::files::write_whole;
use jipp_core::ingest::IngestError;

/// Writes a file that is either complete or as it was. A catalog is never replaced by another file.
pub(crate) fn whole_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    written_whole(path, |out| Ok(out.write_all(bytes).map_err(|source| unwritten(path, source))?))
}

/// The same for what is written piece by piece.
pub(crate) fn written_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<(), Error>) -> Result<(), Error> {
    write_whole(path, &|source| unwritten(path, source).into(), write)
}

/// What the operating system says of a file that cannot be written.
fn unwritten(path: &Path, source: std::io::Error) -> IngestError {
    IngestError::Io { file: path.display().to_string(), source }
}
