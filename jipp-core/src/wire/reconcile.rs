//! The Reconciliation Service API of the W3C community group on entity reconciliation, version 0.2, as pure functions.
//!
//! Tools such as `OpenRefine` ask a web service that speaks this protocol. jipp opens no port: a few lines of any web framework
//! answer `GET` with [`reconcile_manifest`] and `POST` (form field `queries`) with [`reconcile`].
//!
//! Source: <https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/>.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::resolve::OneOrEach;
use crate::lang::Lang;
use crate::vocab::{Candidate, Resolution, ResolveOptions, Status, resolve, resolve_region};

/// A type of entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ReconcileType {
    /// `agency` or `region`.
    pub id: String,
    /// What people read.
    pub name: String,
}

/// What the record says beside the name: `year`, `unit`, `title`, `region_code`. Others are ignored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ReconcileProperty {
    /// Which property.
    pub pid: String,
    /// Its value: a text, a number, an object with an `id`, or a list of these, of which the first counts.
    #[cfg_attr(feature = "tsify", tsify(type = "unknown"))]
    pub v: Value,
}

/// One name to reconcile.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct ReconcileQuery {
    /// The name as written.
    pub query: String,
    /// `agency` (the default) or `region`; of a list the first counts.
    #[serde(rename = "type")]
    pub kind: Option<OneOrEach<String>>,
    /// Most candidates wanted.
    pub limit: Option<usize>,
    /// What the record says beside the name.
    pub properties: Vec<ReconcileProperty>,
}

/// Queries by the caller's keys.
pub type ReconcileBatch = BTreeMap<String, ReconcileQuery>;

/// Why a candidate has its score, for the caller's own weighing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ReconcileFeature {
    /// `fit` (0 to 1), `reason` (a stable identifier) or `joint` (whether the cell names several bodies together).
    pub id: String,
    /// Its value.
    #[cfg_attr(feature = "tsify", tsify(type = "number | boolean | string"))]
    pub value: Value,
}

/// A body or region that the name may mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ReconcileCandidate {
    /// Agency code or region code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why it is a candidate, in words.
    pub description: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: Vec<ReconcileType>,
    /// How well it fits, 0 to 100.
    pub score: f64,
    /// Whether it is the answer without a person's decision.
    #[serde(rename = "match")]
    pub is_match: bool,
    /// What the score rests on.
    pub features: Vec<ReconcileFeature>,
}

/// The candidates of one query.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ReconcileAnswer {
    /// Best first.
    pub result: Vec<ReconcileCandidate>,
}

/// What the service says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ReconcileManifest {
    /// Versions of the protocol it speaks.
    pub versions: Vec<String>,
    /// Its name.
    pub name: String,
    /// Address under which the codes are identifiers; the host's.
    pub identifier_space: String,
    /// Address under which the types are identifiers; the host's.
    pub schema_space: String,
    /// The types it knows.
    pub default_types: Vec<ReconcileType>,
}

fn types(lang: Lang) -> [ReconcileType; 2] {
    let of = |id: &str, name: &str| ReconcileType { id: id.to_owned(), name: name.to_owned() };
    match lang {
        Lang::Id => [of("agency", "Instansi"), of("region", "Wilayah")],
        Lang::En => [of("agency", "Agency"), of("region", "Region")],
    }
}

/// The manifest of a service at the host's addresses.
pub fn reconcile_manifest(identifier_space: &str, schema_space: &str, lang: Lang) -> ReconcileManifest {
    ReconcileManifest {
        versions: vec!["0.2".to_owned()],
        name: match lang {
            Lang::Id => "jipp: instansi dan wilayah Indonesia",
            Lang::En => "jipp: agencies and regions of Indonesia",
        }
        .to_owned(),
        identifier_space: identifier_space.to_owned(),
        schema_space: schema_space.to_owned(),
        default_types: types(lang).to_vec(),
    }
}

/// Answers a batch of queries, each under its key.
///
/// ```
/// use jipp_core::wire::{ReconcileBatch, reconcile};
/// let batch: ReconcileBatch = serde_json::from_str(r#"{"q0": {"query": "Pemkot Surabaya"}}"#)?;
/// let answer = reconcile(&batch, jipp_core::lang::Lang::En);
/// assert_eq!(answer["q0"].result[0].id, "pemda:35.78");
/// assert!(answer["q0"].result[0].is_match);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn reconcile(batch: &ReconcileBatch, lang: Lang) -> BTreeMap<String, ReconcileAnswer> {
    batch.iter().map(|(key, query)| (key.clone(), one(query, lang))).collect()
}

