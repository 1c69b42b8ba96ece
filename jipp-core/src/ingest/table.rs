use crate::model::NoteKind;

/// A table of texts, before anything is known of its meaning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The headers, as written.
    pub columns: Vec<String>,
    /// 1-based row of the header in the file; 0 if the file has none (JSON).
    pub header_row: u64,
    /// The data rows; rows without any text are not among them.
    pub rows: Vec<Row>,
    /// Rows without any text, which are no records.
    pub blank_rows: u64,
}

/// One data row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// 1-based number in the file.
    pub number: u64,
    /// The cells, as received. A cell that passed the limit is empty and named in `too_long`.
    pub cells: Vec<String>,
    /// Column number and length in bytes of cells that passed the limit.
    pub too_long: Vec<(usize, usize)>,
    /// Column number and what the reader of a workbook noticed there and nobody can see in the text.
    pub noticed: Vec<(usize, NoteKind)>,
}

impl Row {
    /// The cell of a column without blanks around it; empty if there is none.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    /// Whether no cell has any text.
    pub fn is_blank(&self) -> bool {
        self.too_long.is_empty() && self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

impl Table {
    /// The column with this header, whatever its case.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.trim().eq_ignore_ascii_case(name))
    }

    /// Makes the row whose number is given the header, and drops what stands above it: title rows of a report.
    pub(super) fn with_header_at(mut self, index: usize) -> Self {
        if index == 0 {
            return self;
        }
        let mut above: Vec<Row> = self.rows.drain(..index.min(self.rows.len())).collect();
        if let Some(header) = above.pop() {
            self.columns = header.cells;
            self.header_row = header.number;
        }
        self
    }
}

/// Names for nameless columns and columns beyond the header, and different names for equal ones.
pub(super) fn unique_headers(headers: &[String], width: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(width);
    for at in 0..width.max(headers.len()) {
        let name = headers.get(at).map(|h| crate::text::tidy(h)).unwrap_or_default();
        let base = if name.is_empty() { format!("kolom_{}", at + 1) } else { name };
        let mut unique = base.clone();
        let mut count = 2;
        while names.contains(&unique) {
            unique = format!("{base} ({count})");
            count += 1;
        }
        names.push(unique);
    }
    names
}
