//! How the weights are learned: expectation-maximisation.

use super::super::anchor;
use super::super::compare::Pattern;
use super::super::competition::Competition;
use super::super::settings::{Level, LinkSettings};
use super::compared::{Compared, pair_weight};
use super::{ComparisonWeights, LinkModel, probability};

/// No level is impossible: probabilities stay above this.
const FLOOR: f64 = 1e-5;
/// Pseudo-count of each level where the settings give no expectation.
const SMOOTHING: f64 = 0.05;
/// Share of the matches whose values in a column have nothing to do with each other, at least: a wrong cell, another edition. It bounds
/// what one column can say against a match.
const ODD: f64 = 0.05;
/// Where EM starts with near misses.
const NEAR_SHARE: f64 = 0.4;
/// Near misses are told apart where that keeps this share of the matches of the plain model: what it takes away are then doubtful pairs, such as
/// other shops in one house. Where it takes away more, it may take matches with many errors for near misses. Measured (docs/benchmarks.md): 0.95 to
/// 1.02 on tables that become better by it, 0.89 on one of persons that loses six of a hundred matches, 0.59 on one of innovations.
const FEW_LOST: f64 = 0.93;
/// Where EM runs, they are told apart where the plain model finds more matches than this for each record, counting each pair once, and
const MANY_EACH: f64 = 3.0;
/// so many times as many as the model that knows them: it took another regularity of the table, such as one agency or one author, for being
/// the same.
const MANY_MORE: f64 = 1.3;
/// Fewer distinct patterns cannot carry a third kind of pair.
const FEW_PATTERNS: usize = 30;
/// Rounds before the chance agreement of the candidates themselves is learned.
const WARM_UP: usize = 4;
/// How far the chance agreement of random pairs is held against what candidates that are no match seem to agree on, from nothing to
/// nine tenths. Nothing is right where near misses surround the matches; but where little else than matches is among the candidates, or two
/// kinds of records share a table, EM takes matches for what agrees by chance.
pub(in super::super) const HELD: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 0.9];
/// An answer is better if it is worth more by this share.
const BETTER: f64 = 0.005;
/// So many answers in a row that are no better end the search.
const NO_BETTER: usize = 2;

/// What EM learns from, whatever it starts with.
struct Material<'a> {
    settings: &'a LinkSettings,
    compared: &'a Compared,
    competition: Option<&'a Competition<'a>>,
    /// Counts that stand for the expectations of the settings: for each comparison those of matches and of pairs that are none.
    priors: Vec<(Vec<f64>, Vec<f64>)>,
    /// How often each level of each comparison occurs in random pairs.
    chance: Vec<Vec<f64>>,
}

