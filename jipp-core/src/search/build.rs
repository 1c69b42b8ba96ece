//! Documents to index.

use tantivy::directory::{Directory, OwnedBytes, RamDirectory};
use tantivy::schema::{Field, STORED, Schema, TextOptions};
use tantivy::store::Compressor;
use tantivy::{IndexSettings, TantivyDocument};

use super::document::SearchDocument;
use super::error::SearchError;
use super::facet::{FACETS, facet_values};
use super::fields::{FIELDS, glued_names, marks, texts};
use super::words::{Facts, Words, WordsWriter};
use crate::progress::{Progress, ProgressStage, Watcher};

/// The columns and the store of the index.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) facets: Vec<Field>,
    pub(super) stored: Field,
}

pub(super) fn schema() -> (Schema, Columns) {
    let mut builder = Schema::builder();
    let column = TextOptions::default().set_fast("raw");
    let facets = FACETS.iter().map(|name| builder.add_text_field(&format!("facet_{name}"), column.clone())).collect();
    let stored = builder.add_text_field("stored", STORED);
    (builder.build(), Columns { facets, stored })
}

/// Memory for the one segment, in bytes; tantivy wants at least 15 MB.
const MEMORY: usize = 64 << 20;

/// The parts of an index in memory.
pub(super) struct Built {
    pub(super) engine: tantivy::Index,
    pub(super) directory: Box<dyn Directory>,
    pub(super) words: Words,
}

/// Builds an index in memory. Documents are put in the order of their ids, so that ties are broken by id; of several with one id the
/// last counts.
pub(super) fn build(documents: &[SearchDocument], progress: Watcher<'_>) -> Result<Built, SearchError> {
    let (schema, columns) = schema();
    let directory = RamDirectory::create();
    // the default settings start a thread for the store, which a browser does not have
    let settings =
        IndexSettings { docstore_compress_dedicated_thread: false, docstore_compression: Compressor::Lz4, ..IndexSettings::default() };
    let mut writer = tantivy::Index::builder().schema(schema).settings(settings).single_segment_index_writer(directory.clone(), MEMORY)?;
    let mut words = WordsWriter::default();
    let mut order: Vec<&SearchDocument> = documents.iter().collect();
    order.sort_by(|a, b| a.id.cmp(&b.id));
    let total = order.len();
    for (done, document) in order.into_iter().enumerate() {
        writer.add_document(stored(document, &columns)?)?;
        let fields = FIELDS.iter().map(|field| texts(document, field));
        words.add(fields, &marks(document), glued_names(document), facts(document));
        if done % 500 == 499 {
            progress(Progress { stage: ProgressStage::Index, done: done + 1, total });
        }
    }
    progress(Progress { stage: ProgressStage::Index, done: total, total });
    let words = Words::open(OwnedBytes::new(words.finish()?))?;
    Ok(Built { engine: writer.finalize()?, directory: Box::new(directory), words })
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

fn stored(document: &SearchDocument, columns: &Columns) -> Result<TantivyDocument, SearchError> {
    let mut out = TantivyDocument::default();
    for (facet, field) in FACETS.iter().zip(&columns.facets) {
        for value in facet_values(document, facet) {
            out.add_text(*field, value);
        }
    }
    out.add_text(columns.stored, document.stored()?);
    Ok(out)
}
