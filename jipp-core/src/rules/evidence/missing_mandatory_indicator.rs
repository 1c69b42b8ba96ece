use std::collections::BTreeSet;

use super::{indicators_of, proofs};
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "EVD-04",
    name: "missing-mandatory-indicator",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("iga_sid"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Lima indikator wajib IGA (regulasi, SDM, kecepatan penciptaan, kemanfaatan, video) mencapai sekurang-kurangnya level 1 dan memiliki bukti. Diperiksa untuk 2024 dan 2026, dan hanya bila data memuat indikator.",
        en: "The five mandatory indicators of IGA (regulation, people, speed of creation, usefulness, video) reach level 1 at least and have evidence. Checked for 2024 and 2026, and only where the record holds indicators.",
    },
    why: Bilingual { id: "Tanpa kelima indikator wajib, inovasi tidak dinilai.", en: "Without all five the innovation is not measured." },
    invalid: "indikator 35 (video, 2026): level 0",
    valid: "indikator 35 (video, 2026): level 3, evidence = b5",
    source: "Marks of mandatory indicators: IGA guide of 2026, derived from Surat Kepala BSKDN 400.10.11/1887/BSKDN (GH_IGA26), and the IGA form of 2024 (github.com/fnko19/Brida_Inovasi)",
    messages: &[
        MessageTemplate {
            slug: "level",
            message: Bilingual {
                id: "indikator wajib {number} ({indicator}, IGA {year}) belum mencapai level 1",
                en: "the mandatory indicator {number} ({indicator}, IGA {year}) does not reach level 1",
            },
            help: Bilingual { id: "isi levelnya dan unggah buktinya", en: "enter its level and upload the evidence" },
        },
        MessageTemplate {
            slug: "evidence",
            message: Bilingual {
                id: "indikator wajib {number} ({indicator}, IGA {year}) tidak memiliki bukti",
                en: "the mandatory indicator {number} ({indicator}, IGA {year}) has no evidence",
            },
            help: Bilingual {
                id: "unggah bukti untuk indikator ini, atau hubungkan bukti yang ada",
                en: "upload evidence for this indicator, or tie existing evidence to it",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    if context.programme != "IGA" {
        return;
    }
    let innovation = context.innovation;
    let proofs = proofs(innovation.year, &innovation.iga_indicators, &innovation.evidence);
    let years: BTreeSet<i32> = innovation.iga_indicators.iter().map(|claim| claim.year).collect();
    for year in years {
        let Some(form) = indicators_of(year) else { continue };
        for indicator in form.values().iter().filter(|indicator| indicator.attributes.flag("mandatory") == Some(true)) {
            let is = |number: u8| indicator.code == number.to_string();
            let mut claims = innovation.iga_indicators.iter().filter(|claim| claim.year == year && is(claim.number)).peekable();
            let level = claims.clone().filter_map(|claim| claim.level.max(claim.verified_level)).max().unwrap_or_default();
            // of a record without files an id is still a statement that there is one
            let is_there = |id: &String| innovation.evidence.is_empty() || innovation.evidence.iter().any(|file| file.id == *id);
            let proved =
                claims.any(|claim| claim.evidence.iter().any(is_there)) || proofs.iter().any(|(of, number, _)| *of == year && is(*number));
            let slug = match (level, proved) {
                (0, _) => "level",
                (_, false) => "evidence",
                _ => continue,
            };
            let draft = emit.report(slug).field(Field::IgaIndicators).value(&indicator.code).param("number", &indicator.code);
            draft.param("indicator", &indicator.id).param("year", year);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence;
    use crate::model::{IgaIndicator, Record};
    use crate::rules::testing::{found, record};

    fn claim(number: u8, level: u8, evidence: &[&str]) -> IgaIndicator {
        let evidence = evidence.iter().map(|id| (*id).to_owned()).collect();
        IgaIndicator { year: 2026, number, level: Some(level), evidence, ..IgaIndicator::default() }
    }

    fn whole() -> Record {
        record(|r| r.innovation.iga_indicators = [16, 17, 32, 33, 35].iter().map(|number| claim(*number, 1, &["b1"])).collect())
    }

    #[test]
    fn levels_and_evidence_of_the_five_are_asked_for() {
        let mut low = whole();
        low.innovation.iga_indicators[0].level = Some(0);
        low.innovation.iga_indicators[1].evidence.clear();
        low.innovation.iga_indicators.pop();
        assert_eq!(
            found("EVD-04", "IGA", &[low]),
            ["level | iga_indicators | 16", "evidence | iga_indicators | 17", "level | iga_indicators | 35"]
        );
    }

    #[test]
    fn an_id_of_no_file_is_no_evidence() {
        let mut record = whole();
        record.innovation.iga_indicators[0].evidence = vec!["b7".into()];
        record.innovation.evidence = vec![evidence("b1", |_| {})];
        assert_eq!(found("EVD-04", "IGA", &[record]), ["evidence | iga_indicators | 16"]);
    }

    #[test]
    fn whole_claims_other_years_and_profiles_alone_are_fine() {
        assert!(found("EVD-04", "IGA", &[whole()]).is_empty());
        let mut by_file = whole();
        by_file.innovation.iga_indicators[0].evidence.clear();
        by_file.innovation.year = Some(2026);
        by_file.innovation.evidence = vec![evidence("b9", |e| e.indicator = Some(16)), evidence("b1", |_| {})];
        assert!(found("EVD-04", "IGA", &[by_file]).is_empty(), "the file may name its indicator");
        assert!(found("EVD-04", "IGA", &[record(|r| r.innovation.year = Some(2026))]).is_empty());
        let mut early = whole();
        early.innovation.iga_indicators = vec![IgaIndicator { year: 2022, number: 1, ..IgaIndicator::default() }];
        assert!(found("EVD-04", "IGA", &[early]).is_empty());
        assert!(found("EVD-04", "KIPP", &[record(|r| r.innovation.iga_indicators = vec![claim(16, 0, &[])])]).is_empty());
    }
}