impl LinkModel {
    /// Learns weights by expectation-maximisation (Winkler 1988) over the counts of distinct patterns, so that the cost of a round
    /// hardly depends on the number of pairs. Starts from random pairs; candidates are no random pairs (blocking selects those
    /// that agree), so after some rounds the chance agreement is learned from the candidates too. Where records compete for
    /// partners, the expectation of a pair takes its competitors into account.
    ///
    /// Pairs that `cannot_link` rules out are known to be no matches, as labelled pairs are (semi-supervised EM: Nigam and others 2000;
    /// Winkler 2002). They show how often names and texts agree by chance in this table, which keeps EM in large tables from taking another
    /// regularity, such as one place, for being the same.
    ///
    /// The chance agreement of random pairs is held as far as each of `held` says, one after the other, as long as that brings better
    /// answers: `worth` says how good one is (see [`Gain`](super::super::gain::Gain)). The best comes with how far it was held.
    pub(in super::super) fn train(
        records: usize,
        random: &[(Pattern, u64)],
        settings: &LinkSettings,
        compared: &Compared,
        competition: Option<&Competition<'_>>,
        held: &[f64],
        worth: impl Fn(&Self) -> f64,
    ) -> (f64, Self) {
        let (start, priors, expected) = Self::start(random, settings, compared);
        let chance = start.comparisons.iter().map(|weights| weights.u.clone()).collect();
        let material = Material { settings, compared, competition, priors, chance };
        // expectations given with the levels already say which regularity is meant
        let all_given = settings.comparison.iter().all(|c| c.levels.iter().all(|level| level.m.is_some()));
        let learn = |anchor: f64, held: f64, near_misses: Option<bool>| {
            let fit = |start: Self| start.fit(&material, anchor, held);
            let plain = fit(start.clone());
            let each = plain.match_share * compared.pairs() as f64 / records.max(1) as f64;
            // records with one partner at most compete for it, which tells near misses apart already
            let wanted = near_misses.unwrap_or(competition.is_none() && each > MANY_EACH);
            if !wanted || all_given || compared.patterns.len() < FEW_PATTERNS {
                return plain;
            }
            // from both starts, the likelier: EM finds the nearest optimum, not the best
            let starts = [start.clone(), plain.clone()];
            let [first, second] = starts.map(|start| fit(start.with_near_misses(compared)));
            let told_apart = if second.likelihood(compared) > first.likelihood(compared) { second } else { first };
            let sharper = near_misses == Some(true) || plain.match_share > told_apart.match_share * MANY_MORE;
            if sharper && told_apart.near_misses_differ() { told_apart } else { plain }
        };
        // expectations given with the levels say what is meant: they restrain EM already
        if expected > 0.0 || all_given {
            return (0.0, learn(0.0, 0.0, settings.training.near_misses));
        }
        let told = settings.training.near_misses;
        let answer =
            |held: f64, near: Option<bool>| anchor::restrained(compared, competition.is_some(), |anchor| learn(anchor, held, near));
        // where nobody says so, near misses are told apart if few matches are lost by it; records that compete for a partner do so anyway
        let sharpest = |(held, plain): (f64, Self)| {
            let told_apart = (told.is_none() && competition.is_none()).then(|| answer(held, Some(true)));
            (held, told_apart.filter(|other| other.match_share >= FEW_LOST * plain.match_share).unwrap_or(plain))
        };
        let [first, more @ ..] = held else { return sharpest((0.0, answer(0.0, told))) };
        let mut best = (*first, answer(*first, told));
        let mut most = if more.is_empty() { 0.0 } else { worth(&best.1) };
        let mut no_better = 0;
        for held in more {
            let model = answer(*held, told);
            let worth = worth(&model);
            if worth > most + BETTER * most.abs() {
                (best, most, no_better) = ((*held, model), worth, 0);
            } else {
                no_better += 1;
            }
            if no_better == NO_BETTER {
                break;
            }
        }
        sharpest(best)
    }

    /// Where EM starts: by rank or as expected, and by random pairs; the counts that stand for the expectations; their weight in pairs.
    fn start(random: &[(Pattern, u64)], settings: &LinkSettings, compared: &Compared) -> (Self, Vec<(Vec<f64>, Vec<f64>)>, f64) {
        let training = &settings.training;
        let expected = training.expected(compared.pairs() as f64);
        let mut comparisons: Vec<ComparisonWeights> = Vec::new();
        let mut priors: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
        for (at, comparison) in settings.comparison.iter().enumerate() {
            let levels = comparison.levels.len() + 1;
            let mut by_chance = vec![0.5; levels];
            for (pattern, count) in random {
                add(&mut by_chance, pattern.level(at), *count as f64);
            }
            let (m, m_given) = expectation(&comparison.levels, |l| l.m, by_rank(levels));
            let (u, u_given) = expectation(&comparison.levels, |l| l.u, by_chance);
            let strength = |is_given| if is_given { expected } else { 0.0 };
            let prior = |p: &[f64], weight: f64| p.iter().map(|p| p * weight + SMOOTHING).collect::<Vec<f64>>();
            priors.push((prior(&m, strength(m_given)), prior(&u, strength(u_given))));
            let beside = comparison.beside.as_ref().and_then(|name| settings.comparison.iter().take(at).position(|c| c.label() == name));
            let name = comparison.label().to_owned();
            comparisons.push(ComparisonWeights {
                name,
                m,
                u,
                near: Vec::new(),
                max_weight: comparison.max_weight,
                min_weight: comparison.min_weight,
                beside,
            });
        }
        (
            Self { comparisons, match_share: training.prior_match, near_share: 0.0, iterations: 0, standing: None, labels: None },
            priors,
            expected,
        )
    }

