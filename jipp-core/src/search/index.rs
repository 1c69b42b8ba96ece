use tantivy::directory::RamDirectory;
use tantivy::schema::Value as _;
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Searcher, SegmentReader, TantivyDocument};

use super::build::{Fields, SEARCHED, build, schema, searched_text};
use super::document::SearchDocument;
use super::error::SearchError;
use super::facet::{self, Filter};
use super::query::Query;
use super::request::{Hit, Reason, SearchRequest, SearchResponse, Sort, Suggestion};
use super::score::Reader;
use super::{bundle, snippet};
use crate::progress::Watcher;
use crate::text::{key, tokenize};

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
    engine: tantivy::Index,
    directory: RamDirectory,
    reader: IndexReader,
    fields: Fields,
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
        Self::of(bundle::read(bytes)?)
    }

    /// The index as one file. The same documents give the same bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, SearchError> {
        bundle::write(&self.engine, &self.directory, self.len() as u64)
    }

    fn of((engine, directory): (tantivy::Index, RamDirectory)) -> Result<Self, SearchError> {
        let (_, fields) = schema();
        let reader: IndexReader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { engine, directory, reader, fields })
    }

    /// Number of innovations.
    pub fn len(&self) -> usize {
        self.reader.searcher().num_docs() as usize
    }

    /// Whether there is no innovation.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Answers a question. Equal scores are ordered by id, so the same question to the same index gives the same answer
    /// everywhere. `took_us` is 0: the core has no clock; hosts fill it in.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, SearchError> {
        self.answer(request, false)
    }

    fn answer(&self, request: &SearchRequest, complete: bool) -> Result<SearchResponse, SearchError> {
        let searcher = self.reader.searcher();
        let segment = searcher.segment_readers().first();
        let reader = Reader::new(segment, &self.fields);
        let query = Query::parse(&request.query, &reader, complete);
        let mut matches: Vec<(u32, f32)> = if query.terms.is_empty() {
            if request.query.trim().is_empty() { (0..reader.documents()).map(|document| (document, 0.0)).collect() } else { Vec::new() }
        } else {
            reader.score(&query)?.documents
        };
        let mut response = SearchResponse { total: 0, hits: Vec::new(), facets: std::collections::BTreeMap::new(), took_us: 0 };
        for name in request.facets.iter().chain(request.filters.keys()) {
            // an unknown facet is a mistake even where there is nothing to count
            if !super::build::FACETS.contains(&name.as_str()) {
                return Err(SearchError::UnknownFacet { name: name.clone(), known: super::build::FACETS.to_vec() });
            }
        }
        let Some(segment) = segment else { return Ok(response) };
        let filter = Filter::new(segment, &request.filters)?;
        matches.retain(|(document, _)| filter.accepts(*document));
        response.total = matches.len();
        for name in &request.facets {
            response.facets.insert(name.clone(), facet::count(segment, name, matches.iter().map(|(document, _)| *document))?);
        }
        self.sort(&searcher, segment, &mut matches, request.sort)?;
        for (document, score) in matches.into_iter().skip(request.offset).take(request.limit) {
            let stored = self.stored(&searcher, document)?;
            response.hits.push(hit(stored, score, &query, request.explain));
        }
        Ok(response)
    }

    /// INVARIANT: documents lie in the index in the order of their ids, so a stable sort breaks ties by id.
    fn sort(&self, searcher: &Searcher, segment: &SegmentReader, matches: &mut [(u32, f32)], sort: Sort) -> Result<(), SearchError> {
        match sort {
            Sort::Relevance => matches.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))),
            Sort::Year => {
                let column = facet::column(segment, "year")?;
                // years are four digits, so their order as texts is their order
                let year = |document: u32| column.as_ref().and_then(|c| c.ords().values_for_doc(document).last());
                matches.sort_by_key(|(document, _)| (std::cmp::Reverse(year(*document)), *document));
            }
            Sort::Title => {
                let mut keyed = Vec::with_capacity(matches.len());
                for (document, score) in matches.iter() {
                    keyed.push((crate::text::fold(&self.stored(searcher, *document)?.title), *document, *score));
                }
                keyed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
                for (slot, (_, document, score)) in matches.iter_mut().zip(keyed) {
                    *slot = (document, score);
                }
            }
        }
        Ok(())
    }

    fn stored(&self, searcher: &Searcher, document: u32) -> Result<SearchDocument, SearchError> {
        let stored: TantivyDocument = searcher.doc(DocAddress::new(0, document))?;
        let text = stored.get_first(self.fields.stored).and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
        serde_json::from_str(&text).map_err(|error| SearchError::Damaged { reason: format!("document {document}: {error}") })
    }

    /// The innovation with this id.
    pub fn get(&self, id: &str) -> Result<Option<SearchDocument>, SearchError> {
        let searcher = self.reader.searcher();
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            let document = self.stored(&searcher, middle)?;
            match document.id.as_str().cmp(id) {
                std::cmp::Ordering::Equal => return Ok(Some(document)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    /// Titles that complete what is being typed.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        if typed.trim().is_empty() {
            return Ok(Vec::new());
        }
        let request = SearchRequest { query: typed.to_owned(), limit: limit.saturating_mul(3), ..SearchRequest::default() };
        let mut suggestions: Vec<Suggestion> = Vec::new();
        for hit in self.answer(&request, true)?.hits {
            if suggestions.len() < limit && !suggestions.iter().any(|s| s.title == hit.title && s.agency == hit.agency) {
                suggestions.push(Suggestion { id: hit.id, title: hit.title, agency: hit.agency });
            }
        }
        Ok(suggestions)
    }

    /// Innovations that are about the same thing, the innovation itself left out: its title and the start of its text are
    /// the question; owner and place do not count.
    pub fn similar(&self, id: &str, limit: usize) -> Result<Vec<Hit>, SearchError> {
        let Some(document) = self.get(id)? else { return Ok(Vec::new()) };
        let place: Vec<String> = searched_text(&document, "place").iter().flat_map(|text| tokenize(text)).map(|t| t.lemma).collect();
        let text = std::iter::once(document.title.as_str()).chain(document.body().take(1)).collect::<Vec<_>>().join(" ");
        let words: Vec<String> = tokenize(&text).into_iter().filter(|t| !place.contains(&t.lemma)).map(|t| t.exact).take(40).collect();
        let request = SearchRequest { query: words.join(" "), limit: limit.saturating_add(1), ..SearchRequest::default() };
        let mut hits = self.search(&request)?.hits;
        hits.retain(|hit| hit.id != id);
        hits.truncate(limit);
        Ok(hits)
    }
}

