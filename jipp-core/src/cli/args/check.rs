//! What do the commands take that check a file, and those that explain the rules?

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::common::{CheckingArgs, ReadingArgs, TextOrJson};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FindingFormat {
    /// For people, with the cell
    Text,
    /// One JSON object a line
    Ndjson,
    /// A table
    Csv,
    /// SARIF 2.1.0, for code-review tools
    Sarif,
    /// A page for people, with charts, tables and filters: one file that needs no network
    Html,
    /// The whole report: counts, statistics and findings
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum GroupArg {
    /// By rule, gravest first
    Rule,
    /// By file, in the order of their rows
    File,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp validate kipp.csv --source kipp
  jipp validate iga.xlsx --select DAT,ORG --as-of 2026-11-21
  jipp validate replications.csv --source replication --records kipp.csv
  jipp validate hubs.json --source hub
  jipp validate kipp.csv --diff
  jipp validate kipp.csv --fix -o kipp-fixed.csv
  jipp validate kipp.csv --feedback umpan-balik
  jipp validate kipp.csv --source kipp --statistics
  jipp validate kipp.csv --source kipp --format html --output report.html
  jipp validate kipp.csv --source kipp --format sarif --output kipp.sarif
  jipp validate jippnas.csv --source jippnas --declared figures.toml
  jipp validate national.jipp --format ndjson

--fix applies only fixes that keep the meaning of a cell, to a copy; FILE is never changed. The copy has the same columns, rows
and order, in UTF-8: CSV stays CSV with the same delimiter, JSON stays JSON (one object a line), NDJSON stays NDJSON; of an XLSX
workbook the sheet that is read becomes CSV. All other cells stay as they are, formulas too: open the copy with the care that you
give to the file itself. What is then shown, and the exit code, is what is left wrong in the copy.

The file of --declared is TOML or JSON:
  [[figures]]
  name = \"October 2024\"
  total = 2928
  parts = { running = 1916, stopped = 429, not_updated = 573, other = 10 }
and, where wanted, of = \"updated\", source = \"panrb_kipp\", agency = \"pemda:35.78\" or year = 2023.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(in crate::cli) struct ValidateArgs {
    /// File, or catalog.
    pub(in crate::cli) file: PathBuf,
    /// kipp, iga, lan, jippnas, generic or auto; replication or hub for a list of replications or of hubs.
    #[arg(long, default_value = "auto")]
    pub(in crate::cli) source: String,
    /// For `replication`: files with the origin records; source auto-detected.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) records: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,
    #[command(flatten)]
    pub(in crate::cli) checking: CheckingArgs,
    /// Form of the findings.
    #[arg(long, value_enum, default_value_t = FindingFormat::Text)]
    pub(in crate::cli) format: FindingFormat,
    /// Show every finding in text form, not only the first of each group.
    #[arg(long)]
    pub(in crate::cli) all: bool,
    /// Apply the safe fixes to a copy of the file.
    #[arg(long, requires = "output", conflicts_with_all = ["statistics", "declared"])]
    pub(in crate::cli) fix: bool,
    /// Show what --fix would change, cell by cell, and change nothing.
    #[arg(long, conflicts_with_all = ["fix", "format", "all", "output", "statistics", "declared"])]
    pub(in crate::cli) diff: bool,
    /// By what findings are put together in text form.
    #[arg(long, value_enum, default_value_t = GroupArg::Rule)]
    pub(in crate::cli) group: GroupArg,
    /// Write to this file instead of standard output; it appears when it is complete. With --fix: where to write the copy.
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Show statistics after the findings in text form: by rule, field, source and agency.
    #[arg(long)]
    pub(in crate::cli) statistics: bool,
    /// Compare figures that somebody declared with those counted; with text and json.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) declared: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) feedback: FeedbackArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FeedbackForm {
    /// Workbooks, with comments at the cells and a guide
    Xlsx,
    /// Tables
    Csv,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FeedbackArgs {
    /// Write one file for each agency into this folder, to correct, send back and read again.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) feedback: Option<PathBuf>,
    /// Form of these files.
    #[arg(long, value_enum, default_value_t = FeedbackForm::Xlsx, requires = "feedback")]
    pub(in crate::cli) feedback_format: FeedbackForm,
    /// Let telephone numbers, e-mail addresses and identity numbers travel with these files; they are masked if not given.
    #[arg(long, requires = "feedback")]
    pub(in crate::cli) with_personal_data: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RuleArgs {
    /// Code or name, such as DAT-02.
    pub(in crate::cli) code: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RulesArgs {
    /// Show the severity of each rule under these settings; `-` for a rule that does not run.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) config: Option<PathBuf>,
    /// The source whose records are meant: kipp, iga, lan, jippnas or generic.
    #[arg(long, requires = "config")]
    pub(in crate::cli) source: Option<String>,
    /// Form of the list.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}
