//! `jipp search eval` and `jipp search index`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde::Serialize;

use super::CliError;
use super::args::{SearchEvalArgs, SearchIndexArgs, TextOrJson};
use super::output::{beside, json, write_whole};
use super::search::{file, open, ranking};
use crate::ingest::{Mapping, ReadOptions, read_path};
use crate::lang::{Lang, told};
use crate::progress::silent;
use crate::search::evaluate::{
    Comparison, Evaluation, Judgements, Measures, Run, RunOptions, compare, evaluate, kinds_of, means_by_kind, read_groups, read_qrels,
    read_queries, read_run, write_run,
};
use crate::search::{Index, SearchDocument, SearchError, SearchMode};

/// The answer as JSON.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    evaluation: &'a Evaluation,
    by_kind: BTreeMap<String, (usize, Measures)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<&'a Comparison>,
}

/// Judgements that name documents in another way than the index find nothing, whatever it answers.
fn no_id_in_common(run: &Run, judgements: &Judgements) -> Option<CliError> {
    let found = || run.values().flatten().map(|(id, _)| id);
    let judged = || judgements.values().flat_map(BTreeMap::keys);
    let known: BTreeSet<&String> = found().collect();
    let (one, other) = (judged().next()?, found().next()?);
    let none = !judged().any(|id| known.contains(id));
    none.then(|| {
        CliError::told(
            format!("tidak ada dokumen yang dinilai yang ditemukan oleh kueri mana pun: penilaian menyebutnya `{one}`, hasil pencarian menyebutnya `{other}` (dengan `--groups` menurut kelompoknya)"),
            format!("no judged document was found by any query: judgements name them as `{one}`, hits are named as `{other}` (with `--groups` by their group)"),
        )
    })
}

pub(super) fn run(args: &SearchEvalArgs, lang: Lang, out: &mut dyn Write) -> Result<u8, CliError> {
    let search = |error| CliError::from(SearchError::from(error));
    let named = |path: &std::path::Path| path.display().to_string();
    let queries = read_queries(&named(&args.queries), &file(&args.queries)?).map_err(search)?;
    let judgements = read_qrels(&named(&args.qrels), &file(&args.qrels)?).map_err(search)?;
    let groups = match &args.groups {
        Some(path) => read_groups(&named(path), &file(path)?).map_err(search)?,
        None => BTreeMap::new(),
    };
    let mode = if args.need { SearchMode::Need } else { SearchMode::Auto };
    let options = RunOptions { groups: &groups, judgements: &judgements, depth: args.depth.max(args.k), mode };
    let asked = |settings: Option<&std::path::PathBuf>| -> Result<Run, CliError> {
        let index = open(&args.catalog)?;
        let index = match settings {
            Some(path) => index.with_ranking(ranking(path)?),
            None => index,
        };
        Ok(index.run(&queries, options)?)
    };
    let read = |path: &std::path::Path| -> Result<Run, CliError> { read_run(&named(path), &file(path)?).map_err(search) };
    let measured = |run: &Run| evaluate(run, &judgements, args.k, args.depth);
    let run = match &args.from_run {
        Some(path) => read(path)?,
        None => asked(args.ranking.as_ref())?,
    };
    if let Some(path) = &args.run {
        write_whole(path, |out| Ok(out.write_all(write_run(&run, "jipp").as_bytes())?))?;
    }
    if let Some(problem) = no_id_in_common(&run, &judgements) {
        return Err(problem);
    }
    let evaluation = measured(&run);
    let other = match (&args.against, &args.against_run) {
        (Some(path), _) => Some(asked(Some(path))?),
        (None, Some(path)) => Some(read(path)?),
        (None, None) => None,
    };
    let comparison = other.map(|other| compare(&measured(&other), &evaluation));
    let by_kind = means_by_kind(&evaluation, &kinds_of(&queries));
    if args.format == TextOrJson::Json {
        json(out, &Answer { evaluation: &evaluation, by_kind, comparison: comparison.as_ref() })?;
        return Ok(0);
    }
    let (k, depth) = (args.k, args.depth);
    let line = |out: &mut dyn Write, name: &str, count: usize, m: &Measures| {
        writeln!(out, "{name:24} {count:6}  nDCG@{k} {:.4}  MRR@{k} {:.4}  R@{depth} {:.4}", m.ndcg, m.mrr, m.recall)
    };
    // the name that trec_eval gives this row, in every language
    line(out, "all", evaluation.queries.len(), &evaluation.mean)?;
    for (kind, (count, measures)) in &by_kind {
        line(out, kind, *count, measures)?;
    }
    if args.per_query {
        for query in &evaluation.queries {
            line(out, &query.query_id, 1, &query.measures)?;
        }
    }
    if let Some(c) = &comparison {
        let (difference, low, high) = (format!("{:+.4}", c.difference), format!("{:+.4}", c.low), format!("{:+.4}", c.high));
        let (better, worse, queries) = (c.better, c.worse, c.queries);
        let text = told!(
            "dibandingkan dengan yang lain: {difference} nDCG@{k}, selang 95 % {low} sampai {high}; {better} lebih baik, {worse} lebih buruk dari {queries}",
            "against the other: {difference} nDCG@{k}, 95 % interval {low} to {high}; {better} better, {worse} worse of {queries}"
        );
        writeln!(out, "{}", text.get(lang))?;
        for (query, difference) in c.changed.iter().take(if args.per_query { usize::MAX } else { 12 }) {
            writeln!(out, "  {query:12} {difference:+.4}")?;
        }
    }
    Ok(0)
}

pub(super) fn index(args: &SearchIndexArgs, lang: Lang, out: &mut dyn Write) -> Result<u8, CliError> {
    let mut documents: Vec<SearchDocument> = Vec::new();
    let text = if let Some(path) = &args.mapping {
        let mapping = Mapping::from_toml(&path.display().to_string(), &file(path)?)?;
        let records = read_path(&args.documents, &ReadOptions { mapping: Some(&mapping), ..ReadOptions::default() })?.records;
        documents.extend(records.iter().map(|record| SearchDocument::new(&record.innovation, &[])));
        String::new()
    } else {
        file(&args.documents)?
    };
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let document = serde_json::from_str(line).map_err(|error| {
            let (file, number) = (args.documents.display(), number + 1);
            CliError::Told(told!(
                "`{file}`, baris {number}, bukan dokumen ({error}): diperlukan satu objek JSON per baris, misalnya `{{\"id\": \"1\", \"title\": \"Bank Sampah\", \"texts\": [[\"summary\", \"…\"]]}}`, atau, dengan `--mapping`, sebuah tabel",
                "`{file}`, line {number}, is no document ({error}): wanted is one JSON object a line, such as `{{\"id\": \"1\", \"title\": \"Bank Sampah\", \"texts\": [[\"summary\", \"…\"]]}}`, or, with `--mapping`, a table"
            ))
        })?;
        documents.push(document);
    }
    let index = Index::build(&documents, &silent)?;
    let bytes = match (args.pieces, args.lite) {
        (true, _) => index.to_pieces()?.into_file(),
        (_, true) => crate::search::lite(&index.documents()?)?,
        _ => index.to_bytes()?,
    };
    write_whole(&args.output, |out| Ok(out.write_all(&bytes)?))?;
    let (path, count, length) = (args.output.display(), index.len(), bytes.len());
    let done = told!("{path}: {count} dokumen, {length} bita", "{path}: {count} documents, {length} bytes");
    writeln!(beside(&args.output, out), "{}", done.get(lang))?;
    Ok(0)
}
