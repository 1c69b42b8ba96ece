use serde::{Deserialize, Serialize};

use super::call::{json_table, parse_settings, read_json, shown_ids};
use super::rows::{ClusterQualityRow, ClusterRow, PairRow, cluster_quality_rows, cluster_rows, explained, pair_rows};
use crate::dedup::{
    BlockingAnalysis, Explanation, Known, Labels, LinkEvaluation, LinkNote, Linkage, Measures, PairLabel, SavedModel, preset,
};
use crate::error::Error;
use crate::lang::Lang;
use crate::model::Record;
use crate::pipeline::{collect, extend_records, extend_rows, link_records_with, link_rows_with};
use crate::progress::silent;

/// How duplicates are sought among records given as JSON.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct DedupeOptions {
    /// The source of the records; as in [`ValidateOptions`](super::ValidateOptions). Not used with `settings`.
    pub source: String,
    /// Settings for any table (`link.toml` as TOML or JSON text); the preset for innovations if not given.
    pub settings: Option<String>,
    /// The column whose values name the records; the external id, else the row number, if not given.
    pub id: Option<String>,
    /// Match probability from which records are merged; that of the settings if not given.
    pub threshold: Option<f64>,
    /// Answers of a person about pairs. They teach the model and are binding.
    pub labels: Vec<PairLabel>,
    /// The text of a saved model (`model` of an earlier answer, or a file of `save_model`): nothing is learned then.
    pub model: Option<String>,
    /// More records, linked with the others when those are linked: only pairs with one of them are compared, by the model of the others.
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, unknown>[]"))]
    pub batch: Vec<serde_json::Map<String, serde_json::Value>>,
    /// Whether the answer holds the model as text, to be kept.
    pub save_model: bool,
    /// What is known to be the same, to measure the linkage by.
    pub evaluate: Option<LabelRows>,
    /// Whether the answer says what each rule of blocking costs; with `evaluate` also which share of the true pairs it finds.
    pub analyze_blocking: bool,
    /// How many pairs the answer asks a person about: those whose answers would teach most.
    pub to_review: Option<usize>,
    /// Whether the answer says how well each cluster holds together.
    pub cluster_quality: bool,
    /// Pairs of ids that the answer explains: why they are, or are not, the same, and why they were not compared.
    pub explain: Vec<(String, String)>,
    /// Language of explanations.
    pub lang: Lang,
}

/// What is known to be the same: answers about pairs, or the true cluster of each record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum LabelRows {
    /// Answers about pairs.
    Pairs(Vec<PairLabel>),
    /// The true cluster of each record.
    Clusters(Vec<ClusterRow>),
}

impl LabelRows {
    fn labels(&self) -> Labels {
        match self {
            Self::Pairs(pairs) => Labels::Pairs(pairs.clone()),
            Self::Clusters(rows) => Labels::Clusters(rows.iter().map(|row| (row.id.clone(), row.cluster.clone())).collect()),
        }
    }
}

/// A pair for a person to answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ReviewRow {
    /// Id of the first record.
    pub left: String,
    /// Id of the second record.
    pub right: String,
    /// Match probability, 0 to 1.
    pub probability: f64,
    /// The compared values of the first record.
    pub left_values: String,
    /// The compared values of the second record.
    pub right_values: String,
}

/// Which records are the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct DedupeAnswer {
    /// Pairs at or above the threshold, most probable first.
    pub pairs: Vec<PairRow>,
    /// The cluster of every record.
    pub clusters: Vec<ClusterRow>,
    /// Pairs that were compared.
    pub candidates: usize,
    /// Blocks of equal keys that were too large to compare all with all: each record met those most similar to it.
    pub split_blocks: usize,
    /// What a person should know: columns that were left out, values that could not be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<LinkNote>,
    /// The model as text, if `save_model` asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// How well the linkage agrees with `evaluate`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evaluation: Option<LinkEvaluation>,
    /// What each rule of blocking costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocking: Option<BlockingAnalysis>,
    /// The pairs that a person should look at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Vec<ReviewRow>>,
    /// How well each cluster of two or more records holds together, the least cohesive first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster_quality: Option<Vec<ClusterQualityRow>>,
    /// The pairs that `explain` names, in its order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanations: Option<Vec<Explanation>>,
}

/// Seed of what is drawn for a person.
const SEED: u64 = 42;

