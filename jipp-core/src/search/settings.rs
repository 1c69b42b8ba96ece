//! How hits are ranked, as data.

use serde::{Deserialize, Serialize};

use crate::SettingsError;

/// Weight and length normalisation of one searched field in BM25F (Robertson, Zaragoza, Taylor 2004).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWeight {
    /// What one occurrence in this field counts.
    pub weight: f32,
    /// How far the length of the field counts: 0 not at all, 1 fully.
    pub b: f32,
}

const fn field(weight: f32, b: f32) -> FieldWeight {
    FieldWeight { weight, b }
}

/// The searched fields.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FieldWeights {
    /// Title and other titles.
    pub title: FieldWeight,
    /// The acronym or short name found in a title, beside the title itself.
    pub acronym: FieldWeight,
    /// The owner.
    pub agency: FieldWeight,
    /// The work unit.
    pub unit: FieldWeight,
    /// The region with its other names, and its province.
    pub place: FieldWeight,
    /// The summary.
    pub summary: FieldWeight,
    /// Background and objective: what was wrong, and for whom.
    pub problem: FieldWeight,
    /// Every other text.
    pub body: FieldWeight,
}

impl Default for FieldWeights {
    fn default() -> Self {
        Self {
            title: field(3.0, 0.4),
            acronym: field(0.5, 0.0),
            agency: field(1.5, 0.3),
            unit: field(1.0, 0.3),
            place: field(0.8, 0.2),
            summary: field(1.0, 0.7),
            problem: field(1.0, 0.7),
            body: field(1.0, 0.7),
        }
    }
}

impl FieldWeights {
    /// The weights in the order of the fields in the index.
    pub(super) fn in_order(&self) -> [FieldWeight; super::fields::FIELDS.len()] {
        [self.title, self.acronym, self.agency, self.unit, self.place, self.summary, self.problem, self.body]
    }
}

/// What a hit gains for what is known about it, whatever was asked: small, so that it only orders near-ties, and none where
/// a name was asked. Each is a share of the best score of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Priors {
    /// Whether they count at all.
    pub enabled: bool,
    /// An award.
    pub award: f32,
    /// Known to run still.
    pub running: f32,
    /// Replicated, or in several versions.
    pub replicated: f32,
    /// The newest year of the index; halved every `half_life` years before it.
    pub recency: f32,
    /// Years after which recency counts half.
    pub half_life: f32,
    /// Most that all of them together give.
    pub most: f32,
}

impl Default for Priors {
    fn default() -> Self {
        Self { enabled: true, award: 0.01, running: 0.01, replicated: 0.01, recency: 0.01, half_life: 5.0, most: 0.1 }
    }
}

/// Words that the best answers share are asked as well, where few records answer the whole question.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FeedbackSettings {
    /// Share that the most telling of these words earns; 0 asks none.
    pub weight: f32,
    /// How many answers are read.
    pub documents: usize,
    /// Most words asked.
    pub words: usize,
    /// Words that more than this share of the records have are not asked.
    pub common: f32,
    /// No words are asked where this many records answer any word of the question.
    pub enough: usize,
    /// Most records that come in by these words alone.
    pub added: usize,
    /// None comes in so where this many records answer the whole question.
    pub answered: usize,
    /// Most words of a question for which it is done.
    pub longest: usize,
}

impl Default for FeedbackSettings {
    fn default() -> Self {
        Self { weight: 0.3, documents: 5, words: 10, common: 0.1, enough: 20, added: 20, answered: 10, longest: 8 }
    }
}

/// How a need told in sentences is read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NeedSettings {
    /// Most words asked, the heaviest.
    pub terms: usize,
    /// What it adds that a word is told again, times the logarithm of how often.
    pub told: f32,
    /// How much it matters that all words are answered.
    pub coverage: f32,
}

impl Default for NeedSettings {
    fn default() -> Self {
        Self { terms: 16, told: 0.5, coverage: 0.5 }
    }
}

