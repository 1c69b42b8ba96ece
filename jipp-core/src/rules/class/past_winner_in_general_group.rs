use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::kipp::{Honours, group, is_winner, of_year};
use crate::rules::written::term;
use crate::rules::{DatasetContext, Emitter};
use crate::text::{excerpt, redact};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-10",
    name: "past-winner-in-general-group",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL.years_of("kipp_kelompok.past_winner"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi dalam kelompok Umum KIPP 2021 dan 2023 belum pernah menjadi Top Terpuji dan belum dua kali menjadi Top 99. Penghargaan data lain dengan instansi dan judul yang sama ikut dihitung.",
        en: "An innovation in the KIPP group Umum of 2021 and 2023 was never a Top Terpuji, nor a Top 99 twice. Awards of other records with the same agency and title count.",
    },
    why: Bilingual {
        id: "Pemenang terdahulu bersaing dalam kelompok Khusus; bila diajukan dalam kelompok Umum, proposal gugur.",
        en: "Past winners compete in the group Khusus; entered in the general group they are turned down.",
    },
    invalid: "year = 2023, kipp_group = umum, awards = Top 45/2019",
    valid: "year = 2023, kipp_group = khusus, awards = Top 45/2019",
    source: "KIPP requirements of 2021 (KemenPANRB: cermati persyaratan dan kriteria inovasi KIPP 2021) and 2023 (penulisan proposal KIPP 2023)",
    messages: &[
        MessageTemplate {
            slug: "winner",
            message: Bilingual {
                id: "inovasi ini sudah menjadi Top Terpuji (`{awards}`), jadi bukan kelompok Umum KIPP {year}",
                en: "this innovation is a past winner (`{awards}`), which is not for the general group of KIPP {year}",
            },
            help: Bilingual {
                id: "pindahkan ke kelompok Khusus, atau periksa penghargaannya",
                en: "move it to the group Khusus, or check the award",
            },
        },
        MessageTemplate {
            slug: "finalist",
            message: Bilingual {
                id: "inovasi ini sudah {count} kali menjadi {level} (`{awards}`); kelompok Umum KIPP {year} paling banyak {most} kali",
                en: "this innovation was a {level} {count} times (`{awards}`); the general group of KIPP {year} allows {most}",
            },
            help: Bilingual {
                id: "periksa penghargaannya; bila benar, inovasi ini tidak dapat diajukan lagi dalam kelompok Umum",
                en: "check the awards; if they are right, it cannot enter the general group again",
            },
        },
    ],
};

const GROUP: &str = "umum";

/// An award as a message shows it.
fn shown(written: &str) -> String {
    excerpt(&redact(written).unwrap_or_else(|| written.to_owned()), 60)
}

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let Some(rule) = group(GROUP) else { return };
    let honours = Honours::of(context.records);
    for record in context.records {
        for entry in record.kipp_entries().into_iter().filter(|entry| entry.group == Some(GROUP)) {
            let year = entry.year;
            let past = honours.before(record, year);
            let written = |awards: &[&str]| awards.iter().map(|award| shown(award)).collect::<Vec<_>>().join("`, `");
            if rule.flag(&format!("past_winner_{year}")) == Some(false) {
                let won: Vec<&str> = past.iter().filter(|((won, level), _)| is_winner(level, *won)).map(|(_, written)| *written).collect();
                if !won.is_empty() {
                    emit.report_at("winner", record)
                        .field(Field::KippGroup)
                        .value(term(Field::KippGroup, GROUP))
                        .param("awards", written(&won))
                        .param("year", year);
                    continue;
                }
            }
            let (Some(level), Some(limit)) = (rule.text("finalist_level"), of_year(rule, "finalist_limit", year)) else { continue };
            let finals: Vec<&str> = past.iter().filter(|((_, won), _)| *won == level).map(|(_, written)| *written).collect();
            if i32::try_from(finals.len()).is_ok_and(|count| count >= limit) {
                let count = finals.len();
                let draft = emit
                    .report_at("finalist", record)
                    .field(Field::KippGroup)
                    .value(term(Field::KippGroup, GROUP))
                    .param("awards", written(&finals));
                draft.param("count", count).param("level", level).param("year", year).param("most", limit - 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::parse_award;
    use crate::lang::Lang;
    use crate::model::Record;
    use crate::rules::testing::{found, record};
    use crate::rules::{CheckOptions, Selection, check};

    fn entry(year: i32, group: &str, awards: &[&str]) -> Record {
        record(|r| {
            (r.innovation.title, r.innovation.agency_code) = (Some("GERPAS".into()), Some("pemda:35.12".into()));
            (r.innovation.year, r.innovation.kipp_group) = (Some(year), Some(group.into()));
            r.innovation.awards = awards.iter().map(|award| parse_award(award)).collect();
        })
    }

    #[test]
    fn past_honours_bar_from_the_general_group() {
        assert_eq!(found("CLS-10", "KIPP", &[entry(2023, "umum", &["Top 45/2019"])]), ["winner | kipp_group | Kelompok Umum"]);
        let twice = entry(2023, "umum", &["Top 99/2018", "Top 99/2021"]);
        assert_eq!(found("CLS-10", "KIPP", &[twice]), ["finalist | kipp_group | Kelompok Umum"]);
        let elsewhere = [entry(2023, "umum", &[]), entry(2016, "", &["Top 35/2016"])];
        assert_eq!(found("CLS-10", "KIPP", &elsewhere), ["winner | kipp_group | Kelompok Umum"], "another record of the same innovation");
    }

    #[test]
    fn awards_without_their_number_count_and_are_shown_as_written() {
        let message = |awards: &[&str]| {
            let options = CheckOptions { selection: Selection::new(&["CLS-10".to_owned()], &[]).unwrap(), ..CheckOptions::default() };
            let found = check(&[entry(2023, "umum", awards)], |_| "KIPP", &options).findings;
            found.first().map(|finding| finding.message(Lang::Id)).unwrap_or_default()
        };
        assert!(message(&["Top Inovasi Terpuji 2021"]).contains("(`Top Inovasi Terpuji 2021`)"));
        assert!(message(&["TOP-99 2018", "Top 99/2021"]).contains("2 kali menjadi Top 99 (`TOP-99 2018`, `Top 99/2021`)"));
        assert_eq!(message(&["TOP-99 2018", "Top 99/2018"]), "", "one award written twice");
        assert_eq!(message(&["Warga Terpuji 2021"]), "");
    }

    #[test]
    fn awards_of_the_same_year_one_final_and_other_groups_are_fine() {
        for record in [
            entry(2023, "umum", &["Top 45/2023", "Top 99/2023", "Top 99/2019"]),
            entry(2023, "khusus", &["Top 45/2019"]),
            entry(2025, "umum", &["Top 45/2019"]),
            entry(2023, "umum", &["Top 45", "Top 30/2020"]),
        ] {
            assert!(found("CLS-10", "KIPP", &[record]).is_empty());
        }
    }
}
