use std::sync::OnceLock;

use serde::Deserialize;

/// An abbreviation of public service and what it stands for.
#[derive(Debug, Clone, Deserialize)]
pub struct Abbreviation {
    /// The short form, as people write it.
    pub abbreviation: String,
    /// The long form.
    pub expansion: String,
    /// 1 if the short form has several meanings: then it is no synonym without context.
    ambiguous: u8,
}

impl Abbreviation {
    /// Whether the short form has several meanings.
    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous != 0 || self.expansion.contains(';')
    }
}

/// Every abbreviation of `data/abbreviations.csv`.
pub fn abbreviations() -> &'static [Abbreviation] {
    static TABLE: OnceLock<Vec<Abbreviation>> = OnceLock::new();
    TABLE.get_or_init(|| super::table(include_str!("../../data/abbreviations.csv")))
}
