//! The pieces that are here, what is read from them, and what was asked for and is not here.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use tantivy_fst::Automaton;

use super::shards::{LemmaEntry, NameEntry, WordEntry, read_lemmas, read_names, read_texts, read_words, shared};
use super::tables::Tables;
use super::{IDS, Kind, checksum, damaged};
use crate::search::bundle;
use crate::search::error::SearchError;
use crate::search::words::{Input, Lemma, List, Near};

/// How far along a question is. What comes later depends on what was found before, so while pieces of an earlier stage are missing those
/// of later stages are not asked for; only lists are needed whatever else is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::search) enum Stage {
    /// Words and names as asked.
    Exact,
    /// What is near to them.
    Near,
    /// The documents of words.
    Lists,
    /// Names that resemble the question.
    Similar,
    /// Documents to be shown.
    Documents,
}

#[derive(Debug)]
enum Loaded {
    Lemmas(Vec<LemmaEntry>),
    Words(Vec<WordEntry>),
    Names(Vec<NameEntry>),
    Lists(Vec<u8>),
    Titles(Vec<u32>),
    Texts(Vec<Box<str>>),
}

/// The piece in which it would be is not here.
struct Absent;

#[derive(Debug, Default)]
struct Wanted {
    pieces: BTreeSet<u32>,
    earliest: Option<Stage>,
}

/// The pieces of an index.
#[derive(Debug)]
pub(in crate::search) struct Pieces {
    tables: Tables,
    fingerprint: u32,
    documents: usize,
    loaded: Vec<OnceLock<Loaded>>,
    wanted: Mutex<Wanted>,
}

impl Pieces {
    /// Of the tables in the head, whose fingerprint is in each piece.
    pub(in crate::search) fn open(tables: &[u8], fingerprint: u32) -> Result<Self, SearchError> {
        let tables = Tables::read(tables)?;
        let documents = tables.documents.last().copied().unwrap_or_default() as usize;
        let loaded = std::iter::repeat_with(OnceLock::new).take(tables.starts.len().saturating_sub(1)).collect();
        Ok(Self { tables, fingerprint, documents, loaded, wanted: Mutex::default() })
    }

    fn wanted(&self) -> MutexGuard<'_, Wanted> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets what was asked for.
    pub(in crate::search) fn begin(&self) {
        *self.wanted() = Wanted::default();
    }

    /// How many pieces were asked for and are not here.
    pub(in crate::search) fn count_missing(&self) -> usize {
        self.wanted().pieces.len()
    }

    /// Number, place behind the head and length of each piece that was asked for and is not here.
    pub(in crate::search) fn missing(&self) -> Vec<(u32, u64, u64)> {
        self.wanted().pieces.iter().filter_map(|number| self.place(*number)).collect()
    }

    /// Number, place and length of every piece that is not here, those of documents left out if not wanted.
    pub(in crate::search) fn all(&self, documents: bool) -> Vec<(u32, u64, u64)> {
        let end = if documents { self.loaded.len() as u32 } else { self.tables.first(Kind::Documents) };
        let absent = |number: &u32| self.loaded.get(*number as usize).is_some_and(|piece| piece.get().is_none());
        (0..end).filter(absent).filter_map(|number| self.place(number)).collect()
    }

    fn place(&self, number: u32) -> Option<(u32, u64, u64)> {
        let (start, end) = (self.tables.starts.get(number as usize)?, self.tables.starts.get(number as usize + 1)?);
        Some((number, *start, end.saturating_sub(*start)))
    }

    /// Takes a piece in, inflated, with the checksum that stands before it.
    pub(in crate::search) fn add(&self, number: u32, crc: u32, bytes: Vec<u8>) -> Result<(), SearchError> {
        if checksum(self.fingerprint, number, &bytes) != crc {
            let (id, en) = (format!("potongan {number} bukan milik indeks ini"), format!("piece {number} is not that of this index"));
            return Err(bundle::damaged(id, en));
        }
        let (kind, place) = self.tables.kind(number).ok_or_else(|| damaged("nomor yang tidak ada", "a number that there is not"))?;
        let loaded = match kind {
            Kind::Lemmas => Loaded::Lemmas(read_lemmas(&bytes)?),
            Kind::Words => Loaded::Words(read_words(&bytes)?),
            Kind::Names => Loaded::Names(read_names(&bytes, self.documents)?),
            Kind::Lists => Loaded::Lists(bytes),
            Kind::Ids => Loaded::Texts(read_texts(&bytes)?),
            Kind::Titles => {
                let mut input = Input(&bytes);
                let ranks: Vec<u32> = std::iter::from_fn(|| input.next()).collect();
                if ranks.len() != self.documents {
                    return Err(damaged("judul", "titles"));
                }
                Loaded::Titles(ranks)
            }
            Kind::Documents => {
                let texts = read_texts(&bytes)?;
                let count = self.tables.documents.get(place + 1).zip(self.tables.documents.get(place)).map(|(end, start)| end - start);
                if count != Some(texts.len() as u32) {
                    return Err(damaged("dokumen", "documents"));
                }
                Loaded::Texts(texts)
            }
        };
        let slot = self.loaded.get(number as usize).ok_or_else(|| damaged("nomor yang tidak ada", "a number that there is not"))?;
        slot.get_or_init(|| loaded);
        Ok(())
    }

