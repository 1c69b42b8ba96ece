//! Records whose long texts share many runs of words, by `MinHash` (Broder 1997) and banding (Leskovec, Rajaraman, Ullman, Mining of Massive
//! Datasets, chapter 3): a pair of similarity s meets in one of b bands of r hashes with probability 1 - (1 - s^r)^b.

use super::super::settings::Blocking;
use super::super::table::LinkTable;
use super::super::threads::in_ranges;
use crate::hash::{finished, fnv1a, next};
use crate::text::words;

/// Hashes of a text.
const HASHES: usize = 96;
/// Words of a run.
const RUN: usize = 2;
/// Records of one range of work.
const RANGE: usize = 256;

/// One key for each band of each record that has two words at least; keys of different bands differ.
pub(in super::super) fn band_keys(table: &LinkTable, blocking: &Blocking) -> Vec<(u64, u32)> {
    let rows = rows_of_band(blocking.similarity);
    let columns: Vec<&[String]> = blocking.minhash.iter().filter_map(|column| table.column(column)).collect();
    let work = |records: std::ops::Range<usize>, (): &mut ()| -> Vec<(u64, u32)> {
        let mut keys = Vec::new();
        for record in records {
            let Some(signature) = signature(&text_of(&columns, record)) else { continue };
            for (band, hashes) in signature.chunks(rows).enumerate().filter(|(_, hashes)| hashes.len() == rows) {
                let key = hashes.iter().fold(finished(band as u64 + 1), |key, hash| finished(key ^ hash));
                keys.push((key, record as u32));
            }
        }
        keys
    };
    in_ranges(table.len(), RANGE, || (), work).into_iter().flatten().collect()
}

/// How alike the texts of two records are, estimated by their hashes; `None` if one has fewer words than a run.
pub(super) fn likeness(table: &LinkTable, blocking: &Blocking, a: usize, b: usize) -> Option<f64> {
    let columns: Vec<&[String]> = blocking.minhash.iter().filter_map(|column| table.column(column)).collect();
    let (a, b) = (signature(&text_of(&columns, a))?, signature(&text_of(&columns, b))?);
    Some(a.iter().zip(&b).filter(|(x, y)| x == y).count() as f64 / HASHES as f64)
}

fn text_of(columns: &[&[String]], record: usize) -> Vec<String> {
    columns.iter().filter_map(|values| values.get(record)).flat_map(|value| words(value)).collect()
}

/// How many hashes make a band, so that pairs of this similarity meet about every second time or more often: the largest r with
/// (1/b)^(1/r) not above the similarity.
fn rows_of_band(similarity: f64) -> usize {
    let meets = |rows: &usize| (*rows as f64 / HASHES as f64).powf(1.0 / *rows as f64) <= similarity;
    (1..=12).rev().filter(|rows| HASHES.is_multiple_of(*rows)).find(meets).unwrap_or(1)
}

/// The smallest value of each hash over all runs of words; `None` for a text of fewer words than a run.
fn signature<S: AsRef<str>>(words: &[S]) -> Option<Vec<u64>> {
    let mut least = vec![u64::MAX; HASHES];
    for run in words.windows(RUN) {
        let bytes = run.iter().flat_map(|word| word.as_ref().bytes().chain([0]));
        let mut state = fnv1a(bytes);
        for slot in &mut least {
            *slot = (*slot).min(next(&mut state));
        }
    }
    (words.len() >= RUN).then_some(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_equal_hashes_is_the_similarity() {
        let text = |from: usize| (from..from + 200).map(|n| format!("kata{n}")).collect::<Vec<_>>();
        let (a, b) = (signature(&text(0)).unwrap(), signature(&text(50)).unwrap());
        let same = a.iter().zip(&b).filter(|(x, y)| x == y).count() as f64 / HASHES as f64;
        // 149 common runs of 249
        assert!((same - 149.0 / 249.0).abs() < 0.15, "{same}");
        assert!(signature(&["satu"]).is_none());
    }

    #[test]
    fn bands_meet_where_texts_are_alike() {
        let base: Vec<String> = (0..120).map(|n| format!("kata{}", n * 7 % 113)).collect();
        let mut changed = base.clone();
        for at in [5, 40, 80] {
            changed[at] = "lain".to_owned();
        }
        let other: Vec<String> = (0..120).map(|n| format!("hal{n}")).collect();
        let table = LinkTable::new(vec!["a".into(), "b".into(), "c".into()])
            .and_then(|table| table.with_column("text", vec![base.join(" "), changed.join(" "), other.join(" ")]))
            .unwrap();
        let blocking = Blocking { minhash: vec!["text".into()], ..Blocking::default() };
        let settings = crate::dedup::LinkSettings { blocking: vec![blocking], ..crate::dedup::LinkSettings::automatic() };
        assert_eq!(super::super::proposed(&table, &settings, std::iter::empty()), [(0, 1)]);
        assert!(rows_of_band(0.9) > rows_of_band(0.5) && rows_of_band(0.5) > rows_of_band(0.2));
    }
}
