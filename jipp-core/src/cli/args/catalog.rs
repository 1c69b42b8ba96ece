//! What do the commands take that change a catalog or ask for its memory?

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::common::{CheckingArgs, ReadingArgs, SaidArgs, TextOrJson};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp import national.jipp kipp-2026.csv --source kipp
  jipp import national.jipp returned.xlsx --format json

Rows that are there already are skipped, changed ones become new versions, new ones are compared with the records around them, merged
and indexed: all of it, or nothing. `jipp undo` takes it back.")]
pub(in crate::cli) struct ImportArgs {
    /// Catalog.
    pub(in crate::cli) catalog: PathBuf,
    /// File.
    pub(in crate::cli) file: PathBuf,
    /// kipp, iga, lan, jippnas, generic or auto.
    #[arg(long, default_value = "auto")]
    pub(in crate::cli) source: String,
    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,
    #[command(flatten)]
    pub(in crate::cli) checking: CheckingArgs,
    /// When it is taken in; today if not given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(in crate::cli) at: Option<String>,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp undo national.jipp
  jipp undo national.jipp 4")]
pub(in crate::cli) struct UndoArgs {
    /// Catalog.
    pub(in crate::cli) catalog: PathBuf,
    /// Number of the import, as `jipp catalog imports` lists it; the last one if not given.
    pub(in crate::cli) import: Option<i64>,
    /// When; today if not given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(in crate::cli) at: Option<String>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CatalogArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: CatalogCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CatalogCommand {
    /// Make a catalog without any record, to import into.
    Create {
        /// Catalog.
        catalog: PathBuf,
    },
    /// Look whether the file is sound and keeps its rules; exit code 1 if not.
    Check {
        /// Catalog.
        catalog: PathBuf,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Write what the catalog says as NDJSON: the same content gives the same bytes.
    Dump {
        /// Catalog.
        catalog: PathBuf,
        /// Only merged innovations, their records and links: the same in whatever order the files came.
        #[arg(long)]
        directory: bool,
    },
    /// Write a consistent copy, also while somebody writes.
    Backup {
        /// Catalog.
        catalog: PathBuf,
        /// The copy; a catalog in its place is replaced in one step.
        copy: PathBuf,
    },
    /// Write the search index as one part and give back unused room.
    Compact {
        /// Catalog.
        catalog: PathBuf,
    },
    /// Bring a catalog of an older format to the present one.
    Migrate {
        /// Catalog.
        catalog: PathBuf,
    },
    /// List the imports.
    Imports {
        /// Catalog.
        catalog: PathBuf,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Who said what about a field, and which value holds.
    History {
        /// Catalog.
        catalog: PathBuf,
        /// An innovation or one of its source records.
        record: String,
        /// Canonical name of the field, as `jipp fields` lists it.
        field: String,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Put other survivorship rules in place: which source wins which field.
    Rules {
        /// Catalog.
        catalog: PathBuf,
        /// The rules, TOML.
        file: PathBuf,
    },
    /// Let a record take a step of its life.
    Step {
        /// Catalog.
        catalog: PathBuf,
        /// Source record.
        record: String,
        /// The step.
        #[arg(value_enum)]
        to: LifeArg,
        #[command(flatten)]
        said: SaidArgs,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LifeArg {
    /// Taken in
    Tangkap,
    /// Kept out for correction
    Karantina,
    /// Submitted
    Ajukan,
    /// Complete
    Lengkap,
    /// Validated
    Tervalidasi,
    /// Published
    Terbit,
    /// Archived
    Arsip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum VerdictArg {
    /// One innovation
    Same,
    /// Two innovations
    Different,
    /// The linkage decides again
    Open,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp merge national.jipp kipp:900001 iga:4711 --by admin_kementerian --reason \"nama lama\"
  jipp merge national.jipp kipp:900001 iga:4711 --verdict different")]
pub(in crate::cli) struct MergeArgs {
    /// Catalog.
    pub(in crate::cli) catalog: PathBuf,
    /// One source record.
    pub(in crate::cli) left: String,
    /// The other.
    pub(in crate::cli) right: String,
    /// What they are. It holds for every later import.
    #[arg(long, value_enum, default_value_t = VerdictArg::Same)]
    pub(in crate::cli) verdict: VerdictArg,
    #[command(flatten)]
    pub(in crate::cli) said: SaidArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct UnmergeArgs {
    /// Catalog.
    pub(in crate::cli) catalog: PathBuf,
    /// The source record that was wrongly merged with the others.
    pub(in crate::cli) record: String,
    #[command(flatten)]
    pub(in crate::cli) said: SaidArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp override national.jipp kipp:900001 summary \"Ringkasan yang dikurasi\" --by lan
  jipp override national.jipp kipp:900001 year 2019
  jipp override national.jipp kipp:900001 summary --clear")]
pub(in crate::cli) struct OverrideArgs {
    /// Catalog.
    pub(in crate::cli) catalog: PathBuf,
    /// An innovation or one of its source records.
    pub(in crate::cli) record: String,
    /// Canonical name of the field.
    pub(in crate::cli) field: String,
    /// The value: text, or JSON for fields that are no text.
    #[arg(required_unless_present = "clear")]
    pub(in crate::cli) value: Option<String>,
    /// Take the override back.
    #[arg(long, conflicts_with = "value")]
    pub(in crate::cli) clear: bool,
    #[command(flatten)]
    pub(in crate::cli) said: SaidArgs,
}
