use std::sync::OnceLock;

use tantivy::directory::OwnedBytes;
use tantivy_fst::raw::Fst;
use tantivy_fst::{Automaton, IntoStreamer, Map, Streamer};

use super::automaton::Near;
use super::bytes::Input;
use super::list::{Entry, Occurrences};
use super::trigrams::Trigrams;
use super::{FACTS, SECTIONS, length, list};
use crate::search::error::SearchError;
use crate::search::fields::FIELDS;

/// What is known about a document whatever is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::search) struct Facts {
    /// Number of awards.
    pub(in crate::search) award: u8,
    /// Known to run still.
    pub(in crate::search) running: bool,
    /// Number of replications and versions.
    pub(in crate::search) replicated: u8,
    /// Year, 0 if not known.
    pub(in crate::search) year: u16,
}

/// Where the list of a word lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct List {
    /// In how many documents the word occurs.
    pub(in crate::search) documents: u32,
    start: usize,
    middle: usize,
    end: usize,
}

/// The part, opened.
pub(in crate::search) struct Words {
    pub(in crate::search) bytes: OwnedBytes,
    count: usize,
    averages: [f32; FIELDS.len()],
    documents: OwnedBytes,
    exact: Map<OwnedBytes>,
    entries: OwnedBytes,
    lemmas: Map<OwnedBytes>,
    sets: OwnedBytes,
    lists: OwnedBytes,
    names: Map<OwnedBytes>,
    named: OwnedBytes,
    trigrams: OnceLock<Trigrams>,
}

impl Words {
    pub(in crate::search) fn open(bytes: OwnedBytes) -> Result<Self, SearchError> {
        let damaged = || SearchError::Damaged { reason: "the words cannot be read".into() };
        let mut at = SECTIONS * 8;
        let mut sections = Vec::with_capacity(SECTIONS);
        for number in 0..SECTIONS {
            let length: [u8; 8] = bytes.get(number * 8..number * 8 + 8).and_then(|b| b.try_into().ok()).ok_or_else(damaged)?;
            let end = usize::try_from(u64::from_le_bytes(length)).ok().and_then(|length| at.checked_add(length)).ok_or_else(damaged)?;
            if end > bytes.len() {
                return Err(damaged());
            }
            sections.push(bytes.slice(at..end));
            at = end;
        }
        let Ok([sums, documents, words, entries, lemmas, sets, lists, names, named]) = <[OwnedBytes; SECTIONS]>::try_from(sections) else {
            return Err(damaged());
        };
        let map = |data: OwnedBytes| Fst::new(data).map(Map::from).map_err(|_| damaged());
        let count = documents.len() / (FIELDS.len() + FACTS);
        let mut averages = [0.0; FIELDS.len()];
        for (average, sum) in averages.iter_mut().zip(sums.chunks_exact(8)) {
            let sum = u64::from_le_bytes(sum.try_into().map_err(|_| damaged())?);
            *average = sum as f32 / count.max(1) as f32;
        }
        Ok(Self {
            count,
            averages,
            documents,
            exact: map(words)?,
            entries,
            lemmas: map(lemmas)?,
            sets,
            lists,
            names: map(names)?,
            named,
            trigrams: OnceLock::new(),
            bytes,
        })
    }

    /// Number of documents.
    pub(in crate::search) fn len(&self) -> usize {
        self.count
    }

    /// Mean number of words of each field.
    pub(in crate::search) fn averages(&self) -> &[f32; FIELDS.len()] {
        &self.averages
    }

    /// The length that a code stands for.
    pub(in crate::search) fn length(code: u8) -> f32 {
        length::decode(code)
    }

    pub(in crate::search) fn facts(&self, document: u32) -> Facts {
        let at = document as usize * (FIELDS.len() + FACTS) + FIELDS.len();
        match self.documents.get(at..at + FACTS) {
            Some([award, running, replicated, low, high]) => {
                Facts { award: *award, running: *running > 0, replicated: *replicated, year: u16::from_le_bytes([*low, *high]) }
            }
            _ => Facts::default(),
        }
    }

    fn entry(&self, at: u64) -> Option<List> {
        let entry = usize::try_from(at).ok()?;
        let mut input = Input(self.entries.get(entry..)?);
        let documents = input.next()?;
        let start = usize::try_from(input.next_long()?).ok()?;
        let middle = start.checked_add(input.next()? as usize)?;
        let end = middle.checked_add(input.next()? as usize)?;
        Some(List { documents, start, middle, end })
    }

    /// The list of a word as written.
    pub(in crate::search) fn list(&self, word: &str) -> Option<List> {
        self.entry(self.exact.get(word)?)
    }

    /// The lists of every word with this lemma.
    pub(in crate::search) fn lemma(&self, lemma: &str) -> Vec<List> {
        let Some(at) = self.lemmas.get(lemma) else { return Vec::new() };
        numbers(&self.sets, at).into_iter().filter_map(|at| self.entry(at)).collect()
    }

    /// Calls `visit` with every document of a list and where the word is in it.
    #[inline]
    pub(in crate::search) fn each(&self, list: List, mut visit: impl FnMut(u32, Occurrences)) {
        list::each(self.lists.get(list.start..list.middle).unwrap_or_default(), |document, entry| visit(document, entry.occurrences()));
    }

