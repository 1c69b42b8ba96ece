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

/// What an award counts as: `Top 99/2015` as `Top 99`.
pub(crate) fn award_value(award: &str) -> String {
    let award = crate::ingest::parse_award(award);
    award.level.unwrap_or(award.as_written)
}

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
        "award" => document.awards.iter().map(|award| award_value(award)).collect(),
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
    /// With `starts` and few values: the values of each document as bits.
    bits: Vec<u64>,
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
            return Self { terms, starts: Vec::new(), values, bits: Vec::new() };
        }
        let of = |(start, end): (&u32, &u32)| values.get(*start as usize..*end as usize).unwrap_or_default();
        let bits = if terms.num_terms() <= u64::BITS as usize {
            let ends = starts.iter().zip(starts.iter().skip(1));
            ends.map(|ends| of(ends).iter().fold(0, |bits, value| bits | 1u64.checked_shl(*value).unwrap_or_default())).collect()
        } else {
            Vec::new()
        };
        Self { terms, starts, values, bits }
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

    /// All its values.
    pub(super) fn terms(&self) -> Terms<'_> {
        Terms(self)
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.terms.num_terms()
    }
}

/// The values of a column as texts.
pub(super) struct Terms<'a>(&'a Column);

impl Terms<'_> {
    /// Whether a document has the value as written.
    pub(super) fn has(&self, value: &str) -> bool {
        self.0.terms.dictionary().term_ord(value.as_bytes()).ok().flatten().is_some()
    }

    /// Each of them.
    pub(super) fn all(&self) -> impl Iterator<Item = String> {
        (0..self.0.len() as u32).filter_map(|value| self.0.text(value))
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
    let counts = if column.starts.is_empty() {
        single(column, documents)
    } else if column.bits.is_empty() {
        several(column, documents)
    } else {
        as_bits(column, documents)
    };
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

/// Of a column with one value for a document at most.
fn single(column: &Column, documents: &[(u32, f32)]) -> Vec<u32> {
    // two lists, so that the same value twice in a row does not wait for itself; no value has the number `NONE`
    let (mut even, mut odd) = (vec![0u32; column.len()], vec![0u32; column.len()]);
    let count = |counts: &mut Vec<u32>, document: u32| {
        let value = column.values.get(document as usize).copied().unwrap_or(NONE);
        if let Some(count) = counts.get_mut(value as usize) {
            *count += 1;
        }
    };
    let (pairs, last) = documents.as_chunks::<2>();
    for [(first, _), (second, _)] in pairs {
        count(&mut even, *first);
        count(&mut odd, *second);
    }
    for (document, _) in last {
        count(&mut even, *document);
    }
    even.iter_mut().zip(odd).for_each(|(count, own)| *count += own);
    even
}

fn several(column: &Column, documents: &[(u32, f32)]) -> Vec<u32> {
    let mut counts = vec![0u32; column.len()];
    for (document, _) in documents {
        for value in column.values(*document) {
            if let Some(count) = counts.get_mut(*value as usize) {
                *count += 1;
            }
        }
    }
    counts
}

/// Of values as bits: all bits of a document are added at once to numbers of eight digits, of which each digit lies in a word of its own
/// (a vertical counter), and read off before the digits run out.
fn as_bits(column: &Column, documents: &[(u32, f32)]) -> Vec<u32> {
    const DIGITS: usize = 8;
    let mut counts = vec![0u32; column.len()];
    for part in documents.chunks((1 << DIGITS) - 1) {
        let mut digits = [0u64; DIGITS];
        for (document, _) in part {
            let mut carry = column.bits.get(*document as usize).copied().unwrap_or_default();
            for digit in &mut digits {
                (*digit, carry) = (*digit ^ carry, *digit & carry);
            }
        }
        for (value, count) in counts.iter_mut().enumerate() {
            *count += digits.iter().enumerate().fold(0, |sum, (place, digit)| sum + ((digit >> value & 1) << place)) as u32;
        }
    }
    counts
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::search::{Index, SearchDocument, SearchRequest};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// One value, several of few, several of many: each is counted once for each document that answers.
        #[test]
        fn counts_are_those_of_the_documents(
            values in prop::collection::vec((prop::collection::vec(0u32..150, 0..5), prop::collection::vec(1u32..18, 0..4), 0i32..9), 1..700),
            asked in prop::sample::select(vec!["", "genap"]),
        ) {
            let documents: Vec<SearchDocument> = values.iter().enumerate().map(|(number, (affairs, sdgs, year))| SearchDocument {
                id: format!("{number:04}"),
                title: if number % 2 == 0 { "genap" } else { "ganjil" }.to_owned(),
                year: (*year > 0).then_some(2000 + year),
                sdgs: sdgs.iter().map(ToString::to_string).collect(),
                affairs: affairs.iter().map(|affair| format!("urusan {affair}")).collect(),
                ..SearchDocument::default()
            }).collect();
            let index = Index::build(&documents, &crate::progress::silent).unwrap();
            let facets = ["year", "sdg", "affair"].map(str::to_owned).to_vec();
            let answer = index.search(&SearchRequest { query: asked.to_owned(), facets: facets.clone(), ..SearchRequest::default() }).unwrap();
            for facet in facets {
                let mut wanted = std::collections::BTreeMap::<String, usize>::new();
                for document in documents.iter().filter(|document| asked.is_empty() || document.title == asked) {
                    for value in super::facet_values(document, &facet) {
                        *wanted.entry(value).or_default() += 1;
                    }
                }
                let mut wanted: Vec<(String, usize)> = wanted.into_iter().collect();
                wanted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                let found: Vec<(String, usize)> = answer.facets[&facet].iter().map(|count| (count.value.clone(), count.count)).collect();
                prop_assert_eq!(found, wanted);
            }
        }
    }
}
