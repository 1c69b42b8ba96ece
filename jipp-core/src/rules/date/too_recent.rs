use super::most_months;
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::vocabulary;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DAT-09",
    name: "too-recent",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("tahapan_iga.min_months"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Waktu uji coba dan waktu penerapan inovasi IGA 2025 sekurang-kurangnya enam bulan sebelum pengajuan; hari pemeriksaan dipakai sebagai hari pengajuan. Aturan ini diam bila hari itu tidak diberikan.",
        en: "Trial and implementation of an IGA innovation of 2025 lie at least six months before submission; the day of the check counts as that day. The rule is silent if it is not given.",
    },
    why: Bilingual {
        id: "Hasil inovasi yang baru berjalan belum dapat dibuktikan; formulir menolaknya.",
        en: "What has just begun cannot prove its results yet; the form refuses it.",
    },
    invalid: "year = 2025, implementation_date = 2025-04-01 (diperiksa 2025-07-15)",
    valid: "year = 2025, implementation_date = 2024-11-01 (diperiksa 2025-07-15)",
    source: "IGA form of 2025 as one region has it (public copy, InovasiPerangkatDaerahResource): one source only, therefore a warning",
    messages: &[MessageTemplate {
        slug: "recent",
        message: Bilingual {
            id: "{label} (`{field}`: {value}) kurang dari {least} bulan sebelum {as_of}",
            en: "{label} (`{field}`: {value}) is less than {least} months before {as_of}",
        },
        help: Bilingual {
            id: "periksa `{label}`; bila benar, laporkan inovasi ini pada tahun berikutnya",
            en: "check `{label}`; if it is right, report the innovation in a later year",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let (Some(as_of), Some(year)) = (context.as_of, innovation.year.filter(|_| context.programme == "IGA")) else { return };
    let Some(stages) = vocabulary("tahapan_iga") else { return };
    for (code, field, date) in
        [("uji_coba", Field::TrialDate, innovation.trial_date), ("penerapan", Field::ImplementationDate, innovation.implementation_date)]
    {
        let least = stages.get(code).and_then(|stage| stage.attributes.count(&format!("min_months_{year}")));
        let (Some(date), Some(least)) = (date, least.and_then(|least| i32::try_from(least).ok())) else { continue };
        // what has not happened yet is a matter of DAT-03
        if !as_of.before(date) && most_months(date, as_of) < least {
            emit.report("recent").field(field).value(date.to_string()).param("least", least).param("as_of", as_of);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{PartialDate, Record};
    use crate::rules::testing::record;
    use crate::rules::{CheckOptions, Selection, check};

    fn row(year: i32, date: &str) -> Record {
        record(|r| (r.innovation.year, r.innovation.implementation_date) = (Some(year), date.parse().ok()))
    }

    fn of(record: Record, as_of: Option<PartialDate>) -> usize {
        let selection = Selection::new(&["DAT-09".to_owned()], &[]).unwrap();
        check(&[record], |_| "IGA", &CheckOptions { selection, as_of, ..CheckOptions::default() }).findings.len()
    }

    #[test]
    fn less_than_six_months_is_too_recent() {
        let july: Option<PartialDate> = "2025-07-15".parse().ok();
        assert_eq!(of(row(2025, "2025-04-01"), july), 1);
        assert_eq!(of(row(2025, "2025-01-16"), july), 1);
        assert_eq!(of(row(2025, "2025-01-15"), july), 0);
        assert_eq!(of(row(2025, "2025"), july), 0, "it may have begun in January");
        assert_eq!(of(row(2025, "2026"), july), 0, "a matter of DAT-03");
    }

    #[test]
    fn other_forms_and_checks_without_a_day_are_fine() {
        assert_eq!(of(row(2024, "2024-06"), "2024-07-01".parse().ok()), 0);
        assert_eq!(of(row(2025, "2025-06"), None), 0);
    }
}
