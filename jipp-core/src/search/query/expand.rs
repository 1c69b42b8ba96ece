//! Other words for what is asked: synonyms, abbreviations and their long forms, translations.

use super::{Form, QueryTerm, Reading, is_stop_word};
use crate::search::request::MatchForm;
use crate::text::lemma;
use crate::text::lexicon::{Lexicon, Match, TermKind};

/// Of words that mean one thing together each gets the other words as a form, with this share of their weight in all.
const TOGETHER: f32 = 1.5;

/// Gives terms the forms that mean the same.
pub(super) fn expand(terms: &mut [QueryTerm], reading: Reading<'_>) {
    let lexicon = Lexicon::built_in();
    let asked: Vec<String> = terms.iter().map(|term| term.asked.clone()).collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    for matches in [lexicon.expansions(&asked), lexicon.synonyms(&asked), lexicon.translations(&asked)] {
        for Match { range, terms: meanings } in matches {
            let share = if range.len() > 1 { TOGETHER / range.len() as f32 } else { 1.0 };
            for meaning in meanings {
                let (factor, how) = match meaning.kind {
                    TermKind::Ambiguous => continue,
                    TermKind::Translation => (reading.settings.translation, MatchForm::Translation),
                    TermKind::Related => (reading.settings.related, MatchForm::Synonym),
                    TermKind::Synonym | TermKind::Expansion | TermKind::Abbreviation => (reading.settings.synonym, MatchForm::Synonym),
                };
                let weight = meaning.weight * factor * share;
                let words: Vec<&String> = meaning.words.iter().filter(|word| !is_stop_word(word)).collect();
                let lemmas: Vec<String> = words.iter().map(|word| lemma(word)).collect();
                if lemmas.is_empty() || weight <= 0.0 {
                    continue;
                }
                let exact = if let [word] = words.as_slice() { Some((*word).clone()) } else { None };
                for term in terms.iter_mut().skip(range.start).take(range.len()) {
                    add(term, Form { lemmas: lemmas.clone(), exact: exact.clone(), weight, how });
                }
            }
        }
    }
}

/// Adds a form before the corrections: a word that means something is no typing error.
fn add(term: &mut QueryTerm, form: Form) {
    if !term.known {
        term.forms.retain(|form| form.how != MatchForm::Typo);
    }
    match term.forms.iter_mut().find(|known| known.lemmas == form.lemmas) {
        Some(known) => known.weight = known.weight.max(form.weight),
        None => term.forms.push(form),
    }
}
