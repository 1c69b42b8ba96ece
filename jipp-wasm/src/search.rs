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

    /// Opens an index in pieces by its head, uncompressed.
    #[wasm_bindgen(js_name = openHead)]
    pub fn open_head(head: &[u8]) -> Result<Engine, JsValue> {
        Index::from_head(head).map(Engine).map_err(thrown)
    }

    /// The pieces that the last question needed and that are not here: number, place behind the head and length of each, one after
    /// the other.
    pub fn missing(&self) -> Vec<f64> {
        flat(self.0.missing())
    }

    /// The same of all pieces that are not here.
    pub fn absent(&self, documents: bool) -> Vec<f64> {
        flat(self.0.absent(documents))
    }

    /// Takes in a piece, uncompressed, with the checksum that stands before it.
    #[wasm_bindgen(js_name = addPiece)]
    pub fn add_piece(&self, number: u32, checksum: u32, bytes: Vec<u8>) -> Result<(), JsValue> {
        self.0.add_piece(number, checksum, bytes).map_err(thrown)
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

/// Numbers as JavaScript has them: exact up to 2^53, which no file reaches.
fn flat(pieces: Vec<(u32, u64, u64)>) -> Vec<f64> {
    pieces.into_iter().flat_map(|(number, start, length)| [f64::from(number), start as f64, length as f64]).collect()
}
