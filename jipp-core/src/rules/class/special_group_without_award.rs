use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::kipp::{Honours, group, is_winner, of_year};
use crate::rules::{DatasetContext, Emitter};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-11",
    name: "special-group-without-award",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL.years_of("kipp_kelompok.winner_from"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi dalam kelompok Khusus KIPP 2023 memiliki penghargaan Top Terpuji tahun 2014-2021. Penghargaan data lain dengan instansi dan judul yang sama ikut dihitung.",
        en: "An innovation in the KIPP group Khusus of 2023 has an award Top Terpuji of 2014 to 2021. Awards of other records with the same agency and title count.",
    },
    why: Bilingual {
        id: "Kelompok Khusus hanya untuk pemenang terdahulu; tanpa penghargaan itu, kelompok atau daftar penghargaannya keliru.",
        en: "The group Khusus is only for past winners; without the award either the group or the list of awards is wrong.",
    },
    invalid: "year = 2023, kipp_group = khusus, awards = (kosong)",
    valid: "year = 2023, kipp_group = khusus, awards = Top 45/2019",
    source: "KIPP 2023 proposal guide (penulisan proposal KIPP 2023); winners' levels by year as KemenPANRB announced them",
    messages: &[MessageTemplate {
        slug: "award",
        message: Bilingual {
            id: "kelompok Khusus KIPP {year}, tetapi tidak ada penghargaan Top Terpuji tahun {from}-{to}",
            en: "group Khusus of KIPP {year}, but there is no winner's award of {from} to {to}",
        },
        help: Bilingual {
            id: "tambahkan penghargaannya, misalnya `Top 45/2019`, atau periksa kelompoknya",
            en: "add the award, such as `Top 45/2019`, or check the group",
        },
    }],
};

const GROUP: &str = "khusus";

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let Some(rule) = group(GROUP) else { return };
    let honours = Honours::of(context.records);
    for record in context.records {
        for entry in record.kipp_entries().into_iter().filter(|entry| entry.group == Some(GROUP)) {
            let year = entry.year;
            let (Some(from), Some(to)) = (of_year(rule, "winner_from", year), of_year(rule, "winner_to", year)) else { continue };
            let past = honours.before(record, year);
            if !past.keys().any(|(won, level)| (from..=to).contains(won) && is_winner(level, *won)) {
                let draft = emit.report_at("award", record).field(Field::KippGroup);
                draft.param("year", year).param("from", from).param("to", to);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::parse_award;
    use crate::rules::testing::{found, record};

    fn of(year: i32, award: &str) -> Vec<String> {
        let record = record(|r| {
            (r.innovation.year, r.innovation.kipp_group) = (Some(year), Some("khusus".into()));
            r.innovation.awards = vec![parse_award(award)];
        });
        found("CLS-11", "KIPP", &[record])
    }

    #[test]
    fn the_group_is_for_past_winners() {
        assert_eq!(of(2023, "Top 99/2019"), ["award | kipp_group"]);
        assert_eq!(of(2023, "Top Inovasi Terpuji 2022"), ["award | kipp_group"]);
        assert_eq!(of(2023, "Top 45/2022"), ["award | kipp_group"]);
        assert_eq!(of(2023, "OAPSI/2023"), ["award | kipp_group"], "the award of the same year comes after the entry");
    }

    #[test]
    fn past_winners_and_years_without_a_known_rule_are_fine() {
        assert!(of(2023, "Top 45/2019").is_empty());
        assert!(of(2023, "Top 9/2014").is_empty());
        assert!(of(2023, "Top Inovasi Terpuji 2021").is_empty());
        assert!(of(2022, "Top 99/2019").is_empty());
    }
}
