//! Quality on labelled data beside the repository: prints the figures of docs/benchmarks.md and holds a floor under them.
//! Skipped with a printed reason where the data is absent.

use std::collections::{BTreeMap, HashMap, HashSet};

use jipp_core::dedup::{Kind, evaluate};
use jipp_core::ingest::{Ingested, Mapping, ReadOptions, read_path};
use jipp_core::model::Record;
use jipp_core::pipeline::link_records;
use jipp_core::progress::silent;
use jipp_core::search::{Index, SearchDocument, SearchRequest};
use jipp_core::vocab::{ResolveOptions, agency_by_code, resolve};

use crate::support::{csv_rows, root, shared};

fn mentions() -> Option<Ingested> {
    let path = shared("real/innovations.csv")?;
    let text = std::fs::read_to_string(root().join("examples/mappings/mentions.toml")).unwrap();
    let mapping = Mapping::from_toml("mentions.toml", &text).unwrap();
    Some(read_path(&path, &ReadOptions { mapping: Some(&mapping), ..ReadOptions::default() }).unwrap())
}

fn id(record: &Record) -> String {
    record.source.external_id.clone().unwrap_or_default()
}

#[test]
fn linkage_against_the_labelled_mentions() {
    let (Some(ingested), Some(labels)) = (mentions(), shared("real/clusters.csv")) else { return };
    let records: Vec<&Record> = ingested.records.iter().collect();
    let linkage = link_records(&records, None, &silent).unwrap();
    let rows = csv_rows(&labels);
    let cluster: HashMap<&str, &str> = rows.iter().map(|r| (r[0].as_str(), r[1].as_str())).collect();
    let maybe: HashMap<&str, &str> = rows.iter().filter(|r| !r[3].is_empty()).map(|r| (r[0].as_str(), r[3].as_str())).collect();
    let ids: Vec<String> = records.iter().map(|r| id(r)).collect();
    let (mut right, mut wrong, mut missed) = (0u32, 0u32, 0u32);
    for a in 0..ids.len() {
        for b in a + 1..ids.len() {
            let (x, y) = (ids[a].as_str(), ids[b].as_str());
            // a pair that the annotator was not sure of does not count
            if maybe.get(x) == cluster.get(y) || maybe.get(y) == cluster.get(x) {
                continue;
            }
            match (linkage.clusters[a] == linkage.clusters[b], cluster[x] == cluster[y]) {
                (true, true) => right += 1,
                (true, false) => wrong += 1,
                (false, true) => missed += 1,
                (false, false) => {}
            }
        }
    }
    let (precision, recall) = (f64::from(right) / f64::from(right + wrong), f64::from(right) / f64::from(right + missed));
    let f1 = 2.0 * precision * recall / (precision + recall);
    let predicted: Vec<(String, String)> = ids.iter().zip(&linkage.clusters).map(|(id, c)| (id.clone(), c.to_string())).collect();
    let labelled: Vec<(String, String)> = rows.iter().map(|r| (r[0].clone(), r[1].clone())).collect();
    let cubed = evaluate(&predicted, &labelled).b_cubed_f1;
    let number: HashMap<&str, usize> = ids.iter().enumerate().map(|(at, id)| (id.as_str(), at)).collect();
    let together = |a: &str, b: &str| linkage.clusters[number[a]] == linkage.clusters[number[b]];
    let merged = |file: &str| shared(file).map_or(0, |path| csv_rows(&path).iter().filter(|r| together(&r[0], &r[1])).count());
    let (negatives, replicas) = (merged("real/hard_negatives.csv"), merged("real/replications.csv"));
    let linked = shared("real/replications.csv").map_or(0, |path| {
        let pairs: HashSet<(usize, usize)> =
            linkage.pairs.iter().filter(|p| p.kind != Kind::Duplicate).map(|p| (p.left, p.right)).collect();
        csv_rows(&path)
            .iter()
            .filter(|r| {
                let (a, b) = (number[r[0].as_str()], number[r[1].as_str()]);
                pairs.contains(&(a.min(b), a.max(b)))
            })
            .count()
    });
    println!("linkage: precision {precision:.4} recall {recall:.4} F1 {f1:.4} B-cubed {cubed:.4}; pairs compared {}", linkage.candidates);
    println!("linkage: hard negatives merged {negatives}, replications merged {replicas}, replications linked {linked} of 7");
    // one replica is the next stage of an innovation of the same owner, under nearly the same name and without a sign of its version
    assert!(f1 >= 0.92 && precision >= 0.96 && cubed >= 0.955 && negatives == 0 && replicas <= 1);
    assert!(linked >= 4, "of seven replications {linked} are linked");
}

