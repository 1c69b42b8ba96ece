//! The Fellegi-Sunter model: how much each level of agreement is worth.

mod compared;
mod learning;

use serde::{Deserialize, Serialize};

use super::compare::{MISSING, Pattern};
use super::competition::StandingWeights;
use super::learn::LabelWeights;
use super::settings::LinkSettings;

pub(super) use compared::{Compared, Range, pair_weight, random_numbers, random_patterns};
pub(super) use learning::HELD;

/// The weights of one comparison: one entry for each level, `else` last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComparisonWeights {
    /// Name of the comparison.
    pub name: String,
    /// Probability of each level among matches.
    pub m: Vec<f64>,
    /// Probability of each level among compared pairs that are no match.
    pub u: Vec<f64>,
    /// The same among near misses, where the model tells them from other pairs that are no match: of one agency, of one author.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<f64>,
    /// Most bits that a level may add, where the settings bound it ([`Comparison::max_weight`](super::Comparison::max_weight)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_weight: Option<f64>,
    /// Least bits that a level may add, where the settings bound it ([`Comparison::min_weight`](super::Comparison::min_weight)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_weight: Option<f64>,
    /// Number of the comparison of the same thing ([`Comparison::beside`](super::Comparison::beside)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<usize>,
}

/// A trained model: weights of every comparison and the share of matches among the compared pairs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkModel {
    /// In the order of the settings.
    pub comparisons: Vec<ComparisonWeights>,
    /// Share of matches among the candidates.
    pub match_share: f64,
    /// Share of near misses among the candidates; 0 where the model does not tell them from other pairs that are no match.
    #[serde(default)]
    pub near_share: f64,
    /// Rounds of EM that were needed.
    pub iterations: usize,
    /// Where records have one partner at most: what it is worth to stand out among the candidates of both records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<StandingWeights>,
    /// What labels taught.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<LabelWeights>,
}

impl LinkModel {
    /// Whether the model has weights for every level of the settings.
    pub fn check(&self, settings: &LinkSettings) -> Result<(), crate::error::SettingsError> {
        let problems = super::pairs::unfit(self, settings);
        if problems.is_empty() { Ok(()) } else { Err(crate::error::SettingsError::Invalid { problems }) }
    }

    /// The weight of each pattern, in bits.
    pub(super) fn pattern_weights(&self, patterns: &[Pattern]) -> Vec<f64> {
        let bits = self.bits();
        let mut fields = Vec::new();
        patterns.iter().map(|pattern| bits.weight(*pattern, &mut fields)).collect()
    }

    pub(super) fn pattern_weight(&self, pattern: Pattern) -> f64 {
        self.pattern_weights(&[pattern]).first().copied().unwrap_or(0.0)
    }

    /// The match weight of a pattern in parts: the weight before anything is compared, and that of each comparison. Where near misses are
    /// told apart, a comparison counts against them as far as the pair would be one, and the first part holds the rest, so that the sum is
    /// log2 of the odds.
    pub(super) fn parts(&self, pattern: Pattern) -> (f64, Vec<f64>) {
        let mut fields = Vec::new();
        (self.bits().parts(pattern, &mut fields), fields)
    }

    /// What each level of each comparison is worth, worked out once for many patterns.
    pub(super) fn bits(&self) -> Bits<'_> {
        let levels = |of: &dyn Fn(u8) -> f64| -> [f64; LEVELS] { std::array::from_fn(|level| of(level as u8)) };
        let near: Vec<_> = if self.near_share > 0.0 {
            self.comparisons.iter().map(|weights| levels(&|level| weights.near_weight(level))).collect()
        } else {
            Vec::new()
        };
        Bits {
            model: self,
            own: self.comparisons.iter().map(|weights| levels(&|level| weights.weight(level))).collect(),
            near,
            far_share: (1.0 - self.match_share - self.near_share).max(1e-9),
        }
    }
}

/// Levels that a pattern can hold.
const LEVELS: usize = 16;

/// The weights of a model by comparison and level, in bits.
pub(super) struct Bits<'a> {
    model: &'a LinkModel,
    own: Vec<[f64; LEVELS]>,
    near: Vec<[f64; LEVELS]>,
    far_share: f64,
}

