use super::{FIELD, indicator, name_of, proofs};
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "EVD-05",
    name: "outside-period",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("iga_sid.evidence_years_back"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Tanggal bukti untuk indikator anggaran, bimtek, dan RKPD terletak dalam tahun-tahun yang dinilai (T-0, T-1, T-2; bimtek 2024: dua tahun). Diperiksa untuk 2024 dan 2026.",
        en: "The date of evidence for the indicators on budget, training and yearly plan lies in the years that count (T-0, T-1, T-2; training in 2024: two years). Checked for 2024 and 2026.",
    },
    why: Bilingual {
        id: "Parameter indikator itu menghitung tahun; bukti dari tahun lain tidak menambah skor.",
        en: "The levels of these indicators count years; evidence of another year adds nothing.",
    },
    invalid: "indikator 18 (anggaran, 2026): 2022-03-01",
    valid: "indikator 18 (anggaran, 2026): 2025-03-01",
    source: "Levels of the indicators: IGA guide of 2026 (GH_IGA26) and IGA form of 2024 (github.com/fnko19/Brida_Inovasi); that T-0 is the year of the form is inferred",
    messages: &[MessageTemplate {
        slug: "period",
        message: Bilingual {
            id: "bukti `{evidence}` ({value}) untuk indikator {number} ({indicator}) di luar tahun {from}-{year}",
            en: "the evidence `{evidence}` ({value}) of indicator {number} ({indicator}) lies outside {from} to {year}",
        },
        help: Bilingual {
            id: "unggah bukti dari tahun yang dinilai, atau perbaiki tanggal dokumennya",
            en: "upload evidence of the years that count, or correct the date of the document",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    if context.programme != "IGA" {
        return;
    }
    for (year, number, evidence) in proofs(context.innovation.year, &context.innovation.iga_indicators, &context.innovation.evidence) {
        let (Some(date), Some(indicator)) = (evidence.date, indicator(year, number)) else { continue };
        let back = indicator.attributes.count("evidence_years_back").and_then(|years| i32::try_from(years).ok());
        let Some(from) = back.map(|back| year - back).filter(|from| !(*from..=year).contains(&date.year())) else { continue };
        let draft = emit.report("period").field(FIELD).value(date.to_string()).param("evidence", name_of(evidence));
        draft.param("number", number).param("indicator", &indicator.id).param("from", from).param("year", year);
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence;
    use crate::rules::testing::{found, record};

    fn of(year: i32, number: u8, date: &str) -> Vec<String> {
        let proof = evidence("b1", |e| (e.indicator, e.date) = (Some(number), date.parse().ok()));
        found("EVD-05", "IGA", &[record(|r| (r.innovation.year, r.innovation.evidence) = (Some(year), vec![proof]))])
    }

    #[test]
    fn years_that_do_not_count_are_told() {
        assert_eq!(of(2026, 18, "2023-12-31"), ["period | evidence | 2023-12-31"]);
        assert_eq!(of(2026, 21, "2027"), ["period | evidence | 2027"]);
        assert_eq!(of(2024, 5, "2022"), ["period | evidence | 2022"], "training of 2024 counts two years");
    }

    #[test]
    fn years_that_count_and_other_indicators_are_fine() {
        for (year, number, date) in [(2026, 18, "2024"), (2026, 20, "2026-01"), (2024, 5, "2023"), (2026, 16, "2015"), (2025, 18, "2015")] {
            assert!(of(year, number, date).is_empty(), "{year} {number} {date}");
        }
        assert!(of(2026, 18, "").is_empty());
    }
}
