use serde_json::{Map, Value, json};

use super::{Engine, STREAMS, stream};
use crate::search::document::SearchDocument;
use crate::search::facet::{FACETS, facet_values};
use crate::search::fields::{FIELDS, glued_names, marks, texts};
use crate::search::settings::RankingSettings;
use crate::text::{Token, fold, tokenize};

/// A document with its fields taken apart into tokens. `all_lemma` and `all_exact` hold those of every field, of the title and the owner
/// as often as they weigh (rounded), because engines of this kind score one field at a time.
pub fn document(document: &SearchDocument) -> Value {
    let mut out = Map::new();
    let (mut all_lemma, mut all_exact) = (Vec::new(), Vec::new());
    for (field, weight) in FIELDS.iter().zip(RankingSettings::default().fields.in_order()) {
        let (mut lemmas, mut exact, mut joined) = (Vec::new(), Vec::new(), Vec::new());
        for text in texts(document, field) {
            let tokens = tokenize(&text);
            if tokens.is_empty() {
                continue;
            }
            lemmas.push(join(tokens.iter().map(|token| token.lemma.as_str())));
            let (main, other) = positions(&tokens);
            exact.push(main);
            joined.extend(other);
        }
        let times = (weight.weight.round() as usize).max(1);
        for _ in 0..times {
            all_lemma.extend(lemmas.iter().cloned());
            all_exact.extend(exact.iter().chain(&joined).cloned());
        }
        for (name, values) in STREAMS.iter().zip([lemmas, exact, joined]) {
            if !values.is_empty() {
                out.insert(stream(field, name), json!(values));
            }
        }
    }
    for facet in FACETS {
        let values = facet_values(document, facet);
        if !values.is_empty() {
            out.insert(format!("facet_{facet}"), json!(values));
        }
    }
    out.insert("id".into(), json!(document.id));
    out.insert("title".into(), json!(document.title));
    out.insert("title_folded".into(), json!(fold(&document.title)));
    out.insert("all_lemma".into(), json!(all_lemma));
    out.insert("all_exact".into(), json!(all_exact));
    out.insert("names".into(), json!(glued_names(document)));
    out.insert("marks".into(), json!(marks(document)));
    // as the index knows it: 0 is no year
    if let Some(year) = document.year.and_then(|year| u16::try_from(year).ok()).filter(|year| *year > 0) {
        out.insert("year".into(), json!(year));
    }
    out.insert("document".into(), json!(document));
    Value::Object(out)
}

fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

/// The first token of each position; and if some positions have others, the same with each of these in its place.
fn positions(tokens: &[Token]) -> (String, Option<String>) {
    let mut main: Vec<&str> = Vec::new();
    let mut others: Vec<(usize, &str)> = Vec::new();
    for token in tokens {
        if token.position == main.len() {
            main.push(&token.exact);
        } else {
            others.push((token.position, &token.exact));
        }
    }
    let mut joined = main.clone();
    for (position, word) in &others {
        if let Some(slot) = joined.get_mut(*position) {
            *slot = word;
        }
    }
    (join(main.into_iter()), (!others.is_empty()).then(|| join(joined.into_iter())))
}

/// The index of the engine: which field is what. For OpenSearch the body that creates an index, for Quickwit an index configuration.
pub fn configuration(engine: Engine, name: &str) -> Value {
    let mut tokens: Vec<String> = vec!["all_lemma".into(), "all_exact".into()];
    tokens.extend(FIELDS.iter().flat_map(|field| STREAMS.map(|name| stream(field, name))));
    let mut keywords: Vec<String> = ["id", "title_folded", "names", "marks"].map(str::to_owned).into();
    keywords.extend(FACETS.iter().map(|facet| format!("facet_{facet}")));
    match engine {
        Engine::OpenSearch => {
            let mut properties = Map::new();
            for field in tokens {
                properties.insert(field, json!({"type": "text", "analyzer": "whitespace", "similarity": "jipp"}));
            }
            for field in keywords {
                properties.insert(field, json!({"type": "keyword"}));
            }
            properties.insert("year".into(), json!({"type": "integer"}));
            properties.insert("title".into(), json!({"type": "keyword", "index": false, "doc_values": false}));
            properties.insert("document".into(), json!({"type": "object", "enabled": false}));
            json!({
                "settings": {"index": {"similarity": {"jipp": {"type": "BM25", "k1": RankingSettings::default().k1, "b": 0.7}}}},
                "mappings": {"dynamic": "strict", "properties": properties},
            })
        }
        Engine::Quickwit => {
            let mut fields: Vec<Value> = tokens
                .into_iter()
                .map(|field| {
                    json!({"name": field, "type": "array<text>", "tokenizer": "whitespace", "record": "position", "fieldnorms": true,
                           "stored": false})
                })
                .collect();
            fields.extend(keywords.into_iter().map(|field| {
                let one = matches!(field.as_str(), "id" | "title_folded");
                let kind = if one { "text" } else { "array<text>" };
                json!({"name": field, "type": kind, "tokenizer": "raw", "fast": true, "stored": one})
            }));
            fields.push(json!({"name": "year", "type": "u64", "fast": true}));
            fields.push(json!({"name": "title", "type": "text", "indexed": false, "stored": true}));
            fields.push(json!({"name": "document", "type": "json", "indexed": false, "stored": true}));
            json!({
                "version": "0.8",
                "index_id": name,
                "doc_mapping": {"mode": "strict", "field_mappings": fields},
                "search_settings": {"default_search_fields": ["all_lemma"]},
            })
        }
    }
}
