//! What do the commands take that are about mappings: which column is read into which field?

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::common::{ReadingArgs, TextOrJson};

#[derive(Debug, Args)]
pub(in crate::cli) struct MappingArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: MappingCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum MappingCommand {
    /// List the mappings that come with jipp.
    List(MappingListArgs),
    /// Explain which column of a file is read into which field, with samples. Exit code 1 if a column cannot be read at all.
    Check(MappingCheckArgs),
    /// Write a first draft of a mapping by matching headers and looking at values.
    Init(MappingInitArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct MappingListArgs {
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp mapping check kipp.csv
  jipp mapping check table.csv --mapping my-mapping.toml")]
pub(in crate::cli) struct MappingCheckArgs {
    /// File.
    pub(in crate::cli) file: PathBuf,
    /// A mapping that comes with jipp (`jipp mapping list`), generic or auto.
    #[arg(long, default_value = "auto")]
    pub(in crate::cli) source: String,
    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp mapping init table.xlsx -o my-mapping.toml
  jipp mapping check table.xlsx --mapping my-mapping.toml")]
pub(in crate::cli) struct MappingInitArgs {
    /// File.
    pub(in crate::cli) file: PathBuf,
    /// Where to write the mapping; standard output if not given.
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Replace the output if it is there.
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,
}
