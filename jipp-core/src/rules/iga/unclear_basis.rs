use crate::index_iga::IndexProblemKind;
use crate::lang::Bilingual;
use crate::model::{Field, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

use super::report_mistakes;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "IGA-02",
    name: "unclear-basis",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("iga_sid"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Indikator kemanfaatan (33 pada 2026, 18 pada 2024) memakai tepat satu dasar penilaian dari daftar tahunnya (a sampai f). Dasar yang tidak disebutkan pada level di atas 0 adalah peringatan.",
        en: "The indicator of usefulness (33 in 2026, 18 in 2024) uses exactly one basis of its year's list (a to f). A basis that is not stated beside a level above 0 is a warning.",
    },
    why: Bilingual {
        id: "Setiap dasar memiliki ambang sendiri; tanpa tepat satu dasar, level kemanfaatan tidak dapat diperiksa.",
        en: "Each basis has thresholds of its own; without exactly one the level of usefulness cannot be checked.",
    },
    invalid: "indikator 33 (2026): level 2, basis = a; d",
    valid: "indikator 33 (2026): level 2, basis = a",
    source: "IGA guide of 2026, derived from Surat Kepala BSKDN 400.10.11/1887/BSKDN of 29 April 2026 (public copies GH_IGA26; GH_OUT26 for basis f, new in 2026). Inferred: that the bases b, c and e of 2026 were offered in 2024 too",
    messages: &[
        IndexProblemKind::BasisNotOne.template(),
        IndexProblemKind::BasisUnknown.template(),
        IndexProblemKind::BasisNotStated.template(),
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    report_mistakes(context, emit, INFO.code, Field::IgaIndicators);
}

#[cfg(test)]
mod tests {
    use super::super::claims;
    use crate::rules::testing::found;

    fn of(programme: &str, year: i32, number: u8, level: u8, basis: Option<&str>) -> Vec<String> {
        let record = claims(&[(number, level)], |claim| (claim.year, claim.basis) = (year, basis.map(str::to_owned)));
        found("IGA-02", programme, &[record])
    }

    #[test]
    fn several_unknown_and_missing_bases_are_named() {
        assert_eq!(of("IGA", 2026, 33, 1, Some("a; d")), ["basis_not_one | iga_indicators | a; d"]);
        assert_eq!(of("IGA", 2026, 33, 1, Some("z")), ["basis_unknown | iga_indicators | z"]);
        assert_eq!(of("IGA", 2026, 33, 1, None), ["basis_not_stated | iga_indicators | 33"]);
        assert_eq!(of("IGA", 2024, 18, 1, Some("f")), ["basis_unknown | iga_indicators | f"], "new in 2026");
    }

    #[test]
    fn one_basis_no_level_and_other_indicators_are_fine() {
        assert!(of("IGA", 2026, 33, 1, Some("f")).is_empty());
        assert!(of("IGA", 2024, 18, 1, Some("Jumlah penerima manfaat (orang)")).is_empty());
        assert!(of("IGA", 2026, 33, 0, None).is_empty());
        assert!(of("IGA", 2026, 34, 1, None).is_empty());
        assert!(of("LAN", 2026, 33, 1, None).is_empty());
        assert!(of("IGA", 2025, 33, 1, None).is_empty());
    }
}
