//! Which agency does a name mean?

use jipp_core::wire;
use wasm_bindgen::prelude::*;

use crate::error::thrown;
use crate::json::{read, write};

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
