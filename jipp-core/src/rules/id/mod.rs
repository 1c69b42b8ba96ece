//! ID: is the record named, and named once?

pub(super) mod long_title;
pub(super) mod missing_title;
pub(super) mod placeholder_title;
pub(super) mod repeated_identifier;
pub(super) mod untidy_title;