impl Bits<'_> {
    /// What each comparison says. Where several look at one thing, each says for it only what those before it do not say already.
    fn of(&self, tables: &[[f64; LEVELS]], pattern: Pattern) -> impl Iterator<Item = f64> {
        let bits = move |at: usize| tables.get(at).and_then(|levels| levels.get(usize::from(pattern.level(at)))).copied().unwrap_or(0.0);
        (0..tables.len()).map(move |at| {
            let own = bits(at);
            let Some(first) = self.beside(at).filter(|_| own > 0.0) else { return own };
            let said = (0..at).filter(|other| *other == first || self.beside(*other) == Some(first)).map(bits).fold(0.0, f64::max);
            (own - said).max(0.0)
        })
    }

    fn beside(&self, at: usize) -> Option<usize> {
        self.model.comparisons.get(at).and_then(|weights| weights.beside)
    }

    /// How probably a pair that is no match is a near miss.
    fn nearness(&self, pattern: Pattern) -> f64 {
        if self.near.is_empty() {
            return 0.0;
        }
        probability((self.model.near_share / self.far_share).log2() + self.of(&self.near, pattern).sum::<f64>())
    }

    /// The match weight of a pattern; `fields` is room to work in.
    pub(super) fn weight(&self, pattern: Pattern, fields: &mut Vec<f64>) -> f64 {
        self.parts(pattern, fields) + fields.iter().sum::<f64>()
    }

    /// As [`LinkModel::parts`].
    pub(super) fn parts(&self, pattern: Pattern, fields: &mut Vec<f64>) -> f64 {
        let mut prior = self.learned_parts(pattern, fields);
        if let Some(labels) = &self.model.labels {
            prior += labels.bias;
            for (weight, scale) in fields.iter_mut().zip(&labels.scale) {
                *weight *= scale;
            }
        }
        prior
    }

    /// The same without what labels taught.
    fn learned_parts(&self, pattern: Pattern, fields: &mut Vec<f64>) -> f64 {
        let share = self.model.match_share;
        fields.clear();
        if self.near.is_empty() {
            fields.extend(self.of(&self.own, pattern));
            return (share / (1.0 - share)).log2();
        }
        let near = self.nearness(pattern);
        fields.extend(self.of(&self.own, pattern).zip(self.of(&self.near, pattern)).map(|(own, miss)| own - near * miss));
        let against_far: f64 = self.of(&self.own, pattern).sum();
        // odds against all that is no match: those against far pairs, less what near misses add to them
        let total = (share / self.far_share).log2() + against_far + (1.0 - near).max(1e-300).log2();
        total - fields.iter().sum::<f64>()
    }
}

impl ComparisonWeights {
    /// What a level is worth in bits against pairs that are no match; a missing value is worth nothing.
    pub fn weight(&self, level: u8) -> f64 {
        let bits = bits(&self.m, &self.u, level);
        bits.min(self.max_weight.unwrap_or(f64::INFINITY)).max(self.min_weight.unwrap_or(f64::NEG_INFINITY))
    }

    /// How much more a level speaks for a near miss than for another pair that is no match, in bits.
    fn near_weight(&self, level: u8) -> f64 {
        bits(&self.near, &self.u, level)
    }
}

fn bits(above: &[f64], below: &[f64], level: u8) -> f64 {
    if level == MISSING {
        return 0.0;
    }
    match (above.get(usize::from(level)), below.get(usize::from(level))) {
        (Some(above), Some(below)) => (above / below).log2(),
        _ => 0.0,
    }
}

/// The match probability of a weight in bits.
pub(super) fn probability(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight.clamp(-60.0, 60.0)).exp2())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_comparisons_say_of_one_thing_counts_once_for_a_match() {
        let of = |name: &str, best: f64, beside: Option<usize>| {
            let (m, u) = (vec![best, 1.0 - best], vec![1.0 - best, best]);
            ComparisonWeights { name: name.into(), m, u, near: Vec::new(), max_weight: None, min_weight: None, beside }
        };
        let comparisons = vec![of("address", 0.9, None), of("numbers", 0.99, Some(0)), of("codes", 0.95, Some(0))];
        let model = LinkModel { comparisons, match_share: 0.5, near_share: 0.0, iterations: 0, standing: None, labels: None };
        let parts = |levels: [u8; 3]| {
            let pattern = (0..3).fold(Pattern::default(), |pattern, at| pattern.with(at, levels[at]));
            model.parts(pattern).1.into_iter().map(|bits| (bits * 10.0).round() / 10.0).collect::<Vec<f64>>()
        };
        assert_eq!(parts([0, 0, 0]), [3.2, 3.5, 0.0], "6.6 bits in all, those of the numbers");
        assert_eq!(parts([0, 1, 0]), [3.2, -6.6, 1.1]);
        assert_eq!(parts([1, 0, MISSING]), [-3.2, 6.6, 0.0]);
    }

    #[test]
    fn bounds_hold_agreement_or_disagreement() {
        let free = ComparisonWeights {
            name: "short".into(),
            m: vec![0.9, 0.1],
            u: vec![0.1, 0.9],
            near: Vec::new(),
            max_weight: None,
            min_weight: None,
            beside: None,
        };
        let held_above = ComparisonWeights { max_weight: Some(1.0), ..free.clone() };
        assert!(free.weight(0) > 3.0 && (held_above.weight(0) - 1.0).abs() < 1e-12);
        assert!(held_above.weight(1) < -3.0 && held_above.weight(MISSING) == 0.0);
        let held_below = ComparisonWeights { min_weight: Some(-0.5), ..free.clone() };
        assert_eq!((held_below.weight(0), held_below.weight(1), held_below.weight(MISSING)), (free.weight(0), -0.5, 0.0));
        for bound in [held_above, held_below] {
            let json = serde_json::to_string(&bound).unwrap();
            assert_eq!(serde_json::from_str::<ComparisonWeights>(&json).unwrap(), bound);
        }
    }
}
