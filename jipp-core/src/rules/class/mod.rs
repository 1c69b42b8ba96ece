//! CLS: are the coded values those of the programme and the year?

pub(super) mod repeated_goal;
pub(super) mod replication_without_origin;
pub(super) mod unknown_code;
