//! More pairs than memory may hold.
//!
//! They are compared as they come from disk, and what was found goes back to disk. Once it is known what each level is worth, those that can
//! decide anything are kept, and the linkage goes on with them: what is shown, what a person said, and every pair of two records that a chain of
//! matches connects, because clusters ask all of those. So clusters and pairs are those of a linkage in memory with the same weights; those are
//! the same where a lesson or a model is given, and else learned from a part of the pairs.

use std::io;

use rustc_hash::FxHashMap;

use super::super::cluster::Groups;
use super::super::compare::{Comparer, Pattern};
use super::super::labels::LabelledPair;
use super::super::model::{Compared, LinkModel, probability};
use super::super::spill::{Spill, Spilled, Two};
use super::super::threads::in_ranges;
use super::ground::{Earlier, Ground};
use super::judge::{LEAST_PROBABLE_PART, conflict_weight};
use super::{RANGE, compare_range};
use crate::progress::{Progress, ProgressStage, Watcher};

/// Pairs that were compared together before they go to disk.
const TOGETHER: usize = 128 * RANGE;
/// Where records have one partner at most, pairs above so many bits compete for it. Each of those below adds less than a 65,000th to the odds
/// against the others.
const COMPETES: f64 = -16.0;

/// Compared pairs on disk.
pub(super) struct Many {
    pairs: Spilled,
    /// For each pair the number of its pattern, and as bits of a float what the rarity of agreed values adds.
    found: Spilled,
    /// The patterns, by number.
    patterns: Vec<Pattern>,
}

impl Many {
    /// Compares pairs, as many at once as memory holds easily.
    pub(super) fn compare(pairs: Spilled, comparer: &Comparer, progress: Watcher<'_>) -> io::Result<Self> {
        let (mut found, mut patterns, mut numbers) = (Spill::new()?, Vec::new(), FxHashMap::<Pattern, u32>::default());
        let total = pairs.len();
        let (mut waiting, mut some, mut done) = (pairs.read()?, Vec::new(), 0);
        while done < total {
            some.clear();
            for pair in waiting.by_ref().take(TOGETHER) {
                some.push(pair?);
            }
            for range in in_ranges(some.len(), RANGE, FxHashMap::default, |range, room| compare_range(&some, range, comparer, room)) {
                let number = |pattern: &Pattern| {
                    *numbers.entry(*pattern).or_insert_with(|| {
                        patterns.push(*pattern);
                        patterns.len() as u32 - 1
                    })
                };
                let own: Vec<u32> = range.patterns().iter().map(number).collect();
                for (number, rarity) in range.found() {
                    found.push((own.get(number as usize).copied().unwrap_or(0), rarity.to_bits()))?;
                }
            }
            done += some.len();
            progress(Progress { stage: ProgressStage::Compare, done, total });
        }
        drop(waiting);
        Ok(Self { found: found.finish()?, pairs, patterns })
    }

    /// A part to learn from: the pairs of every n-th record, `most` of them or a little more, and those that a person labelled.
    pub(super) fn part(&self, most: usize, told: &[LabelledPair]) -> io::Result<(Vec<Two>, Compared)> {
        let nth = self.pairs.len().div_ceil(most.max(1)).max(1);
        self.some(|(a, b), _| (a as usize).is_multiple_of(nth) || is_told(told, a, b))
    }

