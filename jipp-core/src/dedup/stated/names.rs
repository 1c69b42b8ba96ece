//! Which records bear the names that are mentioned.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::settings::Statement;
use super::super::table::{LinkTable, SHORTEST_NAME, names_in};
use super::super::threads::in_ranges;
use super::mention::{Mention, key_of};

/// Names of one range of work.
const RANGE: usize = 1_024;
/// Words of a part of a name, at least and at most.
const PART: std::ops::RangeInclusive<usize> = 2..=6;

/// The names that are asked for.
pub(super) struct Wanted {
    whole: FxHashSet<u64>,
    part: FxHashSet<u64>,
    /// First words of parts, so that most words of most names are passed over.
    first: FxHashSet<u64>,
}

impl Wanted {
    pub(super) fn of(said: &[Mention]) -> Self {
        let mut wanted = Self { whole: FxHashSet::default(), part: FxHashSet::default(), first: FxHashSet::default() };
        for mention in said {
            for (at, key) in mention.keys.iter().enumerate() {
                if mention.letters(at + 1) >= SHORTEST_NAME {
                    wanted.whole.insert(*key);
                    if PART.contains(&(at + 1)) {
                        wanted.part.insert(*key);
                        wanted.first.extend(mention.keys.first());
                    }
                }
            }
        }
        wanted
    }
}

/// The records that bear the names asked for, or longer ones of which they are more than half, in their order.
pub(super) fn hits(statement: &Statement, table: &LinkTable, wanted: &Wanted) -> FxHashMap<u64, Vec<usize>> {
    let names = table.column(&statement.names).unwrap_or_default();
    let work = |records: std::ops::Range<usize>, (): &mut ()| -> Vec<(u64, usize)> {
        let mut found = Vec::new();
        for record in records {
            for name in names_in(names.get(record).map_or("", String::as_str)) {
                let whole = key_of(name.iter().map(String::as_str));
                if wanted.whole.contains(&whole) {
                    found.push((whole, record));
                }
                parts(&name, wanted, |key| found.push((key, record)));
            }
        }
        found
    };
    let mut of: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (key, record) in in_ranges(names.len(), RANGE, || (), work).into_iter().flatten() {
        let bear = of.entry(key).or_default();
        // a record may bear a name twice, short and long
        if bear.last() != Some(&record) {
            bear.push(record);
        }
    }
    of
}

/// The parts of a name that are asked for and are more than half of it: *ANC Hipnoterapi* of *Antenatal Care (ANC) Hipnoterapi*.
fn parts(name: &[String], wanted: &Wanted, mut give: impl FnMut(u64)) {
    let all = letters_of(name);
    for (at, word) in name.iter().enumerate() {
        if !wanted.first.contains(&key_of(std::iter::once(word.as_str()))) {
            continue;
        }
        for length in PART {
            let Some(part) = name.get(at..at + length) else { break };
            let key = key_of(part.iter().map(String::as_str));
            if part.len() < name.len() && letters_of(part) * 2 > all && wanted.part.contains(&key) {
                give(key);
            }
        }
    }
}

/// How many letters words have.
pub(super) fn letters_of(words: &[String]) -> usize {
    words.iter().map(|word| word.chars().count()).sum()
}
