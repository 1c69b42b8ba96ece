//! Reading a large file in batches: what was read is let go before the next batch comes.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use super::delimited::{self, Rows};
use super::read::{BATCH, Chosen, Conversion, Partial, choose};
use super::returned::STATUS_COLUMN;
use super::table::{Row, Table};
use super::{FileInfo, IngestError, ReadOptions, decode};
use crate::model::Record;
use crate::progress::{Progress, ProgressStage, Watcher};

/// The records of a file, batch by batch.
///
/// Delimited text in UTF-8 is streamed: of a file of any size one batch is in memory, and `file_bytes` of the limits does not apply.
/// Other files (XLSX, JSON, other encodings) are read as a whole first.
pub struct RecordReader<'a> {
    conversion: Conversion<'a>,
    rows: Source,
    encoding: String,
    damaged: bool,
    done: usize,
    total: usize,
    progress: Watcher<'a>,
}

enum Source {
    Whole { rows: std::vec::IntoIter<Row>, blank: u64 },
    Stream { first: std::vec::IntoIter<Row>, rest: Box<Rows<BufReader<File>>> },
}

impl std::fmt::Debug for RecordReader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecordReader").field("encoding", &self.encoding).field("done", &self.done).finish_non_exhaustive()
    }
}

/// Rows that are read before header and mapping are chosen.
const HEAD: usize = 64;
/// Bytes that are looked at for the format and the delimiter.
const SAMPLE: usize = 1 << 20;

impl<'a> RecordReader<'a> {
    /// Opens a file and finds out what it is.
    pub fn open(path: &Path, options: &ReadOptions<'a>) -> Result<Self, IngestError> {
        let shown = path.display().to_string();
        let io = |source| IngestError::Io { file: shown.clone(), source };
        let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
        let mut file = File::open(path).map_err(io)?;
        let mut sample = Vec::with_capacity(SAMPLE);
        file.by_ref().take(SAMPLE as u64).read_to_end(&mut sample).map_err(io)?;
        let Some(start) = streamable(&mut file, &sample).map_err(io)? else { return Self::whole(path, options) };
        let text = sample.get(start..).unwrap_or_default();
        let text = std::str::from_utf8(text).unwrap_or_else(|cut| {
            let whole = text.get(..cut.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        });
        let delimiter = options.delimiter.unwrap_or_else(|| delimited::detect(text));
        file.seek(SeekFrom::Start(start as u64)).map_err(io)?;
        let mut rest = Rows::new(&name, BufReader::with_capacity(1 << 18, file), delimiter, options.limits);
        let mut table = Table::default();
        if let Some(header) = rest.next()? {
            (table.header_row, table.columns) = (header.number, header.cells);
        }
        while table.rows.len() < HEAD
            && let Some(row) = rest.next()?
        {
            table.rows.push(row);
        }
        let partial = Partial { table, format: "csv", detail: delimited::detail(delimiter) };
        let mut chosen = choose(&name, vec![partial], options)?;
        let first = std::mem::take(&mut chosen.partial.table.rows).into_iter();
        Ok(Self::new(&name, &mut chosen, Source::Stream { first, rest: Box::new(rest) }, options))
    }

    fn new(name: &str, chosen: &mut Chosen<'a>, rows: Source, options: &ReadOptions<'a>) -> Self {
        let conversion = Conversion::new(name, chosen, options.threads);
        Self { conversion, rows, encoding: "UTF-8".to_owned(), damaged: false, done: 0, total: 0, progress: options.progress }
    }

    fn whole(path: &Path, options: &ReadOptions<'a>) -> Result<Self, IngestError> {
        let (name, mut chosen, encoding, damaged) = super::read::chosen_of_path(path, options)?;
        let rows = std::mem::take(&mut chosen.partial.table.rows);
        let (total, blank) = (rows.len(), chosen.partial.table.blank_rows);
        let reader = Self::new(&name, &mut chosen, Source::Whole { rows: rows.into_iter(), blank }, options);
        Ok(Self { encoding, damaged, total, ..reader })
    }

    /// The programme whose form the records follow.
    pub fn programme(&self) -> &str {
        self.conversion.programme()
    }

    /// The next records; none at the end of the file.
    pub fn next_batch(&mut self) -> Result<Option<Vec<Record>>, IngestError> {
        let mut batch: Vec<Row> = Vec::with_capacity(BATCH);
        match &mut self.rows {
            Source::Whole { rows, .. } => batch.extend(rows.by_ref().take(BATCH)),
            Source::Stream { first, rest } => {
                batch.extend(first.by_ref().take(BATCH));
                while batch.len() < BATCH
                    && let Some(row) = rest.next()?
                {
                    batch.push(row);
                }
            }
        }
        if batch.is_empty() {
            return Ok(None);
        }
        let records = self.conversion.records(batch);
        self.done += records.len();
        (self.progress)(Progress { stage: ProgressStage::Read, done: self.done, total: self.total });
        Ok(Some(records))
    }

    /// What the file is, as far as it was read.
    pub fn file(&self) -> FileInfo {
        let blank = match &self.rows {
            Source::Whole { blank, .. } => *blank,
            Source::Stream { rest, .. } => rest.blank,
        };
        FileInfo { encoding: self.encoding.clone(), damaged_text: self.damaged, ..self.conversion.file(blank) }
    }
}

/// Where the text of a file starts that can be streamed: delimited text, all of it valid UTF-8.
fn streamable(file: &mut File, sample: &[u8]) -> std::io::Result<Option<usize>> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let start = if sample.starts_with(MARK) { MARK.len() } else { 0 };
    let text = sample.get(start..).unwrap_or_default();
    let opening = text.iter().find(|byte| !byte.is_ascii_whitespace());
    if sample.starts_with(b"PK\x03\x04")
        || decode::binary(sample).is_some()
        || decode::utf16_without_mark(sample).is_some()
        || matches!(opening, None | Some(b'[' | b'{'))
        // the columns of jipp stand in the first rows, and what they keep is put back row by row
        || contains(sample, STATUS_COLUMN.as_bytes())
    {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(start as u64))?;
    let mut buffer = vec![0; 1 << 18];
    let mut kept = 0;
    loop {
        let read = file.read(buffer.get_mut(kept..).unwrap_or_default())?;
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
