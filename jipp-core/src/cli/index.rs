use std::io::Write;
use std::path::Path;

use super::args::{Arguments, IndexArgs, IndexCommand, IndexFormat};
use super::{CliError, index_text, output, terminal};
use crate::error::{SettingsError, nearest};
use crate::index_iga::{IndexScore, InnovationScore, LevelChange, NextLevel, ScoreOptions, read_region, read_spd};
use crate::ingest::{ReadOptions, Source};
use crate::lang::Lang;
use crate::model::Severity;
use crate::wire::{index_form, score_and_check};

pub(super) fn run(args: &IndexArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let IndexCommand::Score(args) = &args.command;
    let lang = arguments.lang();
    let form = index_form(args.year, args.vocabularies.as_deref().map(terminal::read_text).transpose()?.as_deref())?;
    let reading =
        ReadOptions { delimiter: terminal::delimiter(args.delimiter)?, limits: crate::ingest::Limits::LOCAL, ..ReadOptions::default() };
    let (name, bytes) = read_bytes(&args.file, &reading)?;
    let mut file = read_region(Source { name: &name, bytes: &bytes }, &form, args.agency.as_deref(), &reading)?;
    if let Some(spd) = &args.spd {
        let (name, bytes) = read_bytes(spd, &reading)?;
        file.region.spd = Some(read_spd(Source { name: &name, bytes: &bytes }, &reading)?);
    }
    if args.stored_index.is_some() {
        file.region.stored_index.clone_from(&args.stored_index);
    }
    if args.stored_class.is_some() {
        file.region.stored_class.clone_from(&args.stored_class);
    }
    let what_if = args.what_if.as_deref().map(LevelChange::parse_list).transpose()?.unwrap_or_default();
    let answer = score_and_check(&form, &file.region, &ScoreOptions { lang, what_if, steps: args.steps });
    if !file.ignored.is_empty() && !arguments.quiet {
        let told = if lang == Lang::Id { "kolom yang tidak dikenal" } else { "columns that mean nothing here" };
        let _ = writeln!(std::io::stderr().lock(), "jipp: `{name}`: {told}: {}", file.ignored.join(", "));
    }
    match args.format {
        IndexFormat::Json => output::json(out, &answer)?,
        IndexFormat::Csv => table(out, &answer)?,
        IndexFormat::Text => match &args.explain {
            None => index_text::report(out, &answer, &name, args.all, lang)?,
            Some(id) => index_text::explain(out, &answer, explained(&answer, id)?, lang)?,
        },
    }
    let mut severities =
        answer.problems.iter().map(|problem| problem.severity).chain(answer.findings.iter().map(|finding| finding.severity));
    Ok(u8::from(severities.any(|severity| severity == Severity::Error)))
}

fn read_bytes(path: &Path, reading: &ReadOptions<'_>) -> Result<(String, Vec<u8>), CliError> {
    let shown = path.display().to_string();
    let failed = |source| CliError::File { path: shown.clone(), action: "read", source };
    let length = std::fs::metadata(path).map_err(failed)?.len();
    let allowed = reading.limits.file_bytes;
    if length > allowed {
        return Err(crate::ingest::IngestError::Limit { file: shown, limit: "file_bytes", seen: length, allowed }.into());
    }
    Ok((shown.clone(), std::fs::read(path).map_err(failed)?))
}

/// The innovation to explain; `None` means the region itself.
fn explained<'a>(answer: &'a IndexScore, id: &str) -> Result<Option<&'a InnovationScore>, CliError> {
    if id.eq_ignore_ascii_case("spd") {
        return Ok(None);
    }
    let found = answer.innovations.iter().find(|innovation| innovation.id == id);
    found.map(Some).ok_or_else(|| {
        let suggestion = nearest(id, answer.innovations.iter().map(|innovation| innovation.id.as_str()));
        SettingsError::UnknownValue { what: "innovation", value: id.to_owned(), suggestion }.into()
    })
}

const HEADER: [&str; 11] = [
    "id",
    "title",
    "maturity",
    "maturity_verified",
    "difference",
    "problems",
    "next_indicator",
    "next_level",
    "next_label",
    "next_points",
    "next_iid",
];

fn table(out: &mut dyn Write, answer: &IndexScore) -> Result<(), CliError> {
    let failed = |error: csv::Error| CliError::Output(error.into());
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADER).map_err(failed)?;
    for innovation in &answer.innovations {
        let number = |number: Option<f64>| number.map_or_else(String::new, |number| format!("{number:.2}"));
        let problems = answer.problems.iter().filter(|problem| problem.innovation.as_ref() == Some(&innovation.id)).count();
        let (indicator, next) = best(innovation).unzip();
        writer
            .write_record([
                output::safe_cell(&innovation.id),
                output::safe_cell(innovation.title.as_deref().unwrap_or_default()),
                number(Some(innovation.maturity)),
                number(innovation.maturity_verified),
                number(innovation.difference),
                problems.to_string(),
                indicator.unwrap_or_default().to_owned(),
                next.map_or_else(String::new, |next| next.level.to_string()),
                output::safe_cell(next.and_then(|next| next.label.as_deref()).unwrap_or_default()),
                number(next.map(|next| next.points)),
                next.and_then(|next| next.iid).map_or_else(String::new, |iid| format!("{iid:.4}")),
            ])
            .map_err(failed)?;
    }
    writer.flush()?;
    Ok(())
}

/// The next level that brings most; of equals the first in the form.
fn best(innovation: &InnovationScore) -> Option<(&str, &NextLevel)> {
    let open = innovation.indicators.iter().filter_map(|indicator| Some((indicator.number.as_str(), indicator.next.as_ref()?)));
    open.rev().max_by(|(_, a), (_, b)| a.points.total_cmp(&b.points))
}
