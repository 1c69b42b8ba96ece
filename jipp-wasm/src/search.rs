//! What is asked of a directory while somebody searches: all that a page of results needs, and nothing else.

use jipp_core::search::{Index, SearchRequest};
use wasm_bindgen::prelude::*;

use crate::error::thrown;
use crate::json::{read, write};

/// A search index over innovations.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(pub(crate) Index);

#[wasm_bindgen]
impl Engine {
    /// Opens an index from the bytes of its file.
    pub fn open(bytes: &[u8]) -> Result<Engine, JsValue> {
        Index::from_bytes(bytes).map(Engine).map_err(thrown)
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
