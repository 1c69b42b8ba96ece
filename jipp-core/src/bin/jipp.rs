//! The `jipp` command.

use std::process::ExitCode;

/// Reading a file is many small texts, made and let go in several threads: this allocator is quicker there than that of the C library.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(jipp_core::cli::run(std::env::args_os()))
}
