//! How alike are two values? Functions over values that [`super::column`] prepared once.

use std::cell::RefCell;

/// A text as it is compared letter by letter, with the set of its letters ([`super::terms::letters`]).
#[derive(Clone, Copy)]
pub(super) struct Letters<'a> {
    pub(super) text: &'a [char],
    pub(super) set: u64,
}

impl Letters<'_> {
    /// Letters that the other text does not have, at least: for this many places no partner can be found.
    fn foreign(self, other: Self) -> usize {
        (self.set & !other.set).count_ones() as usize
    }
}

/// Jaro similarity (Jaro 1989) with the common-prefix bonus of Winkler (1990), as `strsim` and Splink compute it. Where it is sure to be
/// below `least`, a value below `least` that it cannot exceed.
pub(super) fn jaro_winkler(a: Letters<'_>, b: Letters<'_>, least: f64) -> f64 {
    let prefix = a.text.iter().zip(b.text).take(4).take_while(|(x, y)| x == y).count() as f64;
    let winkler = |jaro: f64| if jaro > 0.7 { jaro + 0.1 * prefix * (1.0 - jaro) } else { jaro };
    let (long_a, long_b) = (a.text.len(), b.text.len());
    let common = (long_a - a.foreign(b).min(long_a)).min(long_b - b.foreign(a).min(long_b));
    // as if every letter that may have a partner had one, and all in order
    let bound = if common == 0 { 0.0 } else { (common as f64 / long_a as f64 + common as f64 / long_b as f64 + 1.0) / 3.0 };
    let most = winkler(bound.min(1.0));
    if most + ROUNDING < least { most } else { winkler(jaro(a.text, b.text)) }
}

/// More than the rounding of a similarity.
const ROUNDING: f64 = 1e-9;

/// For each letter of a text its places, bit by bit: letters of Latin-1, texts of at most 64 letters.
struct Places([u64; 256]);

thread_local! {
    static PLACES: RefCell<Places> = const { RefCell::new(Places([0; 256])) };
}

impl Places {
    /// Does something with the places of the letters of a text; `None` if it holds other letters.
    fn with<R>(text: &[char], work: impl FnOnce(&Self) -> R) -> Option<R> {
        PLACES.with_borrow_mut(|places| {
            let mut narrow = true;
            for (at, letter) in text.iter().enumerate() {
                match places.0.get_mut(*letter as usize) {
                    Some(slot) => *slot |= 1 << at,
                    None => narrow = false,
                }
            }
            let answer = narrow.then(|| work(places));
            for letter in text {
                if let Some(slot) = places.0.get_mut(*letter as usize) {
                    *slot = 0;
                }
            }
            answer
        })
    }

    fn of(&self, letter: char) -> u64 {
        self.0.get(letter as usize).copied().unwrap_or(0)
    }
}

/// The places of a letter in a text that [`Places`] cannot hold.
fn places_in(text: &[char], letter: char) -> u64 {
    text.iter().enumerate().fold(0u64, |mask, (at, other)| mask | u64::from(*other == letter) << at)
}

/// The bits below `count`, which is at most 64.
fn below(count: usize) -> u64 {
    if count >= 64 { u64::MAX } else { (1 << count) - 1 }
}

fn jaro(a: &[char], b: &[char]) -> f64 {
    if a == b {
        return if a.is_empty() { 0.0 } else { 1.0 };
    }
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a.len() > 64 || b.len() > 64 {
        return strsim::generic_jaro(&a.to_vec(), &b.to_vec());
    }
    let (matched_a, matched_b) = Places::with(b, |places| matched(a, b.len(), |letter| places.of(letter)))
        .unwrap_or_else(|| matched(a, b.len(), |x| places_in(b, x)));
    let (mut matched_a, mut matched_b) = (matched_a, matched_b);
    let matches = matched_a.count_ones();
    if matches == 0 {
        return 0.0;
    }
    let mut swapped = 0u32;
    while matched_a != 0 {
        let (i, j) = (matched_a.trailing_zeros() as usize, matched_b.trailing_zeros() as usize);
        swapped += u32::from(a.get(i) != b.get(j));
        matched_a &= matched_a - 1;
        matched_b &= matched_b.wrapping_sub(1);
    }
    let m = f64::from(matches);
    (m / a.len() as f64 + m / b.len() as f64 + (m - f64::from(swapped / 2)) / m) / 3.0
}

/// The letters of both texts that have a partner near by: each letter of `a` takes the first free one. `places` says where a letter stands
/// in the other text.
fn matched(a: &[char], long_b: usize, places: impl Fn(char) -> u64) -> (u64, u64) {
    let window = (a.len().max(long_b) / 2).saturating_sub(1);
    let (mut matched_a, mut matched_b) = (0u64, 0u64);
    for (i, x) in a.iter().enumerate() {
        let free = places(*x) & !matched_b & below(i + window + 1) & !below(i.saturating_sub(window));
        if free != 0 {
            matched_a |= 1 << i;
            matched_b |= free & free.wrapping_neg();
        }
    }
    (matched_a, matched_b)
}

