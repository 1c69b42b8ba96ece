//! What labels teach beyond EM: how far each comparison may be believed.
//!
//! EM takes the comparisons to be independent and the regularity it found to be identity. Labels say better. The weights of the model
//! stay, and logistic regression finds by how much each comparison and the prior have to count so that the labelled pairs become likely,
//! held near the model by a penalty (ridge; Hoerl and Kennard 1970), so that few labels move little. It asks what a label says given the
//! pair, so labels need not be a random sample: doubtful pairs may be chosen for them.

use serde::{Deserialize, Serialize};

use super::model::{Compared, LinkModel, probability};

/// What labels added to a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LabelWeights {
    /// How many pairs were labelled.
    pub labels: usize,
    /// Bits added to the weight before anything is compared.
    pub bias: f64,
    /// By how much the weight of each comparison is multiplied, in their order.
    pub scale: Vec<f64>,
}

/// Standard deviation by which the factor of a comparison is expected to differ from 1.
const SPREAD: f64 = 0.5;
/// The same for the bits added to the prior.
const BIAS_SPREAD: f64 = 4.0;
/// Where records compete for partners, labels move the model so many times less: what competition adds changes with it, which is not foreseen.
const HELD: f64 = 3.0;
/// Rounds of coordinate-wise Newton steps; the function is convex.
const ROUNDS: usize = 200;
/// Smallest and largest factor of a comparison.
const FACTORS: (f64, f64) = (0.0, 3.0);
/// Most bits that come from elsewhere than the values.
const BESIDE: f64 = 20.0;
/// Labels of each sort from which they decide between models.
const ENOUGH: usize = 3;

/// A labelled pair as the model sees it: the bits that stay, those of each comparison, and the answer.
struct Example {
    fixed: f64,
    bits: Vec<f64>,
    same: bool,
}

/// `beside` holds for each pair the bits that come from elsewhere than its values; empty if there are none.
fn examples(model: &LinkModel, compared: &Compared, beside: &[f64]) -> Vec<Example> {
    let example = |(at, same): &(u32, bool)| {
        let pattern = compared.pattern_of.get(*at as usize).and_then(|pattern| compared.patterns.get(*pattern as usize))?;
        let (prior, bits) = model.parts(*pattern);
        let rarity = compared.rarity.get(*at as usize).copied().map_or(0.0, f64::from);
        let beside = beside.get(*at as usize).copied().unwrap_or(0.0).clamp(-BESIDE, BESIDE);
        Some(Example { fixed: prior + rarity + beside, bits, same: *same })
    };
    compared.told.iter().filter_map(example).collect()
}

/// Surprise of the labels under the model, in bits; `None` if there are too few of either sort to decide anything.
pub(super) fn surprise(model: &LinkModel, compared: &Compared) -> Option<f64> {
    let examples = examples(model, compared, &[]);
    let same = examples.iter().filter(|example| example.same).count();
    if same < ENOUGH || examples.len() - same < ENOUGH {
        return None;
    }
    let of = |example: &Example| {
        let p = probability(example.fixed + example.bits.iter().sum::<f64>());
        -(if example.same { p } else { 1.0 - p }).max(1e-9).log2()
    };
    Some(examples.iter().map(of).sum::<f64>())
}

/// Fits the factors. Where pairs compete for partners, `beside` says how many bits competition gave or took, so that it is not learned twice.
pub(super) fn fit(model: &LinkModel, compared: &Compared, beside: &[f64]) -> Option<LabelWeights> {
    let examples = examples(model, compared, beside);
    if examples.is_empty() {
        return None;
    }
    let comparisons = model.comparisons.len();
    let held = if beside.is_empty() { 1.0 } else { HELD };
    let mut fitted = LabelWeights { labels: examples.len(), bias: 0.0, scale: vec![1.0; comparisons] };
    let mut weights: Vec<f64> = examples.iter().map(|example| example.fixed + example.bits.iter().sum::<f64>()).collect();
    let ln2 = std::f64::consts::LN_2;
    for _ in 0..ROUNDS {
        let mut moved: f64 = 0.0;
        for at in 0..=comparisons {
            let feature = |example: &Example| if at == comparisons { 1.0 } else { example.bits.get(at).copied().unwrap_or(0.0) };
            let (now, expected, spread) = match fitted.scale.get(at) {
                Some(scale) => (*scale, 1.0, SPREAD / held),
                None => (fitted.bias, 0.0, BIAS_SPREAD / held),
            };
            let (mut slope, mut curve) = ((now - expected) / (spread * spread), 1.0 / (spread * spread));
            for (example, weight) in examples.iter().zip(&weights) {
                let (x, p) = (feature(example) * ln2, probability(*weight));
                slope += (p - f64::from(u8::from(example.same))) * x;
                curve += p * (1.0 - p) * x * x;
            }
            // the curvature may grow along the step: a tenth more keeps the steps from overshooting
            let step = -slope / (curve * 1.1);
            let new =
                if at == comparisons { now + step.clamp(-2.0, 2.0) } else { (now + step.clamp(-0.5, 0.5)).clamp(FACTORS.0, FACTORS.1) };
            for (example, weight) in examples.iter().zip(&mut weights) {
                *weight += (new - now) * feature(example);
            }
            moved = moved.max((new - now).abs());
            match fitted.scale.get_mut(at) {
                Some(scale) => *scale = new,
                None => fitted.bias = new,
            }
        }
        if moved < 1e-9 {
            break;
        }
    }
    Some(fitted)
}
