use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::dedup::{Explanation, Kind, LinkType, Linkage};
use crate::error::SettingsError;
use crate::lang::Lang;

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

/// How well a cluster of two or more records holds together: one line of the file of `--cluster-quality`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ClusterQualityRow {
    /// Id of its first record, as in the clusters.
    pub cluster: String,
    /// How many records it has.
    pub records: usize,
    /// Share of its pairs, 0 to 1, that reach the threshold by their own values.
    pub density: f64,
    /// Mean match weight of all its pairs in bits, -10 to 10.
    pub cohesion: f64,
    /// In a cluster of three or more: pairs of ids without which it would fall apart.
    pub bridges: Vec<(String, String)>,
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

/// How well each cluster of two or more records holds together, the least cohesive first, under these ids.
pub fn cluster_quality_rows(linkage: &Linkage, ids: &[String]) -> Vec<ClusterQualityRow> {
    let id = |record: usize| ids.get(record).cloned().unwrap_or_default();
    let rounded = |figure: f64| (figure * 1e4).round() / 1e4;
    let row = |cluster: crate::dedup::ClusterQuality| ClusterQualityRow {
        cluster: cluster.members.first().map(|first| id(*first)).unwrap_or_default(),
        records: cluster.members.len(),
        density: rounded(cluster.density),
        cohesion: rounded(cluster.cohesion),
        bridges: cluster.bridges.into_iter().map(|(a, b)| (id(a), id(b))).collect(),
    };
    linkage.cluster_quality().into_iter().map(row).collect()
}

/// Explains two records by the ids under which they are shown (one for each record); their record ids will do too. Of two tables the first
/// is of the left one, the second of the right one.
pub fn explained(linkage: &Linkage, ids: &[String], (left, right): (&str, &str), lang: Lang) -> Result<Explanation, SettingsError> {
    let two = linkage.settings().link_type == LinkType::Link;
    let number = |id: &str, of_right: bool| {
        let find = |ids: &[String]| ids.iter().enumerate().position(|(at, own)| own == id && (!two || linkage.is_right(at) == of_right));
        let what = match (two, of_right) {
            (false, _) => "record id",
            (true, false) => "record id of the first table",
            (true, true) => "record id of the second table",
        };
        let unknown = || SettingsError::UnknownValue { what, value: id.to_owned(), suggestion: None };
        find(ids).or_else(|| find(linkage.ids())).ok_or_else(unknown)
    };
    let explanation = linkage.explain_records(number(left, false)?, number(right, true)?, lang);
    Ok(Explanation { left: left.to_owned(), right: right.to_owned(), ..explanation })
}
