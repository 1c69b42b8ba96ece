//! A question in words becomes terms to look up, each with the forms that may answer it.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::score::Reader;
use super::stopwords::is_stop_word;
use crate::text::{fold, key, lemma, tokenize, words};
use crate::vocab::abbreviations;

/// Longest query read, in characters, and most terms looked up.
const LONGEST: usize = 512;
const MOST_TERMS: usize = 32;

/// One word of the question.
#[derive(Debug, Clone)]
pub(super) struct QueryTerm {
    /// As asked, folded.
    pub(super) asked: String,
    /// What may answer it, best first.
    pub(super) forms: Vec<Form>,
}

/// A form that answers a term.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// All these lemmas must occur.
    pub(super) lemmas: Vec<String>,
    /// The exact word, which earns a bonus where it stands as asked.
    pub(super) exact: Option<String>,
    /// Share of the score that this form earns.
    pub(super) weight: f32,
    /// How it meets the question: `exact`, `synonym`, `typo`, `prefix`.
    pub(super) how: &'static str,
}

/// A question understood.
#[derive(Debug, Clone, Default)]
pub(super) struct Query {
    pub(super) terms: Vec<QueryTerm>,
    /// The whole question glued, for names.
    pub(super) name: String,
    /// Glued names in the index that the question may mean, with the share of the name bonus they earn.
    pub(super) names: Vec<(String, f32)>,
}

/// Weight of a synonym, of a form one letter away, of a first letter that differs, of a completed word (`search.md` of the
/// development data: synonyms .8, typing errors .55 a letter).
const SYNONYM: f32 = 0.8;
const TYPO: f32 = 0.55;
const FIRST_LETTER: f32 = 0.5;
const PREFIX: f32 = 0.7;
/// Most forms that an unknown word is expanded to.
const EXPANSIONS: usize = 8;

impl Query {
    /// Reads a question. `complete` also completes the last word, for search as one types.
    pub(super) fn parse(text: &str, reader: &Reader, complete: bool) -> Self {
        let text: String = text.chars().take(LONGEST).collect();
        let tokens = tokenize(&text);
        let content: Vec<_> = tokens.iter().filter(|t| !is_stop_word(&t.exact)).collect();
        let chosen = if content.is_empty() { tokens.iter().collect() } else { content };
        let mut terms: Vec<QueryTerm> = Vec::new();
        let last = chosen.len().saturating_sub(1);
        for (at, token) in chosen.iter().take(MOST_TERMS).enumerate() {
            if terms.iter().any(|term| term.asked == token.exact) {
                continue;
            }
            let mut forms = vec![Form { lemmas: vec![token.lemma.clone()], exact: Some(token.exact.clone()), weight: 1.0, how: "exact" }];
            forms.extend(expansions(&token.exact));
            let known = reader.knows(&token.exact, &token.lemma);
            if complete && at == last && !text.ends_with(' ') {
                forms.extend(reader.completions(&token.exact, EXPANSIONS).into_iter().map(|word| form(&word, PREFIX, "prefix")));
            }
            if !known {
                forms.extend(corrections(reader, &token.exact));
            }
            terms.push(QueryTerm { asked: token.exact.clone(), forms });
        }
        contract(&mut terms);
        let name = key(&text);
        let names = names(reader, &name);
        Self { terms, name, names }
    }

    /// Every form that counts as an answer, for highlighting: lemma and how.
    pub(super) fn lemmas(&self) -> BTreeMap<&str, &'static str> {
        let mut lemmas = BTreeMap::new();
        for form in self.terms.iter().flat_map(|term| &term.forms) {
            for lemma in &form.lemmas {
                lemmas.entry(lemma.as_str()).or_insert(form.how);
            }
        }
        lemmas
    }
}

fn form(word: &str, weight: f32, how: &'static str) -> Form {
    Form { lemmas: vec![lemma(word)], exact: Some(word.to_owned()), weight, how }
}

/// Most edits allowed in a word of this many letters.
fn allowed(length: usize) -> u8 {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

fn corrections(reader: &Reader, word: &str) -> Vec<Form> {
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let found = reader.near(word, allowed(word.chars().count()), EXPANSIONS);
    found
        .into_iter()
        .map(|(near, distance)| {
            let first = if near.chars().next() == word.chars().next() { 1.0 } else { FIRST_LETTER };
            form(&near, TYPO.powi(i32::from(distance)) * first, "typo")
        })
        .collect()
}

/// Names of the index that the whole question spells, exactly or nearly.
fn names(reader: &Reader, name: &str) -> Vec<(String, f32)> {
    if name.chars().count() < 2 {
        return Vec::new();
    }
    if reader.has_name(name) {
        return vec![(name.to_owned(), 1.0)];
    }
    if name.chars().count() < 5 {
        return Vec::new();
    }
    reader
        .near_names(name, allowed(name.chars().count()), EXPANSIONS)
        .into_iter()
        .map(|(near, d)| (near, TYPO.powi(i32::from(d))))
        .collect()
}

/// `ktp` is also asked by `kartu tanda penduduk`; ambiguous abbreviations are no synonyms.
fn expansions(word: &str) -> Vec<Form> {
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
        .map(|lemmas| Form { lemmas: lemmas.clone(), exact: None, weight: SYNONYM, how: "synonym" })
        .collect()
}

/// `kartu tanda penduduk` is also answered by `ktp`: every word of the span gets the abbreviation as a form.
fn contract(terms: &mut [QueryTerm]) {
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
        let share = SYNONYM / lemmas.len() as f32;
        for term in terms.iter_mut().skip(at).take(lemmas.len()) {
            term.forms.push(Form { lemmas: vec![lemma(short)], exact: None, weight: share * 1.5, how: "synonym" });
        }
    }
}
