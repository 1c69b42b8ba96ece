//! How many words a second are lemmatised, beside the Snowball stemmer? `cargo bench -p jipp-core --bench text`
//!
//! The texts are those of the search benchmark of the development data, or the example data where that is absent.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark that cannot run stops")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use frostem::{Algorithm, Stemmer};
use jipp_core::text::{lemma, tokenize, words};

fn text() -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let files = ["../shared/bench/search/ir/corpus.jsonl", "examples/data/lan.json"];
    files.iter().find_map(|file| std::fs::read_to_string(format!("{root}/{file}")).ok()).unwrap()
}

fn speed(c: &mut Criterion) {
    let text = text();
    let running: Vec<String> = words(&text).collect();
    let mut distinct = running.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let stemmer = Stemmer::new(Algorithm::Indonesian);
    let mut group = c.benchmark_group("text");
    group.sample_size(10);
    for (name, words) in [("running text", &running), ("each word once", &distinct)] {
        group.throughput(Throughput::Elements(words.len() as u64));
        group.bench_function(format!("lemma: {name}"), |b| {
            b.iter(|| {
                for word in words {
                    black_box(lemma(word));
                }
            });
        });
        group.bench_function(format!("Snowball: {name}"), |b| {
            b.iter(|| {
                for word in words {
                    black_box(stemmer.stem(word));
                }
            });
        });
    }
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("tokens", |b| b.iter(|| black_box(tokenize(&text))));
    group.finish();
}

criterion_group!(benches, speed);
criterion_main!(benches);
