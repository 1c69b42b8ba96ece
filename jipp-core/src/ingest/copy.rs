//! How is a file written again with some cells changed and everything else as it was?

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use csv_core::ReadFieldResult;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value as Json;

use super::content::{tables, unpacked};
use super::read::{FileInfo, Ingested, ReadOptions, Source, read};
use super::{IngestError, decode, delimited, json, lost};
use crate::lang::BilingualText;
use crate::text::tidy;

/// A copy of a file whose cells can be changed. CSV stays CSV with the same delimiter, quotes and line ends; of a list of objects the
/// names and their order stay; the sheet of a workbook that is read becomes CSV. The text is UTF-8, whatever the file was; bytes of UTF-8 that mean no
/// character stay as they are, and so do cells that hold some.
#[derive(Debug, Clone)]
pub struct FileCopy {
    content: Content,
    /// Row of the file for each row of the copy, where the two are numbered differently.
    rows: Option<Vec<u64>>,
    /// Other sheets of the file, which are not copied, and how many rows they have.
    unread: Vec<(String, u64)>,
    /// What of its bytes means no character.
    lost: Lost,
}

/// Whether the file holds bytes that mean no character, and whether the copy keeps them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lost {
    None,
    /// As private characters, see [`lost`].
    Kept,
    /// As U+FFFD: halves of characters of UTF-16, which UTF-8 cannot hold.
    Replaced,
}

#[derive(Debug, Clone)]
enum Content {
    Delimited { text: String, delimiter: u8, mark: bool },
    Objects { objects: Vec<Ordered>, lines: bool },
}

/// The form in which a copy is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyForm {
    /// Delimited text.
    Csv,
    /// A list of objects, one a line.
    Json,
    /// One object a line.
    Ndjson,
}

impl CopyForm {
    /// Ending of the name of such a file.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }
}

impl FileCopy {
    /// Copies a file.
    pub fn open(source: Source<'_>, options: &ReadOptions<'_>) -> Result<Self, IngestError> {
        // the readers judge the file; what they refuse is not copied
        let (tables, _) = tables(source, options)?;
        let unpacked = unpacked(source, options)?;
        let source = Source { name: source.name, bytes: unpacked.as_deref().unwrap_or(source.bytes) };
        if tables.first().is_some_and(|table| !matches!(table.format, "csv" | "json" | "ndjson")) {
            return Self::of_sheet(source, options);
        }
        let decoded = match decode::utf16_without_mark(source.bytes) {
            Some(utf16) => utf16.decode(source.bytes),
            None => decode::decode(source.bytes),
        };
        if decoded.mixed {
            // whatever it is read as, some of its letters would be written wrong for good
            let reason = BilingualText::new(
                "UTF-8 dan windows-1252 bercampur di dalamnya, sehingga salinannya akan memuat huruf yang rusak",
                "it mixes UTF-8 and windows-1252, so a copy of it would hold broken letters",
            );
            return Err(IngestError::Damaged { file: source.name.to_owned(), row: None, reason });
        }
        let behind_mark = source.bytes.strip_prefix(b"\xef\xbb\xbf");
        let mark = behind_mark.is_some();
        let is_utf8 = decoded.encoding == decode::Encoding::Utf8;
        let kept = || if is_utf8 { lost::keeping_lost(behind_mark.unwrap_or(source.bytes)) } else { None };
        let (text, lost) = match decoded.damaged.then(kept) {
            None => (decoded.text.into_owned(), Lost::None),
            Some(Some(text)) => (text, Lost::Kept),
            Some(None) => (decoded.text.into_owned(), Lost::Replaced),
        };
        if text.trim_start().starts_with(['[', '{']) {
            let (rows, objects, lines) = objects(source.name, text.trim_start())?;
            return Ok(Self {
                content: Content::Objects { lines: lines && objects.len() > 1, objects },
                rows: Some(rows),
                unread: Vec::new(),
                lost,
            });
        }
        let delimiter = options.delimiter.unwrap_or_else(|| delimited::detect(&text));
        Ok(Self { content: Content::Delimited { text, delimiter, mark }, rows: None, unread: Vec::new(), lost })
    }

    /// The sheet of a workbook that is read, as CSV: its header and its data rows.
    fn of_sheet(source: Source<'_>, options: &ReadOptions<'_>) -> Result<Self, IngestError> {
        let file = read(source, options)?.file;
        let (sheets, _) = tables(source, options)?;
        let mut lines = Vec::new();
        if let Some(sheet) = sheets.into_iter().find(|sheet| sheet.detail == file.detail) {
            let table = sheet.table;
            lines.push((table.header_row, table.columns));
            lines.extend(table.rows.into_iter().map(|row| (row.number, row.cells)));
            // what stands above the header is no data
            lines.retain(|(number, _)| *number >= file.header_row);
        }
        let (mut text, mut rows) = (String::new(), Vec::with_capacity(lines.len()));
        let width = lines.first().map_or(0, |(_, header)| header.len());
        for (number, mut cells) in lines {
            cells.resize(cells.len().max(width), String::new());
            let cells: Vec<String> = cells.iter().map(|cell| written(cell, b',', false)).collect();
            text.push_str(&cells.join(","));
            text.push('\n');
            rows.push(number);
        }
        let content = Content::Delimited { text, delimiter: b',', mark: false };
        Ok(Self { content, rows: Some(rows), unread: file.unread, lost: Lost::None })
    }

