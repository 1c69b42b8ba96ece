//! What a person said about pairs: the same, or not.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::table::LinkTable;
use crate::error::SettingsError;
use crate::lang::{BilingualText, told};

/// What a person says about two records, by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct PairLabel {
    /// Id of the first record; of two tables, in the first.
    pub left: String,
    /// Id of the second record; of two tables, in the second.
    pub right: String,
    /// Whether they are the same.
    pub same: bool,
}

/// What is known about which records are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Labels {
    /// Pairs that a person looked at.
    Pairs(Vec<PairLabel>),
    /// The true cluster of each record: id and cluster. Records of different clusters are different.
    Clusters(Vec<(String, String)>),
}

/// A labelled pair by the numbers of its records, the smaller first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LabelledPair {
    /// Number of the first record.
    pub left: usize,
    /// Number of the second record.
    pub right: usize,
    /// Whether they are the same.
    pub same: bool,
}

/// Ambiguous ids that an error names at most.
const AMBIGUOUS_TOLD: usize = 3;

/// Finds records by the ids under which they are shown.
pub(super) struct Numbers<'a> {
    of: HashMap<(u8, &'a str), usize>,
    two: bool,
}

impl<'a> Numbers<'a> {
    pub(super) fn new(table: &LinkTable, ids: &'a [String]) -> Self {
        let two = (0..ids.len()).any(|record| table.side(record) == 1);
        Self { of: ids.iter().enumerate().map(|(at, id)| ((table.side(at), id.as_str()), at)).collect(), two }
    }

