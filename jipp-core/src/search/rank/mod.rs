//! Which documents answer best: BM25F over all fields, then what only the best are asked.

mod coverage;
mod demands;
mod order;
mod plan;
mod prior;
mod proximity;
mod spare;
mod window;

use super::fields::FIELDS;
use super::query::Query;
use super::settings::RankingSettings;
use super::words::Words;

use coverage::Coverage;
pub(super) use order::best;
use plan::{PlannedTerm, bound, walk};
use spare::Spare;
use window::Window;

/// Entries of lists that the words of one question are scored along, at most; and how many are read in all, with those that are read for
/// what it demands, positions included. Frequent words are left out beyond it, so that a question takes a bounded time and still has one
/// answer: no clock decides.
const MOST_SCORED: usize = 1_500_000;
const MOST_READ: usize = 1_900_000;
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
    windows: Spare<Window>,
    answers: Spare<Vec<u32>>,
    documents: Spare<Vec<(u32, f32)>>,
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
        Self { settings, tables, newest, windows: Spare::default(), answers: Spare::default(), documents: Spare::default() }
    }

    /// Takes back the documents of an answer, for the memory they lie in.
    pub(super) fn done_with(&self, documents: Vec<(u32, f32)>) {
        self.documents.give(documents);
    }

    fn walk(&self, terms: &mut [PlannedTerm<'_>], words: &Words, visit: impl FnMut(u32, f32, u32)) {
        let mut window = self.windows.take().unwrap_or_else(Window::new);
        walk(terms, words, self, &mut window, visit);
        self.windows.give(window);
    }
}

/// What the terms of a question came to.
pub(super) struct Scored {
    /// Every document that answers, with its score, in document order.
    pub(super) documents: Vec<(u32, f32)>,
    /// Whether the question is the name of a document, or has one in it that is most of it.
    pub(super) named: bool,
    /// Whether the question would have read more than it may.
    pub(super) terminated_early: bool,
    /// Documents with titles that resemble the question, where the words alone match poorly.
    pub(super) resembling: Vec<u32>,
    /// How many documents answer the whole question.
    whole: usize,
    /// Words that the best answers share and that were asked as well, each with the share of a word asked.
    pub(super) shared: Vec<(String, f32)>,
}

/// Adds what the words that the best answers share score; documents that have nothing else come in only if they are among the
/// best of those. Shares are those of the words.
pub(super) fn add_shared(scored: &mut Scored, shared: Vec<(String, f32)>, query: &Query, words: &Words, ranking: &Ranking) {
    let settings = &ranking.settings;
    let terms = shared.iter().take(u32::BITS as usize);
    let mut terms: Vec<PlannedTerm<'_>> =
        terms.map(|(lemma, share)| PlannedTerm::of_lemma(lemma, share * settings.feedback.weight, words, ranking)).collect();
    let mut gains: Vec<(u32, f32)> = Vec::new();
    ranking.walk(&mut terms, words, |document, gain, _| gains.push((document, gain)));
    let mut new = Vec::new();
    let mut known = scored.documents.iter_mut().peekable();
    for (document, gain) in gains {
        while known.next_if(|(d, _)| *d < document).is_some() {}
        match known.peek_mut() {
            Some((d, score)) if *d == document => *score += gain,
            _ => new.push((document, gain)),
        }
    }
    let added = if scored.whole < settings.feedback.answered { settings.feedback.added } else { 0 };
    let mut new = best(&new, added);
    if !query.demands.is_empty() {
        let (kept, _) = demands::kept(&query.demands, words, MOST_READ);
        new.retain(|(document, _)| kept.has(*document));
    }
    scored.documents.extend(new);
    scored.documents.sort_unstable_by_key(|(document, _)| *document);
    scored.shared = shared;
}

