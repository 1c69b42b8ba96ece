use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::kipp::report_faults;
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-06",
    name: "wrong-group",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::KIPP.years_of("kipp_kelompok"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Setiap keikutsertaan KIPP memiliki tepat satu kelompok yang ditawarkan pada tahunnya. Tahun yang kelompoknya belum diketahui tidak diperiksa; nilai kolom kelompok itu sendiri diperiksa CLS-01.",
        en: "Every entry in KIPP has exactly one group, offered in its year. Years whose groups are not known are not checked; the value of the group column itself is judged by CLS-01.",
    },
    why: Bilingual {
        id: "Kelompok menentukan formulir, usia minimum, dan syarat penghargaan; kelompok `khusus` tidak ada lagi pada tahun 2025.",
        en: "The group decides form, minimum age and what awards are allowed; the group `khusus` is no longer there in 2025.",
    },
    invalid: "year = 2023, kipp_group = (kosong)",
    valid: "year = 2023, kipp_group = umum",
    source: "KIPP requirements of 2021 (KemenPANRB: cermati persyaratan dan kriteria inovasi KIPP 2021), 2022 (mekanisme penilaian proposal), 2023 and 2025",
    messages: &[
        MessageTemplate {
            slug: "missing",
            message: Bilingual { id: "kelompok KIPP {year} kosong", en: "there is no group of KIPP {year}" },
            help: Bilingual { id: "pilih salah satu: {choices}", en: "choose one of: {choices}" },
        },
        MessageTemplate {
            slug: "several",
            message: Bilingual { id: "{count} kelompok untuk KIPP {year}: {values}", en: "{count} groups for KIPP {year}: {values}" },
            help: Bilingual { id: "pilih tepat satu: {choices}", en: "choose exactly one of: {choices}" },
        },
        MessageTemplate {
            slug: "not_offered",
            message: Bilingual {
                id: "kelompok `{value}` tidak ditawarkan pada KIPP {year}",
                en: "the group `{value}` is not offered in KIPP {year}",
            },
            help: Bilingual { id: "periksa tahunnya, atau pilih salah satu: {choices}", en: "check the year, or choose one of: {choices}" },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    report_faults(context, emit, Field::KippGroup, |entry| entry.group);
}

#[cfg(test)]
mod tests {
    use crate::model::KippEntry;
    use crate::rules::testing::{found, record};

    fn of(year: i32, value: Option<&str>, listed: &[(i32, &str)]) -> Vec<String> {
        let record = record(|r| {
            (r.innovation.year, r.innovation.kipp_group) = (Some(year), value.map(str::to_owned));
            let entry = |(year, value): &(i32, &str)| KippEntry { year: *year, group: Some((*value).to_owned()), ..KippEntry::default() };
            r.innovation.kipp_entries = listed.iter().map(entry).collect();
        });
        found("CLS-06", "KIPP", &[record])
    }

    #[test]
    fn each_entry_has_one_group_of_its_year() {
        assert_eq!(of(2023, None, &[]), ["missing | kipp_group"]);
        assert_eq!(of(2023, Some("umum"), &[(2023, "khusus")]), ["several | kipp_group"]);
        assert_eq!(of(2023, Some("umum"), &[(2022, "replikasi")]), ["not_offered | kipp_entries | replikasi"]);
    }

    #[test]
    fn one_group_a_year_and_unknown_years_are_fine() {
        assert!(of(2023, Some("umum"), &[(2021, "replikasi"), (2023, "umum")]).is_empty());
        assert!(of(2023, None, &[(2023, "umum")]).is_empty(), "the list tells the group");
        assert!(of(2019, None, &[]).is_empty(), "the groups of 2019 are not known");
        assert!(of(2025, Some("khusus"), &[]).is_empty(), "a matter of CLS-01");
        assert!(found("CLS-06", "LAN", &[record(|r| r.innovation.year = Some(2023))]).is_empty());
    }
}
