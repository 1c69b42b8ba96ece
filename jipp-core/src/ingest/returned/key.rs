//! How does a row of a feedback file remember where it comes from, and whether somebody changed it?

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// How a row of a feedback file remembers where it comes from: `jipp1;kipp;HASH;CHECK;q;w=5/22;m=2,7`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowKey {
    /// Name of the mapping by which the original was read.
    pub mapping: String,
    /// [`SourceRecord::hash`](crate::model::SourceRecord::hash) of the original row.
    pub hash: String,
    /// [`check`] of the cells as sent: equal means that nobody has changed the row.
    pub check: String,
    /// Whether cells are written with [`guarded`](super::guarded).
    pub guarded: bool,
    /// What the note about the width of the original row said, if there was one.
    pub width: Option<String>,
    /// Numbers of the columns in which personal data was masked inside a text.
    pub masked: Vec<usize>,
    /// Numbers of the columns that held numbers of more digits than a spreadsheet keeps.
    pub rounded: Vec<usize>,
}

impl RowKey {
    /// The key as a cell.
    pub fn to_cell(&self) -> String {
        let mut text = format!("jipp1;{};{};{}", self.mapping, self.hash, self.check);
        if self.guarded {
            text.push_str(";q");
        }
        if let Some(width) = &self.width {
            let _ = write!(text, ";w={width}");
        }
        for (name, columns) in [("m", &self.masked), ("r", &self.rounded)] {
            if !columns.is_empty() {
                let numbers: Vec<String> = columns.iter().map(usize::to_string).collect();
                let _ = write!(text, ";{name}={}", numbers.join(","));
            }
        }
        text
    }

    /// Reads a key; none if anything in it is not as [`to_cell`](Self::to_cell) writes it.
    pub fn from_cell(cell: &str) -> Option<Self> {
        let mut parts = cell.trim().split(';');
        if parts.next()? != "jipp1" {
            return None;
        }
        let hex = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_hexdigit());
        let mapping = parts.next()?.to_owned();
        let hash = parts.next().filter(|text| hex(text, 64))?.to_owned();
        let check = parts.next().filter(|text| hex(text, 16))?.to_owned();
        let mut key = Self { mapping, hash, check, ..Self::default() };
        for part in parts {
            match part.split_once('=') {
                None if part == "q" => key.guarded = true,
                Some(("w", width)) if width.len() < 24 && width.bytes().all(|b| b.is_ascii_digit() || b == b'/') => {
                    key.width = Some(width.to_owned());
                }
                Some((name @ ("m" | "r"), numbers)) => {
                    let columns = numbers.split(',').map(|n| n.parse().ok()).collect::<Option<_>>()?;
                    if name == "m" { key.masked = columns } else { key.rounded = columns }
                }
                _ => return None,
            }
        }
        Some(key)
    }
}

/// A short fingerprint of the cells of a row, in which neither the order of the columns nor what spreadsheets do to line ends and
/// outer blanks counts.
pub fn check<'a>(cells: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (header, cell) in cells {
        let cell = cell.replace("\r\n", "\n").replace('\r', "\n");
        let cell = cell.trim();
        if !cell.is_empty() {
            lines.push(format!("{}:{header}={}:{cell}", header.len(), cell.len()));
        }
    }
    lines.sort_unstable();
    let mut sha = Sha256::new();
    for line in lines {
        sha.update(line.as_bytes());
    }
    sha.finalize().iter().take(8).fold(String::with_capacity(16), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        let key = RowKey {
            mapping: "kipp".into(),
            hash: "a".repeat(64),
            check: "0123456789abcdef".into(),
            guarded: true,
            width: Some("5/22".into()),
            masked: vec![2, 17],
            rounded: vec![0],
        };
        assert_eq!(RowKey::from_cell(&key.to_cell()), Some(key.clone()));
        let bare = RowKey { guarded: false, width: None, masked: Vec::new(), rounded: Vec::new(), ..key };
        assert_eq!(RowKey::from_cell(&bare.to_cell()), Some(bare));
        for wrong in ["", "jipp1", "jipp2;kipp;a;b", "jipp1;kipp;zz;0123456789abcdef", "=1+1", "jipp1;kipp;;;m=x"] {
            assert_eq!(RowKey::from_cell(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_check_sees_changes_and_nothing_else() {
        let one = check([("A", "x\r\ny"), ("B", "2 ")]);
        assert_eq!(one, check([("B", "2"), ("C", ""), ("A", "x\ny")]));
        assert_ne!(one, check([("A", "2"), ("B", "x\ny")]));
        assert_ne!(check([("A", "b"), ("C", "d")]), check([("A", "b\u{1e}C\u{1f}d")]));
    }
}
