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
    for term in terms.iter_mut().filter(|term| !term.known) {
        stand_in(term, reading);
    }
}

/// Lets the other words of a word that no record has stand in for it: beside words that records have, a related word alone would weigh next to
/// nothing.
fn stand_in(term: &mut QueryTerm, reading: Reading<'_>) {
    let is_other = |form: &Form| matches!(form.how, MatchForm::Synonym | MatchForm::Translation);
    let found = term.forms.iter().filter(|form| is_other(form) && form.lemmas.iter().all(|lemma| reading.words.has_lemma(lemma)));
    let nearest = found.map(|form| form.weight).fold(0f32, f32::max);
    if nearest > 0.0 && nearest < reading.settings.stand_in {
        let rise = reading.settings.stand_in / nearest;
        for form in term.forms.iter_mut().filter(|form| is_other(form)) {
            form.weight = (form.weight * rise).min(reading.settings.stand_in);
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

#[cfg(test)]
mod tests {
    use crate::search::query::{Query, Reading};
    use crate::search::request::MatchForm;
    use crate::search::{Index, SearchDocument};

    /// What the other words of a word weigh, by lemma.
    fn others(titles: &[&str], asked: &str) -> Vec<(String, f32)> {
        let document =
            |(at, title): (usize, &&str)| SearchDocument { id: at.to_string(), title: (*title).into(), ..SearchDocument::default() };
        let documents: Vec<SearchDocument> = titles.iter().enumerate().map(document).collect();
        let index = Index::build(&documents, &crate::progress::silent).unwrap();
        let (words, ranking) = index.inside();
        let query = Query::parse(asked, Reading { words, settings: &ranking.settings, complete: false });
        let forms = query.terms.into_iter().flat_map(|term| term.forms).filter(|form| form.how == MatchForm::Synonym);
        forms.map(|form| (form.lemmas.join(" "), form.weight)).collect()
    }

    #[test]
    fn what_is_near_stands_in_for_a_word_that_no_record_has() {
        let weight = |titles: &[&str], of: &str| others(titles, "bui").into_iter().find(|(lemma, _)| lemma == of).map(|(_, weight)| weight);
        let records = ["Kunjungan lapas daring", "Makan siang rutan"];
        assert_eq!(weight(&records, "lapas"), Some(0.85));
        assert_eq!(weight(&records, "rutan"), Some(0.85));
        // a record has the word itself
        let known = weight(&["Kunjungan lapas daring", "Surat dari bui"], "lapas").unwrap();
        assert!(known < 0.5, "{known}");
        // none of the other words is there either
        assert!(others(&["Bank sampah"], "bui").iter().all(|(_, weight)| *weight < 0.5));
    }
}
