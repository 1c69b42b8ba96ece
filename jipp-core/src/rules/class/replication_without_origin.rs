use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-08",
    name: "replication-without-origin",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi dengan klasifikasi `replikasi` atau dalam kelompok KIPP `replikasi` menyebut inovasi asalnya.",
        en: "An innovation classified as `replikasi`, or in the KIPP group `replikasi`, names the innovation it replicates.",
    },
    why: Bilingual {
        id: "Tanpa inovasi asal, penyebaran tidak dapat ditelusuri dan inovasi asal tidak memperoleh pengakuan.",
        en: "Without the origin the spread cannot be traced, and the origin gets no credit.",
    },
    invalid: "kipp_group = replikasi, replicates = (kosong)",
    valid: "kipp_group = replikasi, replicates = GERPAS, Top 99 Tahun 2018",
    source: "KIPP 2021 requirements (KemenPANRB: cermati persyaratan dan kriteria inovasi KIPP 2021); form of Nusa Tenggara Timur that copies SINOVIK (github.com/bidangegovntt/template_dev_docker)",
    messages: &[MessageTemplate {
        slug: "origin",
        message: Bilingual {
            id: "data ini replikasi menurut {by}, tetapi inovasi asal kosong",
            en: "the record is a replication by {by}, but names no origin",
        },
        help: Bilingual {
            id: "isi judul, instansi, dan tahun inovasi asal pada kolom `{label}`, atau ubah klasifikasinya",
            en: "enter title, agency and year of the origin under `{label}`, or change the classification",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let classified = [(Field::Classification, &innovation.classification), (Field::KippGroup, &innovation.kipp_group)];
    let replication = classified.into_iter().find(|(_, code)| code.as_deref() == Some("replikasi"));
    if let Some((by, _)) = replication
        && innovation.replicates.as_deref().is_none_or(|origin| origin.trim().is_empty())
    {
        emit.report("origin").field(Field::Replicates).param("by", context.named(by));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    #[test]
    fn a_replication_names_its_origin() {
        let iga = record(|r| r.innovation.classification = Some("replikasi".into()));
        let kipp = record(|r| r.innovation.kipp_group = Some("replikasi".into()));
        assert_eq!(found("CLS-08", "IGA", &[iga]), ["origin | replicates"]);
        assert_eq!(found("CLS-08", "KIPP", &[kipp]), ["origin | replicates"]);
    }

    #[test]
    fn named_origins_and_other_groups_are_fine() {
        let named = record(|r| (r.innovation.kipp_group, r.innovation.replicates) = (Some("replikasi".into()), Some("GERPAS".into())));
        let umum = record(|r| (r.innovation.kipp_group, r.innovation.classification) = (Some("umum".into()), Some("umum".into())));
        assert!(found("CLS-08", "KIPP", &[named, umum]).is_empty());
    }
}
