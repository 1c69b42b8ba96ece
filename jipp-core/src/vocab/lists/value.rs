use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How well a list or a value is sourced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum Sourcing {
    /// An official page or guide, or two independent sources that agree.
    Sourced,
    /// One source only.
    SingleSource,
    /// Known in part: values or figures are missing.
    Partial,
    /// No source states it.
    Inferred,
}

/// One value of a vocabulary.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[non_exhaustive]
pub struct Code {
    /// The code stored in records.
    pub code: String,
    /// Indonesian label, the official term.
    pub id: String,
    /// English label.
    pub en: String,
    /// Other spellings seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The years it is offered in; empty together with no `from` and no `to` means every year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<i32>,
    /// The first year it is offered in, instead of a list of years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<i32>,
    /// The last year it is offered in, instead of a list of years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<i32>,
    /// Keys of the documents behind it; `inferred` where none states it.
    pub source: Vec<String>,
    /// How well it is sourced, where this differs from the vocabulary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Sourcing>,
    /// What a reader of the source should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What else the source states: weights, limits, levels, counts with their date.
    #[serde(default, skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
}

impl Code {
    /// Whether the value is offered in this year.
    pub fn valid_in(&self, year: i32) -> bool {
        (self.years.is_empty() || self.years.contains(&year))
            && self.from.is_none_or(|from| from <= year)
            && self.to.is_none_or(|to| year <= to)
    }

    /// The years as text: `2021, 2023`, `2024–2026`, `2025–`; empty if every year.
    pub fn validity(&self) -> String {
        let year = |year: Option<i32>| year.map_or_else(String::new, |year| year.to_string());
        match (self.from, self.to) {
            (None, None) => self.years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
            (from, to) => format!("{}–{}", year(from), year(to)),
        }
    }

    /// The last year it is offered in, for choosing the latest of values that share a name.
    pub(super) fn last_year(&self) -> i32 {
        self.to.or_else(|| self.years.iter().max().copied()).unwrap_or(i32::MAX)
    }
}

/// Named facts about a value or a vocabulary. A name that is absent, or holds something of another kind, gives `None`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify), tsify(type = "Record<string, unknown>"))]
pub struct Attributes(BTreeMap<String, serde_json::Value>);

impl Attributes {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names, in alphabetic order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// A number, such as the `weight` of an indicator.
    ///
    /// ```
    /// let indicators = jipp_core::vocab::vocabulary("iga_sid_2026").unwrap();
    /// assert_eq!(indicators.get("35").and_then(|video| video.attributes.number("weight")), Some(4.0));
    /// ```
    pub fn number(&self, name: &str) -> Option<f64> {
        self.0.get(name)?.as_f64()
    }

    /// A whole number that is not negative, such as `max_words`.
    pub fn count(&self, name: &str) -> Option<usize> {
        usize::try_from(self.0.get(name)?.as_u64()?).ok()
    }

    /// Several numbers that count something, such as `max_words_parts`.
    pub fn counts(&self, name: &str) -> Option<Vec<usize>> {
        self.0.get(name)?.as_array()?.iter().map(|number| usize::try_from(number.as_u64()?).ok()).collect()
    }

    /// A text, such as the `group` of an affair.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// Yes or no, such as `mandatory`.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.0.get(name)?.as_bool()
    }

    /// The numbers of a list, such as `max_words_parts` of a section that is two answers.
    pub fn numbers(&self, name: &str) -> Option<Vec<f64>> {
        self.0.get(name)?.as_array()?.iter().map(serde_json::Value::as_f64).collect()
    }

    /// The texts of a list, such as the three `levels` of an indicator.
    pub fn list(&self, name: &str) -> Option<Vec<&str>> {
        self.0.get(name)?.as_array()?.iter().map(serde_json::Value::as_str).collect()
    }
}
