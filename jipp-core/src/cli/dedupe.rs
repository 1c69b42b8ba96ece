use std::io::Write;
use std::ops::ControlFlow;

use serde::Serialize;

use super::args::{Arguments, DedupeArgs, LinkArgs, LinkingArgs, TextOrJson};
use super::explanation::explain;
use super::output::{csv_file, json, safe_cell};
use super::terminal::{Bar, delimiter, each_batch_of, read_settings};
use super::{CliError, linkage};
use crate::dedup::{
    Kind, LinkEvaluation, LinkNote, LinkSettings, LinkTable, LinkType, Linkage, SamplingPlan, SavedModel, link_with, preset,
};
use crate::ingest::{Limits, ReadOptions, Source, Table, read_plain};
use crate::lang::Lang;
use crate::pipeline::{link_rows_with, read_similarities};
use crate::progress::Watcher;
use crate::wire::{ClusterRow, PairRow, cluster_rows, pair_rows, shown_id, told_apart};

/// Where one record for so many pairs has several partners, a table is hardly free of duplicates.
const CROWDED: usize = 10;

/// With fewer comparisons nothing shows whether what agrees is the same.
const FEW_COMPARISONS: usize = 2;
/// Share of the compared pairs that are hardly all the same.
const NEARLY_ALL: f64 = 0.9;

/// A summary for programs.
#[derive(Debug, Serialize)]
struct Summary {
    records: usize,
    candidates: usize,
    split_blocks: usize,
    skipped_blocks: usize,
    crowded: usize,
    pairs: usize,
    clusters: usize,
    review: usize,
    bridges: usize,
    match_share: f64,
    #[serde(skip_serializing_if = "<[LinkNote]>::is_empty")]
    notes: Vec<LinkNote>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evaluation: Option<LinkEvaluation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sampling: Option<SamplingPlan>,
}

pub(super) fn run(args: &DedupeArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let saved = linkage::saved(&args.linking)?;
    let any = any_table(&args.linking, saved.as_ref(), args.source.as_deref(), &[&args.file], &watch)?;
    let settings = settings(&args.linking, saved.as_ref(), any)?;
    let mut known = linkage::known(&args.linking, saved)?;
    let (linkage, ids) = if any {
        let table = plain(&args.file, &args.linking)?;
        check_id_column(&args.linking, &[&table])?;
        let linkage = link_rows_with(&[table], args.linking.id.as_deref(), settings, &known, &watch)?;
        let ids = linkage.ids().to_vec();
        (linkage, ids)
    } else {
        let (table, ids) = innovations(&args.file, args.source.as_deref().unwrap_or("auto"), &args.linking, &watch)?;
        known.ids = Some(ids.clone());
        if known.model.is_none() {
            settings.check_ignored(&table.column_names())?;
        }
        (link_with(table, settings, &known, &watch)?, ids)
    };
    bar.done();
    if args.linking.analyze_blocking {
        return linkage::blocking(out, &linkage, &ids, &args.linking, arguments.lang());
    }
    if let Some([left, right]) = args.linking.explain.as_deref() {
        return explain(out, &linkage, &ids, (left, right), &args.linking, arguments.lang());
    }
    write(
        out,
        &linkage,
        &ids,
        any,
        (&pair_rows(&linkage, &ids, linkage.settings().clustering.threshold), &cluster_rows(&linkage, &ids)),
        &args.linking,
        arguments.lang(),
    )
}

pub(super) fn run_link(args: &LinkArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let saved = linkage::saved(&args.linking)?;
    let any = any_table(&args.linking, saved.as_ref(), args.source.as_deref(), &[&args.left, &args.right], &watch)?;
    let mut settings = settings(&args.linking, saved.as_ref(), any)?;
    let mut known = linkage::known(&args.linking, saved)?;
    if settings.link_type == LinkType::Dedupe {
        settings.link_type = LinkType::Link;
    }
    let (linkage, ids) = if any {
        let tables = [plain(&args.left, &args.linking)?, plain(&args.right, &args.linking)?];
        check_id_column(&args.linking, &tables.iter().collect::<Vec<_>>())?;
        let linkage = link_rows_with(&tables, args.linking.id.as_deref(), settings, &known, &watch)?;
        let ids = linkage.ids().to_vec();
        (linkage, ids)
    } else {
        let source = args.source.as_deref().unwrap_or("auto");
        let mut parts: Vec<(LinkTable, Vec<String>)> = Vec::new();
        for path in [&args.left, &args.right] {
            parts.push(innovations(path, source, &args.linking, &watch)?);
        }
        match parts.as_slice() {
            [(left, left_ids), (right, right_ids)] => {
                let ids: Vec<String> = left_ids.iter().chain(right_ids).cloned().collect();
                known.ids = Some(ids.clone());
                if known.model.is_none() {
                    settings.check_ignored(&left.column_names())?;
                }
                (link_with(LinkTable::stacked(left, right)?, settings, &known, &watch)?, ids)
            }
            _ => return Err(CliError::told("diperlukan dua berkas", "two files are needed")),
        }
    };
    bar.done();
    if args.linking.analyze_blocking {
        return linkage::blocking(out, &linkage, &ids, &args.linking, arguments.lang());
    }
    if let Some([left, right]) = args.linking.explain.as_deref() {
        return explain(out, &linkage, &ids, (left, right), &args.linking, arguments.lang());
    }
    let ids_of_clusters = told_apart(&linkage, &ids);
    let pairs = pair_rows(&linkage, &ids, linkage.settings().clustering.threshold);
    write(out, &linkage, &ids, any, (&pairs, &cluster_rows(&linkage, &ids_of_clusters)), &args.linking, arguments.lang())
}

