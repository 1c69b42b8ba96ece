use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::kipp::report_faults;
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-07",
    name: "wrong-category",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::KIPP.years_of("kipp_kategori"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Setiap keikutsertaan KIPP memiliki tepat satu kategori dari skema tahunnya. Tahun yang skemanya belum diketahui (misalnya 2025) tidak diperiksa; nilai kolom kategori itu sendiri diperiksa CLS-01.",
        en: "Every entry in KIPP has exactly one category of its year's scheme. Years whose scheme is not known, such as 2025, are not checked; the value of the category column itself is judged by CLS-01.",
    },
    why: Bilingual {
        id: "Skema berubah setiap tahun (10 kategori, lalu 3, lalu 11); tanpa kategori, proposal tidak dapat dinilai bersama yang sejenis.",
        en: "The scheme changes every year (10 categories, then 3, then 11); without one a proposal cannot be judged among its like.",
    },
    invalid: "year = 2022, kipp_category = (kosong)",
    valid: "year = 2021, kipp_category = kesehatan",
    source: "KIPP categories of 2021 (gpriority.co.id), 2022 (KemenPANRB: mekanisme penilaian proposal KIPP) and 2023 (form of Nusa Tenggara Timur that copies SINOVIK)",
    messages: &[
        MessageTemplate {
            slug: "missing",
            message: Bilingual { id: "kategori KIPP {year} kosong", en: "there is no category of KIPP {year}" },
            help: Bilingual { id: "pilih salah satu: {choices}", en: "choose one of: {choices}" },
        },
        MessageTemplate {
            slug: "several",
            message: Bilingual { id: "{count} kategori untuk KIPP {year}: {values}", en: "{count} categories for KIPP {year}: {values}" },
            help: Bilingual { id: "pilih tepat satu: {choices}", en: "choose exactly one of: {choices}" },
        },
        MessageTemplate {
            slug: "not_offered",
            message: Bilingual {
                id: "kategori `{value}` tidak ditawarkan pada KIPP {year}",
                en: "the category `{value}` is not offered in KIPP {year}",
            },
            help: Bilingual { id: "periksa tahunnya, atau pilih salah satu: {choices}", en: "check the year, or choose one of: {choices}" },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    report_faults(context, emit, Field::KippCategory, |entry| entry.category);
}

#[cfg(test)]
mod tests {
    use crate::model::KippEntry;
    use crate::rules::testing::{found, record};

    fn of(year: i32, value: Option<&str>, listed: &[(i32, &str)]) -> Vec<String> {
        let record = record(|r| {
            (r.innovation.year, r.innovation.kipp_category) = (Some(year), value.map(str::to_owned));
            let entry =
                |(year, value): &(i32, &str)| KippEntry { year: *year, category: Some((*value).to_owned()), ..KippEntry::default() };
            r.innovation.kipp_entries = listed.iter().map(entry).collect();
        });
        found("CLS-07", "KIPP", &[record])
    }

    #[test]
    fn each_entry_has_one_category_of_its_year() {
        assert_eq!(of(2021, None, &[]), ["missing | kipp_category"]);
        assert_eq!(of(2021, Some("kesehatan"), &[(2021, "pendidikan")]), ["several | kipp_category"]);
        assert_eq!(of(2021, Some("kesehatan"), &[(2022, "pendidikan")]), ["not_offered | kipp_entries | pendidikan"]);
    }

    #[test]
    fn one_category_a_year_and_unknown_schemes_are_fine() {
        assert!(of(2021, Some("kesehatan"), &[(2023, "pendidikan")]).is_empty());
        assert!(of(2025, None, &[]).is_empty(), "the categories of 2025 are not known");
        assert!(of(2016, None, &[]).is_empty());
        assert!(found("CLS-07", "IGA", &[record(|r| r.innovation.year = Some(2023))]).is_empty());
    }
}
