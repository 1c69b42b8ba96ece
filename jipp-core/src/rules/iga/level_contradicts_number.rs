use crate::index_iga::IndexProblemKind;
use crate::lang::Bilingual;
use crate::model::{Field, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

use super::report_mistakes;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "IGA-03",
    name: "level-contradicts-number",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("iga_sid"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Level indikator sesuai dengan angka yang diisi, menurut ambang formulir tahunnya: SDM (17 pada 2026), aktor (22), perangkat daerah (24), replikasi (31), kemanfaatan menurut dasarnya (33), dan indikator lain yang parameternya berupa angka. Angka yang tidak terbaca atau di luar semua level adalah peringatan.",
        en: "The level of an indicator agrees with the number entered, by the thresholds of the year's form: people (17 in 2026), actors (22), work units (24), replications (31), usefulness by its basis (33), and the others whose levels are numbers. A number that cannot be read, or is beyond every level, is a warning.",
    },
    why: Bilingual {
        id: "Level yang tidak didukung angkanya diturunkan pada verifikasi; angka yang melampaui level berarti skor yang terlewat.",
        en: "A level that its number does not support is lowered at verification; a number above the level is a score given away.",
    },
    invalid: "indikator 17 (2026): level 3, value = 30",
    valid: "indikator 17 (2026): level 3, value = 31",
    source: "Levels of the IGA guide of 2026, derived from Surat Kepala BSKDN 400.10.11/1887/BSKDN of 29 April 2026 (public copy GH_IGA26), and of the IGA form of 2024 (github.com/fnko19/Brida_Inovasi). Inferred: a number between two levels has the lower one; a single number as highest level (`3 kali`) means that or more",
    messages: &[
        IndexProblemKind::LevelContradictsValue.template(),
        IndexProblemKind::ValueInvalid.template(),
        IndexProblemKind::ValueBeyondLevels.template(),
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    report_mistakes(context, emit, INFO.code, Field::IgaIndicators);
}

#[cfg(test)]
mod tests {
    use super::super::claims;
    use crate::rules::testing::found;

    fn of(number: u8, level: u8, value: &str) -> Vec<String> {
        let record = claims(&[(number, level)], |claim| (claim.value, claim.basis) = (Some(value.to_owned()), Some("a".to_owned())));
        found("IGA-03", "IGA", &[record])
    }

    #[test]
    fn a_level_above_or_below_its_number_is_found() {
        for (number, level, value) in [(17, 3, "30"), (22, 2, "3"), (24, 1, "1"), (31, 3, "2"), (33, 3, "500 orang"), (17, 1, "31")] {
            assert_eq!(of(number, level, value), [format!("level_contradicts_value | iga_indicators | {value}")], "{number}");
        }
        assert_eq!(of(17, 1, "banyak"), ["value_invalid | iga_indicators | banyak"]);
        let beyond = claims(&[(33, 3)], |claim| (claim.value, claim.basis) = (Some("35".into()), Some("c".into())));
        assert_eq!(found("IGA-03", "IGA", &[beyond]), ["value_beyond_levels | iga_indicators | 35"]);
    }

    #[test]
    fn fitting_numbers_words_and_levels_without_numbers_are_fine() {
        for (number, level, value) in [(17, 3, "31 orang"), (22, 2, "4"), (24, 3, "12"), (31, 3, "7"), (33, 3, "1.234"), (16, 3, "1")] {
            assert!(of(number, level, value).is_empty(), "{number}");
        }
        assert!(found("IGA-03", "IGA", &[claims(&[(17, 3), (33, 3)], |_| {})]).is_empty());
        let of_2024 = claims(&[(18, 2)], |c| (c.year, c.value, c.basis) = (2024, Some("150".into()), Some("a".into())));
        assert!(found("IGA-03", "IGA", &[of_2024]).is_empty(), "101 to 200 people were level 2 in 2024");
    }
}
