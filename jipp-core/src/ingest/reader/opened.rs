//! Can a file be streamed, and how are its bytes read, also out of gzip?

use std::fs::File;
use std::io::{BufReader, Read, Seek as _, SeekFrom};
use std::path::Path;

use crate::ingest::limits::Limits;
use crate::ingest::returned::STATUS_COLUMN;
use crate::ingest::{IngestError, decode};

/// The bytes of a file from its beginning.
pub(super) type From = Box<dyn Read + Send>;

/// Bytes that are looked at for the format and the delimiter.
const SAMPLE: usize = 1 << 20;

/// A file that can be read twice, inflated if it is compressed.
pub(super) struct Opened {
    file: File,
    pub(super) sample: Vec<u8>,
    /// Bytes of the file if it is compressed, and the limits of inflating.
    gzip: Option<(u64, Limits)>,
}

impl Opened {
    /// Opens a file and reads its beginning.
    pub(super) fn new(path: &Path, limits: &Limits) -> std::io::Result<Self> {
        let mut file = File::open(path)?;
        let mut sample = Vec::with_capacity(SAMPLE);
        file.by_ref().take(SAMPLE as u64).read_to_end(&mut sample)?;
        let mut opened = Self { file, sample, gzip: None };
        if cfg!(feature = "archives") && opened.sample.starts_with(b"\x1f\x8b") {
            opened.gzip = Some((opened.file.metadata()?.len(), *limits));
            let mut inflated = Vec::with_capacity(SAMPLE);
            // what is damaged here is told by whoever reads the whole
            let _ = opened.again()?.take(SAMPLE as u64).read_to_end(&mut inflated);
            opened.sample = inflated;
        }
        Ok(opened)
    }

    /// The content from its beginning.
    pub(super) fn again(&mut self) -> std::io::Result<From> {
        self.file.seek(SeekFrom::Start(0))?;
        let file = BufReader::with_capacity(1 << 18, self.file.try_clone()?);
        #[cfg(feature = "archives")]
        if let Some((compressed, limits)) = self.gzip {
            let decoder = flate2::bufread::MultiGzDecoder::new(file);
            return Ok(Box::new(Inflating { decoder, compressed, limits, inflated: 0 }));
        }
        Ok(Box::new(file))
    }

    /// What an error of reading means.
    pub(super) fn failed(&self, name: &str, source: std::io::Error) -> IngestError {
        match self.gzip {
            Some((_, limits)) if source.kind() == std::io::ErrorKind::FileTooLarge => {
                let seen = source.get_ref().and_then(|inner| inner.to_string().parse().ok()).unwrap_or(0);
                IngestError::Limit { file: name.to_owned(), limit: "inflation_ratio", seen, allowed: limits.inflation_ratio }
            }
            #[cfg(feature = "archives")]
            Some(_) => IngestError::Damaged { file: name.to_owned(), row: None, reason: crate::ingest::archive::cut_short(&source) },
            _ => IngestError::Io { file: name.to_owned(), source },
        }
    }
}

/// Bytes that come out of a compressed file, in proportion to what goes in.
#[cfg(feature = "archives")]
struct Inflating<R> {
    decoder: flate2::bufread::MultiGzDecoder<R>,
    compressed: u64,
    limits: Limits,
    inflated: u64,
}

#[cfg(feature = "archives")]
impl<R: std::io::BufRead> Read for Inflating<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.decoder.read(buffer)?;
        self.inflated += read as u64;
        // a stream is never in memory as a whole: only its proportion counts
        let unbound = Limits { inflated_bytes: u64::MAX, ..self.limits };
        if unbound.inflation("", self.inflated, self.compressed).is_err() {
            let ratio = self.inflated / self.compressed.max(1);
            return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, ratio.to_string()));
        }
        Ok(read)
    }
}

/// Where the text of a file starts that can be streamed: delimited text, all of it valid UTF-8.
pub(super) fn streamable(opened: &mut Opened) -> std::io::Result<Option<usize>> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let sample = opened.sample.as_slice();
    let start = if sample.starts_with(MARK) { MARK.len() } else { 0 };
    let text = sample.get(start..).unwrap_or_default();
    let opening = text.iter().find(|byte| !byte.is_ascii_whitespace());
    if decode::is_table_format(sample)
        || decode::binary(sample).is_some()
        || decode::utf16_without_mark(sample).is_some()
        || matches!(opening, None | Some(b'[' | b'{'))
        // the columns of jipp stand in the first rows, and what they keep is put back row by row
        || contains(sample, STATUS_COLUMN.as_bytes())
    {
        return Ok(None);
    }
    let mut from = opened.again()?;
    from.read_exact(&mut vec![0; start])?;
    let mut buffer = vec![0; 1 << 18];
    let mut kept = 0;
    loop {
        let read = from.read(buffer.get_mut(kept..).unwrap_or_default())?;
        let filled = buffer.get(..kept + read).unwrap_or_default();
        if read == 0 {
            return Ok(filled.is_empty().then_some(start));
        }
        // a letter cut by the end of the buffer is completed by what comes
        let valid = match std::str::from_utf8(filled) {
            Ok(_) => filled.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Ok(None),
        };
        let end = kept + read;
        buffer.copy_within(valid..end, 0);
        kept = end - valid;
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}
