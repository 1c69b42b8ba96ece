//! Documents to index.

use tantivy::directory::{Directory, FileSlice, OwnedBytes, RamDirectory};
use tantivy::schema::{Field, Schema, TextOptions};
use tantivy::store::Compressor;
use tantivy::{IndexSettings, TantivyDocument};

use super::document::SearchDocument;
use super::error::SearchError;
use super::facet::{FACETS, facet_values};
use super::fields::{FIELDS, glued_names, marks, texts};
use super::store::{self, Store, StoreWriter};
use super::words::{Facts, Words, WordsWriter};
use crate::progress::{Progress, ProgressStage, Watcher};

/// The columns of the index.
fn schema() -> (Schema, Vec<Field>) {
    let mut builder = Schema::builder();
    let column = TextOptions::default().set_fast("raw");
    let facets = FACETS.iter().map(|name| builder.add_text_field(&format!("facet_{name}"), column.clone())).collect();
    (builder.build(), facets)
}

/// Memory for the one segment, in bytes; tantivy wants at least 15 MB.
const MEMORY: usize = 64 << 20;

/// What an index is made of.
pub(super) struct Built {
    pub(super) engine: tantivy::Index,
    pub(super) directory: Box<dyn Directory>,
    pub(super) words: Words,
    /// None where the documents come in pieces.
    pub(super) store: Option<Store>,
}

/// Builds an index in memory. Documents are put in the order of their ids, so that ties are broken by id; of several with one id the
/// last counts.
pub(super) fn build(documents: &[SearchDocument], progress: Watcher<'_>) -> Result<Built, SearchError> {
    let (schema, facets) = schema();
    let directory = RamDirectory::create();
    // the default settings start a thread for the store, which a browser does not have
    let settings =
        IndexSettings { docstore_compress_dedicated_thread: false, docstore_compression: Compressor::None, ..IndexSettings::default() };
    let mut writer = tantivy::Index::builder().schema(schema).settings(settings).single_segment_index_writer(directory.clone(), MEMORY)?;
    let mut words = WordsWriter::default();
    let mut order: Vec<&SearchDocument> = documents.iter().collect();
    order.sort_by(|a, b| a.id.cmp(&b.id));
    let total = order.len();
    // some from all over the index say what its texts are like
    let like = order.iter().step_by(total.div_ceil(store::SAMPLED).max(1)).map(|document| document.stored());
    let mut store = StoreWriter::new(&like.collect::<Result<Vec<String>, _>>()?);
    for (done, document) in order.into_iter().enumerate() {
        writer.add_document(columns(document, &facets))?;
        store.add(&document.stored()?);
        let fields = FIELDS.iter().map(|field| texts(document, field));
        words.add(fields, &marks(document), glued_names(document), facts(document));
        if done % 500 == 499 {
            progress(Progress { stage: ProgressStage::Index, done: done + 1, total });
        }
    }
    progress(Progress { stage: ProgressStage::Index, done: total, total });
    let words = Words::open(OwnedBytes::new(words.finish()?))?;
    let store = Store::open(FileSlice::from(store.finish()?))?;
    Ok(Built { engine: writer.finalize()?, directory: Box::new(directory), words, store: Some(store) })
}

fn facts(document: &SearchDocument) -> Facts {
    Facts {
        award: document.awards.len().min(255) as u8,
        running: document.status.as_deref().is_some_and(runs),
        replicated: document.related.len().min(255) as u8,
        year: document.year.and_then(|year| u16::try_from(year).ok()).unwrap_or_default(),
    }
}

/// Codes of the vocabulary `status_keberlanjutan` that mean that it still runs.
fn runs(status: &str) -> bool {
    status.starts_with("berlanjut")
}

/// What the columns hold of a document.
fn columns(document: &SearchDocument, facets: &[Field]) -> TantivyDocument {
    let mut out = TantivyDocument::default();
    for (facet, field) in FACETS.iter().zip(facets) {
        for value in facet_values(document, facet) {
            out.add_text(*field, value);
        }
    }
    out
}
