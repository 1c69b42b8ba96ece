use std::fmt;

use serde::{Deserialize, Serialize};

use super::{HubAspect, HubInstrument, HubInstrumentError, HubQuestion, HubQuestionKind, HubResponse};

/// How mature a hub is, 0 to 10: as it claims, and as verified (domain rule HUB-02: both are kept).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct HubScore {
    /// As claimed.
    pub claimed: f64,
    /// As verified; missing while an answer is pending.
    pub verified: Option<f64>,
    /// What the score is called: that of the verified one if there is one.
    pub predicate: HubPredicate,
    /// Aspect by aspect.
    pub aspects: Vec<HubAspectScore>,
    /// Ids of required questions without an answer; they give no points.
    pub unanswered: Vec<String>,
    /// Ids of answered questions that need evidence and have none.
    pub without_evidence: Vec<String>,
}

/// The score of one aspect, 0 to 10.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct HubAspectScore {
    /// Code of the aspect.
    pub code: String,
    /// As claimed.
    pub claimed: f64,
    /// As verified; missing while an answer of the aspect is pending.
    pub verified: Option<f64>,
}

/// What a score is called (vocabulary `hub_predikat`, domain source `GH_JIPP`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum HubPredicate {
    /// *Perlu Perbaikan*: below 6.
    #[serde(rename = "perlu_perbaikan")]
    NeedsImprovement,
    /// *Cukup*: 6 or more.
    #[serde(rename = "cukup")]
    Fair,
    /// *Baik*: 8 or more.
    #[serde(rename = "baik")]
    Good,
}

impl HubPredicate {
    /// What a score of 0 to 10 is called.
    pub fn of(score: f64) -> Self {
        // what rounding leaves behind does not cost a hub its predicate
        match score + 1e-9 {
            s if s >= 8.0 => Self::Good,
            s if s >= 6.0 => Self::Fair,
            _ => Self::NeedsImprovement,
        }
    }

    /// The official label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Good => "Baik",
            Self::Fair => "Cukup",
            Self::NeedsImprovement => "Perlu Perbaikan",
        }
    }
}

impl fmt::Display for HubPredicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// Why a response has no score.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum HubResponseError {
    /// The instrument itself cannot be used.
    #[error(transparent)]
    Instrument(#[from] HubInstrumentError),
    /// It answers another instrument.
    #[error("it answers `{given}`, not `{wanted}`")]
    OtherInstrument {
        /// The instrument it answers.
        given: String,
        /// The instrument at hand.
        wanted: String,
    },
    /// It answers a question that the instrument does not ask.
    #[error("`{question}` is no question of the instrument")]
    UnknownQuestion {
        /// The id.
        question: String,
    },
    /// It chooses an option that the question does not have.
    #[error("`{option}` is no answer to `{question}`")]
    UnknownOption {
        /// The id of the question.
        question: String,
        /// The id of the option.
        option: String,
    },
    /// It answers a question twice, chooses an option twice, or several where one is allowed.
    #[error("`{question}` is answered more than once")]
    SeveralAnswers {
        /// The id of the question.
        question: String,
    },
}

