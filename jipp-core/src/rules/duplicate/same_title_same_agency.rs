use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Severity, SourceRecord, Stage};
use crate::rules::{DatasetContext, Emitter};
use crate::text::key;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DUP-01",
    name: "same-title-same-agency",
    severity: Severity::Warning,
    stage: Stage::Submit,
    summary: Bilingual {
        id: "Satu instansi tidak memiliki dua data berbeda dengan judul yang sama; huruf besar, spasi, dan tanda baca diabaikan.",
        en: "No agency has two different records of the same title; case, blanks and punctuation do not matter.",
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
    let mut first: HashMap<(String, &str), &SourceRecord> = HashMap::new();
    for record in context.records {
        let innovation = &record.innovation;
        let (Some(title), Some(agency)) = (&innovation.title, &innovation.agency_code) else { continue };
        let title_key = key(title);
        if title_key.is_empty() {
            continue;
        }
        let other = match first.entry((title_key, agency)) {
            Entry::Vacant(place) => {
                place.insert(&record.source);
                continue;
            }
            Entry::Occupied(place) => *place.get(),
        };
        if same_record(&record.source, other) {
            continue;
        }
        emit.report_at("title", &record.source)
            .field(Field::Title)
            .value(title)
            .param("agency", innovation.agency_name.as_ref().unwrap_or(agency))
            .param("other", &other.record_id)
            .param("other_file", &other.file)
            .param("other_row", other.row);
    }
}

/// Whether both are one record of one system: its versions are no duplicates. Rows without an id are not known to be one.
fn same_record(a: &SourceRecord, b: &SourceRecord) -> bool {
    a.external_id.is_some() && (a.system, &a.external_id) == (b.system, &b.external_id)
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
