use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text decoded from the bytes of a file.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static Encoding,
    /// Whether some bytes had no meaning in the encoding.
    pub(super) damaged: bool,
}

/// Decodes by byte order mark, else as UTF-8 if it is valid, else as UTF-16 if every second byte is NUL, else as
/// Windows-1252, in which every old spreadsheet of a western Windows was written.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, damaged) = encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default());
        return Decoded { text, encoding, damaged };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), encoding: UTF_8, damaged: false };
    }
    // one letter damaged in a large UTF-8 file is no reason to read all of it as Windows-1252
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let broken = text.matches('\u{fffd}').count();
    let multibyte = text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if multibyte > broken * 4 {
        return Decoded { text, encoding: UTF_8, damaged: true };
    }
    let (text, damaged) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Decoded { text, encoding: WINDOWS_1252, damaged }
}

/// UTF-16 without a byte order mark: every second byte of the start is NUL.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512))?;
    let zeros = |start: usize| head.iter().skip(start).step_by(2).filter(|b| **b == 0).count();
    let half = head.len() / 2;
    if half >= 4 && zeros(1) * 10 >= half * 9 && zeros(0) == 0 {
        Some(UTF_16LE)
    } else if half >= 4 && zeros(0) * 10 >= half * 9 && zeros(1) == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether these bytes begin like a table that is no text: a workbook, an archive, Parquet, Arrow.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn is_table_format(bytes: &[u8]) -> bool {
    [&b"PK\x03\x04"[..], b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"PAR1", b"ARROW1", b"\xff\xff\xff\xff"]
        .iter()
        .any(|magic| bytes.starts_with(magic))
}

/// Why these bytes are no text, if they are none: the format they have, and what to do.
pub(super) fn binary(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const KNOWN: &[(&[u8], &str, &str)] = &[
        #[cfg(not(feature = "spreadsheets"))]
        (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)", "save it as .xlsx or .csv"),
        (b"%PDF", "a PDF document", "ask for the table itself, as .xlsx or .csv"),
        #[cfg(not(feature = "archives"))]
        (b"\x1f\x8b", "a gzip archive", "unpack it first"),
        (b"\x89PNG", "a picture", "send the table itself, as .xlsx or .csv"),
        (b"\xff\xd8\xff", "a picture", "send the table itself, as .xlsx or .csv"),
        (b"SQLite format 3", "an SQLite database", "open it with `jipp status` if it is a catalog"),
        #[cfg(not(feature = "parquet"))]
        (b"PAR1", "a Parquet file", "convert it to .csv, or build with the feature `parquet`"),
        #[cfg(not(feature = "arrow"))]
        (b"ARROW1", "an Arrow file", "convert it to .csv, or build with the feature `arrow`"),
        (b"Rar!", "a RAR archive", "unpack it first"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
        (b"BZh", "a bzip2 archive", "unpack it first"),
        (b"\xfd7zXZ", "an xz archive", "unpack it first"),
        (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    ];
    if let Some((_, seen, remedy)) = KNOWN.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Some((seen, remedy));
    }
    let head = bytes.get(..bytes.len().min(8192))?;
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || utf16_without_mark(bytes).is_some() {
        return None;
    }
    let control = head.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\n' | b'\r' | b'\t' | 0x0b | 0x0c | 0x1a)).count();
    (control > 4 && control * 50 > head.len()).then_some(("binary data", "check that the right file was sent, as .csv, .xlsx or .json"))
}
