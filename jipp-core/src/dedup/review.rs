//! Which pairs should a person look at, so that the answers teach most?

use super::link::{Linkage, Pair};
use super::model::probability;
use crate::error::SettingsError;
use crate::hash::next;

/// Of the pairs this part is drawn at random over all weights: what the model is sure of, and wrong about, shows only there.
const EXPLORED: f64 = 0.2;
/// So many of the most doubtful pairs for each wanted one are looked at.
const POOL: usize = 20;

impl Linkage {
    /// The `size` most telling pairs: doubtful ones (uncertainty sampling; Lewis and Gale 1994) that differ from each other in what agrees
    /// and share no records, and a fifth drawn at random over all weights. Pairs that are labelled are left out. The same seed gives the same
    /// pairs, whatever the order of the rows. `ids` are those under which the records are shown.
    pub fn to_review(&self, size: usize, seed: u64, ids: &[String]) -> Result<Vec<Pair>, SettingsError> {
        let every = self.every_pair()?;
        let id = |at: usize| ids.get(at).map_or("", String::as_str);
        // which record stands left depends on the order of the rows; the ids do not
        let name = |pair: &Pair| (id(pair.left).min(id(pair.right)).to_owned(), id(pair.left).max(id(pair.right)).to_owned());
        let told: std::collections::HashSet<(usize, usize)> = self.labels.iter().map(|label| (label.left, label.right)).collect();
        let mut open: Vec<(f64, &Pair)> = every
            .iter()
            .filter(|pair| !told.contains(&(pair.left, pair.right)) && !self.kept_apart(pair.left, pair.right))
            .map(|pair| (doubt(pair.probability).max(doubt(probability(pair.weight))), pair))
            .collect();
        open.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| name(a.1).cmp(&name(b.1))));
        let explored = ((size as f64 * EXPLORED).round() as usize).min(open.len());
        let doubtful = size.saturating_sub(explored);
        let mut pool: Vec<(f64, &Pair)> = open.iter().take(doubtful * POOL).copied().collect();
        let mut chosen: Vec<Pair> = Vec::new();
        while chosen.len() < doubtful {
            let best = pool.iter().enumerate().max_by(|a, b| a.1.0.total_cmp(&b.1.0).then(b.0.cmp(&a.0))).map(|(at, _)| at);
            let Some((_, pair)) = best.map(|at| pool.swap_remove(at)) else { break };
            for (worth, other) in &mut pool {
                *worth *= 1.0 - 0.5 * likeness(pair, other);
            }
            chosen.push(pair.clone());
        }
        // at random over the order of weights: one from each of as many parts
        let mut rest: Vec<&Pair> = open.iter().map(|(_, pair)| *pair).collect();
        rest.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| name(a).cmp(&name(b))));
        let mut state = seed;
        for part in 0..explored {
            let (from, to) = (rest.len() * part / explored, rest.len() * (part + 1) / explored);
            if let Some(pair) = rest.get(from + (next(&mut state) % (to - from).max(1) as u64) as usize)
                && !chosen.iter().any(|known| (known.left, known.right) == (pair.left, pair.right))
            {
                chosen.push((*pair).clone());
            }
        }
        Ok(chosen)
    }
}

/// Entropy of a probability, in bits.
fn doubt(p: f64) -> f64 {
    let part = |p: f64| if p > 0.0 { -p * p.log2() } else { 0.0 };
    part(p) + part(1.0 - p)
}

/// How much two pairs would teach the same: the share of comparisons with the same level; all of it if they share a record.
fn likeness(a: &Pair, b: &Pair) -> f64 {
    if [a.left, a.right].iter().any(|record| *record == b.left || *record == b.right) {
        return 1.0;
    }
    let same = a.pattern.iter().zip(&b.pattern).filter(|(x, y)| x == y).count();
    same as f64 / a.pattern.len().max(1) as f64
}
