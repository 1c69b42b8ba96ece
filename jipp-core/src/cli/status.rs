use std::io::Write;

use super::CliError;
use super::args::{Arguments, StatusArgs, TextOrJson};
use super::output::json;
use crate::catalog::Catalog;
use crate::lang::Lang;

pub(super) fn run(args: &StatusArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let status = Catalog::open(&args.catalog)?.status()?;
    if args.format == TextOrJson::Json {
        json(out, &status)?;
        return Ok(0);
    }
    let id = arguments.lang() == Lang::Id;
    let counts = |map: &std::collections::BTreeMap<String, u64>| map.iter().map(|(k, n)| format!("{k} {n}")).collect::<Vec<_>>().join(", ");
    let (accepted, quarantined) = (status.accepted, status.quarantined);
    writeln!(out, "{}: {} ({})", if id { "Rekaman" } else { "Records" }, accepted + quarantined, counts(&status.records_by_source))?;
    writeln!(
        out,
        "  {} {accepted}, {} {quarantined}",
        if id { "diterima" } else { "accepted" },
        if id { "dikarantina" } else { "quarantined" }
    )?;
    writeln!(
        out,
        "{}: {} ({} {})",
        if id { "Inovasi" } else { "Innovations" },
        status.innovations,
        status.merged,
        if id { "dari beberapa sumber" } else { "of several sources" }
    )?;
    writeln!(out, "{}: {}", if id { "Tautan" } else { "Links" }, counts(&status.links))?;
    writeln!(out, "{}: {}", if id { "Temuan" } else { "Findings" }, counts(&status.findings))?;
    writeln!(out, "jipp {}", status.jipp_version)?;
    Ok(0)
}
