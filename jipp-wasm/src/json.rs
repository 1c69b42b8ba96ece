//! JSON text in and out.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use crate::error::unreadable;

pub(crate) fn read<T: DeserializeOwned>(json: &str) -> Result<T, JsValue> {
    serde_json::from_str(json).map_err(|error| unreadable(&error))
}

pub(crate) fn write<T: Serialize>(answer: &T) -> Result<String, JsValue> {
    serde_json::to_string(answer).map_err(|error| unreadable(&error))
}