fn hit(document: SearchDocument, score: f32, query: &Query, explain: bool) -> Hit {
    let lemmas = query.lemmas();
    let snippet = snippet::snippet(document.body(), &lemmas);
    let why = if explain { reasons(&document, query) } else { Vec::new() };
    Hit {
        score: (f64::from(score) * 1e4).round() / 1e4,
        title_highlights: snippet::highlights(&document.title, &lemmas),
        snippet_highlights: snippet::highlights(&snippet, &lemmas),
        snippet,
        why,
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

/// For each word asked, the first place where the innovation answers it, best form first.
fn reasons(document: &SearchDocument, query: &Query) -> Vec<Reason> {
    let fields: Vec<(&str, Vec<crate::text::Token>)> =
        SEARCHED.iter().map(|field| (*field, searched_text(document, field).iter().flat_map(|text| tokenize(text)).collect())).collect();
    let mut reasons = Vec::new();
    for term in &query.terms {
        let found = term.forms.iter().find_map(|form| {
            fields.iter().find_map(|(field, tokens)| {
                let token = tokens.iter().find(|token| form.lemmas.first() == Some(&token.lemma))?;
                form.lemmas.iter().all(|lemma| tokens.iter().any(|t| t.lemma == *lemma)).then_some((form, *field, token))
            })
        });
        if let Some((form, field, token)) = found {
            let how = if form.how == "exact" && token.exact != term.asked { "lemma" } else { form.how };
            reasons.push(Reason { asked: term.asked.clone(), found: token.exact.clone(), form: how.to_owned(), field: field.to_owned() });
        }
    }
    let parsed = crate::text::parse_title(&document.title);
    if !query.name.is_empty() && (key(&document.title) == query.name || key(&parsed.name) == query.name) {
        reasons.insert(0, Reason { asked: query.name.clone(), found: parsed.name, form: "name".into(), field: "title".into() });
    }
    reasons
}
