//! The index as one file.
//!
//! `JIPPIDX1`, the length of the header as 4 bytes little-endian, the header in JSON, then the parts one after the other.
//! The header names format, analysis, number of documents, and every part with its length and CRC-32. tantivy's random
//! segment name is replaced by a fixed one, so that the same records give the same bytes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::HasLen;
use tantivy::directory::{FileSlice, OwnedBytes};
use tantivy::index::SegmentComponent;

use super::build::Built;
#[cfg(any(feature = "cli", test))]
use super::document::SearchDocument;
use super::error::SearchError;
use super::files::Files;
use super::pieces::Pieces;
#[cfg(any(feature = "cli", test))]
use super::pieces::{Cut, IndexPieces};
use super::store::Store;
use super::words::Words;
use crate::lang::{BilingualText, told};

const MAGIC: &[u8; 8] = b"JIPPIDX1";
/// Version of this layout.
const FORMAT: u32 = 4;
/// What the analysis does; changes whenever the same text would give other tokens.
const ANALYSIS: &str = "id-2 (fold, parts and joined forms, spellings, numbers and units, lemmas of roots 1)";
/// The fixed segment name.
const SEGMENT: &str = "00000000000000000000000000000001";
/// Longest header read: a header names about ten parts.
const LONGEST_HEADER: usize = 1 << 20;

/// Of an index that stays in its file so much is read first: a header has some thousand bytes.
#[cfg(feature = "catalog")]
const FIRST_READ: usize = 1 << 16;

/// The part with the words.
const WORDS: &str = "words";

/// Parts of the head of an index in pieces: what stands first in the words, and the tables of the pieces.
const FIXED: [&str; 3] = ["sums", "lengths", "facts"];
const TABLES: &str = "pieces";
/// The part with the documents.
const DOCUMENTS: &str = "documents";
/// How the name of tantivy's store of documents ends. Nothing is in it.
#[cfg(any(feature = "cli", test))]
const EMPTY_STORE: &str = ".store";

/// The parts of a segment that a reader needs.
const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::Terms,
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FieldNorms,
    SegmentComponent::FastFields,
    SegmentComponent::Store,
];

#[derive(Debug, Serialize, Deserialize)]
struct Header {
    format: u32,
    analysis: String,
    version: String,
    documents: u64,
    parts: Vec<Part>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Part {
    name: String,
    length: usize,
    crc32: u32,
}

pub(super) fn write(index: &Built) -> Result<Vec<u8>, SearchError> {
    join(index.words.len(), &blobs(index)?)
}

/// Every part with its name.
fn blobs(Built { engine, directory, words, store }: &Built) -> Result<Vec<(String, OwnedBytes)>, SearchError> {
    let metas = engine.searchable_segment_metas()?;
    let mut names = vec!["meta.json".to_owned()];
    for meta in &metas {
        names.extend(COMPONENTS.iter().map(|part| meta.relative_path(part.clone()).to_string_lossy().into_owned()));
    }
    let ids: Vec<(String, String)> = metas.iter().map(|m| (m.id().uuid_string(), hyphenated(&m.id().uuid_string()))).collect();
    let fixed = |text: &str| {
        ids.iter().fold(text.to_owned(), |text, (plain, dashed)| text.replace(plain, SEGMENT).replace(dashed, &hyphenated(SEGMENT)))
    };
    let mut blobs = Vec::new();
    for name in names {
        let path = Path::new(&name);
        let bytes = if name == "meta.json" {
            let text = directory.atomic_read(path).map_err(|e| SearchError::Engine(e.to_string()))?;
            fixed(&String::from_utf8_lossy(&text)).into_bytes()
        } else {
            // read past tantivy's own directory, which hides the footer of each file
            match directory.open_read(path) {
                Ok(slice) => slice.read_bytes()?.as_slice().to_vec(),
                // an index without positions has no such part
                Err(_) => continue,
            }
        };
        blobs.push((fixed(&name), OwnedBytes::new(bytes)));
    }
    blobs.push((WORDS.to_owned(), words.part.read_bytes()?));
    if let Some(store) = store {
        blobs.push((DOCUMENTS.to_owned(), store.part.read_bytes()?));
    }
    Ok(blobs)
}

/// Puts parts together as one file.
fn join(documents: usize, blobs: &[(String, OwnedBytes)]) -> Result<Vec<u8>, SearchError> {
    let part = |(name, bytes): &(String, OwnedBytes)| Part { name: name.clone(), length: bytes.len(), crc32: crc32fast::hash(bytes) };
    let parts = blobs.iter().map(part).collect();
    let documents = documents as u64;
    let header = Header { format: FORMAT, analysis: ANALYSIS.into(), version: env!("CARGO_PKG_VERSION").into(), documents, parts };
    let header = serde_json::to_vec(&header).map_err(|e| SearchError::Engine(e.to_string()))?;
    let mut out = Vec::with_capacity(12 + header.len() + blobs.iter().map(|(_, bytes)| bytes.len()).sum::<usize>());
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&(header.len() as u32).to_le_bytes());
    out.extend_from_slice(&header);
    for (_, blob) in blobs {
        out.extend_from_slice(blob);
    }
    Ok(out)
}

