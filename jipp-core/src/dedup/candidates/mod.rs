//! Candidate pairs. No step compares all records with all others.

mod analysis;
mod features;
mod keys;
mod minhash;
mod similar;
mod why;

use self::features::Features;
use super::csr::Lists;
use super::settings::{Blocking, LinkSettings, LinkType};
use super::table::LinkTable;

pub use analysis::{BlockingAnalysis, RuleAnalysis};
pub(super) use keys::key_part;
pub(super) use minhash::band_keys;
pub(super) use why::verdicts;
pub use why::{BlockingReason, RuleVerdict};

/// Candidate pairs, smaller record number first, sorted, each once; and blocks that were too large to compare all with all.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) pairs: Vec<(u32, u32)>,
    /// Large blocks of which none was compared.
    pub(super) skipped_blocks: usize,
    /// Large blocks in which each record met those most similar to it.
    pub(super) split_blocks: usize,
}

impl Candidates {
    /// Adds pairs that are compared whatever the rules say.
    pub(super) fn add(&mut self, pairs: impl Iterator<Item = (u32, u32)>) {
        let before = self.pairs.len();
        self.pairs.extend(pairs);
        if self.pairs.len() > before {
            self.pairs.sort_unstable();
            self.pairs.dedup();
        }
    }
}

pub(super) fn candidates(table: &LinkTable, settings: &LinkSettings) -> Candidates {
    let mut found = Candidates::default();
    let mut known: Option<(&[String], Features)> = None;
    // rules that look at the same columns one after the other: a column is taken apart once
    let mut rules: Vec<&Blocking> = settings.blocking.iter().collect();
    rules.sort_by_key(|rule| settings.blocking.iter().position(|first| first.similar == rule.similar));
    for rule in rules {
        known = known.filter(|(columns, _)| *columns == rule.similar);
        if known.is_none() && !rule.similar.is_empty() {
            known = Some((&rule.similar, Features::of(table, &rule.similar)));
        }
        propose(table, rule, known.as_ref().map(|(_, features)| features), settings, &mut found);
    }
    drop(known);
    found.pairs = once(table.len(), &found.pairs);
    found
}

/// The pairs sorted, each once: grouped by their first record, then sorted within a group.
fn once(records: usize, pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let groups = Lists::grouped(records, pairs.iter().copied());
    let mut sorted = Vec::with_capacity(pairs.len());
    let mut seconds: Vec<u32> = Vec::new();
    for first in 0..groups.len() {
        seconds.clear();
        seconds.extend_from_slice(groups.get(first));
        seconds.sort_unstable();
        seconds.dedup();
        sorted.extend(seconds.iter().map(|second| (first as u32, *second)));
    }
    sorted
}

/// Adds the pairs of one rule; a pair may be added more than once. `features` are those of its similar columns.
fn propose(table: &LinkTable, rule: &Blocking, features: Option<&Features>, settings: &LinkSettings, found: &mut Candidates) {
    let link_type = settings.link_type;
    match features {
        Some(features) if !rule.columns.is_empty() => similar::within_blocks(table, rule, features, link_type, &mut found.pairs),
        Some(features) => similar::by_similarity(table, rule, features, link_type, &mut found.pairs),
        None => {
            let keyed = if rule.minhash.is_empty() { keys::keyed(table, rule) } else { band_keys(table, rule) };
            keys::in_blocks(table, keyed, rule, settings, found);
        }
    }
}

fn allowed(table: &LinkTable, link_type: LinkType, a: usize, b: usize) -> bool {
    a != b && table.any_fresh(a, b) && table.may_meet(link_type, a, b)
}

