//! Other words for what is asked: abbreviations and their long forms.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::stopwords::is_stop_word;
use super::{Form, QueryTerm, Reading};
use crate::search::request::MatchForm;
use crate::text::{fold, key, lemma, words};
use crate::vocab::abbreviations;

/// Gives terms the forms that mean the same.
pub(super) fn expand(terms: &mut [QueryTerm], reading: Reading<'_>) {
    let share = reading.settings.synonym;
    for term in terms.iter_mut() {
        let own = expansions(&term.asked, share);
        // before corrections: a word that means something is no typing error
        let at = term.forms.len().min(1);
        if !own.is_empty() {
            term.forms.retain(|form| form.how != MatchForm::Typo);
        }
        term.forms.splice(at..at, own);
    }
    contract(terms, share);
}

/// `ktp` is also asked by `kartu tanda penduduk`; ambiguous abbreviations are no synonyms.
fn expansions(word: &str, share: f32) -> Vec<Form> {
    static TABLE: OnceLock<HashMap<String, Vec<Vec<String>>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for row in abbreviations().iter().filter(|row| !row.is_ambiguous()) {
            let lemmas: Vec<String> = words(&row.expansion).filter(|w| !is_stop_word(w)).map(|w| lemma(&w)).collect();
            if !lemmas.is_empty() {
                table.entry(key(&row.abbreviation)).or_default().push(lemmas);
            }
        }
        table
    });
    table
        .get(word)
        .into_iter()
        .flatten()
        .map(|lemmas| Form { lemmas: lemmas.clone(), exact: None, weight: share, how: MatchForm::Synonym })
        .collect()
}

/// `kartu tanda penduduk` is also answered by `ktp`: every word of the span gets the abbreviation as a form.
fn contract(terms: &mut [QueryTerm], share: f32) {
    static TABLE: OnceLock<Vec<(Vec<String>, String)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        abbreviations()
            .iter()
            .filter(|row| !row.is_ambiguous())
            .map(|row| {
                (words(&fold(&row.expansion)).filter(|w| !is_stop_word(w)).map(|w| lemma(&w)).collect::<Vec<_>>(), key(&row.abbreviation))
            })
            .filter(|(lemmas, short)| lemmas.len() >= 2 && short.len() >= 2)
            .collect()
    });
    let asked: Vec<String> = terms.iter().map(|term| lemma(&term.asked)).collect();
    for (lemmas, short) in table {
        let Some(at) = asked.windows(lemmas.len()).position(|window| window == lemmas.as_slice()) else { continue };
        let share = share / lemmas.len() as f32;
        for term in terms.iter_mut().skip(at).take(lemmas.len()) {
            term.forms.push(Form { lemmas: vec![lemma(short)], exact: None, weight: share * 1.5, how: MatchForm::Synonym });
        }
    }
}
