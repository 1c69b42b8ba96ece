use serde::{Deserialize, Serialize};

use super::profile::ColumnKind;
use crate::error::{SettingsError, nearest};

/// How a linkage is made: the content of `link.toml`.
///
/// ```
/// use jipp_core::dedup::LinkSettings;
/// let settings = LinkSettings::from_toml(r#"
///     link_type = "dedupe"
///
///     [[blocking]]
///     columns = ["surname", "birth_date"]
///
///     [[comparison]]
///     column = "given_name"
///     term_frequency = true
///     levels = [{ kind = "exact" }, { kind = "jaro-winkler", min = 0.9 }]
///
///     [[comparison]]
///     column = "birth_date"
///     levels = [{ kind = "exact" }, { kind = "date-within", max = 31 }]
/// "#)?;
/// assert_eq!(settings.comparison.len(), 2);
/// # Ok::<(), jipp_core::SettingsError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkSettings {
    /// One table or two.
    #[serde(default)]
    pub link_type: LinkType,
    /// Where candidate pairs come from; a pair is compared if any of these proposes it. Chosen from the compared columns if none is
    /// given.
    #[serde(default)]
    pub blocking: Vec<Blocking>,
    /// What is compared. Every column that tells records apart, if none is given.
    #[serde(default)]
    pub comparison: Vec<Comparison>,
    /// Columns left out where the settings are inferred from the table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// How the weights are learned.
    #[serde(default)]
    pub training: Training,
    /// How pairs become clusters.
    #[serde(default)]
    pub clustering: Clustering,
    /// Columns that forbid a merge: two records that both have a value there, and not the same one, are never put into
    /// one cluster. They may still be linked as replication or related.
    #[serde(default)]
    pub cannot_link: Vec<String>,
    /// Columns that tell versions apart: two records that match but differ there (both have a value) are versions of each
    /// other: linked, never merged.
    #[serde(default)]
    pub version: Vec<String>,
    /// How a record shows that it is a part of another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<Component>,
    /// What a pair is that matches in everything but the `cannot_link` columns.
    #[serde(default = "default_conflict")]
    pub conflict: super::Kind,
}

fn default_conflict() -> super::Kind {
    super::Kind::Related
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
}

/// One table or two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkType {
    /// Find duplicates within one table.
    #[default]
    Dedupe,
    /// Link the records of two tables, each free of duplicates.
    Link,
    /// Link two tables and find duplicates within each.
    LinkAndDedupe,
}

/// One source of candidate pairs. Give one of `columns`, `similar` and `minhash`, or `columns` and `similar`: then the most similar among
/// those that agree on the columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blocking {
    /// Records that agree on all these columns (folded; missing agrees with nothing) are candidates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Whether `columns` agree by how they sound in Indonesian ([`crate::text::phonetic`]) instead of by their letters.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub phonetic: bool,
    /// Records whose texts in these columns share so many runs of words that their Jaccard similarity is about `similarity` or more:
    /// `MinHash` (Broder 1997) in bands. For long texts that were copied and changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub minhash: Vec<String>,
    /// Similarity from which `minhash` mostly proposes a pair.
    #[serde(default = "default_similarity", skip_serializing_if = "is_default_similarity")]
    pub similarity: f64,
    /// For each record the `top_k` records most similar in these columns: cosine of TF-IDF over words and letter triples.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub similar: Vec<String>,
    /// How many neighbours `similar` proposes for each record, and a block that is split.
    #[serde(default = "default_top_k")]
    pub top_k: usize,
    /// Largest block of equal keys that is compared all with all. Not looked at where `similar` is given.
    #[serde(default = "default_max_block")]
    pub max_block: usize,
    /// What becomes of larger blocks; they are counted.
    #[serde(default, skip_serializing_if = "Oversized::is_default")]
    pub oversized: Oversized,
}

/// What becomes of a block of equal keys that is too large to be compared all with all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Oversized {
    /// Each record is compared with the `top_k` records of its block that are most similar to it in the other compared columns.
    #[default]
    Split,
    /// None of its pairs is compared.
    Skip,
}

impl Oversized {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants a reference")]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for Blocking {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            phonetic: false,
            minhash: Vec::new(),
            similarity: default_similarity(),
            similar: Vec::new(),
            top_k: default_top_k(),
            max_block: default_max_block(),
            oversized: Oversized::default(),
        }
    }
}

