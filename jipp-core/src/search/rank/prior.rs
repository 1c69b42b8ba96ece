//! What is known about an innovation whatever is asked.

use crate::search::settings::Priors;
use crate::search::words::Facts;

/// What a document gains, as a share of the best score.
pub(super) fn of(facts: Facts, priors: &Priors, newest: u16) -> f32 {
    let award = if facts.award > 0 { priors.award } else { 0.0 };
    let running = if facts.running { priors.running } else { 0.0 };
    let replicated = if facts.replicated > 0 { priors.replicated } else { 0.0 };
    let recency = if facts.year == 0 {
        0.0
    } else {
        priors.recency * 0.5f32.powf(f32::from(newest.saturating_sub(facts.year)) / priors.half_life.max(0.1))
    };
    (award + running + replicated + recency).min(priors.most)
}
