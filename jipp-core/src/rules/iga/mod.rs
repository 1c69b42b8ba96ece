//! IGA: do levels, maturities and the index follow from the form of the year?

pub(super) mod inconsistent_maturity;
pub(super) mod index_differs;
pub(super) mod level_contradicts_number;
pub(super) mod unclear_basis;
pub(super) mod verification_differs;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::index_iga::{Form, IndicatorLevel, InnovationLevels, Mistake, mistakes};
use crate::model::{Field, Innovation, Value};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::vocabulary_names;

/// The forms whose indicators are known, by year.
static FORMS: LazyLock<BTreeMap<i32, Form>> = LazyLock::new(|| {
    let years = vocabulary_names().filter_map(|name| name.strip_prefix("iga_sid_")?.parse().ok());
    years.filter_map(|year| Some((year, Form::of(year).ok()?))).collect()
});

/// The form of a year, if its indicators are known.
pub(in crate::rules) fn form(year: i32) -> Option<&'static Form> {
    FORMS.get(&year)
}

/// What a record enters into the form of each year that it has levels of, as the index reads it: without a stored maturity and without
/// evidence, which are other questions.
pub(in crate::rules) fn sheets(innovation: &Innovation) -> Vec<(&'static Form, InnovationLevels)> {
    let years: BTreeSet<i32> = innovation.iga_indicators.iter().map(|claim| claim.year).collect();
    let sheet = |year| {
        let claims = innovation.iga_indicators.iter().filter(|claim| claim.year == year);
        let indicators = claims.map(|claim| IndicatorLevel {
            number: claim.number.to_string(),
            level: claim.level.map(|level| level.to_string()),
            verified_level: claim.verified_level.map(|level| level.to_string()),
            value: claim.value.clone(),
            basis: claim.basis.clone(),
            evidence: None,
        });
        InnovationLevels {
            id: innovation.record_id.clone(),
            initiation_date: innovation.initiation_date.map(|date| date.to_string()),
            implementation_date: innovation.implementation_date.map(|date| date.to_string()),
            indicators: indicators.collect(),
            ..InnovationLevels::default()
        }
    };
    years.into_iter().filter_map(|year| Some((form(year)?, sheet(year)))).collect()
}

/// Reports what the index finds wrong under the code of a rule.
pub(in crate::rules) fn report_mistakes(context: &RecordContext<'_>, emit: &mut Emitter<'_>, code: &str, field: Field) {
    if context.programme != "IGA" {
        return;
    }
    for (form, sheet) in sheets(context.innovation) {
        for mistake in mistakes(form, &sheet).iter().filter(|mistake| mistake.kind.rule() == Some(code)) {
            tell(context, mistake, form.year, field, emit);
        }
    }
}

fn tell(context: &RecordContext<'_>, mistake: &Mistake, year: i32, field: Field, emit: &mut Emitter<'_>) {
    let filled = |name: &str| mistake.value(name).filter(|value| !value.is_empty());
    let draft = emit.report(mistake.kind.code()).severity(mistake.kind.severity()).field(field);
    let draft = match context.innovation.get(field) {
        // of a date the months are counted: the message tells them, the value is the date
        Value::Date(date) => draft.found(date.to_string()),
        _ => draft.value(filled("value").or_else(|| filled("indicator")).unwrap_or_default()),
    };
    draft.param("year", year).params(&mistake.values);
}

/// For tests: a record of IGA 2026 with claims of indicator, level and what `fill` adds to each.
#[cfg(test)]
pub(in crate::rules) fn claims(levels: &[(u8, u8)], fill: impl Fn(&mut crate::model::IgaIndicator)) -> crate::model::Record {
    crate::rules::testing::record(|r| {
        r.innovation.year = Some(2026);
        let claim = |(number, level): &(u8, u8)| {
            let mut claim = crate::model::IgaIndicator { year: 2026, number: *number, level: Some(*level), ..Default::default() };
            fill(&mut claim);
            claim
        };
        r.innovation.iga_indicators = levels.iter().map(claim).collect();
    })
}

/// For tests: a region of 2026 with 3 points of its own, and one innovation with all levels at 3; the points may be verified.
#[cfg(test)]
fn test_region(verified: Option<u8>) -> crate::index_iga::RegionLevels {
    use crate::index_iga::RegionLevels;
    let levels = FORMS[&2026].innovation.iter().map(|indicator| IndicatorLevel::new(&indicator.number, 3));
    let innovation = InnovationLevels { id: "A".into(), indicators: levels.collect(), ..InnovationLevels::default() };
    let own = IndicatorLevel { verified_level: verified.map(|level| level.to_string()), ..IndicatorLevel::new("1", 3) };
    RegionLevels { spd: Some(vec![own]), innovations: vec![innovation], ..RegionLevels::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Severity;
    use crate::rules::{CheckOptions, check};

    #[test]
    fn a_mistake_is_as_grave_in_a_record_as_in_the_index() {
        let mut record = claims(&[(32, 3), (33, 1), (17, 3)], |claim| claim.value = (claim.number == 17).then(|| "30".into()));
        (record.innovation.initiation_date, record.innovation.implementation_date) = ("2024-01".parse().ok(), "2024-12".parse().ok());
        let findings = check(&[record], |_| "IGA", &CheckOptions::default()).findings;
        let severity = |code: &str| findings.iter().find(|finding| finding.rule.code == code).map(|finding| finding.severity);
        assert_eq!(severity("IGA-02"), Some(Severity::Warning), "the basis is not stated");
        assert_eq!(severity("DAT-11"), Some(Severity::Warning));
        assert_eq!(severity("IGA-03"), Some(Severity::Error));
    }

    #[test]
    fn every_list_of_indicators_is_a_form() {
        let lists = vocabulary_names().filter(|name| name.starts_with("iga_sid_")).count();
        assert_eq!(FORMS.len(), lists);
    }
}
