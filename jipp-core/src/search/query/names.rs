//! Names of innovations in a question.

use super::correct::allowed;
use super::{EXPANSIONS, QueryTerm, Reading};
use crate::text::{key, words};

/// Most words of a name inside a question.
const LONGEST: usize = 6;

/// Names of the index that the whole question spells, exactly or nearly, or that a part of it spells; with the share of the bonus.
pub(super) fn names(text: &str, whole: &str, terms: &[QueryTerm], reading: Reading<'_>) -> Vec<(String, f32)> {
    let letters = whole.chars().count();
    let index = reading.words;
    if letters < 2 {
        return Vec::new();
    }
    if index.has_name(whole) {
        return vec![(whole.to_owned(), 1.0)];
    }
    let mut found = Vec::new();
    // several words that are all known are hardly a name with two typing errors, and to look for one costs more than all the rest
    let whole_words = terms.len() > 1 && terms.iter().all(|term| term.known);
    let distance = if whole_words { allowed(letters).min(1) } else { allowed(letters) };
    if letters >= 5 && distance > 0 {
        let mut near: Vec<(usize, String)> =
            index.near_names(whole, distance).into_iter().map(|name| (strsim::osa_distance(&name, whole), name)).collect();
        near.sort();
        let best = near.first().map_or(0, |(edits, _)| *edits);
        near.retain(|(edits, _)| *edits <= best);
        found.extend(near.into_iter().take(EXPANSIONS).map(|(edits, name)| (name, reading.settings.typo.powi(edits as i32))));
    }
    found.extend(parts(text, terms, reading));
    found
}

/// Names that some words of the question spell, longest first. A part counts by its share of the letters asked, words that name a region
/// left out: `upik jogja` asks for UPIK.
fn parts(text: &str, terms: &[QueryTerm], reading: Reading<'_>) -> Vec<(String, f32)> {
    let words: Vec<String> = words(text).collect();
    let place = |word: &str| terms.iter().any(|term| term.place && term.asked.split(' ').any(|w| w == word));
    let letters: usize = words.iter().filter(|word| !place(word)).map(|word| word.chars().count()).sum();
    if words.len() < 2 || words.len() > 40 || letters == 0 {
        return Vec::new();
    }
    for count in (1..words.len().min(LONGEST + 1)).rev() {
        let mut found: Vec<(String, f32)> = Vec::new();
        for window in words.windows(count) {
            if window.iter().all(|word| place(word)) {
                continue;
            }
            let name = key(&window.concat());
            if name.len() >= 3 && reading.words.has_name(&name) && !found.iter().any(|(known, _)| *known == name) {
                let covered: usize = window.iter().filter(|word| !place(word)).map(|word| word.chars().count()).sum();
                found.push((name, reading.settings.name_part * covered as f32 / letters as f32));
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}
