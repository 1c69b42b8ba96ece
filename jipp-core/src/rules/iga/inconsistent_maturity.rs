use crate::index_iga::{IndexProblemKind, InnovationLevels, mistakes};
use crate::lang::Bilingual;
use crate::model::{Field, Innovation, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

use super::{report_mistakes, sheets, tell};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "IGA-01",
    name: "inconsistent-maturity",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("iga_sid"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Level indikator IGA adalah 0 sampai 3 untuk nomor yang ada pada formulir tahunnya, masing-masing satu kali; kematangan yang tersimpan sama dengan jumlah bobot x level (selisih paling banyak 0,01). Diperiksa untuk tahun yang bobotnya diketahui (2024 dan 2026), dan kematangan hanya bila level tahun itu ada.",
        en: "Levels of IGA are 0 to 3 of indicators that the form of the year has, each once; the stored maturity is the sum of weight x level (within 0.01). Checked for the years whose weights are known (2024 and 2026), and the maturity only where the levels of that year are there.",
    },
    why: Bilingual {
        id: "Kematangan menentukan indeks daerah; nilai yang tidak dapat dihitung ulang tidak dapat dipertanggungjawabkan.",
        en: "The maturity decides the index of the region; a score that cannot be computed again cannot be defended.",
    },
    invalid: "maturity = 12, iga_indicators (2026): 16 = 3, 17 = 2 (3 x 3 + 2 x 2 = 13)",
    valid: "maturity = 13, iga_indicators (2026): 16 = 3, 17 = 2",
    source: "Weights and levels: IGA guide of 2026, derived from Surat Kepala BSKDN 400.10.11/1887/BSKDN of 29 April 2026 (public copy GH_IGA26), and the IGA form of 2024 (github.com/fnko19/Brida_Inovasi). Inferred: the allowance of 0.01 for stored scores that were rounded",
    messages: &[
        MessageTemplate {
            slug: "out_of_range",
            message: Bilingual {
                id: "kematangan {value} di luar 0 sampai {most}, nilai terbesar formulir {year}",
                en: "the maturity {value} is not between 0 and {most}, the most that the form of {year} gives",
            },
            help: Bilingual {
                id: "periksa nilainya; kematangan adalah jumlah bobot x level semua indikator",
                en: "check the score; the maturity is the sum of weight x level over all indicators",
            },
        },
        IndexProblemKind::UnknownIndicator.template(),
        IndexProblemKind::IndicatorTwice.template(),
        IndexProblemKind::LevelInvalid.template(),
        IndexProblemKind::MaturityDiffers.template(),
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    report_mistakes(context, emit, INFO.code, Field::IgaIndicators);
    if context.programme != "IGA" {
        return;
    }
    let sheets = sheets(context.innovation);
    let only = sheets.len() == 1;
    if sheets.is_empty() {
        check_range(context.innovation, emit);
    }
    for (form, sheet) in &sheets {
        for (field, stored, verified) in stored(context.innovation, form.year, only) {
            let Some(sheet) = with(sheet, stored, verified) else { continue };
            for mistake in mistakes(form, &sheet).iter().filter(|mistake| mistake.kind == IndexProblemKind::MaturityDiffers) {
                tell(context, mistake, form.year, field, emit);
            }
        }
    }
}

/// A maturity without levels can be any that the form of its year gives, and no other.
fn check_range(innovation: &Innovation, emit: &mut Emitter<'_>) {
    let (Some(score), Some(form)) = (innovation.maturity, innovation.year.and_then(super::form)) else { return };
    let most = form.max_maturity().number(2);
    if !(0.0..=most).contains(&score) {
        let draft = emit.report("out_of_range").field(Field::Maturity).value(score.to_string());
        draft.param("most", most).param("year", form.year);
    }
}

/// The maturities stored for a year: field, score, and whether it is the verified one. A record without a year means the `only` year
/// that it has levels of.
fn stored(innovation: &Innovation, year: i32, only: bool) -> Vec<(Field, f64, bool)> {
    let own = innovation.maturity.filter(|_| innovation.year.map_or(only, |own| own == year));
    let mut stored: Vec<(Field, f64, bool)> = own.into_iter().map(|score| (Field::Maturity, score, false)).collect();
    for scores in innovation.maturity_scores.iter().filter(|scores| scores.year == year) {
        // told once, where it stands twice
        let claimed = scores.claimed.filter(|score| own != Some(*score));
        stored.extend(claimed.map(|score| (Field::MaturityScores, score, false)));
        stored.extend(scores.verified.map(|score| (Field::MaturityScores, score, true)));
    }
    stored
}

/// The levels with a stored maturity beside them. Of a verified one the levels found at verification count, and where none was found the
/// level claimed; without any there is nothing to compare.
fn with(sheet: &InnovationLevels, stored: f64, verified: bool) -> Option<InnovationLevels> {
    let mut sheet = InnovationLevels { maturity: Some(stored.to_string()), ..sheet.clone() };
    if verified {
        sheet.indicators.iter().find(|entered| entered.verified_level.is_some())?;
        for entered in &mut sheet.indicators {
            entered.level = entered.verified_level.take().or(entered.level.take());
        }
    }
    Some(sheet)
}

#[cfg(test)]
mod tests {
    use super::super::claims;
    use crate::model::{IgaIndicator, MaturityScore, Record};
    use crate::rules::testing::found;

    fn scored(maturity: f64) -> Record {
        let mut record = claims(&[(16, 3), (17, 2)], |_| {});
        record.innovation.maturity = Some(maturity);
        record
    }

    #[test]
    fn levels_and_numbers_are_those_of_the_form() {
        let record = claims(&[(16, 4), (36, 1), (17, 1), (17, 2)], |_| {});
        assert_eq!(
            found("IGA-01", "IGA", &[record]),
            ["level_invalid | iga_indicators | 4", "unknown_indicator | iga_indicators | 36", "indicator_twice | iga_indicators | 17"]
        );
        let mut of_2024 = claims(&[(16, 3)], |claim| claim.year = 2024);
        of_2024.innovation.iga_indicators.push(IgaIndicator { year: 2024, number: 21, level: Some(1), ..IgaIndicator::default() });
        assert_eq!(found("IGA-01", "IGA", &[of_2024]), ["unknown_indicator | iga_indicators | 21"]);
    }

    #[test]
    fn a_maturity_without_levels_lies_within_the_form() {
        let of = |maturity: f64| {
            let record = crate::rules::testing::record(|r| {
                (r.innovation.year, r.innovation.maturity) = (Some(2026), Some(maturity));
            });
            found("IGA-01", "IGA", &[record])
        };
        assert_eq!(of(112.0), ["out_of_range | maturity | 112"]);
        assert_eq!(of(-3.0), ["out_of_range | maturity | -3"]);
        assert!([0.0, 57.5, 111.0].into_iter().all(|maturity| of(maturity).is_empty()));
    }

    #[test]
    fn a_stored_maturity_is_recomputed() {
        assert_eq!(found("IGA-01", "IGA", &[scored(12.0)]), ["maturity_differs | maturity | 12"]);
        let mut verified = claims(&[(16, 3), (17, 2)], |claim| claim.verified_level = (claim.number == 16).then_some(1));
        verified.innovation.maturity_scores =
            vec![MaturityScore { year: 2026, claimed: Some(14.0), verified: Some(13.0), ..MaturityScore::default() }];
        assert_eq!(
            found("IGA-01", "IGA", &[verified]),
            ["maturity_differs | maturity_scores | 14", "maturity_differs | maturity_scores | 13"]
        );
    }

    #[test]
    fn sound_scores_other_years_and_other_programmes_are_fine() {
        for maturity in [13.0, 13.01, 12.99] {
            assert!(found("IGA-01", "IGA", &[scored(maturity)]).is_empty(), "{maturity}");
        }
        let mut verified = claims(&[(16, 3), (17, 2)], |claim| claim.verified_level = (claim.number == 16).then_some(1));
        let scores = MaturityScore { year: 2026, claimed: Some(13.0), verified: Some(7.0), ..MaturityScore::default() };
        verified.innovation.maturity_scores = vec![scores.clone()];
        assert!(found("IGA-01", "IGA", &[verified]).is_empty());
        let mut unverified = scored(13.0);
        unverified.innovation.maturity_scores = vec![scores];
        assert!(found("IGA-01", "IGA", &[unverified]).is_empty(), "nothing tells what was found at verification");
        let mut of_last_year = scored(50.0);
        of_last_year.innovation.year = Some(2025);
        assert!(found("IGA-01", "IGA", &[of_last_year]).is_empty());
        assert!(found("IGA-01", "KIPP", &[scored(12.0)]).is_empty());
        assert!(found("IGA-01", "IGA", &[claims(&[(99, 9)], |claim| claim.year = 2022)]).is_empty());
    }
}