/// Finds duplicates among records given as JSON: a list of objects.
pub fn dedupe(records: &str, options: &DedupeOptions) -> Result<DedupeAnswer, Error> {
    dedupe_with(records, options, Measures::default())
}

/// The same with measures that the caller brings along.
pub fn dedupe_with(records: &str, options: &DedupeOptions, measures: Measures) -> Result<DedupeAnswer, Error> {
    let (linkage, ids, innovations) = linked(records, options, measures)?;
    let labels = options.evaluate.as_ref().map(LabelRows::labels);
    let least = linkage.settings().clustering.threshold;
    Ok(DedupeAnswer {
        pairs: pair_rows(&linkage, &ids, least),
        clusters: cluster_rows(&linkage, &ids),
        candidates: linkage.candidates,
        split_blocks: linkage.split_blocks,
        notes: linkage.notes().to_vec(),
        model: options.save_model.then(|| SavedModel::new(linkage.settings(), &linkage.model, innovations).to_json()).transpose()?,
        evaluation: labels.as_ref().map(|labels| linkage.evaluate(labels, &ids)).transpose()?,
        blocking: options
            .analyze_blocking
            .then(|| linkage.analyze_blocking(labels.as_ref(), &ids, BlockingAnalysis::MOST_PAIRS))
            .transpose()?,
        review: options.to_review.map(|size| review_rows(&linkage, &ids, size)).transpose()?,
        cluster_quality: options.cluster_quality.then(|| cluster_quality_rows(&linkage, &ids)),
        explanations: (!options.explain.is_empty()).then(|| explanations(&linkage, &ids, options)).transpose()?,
    })
}

/// The linkage, the ids under which its records are shown, and whether they are innovations.
fn linked(records: &str, options: &DedupeOptions, measures: Measures) -> Result<(Linkage, Vec<String>, bool), Error> {
    let given = options.settings.as_deref().map(parse_settings).transpose()?;
    let saved = options.model.as_deref().map(SavedModel::from_json).transpose()?;
    let innovations = saved.as_ref().map_or(given.is_none(), |saved| saved.innovations);
    let settings = match &saved {
        Some(saved) => saved.settings_for(given)?,
        None => given.unwrap_or_else(preset::settings),
    };
    let settings = match options.threshold {
        Some(threshold) => settings.with_threshold(threshold),
        None => settings,
    };
    let mut known = Known { model: saved.map(|saved| saved.model), labels: options.labels.clone(), measures, ..Known::default() };
    let batch = (!options.batch.is_empty()).then(|| options.batch.iter().cloned().collect::<serde_json::Value>().to_string());
    let id = options.id.as_deref();
    if !innovations {
        let mut linkage = link_rows_with(&[json_table(records)?], id, settings, &known, &silent)?;
        if let Some(batch) = batch {
            linkage = extend_rows(&linkage, &json_table(&batch)?, id, &silent)?;
        }
        let ids = linkage.ids().to_vec();
        return Ok((linkage, ids, false));
    }
    let dataset = collect(vec![read_json(records, &options.source)?]);
    let mut ids = shown_ids(&dataset.records, id)?;
    known.ids = Some(ids.clone());
    let mut linkage = link_records_with(&dataset.records.iter().collect::<Vec<&Record>>(), Some(settings), &known, &silent)?;
    if let Some(batch) = batch {
        let more = collect(vec![read_json(&batch, &options.source)?]);
        ids.extend(shown_ids(&more.records, id)?);
        linkage = extend_records(&linkage, &more.records.iter().collect::<Vec<&Record>>(), &silent)?;
    }
    Ok((linkage, ids, true))
}

fn explanations(linkage: &Linkage, ids: &[String], options: &DedupeOptions) -> Result<Vec<Explanation>, Error> {
    let explained = |(left, right): &(String, String)| Ok(explained(linkage, ids, (left, right), options.lang)?);
    options.explain.iter().map(explained).collect()
}

fn review_rows(linkage: &Linkage, ids: &[String], size: usize) -> Result<Vec<ReviewRow>, Error> {
    let id = |record: usize| ids.get(record).cloned().unwrap_or_default();
    let row = |pair: &crate::dedup::Pair| ReviewRow {
        left: id(pair.left),
        right: id(pair.right),
        probability: pair.probability,
        left_values: linkage.shown_values(pair.left),
        right_values: linkage.shown_values(pair.right),
    };
    Ok(linkage.to_review(size, SEED, ids)?.iter().map(row).collect())
}
