//! Which pieces there are, how long each is, and what is in which. Part of the head.

use super::shards::KeyReader;
#[cfg(any(feature = "cli", test))]
use super::shards::KeyWriter;
use super::{FORMAT, KINDS, Kind};
use crate::search::bundle;
use crate::search::error::SearchError;
use crate::search::words::Input;
#[cfg(any(feature = "cli", test))]
use crate::search::words::put;

/// The tables, opened.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// Number of pieces of each kind.
    pub(super) counts: [u32; KINDS.len()],
    /// Where each piece begins behind the head, and where the last ends.
    pub(super) starts: Vec<u64>,
    /// The keys from which the lemmas of each shard on lie.
    pub(super) lemmas: Vec<Box<str>>,
    /// The same of words.
    pub(super) words: Vec<Box<str>>,
    /// The same of names, which lie by length first.
    pub(super) names: Vec<(u32, Box<str>)>,
    /// Where in all lists each block begins, and where the last ends.
    pub(super) lists: Vec<usize>,
    /// The first id of each piece of ids.
    pub(super) ids: Vec<Box<str>>,
    /// The first document of each piece of documents, and one more at the end.
    pub(super) documents: Vec<u32>,
}

impl Tables {
    /// The number of the first piece of a kind.
    pub(super) fn first(&self, kind: Kind) -> u32 {
        KINDS.iter().zip(&self.counts).take_while(|(other, _)| **other != kind).map(|(_, count)| *count).sum()
    }

    /// What a piece holds, and which of its kind it is.
    pub(super) fn kind(&self, number: u32) -> Option<(Kind, usize)> {
        let mut before = 0;
        for (kind, count) in KINDS.iter().zip(&self.counts) {
            if number < before + count {
                return Some((*kind, (number - before) as usize));
            }
            before += count;
        }
        None
    }

    #[cfg(any(feature = "cli", test))]
    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, FORMAT);
        for count in self.counts {
            put(&mut out, u64::from(count));
        }
        differences(&mut out, self.starts.iter().copied());
        for keys in [&self.lemmas, &self.words, &self.ids] {
            let mut writer = KeyWriter::default();
            for key in keys {
                writer.put(&mut out, key);
            }
        }
        let mut writer = KeyWriter::default();
        for (length, key) in &self.names {
            put(&mut out, u64::from(*length));
            writer.put(&mut out, key);
        }
        differences(&mut out, self.lists.iter().map(|start| *start as u64));
        differences(&mut out, self.documents.iter().map(|first| u64::from(*first)));
        out
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, SearchError> {
        let damaged = || bundle::damaged("tabel potongannya tidak dapat dibaca", "the tables of its pieces cannot be read");
        let mut input = Input(bytes);
        let format = input.next_long().ok_or_else(damaged)?;
        if format != FORMAT {
            return Err(SearchError::Incompatible { what: "format of pieces", found: format.to_string(), expected: FORMAT.to_string() });
        }
        let mut tables = Self::default();
        (|| {
            let mut pieces = 0u32;
            for count in &mut tables.counts {
                *count = input.next()?;
                pieces = pieces.checked_add(*count)?;
            }
            let [lemmas, words, names, lists, ids, _, documents] = tables.counts;
            // each piece takes a byte of the tables at least
            if pieces as usize > bytes.len() {
                return None;
            }
            tables.starts = sums(&mut input, pieces as usize + 1)?;
            for (keys, count) in [(&mut tables.lemmas, lemmas), (&mut tables.words, words), (&mut tables.ids, ids)] {
                let mut reader = KeyReader::default();
                for _ in 0..count {
                    keys.push(reader.next(&mut input)?);
                }
            }
            let mut reader = KeyReader::default();
            for _ in 0..names {
                tables.names.push((input.next()?, reader.next(&mut input)?));
            }
            tables.lists = sums(&mut input, lists as usize + 1)?.into_iter().map(|start| start as usize).collect();
            tables.documents = sums(&mut input, documents as usize + 1)?.into_iter().map(|first| first as u32).collect();
            input.0.is_empty().then_some(())
        })()
        .ok_or_else(damaged)?;
        Ok(tables)
    }
}

#[cfg(any(feature = "cli", test))]
fn differences(out: &mut Vec<u8>, numbers: impl Iterator<Item = u64>) {
    let mut before = 0;
    for number in numbers {
        put(out, number - before);
        before = number;
    }
}

fn sums(input: &mut Input<'_>, count: usize) -> Option<Vec<u64>> {
    let mut sum = 0u64;
    (0..count)
        .map(|_| {
            sum = sum.checked_add(input.next_long()?)?;
            Some(sum)
        })
        .collect()
}
