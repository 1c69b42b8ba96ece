use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, PartialDate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::vocabulary;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DAT-08",
    name: "outside-window",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("iga_formula.window_from"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi IGA diterapkan atau dikembangkan dalam jangka waktu penilaian tahunnya (IGA 2026: 1 Januari 2024 sampai 31 Desember 2025). Tahun tanpa jangka waktu yang diketahui dan data tanpa tanggal tidak diperiksa.",
        en: "An IGA innovation was implemented or developed within the window of its year (IGA 2026: 1 January 2024 to 31 December 2025). Years without a known window and records without dates are not checked.",
    },
    why: Bilingual {
        id: "Inovasi di luar jangka waktu itu tidak dinilai, sehingga bukti dan skornya sia-sia.",
        en: "An innovation outside the window is not measured; its evidence and score are in vain.",
    },
    invalid: "year = 2026, implementation_date = 2021-03-01, development_date = (kosong)",
    valid: "year = 2026, implementation_date = 2021-03-01, development_date = 2024-08",
    source: "IGA guide of 2026, derived from Surat Kepala BSKDN 400.10.11/1887/BSKDN of 29 April 2026 (public copies GH_IGA26, GH_OUT26)",
    messages: &[MessageTemplate {
        slug: "window",
        message: Bilingual {
            id: "penerapan atau pengembangan ({dates}) di luar jangka waktu IGA {year}: {from} sampai {to}",
            en: "implementation or development ({dates}) lies outside the window of IGA {year}: {from} to {to}",
        },
        help: Bilingual {
            id: "isi waktu pengembangan bila inovasi diperbarui dalam jangka waktu itu; bila tidak, inovasi ini tidak dapat dilaporkan tahun {year}",
            en: "enter the date of development if it was renewed within the window; if not, it cannot be reported in {year}",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let Some(year) = innovation.year.filter(|_| context.programme == "IGA") else { return };
    let Some(formula) = vocabulary("iga_formula").and_then(|list| list.values_in(year).next()) else { return };
    let bound = |name: &str| formula.attributes.text(name).and_then(|day| day.parse::<PartialDate>().ok());
    let (Some(from), Some(to)) = (bound("window_from"), bound("window_to")) else { return };
    let single = [innovation.implementation_date, innovation.development_date];
    let mut dates: Vec<PartialDate> = single.into_iter().flatten().chain(innovation.development_dates.iter().copied()).collect();
    dates.sort_unstable();
    dates.dedup();
    // a date known in part is inside if it may be
    let inside = |date: &PartialDate| !date.before(from) && !to.before(*date);
    if dates.is_empty() || dates.iter().any(inside) {
        return;
    }
    let written = dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let field = if innovation.implementation_date.is_some() { Field::ImplementationDate } else { Field::DevelopmentDate };
    let draft = emit.report("window").field(field).value(&written).param("dates", &written);
    draft.param("year", year).param("from", from).param("to", to);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(programme: &str, year: i32, implementation: &str, development: &[&str]) -> Vec<String> {
        let record = record(|r| {
            (r.innovation.year, r.innovation.implementation_date) = (Some(year), implementation.parse().ok());
            r.innovation.development_dates = development.iter().filter_map(|date| date.parse().ok()).collect();
        });
        found("DAT-08", programme, &[record])
    }

    #[test]
    fn nothing_within_the_window_is_an_error() {
        assert_eq!(of("IGA", 2026, "2021-03-01", &[]), ["window | implementation_date | 2021-03-01"]);
        assert_eq!(of("IGA", 2026, "2021", &["2023-12-31", "2026-01"]), ["window | implementation_date | 2021, 2023-12-31, 2026-01"]);
    }

    #[test]
    fn one_date_within_is_enough_and_other_years_have_no_window() {
        assert!(of("IGA", 2026, "2024", &[]).is_empty());
        assert!(of("IGA", 2026, "2021", &["2025-12-31"]).is_empty());
        assert!(of("IGA", 2026, "", &[]).is_empty(), "without a date nothing can be said");
        assert!(of("IGA", 2025, "2015", &[]).is_empty());
        assert!(of("KIPP", 2026, "2015", &[]).is_empty());
    }
}
