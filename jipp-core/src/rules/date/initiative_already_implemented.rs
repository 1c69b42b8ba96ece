use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::written::term;
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DAT-06",
    name: "initiative-already-implemented",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi pada tahapan `inisiatif` belum diterapkan: waktu penerapannya tidak lebih awal daripada hari pemeriksaan. Aturan ini diam bila hari pemeriksaan tidak diberikan.",
        en: "An innovation at the stage `inisiatif` is not yet in use: its implementation date does not lie before the day of the check. The rule is silent if that day is not given.",
    },
    why: Bilingual {
        id: "Salah satu dari keduanya keliru; inovasi yang sudah diterapkan kehilangan nilai bila masih tercatat sebagai inisiatif.",
        en: "One of the two is wrong; an innovation in use loses score while it is listed as an initiative.",
    },
    invalid: "stage = inisiatif, implementation_date = 2023-03-01 (diperiksa 2026-06-30)",
    valid: "stage = penerapan, implementation_date = 2023-03-01",
    source: "IGA form of 2022 (form isian proposal inovasi daerah); the contradiction is inferred",
    messages: &[MessageTemplate {
        slug: "stage",
        message: Bilingual {
            id: "tahapan masih `{value}`, tetapi waktu penerapan {date} sudah lewat",
            en: "the stage is still `{value}`, but the implementation date {date} has passed",
        },
        help: Bilingual {
            id: "ubah tahapan menjadi `{suggestion}`, atau perbaiki waktu penerapannya",
            en: "change the stage to `{suggestion}`, or correct the implementation date",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let (Some(as_of), Some("inisiatif")) = (context.as_of, innovation.stage.as_deref()) else { return };
    if let Some(date) = innovation.implementation_date.filter(|date| date.before(as_of)) {
        let stage = context.written(Field::Stage, "inisiatif");
        emit.report("stage").field(Field::Stage).value(stage).param("date", date).suggestion(term(Field::Stage, "penerapan"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};
    use crate::rules::{CheckOptions, check};

    fn of(stage: &str, date: &str) -> Vec<String> {
        found(
            "DAT-06",
            "IGA",
            &[record(|r| (r.innovation.stage, r.innovation.implementation_date) = (Some(stage.into()), date.parse().ok()))],
        )
    }

    #[test]
    fn an_initiative_in_use_contradicts_itself() {
        assert_eq!(of("inisiatif", "2026-06-29"), ["stage | stage | inisiatif | Penerapan"]);
        assert_eq!(of("inisiatif", "2025"), ["stage | stage | inisiatif | Penerapan"]);
    }

    #[test]
    fn plans_other_stages_and_checks_without_a_day_are_fine() {
        assert!(of("inisiatif", "2026").is_empty(), "it may still come this year");
        assert!(of("inisiatif", "2026-07-01").is_empty());
        assert!(of("penerapan", "2025").is_empty());
        let record = record(|r| (r.innovation.stage, r.innovation.implementation_date) = (Some("inisiatif".into()), "2020".parse().ok()));
        let findings = check(&[record], |_| "IGA", &CheckOptions::default()).findings;
        assert!(findings.iter().all(|finding| finding.rule.code != "DAT-06"));
    }
}
