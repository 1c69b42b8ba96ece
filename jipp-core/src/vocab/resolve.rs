use std::collections::HashMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::agency::{Agency, agencies, agency_by_code, in_year, owner_of_slug};
use super::parse::{Part, parts, place_keys};
use super::region::{Region, RegionKind};
use crate::text::{tidy, words};

/// What came of resolving a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum Status {
    /// One body, for stated reasons.
    Resolved,
    /// Several bodies are possible; all are among the candidates.
    Ambiguous,
    /// Nothing known fits well enough.
    Unknown,
}

/// A body that a name may mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Candidate {
    /// Agency code (`pemda:35.78`) or region code (`35.78`).
    pub code: String,
    /// Its name.
    pub name: String,
    /// How well the name fits, 0 to 1.
    pub score: f64,
    /// Why it is a candidate.
    pub why: String,
}

/// The answer to one name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct Resolution {
    /// The name as given.
    pub input: String,
    /// What came of it.
    pub status: Status,
    /// The code, if resolved.
    pub code: Option<String>,
    /// The name, if resolved.
    pub name: Option<String>,
    /// The level, if resolved: `provinsi`, `kabupaten`, `kota`, `pusat`, `bumn`, `bumd`.
    pub level: Option<String>,
    /// What it may mean, best first.
    pub candidates: Vec<Candidate>,
}

/// What is known beside the name.
#[derive(Debug, Clone, Copy, Default)]
pub struct ResolveOptions<'a> {
    /// The year of the record: ministries and regencies change their names.
    pub year: Option<i32>,
    /// The work unit as written, which may name the place.
    pub unit: Option<&'a str>,
    /// A region code that the record states elsewhere: it decides between bodies of the same bare name.
    pub region_code: Option<&'a str>,
}

/// Resolves the name of an agency as written.
///
/// Order of evidence: a known name or abbreviation of a central body; a unit type with a known owner (`Kantor Pertanahan …`,
/// `RSUD …`); a place with or without the word for its kind; at last one or two letters of difference to an official
/// place name. A bare name that two regions share is ambiguous unless the unit or the region decides it.
///
/// ```
/// use jipp_core::vocab::{Status, resolve, ResolveOptions};
/// let answer = resolve("Pemkot Surabaya", ResolveOptions::default());
/// assert_eq!(answer.code.as_deref(), Some("pemda:35.78"));
/// assert_eq!(resolve("Bandung", ResolveOptions::default()).status, Status::Ambiguous);
/// ```
pub fn resolve(name: &str, options: ResolveOptions<'_>) -> Resolution {
    let text = tidy(name);
    let found = central_name(&text, options.year)
        .or_else(|| outside_brackets(&text, options))
        .or_else(|| several_parts(&text, options))
        .or_else(|| fuzzy(&text))
        .unwrap_or(Found::Nothing);
    answer(name, found, options)
}

/// Resolves the name of a region as written; candidates carry region codes.
pub fn resolve_region(name: &str, options: ResolveOptions<'_>) -> Resolution {
    let parts = parts(&tidy(name), options.year);
    let found = places(&parts);
    let regions: Vec<(&Region, f64, &str)> = match found.as_slice() {
        [] => Vec::new(),
        several => several.iter().flat_map(|place| place.regions.iter().map(|r| (*r, place.score, place.why))).collect(),
    };
    let candidates: Vec<Candidate> = regions
        .iter()
        .map(|(r, score, why)| Candidate { code: r.code.clone(), name: r.name.clone(), score: *score, why: (*why).to_owned() })
        .collect();
    let one = match regions.as_slice() {
        [(region, ..)] => Some(*region),
        _ => None,
    };
    Resolution {
        input: name.to_owned(),
        status: if one.is_some() {
            Status::Resolved
        } else if candidates.is_empty() {
            Status::Unknown
        } else {
            Status::Ambiguous
        },
        code: one.map(|r| r.code.clone()),
        name: one.map(|r| r.name.clone()),
        level: one.map(|r| r.kind.name().to_owned()),
        candidates,
    }
}

