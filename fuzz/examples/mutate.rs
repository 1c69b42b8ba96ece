//! The fuzz targets under a mutation loop on stable Rust, for where `cargo fuzz` (nightly, libFuzzer) is not at hand. No feedback from
//! coverage: it starts from the broken files, the sample and the vectors, and mutates, splices and truncates them.
//!
//! `cargo run --release --manifest-path fuzz/Cargo.toml --example mutate -- TARGET|all SECONDS [SEED]`

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use jipp_fuzz::TARGETS;

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Pieces that mean something to a reader.
const PIECES: [&[u8]; 24] = [
    b"\"", b",", b";", b"\t", b"\r\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"[", b"{\"", b"]}", b"<script>", b"<img src=\"data:", b"&amp;", b"PK\x03\x04", b"PAR1",
    b"\xff\xff\xff\xff", b"31/02/2020", b"0812345678901", b"(", b"title", b"\xed\xa0\x80", b"'=1+1", b"1e999",
];

fn mutate(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = corpus.get(random.below(corpus.len())).cloned().unwrap_or_default();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len() + 1);
        match random.below(7) {
            0 => bytes.truncate(at),
            1 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            2 if at < bytes.len() => bytes[at] = random.next() as u8,
            3 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            4 => {
                let end = (at + random.below(32)).min(bytes.len());
                bytes.drain(at..end);
            }
            5 => {
                let other = &corpus[random.below(corpus.len())];
                let from = random.below(other.len() + 1);
                let end = (from + random.below(256)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
            _ => {
                let number = random.next().to_le_bytes();
                let end = (at + 4).min(bytes.len());
                bytes.splice(at..end, number.into_iter().take(4));
            }
        }
    }
    bytes.truncate(1 << 16);
    bytes
}

fn files(folder: &Path, into: &mut Vec<Vec<u8>>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        match std::fs::read(&path) {
            Ok(bytes) if bytes.len() <= 1 << 16 => into.push(bytes),
            Ok(_) => {}
            Err(_) => files(&path, into),
        }
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let (wanted, seconds) = (args.next().unwrap_or_else(|| "all".into()), args.next().and_then(|text| text.parse().ok()).unwrap_or(60));
    let seed = args.next().and_then(|text| text.parse().ok()).unwrap_or(1);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut corpus = Vec::new();
    for folder in ["tests/fixtures/broken", "examples/data", "tests/vectors/titles", "jipp-core/data/mappings"] {
        files(&root.join(folder), &mut corpus);
    }
    std::panic::set_hook(Box::new(|_| {}));
    let mut failed = false;
    for (name, target) in TARGETS.iter().filter(|(name, _)| wanted == "all" || wanted == *name) {
        let (mut random, begun, mut runs, mut slowest) = (Random(seed), Instant::now(), 0u64, Duration::ZERO);
        while begun.elapsed() < Duration::from_secs(seconds) {
            let bytes = mutate(&corpus, &mut random);
            let start = Instant::now();
            if catch_unwind(AssertUnwindSafe(|| target(&bytes))).is_err() {
                let file = root.join(format!("fuzz/artifacts/{name}-{runs}"));
                let _ = std::fs::create_dir_all(root.join("fuzz/artifacts"));
                let _ = std::fs::write(&file, &bytes);
                println!("{name}: PANIC, input in {}", file.display());
                failed = true;
                break;
            }
            slowest = slowest.max(start.elapsed());
            runs += 1;
        }
        println!("{name}: {runs} inputs in {:.0} s, slowest {:.0} ms", begun.elapsed().as_secs_f64(), slowest.as_secs_f64() * 1e3);
        let _ = std::io::stdout().flush();
    }
    std::process::exit(i32::from(failed));
}
