use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use tantivy::HasLen;
use tantivy::directory::{FileSlice, OwnedBytes};
use tantivy_fst::raw::Fst;
use tantivy_fst::{IntoStreamer, Map, Streamer};

use super::automaton::Near;
use super::bytes::Input;
use super::list::{Cursor, END, Entry, Occurrences};
use super::lists::Lists;
use super::nearby::Nearby;
use super::skips::Marks;
use super::trigrams::{Scan, Trigrams};
use super::{FACTS, SECTIONS, length};
use crate::search::error::SearchError;
use crate::search::fields::{ALL_FIELDS, FIELDS};
use crate::search::pieces::Pieces;

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
    pub(in crate::search) start: usize,
    pub(in crate::search) positions: usize,
    pub(in crate::search) marks: usize,
    pub(in crate::search) end: usize,
}

/// The words that have one lemma.
#[derive(Debug, Clone, Default)]
pub(in crate::search) struct Lemma {
    /// In how many documents one of them occurs.
    pub(in crate::search) documents: u32,
    /// The list of each.
    pub(in crate::search) lists: Vec<List>,
}

/// Most names that are taken for near to another.
const MOST_NAMES: usize = 1000;
/// Most words with one beginning that are looked at.
const MOST_BEGUN: usize = 2000;

/// The part, opened.
pub(in crate::search) struct Words {
    pub(in crate::search) part: FileSlice,
    count: usize,
    averages: [f32; FIELDS.len()],
    lengths: OwnedBytes,
    facts: OwnedBytes,
    pub(super) exact: Map<OwnedBytes>,
    entries: OwnedBytes,
    pub(super) lemmas: Map<OwnedBytes>,
    sets: OwnedBytes,
    lists: Lists,
    pub(super) names: Map<OwnedBytes>,
    named: OwnedBytes,
    trigrams: OnceLock<Trigrams>,
    /// Whether a text was compared with the names before.
    asked: AtomicBool,
    /// Words and names for typing errors.
    typing_errors: OnDemand,
    nearly_named: OnDemand,
    /// Where dictionaries and lists come from if they are not here as a whole.
    pieces: Option<Pieces>,
    /// The documents of each name, if the names came in pieces.
    names_in_pieces: OnceLock<Vec<Vec<u32>>>,
}

impl Words {
    pub(in crate::search) fn open(bytes: OwnedBytes) -> Result<Self, SearchError> {
        Self::of(FileSlice::new(Arc::new(bytes)), |lists| Ok(Lists::Whole(lists.read_bytes()?)))
    }

    /// Opens the part where it lies. What every question needs is read now, a list when its word is asked.
    #[cfg(feature = "catalog")]
    pub(in crate::search) fn open_in_file(part: FileSlice) -> Result<Self, SearchError> {
        Self::of(part, |lists| Ok(Lists::in_file(lists)))
    }

    fn of(part: FileSlice, lists_of: impl FnOnce(FileSlice) -> std::io::Result<Lists>) -> Result<Self, SearchError> {
        let damaged = || SearchError::Damaged { reason: "the words cannot be read".into() };
        let mut at = SECTIONS * 8;
        if at > part.len() {
            return Err(damaged());
        }
        let table = part.read_bytes_slice(0..at)?;
        let mut sections = Vec::with_capacity(SECTIONS);
        for length in table.chunks_exact(8) {
            let length = u64::from_le_bytes(length.try_into().map_err(|_| damaged())?);
            let end = usize::try_from(length).ok().and_then(|length| at.checked_add(length)).ok_or_else(damaged)?;
            if end > part.len() {
                return Err(damaged());
            }
            sections.push(part.slice(at..end));
            at = end;
        }
        let Ok([sums, lengths, facts, words, entries, lemmas, sets, lists, names, named]) = <[FileSlice; SECTIONS]>::try_from(sections)
        else {
            return Err(damaged());
        };
        let (sums, lengths, facts, words) = (sums.read_bytes()?, lengths.read_bytes()?, facts.read_bytes()?, words.read_bytes()?);
        let map = |data: OwnedBytes| Fst::new(data).map(Map::from).map_err(|_| damaged());
        let count = facts.len() / FACTS;
        if count.checked_mul(FIELDS.len()) != Some(lengths.len()) || u32::try_from(count).is_err() {
            return Err(damaged());
        }
        let mut averages = [0.0; FIELDS.len()];
        for (average, sum) in averages.iter_mut().zip(sums.chunks_exact(8)) {
            let sum = u64::from_le_bytes(sum.try_into().map_err(|_| damaged())?);
            *average = sum as f32 / count.max(1) as f32;
        }
        Ok(Self {
            count,
            averages,
            lengths,
            facts,
            exact: map(words)?,
            entries: entries.read_bytes()?,
            lemmas: map(lemmas.read_bytes()?)?,
            sets: sets.read_bytes()?,
            lists: lists_of(lists)?,
            names: map(names.read_bytes()?)?,
            named: named.read_bytes()?,
            trigrams: OnceLock::new(),
            asked: AtomicBool::new(false),
            typing_errors: OnDemand::default(),
            nearly_named: OnDemand::default(),
            pieces: None,
            names_in_pieces: OnceLock::new(),
            part,
        })
    }

