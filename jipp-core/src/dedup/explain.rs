use serde::{Deserialize, Serialize};

use super::compare::MISSING;
use super::link::Linkage;
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
    /// Match probability.
    pub probability: f64,
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
        let rarity: Vec<f64> = (0..pair.pattern.len()).map(|at| self.comparer.rarity(at, low, high, pattern)).collect();
        let fields = self
            .settings
            .comparison
            .iter()
            .zip(parts)
            .zip(pair.pattern.iter().zip(&rarity))
            .map(|((comparison, weight), (level, rarity))| ComparedField {
                name: comparison.label().to_owned(),
                left: self.table.value(&comparison.column, a).to_owned(),
                right: self.table.value(&comparison.column, b).to_owned(),
                level: match comparison.levels.get(usize::from(*level)) {
                    Some(level) => level_label(level),
                    None if *level == MISSING => "missing".to_owned(),
                    None => "else".to_owned(),
                },
                weight: weight + rarity,
                rarity: *rarity,
            })
            .collect::<Vec<_>>();
        let mut summary = summary(&fields, pair.probability, pair.kind, lang);
        if self.stated.kind(low, high).is_some() {
            summary.push_str(match lang {
                Lang::Id => "; dinyatakan dalam teksnya sendiri",
                Lang::En => "; stated in its own text",
            });
        }
        Explanation {
            left: id(a),
            right: id(b),
            probability: pair.probability,
            weight: pair.weight,
            prior,
            kind: pair.kind,
            fields,
            summary,
        }
    }
}

fn level_label(level: &super::Level) -> String {
    let column = level.column.as_ref().map_or_else(String::new, |c| format!(" ({c})"));
    let bound = match (level.min, level.max) {
        (Some(min), _) => format!(" >= {min}"),
        (None, Some(max)) => format!(" <= {max}"),
        (None, None) => String::new(),
    };
    format!("{}{bound}{column}", level.kind.name())
}

fn summary(fields: &[ComparedField], probability: f64, kind: super::Kind, lang: Lang) -> String {
    let names =
        |pick: fn(&ComparedField) -> bool| fields.iter().filter(|f| pick(f)).map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ");
    let (pro, contra) = (names(|f| f.weight >= 1.0), names(|f| f.weight <= -1.0));
    let percent = percent_of_probability(probability, lang);
    let kind = match (kind, lang) {
        (super::Kind::Duplicate, Lang::Id) => "duplikat",
        (super::Kind::Version, Lang::Id) => "versi",
        (super::Kind::Replication, Lang::Id) => "replikasi",
        (super::Kind::Component, Lang::Id) => "bagian",
        (super::Kind::Related, Lang::Id) => "terkait",
        (kind, Lang::En) => kind.code(),
    };
    let none = if lang == Lang::Id { "tidak ada" } else { "nothing" };
    let or_none = |text: String| if text.is_empty() { none.to_owned() } else { text };
    match lang {
        Lang::Id => format!("{kind}, peluang {percent} %; mendukung: {}; menentang: {}", or_none(pro), or_none(contra)),
        Lang::En => format!("{kind}, probability {percent} %; for it: {}; against it: {}", or_none(pro), or_none(contra)),
    }
}
