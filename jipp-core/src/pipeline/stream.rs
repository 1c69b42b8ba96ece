use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::sync_channel;

use super::collect;
use crate::ingest::{FileInfo, IngestError, ReadOptions, RecordReader, read_each_path};
use crate::model::{Finding, Record};
use crate::rules::{CheckOptions, Checked, Checker, check_file, order};

/// What a file was that was checked batch by batch.
#[derive(Debug)]
pub struct Streamed {
    /// What the file turned out to be: of a workbook, the first sheet that was read.
    pub file: FileInfo,
    /// The same for the other sheets that were read.
    pub sheets: Vec<FileInfo>,
    /// Ids of the records that are kept out.
    pub quarantined: HashSet<String>,
}

/// Checks a file batch by batch, so that a file of any size needs little memory. `each` gets every batch of records with the findings
/// about them, and at the end, without records, the findings about all records together and about the file.
pub fn check_path(
    path: &Path,
    reading: &ReadOptions<'_>,
    checking: &CheckOptions<'_>,
    each: &mut dyn FnMut(&[Record], &[Finding]),
) -> Result<Streamed, IngestError> {
    let mut reader = RecordReader::open(path, reading)?;
    let (streamed, of_all, mut findings) = check_batches(&mut reader, reading, checking, each)?;
    findings.splice(0..0, of_all);
    each(&[], &findings);
    Ok(streamed)
}

/// Checks what a reader gives, batch by batch, and puts the findings in the order of [`Dataset::check`](super::Dataset::check). `each` gets
/// every batch of records.
pub fn check_reader(
    mut reader: RecordReader<'_>,
    reading: &ReadOptions<'_>,
    checking: &CheckOptions<'_>,
    each: &mut dyn FnMut(&[Record]),
) -> Result<(Streamed, Checked), IngestError> {
    let mut findings: Vec<Finding> = Vec::new();
    let (streamed, mut of_all, mut all) = check_batches(&mut reader, reading, checking, &mut |records, found| {
        each(records);
        findings.extend_from_slice(found);
    })?;
    findings.append(&mut of_all);
    findings.sort_by(order);
    all.append(&mut findings);
    let quarantined = streamed.quarantined.clone();
    Ok((streamed, Checked { findings: all, quarantined }))
}

/// What a reader was, the findings about all records together, and those about the file.
fn check_batches(
    reader: &mut RecordReader<'_>,
    reading: &ReadOptions<'_>,
    checking: &CheckOptions<'_>,
    each: &mut dyn FnMut(&[Record], &[Finding]),
) -> Result<(Streamed, Vec<Finding>, Vec<Finding>), IngestError> {
    let mut checker = Checker::new(checking);
    let programme = reader.programme().to_owned();
    let mut batch = |records: Vec<Record>| {
        let findings = checker.records(&records, &programme);
        each(&records, &findings);
        reading.threads.drop(records);
    };
    batches(reader, reading, &mut |records| {
        batch(records);
        ControlFlow::Continue(())
    })?;
    let file = reader.file();
    let sheets: Vec<FileInfo> = reader.files().split_off(1);
    let checked = checker.finish();
    let of_files = std::iter::once(&file).chain(&sheets).flat_map(|file| check_file(file, checking)).collect();
    Ok((Streamed { file, sheets, quarantined: checked.quarantined }, checked.findings, of_files))
}

/// Reads a file and gives its records out batch by batch, under the ids of [`collect`], until `each` has seen enough. Of delimited text in
/// UTF-8 one batch is in memory at a time; other files are read as a whole first.
pub fn each_batch(path: &Path, reading: &ReadOptions<'_>, each: &mut dyn FnMut(Vec<Record>) -> ControlFlow<()>) -> Result<(), IngestError> {
    if let Some(mut reader) = RecordReader::streaming(path, reading)? {
        return batches(&mut reader, reading, each);
    }
    let _ = each(collect(read_each_path(path, reading)?).records);
    Ok(())
}

/// Gives out what a reader has; with several threads, reads ahead.
fn batches(
    reader: &mut RecordReader<'_>,
    reading: &ReadOptions<'_>,
    each: &mut dyn FnMut(Vec<Record>) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    if reading.threads.count() > 1 {
        return ahead(reader, each);
    }
    while let Some(records) = reader.next_batch()? {
        if each(records).is_break() {
            break;
        }
    }
    Ok(())
}

/// Reads in a thread of its own, so that the next records are read while those before are looked at. One batch waits at most.
fn ahead(reader: &mut RecordReader<'_>, each: &mut dyn FnMut(Vec<Record>) -> ControlFlow<()>) -> Result<(), IngestError> {
    let (sender, batches) = sync_channel(1);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            while let Some(next) = reader.next_batch().transpose() {
                let failed = next.is_err();
                // whoever checks has gone
                if sender.send(next).is_err() || failed {
                    return;
                }
            }
        });
        for next in batches {
            if each(next?).is_break() {
                break;
            }
        }
        Ok(())
    })
}
