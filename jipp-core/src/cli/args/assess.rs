//! What do the commands take that judge innovations: the evidence of each, the index of a region?

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::common::{ReadingArgs, TextOrJson};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp evidence kipp.csv --as-of 2026-11-21
  jipp evidence kipp.csv --as-of 2026-11-21 --explain 900001
  jipp evidence iga.xlsx --source iga --format json")]
pub(in crate::cli) struct EvidenceArgs {
    /// File.
    pub(in crate::cli) file: PathBuf,
    /// kipp, iga, lan, jippnas, generic or auto.
    #[arg(long, default_value = "auto")]
    pub(in crate::cli) source: String,
    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,
    /// The day of the judgement; recency is not judged without it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(in crate::cli) as_of: Option<String>,
    /// Show every criterion of this record, by record id or source id.
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) explain: Option<String>,
    /// Show every record in text form, not only the first ones.
    #[arg(long)]
    pub(in crate::cli) all: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct IndexArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: IndexCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum IndexCommand {
    /// Compute and explain the index from the levels that the region entered.
    Score(IndexScoreArgs),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum IndexFormat {
    /// For people
    Text,
    /// For programs: everything
    Json,
    /// A table: one row for each innovation, with its best next step
    Csv,
}

#[derive(Debug, Args)]
#[command(after_help = "FILE is CSV, XLSX or JSON with one row for each innovation:
  id,title,agency,affairs,implementation_date,development_date,sid_16,...,sid_35   (numbers of the form of the year)
and, where known, verified_N, value_N, evidence_N for an indicator, basis, initiation_date, maturity. Affairs are codes or
names, separated by `;`. The file of --spd has rows number,level and, where known, verified.

Examples:
  jipp index score inovasi.csv --spd spd.csv --year 2026
  jipp index score inovasi.csv --spd spd.csv --year 2026 --explain INV-7
  jipp index score inovasi.csv --spd spd.csv --year 2026 --what-if INV-7:35=3,spd:2a=2")]
pub(in crate::cli) struct IndexScoreArgs {
    /// The innovations of the region, or the whole region as a JSON object.
    pub(in crate::cli) file: PathBuf,
    /// The year of the form.
    #[arg(long)]
    pub(in crate::cli) year: i32,
    /// The levels of the region's own indicators.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) spd: Option<PathBuf>,
    /// Of a file of several governments, the one meant, as the file writes it.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) agency: Option<String>,
    /// The index that was announced or is stored elsewhere, to be compared.
    #[arg(long, value_name = "NUMBER")]
    pub(in crate::cli) stored_index: Option<String>,
    /// The class stored with it, to be compared.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) stored_class: Option<String>,
    /// Levels to try: an innovation or `spd`, an indicator, a level.
    #[arg(long, value_name = "ID:NUMBER=LEVEL,..")]
    pub(in crate::cli) what_if: Option<String>,
    /// Show every indicator of this innovation (`spd`: of the region itself).
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) explain: Option<String>,
    /// Most next steps of innovations to show, and most of the region itself.
    #[arg(long, default_value_t = 5)]
    pub(in crate::cli) steps: usize,
    /// Vocabularies of your own, such as next year's form, added to those of jipp.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) vocabularies: Option<PathBuf>,
    /// The delimiter of CSV files; found out if not given.
    #[arg(long, value_name = "CHARACTER")]
    pub(in crate::cli) delimiter: Option<char>,
    /// Show every problem, not only the first of each kind.
    #[arg(long)]
    pub(in crate::cli) all: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = IndexFormat::Text)]
    pub(in crate::cli) format: IndexFormat,
}
