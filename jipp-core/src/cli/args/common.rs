//! What do many commands take: how a file is read, how it is checked, who says something, in which form it is told?

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TextOrJson {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReadingArgs {
    /// A mapping of your own for `generic` input: which column is which field.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) mapping: Option<PathBuf>,
    /// The delimiter of a CSV file; found out if not given.
    #[arg(long, value_name = "CHARACTER")]
    pub(in crate::cli) delimiter: Option<char>,
    /// Change a reading limit (rows, cells, ...), such as `rows=500000`. An unknown name lists all of them.
    #[arg(long, value_name = "NAME=NUMBER")]
    pub(in crate::cli) limit: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckingArgs {
    /// The day of the check; rules about the future are silent without it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(in crate::cli) as_of: Option<String>,
    /// Rules to run: codes, names or families.
    #[arg(long, value_name = "RULE,..", value_delimiter = ',')]
    pub(in crate::cli) select: Vec<String>,
    /// Rules to leave out.
    #[arg(long, value_name = "RULE,..", value_delimiter = ',')]
    pub(in crate::cli) ignore: Vec<String>,
    /// Settings file; default: nearest jipp.toml in the input's folder or a parent. Options of the command win over it.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) config: Option<PathBuf>,
    /// Look for no jipp.toml.
    #[arg(long, conflicts_with = "config")]
    pub(in crate::cli) no_config: bool,
}

/// Who says something, when and why.
#[derive(Debug, Args)]
pub(in crate::cli) struct SaidArgs {
    /// Who says so: a role, an account or an agency; never the name of a person.
    #[arg(long, value_name = "WHO", default_value = "admin")]
    pub(in crate::cli) by: String,
    /// When; today if not given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(in crate::cli) at: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: Option<String>,
}
