//! The main job as a Rust program: three files in, a directory out, one question asked.
//!
//! `cargo run -p jipp-core --features cli --example main_job`

use std::error::Error;
use std::io::Write as _;
use std::path::Path;

use jipp_core::ingest::{ReadOptions, read_path};
use jipp_core::lang::Lang;
use jipp_core::pipeline::{IntegrateOptions, integrate};
use jipp_core::progress::silent;
use jipp_core::search::{Index, SearchRequest};
use jipp_core::wire::BuildReport;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data");

    // read: a file that cannot be read is an error, a bad row becomes a finding
    let mut files = Vec::new();
    for (source, file) in [("kipp", "kipp.csv"), ("iga", "iga.xlsx"), ("lan", "lan.json")] {
        files.push(read_path(&data.join(file), &ReadOptions { source, ..ReadOptions::default() })?);
    }

    // check, link, merge
    let integration = integrate(files, &IntegrateOptions::default())?;
    let report = BuildReport::new(&integration, Lang::En);
    writeln!(out, "{} read, {} accepted, {} quarantined", report.records.read, report.records.accepted, report.records.quarantined)?;
    for finding in integration.checked.findings.iter().take(3) {
        let place = finding.record.as_deref().unwrap_or_default();
        writeln!(out, "{} {place}: {} ({})", finding.rule.code, finding.message(Lang::En), finding.help(Lang::En))?;
    }

    // search
    let index = Index::build(&integration.directory.documents(), &silent)?;
    let answer = index.search(&SearchRequest { query: "kakekku datang".into(), limit: 3, explain: true, ..SearchRequest::default() })?;
    for hit in answer.hits {
        writeln!(out, "{:6.2} {} ({} sources)", hit.score, hit.title, hit.sources.len())?;
    }

    // why were two records merged?
    if let Some([first, second, ..]) = integration.linkage.merged_clusters().first().map(Vec::as_slice) {
        let ids = integration.linkage.ids();
        if let (Some(a), Some(b)) = (ids.get(*first), ids.get(*second))
            && let Some(explanation) = integration.linkage.explain(a, b, Lang::En)
        {
            writeln!(out, "{a} and {b}: {}", explanation.summary)?;
        }
    }
    Ok(())
}