/// The index in pieces.
#[cfg(any(feature = "cli", test))]
pub(super) fn cut(index: &Built, documents: &[SearchDocument]) -> Result<IndexPieces, SearchError> {
    let words = &index.words;
    let cut = Cut::new(words, documents)?;
    let mut blobs = blobs(index)?;
    blobs.retain(|(name, _)| name != WORDS && name != DOCUMENTS && !name.ends_with(EMPTY_STORE));
    // tantivy opens no segment without a store: nothing is read from it, so it is that of one document
    let small = super::build::build(&[SearchDocument::default()], &crate::progress::silent)?;
    blobs.extend(self::blobs(&small)?.into_iter().filter(|(name, _)| name.ends_with(EMPTY_STORE)));
    let sections = words.fixed_sections().ok_or_else(|| damaged("tidak memuat kata", "it has no words"))?;
    blobs.extend(FIXED.iter().zip(sections).map(|(name, bytes)| ((*name).to_owned(), bytes)));
    blobs.push((TABLES.to_owned(), OwnedBytes::new(cut.tables())));
    Ok(cut.finish(&join(words.len(), &blobs)?))
}

/// The header, and where it ends.
fn header(bytes: &[u8]) -> Result<(Header, usize), SearchError> {
    if !bytes.starts_with(MAGIC) {
        return Err(SearchError::NotAnIndex { reason: told!("tidak diawali `JIPPIDX1`", "it does not start with `JIPPIDX1`") });
    }
    let length: [u8; 4] =
        bytes.get(8..12).and_then(|b| b.try_into().ok()).ok_or_else(|| damaged("terputus pada kepalanya", "it ends in the header"))?;
    let length = u32::from_le_bytes(length) as usize;
    let header = bytes
        .get(12..12 + length.min(LONGEST_HEADER))
        .filter(|h| h.len() == length)
        .ok_or_else(|| damaged("terputus pada kepalanya", "it ends in the header"))?;
    let header: Header =
        serde_json::from_slice(header).map_err(|_| damaged("kepalanya tidak dapat dibaca", "the header cannot be read"))?;
    if header.format != FORMAT {
        return Err(SearchError::Incompatible { what: "format", found: header.format.to_string(), expected: FORMAT.to_string() });
    }
    if header.analysis != ANALYSIS {
        return Err(SearchError::Incompatible { what: "analysis", found: header.analysis, expected: ANALYSIS.into() });
    }
    Ok((header, 12 + length))
}

pub(super) fn damaged(id: impl Into<String>, en: impl Into<String>) -> SearchError {
    SearchError::Damaged { reason: BilingualText::new(id, en) }
}

