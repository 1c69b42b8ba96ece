use std::io::Write;

use super::CliError;
use super::args::{Arguments, StatusArgs, TextOrJson};
use super::output::json;
use super::words::counted;
use crate::catalog::Catalog;
use crate::lang::Lang;

pub(super) fn run(args: &StatusArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let status = Catalog::open(&args.catalog)?.status()?;
    if args.format == TextOrJson::Json {
        json(out, &status)?;
        return Ok(0);
    }
    let id = arguments.lang() == Lang::Id;
    let counts = |map: &std::collections::BTreeMap<String, u64>| counted(map, arguments.lang());
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
    if status.format > 1 {
        let t = |text: &'static str, english: &'static str| if id { text } else { english };
        writeln!(out, "{}: {}", t("Keberlanjutan", "Sustainability"), counts(&status.sustainability))?;
        writeln!(out, "{}: {}", t("Impor", "Imports"), status.imports)?;
        writeln!(
            out,
            "{}: {}; {} {}",
            t("Keputusan", "Decisions"),
            counts(&status.decisions),
            status.overrides,
            t("nilai kurasi", "curated values")
        )?;
        writeln!(out, "{}: {}", t("Pemutakhiran", "Campaigns"), status.campaigns)?;
        writeln!(out, "{}: {}", t("Replikasi", "Replications"), counts(&status.replications))?;
        writeln!(out, "{}: {}; {}: {}", t("Simpul", "Hubs"), status.hubs, t("artikel", "articles"), counts(&status.articles))?;
        writeln!(out, "{}: {}", t("Interaksi", "Interactions"), counts(&status.interactions))?;
    }
    writeln!(out, "jipp {}", status.jipp_version)?;
    Ok(0)
}
