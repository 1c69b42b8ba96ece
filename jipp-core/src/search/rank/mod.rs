//! Which documents answer best: BM25F over all fields, then what only the best are asked.

mod coverage;
mod demands;
mod order;
mod plan;
mod prior;
mod proximity;
mod window;

use super::fields::FIELDS;
use super::query::Query;
use super::settings::RankingSettings;
use super::words::Words;

use coverage::Coverage;
pub(super) use order::best;
use plan::{PlannedTerm, walk};

/// How many of the best are looked at more closely: whether words follow each other, and what is known about them.
const CLOSER: usize = 200;
/// Of a hundred records: the frequency of the word whose weight a recognised region has at least.
const RECOGNISED: f32 = 0.01;

/// Settings made ready for one index.
#[derive(Debug)]
pub(super) struct Ranking {
    pub(super) settings: RankingSettings,
    /// For each field its weight over its length normalisation, by length code.
    tables: Box<[[f32; 256]; FIELDS.len()]>,
    newest: u16,
}

impl Ranking {
    pub(super) fn new(settings: RankingSettings, words: &Words) -> Self {
        let mut tables = Box::new([[0.0; 256]; FIELDS.len()]);
        for ((table, field), average) in tables.iter_mut().zip(settings.fields.in_order()).zip(words.averages()) {
            for (code, slot) in table.iter_mut().enumerate() {
                *slot = field.weight / (1.0 - field.b + field.b * Words::length(code as u8) / average.max(1.0)).max(0.05);
            }
        }
        let newest = (0..words.len() as u32).map(|document| words.facts(document).year).max().unwrap_or_default();
        Self { settings, tables, newest }
    }
}

/// What the terms of a question came to.
pub(super) struct Scored {
    /// Every document that answers, with its score, in document order.
    pub(super) documents: Vec<(u32, f32)>,
    /// Whether the question is the name of a document, or has one in it that is most of it.
    pub(super) named: bool,
}

/// Adds what the words that the best answers share score; documents that have nothing else come in only if they are among the
/// best of those. Shares are those of the words.
pub(super) fn add_shared(scored: &mut Scored, shared: &[(String, f32)], query: &Query, words: &Words, ranking: &Ranking) {
    let settings = &ranking.settings;
    let terms = shared.iter().take(u32::BITS as usize);
    let mut terms: Vec<PlannedTerm<'_>> =
        terms.map(|(lemma, share)| PlannedTerm::of_lemma(lemma, share * settings.feedback.weight, words, ranking)).collect();
    let mut gains: Vec<(u32, f32)> = Vec::new();
    walk(&mut terms, words, ranking, |document, gain, _| gains.push((document, gain)));
    let mut new = Vec::new();
    let mut known = scored.documents.iter_mut().peekable();
    for (document, gain) in gains {
        while known.next_if(|(d, _)| *d < document).is_some() {}
        match known.peek_mut() {
            Some((d, score)) if *d == document => *score += gain,
            _ => new.push((document, gain)),
        }
    }
    let mut new = best(&new, settings.feedback.added);
    if !query.demands.is_empty() {
        let kept = demands::kept(&query.demands, words);
        new.retain(|(document, _)| kept.has(*document));
    }
    scored.documents.extend(new);
    scored.documents.sort_unstable_by_key(|(document, _)| *document);
}

