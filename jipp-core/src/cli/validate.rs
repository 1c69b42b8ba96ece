use std::io::Write;

use super::args::{Arguments, FindingFormat, ValidateArgs};
use super::output::{findings, json, safe_cell};
use super::terminal::{Bar, check_options, read_file};
use super::{CliError, fix};
use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::model::{Applicability, FindingRow, Severity};
use crate::pipeline::collect;
use crate::rules::Selection;

pub(super) fn run(args: &ValidateArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let lang = arguments.lang();
    if args.diff {
        return fix::diff(args, arguments, out);
    }
    let (rows, summary) = if args.fix {
        fix::of_file(args, arguments)?
    } else if Catalog::is_catalog(&args.file) {
        of_catalog(args, lang)?
    } else {
        of_file(args, arguments)?
    };
    match args.format {
        FindingFormat::Text => {
            writeln!(out, "{summary}")?;
            findings(out, &rows, args.all, lang)?;
        }
        FindingFormat::Ndjson => {
            for row in &rows {
                json(out, row)?;
            }
        }
        FindingFormat::Csv => csv(out, &rows)?,
    }
    Ok(u8::from(rows.iter().any(|row| row.severity == Severity::Error)))
}

fn of_file(args: &ValidateArgs, arguments: &Arguments) -> Result<(Vec<FindingRow>, String), CliError> {
    let lang = arguments.lang();
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let options = check_options(&args.checking, &[&args.file], arguments, &watch)?;
    let ingested = read_file(&args.file, &args.source, &args.reading, &watch)?;
    let file = ingested.file.clone();
    let dataset = collect(vec![ingested]);
    let checked = dataset.check(&options);
    bar.done();
    let rows: Vec<FindingRow> = checked.findings.iter().map(|finding| FindingRow::new(finding, lang)).collect();
    let (read, kept_out) = (dataset.records.len(), checked.quarantined.len());
    let summary = if lang == Lang::Id {
        format!(
            "{}: {read} rekaman dibaca sebagai `{}` ({}), {} diterima, {kept_out} dikarantina, {} temuan",
            file.name,
            file.mapping,
            file.reason,
            read - kept_out,
            rows.len()
        )
    } else {
        format!(
            "{}: {read} records read as `{}` ({}), {} accepted, {kept_out} quarantined, {} findings",
            file.name,
            file.mapping,
            file.reason,
            read - kept_out,
            rows.len()
        )
    };
    let fixable = rows.iter().filter(|row| row.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)).count();
    let summary = match (fixable, lang) {
        (0, _) => summary,
        (_, Lang::Id) => format!("{summary}; {fixable} dapat diperbaiki dengan --fix"),
        (_, Lang::En) => format!("{summary}; {fixable} can be fixed with --fix"),
    };
    Ok((rows, summary))
}

fn of_catalog(args: &ValidateArgs, lang: Lang) -> Result<(Vec<FindingRow>, String), CliError> {
    if args.checking.config.is_some() {
        let reason = "a catalog holds its findings as they were when it was built: give --config to `jipp build`";
        return Err(CliError::Usage(reason.to_owned()));
    }
    let selection = Selection::new(&args.checking.select, &args.checking.ignore)?;
    let mut rows = Catalog::open(&args.file)?.findings(lang)?;
    rows.retain(|row| selection.contains(&row.code));
    let summary = format!("{}: {} {}", args.file.display(), rows.len(), if lang == Lang::Id { "temuan" } else { "findings" });
    Ok((rows, summary))
}

fn csv(out: &mut dyn Write, rows: &[FindingRow]) -> Result<(), CliError> {
    let mut writer = csv::Writer::from_writer(out);
    let header = ["code", "name", "severity", "message", "help", "source", "file", "record", "row", "field", "value", "suggestion"];
    let text = |value: &Option<String>| safe_cell(value.as_deref().unwrap_or_default());
    let mut write = || -> Result<(), csv::Error> {
        writer.write_record(header)?;
        for row in rows {
            writer.write_record([
                row.code.clone(),
                row.name.clone(),
                row.severity.code().to_owned(),
                safe_cell(&row.message),
                safe_cell(&row.help),
                text(&row.source),
                text(&row.file),
                text(&row.record),
                row.row.map_or_else(String::new, |n| n.to_string()),
                text(&row.field),
                text(&row.value),
                text(&row.suggestion),
            ])?;
        }
        writer.flush()?;
        Ok(())
    };
    write().map_err(|error| CliError::Output(error.into()))
}
