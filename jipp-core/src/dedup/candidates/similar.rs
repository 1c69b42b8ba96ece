//! For each record the records most similar to it: cosine of TF-IDF over words and letter triples, by an inverted index.

use rustc_hash::FxHashMap;

use super::super::csr::Lists;
use super::super::settings::{Blocking, LinkType};
use super::super::table::LinkTable;
use super::super::terms::terms;
use super::super::threads::in_ranges;
use super::{allowed, pair};

/// Terms in more than this share of the records (and at least this many records) say nothing about who is similar.
const COMMON_SHARE: f64 = 0.2;
const COMMON_LEAST: usize = 50;
/// Postings walked for one record, rarest terms first, so that the cost of a record does not grow with the number of records.
const POSTINGS: usize = 30_000;
/// The same in large tables.
const POSTINGS_LARGE: usize = 3_000;
/// Records from which a table is large.
const LARGE: usize = 50_000;
/// Records of one range of work.
const RANGE: usize = 256;

pub(super) fn by_similarity(table: &LinkTable, blocking: &Blocking, link_type: LinkType, pairs: &mut Vec<(u32, u32)>) {
    let n = table.len();
    let (mut vectors, different) = features(table, &blocking.similar);
    let mut frequency = vec![0u32; different];
    for (term, _) in vectors.items() {
        if let Some(count) = frequency.get_mut(*term as usize) {
            *count += 1;
        }
    }
    let budget = if n > LARGE { POSTINGS_LARGE } else { POSTINGS };
    let common = ((n as f64 * COMMON_SHARE).max(COMMON_LEAST as f64) as usize).min(budget);
    let df = |term: u32| frequency.get(term as usize).copied().unwrap_or(0);
    for vector in vectors.iter_mut() {
        // words and letter triples count the same, however many there are of each
        let mut norms = [0f32; 2];
        for (term, weight) in vector.iter_mut() {
            let (family, tf) = (usize::from(weight.is_sign_negative()), weight.abs());
            let df = df(*term);
            let idf = if df as usize > common || df < 2 { 0.0 } else { ((n as f32 + 1.0) / (df as f32 + 0.5)).ln().max(0.0) };
            *weight = ((1.0 + tf.ln()) * idf).copysign(*weight);
            if let Some(norm) = norms.get_mut(family) {
                *norm += *weight * *weight;
            }
        }
        for (_, weight) in vector.iter_mut() {
            let norm = norms.get(usize::from(weight.is_sign_negative())).copied().unwrap_or(0.0);
            *weight = weight.abs() / norm.sqrt().max(f32::EPSILON);
        }
        // rarest first
        vector.sort_unstable_by_key(|(term, _)| (df(*term), *term));
    }
    let entries: Vec<(u32, (u32, f32))> = (0..n)
        .flat_map(|record| vectors.get(record).iter().filter(|(_, w)| *w > 0.0).map(move |(term, w)| (*term, (record as u32, *w))))
        .collect();
    let postings = Lists::grouped(different, &entries);
    drop(entries);
    let found = in_ranges(
        n,
        RANGE,
        || (vec![0f32; n], Vec::<u32>::new()),
        |records, (scores, touched)| {
            let mut near: Vec<(u32, u32)> = Vec::new();
            for record in records.filter(|record| table.is_fresh(*record)) {
                let mut walked = 0;
                for (term, weight) in vectors.get(record).iter().filter(|(_, w)| *w > 0.0) {
                    let list: &[(u32, f32)] = postings.get(*term as usize);
                    walked += list.len();
                    if walked > budget && walked > list.len() {
                        break;
                    }
                    for (other, other_weight) in list {
                        if let Some(score) = scores.get_mut(*other as usize) {
                            if *score == 0.0 {
                                touched.push(*other);
                            }
                            *score += weight * other_weight;
                        }
                    }
                }
                let mut best: Vec<(f32, u32)> = touched
                    .iter()
                    .filter(|other| allowed(table, link_type, record, **other as usize))
                    .map(|other| (scores.get(*other as usize).copied().unwrap_or(0.0), *other))
                    .collect();
                let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
                if best.len() > blocking.top_k && blocking.top_k > 0 {
                    best.select_nth_unstable_by(blocking.top_k - 1, order);
                    best.truncate(blocking.top_k);
                }
                near.extend(best.iter().map(|(_, other)| pair(record, *other as usize)));
                for other in touched.drain(..) {
                    if let Some(score) = scores.get_mut(other as usize) {
                        *score = 0.0;
                    }
                }
            }
            near
        },
    );
    pairs.extend(found.into_iter().flatten());
}

/// Values of more words than this are descriptions: their words say enough, letter triples would only cost.
const NAME_WORDS: usize = 24;

/// For each record its features and how often each occurs: words, and in names the letter triples of each word with its borders.
/// Counts of letter triples are negative, to tell the two apart. And the number of different features.
fn features(table: &LinkTable, columns: &[String]) -> (Lists<(u32, f32)>, usize) {
    let mut ids: FxHashMap<u64, u32> = FxHashMap::default();
    let mut vectors: Lists<(u32, f32)> = Lists::default();
    let columns: Vec<&[String]> = columns.iter().filter_map(|column| table.column(column)).collect();
    let mut own: Vec<(u32, bool)> = Vec::new();
    for record in 0..table.len() {
        own.clear();
        for value in columns.iter().filter_map(|values| values.get(record)) {
            let words = terms(value);
            let name = words.len() <= NAME_WORDS;
            for word in words {
                if name {
                    let padded: Vec<char> = std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
                    for triple in padded.windows(3) {
                        let packed = triple.iter().fold(0u64, |packed, c| packed << 21 | u64::from(u32::from(*c)));
                        own.push((intern(&mut ids, packed), true));
                    }
                }
                own.push((intern(&mut ids, word_hash(&word)), false));
            }
        }
        own.sort_unstable();
        vectors.push(own.chunk_by(|a, b| a == b).filter_map(|same| {
            let (id, triple) = *same.first()?;
            Some((id, if triple { -(same.len() as f32) } else { same.len() as f32 }))
        }));
    }
    (vectors, ids.len())
}

fn intern(ids: &mut FxHashMap<u64, u32>, feature: u64) -> u32 {
    let next = ids.len() as u32;
    *ids.entry(feature).or_insert(next)
}

/// FNV-1a (Fowler, Noll, Vo), the highest bit set: letter triples never have it.
fn word_hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)) | 1 << 63
}