    /// Sums, lengths and facts as in the part; the rest comes in pieces.
    pub(in crate::search) fn in_pieces(sections: [&[u8]; 3], pieces: Pieces) -> Result<Self, SearchError> {
        let empty = tantivy_fst::MapBuilder::memory().into_inner().map_err(|e| SearchError::Engine(e.to_string()))?;
        let [sums, lengths, facts] = sections;
        let nothing: &[u8] = &[];
        let sections: [&[u8]; SECTIONS] = [sums, lengths, facts, &empty, nothing, &empty, nothing, nothing, &empty, nothing];
        let mut bytes: Vec<u8> = sections.iter().flat_map(|section| (section.len() as u64).to_le_bytes()).collect();
        for section in sections {
            bytes.extend_from_slice(section);
        }
        Ok(Self { pieces: Some(pieces), ..Self::open(OwnedBytes::new(bytes))? })
    }

    /// The pieces, if it is not whole.
    pub(in crate::search) fn pieces(&self) -> Option<&Pieces> {
        self.pieces.as_ref()
    }

    pub(super) fn list_bytes(&self, from: usize, to: usize) -> &[u8] {
        self.pieces.as_ref().map_or_else(|| self.lists.bytes(from, to), |pieces| pieces.list_bytes(from, to))
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
        let at = document as usize * FACTS;
        match self.facts.get(at..at + FACTS) {
            Some([award, running, replicated, low, high]) => {
                Facts { award: *award, running: *running > 0, replicated: *replicated, year: u16::from_le_bytes([*low, *high]) }
            }
            _ => Facts::default(),
        }
    }

    pub(super) fn entry(&self, at: u64) -> Option<List> {
        let entry = usize::try_from(at).ok()?;
        let mut input = Input(self.entries.get(entry..)?);
        let documents = input.next()?;
        let start = usize::try_from(input.next_long()?).ok()?;
        let positions = start.checked_add(input.next()? as usize)?;
        let marks = positions.checked_add(input.next()? as usize)?;
        let end = marks.checked_add(input.next()? as usize)?;
        Some(List { documents, start, positions, marks, end })
    }

    /// The list of a word as written.
    pub(in crate::search) fn list(&self, word: &str) -> Option<List> {
        if let Some(pieces) = &self.pieces {
            return pieces.list(word);
        }
        self.entry(self.exact.get(word)?)
    }

    /// Every word with this lemma.
    pub(in crate::search) fn lemma(&self, lemma: &str) -> Lemma {
        if let Some(pieces) = &self.pieces {
            return pieces.lemma(lemma);
        }
        let Some(at) = self.lemmas.get(lemma) else { return Lemma::default() };
        let mut input = input_at(&self.sets, at);
        let documents = input.next().unwrap_or_default();
        Lemma { documents, lists: numbers(input).into_iter().filter_map(|at| self.entry(at)).collect() }
    }