    /// The pairs that decide anything under this model.
    pub(super) fn deciding(&self, model: &LinkModel, ground: &Ground<'_>, earlier: &[Earlier]) -> io::Result<(Vec<Two>, Compared)> {
        let (settings, apart) = (ground.settings, ground.apart);
        let clustering = &settings.clustering;
        let least = clustering.review.min(clustering.threshold).min(LEAST_PROBABLE_PART);
        let weights = model.pattern_weights(&self.patterns);
        let bits = model.bits();
        let of_conflict: Vec<f64> = self.patterns.iter().map(|pattern| conflict_weight(settings, &bits, *pattern)).collect();
        let weight = |(number, rarity): Two| weights.get(number as usize).copied().unwrap_or(0.0) + f64::from(f32::from_bits(rarity));
        let mut chains = Groups::new(ground.table.len());
        for ((a, b), _) in earlier.iter().filter(|(_, (_, weight))| probability(*weight) >= clustering.threshold) {
            chains.unite(*a as usize, *b as usize);
        }
        for each in self.read()? {
            let ((a, b), found) = each?;
            if probability(weight(found)) >= clustering.threshold || is_told(ground.told, a, b) {
                chains.unite(a as usize, b as usize);
            }
        }
        self.some(|(a, b), found| {
            let weight = weight(found);
            let (left, right) = (a as usize, b as usize);
            let rest = || weight - of_conflict.get(found.0 as usize).copied().unwrap_or(0.0);
            probability(weight) >= least
                || ground.one_to_one && weight >= COMPETES
                || chains.of(left) == chains.of(right)
                || apart.stated(left, right).is_some()
                || apart.conflict(left, right) && probability(rest()) >= least
        })
    }

    /// Some of the pairs with what was found of them.
    fn some(&self, mut is_wanted: impl FnMut(Two, Two) -> bool) -> io::Result<(Vec<Two>, Compared)> {
        let (mut pairs, mut compared) = (Vec::new(), Vec::new());
        for each in self.read()? {
            let (pair, found) = each?;
            if is_wanted(pair, found) {
                pairs.push(pair);
                let (number, rarity) = found;
                compared.push((self.patterns.get(number as usize).copied().unwrap_or_default(), f32::from_bits(rarity)));
            }
        }
        Ok((pairs, Compared::new(&compared)))
    }

    /// Every pair and what was found of it.
    fn read(&self) -> io::Result<impl Iterator<Item = io::Result<(Two, Two)>>> {
        Ok(self.pairs.read()?.zip(self.found.read()?).map(|(pair, found)| Ok((pair?, found?))))
    }
}

