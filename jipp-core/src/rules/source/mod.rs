//! SRC: could the file be read as it was meant?

pub(super) mod legacy_encoding;
pub(super) mod merged_cell;
pub(super) mod misaligned_row;
pub(super) mod missing_column;
pub(super) mod oversized_cell;
pub(super) mod rounded_number;
pub(super) mod undecodable_text;
pub(super) mod unreadable_row;
