use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{Arguments, BuildArgs, TextOrJson};
use super::output::{json, no_stream, severity};
use super::terminal::{Bar, check_options, read_file, read_settings};
use super::{CliError, interrupt};
use crate::catalog::{Catalog, CatalogError};
use crate::ingest::FileInfo;
use crate::lang::Lang;
use crate::pipeline::{IntegrateOptions, integrate};
use crate::search::Index;
use crate::wire::BuildReport;

pub(super) fn run(args: &BuildArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let inputs = inputs(args)?;
    no_stream(&args.output)?;
    // settings are read before the files, so that a mistake shows before the long work
    let link = args.settings.as_deref().map(read_settings).transpose()?;
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let check = check_options(&args.checking, &inputs.iter().map(|(_, path)| path.as_path()).collect::<Vec<_>>(), arguments, &watch)?;
    let mut files = Vec::with_capacity(inputs.len());
    for (source, path) in &inputs {
        files.extend(read_file(path, source, &args.reading, &watch)?);
    }
    let integration = integrate(files, &IntegrateOptions { check, link, progress: &watch })?;
    go_on(&args.output)?;
    let index = Index::build(&integration.directory.documents(), &watch)?;
    go_on(&args.output)?;
    Catalog::create_unless(interrupt::token(), &args.output, &integration, &index, &watch)?;
    bar.done();
    let mut report = BuildReport::new(&integration, arguments.lang());
    report.catalog = Some(args.output.display().to_string());
    match args.format {
        TextOrJson::Json => json(out, &report)?,
        TextOrJson::Text => text(out, &report, &integration.dataset.files, &args.output, arguments.lang())?,
    }
    Ok(u8::from(report.findings.error > 0))
}

/// Whether nobody asked to stop while a step was at work.
fn go_on(output: &Path) -> Result<(), CliError> {
    if interrupt::token().is_cancelled() {
        return Err(CatalogError::Cancelled { path: output.display().to_string() }.into());
    }
    Ok(())
}

fn inputs(args: &BuildArgs) -> Result<Vec<(String, PathBuf)>, CliError> {
    let named = [("kipp", &args.kipp), ("iga", &args.iga), ("lan", &args.lan)];
    let mut inputs: Vec<(String, PathBuf)> =
        named.iter().flat_map(|(source, paths)| paths.iter().map(|path| ((*source).to_owned(), path.clone()))).collect();
    for input in &args.input {
        let Some((source, path)) = input.split_once('=') else {
            return Err(CliError::told(
                format!("`--input {input}`: tulis sebagai SUMBER=BERKAS, misalnya `--input lan=lan.csv`"),
                format!("`--input {input}`: write it as SOURCE=FILE, such as `--input lan=lan.csv`"),
            ));
        };
        inputs.push((source.to_owned(), PathBuf::from(path)));
    }
    if inputs.is_empty() {
        return Err(CliError::told(
            "tidak ada masukan: berikan sekurang-kurangnya satu dari --kipp, --iga, --lan, atau --input",
            "no input: give at least one of --kipp, --iga, --lan or --input",
        ));
    }
    Ok(inputs)
}

fn text(out: &mut dyn Write, report: &BuildReport, files: &[FileInfo], output: &Path, lang: Lang) -> Result<(), CliError> {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    for file in files {
        let detail = [file.encoding.clone(), file.part(lang)].into_iter().filter(|d| !d.is_empty()).collect::<Vec<_>>().join(", ");
        writeln!(
            out,
            "{:24} {} {:6} {:24} {} `{}` ({})",
            file.name,
            t("baris", "rows"),
            file.rows,
            format!("{} {detail}", file.format),
            t("pemetaan", "mapping"),
            file.mapping,
            file.why(lang)
        )?;
    }
    let records = &report.records;
    writeln!(
        out,
        "\n{}: {} {}, {} {}, {} {}",
        t("Rekaman", "Records"),
        records.read,
        t("dibaca", "read"),
        records.accepted,
        t("diterima", "accepted"),
        records.quarantined,
        t("dikarantina", "quarantined")
    )?;
    let findings = &report.findings;
    writeln!(
        out,
        "{}: {} {}, {} {}, {} {}",
        t("Temuan", "Findings"),
        findings.error,
        t("galat", "errors"),
        findings.warning,
        t("peringatan", "warnings"),
        findings.advice,
        t("saran", "advice")
    )?;
    for rule in &report.rules {
        writeln!(out, "  {:5} {:7} {:10} {}", rule.count, rule.code, severity(rule.severity, lang), rule.name)?;
    }
    let duplicates = &report.duplicates;
    writeln!(
        out,
        "{}: {} {} {} {}; {} {}; {} {}, {} {}",
        t("Duplikat", "Duplicates"),
        duplicates.merged_records,
        t("rekaman digabung menjadi", "records merged into"),
        duplicates.clusters,
        t("inovasi", "innovations"),
        duplicates.review,
        t("pasangan untuk ditinjau", "pairs for review"),
        duplicates.replications,
        t("replikasi", "replications"),
        duplicates.versions,
        t("versi", "versions")
    )?;
    writeln!(out, "{}: {}", t("Inovasi yang dapat dicari", "Searchable innovations"), report.innovations)?;
    writeln!(out, "{}: {}", t("Katalog", "Catalog"), output.display())?;
    Ok(())
}
