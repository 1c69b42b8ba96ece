//! `jipp replication`, `hub`, `article`, `interaction`, `needs`: what lies around the directory.

use std::io::Write;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::CliError;
use super::args::{
    Arguments, ArticleArgs, ArticleCommand, HubArgs, HubCommand, InteractionArgs, InteractionCommand, NeedsArgs, ReplicationArgs,
    ReplicationCommand, StageArg, TextOrJson,
};
use super::catalog::{day_of, open, said};
use super::output::{json, severity};
use super::terminal::{Bar, check_options, read_bytes, read_text};
use super::words::called;
use crate::catalog::{Catalog, Interaction, Moderation};
use crate::ingest::{Limits, ReadOptions, Source, read_hubs_path, read_plain, read_replications_path};
use crate::lang::Lang;
use crate::model::{Article, PartialDate, ReplicationStage};

pub(super) fn replication(args: &ReplicationArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let lang = arguments.lang();
    match &args.command {
        ReplicationCommand::Add { catalog, file, checking, said: who, format } => {
            let bar = Bar::new(arguments);
            let watch = |progress| bar.show(progress);
            let options = check_options(checking, &[file], arguments, &watch)?;
            let list = read_replications_path(file, &ReadOptions::default())?;
            let done = open(catalog)?.add_replications(&list.entries, &options, lang, &said(who, &day_of(who.at.as_deref())))?;
            bar.done();
            if *format == TextOrJson::Json {
                json(out, &done)?;
            } else {
                writeln!(out, "{}", counted(done.rows, done.added, Some(done.known), done.refused, lang))?;
                for finding in &done.findings {
                    let row = finding.row.map(|row| row.to_string()).unwrap_or_default();
                    writeln!(out, "  {row:>5} {} {}: {}", finding.code, severity(finding.severity, lang), finding.message)?;
                }
            }
            return Ok(u8::from(done.refused > 0));
        }
        ReplicationCommand::Step { catalog, id, to, on, said: who } => {
            let to = match to {
                StageArg::Kesepakatan => ReplicationStage::Agreement,
                StageArg::Persetujuan => ReplicationStage::Approval,
                StageArg::Implementasi => ReplicationStage::Implementation,
                StageArg::Selesai => ReplicationStage::Completed,
                StageArg::Ditolak => ReplicationStage::Rejected,
            };
            let day: PartialDate = on.parse().map_err(|_| {
                CliError::told(format!("`--on {on}`: tulis seperti 2024-10-18"), format!("`--on {on}`: write it as 2024-10-18"))
            })?;
            let one = open(catalog)?.advance_replication(id, to, day, &said(who, &day_of(who.at.as_deref())))?;
            writeln!(out, "{id}: {}", one.stage)?;
        }
        ReplicationCommand::List { catalog, format } => {
            let all = Catalog::open(catalog)?.replications()?;
            if *format == TextOrJson::Json {
                json(out, &all)?;
                return Ok(0);
            }
            for one in all {
                let origin = one.origin.record_id.or(one.origin.title).unwrap_or_default();
                let replicator = one.replicator.code.or(one.replicator.name).unwrap_or_default();
                writeln!(out, "{:16} {:14} {origin} -> {replicator}", one.id, one.stage.code())?;
            }
        }
        ReplicationCommand::Suggest { catalog, format } => {
            let all = Catalog::open(catalog)?.suggest_replications()?;
            if *format == TextOrJson::Json {
                json(out, &all)?;
                return Ok(0);
            }
            for one in all {
                writeln!(
                    out,
                    "{:10} {} ({}) -> {} ({})",
                    called(&one.evidence, lang),
                    one.origin_title,
                    one.origin,
                    one.replica_title,
                    one.replica
                )?;
            }
        }
        ReplicationCommand::Advise { catalog, agency, need, limit, format } => {
            let advice = Catalog::open(catalog)?.advise_replication(agency, need, *limit, lang)?;
            if *format == TextOrJson::Json {
                json(out, &advice)?;
                return Ok(0);
            }
            for (number, one) in advice.iter().enumerate() {
                writeln!(out, "{:3}. {}  [{}]  {}", number + 1, one.title, one.id, one.agency.as_deref().unwrap_or("-"))?;
                for reason in &one.reasons {
                    writeln!(out, "       - {reason}")?;
                }
            }
        }
        ReplicationCommand::Graph { catalog, dot } => {
            let graph = Catalog::open(catalog)?.lineage()?;
            if *dot { write!(out, "{}", graph.to_dot())? } else { json(out, &graph)? }
        }
    }
    Ok(0)
}

