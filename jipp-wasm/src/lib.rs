//! jipp in the browser: calls and answers of `jipp_core::wire`, carried as JSON.
//!
//! Nothing is decided here. JSON goes in and out as text because browsers read it faster than values can be built one by one
//! across the border, and because it is then letter for letter what Rust and Python see. People use `js/index.js`, which
//! wraps this; the TypeScript types of every call and answer are derived from the core's own structs.
//!
//! The package holds this crate several times, so that a page loads only what it asks for: `search` (open and ask a directory), `validate`
//! (check records), `report` (show what a check found), `dedupe` (find the same records), `resolve` (names of agencies), `codes` (vocabularies,
//! regions, agencies), `assess` (replications, hubs, evidence, innovation index), and all of these with `build` (make a directory of records).

mod error;
mod json;

#[cfg(feature = "assess")]
pub mod assess;
#[cfg(feature = "build")]
pub mod build_index;
#[cfg(feature = "codes")]
pub mod codes;
#[cfg(feature = "dedupe")]
pub mod dedupe;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "resolve")]
pub mod resolve;
#[cfg(feature = "search")]
pub mod search;
#[cfg(feature = "validate")]
pub mod validate;

use wasm_bindgen::prelude::*;

/// Types that the derived ones name but that are written as plain text in JSON.
#[wasm_bindgen(typescript_custom_section)]
const PLAIN_TYPES: &str = r#"
/** A date known to the year, the month or the day: `2019`, `2019-08` or `2019-08-12`. */
export type PartialDate = string;
/** A day, or a moment with its time zone: `2024-10-18` or `2024-10-18T09:30:00+07:00`. */
export type Timestamp = string;
"#;

/// Texts are normalized by JavaScript, whose tables need no download. Panics are explained in the console; release builds do without: a panic is a
/// bug, and the message costs bytes.
#[wasm_bindgen(start)]
pub fn start() {
    jipp_core::set_normalizer(|text, form| {
        let form = match form {
            jipp_core::NormalForm::Nfc => "NFC",
            jipp_core::NormalForm::Nfkd => "NFKD",
        };
        js_sys::JsString::from(text).normalize(form).into()
    });
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
}

/// The version of jipp.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
