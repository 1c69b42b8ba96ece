//! Reading a large file in batches: what was read is let go before the next batch comes.

mod opened;

use std::io::Read as _;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use opened::{From, Opened, streamable};

#[cfg(feature = "arrow")]
use super::choose::HEADER_SEARCH;
use super::choose::{Chosen, choose, choose_each};
#[cfg(feature = "arrow")]
use super::columnar::{ColumnarRows, FrameRows, next_rows};
use super::content::{Characters, Partial, tables};
#[cfg(feature = "arrow")]
use super::convert::is_stranger;
use super::convert::stranger;
use super::delimited::{self, Rows};
#[cfg(feature = "arrow")]
use super::detect::ASKED;
#[cfg(feature = "arrow")]
use super::limits::Limits;
#[cfg(feature = "arrow")]
use super::read::IN_MEMORY;
use super::read::{BATCH, Conversion, bytes_of, stop_if_asked};
#[cfg(feature = "arrow")]
use super::returned::COLUMNS as FEEDBACK_COLUMNS;
use super::table::{Row, Table};
use super::{FileInfo, IngestError, ReadOptions, Source};
use crate::model::Record;
use crate::progress::{CancelToken, Progress, ProgressStage, Watcher};

/// The records of a file, batch by batch.
///
/// Delimited text in UTF-8, also inside gzip, is streamed: of a file of any size one batch is in memory, and `file_bytes` and `cells` of
/// the limits do not apply. Other files (workbooks, JSON, Parquet, other encodings) are read as a whole first; of a workbook every sheet
/// that has the columns of the first is read, one after the other.
pub struct RecordReader<'a> {
    name: String,
    conversion: Conversion<'a>,
    rows: Rest,
    characters: Characters,
    /// Sheets that come after the present one, and what those before were.
    later: std::vec::IntoIter<(String, Chosen<'a>)>,
    before: Vec<FileInfo>,
    done: usize,
    total: usize,
    progress: Watcher<'a>,
    cancel: &'a CancelToken,
    threads: &'a crate::Threads,
}

enum Rest {
    Whole {
        rows: std::vec::IntoIter<Row>,
        blank: u64,
    },
    Stream {
        first: std::vec::IntoIter<Row>,
        rest: Box<Stream>,
    },
    #[cfg(feature = "arrow")]
    Frame {
        first: std::vec::IntoIter<Row>,
        rest: Box<FrameRows>,
    },
}

impl std::fmt::Debug for RecordReader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecordReader").field("name", &self.name).field("done", &self.done).finish_non_exhaustive()
    }
}

/// Rows that are read before header and mapping are chosen.
const HEAD: usize = 64;

impl<'a> RecordReader<'a> {
    /// Opens a file and finds out what it is.
    pub fn open(path: &Path, options: &ReadOptions<'a>) -> Result<Self, IngestError> {
        Self::streaming(path, options)?.map_or_else(|| Self::whole(path, options), Ok)
    }

