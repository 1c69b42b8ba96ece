//! The `jipp` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(jipp_core::cli::run(std::env::args_os()))
}
