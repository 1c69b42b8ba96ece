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
use crate::text::words;
use crate::vocab::{Candidate, Code, Region, agency_by_code, names_private_institution, region_by_code, vocabulary};

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

/// What a name that no table knows says about its owner.
#[derive(Debug, Clone, Copy)]
enum Unlisted {
    /// It is private: the kind of body.
    Private(&'static Code),
    /// A company or university, of which some are public.
    Open,
    /// Nothing.
    Silent,
}

/// What a name that no table knows says about its owner, by the words of the vocabulary `jenis_instansi` (`name_words`, `open_words`) and by the
/// names of those who run private schools and hospitals.
fn unlisted(name: &str) -> Unlisted {
    let Some(kinds) = vocabulary("jenis_instansi") else { return Unlisted::Silent };
    let name_words: Vec<String> = words(name).collect();
    let begins = |phrase: &str| words(phrase).enumerate().all(|(at, word)| name_words.get(at) == Some(&word));
    let with = |attribute: &str| {
        kinds.values().iter().find(|kind| kind.attributes.list(attribute).is_some_and(|list| list.into_iter().any(begins)))
    };
    if let Some(kind) = with("name_words") {
        return Unlisted::Private(kind);
    }
    if names_private_institution(name)
        && let Some(kind) = kinds.values().iter().find(|kind| kind.attributes.list("name_words").is_some())
    {
        return Unlisted::Private(kind);
    }
    if with("open_words").is_some() { Unlisted::Open } else { Unlisted::Silent }
}

/// Whether two regions do not contradict each other: they are one, or one lies in the other, or did in `year`.
fn fits(a: &Region, b: &Region, year: Option<i32>) -> bool {
    let inside = |a: &Region, b: &Region| a.lies_in(&b.code) || year.is_some_and(|year| a.lay_in(&b.code, year));
    a.code == b.code || inside(a, b) || inside(b, a)
}

/// The region that the owner governs, or that owns it.
fn region_of_owner(innovation: &Innovation) -> Option<&'static Region> {
    let code = innovation.agency_code.as_deref()?;
    match code.strip_prefix("pemda:") {
        Some(region) => region_by_code(region),
        None => agency_by_code(code)?.place,
    }
}
