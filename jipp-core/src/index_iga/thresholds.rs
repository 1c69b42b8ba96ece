//! Whether a level agrees with the number or the dates entered beside it.

use super::Exact;
use super::form::{Basis, Form, Indicator, Role};
use super::problem::{IndexProblemKind, Place, Problems};
use super::range::{Reached, Thresholds};
use super::region::IndicatorLevel;
use super::window::Dates;
use crate::text::is_placeholder;

/// Compares a level with the number behind it, by the thresholds of the indicator or, for usefulness, of the basis chosen.
pub(super) fn check_value(
    form: &Form,
    indicator: &Indicator,
    level: u8,
    entered: &IndicatorLevel,
    place: &Place,
    problems: &mut Problems,
    column: &impl Fn(&str, &str) -> String,
) {
    let number = indicator.number.as_str();
    let (thresholds, labels) = if indicator.role == Role::Usefulness {
        let Some(basis) = basis(form, indicator, level, entered, place, problems, column) else { return };
        let labels = basis.value.attributes.list(&format!("levels_{}", form.year)).unwrap_or_default().join("; ");
        (basis.thresholds.as_ref(), labels)
    } else {
        (indicator.thresholds.as_ref(), indicator.levels.join("; "))
    };
    let Some(text) = entered.value.as_deref().filter(|text| !text.trim().is_empty() && !is_placeholder(text)) else { return };
    let Some(thresholds) = thresholds else { return };
    let at = Some(column("value", number));
    let values = |level: u8, reached: u8| {
        [
            ("indicator", number.to_owned()),
            ("value", text.trim().to_owned()),
            ("level", level.to_string()),
            ("reached", reached.to_string()),
            ("numbers", labels.clone()),
        ]
    };
    let Some(value) = thresholds.number(text) else {
        problems.add(IndexProblemKind::ValueInvalid, place, at, &values(level, 0));
        return;
    };
    match judge(thresholds, level, value) {
        Judgement::Agrees => {}
        Judgement::Beyond => problems.add(IndexProblemKind::ValueBeyondLevels, place, at, &values(level, 0)),
        Judgement::Means(reached) => problems.add(IndexProblemKind::LevelContradictsValue, place, at, &values(level, reached)),
    }
}

/// Compares the level of the indicator of creation time with the months from initiation to implementation.
pub(super) fn check_dates(form: &Form, claimed: &[u8], dates: &Dates, place: &Place, problems: &mut Problems) {
    let Some(months) = dates.months() else { return };
    for (indicator, level) in
        form.innovation.iter().zip(claimed).filter(|(indicator, level)| indicator.role == Role::Creation && **level > 0)
    {
        let Some(thresholds) = &indicator.thresholds else { continue };
        if let Judgement::Means(reached) = judge(thresholds, *level, Exact::from(months)) {
            let values = [
                ("indicator", indicator.number.clone()),
                ("value", months.to_string()),
                ("level", level.to_string()),
                ("reached", reached.to_string()),
                ("numbers", indicator.levels.join("; ")),
            ];
            problems.add(IndexProblemKind::LevelContradictsDates, place, Some("implementation_date".into()), &values);
        }
    }
}

enum Judgement {
    Agrees,
    Means(u8),
    Beyond,
}

fn judge(thresholds: &Thresholds, level: u8, value: Exact) -> Judgement {
    match thresholds.reached(value) {
        _ if thresholds.allow(level, value) && thresholds.reached(value) != Reached::Beyond => Judgement::Agrees,
        Reached::Beyond => Judgement::Beyond,
        Reached::Level(reached) => Judgement::Means(reached),
    }
}

/// The basis chosen, if it is exactly one of the list.
fn basis<'f>(
    form: &'f Form,
    indicator: &Indicator,
    level: u8,
    entered: &IndicatorLevel,
    place: &Place,
    problems: &mut Problems,
    column: &impl Fn(&str, &str) -> String,
) -> Option<&'f Basis> {
    let all = || form.bases.iter().map(|basis| basis.value.code.as_str()).collect::<Vec<_>>().join(", ");
    let mut wrong = |kind, value: &str| {
        let values = [("indicator", indicator.number.clone()), ("value", value.to_owned()), ("numbers", all())];
        problems.add(kind, place, Some(column("basis", &indicator.number)), &values);
        None
    };
    let Some(written) = entered.basis.as_deref().filter(|text| !text.trim().is_empty() && !is_placeholder(text)) else {
        return if level > 0 { wrong(IndexProblemKind::BasisNotStated, "") } else { None };
    };
    // a label may hold a comma, so the whole text is tried first
    let known = |text: &str| form.bases.iter().find(|basis| is(basis, text));
    if let Some(basis) = known(written) {
        return Some(basis);
    }
    let chosen: Vec<&str> = written.split([';', ',', '|', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    match chosen.as_slice() {
        [one] => wrong(IndexProblemKind::BasisUnknown, one),
        _ => wrong(IndexProblemKind::BasisNotOne, written.trim()),
    }
}

fn is(basis: &Basis, text: &str) -> bool {
    let wanted = crate::text::key(text);
    let value = &basis.value;
    [&value.code, &value.id, &value.en].into_iter().chain(&value.aliases).any(|name| crate::text::key(name) == wanted)
}
