use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::text::words;

/// Phrases of whole words, and what stands for each.
pub(super) struct Phrases<'a> {
    /// By their first word, the longest phrases first.
    of: FxHashMap<String, Vec<(Vec<String>, &'a str)>>,
}

impl<'a> Phrases<'a> {
    pub(super) fn new(phrases: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut phrases: Vec<(Vec<String>, &str)> = phrases.map(|(phrase, to)| (words(phrase).collect(), to)).collect();
        phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        let mut of: FxHashMap<String, Vec<(Vec<String>, &str)>> = FxHashMap::default();
        for (phrase, to) in phrases {
            if let Some(first) = phrase.first() {
                of.entry(first.clone()).or_default().push((phrase, to));
            }
        }
        Self { of }
    }

    pub(super) fn put_into(&self, value: String) -> String {
        if self.of.is_empty() {
            return value;
        }
        let spans = spans(&value);
        let mut out = String::with_capacity(value.len());
        let (mut at, mut copied) = (0, 0);
        while let Some((word, span)) = spans.get(at) {
            let rest = spans.get(at..).unwrap_or_default();
            let fits = |phrase: &[String]| phrase.len() <= rest.len() && phrase.iter().zip(rest).all(|(wanted, (word, _))| wanted == word);
            let Some((phrase, to)) = self.of.get(word).and_then(|phrases| phrases.iter().find(|(phrase, _)| fits(phrase))) else {
                at += 1;
                continue;
            };
            let end = rest.get(phrase.len() - 1).map_or(span.end, |(_, span)| span.end);
            out.push_str(value.get(copied..span.start).unwrap_or_default());
            out.push_str(to);
            (at, copied) = (at + phrase.len(), end);
        }
        out.push_str(value.get(copied..).unwrap_or_default());
        tidied(&out)
    }
}

/// The folded words of a value and where they stand in it.
fn spans(value: &str) -> Vec<(String, Range<usize>)> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in value.char_indices().chain([(value.len(), ' ')]) {
        match (start, c.is_alphanumeric() || crate::unicode::is_combining_mark(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let folded: String = words(value.get(from..at).unwrap_or_default()).collect();
                spans.push((folded, from..at));
                start = None;
            }
            _ => {}
        }
    }
    spans
}

/// Without what dropped words leave behind: doubled blanks, and parts of punctuation alone at either end.
fn tidied(value: &str) -> String {
    let mut parts: Vec<&str> = value.split_whitespace().collect();
    let alone = |part: &&str| !part.contains(char::is_alphanumeric);
    while parts.first().is_some_and(alone) {
        parts.remove(0);
    }
    while parts.last().is_some_and(alone) {
        parts.pop();
    }
    let joined = parts.join(" ");
    joined.trim_matches([',', ';', '.', ' ']).to_owned()
}
