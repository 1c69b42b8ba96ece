//! Which words mean the same? Lists of words as data: spellings, stop words, synonyms, a glossary, abbreviations.
//!
//! [`Lexicon::built_in`] holds the lists of `data/lexicon` and `data/abbreviations.csv`; an application clones it and adds its own with
//! [`Lexicon::add_synonyms`] and its neighbours. Every question is asked of a sequence of folded words; the longest phrase that begins at
//! a word is taken, function words between its words do not matter, and phrases meet by their lemmas.

mod english;
mod error;
mod phrases;
mod senses;
mod spelling;
mod stopwords;

use std::ops::Range;
use std::sync::OnceLock;

pub use error::LexiconError;
pub use spelling::spelling;
pub(super) use spelling::{abbreviation_words, exception, spelling_variants};
pub use stopwords::{is_everyday_word, is_question_word, is_stop_word};

use phrases::{Phrases, rows};
use senses::Senses;

/// How a term is related to the words it was found for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// Another word for the same.
    Synonym,
    /// A word for something near: part, kind or cause.
    Related,
    /// The same in the other language.
    Translation,
    /// What an abbreviation stands for.
    Expansion,
    /// The abbreviation of a long form.
    Abbreviation,
    /// One of several things an abbreviation may stand for, when no word beside it tells which. Its weight is 0.
    Ambiguous,
}

/// Words that may be asked instead.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The folded words, in order.
    pub words: Vec<String>,
    /// Share of the score that meeting them earns, 0 to 1.
    pub weight: f32,
    /// How they are related.
    pub kind: TermKind,
}

/// A phrase among the words asked, and the terms for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which of the words.
    pub range: Range<usize>,
    /// The terms, best first; ties in the order of the lists.
    pub terms: Vec<Term>,
}

/// Weight of an expansion, of a synonym and of a translation (`docs/design.md`, "Lists of words").
const EXPANSION: f32 = 0.8;
const TRANSLATION: f32 = 0.8;

/// Lists of words that mean the same.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    synonyms: Phrases,
    translations: Phrases,
    /// From English only, for reading an English text as an Indonesian one.
    english: Phrases,
    /// Whether everyday English words are read too.
    everyday: bool,
    abbreviations: Phrases,
    senses: Senses,
}

