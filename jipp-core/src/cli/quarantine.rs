//! `jipp quarantine list | export`: the rows that could not become records, with their reasons.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::CliError;
use super::args::{Arguments, QuarantineArgs, QuarantineCommand, QuarantineExportArgs, QuarantineListArgs, TextOrJson};
use super::output::{json, write_whole};
use super::terminal::{Bar, check_options, mapping_of, read_file, read_options};
use crate::catalog::Catalog;
use crate::ingest::{Ingested, read_again};
use crate::lang::Lang;
use crate::model::{FindingRow, PartialDate, SourceRecord};
use crate::pipeline::{Dataset, collect};
use crate::report::feedback::{FeedbackFormat, FeedbackOptions, quarantine_file};
use crate::report::visible;
use crate::rules::Checked;

pub(super) fn run(args: &QuarantineArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    match &args.command {
        QuarantineCommand::List(args) => list(args, arguments, out),
        QuarantineCommand::Export(args) => export(args, arguments, out),
    }
}

/// One row in quarantine.
#[derive(Serialize)]
struct Quarantined {
    record: String,
    file: String,
    row: u64,
    title: Option<String>,
    /// Findings that keep it out or would have to be settled: those of severity error.
    reasons: Vec<FindingRow>,
}

fn list(args: &QuarantineListArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let (dataset, checked, _) = quarantined(&args.from, arguments)?;
    let lang = arguments.lang();
    let mut reasons: BTreeMap<&str, Vec<FindingRow>> = BTreeMap::new();
    for finding in checked.findings.iter().filter(|finding| finding.severity == crate::model::Severity::Error) {
        if let Some(record) = finding.record.as_deref().filter(|record| checked.quarantined.contains(*record)) {
            reasons.entry(record).or_default().push(FindingRow::new(finding, lang));
        }
    }
    let kept_out = dataset.records.iter().filter(|record| checked.quarantined.contains(&record.source.record_id));
    let rows: Vec<Quarantined> = kept_out
        .map(|record| Quarantined {
            record: record.source.record_id.clone(),
            file: record.source.file.to_string(),
            row: record.source.row,
            title: record.innovation.title.clone(),
            reasons: reasons.remove(record.source.record_id.as_str()).unwrap_or_default(),
        })
        .collect();
    if args.format == TextOrJson::Json {
        json(out, &rows)?;
        return Ok(0);
    }
    for row in &rows {
        let title = row.title.as_deref().map_or_else(String::new, |title| format!("  {}", visible(&crate::text::excerpt(title, 80))));
        writeln!(out, "{}:{}  {}{title}", visible(&row.file), row.row, visible(&row.record))?;
        for reason in &row.reasons {
            writeln!(out, "    {} {}", reason.code, visible(&reason.message))?;
        }
    }
    let (id, en) = ("baris dikarantina", "rows in quarantine");
    writeln!(out, "{} {}", rows.len(), if lang == Lang::Id { id } else { en })?;
    Ok(0)
}

fn export(args: &QuarantineExportArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let csv = args.output.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let format = if csv { FeedbackFormat::Csv } else { FeedbackFormat::Xlsx };
    let (dataset, checked, as_of) = quarantined(&args.from, arguments)?;
    let options = FeedbackOptions { lang: arguments.lang(), format, personal_data: args.with_personal_data, as_of };
    let mut written = 0;
    for file in &dataset.files {
        let made = quarantine_file(file, &dataset.records, &checked, &options).map_err(|error| CliError::Usage(error.to_string()))?;
        let Some(made) = made else { continue };
        written += 1;
        // every file has columns of its own, so each gets a workbook of its own
        let path = numbered(&args.output, written);
        write_whole(&path, |out| Ok(out.write_all(&made.bytes)?))?;
        let name = visible(&file.name);
        if arguments.lang() == Lang::Id {
            writeln!(out, "{}: {} baris karantina dari {name}", path.display(), made.records)?;
        } else {
            writeln!(out, "{}: {} quarantined rows of {name}", path.display(), made.records)?;
        }
    }
    if written == 0 {
        writeln!(out, "{}", if arguments.lang() == Lang::Id { "tidak ada baris di karantina" } else { "no row is in quarantine" })?;
    }
    Ok(0)
}

fn numbered(path: &Path, number: usize) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let extension = path.extension().map_or_else(String::new, |extension| format!(".{}", extension.to_string_lossy()));
    path.with_file_name(format!("{stem}-{number}{extension}"))
}

/// The records of a file, or those of a catalog that are kept out, and what was found.
fn quarantined(from: &super::args::QuarantineFrom, arguments: &Arguments) -> Result<(Dataset, Checked, Option<PartialDate>), CliError> {
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let options = check_options(&from.checking, &[&from.file], arguments, &watch)?;
    if !Catalog::is_catalog(&from.file) {
        let dataset = collect(read_file(&from.file, from.source.as_deref().unwrap_or("auto"), &from.reading, &watch)?);
        let checked = dataset.check(&options);
        bar.done();
        return Ok((dataset, checked, options.day()));
    }
    let catalog = Catalog::open(&from.file)?;
    let mut kept: BTreeMap<String, Vec<SourceRecord>> = BTreeMap::new();
    for record in catalog.quarantined_records()? {
        kept.entry(record.file.to_string()).or_default().push(record);
    }
    let mut files: Vec<Ingested> = Vec::new();
    for file in catalog.files()? {
        let Some(records) = kept.remove(&file.name) else { continue };
        let wanted =
            from.source.as_deref().is_none_or(|source| source == "auto" || file.mapping == source || of_family(&file.mapping, source));
        if !wanted {
            continue;
        }
        // a mapping of the user's is no part of the catalog: it must be given again
        let mapping = mapping_of("generic", &from.reading)?.filter(|mapping| mapping.name == file.mapping);
        let mapping_name = file.mapping.clone();
        let reading = read_options(&mapping_name, mapping.as_ref(), &from.reading, &watch)?;
        files.push(read_again(&file, records, &reading)?);
    }
    let dataset = collect(files);
    let mut checked = dataset.check(&options);
    // what the catalog keeps out stays out, also where a rule of today would let it in
    checked.quarantined.extend(dataset.records.iter().map(|record| record.source.record_id.clone()));
    bar.done();
    Ok((dataset, checked, options.day()))
}

fn of_family(mapping: &str, source: &str) -> bool {
    crate::ingest::built_in_mappings().iter().any(|known| known.name == mapping && known.family() == source)
}