    /// Opens a file of which one batch at a time is in memory; nothing if it must be read as a whole.
    pub(crate) fn streaming(path: &Path, options: &ReadOptions<'a>) -> Result<Option<Self>, IngestError> {
        let shown = path.display().to_string();
        let io = |source| IngestError::Io { file: shown.clone(), source };
        let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
        let mut opened = Opened::new(path, &options.limits).map_err(io)?;
        let Some(start) = streamable(&mut opened).map_err(|error| opened.failed(&name, error))? else { return Ok(None) };
        let text = opened.sample.get(start..).unwrap_or_default();
        let text = std::str::from_utf8(text).unwrap_or_else(|cut| {
            let whole = text.get(..cut.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        });
        let delimiter = options.delimiter.unwrap_or_else(|| delimited::detect(text));
        let mut from = opened.again().map_err(io)?;
        from.read_exact(&mut vec![0; start]).map_err(io)?;
        let mut rest = Rows::new(&name, from, delimiter, options.limits).streaming();
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
        let rows = Rest::Stream { first, rest: Box::new(Stream::start(rest, options.threads.count() > 1)) };
        let characters = Characters { encoding: "UTF-8".to_owned(), damaged: false };
        Ok(Some(Self::new(&name, &mut chosen, rows, characters, options)))
    }

    /// Reads Arrow data that is in memory already, such as a data frame, piece by piece: its texts stay where they are until the record that
    /// owns them is made. Of its size nothing is limited, only the length of a cell.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use arrow_array::{ArrayRef, RecordBatch, StringArray};
    /// use jipp_core::ingest::{ReadOptions, RecordReader};
    ///
    /// let column = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
    /// let frame = RecordBatch::try_from_iter([("title", column("Bank Sampah")), ("agency", column("Pemkot Malang"))])?;
    /// let mut reader = RecordReader::arrow("frame", &frame.schema(), [Ok(frame.clone())], &ReadOptions::default())?;
    /// assert_eq!(reader.next_batch()?.map(|records| records.len()), Some(1));
    /// assert!(reader.next_batch()?.is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "arrow")]
    pub fn arrow(
        name: &str,
        schema: &arrow_schema::Schema,
        batches: impl IntoIterator<Item = Result<arrow_array::RecordBatch, arrow_schema::ArrowError>, IntoIter: Send + 'static>,
        options: &ReadOptions<'a>,
    ) -> Result<Self, IngestError> {
        let limits = Limits { rows: u64::MAX, cells: u64::MAX, inflated_bytes: u64::MAX, columns: usize::MAX, ..options.limits };
        let batches: Box<dyn Iterator<Item = _> + Send> = Box::new(batches.into_iter());
        let mut rest: FrameRows = ColumnarRows::new(name, schema, batches, limits)?;
        let mut table = Table { columns: rest.columns.clone(), ..Table::default() };
        // as many as are asked for their year; all of them where the rows remember what they correct
        loop {
            let comes_back = std::iter::once(&table.columns)
                .chain(table.rows.iter().map(|row| &row.cells).take(HEADER_SEARCH))
                .any(|cells| cells.iter().any(|cell| FEEDBACK_COLUMNS.contains(&cell.trim())));
            if table.rows.len() >= ASKED && !comes_back {
                break;
            }
            let mut next = next_rows(&mut rest)?;
            if next.is_empty() {
                break;
            }
            table.rows.append(&mut next);
        }
        let mut chosen = choose(name, vec![Partial { table, format: IN_MEMORY, detail: String::new() }], options)?;
        let first = std::mem::take(&mut chosen.partial.table.rows).into_iter();
        let rows = Rest::Frame { first, rest: Box::new(rest) };
        Ok(Self::new(name, &mut chosen, rows, Characters::default(), options))
    }

    fn new(name: &str, chosen: &mut Chosen<'a>, mut rows: Rest, characters: Characters, options: &ReadOptions<'a>) -> Self {
        let conversion = Conversion::new(name, chosen, options.threads).with_sources(options, |column| rows.stranger(column));
        Self {
            name: name.to_owned(),
            conversion,
            rows,
            characters,
            later: Vec::new().into_iter(),
            before: Vec::new(),
            done: 0,
            total: 0,
            progress: options.progress,
            cancel: options.cancel,
            threads: options.threads,
        }
    }

    fn whole(path: &Path, options: &ReadOptions<'a>) -> Result<Self, IngestError> {
        let (name, bytes) = bytes_of(path, options)?;
        let (tables, characters) = tables(Source { name: &name, bytes: &bytes }, options)?;
        let mut sheets = choose_each(&name, tables, options)?;
        let total = sheets.iter().map(|(_, chosen)| chosen.partial.table.rows.len()).sum();
        let (name, mut first) = sheets.remove(0);
        let rows = Rest::of(&mut first);
        let reader = Self::new(&name, &mut first, rows, characters, options);
        Ok(Self { total, later: sheets.into_iter(), ..reader })
    }

    /// The programme whose form the records follow.
    pub fn programme(&self) -> &str {
        self.conversion.programme()
    }

    /// The next records; none at the end of the file.
    pub fn next_batch(&mut self) -> Result<Option<Vec<Record>>, IngestError> {
        stop_if_asked(&self.name, self.done, self.cancel)?;
        let mut batch = self.rows.next()?;
        while batch.is_empty()
            && let Some((name, mut chosen)) = self.later.next()
        {
            self.before.push(self.present());
            self.rows = Rest::of(&mut chosen);
            self.conversion = self.conversion.next(&name, &mut chosen, self.threads);
            batch = self.rows.next()?;
        }
        if batch.is_empty() {
            return Ok(None);
        }
        let records = self.conversion.records(batch);
        self.done += records.len();
        (self.progress)(Progress { stage: ProgressStage::Read, done: self.done, total: self.total });
        Ok(Some(records))
    }

    /// What the file is, as far as it was read: of a workbook, the first sheet.
    pub fn file(&self) -> FileInfo {
        self.before.first().cloned().unwrap_or_else(|| self.present())
    }

    /// The same for every sheet that was read.
    pub fn files(&self) -> Vec<FileInfo> {
        self.before.iter().cloned().chain([self.present()]).collect()
    }

    fn present(&self) -> FileInfo {
        let blank = match &self.rows {
            Rest::Whole { blank, .. } => *blank,
            Rest::Stream { rest, .. } => rest.blank(),
            #[cfg(feature = "arrow")]
            Rest::Frame { rest, .. } => rest.blank,
        };
        let Characters { encoding, damaged } = &self.characters;
        FileInfo { encoding: encoding.clone(), damaged_text: *damaged, ..self.conversion.file(blank) }
    }
}

impl Rest {
    fn of(chosen: &mut Chosen<'_>) -> Self {
        let rows = std::mem::take(&mut chosen.partial.table.rows).into_iter();
        Self::Whole { rows, blank: chosen.partial.table.blank_rows }
    }

