use serde::{Deserialize, Serialize};

use super::super::Kind;

/// How a record says what it is to another one: its text names the other behind a phrase (*replikasi ANC Hipnoterapi*, *pengembangan dari
/// SAMBARA*), or a column holds nothing but what it comes from. Such pairs are shown with the kind given here and are never merged.
///
/// Where several records have the name, the place decides: the one that is named behind the name, else the record's own, else the only one
/// there is. A name that fits records of several places says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// What the two are to each other: `replication`, `version`, `component` or `related`. Two records that `cannot_link` keeps apart are no
    /// versions; they are then what `conflict` says.
    pub kind: Kind,
    /// The column with names; several in one cell are parted by `|`.
    pub names: String,
    /// The column with the place or owner of a record, as it stands in texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The column with what is said.
    pub text: String,
    /// Phrases behind which the name of the other stands, written with capitals as names are; `^` before a phrase: only where the text begins
    /// with it (*Replikasi X* says what a record is, while further on it may tell what became of it). None: the whole cell tells it, however
    /// it is written; several are parted by `;` or `|`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
    /// Words that may stand between a phrase and the name: *dari*, *inovasi*.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<String>,
}
