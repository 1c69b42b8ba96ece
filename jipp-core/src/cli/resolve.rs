use std::io::{BufRead, Write};

use super::CliError;
use super::args::{Arguments, ResolveArgs, TextOrJson};
use super::output::json;
use crate::lang::Lang;
use crate::vocab::{Candidate, Resolution, ResolveOptions, Status, region_by_code, resolve};

pub(super) fn run(args: &ResolveArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let options = ResolveOptions {
        year: args.year,
        unit: args.unit.as_deref(),
        title: args.title.as_deref(),
        region_code: args.region.as_deref(),
        lang: arguments.lang(),
    };
    if args.names == ["-"] {
        for line in std::io::stdin().lock().lines() {
            answer(out, &resolve(&line?, options), args.format, options.lang)?;
        }
    } else {
        for name in &args.names {
            answer(out, &resolve(name, options), args.format, options.lang)?;
        }
    }
    Ok(0)
}

fn answer(out: &mut dyn Write, resolution: &Resolution, format: TextOrJson, lang: Lang) -> Result<(), CliError> {
    if format == TextOrJson::Json {
        return json(out, resolution);
    }
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    let status = match resolution.status {
        Status::Resolved => "resolved",
        Status::Ambiguous => "ambiguous",
        Status::Unknown => "unknown",
    };
    let joint = if resolution.joint { t(" (beberapa instansi bersama)", " (several agencies together)") } else { "" };
    writeln!(out, "{}: {status}{joint}", resolution.input)?;
    for candidate in &resolution.candidates {
        body(out, "", candidate)?;
    }
    for partner in &resolution.partners {
        body(out, t("bersama ", "with "), partner)?;
    }
    if let Some(region) = resolution.region_code.as_deref().and_then(region_by_code) {
        writeln!(out, "  {} {} {}", t("wilayah", "region"), region.code, region.name)?;
    }
    Ok(())
}

fn body(out: &mut dyn Write, role: &str, candidate: &Candidate) -> Result<(), CliError> {
    writeln!(out, "  {role}{:20} {} ({:.2}, {})", candidate.code, candidate.name, candidate.score, candidate.why)?;
    Ok(())
}
