use super::index::MatchedBy;
use super::value::Code;
use super::vocabulary::Vocabulary;
use crate::text::{key, words};

/// Most values offered when a name is not known.
const CANDIDATES: usize = 3;

/// Least Jaro-Winkler similarity to the Indonesian label, and to any other name: short codes and aliases are near everything.
const NEAR_LABEL: f64 = 0.8;
const NEAR_OTHER: f64 = 0.85;

/// Least similarity of two words for a text that is a part of a label, and the least letters of a word that counts.
const NEAR_WORD: f64 = 0.92;
const LETTERS: usize = 4;

/// What a name as written means in a vocabulary.
#[derive(Debug, Clone)]
pub enum Lookup<'a> {
    /// It means this value.
    Found(Match<'a>),
    /// It means none.
    Unknown {
        /// The values it may have been meant for, best first, at most three.
        candidates: Vec<&'a Code>,
    },
}

impl<'a> Lookup<'a> {
    /// The value, if one was found.
    pub fn value(&self) -> Option<&'a Code> {
        match self {
            Self::Found(found) => Some(found.value),
            Self::Unknown { .. } => None,
        }
    }
}

/// A value found, and how.
#[derive(Debug, Clone, Copy)]
pub struct Match<'a> {
    /// The value.
    pub value: &'a Code,
    /// How its name was met.
    pub by: MatchedBy,
    /// Whether it is offered in the year asked for; true if no year was.
    pub valid: bool,
}

impl Vocabulary {
    /// Finds a value by code, label (Indonesian or English) or alias; case, spacing, punctuation and the leading zeros of a
    /// number do not matter. Of values of several years with one name the latest is found.
    ///
    /// ```
    /// let stages = jipp_core::vocab::vocabulary("tahapan_iga").unwrap();
    /// assert_eq!(stages.find("Uji Coba").map(|c| c.code.as_str()), Some("uji_coba"));
    /// ```
    pub fn find(&self, text: &str) -> Option<&Code> {
        self.matching(text, None).map(|found| found.value)
    }

    /// Finds a value that is offered in this year.
    ///
    /// ```
    /// let classes = jipp_core::vocab::vocabulary("iga_predikat").unwrap();
    /// let from = |year| classes.find_in(year, "sangat inovatif").and_then(|class| class.attributes.number("lower"));
    /// assert_eq!((from(2023), from(2026), from(2010)), (Some(60.01), Some(65.01), None));
    /// ```
    pub fn find_in(&self, year: i32, text: &str) -> Option<&Code> {
        self.matching(text, Some(year)).filter(|found| found.valid).map(|found| found.value)
    }

    /// Looks a name up and says how it was met; an unknown name gives the values it may have been meant for. With a year, a
    /// value of that year goes before one of another.
    pub fn lookup(&self, text: &str, year: Option<i32>) -> Lookup<'_> {
        match self.matching(text, year) {
            Some(found) => Lookup::Found(found),
            None => Lookup::Unknown { candidates: self.suggest(text, year) },
        }
    }

    /// The value whose code, label or alias `text` is; without proposals where there is none.
    pub fn matching(&self, text: &str, year: Option<i32>) -> Option<Match<'_>> {
        let owners = self.index.owners(&key(text)).iter();
        owners
            .filter_map(|owner| self.values.get(owner.at).map(|value| (value, owner.by)))
            .map(|(value, by)| Match { value, by, valid: year.is_none_or(|year| value.valid_in(year)) })
            // of equals `max_by_key` takes the last: the one later in official order
            .max_by_key(|found| (found.valid, found.value.last_year()))
    }

    /// The values that `text` may have been meant for: their label, code or alias, in either language, is near it or has all of
    /// its words. Best first, at most three, only values of the year if one is given. Numbers are near nothing.
    pub fn suggest(&self, text: &str, year: Option<i32>) -> Vec<&Code> {
        let wanted = key(text);
        if !wanted.chars().any(char::is_alphabetic) {
            return Vec::new();
        }
        let parts: Vec<String> = words(text).filter(|word| word.chars().count() >= LETTERS).collect();
        let mut near: Vec<(f64, usize, &Code)> = Vec::new();
        for name in self.index.names() {
            let whole = strsim::jaro_winkler(&name.key, &wanted);
            let whole = (whole >= if name.official { NEAR_LABEL } else { NEAR_OTHER }).then_some(whole);
            let Some(similarity) = whole.or_else(|| part_of(&parts, &name.words)) else { continue };
            let Some(value) = self.values.get(name.at).filter(|value| year.is_none_or(|year| value.valid_in(year))) else { continue };
            match near.iter_mut().find(|(_, known, _)| *known == name.at) {
                Some(known) => known.0 = known.0.max(similarity),
                None => near.push((similarity, name.at, value)),
            }
        }
        // ties in official order
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.into_iter().take(CANDIDATES).map(|(_, _, value)| value).collect()
    }

    /// The value most likely meant by `text`, for "did you mean".
    pub fn nearest(&self, text: &str) -> Option<&Code> {
        self.suggest(text, None).into_iter().next()
    }
}

/// How much of a name the words of a text are, as a similarity below that of a whole name; `None` unless the name has them all.
fn part_of(parts: &[String], words: &[String]) -> Option<f64> {
    let found = |part: &String| words.iter().any(|word| strsim::jaro_winkler(part, word) >= NEAR_WORD);
    if parts.is_empty() || !parts.iter().all(found) {
        return None;
    }
    let letters = |words: &[String]| words.iter().map(|word| word.chars().count()).sum::<usize>().max(1);
    #[expect(clippy::cast_precision_loss, reason = "a label has few letters")]
    let share = letters(parts) as f64 / letters(words) as f64;
    Some(NEAR_LABEL * share.min(1.0))
}
