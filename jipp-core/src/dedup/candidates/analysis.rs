//! What each rule of blocking costs, and what it finds.

use serde::{Deserialize, Serialize};

use super::super::labels::LabelledPair;
use super::super::settings::{Blocking, LinkSettings, LinkType, Oversized};
use super::super::table::LinkTable;
use super::features::Features;
use super::proposals::Proposals;
use super::{keys, minhash, propose};
use crate::error::SettingsError;
use crate::lang::told;

/// One rule of blocking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct RuleAnalysis {
    /// The rule in words: `surname + born`, `phonetic surname`, `similar name (top 12)`, `minhash text (0.5)`.
    pub rule: String,
    /// Pairs it may propose, known before any pair is made: from the sizes of its blocks, or the number of neighbours.
    pub estimated_pairs: u64,
    /// Pairs it does propose.
    pub pairs: u64,
    /// Of these, pairs that no rule before it proposes.
    pub new_pairs: u64,
    /// Records that the rule can say nothing about: a value is missing. Only known for keys.
    pub without_key: u64,
    /// Records in its largest block; 0 where there are no blocks.
    pub largest_block: u64,
    /// Blocks larger than `max_block` in which each record meets only those most similar to it.
    pub split_blocks: usize,
    /// Blocks larger than `max_block` that are skipped (`oversized = "skip"`).
    pub skipped_blocks: usize,
    /// Pairs in the skipped blocks.
    pub skipped_pairs: u64,
    /// With labels: share of the true pairs that it proposes.
    pub completeness: Option<f64>,
    /// With labels: share of the true pairs that it and the rules before it propose.
    pub completeness_so_far: Option<f64>,
}

/// All rules of blocking, in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct BlockingAnalysis {
    /// Records.
    pub records: usize,
    /// Pairs that all rules together propose.
    pub pairs: u64,
    /// Pairs that could be compared at all.
    pub possible_pairs: u64,
    /// The rules.
    pub rules: Vec<RuleAnalysis>,
}

impl BlockingAnalysis {
    /// Pairs of one rule above which it is not tried where nobody says otherwise.
    pub const MOST_PAIRS: u64 = 200_000_000;

    /// Looks at every rule; `truth` are pairs that are known to be the same, smaller number first. A rule that would propose more pairs than
    /// `most` is refused before they are made.
    pub(in super::super) fn of(
        table: &LinkTable,
        settings: &LinkSettings,
        truth: &[LabelledPair],
        most: u64,
    ) -> Result<Self, SettingsError> {
        let mut wanted: Vec<(u32, u32)> =
            truth.iter().filter(|label| label.same).map(|label| (label.left as u32, label.right as u32)).collect();
        // pairs that nobody could find are no fault of a rule
        wanted.retain(|(a, b)| table.may_meet(settings.link_type, *a as usize, *b as usize));
        wanted.sort_unstable();
        wanted.dedup();
        let share = |pairs: &[(u32, u32)]| {
            let found = wanted.iter().filter(|pair| pairs.binary_search(pair).is_ok()).count();
            (!wanted.is_empty()).then(|| found as f64 / wanted.len() as f64)
        };
        let mut all: Vec<(u32, u32)> = Vec::new();
        let mut rules = Vec::new();
        for blocking in &settings.blocking {
            let mut rule = before(table, blocking, settings.link_type);
            if rule.estimated_pairs > most {
                let problem = told!(
                    "pemblokan menurut `{}` akan mengusulkan {} pasangan, lebih dari {most}",
                    "blocking by `{}` would propose {} pairs, more than {most}",
                    rule.rule,
                    rule.estimated_pairs
                );
                return Err(SettingsError::Invalid { problems: vec![problem] });
            }
            let mut proposed = Proposals::default();
            let features = (!blocking.similar.is_empty()).then(|| Features::of(table, &blocking.similar));
            propose(table, blocking, features.as_ref(), settings, &mut proposed);
            let mut found = proposed.in_memory(table.len());
            rule.pairs = found.len() as u64;
            rule.completeness = share(&found);
            let known = all.len();
            all.append(&mut found);
            all.sort_unstable();
            all.dedup();
            rule.new_pairs = (all.len() - known) as u64;
            rule.completeness_so_far = share(&all);
            rules.push(rule);
        }
        let n = table.len() as u64;
        let left = (0..table.len()).filter(|record| table.side(*record) == 0).count() as u64;
        let possible_pairs = if settings.link_type == LinkType::Link { left * (n - left) } else { n * n.saturating_sub(1) / 2 };
        Ok(Self { records: table.len(), pairs: all.len() as u64, possible_pairs, rules })
    }
}

/// What is known of a rule before any pair is made.
fn before(table: &LinkTable, blocking: &Blocking, link_type: LinkType) -> RuleAnalysis {
    let mut rule = RuleAnalysis {
        rule: in_words(blocking),
        estimated_pairs: 0,
        pairs: 0,
        new_pairs: 0,
        without_key: 0,
        largest_block: 0,
        split_blocks: 0,
        skipped_blocks: 0,
        skipped_pairs: 0,
        completeness: None,
        completeness_so_far: None,
    };
    if !blocking.similar.is_empty() {
        rule.estimated_pairs = (table.len() * blocking.top_k) as u64;
        return rule;
    }
    let mut keyed = if blocking.minhash.is_empty() { keys::keyed(table, blocking) } else { minhash::band_keys(table, blocking) };
    if blocking.minhash.is_empty() {
        rule.without_key = (table.len() - keyed.len()) as u64;
    }
    keyed.sort_unstable();
    for block in keyed.chunk_by(|a, b| a.0 == b.0) {
        let size = block.len() as u64;
        let left = block.iter().filter(|(_, record)| table.side(*record as usize) == 0).count() as u64;
        let pairs = if link_type == LinkType::Link { left * (size - left) } else { size * (size - 1) / 2 };
        rule.largest_block = rule.largest_block.max(size);
        if block.len() > blocking.max_block && blocking.oversized == Oversized::Split {
            rule.split_blocks += 1;
            rule.estimated_pairs += pairs.min(size * blocking.top_k as u64);
        } else if block.len() > blocking.max_block {
            rule.skipped_blocks += 1;
            rule.skipped_pairs += pairs;
        } else {
            rule.estimated_pairs += pairs;
        }
    }
    rule
}

pub(super) fn in_words(blocking: &Blocking) -> String {
    if !blocking.similar.is_empty() {
        let within = if blocking.columns.is_empty() { String::new() } else { format!(" within {}", blocking.columns.join(" + ")) };
        format!("similar {}{within} (top {})", blocking.similar.join(" + "), blocking.top_k)
    } else if !blocking.minhash.is_empty() {
        format!("minhash {} ({})", blocking.minhash.join(" + "), blocking.similarity)
    } else if blocking.phonetic {
        format!("phonetic {}", blocking.columns.join(" + "))
    } else {
        blocking.columns.join(" + ")
    }
}
