//! How does a list of records become a directory in the browser? Reads, merges and indexes: the heaviest part.

use jipp_core::wire;
use wasm_bindgen::prelude::*;

use crate::error::thrown;
use crate::json::read;
use crate::search::Engine;

#[wasm_bindgen]
impl Engine {
    /// Builds an index of records: a JSON list of objects. `options` is `BuildOptions` as JSON.
    pub fn build(records: &str, options: &str) -> Result<Engine, JsValue> {
        wire::build_index(records, &read(options)?).map(Engine).map_err(thrown)
    }
}