    /// The words of this index that have this lemma, as written.
    pub(in crate::search) fn words_of(&self, lemma: &str) -> Vec<String> {
        if let Some(pieces) = &self.pieces {
            return pieces.words_of(lemma);
        }
        let Some(at) = self.lemmas.get(lemma) else { return Vec::new() };
        let mut input = input_at(&self.sets, at);
        input.next();
        let count = input.next().unwrap_or_default() as usize;
        input.skip(count);
        let mut words = Vec::new();
        for _ in 0..count {
            let Some(length) = input.next() else { break };
            let Some((word, rest)) = input.0.split_at_checked(length as usize) else { break };
            input = Input(rest);
            words.push(if word.is_empty() { lemma.to_owned() } else { String::from_utf8_lossy(word).into_owned() });
        }
        words
    }

    /// Whether a word has this lemma.
    pub(in crate::search) fn has_lemma(&self, lemma: &str) -> bool {
        self.pieces.as_ref().map_or_else(|| self.lemmas.contains_key(lemma), |pieces| pieces.has_lemma(lemma))
    }

    /// A walk along a list.
    pub(in crate::search) fn cursor(&self, list: List) -> Cursor<'_> {
        Cursor::new(self.list_bytes(list.start, list.positions), 0)
    }

    /// Calls `visit` with every document of a list and where the word is in it.
    #[inline]
    pub(in crate::search) fn each(&self, list: List, mut visit: impl FnMut(u32, Occurrences)) {
        self.cursor(list).each_before(END, |document, entry| visit(document, entry.occurrences()));
    }

    /// The length codes of each field.
    pub(in crate::search) fn lengths(&self) -> [&[u8]; FIELDS.len()] {
        let mut columns = [&[] as &[u8]; FIELDS.len()];
        for (column, codes) in columns.iter_mut().zip(self.lengths.chunks_exact(self.count.max(1))) {
            *column = codes;
        }
        columns
    }

    /// A walk along the positions of a list.
    pub(in crate::search) fn places(&self, list: List) -> Places<'_> {
        let part = |from: usize, to: usize| self.list_bytes(from, to);
        let documents = part(list.start, list.positions);
        let positions = part(list.positions, list.marks);
        Places {
            documents,
            positions,
            cursor: Cursor::new(documents, 0),
            input: Input(positions),
            behind: 0,
            marks: Marks::new(part(list.marks, list.end)),
        }
    }

    /// Calls `visit` with the positions of a word in those of these documents that have it; documents in order.
    pub(in crate::search) fn positions(&self, list: List, documents: &[u32], mut visit: impl FnMut(usize, &[u32])) {
        let mut places = self.places(list);
        let mut found = Vec::new();
        for (at, document) in documents.iter().enumerate() {
            match places.seek(*document) {
                Some(next) if next == *document => {
                    places.read(ALL_FIELDS, &mut found);
                    visit(at, &found);
                }
                Some(_) => {}
                None => return,
            }
        }
    }

    /// Words within some edits, marks left out.
    pub(in crate::search) fn near(&self, word: &str, distance: u8) -> Vec<(String, u32)> {
        if let Some(pieces) = &self.pieces {
            let mut found = pieces.near(&Near::new(word, distance));
            found.retain(|(near, _)| near != word && !near.starts_with('='));
            return found;
        }
        let found = self.typing_errors.near(&self.exact, word, distance);
        found.into_iter().filter(|(near, _)| near != word && !near.starts_with('=')).map(|(near, at)| (near, self.frequency(at))).collect()
    }

    /// The most frequent of the words that begin with this, the word itself left out; of a very short beginning only the first
    /// [`MOST_BEGUN`] of the alphabet are looked at.
    pub(in crate::search) fn beginning(&self, start: &str, most: usize) -> Vec<String> {
        if let Some(pieces) = &self.pieces {
            let mut found = pieces.beginning(start, MOST_BEGUN);
            found.retain(|(word, _)| word != start);
            found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            return found.into_iter().take(most).map(|(word, _)| word).collect();
        }
        let mut stream = self.exact.range().ge(start).into_stream();
        let mut found: Vec<(u32, String)> = Vec::with_capacity(most + 1);
        let mut seen = 0;
        while let Some((word, at)) = stream.next() {
            if seen == MOST_BEGUN || !word.starts_with(start.as_bytes()) {
                break;
            }
            seen += 1;
            let frequency = self.frequency(at);
            // words come in order, so of equal ones the first stay
            let place = found.partition_point(|(other, _)| *other >= frequency);
            if place < most
                && word.len() > start.len()
                && let Ok(word) = std::str::from_utf8(word)
            {
                found.insert(place, (frequency, word.to_owned()));
                found.truncate(most);
            }
        }
        found.into_iter().map(|(_, word)| word).collect()
    }

    fn frequency(&self, at: u64) -> u32 {
        self.entry(at).map_or(0, |list| list.documents)
    }

    /// The documents of a glued name.
    pub(in crate::search) fn named(&self, name: &str) -> Vec<u32> {
        if let Some(pieces) = &self.pieces {
            return pieces.named(name);
        }
        self.names.get(name).map(|at| self.documents_at(at)).unwrap_or_default()
    }

    /// Whether a name is in the index.
    pub(in crate::search) fn has_name(&self, name: &str) -> bool {
        self.pieces.as_ref().map_or_else(|| self.names.contains_key(name), |pieces| pieces.has_name(name))
    }

    /// Glued names within some edits.
    pub(in crate::search) fn near_names(&self, name: &str, distance: u8) -> Vec<String> {
        if let Some(pieces) = &self.pieces {
            let (edits, length) = (usize::from(distance), name.len());
            let mut found = pieces.near_names(&Near::new(name, distance), length.saturating_sub(edits), length + edits);
            found.truncate(MOST_NAMES);
            return found;
        }
        self.nearly_named.near(&self.names, name, distance).into_iter().take(MOST_NAMES).map(|(name, _)| name).collect()
    }

    /// Documents with names that resemble a glued text, with how much.
    pub(in crate::search) fn resembling(&self, text: &str, least: f32, most: usize) -> Vec<(u32, f32)> {
        if let Some(pieces) = &self.pieces
            && self.trigrams.get().is_none()
        {
            let Some(all) = pieces.all_names() else { return Vec::new() };
            let (names, documents): (Vec<_>, Vec<_>) =
                all.into_iter().enumerate().map(|(at, (name, own))| ((name, at as u64), own)).unzip();
            self.names_in_pieces.get_or_init(|| documents);
            self.trigrams.get_or_init(|| Trigrams::new(&names));
        }
        let similar = match self.trigrams.get() {
            Some(trigrams) => trigrams.like(text, least, most),
            // for one question it is faster to pass over the names once than to make the table
            None if !self.asked.swap(true, Ordering::Relaxed) => {
                let mut scan = Scan::new(text, least);
                self.each_name(|name, at| scan.compare(name, at));
                scan.best(most)
            }
            None => self.trigrams.get_or_init(|| self.make_trigrams()).like(text, least, most),
        };
        let mut found: Vec<(u32, f32)> = Vec::new();
        for (at, similarity) in similar {
            found.extend(self.documents_at(at).into_iter().map(|document| (document, similarity)));
        }
        // the best name of each document
        found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        found.dedup_by_key(|(document, _)| *document);
        found
    }

    pub(super) fn each_name(&self, mut visit: impl FnMut(&[u8], u64)) {
        let mut stream = self.names.stream();
        while let Some((name, at)) = stream.next() {
            visit(name, at);
        }
    }

    fn make_trigrams(&self) -> Trigrams {
        let mut all = Vec::with_capacity(self.names.len());
        self.each_name(|name, at| all.push((String::from_utf8_lossy(name).into_owned(), at)));
        Trigrams::new(&all)
    }

    /// Makes the tables that the second question of a kind would make.
    pub(in crate::search) fn warm(&self) {
        if self.pieces.is_none() {
            self.typing_errors.made(&self.exact);
            self.nearly_named.made(&self.names);
            self.trigrams.get_or_init(|| self.make_trigrams());
        }
    }

    /// Says if something that was asked for could not be read.
    pub(in crate::search) fn readable(&self) -> Result<(), SearchError> {
        self.lists.failure().map_or(Ok(()), |reason| Err(SearchError::Damaged { reason }))
    }

    pub(super) fn documents_at(&self, at: u64) -> Vec<u32> {
        if let Some(documents) = self.names_in_pieces.get() {
            return documents.get(at as usize).cloned().unwrap_or_default();
        }
        numbers(input_at(&self.named, at))
            .into_iter()
            .map(|document| document as u32)
            .filter(|document| (*document as usize) < self.count)
            .collect()
    }
}

