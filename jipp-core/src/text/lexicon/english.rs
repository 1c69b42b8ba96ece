//! Everyday English words, and how an English word looks in Indonesian.
//!
//! They are read from English only: whoever asks in Indonesian means Indonesian texts. Their words are compared as they stand, which takes
//! a tenth of the time in which the lemmas of four thousand terms are made.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::{Match, TRANSLATION, Term, TermKind};

/// English words that say nothing alone.
pub(super) const FUNCTION: &[&str] = &["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with", "through"];

/// Terms of `data/lexicon/english.csv`.
struct Everyday {
    /// The words of a term without function words, and what they are in Indonesian, parted by `|`.
    terms: FxHashMap<String, &'static str>,
    /// Words of the longest term.
    longest: usize,
}

fn terms() -> &'static Everyday {
    static TERMS: OnceLock<Everyday> = OnceLock::new();
    TERMS.get_or_init(|| {
        let mut read = Everyday { terms: FxHashMap::default(), longest: 0 };
        // no cell of the list has a comma or a quote: a test looks at every line
        let rows = include_str!("../../../data/lexicon/english.csv").lines().skip(1).filter_map(|line| line.split_once(','));
        for (english, indonesian) in rows {
            for term in english.split('|') {
                let words: Vec<&str> = term.split(' ').filter(|word| !FUNCTION.contains(word)).collect();
                read.longest = read.longest.max(words.len());
                read.terms.entry(words.join(" ")).or_insert(indonesian);
            }
        }
        read
    })
}

/// The everyday English terms among these words, longest first at each place.
pub(super) fn everyday(words: &[&str]) -> Vec<Match> {
    let Everyday { terms, longest } = terms();
    let asked: Vec<(usize, &str)> = words.iter().copied().enumerate().filter(|(_, word)| !FUNCTION.contains(word)).collect();
    let mut found = Vec::new();
    let mut rest = asked.as_slice();
    while let Some(((start, _), behind)) = rest.split_first() {
        let hit = (1..=rest.len().min(*longest)).rev().find_map(|length| {
            let (window, behind) = rest.split_at_checked(length)?;
            let key = window.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
            Some((window.last()?.0, terms.get(&key)?, behind))
        });
        let Some((last, indonesian, behind)) = hit else {
            rest = behind;
            continue;
        };
        let term =
            |words: &str| Term { words: words.split(' ').map(str::to_owned).collect(), weight: TRANSLATION, kind: TermKind::Translation };
        found.push(Match { range: *start..last + 1, terms: indonesian.split('|').map(term).collect() });
        rest = behind;
    }
    found
}

/// An English word with the Indonesian ending of its kind (*EYD*, section on words taken from other languages); other letters stay as they
/// are, near enough to be compared.
pub(super) fn cognate(word: &str) -> String {
    const ENDINGS: [(&str, &str); 6] =
        [("ization", "isasi"), ("isation", "isasi"), ("tion", "si"), ("sion", "si"), ("logy", "logi"), ("ity", "itas")];
    let changed = ENDINGS.iter().find_map(|(english, indonesian)| Some([word.strip_suffix(english)?, indonesian].concat()));
    changed.unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_words_and_their_translations() {
        let list = include_str!("../../../data/lexicon/english.csv");
        let mut seen = std::collections::BTreeSet::new();
        for (at, line) in list.lines().enumerate().skip(1) {
            let (english, indonesian) = line.split_once(',').unwrap();
            for term in english.split('|').chain(indonesian.split('|')) {
                let plain = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
                assert!(term.split(' ').all(plain), "line {}: `{term}`", at + 1);
            }
            assert!(english.split('|').all(|term| seen.insert(term)), "line {}: a term stands twice", at + 1);
        }
        assert!(seen.len() > 3_000);
    }

    #[test]
    fn the_longest_term_counts_and_function_words_do_not() {
        let found = everyday(&["village", "map", "of", "the", "speedboat"]);
        let read: Vec<(std::ops::Range<usize>, String)> = found.into_iter().map(|one| (one.range, one.terms[0].words.join(" "))).collect();
        assert_eq!(read, [(0..2, "peta desa".to_owned()), (4..5, "perahu cepat".to_owned())]);
        assert_eq!(everyday(&["bank", "sampah"]).len(), 0);
    }

    #[test]
    fn words_of_one_root_look_alike() {
        assert_eq!(
            ["integration", "digitalization", "transparency", "university"].map(cognate),
            ["integrasi", "digitalisasi", "transparency", "universitas"]
        );
    }
}
