//! jipp in the browser: calls and answers of `jipp_core::wire`, carried as JSON.
//!
//! Nothing is decided here. JSON goes in and out as text because browsers read it faster than values can be built one by one
//! across the border, and because it is then letter for letter what Rust and Python see. People use `js/index.js`, which
//! wraps this; the TypeScript types of every call and answer are derived from the core's own structs.

mod error;

use jipp_core::report::{Report, html};
use jipp_core::search::{Index, SearchRequest};
use jipp_core::wire;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use error::{thrown, unreadable};

/// Types that the derived ones name but that are written as plain text in JSON.
#[wasm_bindgen(typescript_custom_section)]
const PLAIN_TYPES: &str = r#"
/** A date known to the year, the month or the day: `2019`, `2019-08` or `2019-08-12`. */
export type PartialDate = string;
/** A day, or a moment with its time zone: `2024-10-18` or `2024-10-18T09:30:00+07:00`. */
export type Timestamp = string;
"#;

/// Explains panics in the console. Release builds do without: a panic is a bug, and the message costs bytes.
#[wasm_bindgen(start)]
pub fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
}

/// A search index over innovations.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(Index);

#[wasm_bindgen]
impl Engine {
    /// Opens an index from the bytes of its file.
    pub fn open(bytes: &[u8]) -> Result<Engine, JsValue> {
        Index::from_bytes(bytes).map(Engine).map_err(thrown)
    }

    /// Builds an index of records: a JSON list of objects. `options` is `BuildOptions` as JSON.
    pub fn build(records: &str, options: &str) -> Result<Engine, JsValue> {
        wire::build_index(records, &read(options)?).map(Engine).map_err(thrown)
    }

    /// The index as one file.
    #[wasm_bindgen(js_name = toBytes)]
    pub fn to_bytes(&self) -> Result<Vec<u8>, JsValue> {
        self.0.to_bytes().map_err(thrown)
    }

    /// Answers a `SearchRequest` with a `SearchResponse`, both as JSON.
    pub fn search(&self, request: &str) -> Result<String, JsValue> {
        write(&self.0.search(&read::<SearchRequest>(request)?).map_err(thrown)?)
    }

    /// Completions of what is being typed: `Suggestion[]` as JSON.
    pub fn suggest(&self, typed: &str, limit: u16) -> Result<String, JsValue> {
        write(&self.0.suggest(typed, limit.into()).map_err(thrown)?)
    }

    /// Innovations about the same thing: `Hit[]` as JSON.
    pub fn similar(&self, id: &str, limit: u16) -> Result<String, JsValue> {
        write(&self.0.similar(id, limit.into()).map_err(thrown)?)
    }

    /// One innovation: `SearchDocument` as JSON, or `null`.
    pub fn get(&self, id: &str) -> Result<String, JsValue> {
        write(&self.0.get(id).map_err(thrown)?)
    }

    /// Number of innovations.
    #[wasm_bindgen(getter)]
    pub fn size(&self) -> usize {
        self.0.len()
    }
}

/// Checks records: a JSON list of objects. `ValidateOptions` in, `ValidateAnswer` out.
#[wasm_bindgen]
pub fn validate(records: &str, options: &str) -> Result<String, JsValue> {
    write(&wire::validate(records, &read(options)?).map_err(thrown)?)
}

/// Checks records: a JSON list of objects. `ValidateOptions` in, the whole `Report` out.
#[wasm_bindgen(js_name = validateReport)]
pub fn validate_report(records: &str, options: &str) -> Result<String, JsValue> {
    write(&wire::validate_report(records, &read(options)?).map_err(thrown)?)
}

/// A `Report` as one HTML page.
#[wasm_bindgen(js_name = reportHtml)]
pub fn report_html(report: &str) -> Result<String, JsValue> {
    Ok(html::render(&read(report)?, &html::HtmlOptions::default()))
}

/// Puts the reports of two parts together: `Report` twice in, `Report` out.
#[wasm_bindgen(js_name = mergeReports)]
pub fn merge_reports(one: &str, other: &str) -> Result<String, JsValue> {
    write(&read::<Report>(one)?.merge(read(other)?).map_err(thrown)?)
}

/// Compares declared figures with a report: `FiguresCall` in, `ComparedFigures` out.
#[wasm_bindgen]
pub fn figures(call: &str) -> Result<String, JsValue> {
    write(&wire::figures(&read(call)?))
}

/// Applies the safe fixes to records: JSON text of objects. `ValidateOptions` in, `FixAnswer` out.
#[wasm_bindgen]
pub fn fix(records: &str, options: &str) -> Result<String, JsValue> {
    write(&wire::fix(records, &read(options)?).map_err(thrown)?)
}

/// Checks replications: `ReplicationsCall` in, `ValidateAnswer` out.
#[wasm_bindgen(js_name = validateReplications)]
pub fn validate_replications(call: &str) -> Result<String, JsValue> {
    write(&wire::validate_replications(&read(call)?).map_err(thrown)?)
}

