//! Values of a facet: counting and filtering.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;

use super::document::SearchDocument;
use super::error::SearchError;
use super::request::FacetCount;
use crate::text::words;

/// The facets, each a column of its values.
pub(super) const FACETS: [&str; 13] =
    ["source", "level", "agency", "province", "region", "year", "sector", "sdg", "affair", "award", "status", "hub", "replicated"];

/// Most values returned for a facet.
const MOST_VALUES: usize = 200;

/// The values of a document in a facet.
pub(super) fn facet_values(document: &SearchDocument, facet: &str) -> Vec<String> {
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    let mut values = match facet {
        "source" => document.sources.iter().map(|s| s.system.clone()).collect(),
        "level" => one(&document.level),
        "agency" => one(&document.agency),
        "province" => one(&document.province),
        "region" => one(&document.region),
        "year" => document.year.iter().map(ToString::to_string).collect(),
        "sector" => one(&document.sector),
        "sdg" => document.sdgs.clone(),
        "affair" => document.affairs.clone(),
        // `Top 99/2015` counts as `Top 99`
        "award" => document.awards.iter().map(|a| crate::ingest::parse_award(a)).map(|a| a.level.unwrap_or(a.as_written)).collect(),
        "hub" => one(&document.hub),
        "replicated" => vec![if document.related.is_empty() { "no" } else { "yes" }.to_owned()],
        _ => one(&document.status),
    };
    values.retain(|value| words(value).next().is_some());
    values.sort();
    values.dedup();
    values
}

/// A column unpacked: the values of each document, by number.
pub(super) struct Column {
    terms: StrColumn,
    /// Where the values of each document begin, and one more at the end; empty where no document has more than one value.
    starts: Vec<u32>,
    /// Without `starts` one for each document, [`NONE`] if it has none.
    values: Vec<u32>,
}

/// No value.
const NONE: u32 = u32::MAX;

impl Column {
    fn new(terms: StrColumn, documents: u32) -> Self {
        let mut starts = Vec::with_capacity(documents as usize + 1);
        let mut values = Vec::with_capacity(documents as usize);
        let mut single = true;
        starts.push(0);
        for document in 0..documents {
            let before = values.len();
            values.extend(terms.ords().values_for_doc(document).map(|value| value as u32));
            single &= values.len() <= before + 1;
            starts.push(values.len() as u32);
        }
        if single {
            let value = |(start, end): (&u32, &u32)| if start < end { values.get(*start as usize).copied() } else { None };
            let values = starts.iter().zip(starts.iter().skip(1)).map(|ends| value(ends).unwrap_or(NONE)).collect();
            return Self { terms, starts: Vec::new(), values };
        }
        Self { terms, starts, values }
    }

    /// The values of a document.
    #[inline]
    pub(super) fn values(&self, document: u32) -> &[u32] {
        let at = document as usize;
        if self.starts.is_empty() {
            return self.values.get(at..at + 1).filter(|value| *value != [NONE]).unwrap_or_default();
        }
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => self.values.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The text of a value.
    pub(super) fn text(&self, value: u32) -> Option<String> {
        let mut text = String::new();
        self.terms.ord_to_str(u64::from(value), &mut text).ok()?.then_some(text)
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.terms.num_terms()
    }
}

/// The columns of an index, each unpacked when it is first asked for.
#[derive(Default)]
pub(super) struct Columns([OnceLock<Option<Column>>; FACETS.len()]);

impl Columns {
    /// The column of a facet; none where no document has a value.
    pub(super) fn get(&self, segment: &SegmentReader, facet: &str) -> Result<Option<&Column>, SearchError> {
        let unknown = || SearchError::UnknownFacet { name: facet.to_owned(), known: FACETS.to_vec() };
        let at = FACETS.iter().position(|name| *name == facet).ok_or_else(unknown)?;
        let cell = self.0.get(at).ok_or_else(unknown)?;
        if let Some(column) = cell.get() {
            return Ok(column.as_ref());
        }
        let column = segment.fast_fields().str(&format!("facet_{facet}"))?.map(|terms| Column::new(terms, segment.max_doc()));
        Ok(cell.get_or_init(|| column).as_ref())
    }
}

/// Counts the values of a facet over these documents; most frequent first, then by value.
pub(super) fn count(column: Option<&Column>, documents: &[(u32, f32)]) -> Vec<FacetCount> {
    let Some(column) = column else { return Vec::new() };
    let mut counts = vec![0u32; column.len()];
    let mut count = |value: u32| {
        if let Some(count) = counts.get_mut(value as usize) {
            *count += 1;
        }
    };
    if column.starts.is_empty() {
        // no value has the number `NONE`
        for (document, _) in documents {
            count(column.values.get(*document as usize).copied().unwrap_or(NONE));
        }
    } else {
        for (document, _) in documents {
            for value in column.values(*document) {
                count(*value);
            }
        }
    }
    // values are numbered in the order of their texts, so equal counts stand in that order
    let mut found: Vec<(u32, u32)> = counts.into_iter().enumerate().filter(|(_, count)| *count > 0).map(|(v, c)| (v as u32, c)).collect();
    let better = |a: &(u32, u32), b: &(u32, u32)| b.1.cmp(&a.1).then(a.0.cmp(&b.0));
    if found.len() > MOST_VALUES {
        found.select_nth_unstable_by(MOST_VALUES, better);
        found.truncate(MOST_VALUES);
    }
    found.sort_unstable_by(better);
    found.into_iter().filter_map(|(value, count)| Some(FacetCount { value: column.text(value)?, count: count as usize })).collect()
}

/// A test for documents: in every facet one of the wanted values.
pub(super) struct Filter<'a> {
    wanted: Vec<(&'a Column, Vec<u32>)>,
    impossible: bool,
}

impl<'a> Filter<'a> {
    pub(super) fn new(segment: &SegmentReader, columns: &'a Columns, filters: &BTreeMap<String, Vec<String>>) -> Result<Self, SearchError> {
        let mut wanted = Vec::new();
        let mut impossible = false;
        for (facet, values) in filters.iter().filter(|(_, values)| !values.is_empty()) {
            let Some(column) = columns.get(segment, facet)? else {
                impossible = true;
                continue;
            };
            let numbers: Vec<u32> = values
                .iter()
                .filter_map(|value| column.terms.dictionary().term_ord(value.as_bytes()).ok().flatten())
                .map(|v| v as u32)
                .collect();
            impossible |= numbers.is_empty();
            wanted.push((column, numbers));
        }
        Ok(Self { wanted, impossible })
    }

    /// Whether every document passes.
    pub(super) fn is_empty(&self) -> bool {
        self.wanted.is_empty() && !self.impossible
    }

    pub(super) fn accepts(&self, document: u32) -> bool {
        !self.impossible && self.wanted.iter().all(|(column, numbers)| column.values(document).iter().any(|value| numbers.contains(value)))
    }
}
