//! What does a file hold before anything is known of its meaning: tables of a workbook, text, or other files?

use std::borrow::Cow;

#[cfg(feature = "archives")]
use super::archive;
use super::table::Table;
use super::{IngestError, Ingested, ReadOptions, Source, decode, delimited, json};
#[cfg(any(feature = "archives", not(feature = "xlsx")))]
use crate::lang::BilingualText;

/// A table and how it was read.
pub(super) struct Partial {
    pub(super) table: Table,
    pub(super) format: &'static str,
    pub(super) detail: String,
}

/// What the bytes said about their characters.
#[derive(Default)]
pub(super) struct Characters {
    pub(super) encoding: String,
    pub(super) damaged: bool,
}

impl Characters {
    /// Tells it of a file.
    pub(super) fn known(&self, mut ingested: Ingested) -> Ingested {
        ingested.file.encoding.clone_from(&self.encoding);
        ingested.file.damaged_text = self.damaged;
        ingested
    }
}

/// The files of an archive, or the file itself.
pub(super) fn files_in<'a>(source: Source<'a>, options: &ReadOptions<'_>) -> Result<Vec<(String, Cow<'a, [u8]>)>, IngestError> {
    options.limits.file(source.name, source.bytes.len() as u64)?;
    #[cfg(feature = "archives")]
    if source.bytes.starts_with(archive::ZIP)
        && let Some(members) = archive::members(source.name, source.bytes, &options.limits)?
    {
        if members.is_empty() {
            return Err(IngestError::Empty { file: source.name.to_owned() });
        }
        return members.into_iter().map(|member| Ok((inner(&member)?, Cow::Owned(member.bytes)))).collect();
    }
    Ok(vec![(source.name.to_owned(), Cow::Borrowed(source.bytes))])
}

/// The name of a file in an archive, if it is no archive itself.
#[cfg(feature = "archives")]
fn inner(member: &archive::Member) -> Result<String, IngestError> {
    let names = [&b"[Content_Types].xml"[..], b"mimetype", b"xl/", b"_rels/"];
    let workbook = || names.iter().any(|name| member.bytes.windows(name.len()).take(1 << 20).any(|window| window == *name));
    if member.bytes.starts_with(archive::GZIP) || member.bytes.starts_with(archive::ZIP) && !workbook() {
        return Err(IngestError::Format {
            file: member.name.clone(),
            seen: BilingualText::new("arsip di dalam arsip", "an archive inside an archive"),
            remedy: decode::UNPACK.into(),
        });
    }
    Ok(member.name.clone())
}

/// What a file holds before anything is known of its meaning.
pub(super) enum Content<'a> {
    /// The sheets of a workbook, or the one table of another file that is no text.
    Tables(Vec<Partial>),
    /// A text that is not blank.
    Text(decode::Decoded<'a>),
}

/// The tables of a file: one, or one for each sheet.
pub(super) fn tables(source: Source<'_>, options: &ReadOptions<'_>) -> Result<(Vec<Partial>, Characters), IngestError> {
    let file = source.name;
    options.limits.file(file, source.bytes.len() as u64)?;
    let unpacked = unpacked(source, options)?;
    let source = Source { name: file, bytes: unpacked.as_deref().unwrap_or(source.bytes) };
    let decoded = match content(source, options)? {
        Content::Tables(tables) => return Ok((tables, Characters::default())),
        Content::Text(decoded) => decoded,
    };
    let text = decoded.text.as_ref();
    let table = if text.trim_start().starts_with(['[', '{']) {
        json::read(file, text, &options.limits)?
    } else {
        delimited::read(file, text, options.delimiter, &options.limits)?
    };
    Ok((vec![table], Characters { encoding: decoded.encoding.name().to_owned(), damaged: decoded.damaged }))
}

/// The line on which each row of a file begins, the first row first; nothing where rows are lines, or the file has none: a workbook. The elements
/// of a JSON list have no line that is known.
pub fn lines_of_rows(source: Source<'_>, options: &ReadOptions<'_>) -> Option<Vec<u64>> {
    let Content::Text(decoded) = content(source, options).ok()? else { return None };
    let text = decoded.text.as_ref();
    match text.trim_start().chars().next()? {
        '[' => Some(Vec::new()),
        '{' => None,
        _ => delimited::lines(text, options.delimiter),
    }
}

