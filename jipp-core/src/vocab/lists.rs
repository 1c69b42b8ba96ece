use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::Field;
use crate::text::key;

/// One value of a vocabulary.
#[derive(Debug, Clone, Deserialize)]
pub struct Code {
    /// The code stored in records.
    pub code: String,
    /// Indonesian label, the official term.
    pub id: String,
    /// English label.
    pub en: String,
    /// Other spellings seen.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Years it is offered in; empty means every year.
    #[serde(default)]
    pub years: Vec<i32>,
    /// Keys of the documents behind it; `inferred` where none states it.
    #[serde(default)]
    pub source: Vec<String>,
}

/// A controlled list of a programme.
#[derive(Debug, Clone, Deserialize)]
pub struct Vocabulary {
    /// Its name, such as `tahapan_iga`.
    pub name: String,
    /// The programme it belongs to: `KIPP`, `IGA`, `LAN` or `JIPPNas`.
    pub programme: String,
    /// How well it is sourced.
    pub status: String,
    /// Its values, in official order.
    pub values: Vec<Code>,
}

impl Vocabulary {
    /// Finds a value by code, label or alias; case, spacing and punctuation do not matter.
    ///
    /// ```
    /// let stages = jipp_core::vocab::vocabulary("tahapan_iga").unwrap();
    /// assert_eq!(stages.find("Uji Coba").map(|c| c.code.as_str()), Some("uji_coba"));
    /// ```
    pub fn find(&self, text: &str) -> Option<&Code> {
        let wanted = key(text);
        if wanted.is_empty() {
            return None;
        }
        let bare = wanted.trim_start_matches('0');
        self.values.iter().find(|value| {
            key(&value.code) == wanted
                || (!bare.is_empty() && value.code.trim_start_matches('0') == bare)
                || key(&value.id) == wanted
                || key(&value.en) == wanted
                || value.aliases.iter().any(|alias| key(alias) == wanted)
        })
    }

    /// The label nearest to `text`, for "did you mean": similarity (Jaro-Winkler) of at least 0.8.
    pub fn nearest(&self, text: &str) -> Option<&Code> {
        let wanted = key(text);
        self.values
            .iter()
            .map(|value| (strsim::jaro_winkler(&key(&value.id), &wanted), value))
            .filter(|(similarity, _)| *similarity >= 0.8)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, value)| value)
    }
}

/// The most words a section of a programme's form may have.
#[derive(Debug, Clone, Deserialize)]
pub struct WordLimit {
    /// The programme.
    pub programme: String,
    /// The years of the form.
    pub years: Vec<i32>,
    /// Canonical field name.
    pub field: String,
    /// The limit, in words.
    pub max_words: usize,
}

#[derive(Debug, Deserialize)]
struct File {
    vocabularies: Vec<Vocabulary>,
    word_limits: Vec<WordLimit>,
}

fn file() -> &'static File {
    static FILE: OnceLock<File> = OnceLock::new();
    FILE.get_or_init(|| {
        // The file is part of the program and a test reads it: it cannot fail at a user's.
        serde_json::from_str(include_str!("../../data/vocabularies.json"))
            .unwrap_or(File { vocabularies: Vec::new(), word_limits: Vec::new() })
    })
}

/// Every vocabulary.
pub fn vocabularies() -> &'static [Vocabulary] {
    &file().vocabularies
}

/// The vocabulary of this name.
pub fn vocabulary(name: &str) -> Option<&'static Vocabulary> {
    static BY_NAME: OnceLock<HashMap<&'static str, &'static Vocabulary>> = OnceLock::new();
    BY_NAME.get_or_init(|| vocabularies().iter().map(|v| (v.name.as_str(), v)).collect()).get(name).copied()
}

/// The name of the vocabulary whose codes a field holds; `None` if it is no coded field.
pub fn vocabulary_of(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::KippGroup => "kipp_kelompok",
        Field::KippCategory => "kipp_kategori",
        Field::Stage => "tahapan_iga",
        Field::Initiator => "inisiator",
        Field::Form => "bentuk_inovasi",
        Field::Kind => "jenis_inovasi_iga",
        Field::LanKinds => "jenis_inovasi_lan",
        Field::Affairs => "urusan",
        Field::Sdgs => "sdgs",
        Field::Classification => "klasifikasi_iga",
        Field::Status => "status_keberlanjutan",
        Field::ValidationTechnique => "teknik_validasi_lan",
        _ => return None,
    })
}

/// The word limit of `field` in the form of `programme` and `year`, if known.
pub fn word_limit(programme: &str, year: i32, field: &str) -> Option<&'static WordLimit> {
    file().word_limits.iter().find(|l| l.programme == programme && l.field == field && l.years.contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_label_and_alias_comes_back() {
        assert!(vocabularies().len() >= 13);
        for vocabulary in vocabularies() {
            for value in &vocabulary.values {
                for text in std::iter::once(&value.code).chain([&value.id]).chain(&value.aliases) {
                    assert_eq!(vocabulary.find(text).map(|v| &v.code), Some(&value.code), "{} {text}", vocabulary.name);
                }
                assert!(!value.source.is_empty(), "{} {}", vocabulary.name, value.code);
            }
        }
    }

    #[test]
    fn limits_are_those_of_the_year() {
        assert_eq!(word_limit("KIPP", 2023, "impact").map(|l| l.max_words), Some(600));
        assert!(word_limit("KIPP", 2025, "impact").is_none(), "the 2025 limits are not known");
    }
}
