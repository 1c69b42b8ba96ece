//! The lists of the words: in memory, or read from a file one by one when they are asked for.

#[cfg(feature = "catalog")]
use std::sync::{Mutex, OnceLock, PoisonError};

#[cfg(feature = "catalog")]
use tantivy::HasLen;
#[cfg(feature = "catalog")]
use tantivy::directory::FileSlice;
use tantivy::directory::OwnedBytes;

#[cfg(feature = "catalog")]
/// Places for lists that were read; a clash costs a step, not a wrong answer.
const PLACES: usize = 256;

pub(super) enum Lists {
    Whole(OwnedBytes),
    #[cfg(feature = "catalog")]
    InFile(Box<InFile>),
}

#[cfg(feature = "catalog")]
/// Lists that stay in their file until somebody asks. What was read is kept as long as the index is open.
pub(super) struct InFile {
    file: FileSlice,
    read: [OnceLock<Box<Piece>>; PLACES],
    failure: Mutex<Option<String>>,
}

#[cfg(feature = "catalog")]
/// One piece that was read, and the next one of the same place.
struct Piece {
    range: (usize, usize),
    bytes: OwnedBytes,
    next: OnceLock<Box<Piece>>,
}

impl Lists {
    #[cfg(feature = "catalog")]
    pub(super) fn in_file(file: FileSlice) -> Self {
        Self::InFile(Box::new(InFile { file, read: [const { OnceLock::new() }; PLACES], failure: Mutex::new(None) }))
    }

    /// The bytes of a list or a part of it; none if they do not exist or cannot be read.
    #[inline]
    pub(super) fn bytes(&self, from: usize, to: usize) -> &[u8] {
        match self {
            Self::Whole(bytes) => bytes.get(from..to).unwrap_or_default(),
            #[cfg(feature = "catalog")]
            Self::InFile(file) => file.bytes(from, to),
        }
    }

    /// Why some list could not be read.
    pub(super) fn failure(&self) -> Option<String> {
        match self {
            Self::Whole(_) => None,
            #[cfg(feature = "catalog")]
            Self::InFile(file) => file.failure.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }
}

#[cfg(feature = "catalog")]
impl InFile {
    fn bytes(&self, from: usize, to: usize) -> &[u8] {
        if from >= to || to > self.file.len() {
            return &[];
        }
        let Some(mut slot) = self.read.get(from % PLACES) else { return &[] };
        loop {
            let piece = slot.get_or_init(|| Box::new(Piece { range: (from, to), bytes: self.read_piece(from, to), next: OnceLock::new() }));
            if piece.range == (from, to) {
                return piece.bytes.as_slice();
            }
            slot = &piece.next;
        }
    }

    fn read_piece(&self, from: usize, to: usize) -> OwnedBytes {
        self.file.read_bytes_slice(from..to).unwrap_or_else(|error| {
            *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.to_string());
            OwnedBytes::empty()
        })
    }
}
