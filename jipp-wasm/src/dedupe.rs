//! What is asked about records together: which are the same?

use std::cell::RefCell;

use jipp_core::dedup::Measures;
use jipp_core::wire;
use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::error::thrown;
use crate::json::{read, write};

/// Finds duplicates among records: a JSON list of objects. `DedupeOptions` in, `DedupeAnswer` out.
#[wasm_bindgen]
pub fn dedupe(records: &str, options: &str) -> Result<String, JsValue> {
    write(&wire::dedupe(records, &read(options)?).map_err(thrown)?)
}

thread_local! {
    /// What asks the functions of the caller, while a call is under way: a measure may be asked from any thread, and a function of JavaScript stays
    /// in its own.
    static ASK: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// The same with measures of the caller, by their names: `ask(number, left, right)` gives what one of them says, and throws nothing.
#[wasm_bindgen(js_name = dedupeWith)]
pub fn dedupe_with(records: &str, options: &str, names: Vec<String>, ask: &Function) -> Result<String, JsValue> {
    let options = read(options)?;
    let own = names.into_iter().enumerate();
    let measures = own.fold(Measures::default(), |all, (number, name)| all.with(name, move |left, right| said(number, left, right)));
    ASK.set(Some(ask.clone()));
    let answer = wire::dedupe_with(records, &options, measures);
    ASK.set(None);
    write(&answer.map_err(thrown)?)
}

fn said(number: usize, left: &str, right: &str) -> Option<f64> {
    let ask = ASK.with_borrow(Clone::clone)?;
    ask.call3(&JsValue::NULL, &number.into(), &left.into(), &right.into()).ok()?.as_f64()
}