    /// The same start with near misses, which look like the candidates on the whole.
    fn with_near_misses(mut self, compared: &Compared) -> Self {
        for (at, weights) in self.comparisons.iter_mut().enumerate() {
            let mut near = vec![0.5; weights.u.len()];
            for (pattern, count) in compared.patterns.iter().zip(&compared.counts) {
                add(&mut near, pattern.level(at), *count as f64);
            }
            weights.near = normal(near);
        }
        // of what is no match: the three shares must add up to 1 whatever share of matches this starts from
        self.near_share = NEAR_SHARE * (1.0 - self.match_share);
        self
    }

    /// Runs EM. `anchor` says how much the expectation by the order of the levels counts against what is found, see [`anchor`]; `held` how
    /// far the chance agreement of random pairs is held, see [`HELD`].
    fn fit(mut self, material: &Material<'_>, anchor: f64, held: f64) -> Self {
        let Material { settings, compared, competition, priors, chance } = material;
        // bounds are for the answer: under one EM would take more pairs for matches, and learn from them that disagreement says little
        self.bound_below(settings, false);
        let training = &settings.training;
        let anchors: Vec<Vec<f64>> = priors.iter().map(|(m, _)| normal(by_rank(m.len()))).collect();
        let pairs = compared.pairs() as f64;
        let mut chances = vec![0f64; if competition.is_some() { compared.pattern_of.len() } else { 0 }];
        for round in 1..=training.max_iterations {
            self.iterations = round;
            let matched = self.expect(compared, *competition, &mut chances);
            let mut sums: Vec<(Vec<f64>, Vec<f64>, Vec<f64>)> =
                priors.iter().map(|(m, u)| (m.clone(), u.clone(), vec![SMOOTHING; u.len()])).collect();
            let mut near_sum = 0.0;
            let bits = self.bits();
            for (at, ((pattern, count), p)) in compared.patterns.iter().zip(&compared.counts).zip(&matched).enumerate() {
                // a labelled pair counts as several
                let (same, different) = compared.told_of(at);
                let more = training.label_weight - 1.0;
                let rest = (*count as f64 - p).max(0.0) + more * different;
                let p = p + more * same;
                let near = rest * bits.nearness(*pattern);
                near_sum += near;
                for (at, (m, u, n)) in sums.iter_mut().enumerate() {
                    let level = pattern.level(at);
                    add(m, level, p);
                    add(u, level, rest - near);
                    add(n, level, near);
                }
            }
            for ((m, _, _), expected) in sums.iter_mut().zip(&anchors) {
                let sum = m.iter().sum::<f64>() * anchor;
                for (m, share) in m.iter_mut().zip(expected) {
                    *m += sum * share;
                }
            }
            let mut change: f64 = 0.0;
            for ((weights, (m, u, near)), chance) in self.comparisons.iter_mut().zip(sums).zip(chance) {
                let u = if round > WARM_UP { mixed(normal(u), chance, held) } else { weights.u.clone() };
                let mut m = normal(m);
                let mut rest = u.clone();
                if !weights.near.is_empty() {
                    weights.near = normal(near);
                    let share = self.near_share / (1.0 - self.match_share).max(1e-9);
                    rest = weights.near.iter().zip(&u).map(|(near, far)| share * near + (1.0 - share) * far).collect();
                }
                order_weights(&mut m, &rest);
                for (m, u) in m.iter_mut().zip(&rest) {
                    *m = (1.0 - ODD) * *m + ODD * u;
                }
                change = change.max(replace(&mut weights.m, m)).max(replace(&mut weights.u, u));
            }
            let sum: f64 = matched.iter().sum();
            let expected = training.expected(pairs);
            self.match_share = ((sum + expected * training.prior_match) / (pairs + expected).max(1.0)).clamp(1e-6, 0.95);
            if self.near_share > 0.0 {
                self.near_share = (near_sum / pairs.max(1.0)).clamp(1e-6, 1.0 - 1e-6 - self.match_share);
            }
            if change < training.convergence && round > WARM_UP {
                break;
            }
        }
        self.bound_below(settings, true);
        self
    }

