//! A question in words becomes terms to look up, each with the forms that may answer it.
//!
//! `syntax` takes the signs apart, `places` knows regions, `expand` knows abbreviations, synonyms and translations, `correct`
//! mends words that the index does not know. What must and must not occur is in [`Demands`].

mod correct;
mod demands;
mod expand;
mod names;
mod places;
mod stopwords;
mod syntax;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::fields::{ALL_FIELDS, region_mark};
use super::request::MatchForm;
use super::settings::RankingSettings;
use super::words::Words;
use crate::text::lexicon::is_everyday_word;
use crate::text::{Token, key, lemma, tokenize};

pub(super) use demands::{Atom, Demands};
pub(super) use stopwords::is_stop_word;
use stopwords::{is_ambiguous, is_english, is_generic};
use syntax::{Demand, Piece};

/// Longest question read, in characters, and most terms looked up.
const LONGEST: usize = 512;
const MOST_TERMS: usize = 32;
/// Most words of a question for which corrections are looked for: a need may have hundreds that nobody wrote.
const MOST_CORRECTED: usize = 64;

/// One word of the question, or several that mean one thing.
#[derive(Debug, Clone)]
pub(super) struct QueryTerm {
    /// As asked, folded.
    pub(super) asked: String,
    /// Position in the question.
    pub(super) at: usize,
    /// How much it counts.
    pub(super) weight: f32,
    /// Whether the index knows it as asked.
    pub(super) known: bool,
    /// Whether it is a region.
    pub(super) place: bool,
    /// The fields in which it is looked up.
    pub(super) fields: u8,
    /// What may answer it, best first.
    pub(super) forms: Vec<Form>,
}

/// A form that answers a term.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    /// All these lemmas must occur.
    pub(super) lemmas: Vec<String>,
    /// The exact word, which earns a bonus where it stands as asked.
    pub(super) exact: Option<String>,
    /// Share of the score that this form earns.
    pub(super) weight: f32,
    /// How it meets the question.
    pub(super) how: MatchForm,
}

/// A question understood.
#[derive(Debug, Clone, Default)]
pub(super) struct Query {
    pub(super) terms: Vec<QueryTerm>,
    /// What must and must not occur.
    pub(super) demands: Demands,
    /// The whole question glued, for names.
    pub(super) name: String,
    /// Glued names in the index that the question may mean, with the share of the name bonus they earn.
    pub(super) names: Vec<(String, f32)>,
    /// Whether it is a need told in sentences.
    pub(super) told: bool,
    /// The question with unknown words corrected, if any is.
    pub(super) did_you_mean: Option<String>,
}

/// Most forms that a word is expanded to.
pub(super) const EXPANSIONS: usize = 8;

/// How a question is read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) words: &'a Words,
    pub(super) settings: &'a RankingSettings,
    /// Whether the last word is completed, for search as one types.
    pub(super) complete: bool,
}

impl Query {
    /// Reads a question.
    pub(super) fn parse(text: &str, reading: Reading<'_>) -> Self {
        let text: String = text.chars().take(LONGEST).collect();
        let pieces = syntax::pieces(&text);
        let demands = Demands::new(&pieces);
        let plain =
            pieces.iter().filter(|p| p.demand != Demand::Not && p.field.is_none()).map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ");
        let open = reading.complete && !text.ends_with(char::is_whitespace);
        let mut terms = terms(&plain, ALL_FIELDS, open, reading);
        for Piece { text, field, demand, .. } in &pieces {
            if let (Some(field), false) = (*field, *demand == Demand::Not)
                && let Some(fields) = demands::searched_in(field)
            {
                terms.extend(self::terms(text, fields, false, reading));
            }
        }
        terms.truncate(MOST_TERMS);
        let name = key(&plain);
        let names = names::names(&plain, &name, &terms, reading);
        let did_you_mean = correct::did_you_mean(&plain, &terms);
        Self { terms, demands, name, names, told: false, did_you_mean }
    }

