//! What is wrong with a record, where, and what should be done?
//!
//! One rule, one file: `<family>/<name>.rs` holds the rule's documentation ([`RuleInfo`]) and its check. [`rules()`] is the one
//! table of rules; [`check`] runs the selected ones over records. Rules read; they never change a record: a fix is a
//! proposal in the finding.

mod award;
mod check;
mod class;
mod context;
mod date;
mod digest;
mod duplicate;
mod evidence;
mod id;
mod kipp;
mod org;
mod page;
mod privacy;
mod registry;
mod selection;
mod settings;
mod source;
mod status;
#[cfg(test)]
mod testing;
mod text;

pub use check::{CheckOptions, Checked, Checker, Totals, check, check_file, order};
pub use context::{DatasetContext, Draft, Emitter, FileContext, OutcomeContext, RecordContext};
pub use digest::{Details, Digest};
pub use page::rule_page;
pub use registry::{Check, Rule, family_label, rule, rules};
pub use selection::Selection;
pub use settings::Settings;

pub use crate::model::{Applicability, Finding, Fix, RuleInfo, RuleSetting, Scope, Severity, Stage, Years};
