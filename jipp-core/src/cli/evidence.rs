use std::io::Write;

use super::CliError;
use super::args::{Arguments, EvidenceArgs, TextOrJson};
use super::output::json;
use super::terminal::{Bar, read_file};
use crate::evidence_grade::LEVELS;
use crate::lang::Lang;
use crate::pipeline::collect;
use crate::wire::{EvidenceReport, EvidenceRow, day, evidence_report};

pub(super) fn run(args: &EvidenceArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let as_of = day(args.as_of.as_deref())?;
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let dataset = collect(read_file(&args.file, &args.source, &args.reading, &watch)?);
    bar.done();
    let report = evidence_report(&dataset.records, as_of);
    match args.format {
        TextOrJson::Json => json(out, &report)?,
        TextOrJson::Text => text(out, &report, args, arguments.lang())?,
    }
    Ok(0)
}

fn text(out: &mut dyn Write, report: &EvidenceReport, args: &EvidenceArgs, lang: Lang) -> Result<(), CliError> {
    let say = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    writeln!(out, "{}: {} {}", args.file.display(), report.records.len(), say("rekaman", "records"))?;
    for (level, count) in &report.levels {
        let label = LEVELS.get(usize::from(*level)).map_or("", |label| label.get(lang));
        writeln!(out, "  {} {level}  {count:>6}  {label}", say("tingkat", "level"))?;
    }
    if report.as_of.is_none() {
        writeln!(
            out,
            "  {}",
            say(
                "tanpa --as-of kemutakhiran tidak dinilai: paling tinggi tingkat 3",
                "without --as-of recency is not judged: level 3 at most"
            )
        )?;
    }
    let wanted =
        |row: &&EvidenceRow| args.explain.as_deref().is_none_or(|id| row.record == id || row.record.rsplit(':').next() == Some(id));
    let shown: Vec<&EvidenceRow> = report.records.iter().filter(wanted).collect();
    if let (Some(id), true) = (&args.explain, shown.is_empty()) {
        return Err(CliError::told(
            format!("`{}` tidak memuat rekaman `{id}`", args.file.display()),
            format!("`{}` has no record `{id}`", args.file.display()),
        ));
    }
    let detailed = args.explain.is_some();
    let most = if detailed || args.all { usize::MAX } else { 20 };
    for row in shown.iter().take(most) {
        let title = row.title.as_deref().unwrap_or("-");
        writeln!(out, "\n{} {} [{}, {}/100] {title}", row.record, row.grade.level, row.grade.label.get(lang), row.grade.points)?;
        for criterion in row.grade.criteria.iter().filter(|_| detailed) {
            let met = if criterion.met { say("ya", "yes") } else { say("tidak", "no") };
            let (code, reason) = (&criterion.code, criterion.reason.get(lang));
            writeln!(out, "  {met:<5} {code:<22} {:>2}/{:<2}  {reason}", criterion.points, criterion.most_points)?;
        }
        for step in row.grade.next.iter().take(if detailed { usize::MAX } else { 1 }) {
            writeln!(out, "  {} ({} {}): {}", say("berikutnya", "next"), say("tingkat", "level"), step.reaches, step.advice.get(lang))?;
        }
    }
    if shown.len() > most {
        let more = shown.len() - most;
        writeln!(out, "\n{}", if lang == Lang::Id { format!("… dan {more} lagi (--all)") } else { format!("… and {more} more (--all)") })?;
    }
    Ok(())
}