/// The positions of one list, document by document.
pub(in crate::search) struct Places<'a> {
    documents: &'a [u8],
    positions: &'a [u8],
    cursor: Cursor<'a>,
    input: Input<'a>,
    /// Positions of documents passed over that `input` still stands before.
    behind: usize,
    marks: Marks<'a>,
}

impl Places<'_> {
    /// Goes to the first document from this one on, and gives its number. Documents are asked in order.
    pub(in crate::search) fn seek(&mut self, document: u32) -> Option<u32> {
        if self.cursor.document < document
            && let Some(mark) = self.marks.before(document)
        {
            self.cursor = Cursor::new(self.documents.get(mark.documents..).unwrap_or_default(), mark.before);
            self.input = Input(self.positions.get(mark.positions..).unwrap_or_default());
            self.behind = 0;
        }
        while self.cursor.document < document {
            self.behind += self.cursor.pass();
        }
        (self.cursor.document != END).then_some(self.cursor.document)
    }

    /// The positions in the document it stands at that are in one of these fields; it goes on to the next. Gives how many there are in all.
    pub(in crate::search) fn read(&mut self, fields: u8, found: &mut Vec<u32>) -> usize {
        found.clear();
        self.input.skip(std::mem::take(&mut self.behind));
        let entry = self.cursor.take();
        let mut position = 0u32;
        // positions of one field lie before those of the next
        let mut read = |count: usize, wanted: bool| {
            for _ in 0..count {
                position = position.wrapping_add(self.input.next().unwrap_or_default());
                if wanted {
                    found.push(position);
                }
            }
        };
        match entry {
            Entry::Once(field) => read(1, fields >> field & 1 == 1),
            Entry::Several(Occurrences { counts }) => {
                for (field, count) in counts.iter().enumerate() {
                    read(usize::from(*count), fields >> field & 1 == 1);
                }
            }
        }
        entry.total()
    }

    /// Keeps those of these positions (in order) that stand so far before one in the document it stands at; it goes on to the next. Gives how
    /// many positions there are.
    pub(in crate::search) fn meet(&mut self, starts: &mut Vec<u32>, apart: u32) -> usize {
        let total = self.cursor.pass();
        self.input.skip(std::mem::take(&mut self.behind));
        let (mut left, mut position) = (total, None::<u32>);
        starts.retain(|start| {
            let wanted = start.saturating_add(apart);
            while left > 0 && position.is_none_or(|position| position < wanted) {
                position = Some(position.unwrap_or_default().wrapping_add(self.input.next().unwrap_or_default()));
                left -= 1;
            }
            position == Some(wanted)
        });
        self.behind = left;
        total
    }
}

