//! Reads a file batch by batch, so that a file of any size needs little memory, and says how fast.
//!
//! `cargo run --release -p jipp-core --example read_records -- FILE [SOURCE] [THREADS]`

use std::path::PathBuf;
use std::time::Instant;

use jipp_core::Threads;
use jipp_core::ingest::{Limits, ReadOptions, RecordReader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = PathBuf::from(args.next().ok_or("which file?")?);
    let source = args.next().unwrap_or_else(|| "auto".to_owned());
    let threads = Threads::new(args.next().map_or(Ok(1), |text| text.parse())?);
    let begun = Instant::now();
    let options = ReadOptions { source: &source, threads: &threads, limits: Limits::LOCAL, ..ReadOptions::default() };
    let mut reader = RecordReader::open(&file, &options)?;
    let (mut records, mut resolved) = (0, 0);
    while let Some(batch) = reader.next_batch()? {
        records += batch.len();
        resolved += batch.iter().filter(|record| record.innovation.agency_code.is_some()).count();
    }
    let info = reader.file();
    let seconds = begun.elapsed().as_secs_f64();
    let out = format!(
        "{records} records by `{}` ({}), {resolved} with an agency, {seconds:.2} s, {:.0} rows/s\n",
        info.mapping,
        info.reason,
        records as f64 / seconds
    );
    std::io::Write::write_all(&mut std::io::stdout(), out.as_bytes())?;
    Ok(())
}
