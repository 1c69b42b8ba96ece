//! Places, and the governments and units in them.

use super::{Found, ResolveOptions};
use crate::text::words;
use crate::vocab::agency::{Agency, agency_by_code, in_year, owner_of_slug};
use crate::vocab::parse::{Part, parts};
use crate::vocab::region::{Region, RegionKind};

pub(super) struct PlaceFound {
    pub(super) regions: Vec<&'static Region>,
    pub(super) score: f64,
    pub(super) why: &'static str,
}

/// The places of a name with the word for their kind applied, the province of another place left out.
pub(super) fn places(parts: &[Part]) -> Vec<PlaceFound> {
    let mut found: Vec<PlaceFound> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Part::Place { regions, why, sure } = part else { continue };
        let before = parts.iter().take(at).rev().take_while(|p| !matches!(p, Part::Place { .. })).find_map(|p| match p {
            Part::Kind { kind, follows: false } => Some(*kind),
            _ => None,
        });
        let english_after = parts.get(at + 1).and_then(|p| match p {
            Part::Kind { kind, follows: true } => Some(*kind),
            _ => None,
        });
        let english_before = parts.iter().take(at).rev().take_while(|p| !matches!(p, Part::Place { .. })).find_map(|p| match p {
            Part::Kind { kind, follows: true } => Some(*kind),
            _ => None,
        });
        let kind = english_after.or(before).or(english_before);
        let fitting: Vec<&Region> = regions.iter().copied().filter(|r| kind.is_none_or(|k| r.kind == k)).collect();
        let (regions, score) = if fitting.is_empty() {
            // `Kabupaten Surabaya` does not exist: offer the place, but not as an answer
            (regions.clone(), 0.4)
        } else {
            (
                fitting,
                if kind.is_some() {
                    1.0
                } else if *sure {
                    0.9
                } else {
                    0.6
                },
            )
        };
        found.push(PlaceFound { regions, score, why });
    }
    // `Kota Malang, Jawa Timur`: the province says where the city lies; it also decides between two of the same name
    if found.len() > 1 {
        let codes: Vec<&str> = found
            .iter()
            .filter_map(|p| match p.regions.as_slice() {
                [one] if one.kind == RegionKind::Provinsi => Some(one.code.as_str()),
                _ => None,
            })
            .collect();
        let inside: Vec<usize> = (0..found.len())
            .filter(|i| {
                found.get(*i).is_some_and(|p| {
                    p.regions.iter().any(|r| r.kind != RegionKind::Provinsi && codes.contains(&r.province().code.as_str()))
                })
            })
            .collect();
        if !inside.is_empty() {
            let mut at = 0;
            found.retain_mut(|place| {
                let keep = inside.contains(&at);
                at += 1;
                if keep && place.regions.len() > 1 {
                    place.regions.retain(|r| codes.contains(&r.province().code.as_str()));
                }
                keep
            });
        }
        // the same place twice (`Pemkab Malang, Kabupaten Malang`)
        let mut seen: Vec<Vec<&str>> = Vec::new();
        found.retain(|p| {
            let codes: Vec<&str> = p.regions.iter().map(|r| r.code.as_str()).collect();
            let new = !seen.contains(&codes);
            if new {
                seen.push(codes);
            }
            new
        });
    }
    found
}

pub(super) fn government(region: &'static Region) -> Option<&'static Agency> {
    let region = if region.is_administrative() { region.province() } else { region };
    agency_by_code(&format!("pemda:{}", region.code))
}

/// A Samsat office is shared by the province (tax), the police (registration) and Jasa Raharja (insurance): Perpres 5/2015.
fn samsat(found: &[PlaceFound]) -> Option<Found> {
    let region = found.first()?.regions.first()?;
    let owners = [government(region.province()), owner_of_slug("polri")];
    Some(Found::Several(owners.into_iter().flatten().map(|a| (a, 0.5, "a Samsat office has several owners".to_owned())).collect()))
}

pub(super) fn several_parts(text: &str, options: ResolveOptions<'_>) -> Option<Found> {
    let parts = parts(text, options.year);
    if let Some(slug) = parts.iter().find_map(|p| if let Part::CentralUnit(slug) = p { Some(*slug) } else { None })
        && let Some(agency) = owner_of_slug(slug)
    {
        let agency = in_year(agency, options.year);
        return Some(Found::One(agency, 0.9, format!("a unit of this kind belongs to {}", agency.name)));
    }
    let company = words(text).next().is_some_and(|w| matches!(w.as_str(), "pdam" | "perumda" | "perumdam" | "bumd"))
        || text.to_lowercase().contains("perusahaan daerah");
    let found = places(&parts);
    if company {
        return match found.as_slice() {
            [PlaceFound { regions, .. }] if regions.len() == 1 => {
                let code = regions.first().map(|r| r.code.clone()).unwrap_or_default();
                Some(Found::Named("bumd", format!("bumd:pdam:{code}"), "regional company of this place".to_owned()))
            }
            _ => None,
        };
    }
    if words(text).any(|word| word == "samsat") {
        return samsat(&found);
    }
    let local_unit = parts.iter().any(|p| matches!(p, Part::LocalUnit));
    let foreign = parts.iter().any(|p| matches!(p, Part::Other)) && !local_unit;
    match found.as_slice() {
        [] => None,
        [place] if !foreign => {
            let agencies: Vec<_> = place.regions.iter().filter_map(|r| government(r)).collect();
            match agencies.as_slice() {
                [] => None,
                [agency] if place.score > 0.5 => {
                    let why = if local_unit { format!("unit in this place ({})", place.why) } else { place.why.to_owned() };
                    Some(Found::One(agency, if local_unit { place.score - 0.1 } else { place.score }, why))
                }
                several => Some(Found::Several(
                    several
                        .iter()
                        .map(|a| {
                            (
                                *a,
                                place.score.min(0.5),
                                if place.score > 0.5 {
                                    "bare name shared by several regions"
                                } else {
                                    "no region of this kind has this name"
                                }
                                .to_owned(),
                            )
                        })
                        .collect(),
                )),
            }
        }
        many => {
            // several places are candidates; a place inside the name of something else is no evidence
            let mut agencies: Vec<(&'static Agency, f64, String)> = Vec::new();
            for agency in many.iter().flat_map(|p| p.regions.iter().filter_map(|r| government(r))) {
                if !agencies.iter().any(|(a, ..)| a.code == agency.code) {
                    agencies.push((agency, 0.5, "one of several agencies in this cell".to_owned()));
                }
            }
            (!foreign).then_some(Found::Several(agencies))
        }
    }
}