impl Blocking {
    /// The columns it looks at.
    pub fn looks_at(&self) -> impl Iterator<Item = &String> {
        self.columns.iter().chain(&self.similar).chain(&self.minhash)
    }
}

fn default_top_k() -> usize {
    10
}

fn default_similarity() -> f64 {
    0.5
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants a reference")]
fn is_default_similarity(similarity: &f64) -> bool {
    similarity.total_cmp(&default_similarity()).is_eq()
}

fn default_max_block() -> usize {
    500
}

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
    /// Smallest similarity, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Largest distance: letters, days or the unit of the column.
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
        }
    }

    pub(super) fn wants_max(self) -> bool {
        matches!(self, Self::Levenshtein | Self::DateWithin | Self::NumericWithin)
    }
}

/// How the weights are learned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Training {
    /// Seed of the random pairs; the same seed gives the same answer.
    pub seed: u64,
    /// Random pairs from which the chance agreement is first estimated.
    pub random_pairs: usize,
    /// Most rounds of EM.
    pub max_iterations: usize,
    /// EM stops when no probability changes by more.
    pub convergence: f64,
    /// How many pairs the `m` and `u` given with the levels count for. 0 learns from the data alone.
    pub prior_pairs: f64,
    /// The same as a share of the compared pairs: 1 gives the expectation as much weight as all the data. The larger of the two
    /// counts. It keeps EM from settling on another regularity of large files, such as the boilerplate text of one agency. Over 100,000
    /// compared pairs the share falls with the square root of their number, to a fifth at most: many pairs know better.
    pub prior_share: f64,
    /// Expected share of matches among the candidates: a start, held as the levels are.
    pub prior_match: f64,
    /// Whether near misses (other innovations of one agency, other papers of one author) are told apart as a third kind of pair. Left out:
    /// where the plain model would find implausibly many matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near_misses: Option<bool>,
    /// For how many pairs a labelled pair counts where the weights are learned.
    pub label_weight: f64,
}

impl Default for Training {
    fn default() -> Self {
        Self {
            seed: 42,
            random_pairs: 100_000,
            max_iterations: 100,
            convergence: 1e-5,
            prior_pairs: 0.0,
            prior_share: 0.0,
            prior_match: 0.05,
            near_misses: None,
            label_weight: 1.0,
        }
    }
}

/// Compared pairs from which the data know better than `prior_share`.
const MANY_PAIRS: f64 = 100_000.0;

impl Training {
    /// For how many of the compared pairs the expectations given with the levels count.
    pub(super) fn expected(&self, compared: f64) -> f64 {
        let falling = (MANY_PAIRS / compared.max(1.0)).sqrt().clamp(0.2, 1.0);
        self.prior_pairs.max(self.prior_share * falling * compared)
    }
}

/// How pairs become clusters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Clustering {
    /// The method.
    pub method: ClusterMethod,
    /// Match probability from which two records count as the same.
    pub threshold: f64,
    /// Match probability from which a pair is shown to a person.
    pub review: f64,
    /// Of the pairs between two clusters, the share that decides whether they join under `cohesive`, the best pairs first: 1 asks all
    /// pairs to agree on average, 0.5 the better half, for records whose names differ so much that a cluster holds several.
    pub agreeing: f64,
}

impl Default for Clustering {
    fn default() -> Self {
        Self { method: ClusterMethod::Auto, threshold: 0.5, review: 0.1, agreeing: 1.0 }
    }
}

/// How pairs become clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClusterMethod {
    /// One-to-one for `link`, cohesive otherwise.
    Auto,
    /// Best pairs first; two clusters join only if their records agree on average. Refuses chains.
    Cohesive,
    /// Connected components of all pairs above the threshold.
    Components,
    /// Each record joins at most one record of the other table: for linking tables that are free of duplicates.
    OneToOne,
}

impl LinkSettings {
    /// Reads and checks settings in TOML.
    pub fn from_toml(text: &str) -> Result<Self, SettingsError> {
        let settings: Self = toml::from_str(text).map_err(|e| SettingsError::Unreadable { reason: e.to_string().trim_end().to_owned() })?;
        settings.check()?;
        Ok(settings)
    }

    /// Reads and checks settings in JSON.
    pub fn from_json(text: &str) -> Result<Self, SettingsError> {
        let settings: Self = serde_json::from_str(text).map_err(|e| SettingsError::Unreadable { reason: e.to_string() })?;
        settings.check()?;
        Ok(settings)
    }

