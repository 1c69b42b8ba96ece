//! Printing: JSON, CSV, findings for people.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use super::CliError;
use crate::lang::Lang;
use crate::model::{FindingRow, Severity};

pub(super) fn json<T: Serialize>(out: &mut dyn Write, value: &T) -> Result<(), CliError> {
    let text = serde_json::to_string(value).map_err(|e| CliError::Usage(e.to_string()))?;
    writeln!(out, "{text}")?;
    Ok(())
}

/// A CSV file that is either complete or not there.
pub(super) fn csv_file<T: Serialize>(path: &Path, header: &[&str], rows: impl Iterator<Item = T>) -> Result<(), CliError> {
    let shown = path.display().to_string();
    let failed = |source: std::io::Error| CliError::File { path: shown.clone(), action: "written", source };
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(BufWriter::new(File::create(path).map_err(failed)?));
    let write = |writer: &mut csv::Writer<BufWriter<File>>| -> Result<(), csv::Error> {
        writer.write_record(header)?;
        for row in rows {
            writer.serialize(row)?;
        }
        writer.flush()?;
        Ok(())
    };
    write(&mut writer).map_err(|error| failed(error.into()))
}

/// A cell that no spreadsheet takes for a formula: `=`, `+`, `-`, `@`, tab and return at its start get a `'` before them.
pub(super) fn safe_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// The word for a severity.
pub(super) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Id) => "galat",
        (Severity::Warning, Lang::Id) => "peringatan",
        (Severity::Advice, Lang::Id) => "saran",
        (severity, Lang::En) => severity.code(),
    }
}

/// Findings shown of one rule unless all are asked for.
const SHOWN: usize = 5;

/// Findings by rule, gravest first.
pub(super) fn findings(out: &mut dyn Write, findings: &[FindingRow], all: bool, lang: Lang) -> Result<(), CliError> {
    let mut codes: Vec<(Severity, &str)> = findings.iter().map(|f| (f.severity, f.code.as_str())).collect();
    codes.sort_unstable();
    codes.dedup();
    for (grave, code) in codes {
        let of_rule: Vec<&FindingRow> = findings.iter().filter(|f| f.code == code && f.severity == grave).collect();
        let name = of_rule.first().map_or("", |f| f.name.as_str());
        writeln!(out, "\n{code} {name} ({}, {})", severity(grave, lang), of_rule.len())?;
        for finding in of_rule.iter().take(if all { usize::MAX } else { SHOWN }) {
            let place = match (&finding.file, finding.row) {
                (Some(file), Some(row)) => format!("{file}:{row}"),
                (Some(file), None) => file.clone(),
                _ => String::new(),
            };
            writeln!(out, "  {place} {}: {}", finding.record.as_deref().unwrap_or_default(), finding.message)?;
            writeln!(out, "    {}: {}", if lang == Lang::Id { "saran" } else { "help" }, finding.help)?;
        }
        if !all && of_rule.len() > SHOWN {
            let more = of_rule.len() - SHOWN;
            writeln!(
                out,
                "  {}",
                if lang == Lang::Id { format!("… dan {more} lagi (--all)") } else { format!("… and {more} more (--all)") }
            )?;
        }
    }
    Ok(())
}
