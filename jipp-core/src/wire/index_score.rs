use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::index_iga::{Form, IndexScore, LevelChange, RegionLevels, ScoreOptions, score};
use crate::lang::Lang;
use crate::model::FindingRow;
use crate::rules::{CheckOptions, check_index};
use crate::vocab::Vocabularies;

/// A region whose innovation index is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct IndexScoreCall {
    /// The year of the form.
    pub year: i32,
    /// What the region entered.
    pub region: RegionLevels,
    /// Levels to try.
    #[serde(default)]
    pub what_if: Vec<LevelChange>,
    /// Most steps of innovations to list, and most of the region itself; 5 if not given.
    #[serde(default)]
    pub steps: Option<usize>,
    /// Language of labels and messages.
    #[serde(default)]
    pub lang: Lang,
    /// Vocabularies of your own as JSON text, added to those of jipp: next year's form.
    #[serde(default)]
    pub vocabularies: Option<String>,
}

/// Recomputes and explains the innovation index of a region. Mistakes in what the region entered are among the problems of the
/// answer, and what it claims against what was computed among its findings; an error means that the form of the year is not known, or
/// that the vocabularies cannot be used.
pub fn index_score(call: &IndexScoreCall) -> Result<IndexScore, Error> {
    let form = index_form(call.year, call.vocabularies.as_deref())?;
    let options = ScoreOptions { lang: call.lang, what_if: call.what_if.clone(), ..ScoreOptions::default() };
    let steps = call.steps.unwrap_or(options.steps);
    Ok(score_and_check(&form, &call.region, &ScoreOptions { steps, ..options }))
}

/// Scores a region, and adds what the rules about regions find.
pub fn score_and_check(form: &Form, region: &RegionLevels, options: &ScoreOptions) -> IndexScore {
    let mut answer = score(form, region, options);
    let findings = check_index(form, region, &answer, &CheckOptions::default());
    answer.findings = findings.iter().map(|finding| FindingRow::new(finding, options.lang)).collect();
    answer
}

/// The form of a year, with vocabularies of one's own as JSON text.
pub fn index_form(year: i32, vocabularies: Option<&str>) -> Result<Form, Error> {
    let Some(text) = vocabularies else { return Ok(Form::of(year)?) };
    let all = Vocabularies::built_in()?.merge(Vocabularies::from_json("vocabularies", text)?)?;
    Ok(Form::from_vocabularies(year, &all)?)
}
