use super::IngestError;

/// How much a file may hold before reading stops with [`IngestError::Limit`], which names the limit and what was seen. Every entry
/// point takes one.
///
/// [`Limits::default`] is for files of strangers, such as uploads to a server; its figures are those of the project's security goals.
/// [`Limits::LOCAL`] is for files that somebody names on their own machine, or holds in memory already: the `jipp` command, Python and JavaScript use it. `file_bytes` and `cells`
/// bind what must be in memory as a whole (workbooks, JSON, other encodings than UTF-8): a table that [`RecordReader`](super::RecordReader)
/// streams may be of any size.
///
/// ```
/// use jipp_core::ingest::{Limits, ReadOptions, Source, read};
/// let limits = Limits { rows: 1, ..Limits::default() };
/// let error = read(Source { name: "t.csv", bytes: b"title\na\nb\n" }, &ReadOptions { source: "generic", limits, ..ReadOptions::default() });
/// assert!(error.unwrap_err().to_string().contains("`rows`: 2 where 1"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of one inflated part of a workbook or archive, really counted.
    pub inflated_bytes: u64,
    /// Inflated bytes per compressed byte of one part. Not looked at before 16 MiB are inflated: small parts shrink a lot honestly.
    pub inflation_ratio: u64,
    /// Cells in all.
    pub cells: u64,
    /// Data rows.
    pub rows: u64,
    /// Columns.
    pub columns: usize,
    /// Bytes of one cell. A longer cell is not read; its row is quarantined. More than a cell of a workbook can hold (32,767
    /// characters), because the databases of the agencies hold pictures inside texts, and cut them at 65,535 bytes only.
    pub cell_bytes: usize,
    /// Lists and objects inside one another in JSON.
    pub json_depth: u64,
    /// Findings of one rule that a report lists; the others are counted.
    pub findings_per_code: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            inflated_bytes: 512 << 20,
            inflation_ratio: 200,
            cells: 2_000_000,
            rows: 1_048_576,
            columns: 512,
            cell_bytes: 1 << 20,
            json_depth: 64,
            findings_per_code: 10_000,
        }
    }
}

/// Inflated bytes before the ratio is looked at.
#[cfg(any(feature = "archives", feature = "arrow", feature = "xlsx"))]
const RATIO_FROM: u64 = 16 << 20;

impl Limits {
    /// For files on one's own machine: a year of IGA submissions (about 37,000 records, some 200 MB) fits several times, and what is no
    /// honest table still stops.
    pub const LOCAL: Self = Self {
        file_bytes: 1 << 30,
        inflated_bytes: 1 << 30,
        inflation_ratio: 200,
        cells: 64_000_000,
        rows: 16_000_000,
        columns: 512,
        cell_bytes: 1 << 20,
        json_depth: 64,
        findings_per_code: 10_000,
    };

    /// The names of the limits, as errors and [`with`](Self::with) have them.
    pub const NAMES: [&'static str; 9] =
        ["file_bytes", "inflated_bytes", "inflation_ratio", "cells", "rows", "columns", "cell_bytes", "json_depth", "findings_per_code"];

    /// The same limits with one of them changed; none if there is no limit of this name.
    pub fn with(mut self, name: &str, value: u64) -> Option<Self> {
        match name {
            "file_bytes" => self.file_bytes = value,
            "inflated_bytes" => self.inflated_bytes = value,
            "inflation_ratio" => self.inflation_ratio = value,
            "cells" => self.cells = value,
            "rows" => self.rows = value,
            "columns" => self.columns = usize::try_from(value).unwrap_or(usize::MAX),
            "cell_bytes" => self.cell_bytes = usize::try_from(value).unwrap_or(usize::MAX),
            "json_depth" => self.json_depth = value,
            "findings_per_code" => self.findings_per_code = value,
            _ => return None,
        }
        Some(self)
    }

    /// An error if more of something was seen than is allowed.
    pub(super) fn hold(file: &str, limit: &'static str, seen: u64, allowed: u64) -> Result<(), IngestError> {
        if seen > allowed { Err(IngestError::Limit { file: file.to_owned(), limit, seen, allowed }) } else { Ok(()) }
    }

    /// An error if a file has more bytes than may be in memory.
    pub(super) fn file(&self, file: &str, bytes: u64) -> Result<(), IngestError> {
        Self::hold(file, "file_bytes", bytes, self.file_bytes)
    }

    /// An error if `inflated` bytes came out of `compressed`, and that is too much or out of proportion.
    #[cfg(any(feature = "archives", feature = "arrow", feature = "xlsx"))]
    pub(super) fn inflation(&self, file: &str, inflated: u64, compressed: u64) -> Result<(), IngestError> {
        Self::hold(file, "inflated_bytes", inflated, self.inflated_bytes)?;
        if inflated > RATIO_FROM {
            Self::hold(file, "inflation_ratio", inflated / compressed.max(1), self.inflation_ratio)?;
        }
        Ok(())
    }
}
