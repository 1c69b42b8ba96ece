//! Progress on a terminal, and reading what the arguments name.

use std::io::{IsTerminal, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{LazyLock, Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::CliError;
use super::args::{Arguments, CheckingArgs, ReadingArgs};
use super::settings::settings;
use crate::Threads;
use crate::dedup::LinkSettings;
use crate::ingest::{IngestError, Ingested, Limits, Mapping, ReadOptions, read_each_path};
use crate::lang::{Bilingual, Lang};
use crate::model::{Finding, Record};
use crate::pipeline::{Streamed, check_path, each_batch};
use crate::progress::{Progress, ProgressStage, Watcher};
use crate::rules::{CheckOptions, Selection};
use crate::wire::{day, parse_settings};

/// A bar on standard error; silent where nobody watches.
pub(super) struct Bar {
    line: ProgressBar,
    lang: Lang,
    /// What is shown now: each step has a rate and a time of its own.
    stage: Mutex<Option<ProgressStage>>,
}

impl Bar {
    pub(super) fn new(arguments: &Arguments) -> Self {
        let shown = !arguments.quiet && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{msg:16} {bar:30} {human_pos}/{human_len}  {per_sec}  {elapsed}") {
            bar.set_style(style);
        }
        Self { line: bar, lang: arguments.lang(), stage: Mutex::default() }
    }

    pub(super) fn show(&self, progress: Progress) {
        let (id, en) = match progress.stage {
            ProgressStage::Read => ("Membaca", "Reading"),
            ProgressStage::Check => ("Memeriksa", "Checking"),
            ProgressStage::Candidates => ("Mencari pasangan", "Finding pairs"),
            ProgressStage::Compare => ("Membandingkan", "Comparing"),
            ProgressStage::Index => ("Mengindeks", "Indexing"),
            ProgressStage::Write => ("Menulis", "Writing"),
        };
        let before = self.stage.lock().unwrap_or_else(PoisonError::into_inner).replace(progress.stage);
        if before != Some(progress.stage) {
            self.line.reset();
        }
        self.line.set_message(if self.lang == Lang::Id { id } else { en });
        self.line.set_length(progress.total as u64);
        self.line.set_position(progress.done as u64);
    }

    pub(super) fn done(&self) {
        self.line.finish_and_clear();
    }
}

/// Reads every table of a file with the source and mapping that the arguments name.
pub(super) fn read_file(path: &Path, source: &str, reading: &ReadingArgs, progress: Watcher<'_>) -> Result<Vec<Ingested>, CliError> {
    let mapping = mapping_of(source, reading)?;
    Ok(read_each_path(path, &read_options(source, mapping.as_ref(), reading, progress)?)?)
}

/// Reads a file with the source and mapping that the arguments name, batch by batch, until `each` has seen enough.
pub(super) fn each_batch_of(
    path: &Path,
    source: &str,
    reading: &ReadingArgs,
    progress: Watcher<'_>,
    each: &mut dyn FnMut(Vec<Record>) -> ControlFlow<()>,
) -> Result<(), CliError> {
    let mapping = mapping_of(source, reading)?;
    Ok(each_batch(path, &read_options(source, mapping.as_ref(), reading, progress)?, each)?)
}

/// Checks a file with the source and mapping that the arguments name, batch by batch.
pub(super) fn check_file(
    path: &Path,
    source: &str,
    reading: &ReadingArgs,
    checking: &CheckOptions<'_>,
    each: &mut dyn FnMut(&[Record], &[Finding]),
) -> Result<Streamed, CliError> {
    let mapping = mapping_of(source, reading)?;
    let options = read_options(source, mapping.as_ref(), reading, checking.progress)?;
    Ok(check_path(path, &options, checking, each)?)
}

/// The mapping of the user's, where the source leaves room for one.
pub(super) fn mapping_of(source: &str, reading: &ReadingArgs) -> Result<Option<Mapping>, CliError> {
    reading.mapping.as_deref().filter(|_| matches!(source, "generic" | "auto" | "")).map(read_mapping).transpose()
}

/// How the arguments want a file read.
pub(super) fn read_options<'a>(
    source: &'a str,
    mapping: Option<&'a Mapping>,
    reading: &ReadingArgs,
    progress: Watcher<'a>,
) -> Result<ReadOptions<'a>, CliError> {
    let delimiter = delimiter(reading.delimiter)?;
    Ok(ReadOptions {
        source,
        mapping,
        source_column: false,
        delimiter,
        limits: limits(&reading.limit)?,
        threads: threads(),
        progress,
        cancel: super::interrupt::token(),
    })
}

