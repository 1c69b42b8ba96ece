use serde_json::{Map, Value, json};

use super::{Engine, stream};
use crate::search::fields::{ALL_FIELDS, FIELDS, mask};
use crate::search::query::{Atom, Form, Query, QueryTerm};
use crate::search::request::{MatchForm, SearchRequest, Sort};
use crate::search::settings::RankingSettings;

/// What the index found for a question before any score: beside the question itself, the ids of titles that resemble it.
pub(in crate::search) struct Found<'a> {
    pub(in crate::search) query: &'a Query,
    pub(in crate::search) resembling: Vec<String>,
    pub(in crate::search) settings: &'a RankingSettings,
}

/// The body of a search request to the engine.
pub(in crate::search) fn translate(found: &Found<'_>, request: &SearchRequest, engine: Engine) -> Value {
    let Found { query, resembling, settings } = found;
    let mut should: Vec<Value> =
        query.terms.iter().map(|term| best_of(term.forms.iter().map(|form| answering(form, term, settings)), engine)).collect();
    if !query.names.is_empty() {
        should.extend(query.names.iter().map(|(name, share)| term("names", name, boosted(settings.name * share))));
    }
    if !resembling.is_empty() {
        should.push(json!({"terms": {"id": resembling, "boost": boosted(settings.approximate)}}));
    }
    let mut filter: Vec<Value> = query.demands.groups.iter().map(|group| any_of(group.iter().map(demanded).collect())).collect();
    let wanted = request.filters.iter().filter(|(_, values)| !values.is_empty());
    filter.extend(wanted.map(|(facet, values)| json!({"terms": {format!("facet_{facet}"): values}})));
    let excluded: Vec<Value> = query.demands.excluded.iter().map(demanded).collect();
    let mut asked = Map::new();
    if should.is_empty() && query.demands.is_empty() && !request.query.trim().is_empty() {
        // words of which nothing is left
        asked.insert("must_not".into(), json!([{"match_all": {}}]));
    } else {
        asked.insert("must".into(), json!([if should.is_empty() { json!({"match_all": {}}) } else { any_of(should) }]));
        asked.insert("filter".into(), json!(filter));
        asked.insert("must_not".into(), json!(excluded));
    }
    let mut body = Map::new();
    body.insert("query".into(), json!({"bool": asked}));
    body.insert("sort".into(), sort(request.sort));
    body.insert("from".into(), json!(request.offset));
    body.insert("size".into(), json!(request.limit));
    body.insert("track_total_hits".into(), json!(true));
    if !request.facets.is_empty() {
        let counts = request.facets.iter().map(|facet| (facet.clone(), json!({"terms": {"field": format!("facet_{facet}"), "size": 200}})));
        body.insert("aggs".into(), Value::Object(counts.collect()));
    }
    Value::Object(body)
}

/// Equal scores go by id, as here.
fn sort(sort: Sort) -> Value {
    match sort {
        Sort::Relevance => json!([{"_score": {"order": "desc"}}, {"id": {"order": "asc"}}]),
        Sort::Year => json!([{"year": {"order": "desc", "missing": "_last"}}, {"id": {"order": "asc"}}]),
        Sort::Title => json!([{"title_folded": {"order": "asc"}}, {"id": {"order": "asc"}}]),
    }
}

/// Boosts as short decimals: the shares of forms need no more.
fn boosted(share: f32) -> f64 {
    (f64::from(share) * 1e4).round() / 1e4
}

fn term(field: &str, value: &str, boost: f64) -> Value {
    json!({"term": {field: {"value": value, "boost": boost}}})
}

fn any_of(mut queries: Vec<Value>) -> Value {
    match queries.len() {
        1 => queries.remove(0),
        _ => json!({"bool": {"should": queries, "minimum_should_match": 1}}),
    }
}

/// The best form counts; in Quickwit, which has no such query, their sum.
fn best_of(forms: impl Iterator<Item = Value>, engine: Engine) -> Value {
    let mut forms: Vec<Value> = forms.collect();
    match (forms.len(), engine) {
        (1, _) => forms.remove(0),
        (_, Engine::OpenSearch) => json!({"dis_max": {"queries": forms}}),
        (_, Engine::Quickwit) => any_of(forms),
    }
}

fn answering(form: &Form, asked: &QueryTerm, settings: &RankingSettings) -> Value {
    let share = form.weight * asked.weight;
    if form.how == MatchForm::Place {
        return json!({"terms": {"marks": form.lemmas, "boost": boosted(share * settings.recognised)}});
    }
    if let [lemma] = form.lemmas.as_slice() {
        let exact = form.exact.iter().map(|exact| in_fields("exact", exact, asked.fields, share * settings.exact));
        return any_of(std::iter::once(in_fields("lemma", lemma, asked.fields, share)).chain(exact).collect());
    }
    let each = share / form.lemmas.len().max(1) as f32;
    let all: Vec<Value> = form.lemmas.iter().map(|lemma| in_fields("lemma", lemma, asked.fields, each)).collect();
    json!({"bool": {"must": all}})
}

/// A token in one of these fields.
fn in_fields(kind: &str, token: &str, fields: u8, share: f32) -> Value {
    let boost = boosted(share);
    if fields == ALL_FIELDS {
        return term(&stream("all", kind), token, boost);
    }
    let kinds: &[&str] = if kind == "exact" { &["exact", "joined"] } else { &["lemma"] };
    any_of(named(fields).flat_map(|field| kinds.iter().map(move |kind| term(&stream(field, kind), token, boost))).collect())
}

fn named(fields: u8) -> impl Iterator<Item = &'static str> {
    FIELDS.iter().enumerate().filter(move |(number, _)| fields >> number & 1 == 1).map(|(_, field)| *field)
}

fn demanded(atom: &Atom) -> Value {
    let all = |lemmas: &[String], fields: u8| json!({"bool": {"must": lemmas.iter().map(|lemma| in_fields("lemma", lemma, fields, 1.0)).collect::<Vec<_>>()}});
    match atom {
        Atom::Words { lemmas, fields } => all(lemmas, *fields),
        Atom::Place { marks, lemmas } if marks.is_empty() => all(lemmas, mask(&["place", "agency"])),
        Atom::Place { marks: values, .. } | Atom::Value { values } => json!({"terms": {"marks": values}}),
        Atom::Phrase { words, fields } => {
            let phrase = words.join(" ");
            let each =
                named(*fields).flat_map(|field| ["exact", "joined"].map(|kind| json!({"match_phrase": {stream(field, kind): phrase}})));
            any_of(each.collect())
        }
        Atom::Years(from, to) => json!({"range": {"year": {"gte": (*from).max(1), "lte": to}}}),
    }
}
