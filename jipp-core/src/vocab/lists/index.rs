use std::collections::HashMap;

use super::value::Code;
use crate::text::key;

/// How a name met a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
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

/// Folded names and codes of a vocabulary and the values that own them. Made once, when the vocabulary is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    codes: HashMap<String, usize>,
    owners: HashMap<String, Vec<Owner>>,
    /// Every folded name in official order, for "did you mean".
    names: Vec<(String, usize, bool)>,
}

impl Index {
    pub(super) fn of(values: &[Code]) -> Self {
        let mut index = Self::default();
        for (at, value) in values.iter().enumerate() {
            index.codes.entry(value.code.clone()).or_insert(at);
            let code = key(&value.code);
            let bare = code.trim_start_matches('0').to_owned();
            index.add(code, at, MatchedBy::Code, false);
            index.add(bare, at, MatchedBy::Code, false);
            index.add(key(&value.id), at, MatchedBy::Label, true);
            index.add(key(&value.en), at, MatchedBy::Label, false);
            for alias in &value.aliases {
                index.add(key(alias), at, MatchedBy::Alias, false);
            }
        }
        index
    }

    /// Names are added in the order of [`MatchedBy`], so the first way in which a name meets a value stays.
    fn add(&mut self, name: String, at: usize, by: MatchedBy, official: bool) {
        if name.is_empty() {
            return;
        }
        let owners = self.owners.entry(name.clone()).or_default();
        if owners.iter().all(|owner| owner.at != at) {
            owners.push(Owner { at, by });
        }
        if name.chars().any(char::is_alphabetic) {
            self.names.push((name, at, official));
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

    /// Every folded name that has a letter, whose it is, and whether it is the Indonesian label.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, usize, bool)> {
        self.names.iter().map(|(name, at, official)| (name.as_str(), *at, *official))
    }

    /// Names that several values own, in alphabetic order.
    pub(super) fn shared(&self) -> Vec<(&str, &[Owner])> {
        let mut shared: Vec<_> = self.names.iter().map(|(name, ..)| name).chain(self.codes.keys()).collect();
        shared.sort_unstable();
        shared.dedup();
        shared
            .into_iter()
            .filter_map(|name| Some((name.as_str(), self.owners.get(name)?.as_slice())))
            .filter(|(_, owners)| owners.len() > 1)
            .collect()
    }
}