    /// Calls `visit` with every document of a list and the weighted frequency of the word in it: for each field in `fields`
    /// the table of its weight by length code.
    #[inline]
    pub(in crate::search) fn weighted(&self, list: List, tables: &[[f32; 256]; FIELDS.len()], fields: u8, mut visit: impl FnMut(u32, f32)) {
        let row = FIELDS.len() + FACTS;
        let bytes = self.lists.get(list.start..list.middle).unwrap_or_default();
        let lengths: &[u8] = &self.documents;
        let weight = |document: u32, field: usize| {
            let code = lengths.get(document as usize * row + field).copied().unwrap_or_default();
            tables.get(field).and_then(|table| table.get(usize::from(code))).copied().unwrap_or_default()
        };
        list::each(bytes, |document, entry| match entry {
            Entry::Once(field) => {
                if fields >> field & 1 == 1 {
                    visit(document, weight(document, field));
                }
            }
            Entry::Several(occurrences) => {
                let mut sum = 0.0;
                for (field, count) in occurrences.counts.iter().enumerate() {
                    if *count > 0 && fields >> field & 1 == 1 {
                        sum += f32::from(*count) * weight(document, field);
                    }
                }
                if sum > 0.0 {
                    visit(document, sum);
                }
            }
        });
    }

    /// Calls `visit` with the positions of a word in those of these documents that have it; documents in order.
    pub(in crate::search) fn positions(&self, list: List, documents: &[u32], mut visit: impl FnMut(usize, &[u32])) {
        let mut input = Input(self.lists.get(list.middle..list.end).unwrap_or_default());
        let mut wanted = 0;
        let mut found = Vec::new();
        list::each(self.lists.get(list.start..list.middle).unwrap_or_default(), |document, entry| {
            while documents.get(wanted).is_some_and(|next| *next < document) {
                wanted += 1;
            }
            let total = match entry {
                Entry::Once(_) => 1,
                Entry::Several(occurrences) => occurrences.total(),
            };
            if documents.get(wanted) != Some(&document) {
                input.skip(total);
                return;
            }
            found.clear();
            let mut position = 0u32;
            for _ in 0..total {
                position = position.wrapping_add(input.next().unwrap_or_default());
                found.push(position);
            }
            visit(wanted, &found);
        });
    }

    /// Words within some edits, marks left out.
    pub(in crate::search) fn near(&self, word: &str, distance: u8) -> Vec<(String, u32)> {
        let found = matching(&self.exact, Near::new(word, distance), usize::MAX);
        found.into_iter().filter(|(near, _)| near != word && !near.starts_with('=')).map(|(near, at)| (near, self.frequency(at))).collect()
    }

    /// Words that begin with this.
    pub(in crate::search) fn beginning(&self, start: &str, most: usize) -> Vec<(String, u32)> {
        let mut stream = self.exact.range().ge(start).into_stream();
        let mut found = Vec::new();
        while let Some((word, at)) = stream.next() {
            let Some(word) = std::str::from_utf8(word).ok().filter(|word| word.starts_with(start) && found.len() < most) else { break };
            found.push((word.to_owned(), self.frequency(at)));
        }
        found
    }

    fn frequency(&self, at: u64) -> u32 {
        self.entry(at).map_or(0, |list| list.documents)
    }

    /// The documents of a glued name.
    pub(in crate::search) fn named(&self, name: &str) -> Vec<u32> {
        self.names.get(name).map(|at| self.documents_at(at)).unwrap_or_default()
    }

    /// Whether a name is in the index.
    pub(in crate::search) fn has_name(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// Glued names within some edits.
    pub(in crate::search) fn near_names(&self, name: &str, distance: u8) -> Vec<String> {
        matching(&self.names, Near::new(name, distance), 1000).into_iter().map(|(name, _)| name).collect()
    }

    /// Documents with names that resemble a glued text, with how much.
    pub(in crate::search) fn resembling(&self, text: &str, least: f32, most: usize) -> Vec<(u32, f32)> {
        let trigrams = self.trigrams.get_or_init(|| {
            let mut all = Vec::with_capacity(self.names.len());
            let mut stream = self.names.stream();
            while let Some((name, at)) = stream.next() {
                all.push((String::from_utf8_lossy(name).into_owned(), at));
            }
            Trigrams::new(&all)
        });
        let mut found: Vec<(u32, f32)> = Vec::new();
        for (at, similarity) in trigrams.like(text, least, most) {
            found.extend(self.documents_at(at).into_iter().map(|document| (document, similarity)));
        }
        // the best name of each document
        found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        found.dedup_by_key(|(document, _)| *document);
        found
    }

    fn documents_at(&self, at: u64) -> Vec<u32> {
        numbers(&self.named, at).into_iter().map(|document| document as u32).filter(|document| (*document as usize) < self.count).collect()
    }
}

fn numbers(section: &[u8], at: u64) -> Vec<u64> {
    let mut input = Input(usize::try_from(at).ok().and_then(|at| section.get(at..)).unwrap_or_default());
    let count = input.next().unwrap_or_default();
    let mut sum = 0u64;
    let mut numbers = Vec::new();
    for _ in 0..count {
        let Some(difference) = input.next_long() else { break };
        sum = sum.wrapping_add(difference);
        numbers.push(sum);
    }
    numbers
}

fn matching<A: Automaton>(map: &Map<OwnedBytes>, automaton: A, most: usize) -> Vec<(String, u64)> {
    let mut stream = map.search(automaton).into_stream();
    let mut found = Vec::new();
    while let Some((word, at)) = stream.next() {
        if let Ok(word) = std::str::from_utf8(word) {
            found.push((word.to_owned(), at));
        }
        if found.len() >= most {
            break;
        }
    }
    found
}
