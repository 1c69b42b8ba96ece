use std::sync::OnceLock;

use tantivy::directory::OwnedBytes;
use tantivy::{IndexReader, ReloadPolicy, SegmentReader};

use super::build::{Built, build};
use super::document::SearchDocument;
use super::error::SearchError;
use super::facet::{self, FACETS, Filter};
use super::fields::texts;
use super::query::{Query, Reading};
use super::rank::{Ranking, Scored, add_shared, best, score};
use super::request::{GroupedHit, Hit, SearchMode, SearchRequest, SearchResponse, Sort, Suggestion, SuggestionKind};
use super::settings::RankingSettings;
use super::snippet::{self, Answers};
use super::{bundle, explain, feedback, need, suggest};
use crate::progress::Watcher;
use crate::text::tokenize;

/// Documents that are read together where all are read.
const READ_TOGETHER: usize = 256;

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

    /// The same index cut into pieces, of which a page loads those that its questions need. Opened with [`Index::from_head`].
    #[cfg(any(feature = "cli", test))]
    pub fn to_pieces(&self) -> Result<super::IndexPieces, SearchError> {
        bundle::cut(&self.built, &self.documents()?)
    }

    /// Opens an index in pieces by its head, uncompressed. Questions fail with [`SearchError::PiecesMissing`] until the pieces they need
    /// are brought: [`missing`](Self::missing) names them, [`add_piece`](Self::add_piece) takes them. What is asked by several threads
    /// at once may be told pieces of one another.
    pub fn from_head(head: &[u8]) -> Result<Self, SearchError> {
        let index = Self::from_bytes(head)?;
        if index.built.words.pieces().is_none() {
            return Err(SearchError::NotAnIndex { reason: "it is a whole index, not the head of one in pieces".into() });
        }
        Ok(index)
    }

    /// The pieces that the last question needed and that are not here: the number of each, where it begins behind the head and how many
    /// bytes it has in the file. Empty for a whole index.
    pub fn missing(&self) -> Vec<(u32, u64, u64)> {
        self.built.words.pieces().map(super::pieces::Pieces::missing).unwrap_or_default()
    }

    /// All pieces that are not here, as [`missing`](Self::missing) tells them; with the documents if wanted.
    pub fn absent(&self, documents: bool) -> Vec<(u32, u64, u64)> {
        self.built.words.pieces().map(|pieces| pieces.all(documents)).unwrap_or_default()
    }

    /// Takes in a piece: its bytes uncompressed, and the checksum that stands before them in the file.
    pub fn add_piece(&self, number: u32, checksum: u32, bytes: Vec<u8>) -> Result<(), SearchError> {
        match self.built.words.pieces() {
            Some(pieces) => pieces.add(number, checksum, bytes),
            None => Ok(()),
        }
    }

    fn begin(&self) {
        if let Some(pieces) = self.built.words.pieces() {
            pieces.begin();
        }
    }

    /// An answer, unless pieces that it needs are missing.
    fn complete<T>(&self, answer: Result<T, SearchError>) -> Result<T, SearchError> {
        match self.built.words.pieces().map(super::pieces::Pieces::count_missing) {
            Some(count) if count > 0 => Err(SearchError::PiecesMissing { count }),
            _ => answer,
        }
    }

    fn needs_all(&self) -> Result<(), SearchError> {
        match self.absent(true).len() {
            _ if self.built.words.pieces().is_none() => Ok(()),
            count => Err(SearchError::PiecesMissing { count }),
        }
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

    /// Answers a question. Equal scores are ordered by id, so the same question to the same index gives the same answer
    /// everywhere. No text is an error: what makes no sense as a question is words.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, SearchError> {
        self.begin();
        self.complete(self.answer(request, false, true))
    }

    /// Answers with the words that were asked alone, also where few documents answer: of a part nobody can say whether few answer.
    #[cfg(feature = "catalog")]
    pub(crate) fn search_part(&self, request: &SearchRequest) -> Result<SearchResponse, SearchError> {
        self.answer(request, false, false)
    }

    fn answer(&self, request: &SearchRequest, complete: bool, feedback: bool) -> Result<SearchResponse, SearchError> {
        for name in request.facets.iter().chain(request.filters.keys()) {
            // an unknown facet is a mistake even where there is nothing to count
            if !FACETS.contains(&name.as_str()) {
                return Err(SearchError::UnknownFacet { name: name.clone(), known: FACETS.to_vec() });
            }
        }
        let (query, mode) = self.read(&request.query, request.mode, complete);
        let mut response = SearchResponse {
            total: 0,
            hits: Vec::new(),
            facets: std::collections::BTreeMap::new(),
            did_you_mean: query.did_you_mean.clone(),
            mode,
            terminated_early: false,
            took_us: 0,
        };
        let mut matches = if !query.terms.is_empty() || !query.demands.is_empty() {
            let scored = self.matches(&query, feedback)?;
            response.terminated_early = scored.terminated_early;
            scored.documents
        } else if request.query.trim().is_empty() {
            (0..self.len() as u32).map(|document| (document, 0.0)).collect()
        } else {
            Vec::new()
        };
        let searcher = self.reader.searcher();
        let Some(segment) = searcher.segment_readers().first() else {
            response.facets = request.facets.iter().map(|name| (name.clone(), Vec::new())).collect();
            return Ok(response);
        };
        let filter = Filter::new(segment, &self.facets, &request.filters)?;
        if !filter.is_empty() {
            matches.retain(|(document, _)| filter.accepts(*document));
        }
        response.total = matches.len();
        for name in &request.facets {
            response.facets.insert(name.clone(), facet::count(self.facets.get(segment, name)?, &matches));
        }
        let wanted = request.offset.saturating_add(request.limit);
        let answers = Answers::new(query.lemmas(), &self.built.words);
        let order = self.order(segment, &matches, request.sort, if request.group { usize::MAX } else { wanted })?;
        if request.group {
            self.grouped(&order, (&query, &answers), request, &mut response)?;
        } else {
            for (document, score) in order.into_iter().skip(request.offset).take(request.limit) {
                response.hits.push(hit(self.stored(document)?, score, (&query, &answers), request));
            }
        }
        self.ranking.done_with(matches);
        Ok(response)
    }

    /// Hits with their versions and replications under them: the best of each group stands for it.
    fn grouped(
        &self,
        order: &[(u32, f32)],
        asked: (&Query, &Answers<'_>),
        request: &SearchRequest,
        response: &mut SearchResponse,
    ) -> Result<(), SearchError> {
        let mut groups: Vec<(SearchDocument, f32, Vec<GroupedHit>)> = Vec::new();
        let wanted = request.offset.saturating_add(request.limit);
        for (document, score) in order {
            if groups.len() >= wanted {
                break;
            }
            let document = self.stored(*document)?;
            match groups.iter_mut().find(|(head, ..)| head.related.contains(&document.id) || document.related.contains(&head.id)) {
                Some((.., members)) => {
                    members.push(GroupedHit { id: document.id, title: document.title, agency: document.agency, year: document.year });
                }
                None => groups.push((document, *score, Vec::new())),
            }
        }
        for (document, score, group) in groups.into_iter().skip(request.offset) {
            response.hits.push(Hit { group, ..hit(document, score, asked, request) });
        }
        Ok(())
    }

    /// INVARIANT: documents lie in the index in the order of their ids, so ties are broken by number.
    fn order(&self, segment: &SegmentReader, matches: &[(u32, f32)], sort: Sort, wanted: usize) -> Result<Vec<(u32, f32)>, SearchError> {
        Ok(match sort {
            Sort::Relevance => best(matches, wanted),
            Sort::Year => {
                let column = self.facets.get(segment, "year")?;
                // years are four digits, so their order as texts is their order
                let year = |document: u32| column.and_then(|column| column.values(document).last().copied());
                let mut order = matches.to_vec();
                order.sort_by_key(|(document, _)| (std::cmp::Reverse(year(*document)), *document));
                order
            }
            Sort::Title => {
                if let Some(pieces) = self.built.words.pieces() {
                    let ranks = pieces.title_ranks();
                    let mut order = matches.to_vec();
                    order.sort_by_key(|(document, _)| (ranks.get(*document as usize), *document));
                    return Ok(order);
                }
                let ranks = self.title_ranks()?;
                let mut order = matches.to_vec();
                order.sort_by_key(|(document, _)| (ranks.get(*document as usize), *document));
                order
            }
        })
    }

    /// The place of each document when all stand by title, equal titles at one: found out when it is first asked for.
    fn title_ranks(&self) -> Result<&[u32], SearchError> {
        if let Some(ranks) = self.title_ranks.get() {
            return Ok(ranks);
        }
        let mut titles = Vec::with_capacity(self.len());
        self.each_stored(|document| titles.push((crate::text::fold(&document.title), titles.len() as u32)))?;
        titles.sort_unstable();
        let mut ranks = vec![0; titles.len()];
        for (rank, same) in titles.chunk_by(|a, b| a.0 == b.0).enumerate() {
            for (_, number) in same {
                if let Some(slot) = ranks.get_mut(*number as usize) {
                    *slot = rank as u32;
                }
            }
        }
        Ok(self.title_ranks.get_or_init(|| ranks))
    }

    /// Makes what the first questions would make: tables for typing errors and for titles that resemble. Without it the second question
    /// with a word that nobody wrote takes longer (a third of a second at 100,000 records). For servers, before they answer.
    pub fn warm(&self) {
        self.built.words.warm();
    }

    fn stored(&self, document: u32) -> Result<SearchDocument, SearchError> {
        match (&self.built.store, self.built.words.pieces()) {
            (Some(store), _) => read(document, &store.document(document)?),
            // a document that is not here is asked for, and the answer is thrown away
            (None, Some(pieces)) => {
                pieces.document(document).map_or_else(|| Ok(SearchDocument::default()), |text| read(document, text.as_bytes()))
            }
            (None, None) => Err(bundle::damaged("it has no documents")),
        }
    }

    /// Hands over every document in the order of the numbers.
    fn each_stored(&self, mut to: impl FnMut(SearchDocument)) -> Result<(), SearchError> {
        let all = self.len() as u32;
        let Some(store) = &self.built.store else {
            return (0..all).try_for_each(|number| self.stored(number).map(&mut to));
        };
        for first in (0..all).step_by(READ_TOGETHER) {
            let last = all.min(first + READ_TOGETHER as u32);
            for (number, text) in (first..last).zip(store.documents(first..last)?) {
                to(read(number, &text)?);
            }
        }
        Ok(())
    }

    /// The numbers of the documents that answer a question, best first, with their scores.
    pub(super) fn ranked(&self, text: &str, mode: SearchMode) -> Result<Vec<(u32, f32)>, SearchError> {
        self.begin();
        let (query, _) = self.read(text, mode, false);
        self.complete(Ok(best(&self.matches(&query, true)?.documents, usize::MAX)))
    }

    /// Every document that answers, with its score, in document order.
    fn matches(&self, query: &Query, feedback: bool) -> Result<Scored, SearchError> {
        let mut scored = score(query, &self.built.words, &self.ranking);
        let settings = &self.ranking.settings.feedback;
        let asked = settings.weight > 0.0 && feedback && !scored.named && !query.terms.is_empty();
        if asked && scored.documents.len() < settings.enough && (query.told || query.terms.len() <= settings.longest) {
            let mut answers = Vec::new();
            for (document, score) in best(&scored.documents, settings.documents) {
                answers.push((self.stored(document)?, score));
            }
            let shared = feedback::shared_words(&answers, query, &self.built.words, settings);
            add_shared(&mut scored, &shared, query, &self.built.words, &self.ranking);
        }
        self.built.words.readable()?;
        Ok(scored)
    }

    /// Every document, in the order of the ids.
    pub fn documents(&self) -> Result<Vec<SearchDocument>, SearchError> {
        self.begin();
        let mut all = Vec::with_capacity(self.len());
        let read = self.each_stored(|document| all.push(document));
        self.complete(read.map(|()| all))
    }

    /// The question as the body of a search request to another engine, over documents written by [`outgrow::document`](super::outgrow::document).
    /// The same documents answer, unless words of the best answers were to be asked as well (`feedback`).
    pub fn translate(&self, request: &SearchRequest, engine: super::outgrow::Engine) -> Result<serde_json::Value, SearchError> {
        self.begin();
        let (query, _) = self.read(&request.query, request.mode, false);
        let scored = score(&query, &self.built.words, &self.ranking);
        let resembling = scored.resembling.iter().map(|document| Ok(self.stored(*document)?.id));
        let resembling = resembling.collect::<Result<Vec<String>, SearchError>>();
        let found = super::outgrow::Found { query: &query, resembling: resembling?, settings: self.ranking() };
        self.complete(Ok(super::outgrow::translate(&found, request, engine)))
    }

    /// What questions are answered with.
    #[cfg(test)]
    pub(super) fn inside(&self) -> (&super::words::Words, &Ranking) {
        (&self.built.words, &self.ranking)
    }

    fn read(&self, text: &str, mode: SearchMode, complete: bool) -> (Query, SearchMode) {
        let reading = Reading { words: &self.built.words, settings: &self.ranking.settings, complete };
        if mode == SearchMode::Need || (mode == SearchMode::Auto && need::is_need(text)) {
            (need::read(text, reading), SearchMode::Need)
        } else {
            (Query::parse(text, reading), SearchMode::Words)
        }
    }

    /// The innovation with this id.
    pub fn get(&self, id: &str) -> Result<Option<SearchDocument>, SearchError> {
        if let Some(pieces) = self.built.words.pieces() {
            self.begin();
            let found = pieces.with_id(id).map(|number| self.stored(number)).transpose();
            return self.complete(found);
        }
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            let document = self.stored(middle)?;
            match document.id.as_str().cmp(id) {
                std::cmp::Ordering::Equal => return Ok(Some(document)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    /// Innovations whose names complete what is being typed, best first: [`SuggestionKind::Acronym`] or [`SuggestionKind::Title`].
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        if typed.trim().is_empty() {
            return Ok(Vec::new());
        }
        let request =
            SearchRequest { query: typed.to_owned(), limit: limit.saturating_mul(3), mode: SearchMode::Words, ..SearchRequest::default() };
        let glued = crate::text::key(typed);
        let mut suggestions: Vec<Suggestion> = Vec::new();
        self.begin();
        for hit in self.complete(self.answer(&request, true, false))?.hits {
            if suggestions.len() < limit && !suggestions.iter().any(|s| s.title == hit.title && s.agency == hit.agency) {
                suggestions.push(suggest::of_hit(hit, &glued));
            }
        }
        Ok(suggestions)
    }

    /// Completions of these kinds, kind after kind in the order given, of each at most `limit`. Innovations come best first, agencies and
    /// topics by how many innovations have them, then by name.
    pub fn suggest_kinds(&self, typed: &str, kinds: &[SuggestionKind], limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        let mut suggestions = Vec::new();
        let of_names = |kind: &SuggestionKind| matches!(kind, SuggestionKind::Title | SuggestionKind::Acronym);
        let innovations = if kinds.iter().any(of_names) { self.suggest(typed, limit.saturating_mul(2))? } else { Vec::new() };
        let searcher = self.reader.searcher();
        for kind in kinds {
            if of_names(kind) {
                suggestions.extend(innovations.iter().filter(|suggestion| suggestion.kind == *kind).take(limit).cloned());
            } else if let Some(segment) = searcher.segment_readers().first() {
                suggestions.extend(self.values.beginning(*kind, typed, limit, (segment, &self.facets))?);
            }
        }
        Ok(suggestions)
    }

    /// Innovations that are about the same thing, the innovation itself left out: its title and the start of its text are
    /// the question; owner and place do not count. An id that nothing has is an error.
    pub fn similar(&self, id: &str, limit: usize) -> Result<Vec<Hit>, SearchError> {
        let Some(document) = self.get(id)? else { return Err(SearchError::UnknownInnovation { id: id.to_owned() }) };
        let place: Vec<String> = texts(&document, "place").iter().flat_map(|text| tokenize(text)).map(|t| t.lemma).collect();
        let text = std::iter::once(document.title.as_str()).chain(document.body().take(1)).collect::<Vec<_>>().join(" ");
        let words: Vec<String> = tokenize(&text).into_iter().filter(|t| !place.contains(&t.lemma)).map(|t| t.exact).take(40).collect();
        let request =
            SearchRequest { query: words.join(" "), limit: limit.saturating_add(1), mode: SearchMode::Words, ..SearchRequest::default() };
        let mut hits = self.search(&request)?.hits;
        hits.retain(|hit| hit.id != id);
        hits.truncate(limit);
        Ok(hits)
    }
}

/// A document as the store has it.
fn read(number: u32, text: &[u8]) -> Result<SearchDocument, SearchError> {
    serde_json::from_slice(text).map_err(|error| bundle::damaged(&format!("document {number}: {error}")))
}

fn hit(document: SearchDocument, score: f32, (query, answers): (&Query, &Answers<'_>), request: &SearchRequest) -> Hit {
    let snippet = snippet::snippet(document.body(), answers);
    let why = if request.explain { explain::reasons(&document, query, request.lang) } else { Vec::new() };
    Hit {
        score: (f64::from(score) * 1e4).round() / 1e4,
        title_highlights: snippet::highlights(&document.title, answers),
        snippet_highlights: snippet::highlights(&snippet, answers),
        snippet,
        why,
        group: Vec::new(),
        id: document.id,
        title: document.title,
        agency: document.agency,
        unit: document.unit,
        region: document.region,
        province: document.province,
        year: document.year,
        sources: document.sources,
        awards: document.awards,
        status: document.status,
    }
}
