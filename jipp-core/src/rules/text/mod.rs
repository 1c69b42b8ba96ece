//! TXT: are the texts there, whole, and of the length the form asks for?

pub(super) mod active_content;
pub(super) mod cleaned_cell;
pub(super) mod cut_text;
pub(super) mod empty_phrase;
pub(super) mod missing_design_part;
pub(super) mod repeated_section;
pub(super) mod section_over_limit;
pub(super) mod short_design;
pub(super) mod unreadable_text;
