use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{are_versions, have_one_name, pair_hash};
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{DatasetContext, Digest, Emitter};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DUP-04",
    name: "later-version",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Laporan KIPP atau IGA tahun berikutnya, dengan instansi dan judul yang sama, menyebut versi sebelumnya: itu versi, bukan duplikat.",
        en: "A report of KIPP or IGA of a later year, with the same agency and title, names the previous version: it is a version, no duplicate.",
    },
    why: Bilingual {
        id: "IGA dilaporkan setiap tahun; tanpa tautan ke versi sebelumnya, satu inovasi terhitung sekali per tahun.",
        en: "IGA is reported every year; without the link to the previous version one innovation is counted once a year.",
    },
    invalid: "2024: FastDuk, Kota X; 2025: FastDuk, Kota X, previous_version = (kosong)",
    valid: "2024: FastDuk, Kota X (iga:7); 2025: FastDuk, Kota X, previous_version = iga:7",
    source: "Yearly reports of IGA, as a terms of reference of Kabupaten Sumbawa for 2026 describes them (GH_TOR26)",
    messages: &[MessageTemplate {
        slug: "version",
        message: Bilingual {
            id: "`{title}` milik {agency} sudah dilaporkan pada {year}; ini versi berikutnya, bukan duplikat",
            en: "`{title}` of {agency} was reported in {year} already; this is a later version, no duplicate",
        },
        help: Bilingual {
            id: "isi versi sebelumnya: `{other}` ({other_file}, baris {other_row}), dan apa yang dikembangkan sejak itu",
            en: "enter the previous version: `{other}` ({other_file}, row {other_row}), and what was developed since",
        },
    }],
};

/// Longest title in a message.
const TITLE: usize = 120;

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    // `SIGAP (Siaga Gawat Pasien)` and `Siaga Gawat Pasien (SIGAP)` are one name
    let names = |record: &Digest| record.title_hash.into_iter().chain(pair_hash(record));
    let mut reports: BTreeMap<(u64, &str, &str), Vec<&Digest>> = BTreeMap::new();
    let of_years = || context.records.iter().filter(|record| record.title_hash.is_some() && record.year.is_some());
    for record in of_years() {
        let Some(agency) = record.agency_today() else { continue };
        for name in names(record) {
            reports.entry((name, agency, record.system.code())).or_default().push(record);
        }
    }
    for list in reports.values_mut() {
        list.sort_by_key(|record| (record.year, Reverse(&record.record_id)));
    }
    for later in of_years() {
        let Some(agency) = later.agency_today() else { continue };
        // the last report before this one, whichever of its names they share and wherever in the files it stands
        let before = |name: u64| {
            let list = reports.get(&(name, agency, later.system.code()))?;
            let earlier = list.get(..list.partition_point(|record| record.year < later.year))?;
            let is_version =
                |earlier: &&Digest| have_one_name(later, earlier) && are_versions(later, earlier) && !later.is_same_record(earlier);
            earlier.iter().rev().copied().find(is_version)
        };
        let Some(earlier) = names(later).filter_map(before).max_by_key(|record| (record.year, Reverse(&record.record_id))) else {
            continue;
        };
        if later.details().previous_version.is_some() {
            continue;
        }
        emit.report_at("version", later)
            .field(Field::PreviousVersion)
            .param("title", crate::text::excerpt(later.title.as_deref().unwrap_or_default(), TITLE))
            .param("agency", later.shown_agency())
            .param("year", earlier.year.unwrap_or_default())
            .other(earlier);
    }
}

#[cfg(test)]
mod tests {
    use proptest::strategy::Strategy as _;

    use crate::model::{PreviousVersion, Record, SourceSystem};
    use crate::rules::testing::{found, record};

    fn row(id: &str, year: i32) -> Record {
        record(|r| {
            (r.source.system, r.source.external_id) = (SourceSystem::KemendagriIga, Some(id.into()));
            (r.innovation.title, r.innovation.agency_code) = (Some("FastDuk".into()), Some("pemda:35.78".into()));
            r.innovation.year = Some(year);
        })
    }

    #[test]
    fn each_later_report_is_told_whatever_the_order() {
        let records = [row("3", 2025), row("1", 2023), row("2", 2024)];
        assert_eq!(found("DUP-04", "IGA", &records), ["version | previous_version", "version | previous_version"]);
    }

