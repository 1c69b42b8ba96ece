//! Documents to index.

use tantivy::directory::RamDirectory;
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::store::Compressor;
use tantivy::tokenizer::{PreTokenizedString, Token as TantivyToken};
use tantivy::{IndexSettings, TantivyDocument};

use super::document::SearchDocument;
use super::error::SearchError;
use crate::progress::{Progress, ProgressStage, Watcher};
use crate::text::{Token, key, tokenize, words};
use crate::vocab::region_names;

/// The searched fields in the order of [`super::score::FIELDS`]; each has a stream of exact forms and one of lemmas.
pub(super) const SEARCHED: [&str; 4] = ["title", "agency", "place", "body"];
/// The facets, each a column of its values.
pub(super) const FACETS: [&str; 10] = ["source", "level", "agency", "province", "region", "year", "sdg", "affair", "award", "status"];

/// The fields of the index.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) exact: Vec<Field>,
    pub(super) lemma: Vec<Field>,
    pub(super) facets: Vec<Field>,
    /// Glued names: `sitarang`.
    pub(super) name: Field,
    pub(super) stored: Field,
}

pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::WithFreqs).set_fieldnorms(true);
    let stream = TextOptions::default().set_indexing_options(indexing);
    let exact = SEARCHED.iter().map(|name| builder.add_text_field(&format!("{name}_exact"), stream.clone())).collect();
    let lemma = SEARCHED.iter().map(|name| builder.add_text_field(&format!("{name}_lemma"), stream.clone())).collect();
    let column = TextOptions::default().set_fast("raw");
    let facets = FACETS.iter().map(|name| builder.add_text_field(&format!("facet_{name}"), column.clone())).collect();
    let name = builder.add_text_field("name", STRING);
    let stored = builder.add_text_field("stored", STORED);
    (builder.build(), Fields { exact, lemma, facets, name, stored })
}

/// Memory for the one segment, in bytes; tantivy wants at least 15 MB.
const MEMORY: usize = 64 << 20;

/// Builds a one-segment index in memory. Documents are put in the order of their ids, so that ties are broken by id.
pub(super) fn build(documents: &[SearchDocument], progress: Watcher<'_>) -> Result<(tantivy::Index, RamDirectory), SearchError> {
    let (schema, fields) = schema();
    let directory = RamDirectory::create();
    // the default settings start a thread for the store, which a browser does not have
    let settings =
        IndexSettings { docstore_compress_dedicated_thread: false, docstore_compression: Compressor::Lz4, ..IndexSettings::default() };
    let mut writer = tantivy::Index::builder().schema(schema).settings(settings).single_segment_index_writer(directory.clone(), MEMORY)?;
    let mut order: Vec<&SearchDocument> = documents.iter().collect();
    order.sort_by(|a, b| a.id.cmp(&b.id));
    let total = order.len();
    for (done, document) in order.into_iter().enumerate() {
        writer.add_document(to_tantivy(document, &fields)?)?;
        if done % 500 == 499 {
            progress(Progress { stage: ProgressStage::Index, done: done + 1, total });
        }
    }
    progress(Progress { stage: ProgressStage::Index, done: total, total });
    Ok((writer.finalize()?, directory))
}

fn to_tantivy(document: &SearchDocument, fields: &Fields) -> Result<TantivyDocument, SearchError> {
    let mut out = TantivyDocument::default();
    for (at, name) in SEARCHED.iter().enumerate() {
        let texts = searched_text(document, name);
        let tokens: Vec<Token> = texts.iter().flat_map(|text| tokenize(text)).collect();
        let stream = |form: fn(&Token) -> &String| PreTokenizedString {
            text: String::new(),
            tokens: tokens
                .iter()
                .enumerate()
                .map(|(position, token)| TantivyToken {
                    offset_from: 0,
                    offset_to: 0,
                    position,
                    text: form(token).clone(),
                    position_length: 1,
                })
                .collect(),
        };
        if let (Some(exact), Some(lemma)) = (fields.exact.get(at), fields.lemma.get(at)) {
            out.add_pre_tokenized_text(*exact, stream(|t| &t.exact));
            out.add_pre_tokenized_text(*lemma, stream(|t| &t.lemma));
        }
    }
    for name in glued_names(document) {
        out.add_text(fields.name, name);
    }
    for (at, facet) in FACETS.iter().enumerate() {
        let Some(field) = fields.facets.get(at) else { continue };
        for value in facet_values(document, facet) {
            out.add_text(*field, value);
        }
    }
    let stored = serde_json::to_string(document).map_err(|e| SearchError::Engine(e.to_string()))?;
    out.add_text(fields.stored, stored);
    Ok(out)
}

/// The texts searched as one field.
pub(super) fn searched_text(document: &SearchDocument, field: &str) -> Vec<String> {
    let own = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
    match field {
        "title" => std::iter::once(document.title.clone()).chain(document.other_titles.iter().cloned()).collect(),
        "agency" => [own(&document.agency), own(&document.unit)].concat(),
        // the region with its other names, and its province: `jatim` finds what lies in Surabaya
        "place" => document.region_code.as_deref().map_or_else(|| own(&document.region), region_names),
        _ => document.body().map(str::to_owned).collect(),
    }
}

/// Names under which an innovation is looked up as a whole, glued so that spacing does not matter.
fn glued_names(document: &SearchDocument) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let titles = std::iter::once(&document.title).chain(&document.other_titles);
    for title in titles {
        let parsed = crate::text::parse_title(title);
        for name in [Some(parsed.name), parsed.expansion, Some(title.clone())].into_iter().flatten() {
            let name = key(&name);
            if (2..=120).contains(&name.len()) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn facet_values(document: &SearchDocument, facet: &str) -> Vec<String> {
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    let mut values = match facet {
        "source" => document.sources.iter().map(|s| s.system.clone()).collect(),
        "level" => one(&document.level),
        "agency" => one(&document.agency),
        "province" => one(&document.province),
        "region" => one(&document.region),
        "year" => document.year.iter().map(ToString::to_string).collect(),
        "sdg" => document.sdgs.clone(),
        "affair" => document.affairs.clone(),
        // `Top 99/2015` counts as `Top 99`
        "award" => document.awards.iter().map(|a| crate::ingest::parse_award(a)).map(|a| a.level.unwrap_or(a.as_written)).collect(),
        _ => one(&document.status),
    };
    values.retain(|value| words(value).next().is_some());
    values.sort();
    values.dedup();
    values
}
