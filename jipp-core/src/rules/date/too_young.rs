use super::most_months;
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, PartialDate, RuleInfo, Scope, Severity, Stage};
use crate::rules::kipp::{Entry, entries};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::{Code, vocabulary};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DAT-07",
    name: "too-young",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::KIPP.years_of("kipp_min_usia.months"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Pada penutupan pendaftaran KIPP, inovasi sudah diterapkan sekurang-kurangnya selama usia minimum tahun, kelompok, dan kategorinya (24 atau 12 bulan). Tahun yang usia minimumnya belum diketahui tidak diperiksa; tanggal yang hanya diketahui tahunnya dihitung seawal mungkin.",
        en: "At the closing of registration for KIPP the innovation has been in use for the minimum age of its year, group and category (24 or 12 months). Years whose minimum is not known are not checked; a date known only to the year counts as early as it can.",
    },
    why: Bilingual {
        id: "Usia inovasi adalah syarat administrasi; proposal yang terlalu muda gugur sebelum dinilai.",
        en: "Age is an administrative requirement; a proposal that is too young is turned down before it is judged.",
    },
    invalid: "year = 2022, kipp_group = umum, implementation_date = 2020-09",
    valid: "year = 2022, kipp_group = umum, implementation_date = 2020-03",
    source: "KIPP 2021 (gpriority.co.id) and 2022 (KemenPANRB: KIPP 2022 dimulai, pahami persyaratannya): months by group and category; closing of 2022 on 15 April (KemenPANRB, 5 April 2022). Closing of 2021 not known: its last day counts",
    messages: &[MessageTemplate {
        slug: "young",
        message: Bilingual {
            id: "inovasi baru diterapkan {count} bulan pada penutupan pendaftaran KIPP {year}{closing}; minimal {least} bulan",
            en: "the innovation had been in use for {count} months at the closing of KIPP {year}{closing}; the least is {least}",
        },
        help: Bilingual {
            id: "periksa tanggal mulai implementasi; bila benar, ajukan pada tahun berikutnya",
            en: "check the date of first use; if it is right, enter it in a later year",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let Some(start) = innovation.implementation_date.filter(|_| context.programme == "KIPP") else { return };
    let Some(ages) = vocabulary("kipp_min_usia") else { return };
    let mut seen = Vec::new();
    for entry in entries(innovation) {
        if seen.contains(&entry.year) {
            continue;
        }
        seen.push(entry.year);
        let least = ages.values_in(entry.year).filter(|age| applies(age, &entry)).filter_map(|age| age.attributes.count("months")).min();
        let Some(least) = least.and_then(|months| i32::try_from(months).ok()) else { continue };
        let stated = ages.attributes.text(&format!("closing_{}", entry.year)).and_then(|day| day.parse().ok());
        let Some(closing) = stated.or_else(|| PartialDate::new(entry.year, None, None)) else { continue };
        let months = most_months(start, closing);
        if months < least {
            let draft = emit.report("young").field(Field::ImplementationDate).value(start.to_string());
            draft.param("count", months.max(0)).param("year", entry.year).param("closing", day_of(closing)).param("least", least);
        }
    }
}

/// The day of a closing in brackets; none if only its year is known, which the message has.
fn day_of(closing: PartialDate) -> String {
    if closing.month().is_some() { format!(" ({closing})") } else { String::new() }
}

/// Whether an age may be that of the entry; what the entry does not say is left open.
fn applies(age: &Code, entry: &Entry<'_>) -> bool {
    let groups = age.attributes.list("group").unwrap_or_default();
    let group = entry.group.is_none_or(|group| groups.contains(&group) || groups.contains(&"*"));
    let category = age.attributes.text("category").is_none_or(|wanted| entry.category.is_none_or(|category| category == wanted));
    group && category
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    const PANDEMIC: &str = "ketahanan_institusi_publik_di_masa_pandemi_dan_antisipasi_pasca_pandemi";
    const OTHER: &str = "pelayanan_publik_yang_inklusif_dan_berkeadilan";

    fn of(year: i32, group: &str, category: Option<&str>, start: &str) -> Vec<String> {
        let record = record(|r| {
            (r.innovation.year, r.innovation.kipp_group) = (Some(year), (!group.is_empty()).then(|| group.to_owned()));
            (r.innovation.kipp_category, r.innovation.implementation_date) = (category.map(str::to_owned), start.parse().ok());
        });
        found("DAT-07", "KIPP", &[record])
    }

    #[test]
    fn the_age_is_that_of_year_group_and_category() {
        assert_eq!(of(2022, "umum", Some(OTHER), "2020-04-16"), ["young | implementation_date | 2020-04-16"]);
        assert_eq!(of(2022, "umum", Some(PANDEMIC), "2021-05"), ["young | implementation_date | 2021-05"]);
        assert_eq!(of(2021, "replikasi", None, "2021"), ["young | implementation_date | 2021"]);
        assert_eq!(of(2021, "umum", None, "2020-02"), ["young | implementation_date | 2020-02"]);
    }

    #[test]
    fn old_enough_or_not_known_is_fine() {
        assert!(of(2022, "umum", Some(OTHER), "2020-04-15").is_empty());
        assert!(of(2022, "umum", Some(OTHER), "2020").is_empty(), "it may have begun in January");
        assert!(of(2022, "umum", None, "2021-04").is_empty(), "the category may be that of the pandemic");
        assert!(of(2021, "", None, "2020-06").is_empty(), "the group may be replikasi");
        assert!(of(2021, "replikasi", None, "2020-06").is_empty());
        assert!(of(2023, "umum", None, "2023").is_empty(), "the minimum of 2023 is not known");
    }
}
