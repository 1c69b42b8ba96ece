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

use crate::model::{OrganisationRef, ReplicationStage};

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
