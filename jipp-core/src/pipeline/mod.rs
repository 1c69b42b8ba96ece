//! What is the main job, from the files of the agencies to one directory?
//!
//! [`collect`] puts files together, [`integrate`] checks, links and merges their records. Every step is also reachable on
//! its own; this module only orders them.

mod dataset;
mod fix;
mod integrate;
mod labels;
mod rows;
mod similarities;
#[cfg(not(target_arch = "wasm32"))]
mod stream;

pub use dataset::{Dataset, collect};
pub use fix::{CellChange, Fixed, fix};
#[cfg(feature = "catalog")]
pub(crate) use integrate::NamedOrigins;
pub use integrate::{Directory, IntegrateOptions, Integration, Link, integrate};
pub use labels::read_labels;
pub use rows::{block_rows, compare_rows, extend_records, extend_rows, link_records, link_records_with, link_rows, link_rows_with};
pub use similarities::read_similarities;
#[cfg(not(target_arch = "wasm32"))]
pub use stream::{Streamed, check_path, check_reader, each_batch};

/// Problems of one list of rows that are told.
const MOST_PROBLEMS: usize = 20;
