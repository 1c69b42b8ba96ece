//! Cuts an index into pieces.

use std::collections::HashMap;

use super::open::lemma_of;
use super::shards::{LemmaEntry, NameEntry, WordEntry, shared, write_lemmas, write_names, write_texts, write_words};
use super::tables::Tables;
use super::{IDS, KINDS, Kind, MAGIC, checksum};
use crate::search::document::SearchDocument;
use crate::search::error::SearchError;
use crate::search::words::{List, Words, put};

/// About how many bytes a shard of a dictionary has before compression. Smaller ones cost more round trips and larger tables.
const SHARD: usize = 8 << 10;
/// The same of a block of lists, and of documents.
const BLOCK: usize = 6 << 10;
const DOCUMENTS: usize = 4 << 10;
/// A list longer than this has its positions in a block of their own.
const LONG: usize = 3 << 10;
/// Best compression: the pieces are written once and downloaded by everybody.
const LEVEL: u8 = 10;

/// An index in pieces: see [`Index::to_pieces`](crate::search::Index::to_pieces).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexPieces {
    /// What is loaded first: `JIPPPCS1`, its length, and the head, compressed.
    pub head: Vec<u8>,
    /// Each with its checksum before it, compressed, by number.
    pub pieces: Vec<Vec<u8>>,
}

impl IndexPieces {
    /// As one file, for hosts that answer ranges of bytes.
    pub fn into_file(self) -> Vec<u8> {
        let mut file = self.head;
        for piece in &self.pieces {
            file.extend_from_slice(piece);
        }
        file
    }
}

/// The pieces of an index and the tables of them, before the head is known.
pub(in crate::search) struct Cut {
    tables: Tables,
    raw: Vec<Vec<u8>>,
    compressed: Vec<Vec<u8>>,
}

impl Cut {
    pub(in crate::search) fn new(words: &Words, documents: &[SearchDocument]) -> Result<Self, SearchError> {
        let mut cut = Self { tables: Tables::default(), raw: Vec::new(), compressed: Vec::new() };
        cut.words(words);
        cut.names(words);
        cut.lists(words);
        cut.documents(documents)?;
        let starts = std::iter::once(0).chain(cut.compressed.iter().scan(0, |end, piece| {
            *end += 4 + piece.len() as u64;
            Some(*end)
        }));
        cut.tables.starts = starts.collect();
        Ok(cut)
    }

    pub(in crate::search) fn tables(&self) -> Vec<u8> {
        self.tables.write()
    }

    /// With the head, uncompressed, whose fingerprint the pieces carry.
    pub(in crate::search) fn finish(self, head: &[u8]) -> IndexPieces {
        let fingerprint = crc32fast::hash(head);
        let compressed = miniz_oxide::deflate::compress_to_vec(head, LEVEL);
        let mut file = MAGIC.to_vec();
        file.extend_from_slice(&(compressed.len() as u32).to_le_bytes());
        file.extend_from_slice(&compressed);
        let pieces = self.raw.iter().zip(&self.compressed).enumerate().map(|(number, (raw, compressed))| {
            let mut piece = checksum(fingerprint, number as u32, raw).to_le_bytes().to_vec();
            piece.extend_from_slice(compressed);
            piece
        });
        IndexPieces { head: file, pieces: pieces.collect() }
    }

    fn push(&mut self, kind: Kind, raw: Vec<u8>) {
        if let Some((_, count)) = KINDS.iter().zip(&mut self.tables.counts).find(|(other, _)| **other == kind) {
            *count += 1;
        }
        self.compressed.push(miniz_oxide::deflate::compress_to_vec(&raw, LEVEL));
        self.raw.push(raw);
    }

    fn words(&mut self, words: &Words) {
        // the lists stand in the order of the lemmas now
        let (mut at, mut entries) = (0, Vec::new());
        let mut places: HashMap<Box<str>, (List, bool)> = HashMap::new();
        for lemma in words.all_lemmas() {
            let set = words.lemma(&lemma);
            let own: Vec<(Box<str>, List)> = words
                .words_of(&lemma)
                .into_iter()
                .zip(set.lists)
                .map(|(word, list)| {
                    let moved = moved(list, at);
                    at = moved.end;
                    (word.into(), moved)
                })
                .collect();
            for (word, list) in &own {
                places.insert(word.clone(), (*list, lemma_of(word) == lemma));
            }
            entries.push(LemmaEntry { lemma: lemma.into(), documents: set.documents, words: own });
        }
        let size = |entry: &LemmaEntry| entry.lemma.len() + 6 + entry.words.iter().map(|(word, _)| word.len() + 6).sum::<usize>();
        let mut last: Box<str> = "".into();
        for shard in parts(entries, SHARD, size) {
            self.tables.lemmas.push(separator(&last, shard.first().map_or("", |entry| &entry.lemma)));
            last = shard.last().map_or("".into(), |entry| entry.lemma.clone());
            self.push(Kind::Lemmas, write_lemmas(&shard));
        }
        let entries = words.all_words().into_iter().map(|(word, list)| {
            let place = places.get(&*word).copied();
            WordEntry::new(word.into(), list.documents, place.filter(|(_, found)| !found).map(|(list, _)| list))
        });
        last = "".into();
        for shard in parts(entries.collect(), SHARD, |entry: &WordEntry| entry.word.len() / 2 + 3) {
            self.tables.words.push(separator(&last, shard.first().map_or("", |entry| &entry.word)));
            last = shard.last().map_or("".into(), |entry| entry.word.clone());
            self.push(Kind::Words, write_words(&shard));
        }
    }