impl HubInstrument {
    /// The score of a response.
    ///
    /// A question gives the points of what was chosen as a share of the most it can give; questions weigh within their aspect, aspects
    /// within the whole, times 10. (That shares and not raw points are weighed is inferred; the portal shows the scale of 0 to 10.)
    ///
    /// ```
    /// use jipp_core::model::{HubAnswer, HubAspect, HubInstrument, HubOption, HubPredicate, HubQuestion, HubResponse};
    /// let option = |id: &str, score| HubOption { id: id.into(), score, ..HubOption::default() };
    /// let question = HubQuestion {
    ///     id: "1".into(),
    ///     weight: 1.0,
    ///     options: vec![option("a", 0.0), option("b", 2.0), option("c", 4.0)],
    ///     ..HubQuestion::default()
    /// };
    /// let aspect = HubAspect { code: "perencanaan".into(), weight: 1.0, questions: vec![question], ..HubAspect::default() };
    /// let instrument = HubInstrument { id: "2025".into(), aspects: vec![aspect], ..HubInstrument::default() };
    /// let response = HubResponse {
    ///     instrument: "2025".into(),
    ///     answers: vec![HubAnswer::new("1", &["b"])],
    ///     ..HubResponse::default()
    /// };
    /// let score = instrument.score(&response)?;
    /// assert_eq!((score.claimed, score.verified, score.predicate), (5.0, None, HubPredicate::NeedsImprovement));
    /// # Ok::<(), jipp_core::model::HubResponseError>(())
    /// ```
    pub fn score(&self, response: &HubResponse) -> Result<HubScore, HubResponseError> {
        self.check()?;
        self.check_response(response)?;
        let aspects: Vec<HubAspectScore> = self.aspects.iter().map(|aspect| aspect.score(response)).collect();
        let total = |of: &dyn Fn(&HubAspectScore) -> Option<f64>| -> Option<f64> {
            aspects.iter().zip(&self.aspects).map(|(score, aspect)| Some(of(score)? * aspect.weight)).sum()
        };
        let claimed = total(&|score| Some(score.claimed)).unwrap_or_default();
        let verified = total(&|score| score.verified);
        let answer = |question: &HubQuestion| response.answers.iter().find(|answer| answer.question == question.id);
        let ids = |wanted: &dyn Fn(&HubQuestion) -> bool| self.questions().filter(|q| wanted(q)).map(|q| q.id.clone()).collect();
        let answered = |question: &HubQuestion| answer(question).is_some_and(|answer| !answer.chosen.is_empty());
        Ok(HubScore {
            claimed,
            verified,
            predicate: HubPredicate::of(verified.unwrap_or(claimed)),
            unanswered: ids(&|question| question.required && !answered(question)),
            without_evidence: ids(&|question| {
                question.evidence && answered(question) && answer(question).is_some_and(|answer| answer.evidence.is_empty())
            }),
            aspects,
        })
    }

    fn check_response(&self, response: &HubResponse) -> Result<(), HubResponseError> {
        if response.instrument != self.id {
            return Err(HubResponseError::OtherInstrument { given: response.instrument.clone(), wanted: self.id.clone() });
        }
        let mut seen: Vec<&str> = Vec::new();
        for answer in &response.answers {
            let id = || answer.question.clone();
            let question = self
                .questions()
                .find(|question| question.id == answer.question)
                .ok_or_else(|| HubResponseError::UnknownQuestion { question: id() })?;
            if seen.contains(&answer.question.as_str()) {
                return Err(HubResponseError::SeveralAnswers { question: id() });
            }
            seen.push(&answer.question);
            for options in [Some(&answer.chosen), answer.corrected.as_ref()].into_iter().flatten() {
                if let Some(option) = options.iter().find(|option| question.options.iter().all(|o| o.id != **option)) {
                    return Err(HubResponseError::UnknownOption { question: id(), option: option.clone() });
                }
                let repeated = options.iter().enumerate().any(|(at, option)| options.iter().skip(at + 1).any(|other| other == option));
                if repeated || (question.kind == HubQuestionKind::Single && options.len() > 1) {
                    return Err(HubResponseError::SeveralAnswers { question: id() });
                }
            }
        }
        Ok(())
    }
}

impl HubAspect {
    fn score(&self, response: &HubResponse) -> HubAspectScore {
        let answer = |question: &HubQuestion| response.answers.iter().find(|answer| answer.question == question.id);
        let claimed = self.questions.iter().map(|q| q.weight * answer(q).map_or(0.0, |answer| q.share(&answer.chosen))).sum::<f64>();
        // a question without an answer has nothing to verify
        let verified: Option<f64> =
            self.questions.iter().map(|q| Some(q.weight * q.share(answer(q).map_or(Some(&[][..]), |answer| answer.verified())?))).sum();
        HubAspectScore { code: self.code.clone(), claimed: claimed * 10.0, verified: verified.map(|sum| sum * 10.0) }
    }
}