impl Lexicon {
    /// The lists that come with jipp.
    pub fn built_in() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let mut lexicon = Self::default();
            // a test reads every list without an error
            let _ = lexicon.add_senses(include_str!("../../../data/lexicon/senses.csv"));
            lexicon.abbreviations = senses::abbreviations(&lexicon.senses);
            let _ = lexicon.add_synonyms(include_str!("../../../data/lexicon/synonyms.csv"));
            let _ = lexicon.add_glossary(include_str!("../../../data/lexicon/glossary.csv"));
            lexicon.everyday = true;
            lexicon
        })
    }

    /// Adds groups of terms: CSV with the columns `terms` (separated by `|`), `weight` (0 to 1) and `kind` (`same` or `related`).
    ///
    /// # Errors
    /// [`LexiconError`] names the line that cannot be read; the lines before it are added.
    pub fn add_synonyms(&mut self, csv: &str) -> Result<(), LexiconError> {
        for row in rows::<3>(csv) {
            let (line, [terms, weight, kind]) = row?;
            let weight: f32 = weight.parse().ok().filter(|w| (0.0..=1.0).contains(w)).ok_or(LexiconError::weight(line, &weight))?;
            let kind = match kind.as_str() {
                "same" => TermKind::Synonym,
                "related" => TermKind::Related,
                other => return Err(LexiconError::kind(line, other)),
            };
            let terms: Vec<&str> = terms.split('|').collect();
            if terms.len() < 2 {
                return Err(LexiconError::single(line));
            }
            for (at, from) in terms.iter().enumerate() {
                // a short form with several meanings stands for none of them alone
                if self.senses.is_ambiguous(from) {
                    continue;
                }
                for (_, to) in terms.iter().enumerate().filter(|(other, _)| *other != at) {
                    self.synonyms.add(from, to, weight, kind);
                }
            }
        }
        Ok(())
    }

    /// Adds pairs of English and Indonesian terms: CSV with the columns `en` and `id`, each with terms separated by `|`.
    ///
    /// # Errors
    /// [`LexiconError`] names the line that cannot be read; the lines before it are added.
    pub fn add_glossary(&mut self, csv: &str) -> Result<(), LexiconError> {
        for row in rows::<2>(csv) {
            let (_, [english, indonesian]) = row?;
            for en in english.split('|') {
                for id in indonesian.split('|') {
                    self.english.add(en, id, TRANSLATION, TermKind::Translation);
                    self.translations.add(en, id, TRANSLATION, TermKind::Translation);
                    self.translations.add(id, en, TRANSLATION, TermKind::Translation);
                }
            }
        }
        Ok(())
    }

    /// Adds meanings of abbreviations: CSV with the columns `abbreviation`, `expansion` and `context` (words separated by `|` that
    /// tell this meaning; empty for the only one).
    ///
    /// # Errors
    /// [`LexiconError`] names the line that cannot be read; the lines before it are added.
    pub fn add_senses(&mut self, csv: &str) -> Result<(), LexiconError> {
        for row in rows::<3>(csv) {
            let (_, [abbreviation, expansion, context]) = row?;
            self.senses.add(&abbreviation, &expansion, &context);
        }
        Ok(())
    }

    /// Synonyms and related terms of the words.
    ///
    /// ```
    /// use jipp_core::text::lexicon::Lexicon;
    /// let found = Lexicon::built_in().synonyms(&["bantuan", "lanjut", "usia"]);
    /// assert_eq!(found[0].range, 1..3);
    /// assert!(found[0].terms.iter().any(|term| term.words == ["lansia"]));
    /// ```
    pub fn synonyms(&self, words: &[&str]) -> Vec<Match> {
        self.synonyms.matches(words)
    }

    /// The words in the other language, Indonesian or English.
    ///
    /// ```
    /// use jipp_core::text::lexicon::Lexicon;
    /// let found = Lexicon::built_in().translations(&["waste", "bank"]);
    /// assert_eq!((found.len(), found[0].range.clone()), (1, 0..2));
    /// assert_eq!(found[0].terms[0].words, ["bank", "sampah"]);
    /// ```
    pub fn translations(&self, words: &[&str]) -> Vec<Match> {
        self.with_everyday(self.translations.matches(words), words)
    }

    /// Matches with those of everyday English words; of two that overlap the longer stays, and of equally long ones the first of `found`.
    fn with_everyday(&self, found: Vec<Match>, words: &[&str]) -> Vec<Match> {
        let everyday = if self.everyday { english::everyday(words) } else { Vec::new() };
        if everyday.is_empty() {
            return found;
        }
        let mut all: Vec<Match> = found.into_iter().chain(everyday).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.range.len()));
        let mut kept: Vec<Match> = Vec::new();
        for one in all {
            if kept.iter().all(|other| one.range.end <= other.range.start || other.range.end <= one.range.start) {
                kept.push(one);
            }
        }
        kept.sort_by_key(|one| one.range.start);
        kept
    }

    /// English words as Indonesian ones, word for word: phrases of the glossary and everyday words by their translations, function words
    /// left out, words that neither knows by the Indonesian ending of their kind (*integration*, *integrasi*) or as they are. Of phrases
    /// with several translations come at most `most` readings, that of the first translations before the others. Empty if fewer than half
    /// of the words that are no function words are known: the text is hardly English. It is for comparing, not for reading.
    ///
    /// ```
    /// use jipp_core::text::lexicon::Lexicon;
    /// let read = |text: &str| Lexicon::built_in().in_indonesian(&text.split(' ').collect::<Vec<_>>(), 2);
    /// assert_eq!(read("waste bank for the poor")[0], ["bank", "sampah", "miskin"]);
    /// assert_eq!(read("waste management innovation").len(), 2);
    /// assert!(read("bank sampah induk").is_empty());
    /// ```
    pub fn in_indonesian(&self, words: &[&str], most: usize) -> Vec<Vec<String>> {
        let words: Vec<&str> = words.iter().filter(|word| !english::FUNCTION.contains(word)).copied().collect();
        let found = self.with_everyday(self.english.matches(&words), &words);
        let known: usize = found.iter().map(|one| one.range.len()).sum();
        if known == 0 || known * 2 < words.len() {
            return Vec::new();
        }
        let cognates = |words: Option<&[&str]>| words.unwrap_or_default().iter().map(|word| english::cognate(word)).collect::<Vec<_>>();
        let mut readings: Vec<Vec<String>> = vec![Vec::new()];
        let mut at = 0;
        for Match { range, terms } in found {
            let before = cognates(words.get(at..range.start));
            // the first translations of all phrases stay the first reading
            let longer =
                terms.iter().flat_map(|term| readings.iter().map(|reading| [reading, &before, &term.words].map(Vec::as_slice).concat()));
            readings = longer.take(most).collect();
            at = range.end;
        }
        let behind = cognates(words.get(at..));
        for reading in &mut readings {
            reading.extend_from_slice(&behind);
        }
        readings
    }

    /// What abbreviations among the words stand for, and the abbreviations of long forms. The other words tell which meaning is
    /// meant where there are several; where they do not, every meaning comes as [`TermKind::Ambiguous`] with weight 0.
    ///
    /// ```
    /// use jipp_core::text::lexicon::{Lexicon, TermKind};
    /// let meaning = |words: &[&str]| Lexicon::built_in().expansions(words)[0].terms[0].clone();
    /// assert_eq!(meaning(&["ukm", "puskesmas"]).words, ["upaya", "kesehatan", "masyarakat"]);
    /// assert_eq!(meaning(&["modal", "ukm"]).words, ["usaha", "kecil", "menengah"]);
    /// assert_eq!(meaning(&["ukm"]).kind, TermKind::Ambiguous);
    /// ```
    pub fn expansions(&self, words: &[&str]) -> Vec<Match> {
        let mut found = self.abbreviations.matches(words);
        found.extend(self.senses.matches(words, EXPANSION));
        found.sort_by_key(|one| (one.range.start, one.range.end));
        found
    }
}

#[cfg(test)]
mod tests;
