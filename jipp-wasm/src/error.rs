//! How does an error of the core reach JavaScript?
//!
//! As an `Error` named `JippError` with the stable slug of the core in `code`: the same slugs as in Rust and Python.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// The core's error as a thrown value.
pub(crate) fn thrown(error: impl Into<jipp_core::Error>) -> JsValue {
    let error = error.into();
    let thrown = js_sys::Error::new(&error.to_string());
    thrown.set_name("JippError");
    // Setting a property of a fresh object fails only if the host forbids it; the message is thrown all the same.
    let _ = Reflect::set(&thrown, &"code".into(), &error.code().into());
    thrown.into()
}

/// A call whose JSON cannot be read: an unknown option, or a value of the wrong kind.
pub(crate) fn unreadable(error: &serde_json::Error) -> JsValue {
    thrown(jipp_core::SettingsError::Unreadable { reason: error.to_string() })
}
