//! What are an innovation, its source record and its provenance?
//!
//! Plain values: no input or output, no rules, no language handling. Everything else in the crate works on these.

mod award;
mod date;
mod field;
mod finding;
mod finding_row;
mod innovation;
mod note;
mod source;
mod value;

pub use award::Award;
pub use date::{PartialDate, PartialDateError};
pub use field::{Field, FieldKind};
pub use finding::{Finding, MessageTemplate, RuleInfo, Severity, Stage};
pub use finding_row::FindingRow;
pub use innovation::{FieldSource, Innovation};
pub use note::{Note, NoteKind};
pub use source::{Record, SourceRecord, SourceRef, SourceSystem};
pub use value::Value;
