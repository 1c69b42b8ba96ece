use std::cmp::Reverse;

use super::answer::{NextLevel, NextStep};
use super::exact::Exact;
use super::figures::{divisor, share};
use super::form::{Form, Formula, Indicator, LEVELS};
use super::sheet::{Levels, Sheet};
use crate::lang::Lang;

/// How points of an indicator become points of the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gain<'f> {
    formula: Option<&'f Formula>,
    divisor: u32,
}

impl<'f> Gain<'f> {
    /// Points of an innovation are divided with those of all others.
    pub(super) fn of_innovation(sheet: &Sheet<'f>) -> Self {
        let formula = sheet.form.formula.as_ref();
        Self { formula, divisor: formula.map_or(1, |formula| divisor(formula, sheet.innovations.len())) }
    }

    /// Points of the region count in full.
    pub(super) fn of_region(form: &'f Form) -> Self {
        Self { formula: form.formula.as_ref(), divisor: 1 }
    }

    /// In points of the index; `None` if the parameters of the year are not known.
    pub(super) fn iid(self, points: Exact) -> Option<Exact> {
        Some(share(self.formula?, points.over(Exact::from(self.divisor))?))
    }
}

/// What the level after this one needs and brings.
pub(super) fn next_level(indicator: &Indicator, level: u8, gain: Gain<'_>) -> Option<NextLevel> {
    let next = level.checked_add(1).filter(|next| *next <= LEVELS)?;
    Some(NextLevel {
        level: next,
        label: indicator.level_label(next),
        points: indicator.weight.number(2),
        iid: gain.iid(indicator.weight).map(|iid| iid.number(4)),
    })
}

/// A step before it is put into words.
struct Candidate<'s> {
    /// In points of the index, or of the maturity where the index is not known.
    gain: Exact,
    indicator: &'s Indicator,
    from: u8,
    innovation: Option<&'s str>,
    /// Place in the form.
    at: usize,
    reach: Gain<'s>,
}

/// The steps with the greatest gain: so many of innovations, and so many of the region itself, whose points are not divided and would
/// fill the list alone. Of equal gain, mandatory indicators without a level come first, then those of the region, then
/// innovations by id and indicators by place in the form: the order of the file does not matter.
pub(super) fn steps(sheet: &Sheet<'_>, lang: Lang, most: usize) -> Vec<NextStep> {
    let mut found = candidates(None, &sheet.form.region, &sheet.spd, Gain::of_region(sheet.form));
    for entry in &sheet.innovations {
        found.extend(candidates(Some(&entry.id), &sheet.form.innovation, &entry.levels, Gain::of_innovation(sheet)));
    }
    found.sort_by_key(|step| (Reverse(step.gain), !step.is_mandatory_missing(), step.innovation, step.at));
    let step = |step: Candidate<'_>| {
        Some(NextStep {
            innovation: step.innovation.map(str::to_owned),
            indicator: step.indicator.number.clone(),
            label: step.indicator.label(lang).to_owned(),
            mandatory_missing: step.is_mandatory_missing(),
            from: step.from,
            next: next_level(step.indicator, step.from, step.reach)?,
        })
    };
    let (mut of_region, mut of_innovations) = (0, 0);
    let within = |step: &Candidate<'_>| {
        let count = if step.innovation.is_none() { &mut of_region } else { &mut of_innovations };
        *count += 1;
        *count <= most
    };
    found.into_iter().filter(within).filter_map(step).collect()
}

impl Candidate<'_> {
    fn is_mandatory_missing(&self) -> bool {
        self.indicator.mandatory && self.from == 0
    }
}

fn candidates<'s>(innovation: Option<&'s str>, indicators: &'s [Indicator], levels: &[Levels], reach: Gain<'s>) -> Vec<Candidate<'s>> {
    let open = indicators.iter().zip(levels).enumerate().filter(|(_, (_, levels))| levels.claimed < LEVELS);
    open.map(|(at, (indicator, levels))| Candidate {
        gain: reach.iid(indicator.weight).unwrap_or(indicator.weight),
        indicator,
        from: levels.claimed,
        innovation,
        at,
        reach,
    })
    .collect()
}
