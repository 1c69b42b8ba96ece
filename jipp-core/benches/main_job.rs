//! How long does each step of the main job take on the sample? `cargo bench -p jipp-core --features cli`

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that cannot run stops")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use jipp_core::ingest::{Ingested, ReadOptions, read_path};
use jipp_core::model::Record;
use jipp_core::pipeline::{IntegrateOptions, collect, integrate, link_records};
use jipp_core::progress::silent;
use jipp_core::rules::CheckOptions;
use jipp_core::search::{Index, SearchRequest};
use jipp_core::vocab::{ResolveOptions, resolve};

fn files() -> Vec<Ingested> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data");
    [("kipp", "kipp.csv"), ("iga", "iga.xlsx"), ("lan", "lan.json")]
        .into_iter()
        .map(|(source, file)| {
            read_path(&data.join(file), &ReadOptions { source, ..ReadOptions::default() }).expect("the sample can be read")
        })
        .collect()
}

fn steps(c: &mut Criterion) {
    let mut group = c.benchmark_group("sample of 287 records");
    group.sample_size(20);
    group.bench_function("read three files", |b| b.iter(|| black_box(files())));
    let dataset = collect(files());
    group.bench_function("check every rule", |b| b.iter(|| black_box(dataset.check(&CheckOptions::default()))));
    let records: Vec<&Record> = dataset.records.iter().collect();
    group.bench_function("link", |b| b.iter(|| black_box(link_records(&records, None, &silent).unwrap())));
    let documents = integrate(files(), &IntegrateOptions::default()).unwrap().directory.documents();
    group.bench_function("build the index", |b| b.iter(|| black_box(Index::build(&documents, &silent).unwrap())));
    group.finish();

    let bytes = Index::build(&documents, &silent).unwrap().to_bytes().unwrap();
    let index = Index::from_bytes(&bytes).unwrap();
    let mut group = c.benchmark_group("search in 215 innovations");
    group.bench_function("open the index", |b| b.iter(|| black_box(Index::from_bytes(&bytes).unwrap())));
    for (name, query, facets) in [
        ("three words", "obat diantar rumah", vec![]),
        ("typing error", "smart kampong", vec![]),
        ("three words, two facets", "obat diantar rumah", vec!["province".to_owned(), "year".to_owned()]),
    ] {
        let request = SearchRequest { query: query.into(), facets, ..SearchRequest::default() };
        group.bench_function(name, |b| b.iter(|| black_box(index.search(&request).unwrap())));
    }
    group.finish();

    let names =
        ["Pemkot Surabaya", "Dinas Kesehatan Kota Bandung", "Kementerian PAN dan RB", "KABUPATEN LUWU UTARA", "Kota Tanggerang Selatan"];
    c.bench_function("resolve five names", |b| b.iter(|| names.map(|name| black_box(resolve(name, ResolveOptions::default())))));
}

criterion_group!(benches, steps);
criterion_main!(benches);