    /// The form in which it is written.
    pub fn form(&self) -> CopyForm {
        match &self.content {
            Content::Delimited { .. } => CopyForm::Csv,
            Content::Objects { lines: true, .. } => CopyForm::Ndjson,
            Content::Objects { lines: false, .. } => CopyForm::Json,
        }
    }

    /// The copy as a text: bytes that mean no character are U+FFFD.
    pub fn text(&self) -> String {
        let text = self.kept_text();
        match self.lost {
            Lost::Kept => lost::as_read(&text).into_owned(),
            Lost::None | Lost::Replaced => text,
        }
    }

    /// The copy as a file: UTF-8, with the bytes of the file that mean no character.
    pub fn bytes(&self) -> Vec<u8> {
        let text = self.kept_text();
        match self.lost {
            Lost::Kept => lost::as_bytes(&text),
            Lost::None | Lost::Replaced => text.into_bytes(),
        }
    }

    /// Whether the file holds bytes that mean no character; then whether [`bytes`](Self::bytes) holds them as well, or U+FFFD in their place.
    pub fn keeps_lost_bytes(&self) -> Option<bool> {
        match self.lost {
            Lost::None => None,
            Lost::Kept => Some(true),
            Lost::Replaced => Some(false),
        }
    }

    /// Whether a part of the copy holds bytes that mean no character.
    fn is_lost(&self, part: &str) -> bool {
        match self.lost {
            Lost::None => false,
            Lost::Kept => part.contains(lost::is_kept),
            Lost::Replaced => part.contains(char::REPLACEMENT_CHARACTER),
        }
    }

    fn kept_text(&self) -> String {
        match &self.content {
            Content::Delimited { text, mark, .. } => if *mark { "\u{feff}" } else { "" }.to_owned() + text,
            Content::Objects { objects, lines: true } => objects.iter().map(|object| object.text() + "\n").collect(),
            Content::Objects { objects, lines: false } => {
                let lines: Vec<String> = objects.iter().map(Ordered::text).collect();
                format!("[\n{}\n]\n", lines.join(",\n"))
            }
        }
    }

    /// Reads the copy as the file is read; its rows are numbered as in the file.
    pub fn read(&self, name: &str, options: &ReadOptions<'_>) -> Result<Ingested, IngestError> {
        let delimiter = match &self.content {
            Content::Delimited { delimiter, .. } => Some(*delimiter),
            Content::Objects { .. } => options.delimiter,
        };
        let text = self.text();
        let mut ingested = read(Source { name, bytes: text.as_bytes() }, &ReadOptions { delimiter, ..*options })?;
        if let Some(rows) = &self.rows {
            let original = |row: u64| {
                let at = usize::try_from(row).ok().and_then(|row| row.checked_sub(1));
                at.and_then(|at| rows.get(at)).copied().unwrap_or(row)
            };
            for record in &mut ingested.records {
                record.source.row = original(record.source.row);
            }
            ingested.file.header_row = if ingested.file.header_row == 0 { 0 } else { original(ingested.file.header_row) };
        }
        ingested.file.unread.clone_from(&self.unread);
        Ok(ingested)
    }

    /// The same copy with other cells: by row of the file and header of the column, as `file` names it. A cell that is not there is
    /// passed over, and so is one with bytes that mean no character: what they were is for a person to see.
    #[must_use]
    pub fn with(&self, file: &FileInfo, cells: &BTreeMap<(u64, String), String>) -> Self {
        let content = match &self.content {
            Content::Delimited { text, delimiter, mark } => {
                let columns: Vec<&str> = file.columns.iter().map(|(name, _)| name.as_str()).collect();
                let mut out = String::with_capacity(text.len());
                let mut copied = 0;
                each_cell(text, *delimiter, |row, column, span| {
                    let row = self.rows.as_ref().and_then(|rows| rows.get(usize::try_from(row - 1).ok()?)).copied().unwrap_or(row);
                    let value = columns.get(column).and_then(|name| cells.get(&(row, (*name).to_owned())));
                    if let (Some(value), Some(before), Some(cell)) = (value, text.get(copied..span.start), text.get(span.clone()))
                        && !self.is_lost(cell)
                    {
                        out.push_str(before);
                        out.push_str(&written(value, *delimiter, cell.starts_with('"')));
                        copied = span.end;
                    }
                });
                out.push_str(text.get(copied..).unwrap_or_default());
                Content::Delimited { text: out, delimiter: *delimiter, mark: *mark }
            }
            Content::Objects { objects, lines } => {
                let mut objects = objects.clone();
                for (at, object) in objects.iter_mut().enumerate() {
                    let row = self.rows.as_ref().and_then(|rows| rows.get(at)).copied().unwrap_or_default();
                    for (name, value) in &mut object.0 {
                        let header = if self.lost == Lost::Kept { lost::as_read(name) } else { name.as_str().into() };
                        if let Some(new) = cells.get(&(row, tidy(&header)))
                            && !self.is_lost(&value.to_string())
                        {
                            *value = Json::String(new.clone());
                        }
                    }
                }
                Content::Objects { objects, lines: *lines }
            }
        };
        Self { content, rows: self.rows.clone(), unread: self.unread.clone(), lost: self.lost }
    }
}