/// Whether the start of a file says that another version of jipp wrote it.
#[cfg(feature = "catalog")]
pub(super) fn is_incompatible(start: &[u8]) -> bool {
    matches!(header(start), Err(SearchError::Incompatible { .. }))
}

/// Opens an index in memory. Every part is compared with its checksum.
pub(super) fn read(bytes: OwnedBytes) -> Result<Built, SearchError> {
    let (header, start) = header(&bytes)?;
    let mut at = start;
    for part in &header.parts {
        let end = at.checked_add(part.length).ok_or_else(|| damaged("ada bagian yang terlalu panjang", "a part is too long"))?;
        let blob = bytes.get(at..end).ok_or_else(|| damaged("terputus", "it is cut off"))?;
        if crc32fast::hash(blob) != part.crc32 {
            return Err(damaged(
                format!("bagian `{}` tidak cocok dengan jumlah ujinya", part.name),
                format!("part `{}` does not match its checksum", part.name),
            ));
        }
        at = end;
    }
    open(&FileSlice::new(Arc::new(bytes)), header, start, |part| Words::open(part.read_bytes()?))
}

/// Opens an index where it lies, without reading it.
#[cfg(feature = "catalog")]
pub(super) fn read_in_file(file: &FileSlice) -> Result<Built, SearchError> {
    let (header, start) = header(&file.read_bytes_slice(0..file.len().min(FIRST_READ))?)?;
    open(file, header, start, Words::open_in_file)
}

fn open(
    file: &FileSlice,
    header: Header,
    start: usize,
    open_words: impl FnOnce(FileSlice) -> Result<Words, SearchError>,
) -> Result<Built, SearchError> {
    let mut at = start;
    let mut files = BTreeMap::new();
    let (mut words, mut store, mut own) = (None, None, Vec::new());
    for part in header.parts {
        let end = at.checked_add(part.length).filter(|end| *end <= file.len()).ok_or_else(|| damaged("terputus", "it is cut off"))?;
        if part.name.contains(['/', '\\']) {
            return Err(damaged("ada bagian yang bernama alamat folder", "a part has a path for a name"));
        }
        let slice = file.slice(at..end);
        if part.name == WORDS {
            words = Some(slice);
        } else if part.name == DOCUMENTS {
            store = Some(Store::open(slice)?);
        } else if part.name == TABLES || FIXED.contains(&part.name.as_str()) {
            own.push((part.name, slice.read_bytes()?));
        } else {
            files.insert(PathBuf::from(part.name), slice);
        }
        at = end;
    }
    if at != file.len() {
        return Err(damaged("ada bita setelah akhirnya", "there are bytes after its end"));
    }
    let words = match words {
        Some(words) => open_words(words)?,
        None => words_in_pieces(&file.read_bytes()?, &own)?,
    };
    let directory = Files::new(files);
    let engine = tantivy::Index::open(directory.clone())?;
    if header.documents != words.len() as u64 || store.as_ref().map_or(words.pieces().is_none(), |store| store.len() != words.len()) {
        return Err(damaged("bagian-bagiannya bukan dari satu indeks", "its parts are not of one index"));
    }
    Ok(Built { engine, directory: Box::new(directory), words, store })
}

/// The words of the head of an index in pieces.
fn words_in_pieces(head: &[u8], parts: &[(String, OwnedBytes)]) -> Result<Words, SearchError> {
    let part = |wanted: &str| {
        parts
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, bytes)| bytes.as_slice())
            .ok_or_else(|| damaged("tidak memuat kata", "it has no words"))
    };
    let [sums, lengths, facts] = FIXED;
    let sections = [part(sums)?, part(lengths)?, part(facts)?];
    let pieces = Pieces::open(part(TABLES)?, crc32fast::hash(head))?;
    Words::in_pieces(sections, pieces)
}

fn hyphenated(id: &str) -> String {
    let part = |range: std::ops::Range<usize>| id.get(range).unwrap_or_default();
    [part(0..8), part(8..12), part(12..16), part(16..20), part(20..32)].join("-")
}
