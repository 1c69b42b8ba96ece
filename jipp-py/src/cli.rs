//! The `jipp` command.

use std::ffi::OsString;

use pyo3::prelude::*;

/// Runs the `jipp` command and returns its exit code: 0 fine, 1 findings of severity error, 2 cannot proceed.
///
/// Args:
///     argv: The arguments; the first is the name of the program.
#[pyfunction]
pub(crate) fn cli(py: Python<'_>, argv: Vec<OsString>) -> u8 {
    py.detach(|| jipp_core::cli::run(argv))
}
