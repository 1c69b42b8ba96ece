#![doc = include_str!("../README.md")]

#[cfg(feature = "catalog")]
pub mod catalog;
#[cfg(feature = "cli")]
pub mod cli;
pub mod dedup;
mod error;
mod error_message;
pub mod evidence_grade;
#[cfg(feature = "catalog")]
pub mod files;
mod hash;
pub mod index_iga;
pub mod ingest;
pub mod lang;
pub mod model;
mod parallel;
pub mod pipeline;
#[cfg(feature = "catalog")]
pub mod portal;
pub mod progress;
pub mod report;
pub mod rules;
#[cfg(feature = "search")]
pub mod search;
pub mod text;
mod unicode;
pub mod vocab;
pub mod wire;
pub use error::{Error, MissingColumn, SettingsError};
pub use parallel::Threads;
pub use progress::CancelToken;
#[cfg(feature = "host-unicode")]
pub use unicode::{NormalForm, Normalizer, set_normalizer};
