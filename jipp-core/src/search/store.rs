//! What was indexed, one document after the other, each read by itself.
//!
//! Texts are written with a table of up to 255 symbols of one to eight bytes (FSST: Boncz, Neumann, Leis, *Fast Random Access String
//! Compression*, PVLDB 13(11), 2020), which halves Indonesian text. A hit unpacks its own bytes and no neighbours, where blocks unpack ten
//! documents for one (`docs/benchmarks.md`).
//!
//! The part is: number of symbols (1 byte); their lengths (1 byte each); their bytes; number of documents (4 bytes); where each document
//! ends, counted from the end of this list (5 bytes each); the documents, packed. Numbers are little-endian.

use fsst::{Compressor, Decompressor, Symbol};
use tantivy::HasLen;
use tantivy::directory::{FileSlice, OwnedBytes};

use super::error::SearchError;

/// Longest head of the part: the table of symbols and the number of documents.
const LONGEST_HEAD: usize = 1 + 255 + 255 * LONGEST_SYMBOL + 4;
const LONGEST_SYMBOL: usize = 8;
/// Bytes of a place in the part.
const PLACE: usize = 5;
/// Symbols are chosen by so many bytes of texts at most, the sample of the paper (section 4.3), in pieces of so many.
const SAMPLE: usize = (1 << 14) - 1;
const SAMPLE_PIECE: usize = 512;
/// What says that the next byte stands for itself. No text ends with it.
const ESCAPE: u8 = 255;

/// The documents of an index.
#[derive(Clone)]
pub(super) struct Store {
    pub(super) part: FileSlice,
    symbols: Box<[Symbol; 255]>,
    lengths: Box<[u8; 255]>,
    /// Where the list of places begins, and how many there are.
    places: usize,
    documents: usize,
}

impl Store {
    pub(super) fn open(part: FileSlice) -> Result<Self, SearchError> {
        let head = part.read_bytes_slice(0..part.len().min(LONGEST_HEAD))?;
        let mut input = head.as_slice();
        let [count] = take(&mut input)?;
        let (mut symbols, mut lengths) = (Box::new([Symbol::from_slice(&[0; LONGEST_SYMBOL]); 255]), Box::new([0; 255]));
        for length in lengths.iter_mut().take(count.into()) {
            [*length] = take(&mut input)?;
        }
        for (symbol, length) in symbols.iter_mut().zip(lengths.iter()).take(count.into()) {
            let length = usize::from(*length);
            if length == 0 || length > LONGEST_SYMBOL {
                return Err(damaged("a symbol of the documents is too long"));
            }
            let (bytes, rest) = input.split_at_checked(length).ok_or_else(cut_off)?;
            let mut whole = [0; LONGEST_SYMBOL];
            whole.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            *symbol = Symbol::from_slice(&whole);
            input = rest;
        }
        let documents = u32::from_le_bytes(take(&mut input)?) as usize;
        let places = head.len() - input.len();
        let store = Self { part, symbols, lengths, places, documents };
        if store.texts() > store.part.len() {
            return Err(cut_off());
        }
        Ok(store)
    }

    pub(super) fn len(&self) -> usize {
        self.documents
    }

    /// The document with this number, as it was written.
    pub(super) fn document(&self, number: u32) -> Result<Vec<u8>, SearchError> {
        let number = number as usize;
        if number >= self.documents {
            return Err(damaged("a document has no text"));
        }
        // the end of the one before is where this one begins
        let first = self.places + number.saturating_sub(1) * PLACE;
        let places = self.part.read_bytes_slice(first..self.places + (number + 1) * PLACE)?;
        let mut ends = places.chunks_exact(PLACE).map(|place| {
            let mut whole = [0; 8];
            whole.iter_mut().zip(place).for_each(|(to, from)| *to = *from);
            usize::try_from(u64::from_le_bytes(whole)).ok().and_then(|end| end.checked_add(self.texts()))
        });
        let start = if number == 0 { Some(self.texts()) } else { ends.next().flatten() };
        let end = ends.next().flatten().filter(|end| *end <= self.part.len());
        let (Some(start), Some(end)) = (start, end) else { return Err(cut_off()) };
        if start > end {
            return Err(damaged("a document ends before it begins"));
        }
        let packed = self.part.read_bytes_slice(start..end)?;
        if packed.last() == Some(&ESCAPE) {
            return Err(damaged("a document is cut off"));
        }
        Ok(Decompressor::new(&self.symbols, &self.lengths).decompress(&packed))
    }

    /// Where the documents begin.
    fn texts(&self) -> usize {
        self.places.saturating_add(self.documents.saturating_mul(PLACE))
    }
}

