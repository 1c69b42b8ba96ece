use std::collections::HashMap;

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
    let mut known: HashMap<(u64, &str, _), usize> = HashMap::new();
    let mut reports: Vec<Vec<&Digest>> = Vec::new();
    for record in context.records {
        let (Some(title), Some(agency), Some(_)) = (record.title_hash, record.agency_today(), record.year) else {
            continue;
        };
        let names: Vec<u64> = std::iter::once(title).chain(pair_hash(record)).collect();
        let group = names.iter().find_map(|name| known.get(&(*name, agency, record.system)).copied()).unwrap_or_else(|| {
            reports.push(Vec::new());
            reports.len() - 1
        });
        for name in names {
            known.entry((name, agency, record.system)).or_insert(group);
        }
        if let Some(list) = reports.get_mut(group) {
            list.push(record);
        }
    }
    for mut list in reports {
        list.sort_by_key(|record| record.year);
        for pair in list.windows(2) {
            let [earlier, later] = pair else { continue };
            if !are_versions(later, earlier)
                || !have_one_name(later, earlier)
                || later.is_same_record(earlier)
                || later.details().previous_version.is_some()
            {
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
}

#[cfg(test)]
mod tests {
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
