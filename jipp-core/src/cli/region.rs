use std::io::Write;

use super::CliError;
use super::args::{Arguments, RegionArgs, SchemeArg, TextOrJson};
use super::output::json;
use crate::lang::Lang;
use crate::vocab::{CodeScheme, SimilarityOptions};
use crate::wire::{
    NearRegionRow, NearestRegions, RegionRow, SimilarRegionRow, SimilarRegions, find_region, nearest_region_rows, similar_region_rows,
};

pub(super) fn run(args: &RegionArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let lang = arguments.lang();
    let scheme = match args.scheme {
        SchemeArg::Kemendagri => CodeScheme::Kemendagri,
        SchemeArg::Bps => CodeScheme::Bps,
    };
    let region = RegionRow::new(find_region(&args.region, scheme, lang)?);
    let code = || region.code.clone();
    let near = args.nearest.map(|limit| nearest_region_rows(&NearestRegions { code: code(), limit })).transpose()?;
    let options = |limit| SimilarityOptions { limit, ..SimilarityOptions::default() };
    let like =
        args.similar.map(|limit| similar_region_rows(&SimilarRegions { code: code(), options: options(limit), lang })).transpose()?;
    if args.format == TextOrJson::Json {
        json(out, &serde_json::json!({ "region": region, "nearest": near, "similar": like }))?;
    } else {
        text(out, &region, near.as_deref(), like.as_deref(), lang)?;
    }
    Ok(0)
}

fn text(
    out: &mut dyn Write,
    region: &RegionRow,
    near: Option<&[NearRegionRow]>,
    like: Option<&[SimilarRegionRow]>,
    lang: Lang,
) -> Result<(), CliError> {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    writeln!(out, "{}  {}", region.code, region.name)?;
    let old = if region.is_bps_code_old { t(" (sebelum pemekaran Papua)", " (before the split of Papua)") } else { "" };
    for (name, value) in [
        (t("provinsi", "province"), region.parent_code.as_ref().map(|code| format!("{} {code}", region.province))),
        (t("kelompok pulau", "island group"), Some(region.island_group.name().to_owned())),
        (t("ibu kota", "capital"), Some(region.capital.clone())),
        (t("penduduk", "population"), Some(region.population.to_string())),
        (t("luas (km²)", "area (km²)"), Some(region.area_km2.to_string())),
        (t("per km²", "per km²"), Some(region.density.to_string())),
        (t("letak", "centroid"), Some(format!("{}, {}", region.lat, region.lng))),
        (t("kode BPS", "BPS code"), region.bps_code.as_ref().map(|code| format!("{code}{old}"))),
        ("ISO 3166-2", region.iso_3166_2.clone()),
        (t("kode lama", "former code"), region.previous_code.clone()),
        (t("nama lama", "former names"), Some(region.former_names.join("; ")).filter(|names| !names.is_empty())),
    ] {
        if let Some(value) = value {
            writeln!(out, "  {name:16} {value}")?;
        }
    }
    if let Some(near) = near {
        writeln!(out, "{}", t("terdekat:", "nearest:"))?;
        for row in near {
            writeln!(out, "  {:6} {:36} {:.1} km", row.code, row.name, row.km)?;
        }
    }
    if let Some(like) = like {
        writeln!(out, "{}", t("serupa:", "similar:"))?;
        for row in like {
            writeln!(out, "  {:6} {:36} {:.2}  {}", row.code, row.name, row.distance, row.reason)?;
        }
    }
    Ok(())
}
