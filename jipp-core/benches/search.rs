//! How fast is search? Index and queries of `benches/search/speed.py`, one thread.
//!
//! `cargo bench -p jipp-core --bench search -- documents.ndjson queries.tsv` (or an index that is there already) prints records per
//! CPU-second, bytes, memory, and for each kind of query the median and the 99th percentile in milliseconds of CPU time of this thread, so that what else the machine does counts little. Each
//! query is asked in six rounds, the first of which warms; the least of the other five counts. `--clock` takes the clock instead.
//! `--sum` adds a number made of all ids, scores and facet counts: two builds that rank alike print the same.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, reason = "a benchmark that cannot go on stops")]

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher as _};

use jipp_core::progress::silent;
use jipp_core::search::{Index, SearchDocument, SearchMode, SearchRequest};
use rustix::time::{ClockId, clock_gettime};

/// CPU time of this thread, or the clock, in nanoseconds.
fn now(clock: ClockId) -> u64 {
    let time = clock_gettime(clock);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// The bytes of the index of these documents.
fn built(documents: &str, clock: ClockId) -> Vec<u8> {
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
    bytes
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| !arg.starts_with("--"));
    let (Some(documents), Some(queries)) = (args.next(), args.next()) else {
        println!("skipped: name documents.ndjson and queries.tsv (benches/search/speed.py writes them)");
        return;
    };
    let clock = if std::env::args().any(|arg| arg == "--clock") { ClockId::Monotonic } else { ClockId::ThreadCPUTime };
    let sum = std::env::args().any(|arg| arg == "--sum");
    let bytes = if documents.ends_with(".ndjson") { built(&documents, clock) } else { std::fs::read(documents).unwrap() };
    let start = now(clock);
    let index = Index::from_bytes(&bytes).unwrap();
    println!("opened in {:.1} ms", (now(clock) - start) as f64 / 1e6);
    let start = now(clock);
    index.warm();
    println!("tables for typing errors and titles made in {:.1} ms", (now(clock) - start) as f64 / 1e6);
    drop(bytes);
    println!("memory of the process {:.0} MB", memory());
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in std::fs::read_to_string(queries).unwrap().lines() {
        let (kind, query) = line.split_once('\t').unwrap();
        kinds.entry(kind.to_owned()).or_default().push(query.to_owned());
    }
    let facets: Vec<String> = ["province", "year", "sector", "status", "sdg"].iter().map(|name| (*name).to_owned()).collect();
    for (kind, queries) in &kinds {
        measure(&index, kind, queries, &[], clock, sum);
        if kind == "need3" {
            measure(&index, "need3 + 5 facets", queries, &facets, clock, sum);
        }
    }
    measure(&index, "all + 5 facets", &[String::new()], &facets, clock, sum);
}

fn measure(index: &Index, kind: &str, queries: &[String], facets: &[String], clock: ClockId, sum: bool) {
    let mut times = vec![f64::MAX; queries.len()];
    let (mut early, mut seen) = (0, DefaultHasher::new());
    for round in 0..6 {
        for (query, least) in queries.iter().zip(&mut times) {
            let mode = if kind.starts_with("need_") || kind == "need" { SearchMode::Need } else { SearchMode::Words };
            let request = SearchRequest { query: query.clone(), facets: facets.to_vec(), mode, ..SearchRequest::default() };
            let start = now(clock);
            if kind.starts_with("suggest") {
                std::hint::black_box(index.suggest(query, 8).unwrap());
            } else {
                let answer = std::hint::black_box(index.search(&request).unwrap());
                early += usize::from(answer.terminated_early);
                if sum && round == 0 {
                    let hits: Vec<_> = answer.hits.iter().map(|hit| (&hit.id, hit.score.to_bits(), &hit.snippet)).collect();
                    seen.write(format!("{} {hits:?} {:?}", answer.total, answer.facets).as_bytes());
                }
            }
            if round > 0 {
                *least = least.min((now(clock) - start) as f64 / 1e6);
            }
        }
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    let longest = times.last().copied().unwrap_or_default();
    let early = if early > 0 { format!(", {} stopped at the bound", early / 6) } else { String::new() };
    let seen = if sum { format!(", sum {:016x}", seen.finish()) } else { String::new() };
    println!("{kind:22} p50 {:.2}  p99 {:.2}  longest {longest:.2} ms ({} queries{early}{seen})", at(0.5), at(0.99), queries.len());
}

/// Memory of this process in MB, from Linux.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
