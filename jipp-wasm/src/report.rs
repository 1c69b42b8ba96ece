//! How is the report of a check shown, put together with another and compared with declared figures?

use jipp_core::report::{Report, html};
use jipp_core::wire;
use wasm_bindgen::prelude::*;

use crate::error::thrown;
use crate::json::{read, write};

/// A `Report` as one HTML page.
#[wasm_bindgen(js_name = reportHtml)]
pub fn report_html(report: &str) -> Result<String, JsValue> {
    Ok(html::render(&read(report)?, &html::HtmlOptions::default()))
}

/// Puts the reports of two parts together: `Report` twice in, `Report` out.
#[wasm_bindgen(js_name = mergeReports)]
pub fn merge_reports(one: &str, other: &str) -> Result<String, JsValue> {
    write(&read::<Report>(one)?.merge(read(other)?).map_err(thrown)?)
}

/// Compares declared figures with a report: `FiguresCall` in, `ComparedFigures` out.
#[wasm_bindgen]
pub fn figures(call: &str) -> Result<String, JsValue> {
    write(&wire::figures(&read(call)?))
}
