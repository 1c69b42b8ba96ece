use rustc_hash::FxHashMap;

use super::value::Code;
use crate::text::{key_of_code, words};

/// How a name met a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum MatchedBy {
    /// It is the code, but for case, spacing, punctuation and leading zeros of a number.
    Code,
    /// It is the Indonesian or the English label.
    Label,
    /// It is another spelling.
    Alias,
}

/// One value that owns a folded name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner {
    pub(super) at: usize,
    pub(super) by: MatchedBy,
}

/// One name of a value, folded, for "did you mean".
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) at: usize,
    pub(super) key: String,
    pub(super) words: Vec<String>,
    /// Whether it is the Indonesian label.
    pub(super) official: bool,
}

/// Folded names and codes of a vocabulary and the values that own them. Made once, when the vocabulary is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    codes: FxHashMap<String, usize>,
    owners: FxHashMap<String, Vec<Owner>>,
    /// Every name with a letter, in official order.
    names: Vec<Name>,
}

impl Index {
    /// The index of values, whose codes are also written behind these words: `SDG 3`.
    pub(super) fn of(values: &[Code], code_words: &[&str]) -> Self {
        let mut index = Self::default();
        for (at, value) in values.iter().enumerate() {
            index.codes.entry(value.code.clone()).or_insert(at);
            index.add(&value.code, at, MatchedBy::Code, false);
            index.add(value.code.trim_start_matches('0'), at, MatchedBy::Code, false);
            index.add(&value.id, at, MatchedBy::Label, true);
            index.add(&value.en, at, MatchedBy::Label, false);
            for alias in &value.aliases {
                index.add(alias, at, MatchedBy::Alias, false);
            }
            for word in code_words {
                index.own(key_of_code(&format!("{word} {}", value.code)), at, MatchedBy::Code);
            }
        }
        index
    }

    /// Names are added in the order of [`MatchedBy`], so the first way in which a name meets a value stays.
    fn add(&mut self, name: &str, at: usize, by: MatchedBy, official: bool) {
        let key = key_of_code(name);
        if key.is_empty() {
            return;
        }
        self.own(key.clone(), at, by);
        if key.chars().any(char::is_alphabetic) {
            self.names.push(Name { at, key, words: words(name).collect(), official });
        }
    }

    /// Notes that a folded name means a value.
    fn own(&mut self, key: String, at: usize, by: MatchedBy) {
        let owners = self.owners.entry(key).or_default();
        if owners.iter().all(|owner| owner.at != at) {
            owners.push(Owner { at, by });
        }
    }

    pub(super) fn by_code(&self, code: &str) -> Option<usize> {
        self.codes.get(code).copied()
    }

    /// The values that own this folded name; a number also finds its code without the leading zeros.
    pub(super) fn owners(&self, name: &str) -> &[Owner] {
        let found = self.owners.get(name).or_else(|| {
            let bare = name.trim_start_matches('0');
            let owners = self.owners.get(bare).filter(|_| bare.len() < name.len())?;
            owners.iter().all(|owner| owner.by == MatchedBy::Code).then_some(owners)
        });
        found.map_or(&[], Vec::as_slice)
    }

    /// Every name that has a letter.
    pub(super) fn names(&self) -> &[Name] {
        &self.names
    }

    /// Names that several values own, in alphabetic order.
    pub(super) fn shared(&self) -> Vec<(&str, &[Owner])> {
        let mut shared: Vec<_> =
            self.owners.iter().filter(|(_, owners)| owners.len() > 1).map(|(name, owners)| (name.as_str(), owners.as_slice())).collect();
        shared.sort_unstable_by_key(|(name, _)| *name);
        shared
    }
}
