//! Which codes are there? Vocabularies, regions, agencies; and how a text is taken apart.

use jipp_core::wire;
use wasm_bindgen::prelude::*;

use crate::error::thrown;
use crate::json::{read, write};

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
