//! DUP: does the same innovation stand here twice?

pub(super) mod same_title_same_agency;
