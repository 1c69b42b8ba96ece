use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::limits::Limits;
use super::table::{Row, Table};
use super::{IngestError, content::Partial};

/// Reads delimited text. The delimiter is the one that splits the first rows most evenly, unless it is given.
pub(super) fn read(file: &str, text: &str, delimiter: Option<u8>, limits: &Limits) -> Result<Partial, IngestError> {
    let delimiter = delimiter.or_else(|| super::returned::delimiter(text)).unwrap_or_else(|| detect(text));
    let mut rows = Rows::new(file, text.as_bytes(), delimiter, *limits);
    let mut table = Table::default();
    if let Some(header) = rows.next()? {
        (table.header_row, table.columns) = (header.number, header.cells);
    }
    while let Some(row) = rows.next()? {
        table.rows.push(row);
    }
    table.blank_rows = rows.blank;
    Ok(Partial { table, format: "csv", detail: detail(delimiter) })
}

/// The line on which each row of delimited text begins, the first row first; nothing if every row is one line.
pub(super) fn lines(text: &str, delimiter: Option<u8>) -> Option<Vec<u64>> {
    let delimiter = delimiter.or_else(|| super::returned::delimiter(text)).unwrap_or_else(|| detect(text));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut lines = Vec::new();
    let (mut line, mut counted) = (1, 0);
    while reader.read_record(&mut record).is_ok_and(|read| read) {
        // empty lines, which are no rows, stand before the place that the reader notes
        let noted = record.position().map_or(0, csv::Position::byte).try_into().unwrap_or(text.len());
        let blank = text.as_bytes().iter().skip(noted).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let begins = noted + blank;
        let passed = text.as_bytes().get(counted..begins).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', passed).count() as u64;
        counted = begins;
        lines.push(line);
    }
    let all_alike = lines.iter().zip(1..).all(|(line, row)| *line == row);
    (!all_alike).then_some(lines)
}

/// What a report says of the format.
pub(super) fn detail(delimiter: u8) -> String {
    format!("delimiter {}", delimiter_name(delimiter))
}

/// The rows of delimited text that hold anything, one after the other: the first is the header.
pub(super) struct Rows<R> {
    file: String,
    reader: csv::Reader<Metered<R>>,
    /// Bytes read since the last row.
    taken: Arc<AtomicU64>,
    record: csv::StringRecord,
    limits: Limits,
    number: u64,
    cells: u64,
    given: u64,
    /// Whether all rows will be in memory at once.
    whole: bool,
    /// Rows without any text after the header.
    pub(super) blank: u64,
}

impl<R: std::io::Read> Rows<R> {
    pub(super) fn new(file: &str, from: R, delimiter: u8, limits: Limits) -> Self {
        let mut reader = csv::ReaderBuilder::new();
        let taken = Arc::new(AtomicU64::new(0));
        let from = Metered { from, taken: Arc::clone(&taken), allowed: longest_row(&limits) };
        let reader = reader.has_headers(false).flexible(true).delimiter(delimiter).buffer_capacity(1 << 18).from_reader(from);
        Self {
            file: file.to_owned(),
            reader,
            taken,
            record: csv::StringRecord::new(),
            limits,
            number: 0,
            cells: 0,
            given: 0,
            whole: true,
            blank: 0,
        }
    }

