use std::collections::HashMap;

use super::{FIELD, name_of, proofs};
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::duplicate::are_reports_of_one;
use crate::rules::{DatasetContext, Digest, Emitter};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "EVD-08",
    name: "reused-file",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Berkas bukti yang sama (SHA-256) tidak dipakai untuk indikator lain atau data lain. Versi tahunan dari satu data boleh memakai berkas yang sama.",
        en: "The same evidence file (SHA-256) is not used for another indicator or another record. Yearly versions of one record may share files.",
    },
    why: Bilingual {
        id: "Satu berkas yang dipakai berulang sering tidak membuktikan apa yang diminta indikator kedua, atau berasal dari inovasi lain.",
        en: "A file used again often does not prove what the second indicator asks for, or comes from another innovation.",
    },
    invalid: "indikator 16 = SK.pdf, indikator 20 = SK.pdf",
    valid: "indikator 16 = SK.pdf, indikator 20 = bimtek.pdf",
    source: "Inferred",
    messages: &[
        MessageTemplate {
            slug: "indicator",
            message: Bilingual {
                id: "berkas `{value}` dipakai untuk indikator {number} dan {other}",
                en: "the file `{value}` is used for indicators {number} and {other}",
            },
            help: Bilingual {
                id: "periksa apakah berkas itu membuktikan keduanya; bila tidak, unggah bukti tersendiri",
                en: "check whether it proves both; if not, upload evidence of its own",
            },
        },
        MessageTemplate {
            slug: "record",
            message: Bilingual {
                id: "berkas `{value}` juga menjadi bukti data `{other}`",
                en: "the file `{value}` is also evidence of the record `{other}`",
            },
            help: Bilingual {
                id: "bandingkan dengan `{other}` ({other_file}, baris {other_row}): mungkin salah unggah, atau kedua data adalah satu inovasi",
                en: "compare it with `{other}` ({other_file}, row {other_row}): a wrong upload, or both are one innovation",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let mut first: HashMap<String, &Digest> = HashMap::new();
    for record in context.records {
        let details = record.details();
        if details.evidence.is_empty() {
            continue;
        }
        let mut own: HashMap<String, u8> = HashMap::new();
        for (_, number, evidence) in proofs(record.year, &details.iga_indicators, &details.evidence) {
            let Some(hash) = evidence.sha256.as_deref().filter(|_| evidence.has_readable_hash()) else { continue };
            let other = *own.entry(hash.to_ascii_lowercase()).or_insert(number);
            if other != number {
                let draft = emit.report_at("indicator", record).field(FIELD).value(name_of(evidence));
                draft.param("number", other).param("other", number);
            }
        }
        for evidence in &details.evidence {
            let Some(hash) = evidence.sha256.as_deref().filter(|_| evidence.has_readable_hash()) else { continue };
            let other = *first.entry(hash.to_ascii_lowercase()).or_insert(record);
            if !std::ptr::eq(other, record) && !record.is_same_record(other) && !are_reports_of_one(record, other) {
                let draft = emit.report_at("record", record).field(FIELD).value(name_of(evidence));
                draft.other(other);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence;
    use crate::model::{Record, SourceSystem};
    use crate::rules::testing::{found, record};

    fn row(id: &str, files: &[(u8, char)]) -> Record {
        record(|r| {
            (r.source.external_id, r.innovation.year) = (Some(id.into()), Some(2026));
            let file = |(number, hash): &(u8, char)| {
                evidence(&format!("b{number}"), |e| (e.indicator, e.sha256) = (Some(*number), Some(hash.to_string().repeat(64))))
            };
            r.innovation.evidence = files.iter().map(file).collect();
        })
    }

    #[test]
    fn the_same_file_for_another_purpose_is_told() {
        assert_eq!(found("EVD-08", "IGA", &[row("1", &[(16, 'a'), (20, 'a')])]), ["indicator | evidence | b20"]);
        assert_eq!(found("EVD-08", "IGA", &[row("1", &[(16, 'a')]), row("2", &[(16, 'A')])]), ["record | evidence | b16"]);
    }

    #[test]
    fn reports_of_one_innovation_share_files_though_their_numbers_change() {
        let report = |id: &str, year: i32, title: &str, agency: &str| {
            let mut one = row(id, &[(16, 'a')]);
            one.source.system = SourceSystem::KemendagriIga;
            (one.innovation.year, one.innovation.title) = (Some(year), Some(title.into()));
            one.innovation.agency_code = Some(agency.into());
            one
        };
        let of = |later: Record| found("EVD-08", "IGA", &[report("1", 2025, "FastDuk", "pemda:35.78"), later]).len();
        assert_eq!(of(report("2", 2026, "FastDuk", "pemda:35.78")), 0);
        assert_eq!(of(report("2", 2026, "FastDuk", "pemda:35.73")), 1, "another agency");
        assert_eq!(of(report("2", 2026, "Sapa Warga", "pemda:35.78")), 1, "another innovation");
        assert_eq!(of(report("2", 2025, "FastDuk", "pemda:35.78")), 1, "a duplicate of one year");
    }

    #[test]
    fn own_files_versions_and_unreadable_hashes_are_fine() {
        assert!(found("EVD-08", "IGA", &[row("1", &[(16, 'a'), (20, 'b')]), row("2", &[(16, 'c')])]).is_empty());
        assert!(found("EVD-08", "IGA", &[row("1", &[(16, 'a')]), row("1", &[(16, 'a')])]).is_empty());
        assert!(found("EVD-08", "IGA", &[row("1", &[(16, 'x'), (20, 'x')])]).is_empty(), "x is no hexadecimal digit");
    }
}