    /// Whether what this stage needs may be asked for: nothing that it depends on is missing.
    fn settled(&self, stage: Stage) -> bool {
        stage == Stage::Lists || self.wanted().earliest.is_none_or(|earliest| earliest >= stage)
    }

    /// A piece if it is here; else it is asked for.
    fn piece(&self, kind: Kind, place: usize, stage: Stage) -> Option<&Loaded> {
        let number = self.tables.first(kind).checked_add(u32::try_from(place).ok()?)?;
        let slot = self.loaded.get(number as usize)?;
        if let Some(loaded) = slot.get() {
            return Some(loaded);
        }
        if self.settled(stage) {
            let mut wanted = self.wanted();
            wanted.pieces.insert(number);
            wanted.earliest = Some(wanted.earliest.map_or(stage, |earliest| earliest.min(stage)));
        }
        None
    }

    /// What is known about a lemma, if it is here to be known.
    fn known(&self, lemma: &str) -> Result<Option<&LemmaEntry>, Absent> {
        let Some(shard) = self.tables.lemmas.partition_point(|first| **first <= *lemma).checked_sub(1) else { return Ok(None) };
        let Some(Loaded::Lemmas(entries)) = self.piece(Kind::Lemmas, shard, Stage::Exact) else { return Err(Absent) };
        Ok(entries.binary_search_by(|entry| (*entry.lemma).cmp(lemma)).ok().and_then(|at| entries.get(at)))
    }

    fn entry(&self, lemma: &str) -> Option<&LemmaEntry> {
        self.known(lemma).ok().flatten()
    }

    pub(in crate::search) fn has_lemma(&self, lemma: &str) -> bool {
        self.entry(lemma).is_some()
    }

    pub(in crate::search) fn lemma(&self, lemma: &str) -> Lemma {
        let entry = self.entry(lemma);
        entry.map_or_else(Lemma::default, |entry| Lemma {
            documents: entry.documents,
            lists: entry.words.iter().map(|(_, list)| *list).collect(),
        })
    }

    pub(in crate::search) fn words_of(&self, lemma: &str) -> Vec<String> {
        self.entry(lemma).map(|entry| entry.words.iter().map(|(word, _)| word.to_string()).collect()).unwrap_or_default()
    }

    /// The list of a word. It lies under its lemma; only a word whose lemma was another when it was indexed is looked for among the words.
    pub(in crate::search) fn list(&self, word: &str) -> Option<List> {
        let lemma = lemma_of(word);
        let entry = self.known(&lemma).ok()?;
        if let Some((_, list)) = entry.and_then(|entry| entry.words.iter().find(|(own, _)| **own == *word)) {
            return Some(*list);
        }
        let shard = self.tables.words.partition_point(|first| **first <= *word).checked_sub(1)?;
        let Loaded::Words(entries) = self.piece(Kind::Words, shard, Stage::Exact)? else { return None };
        entries.binary_search_by(|entry| (*entry.word).cmp(word)).ok().and_then(|at| entries.get(at)?.list)
    }

    /// The bytes of a list, or of its documents, or of its positions and marks.
    pub(in crate::search) fn list_bytes(&self, from: usize, to: usize) -> &[u8] {
        if from >= to {
            return &[];
        }
        let starts = &self.tables.lists;
        let Some(block) = starts.partition_point(|start| *start <= from).checked_sub(1) else { return &[] };
        let Some(Loaded::Lists(bytes)) = self.piece(Kind::Lists, block, Stage::Lists) else { return &[] };
        let start = starts.get(block).copied().unwrap_or_default();
        bytes.get(from - start..to - start).unwrap_or_default()
    }

    /// Words that are near, with how many documents have them, in order.
    pub(in crate::search) fn near(&self, near: &Near<'_>) -> Vec<(String, u32)> {
        let firsts = &self.tables.words;
        let (mut found, mut whole) = (Vec::new(), true);
        for (shard, first) in firsts.iter().enumerate() {
            let within = firsts.get(shard + 1).map_or(0, |next| shared(first.as_bytes(), next.as_bytes()));
            let state = first.bytes().take(within).fold(near.start(), |state, byte| near.accept(&state, byte));
            if !near.can_match(&state) {
                continue;
            }
            let Some(Loaded::Words(entries)) = self.piece(Kind::Words, shard, Stage::Near) else {
                whole = false;
                continue;
            };
            let accepted = entries.iter().filter(|entry| near.is_near(&entry.word, entry.signature));
            found.extend(accepted.map(|entry| (entry.word.to_string(), entry.documents)));
        }
        // a part of the answer would lead on to wrong pieces
        if whole { found } else { Vec::new() }
    }

