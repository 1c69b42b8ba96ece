//! What crosses a language, as plain data?
//!
//! The calls and answers that Python, JavaScript and the command line share. Everything here is JSON in both directions;
//! the bindings only carry it. `docs/schema/wire.schema.json` and the TypeScript types are generated from these types.

mod agency;
mod analyze;
mod call;
mod dedupe;
mod evidence;
mod fix;
mod index_score;
mod lists;
mod reconcile;
mod region;
mod report;
mod resolve;
mod rows;
#[cfg(feature = "schema")]
mod schema;
mod title;
mod vocabulary;

pub use agency::{AgenciesCall, AgencyRow, agency_rows};
pub use analyze::{AnalyzeCall, AnalyzedText, AnalyzedToken, analyze};
#[cfg(feature = "search")]
pub use call::{BuildOptions, build_index};
pub use call::{ValidateAnswer, ValidateOptions, validate, validate_report};
pub use call::{day, day_in_jakarta, parse_settings, shown_id, shown_ids};
pub use dedupe::{DedupeAnswer, DedupeOptions, LabelRows, ReviewRow, dedupe, dedupe_with};
pub use evidence::{EvidenceGradeCall, EvidenceReport, EvidenceRow, evidence_grade, evidence_report};
pub use fix::{FixAnswer, fix};
pub use index_score::{IndexScoreCall, index_form, index_score, score_and_check};
pub use lists::{HubsCall, ReplicationsCall, list_answer, validate_hubs, validate_replications};
pub use reconcile::{
    ReconcileAnswer, ReconcileBatch, ReconcileCandidate, ReconcileFeature, ReconcileManifest, ReconcileProperty, ReconcileQuery,
    ReconcileType, reconcile, reconcile_manifest,
};
pub use region::{
    NearRegionRow, NearestRegions, RegionCall, RegionRow, SimilarRegionRow, SimilarRegions, find_region, nearest_region_rows, region_row,
    region_rows, similar_region_rows,
};
pub use report::{BuildReport, DuplicateCounts, FiguresCall, figures};
pub use resolve::{NameAsWritten, NameInContext, OneOrEach, ResolveNames, YearAsWritten, resolve_names};
pub use rows::{ClusterQualityRow, ClusterRow, PairRow, cluster_quality_rows, cluster_rows, explained, pair_rows, told_apart};
#[cfg(feature = "schema")]
pub use schema::json_schema;
pub use title::{ParsedTitle, TitleCall, parse_title};
pub use vocabulary::{
    LookUp, LookupAnswer, LookupStatus, VocabulariesCall, VocabularyAnswer, VocabularyCall, VocabularyRow, look_up, vocabulary_answer,
    vocabulary_rows,
};

pub use crate::evidence_grade::{BothLanguages, CriterionResult, EvidenceGrade, EvidenceStep};
pub use crate::index_iga::IndexScore;
pub use crate::model::{FindingRow, Fix};
pub use crate::pipeline::CellChange;
pub use crate::report::{
    ComparedCount, ComparedFigure, ComparedFigures, DeclaredFigure, DeclaredFigures, FieldStatistics, FileSummary, GroupStatistics,
    RecordCounts, Report, RequiredFields, RuleCount, StageCounts, StatusCounts, YearStatistics,
};
#[cfg(feature = "search")]
pub use crate::search::{FacetCount, Highlight, Hit, Reason, SearchDocument, SearchRequest, SearchResponse, Sort, SourceKey, Suggestion};
pub use crate::vocab::{Candidate, Resolution, SimilarityOptions, Status};
