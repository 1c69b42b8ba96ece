//! The weights of the compared pairs.

use super::super::competition::Competition;
use super::super::model::{Compared, LinkModel, pair_weight};

/// The weight of every pair by its own values.
pub(in super::super) fn own_weights(model: &LinkModel, compared: &Compared) -> Vec<f64> {
    let weights = model.pattern_weights(&compared.patterns);
    (0..compared.pattern_of.len()).map(|at| pair_weight(&weights, compared, at)).collect()
}

/// The weight of every pair in bits; where records have one partner at most, after their candidates have competed. `settled` says whether
/// what a person said is binding.
pub(in super::super) fn score(
    model: &mut LinkModel,
    compared: &Compared,
    competition: Option<&Competition<'_>>,
    settled: bool,
) -> Vec<f64> {
    let settle = |weights: &mut [f64]| {
        if settled {
            compared.settle(weights);
        }
    };
    let mut weights = own_weights(model, compared);
    settle(&mut weights);
    let Some(competition) = competition else { return weights };
    let mut chances: Vec<f64> = vec![0.0; weights.len()];
    competition.probabilities(|at| weights.get(at).copied().unwrap_or(0.0), &mut chances, SETTLED);
    let standing = model.standing.take().unwrap_or_else(|| competition.standing_weights(&weights, &chances));
    let standings = competition.standings(&weights);
    for (weight, own) in weights.iter_mut().zip(standings) {
        *weight += standing.bits(*weight, own);
    }
    settle(&mut weights);
    model.standing = Some(standing);
    competition.probabilities(|at| weights.get(at).copied().unwrap_or(0.0), &mut chances, SETTLED);
    weights = chances.iter().map(|p| (p.max(1e-12) / (1.0 - p).max(1e-12)).log2()).collect();
    settle(&mut weights);
    weights
}

/// Rounds after which competing probabilities no longer move.
const SETTLED: usize = 30;
