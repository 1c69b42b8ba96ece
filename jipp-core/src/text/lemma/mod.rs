//! Which word of the dictionary stands behind a word of a text?
//!
//! Generate and test: every way to take affixes off ([`affix`]), kept where a root is left that the table knows ([`roots`]), the most
//! likely one chosen by weights ([`weights`], [`choose`]). A word with no known root is read in everyday speech, then as
//! affixes around a root nobody knows, and else stays as it is.

mod affix;
mod choose;
mod hyphen;
mod memo;
mod roots;
mod weights;

use choose::Readings;

use super::lexicon;

/// Longest word, in bytes, that is looked at.
const LONGEST_WORD: usize = 96;

/// The lemma of a folded word: its root, in the spelling of the Kamus Besar Bahasa Indonesia (KBBI).
///
/// Affixes, clitics and reduplication are taken off; a word of up to three letters, with digits, or of another script stays as it is
/// (but for its spelling), and so do names and words that no rule explains. A word with hyphens has one lemma if its parts share
/// one, else the lemmas of its parts with hyphens between. `lemma(lemma(word))` is `lemma(word)`.
///
/// ```
/// use jipp_core::text::lemma;
/// assert_eq!(lemma("pertanggungjawabannya"), "tanggungjawab");
/// assert_eq!(lemma("memberdayakan"), "daya");
/// assert_eq!(lemma("keberlanjutan"), lemma("berkelanjutan"));
/// assert_eq!(lemma("perijinan"), "izin");
/// assert_eq!(lemma("anak-anaknya"), "anak");
/// assert_eq!(lemma("nyoba"), "coba");
/// assert_eq!(lemma("penjara"), "penjara");
/// ```
pub fn lemma(word: &str) -> String {
    memo::remembered(word, find)
}

/// Follows roots to their own roots, so that a word and its root have one lemma.
fn find(word: &str) -> String {
    /// Roots of roots: none was seen deeper than two.
    const STEPS: usize = 4;
    let mut lemma = once(word);
    for _ in 0..STEPS {
        let next = once(&lemma);
        if next == lemma {
            break;
        }
        lemma = next;
    }
    lemma
}

fn once(word: &str) -> String {
    if let Some(lemma) = exception(word) {
        return lemma.to_owned();
    }
    let standard = lexicon::spelling(word);
    if standard.is_some_and(|standard| standard != word) {
        return standard.unwrap_or(word).to_owned();
    }
    if word.len() <= 3 || word.len() > LONGEST_WORD || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    let roots = roots::roots();
    if word.contains('-') {
        return hyphen::lemma(word, roots, find).unwrap_or_else(|| {
            let parts: Vec<String> = word.split('-').map(find).collect();
            parts.join("-")
        });
    }
    if !word.is_ascii() || roots.get(0, word.as_bytes()).is_some_and(|root| root.is_name) {
        return word.to_owned();
    }
    [Readings::Known, Readings::Informal, Readings::Unknown]
        .into_iter()
        .find_map(|readings| choose::choose(word, roots, readings))
        .unwrap_or_else(|| word.to_owned())
}

/// The lemma of a word that no rule finds, clitics behind it allowed (*tetangganya*).
fn exception(word: &str) -> Option<&'static str> {
    lexicon::exception(word).or_else(|| {
        affix::PARTICLES.iter().find_map(|particle| {
            let word = word.strip_suffix(particle)?;
            affix::POSSESSIVES.iter().find_map(|possessive| {
                let bare = word.strip_suffix(possessive)?;
                if particle.is_empty() && possessive.is_empty() { None } else { lexicon::exception(bare) }
            })
        })
    })
}

/// Whether a folded word is a root that the table knows, and no name: a word rather than a typing error.
pub(crate) fn is_root(word: &str) -> bool {
    roots::roots().get(0, word.as_bytes()).is_some_and(|root| !root.is_name)
}

/// Readings of a word, each a root and the names of its features: what the weights are learned from (`data/scripts/lemma_weights.py`).
#[doc(hidden)]
pub fn lemma_candidates(word: &str, known: bool) -> Vec<(String, Vec<String>)> {
    choose::candidates(word, roots::roots(), known)
}

#[cfg(test)]
mod tests;
