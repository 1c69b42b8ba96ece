//! ORG: who owns the innovation, and where?

pub(super) mod contradicting_region;
pub(super) mod inactive_agency;
pub(super) mod owner_not_local_government;
pub(super) mod place_outside_indonesia;
pub(super) mod private_owner;
pub(super) mod title_names_other_region;
pub(super) mod unit_of_other_agency;
pub(super) mod unresolved_agency;

use crate::model::Innovation;
use crate::vocab::{Candidate, Region, agency_by_code, region_by_code};

/// Most candidates that a message names.
const NAMED: usize = 5;

/// The bodies that a name may mean, as a message names them.
pub(super) fn names_of(candidates: &[Candidate]) -> String {
    let mut names: Vec<String> = candidates.iter().take(NAMED).map(|candidate| format!("`{}`", candidate.name)).collect();
    if candidates.len() > NAMED {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// Whether two regions do not contradict each other: they are one, or one lies in the other.
fn fits(a: &Region, b: &Region) -> bool {
    a.code == b.code || a.lies_in(&b.code) || b.lies_in(&a.code)
}

/// The region that the owner governs, or that owns it.
fn region_of_owner(innovation: &Innovation) -> Option<&'static Region> {
    let code = innovation.agency_code.as_deref()?;
    match code.strip_prefix("pemda:") {
        Some(region) => region_by_code(region),
        None => agency_by_code(code)?.place,
    }
}
