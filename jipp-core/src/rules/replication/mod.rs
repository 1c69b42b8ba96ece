//! REP: is a replication what it says, and may it go on?

pub(super) mod early_certificate;
pub(super) mod repeated_request;
pub(super) mod same_agency;
pub(super) mod scale_up_without_proposer;
pub(super) mod stage_without_proof;
pub(super) mod stages_out_of_order;
pub(super) mod stopped_origin;
pub(super) mod unknown_party;
pub(super) mod unmatched_counter;

use super::{Digest, KnownReplication};
use crate::model::{OrganisationRef, Replication, ReplicationStage};
use crate::text::{key, parse_title, words};
use crate::vocab::agency_by_code;

/// Name of the column with the date of a stage.
const fn date_column(stage: ReplicationStage) -> &'static str {
    match stage {
        ReplicationStage::Interest => "interest_date",
        ReplicationStage::Agreement => "agreement_date",
        ReplicationStage::Approval => "approval_date",
        ReplicationStage::Implementation => "implementation_date",
        ReplicationStage::Completed => "completion_date",
        ReplicationStage::Rejected => "rejection_date",
    }
}

/// An organisation as a message names it: as written, else by its code.
fn shown(who: &OrganisationRef) -> &str {
    who.name.as_deref().or(who.code.as_deref()).unwrap_or_default()
}

/// Whether owner and replicator are one unit, also where one of them names the region behind the unit: `Dinas Perikanan Kabupaten Situbondo`.
fn is_of_itself(replication: &Replication) -> bool {
    let (owner, replicator) = (&replication.origin.owner, &replication.replicator);
    let units = || Some((bare_unit(owner)?, bare_unit(replicator)?));
    replication.is_of_itself() || replication.is_internal() && units().is_some_and(|(owner, replicator)| owner == replicator)
}

/// The words of a unit without those for its government behind them.
fn bare_unit(who: &OrganisationRef) -> Option<Vec<String>> {
    const GOVERNMENTS: [&str; 5] = ["kab", "prov", "pemkab", "pemkot", "pemprov"];
    let government: Vec<String> = words(&agency_by_code(who.code.as_deref()?)?.name).collect();
    let is_of_government = |word: &String| government.contains(word) || GOVERNMENTS.contains(&word.as_str());
    let mut unit: Vec<String> = words(who.unit.as_deref()?).collect();
    while unit.last().is_some_and(is_of_government) {
        unit.pop();
    }
    (!unit.is_empty()).then_some(unit)
}

/// What an origin is known by.
#[derive(PartialEq, Eq, Hash)]
enum Name {
    Record(String),
    Nri(String),
    /// Title and owner.
    Title(String, String),
}

/// The names by which a replication, and the record it means, tell the origin.
fn names(one: &KnownReplication<'_>) -> Vec<Name> {
    let origin = &one.replication.origin;
    let filled = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let titles = origin.title.as_deref().filter(|_| !origin.owner.is_unknown()).into_iter().flat_map(called);
    let titles = titles.map(|title| Name::Title(title, agency(&origin.owner)));
    let stated = [filled(origin.record_id.as_deref()).map(Name::Record), filled(origin.nri.as_deref()).map(Name::Nri)];
    stated.into_iter().flatten().chain(titles).chain(one.origin.into_iter().flat_map(names_of_record)).collect()
}

/// What an innovation of this title is called, folded: by the whole title, by its short name, and by what that stands for.
pub(super) fn called(title: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in names_in(title).iter().map(|name| key(name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The same as written.
pub(super) fn names_in(title: &str) -> Vec<String> {
    let parsed = parse_title(title);
    // a word alone behind a colon or in brackets may be anything
    let long = parsed.expansion.filter(|long| words(long).nth(1).is_some());
    [Some(title.to_owned()), parsed.acronym, long].into_iter().flatten().collect()
}

/// The names of a record: those of one innovation from several sources meet in NRI, or title and owner.
fn names_of_record(record: &Digest) -> Vec<Name> {
    let stated = [Some(Name::Record(record.record_id.to_string())), record.nri.as_deref().map(|nri| Name::Nri(nri.to_owned()))];
    let owned = record.title.as_deref().zip(record.agency_today());
    let titles = owned.into_iter().flat_map(|(title, owner)| called(title).into_iter().map(|title| Name::Title(title, owner.to_owned())));
    stated.into_iter().flatten().chain(titles).collect()
}

/// An agency by its code, else by its name, so that equal ones meet.
fn agency(who: &OrganisationRef) -> String {
    who.code.clone().unwrap_or_else(|| key(who.name.as_deref().unwrap_or_default()))
}
