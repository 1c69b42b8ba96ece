//! How long do innovations run? The curve of Kaplan and Meier over whole years.

use serde::{Deserialize, Serialize};

use super::{Update, group};
use crate::model::{Innovation, PartialDate};

/// A step of the survival curve (Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53, 1958).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurvivalStep {
    /// Years since it began to run.
    pub years: i32,
    /// Innovations that were known to run until then.
    pub at_risk: usize,
    /// Of them, those that stopped in that year.
    pub stopped: usize,
    /// Share that still runs afterwards.
    pub survival: f64,
}

/// Years that an innovation is known to have run, and whether it then stopped.
pub(super) fn life(innovation: &Innovation, last: Option<&Update>, proof: Option<&(String, String)>) -> Option<(i32, bool)> {
    let start = innovation.implementation_date.map(PartialDate::year).or(innovation.year)?;
    let year = |text: &str| text.get(..4).and_then(|year| year.parse::<i32>().ok());
    let stopped = last.filter(|update| group(&update.status) == "berhenti");
    let end = match stopped {
        Some(update) => update.stopped_on.as_deref().and_then(year).or_else(|| year(&update.at))?,
        None => year(&proof?.0)?,
    };
    Some(((end - start).max(0), stopped.is_some()))
}

/// Of every year the share of innovations that run longer.
pub(super) fn survival(lives: &[(i32, bool)]) -> Vec<SurvivalStep> {
    let mut share = 1.0;
    let last = lives.iter().map(|(years, _)| *years).max().unwrap_or(-1);
    let mut steps = Vec::new();
    for years in 0..=last.min(100) {
        let at_risk = lives.iter().filter(|(lived, _)| *lived >= years).count();
        let stopped = lives.iter().filter(|(lived, stopped)| *lived == years && *stopped).count();
        if at_risk > 0 {
            share *= 1.0 - stopped as f64 / at_risk as f64;
        }
        steps.push(SurvivalStep { years, at_risk, stopped, survival: (share * 1e6).round() / 1e6 });
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_counts_what_is_known() {
        // five innovations: one stops after a year, one is last seen then, one stops after three, two run on
        let steps = survival(&[(1, true), (1, false), (3, true), (4, false), (5, false)]);
        let shown: Vec<(i32, usize, usize)> = steps.iter().map(|step| (step.years, step.at_risk, step.stopped)).collect();
        assert_eq!(shown, [(0, 5, 0), (1, 5, 1), (2, 3, 0), (3, 3, 1), (4, 2, 0), (5, 1, 0)]);
        // 4/5, then 4/5 × 2/3
        assert!((steps[1].survival - 0.8).abs() < 1e-9 && (steps[5].survival - 0.533_333).abs() < 1e-6);
        assert!(survival(&[]).is_empty());
    }
}
