//! What is read of the part: how is it opened, and what does it know of every document?
//!
//! Words (`dictionary.rs`), names of innovations (`names.rs`) and where a word stands (`places.rs`) are asked apart. What is near a word is found by a
//! walk the first time and in a table from then on (`on_demand.rs`).

mod dictionary;
mod names;
mod on_demand;
mod places;

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use tantivy::HasLen;
use tantivy::directory::{FileSlice, OwnedBytes};
use tantivy_fst::Map;
use tantivy_fst::raw::Fst;

use self::on_demand::OnDemand;
use super::bytes::Input;
use super::lists::Lists;
use super::trigrams::Trigrams;
use super::{FACTS, SECTIONS, length};
use crate::search::bundle;
use crate::search::error::SearchError;
use crate::search::fields::FIELDS;
use crate::search::pieces::Pieces;

pub(in crate::search) use self::dictionary::{Lemma, List};
pub(in crate::search) use self::places::Places;

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

/// The part, opened.
pub(in crate::search) struct Words {
    pub(in crate::search) part: FileSlice,
    count: usize,
    averages: [f32; FIELDS.len()],
    lengths: OwnedBytes,
    facts: OwnedBytes,
    pub(in crate::search::words) exact: Map<OwnedBytes>,
    entries: OwnedBytes,
    pub(in crate::search::words) lemmas: Map<OwnedBytes>,
    sets: OwnedBytes,
    lists: Lists,
    pub(in crate::search::words) names: Map<OwnedBytes>,
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
        let damaged = || bundle::damaged("kata-katanya tidak dapat dibaca", "the words cannot be read");
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

    pub(in crate::search::words) fn list_bytes(&self, from: usize, to: usize) -> &[u8] {
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

    /// The length codes of each field.
    pub(in crate::search) fn lengths(&self) -> [&[u8]; FIELDS.len()] {
        let mut columns = [&[] as &[u8]; FIELDS.len()];
        for (column, codes) in columns.iter_mut().zip(self.lengths.chunks_exact(self.count.max(1))) {
            *column = codes;
        }
        columns
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
        self.lists.failure().map_or(Ok(()), |reason| Err(SearchError::Damaged { reason: reason.into() }))
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