/// Scores every document that answers at least one term and meets what is demanded.
pub(super) fn score(query: &Query, words: &Words, ranking: &Ranking) -> Scored {
    let settings = &ranking.settings;
    let n = words.len();
    let mut terms: Vec<PlannedTerm<'_>> = query.terms.iter().map(|term| PlannedTerm::new(term, words, ranking)).collect();
    let mut terminated_early = bound(&mut terms, MOST_SCORED);
    let partly = partly_asked(&terms);
    let entries = terms.iter().map(PlannedTerm::entries).fold(0, usize::saturating_add);
    let room = entries.min(n);
    let mut documents = ranking.documents.take().unwrap_or_default();
    let mut answers = ranking.answers.take().unwrap_or_default();
    documents.clear();
    answers.clear();
    documents.reserve(room);
    answers.reserve(room);
    ranking.walk(&mut terms, words, |document, total, answered| {
        documents.push((document, total));
        answers.push(answered);
    });
    // a word that nothing answers still counts as asked: the answer to the rest is no full answer
    let weights: Vec<f32> = terms
        .iter()
        .zip(&query.terms)
        .map(|(planned, term)| match planned.weight() {
            _ if planned.passed_over() => 0.0,
            weight if weight > 0.0 => weight,
            _ => idf(0, n) * term.weight,
        })
        .collect();
    let highest = terms.iter().fold(0f32, |sum, term| sum + term.best());
    let power = if query.told { settings.need.coverage } else { settings.coverage };
    let mut coverage = Coverage::new(&weights, power);
    let mut whole = 0;
    for ((_, score), answered) in documents.iter_mut().zip(&answers) {
        let factor = coverage.factor(*answered);
        *score *= factor;
        whole += usize::from(factor >= 1.0);
    }
    let most_answered = coverage.most();
    let unit = highest.max(1.0);
    let (mut named, mut resembling) = (false, Vec::new());
    for (name, share) in &query.names {
        let at = words.named(name);
        named |= *share >= 0.5;
        raise(&mut documents, &mut answers, at.into_iter().map(|document| (document, unit * settings.name * share)));
    }
    let poor = most_answered < settings.poor || query.terms.iter().any(|term| !term.known);
    if !named && !query.told && poor && settings.approximate > 0.0 && query.name.len() >= 6 && query.terms.len() <= 8 {
        let from = settings.approximate_from;
        let similar = words.resembling(&query.name, from, 50);
        resembling.extend(similar.iter().map(|(document, _)| *document));
        raise(
            &mut documents,
            &mut answers,
            similar.into_iter().map(|(document, similarity)| {
                let share = ((similarity - from) / (1.0 - from).max(0.01)).clamp(0.0, 1.0);
                (document, unit * settings.approximate * (0.25 + 0.75 * share))
            }),
        );
    }
    if !query.demands.is_empty() {
        let (kept, whole) = demands::kept(&query.demands, words, MOST_READ.saturating_sub(entries));
        terminated_early |= !whole;
        if query.terms.is_empty() {
            documents = (0..n as u32).map(|document| (document, 0.0)).collect();
        }
        let mut beside = documents.iter();
        answers.retain(|_| beside.next().is_some_and(|(document, _)| kept.has(*document)));
        documents.retain(|(document, _)| kept.has(*document));
    }
    let answered = |at: usize| answers.get(at).copied().unwrap_or_default() | partly;
    closer(&mut documents, answered, query, &weights, words, ranking, named);
    ranking.answers.give(answers);
    Scored { documents, named, terminated_early, resembling, whole, shared: Vec::new() }
}

