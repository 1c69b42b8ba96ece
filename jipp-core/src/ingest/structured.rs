//! How does a cell become a value of several parts? JSON as it is; of plain text what can be understood.

use serde_json::{Value as Json, json};

use crate::model::{Field, Timestamp};
use crate::text::{html_to_text, redact, tidy};

/// Names of parts that are no prose: nothing in them is markup or a telephone number.
const EXACT: &[&str] = &["id", "record_id", "sha256", "raw_hash", "number", "nri", "mime", "registration"];

/// The JSON that a cell holds, if it holds a list or an object.
pub(super) fn json_cell(cell: &str) -> Option<Json> {
    let cell = cell.trim();
    if !cell.starts_with(['[', '{']) {
        return None;
    }
    serde_json::from_str(cell).ok()
}

/// The texts of a cell that holds a JSON list of texts or numbers.
pub(super) fn json_texts(cell: &str) -> Option<Vec<String>> {
    let Json::Array(items) = json_cell(cell)? else { return None };
    items
        .into_iter()
        .map(|item| match item {
            Json::String(text) => Some(text),
            Json::Number(number) => Some(number.to_string()),
            _ => None,
        })
        .collect()
}

/// What people write where no part has a name: names, titles, kinds.
pub(super) fn of_texts(field: Field, parts: &[String]) -> Option<Json> {
    let part = match field {
        Field::Innovators => "name",
        Field::ReplicationOrigins | Field::Regulations => "title",
        Field::Collaboration => "actor",
        Field::PreviousVersion => return Some(json!({ "explanation": parts.join("\n") })),
        Field::Publication => return parts.first().map(|status| json!({ "status": status })),
        _ => return None,
    };
    Some(parts.iter().map(|text| json!({ part: text })).collect())
}

/// Turns markup into plain text and masks personal data in every text; the number of texts with personal data.
pub(super) fn clean(value: &mut Json) -> usize {
    match value {
        Json::String(text) => clean_text(text),
        Json::Array(items) => items.iter_mut().map(clean).sum(),
        Json::Object(object) => object
            .iter_mut()
            .map(|(name, value)| match value {
                // an address may be one for calling somebody
                Json::String(text) if name == "url" => mask(text, tidy(text)),
                Json::String(text) if EXACT.contains(&name.as_str()) => {
                    *text = tidy(text);
                    0
                }
                value => clean(value),
            })
            .sum(),
        _ => 0,
    }
}

fn clean_text(text: &mut String) -> usize {
    if text.parse::<Timestamp>().is_ok() {
        return 0;
    }
    mask(text, html_to_text(text).text.into())
}

/// Puts what was read in the place of a text, personal data masked; whether there was any.
fn mask(text: &mut String, read: String) -> usize {
    let masked = redact(&read);
    let found = usize::from(masked.is_some());
    *text = masked.unwrap_or(read);
    found
}