/// What came of the rows of a list: `2 rows: 1 added, 0 known, 1 refused`.
fn counted(rows: usize, added: usize, known: Option<usize>, refused: usize, lang: Lang) -> String {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    let known = known.map(|known| format!(", {known} {}", t("sudah ada", "known"))).unwrap_or_default();
    let rows = if rows == 1 { format!("1 {}", t("baris", "row")) } else { format!("{rows} {}", t("baris", "rows")) };
    format!("{rows}: {added} {}{known}, {refused} {}", t("ditambahkan", "added"), t("ditolak", "refused"))
}

pub(super) fn hub(args: &HubArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    match &args.command {
        HubCommand::Add { catalog, file, member } => {
            let list = read_hubs_path(file, &ReadOptions::default())?;
            let mut writer = open(catalog)?;
            let mut refused = 0;
            for entry in &list.entries {
                match entry.value() {
                    Some(hub) => writer.put_hub(hub, member).map_err(|error| {
                        CliError::told(format!("baris {}: {}", entry.row, error.message(Lang::Id)), format!("row {}: {error}", entry.row))
                    })?,
                    None => refused += 1,
                }
            }
            let rows = list.entries.len();
            writeln!(out, "{}", counted(rows, rows - refused, None, refused, arguments.lang()))?;
            return Ok(u8::from(refused > 0));
        }
        HubCommand::List { catalog, format } => {
            let hubs = Catalog::open(catalog)?.hubs()?;
            if *format == TextOrJson::Json {
                json(out, &hubs)?;
                return Ok(0);
            }
            for row in hubs {
                let agency = &row.hub.hub.agency;
                let name = agency.code.clone().or_else(|| agency.name.clone()).unwrap_or_default();
                writeln!(out, "{name}: {} + {}", row.innovations, row.members.len())?;
                for (instrument, score) in &row.scores {
                    match score {
                        Ok(score) => {
                            let verified = score.verified.map_or_else(|| "-".to_owned(), |score| format!("{score:.2}"));
                            writeln!(out, "  {instrument}: {:.2} / {verified} {}", score.claimed, score.predicate)?;
                        }
                        Err(reason) => writeln!(out, "  {instrument}: {reason}")?,
                    }
                }
            }
        }
    }
    Ok(0)
}

/// One object, or a list of them.
fn objects<T: DeserializeOwned>(file: &Path) -> Result<Vec<T>, CliError> {
    let text = read_text(file)?;
    let wrong = |error: serde_json::Error| CliError::Usage(format!("`{}`: {error}", file.display()));
    if text.trim_start().starts_with('[') {
        serde_json::from_str(&text).map_err(wrong)
    } else {
        Ok(vec![serde_json::from_str(&text).map_err(wrong)?])
    }
}

pub(super) fn article(args: &ArticleArgs, out: &mut dyn Write) -> Result<u8, CliError> {
    match &args.command {
        ArticleCommand::Add { catalog, file } => {
            let articles: Vec<Article> = objects(file)?;
            let mut writer = open(catalog)?;
            for article in &articles {
                writer.put_article(article)?;
                writeln!(out, "{}", article.id)?;
            }
        }
        ArticleCommand::List { catalog, about } => {
            for article in Catalog::open(catalog)?.articles(about.as_deref())? {
                writeln!(out, "{}  {}", article.id, article.title)?;
            }
        }
        ArticleCommand::Search { catalog, query, limit } => {
            for article in Catalog::open(catalog)?.search_articles(query, *limit)? {
                writeln!(out, "{}  {}", article.id, article.title)?;
            }
        }
        ArticleCommand::Guide { catalog, record } => json(out, &Catalog::open(catalog)?.guide(record)?)?,
    }
    Ok(0)
}