/// The bits of the terms whose words a document may have without answering them.
fn partly_asked(terms: &[PlannedTerm<'_>]) -> u32 {
    let partly = terms.iter().enumerate().filter(|(_, term)| !term.asks_everywhere());
    partly.fold(0, |bits, (number, _)| bits | window::bit(number))
}

/// What only the best are asked. `answered` has the bits of the terms of the document at a place.
fn closer(
    documents: &mut [(u32, f32)],
    answered: impl Fn(usize) -> u32,
    query: &Query,
    weights: &[f32],
    words: &Words,
    ranking: &Ranking,
    named: bool,
) {
    let top = best(documents, CLOSER);
    let Some((_, highest)) = top.first().copied() else { return };
    let mut places: Vec<usize> =
        top.iter().filter_map(|(document, _)| documents.binary_search_by_key(document, |(d, _)| *d).ok()).collect();
    places.sort_unstable();
    let numbers = places.iter().filter_map(|at| Some((documents.get(*at)?.0, answered(*at))));
    let numbers: Vec<(u32, u32)> = numbers.collect();
    let mut gains = vec![0f32; numbers.len()];
    if ranking.settings.proximity > 0.0 {
        proximity::add(&mut gains, &numbers, query, weights, words, ranking.settings.proximity);
    }
    let priors = &ranking.settings.priors;
    if priors.enabled && !named && highest > 0.0 {
        for (gain, (document, _)) in gains.iter_mut().zip(&numbers) {
            *gain += highest * prior::of(words.facts(*document), priors, ranking.newest);
        }
    }
    for (at, gain) in places.into_iter().zip(gains) {
        if let Some((_, score)) = documents.get_mut(at) {
            *score += gain;
        }
    }
}

/// Adds gains to documents, in any order; one that did not answer comes in and answers no term. Documents stay sorted by number.
fn raise(documents: &mut Vec<(u32, f32)>, answers: &mut Vec<u32>, gains: impl Iterator<Item = (u32, f32)>) {
    let mut new: Vec<(u32, f32)> = Vec::new();
    for (document, gain) in gains {
        match documents.binary_search_by_key(&document, |(d, _)| *d).ok().and_then(|at| documents.get_mut(at)) {
            Some((_, score)) => *score += gain,
            None => new.push((document, gain)),
        }
    }
    new.sort_by_key(|(document, _)| *document);
    new.dedup_by(|next, one| {
        let same = next.0 == one.0;
        one.1 += if same { next.1 } else { 0.0 };
        same
    });
    // those behind the last new one move to their places first, so that each moves once
    let mut end = documents.len();
    documents.resize(end + new.len(), (0, 0.0));
    answers.resize(end + new.len(), 0);
    while let Some(one) = new.pop() {
        let begin = documents.get(..end).map_or(end, |own| own.partition_point(|(document, _)| *document < one.0));
        let to = begin + new.len();
        documents.copy_within(begin..end, to + 1);
        answers.copy_within(begin..end, to + 1);
        if let (Some(document), Some(answered)) = (documents.get_mut(to), answers.get_mut(to)) {
            (*document, *answered) = (one, 0);
        }
        end = begin;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::query::Reading;
    use crate::search::{Index, SearchDocument};

    /// Words that are in every one, every second, every third of 120 records, and so on.
    fn index() -> Index {
        let documents = (1..=120).map(|number: usize| {
            let words: Vec<String> = (1..=30).filter(|n| number.is_multiple_of(*n)).map(|n| format!("kata{n}x yang di ke")).collect();
            SearchDocument {
                id: format!("{number:03}"),
                title: format!("Judul {number}"),
                year: Some(2000 + (number % 20) as i32),
                texts: vec![("summary".into(), words.join(" "))],
                ..SearchDocument::default()
            }
        });
        Index::build(&documents.collect::<Vec<_>>(), &crate::progress::silent).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Signs, frequent words, beginnings and nonsense: whatever is asked, no more entries are read than may be.
        #[test]
        fn no_question_reads_more_than_it_may(
            query in "((kata[1-9]x|yang|di|ke|\"yang di\"|\"di ke yang\"|-kata2x|kata1x OR kata3x|title:judul|year:20[01][0-9]|[a-z]{1,5}|é) ){1,40}",
            most in 1usize..600,
        ) {
            let index = index();
            let (words, ranking) = index.inside();
            let query = Query::parse(&query, Reading { words, settings: &ranking.settings, complete: true });
            let mut terms: Vec<PlannedTerm<'_>> = query.terms.iter().map(|term| PlannedTerm::new(term, words, ranking)).collect();
            let (asked, shortest) = (terms.iter().map(PlannedTerm::entries).sum::<usize>(), terms.iter().filter_map(PlannedTerm::shortest).min());
            let cut = bound(&mut terms, most);
            let read: usize = terms.iter().map(PlannedTerm::entries).sum();
            prop_assert!(read <= most.max(shortest.unwrap_or_default()), "{read} of {asked}");
            prop_assert_eq!(cut, read < asked);
            let (kept, whole, demanded) = demands::counted(&query.demands, words, most);
            prop_assert!(demanded <= most, "{demanded}");
            let (all, _, needed) = demands::counted(&query.demands, words, usize::MAX);
            prop_assert_eq!(whole, needed <= most);
            prop_assert!(!whole || kept == all);
        }
    }

    #[test]
    fn gains_come_to_their_documents() {
        let (mut documents, mut answers) = (vec![(2, 1.0), (5, 1.0), (9, 1.0)], vec![1, 2, 3]);
        raise(&mut documents, &mut answers, [(7, 0.5), (5, 1.0), (1, 0.25), (7, 0.5), (12, 2.0), (3, 1.0), (2, 0.5)].into_iter());
        assert_eq!(documents, [(1, 0.25), (2, 1.5), (3, 1.0), (5, 2.0), (7, 1.0), (9, 1.0), (12, 2.0)]);
        assert_eq!(answers, [0, 1, 0, 2, 0, 3, 0]);
        raise(&mut documents, &mut answers, std::iter::empty());
        assert_eq!((documents.len(), answers.len()), (7, 7));
    }

    #[test]
    fn joined_forms_do_not_make_a_text_longer() {
        let document = SearchDocument {
            id: "1".into(),
            title: "SI-TARANG e-KTP 10km".into(),
            acronym: Some("SI".into()),
            ..SearchDocument::default()
        };
        let index = Index::build(&[document], &crate::progress::silent).unwrap();
        let (words, _) = index.inside();
        assert!(words.list("sitarang").is_some());
        assert_eq!(words.lengths().map(|codes| codes.first().copied()).first().copied().flatten(), Some(6));
    }

    #[test]
    fn the_most_frequent_words_are_left_out_first() {
        let index = index();
        let (words, ranking) = index.inside();
        let reading = Reading { words, settings: &ranking.settings, complete: false };
        let query = Query::parse("kata1x kata7x kata29x", reading);
        let mut terms: Vec<PlannedTerm<'_>> = query.terms.iter().map(|term| PlannedTerm::new(term, words, ranking)).collect();
        assert!(bound(&mut terms, 30));
        assert_eq!(terms.iter().map(PlannedTerm::passed_over).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(terms.iter().map(PlannedTerm::entries).sum::<usize>(), 17 + 4);
    }
}
