use super::answer::{IndexDifference, IndexFigures, IndexScore, IndicatorScore, InnovationScore};
use super::change::LevelChange;
use super::exact::Exact;
use super::figures::{Figures, figures, maturity};
use super::form::{Class, Form, Indicator};
use super::problem::Problems;
use super::region::RegionLevels;
use super::sheet::{Levels, Sheet, Side};
use super::steps::{Gain, next_level, steps};
use super::{portfolio, what_if};
use crate::lang::Lang;

/// How a region is scored.
#[derive(Debug, Clone)]
pub struct ScoreOptions {
    /// Language of labels and messages.
    pub lang: Lang,
    /// Levels to try.
    pub what_if: Vec<LevelChange>,
    /// Most steps of innovations to list, and most of the region itself.
    pub steps: usize,
}

impl Default for ScoreOptions {
    fn default() -> Self {
        Self { lang: Lang::default(), what_if: Vec::new(), steps: 5 }
    }
}

/// Computes and explains the index of a region. It does not fail: what cannot be used counts as 0 and is among the problems.
///
/// ```
/// use jipp_core::index_iga::{Form, IndicatorLevel, InnovationLevels, RegionLevels, ScoreOptions, score};
/// let form = Form::of(2026)?;
/// let all = form.innovation.iter().map(|indicator| IndicatorLevel::new(&indicator.number, 3)).collect();
/// let innovation = InnovationLevels { id: "1".into(), indicators: all, ..InnovationLevels::default() };
/// let region = RegionLevels { innovations: vec![innovation], ..RegionLevels::default() };
/// let answer = score(&form, &region, &ScoreOptions::default());
/// assert_eq!(answer.innovations[0].maturity, 111.0);
/// assert_eq!(answer.claimed.iid, Some(3.7), "111 / 12 / 250 x 100");
/// # Ok::<(), jipp_core::index_iga::IndexError>(())
/// ```
pub fn score(form: &Form, region: &RegionLevels, options: &ScoreOptions) -> IndexScore {
    let lang = options.lang;
    let mut problems = Problems::new(lang);
    let sheet = Sheet::read(form, region, &mut problems);
    let claimed = figures(&sheet, Side::Claimed, |_| true);
    let verified = sheet.is_verified().then(|| figures(&sheet, Side::Verified, |_| true));
    IndexScore {
        year: form.year,
        agency: region.agency.clone(),
        region_code: region.region_code.clone(),
        difference: verified.as_ref().map(|verified| difference(&claimed, verified)),
        verified: verified.map(|verified| rounded(&verified, lang)),
        unverified: sheet.unverified(),
        missing: form.missing.clone(),
        innovations: sheet.innovations.iter().map(|entry| innovation(&sheet, entry, lang)).collect(),
        spd: indicators(&form.region, &sheet.spd, Gain::of_region(form), lang),
        portfolio: portfolio::portfolio(&sheet, lang),
        steps: steps(&sheet, lang, options.steps),
        what_if: (!options.what_if.is_empty()).then(|| what_if::what_if(&sheet, &claimed, &options.what_if, &mut problems)),
        claimed: rounded(&claimed, lang),
        problems: problems.told(),
        findings: Vec::new(),
        sources: form.sources.clone(),
    }
}

fn innovation(sheet: &Sheet<'_>, entry: &super::sheet::Entry, lang: Lang) -> InnovationScore {
    let claimed = maturity(sheet.form, &entry.levels, Side::Claimed);
    let verified = entry.levels.iter().any(|levels| levels.verified.is_some());
    let verified = verified.then(|| maturity(sheet.form, &entry.levels, Side::Verified));
    InnovationScore {
        id: entry.id.clone(),
        title: entry.title.clone(),
        maturity: claimed.number(2),
        maturity_verified: verified.map(|verified| verified.number(2)),
        difference: verified.map(|verified| verified.minus(claimed).number(2)),
        indicators: indicators(&sheet.form.innovation, &entry.levels, Gain::of_innovation(sheet), lang),
    }
}

fn indicators(indicators: &[Indicator], levels: &[Levels], gain: Gain<'_>, lang: Lang) -> Vec<IndicatorScore> {
    let most: Exact = indicators.iter().map(Indicator::max).sum();
    let explained = |(indicator, levels): (&Indicator, &Levels)| IndicatorScore {
        number: indicator.number.clone(),
        label: indicator.label(lang).to_owned(),
        weight: indicator.weight.number(2),
        mandatory: indicator.mandatory,
        evidence: indicator.evidence.clone(),
        level: levels.claimed,
        level_label: indicator.level_label(levels.claimed),
        verified_level: levels.verified,
        points: indicator.points(levels.claimed).number(2),
        share: indicator.max().times(Exact::from(100)).over(most).unwrap_or(Exact::ZERO).number(2),
        next: next_level(indicator, levels.claimed, gain),
    };
    indicators.iter().zip(levels).map(explained).collect()
}

/// The figures as people read them.
pub(super) fn rounded(figures: &Figures<'_>, lang: Lang) -> IndexFigures {
    let index = figures.index.as_ref();
    let class = index.and_then(|index| index.class);
    let label = |class: &Class| if lang == Lang::Id { class.id.clone() } else { class.en.clone() };
    IndexFigures {
        innovations: figures.innovations,
        maturity_sum: figures.maturity_sum.number(2),
        divisor: index.map(|index| index.divisor),
        average: index.map(|index| index.average.number(2)),
        quantity: index.map(|index| index.quantity.number(2)),
        spd: figures.spd.map(|spd| spd.number(2)),
        sid: index.map(|index| index.sid.number(2)),
        iid: index.map(|index| index.iid.number(2)),
        class: class.map(|class| class.code.clone()),
        class_label: class.map(label),
    }
}

/// How much the second is above the first: exact figures are subtracted, the difference is rounded.
pub(super) fn difference(first: &Figures<'_>, second: &Figures<'_>) -> IndexDifference {
    let above = |first: Option<Exact>, second: Option<Exact>| first.zip(second).map(|(first, second)| second.minus(first).number(2));
    let (of_first, of_second) = (first.index.as_ref(), second.index.as_ref());
    IndexDifference {
        maturity_sum: second.maturity_sum.minus(first.maturity_sum).number(2),
        spd: above(first.spd, second.spd),
        sid: above(of_first.map(|index| index.sid), of_second.map(|index| index.sid)),
        iid: above(of_first.map(|index| index.iid), of_second.map(|index| index.iid)),
    }
}
