//! How well does a record show that its innovation works, and what would show it better?
//!
//! [`grade`] reads what a record states and answers with a level from 0 to 5, every criterion with its reason in both languages, and
//! what would raise the level. It judges documentation, not truth: a text that is absent is "not stated", never "without effect", and
//! a number found in a text is what the text says. The ladder leans on the Standards of Evidence of Nesta (Puttick and Ludlow,
//! 2013); how far, and what is ours, is in `docs/evidence-grade.md`.

mod comparison;
mod criteria;
mod figures;
mod independence;
mod recency;
mod replication;
mod sentences;

#[cfg(test)]
mod tests;

pub use criteria::{CRITERIA, Criterion, LEVELS};

use serde::{Deserialize, Serialize};

use crate::model::{Field, Innovation, PartialDate};

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct BothLanguages {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl BothLanguages {
    fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }

    /// The text in `lang`.
    pub fn get(&self, lang: crate::lang::Lang) -> &str {
        if lang == crate::lang::Lang::Id { &self.id } else { &self.en }
    }
}

/// How well a record documents its effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct EvidenceGrade {
    /// 0 to 5: the highest level whose criteria, and those of all levels below, are met.
    pub level: u8,
    /// What the level means.
    pub label: BothLanguages,
    /// Points of all criteria that are met, also above the level: 0 to 100.
    pub points: u8,
    /// Every criterion, in the order of the ladder.
    pub criteria: Vec<CriterionResult>,
    /// What would raise the level, next step first; empty at level 5.
    pub next: Vec<EvidenceStep>,
}

/// Whether one criterion is met, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct CriterionResult {
    /// Stable code, such as `before_after_figures`.
    pub code: String,
    /// Whether it is met.
    pub met: bool,
    /// Its points, if met.
    pub points: u8,
    /// Its points in all.
    pub most_points: u8,
    /// The level that it opens; none if it is no step of the ladder.
    pub level: Option<u8>,
    /// Why it is met or not, with the place in the text.
    pub reason: BothLanguages,
    /// The field that decided, if one did.
    pub field: Option<String>,
}

/// One thing that would raise the level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct EvidenceStep {
    /// The criterion that is not met.
    pub code: String,
    /// The level that the record reaches once everything up to this step is there.
    pub reaches: u8,
    /// What to do.
    pub advice: BothLanguages,
}

/// What is known besides the record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EvidenceContext {
    /// The day for which it is judged; recency is not judged without it.
    pub as_of: Option<PartialDate>,
    /// Replications of this innovation that are recorded elsewhere and were carried out, such as in a catalog; none if not looked up.
    pub replications: Option<usize>,
}

/// What was found for one criterion.
struct Outcome {
    met: bool,
    reason: BothLanguages,
    field: Option<Field>,
}

impl Outcome {
    fn met(field: Option<Field>, id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { met: true, reason: BothLanguages::new(id, en), field }
    }

    fn unmet(field: Option<Field>, id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { met: false, reason: BothLanguages::new(id, en), field }
    }
}

/// Grades a record. The same record and context give the same grade.
///
/// ```
/// use jipp_core::evidence_grade::{EvidenceContext, grade};
/// use jipp_core::model::Innovation;
/// let record = Innovation {
///     impact: Some("Waktu penerbitan izin turun dari 30 hari menjadi 3 hari pada tahun 2025.".into()),
///     ..Innovation::new("a", "Loket Cepat")
/// };
/// let grade = grade(&record, &EvidenceContext::default());
/// assert_eq!(grade.level, 2);
/// assert_eq!(grade.next[0].code, "independent_source");
/// ```
pub fn grade(innovation: &Innovation, context: &EvidenceContext) -> EvidenceGrade {
    let figures = figures::look(innovation);
    let criteria: Vec<CriterionResult> = CRITERIA
        .iter()
        .map(|criterion| {
            let outcome = match criterion.code {
                "impact_stated" => figures::stated(innovation),
                "before_after_figures" => figures.outcome(),
                "independent_source" => independence::look(innovation),
                "recent_figures" => recency::of_figures(&figures, context.as_of),
                "recent_status" => recency::of_status(innovation, context.as_of),
                "replicated" => replication::look(innovation, context.replications),
                _ => comparison::look(innovation),
            };
            CriterionResult {
                code: criterion.code.to_owned(),
                met: outcome.met,
                points: if outcome.met { criterion.points } else { 0 },
                most_points: criterion.points,
                level: criterion.level,
                reason: outcome.reason,
                field: outcome.field.map(|field| field.name().to_owned()),
            }
        })
        .collect();
    let level = (1..=5)
        .take_while(|level| criteria.iter().filter(|criterion| criterion.level == Some(*level)).all(|criterion| criterion.met))
        .last()
        .unwrap_or(0);
    let missing = CRITERIA.iter().zip(&criteria).filter(|(_, result)| !result.met);
    let next = missing
        .filter_map(|(criterion, result)| {
            let advice = BothLanguages::new(criterion.advice.id, criterion.advice.en);
            Some(EvidenceStep { code: result.code.clone(), reaches: criterion.level?, advice })
        })
        .collect();
    let label = LEVELS.get(usize::from(level)).map(|text| BothLanguages::new(text.id, text.en)).unwrap_or_default();
    EvidenceGrade { level, label, points: criteria.iter().map(|criterion| criterion.points).sum(), criteria, next }
}
