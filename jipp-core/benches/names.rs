//! How many names of agencies are resolved in a second? `cargo bench -p jipp-core --bench names`

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark that cannot run stops")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jipp_core::vocab::{RegionKind, ResolveOptions, Resolver, agencies, regions, resolve};

/// Names in the forms that exports write: governments, units, schools, central bodies, and one in ten with a typing error.
fn names() -> Vec<String> {
    let mut names = Vec::new();
    for region in regions().iter().filter(|region| region.kind != RegionKind::Provinsi) {
        for form in
            ["Pemerintah {}", "Dinas Kesehatan {}", "RSUD {}", "Puskesmas Sukamaju {}", "Kantor Pertanahan {}", "SMPN 2 {}", "Bappeda {}"]
        {
            names.push(form.replace("{}", &region.name));
        }
        names.push(format!("Pemda {}", region.short_name));
    }
    names.extend(agencies().iter().map(|agency| agency.name.clone()));
    for name in names.iter_mut().step_by(10) {
        // a letter in the middle is left out
        let middle = name.chars().count() / 2;
        *name = name.chars().enumerate().filter(|(at, _)| *at != middle).map(|(_, c)| c).collect();
    }
    names
}

fn speed(c: &mut Criterion) {
    let names = names();
    let mut group = c.benchmark_group("names");
    group.throughput(Throughput::Elements(names.len() as u64));
    group.bench_function("cold: every name new", |b| {
        b.iter(|| {
            for name in &names {
                black_box(resolve(name, ResolveOptions::default()));
            }
        });
    });
    let mut resolver = Resolver::default();
    group.bench_function("seen before in the run", |b| {
        b.iter(|| {
            for name in &names {
                black_box(resolver.resolve(name, ResolveOptions::default()));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, speed);
criterion_main!(benches);
