//! BM25F over the postings of one segment.

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

use super::build::Fields;
use super::error::SearchError;
use super::query::{Form, Query};

/// Weight and length normalisation of each searched field: title, agency, place, body.
/// Values from the development queries (BM25F section of the benchmark notes), not fitted to single queries.
pub(super) const FIELDS: [(f32, f32); 4] = [(3.0, 0.4), (1.5, 0.3), (0.8, 0.2), (1.0, 0.7)];
/// Saturation of term frequency.
const K1: f32 = 1.2;
/// What the exact form adds to the lemma.
const EXACT: f32 = 0.5;
/// How much it matters that all words are answered: score times (answered / asked) to this power.
const COVERAGE: f32 = 0.5;
/// What a name adds that is the whole question, in units of the best possible score of its words.
const NAME: f32 = 1.0;

/// Reads terms and postings of the one segment.
pub(super) struct Reader<'a> {
    segment: Option<&'a SegmentReader>,
    fields: &'a Fields,
}

/// Documents with their scores, in document order.
#[derive(Debug, Default)]
pub(super) struct Scored {
    pub(super) documents: Vec<(u32, f32)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(segment: Option<&'a SegmentReader>, fields: &'a Fields) -> Self {
        Self { segment, fields }
    }

    pub(super) fn documents(&self) -> u32 {
        self.segment.map_or(0, SegmentReader::max_doc)
    }

    /// Whether any searched field has this exact word or this lemma.
    pub(super) fn knows(&self, exact: &str, lemma: &str) -> bool {
        let has = |fields: &[Field], word: &str| fields.iter().any(|field| self.frequency(*field, word) > 0);
        has(&self.fields.exact, exact) || has(&self.fields.lemma, lemma)
    }

    pub(super) fn has_name(&self, name: &str) -> bool {
        self.frequency(self.fields.name, name) > 0
    }

    fn frequency(&self, field: Field, word: &str) -> u32 {
        let inverted = self.segment.and_then(|segment| segment.inverted_index(field).ok());
        inverted.and_then(|i| i.doc_freq(&Term::from_field_text(field, word)).ok()).unwrap_or(0)
    }

    /// Words of the index within `distance` edits, nearest and then most frequent first.
    pub(super) fn near(&self, word: &str, distance: u8, most: usize) -> Vec<(String, u8)> {
        if distance == 0 {
            return Vec::new();
        }
        let mut found = self.matching(&self.fields.exact, |field| FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true));
        found.retain(|(near, _)| near != word);
        nearest(found, word, most)
    }

    /// Glued names of the index within `distance` edits.
    pub(super) fn near_names(&self, name: &str, distance: u8, most: usize) -> Vec<(String, u8)> {
        nearest(
            self.matching(&[self.fields.name], |field| FuzzyTermQuery::new(Term::from_field_text(field, name), distance, true)),
            name,
            most,
        )
    }

    /// Words of the index that begin with `start`, most frequent first.
    pub(super) fn completions(&self, start: &str, most: usize) -> Vec<String> {
        let mut found = self.matching(&self.fields.exact, |field| FuzzyTermQuery::new_prefix(Term::from_field_text(field, start), 0, true));
        found.retain(|(word, _)| word != start);
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.into_iter().take(most).map(|(word, _)| word).collect()
    }

    /// The terms of these fields that an automaton accepts, with their document frequency.
    fn matching(&self, fields: &[Field], query: impl Fn(Field) -> FuzzyTermQuery) -> Vec<(String, u32)> {
        let mut found: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
        for field in fields {
            let Some(inverted) = self.segment.and_then(|segment| segment.inverted_index(*field).ok()) else { continue };
            let Ok(automaton) = query(*field).automaton() else { continue };
            let Ok(mut stream) = inverted.terms().search(automaton).into_stream() else { continue };
            while let Some((term, info)) = stream.next() {
                if let Ok(term) = std::str::from_utf8(term) {
                    *found.entry(term.to_owned()).or_default() += info.doc_freq;
                }
            }
        }
        found.into_iter().collect()
    }

    /// Scores every document that answers at least one term.
    pub(super) fn score(&self, query: &Query) -> Result<Scored, SearchError> {
        let n = self.documents() as usize;
        if n == 0 {
            return Ok(Scored::default());
        }
        let mut totals = Buffer::new(n);
        let mut answered = Buffer::new(n);
        let (mut asked, mut best) = (0f32, 0f32);
        for term in &query.terms {
            let mut term_scores = Buffer::new(n);
            let mut weight = 0f32;
            for form in &term.forms {
                let (scores, idf) = self.form(form, n)?;
                weight = weight.max(idf * form.weight);
                for (document, score) in scores {
                    term_scores.raise(document, score * form.weight);
                }
            }
            // a word that nothing answers still counts as asked: the answer to the rest is no full answer
            let weight = if weight > 0.0 { weight } else { idf(0, n) };
            asked += weight;
            let mut highest = 0f32;
            for document in term_scores.touched.iter().copied() {
                let score = term_scores.get(document);
                highest = highest.max(score);
                totals.add(document, score);
                answered.add(document, weight);
            }
            best += highest;
        }
        let mut documents: Vec<(u32, f32)> = totals
            .touched
            .iter()
            .map(|document| {
                (*document, totals.get(*document) * (answered.get(*document) / asked.max(f32::EPSILON)).clamp(0.0, 1.0).powf(COVERAGE))
            })
            .collect();
        for (name, share) in &query.names {
            self.each(self.fields.name, name, |document, _| {
                let bonus = best.max(1.0) * NAME * share;
                match documents.iter_mut().find(|(d, _)| *d == document) {
                    Some((_, score)) => *score += bonus,
                    None => documents.push((document, bonus)),
                }
            })?;
        }
        documents.sort_unstable_by_key(|(document, _)| *document);
        Ok(Scored { documents })
    }

    /// The BM25F scores of one form: lemma stream, plus the exact stream where the word stands as asked. Of a form of
    /// several lemmas all must occur.
    fn form(&self, form: &Form, n: usize) -> Result<(Vec<(u32, f32)>, f32), SearchError> {
        let mut sum: Option<Vec<(u32, f32)>> = None;
        let mut weight = 0f32;
        for lemma in &form.lemmas {
            let (scores, idf) = self.bm25f(&self.fields.lemma, lemma, n)?;
            weight += idf;
            sum = Some(match sum {
                None => scores,
                Some(before) => intersect(&before, &scores),
            });
        }
        let mut sum = sum.unwrap_or_default();
        let several = form.lemmas.len().max(1) as f32;
        for (_, score) in &mut sum {
            *score /= several;
        }
        if let Some(exact) = &form.exact {
            let (scores, _) = self.bm25f(&self.fields.exact, exact, n)?;
            sum = add(&sum, &scores, EXACT);
        }
        Ok((sum, weight / several))
    }

    /// Scores of one word in the fields of one stream, in document order, and its inverse document frequency.
    fn bm25f(&self, fields: &[Field], word: &str, n: usize) -> Result<(Vec<(u32, f32)>, f32), SearchError> {
        let mut frequencies = Buffer::new(n);
        for (field, (weight, b)) in fields.iter().zip(FIELDS) {
            let Some(segment) = self.segment else { continue };
            let norms = segment.fieldnorms_readers().get_field(*field)?;
            let average = segment.inverted_index(*field)?.total_num_tokens() as f32 / n as f32;
            self.each(*field, word, |document, frequency| {
                let length = norms.as_ref().map_or(average, |norms| norms.fieldnorm(document) as f32);
                frequencies.add(document, weight * frequency as f32 / (1.0 - b + b * length / average.max(1.0)));
            })?;
        }
        let idf = idf(frequencies.touched.len(), n);
        let mut scores: Vec<(u32, f32)> = frequencies
            .touched
            .iter()
            .map(|document| {
                let frequency = frequencies.get(*document);
                (*document, idf * frequency * (K1 + 1.0) / (K1 + frequency))
            })
            .collect();
        scores.sort_unstable_by_key(|(document, _)| *document);
        Ok((scores, if frequencies.touched.is_empty() { 0.0 } else { idf }))
    }

    /// Calls `visit` with every document that has the term, and how often.
    fn each(&self, field: Field, word: &str, mut visit: impl FnMut(u32, u32)) -> Result<(), SearchError> {
        use tantivy::postings::Postings as _;
        let Some(segment) = self.segment else { return Ok(()) };
        let inverted = segment.inverted_index(field)?;
        if let Some(mut postings) = inverted.read_postings(&Term::from_field_text(field, word), IndexRecordOption::WithFreqs)? {
            let mut document = postings.doc();
            while document != TERMINATED {
                visit(document, postings.term_freq());
                document = postings.advance();
            }
        }
        Ok(())
    }
}

