//! [`spill`](super) where there are no files, as in a browser: everything stays in memory.

use std::io;

use crate::error::SettingsError;

/// Two numbers that belong together, such as a pair of records.
pub(super) type Two = (u32, u32);

/// Pairs of numbers in a temporary file: there are none.
#[derive(Debug)]
pub(super) enum Spilled {}

impl Spilled {
    pub(super) fn len(&self) -> usize {
        match *self {}
    }

    pub(super) fn read(&self) -> io::Result<std::iter::Empty<io::Result<Two>>> {
        match *self {}
    }
}

/// Pairs of numbers on their way into a temporary file: there are none.
pub(super) enum Spill {}

impl Spill {
    pub(super) fn new() -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn push(&mut self, _: Two) -> io::Result<()> {
        match *self {}
    }

    pub(super) fn finish(self) -> io::Result<Spilled> {
        match self {}
    }
}

/// Sorted files: there are none.
#[derive(Debug, Default)]
pub(super) struct Runs;

impl Runs {
    pub(super) fn add(&mut self, _: &[Two]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn is_empty(&self) -> bool {
        true
    }

    pub(super) fn merged(self) -> io::Result<Spilled> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// A temporary file that could not be written or read.
pub(super) fn failed(error: &io::Error) -> SettingsError {
    SettingsError::TemporaryFile { reason: error.to_string() }
}
