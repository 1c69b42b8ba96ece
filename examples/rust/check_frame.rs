//! Checks Arrow data that lies in memory, as the Python package checks a data frame, and says what it cost: the peer of
//! `benches/python/overhead.py`. CPU time is asked of Linux. It has the allocator of the package, so that only the binding is compared.
//!
//! `cargo run --release -p jipp-core --features cli --example check_frame -- FILE.arrow AS_OF [SOURCE]`

use std::io::Write;
use std::time::Instant;

use jipp_core::Threads;
use jipp_core::ingest::{Limits, ReadOptions, RecordReader};
use jipp_core::lang::Lang;
use jipp_core::pipeline::check_reader;
use jipp_core::progress::silent;
use jipp_core::report::ReportBuilder;
use jipp_core::rules::CheckOptions;
use jipp_core::wire::day;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("which file?")?;
    let as_of = args.next().ok_or("as of which day?")?;
    let source = args.next().unwrap_or_else(|| "auto".to_owned());
    let reader = arrow_ipc::reader::FileReader::try_new(std::fs::File::open(file)?, None)?;
    let schema = reader.schema();
    let batches = reader.collect::<Result<Vec<_>, _>>()?;

    let threads = Threads::new(std::thread::available_parallelism().map_or(1, usize::from));
    let (begun, used) = (Instant::now(), cpu_seconds()?);
    let check = CheckOptions { as_of: day(Some(&as_of))?, threads: &threads, progress: &silent, ..CheckOptions::default() };
    let reading = ReadOptions { source: &source, limits: Limits::LOCAL, threads: &threads, ..ReadOptions::default() };
    let reader = RecordReader::arrow("records", &schema, batches.into_iter().map(Ok), &reading)?;
    let mut builder = ReportBuilder::new(Lang::Id, check.day());
    let (streamed, checked) = check_reader(reader, &reading, &check, &mut |records| builder.records(records))?;
    builder.file(&streamed.file);
    builder.findings(&checked.findings);
    let report = builder.finish(&checked.quarantined);
    let (wall, cpu) = (begun.elapsed().as_secs_f64(), cpu_seconds()? - used);

    let answer = serde_json::json!({"read": report.records.read, "findings": report.findings.len(), "cpu": cpu, "wall": wall});
    writeln!(std::io::stdout(), "{answer}")?;
    Ok(())
}

/// What this process has used so far, in the hundredths of a second that Linux counts.
fn cpu_seconds() -> Result<f64, Box<dyn std::error::Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit_once(')').ok_or("unknown form of /proc/self/stat")?.1;
    let ticks: Vec<u32> = fields.split_whitespace().skip(11).take(2).map(str::parse).collect::<Result<_, _>>()?;
    Ok(f64::from(ticks.iter().sum::<u32>()) / 100.0)
}
