//! Which documents answer best: BM25F over all fields, then what only the best are asked.

mod demands;
mod order;
mod prior;
mod proximity;
mod scratch;

use super::fields::FIELDS;
use super::query::{Form, Query, QueryTerm};
use super::request::MatchForm;
use super::settings::RankingSettings;
use super::words::{List, Words};

pub(super) use order::best;
pub(super) use scratch::Pool;
use scratch::Scratch;

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
pub(super) fn add_shared(scored: &mut Scored, shared: &[(String, f32)], query: &Query, words: &Words, ranking: &Ranking, pool: &Pool) {
    let settings = &ranking.settings;
    let mut scratch = pool.take(words.len());
    for (lemma, share) in shared {
        let form = Form { lemmas: vec![lemma.clone()], exact: None, weight: 1.0, how: MatchForm::Lemma };
        score_word(&form, words, ranking, u8::MAX, share * settings.feedback.weight, 0.0, &mut scratch);
        scratch.close_term(1.0);
    }
    let mut gains: Vec<(u32, f32)> = scratch.touched().iter().map(|document| (*document, scratch.total(*document).0)).collect();
    pool.give(scratch);
    gains.sort_unstable_by_key(|(document, _)| *document);
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
pub(super) fn score(query: &Query, words: &Words, ranking: &Ranking, pool: &Pool) -> Scored {
    let settings = &ranking.settings;
    let n = words.len();
    let mut scratch = pool.take(n);
    let (mut asked, mut highest) = (0f32, 0f32);
    let mut weights = Vec::with_capacity(query.terms.len());
    for term in &query.terms {
        let (weight, best) = score_term(term, words, ranking, &mut scratch);
        // a word that nothing answers still counts as asked: the answer to the rest is no full answer
        let weight = if weight > 0.0 { weight } else { idf(0, n) * term.weight };
        asked += weight;
        highest += best;
        weights.push(weight);
        scratch.close_term(weight);
    }
    let mut most_answered = 0f32;
    let power = if query.told { settings.need.coverage } else { settings.coverage };
    let mut documents: Vec<(u32, f32)> = Vec::with_capacity(scratch.touched().len());
    for document in scratch.touched() {
        let (total, answered) = scratch.total(*document);
        let share = (answered / asked.max(f32::EPSILON)).clamp(0.0, 1.0);
        most_answered = most_answered.max(share);
        let coverage = if power == 0.5 { share.sqrt() } else { share.powf(power) };
        documents.push((*document, total * coverage));
    }
    pool.give(scratch);
    documents.sort_unstable_by_key(|(document, _)| *document);
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

/// Scores one term into the scratch: of its forms the best counts for each document. Returns its weight and its best score.
fn score_term(term: &QueryTerm, words: &Words, ranking: &Ranking, scratch: &mut Scratch) -> (f32, f32) {
    let settings = &ranking.settings;
    let n = words.len();
    let (mut weight, mut best) = (0f32, 0f32);
    let floor = if term.place { idf((n as f32 * RECOGNISED) as usize, n) } else { 0.0 };
    for form in &term.forms {
        let share = form.weight * term.weight;
        let (form_weight, form_best) = if form.how == MatchForm::Place {
            score_mark(form, words, settings.recognised * share, floor, scratch)
        } else if form.lemmas.len() == 1 {
            score_word(form, words, ranking, term.fields, share, floor, scratch)
        } else {
            score_words(form, words, ranking, term.fields, share, floor, scratch)
        };
        weight = weight.max(form_weight * share);
        best = best.max(form_best);
    }
    (weight, best)
}

/// A form of one word: its lemma, and the word as asked on top.
fn score_word(form: &Form, words: &Words, ranking: &Ranking, fields: u8, share: f32, floor: f32, scratch: &mut Scratch) -> (f32, f32) {
    let Some(lemma) = form.lemmas.first() else { return (0.0, 0.0) };
    let n = words.len();
    let settings = &ranking.settings;
    let own = form.exact.as_deref().and_then(|exact| words.list(exact));
    let mut lists = words.lemma(lemma);
    // a word whose lemma was decided otherwise when it was indexed
    if let Some(own) = own
        && !lists.contains(&own)
    {
        lists.push(own);
    }
    if let [only] = lists.as_slice() {
        // one word has this lemma: one walk along one list
        let idf = idf(only.documents as usize, n).max(floor);
        let both = if own.is_some() { 1.0 + settings.exact } else { 1.0 };
        let mut best = 0f32;
        words.weighted(*only, &ranking.tables, fields, |document, frequency| {
            let score = share * both * idf * saturated(frequency, settings.k1);
            best = best.max(score);
            scratch.raise(document, score);
        });
        return (idf, best);
    }
    for list in &lists {
        words.weighted(*list, &ranking.tables, fields, |document, frequency| scratch.count(document, frequency, own == Some(*list)));
    }
    let found = scratch.counted();
    if found == 0 {
        return (0.0, 0.0);
    }
    let idf_lemma = idf(found, n).max(floor);
    let idf_exact = own.map_or(0.0, |own| idf(own.documents as usize, n).max(floor)) * settings.exact;
    let best = scratch.close_counts(|lemma, exact| {
        share * (idf_lemma * saturated(lemma, settings.k1) + if exact > 0.0 { idf_exact * saturated(exact, settings.k1) } else { 0.0 })
    });
    (idf_lemma, best)
}

/// A form of several lemmas: all must occur; their mean counts.
fn score_words(form: &Form, words: &Words, ranking: &Ranking, fields: u8, share: f32, floor: f32, scratch: &mut Scratch) -> (f32, f32) {
    let n = words.len();
    let mut weight = 0f32;
    let mut common: Option<Vec<(u32, f32)>> = None;
    // the rarest first, so that little is carried on
    let mut lemmas: Vec<(u32, Vec<List>)> = form
        .lemmas
        .iter()
        .map(|lemma| {
            let lists = words.lemma(lemma);
            (lists.iter().map(|list| list.documents).sum(), lists)
        })
        .collect();
    lemmas.sort_by_key(|(documents, _)| *documents);
    let several = lemmas.len().max(1) as f32;
    for (_, lists) in &lemmas {
        for list in lists {
            words.weighted(*list, &ranking.tables, fields, |document, frequency| scratch.count(document, frequency, false));
        }
        let idf = idf(scratch.counted(), n);
        weight += idf / several;
        let score = |frequency: f32| idf * saturated(frequency, ranking.settings.k1) / several;
        common = Some(match common {
            None => scratch.drain_counts(score),
            Some(before) => {
                let kept = before.into_iter().filter_map(|(document, sum)| {
                    let frequency = scratch.counted_of(document);
                    (frequency > 0.0).then(|| (document, sum + score(frequency)))
                });
                let kept = kept.collect();
                scratch.clear_counts();
                kept
            }
        });
        if common.as_ref().is_some_and(Vec::is_empty) {
            return (0.0, 0.0);
        }
    }
    let common = common.unwrap_or_default();
    if floor > 0.0 {
        weight = weight.max(floor);
    }
    let mut best = 0f32;
    for (document, score) in common {
        let score = share * score * (1.0 + ranking.settings.exact);
        best = best.max(score);
        scratch.raise(document, score);
    }
    (weight, best)
}

/// A mark of a document: it has it or not.
fn score_mark(form: &Form, words: &Words, share: f32, floor: f32, scratch: &mut Scratch) -> (f32, f32) {
    let Some(list) = form.lemmas.first().and_then(|mark| words.list(mark)) else { return (0.0, 0.0) };
    let idf = idf(list.documents as usize, words.len()).max(floor);
    words.each(list, |document, _| scratch.raise(document, share * idf));
    (idf, share * idf)
}

fn saturated(frequency: f32, k1: f32) -> f32 {
    frequency * (k1 + 1.0) / (k1 + frequency)
}

/// Inverse document frequency of BM25 (Robertson and Sparck Jones, with the 1 inside the logarithm that keeps it positive).
fn idf(documents: usize, n: usize) -> f32 {
    (1.0 + (n as f32 - documents as f32 + 0.5) / (documents as f32 + 0.5)).ln()
}
