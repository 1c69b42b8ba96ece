use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// A question to the index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct SearchRequest {
    /// What is sought, in words. Empty gives every innovation.
    pub query: String,
    /// Facet name to wanted values: one of the values of each facet must hold.
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, string[]>"))]
    pub filters: BTreeMap<String, Vec<String>>,
    /// Facets to count: `source`, `level`, `agency`, `province`, `region`, `year`, `sector`, `sdg`,
    /// `affair`, `award`, `status`, `hub`, `replicated`.
    pub facets: Vec<String>,
    /// Most hits to return.
    pub limit: usize,
    /// Hits to leave out from the start, for paging.
    pub offset: usize,
    /// Order of the hits.
    pub sort: Sort,
    /// Whether each hit says why it was found.
    pub explain: bool,
    /// Whether the query is words to find, or a need told in sentences.
    pub mode: SearchMode,
    /// Whether versions and replications of a hit stand under it instead of beside it.
    pub group: bool,
    /// Language of the reasons.
    pub lang: Lang,
}

impl Default for SearchRequest {
    fn default() -> Self {
        Self {
            query: String::new(),
            filters: BTreeMap::new(),
            facets: Vec::new(),
            limit: 10,
            offset: 0,
            sort: Sort::Relevance,
            explain: false,
            mode: SearchMode::Auto,
            group: false,
            lang: Lang::default(),
        }
    }
}

/// How a query is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum SearchMode {
    /// As a need if it is long, else as words.
    #[default]
    Auto,
    /// As words.
    Words,
    /// As a need told in sentences, up to some 200 words: its telling words count.
    Need,
}

/// Order of hits; equal ones follow each other by id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Latest year first.
    Year,
    /// By title.
    Title,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct SearchResponse {
    /// How many innovations match in all.
    pub total: usize,
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// Counts of each facet asked for, over all matches; most frequent first.
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, FacetCount[]>"))]
    pub facets: BTreeMap<String, Vec<FacetCount>>,
    /// The query with words corrected that no innovation has, if there are any.
    pub did_you_mean: Option<String>,
    /// How the query was read: `words` or `need`.
    pub mode: SearchMode,
    /// Whether the question would have read more of the index than one question may (`docs/search.md`): its most frequent words, or what
    /// it demands beyond that, were left out, and `total` may be too low or too high. Absent if not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub terminated_early: bool,
    /// Time taken in microseconds; 0 where the host gives the core no clock.
    pub took_us: u64,
}

/// One innovation found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct Hit {
    /// Id of the innovation.
    pub id: String,
    /// Score; comparable within one answer only.
    pub score: f64,
    /// Title.
    pub title: String,
    /// Name of the owner agency.
    pub agency: Option<String>,
    /// Work unit as written.
    pub unit: Option<String>,
    /// Name of the region.
    pub region: Option<String>,
    /// Name of the province.
    pub province: Option<String>,
    /// Year.
    pub year: Option<i32>,
    /// The passage that answers best. Plain text: show it as text.
    pub snippet: String,
    /// Where the words of the query stand in `title`.
    pub title_highlights: Vec<Highlight>,
    /// Where the words of the query stand in `snippet`.
    pub snippet_highlights: Vec<Highlight>,
    /// Every source of the innovation.
    pub sources: Vec<SourceKey>,
    /// Awards, as written.
    pub awards: Vec<String>,
    /// Sustainability status, if known.
    pub status: Option<String>,
    /// Versions and replications that answer as well, if they were to stand under their innovation.
    pub group: Vec<GroupedHit>,
    /// Why it was found; empty unless asked for.
    pub why: Vec<Reason>,
}

/// A version or replication under its innovation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct GroupedHit {
    /// Id of the innovation.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its owner.
    pub agency: Option<String>,
    /// Year.
    pub year: Option<i32>,
}

/// How a word found meets the word asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum MatchForm {
    /// As asked.
    Exact,
    /// Another form of the word.
    Lemma,
    /// A typing error corrected.
    Typo,
    /// A synonym, an abbreviation or its long form.
    Synonym,
    /// A translation.
    Translation,
    /// The word was completed.
    Prefix,
    /// Parts of a word written as one, or words joined.
    Compound,
    /// It lies in the region asked.
    Place,
    /// The question is its name.
    Name,
    /// No word asked is there; it has words that the best answers share.
    Shared,
}

/// A range of characters (Unicode scalar values, not bytes and not UTF-16 units).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Highlight {
    /// First character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// How the word meets the question.
    pub form: MatchForm,
}

/// The identity of a source record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct SourceKey {
    /// The system: `panrb_kipp`, `kemendagri_iga`, `lan_inoland`, `jippnas` or `generic`.
    pub system: String,
    /// The identifier there, if it has one.
    pub external_id: Option<String>,
    /// Its web address, if published.
    #[serde(default)]
    pub url: Option<String>,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct FacetCount {
    /// The value.
    pub value: String,
    /// How many matches have it.
    pub count: usize,
}

/// Why a hit was found: one word of the query and how the innovation answers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Reason {
    /// The word asked.
    pub asked: String,
    /// The word found.
    pub found: String,
    /// How they meet.
    pub form: MatchForm,
    /// Where: `title`, `acronym`, `agency`, `unit`, `place`, `summary`, `problem` or `body`.
    pub field: String,
    /// The same in words.
    pub text: String,
}

/// A completion of what is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct Suggestion {
    /// What is suggested.
    pub kind: SuggestionKind,
    /// Id of the innovation; empty for an agency or a topic.
    pub id: String,
    /// Its title; the name of the agency or the topic.
    pub title: String,
    /// Its owner.
    pub agency: Option<String>,
}

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum SuggestionKind {
    /// An innovation by its title.
    Title,
    /// An innovation whose acronym begins as typed.
    Acronym,
    /// An owner of innovations: a value of the facet `agency`.
    Agency,
    /// A work area: a value of the facet `sector`.
    Topic,
}
