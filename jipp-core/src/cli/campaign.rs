//! `jipp campaign`: does it still run?

use std::io::Write;
use std::path::Path;

use super::CliError;
use super::args::{Arguments, CampaignArgs, CampaignCommand, TextOrJson};
use super::catalog::{day_of, open, said, today};
use super::output::{json, write_whole};
use super::terminal::read_bytes;
use crate::catalog::{Campaign, CampaignImport, CampaignReport, CampaignSelection, Catalog, Figures, read_answers};
use crate::ingest::{Limits, ReadOptions, Source, read_plain};
use crate::lang::Lang;

pub(super) fn run(args: &CampaignArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let lang = arguments.lang();
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    match &args.command {
        CampaignCommand::Create { catalog, id, name, starts, due, system, agency, province, from_year, to_year } => {
            let campaign = Campaign {
                id: id.clone(),
                name: name.clone().unwrap_or_else(|| id.clone()),
                starts: day_of(starts.as_deref()),
                due: due.clone(),
                selection: CampaignSelection {
                    systems: system.clone(),
                    agencies: agency.clone(),
                    provinces: province.clone(),
                    from_year: *from_year,
                    to_year: *to_year,
                },
            };
            let count = open(catalog)?.create_campaign(&campaign)?;
            writeln!(out, "{id}: {count} {}", t("inovasi", "innovations"))?;
        }
        CampaignCommand::List { catalog } => {
            for campaign in Catalog::open(catalog)?.campaigns()? {
                writeln!(out, "{}  {}  {} - {}", campaign.id, campaign.name, campaign.starts, campaign.due.as_deref().unwrap_or(""))?;
            }
        }
        CampaignCommand::Export { catalog, id, output, said: who } => {
            let sheets = open(catalog)?.export_campaign(id, lang, &said(who, &day_of(who.at.as_deref())))?;
            std::fs::create_dir_all(output).map_err(|source| CliError::File {
                path: output.display().to_string(),
                action: "written",
                source,
            })?;
            for sheet in &sheets {
                write_whole(&output.join(&sheet.name), |file| Ok(file.write_all(&sheet.bytes)?))?;
                writeln!(out, "{}  {} ({})", sheet.name, sheet.agency, sheet.rows)?;
            }
        }
        CampaignCommand::Import { catalog, id, files, said: who, format } => {
            let mut writer = open(catalog)?;
            let day = day_of(who.at.as_deref());
            let mut refused = 0;
            for file in files {
                let done = writer.import_answers(id, &answers(file)?, &said(who, &day))?;
                refused += done.refused;
                if *format == TextOrJson::Json { json(out, &done)? } else { import_text(out, file, &done, lang)? }
            }
            return Ok(u8::from(refused > 0));
        }
        CampaignCommand::Validate { catalog, id, record, reject, said: who } => {
            open(catalog)?.validate_answer(id, record, !reject, &said(who, &day_of(who.at.as_deref())))?;
            writeln!(out, "{record}")?;
        }
        CampaignCommand::Remind { catalog, id, format } => {
            let reminders = Catalog::open(catalog)?.campaign_reminders(id, Some(&today()))?;
            if *format == TextOrJson::Json {
                json(out, &reminders)?;
                return Ok(0);
            }
            for one in reminders {
                let late = if one.overdue { t("  lewat tenggat", "  overdue") } else { "" };
                writeln!(out, "{:5}  {:12} {}{late}", one.waiting.len(), one.agency_code.as_deref().unwrap_or("-"), one.agency)?;
            }
        }
        CampaignCommand::Report { catalog, id, as_of, format } => {
            let report = Catalog::open(catalog)?.campaign_report(id, as_of.as_deref())?;
            if *format == TextOrJson::Json { json(out, &report)? } else { report_text(out, &report, lang)? }
        }
    }
    Ok(0)
}

fn answers(file: &Path) -> Result<Vec<crate::catalog::CampaignAnswer>, CliError> {
    let bytes = read_bytes(file, Limits::default().file_bytes)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let table = read_plain(Source { name: &name, bytes: &bytes }, &ReadOptions::default())?;
    Ok(read_answers(&table)?)
}

fn import_text(out: &mut dyn Write, file: &Path, done: &CampaignImport, lang: Lang) -> Result<(), CliError> {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    writeln!(
        out,
        "{}: {} {}, {} {}, {} {}, {} {}, {} {}",
        file.display(),
        done.rows,
        t("baris", "rows"),
        done.answered,
        t("jawaban", "answers"),
        done.unanswered,
        t("kosong", "empty"),
        done.repeated,
        t("sudah ada", "known"),
        done.refused,
        t("ditolak", "refused")
    )?;
    for problem in &done.problems {
        let refused = if problem.refused { t("ditolak", "refused") } else { t("perhatian", "note") };
        writeln!(out, "  {} {}: {} {} ({refused})", t("baris", "row"), problem.row, problem.code, problem.record_id)?;
    }
    Ok(())
}

fn line(figures: &Figures) -> String {
    let Figures { total, updated, running, stopped, other, not_updated, validated } = figures;
    format!("{total:6} {updated:6} {running:6} {stopped:6} {other:6} {not_updated:6} {validated:6}")
}

fn report_text(out: &mut dyn Write, report: &CampaignReport, lang: Lang) -> Result<(), CliError> {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    writeln!(out, "{} ({})", report.campaign.name, report.as_of.as_deref().unwrap_or(t("kini", "now")))?;
    let heads = t("semua  mutakh jalan  henti  lain   belum  valid", "all    update run    stop   other  none   valid");
    writeln!(out, "{heads}")?;
    writeln!(out, "{}", line(&report.figures))?;
    writeln!(out, "\n{}", t("Provinsi", "Provinces"))?;
    for group in &report.provinces {
        writeln!(out, "{}  {}", line(&group.figures), if group.name.is_empty() { "-" } else { &group.name })?;
    }
    writeln!(out, "\n{}", t("Instansi", "Agencies"))?;
    for group in report.agencies.iter().take(40) {
        writeln!(out, "{}  {}", line(&group.figures), if group.name.is_empty() { "-" } else { &group.name })?;
    }
    if report.agencies.len() > 40 {
        writeln!(out, "  ... {}: --format json", report.agencies.len())?;
    }
    if !report.stop_reasons.is_empty() {
        writeln!(out, "\n{}", t("Alasan berhenti", "Reasons of stopping"))?;
        for reason in report.stop_reasons.iter().take(10) {
            writeln!(out, "{:6}  {}", reason.count, crate::text::excerpt(&reason.reason, 80))?;
        }
    }
    if report.survival.iter().any(|step| step.stopped > 0) {
        writeln!(out, "\n{}", t("Masih berjalan setelah ... tahun", "Still running after ... years"))?;
        for step in &report.survival {
            writeln!(out, "{:4}  {:5.1} %  ({}/{})", step.years, 100.0 * step.survival, step.stopped, step.at_risk)?;
        }
    }
    Ok(())
}
