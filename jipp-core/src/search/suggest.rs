//! What may somebody mean who is still typing?

use std::sync::OnceLock;

use tantivy::SegmentReader;

use super::error::SearchError;
use super::facet::Columns;
use super::request::{Hit, Suggestion, SuggestionKind};
use crate::text::{key, parse_title, words};

/// An innovation found, as a suggestion: by its acronym if that begins as typed.
pub(super) fn of_hit(hit: Hit, typed: &str) -> Suggestion {
    let begins = |acronym: String| !typed.is_empty() && key(&acronym).starts_with(typed);
    let kind = if parse_title(&hit.title).acronym.is_some_and(begins) { SuggestionKind::Acronym } else { SuggestionKind::Title };
    Suggestion { kind, id: hit.id, title: hit.title, agency: hit.agency }
}

/// A value of a facet and how many records have it.
struct Value {
    words: Vec<String>,
    text: String,
    count: u32,
}

/// Values of facets that are suggested, each list most frequent first.
#[derive(Default)]
pub(super) struct Values([OnceLock<Vec<Value>>; 2]);

/// Each kind with its facet.
const KINDS: [(SuggestionKind, &str); 2] = [(SuggestionKind::Agency, "agency"), (SuggestionKind::Topic, "sector")];

impl Values {
    /// Values in which every word typed begins a word; most frequent first, then in the order of their texts.
    pub(super) fn beginning(
        &self,
        kind: SuggestionKind,
        typed: &str,
        limit: usize,
        (segment, columns): (&SegmentReader, &Columns),
    ) -> Result<Vec<Suggestion>, SearchError> {
        let asked: Vec<String> = words(typed).collect();
        let Some((cell, (_, facet))) = self.0.iter().zip(KINDS).find(|(_, (own, _))| *own == kind) else { return Ok(Vec::new()) };
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let values = if let Some(values) = cell.get() {
            values
        } else {
            let found = values(segment, columns, facet)?;
            cell.get_or_init(|| found)
        };
        let begins = |value: &&Value| asked.iter().all(|asked| value.words.iter().any(|word| word.starts_with(asked)));
        let found = values.iter().filter(begins).take(limit);
        Ok(found.map(|value| Suggestion { kind, id: String::new(), title: value.text.clone(), agency: None }).collect())
    }
}

fn values(segment: &SegmentReader, columns: &Columns, facet: &str) -> Result<Vec<Value>, SearchError> {
    let Some(column) = columns.get(segment, facet)? else { return Ok(Vec::new()) };
    let mut counts = vec![0u32; column.len()];
    for document in 0..segment.max_doc() {
        for value in column.values(document) {
            if let Some(count) = counts.get_mut(*value as usize) {
                *count += 1;
            }
        }
    }
    let texts = counts.into_iter().enumerate().filter_map(|(number, count)| Some((column.text(number as u32)?, count)));
    let mut all: Vec<Value> = texts.map(|(text, count)| Value { words: words(&text).collect(), text, count }).collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    Ok(all)
}
