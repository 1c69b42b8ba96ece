//! What is a search index: how is it made, opened, written and changed?
//!
//! What it is asked stands apart: questions (`answer.rs`), its documents (`stored.rs`), what it offers of itself (`offer.rs`). An index that came in
//! pieces answers when those that a question needs are here (`pieces.rs`).

mod answer;
mod offer;
mod pieces;
mod stored;

use std::sync::OnceLock;

use tantivy::directory::OwnedBytes;
use tantivy::{IndexReader, ReloadPolicy};

use super::build::{Built, build};
use super::document::SearchDocument;
use super::error::SearchError;
use super::rank::Ranking;
use super::settings::RankingSettings;
use super::{bundle, facet, suggest};
use crate::progress::Watcher;

/// A search index over innovations. It is immutable and may be asked from many threads at once.
///
/// ```
/// use jipp_core::search::{Index, SearchDocument, SearchRequest};
/// let document = SearchDocument { id: "kipp:1".into(), title: "Bank Sampah Malang".into(), ..SearchDocument::default() };
/// let index = Index::build(&[document], &jipp_core::progress::silent)?;
/// let answer = index.search(&SearchRequest { query: "bank sampah".into(), ..SearchRequest::default() })?;
/// assert_eq!(answer.hits[0].id, "kipp:1");
/// # Ok::<(), jipp_core::search::SearchError>(())
/// ```
pub struct Index {
    built: Built,
    reader: IndexReader,
    facets: facet::Columns,
    ranking: Ranking,
    title_ranks: OnceLock<Vec<u32>>,
    values: suggest::Values,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("documents", &self.len()).finish_non_exhaustive()
    }
}

impl Index {
    /// Builds an index of these documents. The order in which they are given does not matter.
    pub fn build(documents: &[SearchDocument], progress: Watcher<'_>) -> Result<Self, SearchError> {
        Self::of(build(documents, progress)?)
    }

    /// Opens an index from the bytes of its file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SearchError> {
        Self::from_vec(bytes.to_vec())
    }

    /// Opens an index from the bytes of its file, which it keeps: nothing is copied.
    pub fn from_vec(bytes: Vec<u8>) -> Result<Self, SearchError> {
        Self::of(bundle::read(OwnedBytes::new(bytes))?)
    }

    /// Opens an index where it lies. Each piece is read when a question needs it, so opening costs the same for any number of texts;
    /// checksums of whole parts are not asked, so whoever reads the file has to know that its bytes are sound.
    #[cfg(feature = "catalog")]
    pub(crate) fn in_file(file: impl super::files::ReadRange) -> Result<Self, SearchError> {
        Self::of(bundle::read_in_file(&super::files::slice_of(file))?)
    }

    /// Whether a file that starts so was written by another version of jipp, and has to be made anew.
    #[cfg(feature = "catalog")]
    pub(crate) fn is_incompatible(start: &[u8]) -> bool {
        bundle::is_incompatible(start)
    }

    /// The index as one file. The same documents give the same bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, SearchError> {
        self.needs_all()?;
        bundle::write(&self.built)
    }

    fn of(built: Built) -> Result<Self, SearchError> {
        let reader: IndexReader = built.engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let ranking = Ranking::new(RankingSettings::default(), &built.words);
        Ok(Self {
            built,
            reader,
            facets: facet::Columns::default(),
            ranking,
            title_ranks: OnceLock::new(),
            values: suggest::Values::default(),
        })
    }

    /// The same index with another ranking. Nothing is built again.
    pub fn with_ranking(self, settings: RankingSettings) -> Self {
        let ranking = Ranking::new(settings, &self.built.words);
        Self { ranking, ..self }
    }

    /// How hits are ranked.
    pub fn ranking(&self) -> &RankingSettings {
        &self.ranking.settings
    }

    /// A new index with some documents added or replaced, by id, and some left out. It is the same, byte for byte, as one built of all
    /// documents; this one stays as it is, so a host swaps the two when the new one is ready.
    pub fn update(&self, changed: &[SearchDocument], removed: &[String], progress: Watcher<'_>) -> Result<Self, SearchError> {
        let mut documents: std::collections::BTreeMap<String, SearchDocument> =
            self.documents()?.into_iter().map(|document| (document.id.clone(), document)).collect();
        for id in removed {
            documents.remove(id);
        }
        for document in changed {
            documents.insert(document.id.clone(), document.clone());
        }
        let documents: Vec<SearchDocument> = documents.into_values().collect();
        Ok(Self::build(&documents, progress)?.with_ranking(self.ranking.settings.clone()))
    }

    /// In how many documents a lemma occurs.
    #[cfg(feature = "catalog")]
    pub(crate) fn documents_with(&self, lemma: &str) -> u32 {
        self.built.words.lemma(lemma).documents
    }

    /// Number of innovations.
    pub fn len(&self) -> usize {
        self.built.words.len()
    }

    /// Whether there is no innovation.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes what the first questions would make: tables for typing errors and for titles that resemble. Without it the second question
    /// with a word that nobody wrote takes longer (a third of a second at 100,000 records). For servers, before they answer.
    pub fn warm(&self) {
        self.built.words.warm();
    }

    /// What questions are answered with.
    #[cfg(test)]
    pub(super) fn inside(&self) -> (&super::words::Words, &Ranking) {
        (&self.built.words, &self.ranking)
    }
}
