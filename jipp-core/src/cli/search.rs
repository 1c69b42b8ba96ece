use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use super::CliError;
use super::args::{Arguments, SearchArgs, SearchCommand, SortArg, TextOrJson};
use super::output::json;
use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::search::{Index, RankingSettings, SearchMode, SearchRequest, SearchResponse, Sort};

/// The index of a catalog, as one, or an index in a file of its own.
pub(super) fn open(path: &Path) -> Result<Index, CliError> {
    if Catalog::is_catalog(path) {
        return Ok(Catalog::open(path)?.index()?);
    }
    in_file(path)
}

fn in_file(path: &Path) -> Result<Index, CliError> {
    let bytes = std::fs::read(path).map_err(|source| CliError::File { path: path.display().to_string(), action: "read", source })?;
    Ok(Index::from_vec(bytes)?)
}

pub(super) fn file(path: &Path) -> Result<String, CliError> {
    std::fs::read_to_string(path).map_err(|source| CliError::File { path: path.display().to_string(), action: "read", source })
}

/// Ranking settings of a file.
pub(super) fn ranking(path: &Path) -> Result<RankingSettings, CliError> {
    Ok(RankingSettings::from_toml(&path.display().to_string(), &file(path)?)?)
}

pub(super) fn run(args: &SearchArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    match &args.command {
        Some(SearchCommand::Eval(args)) => return super::search_eval::run(args, arguments.lang(), out),
        Some(SearchCommand::Index(args)) => return super::search_eval::index(args, arguments.lang(), out),
        Some(SearchCommand::Ranking) => {
            write!(out, "{}", RankingSettings::default().to_toml())?;
            return Ok(0);
        }
        None => {}
    }
    let (Some(catalog), Some(query)) = (&args.catalog, &args.query) else {
        return Err(CliError::told("sebutkan katalog dan pertanyaannya", "name a catalog and a query"));
    };
    let mut filters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for filter in &args.filter {
        let Some((facet, value)) = filter.split_once('=') else {
            return Err(CliError::told(
                format!("`--filter {filter}`: tulis sebagai FASET=NILAI, misalnya `--filter year=2019`"),
                format!("`--filter {filter}`: write it as FACET=VALUE, such as `--filter year=2019`"),
            ));
        };
        filters.entry(facet.to_owned()).or_default().push(value.to_owned());
    }
    let request = SearchRequest {
        query: query.clone(),
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
        lang: arguments.lang(),
        mode: if args.need { SearchMode::Need } else { SearchMode::Auto },
        group: args.group,
    };
    if let Some(engine) = args.translate {
        json(out, &open(catalog)?.translate(&request, engine.into())?)?;
        return Ok(0);
    }
    let settings = args.ranking.as_deref().map(ranking).transpose()?;
    let start;
    let mut answer = if Catalog::is_catalog(catalog) {
        let catalog = Catalog::open(catalog)?;
        start = Instant::now();
        catalog.search(&request, settings.as_ref())?
    } else {
        let index = in_file(catalog)?;
        let index = if let Some(settings) = settings { index.with_ranking(settings) } else { index };
        start = Instant::now();
        index.search(&request)?
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
    if let Some(better) = &answer.did_you_mean {
        writeln!(out, "{} {better}", t("Mungkin maksud Anda:", "Did you mean:"))?;
    }
    for (number, hit) in answer.hits.iter().enumerate() {
        let place: Vec<String> = [hit.agency.clone(), hit.year.map(|y| y.to_string())].into_iter().flatten().collect();
        writeln!(out, "\n{:3}. {}  [{}]", offset + number + 1, hit.title, hit.id)?;
        writeln!(out, "     {}", place.join(" · "))?;
        if !hit.snippet.is_empty() {
            writeln!(out, "     {}", hit.snippet)?;
        }
        for member in &hit.group {
            writeln!(out, "     + {}  [{}]", member.title, member.id)?;
        }
        let sources: Vec<String> =
            hit.sources.iter().map(|s| format!("{}:{}", s.system, s.external_id.as_deref().unwrap_or("-"))).collect();
        writeln!(out, "     {}: {}", t("sumber", "sources"), sources.join(", "))?;
        if !hit.why.is_empty() {
            let why: Vec<String> = hit.why.iter().map(|r| r.text.clone()).collect();
            writeln!(out, "     {}: {}", t("karena", "because"), why.join("; "))?;
        }
    }
    for (facet, values) in &answer.facets {
        let shown: Vec<String> = values.iter().take(10).map(|v| format!("{} ({})", v.value, v.count)).collect();
        writeln!(out, "\n{facet}: {}", shown.join(", "))?;
    }
    Ok(())
}
