//! Records that agree on a key.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::super::settings::{Blocking, LinkSettings, Oversized};
use super::super::table::{LinkTable, said, says_something};
use super::features::Features;
use super::proposals::Proposals;
use super::similar::neighbours;
use super::{LargeBlocks, allowed, pair};
use crate::text::phonetic;

/// Pairs within blocks of records with the same hash. Blocks that are too large are split or skipped.
pub(super) fn in_blocks(
    table: &LinkTable,
    mut keyed: Vec<(u64, u32)>,
    rule: &Blocking,
    settings: &LinkSettings,
    proposed: &mut Proposals,
) -> LargeBlocks {
    keyed.sort_unstable();
    let mut large: Vec<&[(u64, u32)]> = Vec::new();
    for block in keyed.chunk_by(|a, b| a.0 == b.0) {
        if block.len() > rule.max_block {
            large.push(block);
            continue;
        }
        for (at, (_, a)) in block.iter().enumerate() {
            for (_, b) in block.iter().skip(at + 1) {
                if allowed(table, settings.link_type, *a as usize, *b as usize) {
                    proposed.push(pair(*a as usize, *b as usize));
                }
            }
        }
    }
    if rule.oversized == Oversized::Skip {
        return LargeBlocks { skipped: large.len(), split: 0 };
    }
    if !large.is_empty() {
        let features = Features::of(table, &others(rule, settings));
        neighbours(table, &large, &features, (rule.top_k, settings.link_type), proposed);
    }
    LargeBlocks { skipped: 0, split: large.len() }
}

/// The compared columns on which a rule does not insist; all of them if there is no other.
pub(super) fn others(rule: &Blocking, settings: &LinkSettings) -> Vec<String> {
    let mut columns: Vec<String> = settings.comparison.iter().map(|comparison| comparison.column.clone()).collect();
    columns.sort();
    columns.dedup();
    let others: Vec<String> = columns.iter().filter(|column| !rule.columns.contains(column)).cloned().collect();
    if others.is_empty() { columns } else { others }
}

/// The part of a key that one value gives.
pub(in super::super) fn key_part(value: &str, blocking: &Blocking) -> String {
    if blocking.phonetic && says_something(value) { phonetic(value) } else { said(value) }
}

/// The hash of the key of each record that has a value in all the columns.
pub(super) fn keyed(table: &LinkTable, blocking: &Blocking) -> Vec<(u64, u32)> {
    let mut hashes: Vec<Option<u64>> = vec![Some(0); table.len()];
    for column in &blocking.columns {
        let values = table.column(column).unwrap_or_default();
        for (hash, value) in hashes.iter_mut().zip(values) {
            let part = key_part(value, blocking);
            *hash = hash.filter(|_| !part.is_empty()).map(|before| FxBuildHasher.hash_one((before, part)));
        }
    }
    hashes.into_iter().enumerate().filter_map(|(record, hash)| Some((hash?, record as u32))).collect()
}