/// The error for an id column that is none of these columns; it lists them.
fn no_id_column(given: Option<&str>, columns: &[&str]) -> Option<CliError> {
    let name = given.filter(|name| !columns.contains(name))?;
    let near = crate::error::nearest(name, columns.iter().copied());
    let listed = columns.join("`, `");
    let (known, remedy) = match near {
        Some(near) => (format!("maksudnya `{near}`?"), format!("did you mean `{near}`?")),
        None => (format!("kolomnya `{listed}`"), format!("columns are `{listed}`")),
    };
    Some(CliError::told(format!("kolom ID `{name}` tidak dikenal: {known}"), format!("unknown id column `{name}`: {remedy}")))
}

/// Every table needs the column that `--id` names.
fn check_id_column(linking: &LinkingArgs, tables: &[&Table]) -> Result<(), CliError> {
    let wrong = tables.iter().find_map(|table| {
        let columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
        no_id_column(linking.id.as_deref(), &columns)
    });
    wrong.map_or(Ok(()), Err)
}

/// The innovations of a file as a table to link, and the ids under which they are shown.
fn innovations(
    path: &std::path::Path,
    source: &str,
    linking: &LinkingArgs,
    watch: Watcher<'_>,
) -> Result<(LinkTable, Vec<String>), CliError> {
    let mut rows = preset::TableBuilder::default();
    let (mut ids, mut failed) = (Vec::new(), None);
    each_batch_of(path, source, &linking.reading, watch, &mut |records| {
        for record in &records {
            rows.push(&record.innovation);
            match shown_id(record, linking.id.as_deref()) {
                Ok(id) => ids.push(id),
                Err(error) => {
                    let columns: Vec<&str> = record.source.raw.iter().map(|(name, _)| &**name).collect();
                    failed = Some(no_id_column(linking.id.as_deref(), &columns).unwrap_or_else(|| error.into()));
                    return ControlFlow::Break(());
                }
            }
        }
        ControlFlow::Continue(())
    })?;
    failed.map_or(Ok(()), Err)?;
    Ok((rows.finish()?, ids))
}

