//! Why does a rule of blocking propose a pair, or not?

use serde::{Deserialize, Serialize};

use super::super::settings::{Blocking, LinkSettings, Oversized};
use super::super::table::LinkTable;
use super::analysis::in_words;
use super::features::Features;
use super::keys::{key_part, keyed, others};
use super::minhash::{band_keys, likeness};
use super::similar::standings;
use crate::lang::Lang;
use crate::text::{excerpt, with_decimal_mark};

/// Letters of a key that a person needs to see.
const SHOWN: usize = 40;

/// What one rule of blocking says of a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct RuleVerdict {
    /// The rule, as [`RuleAnalysis::rule`](super::RuleAnalysis::rule) names it.
    pub rule: String,
    /// Whether it proposes the pair.
    pub proposes: bool,
    /// Why, or why not.
    pub reason: BlockingReason,
    /// The same in words, with the values or figures that decide.
    pub detail: String,
}

/// Why a rule of blocking proposes a pair, or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum BlockingReason {
    /// Proposed: the keys are equal.
    SameKey,
    /// Proposed: one is among the `top_k` records most similar to the other.
    AmongNearest,
    /// Not proposed: both are of one of two tables that are linked with each other.
    SameTable,
    /// Not proposed: a column of the key is empty in one of them.
    MissingValue,
    /// Not proposed: the keys differ.
    DifferentKey,
    /// Not proposed: the keys are equal, but the block is larger than `max_block` and `oversized = "skip"`.
    BlockTooLarge,
    /// Not proposed: other records are more similar to either.
    NotAmongNearest,
    /// Not proposed: the two share nothing that few records have.
    NothingInCommon,
    /// Not proposed: the long texts share too few runs of words.
    TextsUnlike,
}

impl BlockingReason {
    fn proposes(self) -> bool {
        matches!(self, Self::SameKey | Self::AmongNearest)
    }
}

/// What every rule says of two different records.
pub(in super::super) fn verdicts(table: &LinkTable, settings: &LinkSettings, a: usize, b: usize, lang: Lang) -> Vec<RuleVerdict> {
    let asker = Asker { table, settings, a, b, lang };
    settings.blocking.iter().map(|rule| asker.verdict(rule)).collect()
}

struct Asker<'a> {
    table: &'a LinkTable,
    settings: &'a LinkSettings,
    a: usize,
    b: usize,
    lang: Lang,
}

