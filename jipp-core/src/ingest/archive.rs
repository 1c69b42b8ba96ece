//! What is inside a compressed file? Inflated through a counter, never trusting what the file says of itself.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::IngestError;
use super::limits::Limits;
use crate::lang::BilingualText;

pub(super) const GZIP: &[u8] = b"\x1f\x8b";
pub(super) const ZIP: &[u8] = b"PK\x03\x04";

/// Inflates a gzip file.
pub(super) fn gunzip(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, IngestError> {
    let mut inflated = Vec::new();
    let mut decoder = MultiGzDecoder::new(bytes);
    inflate(file, &mut decoder, bytes.len() as u64, limits, |part| inflated.extend_from_slice(part))
        .map_err(|error| damaged(file, &error))??;
    Ok(inflated)
}

/// What is wrong with an archive whose end is missing.
pub(super) fn cut_short(error: &std::io::Error) -> BilingualText {
    BilingualText::new(format!("tidak dapat dibuka sampai akhir: {error}"), format!("it cannot be unpacked to its end: {error}"))
}

fn damaged(file: &str, error: &std::io::Error) -> IngestError {
    IngestError::Damaged { file: file.to_owned(), row: None, reason: cut_short(error) }
}

/// Reads to the end, piece by piece, as far as the limits allow. The outer error is one of unpacking.
pub(super) fn inflate(
    file: &str,
    from: &mut dyn Read,
    compressed: u64,
    limits: &Limits,
    mut each: impl FnMut(&[u8]),
) -> std::io::Result<Result<u64, IngestError>> {
    let mut buffer = vec![0; 1 << 16];
    let mut inflated: u64 = 0;
    loop {
        let read = match from.read(&mut buffer) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if read == 0 {
            return Ok(Ok(inflated));
        }
        inflated += read as u64;
        if let Err(error) = limits.inflation(file, inflated, compressed) {
            return Ok(Err(error));
        }
        each(buffer.get(..read).unwrap_or_default());
    }
}

/// One file inside a ZIP archive.
#[derive(Debug)]
pub(super) struct Member {
    /// Archive and name in it: `kiriman.zip/kipp.csv`.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// The files inside an archive, in the order of their names; none if it is a workbook.
pub(super) fn members(file: &str, bytes: &[u8], limits: &Limits) -> Result<Option<Vec<Member>>, IngestError> {
    let broken = |reason: String| IngestError::Damaged { file: file.to_owned(), row: None, reason: reason.into() };
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    let names: Vec<String> = archive.file_names().map(|name| name.map_or_else(|_| String::new(), std::borrow::Cow::into_owned)).collect();
    if names.iter().any(|name| name == "[Content_Types].xml" || name == "mimetype" || name.starts_with("xl/")) {
        return Ok(None);
    }
    Limits::hold(file, "rows", names.len() as u64, limits.rows)?;
    let mut members = Vec::new();
    let mut total = 0;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|error| broken(error.to_string()))?;
        let name = part.name().map_or_else(|_| at.to_string(), std::borrow::Cow::into_owned);
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        // what file managers leave in archives
        if part.is_dir() || last.is_empty() || last.starts_with('.') || name.starts_with("__MACOSX/") || last == "Thumbs.db" {
            continue;
        }
        let shown = format!("{file}/{}", crate::text::excerpt(&name, 120));
        let compressed = part.compressed_size();
        let mut content = Vec::new();
        let inflated = inflate(&shown, &mut part, compressed, limits, |piece| content.extend_from_slice(piece))
            .map_err(|error| damaged(&shown, &error))??;
        total += inflated;
        limits.inflation(file, total, bytes.len() as u64)?;
        members.push(Member { name: shown, bytes: content });
    }
    members.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Some(members))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn gz(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn several_members_of_gzip_are_one_file() {
        let bytes = [gz(b"a,b\n"), gz(b"1,2\n")].concat();
        assert_eq!(gunzip("t.gz", &bytes, &Limits::default()).unwrap(), b"a,b\n1,2\n");
    }

    #[test]
    fn inflation_stops_at_the_limit() {
        let bytes = gz(&vec![0; 1 << 20]);
        let limits = Limits { inflated_bytes: (1 << 20) - 1, ..Limits::default() };
        assert_eq!(gunzip("t.gz", &bytes, &limits).unwrap_err().code(), "limit_passed");
        let limits = Limits { inflated_bytes: 1 << 20, ..limits };
        assert_eq!(gunzip("t.gz", &bytes, &limits).unwrap().len(), 1 << 20);
        let large = gz(&vec![b'a'; 17 << 20]);
        let error = gunzip("t.gz", &large, &Limits::default()).unwrap_err();
        assert!(error.to_string().contains("inflation_ratio"), "{error}");
    }

    #[test]
    fn a_file_cut_short_is_damaged() {
        let bytes = gz(b"title\nLayanan\n");
        let cut = bytes.get(..bytes.len() - 6).unwrap();
        assert_eq!(gunzip("t.gz", cut, &Limits::default()).unwrap_err().code(), "damaged_file");
    }
}
