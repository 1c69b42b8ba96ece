//! What a page can search before the index is there: titles, names and the values of the facets, without texts.
//!
//! `JIPPLIT1` and JSON, compressed (DEFLATE): `format`; for each innovation in the order of the ids its id, its title and, with spaces
//! between them, other names under which it is known, glued; and for each facet its values and which of them each innovation has (a
//! number, a list of numbers, or -1). `lite.js` of the browser package answers from it.

use serde::Serialize;

use super::document::SearchDocument;
use super::error::SearchError;
use super::facet::{FACETS, facet_values};
use super::fields::glued_names;
use crate::text::key;

const MAGIC: &[u8; 8] = b"JIPPLIT1";
/// Version of this layout: `FORMAT` in `lite.js` is the same.
const FORMAT: u32 = 1;
/// Best compression: it is written once and downloaded by everybody.
const LEVEL: u8 = 10;

/// What divides a title into names, in `lite.js` as here.
const SIGNS: [char; 10] = ['(', ')', '[', ']', ':', '–', '—', '"', '“', '”'];

#[derive(Serialize)]
struct Lite<'a> {
    format: u32,
    ids: Vec<&'a str>,
    titles: Vec<&'a str>,
    names: Vec<String>,
    facets: std::collections::BTreeMap<&'static str, Column>,
}

#[derive(Serialize)]
struct Column {
    values: Vec<String>,
    of: Vec<Numbers>,
}

/// The values of one innovation.
#[derive(Serialize)]
#[serde(untagged)]
enum Numbers {
    One(i32),
    Several(Vec<usize>),
}

/// Titles, names and facets of these documents as one small file.
pub fn lite(documents: &[SearchDocument]) -> Result<Vec<u8>, SearchError> {
    let names = documents.iter().map(|document| {
        // these `lite.js` reads from the title itself
        let own: Vec<String> = document.title.split(SIGNS).chain([document.title.as_str()]).map(key).collect();
        glued_names(document).into_iter().filter(|name| !own.contains(name)).collect::<Vec<_>>().join(" ")
    });
    let lite = Lite {
        format: FORMAT,
        ids: documents.iter().map(|document| document.id.as_str()).collect(),
        titles: documents.iter().map(|document| document.title.as_str()).collect(),
        names: names.collect(),
        facets: FACETS.iter().map(|facet| (*facet, column(documents, facet))).collect(),
    };
    let json = serde_json::to_vec(&lite).map_err(|error| SearchError::Engine(error.to_string()))?;
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&miniz_oxide::deflate::compress_to_vec(&json, LEVEL));
    Ok(out)
}

fn column(documents: &[SearchDocument], facet: &str) -> Column {
    let own: Vec<Vec<String>> = documents.iter().map(|document| facet_values(document, facet)).collect();
    let mut values: Vec<String> = own.iter().flatten().cloned().collect();
    values.sort_unstable();
    values.dedup();
    let number = |value: &String| values.binary_search(value).unwrap_or_default();
    let of = own.iter().map(|own| match own.as_slice() {
        [] => Numbers::One(-1),
        [one] => Numbers::One(number(one) as i32),
        several => Numbers::Several(several.iter().map(number).collect()),
    });
    Column { of: of.collect(), values }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_names_and_values_are_there_and_no_text() {
        let document = SearchDocument {
            id: "a".into(),
            title: "LOCEP (Loket Cepat)".into(),
            year: Some(2020),
            texts: vec![("summary".into(), "rahasia".into())],
            ..SearchDocument::default()
        };
        let bytes = lite(&[
            document,
            SearchDocument { id: "b".into(), title: "Bank Sampah".into(), other_titles: vec!["Basam".into()], ..SearchDocument::default() },
        ])
        .unwrap();
        assert_eq!(bytes[..8], *MAGIC);
        let json = miniz_oxide::inflate::decompress_to_vec(&bytes[8..]).unwrap();
        let read: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(read["ids"], serde_json::json!(["a", "b"]));
        assert_eq!(read["names"], serde_json::json!(["", "basam"]));
        assert_eq!(read["facets"]["year"], serde_json::json!({ "values": ["2020"], "of": [0, -1] }));
        assert!(!String::from_utf8(json).unwrap().contains("rahasia"));
    }
}
