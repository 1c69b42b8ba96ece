/// How much a file may hold before reading stops. Every entry point takes one; the defaults fit a year of IGA submissions
/// (about 37,000 records, some 200 MB) several times and stop what is no honest table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of one inflated part of an XLSX file, really counted.
    pub inflated_bytes: u64,
    /// Inflated bytes per compressed byte of one part.
    pub inflation_ratio: u64,
    /// Cells in all.
    pub cells: u64,
    /// Data rows.
    pub rows: u64,
    /// Columns.
    pub columns: usize,
    /// Bytes of one cell. A longer cell is not read; its row is quarantined.
    pub cell_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 1 << 30,
            inflated_bytes: 1 << 29,
            inflation_ratio: 200,
            cells: 64_000_000,
            rows: 1_048_576,
            columns: 512,
            cell_bytes: 1 << 20,
        }
    }
}
