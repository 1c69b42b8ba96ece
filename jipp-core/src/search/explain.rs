//! Why a hit was found, in words.

use super::document::SearchDocument;
use super::fields::{FIELDS, region_marks, texts};
use super::query::Query;
use super::request::{MatchForm, Reason};
use crate::lang::Lang;
use crate::text::{Token, key, parse_title, tokenize};

/// For each word asked, the first place where the innovation answers it, best form first. Where it answers none, the heaviest of the words
/// that it shares with the best answers.
pub(super) fn reasons(document: &SearchDocument, query: &Query, shared: &[(String, f32)], lang: Lang) -> Vec<Reason> {
    let fields: Vec<(&str, Vec<Token>)> =
        FIELDS.iter().map(|field| (*field, texts(document, field).iter().flat_map(|text| tokenize(text)).collect())).collect();
    let marks = region_marks(document);
    let mut reasons = Vec::new();
    for term in &query.terms {
        let found = term.forms.iter().find_map(|form| {
            if form.how == MatchForm::Place {
                let mark = form.lemmas.first()?;
                let region = document.region.clone().or_else(|| document.province.clone()).unwrap_or_default();
                return marks.contains(mark).then_some((form.how, "place", region));
            }
            fields.iter().find_map(|(field, tokens)| {
                let exact = tokens.iter().find(|token| form.exact.as_ref() == Some(&token.exact));
                let token = exact.or_else(|| tokens.iter().find(|token| form.lemmas.first() == Some(&token.lemma)))?;
                let all = form.lemmas.iter().all(|lemma| tokens.iter().any(|t| t.lemma == *lemma));
                let how = if form.how == MatchForm::Exact && form.lemmas.len() == 1 && token.exact != term.asked {
                    MatchForm::Lemma
                } else {
                    form.how
                };
                all.then(|| (how, *field, token.exact.clone()))
            })
        });
        if let Some((how, field, found)) = found {
            reasons.push(reason(&term.asked, &found, how, field, lang));
        }
    }
    let parsed = parse_title(&document.title);
    if !query.name.is_empty() && (key(&document.title) == query.name || key(&parsed.name) == query.name) {
        reasons.insert(0, reason(&query.name, &parsed.name, MatchForm::Name, "title", lang));
    }
    if reasons.is_empty() {
        let place = |lemma: &String| {
            fields.iter().find_map(|(field, tokens)| Some((*field, tokens.iter().find(|token| token.lemma == *lemma)?.exact.clone())))
        };
        let found = shared.iter().find_map(|(lemma, _)| place(lemma));
        reasons.extend(found.map(|(field, found)| reason(&found, &found, MatchForm::Shared, field, lang)));
    }
    reasons
}

pub(super) fn reason(asked: &str, found: &str, form: MatchForm, field: &str, lang: Lang) -> Reason {
    let place = field_in_words(field, lang);
    let text = match lang {
        Lang::Id => match form {
            MatchForm::Exact => format!("kata “{found}” ada di {place}"),
            MatchForm::Lemma => format!("“{found}” di {place} adalah bentuk lain dari “{asked}”"),
            MatchForm::Typo => format!("“{asked}” dibaca sebagai “{found}”, yang ada di {place}"),
            MatchForm::Synonym => format!("“{found}” di {place} semakna dengan “{asked}”"),
            MatchForm::Translation => format!("“{found}” di {place} adalah terjemahan “{asked}”"),
            MatchForm::Prefix => format!("“{found}” di {place} diawali “{asked}”"),
            MatchForm::Compound => format!("“{found}” di {place} adalah “{asked}” yang ditulis lain"),
            MatchForm::Place => format!("berada di wilayah “{asked}”: {found}"),
            MatchForm::Name => format!("namanya “{found}”"),
            MatchForm::Shared => format!("“{found}” di {place} juga ada pada jawaban terbaik; kata yang ditanyakan sendiri tidak ada"),
        },
        Lang::En => match form {
            MatchForm::Exact => format!("the word “{found}” is in its {place}"),
            MatchForm::Lemma => format!("“{found}” in its {place} is another form of “{asked}”"),
            MatchForm::Typo => format!("“{asked}” is read as “{found}”, which is in its {place}"),
            MatchForm::Synonym => format!("“{found}” in its {place} means the same as “{asked}”"),
            MatchForm::Translation => format!("“{found}” in its {place} translates “{asked}”"),
            MatchForm::Prefix => format!("“{found}” in its {place} begins with “{asked}”"),
            MatchForm::Compound => format!("“{found}” in its {place} is “{asked}” written otherwise"),
            MatchForm::Place => format!("it is in the region “{asked}”: {found}"),
            MatchForm::Name => format!("its name is “{found}”"),
            MatchForm::Shared => format!("“{found}” in its {place} is shared by the best answers; no word asked is there"),
        },
    };
    Reason { asked: asked.to_owned(), found: found.to_owned(), form, field: field.to_owned(), text }
}

fn field_in_words(field: &str, lang: Lang) -> &'static str {
    match (field, lang) {
        ("title", Lang::Id) => "judul",
        ("acronym", Lang::Id) => "akronim",
        ("agency", Lang::Id) => "instansi",
        ("unit", Lang::Id) => "unit kerja",
        ("place", Lang::Id) => "wilayah",
        ("summary", Lang::Id) => "ringkasan",
        ("problem", Lang::Id) => "latar belakang atau tujuan",
        (_, Lang::Id) => "uraian",
        ("title", Lang::En) => "title",
        ("acronym", Lang::En) => "acronym",
        ("agency", Lang::En) => "agency",
        ("unit", Lang::En) => "work unit",
        ("place", Lang::En) => "region",
        ("summary", Lang::En) => "summary",
        ("problem", Lang::En) => "background or objective",
        (_, Lang::En) => "text",
    }
}
