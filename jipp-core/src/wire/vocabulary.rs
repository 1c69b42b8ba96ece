use serde::{Deserialize, Serialize};

use crate::error::SettingsError;
use crate::lang::Lang;
use crate::vocab::{Attributes, Code, Lookup, MatchedBy, Scheme, Sourcing, Vocabulary, vocabularies, vocabulary, vocabulary_names};

/// Which vocabularies there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct VocabulariesCall {
    /// Count only the values offered in this year.
    pub year: Option<i32>,
    /// The language of the titles.
    pub lang: Lang,
}

/// A vocabulary without its values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct VocabularyRow {
    /// Its name, such as `tahapan_iga`.
    pub name: String,
    /// The programme it belongs to: `KIPP`, `IGA`, `LAN`, `JIPPNas`, `PKRI`, or `general`.
    pub programme: String,
    /// What it is called.
    pub title: String,
    /// How well it is sourced.
    pub status: Sourcing,
    /// How many values it has, in the year if one was given.
    pub values: usize,
    /// What a reader of the sources should know.
    pub note: Option<String>,
}

impl VocabularyRow {
    /// A vocabulary in one line.
    pub fn new(list: &Vocabulary, year: Option<i32>, lang: Lang) -> Self {
        Self {
            name: list.name.clone(),
            programme: list.programme.clone(),
            title: list.title.get(lang).to_owned(),
            status: list.status,
            values: offered(list, year).count(),
            note: list.note.clone(),
        }
    }
}

/// Every vocabulary.
pub fn vocabulary_rows(call: &VocabulariesCall) -> Vec<VocabularyRow> {
    vocabularies().map(|list| VocabularyRow::new(list, call.year, call.lang)).collect()
}

/// The values of a vocabulary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct VocabularyCall {
    /// The name of the vocabulary.
    pub name: String,
    /// Only values offered in this year.
    #[serde(default)]
    pub year: Option<i32>,
    /// The language of the title.
    #[serde(default)]
    pub lang: Lang,
}

/// A vocabulary with its values.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct VocabularyAnswer {
    /// Its name.
    pub name: String,
    /// The programme it belongs to.
    pub programme: String,
    /// What it is called.
    pub title: String,
    /// How well it is sourced.
    pub status: Sourcing,
    /// What a reader of the sources should know.
    pub note: Option<String>,
    /// Facts about the list as a whole.
    pub attributes: Attributes,
    /// Its forms by year, where each year has its own.
    pub schemes: Vec<Scheme>,
    /// Its values in official order, each with its own `status`. None in a year means that the list of that year is not known.
    pub values: Vec<Code>,
}

impl VocabularyAnswer {
    /// A vocabulary with the values offered in `year`, or all.
    pub fn new(list: &Vocabulary, year: Option<i32>, lang: Lang) -> Self {
        let with_status = |value: &Code| Code { status: value.status.or(Some(list.status)), ..value.clone() };
        Self {
            name: list.name.clone(),
            programme: list.programme.clone(),
            title: list.title.get(lang).to_owned(),
            status: list.status,
            note: list.note.clone(),
            attributes: list.attributes.clone(),
            schemes: list.schemes.clone(),
            values: offered(list, year).map(with_status).collect(),
        }
    }
}

/// The vocabulary of this name.
///
/// # Errors
///
/// `unknown_value` if there is none.
pub fn vocabulary_answer(call: &VocabularyCall) -> Result<VocabularyAnswer, SettingsError> {
    Ok(VocabularyAnswer::new(known(&call.name)?, call.year, call.lang))
}

/// What a text means in a vocabulary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct LookUp {
    /// The name of the vocabulary.
    pub name: String,
    /// A code, label or alias as written.
    pub text: String,
    /// The year it is from: a value of that year goes before one of another.
    #[serde(default)]
    pub year: Option<i32>,
}

/// Whether a text means a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum LookupStatus {
    /// It means one.
    Found,
    /// It means none.
    Unknown,
}

/// What a text means, and how that is known.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct LookupAnswer {
    /// The name of the vocabulary.
    pub vocabulary: String,
    /// The text as given.
    pub text: String,
    /// The year as given.
    pub year: Option<i32>,
    /// Whether it means a value.
    pub status: LookupStatus,
    /// How the value was met, if found.
    pub matched_by: Option<MatchedBy>,
    /// Whether the value is offered in the year, if found; true if no year was given.
    pub valid: Option<bool>,
    /// The value, if found.
    pub value: Option<Code>,
    /// The values it may have been meant for, if unknown: best first, at most three.
    pub candidates: Vec<Code>,
}

impl LookupAnswer {
    /// Looks a text up.
    pub fn new(list: &Vocabulary, text: &str, year: Option<i32>) -> Self {
        let unknown = Self {
            vocabulary: list.name.clone(),
            text: text.to_owned(),
            year,
            status: LookupStatus::Unknown,
            matched_by: None,
            valid: None,
            value: None,
            candidates: Vec::new(),
        };
        match list.lookup(text, year) {
            Lookup::Found(found) => Self {
                status: LookupStatus::Found,
                matched_by: Some(found.by),
                valid: Some(found.valid),
                value: Some(found.value.clone()),
                ..unknown
            },
            Lookup::Unknown { candidates } => Self { candidates: candidates.into_iter().cloned().collect(), ..unknown },
        }
    }
}

/// Looks a text up in the vocabulary of this name.
///
/// # Errors
///
/// `unknown_value` if there is no such vocabulary.
pub fn look_up(call: &LookUp) -> Result<LookupAnswer, SettingsError> {
    Ok(LookupAnswer::new(known(&call.name)?, &call.text, call.year))
}

fn offered(list: &Vocabulary, year: Option<i32>) -> impl Iterator<Item = &Code> {
    list.values().iter().filter(move |value| year.is_none_or(|year| value.valid_in(year)))
}

fn known(name: &str) -> Result<&'static Vocabulary, SettingsError> {
    vocabulary(name).ok_or_else(|| SettingsError::unknown_value("vocabulary", name, vocabulary_names()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vocabulary_is_listed_and_every_value_says_how_it_is_sourced() {
        let rows = vocabulary_rows(&VocabulariesCall::default());
        assert_eq!(rows.len(), vocabulary_names().count());
        for row in rows {
            let answer = vocabulary_answer(&VocabularyCall { name: row.name.clone(), ..VocabularyCall::default() }).unwrap();
            assert_eq!((answer.values.len(), &answer.title), (row.values, &row.title));
            assert!(answer.values.iter().all(|value| value.status.is_some()), "{}", row.name);
        }
    }

    #[test]
    fn answers_go_round_as_json() {
        let answer = look_up(&LookUp { name: "tahapan_iga".into(), text: "Uji cobba".into(), year: None }).unwrap();
        let json = serde_json::to_value(&answer).unwrap();
        assert_eq!(
            (&json["status"], &json["value"], &json["candidates"][0]["code"]),
            (&"unknown".into(), &serde_json::Value::Null, &"uji_coba".into())
        );
        let again: LookupAnswer = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&again).unwrap(), json);
        let error = look_up(&LookUp { name: "urusn".into(), ..LookUp::default() }).unwrap_err();
        assert_eq!(error.to_string(), "unknown vocabulary `urusn`, did you mean `urusan`?");
    }
}
