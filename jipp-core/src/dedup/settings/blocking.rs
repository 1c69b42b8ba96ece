use serde::{Deserialize, Serialize};

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
