//! How far has long work come?

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
