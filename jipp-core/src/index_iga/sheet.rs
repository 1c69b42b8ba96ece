use std::collections::BTreeSet;

use super::form::{Form, Indicator, LEVELS};
use super::problem::{IndexProblemKind, Mistake, Place, Problems};
use super::region::{IndicatorLevel, InnovationLevels, RegionLevels};
use super::{thresholds, window};
use crate::lang::Lang;
use crate::text::{is_placeholder, key, parse_number};

/// The usable levels of one indicator.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Levels {
    pub(super) claimed: u8,
    pub(super) verified: Option<u8>,
}

/// Which levels count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// What the region entered.
    Claimed,
    /// What was found at verification; where nothing was verified yet, what the region entered.
    Verified,
}

impl Levels {
    pub(super) fn of(self, side: Side) -> u8 {
        match side {
            Side::Claimed => self.claimed,
            Side::Verified => self.verified.unwrap_or(self.claimed),
        }
    }
}

/// An innovation with usable levels, in the order of the form.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) affairs: BTreeSet<String>,
    pub(super) window: window::Window,
    pub(super) levels: Vec<Levels>,
}

/// A region with usable levels: what is left after everything wrong was named.
#[derive(Debug, Clone)]
pub(super) struct Sheet<'f> {
    pub(super) form: &'f Form,
    pub(super) spd: Vec<Levels>,
    pub(super) innovations: Vec<Entry>,
}

impl<'f> Sheet<'f> {
    /// Reads what a region entered, and names every problem.
    pub(super) fn read(form: &'f Form, region: &RegionLevels, problems: &mut Problems) -> Self {
        let spd = spd(form, region, problems);
        let mut seen = BTreeSet::new();
        let mut innovations = Vec::with_capacity(region.innovations.len());
        for innovation in &region.innovations {
            let place = Place { innovation: Some(innovation.id.clone()), row: innovation.row };
            if !seen.insert(innovation.id.as_str()) {
                problems.add(IndexProblemKind::InnovationTwice, &place, Some("id".into()), &[("value", innovation.id.clone())]);
            }
            innovations.push(entry(form, innovation, &place, problems));
        }
        Self { form, spd, innovations }
    }

    /// Whether any level was verified.
    pub(super) fn is_verified(&self) -> bool {
        self.all_levels().any(|levels| levels.verified.is_some())
    }

    /// Claimed levels above 0 that were not verified yet.
    pub(super) fn unverified(&self) -> usize {
        self.all_levels().filter(|levels| levels.claimed > 0 && levels.verified.is_none()).count()
    }

    fn all_levels(&self) -> impl Iterator<Item = &Levels> {
        self.innovations.iter().flat_map(|entry| &entry.levels).chain(&self.spd)
    }
}

/// What is wrong with one innovation by itself.
pub(crate) fn mistakes(form: &Form, innovation: &InnovationLevels) -> Vec<Mistake> {
    let mut problems = Problems::new(Lang::default());
    entry(form, innovation, &Place::default(), &mut problems);
    problems.found
}

fn spd(form: &Form, region: &RegionLevels, problems: &mut Problems) -> Vec<Levels> {
    let place = Place::default();
    if let Some(given) = &region.spd {
        // the second file has one row for each indicator
        return levels(form, &form.region, given, &place, problems, |kind, _| if kind == "sid" { "level" } else { kind }.to_owned());
    }
    if !form.region.is_empty() {
        problems.add(IndexProblemKind::SpdMissing, &place, None, &[]);
    }
    vec![Levels::default(); form.region.len()]
}

fn entry(form: &Form, innovation: &InnovationLevels, place: &Place, problems: &mut Problems) -> Entry {
    let column = |kind: &str, number: &str| if kind == "basis" { kind.to_owned() } else { format!("{kind}_{number}") };
    let levels = levels(form, &form.innovation, &innovation.indicators, place, problems, column);
    let dates = window::Dates::read(innovation, place, problems);
    let claimed: Vec<u8> = levels.iter().map(|levels| levels.claimed).collect();
    thresholds::check_dates(form, &claimed, &dates, place, problems);
    check_maturity(form, innovation, &levels, place, problems);
    Entry {
        id: innovation.id.clone(),
        title: innovation.title.clone(),
        affairs: affairs(form, innovation, place, problems),
        window: window::Window::of(form, &dates),
        levels,
    }
}