    /// Bounds what comparisons may say against a match, as the settings want it, or not at all.
    fn bound_below(&mut self, settings: &LinkSettings, bound: bool) {
        for (weights, comparison) in self.comparisons.iter_mut().zip(&settings.comparison) {
            weights.min_weight = comparison.min_weight.filter(|_| bound);
        }
    }

    /// For each distinct pattern the expected number of matches among its pairs.
    fn expect(&self, compared: &Compared, competition: Option<&Competition<'_>>, chances: &mut [f64]) -> Vec<f64> {
        let weights = self.pattern_weights(&compared.patterns);
        let Some(competition) = competition else {
            let expected = |(at, (weight, count)): (usize, (&f64, &u64))| {
                let (same, different) = compared.told_of(at);
                probability(*weight) * (*count as f64 - same - different - compared.ruled_out_of(at)).max(0.0) + same
            };
            return weights.iter().zip(&compared.counts).enumerate().map(expected).collect();
        };
        competition.probabilities(|at| compared.said(at).unwrap_or_else(|| pair_weight(&weights, compared, at)), chances, 2);
        let mut matched = vec![0f64; weights.len()];
        for (pattern, p) in compared.pattern_of.iter().zip(chances.iter()) {
            if let Some(sum) = matched.get_mut(*pattern as usize) {
                *sum += p;
            }
        }
        matched
    }

    /// Whether there is something on which matches agree and near misses do not; otherwise they are matches with more errors.
    fn near_misses_differ(&self) -> bool {
        self.comparisons.iter().any(|weights| match (weights.m.first(), weights.near.first(), weights.u.first()) {
            (Some(m), Some(near), Some(u)) => near * 10.0 < *m && u * 10.0 < *m,
            _ => false,
        })
    }

    /// How well the model explains the compared pairs: log2 likelihood of their patterns.
    fn likelihood(&self, compared: &Compared) -> f64 {
        let far_share = (1.0 - self.match_share - self.near_share).max(1e-9);
        let sum = |pattern: Pattern, share: f64, levels: fn(&ComparisonWeights) -> &[f64]| {
            let of_level = |(at, weights): (usize, &ComparisonWeights)| {
                levels(weights).get(usize::from(pattern.level(at))).map_or(0.0, |p| p.max(f64::MIN_POSITIVE).log2())
            };
            share.max(1e-300).log2() + self.comparisons.iter().enumerate().map(of_level).sum::<f64>()
        };
        let patterns = compared.patterns.iter().zip(&compared.counts);
        patterns
            .map(|(pattern, count)| {
                let parts = [
                    sum(*pattern, self.match_share, |w| &w.m),
                    sum(*pattern, self.near_share, |w| &w.near),
                    sum(*pattern, far_share, |w| &w.u),
                ];
                let most = parts.iter().copied().fold(f64::MIN, f64::max);
                *count as f64 * (most + parts.iter().map(|part| (part - most).exp2()).sum::<f64>().log2())
            })
            .sum()
    }
}

/// How often the levels of a comparison occur among matches, as far as their order tells: each better level three times as often as the
/// next. Duplicates agree; that is what makes them recognisable.
fn by_rank(levels: usize) -> Vec<f64> {
    (0..levels).map(|rank| 3f64.powi(-(rank as i32))).collect()
}

fn add(sums: &mut [f64], level: u8, value: f64) {
    if let Some(sum) = sums.get_mut(usize::from(level)) {
        *sum += value;
    }
}

