use serde::{Deserialize, Serialize};

use super::{Found, ResolveOptions, places};
use crate::text::tidy;
use crate::vocab::agency::Agency;
use crate::vocab::parse::parts;
use crate::vocab::region::Region;

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

pub(super) fn answer(input: &str, found: Found, options: ResolveOptions<'_>) -> Resolution {
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
