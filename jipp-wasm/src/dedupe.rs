//! What is asked about records together: which are the same?

use jipp_core::wire;
use wasm_bindgen::prelude::*;

use crate::error::thrown;
use crate::json::{read, write};

/// Finds duplicates among records: a JSON list of objects. `DedupeOptions` in, `DedupeAnswer` out.
#[wasm_bindgen]
pub fn dedupe(records: &str, options: &str) -> Result<String, JsValue> {
    write(&wire::dedupe(records, &read(options)?).map_err(thrown)?)
}