/// Checks hubs: `HubsCall` in, `ValidateAnswer` out.
#[wasm_bindgen(js_name = validateHubs)]
pub fn validate_hubs(call: &str) -> Result<String, JsValue> {
    write(&wire::validate_hubs(&read(call)?).map_err(thrown)?)
}

/// Grades the evidence of a record: `EvidenceGradeCall` in, `EvidenceGrade` out.
#[wasm_bindgen(js_name = evidenceGrade)]
pub fn evidence_grade(call: &str) -> Result<String, JsValue> {
    write(&wire::evidence_grade(&read(call)?).map_err(thrown)?)
}

/// Recomputes the innovation index of a region: `IndexScoreCall` in, `IndexScore` out.
#[wasm_bindgen(js_name = indexScore)]
pub fn index_score(call: &str) -> Result<String, JsValue> {
    write(&wire::index_score(&read(call)?).map_err(thrown)?)
}

/// Finds duplicates among records: a JSON list of objects. `DedupeOptions` in, `DedupeAnswer` out.
#[wasm_bindgen]
pub fn dedupe(records: &str, options: &str) -> Result<String, JsValue> {
    write(&wire::dedupe(records, &read(options)?).map_err(thrown)?)
}

/// Resolves names of agencies: `ResolveNames` in, `Resolution[]` out.
#[wasm_bindgen]
pub fn resolve(call: &str) -> Result<String, JsValue> {
    write(&wire::resolve_names(&read(call)?).map_err(thrown)?)
}

/// Answers a batch of the reconciliation protocol: `Record<string, ReconcileQuery>` in, `Record<string, ReconcileAnswer>` out.
#[wasm_bindgen]
pub fn reconcile(batch: &str, lang: &str) -> Result<String, JsValue> {
    write(&wire::reconcile(&read(batch)?, read(lang)?))
}

/// What a reconciliation service at these addresses says of itself: `ReconcileManifest`.
#[wasm_bindgen(js_name = reconcileManifest)]
pub fn reconcile_manifest(identifier_space: &str, schema_space: &str, lang: &str) -> Result<String, JsValue> {
    write(&wire::reconcile_manifest(identifier_space, schema_space, read(lang)?))
}

/// Lists the vocabularies: `VocabulariesCall` in, `VocabularyRow[]` out.
#[wasm_bindgen]
pub fn vocabularies(call: &str) -> Result<String, JsValue> {
    write(&wire::vocabulary_rows(&read(call)?))
}

/// The values of a vocabulary: `VocabularyCall` in, `VocabularyAnswer` out.
#[wasm_bindgen]
pub fn vocabulary(call: &str) -> Result<String, JsValue> {
    write(&wire::vocabulary_answer(&read(call)?).map_err(thrown)?)
}

/// What a text means in a vocabulary: `LookUp` in, `LookupAnswer` out.
#[wasm_bindgen]
pub fn lookup(call: &str) -> Result<String, JsValue> {
    write(&wire::look_up(&read(call)?).map_err(thrown)?)
}

/// The words of texts as search reads them: `AnalyzeCall` in, `AnalyzedText[]` out.
#[wasm_bindgen]
pub fn analyze(call: &str) -> Result<String, JsValue> {
    write(&wire::analyze(&read(call)?))
}

/// Every region: `RegionRow[]`.
#[wasm_bindgen]
pub fn regions() -> Result<String, JsValue> {
    write(&wire::region_rows())
}

/// The region with a code: `RegionCall` in, `RegionRow` or `null` out.
#[wasm_bindgen]
pub fn region(call: &str) -> Result<String, JsValue> {
    write(&wire::region_row(&read(call)?))
}

/// The regions nearest to one: `NearestRegions` in, `NearRegionRow[]` out.
#[wasm_bindgen(js_name = nearestRegions)]
pub fn nearest_regions(call: &str) -> Result<String, JsValue> {
    write(&wire::nearest_region_rows(&read(call)?).map_err(thrown)?)
}

/// The regions most like one: `SimilarRegions` in, `SimilarRegionRow[]` out.
#[wasm_bindgen(js_name = similarRegions)]
pub fn similar_regions(call: &str) -> Result<String, JsValue> {
    write(&wire::similar_region_rows(&read(call)?).map_err(thrown)?)
}

/// The agencies: `AgenciesCall` in, `AgencyRow[]` out.
#[wasm_bindgen]
pub fn agencies(call: &str) -> Result<String, JsValue> {
    write(&wire::agency_rows(&read(call)?))
}

/// The version of jipp.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn read<T: DeserializeOwned>(json: &str) -> Result<T, JsValue> {
    serde_json::from_str(json).map_err(|error| unreadable(&error))
}

fn write<T: Serialize>(answer: &T) -> Result<String, JsValue> {
    serde_json::to_string(answer).map_err(|error| unreadable(&error))
}