    fn names(&mut self, words: &Words) {
        let all = words.all_names().into_iter().map(|(name, documents)| NameEntry::new(name.into(), documents));
        let mut all: Vec<NameEntry> = all.collect();
        all.sort_by(|a, b| (a.name.len(), &a.name).cmp(&(b.name.len(), &b.name)));
        let mut last: Box<str> = "".into();
        for shard in parts(all, SHARD, |entry: &NameEntry| entry.name.len() + 2) {
            let first = shard.first().map_or("", |entry| &entry.name);
            // a name of another length is told by its length
            let before = if last.len() == first.len() { &*last } else { "" };
            self.tables.names.push((first.len() as u32, separator(before, first)));
            last = shard.last().map_or("".into(), |entry| entry.name.clone());
            self.push(Kind::Names, write_names(&shard));
        }
    }

    /// The lists in the order of the lemmas, as `words` placed them.
    fn lists(&mut self, words: &Words) {
        let mut block = Vec::new();
        let mut end = 0;
        for lemma in words.all_lemmas() {
            for list in words.lemma(&lemma).lists {
                let (documents, positions) = words.bytes_of(list);
                let size = documents.len() + positions.len();
                if !block.is_empty() && block.len() + size > BLOCK {
                    self.block(&mut block, &mut end);
                }
                block.extend_from_slice(documents);
                if size > LONG {
                    self.block(&mut block, &mut end);
                    block.extend_from_slice(positions);
                    self.block(&mut block, &mut end);
                } else {
                    block.extend_from_slice(positions);
                }
            }
        }
        self.block(&mut block, &mut end);
        self.tables.lists.push(end);
    }

    fn block(&mut self, block: &mut Vec<u8>, end: &mut usize) {
        if !block.is_empty() {
            self.tables.lists.push(*end);
            *end += block.len();
            self.push(Kind::Lists, std::mem::take(block));
        }
    }

    fn documents(&mut self, documents: &[SearchDocument]) -> Result<(), SearchError> {
        for ids in documents.chunks(IDS) {
            self.tables.ids.push(ids.first().map_or("".into(), |document| document.id.as_str().into()));
            self.push(Kind::Ids, write_texts(ids.iter().map(|document| document.id.as_str())));
        }
        let mut titles: Vec<String> = documents.iter().map(|document| crate::text::fold(&document.title)).collect();
        let written = titles.clone();
        titles.sort_unstable();
        titles.dedup();
        let mut ranks = Vec::new();
        for title in &written {
            put(&mut ranks, titles.binary_search(title).unwrap_or_default() as u64);
        }
        self.push(Kind::Titles, ranks);
        let texts: Result<Vec<String>, SearchError> = documents.iter().map(SearchDocument::stored).collect();
        let mut first = 0;
        for part in parts(texts?, DOCUMENTS, String::len) {
            self.tables.documents.push(first);
            first += part.len() as u32;
            self.push(Kind::Documents, write_texts(part.iter().map(String::as_str)));
        }
        self.tables.documents.push(first);
        Ok(())
    }
}

fn moved(list: List, start: usize) -> List {
    let by = |place: usize| place - list.start + start;
    List { start, positions: by(list.positions), marks: by(list.marks), end: by(list.end), ..list }
}

/// Cuts a list so that each part has about this size.
fn parts<T>(all: Vec<T>, most: usize, size: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut parts: Vec<Vec<T>> = Vec::new();
    let mut filled = usize::MAX;
    for item in all {
        let own = size(&item);
        if let Some(part) = parts.last_mut().filter(|_| filled.saturating_add(own) <= most) {
            part.push(item);
        } else {
            parts.push(vec![item]);
            filled = 0;
        }
        filled += own;
    }
    parts
}

/// The shortest text that stands behind one key and not behind the next.
fn separator(before: &str, first: &str) -> Box<str> {
    let alike = shared(before.as_bytes(), first.as_bytes()) + 1;
    // the end of a character
    let end = (alike..first.len()).find(|end| first.is_char_boundary(*end)).unwrap_or(first.len());
    first.get(..end).unwrap_or(first).into()
}