fn input_at(section: &[u8], at: u64) -> Input<'_> {
    Input(usize::try_from(at).ok().and_then(|at| section.get(at..)).unwrap_or_default())
}

/// A list of growing numbers: how many, then their differences.
fn numbers(mut input: Input<'_>) -> Vec<u64> {
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

/// A dictionary asked for keys near a word: walked along the first time, then kept as a table.
#[derive(Debug, Default)]
struct OnDemand {
    asked: AtomicBool,
    table: OnceLock<Nearby>,
}

impl OnDemand {
    /// Keys within some edits, in order.
    fn near(&self, dictionary: &Map<OwnedBytes>, word: &str, distance: u8) -> Vec<(String, u64)> {
        match self.table.get() {
            Some(table) => table.near(word, distance),
            // for one question a walk is faster than the table
            None if !self.asked.swap(true, Ordering::Relaxed) => matching(dictionary, Near::new(word, distance)),
            None => self.made(dictionary).near(word, distance),
        }
    }

    fn made(&self, dictionary: &Map<OwnedBytes>) -> &Nearby {
        self.table.get_or_init(|| {
            let mut table = Nearby::default();
            let mut stream = dictionary.stream();
            while let Some((key, value)) = stream.next() {
                table.add(key, value);
            }
            table
        })
    }
}

fn matching(map: &Map<OwnedBytes>, automaton: Near<'_>) -> Vec<(String, u64)> {
    let mut stream = map.search(automaton).into_stream();
    let mut found = Vec::new();
    while let Some((word, at)) = stream.next() {
        if let Ok(word) = std::str::from_utf8(word) {
            found.push((word.to_owned(), at));
        }
    }
    found
}
