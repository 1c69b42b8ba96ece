use std::io::{IsTerminal, Write};
use std::path::Path;

use serde::Serialize;

use super::args::{Arguments, FindingFormat, GroupArg, ValidateArgs};
use super::output::{beside, json, write_whole};
use super::terminal::{Bar, check_file, check_options, delimiter, limits, read_bytes, read_file, read_text};
use super::{CliError, feedback, fix, validate_lists};
use crate::catalog::Catalog;
use crate::files::is_same;
use crate::ingest::{FileInfo, ReadOptions, Source, lines_of_rows};
use crate::lang::Lang;
use crate::model::{Applicability, Finding, FindingRow, Record, SourceSystem};
use crate::pipeline::collect;
use crate::report::{
    ComparedFigures, CsvWriter, DeclaredFigures, FindingWriter, Grouping, NdjsonWriter, RecordCounts, Report, ReportBuilder, SarifWriter,
    TextOptions, TextWriter, compare_figures, html, visible, write_figures, write_statistics,
};
use crate::rules::{CheckOptions, Selection};

pub(super) fn run(args: &ValidateArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    check_arguments(args)?;
    if args.diff {
        return fix::diff(args, arguments, out);
    }
    // figures are read before the file, so that a mistake shows before the long work
    let declared = args.declared.as_deref().map(read_figures).transpose()?;
    let output = args.output.as_deref().filter(|_| !args.fix);
    // `--fix` makes a copy, and tells what is left in it beside that
    let mut told = match args.output.as_deref().filter(|_| args.fix) {
        Some(copy) => beside(copy, out),
        None => Box::new(out),
    };
    let out = &mut *told;
    let mut report = Report::default();
    let mut work = |out: &mut dyn Write, colour: bool| -> Result<(), CliError> {
        let view = View { args, declared: declared.as_ref(), lang: arguments.lang(), colour };
        report = found(&view, arguments, out)?;
        Ok(())
    };
    match output {
        Some(path) => write_whole(path, |out| work(out, false))?,
        None => work(out, colour())?,
    }
    // refused rows are errors, even where the rule that refused them is not told
    Ok(u8::from(report.totals.error > 0 || report.records.quarantined > 0))
}

/// Finds what is wrong, and writes it.
fn found(view: &View<'_>, arguments: &Arguments, out: &mut dyn Write) -> Result<Report, CliError> {
    let args = view.args;
    if let Some((answer, summary)) = validate_lists::run(args, arguments)? {
        return view.rows(answer.findings, Some(answer.records), &summary, out);
    }
    if args.fix {
        let (rows, records, summary) = fix::of_file(args, arguments)?;
        return view.rows(rows, Some(records), &summary, out);
    }
    if Catalog::is_catalog(&args.file) { of_catalog(view, out) } else { of_file(view, arguments, out) }
}

