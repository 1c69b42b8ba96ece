use serde::{Deserialize, Serialize};

use super::problem::IndexProblem;
use crate::model::FindingRow;

/// The index of a region, recomputed and explained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct IndexScore {
    /// The year of the form.
    pub year: i32,
    /// Name or code of the government, as given.
    pub agency: Option<String>,
    /// Region code, as given.
    pub region_code: Option<String>,
    /// The figures by the levels claimed.
    pub claimed: IndexFigures,
    /// The figures by the levels verified, if any was; an indicator not verified yet counts as claimed.
    pub verified: Option<IndexFigures>,
    /// Verified minus claimed.
    pub difference: Option<IndexDifference>,
    /// Claimed levels above 0 that were not verified.
    pub unverified: usize,
    /// What the vocabularies lack to compute the index of this year; empty if nothing.
    pub missing: Vec<String>,
    /// Each innovation, in the order given.
    pub innovations: Vec<InnovationScore>,
    /// The region's own indicators, in official order; empty if those of the year are not known.
    pub spd: Vec<IndicatorScore>,
    /// What the innovations cover.
    pub portfolio: Portfolio,
    /// The best next steps: one level of one indicator each, greatest gain first.
    pub steps: Vec<NextStep>,
    /// What the changes asked for would bring.
    pub what_if: Option<WhatIf>,
    /// Everything wrong with what was entered.
    pub problems: Vec<IndexProblem>,
    /// What the rules about regions find: stored index and class against these figures, claim against verification.
    #[serde(default)]
    pub findings: Vec<FindingRow>,
    /// Keys of the documents behind indicators, formula and classes.
    pub sources: Vec<String>,
}

/// The figures of a region, each rounded once to two decimals, half up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct IndexFigures {
    /// How many innovations.
    pub innovations: usize,
    /// The sum of their maturities.
    pub maturity_sum: f64,
    /// What the sum is divided by: their number, but at least the least divisor of the year.
    pub divisor: Option<u32>,
    /// The sum divided.
    pub average: Option<f64>,
    /// Points for the number of innovations (*jumlah*).
    pub quantity: Option<f64>,
    /// The region's own indicators.
    pub spd: Option<f64>,
    /// Average and quantity.
    pub sid: Option<f64>,
    /// The index, 0 to 100.
    pub iid: Option<f64>,
    /// Code of its class.
    pub class: Option<String>,
    /// Name of its class.
    pub class_label: Option<String>,
}

/// How much one side is above the other, each rounded once to two decimals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct IndexDifference {
    /// Of the sums of maturities.
    pub maturity_sum: f64,
    /// Of the region's own indicators.
    pub spd: Option<f64>,
    /// Of the innovations' part.
    pub sid: Option<f64>,
    /// Of the index.
    pub iid: Option<f64>,
}

/// An innovation, computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct InnovationScore {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its maturity by the levels claimed.
    pub maturity: f64,
    /// Its maturity by the levels verified, if any of it was.
    pub maturity_verified: Option<f64>,
    /// Verified minus claimed.
    pub difference: Option<f64>,
    /// Each indicator of the form.
    pub indicators: Vec<IndicatorScore>,
}

/// One indicator, explained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct IndicatorScore {
    /// Its number in the form.
    pub number: String,
    /// Its label.
    pub label: String,
    /// Its weight.
    pub weight: f64,
    /// Whether it must be answered.
    pub mandatory: bool,
    /// The evidence that the form asks for, if a source states it.
    pub evidence: Option<String>,
    /// The level claimed; 0 if none, or none that can be used.
    pub level: u8,
    /// What that level asks, as the form says it.
    pub level_label: Option<String>,
    /// The level verified.
    pub verified_level: Option<u8>,
    /// Weight times level.
    pub points: f64,
    /// Its highest points as a share of the highest sum of its list, in percent.
    pub share: f64,
    /// What the next level would need and bring; none at the highest level.
    pub next: Option<NextLevel>,
}

/// The level after the one claimed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct NextLevel {
    /// The level.
    pub level: u8,
    /// What it asks, as the form says it, if a source states it.
    pub label: Option<String>,
    /// What it adds to the maturity of the innovation, or to SPD.
    pub points: f64,
    /// What it adds to the index, rounded to four decimals.
    pub iid: Option<f64>,
}

/// One level of one indicator that can still be gained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct NextStep {
    /// Id of the innovation; none for an indicator of the region itself.
    pub innovation: Option<String>,
    /// Number of the indicator.
    pub indicator: String,
    /// Its label.
    pub label: String,
    /// Whether it must be answered and is not.
    pub mandatory_missing: bool,
    /// The level now.
    pub from: u8,
    /// What it needs and brings.
    pub next: NextLevel,
}

/// What the innovations of a region cover.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct Portfolio {
    /// How many innovations each affair has, in official order; affairs without any are left out, but for the basic services.
    pub affairs: Vec<AffairCount>,
    /// Innovations whose affairs are not known.
    pub without_affair: usize,
    /// Basic-service affairs covered.
    pub basic_services: usize,
    /// Basic-service affairs without an innovation, by code.
    pub basic_services_missing: Vec<String>,
    /// The points for the number of innovations.
    pub quantity: Option<QuantityRule>,
    /// First day on which an innovation must have been implemented or developed, if the year sets one.
    pub window_from: Option<String>,
    /// Last such day.
    pub window_to: Option<String>,
    /// Innovations outside these days. They are counted in the figures, because the file counts them.
    pub outside_window: Vec<OutsideWindow>,
    /// The figures by the levels claimed without them; none if there are none.
    pub without_outside: Option<IndexFigures>,
}

/// An affair and its innovations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct AffairCount {
    /// Code in the vocabulary `urusan`.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Whether it is one of the basic services.
    pub basic_service: bool,
    /// How many innovations name it.
    pub innovations: usize,
}

/// Why there are points for the number of innovations, or none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct QuantityRule {
    /// Whether enough basic services are covered.
    pub met: bool,
    /// How many must be covered.
    pub needed: usize,
    /// Points for each innovation.
    pub weight: f64,
    /// Innovations that count: no more than the cap.
    pub counted: usize,
    /// Most innovations that count.
    pub cap: u32,
    /// The points if the rule is met.
    pub points: f64,
    /// What these points are in the index, rounded to four decimals.
    pub iid: f64,
}

/// An innovation outside the days that the year asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct OutsideWindow {
    /// Its id.
    pub innovation: String,
    /// `undated`, `earlier` or `later`.
    pub reason: String,
    /// The reason in words.
    pub message: String,
}

/// What changes would bring.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct WhatIf {
    /// Each change that can be made.
    pub changes: Vec<ChangeGain>,
    /// The figures by the levels claimed, changed.
    pub claimed: IndexFigures,
    /// The figures by the levels verified, changed, if any level was verified.
    pub verified: Option<IndexFigures>,
    /// What all changes together add to the claimed figures.
    pub gain: IndexDifference,
}

/// What one change would bring by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct ChangeGain {
    /// Id of the innovation; none for an indicator of the region itself.
    pub innovation: Option<String>,
    /// Number of the indicator.
    pub indicator: String,
    /// The level claimed.
    pub from: u8,
    /// The level asked for.
    pub to: u8,
    /// What that level asks, as the form says it.
    pub label: Option<String>,
    /// What it adds to the maturity of the innovation, or to SPD.
    pub points: f64,
    /// What it adds to the index, rounded to four decimals.
    pub iid: Option<f64>,
}
