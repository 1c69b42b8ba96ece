//! Names that resemble a text, by shared letter triples.

/// Triples of letters share this many places; a clash costs a comparison, not a wrong answer.
const PLACES: usize = 1 << 15;

/// Triples of names that are compared with a text, at most; a text that shares more with all names together resembles none. (Of a million
/// records a question of some words shares a few million.)
const MOST: usize = 20_000_000;

/// For each triple the names that have it.
#[derive(Debug)]
pub(super) struct Trigrams {
    starts: Vec<u32>,
    names: Vec<u32>,
    /// Triples of each name.
    sizes: Vec<u16>,
    offsets: Vec<u64>,
}

fn place(triple: &[u8]) -> usize {
    triple.iter().fold(0usize, |hash, byte| hash.wrapping_mul(37).wrapping_add(usize::from(*byte))) % PLACES
}

fn places(text: &str) -> Vec<usize> {
    let mut places: Vec<usize> = text.as_bytes().windows(3).map(place).collect();
    places.sort_unstable();
    places.dedup();
    places
}

impl Trigrams {
    /// Of glued names with the offsets of their documents.
    pub(super) fn new(names: &[(String, u64)]) -> Self {
        let triples: Vec<Vec<usize>> = names.iter().map(|(name, _)| places(name)).collect();
        let mut starts = vec![0u32; PLACES + 1];
        for place in triples.iter().flatten() {
            if let Some(start) = starts.get_mut(place + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut lists = vec![0u32; sum as usize];
        for (name, own) in triples.iter().enumerate() {
            for place in own {
                if let Some(at) = next.get_mut(*place) {
                    if let Some(slot) = lists.get_mut(*at as usize) {
                        *slot = name as u32;
                    }
                    *at += 1;
                }
            }
        }
        Self {
            starts,
            names: lists,
            sizes: triples.iter().map(|own| own.len() as u16).collect(),
            offsets: names.iter().map(|(_, at)| *at).collect(),
        }
    }

    /// Offsets of the names that hold at least this share of the text's triples, with twice the shared over both (Dice) mixed
    /// with the share held: a long name that holds a short text whole is near, but not as near as the text itself.
    pub(super) fn like(&self, text: &str, least: f32, most: usize) -> Vec<(u64, f32)> {
        let asked = places(text);
        if asked.len() < 3 {
            return Vec::new();
        }
        // the fewest triples that any name must share to be like enough: the name that has no others
        let Some(fewest) = (1..=asked.len()).find(|shared| similarity(*shared as u16, *shared as u16, asked.len(), least).is_some()) else {
            return Vec::new();
        };
        let mut lists: Vec<&[u32]> = asked.iter().map(|place| self.list(*place)).collect();
        lists.sort_unstable_by_key(|list| list.len());
        if lists.iter().map(|list| list.len()).fold(0, usize::saturating_add) > MOST {
            return Vec::new();
        }
        // a name that shares so many has some of them outside the longest lists, which are asked only for names found elsewhere
        // (DivideSkip: Li, Lu, Lu 2008)
        let apart = fewest / 2;
        let (short, long) = lists.split_at(lists.len() - apart);
        let enough = (fewest - apart) as u16;
        let mut counts = vec![0u16; self.sizes.len()];
        let mut candidates: Vec<u32> = Vec::new();
        for name in short.iter().copied().flatten() {
            if let Some(count) = counts.get_mut(*name as usize) {
                *count += 1;
                if *count == enough {
                    candidates.push(*name);
                }
            }
        }
        // in order, so that each long list is gone through once
        candidates.sort_unstable();
        let mut counted: Vec<(u32, u16)> =
            candidates.into_iter().map(|name| (name, counts.get(name as usize).copied().unwrap_or(0))).collect();
        for (asked_before, list) in long.iter().enumerate() {
            counted.retain(|(_, shared)| usize::from(*shared) + long.len() - asked_before >= fewest);
            let mut rest = *list;
            for (name, shared) in &mut counted {
                rest = from(rest, *name);
                *shared += u16::from(rest.first() == Some(name));
            }
        }
        let like = |(name, shared): (u32, u16)| {
            let (size, offset) = self.sizes.get(name as usize).zip(self.offsets.get(name as usize))?;
            similarity(shared, *size, asked.len(), least).map(|similarity| (*offset, similarity))
        };
        let found = counted.into_iter().filter_map(like).collect();
        sorted(found, most)
    }

    /// The names that have a triple, in order.
    fn list(&self, place: usize) -> &[u32] {
        let ends = self.starts.get(place).zip(self.starts.get(place + 1));
        ends.and_then(|(start, end)| self.names.get(*start as usize..*end as usize)).unwrap_or_default()
    }
}

/// What of a sorted list is not before a number, which is looked for in steps that double (galloping search: Bentley, Yao 1976).
fn from(list: &[u32], number: u32) -> &[u32] {
    let mut bound = 1;
    while list.get(bound).is_some_and(|other| *other < number) {
        bound *= 2;
    }
    let near = list.get(bound / 2..list.len().min(bound + 1)).unwrap_or_default();
    list.get(bound / 2 + near.partition_point(|other| *other < number)..).unwrap_or_default()
}

/// How much a name resembles, if it does so enough.
fn similarity(shared: u16, size: u16, asked: usize, least: f32) -> Option<f32> {
    let shared = f32::from(shared);
    let held = shared / asked as f32;
    let dice = 2.0 * shared / (asked as f32 + f32::from(size));
    let similarity = 0.5 * held + 0.5 * dice;
    (similarity >= least).then_some(similarity)
}

fn sorted(mut found: Vec<(u64, f32)>, most: usize) -> Vec<(u64, f32)> {
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(most);
    found
}

/// The same comparison without a table: each name is looked at once.
pub(super) struct Scan {
    least: f32,
    asked: usize,
    is_asked: Vec<bool>,
    /// The last name that had the triple, so that each counts once.
    seen: Vec<u32>,
    number: u32,
    /// Triples shared, over all names.
    compared: usize,
    found: Vec<(u64, f32)>,
}

impl Scan {
    pub(super) fn new(text: &str, least: f32) -> Self {
        let asked = places(text);
        let mut is_asked = vec![false; PLACES];
        for place in &asked {
            if let Some(slot) = is_asked.get_mut(*place) {
                *slot = true;
            }
        }
        Self { least, asked: asked.len(), is_asked, seen: vec![0; PLACES], number: 0, compared: 0, found: Vec::new() }
    }

    pub(super) fn compare(&mut self, name: &[u8], offset: u64) {
        if self.asked < 3 {
            return;
        }
        self.number += 1;
        let (mut shared, mut size) = (0u16, 0u16);
        for triple in name.windows(3) {
            let place = place(triple);
            let (Some(seen), Some(asked)) = (self.seen.get_mut(place), self.is_asked.get(place)) else { continue };
            if *seen != self.number {
                *seen = self.number;
                size = size.saturating_add(1);
                shared += u16::from(*asked);
            }
        }
        self.compared = self.compared.saturating_add(usize::from(shared));
        if let Some(similarity) = similarity(shared, size, self.asked, self.least) {
            self.found.push((offset, similarity));
        }
    }

    pub(super) fn best(self, most: usize) -> Vec<(u64, f32)> {
        if self.compared > MOST { Vec::new() } else { sorted(self.found, most) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_not_before_a_number_is_found(list in prop::collection::btree_set(0u32..200, 0..80), number in 0u32..210) {
            let list: Vec<u32> = list.into_iter().collect();
            prop_assert_eq!(from(&list, number), &list[list.partition_point(|other| *other < number)..]);
        }

        #[test]
        fn a_scan_finds_what_the_table_finds(names in prop::collection::btree_set("[abc]{0,12}", 0..30), text in "[abc]{0,9}") {
            let names: Vec<(String, u64)> = names.into_iter().enumerate().map(|(at, name)| (name, at as u64 * 3)).collect();
            let mut scan = Scan::new(&text, 0.2);
            for (name, at) in &names {
                scan.compare(name.as_bytes(), *at);
            }
            prop_assert_eq!(scan.best(10), Trigrams::new(&names).like(&text, 0.2, 10));
        }
    }
}
