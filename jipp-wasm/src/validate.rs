//! What is wrong with records, and what can be mended safely?

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

/// Applies the safe fixes to records: JSON text of objects. `ValidateOptions` in, `FixAnswer` out.
#[wasm_bindgen]
pub fn fix(records: &str, options: &str) -> Result<String, JsValue> {
    write(&wire::fix(records, &read(options)?).map_err(thrown)?)
}