/// Scores every document that answers at least one term and meets what is demanded.
pub(super) fn score(query: &Query, words: &Words, ranking: &Ranking) -> Scored {
    let settings = &ranking.settings;
    let n = words.len();
    let mut terms: Vec<PlannedTerm<'_>> = query.terms.iter().map(|term| PlannedTerm::new(term, words, ranking)).collect();
    let mut found: Vec<(u32, f32, u32)> = Vec::new();
    walk(&mut terms, words, ranking, |document, total, answered| found.push((document, total, answered)));
    // a word that nothing answers still counts as asked: the answer to the rest is no full answer
    let weights: Vec<f32> = terms
        .iter()
        .zip(&query.terms)
        .map(|(planned, term)| Some(planned.weight()).filter(|weight| *weight > 0.0).unwrap_or_else(|| idf(0, n) * term.weight))
        .collect();
    let highest = terms.iter().fold(0f32, |sum, term| sum + term.best());
    let power = if query.told { settings.need.coverage } else { settings.coverage };
    let mut coverage = Coverage::new(&weights, power);
    let mut documents: Vec<(u32, f32)> =
        found.iter().map(|(document, total, answered)| (*document, total * coverage.factor(*answered))).collect();
    let most_answered = coverage.most();
    let unit = highest.max(1.0);
    let mut named = false;
    for (name, share) in &query.names {
        let at = words.named(name);
        named |= *share >= 0.5;
        raise(&mut documents, at.into_iter().map(|document| (document, unit * settings.name * share)));
    }
    let poor = most_answered < settings.poor || query.terms.iter().any(|term| !term.known);
    if !named && !query.told && poor && settings.approximate > 0.0 && query.name.len() >= 6 && query.terms.len() <= 8 {
        let from = settings.approximate_from;
        let similar = words.resembling(&query.name, from, 50);
        raise(
            &mut documents,
            similar.into_iter().map(|(document, similarity)| {
                let share = ((similarity - from) / (1.0 - from).max(0.01)).clamp(0.0, 1.0);
                (document, unit * settings.approximate * (0.25 + 0.75 * share))
            }),
        );
    }
    if !query.demands.is_empty() {
        let kept = demands::kept(&query.demands, words);
        if query.terms.is_empty() {
            documents = (0..n as u32).map(|document| (document, 0.0)).collect();
        }
        documents.retain(|(document, _)| kept.has(*document));
    }
    closer(&mut documents, query, &weights, words, ranking, named);
    Scored { documents, named }
}

/// What only the best are asked.
fn closer(documents: &mut [(u32, f32)], query: &Query, weights: &[f32], words: &Words, ranking: &Ranking, named: bool) {
    let mut top = best(documents, CLOSER);
    let Some((_, highest)) = top.first().copied() else { return };
    top.sort_unstable_by_key(|(document, _)| *document);
    let numbers: Vec<u32> = top.iter().map(|(document, _)| *document).collect();
    let mut gains = vec![0f32; numbers.len()];
    if ranking.settings.proximity > 0.0 {
        proximity::add(&mut gains, &numbers, query, weights, words, ranking.settings.proximity);
    }
    let priors = &ranking.settings.priors;
    if priors.enabled && !named && highest > 0.0 {
        for (gain, document) in gains.iter_mut().zip(&numbers) {
            *gain += highest * prior::of(words.facts(*document), priors, ranking.newest);
        }
    }
    raise(documents, numbers.into_iter().zip(gains));
}

/// Adds gains to documents; both in any order, documents sorted by number on return.
fn raise<D: AsDocuments + ?Sized>(documents: &mut D, gains: impl Iterator<Item = (u32, f32)>) {
    for (document, gain) in gains {
        documents.raise(document, gain);
    }
}

/// A list of documents in order, which may or may not take up new ones.
trait AsDocuments {
    fn raise(&mut self, document: u32, gain: f32);
}

impl AsDocuments for Vec<(u32, f32)> {
    fn raise(&mut self, document: u32, gain: f32) {
        match self.binary_search_by_key(&document, |(d, _)| *d) {
            Ok(at) => {
                if let Some((_, score)) = self.get_mut(at) {
                    *score += gain;
                }
            }
            Err(at) => self.insert(at, (document, gain)),
        }
    }
}

impl AsDocuments for [(u32, f32)] {
    fn raise(&mut self, document: u32, gain: f32) {
        if let Ok(at) = self.binary_search_by_key(&document, |(d, _)| *d)
            && let Some((_, score)) = self.get_mut(at)
        {
            *score += gain;
        }
    }
}

#[inline]
fn saturated(frequency: f32, k1: f32) -> f32 {
    frequency * (k1 + 1.0) / (k1 + frequency)
}

/// Inverse document frequency of BM25 (Robertson and Sparck Jones, with the 1 inside the logarithm that keeps it positive).
fn idf(documents: usize, n: usize) -> f32 {
    (1.0 + (n as f32 - documents as f32 + 0.5) / (documents as f32 + 0.5)).ln()
}