impl HubQuestion {
    /// The points of these options as a share of the most there are.
    fn share(&self, chosen: &[String]) -> f64 {
        let points: f64 = self.options.iter().filter(|option| chosen.contains(&option.id)).map(|option| option.score).sum();
        points / self.best()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HubAnswer, HubOption, HubVerification};
    use super::*;

    fn question(id: &str, weight: f64, kind: HubQuestionKind) -> HubQuestion {
        let option = |id: &str, score| HubOption { id: id.into(), score, ..HubOption::default() };
        HubQuestion {
            id: id.into(),
            weight,
            kind,
            required: true,
            evidence: true,
            options: vec![option("a", 1.0), option("b", 3.0)],
            ..HubQuestion::default()
        }
    }

    fn instrument() -> HubInstrument {
        let aspect = |code: &str, weight, questions| HubAspect { code: code.into(), weight, questions, ..HubAspect::default() };
        let first = vec![question("1", 0.25, HubQuestionKind::Single), question("2", 0.75, HubQuestionKind::Multiple)];
        let aspects = vec![aspect("perencanaan", 0.4, first), aspect("evaluasi", 0.6, vec![question("3", 1.0, HubQuestionKind::Single)])];
        HubInstrument { id: "i".into(), aspects, ..HubInstrument::default() }
    }

    fn response(answers: Vec<HubAnswer>) -> HubResponse {
        HubResponse { instrument: "i".into(), answers, ..HubResponse::default() }
    }

    #[test]
    fn claimed_and_verified_scores_stand_side_by_side() {
        let mut given = response(vec![HubAnswer::new("1", &["b"]), HubAnswer::new("2", &["a", "b"]), HubAnswer::new("3", &["b"])]);
        let score = instrument().score(&given).unwrap();
        assert!((score.claimed - 10.0).abs() < 1e-9 && score.verified.is_none());
        assert_eq!((score.predicate, score.without_evidence.len()), (HubPredicate::Good, 3));
        for answer in &mut given.answers {
            answer.verification = HubVerification::Verified;
        }
        given.answers[1].corrected = Some(vec!["b".into()]);
        given.answers[2].verification = HubVerification::Rejected;
        let score = instrument().score(&given).unwrap();
        // 0.4 × (0.25 × 1 + 0.75 × 3/4) × 10
        assert!((score.verified.unwrap() - 3.25).abs() < 1e-9, "{score:?}");
        assert_eq!(score.predicate, HubPredicate::NeedsImprovement);
        assert!((score.claimed - 10.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_not_answered_gives_no_points() {
        let score = instrument().score(&response(vec![HubAnswer::new("3", &["b"])])).unwrap();
        assert!((score.claimed - 6.0).abs() < 1e-9);
        assert_eq!(score.predicate, HubPredicate::Fair);
        assert_eq!(score.unanswered, ["1", "2"]);
    }

    #[test]
    fn mistakes_are_named() {
        let error = |answers| instrument().score(&response(answers)).unwrap_err().to_string();
        assert_eq!(error(vec![HubAnswer::new("9", &["a"])]), "`9` is no question of the instrument");
        assert_eq!(error(vec![HubAnswer::new("1", &["c"])]), "`c` is no answer to `1`");
        assert_eq!(error(vec![HubAnswer::new("1", &["a", "b"])]), "`1` is answered more than once");
        assert_eq!(error(vec![HubAnswer::new("2", &["a", "a"])]), "`2` is answered more than once");
        let mut other = instrument();
        other.aspects[0].weight = 0.5;
        assert_eq!(other.check().unwrap_err().to_string(), "the weights of aspects sum to 1.1, not to 1");
        other.aspects[1].questions[0].options.clear();
        assert_eq!(other.check().unwrap_err().to_string(), "no answer to `3` gives points");
    }
}