/// The content of a compressed file with one file in it.
#[cfg(feature = "archives")]
pub(super) fn unpacked(source: Source<'_>, options: &ReadOptions<'_>) -> Result<Option<Vec<u8>>, IngestError> {
    let file = source.name;
    if source.bytes.starts_with(archive::GZIP) {
        let inflated = archive::gunzip(file, source.bytes, &options.limits)?;
        let member = archive::Member { name: file.to_owned(), bytes: inflated };
        inner(&member)?;
        return Ok(Some(member.bytes));
    }
    if !source.bytes.starts_with(archive::ZIP) {
        return Ok(None);
    }
    let Some(mut members) = archive::members(file, source.bytes, &options.limits)? else { return Ok(None) };
    match (members.pop(), members.len()) {
        (None, _) => Err(IngestError::Empty { file: file.to_owned() }),
        (Some(member), 0) => {
            inner(&member)?;
            Ok(Some(member.bytes))
        }
        (Some(last), more) => Err(IngestError::Format {
            file: file.to_owned(),
            seen: BilingualText::new(
                format!("arsip berisi {} berkas, yang terakhir `{}`", more + 1, last.name),
                format!("an archive of {} files, the last of them `{}`", more + 1, last.name),
            ),
            remedy: BilingualText::new("buka arsipnya, lalu sebutkan salah satu berkasnya", "unpack it, and name one of them"),
        }),
    }
}

#[cfg(not(feature = "archives"))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as where archives are read")]
pub(super) fn unpacked(_: Source<'_>, _: &ReadOptions<'_>) -> Result<Option<Vec<u8>>, IngestError> {
    Ok(None)
}

/// Tells a workbook from a text, and decodes a text.
pub(super) fn content<'a>(source: Source<'a>, options: &ReadOptions<'_>) -> Result<Content<'a>, IngestError> {
    let file = source.name;
    if source.bytes.starts_with(b"PK\x03\x04") {
        return Ok(Content::Tables(workbook(source, options)?));
    }
    #[cfg(feature = "spreadsheets")]
    if source.bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Ok(Content::Tables(super::spreadsheet::xls(file, source.bytes, &options.limits)?));
    }
    #[cfg(feature = "parquet")]
    if source.bytes.starts_with(b"PAR1") {
        return Ok(Content::Tables(vec![super::columnar::parquet(file, source.bytes, &options.limits)?]));
    }
    #[cfg(feature = "arrow")]
    if super::columnar::is_arrow(source.bytes) {
        return Ok(Content::Tables(vec![super::columnar::arrow(file, source.bytes, &options.limits)?]));
    }
    if let Some((seen, remedy)) = decode::binary(source.bytes) {
        return Err(IngestError::Format { file: file.to_owned(), seen: seen.into(), remedy: remedy.into() });
    }
    let decoded = match decode::utf16_without_mark(source.bytes) {
        Some(utf16) => utf16.decode(source.bytes),
        None => decode::decode(source.bytes),
    };
    if decoded.text.trim().is_empty() {
        return Err(IngestError::Empty { file: file.to_owned() });
    }
    Ok(Content::Text(decoded))
}

#[cfg(feature = "xlsx")]
fn workbook(source: Source<'_>, options: &ReadOptions<'_>) -> Result<Vec<Partial>, IngestError> {
    #[cfg(feature = "spreadsheets")]
    if super::spreadsheet::is_ods(source.bytes) {
        return super::spreadsheet::ods(source.name, source.bytes, &options.limits);
    }
    super::xlsx::read(source.name, source.bytes, &options.limits)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(source: Source<'_>, _: &ReadOptions<'_>) -> Result<Vec<Partial>, IngestError> {
    Err(IngestError::Format {
        file: source.name.to_owned(),
        seen: BilingualText::new("buku kerja XLSX, yang tidak dibaca oleh versi ini", "an XLSX workbook, which this build does not read"),
        remedy: BilingualText::new(
            "simpan sebagai .csv, atau bangun dengan fitur `xlsx`",
            "save it as .csv, or build with the feature `xlsx`",
        ),
    })
}
