//! What is asked about what is not a table of innovations: replications, hubs, the evidence of a record, the innovation index of a region.

use jipp_core::wire;
use wasm_bindgen::prelude::*;

use crate::error::thrown;
use crate::json::{read, write};

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
