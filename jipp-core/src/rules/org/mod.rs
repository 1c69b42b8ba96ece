//! ORG: who owns the innovation, and where?

pub(super) mod contradicting_region;
pub(super) mod owner_not_local_government;
pub(super) mod unresolved_agency;
