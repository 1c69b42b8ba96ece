//! Records that agree on a key.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::super::settings::{Blocking, LinkType};
use super::super::table::LinkTable;
use super::{Candidates, allowed, pair};
use crate::text::{key, phonetic};

/// Pairs of records with the same key; blocks that are too large are skipped.
pub(super) fn by_key(table: &LinkTable, blocking: &Blocking, link_type: LinkType, found: &mut Candidates) {
    in_blocks(table, keyed(table, blocking), blocking.max_block, link_type, found);
}

/// Pairs within blocks of records with the same hash.
pub(super) fn in_blocks(table: &LinkTable, mut keyed: Vec<(u64, u32)>, max_block: usize, link_type: LinkType, found: &mut Candidates) {
    keyed.sort_unstable();
    for block in keyed.chunk_by(|a, b| a.0 == b.0) {
        if block.len() > max_block {
            found.skipped_blocks += 1;
            continue;
        }
        for (at, (_, a)) in block.iter().enumerate() {
            for (_, b) in block.iter().skip(at + 1) {
                if allowed(table, link_type, *a as usize, *b as usize) {
                    found.pairs.push(pair(*a as usize, *b as usize));
                }
            }
        }
    }
}

/// The part of a key that one value gives.
pub(in super::super) fn key_part(value: &str, blocking: &Blocking) -> String {
    if blocking.phonetic { phonetic(value) } else { key(value) }
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
