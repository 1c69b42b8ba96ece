//! Sorted keys with something about each, a part of a dictionary in one piece.

use super::damaged;
use crate::search::error::SearchError;
#[cfg(any(feature = "cli", test))]
use crate::search::words::put;
use crate::search::words::{Input, List, signature};

/// Writes keys one after the other: letters shared with the one before, letters of its own.
#[cfg(any(feature = "cli", test))]
#[derive(Default)]
pub(super) struct KeyWriter(Vec<u8>);

#[cfg(any(feature = "cli", test))]
impl KeyWriter {
    pub(super) fn put(&mut self, out: &mut Vec<u8>, key: &str) {
        let shared = shared(&self.0, key.as_bytes());
        let own = key.as_bytes().get(shared..).unwrap_or_default();
        put(out, shared as u64);
        put(out, own.len() as u64);
        out.extend_from_slice(own);
        self.0 = key.as_bytes().to_vec();
    }
}

/// How many bytes two keys begin with alike.
pub(super) fn shared(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// Reads what [`KeyWriter`] wrote.
#[derive(Default)]
pub(super) struct KeyReader(Vec<u8>);

impl KeyReader {
    pub(super) fn next(&mut self, input: &mut Input<'_>) -> Option<Box<str>> {
        let (shared, own) = (input.next()? as usize, input.next()? as usize);
        if shared > self.0.len() {
            return None;
        }
        self.0.truncate(shared);
        self.0.extend_from_slice(input.take(own)?);
        std::str::from_utf8(&self.0).ok().map(Into::into)
    }
}

/// A lemma and the words that have it.
#[derive(Debug)]
pub(super) struct LemmaEntry {
    pub(super) lemma: Box<str>,
    pub(super) documents: u32,
    pub(super) words: Vec<(Box<str>, List)>,
}

/// Writes a shard of lemmas, whose lists lie one after the other in this order.
#[cfg(any(feature = "cli", test))]
pub(super) fn write_lemmas(entries: &[LemmaEntry]) -> Vec<u8> {
    let mut out = Vec::new();
    let first = entries.first().and_then(|entry| entry.words.first()).map_or(0, |(_, list)| list.start);
    put(&mut out, first as u64);
    put(&mut out, entries.len() as u64);
    let mut keys = KeyWriter::default();
    for LemmaEntry { lemma, documents, words } in entries {
        keys.put(&mut out, lemma);
        put(&mut out, u64::from(*documents));
        put(&mut out, words.len() as u64);
        for (word, list) in words {
            // most words are their own lemma
            let word = if word == lemma { "" } else { word };
            put(&mut out, word.len() as u64);
            out.extend_from_slice(word.as_bytes());
            write_list(&mut out, *list);
        }
    }
    out
}

#[cfg(any(feature = "cli", test))]
fn write_list(out: &mut Vec<u8>, list: List) {
    put(out, u64::from(list.documents));
    put(out, (list.positions - list.start) as u64);
    put(out, (list.marks - list.positions) as u64);
    put(out, (list.end - list.marks) as u64);
}

fn read_list(input: &mut Input<'_>, start: usize) -> Option<List> {
    let documents = input.next()?;
    let positions = start.checked_add(input.next()? as usize)?;
    let marks = positions.checked_add(input.next()? as usize)?;
    let end = marks.checked_add(input.next()? as usize)?;
    Some(List { documents, start, positions, marks, end })
}

pub(super) fn read_lemmas(bytes: &[u8]) -> Result<Vec<LemmaEntry>, SearchError> {
    let mut input = Input(bytes);
    (|| {
        let mut at = usize::try_from(input.next_long()?).ok()?;
        let count = input.next()?;
        let mut keys = KeyReader::default();
        let mut entries = Vec::new();
        for _ in 0..count {
            let lemma = keys.next(&mut input)?;
            let documents = input.next()?;
            let mut words = Vec::new();
            for _ in 0..input.next()? {
                let length = input.next()? as usize;
                let word = std::str::from_utf8(input.take(length)?).ok()?;
                let word = if word.is_empty() { lemma.clone() } else { word.into() };
                let list = read_list(&mut input, at)?;
                at = list.end;
                words.push((word, list));
            }
            entries.push(LemmaEntry { lemma, documents, words });
        }
        Some(entries)
    })()
    .ok_or_else(|| damaged("lema", "lemmas"))
}

/// A word and in how many documents it is; and where its list is, if its lemma as found now is not that under which it lies.
#[derive(Debug)]
pub(super) struct WordEntry {
    pub(super) word: Box<str>,
    pub(super) documents: u32,
    pub(super) list: Option<List>,
    /// Not in the piece: read off the word.
    pub(super) signature: u64,
}

impl WordEntry {
    pub(super) fn new(word: Box<str>, documents: u32, list: Option<List>) -> Self {
        Self { signature: signature(word.as_bytes()), word, documents, list }
    }
}

#[cfg(any(feature = "cli", test))]
pub(super) fn write_words(entries: &[WordEntry]) -> Vec<u8> {
    let mut out = Vec::new();
    put(&mut out, entries.len() as u64);
    let mut keys = KeyWriter::default();
    for entry in entries {
        keys.put(&mut out, &entry.word);
    }
    for entry in entries {
        put(&mut out, u64::from(entry.documents) << 1 | u64::from(entry.list.is_some()));
        if let Some(list) = entry.list {
            put(&mut out, list.start as u64);
            write_list(&mut out, list);
        }
    }
    out
}

pub(super) fn read_words(bytes: &[u8]) -> Result<Vec<WordEntry>, SearchError> {
    let mut input = Input(bytes);
    (|| {
        let count = input.next()?;
        let mut keys = KeyReader::default();
        let mut entries = Vec::new();
        for _ in 0..count {
            entries.push(WordEntry::new(keys.next(&mut input)?, 0, None));
        }
        for entry in &mut entries {
            let head = input.next_long()?;
            entry.documents = (head >> 1) as u32;
            if head & 1 == 1 {
                let start = usize::try_from(input.next_long()?).ok()?;
                entry.list = Some(read_list(&mut input, start)?);
            }
        }
        Some(entries)
    })()
    .ok_or_else(|| damaged("kata", "words"))
}

/// A glued name and the documents that have it.
#[derive(Debug, Clone)]
pub(super) struct NameEntry {
    pub(super) name: Box<str>,
    pub(super) documents: Vec<u32>,
    /// Not in the piece: read off the name.
    pub(super) signature: u64,
}

impl NameEntry {
    pub(super) fn new(name: Box<str>, documents: Vec<u32>) -> Self {
        Self { signature: signature(name.as_bytes()), name, documents }
    }
}

#[cfg(any(feature = "cli", test))]
pub(super) fn write_names(entries: &[NameEntry]) -> Vec<u8> {
    let mut out = Vec::new();
    put(&mut out, entries.len() as u64);
    let mut keys = KeyWriter::default();
    for entry in entries {
        keys.put(&mut out, &entry.name);
    }
    for entry in entries {
        put(&mut out, entry.documents.len() as u64);
        let mut before = 0;
        for document in &entry.documents {
            put(&mut out, u64::from(document - before));
            before = *document;
        }
    }
    out
}

pub(super) fn read_names(bytes: &[u8], documents: usize) -> Result<Vec<NameEntry>, SearchError> {
    let mut input = Input(bytes);
    (|| {
        let count = input.next()?;
        let mut keys = KeyReader::default();
        let mut entries = Vec::new();
        for _ in 0..count {
            entries.push(NameEntry::new(keys.next(&mut input)?, Vec::new()));
        }
        for entry in &mut entries {
            let mut document = 0u32;
            for _ in 0..input.next()? {
                document = document.checked_add(input.next()?).filter(|document| (*document as usize) < documents)?;
                entry.documents.push(document);
            }
        }
        Some(entries)
    })()
    .ok_or_else(|| damaged("nama", "names"))
}

/// Texts one after the other: ids and documents.
#[cfg(any(feature = "cli", test))]
pub(super) fn write_texts<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> Vec<u8> {
    let mut out = Vec::new();
    put(&mut out, texts.len() as u64);
    for text in texts {
        put(&mut out, text.len() as u64);
        out.extend_from_slice(text.as_bytes());
    }
    out
}

pub(super) fn read_texts(bytes: &[u8]) -> Result<Vec<Box<str>>, SearchError> {
    let mut input = Input(bytes);
    (|| {
        let count = input.next()?;
        let mut texts = Vec::new();
        for _ in 0..count {
            let length = input.next()? as usize;
            texts.push(std::str::from_utf8(input.take(length)?).ok()?.into());
        }
        Some(texts)
    })()
    .ok_or_else(|| damaged("teks", "texts"))
}
