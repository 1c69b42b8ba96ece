use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{are_versions, have_one_name, pair_hash};
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{DatasetContext, Digest, Emitter};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DUP-01",
    name: "same-title-same-agency",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Satu instansi tidak memiliki dua data berbeda dengan judul yang sama, atau dengan akronim dan kepanjangan yang sama; huruf besar, spasi, dan tanda baca diabaikan. Laporan KIPP atau IGA dari tahun lain adalah versi (DUP-04).",
        en: "No agency has two different records of the same title, or of the same acronym and expansion; case, blanks and punctuation do not matter. A report of KIPP or IGA of another year is a version (DUP-04).",
    },
    why: Bilingual {
        id: "Hampir selalu inovasi yang sama dari sumber atau tahun lain; bila tidak digabungkan, inovasi itu terhitung dua kali.",
        en: "Nearly always it is the same innovation from another source or year; unless merged it is counted twice.",
    },
    invalid: "FastDuk, Kota X (kipp:1); FASTDUK, Kota X (iga:9)",
    valid: "KOTA LAYAK ANAK, Kota Denpasar; KOTA LAYAK ANAK, Kota Surakarta",
    source: "Observation: titles in LAN's innovation database of 2018 (github.com/edison8301/inovasi-lan) and JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[MessageTemplate {
        slug: "title",
        message: Bilingual {
            id: "judul `{value}` sudah dipakai data lain milik {agency}",
            en: "the title `{value}` already stands in another record of {agency}",
        },
        help: Bilingual {
            id: "bandingkan dengan `{other}` ({other_file}, baris {other_row}): gabungkan bila inovasinya sama, atau perjelas judulnya bila berbeda",
            en: "compare it with `{other}` ({other_file}, row {other_row}): merge them if it is the same innovation, or make the titles distinct if not",
        },
    }],
};

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let mut first: HashMap<(u64, &str), &Digest> = HashMap::new();
    for record in context.records {
        let (Some(title), Some(agency)) = (&record.title, &record.agency_code) else { continue };
        // the title as a whole, and acronym and expansion in either order
        let names = [record.title_hash, pair_hash(record)].into_iter().flatten();
        let mut other: Option<&Digest> = None;
        for name in names {
            match first.entry((name, agency)) {
                Entry::Vacant(place) => _ = place.insert(record),
                Entry::Occupied(place) => other = other.or(Some(*place.get()).filter(|other| have_one_name(record, other))),
            }
        }
        let Some(other) = other else { continue };
        // a later report of the same system is a version (DUP-04)
        if record.is_same_record(other) || are_versions(record, other) {
            continue;
        }
        emit.report_at("title", record).field(Field::Title).value(title).param("agency", record.shown_agency()).other(other);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Record;
    use crate::rules::testing::{found, record};

    fn row(id: Option<&str>, title: &str, agency: Option<&str>) -> Record {
        record(|r| {
            r.source.external_id = id.map(str::to_owned);
            (r.innovation.title, r.innovation.agency_code) = (Some(title.into()), agency.map(str::to_owned));
        })
    }

    #[test]
    fn the_later_record_is_reported() {
        let surabaya = Some("pemda:35.78");
        let records = [row(Some("1"), "FastDuk", surabaya), row(Some("2"), "FAST-DUK", surabaya), row(None, "fastduk", surabaya)];
        assert_eq!(found("DUP-01", "other", &records), ["title | title | FAST-DUK", "title | title | fastduk"]);
        let nameless = [row(None, "FastDuk", surabaya), row(None, "FastDuk", surabaya)];
        assert_eq!(found("DUP-01", "other", &nameless), ["title | title | FastDuk"]);
    }

    #[test]
    fn acronym_and_expansion_may_change_places() {
        let named = |id, title: &str| {
            let mut row = row(Some(id), title, Some("pemda:35.12"));
            let parsed = crate::text::parse_title(title);
            (row.innovation.acronym, row.innovation.expansion) = (parsed.acronym, parsed.expansion);
            row
        };
        let records = [named("1", "SADELPOS (Samsat Delivery Pos)"), named("2", "Samsat Delivery Pos (SADELPOS)")];
        assert_eq!(found("DUP-01", "other", &records), ["title | title | Samsat Delivery Pos (SADELPOS)"]);
    }

    #[test]
    fn a_report_of_another_year_is_a_version() {
        let of_year = |id, year| {
            let mut row = row(Some(id), "FastDuk", Some("pemda:35.78"));
            row.source.system = crate::model::SourceSystem::PanrbKipp;
            row.innovation.year = Some(year);
            row
        };
        assert!(found("DUP-01", "other", &[of_year("1", 2021), of_year("2", 2022)]).is_empty());
        let mut elsewhere = of_year("2", 2022);
        elsewhere.source.system = crate::model::SourceSystem::KemendagriIga;
        assert_eq!(found("DUP-01", "other", &[of_year("1", 2021), elsewhere]).len(), 1, "another system is another record");
    }

    #[test]
    fn other_agencies_and_versions_are_no_duplicates() {
        let surabaya = Some("pemda:35.78");
        let records = [
            row(Some("1"), "KOTA LAYAK ANAK", Some("pemda:51.71")),
            row(Some("2"), "KOTA LAYAK ANAK", Some("pemda:33.72")),
            row(Some("3"), "FastDuk", surabaya),
            row(Some("3"), "Fastduk", surabaya),
            row(Some("4"), "FastDuk", None),
        ];
        assert!(found("DUP-01", "other", &records).is_empty());
    }
}
