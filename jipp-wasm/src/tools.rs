//! What is asked about records, names and codes: checks, fixes, duplicates, the index of a region, vocabularies, regions.

use jipp_core::report::{Report, html};
use jipp_core::wire;
use wasm_bindgen::prelude::*;

use crate::error::thrown;
use crate::json::{read, write};

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

/// Takes a title apart: `TitleCall` in, `ParsedTitle` out.
#[wasm_bindgen(js_name = parseTitle)]
pub fn parse_title(call: &str) -> Result<String, JsValue> {
    write(&wire::parse_title(&read(call)?))
}

/// Every region: `RegionRow[]`.
#[wasm_bindgen]
pub fn regions() -> Result<String, JsValue> {
    write(&wire::region_rows())
}

/// The region with a code: `RegionCall` in, `RegionRow` or `null` out.
#[wasm_bindgen]
pub fn region(call: &str) -> Result<String, JsValue> {
    write(&wire::region_row(&read(call)?).map_err(thrown)?)
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
