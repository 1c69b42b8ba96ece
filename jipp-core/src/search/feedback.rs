//! Words that the best answers share, asked as well (pseudo relevance feedback; Rocchio 1971, relevance models: Lavrenko, Croft 2001).
//!
//! Records are short and people ask in other words: what the first answers have in common finds the others. Only where few records
//! answer at all, never where a name was asked, and with little weight.

use std::collections::{BTreeMap, BTreeSet};

use super::document::SearchDocument;
use super::fields::texts;
use super::query::{Query, is_stop_word};
use super::settings::FeedbackSettings;
use super::words::Words;
use crate::text::tokenize;

/// Most characters read of each text.
const LONGEST: usize = 1500;

/// The words that the best answers share, as lemmas with weights up to 1.
pub(super) fn shared_words(
    answers: &[(SearchDocument, f32)],
    query: &Query,
    words: &Words,
    settings: &FeedbackSettings,
) -> Vec<(String, f32)> {
    let asked: BTreeSet<&str> = query.terms.iter().flat_map(|term| &term.forms).flat_map(|form| &form.lemmas).map(String::as_str).collect();
    let n = words.len() as f32;
    let highest = answers.first().map_or(1.0, |(_, score)| score.max(f32::EPSILON));
    let mut weights: BTreeMap<String, f32> = BTreeMap::new();
    for (document, score) in answers {
        let of_owner: BTreeSet<String> = ["agency", "place"]
            .iter()
            .flat_map(|field| texts(document, field))
            .flat_map(|text| tokenize(&text))
            .map(|token| token.lemma)
            .collect();
        let mut counts: BTreeMap<String, f32> = BTreeMap::new();
        let mut length = 0f32;
        for (field, share) in [("title", 2.0), ("summary", 1.0), ("problem", 1.0)] {
            for text in texts(document, field) {
                let text: String = text.chars().take(LONGEST).collect();
                for token in tokenize(&text) {
                    length += share;
                    let telling = token.exact.len() >= 3 && token.exact.bytes().all(|b| !b.is_ascii_digit()) && !is_stop_word(&token.exact);
                    if telling && !asked.contains(token.lemma.as_str()) && !of_owner.contains(&token.lemma) {
                        *counts.entry(token.lemma).or_default() += share;
                    }
                }
            }
        }
        for (lemma, count) in counts {
            *weights.entry(lemma).or_default() += score / highest * count / length.max(8.0);
        }
    }
    let mut order: Vec<(String, f32)> = weights
        .into_iter()
        .filter_map(|(lemma, weight)| {
            let documents = words.lemma(&lemma).lists.iter().map(|list| list.documents).sum::<u32>() as f32;
            // what one record alone has finds nothing else, what many have finds everything
            (documents >= 2.0 && documents <= n * settings.common).then(|| (lemma, weight * (1.0 + n / documents).ln()))
        })
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    order.truncate(settings.words);
    let most = order.first().map_or(1.0, |(_, weight)| *weight);
    order.into_iter().map(|(lemma, weight)| (lemma, weight / most)).collect()
}
