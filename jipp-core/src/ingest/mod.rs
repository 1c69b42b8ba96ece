//! How does a file of an agency become records, with nothing lost?
//!
//! [`read`] takes bytes, finds out what they are (CSV, XLSX, JSON, Parquet, Arrow, and gzip or ZIP of these), which mapping fits, where the header row is, and turns
//! every data row into one [`Record`](crate::model::Record). What is wrong with a row or a cell becomes a
//! [`Note`](crate::model::Note); an [`IngestError`] means that the file cannot be read as a table at all.
//!
//! This is the only place that knows foreign column names, and those are data: `data/mappings/*.toml`.

#[cfg(feature = "archives")]
mod archive;
#[cfg(feature = "arrow")]
mod arrow_sizes;
mod award;
mod cell;
mod choose;
#[cfg(any(feature = "arrow", feature = "parquet"))]
mod columnar;
mod content;
mod convert;
mod copy;
mod decode;
mod delimited;
mod derive;
mod detect;
mod draft;
mod error;
mod explain;
mod formula;
#[cfg(any(feature = "arrow", feature = "parquet", feature = "spreadsheets"))]
mod guard;
mod json;
mod limits;
mod list;
mod lost;
mod mapping;
mod read;
#[cfg(not(target_arch = "wasm32"))]
mod reader;
mod returned;
#[cfg(feature = "spreadsheets")]
mod spreadsheet;
mod structured;
mod table;
#[cfg(feature = "xlsx")]
mod xlsx;

pub(crate) use award::{WINNERS, is_bare_level, is_provincial};
pub use award::{parse_award, parse_awards};
pub(crate) use cell::{read_line, read_text, read_title};
#[cfg(feature = "arrow")]
pub use columnar::arrow_table;
pub use content::lines_of_rows;
pub use copy::{CopyForm, FileCopy};
pub use derive::derive_fields;
pub use draft::{MappingDraft, draft_mapping, draft_table_mapping};
pub use error::IngestError;
pub use explain::{ColumnUse, explain_mapping};
pub use formula::{looks_like_formula, neutralised, restored};
pub use limits::Limits;
pub use list::{Fault, FaultKind, List, ListEntry, Unreadable, hubs_of, read_hubs, read_replications, replications_of};
#[cfg(not(target_arch = "wasm32"))]
pub use list::{read_hubs_path, read_replications_path};
pub use mapping::{ColumnRule, Mapping, Transform, built_in_mappings};
pub(crate) use read::in_words;
pub use read::{FileInfo, Ingested, ReadOptions, Source, read, read_again, read_each, read_plain, read_table};
#[cfg(not(target_arch = "wasm32"))]
pub use read::{read_each_path, read_path};
#[cfg(not(target_arch = "wasm32"))]
pub use reader::RecordReader;
pub use returned::{
    CODES_COLUMN, COLUMNS as FEEDBACK_COLUMNS, CONTINUATION_COLUMNS, CONTINUATION_SHEET, CONTINUED, KEY_COLUMN, RECORD_COLUMN,
    REMEDY_COLUMN, ROW_COLUMN, RowKey, STATUS_COLUMN, check as check_of_cells, guarded, is_writable_id, unguarded, unread_cell,
};
pub use table::{Row, Table};
