use std::collections::BTreeMap;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use tantivy_fst::MapBuilder;

use super::bytes::put;
use super::reader::Facts;
use super::{GAP, SECTIONS, length, list, skips};
use crate::search::error::SearchError;
use crate::search::fields::{FIELDS, number};
use crate::text::{each_token, lemma};

/// Collects the words of documents, which come in the order of their numbers.
#[derive(Default)]
pub(in crate::search) struct WordsWriter {
    ids: FxHashMap<CompactString, u32>,
    words: Vec<Word>,
    /// The lemma of each word.
    lemmas: Vec<CompactString>,
    names: FxHashMap<String, Vec<u32>>,
    lengths: [Vec<u8>; FIELDS.len()],
    facts: Vec<u8>,
    count: u32,
    sums: [u64; FIELDS.len()],
    /// Occurrences of the last documents, which are not in the lists of their words yet.
    occurrences: Vec<u64>,
}

/// Small, so that it is in one line of the processor's cache: every occurrence goes to another one.
#[derive(Default)]
struct Word {
    count: u32,
    last: u32,
    list: Vec<u8>,
    positions: Vec<u8>,
}

/// Documents whose occurrences are sorted together. Lists of words lie all over memory, so each is better visited once for many
/// documents than once for each.
const TOGETHER: u32 = 1 << DOCUMENT;
/// Bits of what an occurrence is packed of, so that occurrences sort as numbers: the word, the document among those sorted together, the
/// field and the position, in this order.
const WORD: u32 = 28;
const DOCUMENT: u32 = 8;
const FIELD: u32 = 3;
const POSITION: u32 = 64 - WORD - DOCUMENT - FIELD;
const _: () = assert!(FIELDS.len() <= 1 << FIELD);

/// A word without its place. A position beyond the last that fits is the last.
fn pack(word: u32, document: u32, field: usize, position: u32) -> u64 {
    let document = u64::from(document % TOGETHER);
    u64::from(word) << (64 - WORD)
        | document << (FIELD + POSITION)
        | (field as u64) << POSITION
        | u64::from(position.min((1 << POSITION) - 1))
}

/// The bits of a packed occurrence from this one, so many.
fn part(packed: u64, from: u32, bits: u32) -> u64 {
    packed >> from & ((1 << bits) - 1)
}

