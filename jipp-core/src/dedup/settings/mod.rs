mod blocking;
mod check;
mod comparison;
mod preparation;
mod similarities;
mod statement;
mod training;

use serde::{Deserialize, Serialize};

use crate::error::SettingsError;

pub(super) use check::no_column;

pub use blocking::{Blocking, Oversized};
pub use comparison::{Comparison, Component, Level, LevelKind};
pub use preparation::{Keep, Preparation};
pub use similarities::Similarities;
pub use statement::Statement;
pub use training::{ClusterMethod, Clustering, LearnFrom, Training};

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
    /// How values are made ready before anything else, one after the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prepare: Vec<Preparation>,
    /// Where candidate pairs come from; a pair is compared if any of these proposes it. Chosen from the compared columns if none is
    /// given.
    #[serde(default)]
    pub blocking: Vec<Blocking>,
    /// What is compared. Every column that tells records apart, if none is given.
    #[serde(default)]
    pub comparison: Vec<Comparison>,
    /// Similarities as data, which levels of kind `custom` ask by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measure: Vec<Similarities>,
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
    /// How records say what they are to others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stated: Vec<Statement>,
    /// What a pair is that matches in everything but the `cannot_link` columns.
    #[serde(default = "default_conflict")]
    pub conflict: super::Kind,
    /// Megabytes that candidate pairs and what was found of them may take in memory, 1,500 if nothing is said. What is more waits in
    /// temporary files, and only pairs that decide anything come back: where rules of blocking or a model are given, clusters and pairs are the same;
    /// otherwise the weights are learned from a part of the pairs. The table is always in memory, and so is what chains of matches span. In a
    /// browser there are no files, and everything stays in memory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory_mb: Option<u32>,
}

/// Megabytes that pairs may take where nothing is said.
const MEMORY_MB: u32 = 1_500;
/// Bytes that a pair takes at most while it is compared and clustered: twice its records, its pattern, its rarity and its weight.
const PAIR_BYTES: u64 = 32;

fn default_conflict() -> super::Kind {
    super::Kind::Related
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

    /// How many pairs may be in memory; none where all may.
    pub(super) fn pairs_in_memory(&self) -> Option<usize> {
        let bytes = u64::from(self.memory_mb.unwrap_or(MEMORY_MB)) * 1_000_000;
        (!cfg!(target_arch = "wasm32")).then_some((bytes / PAIR_BYTES) as usize)
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

    /// Every column that the settings want a table to have, each once: those that are compared, blocked by and so on, and those that
    /// such columns are prepared from.
    pub fn columns(&self) -> Vec<&str> {
        let mut columns = self.unprepared(self.named());
        for column in self.prepare.iter().flat_map(|preparation| &preparation.columns) {
            if !columns.contains(&column.as_str()) {
                columns.push(column);
            }
        }
        columns
    }

    /// The columns a table must have so that it has these once its values are prepared, each once.
    pub(crate) fn unprepared<'a>(&'a self, columns: Vec<&'a str>) -> Vec<&'a str> {
        let mut wanted = columns;
        // a column may be made of one that was made before
        for preparation in self.prepare.iter().rev() {
            if preparation.target().is_some_and(|target| wanted.contains(&target)) {
                wanted.retain(|column| Some(*column) != preparation.target());
                wanted.extend(preparation.columns.iter().map(String::as_str));
            }
        }
        let mut each: Vec<&str> = Vec::new();
        for column in wanted {
            if !each.contains(&column) {
                each.push(column);
            }
        }
        each
    }

    /// Every column the settings name once values are prepared, each once.
    pub(super) fn named(&self) -> Vec<&str> {
        let mut columns: Vec<&str> = Vec::new();
        let blocking = self.blocking.iter().flat_map(Blocking::looks_at);
        let compared =
            self.comparison.iter().flat_map(|c| std::iter::once(&c.column).chain(c.levels.iter().filter_map(|l| l.column.as_ref())));
        let parts = self.component.iter().flat_map(|component| std::iter::once(&component.names).chain(&component.text));
        let stated = self.stated.iter().flat_map(|said| [&said.names, &said.text].into_iter().chain(&said.place));
        for column in blocking.chain(compared).chain(&self.cannot_link).chain(&self.version).chain(parts).chain(stated) {
            if !columns.contains(&column.as_str()) {
                columns.push(column);
            }
        }
        columns
    }
}
