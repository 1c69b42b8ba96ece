//! ID: is the record named, and named once?

pub(super) mod bare_acronym;
pub(super) mod long_title;
pub(super) mod malformed_registration;
pub(super) mod missing_title;
pub(super) mod placeholder_title;
pub(super) mod repeated_identifier;
pub(super) mod unrelated_acronym;
pub(super) mod untidy_title;
