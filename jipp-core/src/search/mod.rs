//! Where is the proven answer to this need?
//!
//! One tantivy segment holds the innovations; the analysis is ours ([`crate::text::tokenize`]) and so is the ranking: BM25F
//! (Robertson, Zaragoza, Taylor 2004) over title, agency, place and body, because summing BM25 per field ranks clearly
//! worse on these records. Words and documents lie in layouts of our own
//! (`words/`, `store.rs`); tantivy keeps the columns of the facets and does not leak out of this module. An index is
//! built once ([`Index::build`]), saved as one file ([`Index::to_bytes`]) and opened anywhere, the browser included.

mod build;
mod bundle;
mod document;
mod error;
pub mod evaluate;
mod explain;
mod facet;
mod feedback;
mod fields;
mod files;
mod index;
#[cfg(any(feature = "cli", test))]
mod lite;
mod need;
pub mod outgrow;
mod pieces;
mod query;
mod rank;
mod request;
mod settings;
mod snippet;
mod store;
mod suggest;
mod wanted;
mod words;

pub use document::SearchDocument;
pub use error::SearchError;
#[cfg(feature = "catalog")]
pub(crate) use facet::award_value;
#[cfg(feature = "catalog")]
pub(crate) use files::ReadRange;
pub use index::Index;
#[cfg(any(feature = "cli", test))]
pub use lite::lite;
#[cfg(any(feature = "cli", test))]
pub use pieces::IndexPieces;
pub use request::{
    FacetCount, GroupedHit, Highlight, Hit, MatchForm, Reason, SearchMode, SearchRequest, SearchResponse, Sort, SourceKey, Suggestion,
    SuggestionKind,
};
pub use settings::{FeedbackSettings, FieldWeight, FieldWeights, NeedSettings, Priors, RankingSettings};
#[cfg(feature = "catalog")]
pub(crate) use wanted::with_known_values;
