//! Which characters do the bytes of a file mean? Four ways of writing are known. A library for all of the web's encodings would bring tables of
//! East Asian ones that are an eighth of what a browser downloads to check records.

use crate::lang::Bilingual;
use std::borrow::Cow;

/// How a text is written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

/// What Windows-1252 has where Latin-1 has control characters (WHATWG Encoding Standard, index-windows-1252); the five bytes without a meaning stay
/// control characters.
const WINDOWS_1252_80_TO_9F: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

impl Encoding {
    /// Its name in the WHATWG Encoding Standard.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The encoding that a byte order mark tells, and the length of the mark.
    fn of_mark(bytes: &[u8]) -> Option<(Self, usize)> {
        match bytes {
            [0xef, 0xbb, 0xbf, ..] => Some((Self::Utf8, 3)),
            [0xff, 0xfe, ..] => Some((Self::Utf16Le, 2)),
            [0xfe, 0xff, ..] => Some((Self::Utf16Be, 2)),
            _ => None,
        }
    }

    /// The text, a mark counted as part of it. What has no meaning becomes U+FFFD.
    pub(super) fn decode(self, bytes: &[u8]) -> Decoded<'_> {
        let (text, damaged) = match self {
            Self::Utf8 => match String::from_utf8_lossy(bytes) {
                Cow::Borrowed(text) => (Cow::Borrowed(text), false),
                mended @ Cow::Owned(_) => (mended, true),
            },
            Self::Utf16Le => utf16(bytes, u16::from_le_bytes),
            Self::Utf16Be => utf16(bytes, u16::from_be_bytes),
            Self::Windows1252 => {
                let character = |byte: &u8| {
                    let special = byte.checked_sub(0x80).and_then(|at| WINDOWS_1252_80_TO_9F.get(usize::from(at)));
                    special.copied().unwrap_or(char::from(*byte))
                };
                (Cow::Owned(bytes.iter().map(character).collect()), false)
            }
        };
        Decoded { text, encoding: self, damaged, mixed: false }
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> (Cow<'_, str>, bool) {
    let (units, rest) = bytes.as_chunks::<2>();
    let mut damaged = !rest.is_empty();
    let characters = char::decode_utf16(units.iter().map(|pair| unit(*pair))).map(|character| {
        character.unwrap_or_else(|_| {
            damaged = true;
            char::REPLACEMENT_CHARACTER
        })
    });
    let mut text: String = characters.collect();
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (Cow::Owned(text), damaged)
}

/// Text decoded from the bytes of a file.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: Encoding,
    /// Whether some bytes had no meaning in the encoding.
    pub(super) damaged: bool,
    /// Whether some bytes were written in another encoding than the one in which all of them were read.
    pub(super) mixed: bool,
}

/// Decodes by byte order mark, else as UTF-8 if it is valid, else as
/// Windows-1252, in which every old spreadsheet of a western Windows was written.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, length)) = Encoding::of_mark(bytes) {
        return encoding.decode(bytes.get(length..).unwrap_or_default());
    }
    let plain = Encoding::Utf8.decode(bytes);
    if !plain.damaged {
        return plain;
    }
    // a letter damaged in a UTF-8 file, or a row pasted from another, is no reason to read all of it as Windows-1252: that would change
    // every other letter beyond ASCII, and nothing would tell
    let seen = Sequences::of(bytes);
    if seen.following > seen.broken {
        return plain;
    }
    Decoded { mixed: seen.long > 0, ..Encoding::Windows1252.decode(bytes) }
}

/// What speaks for and against UTF-8 in bytes that are not all of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sequences {
    /// Bytes that follow the first one of a valid sequence: the more of them, the less it is one by chance.
    following: usize,
    /// Sequences of three bytes and more. Text in Windows-1252 has none: a letter such as `â` with two signs behind it.
    long: usize,
    /// Runs of bytes without a meaning.
    broken: usize,
}

impl Sequences {
    fn of(bytes: &[u8]) -> Self {
        let mut seen = Self::default();
        for chunk in bytes.utf8_chunks() {
            seen.broken += usize::from(!chunk.invalid().is_empty());
            for length in chunk.valid().chars().map(char::len_utf8).filter(|length| *length > 1) {
                seen.following += length - 1;
                seen.long += usize::from(length > 2);
            }
        }
        seen
    }
}

