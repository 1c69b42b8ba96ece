//! Which documents meet what is demanded.

use crate::search::fields::mask;
use crate::search::query::{Atom, Demands};
use crate::search::words::{List, Places, Words};

/// A set of documents.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Set(Vec<u64>);

impl Set {
    fn none(documents: usize) -> Self {
        Self(vec![0; documents.div_ceil(64)])
    }

    fn all(documents: usize) -> Self {
        Self(vec![u64::MAX; documents.div_ceil(64)])
    }

    fn add(&mut self, document: u32) {
        if let Some(word) = self.0.get_mut(document as usize / 64) {
            *word |= 1 << (document % 64);
        }
    }

    pub(super) fn has(&self, document: u32) -> bool {
        self.0.get(document as usize / 64).is_some_and(|word| word >> (document % 64) & 1 == 1)
    }

    fn combine(&mut self, other: &Self, with: impl Fn(u64, u64) -> u64) {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a = with(*a, *b);
        }
    }
}

/// Documents that have one of each group and nothing that is excluded.
pub(super) fn kept(demands: &Demands, words: &Words) -> Set {
    let mut kept = Set::all(words.len());
    for group in &demands.groups {
        let mut any = Set::none(words.len());
        for atom in group {
            any.combine(&having(atom, words), |a, b| a | b);
        }
        kept.combine(&any, |a, b| a & b);
    }
    for atom in &demands.excluded {
        kept.combine(&having(atom, words), |a, b| a & !b);
    }
    kept
}

fn having(atom: &Atom, words: &Words) -> Set {
    match atom {
        Atom::Words { lemmas, fields } => all(lemmas, *fields, words),
        Atom::Phrase { words: phrase, fields } => following(phrase, *fields, words),
        Atom::Place { marks, lemmas } => {
            let mut set = if marks.is_empty() { all(lemmas, mask(&["place", "agency"]), words) } else { Set::none(words.len()) };
            for list in marks.iter().filter_map(|mark| words.list(mark)) {
                words.each(list, |document, _| set.add(document));
            }
            set
        }
        Atom::Years(from, to) => {
            let mut set = Set::none(words.len());
            for document in 0..words.len() as u32 {
                let year = words.facts(document).year;
                if year > 0 && (*from..=*to).contains(&year) {
                    set.add(document);
                }
            }
            set
        }
        Atom::Value { values } => {
            let mut set = Set::none(words.len());
            for list in values.iter().filter_map(|mark| words.list(mark)) {
                words.each(list, |document, _| set.add(document));
            }
            set
        }
    }
}

fn all(lemmas: &[String], fields: u8, words: &Words) -> Set {
    let mut kept = Set::all(words.len());
    for lemma in lemmas {
        let mut any = Set::none(words.len());
        for list in words.lemma(lemma).lists {
            within(list, fields, words, &mut any);
        }
        kept.combine(&any, |a, b| a & b);
    }
    kept
}

fn within(list: List, fields: u8, words: &Words, set: &mut Set) {
    words.each(list, |document, occurrences| {
        if occurrences.counts.iter().enumerate().any(|(field, count)| *count > 0 && fields >> field & 1 == 1) {
            set.add(document);
        }
    });
}

/// Documents in which the words follow each other. The rarest word proposes, the others are asked for these documents only.
fn following(phrase: &[String], fields: u8, words: &Words) -> Set {
    let mut set = Set::none(words.len());
    let lists: Option<Vec<List>> = phrase.iter().map(|word| words.list(word)).collect();
    let Some(lists) = lists else { return set };
    let mut order: Vec<(u32, List)> = lists.into_iter().enumerate().map(|(place, list)| (place as u32, list)).collect();
    order.sort_by_key(|(_, list)| list.documents);
    let mut walks: Vec<(u32, Places<'_>)> = order.into_iter().map(|(place, list)| (place, words.places(list))).collect();
    let Some(((first, rarest), others)) = walks.split_first_mut() else { return set };
    // where the phrase would begin, and the positions of one word
    let (mut starts, mut found) = (Vec::new(), Vec::new());
    let mut document = 0;
    'documents: while let Some(next) = rarest.seek(document) {
        document = next;
        for (_, other) in others.iter_mut() {
            match other.seek(document) {
                Some(there) if there == document => {}
                Some(there) => {
                    document = there;
                    continue 'documents;
                }
                None => break 'documents,
            }
        }
        let mut in_fields = rarest.read(&mut found) & fields != 0;
        starts.clear();
        starts.extend(found.iter().filter_map(|position| position.checked_sub(*first)));
        for (place, other) in others.iter_mut() {
            in_fields &= other.read(&mut found) & fields != 0;
            starts.retain(|start| found.binary_search(&(start + *place)).is_ok());
        }
        if in_fields && !starts.is_empty() {
            set.add(document);
        }
        document += 1;
    }
    set
}