/// The usable levels of these indicators, each at the place that the form gives it.
fn levels(
    form: &Form,
    indicators: &[Indicator],
    given: &[IndicatorLevel],
    place: &Place,
    problems: &mut Problems,
    column: impl Fn(&str, &str) -> String,
) -> Vec<Levels> {
    let mut read: Vec<Option<(&IndicatorLevel, Levels)>> = vec![None; indicators.len()];
    for entered in given {
        let number = entered.number.trim();
        let shown = |name: &'static str, value: &str| (name, value.to_owned());
        let at = indicators.iter().position(|indicator| super::form::same_number(&indicator.number, number));
        let Some((indicator, slot)) = at.and_then(|at| indicators.get(at).zip(read.get_mut(at))) else {
            let values = [shown("indicator", number), ("year", form.year.to_string()), ("numbers", numbers(indicators))];
            problems.add(IndexProblemKind::UnknownIndicator, place, Some(column("sid", number)), &values);
            continue;
        };
        let number = indicator.number.as_str();
        if slot.is_some() {
            problems.add(IndexProblemKind::IndicatorTwice, place, Some(column("sid", number)), &[shown("indicator", number)]);
            continue;
        }
        let mut level = |text: Option<&str>, kind: &str| match read_level(text) {
            Ok(level) => level,
            Err(wrong) => {
                let values = [shown("indicator", number), shown("value", wrong)];
                problems.add(IndexProblemKind::LevelInvalid, place, Some(column(kind, number)), &values);
                Some(0)
            }
        };
        let claimed = level(entered.level.as_deref(), "sid").unwrap_or(0);
        let verified = level(entered.verified_level.as_deref(), "verified");
        *slot = Some((entered, Levels { claimed, verified }));
        thresholds::check_value(form, indicator, claimed, entered, place, problems, &column);
    }
    for (indicator, entered) in indicators.iter().zip(&read).filter(|(indicator, _)| indicator.mandatory) {
        check_mandatory(indicator, *entered, place, problems, &column);
    }
    read.into_iter().map(|entered| entered.map(|(_, levels)| levels).unwrap_or_default()).collect()
}

/// A level as written; `Ok(None)` if nothing was. `x` may be a tick or a cross, so it is no level and is named.
fn read_level(text: Option<&str>) -> Result<Option<u8>, &str> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let mark = text.chars().all(|c| c.eq_ignore_ascii_case(&'x'));
    if is_placeholder(text) && !mark {
        return Ok(None);
    }
    let number = parse_number(text).ok_or(text)?;
    (0..=LEVELS).find(|level| f64::from(*level) == number).map(Some).ok_or(text)
}

fn check_mandatory(
    indicator: &Indicator,
    entered: Option<(&IndicatorLevel, Levels)>,
    place: &Place,
    problems: &mut Problems,
    column: &impl Fn(&str, &str) -> String,
) {
    let number = indicator.number.clone();
    let label = indicator.label(problems.lang).to_owned();
    match entered {
        Some((entered, levels)) if levels.claimed > 0 => {
            if entered.evidence.as_deref().is_some_and(|text| text.trim().is_empty() || is_placeholder(text)) {
                let values = [("indicator", number.clone()), ("label", label), ("value", levels.claimed.to_string())];
                problems.add(IndexProblemKind::EvidenceMissing, place, Some(column("evidence", &number)), &values);
            }
        }
        // a level that could not be read was named already
        Some((entered, _)) if read_level(entered.level.as_deref()).is_err() => {}
        _ => {
            let first = indicator.levels.first().map_or_else(String::new, |label| format!(": {label}"));
            let values = [("indicator", number.clone()), ("label", label), ("first", first)];
            problems.add(IndexProblemKind::MandatoryMissing, place, Some(column("sid", &number)), &values);
        }
    }
}

fn numbers(indicators: &[Indicator]) -> String {
    match (indicators.first(), indicators.last()) {
        (Some(first), Some(last)) => format!("{}–{}", first.number, last.number),
        _ => "–".to_owned(),
    }
}

fn check_maturity(form: &Form, innovation: &InnovationLevels, levels: &[Levels], place: &Place, problems: &mut Problems) {
    let Some(text) = innovation.maturity.as_deref().filter(|text| !text.trim().is_empty() && !is_placeholder(text)) else { return };
    let computed = super::figures::maturity(form, levels, Side::Claimed);
    let stored = parse_number(text).and_then(super::Exact::written);
    if stored.is_none_or(|stored| !computed.is_stored_as(stored)) {
        let values = [("value", text.trim().to_owned()), ("stored", text.trim().to_owned()), ("reached", computed.text(2))];
        problems.add(IndexProblemKind::MaturityDiffers, place, Some("maturity".into()), &values);
    }
}

/// The codes of the affairs, as far as they are known.
fn affairs(form: &Form, innovation: &InnovationLevels, place: &Place, problems: &mut Problems) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for written in innovation.affairs.iter().filter(|text| !key(text).is_empty() && !is_placeholder(text)) {
        match form.affairs.find(written) {
            Some(affair) => {
                codes.insert(affair.code.clone());
            }
            None => problems.add(IndexProblemKind::AffairUnknown, place, Some("affairs".into()), &[("value", written.clone())]),
        }
    }
    codes
}
