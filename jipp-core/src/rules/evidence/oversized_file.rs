use super::{FIELD, file_type, letter_of, name_of};
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, RuleSetting, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::vocabulary;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "EVD-02",
    name: "oversized-file",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[DOCUMENT],
    fix: None,
    summary: Bilingual {
        id: "Berkas bukti tidak melampaui ukuran yang diterima formulirnya: video IGA 100 MB, surat KIPP 1 MB. Dokumen IGA di atas 5 MB adalah peringatan, karena batasnya berbeda menurut daerah. Satu MB dihitung 1.048.576 byte.",
        en: "An evidence file is not larger than its form accepts: an IGA video 100 MB, a letter of KIPP 1 MB. An IGA document above 5 MB is a warning, because regions have different limits. One MB counts 1,048,576 bytes.",
    },
    why: Bilingual {
        id: "Berkas yang terlalu besar ditolak saat diunggah, sering kali pada hari terakhir.",
        en: "A file that is too large is refused while uploading, often on the last day.",
    },
    invalid: "video, 150 MB",
    valid: "video, 80 MB",
    source: "Video: IGA form of 2024 (github.com/fnko19/Brida_Inovasi) and GH_EVID. Letters: form of Nusa Tenggara Timur that copies SINOVIK. Documents: 2 MB in two public copies of the IGA form, 5 MB in one",
    messages: &[
        MessageTemplate {
            slug: "limit",
            message: Bilingual {
                id: "berkas `{evidence}` berukuran {size} MB; batasnya {limit} MB",
                en: "the file `{evidence}` has {size} MB; the limit is {limit} MB",
            },
            help: Bilingual { id: "perkecil berkas, atau berikan tautannya", en: "make the file smaller, or give a link to it" },
        },
        MessageTemplate {
            slug: "advised",
            message: Bilingual {
                id: "dokumen `{evidence}` berukuran {size} MB; formulir daerah yang dikenal menerima paling banyak {limit} MB",
                en: "the document `{evidence}` has {size} MB; the regional forms known accept {limit} MB at most",
            },
            help: Bilingual { id: "perkecil berkas, atau pisahkan lampirannya", en: "make the file smaller, or split it" },
        },
    ],
};

/// Without settings the number is that of the vocabulary, which this default repeats (test).
const DOCUMENT: RuleSetting = RuleSetting {
    name: "document_megabytes",
    default: 5.0,
    range: (1.0, 1000.0),
    summary: Bilingual {
        id: "ukuran terbesar dokumen IGA yang belum menjadi peringatan, dalam MB",
        en: "largest size of an IGA document that is no warning yet, in MB",
    },
};
const MEGABYTE: usize = 1024 * 1024;

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for evidence in &context.innovation.evidence {
        let Some(size) = evidence.size else { continue };
        let (slug, limit) = if letter_of(evidence).is_some() {
            ("limit", vocabulary("surat_kipp").and_then(|letters| letters.attributes.count("max_bytes")))
        } else if context.programme == "IGA"
            && let Some(Ok(kind)) = file_type(evidence)
        {
            if let Some(most) = kind.attributes.count("max_bytes") {
                ("limit", Some(most))
            } else {
                let given = emit.given(&DOCUMENT).map(|_| emit.count(&DOCUMENT) * MEGABYTE);
                ("advised", kind.attributes.count("advised_bytes").map(|advised| given.unwrap_or(advised)))
            }
        } else {
            continue;
        };
        let Some(limit) = limit.and_then(|limit| u64::try_from(limit).ok()).filter(|limit| *limit < size) else { continue };
        let draft = emit.report(slug).field(FIELD).value(format!("{} MB", megabytes(size)));
        let draft = draft.param("evidence", name_of(evidence)).param("size", megabytes(size)).param("limit", megabytes(limit));
        if slug == "advised" {
            draft.severity(Severity::Warning);
        }
    }
}

/// Megabytes, rounded up to a tenth so that what is over the limit never reads as the limit.
fn megabytes(bytes: u64) -> String {
    let tenths = (bytes * 10).div_ceil(1024 * 1024);
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use super::super::evidence;
    use super::*;
    use crate::rules::testing::{found, record};

    const MB: u64 = 1024 * 1024;

    fn of(programme: &str, kind: &str, size: u64) -> Vec<String> {
        let file = evidence("b1", |e| (e.kind, e.size) = (Some(kind.into()), Some(size)));
        found("EVD-02", programme, &[record(|r| r.innovation.evidence = vec![file])])
    }

    #[test]
    fn the_default_is_that_of_the_vocabulary() {
        let pdf = vocabulary("bukti_dukung").and_then(|kinds| kinds.get("pdf")).unwrap();
        assert_eq!(pdf.attributes.count("advised_bytes").map(|bytes| bytes as f64), Some(DOCUMENT.default * MEGABYTE as f64));
    }

    #[test]
    fn each_kind_has_its_limit() {
        assert_eq!(of("IGA", "video", 150 * MB), ["limit | evidence | 150 MB"]);
        assert_eq!(of("KIPP", "kesediaan_replikasi", MB + 1), ["limit | evidence | 1.1 MB"]);
        assert_eq!(of("IGA", "pdf", 6 * MB), ["advised | evidence | 6 MB"]);
    }

    #[test]
    fn small_files_and_kinds_without_a_limit_are_fine() {
        assert!(of("IGA", "video", 100 * MB).is_empty());
        assert!(of("IGA", "foto", 90 * MB).is_empty());
        assert!(of("KIPP", "pdf", 6 * MB).is_empty(), "the limit of other attachments of KIPP is not known");
        assert!(found("EVD-02", "IGA", &[record(|r| r.innovation.evidence = vec![evidence("b1", |_| {})])]).is_empty());
    }
}
