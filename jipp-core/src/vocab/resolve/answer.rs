use serde::{Deserialize, Serialize};

use super::owner::{Answer, Found, Owner};
use crate::lang::Lang;
use crate::text::tidy;

/// What came of resolving a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum Status {
    /// One body, for stated reasons.
    Resolved,
    /// Several bodies are possible, or several are named together; all are among the candidates.
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
    /// Why it is a candidate, in words.
    pub why: String,
    /// The same as a stable identifier, such as `name`, `place`, `spelling` or `by_region`.
    #[serde(default)]
    pub reason: String,
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
    /// Code of the region that the name tells: that of a local government, or the place of a unit of a central body.
    #[serde(default)]
    pub region_code: Option<String>,
    /// Whether the candidates are not alternatives but several bodies named together in one cell.
    #[serde(default)]
    pub joint: bool,
    /// What it may mean, best first.
    pub candidates: Vec<Candidate>,
    /// Bodies named as partners of the resolved one (`bersama …`, `bekerja sama dengan …`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Candidate>,
}

fn candidate(owner: &Owner, lang: Lang) -> Candidate {
    Candidate {
        code: owner.agency.code.clone(),
        name: owner.agency.name.clone(),
        // two decimals: the score orders and warns, it is no probability
        score: (owner.score * 100.0).round() / 100.0,
        why: owner.reason.text(lang),
        reason: owner.reason.code().to_owned(),
    }
}

/// The answer to a name that says nothing.
pub(super) fn unknown(input: &str) -> Resolution {
    Resolution {
        input: input.to_owned(),
        status: Status::Unknown,
        code: None,
        name: None,
        level: None,
        region_code: None,
        joint: false,
        candidates: Vec::new(),
        partners: Vec::new(),
    }
}

pub(super) fn answer(input: &str, answer: Answer, lang: Lang) -> Resolution {
    let place = answer.place.map(|region| region.code.clone());
    let partners = answer.partners.iter().map(|owner| candidate(owner, lang)).collect();
    match answer.found {
        Found::One(owner) => Resolution {
            status: Status::Resolved,
            code: Some(owner.agency.code.clone()),
            name: Some(owner.agency.name.clone()),
            level: Some(owner.agency.level.to_owned()),
            region_code: owner.agency.region.or(owner.agency.place).map(|region| region.code.clone()).or(place),
            candidates: vec![candidate(&owner, lang)],
            partners,
            ..unknown(input)
        },
        Found::Company(code) => {
            let why = super::reason::Reason::RegionalCompany;
            let named = Candidate { code: code.clone(), name: tidy(input), score: 0.8, why: why.text(lang), reason: why.code().to_owned() };
            Resolution {
                status: Status::Resolved,
                code: Some(code),
                name: Some(tidy(input)),
                level: Some("bumd".to_owned()),
                region_code: place,
                candidates: vec![named],
                partners,
                ..unknown(input)
            }
        }
        Found::Several { mut owners, joint } => {
            if !joint {
                owners.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.agency.code.cmp(&b.agency.code)));
            }
            let candidates = owners.iter().map(|owner| candidate(owner, lang)).collect();
            Resolution { status: Status::Ambiguous, region_code: place, joint, candidates, partners, ..unknown(input) }
        }
        Found::Placeless | Found::Private | Found::Nothing => Resolution { region_code: place, ..unknown(input) },
    }
}
