//! Candidate pairs. No step compares all records with all others.

use std::collections::{BTreeMap, HashMap};

use super::settings::{Blocking, LinkSettings, LinkType};
use super::table::LinkTable;
use crate::text::{key, words};

/// Candidate pairs, smaller record number first, sorted, each once; and blocks that were too large to compare.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) pairs: Vec<(u32, u32)>,
    pub(super) skipped_blocks: usize,
}

pub(super) fn candidates(table: &LinkTable, settings: &LinkSettings) -> Candidates {
    let mut found = Candidates::default();
    for blocking in &settings.blocking {
        if blocking.similar.is_empty() {
            by_key(table, blocking, settings.link_type, &mut found);
        } else {
            by_similarity(table, blocking, settings.link_type, &mut found.pairs);
        }
    }
    found.pairs.sort_unstable();
    found.pairs.dedup();
    found
}

fn allowed(table: &LinkTable, link_type: LinkType, a: usize, b: usize) -> bool {
    a != b && (link_type != LinkType::Link || table.side(a) != table.side(b))
}

fn pair(a: usize, b: usize) -> (u32, u32) {
    (a.min(b) as u32, a.max(b) as u32)
}

fn by_key(table: &LinkTable, blocking: &Blocking, link_type: LinkType, found: &mut Candidates) {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for record in 0..table.len() {
        let parts: Vec<String> = blocking.columns.iter().map(|column| key(table.value(column, record))).collect();
        if parts.iter().all(|part| !part.is_empty()) {
            blocks.entry(parts.join("\u{1f}")).or_default().push(record);
        }
    }
    for members in blocks.into_values() {
        if members.len() > blocking.max_block {
            found.skipped_blocks += 1;
            continue;
        }
        for (at, a) in members.iter().enumerate() {
            for b in members.iter().skip(at + 1) {
                if allowed(table, link_type, *a, *b) {
                    found.pairs.push(pair(*a, *b));
                }
            }
        }
    }
}

/// Terms in more than this share of the records (and at least this many records) say nothing about who is similar.
const COMMON_SHARE: f64 = 0.2;
const COMMON_LEAST: usize = 50;
/// Longest posting list walked for one term, so that cost stays linear in the number of records.
const LONGEST_POSTINGS: usize = 2_000;

fn by_similarity(table: &LinkTable, blocking: &Blocking, link_type: LinkType, pairs: &mut Vec<(u32, u32)>) {
    let n = table.len();
    let mut terms: HashMap<String, u32> = HashMap::new();
    let mut vectors: Vec<Vec<(u32, f32)>> = Vec::with_capacity(n);
    for record in 0..n {
        let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
        for column in &blocking.similar {
            for term in features(table.value(column, record)) {
                let next = terms.len() as u32;
                let id = *terms.entry(term).or_insert(next);
                *counts.entry(id).or_default() += 1.0;
            }
        }
        vectors.push(counts.into_iter().collect());
    }
    let mut frequency = vec![0usize; terms.len()];
    for (term, _) in vectors.iter().flatten() {
        if let Some(count) = frequency.get_mut(*term as usize) {
            *count += 1;
        }
    }
    let common = (n as f64 * COMMON_SHARE).max(COMMON_LEAST as f64) as usize;
    let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); terms.len()];
    for (record, vector) in vectors.iter_mut().enumerate() {
        for (term, weight) in vector.iter_mut() {
            let df = frequency.get(*term as usize).copied().unwrap_or(0);
            let idf = ((n as f32 + 1.0) / (df as f32 + 0.5)).ln().max(0.0);
            *weight = if df > common.min(LONGEST_POSTINGS) || df < 2 { 0.0 } else { (1.0 + weight.ln()) * idf };
        }
        let norm = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt().max(f32::EPSILON);
        vector.retain_mut(|(term, weight)| {
            *weight /= norm;
            if *weight > 0.0
                && let Some(list) = postings.get_mut(*term as usize)
            {
                list.push((record as u32, *weight));
            }
            *weight > 0.0
        });
    }
    let mut scores = vec![0f32; n];
    let mut touched: Vec<u32> = Vec::new();
    for (record, vector) in vectors.iter().enumerate() {
        for (term, weight) in vector {
            for (other, other_weight) in postings.get(*term as usize).map(Vec::as_slice).unwrap_or_default() {
                if let Some(score) = scores.get_mut(*other as usize) {
                    if *score == 0.0 {
                        touched.push(*other);
                    }
                    *score += weight * other_weight;
                }
            }
        }
        let mut near: Vec<(f32, u32)> = touched
            .iter()
            .filter(|other| allowed(table, link_type, record, **other as usize))
            .map(|other| (scores.get(*other as usize).copied().unwrap_or(0.0), *other))
            .collect();
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        pairs.extend(near.iter().take(blocking.top_k).map(|(_, other)| pair(record, *other as usize)));
        for other in touched.drain(..) {
            if let Some(score) = scores.get_mut(other as usize) {
                *score = 0.0;
            }
        }
    }
}

/// Values of more words than this are descriptions: their words say enough, letter triples would only cost.
const NAME_WORDS: usize = 24;

/// Words, and in names the letter triples of each word with its borders.
fn features(text: &str) -> Vec<String> {
    let words: Vec<String> = words(text).collect();
    if words.len() > NAME_WORDS {
        return words;
    }
    let mut features = Vec::new();
    for word in words {
        let padded: Vec<char> = std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
        features.extend(padded.windows(3).map(|triple| triple.iter().collect::<String>()));
        features.push(word);
    }
    features
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(names: &[&str]) -> LinkTable {
        let ids = (0..names.len()).map(|i| i.to_string()).collect();
        LinkTable::new(ids).unwrap().with_column("name", names.iter().map(|n| (*n).to_owned()).collect()).unwrap()
    }

    #[test]
    fn keys_meet_after_folding_and_missing_meets_nothing() {
        let table = table(&["SI-TARANG", "si tarang", "", "", "Lapor"]);
        let settings = LinkSettings {
            blocking: vec![Blocking { columns: vec!["name".into()], max_block: 10, ..Blocking::default() }],
            ..crate::dedup::preset::settings()
        };
        assert_eq!(candidates(&table, &settings).pairs, [(0, 1)]);
    }

    #[test]
    fn neighbours_survive_typing_errors() {
        let table = table(&[
            "rumah kedelai grobogan",
            "rumah kedele groboggan",
            "bank sampah malang",
            "bank sampah kota malang",
            "samsat delivery pos",
        ]);
        let settings = LinkSettings {
            blocking: vec![Blocking { similar: vec!["name".into()], top_k: 1, max_block: 10, ..Blocking::default() }],
            ..crate::dedup::preset::settings()
        };
        let pairs = candidates(&table, &settings).pairs;
        assert!(pairs.contains(&(0, 1)) && pairs.contains(&(2, 3)), "{pairs:?}");
    }
}
