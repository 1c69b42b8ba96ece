//! DUP: does the same innovation stand here twice?

pub(super) mod broken_merge;
pub(super) mod later_version;
pub(super) mod same_title_elsewhere;
pub(super) mod same_title_same_agency;
pub(super) mod similar_title_same_agency;

use crate::model::{Innovation, Record, SourceRecord, SourceSystem};
use crate::text::key;
use crate::vocab::agency_by_code;

/// Whether both are one record of one system: its versions are no duplicates. Rows without an id are not known to be one.
fn same_record(a: &SourceRecord, b: &SourceRecord) -> bool {
    a.external_id.is_some() && (a.system, &a.external_id) == (b.system, &b.external_id)
}

/// Whether two records are reports of two years in one system: versions, which are linked and never merged. KIPP and IGA are held
/// every year; the year of a record of LAN is that of the implementation, and other files mean what they mean.
fn are_versions(a: &Record, b: &Record) -> bool {
    let yearly = [SourceSystem::PanrbKipp.code(), SourceSystem::KemendagriIga.code()];
    let years = a.innovation.year.zip(b.innovation.year).is_some_and(|(a, b)| a != b);
    a.source.system == b.source.system && origin(a) == origin(b) && yearly.contains(&origin(a)) && years
}

/// Whose database a record comes from: JIPPNas holds those of three.
fn origin(record: &Record) -> &str {
    record.innovation.steward.as_deref().unwrap_or(record.source.system.code())
}

/// Acronym and expansion as one key, whichever of them stands first in the title.
fn pair_key(innovation: &Innovation) -> Option<String> {
    let (acronym, expansion) = (key(innovation.acronym.as_deref()?), key(innovation.expansion.as_deref()?));
    (!acronym.is_empty() && !expansion.is_empty()).then(|| format!("{acronym} {expansion}"))
}

/// The agency that answers for the record today: names of one body over the years are one.
fn agency_of(innovation: &Innovation) -> Option<&str> {
    let code = innovation.agency_code.as_deref()?;
    Some(agency_by_code(code).map_or(code, |agency| agency.owner().today().code.as_str()))
}
