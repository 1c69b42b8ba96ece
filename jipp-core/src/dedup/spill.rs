//! Pairs on disk: where more are proposed than memory may hold, they wait in temporary files, which end with the process that wrote them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use crate::error::SettingsError;

/// Two numbers that belong together, such as a pair of records.
pub(super) type Two = (u32, u32);
/// Bytes that are read or written at once.
const BUFFER: usize = 1 << 18;
/// Sorted files that are open at once.
const MOST_FILES: usize = 64;

/// Pairs of numbers in a temporary file.
#[derive(Debug)]
pub(super) struct Spilled {
    file: File,
    len: usize,
}

impl Spilled {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// All of them from the first on. One reader at a time.
    pub(super) fn read(&self) -> io::Result<impl Iterator<Item = io::Result<Two>>> {
        let mut file = self.file.try_clone()?;
        file.rewind()?;
        let (mut file, mut left) = (BufReader::with_capacity(BUFFER, file), self.len);
        Ok(std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            Some(number(&mut file).and_then(|first| Ok((first, number(&mut file)?))))
        }))
    }
}

fn number(file: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    file.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

/// Pairs of numbers on their way into a temporary file.
pub(super) struct Spill {
    file: BufWriter<File>,
    len: usize,
}

impl Spill {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { file: BufWriter::with_capacity(BUFFER, tempfile::tempfile()?), len: 0 })
    }

    pub(super) fn push(&mut self, (a, b): Two) -> io::Result<()> {
        self.len += 1;
        self.file.write_all(&a.to_le_bytes())?;
        self.file.write_all(&b.to_le_bytes())
    }

    pub(super) fn finish(self) -> io::Result<Spilled> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(Spilled { file, len: self.len })
    }
}

/// Sorted files, of which each holds a part (external merge sort; Knuth, The Art of Computer Programming 3, 5.4).
#[derive(Debug, Default)]
pub(super) struct Runs {
    files: Vec<Spilled>,
}

impl Runs {
    /// Writes down pairs, which are sorted and each there once.
    pub(super) fn add(&mut self, pairs: &[Two]) -> io::Result<()> {
        if self.files.len() == MOST_FILES {
            let merged = std::mem::take(self).merged()?;
            self.files.push(merged);
        }
        let mut file = Spill::new()?;
        pairs.iter().try_for_each(|pair| file.push(*pair))?;
        self.files.push(file.finish()?);
        Ok(())
    }

    /// Whether nothing was written down.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All pairs in one file, sorted, each once.
    pub(super) fn merged(self) -> io::Result<Spilled> {
        let mut readers = self.files.iter().map(Spilled::read).collect::<io::Result<Vec<_>>>()?;
        let mut next = BinaryHeap::new();
        for (at, reader) in readers.iter_mut().enumerate() {
            if let Some(pair) = reader.next() {
                next.push(Reverse((pair?, at)));
            }
        }
        let (mut out, mut last) = (Spill::new()?, None);
        while let Some(Reverse((pair, at))) = next.pop() {
            if last.replace(pair) != Some(pair) {
                out.push(pair)?;
            }
            if let Some(following) = readers.get_mut(at).and_then(Iterator::next) {
                next.push(Reverse((following?, at)));
            }
        }
        out.finish()
    }
}

/// A temporary file that could not be written or read.
pub(super) fn failed(error: &io::Error) -> SettingsError {
    SettingsError::TemporaryFile { reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_sorted_files_become_one() {
        let mut runs = Runs::default();
        // more files than may be open at once, each with pairs that others have too
        for run in 0..(2 * MOST_FILES as u32 + 3) {
            let pairs: Vec<Two> = (0..5).map(|at| (run % 7 + at, run + at * 3)).collect();
            runs.add(&pairs).unwrap();
        }
        runs.add(&[]).unwrap();
        let merged = runs.merged().unwrap();
        let mut expected: Vec<Two> =
            (0..(2 * MOST_FILES as u32 + 3)).flat_map(|run| (0..5).map(move |at| (run % 7 + at, run + at * 3))).collect();
        expected.sort_unstable();
        expected.dedup();
        assert_eq!(merged.read().unwrap().collect::<io::Result<Vec<_>>>().unwrap(), expected);
        assert_eq!(merged.len(), expected.len());
        // from the beginning again
        assert_eq!(merged.read().unwrap().next().unwrap().unwrap(), expected[0]);
    }
}
