use super::answer::{ChangeGain, WhatIf};
use super::change::LevelChange;
use super::figures::{Figures, figures};
use super::form::{Indicator, LEVELS, same_number};
use super::problem::{IndexProblemKind, Place, Problems};
use super::score::{difference, rounded};
use super::sheet::{Levels, Sheet, Side};
use super::steps::Gain;
use crate::lang::Bilingual;

const NO_INNOVATION: Bilingual = Bilingual { id: "tidak ada inovasi dengan id itu", en: "no innovation has this id" };
const NO_INDICATOR: Bilingual = Bilingual { id: "indikator itu tidak ada pada formulir", en: "the form has no such indicator" };
const NO_LEVEL: Bilingual = Bilingual { id: "level adalah 0 sampai 3", en: "levels are 0 to 3" };

/// Tries levels. A level that was verified is changed too, as if the new one were found at verification.
pub(super) fn what_if(sheet: &Sheet<'_>, before: &Figures<'_>, changes: &[LevelChange], problems: &mut Problems) -> WhatIf {
    let lang = problems.lang;
    let mut changed = sheet.clone();
    let mut gains = Vec::new();
    for change in changes {
        match apply(&mut changed, change) {
            Ok(gain) => gains.push(gain),
            Err(reason) => {
                let place = Place { innovation: change.innovation.clone(), row: None };
                let values =
                    [("value", change.to_string()), ("indicator", change.indicator.clone()), ("numbers", reason.get(lang).to_owned())];
                problems.add(IndexProblemKind::ChangeUnknown, &place, None, &values);
            }
        }
    }
    let after = figures(&changed, Side::Claimed, |_| true);
    let verified = changed.is_verified().then(|| rounded(&figures(&changed, Side::Verified, |_| true), lang));
    WhatIf { changes: gains, gain: difference(before, &after), claimed: rounded(&after, lang), verified }
}

fn apply(sheet: &mut Sheet<'_>, change: &LevelChange) -> Result<ChangeGain, Bilingual> {
    if change.level > LEVELS {
        return Err(NO_LEVEL);
    }
    let form = sheet.form;
    match &change.innovation {
        None => set(&form.region, &mut sheet.spd, change, Gain::of_region(form)),
        Some(id) => {
            let gain = Gain::of_innovation(sheet);
            let entry = sheet.innovations.iter_mut().find(|entry| entry.id == *id).ok_or(NO_INNOVATION)?;
            set(&form.innovation, &mut entry.levels, change, gain)
        }
    }
}

fn set(indicators: &[Indicator], levels: &mut [Levels], change: &LevelChange, gain: Gain<'_>) -> Result<ChangeGain, Bilingual> {
    let mut places = indicators.iter().zip(levels);
    let (indicator, levels) = places.find(|(indicator, _)| same_number(&indicator.number, &change.indicator)).ok_or(NO_INDICATOR)?;
    let from = levels.claimed;
    let points = indicator.points(change.level).minus(indicator.points(from));
    *levels = Levels { claimed: change.level, verified: levels.verified.map(|_| change.level) };
    Ok(ChangeGain {
        innovation: change.innovation.clone(),
        indicator: indicator.number.clone(),
        from,
        to: change.level,
        label: indicator.level_label(change.level),
        points: points.number(2),
        iid: gain.iid(points).map(|iid| iid.number(4)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index_iga::{Form, RegionLevels};
    use crate::lang::Lang;

    #[test]
    fn what_cannot_be_changed_is_named() {
        let form = Form::of(2026).unwrap();
        let mut problems = Problems::new(Lang::En);
        let sheet = Sheet::read(&form, &RegionLevels { spd: Some(Vec::new()), ..RegionLevels::default() }, &mut problems);
        problems.found.clear();
        let changes = LevelChange::parse_list("x:16=1, spd:99=1, spd:1=4, SPD:01=2").unwrap();
        let answer = what_if(&sheet, &figures(&sheet, Side::Claimed, |_| true), &changes, &mut problems);
        let told = problems.told();
        let messages: Vec<&str> = told.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "the change `x:16=1` cannot be made: no innovation has this id",
                "the change `spd:99=1` cannot be made: the form has no such indicator",
                "the change `spd:1=4` cannot be made: levels are 0 to 3",
            ]
        );
        assert_eq!((answer.changes.len(), answer.gain.iid), (1, Some(0.8)), "2 x 1 / 250 x 100");
    }
}