/// The part of these documents.
pub(super) fn write(documents: &[String]) -> Result<OwnedBytes, SearchError> {
    let packer = Compressor::train(&sample(documents));
    let (symbols, lengths) = (packer.symbol_table(), packer.symbol_lengths());
    let too_many = |_| SearchError::Engine("too many documents for one index".into());
    let mut out = vec![u8::try_from(symbols.len()).map_err(too_many)?];
    out.extend_from_slice(lengths);
    for (symbol, length) in symbols.iter().zip(lengths) {
        out.extend(symbol.to_u64().to_le_bytes().into_iter().take((*length).into()));
    }
    out.extend_from_slice(&u32::try_from(documents.len()).map_err(too_many)?.to_le_bytes());
    let places = out.len();
    out.resize(places + documents.len() * PLACE, 0);
    let texts = out.len();
    for (number, document) in documents.iter().enumerate() {
        out.extend_from_slice(&packer.compress(document.as_bytes()));
        let end = (out.len() - texts).to_le_bytes();
        let place = places + number * PLACE;
        if let Some(slot) = out.get_mut(place..place + PLACE) {
            slot.iter_mut().zip(end).for_each(|(to, from)| *to = from);
        }
    }
    Ok(OwnedBytes::new(out))
}

/// Pieces of documents from all over them. Of 16 KB and more the library takes a sample of its own, which is another one on machines of
/// 32 bits, as in a browser; this one is the same everywhere, so that the same documents give the same bytes.
fn sample(documents: &[String]) -> Vec<&[u8]> {
    let whole: usize = documents.iter().map(String::len).sum();
    if whole <= SAMPLE {
        return documents.iter().map(String::as_bytes).collect();
    }
    let pieces = SAMPLE / SAMPLE_PIECE;
    // piece `i` begins at the byte `i * whole / pieces` of all documents joined
    let (mut before, mut wanted, mut out) = (0, 0, Vec::with_capacity(pieces));
    for document in documents {
        let bytes = document.as_bytes();
        while wanted < pieces {
            let place = (wanted as u64 * whole as u64 / pieces as u64) as usize;
            let Some(start) = place.checked_sub(before).filter(|start| *start < bytes.len()) else { break };
            let start = start.min(bytes.len().saturating_sub(SAMPLE_PIECE));
            out.extend(bytes.get(start..(start + SAMPLE_PIECE).min(bytes.len())));
            wanted += 1;
        }
        before += bytes.len();
    }
    out
}

fn take<const N: usize>(input: &mut &[u8]) -> Result<[u8; N], SearchError> {
    let (taken, rest) = input.split_first_chunk::<N>().ok_or_else(cut_off)?;
    *input = rest;
    Ok(*taken)
}

fn cut_off() -> SearchError {
    damaged("its documents are cut off")
}

fn damaged(reason: &str) -> SearchError {
    SearchError::Damaged { reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;

    fn open(part: Vec<u8>) -> Result<Store, SearchError> {
        Store::open(FileSlice::new(Arc::new(OwnedBytes::new(part))))
    }

    fn read_all(store: &Store) -> Vec<Result<Vec<u8>, SearchError>> {
        (0..store.len() as u32).map(|number| store.document(number)).collect()
    }

    #[test]
    fn text_takes_half_of_its_bytes() {
        let documents: Vec<String> =
            (0..400).map(|i| format!("Pelayanan perizinan terpadu nomor {i} mempercepat penerbitan izin usaha di kecamatan")).collect();
        let part = write(&documents).unwrap();
        assert!(part.len() * 2 < documents.iter().map(String::len).sum::<usize>(), "{}", part.len());
    }

    #[test]
    fn the_sample_is_taken_from_all_over_and_bounded() {
        let documents: Vec<String> = (0..50).map(|i| format!("{i:03}").repeat(1000)).collect();
        let sample = sample(&documents);
        assert!(sample.iter().map(|piece| <[u8]>::len(piece)).sum::<usize>() <= SAMPLE);
        let of: std::collections::BTreeSet<_> = sample.iter().map(|piece| piece[..3].to_vec()).collect();
        assert!(of.len() > 25, "{} documents", of.len());
    }

    proptest! {
        #[test]
        fn every_document_comes_back(documents in proptest::collection::vec("\\PC{0,80}", 0..60), long in 0usize..3000) {
            let documents: Vec<String> = documents.into_iter().chain(["ibu hamil ".repeat(long)]).collect();
            let store = open(write(&documents).unwrap().as_slice().to_vec()).unwrap();
            for (document, read) in documents.iter().zip(read_all(&store)) {
                prop_assert_eq!(document.as_bytes(), read.unwrap());
            }
        }

        #[test]
        fn a_damaged_part_panics_nowhere(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12), cut in any::<prop::sample::Index>()) {
            let documents: Vec<String> = (0..40).map(|i| format!("Bank sampah {i} é")).collect();
            let mut bytes = write(&documents).unwrap().as_slice().to_vec();
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            bytes.truncate(bytes.len() - cut.index(bytes.len()) / 2);
            if let Ok(store) = open(bytes) {
                prop_assert!(store.len() < 1 << 16);
                read_all(&store);
            }
        }
    }
}
