use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::model::open::open_struct;

open_struct! {
    /// The questions by which the maturity of hubs is measured (*instrumen kematangan hub*).
    ///
    /// The instrument of 2025 has the aspects *perencanaan*, *pelembagaan*, *penyebarluasan* and *evaluasi* (domain source `HUB25`,
    /// vocabulary `hub_aspek`); its questions are not public. The shape is that of the portal (domain section 5, `GH_JIPP`).
    #[derive(Default)]
    pub struct HubInstrument {
        /// Its identity.
        pub id: String,
        /// Its aspects.
        pub aspects: Vec<HubAspect>,
    }
    optional {
        /// Its name.
        pub title: Option<String>,
        /// The year that it is for.
        pub year: Option<i32>,
    }
}

open_struct! {
    /// One aspect of the instrument.
    #[derive(Default)]
    pub struct HubAspect {
        /// Vocabulary `hub_aspek`.
        pub code: String,
        /// Its share of the score; the weights of all aspects sum to 1.
        pub weight: f64,
        /// Its questions.
        pub questions: Vec<HubQuestion>,
    }
    optional {
        /// Its name.
        pub title: Option<String>,
    }
}

open_struct! {
    /// One question.
    #[derive(Default)]
    pub struct HubQuestion {
        /// Its identity, unique in the instrument.
        pub id: String,
        /// What is asked.
        pub text: String,
        /// One answer or several.
        #[serde(default)]
        pub kind: HubQuestionKind,
        /// Its share of the aspect; the weights of all questions of an aspect sum to 1.
        pub weight: f64,
        /// The answers that can be chosen.
        pub options: Vec<HubOption>,
    }
    optional {
        /// Whether it must be answered.
        pub required: bool,
        /// Whether an answer needs evidence.
        pub evidence: bool,
    }
}

/// How many answers a question allows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum HubQuestionKind {
    /// One.
    #[default]
    Single,
    /// Any number; their scores add up.
    Multiple,
}

open_struct! {
    /// An answer that can be chosen.
    #[derive(Default)]
    pub struct HubOption {
        /// Its identity within the question.
        pub id: String,
        /// What it says.
        pub text: String,
        /// Its points, 0 or more; only their relation to the best answer counts.
        pub score: f64,
    }
    optional {}
}

/// Why an instrument cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum HubInstrumentError {
    /// Weights do not sum to 1 (domain rule HUB-02).
    #[error("the weights of {what} sum to {sum}, not to 1")]
    Weights {
        /// Which weights: `aspects`, or the code of an aspect.
        what: String,
        /// Their sum.
        sum: f64,
    },
    /// A weight or a score is negative or no number.
    #[error("`{what}` has a weight or a score that is negative or no number")]
    NoNumber {
        /// The aspect, or the question.
        what: String,
    },
    /// Two questions have the same id.
    #[error("the question `{question}` is there twice")]
    RepeatedQuestion {
        /// The id.
        question: String,
    },
    /// No answer to a question gives points.
    #[error("no answer to `{question}` gives points")]
    NoPoints {
        /// The id.
        question: String,
    },
}

impl HubInstrumentError {
    /// What is shown to people.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Weights { what, sum } => {
                let what = if what == "aspects" { "aspek" } else { what };
                format!("jumlah bobot {what} adalah {}, bukan 1", sum.to_string().replace('.', ","))
            }
            Self::NoNumber { what } => format!("`{what}` memiliki bobot atau skor yang negatif atau bukan angka"),
            Self::RepeatedQuestion { question } => format!("pertanyaan `{question}` ada dua kali"),
            Self::NoPoints { question } => format!("tidak ada jawaban atas `{question}` yang memberi nilai"),
        }
    }
}

/// How far a sum of weights may be from 1.
const TOLERANCE: f64 = 1e-6;

impl HubInstrument {
    /// Whether scores can be computed with it: weights sum to 1, ids are unique, every question can give points.
    pub fn check(&self) -> Result<(), HubInstrumentError> {
        let sums_to_one = |what: &str, weights: &mut dyn Iterator<Item = f64>| {
            let sum: f64 = weights.sum();
            if (sum - 1.0).abs() <= TOLERANCE { Ok(()) } else { Err(HubInstrumentError::Weights { what: what.to_owned(), sum }) }
        };
        let number = |what: &str, value: f64| {
            if value.is_finite() && value >= 0.0 { Ok(()) } else { Err(HubInstrumentError::NoNumber { what: what.to_owned() }) }
        };
        let mut seen: Vec<&str> = Vec::new();
        for aspect in &self.aspects {
            number(&aspect.code, aspect.weight)?;
            for question in &aspect.questions {
                number(&question.id, question.weight)?;
                for option in &question.options {
                    number(&question.id, option.score)?;
                }
                if seen.contains(&question.id.as_str()) {
                    return Err(HubInstrumentError::RepeatedQuestion { question: question.id.clone() });
                }
                seen.push(&question.id);
                if question.best() <= 0.0 {
                    return Err(HubInstrumentError::NoPoints { question: question.id.clone() });
                }
            }
            sums_to_one(&aspect.code, &mut aspect.questions.iter().map(|question| question.weight))?;
        }
        sums_to_one("aspects", &mut self.aspects.iter().map(|aspect| aspect.weight))
    }

    /// Every question.
    pub fn questions(&self) -> impl Iterator<Item = &HubQuestion> {
        self.aspects.iter().flat_map(|aspect| &aspect.questions)
    }
}

impl HubQuestion {
    /// The most points that it can give.
    pub(super) fn best(&self) -> f64 {
        let scores = self.options.iter().map(|option| option.score);
        match self.kind {
            HubQuestionKind::Single => scores.fold(0.0, f64::max),
            HubQuestionKind::Multiple => scores.sum(),
        }
    }
}
