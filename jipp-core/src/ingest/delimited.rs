use super::limits::Limits;
use super::table::{Row, Table};
use super::{IngestError, read::Partial};

/// Reads delimited text. The delimiter is the one that splits the first rows most evenly, unless it is given.
pub(super) fn read(file: &str, text: &str, delimiter: Option<u8>, limits: &Limits) -> Result<Partial, IngestError> {
    let delimiter = delimiter.or_else(|| super::returned::delimiter(text)).unwrap_or_else(|| detect(text));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut table = Table::default();
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    let mut cells: u64 = 0;
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => number += 1,
            Ok(false) => break,
            Err(error) => return Err(IngestError::Damaged { file: file.to_owned(), row: Some(number + 1), reason: error.to_string() }),
        }
        let limit = |limit, seen, allowed| IngestError::Limit { file: file.to_owned(), limit, seen, allowed };
        if record.len() > limits.columns {
            return Err(limit("columns", record.len() as u64, limits.columns as u64));
        }
        cells += record.len() as u64;
        if cells > limits.cells {
            return Err(limit("cells", cells, limits.cells));
        }
        let mut row = Row { number, cells: Vec::with_capacity(record.len()), too_long: Vec::new() };
        for (at, cell) in record.iter().enumerate() {
            if cell.len() > limits.cell_bytes {
                row.too_long.push((at, cell.len()));
                row.cells.push(String::new());
            } else {
                row.cells.push(cell.to_owned());
            }
        }
        if table.rows.is_empty() && table.header_row == 0 && !row.is_blank() {
            table.header_row = number;
            table.columns = row.cells;
        } else if row.is_blank() {
            table.blank_rows += u64::from(table.header_row > 0);
        } else {
            table.rows.push(row);
            if table.rows.len() as u64 > limits.rows {
                return Err(limit("rows", table.rows.len() as u64, limits.rows));
            }
        }
    }
    Ok(Partial { table, format: "csv", detail: format!("delimiter {}", delimiter_name(delimiter)) })
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

/// The delimiter under which the first rows have the same number of cells, and the most of them.
fn detect(text: &str) -> u8 {
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
