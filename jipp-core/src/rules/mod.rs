//! What is wrong with a record, where, and what should be done?
//!
//! One rule, one file: `<family>/<name>.rs` holds the rule's documentation ([`RuleInfo`]) and its check. [`rules()`] is the one
//! table of rules; [`check`] runs the selected ones over records, [`check_replications`] and [`check_hubs`] over replications and hubs. Rules read; they never change a record: a fix is a
//! proposal in the finding.

mod award;
mod check;
mod class;
mod context;
mod date;
mod digest;
mod duplicate;
mod evidence;
mod hash;
mod hub;
mod id;
mod iga;
mod kipp;
mod lists;
mod names;
mod org;
mod page;
mod privacy;
mod registry;
mod replication;
mod scope;
mod sections;
mod selection;
mod settings;
mod source;
mod status;
#[cfg(test)]
mod testing;
mod text;
mod written;

pub use check::{CheckOptions, Checked, Checker, Totals, check, check_file, check_index, order};
pub use context::{DatasetContext, Draft, Emitter, FileContext, IndexContext, OutcomeContext, Place, RecordContext};
pub use digest::{Details, Digest, digests};
pub use lists::{
    EntryContext, HubContext, KnownReplication, Party, ReplicationContext, ReplicationsContext, check_hubs, check_replications,
};
pub use names::Names;
pub use page::rule_page;
pub use registry::{Check, Rule, family_label, rule, rule_info, rules};
pub use scope::{in_scope, years_of};
pub use sections::{Section, Sections};
pub use selection::Selection;
pub use settings::Settings;

pub use crate::model::{Applicability, Finding, Fix, RuleInfo, RuleSetting, Scope, Severity, Stage, Years};