#[test]
fn search_against_the_judged_queries() {
    let (Some(ingested), Some(labels), Some(queries)) = (mentions(), shared("real/clusters.csv"), shared("real/queries.csv")) else {
        return;
    };
    let documents: Vec<SearchDocument> = ingested.records.iter().map(|r| SearchDocument::new(&r.innovation, &[])).collect();
    let row_of: HashMap<&str, String> = ingested.records.iter().map(|r| (r.innovation.record_id.as_str(), id(r))).collect();
    let index = Index::build(&documents, &silent).unwrap();
    let cluster: HashMap<String, String> = csv_rows(&labels).into_iter().map(|r| (r[0].clone(), r[1].clone())).collect();
    let mut by_type: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for query in csv_rows(&queries) {
        let mut gains: HashMap<String, f64> = HashMap::new();
        for (clusters, rows, gain) in [(5, 7, 1.0), (4, 6, 3.0)] {
            let of_rows = query[rows].split_whitespace().filter_map(|row| cluster.get(row).cloned());
            for name in query[clusters].split_whitespace().map(str::to_owned).chain(of_rows) {
                gains.insert(name, gain);
            }
        }
        if gains.is_empty() {
            continue; // a query that has no answer has no gain to find
        }
        let answer = index.search(&SearchRequest { query: query[1].clone(), limit: 400, ..SearchRequest::default() }).unwrap();
        let mut seen = HashSet::new();
        let ranked = answer.hits.iter().map(|hit| &cluster[&row_of[hit.id.as_str()]]).filter(|c| seen.insert((*c).clone())).take(10);
        let gained: f64 = ranked.enumerate().map(|(rank, c)| gains.get(c).unwrap_or(&0.0) / ((rank + 2) as f64).log2()).sum();
        let mut ideal: Vec<f64> = gains.values().copied().collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        let best: f64 = ideal.iter().take(10).enumerate().map(|(rank, gain)| gain / ((rank + 2) as f64).log2()).sum();
        by_type.entry(query[3].clone()).or_default().push(gained / best);
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let all: Vec<f64> = by_type.values().flatten().copied().collect();
    println!("search: nDCG@10 {:.4} over {} queries", mean(&all), all.len());
    for (kind, values) in &by_type {
        println!("search: {kind} {:.3} ({})", mean(values), values.len());
    }
    assert!(mean(&all) >= 0.92);
}

/// The codes of a label: each of its parts that a table lists. A private body has none.
fn labelled(label: &str, year: Option<i32>) -> Vec<String> {
    label.split(';').filter_map(|part| resolve(part, ResolveOptions { year, ..ResolveOptions::default() }).code).collect()
}

/// Of a hundred labels so many mean a body that a table lists, at least; and so many names have an answer.
const LABELS: usize = 90;
const ANSWERS: usize = 90;

/// What came of the labelled names.
#[derive(Debug)]
struct Names {
    rows: usize,
    labelled: usize,
    answered: usize,
    right: usize,
    wrong: usize,
}

impl Names {
    /// Labels are read by the resolver under test, and a label that it cannot read makes no answer right: so it must read nearly all.
    fn are_good(&self) {
        assert!(self.labelled * 100 >= self.rows * LABELS && self.answered * 100 >= self.rows * ANSWERS, "{self:?}");
        assert!(self.right * 100 >= self.rows * 97 && self.wrong * 200 <= self.rows, "{self:?}");
    }
}

/// Right is the labelled body; for several in one cell all of them as candidates, or the leader; for a body that no table
/// lists, no answer. Labels are names, so they are resolved too: spellings of one name are no difference. A label names the body
/// of today; the body that did its work in the record's year is right.
fn names_of(rows: &[Vec<String>], year_of: impl Fn(&str) -> Option<i32>, title: &str) -> Names {
    let today = |code: &str| agency_by_code(code).map(|agency| agency.today().code.clone());
    let (mut right, mut wrong, mut open) = (0, Vec::new(), Vec::new());
    let (mut labelled_rows, mut answered) = (0, 0);
    for row in rows {
        let year = year_of(&row[0]);
        let answer = resolve(&row[0], ResolveOptions { year, ..ResolveOptions::default() });
        let expected = labelled(&row[1], year);
        labelled_rows += usize::from(!expected.is_empty());
        answered += usize::from(answer.code.is_some());
        let joint = || answer.joint && expected.iter().all(|code| answer.candidates.iter().any(|c| c.code == *code));
        match &answer.code {
            Some(code) if expected.first().is_some_and(|label| label == code || today(label) == today(code)) => right += 1,
            Some(_) => wrong.push(format!("{} -> {:?} (label {})", row[0], answer.name, row[1])),
            None if expected.is_empty() || (row[1].contains(';') && joint()) => right += 1,
            None => open.push(format!("{} (label {})", row[0], row[1])),
        }
    }
    println!("names {title}: {right} of {} right, {} other, {} open", rows.len(), wrong.len(), open.len());
    println!("names {title}: {labelled_rows} labels resolve, {answered} names have an answer");
    println!("names {title}: other {wrong:#?}, open {open:#?}");
    Names { rows: rows.len(), labelled: labelled_rows, answered, right, wrong: wrong.len() }
}

#[test]
fn names_against_the_labelled_agencies() {
    let (Some(path), Some(mentions)) = (shared("real/agencies.csv"), shared("real/innovations.csv")) else { return };
    let rows = csv_rows(&path);
    names_of(&rows, |_| None, "alone").are_good();
    let mentions = csv_rows(&mentions);
    let year_of = |name: &str| mentions.iter().find(|row| row[2] == name).and_then(|row| row[4].parse().ok());
    names_of(&rows, year_of, "with the year of their record").are_good();
}