fn is_told(told: &[LabelledPair], a: u32, b: u32) -> bool {
    told.binary_search_by_key(&(a as usize, b as usize), |label| (label.left, label.right)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::labels::{Known, PairLabel};
    use super::super::super::note::LinkNoteCode;
    use super::super::super::{LinkSettings, LinkTable, Linkage, link_with};
    use crate::progress::silent;

    /// Three hundred people of one town, every third of them again with a typing error: more pairs than fit into a megabyte.
    fn people(side: &str) -> LinkTable {
        let syllables = ["ba", "do", "ri", "ka", "me", "su", "ta", "li", "no", "pe", "wa"];
        let word = |at: usize| format!("{}{}{}", syllables[at % 11], syllables[at / 11 % 11], syllables[(at * 5 + 2) % 11]);
        let mut rows: Vec<[String; 4]> = Vec::new();
        for at in 0..300usize {
            let (name, born) =
                (format!("{} {}", word(at * 3), word(at * 7 + 1)), format!("19{:02}-0{}-1{}", 50 + at % 40, at % 9 + 1, at % 7));
            let street = ["melati", "mawar", "kenanga"][at % 3].to_owned();
            rows.push([format!("{side}{at:03}"), name.clone(), born.clone(), street.clone()]);
            if at % 3 == 0 && side != "b" {
                rows.push([format!("{side}{at:03}x"), name.replace('a', "e"), born, street]);
            }
        }
        let column = |at: usize| rows.iter().map(|row| row[at].clone()).collect::<Vec<String>>();
        let town = vec!["malang".to_owned(); rows.len()];
        ["name", "born", "street"]
            .into_iter()
            .enumerate()
            .fold(LinkTable::new(column(0)).unwrap().with_column("town", town).unwrap(), |table, (at, name)| {
                table.with_column(name, column(at + 1)).unwrap()
            })
    }

    const RULES: &str = "[[blocking]]\ncolumns = ['town']\nmax_block = 2000\n";

    /// The same linkage in memory, and with room for a megabyte of pairs.
    fn both(table: &LinkTable, settings: &str, labels: &[PairLabel]) -> [Linkage; 2] {
        ["", "memory_mb = 1\n"].map(|room| {
            let settings = LinkSettings::from_toml(&format!("{room}{settings}")).unwrap();
            link_with(table.clone(), settings, &Known { labels: labels.to_vec(), ..Known::default() }, &silent).unwrap()
        })
    }

    fn on_disk(linkage: &Linkage) -> bool {
        linkage.notes().iter().any(|note| note.code == LinkNoteCode::PairsOnDisk)
    }

    #[test]
    fn what_is_found_on_disk_is_what_is_found_in_memory() {
        let label = |left: &str, right: &str, same| PairLabel { left: left.into(), right: right.into(), same };
        let labels = [label("a003", "a004", true), label("a000", "a000x", false), label("a006", "a006x", true)];
        for (settings, labels) in [
            (RULES.to_owned(), &labels[..0]),
            (RULES.to_owned(), &labels[..]),
            (format!("version = ['born']\n{RULES}"), &labels[..0]),
            (format!("cannot_link = ['street']\n{RULES}"), &labels[..0]),
            (format!("{RULES}[clustering]\nmethod = 'components'\nreview = 0.01"), &labels[..0]),
        ] {
            let [memory, disk] = both(&people("a"), &settings, labels);
            assert!(!on_disk(&memory) && on_disk(&disk) && memory.candidates == disk.candidates && disk.candidates > 70_000);
            assert!(memory.pairs.len() > 100, "{settings}: {}", memory.pairs.len());
            assert_eq!(memory.pairs, disk.pairs, "{settings}");
            assert_eq!(memory.clusters, disk.clusters, "{settings}");
            assert_eq!(memory.model, disk.model, "{settings}");
        }
    }

    #[test]
    fn partners_compete_on_disk_as_in_memory() {
        let table = LinkTable::stacked(&people("b"), &people("c")).unwrap();
        let [mut memory, mut disk] = both(&table, &format!("link_type = 'link'\n{RULES}"), &[]);
        assert!(!on_disk(&memory) && on_disk(&disk));
        assert_eq!(memory.clusters, disk.clusters);
        assert_eq!(memory.pairs.len(), disk.pairs.len());
        for linkage in [&mut memory, &mut disk] {
            linkage.pairs.sort_by_key(|pair| (pair.left, pair.right));
        }
        for (x, y) in memory.pairs.iter().zip(&disk.pairs) {
            assert!((x.left, x.right) == (y.left, y.right) && (x.probability - y.probability).abs() < 1e-3, "{x:?} {y:?}");
        }
    }

    #[test]
    fn without_a_lesson_a_part_of_the_pairs_is_learned_from() {
        let [memory, disk] = both(&people("a"), &format!("{RULES}[training]\nlearn_from = 'rules'"), &[]);
        assert!(on_disk(&disk) && memory.model != disk.model);
        let same = memory.clusters.iter().zip(&disk.clusters).filter(|(x, y)| x == y).count();
        assert!(same * 100 >= memory.clusters.len() * 95, "{same} of {}", memory.clusters.len());
    }

    #[test]
    fn a_batch_meets_what_was_linked_on_disk() {
        let more = people("d");
        let [memory, disk] = both(&people("a"), RULES, &[]).map(|linkage| linkage.extend(&more, &silent).unwrap());
        assert!(on_disk(&disk) && !on_disk(&memory));
        assert_eq!(memory.clusters, disk.clusters);
        assert_eq!(memory.pairs, disk.pairs);
    }

    #[test]
    fn pairs_that_decide_nothing_are_not_known_on_disk() {
        let [memory, disk] = both(&people("a"), RULES, &[]);
        // one person twice, and two people of the same town
        let known = |linkage: &Linkage| [1, 2].map(|other| linkage.was_compared(0, other));
        assert_eq!((known(&memory), known(&disk)), ([Some(true); 2], [Some(true), None]));
    }
}
