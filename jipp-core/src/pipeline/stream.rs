use std::collections::HashSet;
use std::path::Path;
use std::sync::mpsc::sync_channel;

use crate::ingest::{FileInfo, IngestError, ReadOptions, RecordReader};
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
    if reading.threads.count() > 1 {
        ahead(reader, &mut batch)?;
    } else {
        while let Some(records) = reader.next_batch()? {
            batch(records);
        }
    }
    let file = reader.file();
    let sheets: Vec<FileInfo> = reader.files().split_off(1);
    let checked = checker.finish();
    let of_files = std::iter::once(&file).chain(&sheets).flat_map(|file| check_file(file, checking)).collect();
    Ok((Streamed { file, sheets, quarantined: checked.quarantined }, checked.findings, of_files))
}

/// Reads in a thread of its own, so that the next records are read while those before are checked. One batch waits at most.
fn ahead(reader: &mut RecordReader<'_>, batch: &mut dyn FnMut(Vec<Record>)) -> Result<(), IngestError> {
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
        batches.into_iter().try_for_each(|next| next.map(&mut *batch))
    })
}
