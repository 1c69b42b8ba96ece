//! Typing errors: an unknown word beside a place is joined with it before a name is weighed; everything else is tried only when the
//! words as written mean nothing.

use super::Context;
use super::lexicon::{BodySense, PlaceName, PlaceSense, Word, lexicon};
use super::owner::{Answer, Found, Owner, body, distinct};
use super::parts::{Meaning, Part, in_use, parts};
use super::reason::Reason;
use super::tokens::{Gap, Token, Words};
use crate::vocab::agency::local_government_of;
use crate::vocab::region::{Region, RegionKind};

/// How many letters may differ in a name of this length; a stated kind is half of the evidence.
fn allowed(length: usize, with_kind: bool) -> usize {
    match (length, with_kind) {
        (0..=4, _) | (5..=6, false) => 0,
        (5..=8, true) | (7..=11, false) => 1,
        _ => 2,
    }
}

/// The owner after correction of one name, if exactly one correction fits best. Where something was understood
/// (`nothing` is false), only a place after the word for its kind, or the name of a whole body, is corrected.
pub(super) fn fuzzy(words: &Words, read: &[Part], context: Context, nothing: bool) -> Option<Answer> {
    // a company is not a typing error of a place: `PT Surabaya`
    if words.company {
        return whole_body(words, context);
    }
    if !nothing {
        return place_of_kind(read).or_else(|| whole_body(words, context)).or_else(|| unit_near(read));
    }
    place_of_kind(read).or_else(|| whole_place(words)).or_else(|| whole_body(words, context)).or_else(|| one_word(words, read, context))
}

/// `Kab. Minahahasa Utara`, `Dinas Kesehatan Kota Tanggerang Selatan`: the unknown words after the kind are a place.
fn place_of_kind(read: &[Part]) -> Option<Answer> {
    let (at, kind) = read.iter().enumerate().find_map(|(at, part)| match part.word() {
        Some(Word::Kind { kind, follows: false, .. }) => Some((at, kind)),
        _ => None,
    })?;
    let mut name = String::new();
    for part in read.iter().skip(at + 1).skip_while(|part| part.word().is_some()) {
        match &part.meaning {
            Meaning::Other if name.is_empty() || part.gap < Gap::Comma => name.push_str(&part.text),
            Meaning::Word(_) | Meaning::Place(_) | Meaning::Misspelt(..) if name.is_empty() => return None,
            _ => break,
        }
    }
    near_places(&name, Some(kind), 0.75)
}

/// `RSUD Bantull`: a unit and one unknown name. It may be a person's, so a near place is only a candidate.
fn unit_near(read: &[Part]) -> Option<Answer> {
    let name: String = read.iter().filter(|part| matches!(part.meaning, Meaning::Other)).map(|part| part.text.as_str()).collect();
    let mut answer = near_places(&name, None, 0.4)?;
    if let Found::One(owner) = answer.found {
        answer.found = Found::Several { owners: vec![Owner { reason: Reason::Similar, ..owner }], joint: false };
    }
    Some(Answer { place: None, ..answer })
}

/// The name is nothing but a place with a typing error.
fn whole_place(words: &Words) -> Option<Answer> {
    let mut kind = None;
    let mut rest = String::new();
    for token in &words.tokens {
        match (token.text.as_str(), lexicon().get(&token.text).and_then(|entry| entry.word)) {
            (_, Some(Word::Kind { kind: stated, follows: false, .. })) => kind = Some(stated),
            ("pemerintah" | "pemda" | "daerah", _) => {}
            (other, _) => rest.push_str(other),
        }
    }
    near_places(&rest, kind, 0.75)
}

/// `Kabupaten Nias Selautan`, `RSUD Rejangg Lebong`: an unknown word beside a place may belong to a longer name, which is meant
/// rather than the shorter one. Such parts become one.
pub(super) fn join_misspelt(read: &mut Vec<Part>, context: Context) {
    let mut at = 0;
    while at < read.len() {
        if let Some((length, senses, distance)) = (2..=4).rev().find_map(|length| misspelt(read.get(at..at + length)?, read, at, context)) {
            let rest = read.split_off(at + length);
            let joined = read.split_off(at);
            let gap = joined.first().map_or(Gap::Blank, |part| part.gap);
            let text = joined.iter().map(|part| part.text.as_str()).collect();
            read.push(Part { meaning: Meaning::Misspelt(senses, distance), gap, text, kind: None });
            read.extend(rest);
        }
        at += 1;
    }
}

