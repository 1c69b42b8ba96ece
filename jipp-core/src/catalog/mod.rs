//! How does the directory survive the end of the program?
//!
//! One SQLite file that any tool can open: source records as received (personal data in a table of its own), merged
//! innovations, which record belongs to which innovation, links, findings, and the search index. [`Catalog::create`] writes
//! to a file beside the target and renames it at the end, so that no half catalog is ever seen.

mod error;
mod read;
mod write;

pub use error::CatalogError;
pub use read::{Catalog, Status};
