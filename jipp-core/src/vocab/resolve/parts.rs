//! Reads the words of a name from left to right, longest known phrase first.

use super::lexicon::{BodySense, Entry, LONGEST, Lexicon, PlaceName, PlaceSense, Word, lexicon};
use super::tokens::{Gap, Token, Words};
use crate::vocab::region::RegionKind;
use crate::vocab::unit::{NamedUnit, UnitType};

/// What a part of a name says.
#[derive(Debug, Clone)]
pub(super) enum Meaning {
    Word(Word),
    Place(Vec<&'static PlaceSense>),
    Body(&'static [BodySense]),
    Unit(&'static UnitType),
    Named(&'static [&'static NamedUnit]),
    /// Digits.
    Number,
    /// A place with so many letters different from the name in the table.
    Misspelt(Vec<&'static PlaceSense>, usize),
    /// A word that no table knows.
    Other,
}

/// A part of a name.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) meaning: Meaning,
    /// What stands before it.
    pub(super) gap: Gap,
    /// Its words glued together.
    pub(super) text: String,
    /// The kind of place that the phrase of a unit or body ends with: `BPS Kota`, `Bawaslu Kabupaten`.
    pub(super) kind: Option<RegionKind>,
}

impl Part {
    /// The regions it may mean, if it is a place.
    pub(super) fn places(&self) -> Option<&[&'static PlaceSense]> {
        match &self.meaning {
            Meaning::Place(senses) | Meaning::Misspelt(senses, _) => Some(senses),
            _ => None,
        }
    }

    pub(super) fn word(&self) -> Option<Word> {
        match self.meaning {
            Meaning::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// Short forms of units that are ordinary words or letters too: they count only where they open the name.
const OPENING_ONLY: &[&str] =
    &["ms", "tn", "pa", "pn", "man", "min", "mi", "ma", "bib", "upp", "lanal", "lanud", "mtsn", "kute", "pekon", "lembang"];

/// The parts of a name in `year`.
pub(super) fn parts(words: &Words, year: Option<i32>) -> Vec<Part> {
    let lexicon = lexicon();
    let tokens = &words.tokens;
    let mut parts: Vec<Part> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    let mut phrase = String::new();
    while let Some(token) = tokens.get(at) {
        let mut found: Option<(usize, Meaning)> = None;
        let mut text = token.text.clone();
        phrase.clear();
        let mut bracket = false;
        for (length, next) in tokens.iter().skip(at).take(LONGEST).enumerate() {
            if length > 0 && next.gap > Gap::Bracket {
                break;
            }
            // only the whole name of a unit goes through a bracket: `RSUD Dr. (H.C.) Ir. Soekarno`
            bracket |= length > 0 && next.gap == Gap::Bracket;
            phrase.push_str(&next.text);
            if bracket && lexicon.get(&phrase).is_none_or(|entry| entry.named.is_empty()) {
                continue;
            }
            if let Some(meaning) =
                lexicon.get(&phrase).and_then(|entry| choose(entry, &phrase, &parts, at == 0, tokens.get(at + length + 1), year))
            {
                found = Some((length + 1, meaning));
                text.clone_from(&phrase);
            }
        }
        let found = found.or_else(|| english_direction(lexicon, tokens, at, year));
        if let Some((length, meaning)) = found {
            at += length;
            let last = tokens.get(at - 1).filter(|_| length > 1 && !matches!(meaning, Meaning::Place(_)));
            let kind = match last.and_then(|token| lexicon.get(&token.text)).and_then(|entry| entry.word) {
                Some(Word::Kind { kind, follows: false, .. }) => Some(kind),
                _ => None,
            };
            parts.push(Part { meaning, gap: token.gap, text, kind });
            continue;
        }
        if let Some((kind, place)) = glued_to_kind(lexicon, &token.text, year) {
            parts.push(Part { meaning: kind, gap: token.gap, text: String::new(), kind: None });
            parts.push(Part { meaning: place, gap: Gap::Blank, text, kind: None });
        } else {
            let number = token.text.chars().all(|c| c.is_ascii_digit());
            let meaning = if number { Meaning::Number } else { Meaning::Other };
            parts.push(Part { meaning, gap: token.gap, text, kind: None });
        }
        at += 1;
    }
    parts
}

/// Which of its meanings a phrase has here.
fn choose(entry: &'static Entry, phrase: &str, before: &[Part], first: bool, next: Option<&Token>, year: Option<i32>) -> Option<Meaning> {
    let places = || {
        let senses: Vec<&PlaceSense> = entry.places.iter().filter(|sense| in_use(sense, year)).collect();
        (!senses.is_empty()).then_some(Meaning::Place(senses))
    };
    if before.last().and_then(Part::word).is_some_and(|word| matches!(word, Word::Kind { follows: false, .. }))
        && let Some(place) = places()
    {
        return Some(place);
    }
    if let Some(word) = entry.word {
        return Some(Meaning::Word(word));
    }
    if !entry.named.is_empty() && entry.unit.is_none_or(|unit| unit.owner_level != "central") {
        return Some(Meaning::Named(&entry.named));
    }
    let body = (!entry.bodies.is_empty()).then_some(Meaning::Body(&entry.bodies));
    if body.is_some() && entry.bodies.iter().any(|sense| !sense.short) {
        return body;
    }
    let opens = first && next.is_some();
    let unit = entry.unit.filter(|_| opens || !OPENING_ONLY.contains(&phrase)).map(Meaning::Unit);
    match (unit, body) {
        // `DKP Kota Semarang` is a dinas, `DKP` alone may be a ministry
        (Some(Meaning::Unit(unit)), Some(body)) => {
            Some(if unit.owner_level != "central" && next.is_some() { Meaning::Unit(unit) } else { body })
        }
        (Some(unit), _) => Some(unit),
        (None, body) => places().or(body),
    }
}

/// An old name is still understood without a year; with one, it must have been in use up to ten years before.
pub(super) fn in_use(sense: &PlaceSense, year: Option<i32>) -> bool {
    year.is_none_or(|year| sense.years.0.is_none_or(|from| from <= year) && sense.years.1.is_none_or(|to| year <= to + 10))
}

/// `Central Lombok`, `North Luwu`: English puts the direction first.
fn english_direction(lexicon: &'static Lexicon, tokens: &[Token], at: usize, year: Option<i32>) -> Option<(usize, Meaning)> {
    let direction = match tokens.get(at)?.text.as_str() {
        "north" => "utara",
        "south" => "selatan",
        "east" => "timur",
        "west" => "barat",
        "central" => "tengah",
        "southeast" => "tenggara",
        _ => return None,
    };
    (1..=2).rev().find_map(|length| {
        let mut name: String = tokens.get(at + 1..at + 1 + length)?.iter().map(|token| token.text.as_str()).collect();
        name.push_str(direction);
        let entry = lexicon.get(&name)?;
        let senses: Vec<&PlaceSense> = entry.places.iter().filter(|s| s.how == PlaceName::Official && in_use(s, year)).collect();
        (!senses.is_empty()).then_some((length + 1, Meaning::Place(senses)))
    })
}

/// `KabBandung`, `PemkotMalang`: the blank is missing.
fn glued_to_kind(lexicon: &'static Lexicon, word: &str, year: Option<i32>) -> Option<(Meaning, Meaning)> {
    ["pemerintahkabupaten", "pemerintahkota", "kabupaten", "provinsi", "pemprov", "pemkab", "pemkot", "kota", "prov", "kab"]
        .iter()
        .find_map(|prefix| {
            let entry = lexicon.get(word.strip_prefix(prefix)?)?;
            let senses: Vec<&PlaceSense> = entry.places.iter().filter(|sense| in_use(sense, year)).collect();
            let kind = match *prefix {
                "kab" => "kabupaten",
                "prov" => "provinsi",
                other => other,
            };
            let kind = lexicon.get(kind)?.word?;
            (!senses.is_empty()).then_some((Meaning::Word(kind), Meaning::Place(senses)))
        })
}