fn one(query: &ReconcileQuery, lang: Lang) -> ReconcileAnswer {
    let text = |pid: &str| query.properties.iter().find(|property| property.pid == pid).and_then(|property| first_text(&property.v));
    let (year, unit, title, region_code) = (text("year"), text("unit"), text("title"), text("region_code"));
    let options = ResolveOptions {
        year: year.and_then(|year| year.get(..4)?.parse().ok()),
        unit: unit.as_deref(),
        title: title.as_deref(),
        region_code: region_code.as_deref(),
        lang,
    };
    let [agency, region] = types(lang);
    let (resolution, kind) = if query.kind.as_ref().and_then(|kind| kind.at(0)).is_some_and(|kind| kind == "region") {
        (resolve_region(&query.query, options), region)
    } else {
        (resolve(&query.query, options), agency)
    };
    let shown = query.limit.unwrap_or(usize::MAX);
    ReconcileAnswer { result: resolution.candidates.iter().take(shown).map(|c| candidate(c, &resolution, &kind)).collect() }
}

fn candidate(candidate: &Candidate, resolution: &Resolution, kind: &ReconcileType) -> ReconcileCandidate {
    let feature = |id: &str, value: Value| ReconcileFeature { id: id.to_owned(), value };
    ReconcileCandidate {
        id: candidate.code.clone(),
        name: candidate.name.clone(),
        description: candidate.why.clone(),
        kind: vec![kind.clone()],
        score: (candidate.score * 100.0).round(),
        is_match: resolution.status == Status::Resolved,
        features: vec![
            feature("fit", candidate.score.into()),
            feature("reason", candidate.reason.clone().into()),
            feature("joint", resolution.joint.into()),
        ],
    }
}

/// The first text of a property value, in each of the forms the protocol allows.
fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => list.first().and_then(first_text),
        Value::Object(object) => object.get("id").and_then(first_text),
        Value::Null | Value::Bool(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(json: &str) -> Vec<ReconcileCandidate> {
        let batch: ReconcileBatch = serde_json::from_str(json).unwrap();
        reconcile(&batch, Lang::En).remove("q").unwrap().result
    }

    #[test]
    fn ambiguous_names_are_no_match_until_a_property_decides() {
        let open = ask(r#"{"q": {"query": "Bandung"}}"#);
        assert_eq!(open.iter().map(|c| (c.id.as_str(), c.is_match)).collect::<Vec<_>>(), [("pemda:32.04", false), ("pemda:32.73", false)]);
        let decided = ask(r#"{"q": {"query": "Bandung", "properties": [{"pid": "region_code", "v": [{"id": "32.73"}]}]}}"#);
        assert_eq!(decided.iter().map(|c| (c.id.as_str(), c.is_match)).collect::<Vec<_>>(), [("pemda:32.73", true)]);
    }

    #[test]
    fn regions_and_years_are_understood() {
        let region = ask(r#"{"q": {"query": "Kab. Toba Samosir", "type": "region", "properties": [{"pid": "year", "v": 2015}]}}"#);
        assert_eq!(region.first().map(|c| c.id.as_str()), Some("12.12"));
        assert_eq!(
            ask(r#"{"q": {"query": "Kab. Toba Samosir", "type": ["region", "agency"]}}"#).first().map(|c| c.id.as_str()),
            Some("12.12")
        );
        assert!(ask(r#"{"q": {"query": "zzz", "limit": 3, "unknown_member": 1}}"#).is_empty());
    }

    #[test]
    fn the_answer_has_the_shape_of_the_protocol() {
        let batch: ReconcileBatch = serde_json::from_str(r#"{"q": {"query": "Kemenkes RI", "limit": 1}}"#).unwrap();
        let json = serde_json::to_value(reconcile(&batch, Lang::En)).unwrap();
        let first = &json["q"]["result"][0];
        assert_eq!(first["match"], true);
        assert_eq!(first["type"][0]["id"], "agency");
        assert_eq!(first["features"][0]["id"], "fit");
        let manifest = serde_json::to_value(reconcile_manifest("https://a/", "https://b/", Lang::Id)).unwrap();
        assert_eq!(manifest["identifierSpace"], "https://a/");
    }
}
