use serde::{Deserialize, Serialize};

use super::candidates::{RuleVerdict, verdicts};
use super::compare::{MISSING, Pattern};
use super::link::{Linkage, places};
use crate::lang::Lang;
use crate::text::percent_of_probability;

/// Why two records are, or are not, the same: the weights of every comparison, which add up to the match weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Explanation {
    /// Id of the first record.
    pub left: String,
    /// Id of the second record.
    pub right: String,
    /// Match probability, as in the pairs of the linkage.
    pub probability: f64,
    /// Match probability by its own values alone, of which `weight` is made. The other may differ where records compete for a partner, or where
    /// the clustering joined or parted the two.
    #[serde(default)]
    pub own_probability: f64,
    /// Match weight in bits: `prior` and the weights of all comparisons.
    pub weight: f64,
    /// Weight before anything is compared, in bits.
    pub prior: f64,
    /// `duplicate`, `version`, `replication`, `component` or `related`.
    pub kind: super::Kind,
    /// Comparison by comparison.
    pub fields: Vec<ComparedField>,
    /// The verdict in words.
    pub summary: String,
    /// Whether the pair was compared. If not, everything above is what comparing it would have found.
    #[serde(default)]
    pub compared: bool,
    /// Where it was not compared: what each rule of blocking says of it.
    #[serde(default)]
    pub blocking: Vec<RuleVerdict>,
}

/// One comparison of an explained pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ComparedField {
    /// Name of the comparison.
    pub name: String,
    /// The value of the first record.
    pub left: String,
    /// The value of the second record.
    pub right: String,
    /// The level: `exact`, `jaro-winkler >= 0.92`, `else` or `missing`.
    pub level: String,
    /// Bits for (positive) or against (negative) a match.
    pub weight: f64,
    /// Bits of `weight` that come from how rare the agreed value is.
    pub rarity: f64,
    /// What if the two agreed more or less here, all else being as it is? The other levels, the best first, `missing` last.
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
}

/// What another level of one comparison would come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Alternative {
    /// The level: `exact`, `jaro-winkler >= 0.92`, `else` or `missing`.
    pub level: String,
    /// Bits that it would be worth, without what a rare value adds.
    pub weight: f64,
    /// The match probability of the pair with it, by its own values.
    pub probability: f64,
}

impl Linkage {
    /// Explains a pair by the ids of its records, whether or not it was a candidate. `None` if an id is unknown.
    pub fn explain(&self, left: &str, right: &str, lang: Lang) -> Option<Explanation> {
        let number = |id: &str| self.table.ids().iter().position(|known| known == id);
        Some(self.explain_records(number(left)?, number(right)?, lang))
    }

    /// Explains a pair by the numbers of its records: where an id occurs in both of two tables, only the number tells which.
    pub fn explain_records(&self, a: usize, b: usize, lang: Lang) -> Explanation {
        let id = |record: usize| self.table.ids().get(record).cloned().unwrap_or_default();
        let (low, high) = (a.min(b), a.max(b));
        let pattern = self.comparer.pattern(low, high);
        let pair = self.judge(low, high, self.own_weight(low, high, pattern), pattern);
        let (prior, parts) = self.model.parts(pattern);
        let comparisons = self.settings.comparison.iter().zip(parts).enumerate();
        let fields = comparisons
            .map(|(at, (comparison, weight))| {
                let rarity = self.comparer.rarity(at, low, high, pattern);
                ComparedField {
                    name: comparison.label().to_owned(),
                    left: self.table.value(&comparison.column, a).to_owned(),
                    right: self.table.value(&comparison.column, b).to_owned(),
                    level: level_of(&comparison.levels, pattern.level(at)),
                    weight: weight + rarity,
                    rarity,
                    alternatives: self.alternatives((low, high), pattern, at),
                }
            })
            .collect::<Vec<_>>();
        let shown = self.shown_pair(low, high);
        let known = if shown.is_some() { Some(true) } else { self.was_compared(low, high) };
        let blocking = if known == Some(true) || a == b { Vec::new() } else { self.blocking_verdicts(a, b, lang) };
        let compared = known.unwrap_or_else(|| blocking.iter().any(|rule| rule.proposes));
        let (probability, kind) = shown.map_or((pair.probability, pair.kind), |shown| (shown.probability, shown.kind));
        let mut summary = summary(&fields, probability, kind, lang);
        let own = percent_of_probability(pair.probability, lang);
        if own != percent_of_probability(probability, lang) {
            let by_values = if lang == Lang::Id { "menurut nilainya sendiri" } else { "by its own values" };
            summary.extend(["; ", by_values, " ", &own, " %"]);
        }
        if self.stated.kind(low, high).is_some() {
            summary.push_str(match lang {
                Lang::Id => "; dinyatakan dalam teksnya sendiri",
                Lang::En => "; stated in its own text",
            });
        }
        if !compared {
            summary.push_str(match lang {
                Lang::Id => "; tidak dibandingkan",
                Lang::En => "; not compared",
            });
        }
        Explanation {
            left: id(a),
            right: id(b),
            probability,
            own_probability: pair.probability,
            weight: pair.weight,
            prior,
            kind,
            fields,
            summary,
            compared,
            blocking: if compared { Vec::new() } else { blocking },
        }
    }

