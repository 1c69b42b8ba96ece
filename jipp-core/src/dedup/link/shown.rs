//! What a linkage tells of itself.

use std::collections::BTreeMap;

use super::super::candidates::BlockingAnalysis;
use super::super::kind::Kind;
use super::super::labels::{Known, LabelledPair, Labels, Numbers, PairLabel};
use super::super::settings::LinkSettings;
use super::judge::Apart;
use super::order::{in_places, places};
use super::{Linkage, Pair, run};
use crate::error::SettingsError;

/// Letters of a value that a person needs to see.
const SHOWN_LENGTH: usize = 160;

impl Linkage {
    /// Every compared pair as it was judged, however improbable; of more pairs than memory may hold those that decide anything.
    pub(in super::super) fn every_pair(&self) -> Result<Vec<Pair>, SettingsError> {
        let Some(every) = &self.every else { return self.compared_anew() };
        let given = |at: usize| every.order.get(at).map_or(at, |record| *record as usize);
        let apart = Apart::of(&self.table, &self.settings).with(self.stated.clone()).at(&every.order);
        let mut pairs = self.judged(every, &apart, 0.0);
        for pair in &mut pairs {
            let (a, b) = (given(pair.left), given(pair.right));
            (pair.left, pair.right) = (a.min(b), a.max(b));
        }
        pairs.sort_by(Pair::most_probable_first);
        Ok(pairs)
    }

    /// The same where pairs were taken over from an earlier linkage, of which only those worth showing are known.
    fn compared_anew(&self) -> Result<Vec<Pair>, SettingsError> {
        let mut settings = self.settings.clone();
        settings.clustering.review = 0.0;
        Ok(run(self.table.clone(), settings, &self.known(), &[], &crate::progress::silent)?.pairs)
    }

    /// What another linkage needs to know to judge as this one does.
    pub(in super::super) fn known(&self) -> Known {
        let id = |at: usize| self.table.ids().get(at).cloned().unwrap_or_default();
        let label = |l: &LabelledPair| PairLabel { left: id(l.left), right: id(l.right), same: l.same };
        Known {
            model: Some(self.model.clone()),
            labels: self.labels.iter().map(label).collect(),
            ids: None,
            measures: self.measures.clone(),
        }
    }

    /// A pair as it is shown; none if it is not.
    pub(in super::super) fn shown_pair(&self, a: usize, b: usize) -> Option<&Pair> {
        self.pairs.iter().find(|pair| (pair.left.min(pair.right), pair.left.max(pair.right)) == (a.min(b), a.max(b)))
    }

    /// Whether a pair that is not shown was compared; none where that is not known, because pairs were taken over from an earlier linkage or
    /// were more than memory may hold.
    pub(in super::super) fn was_compared(&self, a: usize, b: usize) -> Option<bool> {
        let every = self.every.as_ref()?;
        let place = |wanted: usize| every.order.iter().position(|record| *record as usize == wanted);
        let (a, b) = (place(a)? as u32, place(b)? as u32);
        let is_known = every.pairs.binary_search(&(a.min(b), a.max(b))).is_ok();
        (is_known || every.all_in_memory).then_some(is_known)
    }

    /// Every pair of which the weight is known, smaller number first: all that were compared, of more than memory may hold those that decide
    /// anything; where pairs were taken over from an earlier linkage, those worth showing.
    pub(in super::super) fn weighed(&self) -> Box<dyn Iterator<Item = (usize, usize, f64)> + '_> {
        let in_order = |(a, b, weight): (usize, usize, f64)| (a.min(b), a.max(b), weight);
        match &self.every {
            Some(every) => {
                let given = |at: u32| every.order.get(at as usize).map_or(at as usize, |record| *record as usize);
                Box::new(every.pairs.iter().zip(&every.weights).map(move |((a, b), weight)| in_order((given(*a), given(*b), *weight))))
            }
            None => Box::new(self.pairs.iter().map(move |pair| in_order((pair.left, pair.right, pair.weight)))),
        }
    }

    /// What each rule of blocking costs; with labels also which share of the true pairs it finds. `ids` are those under which the records are
    /// shown. Rules that would propose more pairs than `most` are refused before the pairs are made.
    pub fn analyze_blocking(&self, labels: Option<&Labels>, ids: &[String], most: u64) -> Result<BlockingAnalysis, SettingsError> {
        let numbers = Numbers::new(&self.table, ids);
        let truth = labels.map(|labels| numbers.true_pairs(labels)).transpose()?.unwrap_or_default();
        // candidates depend on the order of the records where similarities are equal: that of a linkage is the order of the ids
        let order = self.table.order();
        let truth = in_places(&truth, &places(&order));
        BlockingAnalysis::of(&self.table.clone().in_order(&order), &self.settings, &truth, most)
    }

    /// The compared values of a record, one after the other, for a person to read.
    pub fn shown_values(&self, record: usize) -> String {
        let mut columns: Vec<&str> = Vec::new();
        for comparison in &self.settings.comparison {
            if !columns.contains(&comparison.column.as_str()) {
                columns.push(&comparison.column);
            }
        }
        let values = columns.iter().map(|column| self.table.value(column, record)).filter(|value| !value.is_empty());
        values.map(|value| crate::text::excerpt(value, SHOWN_LENGTH)).collect::<Vec<_>>().join(" | ")
    }

    /// The ids of the records.
    pub fn ids(&self) -> &[String] {
        self.table.ids()
    }

    /// The settings used, with everything that was inferred.
    pub fn settings(&self) -> &LinkSettings {
        &self.settings
    }

    /// Pairs that a person should look at: probable, but not probable enough to merge; refused by the clustering; or the only thing that
    /// holds a cluster of three or more together ([`bridges`](Self::bridges)).
    pub fn review(&self) -> impl Iterator<Item = &Pair> {
        let bridges = self.bridges();
        self.pairs.iter().filter(move |pair| {
            pair.kind == Kind::Related
                || pair.kind == Kind::Duplicate && self.clusters.get(pair.left) != self.clusters.get(pair.right)
                || bridges.binary_search(&(pair.left.min(pair.right), pair.left.max(pair.right))).is_ok()
        })
    }

    /// Clusters of two or more records, each as record numbers.
    pub fn merged_clusters(&self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (record, cluster) in self.clusters.iter().enumerate() {
            groups.entry(*cluster).or_default().push(record);
        }
        groups.into_values().filter(|members| members.len() > 1).collect()
    }

    /// Which of two records the text of the other names as that from which it comes; none if neither says so, or each of the other.
    pub fn stated_origin(&self, a: usize, b: usize) -> Option<usize> {
        self.stated.named(a, b)
    }

    /// Whether a record belongs to the second of two linked tables.
    pub fn is_right(&self, record: usize) -> bool {
        self.table.side(record) == 1
    }
}
