//! The parts of a bundle as the files that tantivy asks for: nothing is copied, and nothing is written.

use std::collections::BTreeMap;
use std::io;
#[cfg(feature = "catalog")]
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{Directory, DirectoryLock, FileHandle, FileSlice, Lock, WatchCallback, WatchHandle, WritePtr};

/// A file that is read range by range, wherever it lies.
#[cfg(feature = "catalog")]
pub(crate) trait ReadRange: Send + Sync + 'static {
    /// Its length in bytes.
    fn length(&self) -> usize;
    /// These of its bytes, which are there.
    fn read(&self, range: Range<usize>) -> io::Result<Vec<u8>>;
}

/// Such a file as tantivy knows files.
#[cfg(feature = "catalog")]
struct Handle<P>(P);

#[cfg(feature = "catalog")]
impl<P> std::fmt::Debug for Handle<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}

#[cfg(feature = "catalog")]
impl<P: ReadRange> tantivy::HasLen for Handle<P> {
    fn len(&self) -> usize {
        self.0.length()
    }
}

#[cfg(feature = "catalog")]
impl<P: ReadRange> FileHandle for Handle<P> {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<tantivy::directory::OwnedBytes> {
        self.0.read(range).map(tantivy::directory::OwnedBytes::new)
    }
}

#[cfg(feature = "catalog")]
pub(super) fn slice_of(file: impl ReadRange) -> FileSlice {
    FileSlice::new(Arc::new(Handle(file)))
}

/// Files that can only be read.
#[derive(Debug, Clone, Default)]
pub(super) struct Files(Arc<BTreeMap<PathBuf, FileSlice>>);

impl Files {
    pub(super) fn new(files: BTreeMap<PathBuf, FileSlice>) -> Self {
        Self(Arc::new(files))
    }

    fn file(&self, path: &Path) -> Result<&FileSlice, OpenReadError> {
        self.0.get(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }
}

fn read_only() -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, "an opened index is not written")
}

impl Directory for Files {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.file(path)?.clone()))
    }

    fn open_read(&self, path: &Path) -> Result<FileSlice, OpenReadError> {
        Ok(self.file(path)?.clone())
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::FileDoesNotExist(path.to_owned()))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.0.contains_key(path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let bytes = self.file(path)?.read_bytes().map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
        Ok(bytes.as_slice().to_vec())
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// Nobody writes, so nobody has to wait.
    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