    /// The same where rows are let go one after the other.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn streaming(mut self) -> Self {
        self.whole = false;
        self
    }

    /// The next row that holds anything.
    pub(super) fn next(&mut self) -> Result<Option<Row>, IngestError> {
        loop {
            match self.reader.read_record(&mut self.record) {
                Ok(true) => self.number += 1,
                Ok(false) => return Ok(None),
                Err(_) if self.taken.load(Ordering::Relaxed) > longest_row(&self.limits) => {
                    let seen = self.taken.load(Ordering::Relaxed);
                    return Err(IngestError::Limit { file: self.file.clone(), limit: "file_bytes", seen, allowed: self.limits.file_bytes });
                }
                Err(error) => {
                    return Err(IngestError::Damaged {
                        file: self.file.clone(),
                        row: Some(self.number + 1),
                        reason: error.to_string().into(),
                    });
                }
            }
            self.taken.store(0, Ordering::Relaxed);
            self.within("columns", self.record.len() as u64, self.limits.columns as u64)?;
            self.cells += self.record.len() as u64;
            if self.whole {
                self.within("cells", self.cells, self.limits.cells)?;
            }
            let mut row = Row { number: self.number, cells: Vec::with_capacity(self.record.len()), ..Row::default() };
            for (at, cell) in self.record.iter().enumerate() {
                if cell.len() > self.limits.cell_bytes {
                    row.too_long.push((at, cell.len()));
                    row.cells.push(String::new());
                } else {
                    row.cells.push(cell.to_owned());
                }
            }
            if row.is_blank() {
                self.blank += u64::from(self.given > 0);
                continue;
            }
            // the first row given is the header
            self.within("rows", self.given, self.limits.rows)?;
            self.given += 1;
            return Ok(Some(row));
        }
    }

    fn within(&self, limit: &'static str, seen: u64, allowed: u64) -> Result<(), IngestError> {
        if seen > allowed { Err(IngestError::Limit { file: self.file.clone(), limit, seen, allowed }) } else { Ok(()) }
    }
}

/// Bytes of one row at most: those of a file, and never less than what is read at once.
fn longest_row(limits: &Limits) -> u64 {
    limits.file_bytes.max(1 << 20)
}

/// Bytes of a table, counted: one row must not be as large as a file may be, as it is behind a quote that never closes.
struct Metered<R> {
    from: R,
    taken: Arc<AtomicU64>,
    allowed: u64,
}

impl<R: std::io::Read> std::io::Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(buffer)?;
        if self.taken.fetch_add(read as u64, Ordering::Relaxed) + read as u64 > self.allowed {
            return Err(std::io::Error::other("one row is as large as a file may be"));
        }
        Ok(read)
    }
}

fn delimiter_name(delimiter: u8) -> &'static str {
    match delimiter {
        b',' => "comma",
        b';' => "semicolon",
        b'\t' => "tab",
        b'|' => "bar",
        _ => "as given",
    }
}

/// Bytes that are looked at for the delimiter.
const SAMPLE: usize = 1 << 20;

/// The delimiter under which the first rows have the same number of cells, and the most of them.
pub(super) fn detect(text: &str) -> u8 {
    let end = (0..=text.len().min(SAMPLE)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let text = text.get(..end).unwrap_or(text);
    let score = |delimiter: u8| -> (usize, usize) {
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
        let widths: Vec<usize> = reader.into_records().take(50).map_while(Result::ok).map(|r| r.len()).collect();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let even = widths.iter().filter(|w| **w == widest).count();
        if widest < 2 { (0, 0) } else { (even * 4 / widths.len().max(1), widest) }
    };
    [b',', b';', b'\t', b'|'].into_iter().max_by_key(|d| (score(*d), *d == b',')).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_begins_on_the_line_behind_the_cells_before_it() {
        assert_eq!(lines("a,b\n1,2\n3,4\n", None), None, "every row is a line");
        assert_eq!(lines("a,b\n1,\"x\ny\nz\"\n3,4\n5,6\n", None), Some(vec![1, 2, 5, 6]));
        assert_eq!(lines("a,b\r\n1,\"x\r\ny\"\r\n3,4\r\n", None), Some(vec![1, 2, 4]));
        assert_eq!(lines("a,b\n\n\n1,2\n", None), Some(vec![1, 4]), "empty lines are no rows");
        assert_eq!(lines("", None), None);
    }

    #[test]
    fn the_delimiter_is_found_even_where_texts_hold_others() {
        for (text, delimiter) in [
            ("a,b,c\n1,\"x; y; z; w\",3\n", b','),
            ("Judul;Instansi;Tahun\nA, B;Kota X;2019\nC, D;Kota Y;2020\n", b';'),
            ("a\tb\n1,2\t3\n", b'\t'),
            ("a|b|c\n1|2|3\n", b'|'),
            ("satu kolom\nisi\n", b','),
        ] {
            assert_eq!(detect(text), delimiter, "{text}");
        }
    }
}
