//! How far has long work come, and shall it go on?

use std::sync::atomic::{AtomicBool, Ordering};

/// A step of long work, told to whoever watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Which step.
    pub stage: ProgressStage,
    /// Units done: rows, pairs or records.
    pub done: usize,
    /// Units in all; 0 if not known.
    pub total: usize,
}

/// The steps of the main job, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgressStage {
    /// Reading rows.
    Read,
    /// Checking rules.
    Check,
    /// Finding candidate pairs.
    Candidates,
    /// Comparing pairs.
    Compare,
    /// Building the index.
    Index,
    /// Writing the catalog.
    Write,
}

/// Receives progress. The core never prints; the host decides what to show.
pub type Watcher<'a> = &'a (dyn Fn(Progress) + Sync);

/// A watcher that shows nothing.
pub fn silent(_: Progress) {}

/// Asks long work to stop. Whoever reads stops at the next batch with [`IngestError::Cancelled`](crate::ingest::IngestError::Cancelled);
/// nothing was written by then, because files and catalogs appear when they are complete.
///
/// ```
/// use jipp_core::CancelToken;
/// use jipp_core::ingest::{ReadOptions, Source, read};
/// let cancel = CancelToken::new();
/// cancel.cancel();
/// let stopped = read(Source { name: "t.csv", bytes: b"title\nLayanan\n" }, &ReadOptions { cancel: &cancel, source: "generic", ..ReadOptions::default() });
/// assert_eq!(stopped.unwrap_err().code(), "cancelled");
/// ```
#[derive(Debug, Default)]
pub struct CancelToken {
    asked: AtomicBool,
}

impl CancelToken {
    /// One that nobody asks to stop.
    pub const NEVER: &'static Self = &NEVER;

    /// A new one.
    pub const fn new() -> Self {
        Self { asked: AtomicBool::new(false) }
    }

    /// Asks to stop; from any thread, also from a handler of signals.
    pub fn cancel(&self) {
        self.asked.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    pub fn is_cancelled(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}

static NEVER: CancelToken = CancelToken::new();
