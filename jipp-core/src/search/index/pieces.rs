//! Which pieces of an index does a question need that are not here?

use super::Index;
use crate::lang::told;
use crate::search::SearchError;
use crate::search::pieces::Pieces;
#[cfg(any(feature = "cli", test))]
use crate::search::{IndexPieces, bundle};

impl Index {
    /// The same index cut into pieces, of which a page loads those that its questions need. Opened with [`Index::from_head`].
    #[cfg(any(feature = "cli", test))]
    pub fn to_pieces(&self) -> Result<IndexPieces, SearchError> {
        bundle::cut(&self.built, &self.documents()?)
    }

    /// Opens an index in pieces by its head, uncompressed. Questions fail with [`SearchError::PiecesMissing`] until the pieces they need
    /// are brought: [`missing`](Self::missing) names them, [`add_piece`](Self::add_piece) takes them. What is asked by several threads
    /// at once may be told pieces of one another.
    pub fn from_head(head: &[u8]) -> Result<Self, SearchError> {
        let index = Self::from_bytes(head)?;
        if index.built.words.pieces().is_none() {
            return Err(SearchError::NotAnIndex {
                reason: told!(
                    "ini indeks utuh, bukan kepala indeks yang berpotongan",
                    "it is a whole index, not the head of one in pieces"
                ),
            });
        }
        Ok(index)
    }

    /// The pieces that the last question needed and that are not here: the number of each, where it begins behind the head and how many
    /// bytes it has in the file. Empty for a whole index.
    pub fn missing(&self) -> Vec<(u32, u64, u64)> {
        self.built.words.pieces().map(Pieces::missing).unwrap_or_default()
    }

    /// All pieces that are not here, as [`missing`](Self::missing) tells them; with the documents if wanted.
    pub fn absent(&self, documents: bool) -> Vec<(u32, u64, u64)> {
        self.built.words.pieces().map(|pieces| pieces.all(documents)).unwrap_or_default()
    }

    /// Takes in a piece: its bytes uncompressed, and the checksum that stands before them in the file.
    pub fn add_piece(&self, number: u32, checksum: u32, bytes: Vec<u8>) -> Result<(), SearchError> {
        match self.built.words.pieces() {
            Some(pieces) => pieces.add(number, checksum, bytes),
            None => Ok(()),
        }
    }

    pub(super) fn begin(&self) {
        if let Some(pieces) = self.built.words.pieces() {
            pieces.begin();
        }
    }

    /// An answer, unless pieces that it needs are missing.
    pub(super) fn complete<T>(&self, answer: Result<T, SearchError>) -> Result<T, SearchError> {
        match self.built.words.pieces().map(Pieces::count_missing) {
            Some(count) if count > 0 => Err(SearchError::PiecesMissing { count }),
            _ => answer,
        }
    }

    pub(super) fn needs_all(&self) -> Result<(), SearchError> {
        match self.absent(true).len() {
            _ if self.built.words.pieces().is_none() => Ok(()),
            count => Err(SearchError::PiecesMissing { count }),
        }
    }
}
