use serde::{Deserialize, Serialize};

use super::index::Index;
use super::value::{Attributes, Code, Sourcing};
use crate::lang::Lang;

/// What a vocabulary is called, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl Title {
    /// The title in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }
}

/// One year's form of a list that is made anew every year, such as the KIPP categories of 2023. A scheme is named even where
/// its values are not known.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[non_exhaustive]
pub struct Scheme {
    /// Its name; values name it in the attribute `scheme` or `schemes`.
    pub code: String,
    /// The years it was used in.
    pub years: Vec<i32>,
    /// How well it is sourced.
    pub status: Sourcing,
    /// What a reader of the source should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Keys of the documents behind it.
    pub source: Vec<String>,
}

/// A controlled list of a programme. [`find`](Self::find) and its kin look names up in an index, so they cost the same for
/// short and long lists.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Vocabulary {
    /// Its name, such as `tahapan_iga`.
    pub name: String,
    /// The programme it belongs to: `KIPP`, `IGA`, `LAN`, `JIPPNas`, `PKRI`, or `general`.
    pub programme: String,
    /// What it is called.
    pub title: Title,
    /// How well it is sourced.
    pub status: Sourcing,
    /// What a reader of the sources should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Keys of the documents behind the list as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// Facts about the list as a whole.
    #[serde(skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
    /// Its forms by year, where each year has its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schemes: Vec<Scheme>,
    /// Private, because the index goes with them.
    pub(super) values: Vec<Code>,
    #[serde(skip)]
    pub(super) index: Index,
}

impl Vocabulary {
    /// Its values, in official order.
    pub fn values(&self) -> &[Code] {
        &self.values
    }

    /// The values offered in this year, in official order. None means that the list of that year is not known.
    pub fn values_in(&self, year: i32) -> impl Iterator<Item = &Code> {
        self.values.iter().filter(move |value| value.valid_in(year))
    }

    /// The value with exactly this code.
    pub fn get(&self, code: &str) -> Option<&Code> {
        self.index.by_code(code).and_then(|at| self.values.get(at))
    }
}
