//! `jipp import` and `jipp undo`.

use std::io::Write;

use super::CliError;
use super::args::{Arguments, ImportArgs, TextOrJson, UndoArgs};
use super::catalog::{day_of, open};
use super::output::json;
use super::terminal::{Bar, check_options, read_file};
use super::words::counted;
use crate::catalog::{ImportOptions, ImportReport};
use crate::lang::Lang;

pub(super) fn run(args: &ImportArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let check = check_options(&args.checking, &[&args.file], arguments, &watch)?;
    let mut writer = open(&args.catalog)?;
    let tables = read_file(&args.file, &args.source, &args.reading, &watch)?;
    let day = day_of(args.at.as_deref());
    let options = ImportOptions { check, at: Some(&day), progress: &watch, cancel: super::interrupt::token() };
    let reports = writer.import_tables(tables, &options)?;
    bar.done();
    let errors: usize = reports.iter().filter_map(|report| report.findings.get("error")).sum();
    match (args.format, reports.as_slice()) {
        (TextOrJson::Json, [report]) => json(out, report)?,
        (TextOrJson::Json, reports) => json(out, &reports)?,
        (TextOrJson::Text, reports) => {
            for report in reports {
                text(report, arguments.lang(), out)?;
            }
        }
    }
    Ok(u8::from(errors > 0))
}

fn text(report: &ImportReport, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
    let t = |text: &'static str, english: &'static str| if lang == Lang::Id { text } else { english };
    let (records, innovations) = (&report.records, &report.innovations);
    writeln!(out, "{} {}: {} ({})", t("Impor", "Import"), report.import, report.file, report.system)?;
    writeln!(
        out,
        "{}: {} {}, {} {}, {} {}, {} {}; {} {}",
        t("Rekaman", "Records"),
        records.read,
        t("dibaca", "read"),
        records.added,
        t("baru", "new"),
        records.changed,
        t("berubah", "changed"),
        records.unchanged,
        t("tetap", "unchanged"),
        records.quarantined,
        t("dikarantina", "quarantined")
    )?;
    writeln!(
        out,
        "{}: {} {}, {} {}, {} {}; {} {}",
        t("Inovasi", "Innovations"),
        innovations.added,
        t("baru", "new"),
        innovations.changed,
        t("berubah", "changed"),
        innovations.removed,
        t("hilang", "gone"),
        innovations.total,
        t("seluruhnya", "in all")
    )?;
    writeln!(out, "{}: {}", t("Temuan", "Findings"), counted(&report.findings, lang))?;
    Ok(())
}

pub(super) fn undo(args: &UndoArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let (import, innovations) = open(&args.catalog)?.undo(args.import, Some(&day_of(args.at.as_deref())))?;
    if args.format == TextOrJson::Json {
        json(out, &serde_json::json!({ "import": import, "innovations": innovations }))?;
        return Ok(0);
    }
    let (text, all) = if arguments.lang() == Lang::Id { ("Impor dibatalkan", "inovasi") } else { ("Import taken back", "innovations") };
    writeln!(out, "{text}: {import}; {} {all}", innovations.total)?;
    Ok(0)
}
