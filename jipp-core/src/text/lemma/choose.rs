//! Which of the possible roots is meant? Generate every reading, test its root, weigh what is left.

use super::affix::{self, Head, LONGEST, Tail, heads, meeting, prefix, tails};
use super::roots::{Root, Roots};
use super::weights::{Weights, features, weights};

/// Which readings are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readings {
    /// Roots of the table, affixes of the written language.
    Known,
    /// Roots of the table, affixes and vowels of everyday speech too.
    Informal,
    /// Roots that nobody knows, of a plausible form.
    Unknown,
}

/// Shortest root: with an affix around it, and when nobody knows it.
const SHORTEST: usize = 3;
const SHORTEST_UNKNOWN: usize = 4;

struct Reading {
    first: u8,
    start: usize,
    end: usize,
    /// Everyday e in the last syllable stands for a (*cepet*: cepat).
    vowel_changed: bool,
}

/// The root of the best reading of an ASCII word, if there is one.
pub(super) fn choose(word: &str, roots: &Roots, readings: Readings) -> Option<String> {
    let mut best: Option<(i32, Reading)> = None;
    visit(word.as_bytes(), roots, readings, |head, tail, weight, vowel_changed, _| {
        let weight = weight();
        if best.as_ref().is_none_or(|(other, _)| weight > *other) {
            best = Some((weight, Reading { first: head.restored, start: head.start, end: tail.end, vowel_changed }));
        }
    });
    best.and_then(|(_, reading)| stem(word, &reading))
}

fn stem(word: &str, reading: &Reading) -> Option<String> {
    let mut root = String::with_capacity(word.len());
    if reading.first != 0 {
        root.push(char::from(reading.first));
    }
    root.push_str(word.get(reading.start..reading.end)?);
    if reading.vowel_changed {
        let at = root.rfind('e')?;
        root.replace_range(at..=at, "a");
    }
    Some(root)
}

/// Every root that a reading of the word may have, for words that are told by another (*menyebut-nyebut*), best first.
pub(super) fn all(word: &str, roots: &Roots) -> Vec<(i32, String)> {
    let mut found: Vec<(i32, String)> = Vec::new();
    for readings in [Readings::Known, Readings::Informal] {
        visit(word.as_bytes(), roots, readings, |head, tail, weight, vowel_changed, _| {
            let reading = Reading { first: head.restored, start: head.start, end: tail.end, vowel_changed };
            found.extend(stem(word, &reading).map(|root| (weight(), root)));
        });
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    found
}

/// Calls `found` with every reading and a way to weigh it.
fn visit(word: &[u8], roots: &Roots, readings: Readings, mut found: impl FnMut(&Head, &Tail, &dyn Fn() -> i32, bool, Option<Root>)) {
    if word.len() > LONGEST {
        return;
    }
    let informal = readings == Readings::Informal;
    let weights: &Weights = weights(readings != Readings::Unknown);
    let ends = tails(word, informal);
    for head in heads(word, informal).iter() {
        let with_suffix = weights.head(head);
        for tail in ends.iter() {
            let Some(rest) = word.get(head.start..tail.end) else { continue };
            let length = rest.len() + usize::from(head.restored != 0);
            let bare = head.chain == 0 && tail.suffix == 0 && tail.clitic == 0;
            if length < SHORTEST && !bare {
                continue;
            }
            let letters = || std::iter::once(head.restored).filter(|letter| *letter != 0).chain(rest.iter().copied());
            let weigh = |family: Option<u8>, extra: i32| {
                let with_suffix = with_suffix.get(usize::from(tail.suffix)).copied().unwrap_or(0);
                with_suffix + weights.tail(tail) + weights.root(length, affix::syllables(letters()), family, bare) + extra
            };
            if head.meeting == meeting::ONE_SYLLABLE && affix::syllables(letters()) != 1 {
                continue;
            }
            match readings {
                Readings::Unknown => {
                    if bare || is_plausible(head, tail, length, letters()) {
                        found(head, tail, &|| weigh(None, 0), false, None);
                    }
                }
                Readings::Known | Readings::Informal => {
                    let everyday = matches!(head.chain, prefix::NASAL | prefix::NGE) || tail.suffix == INFORMAL_SUFFIX;
                    if informal && !everyday && head.chain != prefix::KE {
                        continue;
                    }
                    if let Some(root) = roots.get(head.restored, rest) {
                        found(head, tail, &|| weigh(Some(root.family), 0), false, Some(root));
                    } else if informal && let Some(root) = with_a(roots, head.restored, rest) {
                        found(head, tail, &|| weigh(Some(root.family), VOWEL_CHANGED), true, Some(root));
                    }
                }
            }
        }
    }
}

/// Number of -in among the suffixes.
const INFORMAL_SUFFIX: u8 = 4;
/// What a changed vowel costs, in hundredths.
const VOWEL_CHANGED: i32 = -100;

/// The root with a for the e of its last syllable.
fn with_a(roots: &Roots, first: u8, rest: &[u8]) -> Option<Root> {
    let at = rest.iter().rposition(|letter| affix::is_vowel(*letter)).filter(|at| rest.get(*at) == Some(&b'e'))?;
    let mut letters = [0_u8; LONGEST];
    letters.get_mut(..rest.len())?.copy_from_slice(rest);
    *letters.get_mut(at)? = b'a';
    roots.get(first, letters.get(..rest.len())?)
}

/// Whether letters that no table knows may be a root with these affixes around it.
///
/// *-i* alone makes few words of unknown roots and ends many names; a root begins with a vowel or with the consonants
/// that begin words of Indonesian (Alwi et al. 2003, section 3.4).
fn is_plausible(head: &Head, tail: &Tail, length: usize, letters: impl Iterator<Item = u8>) -> bool {
    const I: u8 = 3;
    if length < SHORTEST_UNKNOWN || (head.chain == 0 && tail.suffix == I) || head.chain == prefix::REPEAT {
        return false;
    }
    let mut onset = [0_u8; 4];
    let mut count = 0;
    let mut vowels = 0;
    for letter in letters {
        if affix::is_vowel(letter) {
            vowels += 1;
        } else if vowels == 0 {
            if let Some(slot) = onset.get_mut(count) {
                *slot = letter;
            }
            count += 1;
        }
    }
    vowels > 0
        && match (count, onset) {
            (0 | 1, _) => true,
            (2, [a, b, ..]) => matches!(
                (a, b),
                (b'b' | b'd' | b'f' | b'g' | b'k' | b'p' | b't' | b'v', b'l' | b'r')
                    | (b's', b'c' | b'k' | b'l' | b'm' | b'n' | b'p' | b'r' | b't' | b'w' | b'y' | b'h')
                    | (b'k', b'h' | b'w')
                    | (b'n', b'y' | b'g')
                    | (b't' | b'p', b's')
            ),
            (3, [b's', middle, last, _]) => matches!(middle, b'k' | b'p' | b't') && matches!(last, b'l' | b'r'),
            _ => false,
        }
}

/// Readings of a word with the names of their features, for learning the weights: root and features.
pub(super) fn candidates(word: &str, roots: &Roots, known: bool) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let readings = if known { Readings::Known } else { Readings::Unknown };
    visit(word.as_bytes(), roots, readings, |head, tail, _, vowel_changed, root| {
        let reading = Reading { first: head.restored, start: head.start, end: tail.end, vowel_changed };
        let bare = head.chain == 0 && tail.suffix == 0 && tail.clitic == 0;
        found.extend(stem(word, &reading).map(|stem| {
            let names = features(head, tail, stem.as_bytes(), root.map(|root| root.family), bare);
            (stem, names)
        }));
    });
    found
}