pub(super) fn interaction(args: &InteractionArgs, out: &mut dyn Write) -> Result<u8, CliError> {
    match &args.command {
        InteractionCommand::Add { catalog, file } => {
            let all: Vec<Interaction> = objects(file)?;
            let mut writer = open(catalog)?;
            for (at, one) in all.iter().enumerate() {
                let written = writer.add_interaction(one).map_err(|error| {
                    let number = at + 1;
                    CliError::told(format!("interaksi {number}: {}", error.message(Lang::Id)), format!("interaction {number}: {error}"))
                })?;
                writeln!(out, "{written}")?;
            }
        }
        InteractionCommand::List { catalog, about } => {
            for one in Catalog::open(catalog)?.interactions(about.as_deref())? {
                json(out, &one)?;
            }
        }
        InteractionCommand::Count { catalog, record } => json(out, &Catalog::open(catalog)?.interaction_counts(record)?)?,
        InteractionCommand::Approve { catalog, id, said: who } => {
            open(catalog)?.moderate(*id, Moderation::Approved, &said(who, &day_of(who.at.as_deref())))?;
            writeln!(out, "{id}")?;
        }
        InteractionCommand::Hide { catalog, id, said: who } => {
            open(catalog)?.moderate(*id, Moderation::Hidden, &said(who, &day_of(who.at.as_deref())))?;
            writeln!(out, "{id}")?;
        }
    }
    Ok(0)
}

pub(super) fn needs(args: &NeedsArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let needs: Vec<(u64, String)> = match (&args.text, &args.file) {
        (Some(text), _) => vec![(0, text.clone())],
        (None, Some(file)) => texts(file, args.column.as_deref())?,
        (None, None) => Vec::new(),
    };
    let report = Catalog::open(&args.catalog)?.needs(&needs, args.limit)?;
    if args.format == TextOrJson::Json {
        json(out, &report)?;
        return Ok(0);
    }
    let t = |id: &'static str, en: &'static str| if arguments.lang() == Lang::Id { id } else { en };
    for need in &report.needs {
        let mark = if need.met { t("terjawab", "met") } else { t("belum terjawab", "unmet") };
        writeln!(out, "{:5} {mark} ({:.0} %)  {}", need.row, 100.0 * need.coverage, crate::text::excerpt(&need.text, 90))?;
        for hit in &need.hits {
            writeln!(out, "        {}  [{}]  {}", hit.title, hit.id, hit.agency.as_deref().unwrap_or("-"))?;
        }
    }
    if !report.unmet.is_empty() {
        writeln!(out, "\n{}", t("Kebutuhan yang belum terjawab", "Unmet needs"))?;
        for topic in &report.unmet {
            writeln!(out, "{:5}  {}", topic.rows.len(), topic.topic.join(", "))?;
        }
    }
    Ok(0)
}

/// The texts of a column of a table, with their rows.
fn texts(file: &Path, column: Option<&str>) -> Result<Vec<(u64, String)>, CliError> {
    let bytes = read_bytes(file, Limits::default().file_bytes)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let table = read_plain(Source { name: &name, bytes: &bytes }, &ReadOptions::default())?;
    let length = |at: usize| table.rows.iter().filter_map(|row| row.cells.get(at)).map(String::len).sum::<usize>();
    let at = match column {
        Some(column) => table.columns.iter().position(|name| name == column).ok_or_else(|| {
            let near = crate::error::nearest(column, table.columns.iter().map(String::as_str));
            let near = crate::error_message::suggestion(near.as_deref());
            CliError::told(format!("tidak ada kolom `{column}`{}", near.id), format!("there is no column `{column}`{}", near.en))
        })?,
        None => (0..table.columns.len()).max_by_key(|at| (length(*at), std::cmp::Reverse(*at))).unwrap_or_default(),
    };
    let cell = |row: &crate::ingest::Row| row.cells.get(at).map(|cell| cell.trim().to_owned()).unwrap_or_default();
    Ok(table.rows.iter().map(|row| (row.number, cell(row))).filter(|(_, text)| !text.is_empty()).collect())
}
