//! How does a page search a directory without downloading it?
//!
//! The same index in pieces, each small, compressed (DEFLATE, which browsers inflate by themselves) and with a checksum. The head is
//! loaded first; from then on the index says which pieces a question needs and does not have ([`Index::missing`](super::Index::missing)),
//! the host brings them ([`Index::add_piece`](super::Index::add_piece)) and asks again, until nothing is missing. The same code then runs
//! over the same lists as in a whole index, so the answers are the same to the last digit.
//!
//! The head is a bundle whose parts are the columns of the facets, lengths and facts of the documents, and the [`tables`] of the pieces. The
//! pieces are, in this order: shards of lemmas (with the places of the lists of their words), shards of words (for typing errors and
//! completions), shards of names by length, blocks of lists, ids, the order of the titles, and the documents.
//! Lists lie in the order of their lemmas, so that the forms of a word come together; of a long list the positions are a block of their
//! own, which questions of one word do not need.
//!
//! The file is `JIPPPCS1`, the length of the compressed head in 4 bytes little-endian, the head, and the pieces one after the other. A
//! piece is a CRC-32 in 4 bytes (of the fingerprint of the head, the number of the piece and its bytes, so that a piece of another
//! index or another place is seen), and the bytes compressed. In a folder the same head is `head.bin`, and each piece a file named by its
//! number, `12.bin`.

mod open;
mod shards;
pub(super) mod tables;
#[cfg(any(feature = "cli", test))]
mod write;

pub(super) use open::Pieces;
#[cfg(any(feature = "cli", test))]
pub(super) use write::Cut;
#[cfg(any(feature = "cli", test))]
pub use write::IndexPieces;

/// The start of the file.
#[cfg(any(feature = "cli", test))]
const MAGIC: &[u8; 8] = b"JIPPPCS1";
/// Version of the tables and the pieces.
pub(super) const FORMAT: u64 = 1;
/// Documents whose ids lie in one piece.
const IDS: usize = 256;

/// What a piece holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lemmas,
    Words,
    Names,
    Lists,
    Ids,
    Titles,
    Documents,
}

const KINDS: [Kind; 7] = [Kind::Lemmas, Kind::Words, Kind::Names, Kind::Lists, Kind::Ids, Kind::Titles, Kind::Documents];

/// What a piece is checked by.
fn checksum(fingerprint: u32, number: u32, bytes: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(&fingerprint.to_le_bytes());
    crc.update(&number.to_le_bytes());
    crc.update(bytes);
    crc.finalize()
}

fn damaged(id: &str, en: &str) -> super::SearchError {
    super::bundle::damaged(format!("potongan berisi {id} tidak dapat dibaca"), format!("a piece with {en} cannot be read"))
}
