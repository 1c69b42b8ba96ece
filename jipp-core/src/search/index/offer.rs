//! What does an index offer of itself: completions of what is being typed, innovations about the same thing?

use super::Index;
use crate::search::error::SearchError;
use crate::search::fields::texts;
use crate::search::request::{Hit, SearchMode, SearchRequest, Suggestion, SuggestionKind};
use crate::search::suggest;
use crate::text::tokenize;

impl Index {
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
