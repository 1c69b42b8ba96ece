use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::dedup::{Kind, LinkType, Linkage};

/// Two records that hang together: one line of `pairs.csv`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct PairRow {
    /// Id of the first record.
    pub left: String,
    /// Id of the second record.
    pub right: String,
    /// Match probability, 0 to 1.
    pub probability: f64,
    /// What they are to each other.
    pub kind: Kind,
}

/// The cluster of a record: one line of `clusters.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ClusterRow {
    /// Id of the record.
    pub id: String,
    /// Id of the first record of its cluster.
    pub cluster: String,
}

/// The pairs of a linkage with at least this probability, under these ids (one for each record).
pub fn pair_rows(linkage: &Linkage, ids: &[String], least: f64) -> Vec<PairRow> {
    let id = |record: usize| ids.get(record).cloned().unwrap_or_default();
    let rounded = |p: f64| (p * 1e6).round() / 1e6;
    let shown = linkage.pairs.iter().filter(|pair| pair.probability >= least);
    shown
        .map(|pair| PairRow { left: id(pair.left), right: id(pair.right), probability: rounded(pair.probability), kind: pair.kind })
        .collect()
}

/// The ids of a linkage for a column in which the records of two linked tables stand together: ids that occur in both get `left:` or
/// `right:` before them. Those of one table stay as they are.
pub fn told_apart(linkage: &Linkage, ids: &[String]) -> Vec<String> {
    let different: HashSet<&String> = ids.iter().collect();
    if linkage.settings().link_type == LinkType::Dedupe || different.len() == ids.len() {
        return ids.to_vec();
    }
    ids.iter().enumerate().map(|(record, id)| format!("{}:{id}", if linkage.is_right(record) { "right" } else { "left" })).collect()
}

/// The cluster of every record, under these ids.
pub fn cluster_rows(linkage: &Linkage, ids: &[String]) -> Vec<ClusterRow> {
    let id = |record: usize| ids.get(record).cloned().unwrap_or_default();
    linkage.clusters.iter().enumerate().map(|(record, cluster)| ClusterRow { id: id(record), cluster: id(*cluster) }).collect()
}
