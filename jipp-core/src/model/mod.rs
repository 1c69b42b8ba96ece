//! What are an innovation, its source record and its provenance?
//!
//! Plain values: no input or output, no rules, no language handling. Everything else in the crate works on these.

mod article;
mod award;
mod collaborator;
mod completeness;
mod contact;
mod coordinates;
mod date;
mod duplicate;
mod evidence;
mod field;
mod finding;
mod finding_row;
mod guide;
mod hub;
mod iga;
mod impact;
mod innovation;
mod innovator;
mod kipp_entry;
mod note;
mod open;
mod organisation;
mod parts;
mod previous_version;
mod provenance;
mod publication;
mod regulation;
mod replication;
mod rich_text;
mod source;
mod statistics;
mod status;
mod status_history;
mod timestamp;
mod validation;
mod value;

pub use article::{Article, ArticleKind};
pub use award::Award;
pub use collaborator::Collaborator;
pub use completeness::{Completeness, MissingByStage, Requirement};
pub use contact::Contact;
pub use coordinates::{Coordinates, CoordinatesError};
pub use date::{PartialDate, PartialDateError};
pub use duplicate::DuplicateDecision;
pub use evidence::Evidence;
pub use field::{Field, FieldKind};
pub use finding::{Applicability, Finding, Fix, MessageTemplate, RuleInfo, RuleSetting, Scope, Severity, Stage, Years};
pub use finding_row::FindingRow;
pub use guide::{GuideSkeleton, GuideStep, ReplicationGuide};
pub use hub::{
    Hub, HubAnswer, HubAspect, HubAspectScore, HubInstrument, HubInstrumentError, HubOption, HubPredicate, HubQuestion, HubQuestionKind,
    HubRecord, HubResponse, HubResponseError, HubScore, HubVerification,
};
pub use iga::{IgaIndicator, MaturityScore};
pub use impact::ImpactIndicator;
pub use innovation::Innovation;
pub use innovator::{Innovator, InnovatorKind};
pub use kipp_entry::KippEntry;
pub use note::{Note, NoteKind};
pub use open::Extra;
pub(crate) use open::{is_personal, without_personal};
pub use organisation::OrganisationRef;
pub use parts::{ResourceParts, SustainabilityParts};
pub use previous_version::PreviousVersion;
pub use provenance::{FieldSource, Provenance};
pub use publication::Publication;
pub use regulation::Regulation;
pub use replication::{
    Replication, ReplicationActor, ReplicationDates, ReplicationDocument, ReplicationError, ReplicationKind, ReplicationOrigin,
    ReplicationStage,
};
pub use rich_text::RichText;
pub(crate) use rich_text::{is_tidy, tidy_line};
pub use source::{Record, SourceRecord, SourceRef, SourceSystem};
pub use statistics::Statistics;
pub use status::SustainabilityStatus;
pub use status_history::{StatusHistory, StatusHistoryError, StatusUpdate};
pub use timestamp::{Timestamp, TimestampError};
pub use validation::Validation;
pub use value::Value;