    /// The first cell of a column that names no source. Of a file that is streamed none is asked for.
    fn stranger(&mut self, column: usize) -> Option<String> {
        match self {
            Self::Whole { rows, .. } => stranger(rows.as_slice(), column),
            Self::Stream { first, .. } => stranger(first.as_slice(), column),
            #[cfg(feature = "arrow")]
            Self::Frame { first, rest } => stranger(first.as_slice(), column).or_else(|| rest.find_ahead(column, is_stranger)),
        }
    }

    fn next(&mut self) -> Result<Vec<Row>, IngestError> {
        match self {
            Self::Whole { rows, .. } => Ok(rows.by_ref().take(BATCH).collect()),
            Self::Stream { first, rest } => {
                // the rows of the head are a batch of their own
                let head: Vec<Row> = first.by_ref().collect();
                if head.is_empty() { rest.next() } else { Ok(head) }
            }
            #[cfg(feature = "arrow")]
            Self::Frame { first, rest } => {
                if first.len() == 0 {
                    *first = next_rows(rest)?.into_iter();
                }
                Ok(first.by_ref().take(BATCH).collect())
            }
        }
    }
}

/// Batches of rows, taken apart in a thread of their own where there are several.
enum Stream {
    Here(Box<Rows<From>>),
    Aside { batches: Receiver<Result<(Vec<Row>, u64), IngestError>>, blank: u64, ended: bool },
}

impl Stream {
    fn start(rows: Rows<From>, aside: bool) -> Self {
        if !aside {
            return Self::Here(Box::new(rows));
        }
        // two batches wait at most: what reads is never far ahead of what converts
        let (sender, batches) = sync_channel(2);
        let blank = rows.blank;
        std::thread::spawn(move || send(rows, &sender));
        Self::Aside { batches, blank, ended: false }
    }

    fn next(&mut self) -> Result<Vec<Row>, IngestError> {
        match self {
            Self::Here(rows) => batch_of(rows),
            Self::Aside { ended: true, .. } => Ok(Vec::new()),
            Self::Aside { batches, blank, ended } => match batches.recv() {
                Ok(Ok((batch, blank_rows))) => {
                    *blank = blank_rows;
                    *ended = batch.is_empty();
                    Ok(batch)
                }
                Ok(Err(error)) => {
                    *ended = true;
                    Err(error)
                }
                // the other side always sends an empty batch last
                Err(_) => {
                    *ended = true;
                    Ok(Vec::new())
                }
            },
        }
    }

    fn blank(&self) -> u64 {
        match self {
            Self::Here(rows) => rows.blank,
            Self::Aside { blank, .. } => *blank,
        }
    }
}

fn batch_of(rows: &mut Rows<From>) -> Result<Vec<Row>, IngestError> {
    let mut batch = Vec::with_capacity(BATCH);
    while batch.len() < BATCH
        && let Some(row) = rows.next()?
    {
        batch.push(row);
    }
    Ok(batch)
}

fn send(mut rows: Rows<From>, batches: &SyncSender<Result<(Vec<Row>, u64), IngestError>>) {
    loop {
        let batch = batch_of(&mut rows);
        let last = batch.as_ref().map_or(true, Vec::is_empty);
        // nobody listens any more: the reader was let go
        if batches.send(batch.map(|batch| (batch, rows.blank))).is_err() || last {
            return;
        }
    }
}