/// A cell as delimited text holds it. Nothing is put before a `=`: it is the owner's own data, not a report of ours.
fn written(cell: &str, delimiter: u8, quoted: bool) -> String {
    if quoted || cell.contains([char::from(delimiter), '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// Calls `see` with row, column and place of every cell, counted as the reader counts them: lines without anything are no rows.
fn each_cell(text: &str, delimiter: u8, mut see: impl FnMut(u64, usize, Range<usize>)) {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let mut scratch = [0; 4096];
    let (mut at, mut start, mut row, mut column) = (0, 0, 1, 0);
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let (result, read, _) = reader.read_field(rest, &mut scratch);
        at += read;
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                let whole = text.get(start..at).unwrap_or_default();
                // line ends before the first cell of a row are those of the line before it
                let lead = if column == 0 { whole.len() - whole.trim_start_matches(['\r', '\n']).len() } else { 0 };
                let body = whole.get(lead..).unwrap_or_default();
                // a cell ends with its delimiter, the last one with the end of the line or of the file
                let tail = if record_end { body.len() - body.trim_end_matches(['\r', '\n']).len() } else { 1 };
                see(row, column, start + lead..at - tail);
                start = at;
                (row, column) = if record_end { (row + 1, 0) } else { (row, column + 1) };
            }
            ReadFieldResult::End => break,
        }
    }
}

/// The objects of a JSON text in the order of the reader, with their row numbers, and whether they stand one a line.
fn objects(file: &str, text: &str) -> Result<(Vec<u64>, Vec<Ordered>, bool), IngestError> {
    let damaged = |error: serde_json::Error| IngestError::Damaged {
        file: file.to_owned(),
        row: Some(error.line() as u64),
        reason: json::no_json(&error),
    };
    if text.starts_with('{') && !json::is_one_document(text) {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let read: Result<Vec<(u64, Ordered)>, IngestError> =
            lines.map(|(at, line)| Ok((at as u64 + 1, serde_json::from_str(line).map_err(damaged)?))).collect();
        let (rows, objects) = read?.into_iter().unzip();
        return Ok((rows, objects, true));
    }
    let objects = if text.starts_with('[') {
        serde_json::from_str::<Vec<Ordered>>(text).map_err(damaged)?
    } else {
        json::document(file, text)?.into_iter().map(|(_, object)| Ordered(object.into_iter().collect())).collect()
    };
    Ok(((1..=objects.len() as u64).collect(), objects, false))
}

/// An object whose names keep their order.
#[derive(Debug, Clone)]
struct Ordered(Vec<(String, Json)>);

