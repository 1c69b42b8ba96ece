use crate::lang::{BilingualText, told};
use serde::{Deserialize, Serialize};

use crate::text::key;

/// Similarities as data, under a name for levels of kind `custom`: nicknames, official lists of equal names. Several of one name are one
/// measure. It knows whole values, whatever their case, accents and punctuation; the order of two values does not matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Similarities {
    /// What levels call it (`measure`).
    pub name: String,
    /// How alike two different values of a group are, 0 to 1.
    #[serde(default = "equal", skip_serializing_if = "is_equal")]
    pub similarity: f64,
    /// Groups of values; every two of a group are alike. Where two values share several groups of the measure, the greatest similarity counts.
    pub alike: Vec<Vec<String>>,
}

fn equal() -> f64 {
    1.0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_equal(similarity: &f64) -> bool {
    similarity.total_cmp(&1.0).is_eq()
}

impl Similarities {
    /// What is wrong with it, by itself.
    pub(super) fn problems(&self) -> Vec<BilingualText> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(told!("`name`, sebutannya pada tingkat, kosong", "`name` is what levels call it, and is empty"));
        }
        if !(0.0..=1.0).contains(&self.similarity) {
            problems.push(told!(
                "`similarity` terletak antara 0 dan 1, sedangkan {} tidak",
                "`similarity` lies between 0 and 1, and {} does not",
                self.similarity
            ));
        }
        for (at, group) in self.alike.iter().enumerate() {
            let keys: Vec<String> = group.iter().map(|value| key(value)).collect();
            if let Some((value, _)) = group.iter().zip(&keys).find(|(_, key)| key.is_empty()) {
                problems.push(told!(
                    "kelompok {} pada `alike`: `{value}` tidak memuat huruf atau angka",
                    "group {} of `alike`: `{value}` has neither letter nor digit",
                    at + 1
                ));
            } else if keys.iter().all(|key| Some(key) == keys.first()) {
                problems.push(told!(
                    "kelompok {} pada `alike` menyebut sekurang-kurangnya dua nilai yang berbeda",
                    "group {} of `alike` names at least two different values",
                    at + 1
                ));
            }
        }
        problems
    }
}