/// Whether the files are any tables, not innovations: with settings and no source, or where nothing is given and the files are no
/// innovations: no source fits them, or no record names an agency.
fn any_table(
    linking: &LinkingArgs,
    saved: Option<&SavedModel>,
    source: Option<&str>,
    files: &[&std::path::Path],
    watch: Watcher<'_>,
) -> Result<bool, CliError> {
    if let Some(saved) = saved {
        return Ok(!saved.innovations);
    }
    if source.is_some() || linking.reading.mapping.is_some() {
        return Ok(false);
    }
    if linking.settings.is_some() {
        return Ok(true);
    }
    for file in files {
        let mut names_an_agency = false;
        let looked = each_batch_of(file, "auto", &linking.reading, watch, &mut |records| {
            names_an_agency = records.iter().any(|record| record.innovation.agency.is_some());
            if names_an_agency { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        match looked {
            Ok(()) if names_an_agency => {}
            Ok(()) => return Ok(true),
            // what cannot be read as a table either is told with the reason of the reader of innovations
            Err(error) => return if plain(file, linking).is_ok_and(|table| !table.rows.is_empty()) { Ok(true) } else { Err(error) },
        }
    }
    Ok(false)
}

fn settings(linking: &LinkingArgs, saved: Option<&SavedModel>, any: bool) -> Result<LinkSettings, CliError> {
    let inferred = || if any { LinkSettings::automatic() } else { preset::settings() };
    let given = linking.settings.as_deref().map(read_settings).transpose()?;
    let mut settings = match saved {
        Some(saved) => saved.settings_for(given)?,
        None => given.unwrap_or_else(inferred),
    };
    if let Some(path) = &linking.measures {
        settings.measure.extend(read_similarities(&plain(path, linking)?, &path.display().to_string())?);
    }
    if let Some(threshold) = linking.threshold {
        if !(0.0..=1.0).contains(&threshold) {
            return Err(CliError::told(
                format!("--threshold {threshold}: peluang terletak antara 0 dan 1"),
                format!("--threshold {threshold}: a probability lies between 0 and 1"),
            ));
        }
        settings = settings.with_threshold(threshold);
    }
    Ok(settings)
}

pub(super) fn plain(path: &std::path::Path, linking: &LinkingArgs) -> Result<Table, CliError> {
    let failed = |source| CliError::File { path: path.display().to_string(), action: "read", source };
    let limits = Limits::LOCAL;
    let length = std::fs::metadata(path).map_err(failed)?.len();
    let name = path.display().to_string();
    if length > limits.file_bytes {
        return Err(crate::ingest::IngestError::Limit { file: name, limit: "file_bytes", seen: length, allowed: limits.file_bytes }.into());
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    let options = ReadOptions { delimiter: delimiter(linking.reading.delimiter)?, limits, ..ReadOptions::default() };
    Ok(read_plain(Source { name: &name, bytes: &bytes }, &options)?)
}

fn write(
    out: &mut dyn Write,
    linkage: &Linkage,
    ids: &[String],
    any: bool,
    (pairs, clusters): (&[PairRow], &[ClusterRow]),
    linking: &LinkingArgs,
    lang: Lang,
) -> Result<u8, CliError> {
    if let Some(path) = &linking.pairs {
        csv_file(
            path,
            &["left", "right", "probability", "kind"],
            pairs.iter().map(|pair| PairRow { left: safe_cell(&pair.left), right: safe_cell(&pair.right), ..pair.clone() }),
        )?;
    }
    if let Some(path) = &linking.clusters {
        csv_file(
            path,
            &["id", "cluster"],
            clusters.iter().map(|row| ClusterRow { id: safe_cell(&row.id), cluster: safe_cell(&row.cluster) }),
        )?;
    }
    if let Some(path) = &linking.cluster_quality {
        linkage::cluster_quality(path, linkage, clusters)?;
    }
    let sampling = linkage::files(linkage, ids, any, linking)?;
    let evaluation = linkage::evaluation(linkage, ids, linking)?;
    let summary = Summary {
        records: clusters.len(),
        candidates: linkage.candidates,
        split_blocks: linkage.split_blocks,
        skipped_blocks: linkage.skipped_blocks,
        crowded: linkage.crowded,
        pairs: pairs.len(),
        clusters: linkage.merged_clusters().len(),
        review: linkage.review().count(),
        bridges: linkage.bridges().len(),
        match_share: linkage.model.match_share,
        notes: linkage.notes().to_vec(),
        evaluation,
        sampling,
    };
    if linking.format == TextOrJson::Json {
        json(out, &summary)?;
        return Ok(0);
    }
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    let of_kind = |kind: Kind| pairs.iter().filter(|pair| pair.kind == kind).count();
    writeln!(
        out,
        "{}: {}; {}: {}",
        t("rekaman", "records"),
        summary.records,
        t("pasangan yang dibandingkan", "pairs compared"),
        summary.candidates
    )?;
    if summary.split_blocks > 0 {
        writeln!(
            out,
            "{}: {} ({})",
            t("blok terlalu besar dibagi", "blocks too large, split"),
            summary.split_blocks,
            t("di sana hanya yang paling mirip dibandingkan", "there only the most similar are compared")
        )?;
    }
    if summary.skipped_blocks > 0 {
        writeln!(
            out,
            "{}: {} ({})",
            t("blok terlalu besar dilewati", "blocks too large, skipped"),
            summary.skipped_blocks,
            t("pertajam kunci blok atau naikkan `max_block`", "make the blocking keys finer or raise `max_block`")
        )?;
    }
    if summary.crowded * CROWDED > summary.pairs {
        let what = t(
            "rekaman cocok dengan beberapa rekaman tabel lain, padahal hanya satu pasangan diizinkan; bila tabel kedua berisi duplikat dan tabel pertama tidak, pakai `[clustering] method = \"many-to-one\"`",
            "records match several of the other table, where one partner is allowed; if the second table has duplicates and the first has none, use `[clustering] method = \"many-to-one\"`",
        );
        writeln!(out, "{}: {what}", summary.crowded)?;
    }
    if linkage.settings().comparison.len() < FEW_COMPARISONS && summary.match_share > NEARLY_ALL {
        let what = t(
            "hampir semua pasangan yang dibandingkan dianggap sama; satu kolom tidak cukup untuk membedakannya: bandingkan lebih banyak kolom",
            "nearly all compared pairs are taken to be the same; one column is not enough to tell them apart: compare more columns",
        );
        writeln!(out, "{what}")?;
    }
    for note in &summary.notes {
        writeln!(out, "{}", note.message(lang))?;
    }
    for kind in [Kind::Duplicate, Kind::Version, Kind::Replication, Kind::Component] {
        writeln!(out, "{}: {}", kind.label().get(lang), of_kind(kind))?;
    }
    writeln!(
        out,
        "{}: {}; {}: {}",
        t("gugus", "clusters"),
        summary.clusters,
        t("pasangan untuk ditinjau", "pairs for review"),
        summary.review
    )?;
    if summary.bridges > 0 {
        let what = t(
            "pasangan yang sendirian menyatukan sebuah gugus; periksa dengan --cluster-quality",
            "pairs that alone hold a cluster together; look at them with --cluster-quality",
        );
        writeln!(out, "{}: {what}", summary.bridges)?;
    }
    if let Some(plan) = &summary.sampling {
        linkage::print_sampling(out, plan, lang)?;
    }
    if let Some(evaluation) = &summary.evaluation {
        linkage::print_evaluation(out, evaluation, lang)?;
    }
    Ok(0)
}
