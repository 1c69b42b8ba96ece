//! The `jipp` command: how does a person do the main job from a terminal?
//!
//! One file for each command. Commands read arguments, call the library and print; they decide nothing about the domain.
//! Exit codes: 0 fine, 1 findings of severity error or refused rows, 2 cannot proceed.

mod analyze;
mod args;
mod around;
mod build;
mod campaign;
mod catalog;
mod dedupe;
mod evidence;
mod explanation;
mod export;
mod feedback;
mod fix;
mod help;
mod import;
mod index;
mod index_text;
mod interrupt;
mod linkage;
mod mapping;
mod output;
mod quarantine;
mod region;
mod resolve;
mod rules;
mod search;
mod search_eval;
mod settings;
mod status;
mod tables;
mod terminal;
mod validate;
mod validate_lists;
mod vocabulary;
mod words;

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;

use crate::catalog::CatalogError;
use crate::lang::{BilingualText, Lang, done_to_file, said_by_system};
use args::{Arguments, Command};

/// Runs the command with these arguments, the first of which is the name of the program. Returns the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&args) {
        Ok(arguments) => arguments,
        Err(error) => {
            // help and version are printed as asked and are no failure
            let code = if error.use_stderr() { 2 } else { 0 };
            let error = help::told(error, &args);
            let _ = match help::problem(&error, &args) {
                Some(problem) => write!(std::io::stderr().lock(), "{problem}"),
                None => error.print(),
            };
            return code;
        }
    };
    let mut out = std::io::stdout().lock();
    let done = match &arguments.command {
        Command::Build(args) => build::run(args, &arguments, &mut out),
        Command::Validate(args) => validate::run(args, &arguments, &mut out),
        Command::Import(args) => import::run(args, &arguments, &mut out),
        Command::Undo(args) => import::undo(args, &arguments, &mut out),
        Command::Catalog(args) => catalog::run(args, &arguments, &mut out),
        Command::Merge(args) => catalog::merge(args, &mut out),
        Command::Unmerge(args) => catalog::unmerge(args, &mut out),
        Command::Override(args) => catalog::set_field(args, &mut out),
        Command::Campaign(args) => campaign::run(args, &arguments, &mut out),
        Command::Replication(args) => around::replication(args, &arguments, &mut out),
        Command::Hub(args) => around::hub(args, &arguments, &mut out),
        Command::Article(args) => around::article(args, &mut out),
        Command::Interaction(args) => around::interaction(args, &mut out),
        Command::Needs(args) => around::needs(args, &arguments, &mut out),
        Command::Dedupe(args) => dedupe::run(args, &arguments, &mut out),
        Command::Link(args) => dedupe::run_link(args, &arguments, &mut out),
        Command::Resolve(args) => resolve::run(args, &arguments, &mut out),
        Command::Region(args) => region::run(args, &arguments, &mut out),
        Command::Analyze(args) => analyze::run(args, &arguments, &mut out),
        Command::Search(args) => search::run(args, &arguments, &mut out),
        Command::Export(args) => export::run(args, &mut out),
        Command::Index(args) => index::run(args, &arguments, &mut out),
        Command::Evidence(args) => evidence::run(args, &arguments, &mut out),
        Command::Status(args) => status::run(args, &arguments, &mut out),
        Command::Rule(args) => rules::one(args, &arguments, &mut out),
        Command::Rules(args) => rules::all(args, &arguments, &mut out),
        Command::Vocabulary(args) => vocabulary::run(args, &arguments, &mut out),
        Command::Mapping(args) => mapping::run(args, &arguments, &mut out),
        Command::Quarantine(args) => quarantine::run(args, &arguments, &mut out),
        Command::Fields => rules::fields(&arguments, &mut out),
    };
    match done.and_then(|code| out.flush().map(|()| code).map_err(CliError::from)) {
        Ok(code) => code,
        Err(error) if error.reader_is_gone() => 0,
        Err(error) => {
            let _ = writeln!(std::io::stderr().lock(), "jipp: {}", error.message(arguments.lang()));
            2
        }
    }
}

/// Why a command cannot proceed.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    Core(crate::Error),
    #[error("cannot write the output: {0}")]
    Output(#[from] std::io::Error),
    #[error("`{path}` cannot be {action}: {source}")]
    File { path: String, action: &'static str, source: std::io::Error },
    #[error("{0}")]
    Usage(String),
    /// As `Usage`, in both languages.
    #[error("{0}")]
    Told(BilingualText),
}

impl CliError {
    fn told(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Told(BilingualText::new(id, en))
    }

    /// Whether whoever reads our output has seen enough (`jipp search ... | head`), whichever part of jipp was writing.
    fn reader_is_gone(&self) -> bool {
        let (Self::Output(source)
        | Self::File { source, action: "written", .. }
        | Self::Core(crate::Error::Catalog(CatalogError::Io { source, action: "written", .. }))) = self
        else {
            return false;
        };
        source.kind() == std::io::ErrorKind::BrokenPipe
    }

    /// What is shown to people.
    fn message(&self, lang: Lang) -> String {
        match self {
            _ if lang == Lang::En => self.to_string(),
            Self::Core(error) => error.message(lang),
            Self::Output(error) => format!("keluaran tidak dapat ditulis: {}", said_by_system(error)),
            Self::File { path, action, source } => {
                format!("`{path}` tidak dapat {}: {}", done_to_file(action), said_by_system(source))
            }
            Self::Usage(text) => text.clone(),
            Self::Told(text) => text.id.clone(),
        }
    }
}

impl<E: Into<crate::Error>> From<E> for CliError {
    fn from(error: E) -> Self {
        Self::Core(error.into())
    }
}
