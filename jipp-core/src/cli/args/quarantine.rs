//! What do the commands take that are about rows that were kept out?

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::common::{CheckingArgs, ReadingArgs, TextOrJson};

#[derive(Debug, Args)]
pub(in crate::cli) struct QuarantineArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: QuarantineCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum QuarantineCommand {
    /// List the rows that were kept out, with the reasons.
    List(QuarantineListArgs),
    /// Write the rows that were kept out into a workbook with a comment on each bad cell.
    Export(QuarantineExportArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct QuarantineFrom {
    /// File, or catalog.
    pub(in crate::cli) file: PathBuf,
    /// File: mapping to read with. Catalog: source to list.
    #[arg(long)]
    pub(in crate::cli) source: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,
    #[command(flatten)]
    pub(in crate::cli) checking: CheckingArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct QuarantineListArgs {
    #[command(flatten)]
    pub(in crate::cli) from: QuarantineFrom,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp quarantine export kipp.csv --source kipp -o kipp-karantina.xlsx
  jipp build --kipp kipp.csv --input auto=kipp-karantina.xlsx -o national.jipp    (after correction)

A corrected row keeps the id of its record: read again, it takes the place of the row that it corrects. An OUTPUT that ends in .csv is a
table without comments. Of several files with quarantined rows each gets an output of its own: OUTPUT, OUTPUT-2, ...")]
pub(in crate::cli) struct QuarantineExportArgs {
    #[command(flatten)]
    pub(in crate::cli) from: QuarantineFrom,
    /// Where to write the workbook.
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: PathBuf,
    /// Let telephone numbers, e-mail addresses and identity numbers travel with it; they are masked if not given.
    #[arg(long)]
    pub(in crate::cli) with_personal_data: bool,
}
