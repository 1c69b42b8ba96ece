//! Candidate pairs. No step compares all records with all others.

mod analysis;
mod features;
mod keys;
mod minhash;
mod proposals;
mod similar;
mod why;

use self::features::Features;
use self::proposals::Proposals;
use super::settings::{Blocking, LinkSettings, LinkType};
use super::spill::Spilled;
use super::table::LinkTable;
use crate::error::SettingsError;

pub use analysis::{BlockingAnalysis, RuleAnalysis};
pub(super) use keys::key_part;
pub(super) use minhash::band_keys;
pub(super) use why::verdicts;
pub use why::{BlockingReason, RuleVerdict};

/// Pairs of records, smaller number first, sorted, each once.
#[derive(Debug)]
pub(super) enum Pairs {
    /// As they are compared.
    InMemory(Vec<(u32, u32)>),
    /// More than memory may hold.
    OnDisk(Spilled),
}

impl Pairs {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::InMemory(pairs) => pairs.len(),
            Self::OnDisk(pairs) => pairs.len(),
        }
    }
}

/// Candidate pairs, and blocks that were too large to compare all with all.
#[derive(Debug)]
pub(super) struct Candidates {
    pub(super) pairs: Pairs,
    pub(super) blocks: LargeBlocks,
}

/// Blocks that were too large to compare all with all.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct LargeBlocks {
    /// How many of which none was compared.
    pub(super) skipped: usize,
    /// How many in which each record met those most similar to it.
    pub(super) split: usize,
}

/// The pairs that the rules propose, and `wanted`, which are compared whatever the rules say. Of more than `most` pairs the rest waits on
/// disk.
pub(super) fn candidates(
    table: &LinkTable,
    settings: &LinkSettings,
    wanted: impl Iterator<Item = (u32, u32)>,
    most: Option<usize>,
) -> Result<Candidates, SettingsError> {
    let mut proposed = Proposals::new(most);
    let blocks = propose_all(table, settings, &mut proposed);
    proposed.extend(wanted);
    Ok(Candidates { pairs: proposed.finish(table.len())?, blocks })
}

/// The pairs that the rules propose, in memory, however many there are.
pub(super) fn proposed(table: &LinkTable, settings: &LinkSettings, wanted: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    let mut proposed = Proposals::default();
    propose_all(table, settings, &mut proposed);
    proposed.extend(wanted);
    proposed.in_memory(table.len())
}

fn propose_all(table: &LinkTable, settings: &LinkSettings, proposed: &mut Proposals) -> LargeBlocks {
    let mut blocks = LargeBlocks::default();
    let mut known: Option<(&[String], Features)> = None;
    // rules that look at the same columns one after the other: a column is taken apart once
    let mut rules: Vec<&Blocking> = settings.blocking.iter().collect();
    rules.sort_by_key(|rule| settings.blocking.iter().position(|first| first.similar == rule.similar));
    for rule in rules {
        known = known.filter(|(columns, _)| *columns == rule.similar);
        if known.is_none() && !rule.similar.is_empty() {
            known = Some((&rule.similar, Features::of(table, &rule.similar)));
        }
        let large = propose(table, rule, known.as_ref().map(|(_, features)| features), settings, proposed);
        blocks.skipped += large.skipped;
        blocks.split += large.split;
    }
    blocks
}

/// Adds the pairs of one rule; a pair may be added more than once. `features` are those of its similar columns.
fn propose(
    table: &LinkTable,
    rule: &Blocking,
    features: Option<&Features>,
    settings: &LinkSettings,
    proposed: &mut Proposals,
) -> LargeBlocks {
    let link_type = settings.link_type;
    match features {
        Some(features) if !rule.columns.is_empty() => similar::within_blocks(table, rule, features, link_type, proposed),
        Some(features) => similar::by_similarity(table, rule, features, link_type, proposed),
        None => {
            let keyed = if rule.minhash.is_empty() { keys::keyed(table, rule) } else { band_keys(table, rule) };
            return keys::in_blocks(table, keyed, rule, settings, proposed);
        }
    }
    LargeBlocks::default()
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

    fn pairs(table: &LinkTable, settings: &LinkSettings) -> Vec<(u32, u32)> {
        proposed(table, settings, std::iter::empty())
    }

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
        assert_eq!(pairs(&table, &settings), [(0, 1)]);
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
        let found = |rule: Blocking| {
            let found = candidates(&table, &with(rule), std::iter::empty(), None).unwrap();
            let Pairs::InMemory(pairs) = found.pairs else { panic!("so few pairs are in memory") };
            (pairs, found.blocks.split, found.blocks.skipped)
        };
        let (pairs, split, skipped) = found(rule.clone());
        assert_eq!((split, skipped), (1, 0));
        assert!(pairs.len() <= 80 && (0..20).all(|at| pairs.contains(&(2 * at, 2 * at + 1))), "{pairs:?}");
        let skipped = found(Blocking { oversized: crate::dedup::Oversized::Skip, ..rule });
        assert_eq!(skipped, (Vec::new(), 0, 1));
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
        let anywhere = pairs(&table, &with(nearest.clone()));
        let here = pairs(&table, &with(Blocking { columns: vec!["place".into()], ..nearest.clone() }));
        assert!(!anywhere.contains(&wanted) && here.contains(&wanted));
        assert!(here.iter().all(|(a, b)| table.value("place", *a as usize) == table.value("place", *b as usize)));
        // pairs of common words: one name in one place is rare again
        let both = Blocking { similar: vec!["name".into(), "place".into()], ..nearest };
        assert!(pairs(&table, &with(both)).contains(&wanted));
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
        let pairs = pairs(&table, &settings);
        assert!(pairs.contains(&(0, 1)) && pairs.contains(&(2, 3)), "{pairs:?}");
    }
}