    /// Ids of a table of clusters that name a record of each of the two tables, up to `most`: nobody knows which is meant.
    pub(super) fn ambiguous<'b>(&self, ids: impl Iterator<Item = &'b str>, most: usize) -> Vec<&'b str> {
        let (left, right) = ("left:", "right:");
        let in_both = |id: &str| {
            // shown as they are, or told apart already
            let told =
                |side: u8, prefix: &str| self.of.contains_key(&(side, id)) || self.of.contains_key(&(side, &*format!("{prefix}{id}")));
            self.two && told(0, left) && told(1, right)
        };
        let mut found: Vec<&str> = Vec::new();
        for id in ids.filter(|id| in_both(id)) {
            if !found.contains(&id) {
                found.push(id);
            }
            if found.len() == most {
                break;
            }
        }
        found
    }

    /// Refuses clusters with such ids.
    pub(super) fn unambiguous(&self, clusters: &[(String, String)]) -> Result<(), SettingsError> {
        let found = self.ambiguous(clusters.iter().map(|(id, _)| id.as_str()), AMBIGUOUS_TOLD);
        if found.is_empty() {
            return Ok(());
        }
        let shown = found.iter().map(|id| format!("write `left:{id}` or `right:{id}` for `{id}`")).collect::<Vec<_>>().join(", ");
        let problem = told!(
            "label: ada ID di kedua tabel, sehingga tidak jelas rekaman mana yang dimaksud: {shown}",
            "labels: ids stand in both tables, so that nobody knows which record is meant: {shown}"
        );
        Err(SettingsError::Invalid { problems: vec![problem] })
    }

    /// The record with this id in one of the tables; the other is looked at where this one has none.
    fn of(&self, id: &str, side: u8) -> Option<usize> {
        let side = if self.two { side } else { 0 };
        self.of.get(&(side, id)).or_else(|| self.of.get(&(1 - side, id))).copied()
    }

    /// The records of a table of clusters: `left:ID` and `right:ID` name a side.
    pub(super) fn record(&self, id: &str) -> Option<usize> {
        self.of(id, 0).or_else(|| {
            let (side, id) = id.split_once(':')?;
            self.of
                .get(&(
                    match side {
                        "left" => 0,
                        "right" => 1,
                        _ => return None,
                    },
                    id,
                ))
                .copied()
        })
    }

    /// The pairs that labels say are the same.
    pub(super) fn true_pairs(&self, labels: &Labels) -> Result<Vec<LabelledPair>, SettingsError> {
        match labels {
            Labels::Pairs(pairs) => Ok(self.pairs(pairs)?.0),
            Labels::Clusters(clusters) => {
                self.unambiguous(clusters)?;
                let mut members: std::collections::BTreeMap<&str, Vec<usize>> = std::collections::BTreeMap::new();
                for (id, cluster) in clusters {
                    members.entry(cluster).or_default().extend(self.record(id));
                }
                let mut pairs = Vec::new();
                for records in members.values() {
                    for (at, a) in records.iter().enumerate() {
                        let others = records.iter().skip(at + 1).filter(|b| *b != a);
                        pairs.extend(others.map(|b| LabelledPair { left: *a.min(b), right: *a.max(b), same: true }));
                    }
                }
                Ok(pairs)
            }
        }
    }

    /// Pairs by number, sorted, each once; and how many name a record that is not there. A pair labelled both ways is an error.
    pub(super) fn pairs(&self, labels: &[PairLabel]) -> Result<(Vec<LabelledPair>, usize), SettingsError> {
        let mut unknown = 0;
        let mut pairs: Vec<LabelledPair> = Vec::with_capacity(labels.len());
        for label in labels {
            match (self.of(&label.left, 0), self.of(&label.right, 1)) {
                (Some(a), Some(b)) if a != b => pairs.push(LabelledPair { left: a.min(b), right: a.max(b), same: label.same }),
                _ => unknown += 1,
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let both = pairs.windows(2).filter(|two| matches!(two, [a, b] if (a.left, a.right) == (b.left, b.right)));
        let name = |at: usize| self.of.iter().find(|(_, number)| **number == at).map_or("", |((_, id), _)| *id);
        let problems: Vec<BilingualText> = both
            .filter_map(|two| two.first())
            .map(|pair| {
                told!(
                    "`{}` dan `{}` diberi label sama dan berbeda sekaligus",
                    "`{}` and `{}` are labelled as the same and as different",
                    name(pair.left),
                    name(pair.right)
                )
            })
            .collect();
        if !problems.is_empty() {
            return Err(SettingsError::Invalid { problems });
        }
        if pairs.is_empty() && unknown > 0 {
            let first = labels.first().map_or_else(String::new, |label| format!("`{}`, `{}`", label.left, label.right));
            let problem = told!(
                "tidak ada label yang menyebut dua rekaman tabel (yang pertama menyebut {first}): pilih kolom ID yang dipakai label",
                "no label names two records of the table (the first names {first}): choose the id column of the labels"
            );
            return Err(SettingsError::Invalid { problems: vec![problem] });
        }
        Ok((pairs, unknown))
    }
}

/// What a linkage knows before it begins.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// A model learned before: it is applied, nothing is learned.
    pub model: Option<super::LinkModel>,
    /// What a person said about pairs.
    pub labels: Vec<PairLabel>,
    /// The ids by which the labels name the records, one for each; those of the table if not given.
    pub ids: Option<Vec<String>>,
    /// Measures that levels of kind `custom` ask for.
    pub measures: super::Measures,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(left: &str, right: &str, same: bool) -> PairLabel {
        PairLabel { left: left.into(), right: right.into(), same }
    }

    #[test]
    fn labels_find_their_records() {
        let left = LinkTable::new(vec!["1".into(), "2".into()]).unwrap();
        let right = LinkTable::new(vec!["2".into(), "3".into()]).unwrap();
        let both = LinkTable::stacked(&left, &right).unwrap();
        let ids = both.ids().to_vec();
        let numbers = Numbers::new(&both, &ids);
        let (pairs, unknown) = numbers.pairs(&[label("2", "2", true), label("1", "3", false), label("9", "3", false)]).unwrap();
        assert_eq!(pairs.iter().map(|p| (p.left, p.right, p.same)).collect::<Vec<_>>(), [(0, 3, false), (1, 2, true)]);
        assert_eq!((unknown, numbers.record("right:2"), numbers.record("left:2")), (1, Some(2), Some(1)));
        let clusters = |ids: [&str; 2]| ids.map(|id| (id.to_owned(), "c".to_owned()));
        for ids in [["2", "3"], ["1", "2"]] {
            let error = numbers.unambiguous(&clusters(ids)).unwrap_err().to_string();
            assert!(error.contains("write `left:2` or `right:2` for `2`"), "{error}");
        }
        assert!(numbers.unambiguous(&clusters(["left:2", "right:2"])).is_ok() && numbers.unambiguous(&clusters(["1", "3"])).is_ok());
        // under the ids that tell them apart it is the same
        let told: Vec<String> = ["1", "left:2", "right:2", "3"].map(str::to_owned).to_vec();
        let numbers = Numbers::new(&both, &told);
        assert!(numbers.unambiguous(&clusters(["2", "3"])).is_err() && numbers.unambiguous(&clusters(["left:2", "1"])).is_ok());
        let numbers = Numbers::new(&both, &ids);
        let twice = numbers.pairs(&[label("1", "2", true), label("1", "2", false)]).unwrap_err().to_string();
        assert!(twice.contains("`1` and `2` are labelled as the same and as different"), "{twice}");
        assert!(numbers.pairs(&[label("x", "y", true)]).unwrap_err().to_string().contains("no label names two records"));
    }
}