    /// The levels that the pair has not in one comparison, and what they would come to.
    fn alternatives(&self, (a, b): (usize, usize), pattern: Pattern, at: usize) -> Vec<Alternative> {
        let levels = self.settings.comparison.get(at).map(|comparison| comparison.levels.as_slice()).unwrap_or_default();
        let others = (0..=levels.len() as u8).chain([MISSING]).filter(|level| *level != pattern.level(at));
        others
            .map(|level| {
                let other = pattern.replaced(at, level);
                let weight = self.model.parts(other).1.get(at).copied().unwrap_or(0.0);
                let probability = self.judge(a, b, self.own_weight(a, b, other), other).probability;
                Alternative { level: level_of(levels, level), weight, probability }
            })
            .collect()
    }

    /// What each rule of blocking says of two records, as it is asked: of the records in the order of their ids.
    fn blocking_verdicts(&self, a: usize, b: usize, lang: Lang) -> Vec<RuleVerdict> {
        let order = self.table.order();
        let place = places(&order);
        let at = |record: usize| place.get(record).map_or(record, |place| *place as usize);
        verdicts(&self.table.clone().in_order(&order), &self.settings, at(a), at(b), lang)
    }
}

/// The name of a level by its number.
fn level_of(levels: &[super::Level], number: u8) -> String {
    match levels.get(usize::from(number)) {
        Some(level) => level_label(level),
        None if number == MISSING => "missing".to_owned(),
        None => "else".to_owned(),
    }
}

fn level_label(level: &super::Level) -> String {
    let named = level.measure.iter().chain(&level.column).fold(String::new(), |named, name| named + " (" + name + ")");
    let bound = match (level.min, level.max) {
        (Some(min), _) => format!(" >= {min}"),
        (None, Some(max)) => format!(" <= {max}"),
        (None, None) => String::new(),
    };
    format!("{}{named}{bound}", level.kind.name())
}

fn summary(fields: &[ComparedField], probability: f64, kind: super::Kind, lang: Lang) -> String {
    let names =
        |pick: fn(&ComparedField) -> bool| fields.iter().filter(|f| pick(f)).map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ");
    let (pro, contra) = (names(|f| f.weight >= 1.0), names(|f| f.weight <= -1.0));
    let percent = percent_of_probability(probability, lang);
    let kind = kind.label().get(lang);
    let none = if lang == Lang::Id { "tidak ada" } else { "nothing" };
    let or_none = |text: String| if text.is_empty() { none.to_owned() } else { text };
    match lang {
        Lang::Id => format!("{kind}, peluang {percent} %; mendukung: {}; menentang: {}", or_none(pro), or_none(contra)),
        Lang::En => format!("{kind}, probability {percent} %; for it: {}; against it: {}", or_none(pro), or_none(contra)),
    }
}