/// UTF-16 without a byte order mark: every second byte of the start is NUL.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..bytes.len().min(512))?;
    let zeros = |start: usize| head.iter().skip(start).step_by(2).filter(|b| **b == 0).count();
    let half = head.len() / 2;
    if half >= 4 && zeros(1) * 10 >= half * 9 && zeros(0) == 0 {
        Some(Encoding::Utf16Le)
    } else if half >= 4 && zeros(0) * 10 >= half * 9 && zeros(1) == 0 {
        Some(Encoding::Utf16Be)
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

/// What to do with an archive that jipp does not open.
pub(super) const UNPACK: Bilingual = Bilingual { id: "buka arsipnya dahulu", en: "unpack it first" };

/// Why these bytes are no text, if they are none: the format they have, and what to do.
pub(super) fn binary(bytes: &[u8]) -> Option<(Bilingual, Bilingual)> {
    const PICTURE: Bilingual = Bilingual { id: "gambar", en: "a picture" };
    const SEND_TABLE: Bilingual =
        Bilingual { id: "kirim tabelnya sendiri, sebagai .xlsx atau .csv", en: "send the table itself, as .xlsx or .csv" };
    const KNOWN: &[(&[u8], Bilingual, Bilingual)] = &[
        #[cfg(not(feature = "spreadsheets"))]
        (
            b"\xd0\xcf\x11\xe0",
            Bilingual { id: "buku kerja Excel lama (.xls)", en: "an old Excel workbook (.xls)" },
            Bilingual { id: "simpan sebagai .xlsx atau .csv", en: "save it as .xlsx or .csv" },
        ),
        (
            b"%PDF",
            Bilingual { id: "dokumen PDF", en: "a PDF document" },
            Bilingual { id: "mintalah tabelnya sendiri, sebagai .xlsx atau .csv", en: "ask for the table itself, as .xlsx or .csv" },
        ),
        #[cfg(not(feature = "archives"))]
        (b"\x1f\x8b", Bilingual { id: "arsip gzip", en: "a gzip archive" }, UNPACK),
        (b"\x89PNG", PICTURE, SEND_TABLE),
        (b"\xff\xd8\xff", PICTURE, SEND_TABLE),
        (
            b"SQLite format 3",
            Bilingual { id: "basis data SQLite", en: "an SQLite database" },
            Bilingual { id: "buka dengan `jipp status` bila itu katalog", en: "open it with `jipp status` if it is a catalog" },
        ),
        #[cfg(not(feature = "parquet"))]
        (
            b"PAR1",
            Bilingual { id: "berkas Parquet", en: "a Parquet file" },
            Bilingual {
                id: "ubah menjadi .csv, atau bangun dengan fitur `parquet`",
                en: "convert it to .csv, or build with the feature `parquet`",
            },
        ),
        #[cfg(not(feature = "arrow"))]
        (
            b"ARROW1",
            Bilingual { id: "berkas Arrow", en: "an Arrow file" },
            Bilingual {
                id: "ubah menjadi .csv, atau bangun dengan fitur `arrow`",
                en: "convert it to .csv, or build with the feature `arrow`",
            },
        ),
        (b"Rar!", Bilingual { id: "arsip RAR", en: "a RAR archive" }, UNPACK),
        (b"7z\xbc\xaf\x27\x1c", Bilingual { id: "arsip 7-Zip", en: "a 7-Zip archive" }, UNPACK),
        (b"BZh", Bilingual { id: "arsip bzip2", en: "a bzip2 archive" }, UNPACK),
        (b"\xfd7zXZ", Bilingual { id: "arsip xz", en: "an xz archive" }, UNPACK),
        (b"\x28\xb5\x2f\xfd", Bilingual { id: "arsip zstd", en: "a zstd archive" }, UNPACK),
    ];
    if let Some((_, seen, remedy)) = KNOWN.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Some((*seen, *remedy));
    }
    let head = bytes.get(..bytes.len().min(8192))?;
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || utf16_without_mark(bytes).is_some() {
        return None;
    }
    let control = head.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\n' | b'\r' | b'\t' | 0x0b | 0x0c | 0x1a)).count();
    (control > 4 && control * 50 > head.len()).then_some((
        Bilingual { id: "data biner", en: "binary data" },
        Bilingual {
            id: "periksa apakah berkas yang dikirim benar, sebagai .csv, .xlsx, atau .json",
            en: "check that the right file was sent, as .csv, .xlsx or .json",
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_writing_is_read() {
        let read = |bytes: &[u8]| {
            let decoded = decode(bytes);
            (decoded.text.into_owned(), decoded.encoding.name(), decoded.damaged)
        };
        assert_eq!(read("é".as_bytes()), ("é".into(), "UTF-8", false));
        assert_eq!(read(b"\xef\xbb\xbfa"), ("a".into(), "UTF-8", false));
        assert_eq!(read(b"\xff\xfea\0\x3d\xd8\x00\xde"), ("a\u{1f600}".into(), "UTF-16LE", false));
        assert_eq!(read(b"\xfe\xff\0a\xd8\x3d"), ("a\u{fffd}".into(), "UTF-16BE", true), "half a pair");
        assert_eq!(read(b"\xff\xfea\0b"), ("a\u{fffd}".into(), "UTF-16LE", true), "half a unit");
        let one_letter = "Jum@at Berkah \u{2013} \u{201c}Layanan\u{201d} Cepat".replace('@', "\u{1}").into_bytes();
        let one_letter: Vec<u8> = one_letter.into_iter().map(|byte| if byte == 1 { 0x92 } else { byte }).collect();
        assert_eq!(read(&one_letter), ("Jum\u{fffd}at Berkah \u{2013} \u{201c}Layanan\u{201d} Cepat".into(), "UTF-8", true));
        assert_eq!(read(b"Jum\x92at \xe2\x80\x93 pagi"), ("Jum\u{fffd}at \u{2013} pagi".into(), "UTF-8", true), "one against one");
        // what is valid by chance does not outweigh the letters of Windows-1252
        assert_eq!(read(b"Stra\xdf\x94 caf\xe9"), ("Stra\u{df}\u{201d} caf\u{e9}".into(), "windows-1252", false));
        assert_eq!(read(b"Jum\x92at"), ("Jum\u{2019}at".into(), "windows-1252", false));
        assert_eq!(read(b"caf\xe9 \x80\x9f\x81"), ("caf\u{e9} \u{20ac}\u{178}\u{81}".into(), "windows-1252", false));
    }

    #[test]
    fn two_encodings_in_one_file_are_noticed() {
        assert!(decode(b"\x93a\x94 \x93b\x94 \x93c\x94 \xe2\x80\x93").mixed);
        assert!(!decode(b"\x93a\x94 \xdf\x94").mixed);
        assert!(!decode(b"a \xe2\x80\x93 \x93").mixed, "read as UTF-8, what is lost is told");
    }
}
