//! What does an abbreviation stand for here? Several meanings, told apart by the words beside it.

use std::collections::HashMap;

use super::phrases::{Phrases, lemmas_of, rows};
use super::{EXPANSION, Match, Term, TermKind};
use crate::text::{key, lemma, words};

/// Meanings of abbreviations, by their glued folded form.
#[derive(Debug, Clone, Default)]
pub(super) struct Senses {
    by_form: HashMap<String, Vec<Sense>>,
}

#[derive(Debug, Clone)]
struct Sense {
    words: Vec<String>,
    /// Lemmas that tell this meaning.
    context: Vec<String>,
}

impl Senses {
    pub(super) fn add(&mut self, abbreviation: &str, expansion: &str, context: &str) {
        let sense = Sense {
            words: words(expansion).collect(),
            context: context.split('|').flat_map(|words_| words(words_).collect::<Vec<_>>()).map(|word| lemma(&word)).collect(),
        };
        if !sense.words.is_empty() {
            self.by_form.entry(key(abbreviation)).or_default().push(sense);
        }
    }

    /// Whether a short form has several meanings here.
    pub(super) fn is_ambiguous(&self, form: &str) -> bool {
        self.by_form.get(&key(form)).is_some_and(|senses| senses.len() > 1)
    }

    fn knows(&self, form: &str) -> bool {
        self.by_form.contains_key(&key(form))
    }

    pub(super) fn matches(&self, words: &[&str], weight: f32) -> Vec<Match> {
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let Some(senses) = self.by_form.get(&key(word)) else { continue };
            let others: Vec<String> = lemmas_of(words).into_iter().filter(|(other, _)| *other != at).map(|(_, lemma)| lemma).collect();
            let told = |sense: &Sense| others.iter().filter(|lemma| sense.context.contains(lemma)).count();
            let most = senses.iter().map(told).max().unwrap_or(0);
            let chosen: Vec<&Sense> = senses.iter().filter(|sense| senses.len() == 1 || (most > 0 && told(sense) == most)).collect();
            let (chosen, weight, kind) = match chosen.as_slice() {
                [one] => (vec![*one], weight, TermKind::Expansion),
                [] => (senses.iter().collect(), 0.0, TermKind::Ambiguous),
                _ => (chosen, 0.0, TermKind::Ambiguous),
            };
            let terms = chosen.into_iter().map(|sense| Term { words: sense.words.clone(), weight, kind }).collect();
            found.push(Match { range: at..at + 1, terms });
        }
        found
    }
}

/// The abbreviations of `data/abbreviations.csv` that have one meaning, both ways. What `senses` knows is left to it.
pub(super) fn abbreviations(senses: &Senses) -> Phrases {
    let mut phrases = Phrases::default();
    let table: Vec<[String; 3]> =
        rows::<3>(include_str!("../../../data/abbreviations.csv")).filter_map(Result::ok).map(|(_, row)| row).collect();
    let mut meanings: HashMap<String, usize> = HashMap::new();
    for [short, _, _] in &table {
        *meanings.entry(key(short)).or_default() += 1;
    }
    for [short, long, ambiguous] in &table {
        if ambiguous != "0" || long.contains(';') || senses.knows(short) || meanings.get(&key(short)).is_some_and(|n| *n > 1) {
            continue;
        }
        let long = long.split('(').next().unwrap_or_default();
        if words(long).count() < 2 && words(long).next().as_deref() == Some(short) {
            continue;
        }
        phrases.add(short, long, EXPANSION, TermKind::Expansion);
        phrases.add(&key(short), long, EXPANSION, TermKind::Expansion);
        if words(long).count() >= 2 {
            phrases.add(long, short, EXPANSION, TermKind::Abbreviation);
        }
    }
    phrases
}
