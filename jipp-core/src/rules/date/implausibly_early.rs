use super::dates;
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, RuleSetting, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DAT-04",
    name: "implausibly-early",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[EARLIEST],
    fix: None,
    summary: Bilingual { id: "Tanggal dan tahun tidak lebih awal daripada 1980.", en: "Dates and years do not lie before 1980." },
    why: Bilingual {
        id: "Tahun seperti itu hampir selalu salah ketik dan membuat usia inovasi keliru.",
        en: "Such a year is nearly always a typing error and falsifies the age of the innovation.",
    },
    invalid: "1919",
    valid: "2019",
    source: "The earliest year in LAN's innovation database of 2018 (github.com/edison8301/inovasi-lan) is 1990; the bound is inferred",
    messages: &[MessageTemplate {
        slug: "early",
        message: Bilingual {
            id: "`{value}` pada `{field}` ({label}) lebih awal daripada {earliest}",
            en: "`{value}` in `{field}` ({label}) lies before {earliest}",
        },
        help: Bilingual {
            id: "periksa tahunnya pada formulir asli; mungkin salah ketik",
            en: "check the year on the original form; it may be a typing error",
        },
    }],
};

const EARLIEST: RuleSetting = RuleSetting {
    name: "earliest_year",
    default: 1980.0,
    range: (1900.0, 2100.0),
    summary: Bilingual { id: "tahun paling awal yang masuk akal", en: "the earliest plausible year" },
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let earliest = emit.number(&EARLIEST);
    for (field, date) in dates(innovation).into_iter().filter(|(_, date)| f64::from(date.year()) < earliest) {
        emit.report("early").field(field).value(date.to_string()).param("earliest", earliest);
    }
    if let Some(year) = innovation.year.filter(|year| f64::from(*year) < earliest) {
        emit.report("early").field(Field::Year).value(year.to_string()).param("earliest", earliest);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    #[test]
    fn typing_errors_are_seen() {
        let record = record(|r| (r.innovation.year, r.innovation.initiation_date) = (Some(1979), "1919-08".parse().ok()));
        assert_eq!(found("DAT-04", "other", &[record]), ["early | year | 1979", "early | initiation_date | 1919-08"]);
    }

    #[test]
    fn the_years_of_the_sources_are_fine() {
        let record = record(|r| (r.innovation.year, r.innovation.initiation_date) = (Some(2018), "1980".parse().ok()));
        assert!(found("DAT-04", "other", &[record]).is_empty());
    }
}
