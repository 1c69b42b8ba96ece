//! How does the directory survive the end of the program, and remember?
//!
//! One SQLite file that any tool can open (`schema.sql` says what every table means): source records as received in every version
//! (personal data in a table of its own), merged innovations with the source of every field, what people decided and said, update
//! campaigns, replications, hubs, articles, and the search index. [`Catalog`] reads; [`CatalogWriter`] writes, one change at a time,
//! each complete or not there. [`Catalog::create`] makes a catalog of the main job, [`CatalogWriter::import`] adds a file.

mod advice;
mod apply;
mod around;
mod campaign;
mod check;
mod create;
mod derive;
mod dump;
mod error;
mod history;
mod import;
mod index;
mod index_file;
mod link;
mod migrate;
mod read;
mod record_id;
mod replication;
mod rows;
mod state;
mod status;
mod store;
mod surroundings;
mod survivorship;
mod writer;

pub use advice::{Advice, ReplicationSuggestion};
pub use around::{HubRow, Interaction, InteractionCounts, NeedAnswer, NeedsReport, UnmetNeed};
#[cfg(feature = "feedback")]
pub use campaign::CampaignSheet;
pub use campaign::{
    AnswerProblem, Campaign, CampaignAnswer, CampaignImport, CampaignReport, CampaignSelection, Figures, GroupProgress, LastProof,
    Reminder, StopReason, SurvivalStep, read_answers,
};
pub use check::Violation;
pub use dump::DumpScope;
pub use error::CatalogError;
pub use import::{ImportCounts, ImportOptions, ImportReport, InnovationCounts};
pub use index::CatalogIndex;
pub use read::{Catalog, FieldEvent, ImportRow};
pub use replication::{LineageEdge, LineageGraph, ReplicationImport};
pub use state::{CampaignItemState, InvalidTransition, Moderation, RecordLife, StateMachine};
pub use status::Status;
pub use store::WriteOptions;
pub use surroundings::Surroundings;
pub use survivorship::{Survivorship, SurvivorshipRule, SurvivorshipStrategy};
pub use writer::{CatalogWriter, Statement, Verdict};
