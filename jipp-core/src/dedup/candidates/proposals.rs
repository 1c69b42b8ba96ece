//! Pairs as the rules propose them, the same one perhaps several times.

use super::super::csr::Lists;
use super::super::spill::{Runs, Spilled, failed};
use super::Pairs;
use crate::error::SettingsError;

/// Collects proposed pairs. Where they are more than memory may hold, they go to temporary files, sorted.
#[derive(Debug, Default)]
pub(super) struct Proposals {
    /// Those in memory.
    pairs: Vec<(u32, u32)>,
    /// How many may be in memory; none says that all may.
    most: Option<usize>,
    runs: Runs,
    /// What went wrong first. It is told at the end.
    error: Option<std::io::Error>,
}

impl Proposals {
    /// `most` pairs may be in memory.
    pub(super) fn new(most: Option<usize>) -> Self {
        Self { most, ..Self::default() }
    }

    /// Adds a pair, smaller number first.
    pub(super) fn push(&mut self, pair: (u32, u32)) {
        if self.error.is_some() {
            // nothing comes of it any more
            return;
        }
        self.pairs.push(pair);
        if self.most.is_some_and(|most| self.pairs.len() > most) {
            self.spill();
        }
    }

    /// Makes room: what was proposed twice goes; where that is not enough, all go to disk.
    fn spill(&mut self) {
        self.sort();
        if self.most.is_some_and(|most| self.pairs.len() > most / 2) {
            self.error = self.runs.add(&self.pairs).err();
            self.pairs.clear();
        }
    }

    /// All pairs, sorted, each once. `records` is the number of the records.
    pub(super) fn finish(self, records: usize) -> Result<Pairs, SettingsError> {
        if let Some(error) = self.error {
            return Err(failed(&error));
        }
        if !self.runs.is_empty() {
            return self.on_disk().map(Pairs::OnDisk).map_err(|error| failed(&error));
        }
        Ok(Pairs::InMemory(once(records, &self.pairs)))
    }

    /// Those in memory sorted, each once.
    fn sort(&mut self) {
        self.pairs.sort_unstable();
        self.pairs.dedup();
    }

    fn on_disk(mut self) -> std::io::Result<Spilled> {
        self.sort();
        let Self { pairs, mut runs, .. } = self;
        runs.add(&pairs)?;
        drop(pairs);
        runs.merged()
    }

    /// All pairs in memory, sorted, each once, however many there are.
    pub(super) fn in_memory(self, records: usize) -> Vec<(u32, u32)> {
        once(records, &self.pairs)
    }
}

impl Extend<(u32, u32)> for Proposals {
    fn extend<I: IntoIterator<Item = (u32, u32)>>(&mut self, pairs: I) {
        pairs.into_iter().for_each(|pair| self.push(pair));
    }
}

/// The pairs sorted, each once: grouped by their first record, then sorted within a group.
fn once(records: usize, pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let groups = Lists::grouped(records, pairs.iter().copied());
    let mut sorted = Vec::with_capacity(pairs.len());
    let mut seconds: Vec<u32> = Vec::new();
    for first in 0..groups.len() {
        seconds.clear();
        seconds.extend_from_slice(groups.get(first));
        seconds.sort_unstable();
        seconds.dedup();
        sorted.extend(seconds.iter().map(|second| (first as u32, *second)));
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_written_ends_it() {
        let mut proposals = Proposals::new(Some(10));
        proposals.error = Some(std::io::Error::other("penuh"));
        proposals.extend((0..1_000).map(|at| (at, at + 1)));
        assert!(proposals.pairs.is_empty(), "nothing is collected any more");
        let told = proposals.finish(1_001).unwrap_err();
        assert_eq!((told.code(), told.to_string().contains("penuh")), ("temporary_file", true));
    }

    #[test]
    fn what_is_proposed_often_stays_in_memory_and_what_is_much_does_not() {
        let kept = |pairs: &mut dyn Iterator<Item = (u32, u32)>| {
            let mut proposals = Proposals::new(Some(100));
            proposals.extend(pairs);
            proposals.finish(1_001).unwrap()
        };
        let few = kept(&mut (0..1_000).map(|at| (at % 40, at % 40 + 1)));
        assert!(matches!(&few, Pairs::InMemory(pairs) if pairs.len() == 40), "{few:?}");
        let many = kept(&mut (0..1_000).rev().map(|at| (at, at + 1)));
        assert!(matches!(&many, Pairs::OnDisk(_)) && many.len() == 1_000, "{many:?}");
    }
}