type Misspelt = (usize, Vec<&'static PlaceSense>, usize);

/// The longer place that these parts together misspell, if a place and an unknown word are among them and one is that near.
fn misspelt(window: &[Part], read: &[Part], at: usize, context: Context) -> Option<Misspelt> {
    let fits = |part: &Part| matches!(part.meaning, Meaning::Place(_) | Meaning::Other);
    let apart = window.iter().skip(1).any(|part| part.gap > Gap::And);
    let places = window.iter().filter(|part| matches!(part.meaning, Meaning::Place(_))).count();
    if apart || !window.iter().all(fits) || places == 0 || places == window.len() {
        return None;
    }
    let kind = at.checked_sub(1).and_then(|before| read.get(before)).and_then(|part| match part.word() {
        Some(Word::Kind { kind, follows: false, .. }) => Some(kind),
        _ => part.kind,
    });
    let name: String = window.iter().map(|part| part.text.as_str()).collect();
    let (distance, found) = spelt_like(&name, kind, |_, sense| in_use(sense, context.year))?;
    Some((window.len(), found, distance))
}

/// The names of places of a kind that are nearest to a name, and how many letters differ; none beyond what is forgiven.
fn spelt_like(name: &str, kind: Option<RegionKind>, keep: impl Fn(&str, &PlaceSense) -> bool) -> Option<(usize, Vec<&'static PlaceSense>)> {
    let limit = allowed(name.chars().count(), kind.is_some());
    if limit == 0 {
        return None;
    }
    let senses = |key: &str| {
        let senses = lexicon().get(key).map(|entry| entry.places.as_slice()).unwrap_or_default();
        let fits =
            |sense: &&PlaceSense| sense.how <= PlaceName::Spelling && kind.is_none_or(|kind| sense.region.kind == kind) && keep(key, sense);
        senses.iter().filter(fits).collect::<Vec<_>>()
    };
    let (distance, keys) = lexicon().places.nearest(name, limit, |key| !senses(key).is_empty());
    let found: Vec<&'static PlaceSense> = keys.iter().flat_map(|key| senses(key)).collect();
    (!found.is_empty()).then_some((distance, found))
}

fn near_places(name: &str, kind: Option<RegionKind>, score: f64) -> Option<Answer> {
    let (distance, near) = spelt_like(name, kind, |key, _| key != name)?;
    let near: Vec<&'static Region> = near.into_iter().map(|sense| sense.region).collect();
    let agencies = distinct(near.iter().filter_map(|region| local_government_of(region)));
    let found = match agencies.as_slice() {
        [] => return None,
        [agency] => Found::One(Owner { agency, score, reason: Reason::Spelling(distance) }),
        several => Found::Several {
            owners: several.iter().map(|agency| Owner { agency, score: 0.4, reason: Reason::Similar }).collect(),
            joint: false,
        },
    };
    let place = if let [region] = near.as_slice() { Some(*region) } else { None };
    Some(Answer { found, partners: Vec::new(), place })
}

/// `Badan Metereologi, Klimatologi, dan Geofisika`: the whole name is that of a body but for a few letters.
fn whole_body(words: &Words, context: Context) -> Option<Answer> {
    let name: String = words.tokens.iter().map(|token| token.text.as_str()).collect();
    let limit = match name.chars().count() {
        0..=9 => return None,
        10..=23 => 1,
        24..=35 => 2,
        _ => 3,
    };
    let (distance, keys) = lexicon().bodies.nearest(&name, limit, |_| true);
    let hits: Vec<BodySense> = keys
        .iter()
        .filter_map(|key| lexicon().get(key))
        .flat_map(|entry| entry.bodies.iter().filter(|sense| !sense.short && !sense.agency.is_pattern))
        .copied()
        .collect();
    let found = match body(&hits, context.year) {
        Found::One(owner) => Found::One(Owner { score: 0.75, reason: Reason::Spelling(distance), ..owner }),
        Found::Nothing => return None,
        other => other,
    };
    Some(Answer { found, partners: Vec::new(), place: None })
}

/// `Kejaksan Negeri Sleman`: the name opens with an unknown word that is one letter from a word of units and bodies.
fn one_word(words: &Words, read: &[Part], context: Context) -> Option<Answer> {
    if read.iter().any(|part| matches!(part.meaning, Meaning::Unit(_) | Meaning::Body(_) | Meaning::Named(_))) || read.len() < 2 {
        return None;
    }
    let mut changed = false;
    let tokens = words.tokens.iter().enumerate().map(|(at, token)| {
        let unknown =
            lexicon().get(&token.text).is_none() && token.text.len() >= 6 && at < 4 && !token.text.bytes().any(|b| b.is_ascii_digit());
        let correction = if unknown { lexicon().words.nearest(&token.text, 1, |_| true) } else { (0, Vec::new()) };
        match correction.1.as_slice() {
            [word] if correction.0 == 1 => {
                changed = true;
                Token { text: (*word).to_owned(), gap: token.gap }
            }
            _ => token.clone(),
        }
    });
    let words = Words { tokens: tokens.collect(), company: words.company, year: words.year };
    if !changed {
        return None;
    }
    let answer = super::clause::read(&parts(&words, context.year), context, words.company);
    match answer.found {
        Found::One(owner) => {
            let found = Found::One(Owner { score: owner.score.min(0.75), reason: Reason::Spelling(1), ..owner });
            Some(Answer { found, ..answer })
        }
        Found::Several { .. } => Some(answer),
        _ => None,
    }
}
