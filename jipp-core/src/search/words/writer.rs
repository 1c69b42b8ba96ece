use std::collections::{BTreeMap, HashMap};

use tantivy_fst::MapBuilder;

use super::bytes::put;
use super::reader::Facts;
use super::{FACTS, GAP, SECTIONS, length, list};
use crate::search::error::SearchError;
use crate::search::fields::{FIELDS, number};
use crate::text::Token;

/// Collects the words of documents, which come in the order of their numbers.
#[derive(Default)]
pub(in crate::search) struct WordsWriter {
    ids: HashMap<String, u32>,
    words: Vec<Word>,
    names: BTreeMap<String, Vec<u32>>,
    documents: Vec<u8>,
    count: u32,
    sums: [u64; FIELDS.len()],
    /// Word, field and position of each occurrence in one document.
    occurrences: Vec<(u32, u8, u32)>,
}

#[derive(Default)]
struct Word {
    lemma: String,
    count: u32,
    last: u32,
    list: Vec<u8>,
    positions: Vec<u8>,
}

impl WordsWriter {
    /// Adds a document: the tokens of each field in the order of [`FIELDS`], its marks, its glued names, its facts.
    pub(in crate::search) fn add(&mut self, fields: &[Vec<Token>], marks: &[String], names: Vec<String>, facts: Facts) {
        let document = self.count;
        self.count += 1;
        self.occurrences.clear();
        let mut occurrences = std::mem::take(&mut self.occurrences);
        let mut start = 0;
        for (field, tokens) in fields.iter().enumerate() {
            let mut end = start;
            for token in tokens {
                let position = start + token.position as u32;
                end = end.max(position + 1);
                occurrences.push((self.id(&token.exact, &token.lemma), field as u8, position));
            }
            if end > start {
                start = end + GAP;
            }
            self.documents.push(length::encode(tokens.len() as u32));
            if let Some(sum) = self.sums.get_mut(field) {
                *sum += tokens.len() as u64;
            }
        }
        let place = number("place").unwrap_or_default() as u8;
        for mark in marks {
            occurrences.push((self.id(mark, mark), place, start));
        }
        self.documents.extend_from_slice(&[facts.award, u8::from(facts.running), facts.replicated]);
        self.documents.extend_from_slice(&facts.year.to_le_bytes());
        occurrences.sort_unstable();
        for group in occurrences.chunk_by(|a, b| a.0 == b.0) {
            let Some(word) = group.first().and_then(|(id, ..)| self.words.get_mut(*id as usize)) else { continue };
            let mut counts = [0u16; FIELDS.len()];
            let mut before = 0;
            for (_, field, position) in group {
                if let Some(count) = counts.get_mut(usize::from(*field)) {
                    *count = count.saturating_add(1);
                }
                put(&mut word.positions, u64::from(position.wrapping_sub(before)));
                before = *position;
            }
            list::push(&mut word.list, document - word.last, &counts);
            word.last = document;
            word.count += 1;
        }
        self.occurrences = occurrences;
        for name in names {
            self.names.entry(name).or_default().push(document);
        }
    }

    fn id(&mut self, word: &str, lemma: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.words.len() as u32;
        self.ids.insert(word.to_owned(), id);
        self.words.push(Word { lemma: lemma.to_owned(), ..Word::default() });
        id
    }

    /// The part as bytes.
    pub(in crate::search) fn finish(self) -> Result<Vec<u8>, SearchError> {
        let mut order: Vec<(String, u32)> = self.ids.into_iter().collect();
        order.sort_unstable();
        let (mut words, mut entries, mut lists) = (MapBuilder::memory(), Vec::new(), Vec::new());
        let mut lemmas: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
        for (word, id) in &order {
            let Some(data) = self.words.get(*id as usize) else { continue };
            let at = entries.len() as u64;
            words.insert(word, at).map_err(engine)?;
            lemmas.entry(data.lemma.as_str()).or_default().push(at);
            put(&mut entries, u64::from(data.count));
            put(&mut entries, lists.len() as u64);
            put(&mut entries, data.list.len() as u64);
            put(&mut entries, data.positions.len() as u64);
            lists.extend_from_slice(&data.list);
            lists.extend_from_slice(&data.positions);
        }
        let (mut lemma_map, mut sets) = (MapBuilder::memory(), Vec::new());
        for (lemma, members) in lemmas {
            lemma_map.insert(lemma, sets.len() as u64).map_err(engine)?;
            differences(&mut sets, members.into_iter());
        }
        let (mut names, mut named) = (MapBuilder::memory(), Vec::new());
        for (name, documents) in &self.names {
            names.insert(name, named.len() as u64).map_err(engine)?;
            differences(&mut named, documents.iter().map(|document| u64::from(*document)));
        }
        let sums: Vec<u8> = self.sums.iter().flat_map(|sum| sum.to_le_bytes()).collect();
        debug_assert_eq!(self.documents.len(), self.count as usize * (FIELDS.len() + FACTS), "one row a document");
        let sections: [Vec<u8>; SECTIONS] = [
            sums,
            self.documents,
            words.into_inner().map_err(engine)?,
            entries,
            lemma_map.into_inner().map_err(engine)?,
            sets,
            lists,
            names.into_inner().map_err(engine)?,
            named,
        ];
        let mut out = Vec::with_capacity(SECTIONS * 8 + sections.iter().map(Vec::len).sum::<usize>());
        for section in &sections {
            out.extend_from_slice(&(section.len() as u64).to_le_bytes());
        }
        for section in &sections {
            out.extend_from_slice(section);
        }
        Ok(out)
    }
}

fn differences(out: &mut Vec<u8>, numbers: impl ExactSizeIterator<Item = u64>) {
    put(out, numbers.len() as u64);
    let mut before = 0;
    for number in numbers {
        put(out, number - before);
        before = number;
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn engine(error: tantivy_fst::Error) -> SearchError {
    SearchError::Engine(error.to_string())
}
