//! How is a question answered?

use tantivy::SegmentReader;

use super::Index;
use crate::search::document::SearchDocument;
use crate::search::error::SearchError;
use crate::search::facet::{self, FACETS, Filter, Terms};
use crate::search::query::{Query, Reading};
use crate::search::rank::{Scored, add_shared, best, score};
use crate::search::request::{GroupedHit, Hit, SearchMode, SearchRequest, SearchResponse, Sort};
use crate::search::snippet::{self, Answers};
use crate::search::wanted::with_known_values;
use crate::search::{explain, feedback, need, outgrow};

impl Index {
    /// Answers a question. Equal scores are ordered by id, so the same question to the same index gives the same answer
    /// everywhere. No text is an error: what makes no sense as a question is words.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, SearchError> {
        self.begin();
        self.complete(with_known_values(request, &[self]).and_then(|request| self.answer(&request, false, true)))
    }

    /// The same with filters whose values are those of the index already.
    #[cfg(feature = "catalog")]
    pub(crate) fn search_as_written(&self, request: &SearchRequest) -> Result<SearchResponse, SearchError> {
        self.begin();
        self.complete(self.answer(request, false, true))
    }

    /// Answers with the words that were asked alone, also where few documents answer: of a part nobody can say whether few answer.
    #[cfg(feature = "catalog")]
    pub(crate) fn search_part(&self, request: &SearchRequest) -> Result<SearchResponse, SearchError> {
        self.answer(request, false, false)
    }

    pub(super) fn answer(&self, request: &SearchRequest, complete: bool, feedback: bool) -> Result<SearchResponse, SearchError> {
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
        let mut shared = Vec::new();
        let mut matches = if !query.terms.is_empty() || !query.demands.is_empty() {
            let scored = self.matches(&query, feedback)?;
            response.terminated_early = scored.terminated_early;
            shared = scored.shared;
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
            self.grouped(&order, (&query, &answers, &shared), request, &mut response)?;
        } else {
            for (document, score) in order.into_iter().skip(request.offset).take(request.limit) {
                response.hits.push(hit(self.stored(document)?, score, (&query, &answers, &shared), request));
            }
        }
        self.ranking.done_with(matches);
        Ok(response)
    }

    /// The values of a facet; none where no document has one.
    pub(in crate::search) fn terms(&self, facet: &str) -> Result<Option<Terms<'_>>, SearchError> {
        let searcher = self.reader.searcher();
        let Some(segment) = searcher.segment_readers().first() else { return Ok(None) };
        Ok(self.facets.get(segment, facet)?.map(facet::Column::terms))
    }

    /// Hits with their versions and replications under them: the best of each group stands for it.
    fn grouped(
        &self,
        order: &[(u32, f32)],
        asked: Asked<'_>,
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

    /// The numbers of the documents that answer a question, best first, with their scores.
    pub(in crate::search) fn ranked(&self, text: &str, mode: SearchMode) -> Result<Vec<(u32, f32)>, SearchError> {
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
            add_shared(&mut scored, shared, query, &self.built.words, &self.ranking);
        }
        self.built.words.readable()?;
        Ok(scored)
    }

    fn read(&self, text: &str, mode: SearchMode, complete: bool) -> (Query, SearchMode) {
        let reading = Reading { words: &self.built.words, settings: &self.ranking.settings, complete };
        if mode == SearchMode::Need || (mode == SearchMode::Auto && need::is_need(text)) {
            (need::read(text, reading), SearchMode::Need)
        } else {
            (Query::parse(text, reading), SearchMode::Words)
        }
    }

    /// The question as the body of a search request to another engine, over documents written by [`outgrow::document`].
    /// The same documents answer, unless words of the best answers were to be asked as well (`feedback`).
    pub fn translate(&self, request: &SearchRequest, engine: outgrow::Engine) -> Result<serde_json::Value, SearchError> {
        self.begin();
        let (query, _) = self.read(&request.query, request.mode, false);
        let scored = score(&query, &self.built.words, &self.ranking);
        let resembling = scored.resembling.iter().map(|document| Ok(self.stored(*document)?.id));
        let resembling = resembling.collect::<Result<Vec<String>, SearchError>>();
        let found = outgrow::Found { query: &query, resembling: resembling?, settings: self.ranking() };
        self.complete(with_known_values(request, &[self]).map(|request| outgrow::translate(&found, &request, engine)))
    }
}

/// What was asked, what answers it, and words that the best answers share.
type Asked<'a> = (&'a Query, &'a Answers<'a>, &'a [(String, f32)]);

fn hit(document: SearchDocument, score: f32, (query, answers, shared): Asked<'_>, request: &SearchRequest) -> Hit {
    let snippet = snippet::snippet(document.body(), answers);
    let why = if request.explain { explain::reasons(&document, query, shared, request.lang) } else { Vec::new() };
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
