//! What is the root of a word written with hyphens? Reduplication, and clitics behind a hyphen.
//!
//! Forms: *anak-anak*, *bangunan-bangunan*, *buku-bukunya*, *berjalan-jalan*, *menyebut-nyebut*, *kebiru-biruan*, *tulis-menulis*,
//! *sayur-mayur* (Sneddon 2010, section 1.18 to 1.25).

use super::choose;
use super::roots::Roots;

/// Clitics that official and religious texts put behind a hyphen (*APBD-nya*, *rahmat-Mu*).
const CLITICS: [&str; 8] = ["nya", "ku", "mu", "lah", "kah", "pun", "tah", "an"];

/// The one root of a hyphenated word, or none if its parts are words of their own.
pub(super) fn lemma(word: &str, roots: &Roots, lemma: impl Fn(&str) -> String) -> Option<String> {
    let mut parts: Vec<&str> = word.split('-').filter(|part| !part.is_empty()).collect();
    while parts.len() > 1 && parts.last().is_some_and(|last| CLITICS.contains(last)) {
        parts.pop();
    }
    match parts.as_slice() {
        [] => None,
        [one] => Some(lemma(one)),
        [first, second] => pair(first, second, roots, lemma),
        [first, rest @ ..] => {
            let root = lemma(first);
            rest.iter().all(|part| lemma(part) == root).then_some(root)
        }
    }
}

fn pair(first: &str, second: &str, roots: &Roots, lemma: impl Fn(&str) -> String) -> Option<String> {
    let (a, b) = (lemma(first), lemma(second));
    if a == b {
        return Some(a);
    }
    if !first.is_ascii() || !second.is_ascii() {
        return None;
    }
    // a root that both may have: berjalan-jalan, menyebut-nyebut, kebiru-biruan
    let others = choose::all(second, roots);
    let mut best: Option<(i32, String)> = None;
    for (weight, root) in choose::all(first, roots) {
        let Some((other, _)) = others.iter().find(|(_, other)| *other == root) else { continue };
        if best.as_ref().is_none_or(|(sum, _)| weight + other > *sum) {
            best = Some((weight + other, root));
        }
    }
    if let Some((_, root)) = best {
        return Some(root);
    }
    // one part repeats the other, whose root no table knows: mengupload-upload
    if second.len() >= 3 && first.ends_with(second) {
        return Some(b);
    }
    (first.len() >= 3 && second.starts_with(first)).then_some(a)
}