    /// Reads a need told in sentences: its heaviest words.
    pub(super) fn need(text: &str, reading: Reading<'_>) -> Self {
        let n = reading.words.len() as f32;
        let counts = tokenize(text).into_iter().fold(BTreeMap::<String, u32>::new(), |mut counts, token| {
            *counts.entry(token.lemma).or_default() += 1;
            counts
        });
        let mut terms = terms_of(text, ALL_FIELDS, false, usize::MAX, reading);
        for term in &mut terms {
            let told = counts.get(&lemma(&term.asked)).copied().unwrap_or(1).max(1) as f32;
            term.weight *= 1.0 + reading.settings.need.told * told.ln();
        }
        let heaviness = |term: &QueryTerm| {
            let documents = term
                .forms
                .iter()
                .filter_map(|form| form.lemmas.first())
                .map(|l| reading.words.lemma(l).lists.iter().map(|list| list.documents).max().unwrap_or(0))
                .max();
            let documents = documents.unwrap_or(0) as f32;
            // what no innovation has asks for nothing
            if documents == 0.0 { 0.0 } else { term.weight * (1.0 + n / documents).ln() }
        };
        let mut order: Vec<(f32, QueryTerm)> =
            terms.into_iter().map(|term| (heaviness(&term), term)).filter(|(heavy, _)| *heavy > 0.0).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.at.cmp(&b.1.at)));
        order.truncate(reading.settings.need.terms.min(MOST_TERMS));
        let mut terms: Vec<QueryTerm> = order.into_iter().map(|(_, term)| term).collect();
        terms.sort_by_key(|term| term.at);
        Self { terms, told: true, ..Self::default() }
    }

    /// Every form that counts as an answer, for highlighting: lemma and how. What was asked itself comes first: a word may be asked and also stand in
    /// the synonym of another (`bank sampah`).
    pub(super) fn lemmas(&self) -> impl Iterator<Item = (&str, MatchForm)> {
        let forms =
            |exact: bool| self.terms.iter().flat_map(|term| &term.forms).filter(move |form| (form.how == MatchForm::Exact) == exact);
        forms(true)
            .chain(forms(false))
            .flat_map(|form| form.lemmas.iter().filter(|lemma| !lemma.starts_with('=')).map(|lemma| (lemma.as_str(), form.how)))
    }
}

/// The terms of words without signs.
fn terms(text: &str, fields: u8, open: bool, reading: Reading<'_>) -> Vec<QueryTerm> {
    terms_of(text, fields, open, MOST_TERMS, reading)
}

fn terms_of(text: &str, fields: u8, open: bool, most: usize, reading: Reading<'_>) -> Vec<QueryTerm> {
    let tokens = tokenize(text);
    let english = is_english(tokens.iter().map(|token| token.exact.as_str()));
    let asks = |word: &str| !is_stop_word(word) || (!english && is_ambiguous(word));
    let content: Vec<&Token> = tokens.iter().filter(|token| asks(&token.exact)).collect();
    let chosen: Vec<&Token> = if content.is_empty() { tokens.iter().collect() } else { content };
    let mut terms: Vec<QueryTerm> = Vec::new();
    let mut asked: FxHashSet<&str> = FxHashSet::default();
    let (mut passed, mut corrected) = (0, 0);
    for (at, token) in chosen.iter().enumerate() {
        if passed > 0 {
            passed -= 1;
            continue;
        }
        if terms.len() >= most {
            break;
        }
        let rest: Vec<&str> = chosen.iter().skip(at).take(places::LONGEST).map(|t| t.exact.as_str()).collect();
        if let Some(place) = places::place(&rest) {
            passed = place.words - 1;
            terms.push(region(&rest, token.position, fields, place));
            continue;
        }
        if !asked.insert(&token.exact) {
            continue;
        }
        let mut term = word(token, fields, open && at + 1 == chosen.len(), reading);
        if corrected < MOST_CORRECTED {
            let corrections = correct::corrections(&token.exact, term.known, reading);
            corrected += usize::from(!term.known || !corrections.is_empty());
            term.forms.extend(corrections);
        }
        terms.push(term);
    }
    expand::expand(&mut terms, reading);
    let lightness = |term: &QueryTerm| match term.asked.as_str() {
        word if is_generic(word) => reading.settings.generic,
        word if is_everyday_word(word) => reading.settings.everyday,
        _ => 1.0,
    };
    // beside other words only
    if terms.iter().any(|term| lightness(term) == 1.0) {
        for term in &mut terms {
            term.weight *= lightness(term);
        }
    }
    terms
}

/// A region: whatever lies in it, or names it.
fn region(rest: &[&str], at: usize, fields: u8, place: places::NamedPlace) -> QueryTerm {
    let named: Vec<&str> = rest.iter().take(place.words).copied().collect();
    let mut forms = vec![Form {
        lemmas: named.iter().map(|word| lemma(word)).collect(),
        exact: (named.len() == 1).then(|| named.concat()),
        weight: 1.0,
        how: MatchForm::Exact,
    }];
    for code in place.codes {
        forms.push(Form { lemmas: vec![region_mark(code)], exact: None, weight: 1.0, how: MatchForm::Place });
    }
    QueryTerm { asked: named.join(" "), at, weight: 1.0, known: true, place: true, fields, forms }
}

fn word(token: &Token, fields: u8, open: bool, reading: Reading<'_>) -> QueryTerm {
    let Reading { words, settings, .. } = reading;
    let own = Form { lemmas: vec![token.lemma.clone()], exact: Some(token.exact.clone()), weight: 1.0, how: MatchForm::Exact };
    let mut forms = vec![own];
    let known = words.has_lemma(&token.lemma) || words.list(&token.exact).is_some();
    if open {
        let completed = words.beginning(&token.exact, EXPANSIONS);
        forms.extend(completed.iter().map(|word| form(word, settings.prefix, MatchForm::Prefix)));
    }
    QueryTerm { asked: token.exact.clone(), at: token.position, weight: 1.0, known, place: false, fields, forms }
}

fn form(word: &str, weight: f32, how: MatchForm) -> Form {
    Form { lemmas: vec![lemma(word)], exact: Some(word.to_owned()), weight, how }
}
