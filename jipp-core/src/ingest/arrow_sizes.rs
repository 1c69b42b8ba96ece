//! Does Arrow data claim more than it holds?
//!
//! The reader of Arrow makes room for what a message says of its size before it looks whether so much is there, and memory that is not
//! there ends the process. So every claim is compared with the bytes first. Layout: Arrow columnar format 1.5, *Encapsulated message
//! format* and *IPC file format*.

use std::io::Read;

use arrow_ipc::{Message, RecordBatch, root_as_footer, root_as_message};

use super::IngestError;
use super::limits::Limits;

/// Bytes after the footer of a file: its length and the mark of the format.
const TRAILER: usize = 10;

/// An error if a message of an Arrow file or stream claims more than there is, or more than the limits allow.
pub(super) fn check(file: &str, bytes: &[u8], limits: &Limits) -> Result<(), IngestError> {
    let mut sizes = Sizes { file, limits, compressed: 0, inflated: 0 };
    if bytes.starts_with(b"ARROW1") { sizes.of_file(bytes) } else { sizes.of_stream(bytes) }
}

struct Sizes<'a> {
    file: &'a str,
    limits: &'a Limits,
    /// Bytes of all compressed buffers, and of what they hold.
    compressed: u64,
    inflated: u64,
}

impl Sizes<'_> {
    fn of_file(&mut self, bytes: &[u8]) -> Result<(), IngestError> {
        let footer = bytes.len().checked_sub(TRAILER).and_then(|end| {
            let length = usize::try_from(i32::from_le_bytes(*bytes.get(end..)?.first_chunk()?)).ok()?;
            root_as_footer(bytes.get(end.checked_sub(length)?..end)?).ok()
        });
        let footer = footer.ok_or_else(|| self.damaged("its footer cannot be read"))?;
        for block in footer.dictionaries().into_iter().flatten().chain(footer.recordBatches().into_iter().flatten()) {
            let whole = part(bytes, block.offset(), i64::from(block.metaDataLength()).checked_add(block.bodyLength()));
            let whole = whole.ok_or_else(|| self.damaged("its footer names a block that is not there"))?;
            if let Some((message, rest)) = self.next(whole)? {
                self.message(&message, rest)?;
            }
        }
        Ok(())
    }

    fn of_stream(&mut self, bytes: &[u8]) -> Result<(), IngestError> {
        let mut rest = bytes;
        // what is no message is left to the reader
        while let Some((message, after)) = self.next(rest)? {
            self.message(&message, after)?;
            rest = usize::try_from(message.bodyLength()).ok().and_then(|length| after.get(length..)).unwrap_or_default();
        }
        Ok(())
    }

    /// The message at the beginning, if there is one.
    fn next<'b>(&self, bytes: &'b [u8]) -> Result<Option<Parsed<'b>>, IngestError> {
        // since format 0.15 a mark of four bytes goes before the length
        let bytes = bytes.strip_prefix(&[0xff; 4]).unwrap_or(bytes);
        let Some((length, rest)) = bytes.split_first_chunk() else { return Ok(None) };
        let Some(length) = usize::try_from(i32::from_le_bytes(*length)).ok().filter(|length| *length > 0) else { return Ok(None) };
        let Some((metadata, rest)) = rest.split_at_checked(length) else { return Err(self.damaged("a message is longer than the file")) };
        Ok(root_as_message(metadata).ok().map(|message| (message, rest)))
    }

    /// Compares a message with the bytes that follow it, of which its body is the first part.
    fn message(&mut self, message: &Message<'_>, rest: &[u8]) -> Result<(), IngestError> {
        let body = part(rest, 0, Some(message.bodyLength())).ok_or_else(|| self.damaged("a message is longer than the file"))?;
        let batch = message.header_as_record_batch();
        match batch.or_else(|| message.header_as_dictionary_batch().and_then(|dictionary| dictionary.data())) {
            Some(batch) if batch.compression().is_some() => self.buffers(&batch, body),
            _ => Ok(()),
        }
    }

    fn buffers(&mut self, batch: &RecordBatch<'_>, body: &[u8]) -> Result<(), IngestError> {
        for buffer in batch.buffers().into_iter().flatten() {
            let held = part(body, buffer.offset(), Some(buffer.length())).and_then(|held| held.split_first_chunk());
            // a negative length says that the buffer is not compressed
            let Some((claimed, held)) = held.map(|(claimed, held)| (i64::from_le_bytes(*claimed), held)) else { continue };
            let Ok(claimed) = u64::try_from(claimed) else { continue };
            self.inflated = self.inflated.saturating_add(claimed);
            self.compressed += held.len() as u64;
            self.limits.inflation(self.file, self.inflated, self.compressed)?;
            // inflated once through a counter: the reader trusts the claim, and takes what comes
            let mut counted = lz4_flex::frame::FrameDecoder::new(held).take(claimed + 1);
            let seen = std::io::copy(&mut counted, &mut std::io::sink()).unwrap_or(claimed);
            if seen > claimed {
                return Err(self.damaged("a compressed buffer is longer than it says"));
            }
        }
        Ok(())
    }

    fn damaged(&self, reason: &str) -> IngestError {
        IngestError::Damaged { file: self.file.to_owned(), row: None, reason: reason.to_owned().into() }
    }
}

/// The part of `bytes` that begins at `offset` and has this length, if it is there.
fn part(bytes: &[u8], offset: i64, length: Option<i64>) -> Option<&[u8]> {
    let (offset, length) = (usize::try_from(offset).ok()?, usize::try_from(length?).ok()?);
    bytes.get(offset..)?.get(..length)
}

/// A message, and what follows its metadata.
type Parsed<'b> = (Message<'b>, &'b [u8]);
