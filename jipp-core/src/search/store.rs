//! What was indexed, one document after the other, each read by itself.
//!
//! Texts are written with a table of up to 255 symbols of one to eight bytes (FSST: Boncz, Neumann, Leis, *Fast Random Access String
//! Compression*, PVLDB 13(11), 2020), which halves Indonesian text. A hit unpacks its own bytes and no neighbours, where blocks unpack ten
//! documents for one (`docs/benchmarks-history.md`).
//!
//! The part is: number of symbols (1 byte); their lengths (1 byte each); their bytes; number of documents (4 bytes); where each document
//! ends, counted from the end of this list (5 bytes each); the documents, packed. Numbers are little-endian.

use fsst::{Compressor, Decompressor, Symbol};
use tantivy::HasLen;
use tantivy::directory::FileSlice;

use super::bundle::damaged;
use super::error::SearchError;
use super::words::Input;

/// Longest head of the part: the table of symbols and the number of documents.
const LONGEST_HEAD: usize = 1 + 255 + 255 * LONGEST_SYMBOL + 4;
const LONGEST_SYMBOL: usize = 8;
/// Bytes of a place in the part.
const PLACE: usize = 5;
/// Symbols are chosen by so many bytes of texts at most, the sample of the paper (section 4.3).
const SAMPLE: usize = (1 << 14) - 1;
/// From so many documents.
pub(super) const SAMPLED: usize = 32;
/// What says that the next byte stands for itself. No text ends with it.
const ESCAPE: u8 = 255;

/// The documents of an index.
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
        let mut input = Input(&head);
        let mut take = |count| input.take(count).ok_or_else(cut_off);
        let count = number(take(1)?);
        let known = take(count)?;
        let (mut symbols, mut lengths) = (Box::new([Symbol::from_slice(&[0; LONGEST_SYMBOL]); 255]), Box::new([0; 255]));
        for ((symbol, length), known) in symbols.iter_mut().zip(lengths.iter_mut()).zip(known) {
            if *known == 0 || usize::from(*known) > LONGEST_SYMBOL {
                return Err(damaged("satu simbol dokumennya terlalu panjang", "a symbol of the documents is too long"));
            }
            (*symbol, *length) = (Symbol::from_slice(&padded(take((*known).into())?)), *known);
        }
        let documents = number(take(4)?);
        let places = head.len() - input.0.len();
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
        self.documents(number..number + 1)?.pop().ok_or_else(cut_off)
    }

    /// The documents with these numbers. Where the index lies in a file, one call reads it twice, for one document or for many.
    pub(super) fn documents(&self, numbers: std::ops::Range<u32>) -> Result<Vec<Vec<u8>>, SearchError> {
        let (first, last) = (numbers.start as usize, numbers.end as usize);
        if first >= last || last > self.documents {
            return Err(damaged("ada dokumen tanpa teks", "a document has no text"));
        }
        // the end of the one before is where the first begins
        let before = self.places + first.saturating_sub(1) * PLACE;
        let places = self.part.read_bytes_slice(before..self.places + last * PLACE)?;
        let bounds: Vec<usize> = (first == 0).then_some(0).into_iter().chain(places.chunks_exact(PLACE).map(number)).collect();
        let (Some(start), Some(end)) = (bounds.first(), bounds.last()) else { return Err(cut_off()) };
        let texts = self.texts();
        let range = texts.saturating_add(*start)..texts.saturating_add(*end);
        if range.start > range.end || range.end > self.part.len() {
            return Err(cut_off());
        }
        let packed = self.part.read_bytes_slice(range)?;
        let unpacker = Decompressor::new(&self.symbols, &self.lengths);
        let unpack = |(from, to): (&usize, &usize)| {
            let own = from.checked_sub(*start).zip(to.checked_sub(*start)).and_then(|(from, to)| packed.get(from..to));
            let own = own.ok_or_else(|| damaged("ada dokumen yang berakhir sebelum dimulai", "a document ends before it begins"))?;
            if own.last() == Some(&ESCAPE) {
                return Err(damaged("ada dokumen yang terputus", "a document is cut off"));
            }
            Ok(unpacker.decompress(own))
        };
        bounds.iter().zip(bounds.iter().skip(1)).map(unpack).collect()
    }

    /// Where the documents begin.
    fn texts(&self) -> usize {
        self.places.saturating_add(self.documents.saturating_mul(PLACE))
    }
}

/// Packs documents, which come in the order of their numbers.
pub(super) struct StoreWriter {
    packer: Compressor,
    ends: Vec<u8>,
    packed: Vec<u8>,
}