    #[test]
    fn both_forms_of_a_title_are_one_name() {
        let titled = |id: &str, year: i32, title: &str| {
            let mut one = row(id, year);
            one.innovation.title = Some(title.into());
            let parsed = crate::text::parse_title(title);
            (one.innovation.acronym, one.innovation.expansion) = (parsed.acronym, parsed.expansion);
            one
        };
        let of = |later: &str| found("DUP-04", "IGA", &[titled("1", 2024, "SIGAP (Siaga Gawat Pasien)"), titled("2", 2025, later)]).len();
        assert_eq!(of("Siaga Gawat Pasien (SIGAP)"), 1);
        assert_eq!(of("SIGAP (Siap Jaga Pasar)"), 0, "another innovation with the same short name");
    }

    /// Which report is told to follow which.
    fn followed(records: &[Record]) -> Vec<(String, String)> {
        let checked = crate::rules::check(records, |_| "IGA", &crate::rules::CheckOptions::default());
        let of_rule = checked.findings.iter().filter(|finding| finding.rule.code == "DUP-04");
        let other = |params: &[(&'static str, String)]| params.iter().find(|(name, _)| *name == "other").unwrap().1.clone();
        let mut pairs: Vec<(String, String)> = of_rule.map(|f| (f.record.clone().unwrap(), other(&f.params))).collect();
        pairs.sort();
        pairs
    }

    fn named(id: &str, year: i32, title: &str) -> Record {
        let mut one = row(id, year);
        one.source.record_id = format!("kemendagri_iga:{id}");
        let parsed = crate::text::parse_title(title);
        (one.innovation.title, one.innovation.acronym, one.innovation.expansion) = (Some(title.into()), parsed.acronym, parsed.expansion);
        one
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, ..Default::default() })]

        /// Names of one innovation reach each other through its acronym as well, in whatever order they stand.
        #[test]
        fn any_order_of_rows_gives_the_same(order in proptest::prelude::Just((0..7).collect::<Vec<usize>>()).prop_shuffle()) {
            let titles = [
                ("1", 2021, "SIGAP (Siaga Gawat Pasien)"),
                ("2", 2022, "Siaga Gawat Pasien (SIGAP)"),
                ("3", 2023, "Siaga Gawat"),
                ("4", 2024, "Siaga Gawat"),
                ("5", 2024, "SIGAP (Siaga Gawat Pasien)"),
                ("6", 2024, "SIGAP (Siap Jaga Pasar)"),
                ("7", 2022, "Siaga Gawat"),
            ];
            let mut records: Vec<Record> = titles.into_iter().map(|(id, year, title)| named(id, year, title)).collect();
            // the acronym stands in a column of its own
            let bare = &mut records[2].innovation;
            (bare.acronym, bare.expansion) = (Some("SIGAP".into()), Some("Siaga Gawat Pasien".into()));
            let shuffled: Vec<Record> = order.iter().map(|at| records[*at].clone()).collect();
            let pairs = followed(&shuffled);
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(later, earlier)| (later.as_str(), earlier.as_str())).collect();
            let id = |n: usize| ["", "kemendagri_iga:1", "kemendagri_iga:2", "kemendagri_iga:3", "kemendagri_iga:4", "kemendagri_iga:5"][n];
            proptest::prop_assert_eq!(pairs, [(id(2), id(1)), (id(3), id(2)), (id(4), id(3)), (id(5), id(3))]);
        }
    }

    #[test]
    fn linked_versions_and_other_records_are_fine() {
        let mut linked = row("2", 2024);
        linked.innovation.previous_version = Some(PreviousVersion::default());
        assert!(found("DUP-04", "IGA", &[row("1", 2023), linked]).is_empty());
        assert!(found("DUP-04", "IGA", &[row("1", 2023), row("2", 2023)]).is_empty(), "a matter of DUP-01");
        assert!(found("DUP-04", "IGA", &[row("1", 2023), row("1", 2024)]).is_empty(), "the source links them itself");
        let mut kipp = row("2", 2024);
        kipp.source.system = SourceSystem::PanrbKipp;
        assert!(found("DUP-04", "IGA", &[row("1", 2023), kipp]).is_empty());
        let lan = [row("1", 2013), row("2", 2014)].map(|mut row| {
            row.source.system = SourceSystem::LanInoland;
            row
        });
        assert!(found("DUP-04", "LAN", &lan).is_empty(), "its year is that of the implementation");
    }
}
