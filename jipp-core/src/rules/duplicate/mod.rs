//! DUP: does the same innovation stand here twice?

pub(super) mod broken_merge;
pub(super) mod later_version;
pub(super) mod same_title_elsewhere;
pub(super) mod same_title_same_agency;
pub(super) mod similar_title_same_agency;

use crate::model::SourceSystem;
use crate::rules::Digest;
use crate::rules::hash::hash_of;
use crate::text::key;

/// Whether two records are reports of two years in one system: versions, which are linked and never merged. KIPP and IGA are held
/// every year; the year of a record of LAN is that of the implementation, and other files mean what they mean.
fn are_versions(a: &Digest, b: &Digest) -> bool {
    let yearly = [SourceSystem::PanrbKipp.code(), SourceSystem::KemendagriIga.code()];
    let years = a.year.zip(b.year).is_some_and(|(a, b)| a != b);
    a.system == b.system && a.origin() == b.origin() && yearly.contains(&a.origin()) && years
}

/// Whether two records are reports of one innovation in different years: one agency, one name, versions.
pub(in crate::rules) fn are_reports_of_one(a: &Digest, b: &Digest) -> bool {
    are_versions(a, b) && a.agency_today().is_some_and(|agency| b.agency_today() == Some(agency)) && have_one_name(a, b)
}

/// The hash of the pair key.
pub(in crate::rules) fn pair_hash(record: &Digest) -> Option<u64> {
    pair_key(record).map(|key| hash_of(&key))
}

/// Whether title, or acronym and expansion, of both are the same; also the title of one and the pair of the other.
fn have_one_name(a: &Digest, b: &Digest) -> bool {
    let names = |record: &Digest| [record.title.as_deref().map(key), pair_key(record)].into_iter().flatten();
    names(a).any(|name| names(b).any(|other| other == name))
}

/// Acronym and expansion as one key, whichever of them stands first in the title.
fn pair_key(record: &Digest) -> Option<String> {
    let (acronym, expansion) = (key(record.acronym.as_deref()?), key(record.expansion.as_deref()?));
    (!acronym.is_empty() && !expansion.is_empty()).then(|| format!("{acronym} {expansion}"))
}
