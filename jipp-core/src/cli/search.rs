use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use super::CliError;
use super::args::{Arguments, SearchArgs, SortArg, TextOrJson};
use super::output::json;
use crate::catalog::{Catalog, CatalogIndex};
use crate::lang::Lang;
use crate::search::{Index, SearchRequest, SearchResponse, Sort};

/// An index in a file of its own, or that of a catalog.
enum Opened {
    File(Box<Index>),
    Catalog(Box<CatalogIndex>),
}

fn open(path: &Path) -> Result<Opened, CliError> {
    if Catalog::is_catalog(path) {
        let catalog = Catalog::open(path)?;
        // catalogs of the first format hold one index
        return Ok(if catalog.is_present_format() {
            Opened::Catalog(Box::new(catalog.search_index()?))
        } else {
            Opened::File(Box::new(catalog.index()?))
        });
    }
    let bytes = std::fs::read(path).map_err(|source| CliError::File { path: path.display().to_string(), action: "read", source })?;
    Ok(Opened::File(Box::new(Index::from_bytes(&bytes)?)))
}

pub(super) fn run(args: &SearchArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let mut filters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for filter in &args.filter {
        let Some((facet, value)) = filter.split_once('=') else {
            return Err(CliError::Usage(format!("`--filter {filter}`: write it as FACET=VALUE, such as `--filter year=2019`")));
        };
        filters.entry(facet.to_owned()).or_default().push(value.to_owned());
    }
    let request = SearchRequest {
        query: args.query.clone(),
        filters,
        facets: args.facet.clone(),
        limit: args.limit,
        offset: args.offset,
        sort: match args.sort {
            SortArg::Relevance => Sort::Relevance,
            SortArg::Year => Sort::Year,
            SortArg::Title => Sort::Title,
        },
        explain: args.explain,
    };
    let index = open(&args.catalog)?;
    let start = Instant::now();
    let mut answer = match &index {
        Opened::File(index) => index.search(&request)?,
        Opened::Catalog(index) => index.search(&request)?,
    };
    answer.took_us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    match args.format {
        TextOrJson::Json => json(out, &answer)?,
        TextOrJson::Text => text(out, &answer, args.offset, arguments.lang())?,
    }
    Ok(0)
}

fn text(out: &mut dyn Write, answer: &SearchResponse, offset: usize, lang: Lang) -> Result<(), CliError> {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    let ms = answer.took_us as f64 / 1000.0;
    writeln!(out, "{} {} ({ms:.1} ms)", answer.total, t("inovasi", "innovations"))?;
    for (number, hit) in answer.hits.iter().enumerate() {
        let place: Vec<String> = [hit.agency.clone(), hit.year.map(|y| y.to_string())].into_iter().flatten().collect();
        writeln!(out, "\n{:3}. {}  [{}]", offset + number + 1, hit.title, hit.id)?;
        writeln!(out, "     {}", place.join(" · "))?;
        if !hit.snippet.is_empty() {
            writeln!(out, "     {}", hit.snippet)?;
        }
        let sources: Vec<String> =
            hit.sources.iter().map(|s| format!("{}:{}", s.system, s.external_id.as_deref().unwrap_or("-"))).collect();
        writeln!(out, "     {}: {}", t("sumber", "sources"), sources.join(", "))?;
        if !hit.why.is_empty() {
            let why: Vec<String> = hit.why.iter().map(|r| format!("{} → {} ({}, {})", r.asked, r.found, r.form, r.field)).collect();
            writeln!(out, "     {}: {}", t("karena", "because"), why.join("; "))?;
        }
    }
    for (facet, values) in &answer.facets {
        let shown: Vec<String> = values.iter().take(10).map(|v| format!("{} ({})", v.value, v.count)).collect();
        writeln!(out, "\n{facet}: {}", shown.join(", "))?;
    }
    Ok(())
}
