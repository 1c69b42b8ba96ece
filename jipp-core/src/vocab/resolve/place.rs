//! The places of a name: which regions does each mean, once the word for its kind and its neighbours are heard?

use super::lexicon::{PlaceName, PlaceSense, Word};
use super::parts::{Meaning, Part};
use super::reason::Reason;
use super::tokens::Gap;
use crate::vocab::region::{Region, RegionKind};

/// One place of a name.
#[derive(Debug)]
pub(super) struct PlaceFound {
    pub(super) regions: Vec<&'static Region>,
    /// How well it is told, 0 to 1: above 0.5 it is an answer, otherwise a hint.
    pub(super) score: f64,
    pub(super) reason: Reason,
    /// Whether the word for its kind stands with it.
    pub(super) with_kind: bool,
}

/// The word for the kind of the place at `at`: before it in Indonesian (`Kota Malang`), after it in English.
fn stated_kind(parts: &[Part], at: usize) -> Option<RegionKind> {
    let kind = |part: &Part, wanted: bool| match part.word() {
        Some(Word::Kind { kind, follows, .. }) if follows == wanted => Some(kind),
        _ if !wanted => part.kind,
        _ => None,
    };
    // `Kab/Kota Malang` states both kinds, which is none
    let either =
        |at: usize| match (at.checked_sub(2).and_then(|first| parts.get(first)), at.checked_sub(1).and_then(|last| parts.get(last))) {
            (Some(first), Some(last)) => {
                last.gap > Gap::Blank && kind(first, false).is_some_and(|a| kind(last, false).is_some_and(|b| a != b))
            }
            _ => false,
        };
    if either(at) {
        return None;
    }
    let before = |wanted: bool| {
        let nearer = parts.iter().take(at).rev().take_while(|part| part.places().is_none());
        nearer.take_while(|part| !matches!(part.meaning, Meaning::Body(_)) || part.kind.is_some()).find_map(|part| kind(part, wanted))
    };
    parts.get(at + 1).and_then(|part| kind(part, true)).or_else(|| before(false)).or_else(|| before(true))
}

/// The regions a phrase means, given the stated kind; a hint only, with the second value below 0.5, if none is of that kind.
fn meant(senses: &[&'static PlaceSense], kind: Option<RegionKind>) -> (Vec<&'static PlaceSense>, f64) {
    let fits = |sense: &&&PlaceSense| kind.is_none_or(|kind| sense.region.kind == kind) && sense.only.is_none_or(|only| kind == Some(only));
    let mut fitting: Vec<&PlaceSense> = senses.iter().filter(fits).copied().collect();
    if fitting.is_empty() {
        // `Kabupaten Surabaya` does not exist: offer the place, but not as an answer
        let open: Vec<&PlaceSense> = senses.iter().copied().filter(|sense| sense.only.is_none() || kind.is_none()).collect();
        return (if open.is_empty() { senses.to_vec() } else { open }, 0.4);
    }
    if fitting.iter().any(|sense| sense.how == PlaceName::Official) {
        fitting.retain(|sense| sense.how == PlaceName::Official);
    }
    let sure = fitting.iter().all(|sense| sense.sure);
    let score = match (kind.is_some(), sure) {
        (true, true) => 1.0,
        // an uncertain nickname with its kind: one region of this kind bears it, or several do
        (true, false) => {
            if fitting.len() == 1 && fitting.iter().all(|sense| sense.how != PlaceName::Capital) {
                0.8
            } else {
                0.5
            }
        }
        (false, true) => 0.9,
        (false, false) => 0.5,
    };
    (fitting, score)
}

/// The places of a name; the province of another place is left out, and so is a place named twice.
pub(super) fn places(parts: &[Part]) -> Vec<PlaceFound> {
    let mut found: Vec<PlaceFound> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Some(senses) = part.places() else { continue };
        let kind = stated_kind(parts, at);
        let (senses, score) = meant(senses, kind);
        let how = senses.iter().map(|sense| sense.how).min().unwrap_or(PlaceName::Official);
        let (score, reason) = match part.meaning {
            _ if score < 0.5 => (score, Reason::NoSuchKind),
            Meaning::Misspelt(_, letters) => (score.min(0.75), Reason::Spelling(letters)),
            _ => (score, Reason::Place(how)),
        };
        found.push(PlaceFound {
            regions: senses.iter().map(|sense| sense.region).collect(),
            score,
            reason,
            with_kind: kind.is_some() && score > 0.5,
        });
    }
    within_provinces(&mut found);
    // `RSUD Sleman Kab. Sleman`: of a place named twice the surer mention counts
    let mut places: Vec<PlaceFound> = Vec::new();
    for place in found {
        let codes = |place: &PlaceFound| place.regions.iter().map(|region| region.code.as_str()).collect::<Vec<_>>();
        match places.iter_mut().find(|known| codes(known) == codes(&place)) {
            Some(known) if place.score > known.score || (place.with_kind && !known.with_kind) => *known = place,
            Some(_) => {}
            None => places.push(place),
        }
    }
    places
}

/// `Kota Malang, Jawa Timur`: the province says where the city lies, and decides between two regions of one name.
fn within_provinces(found: &mut Vec<PlaceFound>) {
    let provinces: Vec<Vec<&str>> = found
        .iter()
        .map(|place| place.regions.iter().filter(|region| region.kind == RegionKind::Provinsi).map(|region| region.code.as_str()).collect())
        .collect();
    let inside =
        |region: &Region, of: &[&str]| region.kind != RegionKind::Provinsi && of.iter().any(|province| region.ever_lay_in(province));
    for (at, place) in found.iter_mut().enumerate() {
        let others: Vec<&str> =
            provinces.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, codes)| codes.iter().copied()).collect();
        if place.regions.len() > 1 && place.regions.iter().any(|region| inside(region, &others)) {
            place.regions.retain(|region| inside(region, &others));
            place.score = place.score.max(0.9);
        }
    }
    let around: Vec<bool> = provinces
        .iter()
        .enumerate()
        .map(|(at, codes)| {
            found.iter().enumerate().any(|(other, place)| other != at && place.regions.iter().any(|region| inside(region, codes)))
        })
        .collect();
    let mut around = around.into_iter();
    found.retain(|_| !around.next().unwrap_or_default());
}