/// Probabilities that the settings give for every level, or the fallback; and whether they were given.
fn expectation(levels: &[Level], pick: fn(&Level) -> Option<f64>, fallback: Vec<f64>) -> (Vec<f64>, bool) {
    let values: Vec<f64> = levels.iter().filter_map(pick).collect();
    if !values.is_empty() && values.len() == levels.len() {
        let rest = (1.0 - values.iter().sum::<f64>()).max(FLOOR);
        (normal(values.into_iter().chain([rest]).collect()), true)
    } else {
        (normal(fallback), false)
    }
}

/// Better levels never count less: neighbours in the wrong order are pooled (pool adjacent violators; Ayer and others 1955), which is
/// the likeliest ordered solution. `u` stays, `m` moves.
fn order_weights(m: &mut [f64], u: &[f64]) {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (m, u) in m.iter().zip(u) {
        pools.push((*m, *u, 1));
        while let [.., (m0, u0, n0), (m1, u1, n1)] = pools.as_slice() {
            if m0 * u1 >= m1 * u0 {
                break;
            }
            let pooled = (m0 + m1, u0 + u1, n0 + n1);
            pools.truncate(pools.len() - 2);
            pools.push(pooled);
        }
    }
    let ratios = pools.into_iter().flat_map(|(m, u, n)| std::iter::repeat_n(m / u.max(f64::MIN_POSITIVE), n));
    for ((m, u), ratio) in m.iter_mut().zip(u).zip(ratios) {
        *m = u * ratio;
    }
}

fn normal(values: Vec<f64>) -> Vec<f64> {
    let sum: f64 = values.iter().sum();
    let floored: Vec<f64> = values.into_iter().map(|v| (v / sum.max(f64::MIN_POSITIVE)).max(FLOOR)).collect();
    let sum: f64 = floored.iter().sum();
    floored.into_iter().map(|v| v / sum).collect()
}

/// Two distributions in one, `share` of the second.
fn mixed(first: Vec<f64>, second: &[f64], share: f64) -> Vec<f64> {
    first.into_iter().zip(second).map(|(first, second)| (1.0 - share) * first + share * second).collect()
}

/// Replaces the values and tells the largest change.
fn replace(old: &mut Vec<f64>, new: Vec<f64>) -> f64 {
    let change = old.iter().zip(&new).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    *old = new;
    change
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_wherever_near_misses_start() {
        // a start with nearly all pairs as matches once left less than nothing for the rest, and the weights were no numbers
        let comparison = ComparisonWeights {
            name: "name".into(),
            m: vec![0.9, 0.1],
            u: vec![0.1, 0.9],
            near: Vec::new(),
            max_weight: None,
            min_weight: None,
            beside: None,
        };
        let model =
            LinkModel { comparisons: vec![comparison], match_share: 0.95, near_share: 0.0, iterations: 0, standing: None, labels: None };
        let pairs: Vec<(Pattern, f32)> = (0..40u8).map(|at| (Pattern::default().with(0, at % 2), 0.0)).collect();
        let compared = Compared::new(&pairs);
        let start = model.with_near_misses(&compared);
        assert!(start.match_share + start.near_share < 1.0);
        let (settings, priors) = (LinkSettings::automatic(), vec![(vec![SMOOTHING; 2], vec![SMOOTHING; 2])]);
        let material = Material { settings: &settings, compared: &compared, competition: None, priors, chance: vec![vec![0.1, 0.9]] };
        let fitted = start.fit(&material, 0.0, 0.0);
        assert!(compared.patterns.iter().all(|pattern| fitted.pattern_weight(*pattern).is_finite()), "{fitted:?}");
    }

    #[test]
    fn better_levels_never_count_less() {
        let (mut m, u) = (vec![0.2, 0.5, 0.3], vec![0.1, 0.1, 0.8]);
        order_weights(&mut m, &u);
        let ratios: Vec<f64> = m.iter().zip(&u).map(|(m, u)| m / u).collect();
        assert!((ratios[0] - ratios[1]).abs() < 1e-9 && ratios[1] > ratios[2], "{ratios:?}");
        assert!((m.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
}
