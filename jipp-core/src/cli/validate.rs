use std::io::Write;

use super::CliError;
use super::args::{Arguments, FindingFormat, ValidateArgs};
use super::output::{findings, json, safe_cell};
use super::terminal::{Bar, check_options, read_file};
use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::model::{FindingRow, Severity};
use crate::pipeline::collect;

pub(super) fn run(args: &ValidateArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let lang = arguments.lang();
    let (rows, summary) = if Catalog::is_catalog(&args.file) { of_catalog(args, lang)? } else { of_file(args, arguments)? };
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
    let options = check_options(&args.checking, &watch)?;
    let ingested = read_file(&args.file, &args.source, &args.reading, &watch)?;
    let file = ingested.file.clone();
    let dataset = collect(vec![ingested]);
    let checked = dataset.check(&options);
    super::feedback::write(&args.feedback, &dataset, &checked, options.as_of, arguments)?;
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
    Ok((rows, summary))
}

fn of_catalog(args: &ValidateArgs, lang: Lang) -> Result<(Vec<FindingRow>, String), CliError> {
    super::feedback::refuse(&args.feedback)?;
    let selection = check_options(&args.checking, &crate::progress::silent)?.selection;
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
