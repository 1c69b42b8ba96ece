//! What does the bad cell look like, on one line that a terminal cannot be harmed by?

use std::fmt::Write;
use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::lang::Lang;
use crate::model::{Field, FindingRow, Record};
use crate::text::{PersonalData, redact, tidy};

/// The cell that a finding is about, with the bad part marked where it is known. Personal data is masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Header of the column as written, or the label of the field where the cell is not at hand.
    pub column: String,
    /// The cell on one line, cut around the bad part with `…`; control characters are made visible.
    pub line: String,
    /// The bad part, in bytes of `line`; empty if it is not known.
    pub bad: Range<usize>,
}

/// Widest line shown, in columns of a terminal.
const WIDTH: usize = 76;
/// Widest bad part shown.
const BAD: usize = 48;

impl Excerpt {
    /// The cell of `record` that the finding is about, or the finding's value where the record is not at hand.
    pub fn of(finding: &FindingRow, record: Option<&Record>, lang: Lang) -> Option<Self> {
        let field: Option<Field> = finding.field.as_deref().and_then(|name| name.parse().ok());
        let value = finding.value.as_deref().map(visible);
        let found = record.and_then(|record| cell(record, finding, field));
        let Some((column, cell)) = found else {
            let line = value?;
            let column = field.map_or_else(|| finding.field.clone().unwrap_or_default(), |field| field.label(lang).to_owned());
            return Some(Self::cut(visible(&column), &line, 0..line.len()));
        };
        let column = visible(column);
        let tidied = tidy(cell);
        let masked = redact(&tidied);
        let personal = masked.is_some();
        let tidied = visible(&masked.unwrap_or(tidied));
        // the value was shortened in the same way, so it stands in the tidied cell, if the rule has not changed it
        let wanted = value.as_deref().map(|value| value.trim_end_matches('…')).filter(|value| !value.is_empty());
        Some(match wanted {
            // the whole cell is meant: blanks and control characters may be what is wrong with it, but they may also part the
            // digits of a number that must not be shown
            Some(wanted) if wanted == tidied && !personal => {
                let whole = visible(cell);
                Self::cut(column, &whole, 0..whole.len())
            }
            Some(wanted) => match (tidied.find(wanted), value.as_deref()) {
                (Some(at), _) => Self::cut(column, &tidied, at..at + wanted.len()),
                (None, Some(value)) if tidied.width() > WIDTH => Self::cut(column, value, 0..value.len()),
                _ => Self::cut(column, &tidied, 0..0),
            },
            None => {
                let masks = PersonalData::ALL.map(PersonalData::mask);
                let mask = masks
                    .iter()
                    .filter(|_| personal || finding.code.starts_with("PII"))
                    .find_map(|mask| Some((tidied.find(mask)?, mask.len())));
                Self::cut(column, &tidied, mask.map_or(0..0, |(at, len)| at..at + len))
            }
        })
    }

    /// The line that stands under [`line`](Self::line): carets below the bad part.
    pub fn underline(&self) -> String {
        let (before, bad) = (self.line.get(..self.bad.start).unwrap_or_default(), self.line.get(self.bad.clone()).unwrap_or_default());
        if bad.is_empty() { String::new() } else { format!("{}{}", " ".repeat(before.width()), "^".repeat(bad.width().max(1))) }
    }

    fn cut(column: String, text: &str, bad: Range<usize>) -> Self {
        let (before, wrong, after) =
            (text.get(..bad.start).unwrap_or_default(), text.get(bad.clone()).unwrap_or_default(), text.get(bad.end..).unwrap_or_default());
        if text.width() <= WIDTH {
            return Self { column, line: text.to_owned(), bad };
        }
        let wrong = if wrong.width() > BAD { format!("{}…", head(wrong, BAD - 1)) } else { wrong.to_owned() };
        let room = WIDTH.saturating_sub(wrong.width() + 2);
        // of the room, what one side does not need is the other's
        let left = (room / 2).max(room.saturating_sub(after.width())).min(before.width());
        let right = room - left;
        let before = if before.width() > left { format!("…{}", tail(before, left)) } else { before.to_owned() };
        let after = if after.width() > right { format!("{}…", head(after, right)) } else { after.to_owned() };
        let bad = before.len()..before.len() + wrong.len();
        Self { column, line: format!("{before}{wrong}{after}"), bad }
    }
}

/// Column and cell of the record that the finding is about.
fn cell<'a>(record: &'a Record, finding: &'a FindingRow, field: Option<Field>) -> Option<(&'a str, &'a str)> {
    let cell = |column: &'a str| record.source.cell(column).map(|cell| (column, cell));
    if let Some(found) = finding.fix.as_ref().and_then(|fix| cell(&fix.column)) {
        return Some(found);
    }
    // a cell that could not be read has no field that came from it, but is the value itself
    if let Some(value) = finding.value.as_deref().filter(|_| field.is_some_and(|field| record.innovation.is_missing(field))) {
        return record.source.raw.iter().find(|(_, cell)| tidy(cell) == value).map(|(column, cell)| (&**column, cell.as_str()));
    }
    let mut field = field?;
    // a derived field names the field it was derived from; two steps reach every column
    for _ in 0..3 {
        let column = record.innovation.provenance.get(&field)?.column.as_ref();
        if let Some(found) = cell(column) {
            return Some(found);
        }
        field = column.parse().ok().filter(|next| *next != field)?;
    }
    None
}

/// One line in which every control character and invisible formatting is a visible sign: a terminal obeys nothing of it.
pub fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '\u{0}'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('␀')),
            '\u{7f}' => out.push('␡'),
            '\u{80}'..='\u{9f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}' => {
                // writing to a text cannot fail
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
            c => out.push(c),
        }
        out
    })
}

fn head(text: &str, width: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > width
    });
    text.get(..end.map_or(text.len(), |(at, _)| at)).unwrap_or_default()
}

fn tail(text: &str, width: usize) -> &str {
    let mut used = 0;
    let start = text.char_indices().rev().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > width
    });
    text.get(start.map_or(0, |(at, c)| at + c.len_utf8())..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, bad: &str) -> String {
        let at = text.find(bad).unwrap();
        let excerpt = Excerpt::cut(String::new(), text, at..at + bad.len());
        assert!(excerpt.line.width() <= WIDTH, "{}", excerpt.line);
        format!("{}\n{}", excerpt.line, excerpt.underline())
    }

    #[test]
    fn the_bad_part_is_underlined() {
        assert_eq!(marked("Pemkot Surabya", "Surabya"), "Pemkot Surabya\n       ^^^^^^^");
        assert_eq!(marked("日本 x", "x"), "日本 x\n     ^", "wide letters take two columns");
    }

    #[test]
    fn long_cells_are_cut_around_it() {
        let long = format!("{}salah {}", "kata ".repeat(60), "lagi ".repeat(60));
        let shown = marked(&long, "salah");
        assert!(shown.starts_with('…') && shown.contains("kata salah lagi") && shown.lines().next().unwrap().ends_with('…'), "{shown}");
        assert!(marked(&long, &long).ends_with(&"^".repeat(BAD)));
        assert!(marked(&format!("awal {}", "x ".repeat(90)), "awal").starts_with("awal x x"));
    }

    #[test]
    fn nothing_of_a_cell_reaches_the_terminal_as_a_command() {
        assert_eq!(visible("a\u{1b}[31mb\r\n\u{202e}c\u{9b}2J\u{7f}"), "a␛[31mb␍␊<U+202E>c<U+009B>2J␡");
        assert!(!visible(&(0..0x300_u32).filter_map(char::from_u32).collect::<String>()).chars().any(char::is_control));
    }
}