    /// Words that begin with this, in order.
    pub(in crate::search) fn beginning(&self, start: &str, most: usize) -> Vec<(String, u32)> {
        let firsts = &self.tables.words;
        let mut found = Vec::new();
        let from = firsts.partition_point(|first| **first <= *start).saturating_sub(1);
        for (shard, first) in firsts.iter().enumerate().skip(from) {
            if found.len() >= most || (**first > *start && !first.starts_with(start)) {
                break;
            }
            let Some(Loaded::Words(entries)) = self.piece(Kind::Words, shard, Stage::Near) else { return Vec::new() };
            let begin = entries.iter().filter(|entry| entry.word.starts_with(start));
            found.extend(begin.take(most - found.len()).map(|entry| (entry.word.to_string(), entry.documents)));
        }
        found
    }

    fn named_entry(&self, name: &str) -> Option<&NameEntry> {
        let key = (name.len() as u32, name);
        let shard = self.tables.names.partition_point(|(length, first)| (*length, &**first) <= key).checked_sub(1)?;
        let Loaded::Names(entries) = self.piece(Kind::Names, shard, Stage::Exact)? else { return None };
        let found = entries.binary_search_by(|entry| (entry.name.len() as u32, &*entry.name).cmp(&key));
        found.ok().and_then(|at| entries.get(at))
    }

    pub(in crate::search) fn has_name(&self, name: &str) -> bool {
        self.named_entry(name).is_some()
    }

    pub(in crate::search) fn named(&self, name: &str) -> Vec<u32> {
        self.named_entry(name).map(|entry| entry.documents.clone()).unwrap_or_default()
    }

    /// Names that are near and whose lengths are between these, in order of the alphabet.
    pub(in crate::search) fn near_names(&self, near: &Near<'_>, shortest: usize, longest: usize) -> Vec<String> {
        let firsts = &self.tables.names;
        let (mut found, mut whole) = (Vec::new(), true);
        for (shard, (length, first)) in firsts.iter().enumerate() {
            let next = firsts.get(shard + 1);
            if *length as usize > longest || next.is_some_and(|(length, _)| (*length as usize) < shortest) {
                continue;
            }
            // names of one length share what the firsts share
            let within = next.filter(|(other, _)| other == length).map_or(0, |(_, next)| shared(first.as_bytes(), next.as_bytes()));
            let state = first.bytes().take(within).fold(near.start(), |state, byte| near.accept(&state, byte));
            if !near.can_match(&state) {
                continue;
            }
            let Some(Loaded::Names(entries)) = self.piece(Kind::Names, shard, Stage::Near) else {
                whole = false;
                continue;
            };
            let accepted = entries.iter().filter(|entry| near.is_near(&entry.name, entry.signature));
            found.extend(accepted.map(|entry| entry.name.to_string()));
        }
        found.sort_unstable();
        if whole { found } else { Vec::new() }
    }

    /// Every name with its documents, in order of the alphabet; none as long as some are missing.
    pub(in crate::search) fn all_names(&self) -> Option<Vec<(String, Vec<u32>)>> {
        let mut all = Vec::new();
        let mut whole = true;
        for shard in 0..self.tables.names.len() {
            match self.piece(Kind::Names, shard, Stage::Similar) {
                Some(Loaded::Names(entries)) => all.extend(entries.iter().map(|e| (e.name.to_string(), e.documents.clone()))),
                _ => whole = false,
            }
        }
        all.sort_unstable();
        whole.then_some(all)
    }

    /// The place of each document when all stand by title; equal titles share one.
    pub(in crate::search) fn title_ranks(&self) -> &[u32] {
        match self.piece(Kind::Titles, 0, Stage::Lists) {
            Some(Loaded::Titles(ranks)) => ranks,
            _ => &[],
        }
    }

    /// A document as JSON.
    pub(in crate::search) fn document(&self, number: u32) -> Option<&str> {
        let firsts = &self.tables.documents;
        let place = firsts.partition_point(|first| *first <= number).checked_sub(1)?;
        let Loaded::Texts(texts) = self.piece(Kind::Documents, place, Stage::Documents)? else { return None };
        texts.get((number - firsts.get(place)?) as usize).map(|text| &**text)
    }

    /// The number of the document with this id.
    pub(in crate::search) fn with_id(&self, id: &str) -> Option<u32> {
        let place = self.tables.ids.partition_point(|first| **first <= *id).checked_sub(1)?;
        let Loaded::Texts(ids) = self.piece(Kind::Ids, place, Stage::Exact)? else { return None };
        ids.binary_search_by(|own| (**own).cmp(id)).ok().map(|at| (place * IDS + at) as u32)
    }
}

/// The lemma under which a word is looked for.
pub(super) fn lemma_of(word: &str) -> String {
    if word.starts_with('=') { word.to_owned() } else { crate::text::lemma(word) }
}