fn check_arguments(args: &ValidateArgs) -> Result<(), CliError> {
    let text = args.format == FindingFormat::Text;
    if args.statistics && !text {
        return Err(CliError::told(
            "`--statistics` dibuat untuk dibaca orang: pakai bersama `--format text`, atau `--format json` untuk semua angka",
            "`--statistics` is for people: use it with `--format text`, or `--format json` for all numbers",
        ));
    }
    if args.declared.is_some() && !text && args.format != FindingFormat::Json {
        return Err(CliError::told(
            "`--declared` hanya untuk `--format text` dan `--format json`",
            "`--declared` works with `--format text` and `--format json`",
        ));
    }
    if !args.fix && args.output.as_deref().is_some_and(|output| is_same(output, &args.file)) {
        return Err(CliError::told(
            "`--output` menyebut berkas yang sedang diperiksa; pilih nama lain",
            "`--output` names the file that is checked; choose another name",
        ));
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

/// How findings are shown.
struct View<'a> {
    args: &'a ValidateArgs,
    declared: Option<&'a DeclaredFigures>,
    lang: Lang,
    colour: bool,
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

impl View<'_> {
    /// The writer of a form that goes out, or is put together, while findings come; none of a form that is written from the whole report.
    fn writer<'o>(&self, out: &'o mut dyn Write) -> Option<Box<dyn FindingWriter + 'o>> {
        match self.args.format {
            FindingFormat::Text => {
                let grouping = if self.args.group == GroupArg::File { Grouping::File } else { Grouping::Rule };
                let most = (!self.args.all).then_some(SHOWN);
                Some(Box::new(TextWriter::new(out, TextOptions { lang: self.lang, grouping, most, colour: self.colour })))
            }
            FindingFormat::Ndjson => Some(Box::new(NdjsonWriter::new(out, self.lang))),
            FindingFormat::Csv => Some(Box::new(CsvWriter::new(out, self.lang))),
            FindingFormat::Sarif => Some(Box::new(SarifWriter::new(out, self.lang).lines(self.lines()))),
            FindingFormat::Html | FindingFormat::Json => None,
        }
    }

    /// The lines on which the rows of the file begin, where rows are not lines; of the copy if one is written.
    fn lines(&self) -> Option<Vec<u64>> {
        let file = self.args.output.as_deref().filter(|_| self.args.fix).unwrap_or(&self.args.file);
        if !file.is_file() || Catalog::is_catalog(file) {
            return None;
        }
        let reading = ReadOptions { delimiter: delimiter(self.args.reading.delimiter).ok()?, ..ReadOptions::default() };
        let limits = limits(&self.args.reading.limit).ok()?;
        let bytes = read_bytes(file, limits.file_bytes).ok()?;
        lines_of_rows(Source { name: "", bytes: &bytes }, &reading)
    }

    /// Whether the report must list the findings, because the form is written from it.
    fn lists(&self) -> bool {
        matches!(self.args.format, FindingFormat::Html | FindingFormat::Json)
    }

    /// What stands after the findings.
    fn end(&self, report: &Report, out: &mut dyn Write) -> Result<(), CliError> {
        let figures = self.declared.map(|declared| compare_figures(declared, report));
        match self.args.format {
            FindingFormat::Html => out.write_all(html::render(report, &html::HtmlOptions::default()).as_bytes())?,
            FindingFormat::Json => match &figures {
                Some(figures) => json(out, &WithFigures { report, figures })?,
                None => json(out, report)?,
            },
            FindingFormat::Text => {
                if self.args.statistics {
                    write_statistics(out, report, self.args.all, self.colour)?;
                }
                if let Some(figures) = &figures {
                    write_figures(out, figures, self.lang, self.colour)?;
                }
            }
            FindingFormat::Ndjson | FindingFormat::Csv | FindingFormat::Sarif => {}
        }
        Ok(())
    }

    /// Writes findings that are all there.
    fn rows(&self, rows: Vec<FindingRow>, records: Option<RecordCounts>, summary: &str, out: &mut dyn Write) -> Result<Report, CliError> {
        let mut builder = ReportBuilder::new(self.lang, None);
        builder.rows(rows);
        let mut report = builder.finish(&std::collections::HashSet::new());
        report.records = records.unwrap_or(report.records);
        self.whole(&report, summary, out)?;
        Ok(report)
    }

    /// Writes a report whose findings are all there.
    fn whole(&self, report: &Report, summary: &str, out: &mut dyn Write) -> Result<(), CliError> {
        if self.args.format == FindingFormat::Text {
            writeln!(out, "{summary}")?;
        }
        if let Some(mut writer) = self.writer(out) {
            writer.rows(&report.findings, &[])?;
            writer.finish(report)?;
        }
        self.end(report, out)
    }
}

/// Checks a file batch by batch. Findings about single records come first, in the order of their rows, then those about all records
/// together and about the file.
fn of_file(view: &View<'_>, arguments: &Arguments, out: &mut dyn Write) -> Result<Report, CliError> {
    let args = view.args;
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let options = check_options(&args.checking, &[&args.file], arguments, &watch)?;
    let mut builder = ReportBuilder::new(view.lang, options.day())
        .at_most(if view.lists() { usize::MAX } else { 0 })
        .at_most_of_a_rule(limits(&args.reading.limit)?.findings_per_code);
    // the line that sums up stands above the findings of the text form, and is known at the end
    let mut held: Vec<u8> = Vec::new();
    let text = args.format == FindingFormat::Text;
    let mut fixable = 0;
    let (files, report) = {
        let mut writer = view.writer(if text { &mut held } else { &mut *out });
        let mut written = Ok(());
        let mut each = |records: &[Record], findings: &[Finding]| {
            builder.records(records);
            builder.findings(findings);
            fixable += findings.iter().filter(|finding| is_fixable(finding)).count();
            if let (Some(writer), Ok(())) = (&mut writer, &written) {
                written = writer.findings(findings, records);
            }
        };
        let (files, quarantined) = check(args, arguments, &options, &mut each)?;
        bar.done();
        written?;
        for file in &files {
            builder.file(file);
        }
        let report = builder.finish(&quarantined);
        if let Some(writer) = &mut writer {
            writer.finish(&report)?;
        }
        (files, report)
    };
    if text {
        writeln!(out, "{}", summary(&files, &report, fixable))?;
        out.write_all(&held)?;
    }
    view.end(&report, out)?;
    Ok(report)
}