/// The limits of reading: those for files on one's own machine, changed as asked.
pub(super) fn limits(asked: &[String]) -> Result<Limits, CliError> {
    asked.iter().try_fold(Limits::LOCAL, |limits, asked| {
        let (name, value) = asked.split_once('=').unwrap_or((asked, ""));
        let value = value.trim().replace('_', "").parse();
        value.ok().and_then(|value| limits.with(name.trim(), value)).ok_or_else(|| {
            let names = Limits::NAMES.join(", ");
            CliError::told(
                format!("`--limit {asked}`: tulis sebagai NAMA=ANGKA; nama yang ada: {names}"),
                format!("`--limit {asked}`: write it as NAME=NUMBER; the names are {names}"),
            )
        })
    })
}

/// The bytes of a file that is not too large.
pub(super) fn read_bytes(path: &Path, allowed: u64) -> Result<Vec<u8>, CliError> {
    let failed = |source| CliError::File { path: path.display().to_string(), action: "read", source };
    let seen = std::fs::metadata(path).map_err(failed)?.len();
    if seen > allowed {
        return Err(IngestError::Limit { file: path.display().to_string(), limit: "file_bytes", seen, allowed }.into());
    }
    std::fs::read(path).map_err(failed)
}

/// As many as the machine gives to this process.
pub(super) fn threads() -> &'static Threads {
    static THREADS: LazyLock<Threads> = LazyLock::new(|| Threads::new(std::thread::available_parallelism().map_or(1, usize::from)));
    &THREADS
}

fn read_mapping(path: &Path) -> Result<Mapping, CliError> {
    Ok(Mapping::from_toml(&path.display().to_string(), &read_text(path)?)?)
}

pub(super) fn delimiter(given: Option<char>) -> Result<Option<u8>, CliError> {
    let Some(given) = given else { return Ok(None) };
    u8::try_from(given).ok().filter(u8::is_ascii).map(Some).ok_or_else(|| {
        CliError::told(format!("pemisah `{given}` bukan karakter ASCII"), format!("the delimiter `{given}` is no ASCII character"))
    })
}

pub(super) fn read_settings(path: &Path) -> Result<LinkSettings, CliError> {
    Ok(parse_settings(&read_text(path)?)?)
}

pub(super) fn read_text(path: &Path) -> Result<String, CliError> {
    std::fs::read_to_string(path).map_err(|source| CliError::File { path: path.display().to_string(), action: "read", source })
}

/// How these files are checked: as the command says, else as their settings do.
pub(super) fn check_options<'a>(
    checking: &CheckingArgs,
    files: &[&Path],
    arguments: &Arguments,
    progress: Watcher<'a>,
) -> Result<CheckOptions<'a>, CliError> {
    let options = CheckOptions {
        selection: Selection::new(&checking.select, &checking.ignore)?,
        settings: settings(checking, files, arguments)?,
        as_of: day(checking.as_of.as_deref())?,
        threads: threads(),
        progress,
    };
    if options.runs_nothing() {
        let text = Bilingual {
            id: "catatan: tidak ada aturan yang dijalankan: pilihan aturan (`--select`, `--ignore`, atau `select` dan `ignore` dalam jipp.toml) tidak menyisakan satu pun",
            en: "note: no rule runs: the choice of rules (`--select`, `--ignore`, or `select` and `ignore` in jipp.toml) leaves none",
        };
        // a note that cannot be written is no reason to stop
        let _ = writeln!(std::io::stderr(), "{}", text.get(arguments.lang()));
    }
    Ok(options)
}