/// Inverse document frequency of BM25 (Robertson and Sparck Jones, with the 1 inside the logarithm that keeps it positive).
fn idf(documents: usize, n: usize) -> f32 {
    (1.0 + (n as f32 - documents as f32 + 0.5) / (documents as f32 + 0.5)).ln()
}

fn nearest(found: Vec<(String, u32)>, word: &str, most: usize) -> Vec<(String, u8)> {
    let mut near: Vec<(usize, u32, String)> =
        found.into_iter().map(|(term, count)| (strsim::osa_distance(&term, word), count, term)).collect();
    near.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
    let best = near.first().map_or(0, |n| n.0);
    // words farther away than the nearest are other words
    near.into_iter().filter(|n| n.0 <= best).take(most).map(|(distance, _, term)| (term, distance as u8)).collect()
}

fn intersect(a: &[(u32, f32)], b: &[(u32, f32)]) -> Vec<(u32, f32)> {
    a.iter()
        .filter_map(|(doc, x)| b.binary_search_by_key(doc, |(d, _)| *d).ok().and_then(|at| b.get(at)).map(|(_, y)| (*doc, x + y)))
        .collect()
}

fn add(a: &[(u32, f32)], b: &[(u32, f32)], share: f32) -> Vec<(u32, f32)> {
    let mut out = a.to_vec();
    for (doc, y) in b {
        match a.binary_search_by_key(doc, |(d, _)| *d) {
            Ok(at) => {
                if let Some((_, x)) = out.get_mut(at) {
                    *x += y * share;
                }
            }
            Err(_) => out.push((*doc, y * share)),
        }
    }
    out
}

/// One number for each document, and which were touched.
struct Buffer {
    values: Vec<f32>,
    touched: Vec<u32>,
}

impl Buffer {
    fn new(n: usize) -> Self {
        Self { values: vec![0.0; n], touched: Vec::new() }
    }

    fn get(&self, document: u32) -> f32 {
        self.values.get(document as usize).copied().unwrap_or(0.0)
    }

    fn slot(&mut self, document: u32) -> Option<&mut f32> {
        let slot = self.values.get_mut(document as usize)?;
        if *slot == 0.0 {
            self.touched.push(document);
        }
        Some(slot)
    }

    fn add(&mut self, document: u32, value: f32) {
        if let Some(slot) = self.slot(document) {
            *slot += value;
        }
    }

    fn raise(&mut self, document: u32, value: f32) {
        if let Some(slot) = self.slot(document) {
            *slot = slot.max(value);
        }
    }
}
