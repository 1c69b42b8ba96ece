//! How far may EM stray from what duplicates look like?
//!
//! Expectation-maximisation always explains the most similar pairs as matches, also in a table without any duplicate: then it finds
//! other goods of one maker, other papers of one author, or records that share a year and a place. Nothing in the likelihood forbids that.
//! What tells the two apart is how the answer bears an assumption: that matches agree, each better level being three times as likely
//! as the next. Where there are duplicates, it hardly matters how much weight this assumption has. Where there are none, what was
//! found melts away as the weight grows. So EM runs with growing weights, and the first answer that stands is taken.

use super::learn;
use super::model::{Compared, LinkModel};
use super::threads::in_ranges;

/// Weights of the assumption against what is found: 1 counts it as much as all matches found. The last is the judge.
const ANCHORS: [f64; 5] = [0.0, 0.3, 1.0, 3.0, 8.0];
/// An answer stands if the next weight takes no more than this share of its matches. Measured (docs/benchmarks.md): 0 to 7 of a hundred
/// at the weight that is best where there are duplicates; mostly 35 and more where there are none.
const LOST: f64 = 0.1;
/// And if it finds at most this many times as many matches as the judge. Measured: 1.0 to 2.3 times at the weight that is best where there
/// are duplicates; where there are none, records that share a place and a year bear the lighter weights unchanged and fall to none under the judge.
const MOST: f64 = 3.0;

/// Labels decide for another answer if it makes them so many bits more likely altogether: a hundred times, "decisive" (Jeffreys 1961).
const DECISIVE: f64 = 6.64;

/// The model learned with the least weight on the assumption that stands. With labels another one, if they speak decisively for it; not
/// where records `compete` for partners, because their own values do not decide alone there.
pub(super) fn restrained(compared: &Compared, compete: bool, learn: impl Fn(f64) -> LinkModel + Sync + Send) -> LinkModel {
    let several = |anchors: &[f64]| -> Vec<LinkModel> {
        let run = |range: std::ops::Range<usize>, (): &mut ()| -> Vec<LinkModel> {
            anchors.get(range).unwrap_or_default().iter().map(|anchor| learn(*anchor)).collect()
        };
        in_ranges(anchors.len(), 1, || (), run).into_iter().flatten().collect()
    };
    let matches = |models: &[LinkModel]| -> Vec<f64> { models.iter().map(|model| model.match_share * compared.pairs() as f64).collect() };
    let [first, second, between @ .., judge] = ANCHORS;
    // mostly the first answer stands: the weights between are tried only if it does not
    let mut models = several(&[first, second, judge]);
    let ask = !compete && !compared.told.is_empty();
    if ask || choice(&matches(&models)) != 0 {
        let judge = models.pop();
        models.extend(several(&between));
        models.extend(judge);
    }
    let mut at = choice(&matches(&models));
    if ask {
        let surprise: Vec<f64> = models.iter().filter_map(|model| learn::surprise(model, compared)).collect();
        let best = surprise.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
        if let (Some((better, least)), Some(own)) = (best, surprise.get(at))
            && own - least > DECISIVE
        {
            at = better;
        }
    }
    // INVARIANT: the choice is one of the models
    models.into_iter().nth(at).unwrap_or_else(|| learn(0.0))
}

/// Which of the answers with these numbers of matches, in the order of their weights, is taken. If none stands, the last but one, unless
/// the judge sees next to nothing there.
fn choice(matches: &[f64]) -> usize {
    let judge = matches.last().copied().unwrap_or(0.0);
    let plausible = |found: f64| found <= judge * MOST + 1.0;
    let stands = |pair: &[f64]| matches!(pair, [found, next] if *next >= *found * (1.0 - LOST) - 1.0 && plausible(*found));
    let last = matches.len().saturating_sub(1);
    matches.windows(2).position(stands).unwrap_or_else(|| {
        let before = last.saturating_sub(1);
        if matches.get(before).is_some_and(|found| plausible(*found)) { before } else { last }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_melts_away_is_not_taken() {
        assert_eq!(choice(&[2095.0, 2001.0, 1897.0, 1789.0, 1707.0]), 0, "duplicates bear any weight");
        assert_eq!(choice(&[6143.0, 3562.0, 3303.0, 3090.0, 2971.0]), 1, "some weight tells them from near misses");
        assert_eq!(choice(&[5300.0, 5300.0, 5304.0, 0.0, 0.0]), 3, "stable, but nothing that the judge would see");
        assert_eq!(choice(&[500.0, 201.0, 367.0, 60.0, 16.0]), 4, "nothing stands");
        assert_eq!(choice(&[]), 0);
        // two tables whose records have one partner each: with something in common, and halves of one list
        assert_eq!(choice(&[856.2, 804.8, 690.9, 505.8, 313.5]), 0);
        assert_eq!(choice(&[462.8, 0.04, 0.04, 0.04, 0.04]), 1);
        // whether the first stands is known from the first two and the judge
        assert_eq!(choice(&[856.2, 804.8, 313.5]), 0);
        assert_ne!(choice(&[462.8, 0.04, 0.04]), 0);
    }
}
