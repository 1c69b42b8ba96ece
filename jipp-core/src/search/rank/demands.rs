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

/// What may still be read.
struct Budget {
    left: usize,
    /// What was read.
    read: usize,
    /// Whether something was passed over.
    cut: bool,
}

impl Budget {
    /// Whether so much may be read; what may not is passed over.
    fn allows(&mut self, entries: usize) -> bool {
        match self.left.checked_sub(entries) {
            Some(left) => {
                self.left = left;
                self.read += entries;
            }
            None => self.cut = true,
        }
        !self.cut
    }
}

/// Looking for one document in a list takes the time of so many entries.
const SEEK: usize = 2;
/// Years of so many documents are looked at in the time of an entry.
const YEARS_AT_ONCE: usize = 8;

/// Documents that have one of each group and nothing that is excluded; and whether all was read. Of at most `most` entries and positions: what
/// is demanded beyond is not looked at.
pub(super) fn kept(demands: &Demands, words: &Words, most: usize) -> (Set, bool) {
    let mut budget = Budget { left: most, read: 0, cut: false };
    let kept = within_budget(demands, words, &mut budget);
    (kept, !budget.cut)
}

/// The same, and how much was read.
#[cfg(test)]
pub(super) fn counted(demands: &Demands, words: &Words, most: usize) -> (Set, bool, usize) {
    let mut budget = Budget { left: most, read: 0, cut: false };
    let kept = within_budget(demands, words, &mut budget);
    (kept, !budget.cut, budget.read)
}

fn within_budget(demands: &Demands, words: &Words, budget: &mut Budget) -> Set {
    let mut kept = Set::all(words.len());
    for group in &demands.groups {
        let mut any = Set::none(words.len());
        for atom in group {
            any.combine(&having(atom, words, budget), |a, b| a | b);
        }
        // a group that was not read to its end demands nothing
        if !budget.cut || matches!(group.as_slice(), [Atom::Phrase { .. }]) {
            kept.combine(&any, |a, b| a & b);
        }
        if budget.cut {
            return kept;
        }
    }
    for atom in &demands.excluded {
        let set = having(atom, words, budget);
        kept.combine(&set, |a, b| a & !b);
        if budget.cut {
            return kept;
        }
    }
    kept
}

fn having(atom: &Atom, words: &Words, budget: &mut Budget) -> Set {
    match atom {
        Atom::Words { lemmas, fields } => all(lemmas, *fields, words, budget),
        Atom::Phrase { words: phrase, fields } => following(phrase, *fields, words, budget),
        Atom::Place { marks, lemmas } if marks.is_empty() => all(lemmas, mask(&["place", "agency"]), words, budget),
        Atom::Place { marks: values, .. } | Atom::Value { values } => {
            let mut set = Set::none(words.len());
            for list in values.iter().filter_map(|mark| words.list(mark)) {
                if budget.allows(list.documents as usize) {
                    words.each(list, |document, _| set.add(document));
                }
            }
            set
        }
        Atom::Years(from, to) => {
            let mut set = Set::none(words.len());
            // a year stands beside the others, no entry is taken apart
            if budget.allows(words.len() / YEARS_AT_ONCE) {
                for document in 0..words.len() as u32 {
                    let year = words.facts(document).year;
                    if year > 0 && (*from..=*to).contains(&year) {
                        set.add(document);
                    }
                }
            }
            set
        }
    }
}

fn all(lemmas: &[String], fields: u8, words: &Words, budget: &mut Budget) -> Set {
    let mut kept = Set::all(words.len());
    for lemma in lemmas {
        let mut any = Set::none(words.len());
        for list in words.lemma(lemma).lists {
            if budget.allows(list.documents as usize) {
                within(list, fields, words, &mut any);
            }
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

/// Documents in which the words follow each other. The rarest word proposes, the others are asked for these documents only. Documents are
/// read in their order until the budget is spent.
fn following(phrase: &[String], fields: u8, words: &Words, budget: &mut Budget) -> Set {
    let mut set = Set::none(words.len());
    let lists: Option<Vec<List>> = phrase.iter().map(|word| words.list(word)).collect();
    let Some(lists) = lists else { return set };
    let mut order: Vec<(u32, List)> = lists.into_iter().enumerate().map(|(place, list)| (place as u32, list)).collect();
    order.sort_by_key(|(_, list)| list.documents);
    let mut walks: Vec<(u32, Places<'_>)> = order.into_iter().map(|(place, list)| (place, words.places(list))).collect();
    let Some(((first, rarest), others)) = walks.split_first_mut() else { return set };
    // where the phrase would begin
    let mut starts = Vec::new();
    let mut document = 0;
    'documents: while let Some(next) = rarest.seek(document) {
        if !budget.allows(SEEK * (1 + others.len())) {
            break;
        }
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
        // a phrase crosses no fields, so it is where its rarest word is
        let mut read = rarest.read(fields, &mut starts);
        starts.retain_mut(|start| start.checked_sub(*first).map(|begin| *start = begin).is_some());
        for (place, other) in others.iter_mut() {
            read += other.meet(&mut starts, *place);
        }
        if !starts.is_empty() {
            set.add(document);
        }
        if !budget.allows(read) {
            break;
        }
        document += 1;
    }
    set
}