fn pair(a: usize, b: usize) -> (u32, u32) {
    (a.min(b) as u32, a.max(b) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(names: &[&str]) -> LinkTable {
        let ids = (0..names.len()).map(|i| i.to_string()).collect();
        LinkTable::new(ids).unwrap().with_column("name", names.iter().map(|n| (*n).to_owned()).collect()).unwrap()
    }

    #[test]
    fn keys_meet_after_folding_and_missing_meets_nothing() {
        let table = table(&["SI-TARANG", "si tarang", "", "", "Lapor"]);
        let settings = LinkSettings {
            blocking: vec![Blocking { columns: vec!["name".into()], max_block: 10, ..Blocking::default() }],
            ..crate::dedup::preset::settings()
        };
        assert_eq!(candidates(&table, &settings).pairs, [(0, 1)]);
    }

    #[test]
    fn a_block_that_is_too_large_is_split() {
        let name = |at: usize| format!("budi {} {}", ["santoso", "wijaya", "lestari", "kusuma"][at % 4], at / 2);
        let table = LinkTable::new((0..40).map(|at| at.to_string()).collect())
            .and_then(|table| table.with_column("city", vec!["Malang".to_owned(); 40]))
            .and_then(|table| table.with_column("name", (0..40).map(name).collect()))
            .unwrap();
        let rule = Blocking { columns: vec!["city".into()], max_block: 10, top_k: 2, ..Blocking::default() };
        let comparison = ["city", "name"].map(crate::dedup::Comparison::of).to_vec();
        let with = |rule: Blocking| LinkSettings { blocking: vec![rule], comparison: comparison.clone(), ..LinkSettings::automatic() };
        let found = candidates(&table, &with(rule.clone()));
        assert_eq!((found.split_blocks, found.skipped_blocks), (1, 0));
        assert!(found.pairs.len() <= 80 && (0..20).all(|at| found.pairs.contains(&(2 * at, 2 * at + 1))), "{:?}", found.pairs);
        let skipped = candidates(&table, &with(Blocking { oversized: crate::dedup::Oversized::Skip, ..rule }));
        assert_eq!((skipped.pairs.len(), skipped.split_blocks, skipped.skipped_blocks), (0, 0, 1));
    }

    #[test]
    fn names_that_are_common_in_a_large_table_meet_within_their_place() {
        // 60 names, each in every one of 1,000 places: too common to walk the lists of the whole table
        let (names, places) = (60, 1_000);
        let of = |value: fn(usize, usize) -> String| (0..places).flat_map(|p| (0..names).map(move |n| value(n, p))).collect::<Vec<_>>();
        let mut name = of(|n, _| format!("nama{n} layanan"));
        let mut place = of(|_, p| format!("tempat{p}"));
        name.push("nama7".to_owned());
        place.push("tempat500".to_owned());
        let table = LinkTable::new((0..name.len()).map(|i| i.to_string()).collect())
            .and_then(|table| table.with_column("name", name))
            .and_then(|table| table.with_column("place", place))
            .unwrap();
        let added = (table.len() - 1) as u32;
        let with = |blocking: Blocking| LinkSettings { blocking: vec![blocking], ..crate::dedup::preset::settings() };
        let nearest = Blocking { similar: vec!["name".into()], top_k: 3, ..Blocking::default() };
        let wanted = (500 * names as u32 + 7, added);
        let anywhere = candidates(&table, &with(nearest.clone())).pairs;
        let here = candidates(&table, &with(Blocking { columns: vec!["place".into()], ..nearest.clone() })).pairs;
        assert!(!anywhere.contains(&wanted) && here.contains(&wanted));
        assert!(here.iter().all(|(a, b)| table.value("place", *a as usize) == table.value("place", *b as usize)));
        // pairs of common words: one name in one place is rare again
        let both = Blocking { similar: vec!["name".into(), "place".into()], ..nearest };
        assert!(candidates(&table, &with(both)).pairs.contains(&wanted));
    }

    #[test]
    fn neighbours_survive_typing_errors() {
        let table = table(&[
            "rumah kedelai grobogan",
            "rumah kedele groboggan",
            "bank sampah malang",
            "bank sampah kota malang",
            "samsat delivery pos",
        ]);
        let settings = LinkSettings {
            blocking: vec![Blocking { similar: vec!["name".into()], top_k: 1, max_block: 10, ..Blocking::default() }],
            ..crate::dedup::preset::settings()
        };
        let pairs = candidates(&table, &settings).pairs;
        assert!(pairs.contains(&(0, 1)) && pairs.contains(&(2, 3)), "{pairs:?}");
    }
}
