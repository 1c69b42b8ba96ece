use serde::{Deserialize, Serialize};

use super::super::profile::ColumnKind;

/// One comparison: ordered levels, the first that holds counts; what holds none is the level `else`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The column compared.
    pub column: String,
    /// A name other than the column's, for reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Parts several values in one cell; the best pair of values counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
    /// Whether agreement on a rare value counts more (Winkler 1989; as in Splink): exact levels only.
    #[serde(default)]
    pub term_frequency: bool,
    /// Most bits that agreement here may add to the weight. 0 where another comparison counts the agreement already and only disagreement
    /// says something more: the model takes comparisons to be independent, and what is counted twice weighs twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_weight: Option<f64>,
    /// Least bits that the comparison may add to the weight, 0 or below: how much disagreement here may speak against a match. 0 where two
    /// values that differ say nothing, such as two short texts about one thing that need not share a word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_weight: Option<f64>,
    /// The name of an earlier comparison that looks at the same thing in another way, such as the numbers in an address and the address: of
    /// what both say for a match only the larger counts, of what they say against it both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<String>,
    /// What the column holds. Inferred from its values if not given; used only where `levels` are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ColumnKind>,
    /// Best level first. Left out: the levels that suit the kind of the column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
}

impl Comparison {
    /// The name shown.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.column)
    }
}

/// One level of agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// How two values are compared.
    pub kind: LevelKind,
    /// The name of a measure of one's own, for the kind `custom`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Smallest similarity, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Largest distance: letters, days, kilometres, steps or the unit of the column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// Another column than the comparison's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Expected probability of this level among matches; a start for EM, held by `training.prior_pairs`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub m: Option<f64>,
    /// Expected probability of this level among compared pairs that are no match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub u: Option<f64>,
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LevelKind {
    /// Equal after folding.
    Exact,
    /// Jaro-Winkler similarity of at least `min` (Winkler 1990).
    JaroWinkler,
    /// At most `max` edits, transpositions of neighbours counting one (Damerau 1964, optimal string alignment).
    Levenshtein,
    /// Share of common words in the union of words of at least `min` (Jaccard).
    TokenSet,
    /// Share of common TF-IDF weight in the union, near words counting in part, of at least `min` (soft TF-IDF: Cohen, Ravikumar, Fienberg 2003).
    SoftTfidf,
    /// Cosine of TF-IDF word vectors of at least `min`.
    TfidfCosine,
    /// Dates at most `max` days apart; partial dates are compared at the coarser precision.
    DateWithin,
    /// Numbers at most `max` apart.
    NumericWithin,
    /// The smaller number is at least `min` of the larger one; both above 0.
    NumericRatio,
    /// The shorter value begins the longer one: an initial, a short form.
    Prefix,
    /// The value is like the other record's value in `column`, and the other way round (Jaro-Winkler of at least `min`): given name and
    /// surname swapped.
    Swapped,
    /// Share of common TF-IDF weight in the value with less weight of at least `min`: how much of the shorter text stands in the longer.
    Overlap,
    /// Both name a code (model or serial number) and agree on one whose rarity is at least `min`: 1 for one that occurs once.
    Codes,
    /// Both name numbers (versions, sizes) and agree: on all of them 1, on some 0.5.
    Numbers,
    /// Jaro-Winkler similarity of at least `min` of the words in the order of the alphabet.
    TokenSort,
    /// One is a short form of the other, made of the beginnings of its words: *SADELPOS* of *Samsat Delivery Pos*.
    Acronym,
    /// Places (`-7.2575, 112.7521`) at most `max` kilometres apart along the great circle.
    GeoWithin,
    /// Names of public bodies at most `max` steps apart in the tree of the administration: 0 the same name, 1 the same agency (two units of
    /// one government), 2 the same region (its government and a central office there), 3 the same province, 4 farther.
    AgencyWithin,
    /// A measure that the application brings along ([`Measures`](crate::dedup::Measures)), named by `measure`, of at least `min`.
    Custom,
}

impl LevelKind {
    /// Its name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::JaroWinkler => "jaro-winkler",
            Self::Levenshtein => "levenshtein",
            Self::TokenSet => "token-set",
            Self::SoftTfidf => "soft-tfidf",
            Self::TfidfCosine => "tfidf-cosine",
            Self::DateWithin => "date-within",
            Self::NumericWithin => "numeric-within",
            Self::NumericRatio => "numeric-ratio",
            Self::Prefix => "prefix",
            Self::Swapped => "swapped",
            Self::Overlap => "overlap",
            Self::Codes => "codes",
            Self::Numbers => "numbers",
            Self::TokenSort => "token-sort",
            Self::Acronym => "acronym",
            Self::GeoWithin => "geo-within",
            Self::AgencyWithin => "agency-within",
            Self::Custom => "custom",
        }
    }

    pub(in super::super) fn wants_max(self) -> bool {
        matches!(self, Self::Levenshtein | Self::DateWithin | Self::NumericWithin | Self::GeoWithin | Self::AgencyWithin)
    }
}

/// How a record shows that it is a part of another one of the same owner: its name is the other's name and a word for a part, or its
/// text says so. Such pairs get the kind `component` and are never merged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// The column with names; several in one cell are parted by `|`.
    pub names: String,
    /// The column with texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Words for a part, as they stand in names.
    pub words: Vec<String>,
    /// Phrases of texts after which the name of the whole stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
    /// Phrases that say so only of a record whose name is the whole's and other words: *di aplikasi JSS* in the text of *e-SPTPD JSS*.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<String>,
    /// Words that say nothing beside a name: *Program Prodamas* is no other than *Prodamas*.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub generic: Vec<String>,
}