impl StoreWriter {
    /// Symbols that suit documents like these, some hundred bytes of each.
    pub(super) fn new(like: &[String]) -> Self {
        // of 16 KB and more the library takes a sample of its own, which is another one on machines of 32 bits, as in a browser; this one
        // is the same everywhere, so that the same documents give the same bytes
        let each = SAMPLE / like.len().max(1);
        let sample = like.iter().enumerate().map(|(number, document)| {
            let bytes = document.as_bytes();
            // from another place of each
            let start = bytes.len().saturating_sub(each) * number / like.len();
            bytes.get(start..(start + each).min(bytes.len())).unwrap_or_default()
        });
        Self { packer: Compressor::train(&sample.collect()), ends: Vec::new(), packed: Vec::new() }
    }

    pub(super) fn add(&mut self, document: &str) {
        self.packed.extend_from_slice(&self.packer.compress(document.as_bytes()));
        self.ends.extend(self.packed.len().to_le_bytes().into_iter().chain([0; PLACE]).take(PLACE));
    }

    /// The part as bytes.
    pub(super) fn finish(self) -> Result<Vec<u8>, SearchError> {
        let (symbols, lengths) = (self.packer.symbol_table(), self.packer.symbol_lengths());
        let too_many = |_| SearchError::Engine("too many documents for one index".into());
        let mut out = Vec::with_capacity(LONGEST_HEAD + self.ends.len() + self.packed.len());
        out.push(u8::try_from(symbols.len()).map_err(too_many)?);
        out.extend_from_slice(lengths);
        for (symbol, length) in symbols.iter().zip(lengths) {
            out.extend(symbol.to_u64().to_le_bytes().into_iter().take((*length).into()));
        }
        out.extend_from_slice(&u32::try_from(self.ends.len() / PLACE).map_err(too_many)?.to_le_bytes());
        out.extend_from_slice(&self.ends);
        out.extend_from_slice(&self.packed);
        Ok(out)
    }
}

/// Up to eight bytes, and zeros behind them.
fn padded(bytes: &[u8]) -> [u8; 8] {
    let mut whole = [0; 8];
    whole.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    whole
}

fn number(bytes: &[u8]) -> usize {
    usize::try_from(u64::from_le_bytes(padded(bytes))).unwrap_or(usize::MAX)
}

fn cut_off() -> SearchError {
    damaged("dokumennya terputus", "its documents are cut off")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn open(part: Vec<u8>) -> Result<Store, SearchError> {
        Store::open(FileSlice::from(part))
    }

    fn read_all(store: &Store) -> Vec<Result<Vec<u8>, SearchError>> {
        let one_by_one: Vec<_> = (0..store.len() as u32).map(|number| store.document(number)).collect();
        for (from, to) in [(0, store.len()), (1, store.len()), (3, 9)] {
            if let Ok(several) = store.documents(from as u32..to as u32) {
                assert!(one_by_one.iter().skip(from).zip(several).all(|(one, other)| one.as_ref().is_ok_and(|one| *one == other)));
            }
        }
        one_by_one
    }

    fn write(documents: &[String]) -> Vec<u8> {
        let mut writer = StoreWriter::new(documents.get(..documents.len().min(SAMPLED)).unwrap());
        for document in documents {
            writer.add(document);
        }
        writer.finish().unwrap()
    }

    #[test]
    fn text_takes_half_of_its_bytes() {
        let documents: Vec<String> =
            (0..400).map(|i| format!("Pelayanan perizinan terpadu nomor {i} mempercepat penerbitan izin usaha di kecamatan")).collect();
        let part = write(&documents);
        assert!(part.len() * 2 < documents.iter().map(String::len).sum::<usize>(), "{}", part.len());
    }

    proptest! {
        #[test]
        fn every_document_comes_back(documents in proptest::collection::vec("\\PC{0,80}", 0..60), long in 0usize..3000) {
            let documents: Vec<String> = documents.into_iter().chain(["ibu hamil ".repeat(long)]).collect();
            let store = open(write(&documents)).unwrap();
            for (document, read) in documents.iter().zip(read_all(&store)) {
                prop_assert_eq!(document.as_bytes(), read.unwrap());
            }
        }

        #[test]
        fn a_damaged_part_panics_nowhere(
            changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12), cut in any::<prop::sample::Index>()
        ) {
            let documents: Vec<String> = (0..40).map(|i| format!("Bank sampah {i} é")).collect();
            let mut bytes = write(&documents);
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