    /// The same settings with another match threshold; pairs above it are never left out for review's sake.
    pub fn with_threshold(mut self, threshold: f64) -> Self {
        self.clustering.threshold = threshold;
        self.clustering.review = self.clustering.review.min(threshold);
        self
    }

    /// How pairs become clusters, decided.
    pub(super) fn method(&self) -> ClusterMethod {
        match (self.clustering.method, self.link_type) {
            (ClusterMethod::Auto, LinkType::Link) => ClusterMethod::OneToOne,
            (ClusterMethod::Auto, _) => ClusterMethod::Cohesive,
            (method, _) => method,
        }
    }

    /// Whether columns that the settings do not name are compared too.
    pub fn wants_every_column(&self) -> bool {
        self.comparison.is_empty()
    }

    /// Every column the settings name, each once.
    pub fn columns(&self) -> Vec<&str> {
        let mut columns: Vec<&str> = Vec::new();
        let blocking = self.blocking.iter().flat_map(Blocking::looks_at);
        let compared =
            self.comparison.iter().flat_map(|c| std::iter::once(&c.column).chain(c.levels.iter().filter_map(|l| l.column.as_ref())));
        let parts = self.component.iter().flat_map(|component| std::iter::once(&component.names).chain(&component.text));
        for column in blocking.chain(compared).chain(&self.cannot_link).chain(&self.version).chain(parts) {
            if !columns.contains(&column.as_str()) {
                columns.push(column);
            }
        }
        columns
    }

    /// Checks that the settings can work at all; every problem is reported together.
    pub fn check(&self) -> Result<(), SettingsError> {
        let mut problems = Vec::new();
        if self.comparison.len() > super::compare::MOST_COMPARISONS {
            problems.push(format!("at most {} `[[comparison]]` can be given", super::compare::MOST_COMPARISONS));
        }
        for (at, blocking) in self.blocking.iter().enumerate() {
            let by_columns = !(blocking.columns.is_empty() && blocking.similar.is_empty());
            if by_columns != blocking.minhash.is_empty() {
                problems.push(format!("blocking {}: give `columns`, `similar` or both, or `minhash`", at + 1));
            }
            if blocking.phonetic && blocking.columns.is_empty() {
                problems.push(format!("blocking {}: `phonetic` goes with `columns`", at + 1));
            }
            if !(0.1..=0.95).contains(&blocking.similarity) {
                problems.push(format!("blocking {}: `similarity` lies between 0.1 and 0.95", at + 1));
            }
        }
        for comparison in &self.comparison {
            let name = comparison.label();
            if comparison.levels.len() > 14 {
                problems.push(format!("comparison `{name}`: has more than 14 levels"));
            }
            for level in &comparison.levels {
                let kind = level.kind.name();
                match (matches!(level.kind, LevelKind::Exact | LevelKind::Prefix), level.kind.wants_max(), level.min, level.max) {
                    (false, true, _, None) => problems.push(format!("comparison `{name}`: level `{kind}` needs `max`")),
                    (false, false, Some(_), _) if level.kind == LevelKind::Swapped && level.column.is_none() => {
                        problems.push(format!("comparison `{name}`: level `{kind}` needs `column`"));
                    }
                    (false, false, None, _) => problems.push(format!("comparison `{name}`: level `{kind}` needs `min`")),
                    _ => {}
                }
                if [level.min, level.m, level.u].into_iter().flatten().any(|p| !(0.0..=1.0).contains(&p)) {
                    problems.push(format!("comparison `{name}`: `min`, `m` and `u` of level `{kind}` lie between 0 and 1"));
                }
            }
        }
        for (name, value) in
            [("threshold", self.clustering.threshold), ("review", self.clustering.review), ("agreeing", self.clustering.agreeing)]
        {
            if !(0.0..=1.0).contains(&value) {
                problems.push(format!("`clustering.{name}` lies between 0 and 1"));
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(SettingsError::Invalid { problems }) }
    }

    /// Checks that a table has every column the settings name.
    pub(super) fn check_columns(&self, available: &[&str]) -> Result<(), SettingsError> {
        let problems: Vec<String> = self
            .columns()
            .into_iter()
            .filter(|column| !available.contains(column))
            .map(|column| {
                let near = nearest(column, available.iter().copied()).map_or_else(String::new, |n| format!(", did you mean `{n}`?"));
                format!("the table has no column `{column}`{near}")
            })
            .collect();
        if problems.is_empty() { Ok(()) } else { Err(SettingsError::Invalid { problems }) }
    }
}
