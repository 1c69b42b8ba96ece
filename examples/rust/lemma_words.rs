//! Words of stdin, one a line, with their lemmas; with `known` or `unknown` their readings and features instead.
//!
//! `data/scripts/lemma_roots.py` and `lemma_weights.py` read it: `cargo run --example lemma_words < words.txt`.

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let readings = std::env::args().nth(1);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let word = line?;
        match readings.as_deref() {
            None => writeln!(out, "{word}\t{}", jipp_core::text::lemma(&word))?,
            Some(kind) => {
                for (root, features) in jipp_core::text::lemma_candidates(&word, kind == "known") {
                    writeln!(out, "{word}\t{root}\t{}", features.join(" "))?;
                }
            }
        }
    }
    out.flush()
}
