//! Thresholds, and whether probabilities mean what they say.

use serde::{Deserialize, Serialize};

use super::interval::f1;

/// What a threshold would give.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct CurvePoint {
    /// Pairs of at least this probability count as the same.
    pub threshold: f64,
    /// Labelled pairs found.
    pub found: u64,
    /// Labelled pairs found by mistake.
    pub wrong: u64,
    /// Share of the found pairs that are right.
    pub precision: f64,
    /// Share of the true pairs that are found.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

/// Pairs whose probability lies in one range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ReliabilityBin {
    /// Lower end of the range.
    pub from: f64,
    /// Upper end of the range.
    pub to: f64,
    /// Labelled pairs in it.
    pub pairs: u64,
    /// Their mean probability.
    pub probability: f64,
    /// The share of them that is the same.
    pub observed: f64,
}

/// Points of a curve at most.
const POINTS: usize = 100;
/// Ranges of probabilities.
const BINS: usize = 10;

/// The curve over all thresholds at which something changes, thinned to equal steps of the number of pairs, the best F1 among them; the
/// highest threshold first. `scored` is sorted, the most probable first; `positives` are all true pairs, compared or not.
pub(super) fn curve(scored: &[(f64, bool)], positives: u64) -> Vec<CurvePoint> {
    let mut points: Vec<CurvePoint> = Vec::new();
    let (mut found, mut wrong) = (0u64, 0u64);
    for same in scored.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        for (_, label) in same {
            *(if *label { &mut found } else { &mut wrong }) += 1;
        }
        let threshold = same.first().map_or(0.0, |(p, _)| *p);
        let precision = found as f64 / (found + wrong).max(1) as f64;
        let recall = if positives > 0 { found as f64 / positives as f64 } else { 1.0 };
        points.push(CurvePoint { threshold, found, wrong, precision, recall, f1: f1(precision, recall) });
    }
    let best = points.iter().enumerate().max_by(|a, b| a.1.f1.total_cmp(&b.1.f1).then(b.0.cmp(&a.0))).map(|(at, _)| at);
    // beyond twice as many wrong pairs as there are true ones nobody wants to go
    let far = 2 * positives.max(50);
    let last = points.iter().take_while(|point| point.wrong <= far).count().max(1);
    let step = last.div_ceil(POINTS).max(1);
    let kept = points.iter().take(last).enumerate().filter(|(at, _)| at % step == 0 || *at + 1 == last || Some(*at) == best);
    kept.map(|(_, point)| *point).collect()
}

/// Pairs by their probability, in ranges of a tenth; empty ones are left out.
pub(super) fn reliability(scored: &[(f64, bool)]) -> Vec<ReliabilityBin> {
    let mut sums = [(0u64, 0.0f64, 0u64); BINS];
    for (p, same) in scored {
        let at = ((p * BINS as f64) as usize).min(BINS - 1);
        if let Some((pairs, probability, true_ones)) = sums.get_mut(at) {
            *pairs += 1;
            *probability += p;
            *true_ones += u64::from(*same);
        }
    }
    let bins = sums.iter().enumerate().filter(|(_, (pairs, ..))| *pairs > 0);
    bins.map(|(at, (pairs, probability, same))| ReliabilityBin {
        from: at as f64 / BINS as f64,
        to: (at + 1) as f64 / BINS as f64,
        pairs: *pairs,
        probability: probability / *pairs as f64,
        observed: *same as f64 / *pairs as f64,
    })
    .collect()
}

/// Expected calibration error: how far probability and observed share lie apart, on average over the pairs (Naeini, Cooper, Hauskrecht 2015).
pub(super) fn calibration_error(bins: &[ReliabilityBin]) -> f64 {
    let pairs: u64 = bins.iter().map(|bin| bin.pairs).sum();
    bins.iter().map(|bin| bin.pairs as f64 * (bin.probability - bin.observed).abs()).sum::<f64>() / pairs.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curve_and_reliability_by_hand() {
        let scored = [(0.95, true), (0.9, true), (0.9, false), (0.45, true), (0.05, false)];
        let points = curve(&scored, 4);
        let seen: Vec<(f64, u64, u64)> = points.iter().map(|p| (p.threshold, p.found, p.wrong)).collect();
        assert_eq!(seen, [(0.95, 1, 0), (0.9, 2, 1), (0.45, 3, 1), (0.05, 3, 2)]);
        assert!((points[2].f1 - 0.75).abs() < 1e-12, "{points:?}");
        let bins = reliability(&scored);
        assert_eq!(bins.iter().map(|b| b.pairs).collect::<Vec<_>>(), [1, 1, 3]);
        // 0.05 against 0, 0.45 against 1, 0.9167 against 2/3
        assert!((calibration_error(&bins) - (0.05 + 0.55 + 3.0 * 0.25) / 5.0).abs() < 1e-9, "{bins:?}");
    }
}