enum Found {
    /// One body, how well it fits, why.
    One(&'static Agency, f64, String),
    /// A body that no table lists but whose form is known, such as a regional water company: level, code, why.
    Named(&'static str, String, String),
    /// Several bodies.
    Several(Vec<(&'static Agency, f64, String)>),
    Nothing,
}

fn answer(input: &str, found: Found, options: ResolveOptions<'_>) -> Resolution {
    let candidate = |agency: &Agency, score, why| Candidate { code: agency.code.clone(), name: agency.name.clone(), score, why };
    let base = Resolution { input: input.to_owned(), status: Status::Unknown, code: None, name: None, level: None, candidates: Vec::new() };
    match found {
        Found::One(agency, score, why) => Resolution {
            status: Status::Resolved,
            code: Some(agency.code.clone()),
            name: Some(agency.name.clone()),
            level: Some(agency.level.to_owned()),
            candidates: vec![candidate(agency, score, why)],
            ..base
        },
        Found::Named(level, code, why) => Resolution {
            status: Status::Resolved,
            code: Some(code.clone()),
            name: Some(tidy(input)),
            level: Some(level.to_owned()),
            candidates: vec![Candidate { code, name: tidy(input), score: 0.8, why }],
            ..base
        },
        Found::Several(mut agencies) => {
            agencies.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.code.cmp(&b.0.code)));
            if let Some((agency, why)) = decide(&agencies, options) {
                return answer(input, Found::One(agency, 0.9, why), ResolveOptions::default());
            }
            let candidates = agencies.into_iter().map(|(agency, score, why)| candidate(agency, score, why)).collect();
            Resolution { status: Status::Ambiguous, candidates, ..base }
        }
        Found::Nothing => base,
    }
}

/// The region of the record, or the place in its unit, may single out one of several bodies.
fn decide(agencies: &[(&'static Agency, f64, String)], options: ResolveOptions<'_>) -> Option<(&'static Agency, String)> {
    let by_region = |code: &str, why: &str| {
        let mut fitting = agencies.iter().filter(|(a, ..)| a.region.is_some_and(|r| r.code == code));
        match (fitting.next(), fitting.next()) {
            (Some((agency, ..)), None) => Some((*agency, why.to_owned())),
            _ => None,
        }
    };
    if let Some(found) = options.region_code.and_then(|code| by_region(code, "the record's region decides")) {
        return Some(found);
    }
    let unit = options.unit?;
    let regions: Vec<&Region> = places(&parts(&tidy(unit), options.year)).into_iter().flat_map(|p| p.regions).collect();
    match regions.as_slice() {
        [region] => by_region(&region.code, "the unit's place decides"),
        _ => None,
    }
}

/// Names and abbreviations of central bodies, with what people add to or leave out of them.
fn central_name(text: &str, year: Option<i32>) -> Option<Found> {
    static BY_NAME: OnceLock<HashMap<String, Vec<&'static Agency>>> = OnceLock::new();
    let table = BY_NAME.get_or_init(|| {
        let mut table: HashMap<String, Vec<&'static Agency>> = HashMap::new();
        for agency in agencies().iter().filter(|a| a.region.is_none()) {
            for name in agency.names.iter().filter(|name| !central_key(name).is_empty()) {
                let entry = table.entry(central_key(name)).or_default();
                if !entry.iter().any(|a| a.code == agency.code) {
                    entry.push(agency);
                }
            }
        }
        table
    });
    let hits = table.get(&central_key(text)).or_else(|| {
        // `Kementerian Dalam Negeri (Kemendagri)`: both the text outside and the one inside the brackets name it
        let (outside, inside) = bracketed(text)?;
        let outside = table.get(&central_key(&outside));
        outside.or_else(|| table.get(&central_key(&inside)))
    })?;
    if let Some(pattern) = hits.iter().find(|a| a.level == "bumd") {
        // rows of regional companies are patterns: only a name of its own (`Bank Jatim`) is a company
        let own = central_key(text) != central_key(&pattern.name) && words(text).count() > 1;
        return own.then(|| {
            Found::Named("bumd", format!("bumd:{}", words(text).collect::<Vec<_>>().join("-")), "name of a regional company".to_owned())
        });
    }
    let alive: Vec<_> = hits.iter().copied().filter(|a| year.is_none_or(|y| a.exists_in(y))).collect();
    let chosen = if alive.is_empty() { hits.clone() } else { alive };
    // the same name twice through time: the later body, unless the year says otherwise
    let same_name = chosen.windows(2).all(|pair| matches!(pair, [a, b] if a.name == b.name || owner(a).code == owner(b).code));
    Some(match chosen.as_slice() {
        [one] => lifted(one),
        [.., last] if same_name => lifted(last),
        several => {
            // a living body is preferred to a dissolved one where no year is given
            let today: Vec<_> = several.iter().filter(|a| a.years.1.is_none()).collect();
            match today.as_slice() {
                [one] if year.is_none() => lifted(one),
                _ => Found::Several(several.iter().map(|a| (owner(a), 0.8, "shares this name with another body".to_owned())).collect()),
            }
        }
    })
}

fn owner(agency: &'static Agency) -> &'static Agency {
    agency.parent.as_deref().and_then(owner_of_slug).unwrap_or(agency)
}

fn lifted(agency: &'static Agency) -> Found {
    let owner = owner(agency);
    let why = if owner.code == agency.code { "name or abbreviation of the body".to_owned() } else { format!("unit of {}", owner.name) };
    Found::One(owner, 1.0, why)
}

/// The key of a central name: without `RI`, `Republik Indonesia`, `PT`, `(Persero)`, `Tbk`; departments are ministries.
fn central_key(name: &str) -> String {
    let all: Vec<String> = words(name).collect();
    let text = all.join(" ");
    let text = text.strip_suffix(" republik indonesia").unwrap_or(&text);
    text.split(' ')
        .filter(|w| !matches!(*w, "ri" | "pt" | "persero" | "tbk" | "perum" | "the"))
        .map(|w| match w {
            "departemen" | "kementrian" => "kementerian",
            "sumatra" => "sumatera",
            other => other,
        })
        .collect()
}

fn bracketed(text: &str) -> Option<(String, String)> {
    let open = text.find('(')?;
    let close = text.get(open..)?.find(')').map_or(text.len(), |at| at + open);
    let inside = text.get(open + 1..close)?.trim().to_owned();
    let outside = format!("{} {}", text.get(..open)?, text.get((close + 1).min(text.len())..)?);
    Some((tidy(&outside), inside))
}

fn outside_brackets(text: &str, options: ResolveOptions<'_>) -> Option<Found> {
    let (outside, inside) = bracketed(text)?;
    [outside, inside].iter().find_map(|part| central_name(part, options.year).or_else(|| several_parts(part, options)))
}

struct PlaceFound {
    regions: Vec<&'static Region>,
    score: f64,
    why: &'static str,
}

/// The places of a name with the word for their kind applied, the province of another place left out.
fn places(parts: &[Part]) -> Vec<PlaceFound> {
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

fn government(region: &'static Region) -> Option<&'static Agency> {
    let region = if region.is_administrative() { region.province() } else { region };
    agency_by_code(&format!("pemda:{}", region.code))
}

/// A Samsat office is shared by the province (tax), the police (registration) and Jasa Raharja (insurance): Perpres 5/2015.
fn samsat(found: &[PlaceFound]) -> Option<Found> {
    let region = found.first()?.regions.first()?;
    let owners = [government(region.province()), owner_of_slug("polri")];
    Some(Found::Several(owners.into_iter().flatten().map(|a| (a, 0.5, "a Samsat office has several owners".to_owned())).collect()))
}

fn several_parts(text: &str, options: ResolveOptions<'_>) -> Option<Found> {
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

/// One or two letters of difference to exactly one official place name (`Tanggerang Selatan`, `Minahahasa Utara`).
fn fuzzy(text: &str) -> Option<Found> {
    let mut kind = None;
    let mut rest = String::new();
    for word in words(text) {
        match word.as_str() {
            "kabupaten" | "kab" | "pemkab" => kind = Some(RegionKind::Kabupaten),
            "kota" | "pemkot" | "pemko" => kind = Some(RegionKind::Kota),
            "provinsi" | "prov" | "pemprov" | "propinsi" => kind = Some(RegionKind::Provinsi),
            "pemerintah" | "pemda" | "daerah" => {}
            other => rest.push_str(other),
        }
    }
    // short names are too near to each other
    let allowed = match rest.len() {
        0..=6 => return None,
        7..=11 => 1,
        _ => 2,
    };
    let mut best: Vec<(&'static Region, usize)> = Vec::new();
    for (place, regions) in place_keys() {
        if place.len().abs_diff(rest.len()) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(place, &rest);
        if distance <= allowed {
            best.extend(regions.iter().filter(|r| kind.is_none_or(|k| r.kind == k)).map(|r| (*r, distance)));
        }
    }
    let nearest = best.iter().map(|(_, d)| *d).min()?;
    let found: Vec<_> = best.into_iter().filter(|(_, d)| *d == nearest).filter_map(|(r, _)| government(r)).collect();
    Some(match found.as_slice() {
        [agency] => Found::One(agency, 0.75, format!("spelling differs by {nearest} from the official name")),
        several => Found::Several(several.iter().map(|a| (*a, 0.4, "spelling is near to this name".to_owned())).collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, code: &str) {
        let answer = resolve(name, ResolveOptions::default());
        assert_eq!(answer.code.as_deref(), Some(code), "{name}: {answer:?}");
    }

    #[test]
    fn one_body_in_many_spellings() {
        for name in
            ["Pemkot Surabaya", "KOTA SURABAYA", "Pemerintah Kota (Pemkot) Surabaya", "Dinas Kesehatan Kota Surabaya", "City of Surabaya"]
        {
            check(name, "pemda:35.78");
        }
        check("Kota Malang, Jawa timur", "pemda:35.73");
        check("Kota Tanggerang Selatan", "pemda:36.74");
        check("Kota Jakarta Timur", "pemda:31");
        check("Kantor Pertanahan Kota Bandung", "pusat:atr-bpn");
        check("Departemen Kesehatan", "pusat:kemenkes");
    }

    #[test]
    fn never_a_confident_guess() {
        for name in ["Bandung", "Semarang", "Kota Yogyakarta, Kabupaten Sleman dan Kabupaten Bantul", "Kabupaten Surabaya"] {
            assert_eq!(resolve(name, ResolveOptions::default()).status, Status::Ambiguous, "{name}");
        }
        for name in ["Indonesia Medika, Malang", "", "---", "Yayasan Kota Kita"] {
            assert_eq!(resolve(name, ResolveOptions::default()).status, Status::Unknown, "{name}");
        }
    }

    #[test]
    fn context_decides() {
        let unit = ResolveOptions { unit: Some("Dinas Kesehatan Kota Bandung"), ..ResolveOptions::default() };
        assert_eq!(resolve("Bandung", unit).code.as_deref(), Some("pemda:32.73"));
        let region = ResolveOptions { region_code: Some("32.04"), ..ResolveOptions::default() };
        assert_eq!(resolve("Bandung", region).code.as_deref(), Some("pemda:32.04"));
    }
}
