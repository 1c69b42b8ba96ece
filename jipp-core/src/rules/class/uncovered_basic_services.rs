use std::collections::{BTreeMap, BTreeSet};

use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::iga::form;
use crate::rules::{DatasetContext, Digest, Emitter};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-12",
    name: "uncovered-basic-services",
    severity: Severity::Advice,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("iga_formula.max_total"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi satu daerah dalam satu tahun IGA mencakup keenam urusan wajib pelayanan dasar. Diperiksa untuk tahun yang jumlah urusan minimalnya diketahui (2026: lima dari enam), dan hanya bila data menyebutkan urusan.",
        en: "The innovations of a region in one year of IGA cover all six basic-service affairs. Checked for years whose least number is known (2026: five of six), and only where records name their affairs.",
    },
    why: Bilingual {
        id: "Bila urusan pelayanan dasar yang tercakup kurang dari batas tahunnya, poin jumlah inovasi menjadi nol.",
        en: "If fewer basic services are covered than the year asks for, the points for the number of innovations become zero.",
    },
    invalid: "12 inovasi satu kota (2026), semuanya pada urusan Kesehatan",
    valid: "12 inovasi satu kota (2026) pada urusan Pendidikan, Kesehatan, Pekerjaan Umum, Perumahan, Ketenteraman, dan Sosial",
    source: "Formula of 2026 (jumlah, 5 of 6 affairs): public copies of the guide derived from Surat Kepala BSKDN 400.10.11/1887/BSKDN of 29 April 2026 (GH_TOR26, GH_IGA26). Inferred: an affair is covered by one innovation that names it, as its main or as a further affair",
    messages: &[
        MessageTemplate {
            slug: "too_few",
            message: Bilingual {
                id: "portofolio {agency} (IGA {year}, {count} inovasi) mencakup {covered} dari {all} urusan pelayanan dasar, kurang dari {needed}: poin jumlah inovasi menjadi 0",
                en: "the portfolio of {agency} (IGA {year}, {count} innovations) covers {covered} of {all} basic services, fewer than {needed}: the points for their number become 0",
            },
            help: Bilingual {
                id: "laporkan inovasi pada urusan: {missing}; atau lengkapi urusan yang beririsan",
                en: "report innovations in: {missing}; or complete the intersecting affairs",
            },
        },
        MessageTemplate {
            slug: "missing",
            message: Bilingual {
                id: "portofolio {agency} (IGA {year}, {count} inovasi) belum mencakup urusan pelayanan dasar: {missing}",
                en: "the portfolio of {agency} (IGA {year}, {count} innovations) does not cover the basic services: {missing}",
            },
            help: Bilingual {
                id: "laporkan inovasi pada urusan itu bila ada; {needed} dari {all} sudah cukup untuk tahun {year}",
                en: "report innovations there if there are any; {needed} of {all} are enough in {year}",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let mut regions: BTreeMap<(&str, i32), Vec<&Digest>> = BTreeMap::new();
    for record in context.records.iter().filter(|record| record.programme.as_ref() == "IGA") {
        // a ministry has no portfolio of affairs; that it is no owner in IGA is a matter of ORG-08
        let region = record.agency_today().filter(|agency| agency.starts_with("pemda:"));
        if let (Some(agency), Some(year)) = (region, record.year) {
            regions.entry((agency, year)).or_default().push(record);
        }
    }
    for ((_, year), records) in regions {
        let Some((form, formula)) = form(year).and_then(|form| Some((form, form.formula.as_ref()?))) else { continue };
        let named: BTreeSet<&str> = records.iter().flat_map(|record| &record.details().affairs).map(String::as_str).collect();
        let Some(first) = records.first().filter(|_| !named.is_empty()) else { continue };
        let all = form.basic_services().count();
        let missing: Vec<&str> =
            form.basic_services().filter(|affair| !named.contains(affair.code.as_str())).map(|affair| affair.id.as_str()).collect();
        if missing.is_empty() {
            continue;
        }
        let covered = all - missing.len();
        let slug = if covered < formula.min_basic_services { "too_few" } else { "missing" };
        let missing = missing.join("; ");
        let draft = emit.report_of_agency(slug, first).field(Field::Affairs).value(&missing).param("missing", &missing);
        let draft = draft.param("agency", first.shown_agency()).param("year", year).param("count", records.len());
        draft.param("covered", covered).param("all", all).param("needed", formula.min_basic_services);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Record;
    use crate::rules::testing::{found, record};

    fn innovation(agency: &str, year: i32, affairs: &[&str]) -> Record {
        record(|r| {
            (r.innovation.agency_code, r.innovation.year) = (Some(agency.into()), Some(year));
            r.innovation.affairs = affairs.iter().map(|code| (*code).to_owned()).collect();
        })
    }

    #[test]
    fn portfolios_are_those_of_a_region_and_a_year() {
        let records = [
            innovation("pemda:35.78", 2026, &["01", "02", "03"]),
            innovation("pemda:35.78", 2026, &["04", "05", "20"]),
            innovation("pemda:35.73", 2026, &["06"]),
            innovation("pemda:35.73", 2026, &[]),
        ];
        let found = found("CLS-12", "IGA", &records);
        assert!(found[0].starts_with("too_few | affairs | Pendidikan; Kesehatan; Pekerjaan Umum"), "{found:?}");
        assert_eq!(found[1..], ["missing | affairs | Sosial"]);
    }

    #[test]
    fn whole_portfolios_unknown_affairs_years_and_owners_are_fine() {
        for records in [
            vec![innovation("pemda:35.78", 2026, &["01", "02", "03"]), innovation("pemda:35.78", 2026, &["04", "05", "06"])],
            vec![innovation("pemda:35.78", 2026, &[])],
            vec![innovation("pemda:35.78", 2024, &["01"])],
            vec![record(|r| (r.innovation.year, r.innovation.affairs) = (Some(2026), vec!["01".into()]))],
        ] {
            assert!(found("CLS-12", "IGA", &records).is_empty());
        }
        let ministry = innovation("pusat:kemenkes", 2026, &["01"]);
        assert!(found("CLS-12", "IGA", &[ministry]).is_empty(), "a ministry has no portfolio: a matter of ORG-08");
        assert!(found("CLS-12", "LAN", &[innovation("pemda:35.78", 2026, &["01"])]).is_empty());
    }
}