impl Ordered {
    fn text(&self) -> String {
        let parts: Vec<String> = self.0.iter().map(|(name, value)| format!("{}: {value}", Json::String(name.clone()))).collect();
        format!("{{{}}}", parts.join(", "))
    }
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Ordered;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut entries: Vec<(String, Json)> = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, Json>()? {
                    // of a name given twice the reader sees the last value
                    entries.retain(|(known, _)| *known != name);
                    entries.push((name, value));
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_map(Names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generic() -> ReadOptions<'static> {
        ReadOptions { source: "generic", ..ReadOptions::default() }
    }

    fn open(text: &str) -> FileCopy {
        FileCopy::open(Source { name: "t", bytes: text.as_bytes() }, &generic()).unwrap()
    }

    fn changed(text: &str, cells: &[(u64, &str, &str)]) -> String {
        let copy = open(text);
        let file = copy.read("t", &generic()).unwrap().file;
        let cells = cells.iter().map(|(row, column, value)| ((*row, (*column).to_owned()), (*value).to_owned())).collect();
        copy.with(&file, &cells).text()
    }

    #[test]
    fn letters_of_two_encodings_are_not_written_wrong() {
        let copy = |bytes: &[u8]| FileCopy::open(Source { name: "t", bytes }, &generic()).map(|copy| copy.text());
        let mixed = copy(b"title,agency\n\x93A\x94,\x93X\x94\n\x93B\x94,Kota Y \xe2\x80\x93 Z\n");
        assert_eq!(mixed.unwrap_err().code(), "damaged_file");
        // one letter that is lost is read as such, all others stay
        assert_eq!(copy(b"title,agency\nJum\x92at,Kota Y \xe2\x80\x93 Z\n").unwrap(), "title,agency\nJum\u{fffd}at,Kota Y \u{2013} Z\n");
        assert_eq!(copy(b"title,agency\nJum\x92at,Kota Y\n").unwrap(), "title,agency\nJum\u{2019}at,Kota Y\n");
    }

    #[test]
    fn bytes_without_a_meaning_stay_in_the_file() {
        let changed = |bytes: &[u8], cells: &[(u64, &str, &str)]| {
            let copy = FileCopy::open(Source { name: "t", bytes }, &generic()).unwrap();
            let file = copy.read("t", &generic()).unwrap().file;
            let cells = cells.iter().map(|(row, column, value)| ((*row, (*column).to_owned()), (*value).to_owned())).collect();
            let with = copy.with(&file, &cells);
            (with.bytes(), with.keeps_lost_bytes())
        };
        let csv = b"\xef\xbb\xbftitle,agency,note\nJum\x92at,Kota Y \xe2\x80\x93 Z,\xe2\x80\nB,C,D\n";
        assert_eq!(changed(csv, &[]), (csv.to_vec(), Some(true)));
        let with = b"\xef\xbb\xbftitle,agency,note\nJum\x92at,Kota W,\xe2\x80\nX,C,D\n";
        let cells = [(2, "title", "Jumat"), (2, "agency", "Kota W"), (2, "note", ""), (3, "title", "X")];
        assert_eq!(changed(csv, &cells), (with.to_vec(), Some(true)), "a cell with such bytes is left as it is");
        let json = b"{\"title\": \"Jum\x92at\", \"agency\": \"Kota \xe2\x80\x93\"}\n{\"title\": \"\\ufffd\", \"agency\": \"B\"}\n";
        let with = b"{\"title\": \"Jum\x92at\", \"agency\": \"Kota \xe2\x80\x93\"}\n{\"title\": \"A\", \"agency\": \"B\"}\n";
        assert_eq!(changed(json, &[(1, "title", "Jumat"), (2, "title", "A")]), (with.to_vec(), Some(true)));
        // a mark that says in the file itself that a letter was lost is a letter like others
        let plain = "title,agency\nJum\u{fffd}at,B\n";
        assert_eq!(changed(plain.as_bytes(), &[(2, "title", "Jumat")]), (b"title,agency\nJumat,B\n".to_vec(), None));
        // half a character of UTF-16 has no bytes in UTF-8
        let wide: Vec<u8> =
            [0xfeff, 0x74, 0x69, 0x74, 0x6c, 0x65, 0x0a, 0xd83d, 0x0a].iter().flat_map(|unit: &u16| unit.to_le_bytes()).collect();
        assert_eq!(changed(&wide, &[(2, "title", "A")]), ("title\n\u{fffd}\n".as_bytes().to_vec(), Some(false)));
    }

    #[test]
    fn only_the_cell_changes() {
        let text = "\u{feff}title;agency;summary\r\n\"A; \"\"x\"\"\";  Kota X ;\r\n\r\nB;\"Kota\r\nY\";=1+1\nC;Z;w";
        assert_eq!(open(text).text(), text);
        let with = changed(text, &[(2, "summary", "a;b"), (3, "agency", "Kota Y"), (4, "summary", "akhir"), (4, "title", "satu\ndua")]);
        assert_eq!(
            with,
            "\u{feff}title;agency;summary\r\n\"A; \"\"x\"\"\";  Kota X ;\"a;b\"\r\n\r\nB;\"Kota Y\";=1+1\n\"satu\ndua\";Z;akhir"
        );
    }

    #[test]
    fn objects_keep_their_names_and_order() {
        let text = "[{\"title\": \"A\", \"agency\": null, \"year\": 2021}, {\"year\": 2020, \"title\": \"B\"}]";
        assert_eq!(
            changed(text, &[(2, "title", "C")]),
            "[\n{\"title\": \"A\", \"agency\": null, \"year\": 2021},\n{\"year\": 2020, \"title\": \"C\"}\n]\n"
        );
        let lines = "{\"title\": \"A\"}\n\n{\"title\": \"B\"}\n";
        assert_eq!(
            (open(lines).form(), changed(lines, &[(3, "title", "C")])),
            (CopyForm::Ndjson, "{\"title\": \"A\"}\n{\"title\": \"C\"}\n".into())
        );
    }
}
