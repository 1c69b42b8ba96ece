//! Values of a facet: counting and filtering.

use std::collections::BTreeMap;

use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;

use super::build::FACETS;
use super::error::SearchError;
use super::request::FacetCount;

/// Most values returned for a facet.
const MOST_VALUES: usize = 200;

pub(super) fn column(segment: &SegmentReader, facet: &str) -> Result<Option<StrColumn>, SearchError> {
    if !FACETS.contains(&facet) {
        return Err(SearchError::UnknownFacet { name: facet.to_owned(), known: FACETS.to_vec() });
    }
    Ok(segment.fast_fields().str(&format!("facet_{facet}"))?)
}

/// Counts the values of a facet over these documents; most frequent first, then by value.
pub(super) fn count(segment: &SegmentReader, facet: &str, documents: impl Iterator<Item = u32>) -> Result<Vec<FacetCount>, SearchError> {
    let Some(column) = column(segment, facet)? else { return Ok(Vec::new()) };
    let mut counts = vec![0usize; column.num_terms()];
    for document in documents {
        for value in column.ords().values_for_doc(document) {
            if let Some(count) = counts.get_mut(value as usize) {
                *count += 1;
            }
        }
    }
    let mut found = Vec::new();
    for (value, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
        let mut text = String::new();
        if column.ord_to_str(value as u64, &mut text)? {
            found.push(FacetCount { value: text, count });
        }
    }
    found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    found.truncate(MOST_VALUES);
    Ok(found)
}

/// A test for documents: in every facet one of the wanted values.
pub(super) struct Filter {
    wanted: Vec<(StrColumn, Vec<u64>)>,
    impossible: bool,
}

impl Filter {
    pub(super) fn new(segment: &SegmentReader, filters: &BTreeMap<String, Vec<String>>) -> Result<Self, SearchError> {
        let mut wanted = Vec::new();
        let mut impossible = false;
        for (facet, values) in filters.iter().filter(|(_, values)| !values.is_empty()) {
            let Some(column) = column(segment, facet)? else {
                impossible = true;
                continue;
            };
            let mut ords = Vec::new();
            let mut text = String::new();
            for ord in 0..column.num_terms() as u64 {
                text.clear();
                if column.ord_to_str(ord, &mut text)? && values.contains(&text) {
                    ords.push(ord);
                }
            }
            impossible |= ords.is_empty();
            wanted.push((column, ords));
        }
        Ok(Self { wanted, impossible })
    }

    pub(super) fn accepts(&self, document: u32) -> bool {
        !self.impossible
            && self.wanted.iter().all(|(column, ords)| column.ords().values_for_doc(document).any(|value| ords.contains(&value)))
    }
}
