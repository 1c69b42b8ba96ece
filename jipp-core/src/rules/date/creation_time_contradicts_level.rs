use crate::index_iga::{IndexProblemKind, whole_months};
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::iga::{report_mistakes, sheets};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DAT-11",
    name: "creation-time-contradicts-level",
    severity: Severity::Advice,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("iga_sid"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Bulan antara inisiasi dan penerapan menentukan level indikator kecepatan penciptaan (32 pada 2026, 17 pada 2024). Level yang bertentangan dengan kedua tanggal adalah peringatan; level yang belum diisi disarankan. Hanya tanggal yang diketahui sampai bulannya yang dihitung.",
        en: "The months from initiation to implementation give the level of the indicator of creation speed (32 in 2026, 17 in 2024). A level that contradicts the two dates is a warning; a level not entered yet is proposed. Only dates known to the month are counted.",
    },
    why: Bilingual {
        id: "Indikator ini wajib; tanggal pada profil dan levelnya diperiksa bersama pada verifikasi.",
        en: "The indicator is mandatory; verification looks at the dates of the profile and the level together.",
    },
    invalid: "indikator 32 (2026): level 3, initiation_date = 2024-01, implementation_date = 2024-12",
    valid: "indikator 32 (2026): level 1, initiation_date = 2024-01, implementation_date = 2024-12",
    source: "Levels of the IGA guide of 2026, derived from Surat Kepala BSKDN 400.10.11/1887/BSKDN of 29 April 2026 (public copy GH_IGA26), and of the IGA form of 2024 (github.com/fnko19/Brida_Inovasi). Inferred: that the time runs from initiation to implementation, in whole months",
    messages: &[
        IndexProblemKind::LevelContradictsDates.template(),
        MessageTemplate {
            slug: "level_open",
            message: Bilingual {
                id: "{months} bulan antara inisiasi dan penerapan berarti level {level} pada indikator {indicator} (IGA {year}), yang belum diisi",
                en: "{months} months from initiation to implementation mean level {level} of indicator {indicator} (IGA {year}), which is not entered",
            },
            help: Bilingual {
                id: "isi level {level} beserta buktinya, atau periksa kedua tanggal",
                en: "enter level {level} with its evidence, or check the two dates",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    report_mistakes(context, emit, INFO.code, Field::ImplementationDate);
    let innovation = context.innovation;
    let dates = innovation.initiation_date.zip(innovation.implementation_date).filter(|_| context.programme == "IGA");
    let Some(months) = dates.and_then(|(from, to)| whole_months(from, to)) else { return };
    for (form, _) in sheets(innovation) {
        let Some((indicator, level)) = form.creation_level(months).filter(|(_, level)| *level > 0) else { continue };
        let entered = innovation.iga_indicators.iter().filter(|claim| {
            claim.year == form.year && claim.number.to_string() == indicator.number && claim.level.is_some_and(|level| level > 0)
        });
        if entered.count() == 0 {
            let draft = emit.report("level_open").field(Field::IgaIndicators).value(&indicator.number).suggestion(level.to_string());
            draft.param("months", months).param("level", level).param("indicator", &indicator.number).param("year", form.year);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::iga::claims;
    use crate::rules::testing::found;

    fn of(programme: &str, levels: &[(u8, u8)], from: &str, to: &str) -> Vec<String> {
        let mut record = claims(levels, |_| {});
        (record.innovation.initiation_date, record.innovation.implementation_date) = (from.parse().ok(), to.parse().ok());
        found("DAT-11", programme, &[record])
    }

    #[test]
    fn the_dates_give_the_level() {
        assert_eq!(of("IGA", &[(32, 3)], "2024-01", "2024-12"), ["level_contradicts_dates | implementation_date | 2024-12"]);
        assert_eq!(of("IGA", &[(32, 1)], "2024-01-15", "2024-05-14"), ["level_contradicts_dates | implementation_date | 2024-05-14"]);
        assert_eq!(of("IGA", &[(16, 1)], "2024-01", "2024-07"), ["level_open | iga_indicators | 32 | 2"]);
        assert_eq!(of("IGA", &[(32, 0)], "2024-01", "2024-04"), ["level_open | iga_indicators | 32 | 3"]);
    }

    #[test]
    fn fitting_levels_vague_dates_and_profiles_alone_are_fine() {
        assert!(of("IGA", &[(32, 1)], "2024-01", "2024-12").is_empty());
        assert!(of("IGA", &[(32, 3)], "2024", "2024-12").is_empty());
        assert!(of("IGA", &[(32, 3)], "2024-12", "2024-01").is_empty(), "the order of dates is a matter of DAT-02");
        assert!(of("IGA", &[(16, 1)], "2024-05", "2024-05").is_empty(), "the form has no level for less than a month");
        assert!(of("IGA", &[], "2024-01", "2024-12").is_empty());
        assert!(of("KIPP", &[(32, 3)], "2024-01", "2024-12").is_empty());
    }
}
