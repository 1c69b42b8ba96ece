use super::date_column;
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, ReplicationStage, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, ReplicationContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "REP-04",
    name: "stage-without-proof",
    severity: Severity::Error,
    stage: Stage::Replication,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Replikasi berstatus `implemen` atau `selesai` memiliki dokumen kesepakatan dan tanggal implementasi; yang berstatus `disetujui` memiliki tanggal persetujuan.",
        en: "A replication with the status `implemen` or `selesai` has an agreement and the date of its implementation; one with the status `disetujui` has the date of approval.",
    },
    why: Bilingual {
        id: "Dokumen kesepakatan adalah bukti replikasi, juga untuk IGA; tanpa tanggal, tahap yang dinyatakan tidak dapat diperiksa.",
        en: "The agreement is the proof of a replication, for IGA too; without a date the stage that is claimed cannot be checked.",
    },
    invalid: "stage = implementasi, documents = (kosong)",
    valid: "stage = implementasi, implementation_date = 2023-08-12, documents = kesepakatan",
    source: "Pipeline of replication in JIPPNas: agreement (PDF), approval, implementation (date) (github.com/pujisubarkah/Jippnas, 2025-2026); that `selesai` needs what `implemen` needs is inferred",
    messages: &[
        MessageTemplate {
            slug: "agreement",
            message: Bilingual { id: "tahap `{stage}` tanpa dokumen kesepakatan", en: "the stage is `{stage}`, but there is no agreement" },
            help: Bilingual {
                id: "unggah kesepakatan (PKS, MoU, atau surat pernyataan), atau kembalikan tahapnya",
                en: "add the agreement (PKS, MoU or statement), or set the stage back",
            },
        },
        MessageTemplate {
            slug: "date",
            message: Bilingual { id: "tahap `{stage}` tanpa `{field}`", en: "the stage is `{stage}`, but `{field}` is missing" },
            help: Bilingual { id: "isi tanggalnya, atau kembalikan tahapnya", en: "enter the date, or set the stage back" },
        },
    ],
};

pub(in crate::rules) fn check(context: &ReplicationContext<'_>, emit: &mut Emitter<'_>) {
    let replication = context.replication;
    let stage = replication.stage;
    let dated = match stage {
        ReplicationStage::Implementation | ReplicationStage::Completed => ReplicationStage::Implementation,
        ReplicationStage::Approval => ReplicationStage::Approval,
        ReplicationStage::Interest | ReplicationStage::Agreement | ReplicationStage::Rejected => return,
    };
    if dated == ReplicationStage::Implementation && !replication.has_document("kesepakatan") {
        emit.report("agreement").column("agreement_document").param("stage", stage);
    }
    if replication.dates.known().all(|(known, _)| known != dated) {
        emit.report("date").column(date_column(dated)).param("stage", stage);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{ReplicationDocument, ReplicationStage};
    use crate::rules::testing::{found_in_replications, replication};

    fn of(stage: ReplicationStage, agreement: bool, approval: &str, implementation: &str) -> Vec<String> {
        let one = replication(|r| {
            r.stage = stage;
            r.documents = if agreement { vec![ReplicationDocument::new("kesepakatan")] } else { Vec::new() };
            (r.dates.approval, r.dates.implementation) = (approval.parse().ok(), implementation.parse().ok());
        });
        found_in_replications("REP-04", &[one], &[])
    }

    #[test]
    fn stages_without_their_proof_are_told() {
        let both = ["agreement | agreement_document", "date | implementation_date"];
        assert_eq!(of(ReplicationStage::Implementation, false, "2023", ""), both);
        assert_eq!(of(ReplicationStage::Completed, false, "2023", "2023"), ["agreement | agreement_document"]);
        assert_eq!(of(ReplicationStage::Approval, true, "", "2023"), ["date | approval_date"]);
    }

    #[test]
    fn earlier_stages_and_proven_ones_are_fine() {
        assert!(of(ReplicationStage::Implementation, true, "", "2023-08").is_empty());
        assert!(of(ReplicationStage::Approval, false, "2023", "").is_empty());
        for stage in [ReplicationStage::Interest, ReplicationStage::Agreement, ReplicationStage::Rejected] {
            assert!(of(stage, false, "", "").is_empty());
        }
    }
}
