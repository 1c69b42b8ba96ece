//! Words that the best answers share, asked as well (pseudo relevance feedback; Rocchio 1971, relevance models: Lavrenko, Croft 2001).
//!
//! Records are short and people ask in other words: what the first answers have in common finds the others. Only where few records
//! answer at all, never where a name was asked, and with little weight.

use rustc_hash::{FxHashMap, FxHashSet};

use super::document::SearchDocument;
use super::fields::texts;
use super::query::{Query, is_stop_word};
use super::settings::FeedbackSettings;
use super::words::Words;
use crate::text::{each_token, lemma};

/// Most characters read of each text.
const LONGEST: usize = 1500;

/// What is known about a lemma of the answers.
#[derive(Default)]
struct Shared {
    lemma: String,
    /// In the answer being read.
    count: f32,
    /// Over the answers read.
    weight: f32,
}

/// Lemmas of the answers, each with a number, and the number of each word whose lemma is known.
#[derive(Default)]
struct Lemmas {
    shared: Vec<Shared>,
    by_lemma: FxHashMap<String, usize>,
    by_word: FxHashMap<String, Option<usize>>,
}

impl Lemmas {
    /// The number of the lemma of a word; none if it tells nothing.
    fn of(&mut self, exact: &str, known: Option<&str>, asked: &FxHashSet<&str>) -> Option<usize> {
        match known {
            // the same word may have another lemma elsewhere in a text
            Some(known) if is_telling(exact) => self.number(known.to_owned(), asked),
            Some(_) => None,
            None => {
                if let Some(number) = self.by_word.get(exact) {
                    return *number;
                }
                let number = if is_telling(exact) { self.number(lemma(exact), asked) } else { None };
                self.by_word.insert(exact.to_owned(), number);
                number
            }
        }
    }

    fn number(&mut self, lemma: String, asked: &FxHashSet<&str>) -> Option<usize> {
        if asked.contains(lemma.as_str()) {
            return None;
        }
        if let Some(number) = self.by_lemma.get(&lemma) {
            return Some(*number);
        }
        let number = self.shared.len();
        self.by_lemma.insert(lemma.clone(), number);
        self.shared.push(Shared { lemma, ..Shared::default() });
        Some(number)
    }
}

fn is_telling(exact: &str) -> bool {
    exact.len() >= 3 && exact.bytes().all(|b| !b.is_ascii_digit()) && !is_stop_word(exact)
}

/// The words that the best answers share, as lemmas with weights up to 1.
pub(super) fn shared_words(
    answers: &[(SearchDocument, f32)],
    query: &Query,
    words: &Words,
    settings: &FeedbackSettings,
) -> Vec<(String, f32)> {
    let asked: FxHashSet<&str> =
        query.terms.iter().flat_map(|term| &term.forms).flat_map(|form| &form.lemmas).map(String::as_str).collect();
    let n = words.len() as f32;
    let highest = answers.first().map_or(1.0, |(_, score)| score.max(f32::EPSILON));
    let mut lemmas = Lemmas::default();
    // lemmas of the answer being read, and of its owner and place
    let (mut counted, mut of_owner): (Vec<usize>, FxHashSet<usize>) = (Vec::new(), FxHashSet::default());
    for (document, score) in answers {
        of_owner.clear();
        for text in ["agency", "place"].iter().flat_map(|field| texts(document, field)) {
            each_token(&text, &mut |token| {
                let lemma = token.lemma.map_or_else(|| lemma(token.exact), str::to_owned);
                of_owner.extend(lemmas.number(lemma, &asked));
            });
        }
        let mut length = 0f32;
        for (field, share) in [("title", 2.0), ("summary", 1.0), ("problem", 1.0)] {
            for text in texts(document, field) {
                let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
                each_token(text.get(..end).unwrap_or_default(), &mut |token| {
                    length += share;
                    let number = lemmas.of(token.exact, token.lemma, &asked).filter(|number| !of_owner.contains(number));
                    if let Some((number, own)) = number.and_then(|number| Some((number, lemmas.shared.get_mut(number)?))) {
                        if own.count == 0.0 {
                            counted.push(number);
                        }
                        own.count += share;
                    }
                });
            }
        }
        for number in counted.drain(..) {
            if let Some(own) = lemmas.shared.get_mut(number) {
                own.weight += score / highest * std::mem::take(&mut own.count) / length.max(8.0);
            }
        }
    }
    heaviest(lemmas.shared, words, n, settings)
}

/// The words that weigh most: by how much the answers have of them and how few other records do.
fn heaviest(mut shared: Vec<Shared>, words: &Words, n: f32, settings: &FeedbackSettings) -> Vec<(String, f32)> {
    let better = |a: &(String, f32), b: &(String, f32)| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0));
    // no word is rarer than one in two records, so that those behind need no look
    let most = (1.0 + n / 2.0).ln();
    shared.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut order: Vec<(String, f32)> = Vec::with_capacity(settings.words + 1);
    for Shared { lemma, weight, .. } in shared {
        if order.len() == settings.words && order.last().is_none_or(|(_, least)| weight * most < *least) {
            break;
        }
        let documents = words.lemma(&lemma).lists.iter().map(|list| list.documents).sum::<u32>() as f32;
        // what one record alone has finds nothing else, what many have finds everything
        if weight > 0.0 && documents >= 2.0 && documents <= n * settings.common {
            let found = (lemma, weight * (1.0 + n / documents).ln());
            order.insert(order.partition_point(|other| better(other, &found).is_lt()), found);
            order.truncate(settings.words);
        }
    }
    let most = order.first().map_or(1.0, |(_, weight)| *weight);
    order.into_iter().map(|(lemma, weight)| (lemma, weight / most)).collect()
}
