//! Words that the index does not know.

use super::{EXPANSIONS, Form, QueryTerm, Reading, form};
use crate::search::request::MatchForm;
use crate::text::is_root;

/// Most edits allowed in a word of this many letters.
pub(super) fn allowed(length: usize) -> u8 {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// A word of the index is taken for a typing error only if it is this rare, and its correction this many times as frequent.
const RARE: u32 = 2;
const TIMES: u32 = 20;

/// The words that may be meant by a word that the index does not know, or knows from a record or two only.
pub(super) fn corrections(word: &str, known: bool, reading: Reading<'_>) -> Vec<Form> {
    let letters = word.chars().count();
    let distance = allowed(letters);
    if distance == 0 || word.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let settings = reading.settings;
    // a word of the dictionary that no record has is rather meant as it is
    let share = if known || is_root(word) { settings.known_typo } else { 1.0 };
    let frequency = reading.words.list(word).map_or(0, |list| list.documents);
    if known && (frequency == 0 || frequency > RARE || letters < 5) {
        return Vec::new();
    }
    let mut near = reading.words.near(word, if known { 1 } else { distance });
    if known {
        near.retain(|(_, count)| *count >= TIMES * frequency);
    }
    nearest(near, word)
        .into_iter()
        .map(|(near, edits)| {
            let first = if near.chars().next() == word.chars().next() { 1.0 } else { settings.first_letter };
            form(&near, share * settings.typo.powi(i32::from(edits)) * first, MatchForm::Typo)
        })
        .collect()
}

/// The nearest, most frequent first. A first letter that differs counts as half an edit more, so that `kampong` means `kampung` and
/// not `rampong`.
pub(super) fn nearest(found: Vec<(String, u32)>, word: &str) -> Vec<(String, u8)> {
    let first = word.chars().next();
    let mut near: Vec<(usize, u32, String)> = found
        .into_iter()
        .map(|(term, count)| (2 * strsim::osa_distance(&term, word) + usize::from(term.chars().next() != first), count, term))
        .collect();
    near.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
    let best = near.first().map_or(0, |n| n.0);
    // words farther away than the nearest are other words
    near.into_iter().filter(|n| n.0 <= best + 1).take(EXPANSIONS).map(|(twice, _, term)| (term, (twice / 2) as u8)).collect()
}

/// The question with every unknown word replaced by its nearest word.
pub(super) fn did_you_mean(text: &str, terms: &[QueryTerm]) -> Option<String> {
    let mut mended = false;
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            let asked = crate::text::key(word);
            let better = terms.iter().find(|term| !term.known && term.asked == asked && !is_root(&term.asked)).and_then(|term| {
                let typo =
                    term.forms.iter().find(|form| form.how == MatchForm::Typo && term.forms.iter().all(|f| f.how != MatchForm::Synonym))?;
                typo.exact.clone()
            });
            mended |= better.is_some();
            better.unwrap_or_else(|| word.to_owned())
        })
        .collect();
    mended.then(|| words.join(" "))
}
