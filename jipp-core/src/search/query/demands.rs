//! What must and must not occur.

use super::places;
use super::syntax::{Demand, Piece, years};
use crate::search::fields::{ALL_FIELDS, mask, region_mark, value_mark};
use crate::text::{key, tokenize, words};

/// One thing that occurs in a document or not.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::search) enum Atom {
    /// These lemmas, all of them, in one of these fields each.
    Words { lemmas: Vec<String>, fields: u8 },
    /// These words as written, one after the other.
    Phrase { words: Vec<String>, fields: u8 },
    /// One of these marks, or else these lemmas.
    Place { marks: Vec<String>, lemmas: Vec<String> },
    /// A year in this range.
    Years(u16, u16),
    /// One of these marks.
    Value { values: Vec<String> },
}

/// What must and must not occur.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::search) struct Demands {
    /// Of each group one must.
    pub(in crate::search) groups: Vec<Vec<Atom>>,
    /// None of these.
    pub(in crate::search) excluded: Vec<Atom>,
}

impl Demands {
    pub(super) fn new(pieces: &[Piece]) -> Self {
        let mut demands = Self::default();
        let mut numbers: Vec<usize> = Vec::new();
        for piece in pieces {
            let Some(atom) = (piece.demand != Demand::None).then(|| atom(piece)).flatten() else { continue };
            match piece.demand {
                Demand::One(number) => {
                    if let Some(group) = numbers.iter().position(|n| *n == number).and_then(|at| demands.groups.get_mut(at)) {
                        if !group.contains(&atom) {
                            group.push(atom);
                        }
                    } else {
                        numbers.push(number);
                        demands.groups.push(vec![atom]);
                    }
                }
                _ if demands.excluded.contains(&atom) => {}
                _ => demands.excluded.push(atom),
            }
        }
        // what is demanded twice is read once
        let groups = std::mem::take(&mut demands.groups);
        for group in groups {
            if !demands.groups.contains(&group) {
                demands.groups.push(group);
            }
        }
        demands
    }

    /// Whether nothing is demanded.
    pub(in crate::search) fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.excluded.is_empty()
    }
}

/// The searched fields that a field name means; `None` where it is about a column.
pub(super) fn searched_in(field: &str) -> Option<u8> {
    match field {
        "title" => Some(mask(&["title", "acronym"])),
        "agency" => Some(mask(&["agency", "unit"])),
        "region" => Some(mask(&["place", "agency"])),
        "acronym" | "unit" | "summary" | "problem" => Some(mask(&[field])),
        _ => None,
    }
}

fn atom(piece: &Piece) -> Option<Atom> {
    if let Some(facet) = piece.field.filter(|field| matches!(*field, "source" | "status" | "award" | "sdg")) {
        let value = key(&piece.text);
        return (!value.is_empty()).then(|| Atom::Value { values: vec![value_mark(facet, &value)] });
    }
    if piece.field == Some("year") {
        return years(&piece.text).map(|(from, to)| Atom::Years(from, to));
    }
    let tokens = tokenize(&piece.text);
    let lemmas: Vec<String> = tokens.iter().map(|token| token.lemma.clone()).collect();
    if lemmas.is_empty() {
        return None;
    }
    if piece.field == Some("region") {
        let asked: Vec<String> = words(&piece.text).collect();
        let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
        let place = places::place(&asked).filter(|place| place.words == asked.len());
        let marks = place.map(|place| place.codes.iter().map(|code| region_mark(code)).collect()).unwrap_or_default();
        return Some(Atom::Place { marks, lemmas });
    }
    let fields = piece.field.and_then(searched_in).unwrap_or(ALL_FIELDS);
    if piece.quoted && lemmas.len() > 1 {
        return Some(Atom::Phrase { words: words(&piece.text).collect(), fields });
    }
    Some(Atom::Words { lemmas, fields })
}