impl Asker<'_> {
    fn verdict(&self, rule: &Blocking) -> RuleVerdict {
        let (reason, detail) = self.reason(rule);
        RuleVerdict { rule: in_words(rule), proposes: reason.proposes(), reason, detail }
    }

    fn say(&self, id: &str, en: &str) -> String {
        if self.lang == Lang::Id { id.to_owned() } else { en.to_owned() }
    }

    fn figure(&self, figure: f64) -> String {
        with_decimal_mark(format!("{figure:.2}"), self.lang)
    }

    fn reason(&self, rule: &Blocking) -> (BlockingReason, String) {
        if !self.table.may_meet(self.settings.link_type, self.a, self.b) {
            let detail = self.say(
                "keduanya dari satu tabel; hanya pasangan antartabel yang dibandingkan",
                "both are of one table; only pairs across the tables are compared",
            );
            return (BlockingReason::SameTable, detail);
        }
        if !rule.minhash.is_empty() {
            return self.by_texts(rule);
        }
        if let Some(differs) = self.by_key(rule) {
            return differs;
        }
        if rule.columns.is_empty() {
            return self.by_similarity(rule, None, &rule.similar);
        }
        let blocks = self.blocks(keyed(self.table, rule));
        let block = blocks.first().map(Vec::as_slice).unwrap_or_default();
        if rule.similar.is_empty() { self.in_block(rule, block) } else { self.by_similarity(rule, Some(block), &rule.similar) }
    }

    /// What keeps the keys apart, if anything does.
    fn by_key(&self, rule: &Blocking) -> Option<(BlockingReason, String)> {
        for column in &rule.columns {
            let part = |record: usize| key_part(self.table.value(column, record), rule);
            let (left, right) = (part(self.a), part(self.b));
            if left.is_empty() || right.is_empty() {
                let detail = self.say(&format!("`{column}` kosong pada salah satunya"), &format!("`{column}` is empty in one of the two"));
                return Some((BlockingReason::MissingValue, detail));
            }
            if left != right {
                let (left, right) = (excerpt(&left, SHOWN), excerpt(&right, SHOWN));
                let detail = self
                    .say(&format!("`{column}` berbeda: `{left}` dan `{right}`"), &format!("`{column}` differs: `{left}` and `{right}`"));
                return Some((BlockingReason::DifferentKey, detail));
            }
        }
        None
    }

    /// The blocks in which both are: one for each key that they share.
    fn blocks(&self, mut keyed: Vec<(u64, u32)>) -> Vec<Vec<(u64, u32)>> {
        keyed.sort_unstable();
        let has = |block: &[(u64, u32)], wanted: usize| block.iter().any(|(_, record)| *record as usize == wanted);
        let blocks = keyed.chunk_by(|x, y| x.0 == y.0).filter(|block| has(block, self.a) && has(block, self.b));
        blocks.map(<[_]>::to_vec).collect()
    }

    /// A block in which all meet, unless it is too large.
    fn in_block(&self, rule: &Blocking, block: &[(u64, u32)]) -> (BlockingReason, String) {
        if block.len() <= rule.max_block {
            return (BlockingReason::SameKey, self.say("kuncinya sama", "the keys are equal"));
        }
        if rule.oversized == Oversized::Skip {
            let (records, most) = (block.len(), rule.max_block);
            let detail = self.say(
                &format!("kuncinya sama, tetapi {records} rekaman memilikinya (`max_block` {most}), sehingga dilewati"),
                &format!("the keys are equal, but {records} records have that key (`max_block` {most}), so it is skipped"),
            );
            return (BlockingReason::BlockTooLarge, detail);
        }
        self.by_similarity(rule, Some(block), &others(rule, self.settings))
    }

    fn by_texts(&self, rule: &Blocking) -> (BlockingReason, String) {
        let mut told = self.blocks(band_keys(self.table, rule)).into_iter().map(|block| self.in_block(rule, &block)).collect::<Vec<_>>();
        // the best that they come to in any band
        told.sort_by_key(|(reason, _)| !reason.proposes());
        if let Some(told) = told.into_iter().next() {
            return told;
        }
        let alike = self.figure(likeness(self.table, rule, self.a, self.b).unwrap_or(0.0));
        let wanted = self.figure(rule.similarity);
        let detail = self.say(
            &format!("kemiripan teks {alike}; biasanya diusulkan mulai {wanted}"),
            &format!("likeness of the texts {alike}; mostly proposed from {wanted}"),
        );
        (BlockingReason::TextsUnlike, detail)
    }

    /// Whether one is among the nearest of the other, in the table or in a block.
    fn by_similarity(&self, rule: &Blocking, block: Option<&[(u64, u32)]>, columns: &[String]) -> (BlockingReason, String) {
        let features = Features::of(self.table, columns);
        let known = (rule.top_k, self.settings.link_type);
        let [one, other] = standings(self.table, block, &features, known, (self.a, self.b));
        // that of the record to which the other is nearer, whichever was named first
        let better = if (other.nearer, other.least) < (one.nearer, one.least) { other } else { one };
        let (similarity, nearer, top_k) = (self.figure(better.similarity.into()), better.nearer, rule.top_k);
        if better.similarity <= 0.0 {
            let columns = columns.join(" + ");
            let detail = self.say(
                &format!("tidak ada kata yang cukup jarang yang sama di {columns}"),
                &format!("no word that is rare enough is common to them in {columns}"),
            );
            return (BlockingReason::NothingInCommon, detail);
        }
        if nearer < top_k {
            let detail = self.say(
                &format!("termasuk {top_k} yang paling mirip (kemiripan {similarity})"),
                &format!("among the {top_k} most similar (similarity {similarity})"),
            );
            return (BlockingReason::AmongNearest, detail);
        }
        let least = self.figure(better.least.into());
        let detail = self.say(
            &format!("kemiripan {similarity}, {nearer} rekaman lebih mirip; yang ke-{top_k} {least}"),
            &format!("similarity {similarity}, {nearer} records are more similar; number {top_k} has {least}"),
        );
        (BlockingReason::NotAmongNearest, detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dedup::candidates::proposed;
    use crate::dedup::{Comparison, LinkType};

    /// People of three cities; every fifth has the surname of the one before.
    fn table(people: usize) -> LinkTable {
        let surname = |at: usize| format!("{}{}", ["santoso", "wijaya", "lestari", "kusuma", "hidayat"][at % 5], at / 7 * 7);
        let text = |at: usize| (0..40).map(|word| format!("kata{}", (at / 2 * 31 + word * 7) % 97)).collect::<Vec<_>>().join(" ");
        LinkTable::new((0..people).map(|at| format!("{at:02}")).collect())
            .and_then(|table| table.with_column("surname", (0..people).map(surname).collect()))
            .and_then(|table| {
                table.with_column(
                    "city",
                    (0..people).map(|at| if at == 9 { "" } else { ["Malang", "Batu", "Kediri"][at % 3] }.to_owned()).collect(),
                )
            })
            .and_then(|table| table.with_column("text", (0..people).map(text).collect()))
            .unwrap()
    }

    #[test]
    fn a_rule_proposes_what_it_is_said_to_propose() {
        let table = table(24);
        let of = |toml: &str| LinkSettings {
            comparison: ["surname", "city", "text"].map(Comparison::of).to_vec(),
            ..LinkSettings::from_toml(toml).unwrap()
        };
        for rule in [
            "columns = ['city']",
            "columns = ['city']\nmax_block = 5\ntop_k = 2",
            "columns = ['city']\nmax_block = 5\noversized = 'skip'",
            "columns = ['surname']\nphonetic = true",
            "similar = ['surname', 'text']\ntop_k = 3",
            "similar = ['surname']\ncolumns = ['city']\ntop_k = 2",
            "minhash = ['text']\nsimilarity = 0.5",
        ] {
            let settings = of(&format!("[[blocking]]\n{rule}"));
            let proposed = proposed(&table, &settings, std::iter::empty());
            let mut reasons = std::collections::BTreeSet::new();
            for a in 0..table.len() {
                for b in a + 1..table.len() {
                    let verdict = verdicts(&table, &settings, a, b, Lang::Id).pop().unwrap();
                    let is_proposed = proposed.binary_search(&(a as u32, b as u32)).is_ok();
                    assert_eq!(verdict.proposes, is_proposed, "{rule}: {a} {b} {verdict:?}");
                    // whichever is named first; not asked of every pair, since an answer looks at the whole table
                    if (a + b) % 5 == 0 {
                        let turned = verdicts(&table, &settings, b, a, Lang::Id).pop().unwrap();
                        assert_eq!(verdict, RuleVerdict { detail: verdict.detail.clone(), ..turned });
                    }
                    reasons.insert(format!("{:?}", verdict.reason));
                }
            }
            assert!(reasons.len() >= 2, "{rule}: {reasons:?}");
        }
    }

    #[test]
    fn what_decides_is_told_in_both_languages() {
        let table = table(60);
        let settings = LinkSettings::from_toml("[[blocking]]\ncolumns = ['city']").unwrap();
        let told = |a: usize, b: usize, lang: Lang| {
            verdicts(&table, &settings, a, b, lang).pop().map(|verdict| (verdict.reason, verdict.detail)).unwrap()
        };
        assert_eq!(told(0, 1, Lang::Id), (BlockingReason::DifferentKey, "`city` berbeda: `malang` dan `batu`".into()));
        assert_eq!(told(0, 9, Lang::En), (BlockingReason::MissingValue, "`city` is empty in one of the two".into()));
        let two = LinkTable::stacked(&table, &table).unwrap();
        let settings = LinkSettings { link_type: LinkType::Link, ..settings };
        assert_eq!(verdicts(&two, &settings, 0, 3, Lang::En).pop().unwrap().reason, BlockingReason::SameTable);
        assert_eq!(verdicts(&two, &settings, 0, 63, Lang::En).pop().unwrap().reason, BlockingReason::SameKey);
    }
}