impl WordsWriter {
    /// Adds a document: the texts of each field in the order of [`FIELDS`], its marks, its glued names, its facts.
    pub(in crate::search) fn add<'a>(
        &mut self,
        fields: impl Iterator<Item = Vec<std::borrow::Cow<'a, str>>>,
        marks: &[String],
        names: Vec<String>,
        facts: Facts,
    ) {
        let document = self.count;
        self.count += 1;
        let mut occurrences = std::mem::take(&mut self.occurrences);
        let mut start = 0;
        for (field, texts) in fields.enumerate() {
            let mut own_words = 0;
            let mut end = start;
            let mut from = start;
            for text in texts {
                each_token(&text, &mut |token| {
                    let position = from + token.position as u32;
                    // a joined form stands where its first part does: it is no further word
                    own_words += u32::from(position >= end);
                    end = end.max(position + 1);
                    occurrences.push(pack(self.id(token.exact, token.lemma), document, field, position));
                });
                // one position stays free, so that no phrase crosses two texts
                from = if end > start { end + 1 } else { start };
            }
            if end > start {
                start = end + GAP;
            }
            if let (Some(lengths), Some(sum)) = (self.lengths.get_mut(field), self.sums.get_mut(field)) {
                lengths.push(length::encode(own_words));
                *sum += u64::from(own_words);
            }
        }
        let place = number("place").unwrap_or_default();
        for mark in marks {
            occurrences.push(pack(self.id(mark, Some(mark)), document, place, start));
        }
        self.facts.extend_from_slice(&[facts.award, u8::from(facts.running), facts.replicated]);
        self.facts.extend_from_slice(&facts.year.to_le_bytes());
        self.occurrences = occurrences;
        for name in names {
            self.names.entry(name).or_default().push(document);
        }
        if self.count.is_multiple_of(TOGETHER) {
            self.put_in_lists();
        }
    }

    /// Puts the occurrences of the last documents into the lists of their words.
    fn put_in_lists(&mut self) {
        let first = self.count.saturating_sub(1) / TOGETHER * TOGETHER;
        self.occurrences.sort_unstable();
        for group in self.occurrences.chunk_by(|a, b| a >> (FIELD + POSITION) == b >> (FIELD + POSITION)) {
            let Some(packed) = group.first() else { continue };
            let document = first + part(*packed, FIELD + POSITION, DOCUMENT) as u32;
            let Some(word) = self.words.get_mut(part(*packed, 64 - WORD, WORD) as usize) else { continue };
            let mut counts = [0u16; FIELDS.len()];
            let mut before = 0;
            for packed in group {
                if let Some(count) = counts.get_mut(part(*packed, POSITION, FIELD) as usize) {
                    *count = count.saturating_add(1);
                }
                let position = part(*packed, 0, POSITION);
                put(&mut word.positions, position.wrapping_sub(before));
                before = position;
            }
            list::push(&mut word.list, document - word.last, &counts);
            word.last = document;
            word.count += 1;
        }
        self.occurrences.clear();
    }

    fn id(&mut self, word: &str, of: Option<&str>) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.words.len() as u32;
        self.ids.insert(word.into(), id);
        self.words.push(Word::default());
        self.lemmas.push(of.map_or_else(|| lemma(word).into(), CompactString::new));
        id
    }

    /// The part as bytes.
    pub(in crate::search) fn finish(mut self) -> Result<Vec<u8>, SearchError> {
        if self.words.len() > 1 << WORD {
            return Err(SearchError::Engine(format!("more than {} words are too many for one index", 1 << WORD)));
        }
        self.put_in_lists();
        let mut order: Vec<(CompactString, u32)> = self.ids.into_iter().collect();
        order.sort_unstable();
        let (mut words, mut entries, mut lists) = (MapBuilder::memory(), Vec::new(), Vec::new());
        let mut lemmas: BTreeMap<&str, Vec<(u64, u32, &str)>> = BTreeMap::new();
        for (word, id) in &order {
            let (Some(data), Some(lemma)) = (self.words.get(*id as usize), self.lemmas.get(*id as usize)) else { continue };
            let at = entries.len() as u64;
            words.insert(word.as_bytes(), at).map_err(engine)?;
            lemmas.entry(lemma).or_default().push((at, *id, word));
            let marks = skips::write(&data.list, &data.positions);
            put(&mut entries, u64::from(data.count));
            put(&mut entries, lists.len() as u64);
            put(&mut entries, data.list.len() as u64);
            put(&mut entries, data.positions.len() as u64);
            put(&mut entries, marks.len() as u64);
            lists.extend_from_slice(&data.list);
            lists.extend_from_slice(&data.positions);
            lists.extend_from_slice(&marks);
        }
        let (mut lemma_map, mut sets) = (MapBuilder::memory(), Vec::new());
        // which lemma a document was counted for last
        let mut counted = vec![u32::MAX; self.count as usize];
        for (number, (lemma, members)) in lemmas.into_iter().enumerate() {
            lemma_map.insert(lemma, sets.len() as u64).map_err(engine)?;
            put(&mut sets, u64::from(documents_of_one(&members, &self.words, number as u32, &mut counted)));
            differences(&mut sets, members.iter().map(|(at, ..)| *at));
            for (.., word) in members {
                // most words are their own lemma
                let word = if word == lemma { "" } else { word };
                put(&mut sets, word.len() as u64);
                sets.extend_from_slice(word.as_bytes());
            }
        }
        let (mut names, mut named) = (MapBuilder::memory(), Vec::new());
        let mut all_names: Vec<(String, Vec<u32>)> = self.names.into_iter().collect();
        all_names.sort_unstable();
        for (name, documents) in &all_names {
            names.insert(name, named.len() as u64).map_err(engine)?;
            differences(&mut named, documents.iter().map(|document| u64::from(*document)));
        }
        let sums: Vec<u8> = self.sums.iter().flat_map(|sum| sum.to_le_bytes()).collect();
        let sections: [Vec<u8>; SECTIONS] = [
            sums,
            self.lengths.concat(),
            self.facts,
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

/// In how many documents one of these words occurs. `counted` holds for each document the number it was counted under last.
fn documents_of_one(members: &[(u64, u32, &str)], words: &[Word], number: u32, counted: &mut [u32]) -> u32 {
    let lists = || members.iter().filter_map(|(_, id, _)| words.get(*id as usize));
    if members.len() == 1 {
        return lists().map(|word| word.count).sum();
    }
    let mut documents = 0;
    for word in lists() {
        list::Cursor::new(&word.list, 0).each_before(list::END, |document, _| {
            if let Some(last) = counted.get_mut(document as usize).filter(|last| **last != number) {
                *last = number;
                documents += 1;
            }
        });
    }
    documents
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
