use std::io::{IsTerminal, Write};
use std::path::Path;

use serde::Serialize;

use super::CliError;
use super::args::{Arguments, FindingFormat, GroupArg, ValidateArgs};
use super::output::{atomic, json};
use super::terminal::{Bar, check_options, read_file, read_text};
use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::model::{Record, SourceSystem};
use crate::pipeline::collect;
use crate::report::{
    ComparedFigures, CsvWriter, DeclaredFigures, FindingWriter, Grouping, JsonWriter, NdjsonWriter, Report, ReportBuilder, SarifWriter,
    TextOptions, TextWriter, compare_figures, visible, write_figures, write_statistics,
};

/// What was found, and what is at hand to show it.
struct Found {
    report: Report,
    records: Vec<Record>,
    summary: String,
    figures: Option<ComparedFigures>,
}

pub(super) fn run(args: &ValidateArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    check_arguments(args)?;
    // figures are read before the file, so that a mistake shows before the long work
    let declared = args.declared.as_deref().map(read_figures).transpose()?;
    let mut found = if Catalog::is_catalog(&args.file) { of_catalog(args, arguments.lang())? } else { of_file(args, arguments)? };
    found.figures = declared.map(|declared| compare_figures(&declared, &found.report));
    match &args.output {
        Some(path) => atomic(path, |out| write(args, &found, out, false))?,
        None => write(args, &found, out, colour())?,
    }
    Ok(u8::from(found.report.totals.error > 0))
}

fn check_arguments(args: &ValidateArgs) -> Result<(), CliError> {
    let text = args.format == FindingFormat::Text;
    if args.statistics && !text {
        return Err(CliError::Usage(
            "`--statistics` is for people: use it with `--format text`, or `--format json` for all numbers".into(),
        ));
    }
    if args.declared.is_some() && !text && args.format != FindingFormat::Json {
        return Err(CliError::Usage("`--declared` works with `--format text` and `--format json`".into()));
    }
    let same =
        |output: &std::path::PathBuf| output.canonicalize().is_ok_and(|output| args.file.canonicalize().is_ok_and(|file| file == output));
    if args.output.as_ref().is_some_and(same) {
        return Err(CliError::Usage("`--output` names the file that is checked; choose another name".into()));
    }
    Ok(())
}

fn read_figures(path: &Path) -> Result<DeclaredFigures, CliError> {
    Ok(DeclaredFigures::parse(&read_text(path)?)?)
}

/// Whether the terminal wants colours: it is one, and `NO_COLOR` and the like do not forbid them.
fn colour() -> bool {
    let stdout = std::io::stdout();
    stdout.is_terminal() && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never
}

fn write(args: &ValidateArgs, found: &Found, out: &mut dyn Write, colour: bool) -> Result<(), CliError> {
    let report = &found.report;
    let lang = report.lang;
    let run = |mut writer: Box<dyn FindingWriter + '_>| -> std::io::Result<()> {
        writer.rows(&report.findings, &found.records)?;
        writer.finish(report)
    };
    match args.format {
        FindingFormat::Text => {
            writeln!(out, "{}", found.summary)?;
            let grouping = if args.group == GroupArg::File { Grouping::File } else { Grouping::Rule };
            let options = TextOptions { lang, grouping, most: (!args.all).then_some(SHOWN), colour };
            run(Box::new(TextWriter::new(&mut *out, options)))?;
            if args.statistics {
                write_statistics(out, report, args.all, colour)?;
            }
            if let Some(figures) = &found.figures {
                write_figures(out, figures, lang, colour)?;
            }
        }
        FindingFormat::Ndjson => run(Box::new(NdjsonWriter::new(out, lang)))?,
        FindingFormat::Csv => run(Box::new(CsvWriter::new(out, lang)))?,
        FindingFormat::Sarif => run(Box::new(SarifWriter::new(out, lang)))?,
        FindingFormat::Json => match &found.figures {
            Some(figures) => json(out, &WithFigures { report, figures })?,
            None => run(Box::new(JsonWriter::new(out, lang)))?,
        },
    }
    Ok(())
}

/// Findings shown of one group unless all are asked for.
const SHOWN: usize = 5;

/// The report, with declared figures beside it.
#[derive(Serialize)]
struct WithFigures<'a> {
    #[serde(flatten)]
    report: &'a Report,
    figures: &'a ComparedFigures,
}

fn of_file(args: &ValidateArgs, arguments: &Arguments) -> Result<Found, CliError> {
    let lang = arguments.lang();
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let options = check_options(&args.checking, &watch)?;
    let dataset = collect(vec![read_file(&args.file, &args.source, &args.reading, &watch)?]);
    let report = Report::of(&dataset, &dataset.check(&options), &options, lang);
    bar.done();
    let records = &report.records;
    let summary = dataset.files.iter().map(|file| {
        let (name, mapping, reason) = (visible(&file.name), visible(&file.mapping), visible(&file.reason));
        let (read, accepted, kept_out, findings) = (records.read, records.accepted, records.quarantined, report.findings.len());
        if lang == Lang::Id {
            format!(
                "{name}: {read} rekaman dibaca sebagai `{mapping}` ({reason}), {accepted} diterima, {kept_out} dikarantina, {findings} temuan"
            )
        } else {
            format!(
                "{name}: {read} records read as `{mapping}` ({reason}), {accepted} accepted, {kept_out} quarantined, {findings} findings"
            )
        }
    });
    let summary = summary.collect();
    Ok(Found { report, records: dataset.records, summary, figures: None })
}

/// The findings of a catalog. Of its rows only the numbers are told: their completeness is not kept.
fn of_catalog(args: &ValidateArgs, lang: Lang) -> Result<Found, CliError> {
    let options = check_options(&args.checking, &crate::progress::silent)?;
    let catalog = Catalog::open(&args.file)?;
    let mut rows = catalog.findings(lang)?;
    rows.retain(|row| options.selection.contains(&row.code));
    let (read, quarantined) = (catalog.status()?.records_by_source, catalog.quarantined_by_source()?);
    let mut builder = ReportBuilder::new(lang, options.as_of);
    for system in SourceSystem::ALL {
        if let Some(read) = read.get(system.code()) {
            let kept_out = quarantined.get(system.code()).copied().unwrap_or_default();
            builder.counted(system, *read as usize, kept_out as usize);
        }
    }
    builder.rows(rows);
    let report = builder.finish(&std::collections::HashSet::new());
    let findings = report.findings.len();
    let summary =
        format!("{}: {findings} {}", visible(&args.file.display().to_string()), if lang == Lang::Id { "temuan" } else { "findings" });
    Ok(Found { report, records: Vec::new(), summary, figures: None })
}
