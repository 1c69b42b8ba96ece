//! What can be done to a cell before it is read?

use serde::Deserialize;

use crate::text::tidy;

/// What can be done to a cell before it is read. The source record keeps the cell as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    /// Only its digits: `No. 12/KIPP` is `12`.
    Digits,
    /// Its first line.
    FirstLine,
    /// What stands before the first of `:`, `;`, `|` or ` - `.
    BeforeSeparator,
    /// What stands behind it.
    AfterSeparator,
    /// What stands inside the first brackets.
    InBrackets,
    /// Without what stands in brackets.
    WithoutBrackets,
    /// Small letters.
    Lower,
    /// Capital letters.
    Upper,
}

impl Transform {
    /// The cell after it. What does not fit stays as it is.
    pub fn apply(self, cell: &str) -> String {
        let parted = || {
            let at = [":", ";", "|", " - "].iter().filter_map(|mark| cell.find(mark).map(|at| (at, mark.len()))).min();
            at.and_then(|(at, length)| Some((cell.get(..at)?.trim(), cell.get(at + length..)?.trim())))
        };
        let bracketed = || {
            let (open, close) = (cell.find('(')?, cell.find(')')?);
            Some((cell.get(..open)?, cell.get(open + 1..close)?, cell.get(close + 1..)?))
        };
        match self {
            Self::Digits => cell.chars().filter(char::is_ascii_digit).collect(),
            Self::FirstLine => cell.trim_start().lines().next().unwrap_or_default().trim_end().to_owned(),
            Self::BeforeSeparator => parted().map_or(cell, |(before, _)| before).to_owned(),
            Self::AfterSeparator => parted().map_or(cell, |(_, after)| after).to_owned(),
            Self::InBrackets => bracketed().map_or(cell, |(_, within, _)| within.trim()).to_owned(),
            Self::WithoutBrackets => bracketed().map_or_else(|| cell.to_owned(), |(before, _, after)| tidy(&format!("{before} {after}"))),
            Self::Lower => cell.to_lowercase(),
            Self::Upper => cell.to_uppercase(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_transformed() {
        for (transform, cell, read) in [
            (Transform::Digits, "No. 12/KIPP", "12"),
            (Transform::FirstLine, "Judul\nketerangan", "Judul"),
            (Transform::BeforeSeparator, "3 - Kehidupan sehat", "3"),
            (Transform::AfterSeparator, "Kode: 17", "17"),
            (Transform::InBrackets, "Kota Bogor (32.71)", "32.71"),
            (Transform::WithoutBrackets, "Kota Bogor (32.71) utama", "Kota Bogor utama"),
            (Transform::InBrackets, "tanpa", "tanpa"),
            (Transform::Upper, "kota é", "KOTA É"),
        ] {
            assert_eq!(transform.apply(cell), read, "{cell}");
        }
    }
}
