//! Memory that questions of one index hand on to each other, so that none asks the system for it again.

use std::sync::Mutex;

/// Most pieces kept; more threads than that bring their own.
const KEPT: usize = 8;

/// Pieces of memory that nobody uses at the moment.
#[derive(Debug)]
pub(in crate::search) struct Spare<T>(Mutex<Vec<T>>);

impl<T> Default for Spare<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Spare<T> {
    /// A piece, if one is there.
    pub(in crate::search) fn take(&self) -> Option<T> {
        self.0.lock().ok()?.pop()
    }

    /// Gives a piece back.
    pub(in crate::search) fn give(&self, piece: T) {
        if let Ok(mut pieces) = self.0.lock()
            && pieces.len() < KEPT
        {
            pieces.push(piece);
        }
    }
}