/// Checks the file; as a whole where feedback files are made from it.
fn check(
    args: &ValidateArgs,
    arguments: &Arguments,
    options: &CheckOptions<'_>,
    each: &mut dyn FnMut(&[Record], &[Finding]),
) -> Result<(Vec<FileInfo>, std::collections::HashSet<String>), CliError> {
    if args.feedback.feedback.is_none() {
        let streamed = check_file(&args.file, &args.source, &args.reading, options, each)?;
        return Ok((std::iter::once(streamed.file).chain(streamed.sheets).collect(), streamed.quarantined));
    }
    let ingested = read_file(&args.file, &args.source, &args.reading, options.progress)?;
    let dataset = collect(ingested);
    let checked = dataset.check(options);
    feedback::write(&args.feedback, &dataset, &checked, options.day(), arguments)?;
    each(&dataset.records, &checked.findings);
    Ok((dataset.files, checked.quarantined))
}

fn is_fixable(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

fn summary(files: &[FileInfo], report: &Report, fixable: usize) -> String {
    let Some(file) = files.first() else { return String::new() };
    let (name, mapping, reason) = (visible(&file.name), visible(&file.mapping), visible(file.why(report.lang)));
    let (read, accepted, kept_out) = (report.records.read, report.records.accepted, report.records.quarantined);
    let findings = report.totals.error + report.totals.warning + report.totals.advice;
    let line = if report.lang == Lang::Id {
        format!(
            "{name}: {read} rekaman dibaca sebagai `{mapping}` ({reason}), {accepted} diterima, {kept_out} dikarantina, {findings} temuan"
        )
    } else {
        format!("{name}: {read} records read as `{mapping}` ({reason}), {accepted} accepted, {kept_out} quarantined, {findings} findings")
    };
    match (fixable, report.lang) {
        (0, _) => line,
        (_, Lang::Id) => format!("{line}; {fixable} dapat diperbaiki dengan --fix"),
        (_, Lang::En) => format!("{line}; {fixable} can be fixed with --fix"),
    }
}

/// The findings of a catalog. Of its rows only the numbers are told: their completeness is not kept.
fn of_catalog(view: &View<'_>, out: &mut dyn Write) -> Result<Report, CliError> {
    let args = view.args;
    feedback::refuse(&args.feedback)?;
    if args.format == FindingFormat::Html {
        return Err(CliError::told(
            "laporan HTML memerlukan berkasnya sendiri: katalog menyimpan temuan, bukan hitungan pemeriksaan",
            "an HTML report needs the file itself: a catalog keeps findings, not the counts of the check",
        ));
    }
    if args.checking.config.is_some() {
        return Err(CliError::told(
            "katalog memuat temuan sebagaimana saat dibangun: berikan --config kepada `jipp build`",
            "a catalog holds its findings as they were when it was built: give --config to `jipp build`",
        ));
    }
    let selection = Selection::new(&args.checking.select, &args.checking.ignore)?;
    let as_of = crate::wire::day(args.checking.as_of.as_deref())?;
    let catalog = Catalog::open(&args.file)?;
    let mut rows = catalog.findings(view.lang)?;
    rows.retain(|row| selection.contains(&row.code));
    let (read, quarantined) = (catalog.status()?.records_by_source, catalog.quarantined_by_source()?);
    let mut builder = ReportBuilder::new(view.lang, as_of);
    for system in SourceSystem::ALL {
        if let Some(read) = read.get(system.code()) {
            let kept_out = quarantined.get(system.code()).copied().unwrap_or_default();
            builder.counted(system, *read as usize, kept_out as usize);
        }
    }
    builder.rows(rows);
    let report = builder.finish(&std::collections::HashSet::new());
    let findings = report.findings.len();
    let word = if view.lang == Lang::Id { "temuan" } else { "findings" };
    let summary = format!("{}: {findings} {word}", visible(&args.file.display().to_string()));
    view.whole(&report, &summary, out)?;
    Ok(report)
}
