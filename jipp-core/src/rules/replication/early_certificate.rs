use crate::lang::Bilingual;
use crate::model::{MessageTemplate, ReplicationStage, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, ReplicationContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "REP-08",
    name: "early-certificate",
    severity: Severity::Error,
    stage: Stage::Replication,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Sertifikat hanya ada pada replikasi yang berjalan atau selesai dan sudah diverifikasi (`V`). Bila verifikasinya tidak diketahui, ini peringatan.",
        en: "Only a replication that runs or is finished and was verified (`V`) has a certificate. If its verification is not known, this is a warning.",
    },
    why: Bilingual {
        id: "Sertifikat menyatakan bahwa replikasi benar terjadi; yang terbit sebelum itu menyesatkan.",
        en: "The certificate states that the replication took place; one issued before misleads.",
    },
    invalid: "stage = minat, certificate_document = sertifikat.pdf",
    valid: "stage = selesai, verification = V, certificate_document = sertifikat.pdf",
    source: "Flow of replication in JIPPNas: pages `/sertif` and `/komit`, verification V, X or none (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[
        MessageTemplate {
            slug: "stage",
            message: Bilingual {
                id: "ada sertifikat, tetapi tahapnya baru `{value}`",
                en: "there is a certificate, but the stage is `{value}`",
            },
            help: Bilingual { id: "tarik sertifikatnya, atau mutakhirkan tahapnya", en: "withdraw the certificate, or update the stage" },
        },
        MessageTemplate {
            slug: "unverified",
            message: Bilingual {
                id: "ada sertifikat, tetapi verifikasinya `{value}`",
                en: "there is a certificate, but the verification is `{value}`",
            },
            help: Bilingual {
                id: "verifikasi replikasi ini, atau tarik sertifikatnya",
                en: "verify this replication, or withdraw the certificate",
            },
        },
        MessageTemplate {
            slug: "unknown",
            message: Bilingual {
                id: "ada sertifikat, tetapi tidak diketahui apakah replikasi ini sudah diverifikasi",
                en: "there is a certificate, but whether the replication was verified is not known",
            },
            help: Bilingual { id: "isi kolom `{field}`: `V`, `X`, atau `belum`", en: "fill in `{field}`: `V`, `X` or `belum`" },
        },
    ],
};

pub(in crate::rules) fn check(context: &ReplicationContext<'_>, emit: &mut Emitter<'_>) {
    let replication = context.replication;
    if !replication.has_document("sertifikat") {
        return;
    }
    if !matches!(replication.stage, ReplicationStage::Implementation | ReplicationStage::Completed) {
        emit.report("stage").column("stage").value(replication.stage.code());
    }
    match replication.verification.as_deref().map(str::trim) {
        Some("V") => {}
        None | Some("") => _ = emit.report("unknown").severity(Severity::Warning).column("verification"),
        Some(other) => _ = emit.report("unverified").column("verification").value(other),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{ReplicationDocument, ReplicationStage};
    use crate::rules::testing::{found_in_replications, replication};

    fn of(stage: ReplicationStage, verification: Option<&str>, document: &str) -> Vec<String> {
        let one = replication(|r| {
            (r.stage, r.verification) = (stage, verification.map(str::to_owned));
            r.documents = vec![ReplicationDocument::new(document)];
        });
        found_in_replications("REP-08", &[one], &[])
    }

    #[test]
    fn certificates_that_came_too_early_are_told() {
        assert_eq!(of(ReplicationStage::Approval, Some("V"), "sertifikat"), ["stage | stage | persetujuan"]);
        assert_eq!(of(ReplicationStage::Completed, Some("belum"), "sertifikat"), ["unverified | verification | belum"]);
        assert_eq!(of(ReplicationStage::Completed, None, "sertifikat"), ["unknown | verification"]);
        assert_eq!(of(ReplicationStage::Rejected, Some("X"), "sertifikat").len(), 2);
    }

    #[test]
    fn verified_certificates_and_other_documents_are_fine() {
        assert!(of(ReplicationStage::Completed, Some("V"), "sertifikat").is_empty());
        assert!(of(ReplicationStage::Implementation, Some("V"), "sertifikat").is_empty());
        assert!(of(ReplicationStage::Interest, None, "komitmen").is_empty());
    }
}