/// Edits from one text to the other, a swap of neighbours counting one (Damerau 1964; optimal string alignment). Bit-parallel
/// after Hyyrö (2003) up to 64 characters. Where they are sure to be more than `most`, a number above `most` that they do not fall below.
pub(super) fn edits(a: Letters<'_>, b: Letters<'_>, most: f64) -> usize {
    // a letter that the other text lacks costs an edit of its own
    let least = a.text.len().abs_diff(b.text.len()).max(a.foreign(b)).max(b.foreign(a));
    if least as f64 > most {
        return least;
    }
    let (a, b) = if a.text.len() <= b.text.len() { (a.text, b.text) } else { (b.text, a.text) };
    if a == b {
        return 0;
    }
    if a.is_empty() {
        return b.len();
    }
    if a.len() > 64 {
        return strsim::osa_distance(&a.iter().collect::<String>(), &b.iter().collect::<String>());
    }
    Places::with(a, |places| aligned(a.len(), b, |letter| places.of(letter))).unwrap_or_else(|| aligned(a.len(), b, |x| places_in(a, x)))
}

/// The edits that make a text of `long_a` letters, whose places are given, another.
fn aligned(long_a: usize, b: &[char], places: impl Fn(char) -> u64) -> usize {
    let last = 1u64 << (long_a - 1);
    let (mut plus, mut minus, mut diagonal, mut match_before) = (u64::MAX, 0u64, 0u64, 0u64);
    let mut distance = long_a;
    for y in b {
        let matches = places(*y);
        let swap = ((!diagonal & matches) << 1) & match_before;
        diagonal = ((matches & plus).wrapping_add(plus) ^ plus) | matches | minus | swap;
        let mut horizontal_plus = minus | !(diagonal | plus);
        let mut horizontal_minus = diagonal & plus;
        if horizontal_plus & last != 0 {
            distance += 1;
        }
        if horizontal_minus & last != 0 {
            distance -= 1;
        }
        horizontal_plus = horizontal_plus << 1 | 1;
        horizontal_minus <<= 1;
        plus = horizontal_minus | !(diagonal | horizontal_plus);
        minus = horizontal_plus & diagonal;
        match_before = matches;
    }
    distance
}

/// Whether the shorter of two names stands at the beginning of the longer: an initial, a short form.
pub(super) fn is_prefix(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && long.starts_with(short)
}

/// The sum over the terms that two sorted lists share.
pub(super) fn shared<T>(a: &[(u32, T)], b: &[(u32, T)], mut each: impl FnMut(&T)) {
    let (mut a, mut b) = (a, b);
    while let ([(left, weight), rest_a @ ..], [(right, _), rest_b @ ..]) = (a, b) {
        if left == right {
            each(weight);
        }
        // no branches that cannot be foreseen
        a = if left <= right { rest_a } else { a };
        b = if right <= left { rest_b } else { b };
    }
}

#[cfg(test)]
mod tests {
    use super::super::terms::letters;
    use super::*;
    use proptest::prelude::*;

    fn of(text: &[char]) -> Letters<'_> {
        Letters { text, set: letters(text.iter().copied()) }
    }

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    proptest! {
        #[test]
        fn as_the_reference(a in "[a-dé]{0,12}", b in "[a-dé]{0,12}", c in "[a-c]{60,70}", d in "[a-dσж]{0,12}", e in "[a-c]{60,64}") {
            for (x, y) in [(&a, &b), (&a, &c), (&c, &b), (&a, &d), (&d, &b), (&e, &a), (&d, &e)] {
                let (left, right) = (chars(x), chars(y));
                let (left, right) = (of(&left), of(&right));
                let expected = strsim::osa_distance(x, y);
                prop_assert_eq!(edits(left, right, f64::MAX), expected);
                // with a bound: exact up to it, above it where it is above
                let bounded = edits(left, right, 2.0);
                let right_bound = if expected <= 2 { bounded == expected } else { bounded > 2 && bounded <= expected };
                prop_assert!(right_bound, "{} {} {}", x, y, bounded);
                if x.is_empty() || y.is_empty() {
                    continue;
                }
                let expected = strsim::jaro_winkler(x, y);
                prop_assert!((jaro_winkler(left, right, 0.0) - expected).abs() < 1e-9);
                for least in [0.75, 0.92] {
                    let bounded = jaro_winkler(left, right, least);
                    prop_assert!((bounded - expected).abs() < 1e-9 || expected <= bounded + 1e-9 && bounded < least);
                }
            }
        }
    }
}
