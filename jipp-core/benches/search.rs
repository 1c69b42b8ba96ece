//! How fast is search? Index and queries of `benches/search/speed.py`, one thread.
//!
//! `cargo bench -p jipp-core --bench search -- documents.ndjson queries.tsv` prints records per CPU-second, bytes, memory, and for each kind
//! of query the median and the 99th percentile in milliseconds of the clock. Each query is asked in six rounds, the first of which warms;
//! the least of the other five counts, because one thread asks and anything longer is the rest of the machine. (CPU time of Linux
//! comes in steps of 4 ms on some machines, too coarse for a query.)

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, reason = "a benchmark that cannot go on stops")]

use std::collections::BTreeMap;
use std::time::Instant;

use jipp_core::progress::silent;
use jipp_core::search::{Index, SearchDocument, SearchMode, SearchRequest};

/// CPU time of this process in nanoseconds, from Linux; else the clock.
fn now(start: Instant) -> u64 {
    std::fs::read_to_string("/proc/self/schedstat")
        .ok()
        .and_then(|text| text.split_whitespace().next()?.parse().ok())
        .unwrap_or_else(|| start.elapsed().as_nanos() as u64)
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| !arg.starts_with("--"));
    let (Some(documents), Some(queries)) = (args.next(), args.next()) else {
        println!("skipped: name documents.ndjson and queries.tsv (benches/search/speed.py writes them)");
        return;
    };
    let clock = Instant::now();
    let text = std::fs::read_to_string(documents).unwrap();
    let documents: Vec<SearchDocument> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let start = now(clock);
    let index = Index::build(&documents, &silent).unwrap();
    let seconds = (now(clock) - start) as f64 / 1e9;
    let bytes = index.to_bytes().unwrap();
    println!(
        "indexed {} in {seconds:.2} s: {:.0} a second; {:.1} MB",
        documents.len(),
        documents.len() as f64 / seconds,
        bytes.len() as f64 / 1e6
    );
    let start = now(clock);
    let index = Index::from_bytes(&bytes).unwrap();
    println!("opened in {:.1} ms", (now(clock) - start) as f64 / 1e6);
    let start = now(clock);
    index.warm();
    println!("tables for typing errors and titles made in {:.1} ms", (now(clock) - start) as f64 / 1e6);
    drop((documents, text, bytes));
    println!("memory of the process {:.0} MB", memory());
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in std::fs::read_to_string(queries).unwrap().lines() {
        let (kind, query) = line.split_once('\t').unwrap();
        kinds.entry(kind.to_owned()).or_default().push(query.to_owned());
    }
    let facets: Vec<String> = ["province", "year", "sector", "status", "sdg"].iter().map(|name| (*name).to_owned()).collect();
    for (kind, queries) in &kinds {
        measure(&index, kind, queries, &[]);
        if kind == "need3" {
            measure(&index, "need3 + 5 facets", queries, &facets);
        }
    }
    measure(&index, "all + 5 facets", &[String::new()], &facets);
}

fn measure(index: &Index, kind: &str, queries: &[String], facets: &[String]) {
    let mut times = vec![f64::MAX; queries.len()];
    let mut early = 0;
    for round in 0..6 {
        for (query, least) in queries.iter().zip(&mut times) {
            let mode = if kind.starts_with("need_") || kind == "need" { SearchMode::Need } else { SearchMode::Words };
            let request = SearchRequest { query: query.clone(), facets: facets.to_vec(), mode, ..SearchRequest::default() };
            let start = Instant::now();
            if kind.starts_with("suggest") {
                std::hint::black_box(index.suggest(query, 8).unwrap());
            } else {
                early += usize::from(std::hint::black_box(index.search(&request).unwrap()).terminated_early);
            }
            if round > 0 {
                *least = least.min(start.elapsed().as_secs_f64() * 1e3);
            }
        }
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    let longest = times.last().copied().unwrap_or_default();
    let early = if early > 0 { format!(", {} stopped at the bound", early / 6) } else { String::new() };
    println!("{kind:22} p50 {:.2}  p99 {:.2}  longest {longest:.2} ms ({} queries{early})", at(0.5), at(0.99), queries.len());
}

/// Memory of this process in MB, from Linux.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