/// How hits are ranked. Every number has a default; a file names only what differs.
///
/// ```
/// use jipp_core::search::RankingSettings;
/// let settings = RankingSettings::from_toml("search.toml", "k1 = 0.9\n[fields.title]\nweight = 2.0\nb = 0.4")?;
/// assert_eq!((settings.k1, settings.fields.title.weight), (0.9, 2.0));
/// # Ok::<(), jipp_core::SettingsError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RankingSettings {
    /// Weights of the searched fields.
    pub fields: FieldWeights,
    /// Saturation of term frequency.
    pub k1: f32,
    /// What the word as asked adds to its lemma.
    pub exact: f32,
    /// How much it matters that all words are answered: score times (answered / asked) to this power.
    pub coverage: f32,
    /// What two words gain that follow each other as asked, as a share of their inverse document frequencies.
    pub proximity: f32,
    /// What synonyms, abbreviations and long forms earn, times the weight that the lexicon gives them.
    pub synonym: f32,
    /// What words for something near earn, times the weight that the lexicon gives them.
    pub related: f32,
    /// What translations earn, times the weight that the lexicon gives them.
    pub translation: f32,
    /// What the nearest of the other words of a word earns at least where no record has the word itself: they stand in for it. The others
    /// rise in proportion.
    pub stand_in: f32,
    /// Share that remains for each edit of a corrected word.
    pub typo: f32,
    /// Share that remains where the corrected word begins with another letter.
    pub first_letter: f32,
    /// Share that remains where the word corrected is itself a word: of the index, but a rare one beside its correction, or of the dictionary.
    pub known_typo: f32,
    /// Share that a completed word earns.
    pub prefix: f32,
    /// Share that the parts of a word written as one, or words joined that were written apart, earn.
    pub compound: f32,
    /// Weight of words that say what kind of thing is sought and not which one (`inovasi`, `program`).
    pub generic: f32,
    /// Weight of words that belong to telling (`ingin`, `susah`, `kemarin`).
    pub everyday: f32,
    /// What a region that is recognised as such gives a record that lies in it, in units of its inverse document frequency, which is at
    /// least that of a word in one of a hundred records.
    pub recognised: f32,
    /// What a name adds that is the whole question, in units of the best possible score of its words.
    pub name: f32,
    /// What a name adds that is a part of the question, in the same units, times the share of the question it covers.
    pub name_part: f32,
    /// What a title that resembles the question adds, in the same units, where the words alone match poorly.
    pub approximate: f32,
    /// Least similarity of such a title, by letter triples.
    pub approximate_from: f32,
    /// Words are said to match poorly where the best answer covers less of the question than this.
    pub poor: f32,
    /// Words that the best answers share.
    pub feedback: FeedbackSettings,
    /// Needs told in sentences.
    pub need: NeedSettings,
    /// What a hit gains for what is known about it.
    pub priors: Priors,
}

impl Default for RankingSettings {
    fn default() -> Self {
        Self {
            fields: FieldWeights::default(),
            k1: 1.2,
            exact: 0.5,
            coverage: 0.4,
            proximity: 0.1,
            synonym: 0.8,
            related: 0.6,
            translation: 0.9,
            stand_in: 0.85,
            typo: 0.55,
            first_letter: 0.5,
            known_typo: 0.12,
            prefix: 0.7,
            compound: 0.7,
            generic: 0.2,
            everyday: 0.35,
            recognised: 2.0,
            name: 1.0,
            name_part: 0.5,
            approximate: 0.8,
            approximate_from: 0.5,
            poor: 0.9,
            feedback: FeedbackSettings::default(),
            need: NeedSettings::default(),
            priors: Priors::default(),
        }
    }
}

impl RankingSettings {
    /// Reads settings from TOML. What is not named keeps its default.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, SettingsError> {
        toml::from_str(text).map_err(|error| SettingsError::Unreadable { reason: format!("{file}: {}", error.message()) })
    }

    /// These settings as TOML, every number named.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}
