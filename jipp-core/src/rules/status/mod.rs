//! STS: does the innovation still run, who said so, and does it all add up?

pub(super) mod claimed_complete;
pub(super) mod developed_without_change;
pub(super) mod improper_validator;
pub(super) mod outdated_status;
pub(super) mod rewritten_history;
pub(super) mod stopped_without_reason;
pub(super) mod unexplained_totals;
pub(super) mod unsigned_update;

/// For tests: an update of the status, by an agency if one is given.
#[cfg(test)]
fn update(at: &str, status: &str, by: &str) -> crate::model::StatusUpdate {
    let by = (!by.is_empty()).then(|| by.to_owned());
    crate::model::StatusUpdate { by, ..crate::model::StatusUpdate::new(at.parse().unwrap(), status) }
}
