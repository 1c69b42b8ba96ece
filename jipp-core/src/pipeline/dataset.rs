use std::collections::HashMap;

use crate::ingest::{FileInfo, Ingested};
use crate::model::{Finding, Record};
use crate::rules::{CheckOptions, Checked, Digest, check, check_file, digests};

/// The records of several files. Record ids are unique across all of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dataset {
    /// What each file was.
    pub files: Vec<FileInfo>,
    /// One record for each data row, file by file.
    pub records: Vec<Record>,
}

/// Puts files together. Where two files hold the same system and id, the later record gets its file and row into its id;
/// rule ID-06 reports it. A record of a feedback or quarantine file that comes back takes the place of the one that it corrects.
pub fn collect(files: Vec<Ingested>) -> Dataset {
    let mut dataset = Dataset::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (number, ingested) in files.into_iter().enumerate() {
        let returned = ingested.file.returned;
        dataset.files.push(ingested.file);
        for mut record in ingested.records {
            if let Some(place) = places.get(&record.source.record_id).copied() {
                if returned && let Some(before) = dataset.records.get_mut(place) {
                    record.source.restore_withheld(&before.source);
                    *before = record;
                    continue;
                }
                let id = format!("{}#{}.{}", record.source.record_id, number + 1, record.source.row);
                record.rename(&id);
            }
            places.insert(record.source.record_id.clone(), dataset.records.len());
            dataset.records.push(record);
        }
    }
    dataset
}

impl Dataset {
    /// Some of the records, chosen by their places, with the files that they come from: each says how many of its rows are left. Files
    /// without any of them are left out.
    pub fn keep(&self, chosen: impl Fn(usize) -> bool) -> Self {
        let mut part = Self::default();
        let mut places = self.records.iter().enumerate();
        for file in &self.files {
            let rows = places.by_ref().take(file.rows as usize);
            let kept: Vec<Record> = rows.filter(|(place, _)| chosen(*place)).map(|(_, record)| record.clone()).collect();
            if !kept.is_empty() {
                part.files.push(FileInfo { rows: kept.len() as u64, ..file.clone() });
                part.records.extend(kept);
            }
        }
        part
    }

    /// Checks files and records with every selected rule.
    pub fn check(&self, options: &CheckOptions<'_>) -> Checked {
        let programmes = self.programmes();
        let mut checked = check(&self.records, |record| programmes.get(&*record.source.file).copied().unwrap_or("other"), options);
        let mut findings: Vec<Finding> = self.files.iter().flat_map(|file| check_file(file, options)).collect();
        findings.append(&mut checked.findings);
        Checked { findings, quarantined: checked.quarantined }
    }

    /// What rules about replications ask of the records.
    pub fn digests(&self) -> Vec<Digest> {
        let programmes = self.programmes();
        digests(&self.records, |record| programmes.get(&*record.source.file).copied().unwrap_or("other"))
    }

    /// The programme of each file.
    fn programmes(&self) -> HashMap<&str, &str> {
        self.files.iter().rev().map(|f| (f.name.as_str(), f.programme.as_str())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{ReadOptions, Source, read};

    fn file(name: &str, source: &str, text: &str) -> Ingested {
        read(Source { name, bytes: text.as_bytes() }, &ReadOptions { source, ..ReadOptions::default() }).unwrap()
    }

    #[test]
    fn a_part_keeps_files_systems_and_ids() {
        let first = file("a.csv", "generic", "title,agency\nSatu,Pemkot Malang\nDua,Pemkot Malang\n");
        let second = file("b.csv", "generic", "title,agency\nTiga,Pemkot Malang\n");
        let whole = collect(vec![first, second]);
        let part = whole.keep(|place| place > 0);
        assert_eq!(part.records, whole.records[1..]);
        assert_eq!(part.files.iter().map(|file| (file.name.as_str(), file.rows)).collect::<Vec<_>>(), [("a.csv", 1), ("b.csv", 1)]);
        assert_eq!(whole.keep(|place| place == 2).files.len(), 1);
        assert_eq!(whole.keep(|_| true), whole);
        assert_eq!(whole.keep(|_| false), Dataset::default());
    }
}
