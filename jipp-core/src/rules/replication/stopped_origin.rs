use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, ReplicationContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "REP-06",
    name: "stopped-origin",
    severity: Severity::Warning,
    stage: Stage::Replication,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi asal tidak berstatus `berhenti` atau `vakum`. Replikasi yang sudah selesai atau ditolak tidak diperiksa: tidak ada lagi yang disebarkan.",
        en: "The origin does not have the status `berhenti` or `vakum`. Replications that are finished or rejected are not checked: nothing is spread any more.",
    },
    why: Bilingual {
        id: "Praktik yang sudah mati di tempat asalnya tidak layak disebarkan sebelum diketahui sebabnya.",
        en: "What has died at its origin should not be spread before the reason is known.",
    },
    invalid: "status inovasi asal = vakum",
    valid: "status inovasi asal = berlanjut_dengan_pengembangan",
    source: "Inferred; the statuses are those of JIPPNas and of KemenPANRB, 18 October 2024, on the update of data (narasipos.com)",
    messages: &[MessageTemplate {
        slug: "stopped",
        message: Bilingual { id: "inovasi asal `{origin}` berstatus `{value}`", en: "the origin `{origin}` has the status `{value}`" },
        help: Bilingual {
            id: "tanyakan kepada pemilik mengapa berhenti sebelum melanjutkan replikasi, atau minta ia memutakhirkan statusnya",
            en: "ask the owner why it stopped before going on, or ask for an update of the status",
        },
    }],
};

pub(in crate::rules) fn check(context: &ReplicationContext<'_>, emit: &mut Emitter<'_>) {
    let Some(origin) = context.origin.filter(|_| !context.replication.stage.is_final()) else { return };
    if let Some(status) = origin.status.as_ref().filter(|status| status.is_stopped()) {
        let draft = emit.report("stopped").column("origin_id").value(status.code());
        draft.param("origin", origin.title.as_deref().unwrap_or(&origin.record_id));
    }
}

#[cfg(test)]
mod tests {
    use crate::model::ReplicationStage;
    use crate::rules::testing::{found_in_replications, record, replication};

    fn of(status: &str, stage: ReplicationStage) -> Vec<String> {
        let origin = record(|r| (r.innovation.nri, r.innovation.status) = (Some("316717".into()), Some(status.into())));
        let one = replication(|r| (r.origin.nri, r.stage) = (Some("316717".into()), stage));
        found_in_replications("REP-06", &[one], &[origin])
    }

    #[test]
    fn dead_origins_are_told() {
        assert_eq!(of("berhenti", ReplicationStage::Interest), ["stopped | origin_id | berhenti"]);
        assert_eq!(of("vakum", ReplicationStage::Implementation), ["stopped | origin_id | vakum"]);
    }

    #[test]
    fn living_origins_unknown_ones_and_finished_replications_are_fine() {
        assert!(of("berlanjut_tanpa_pengembangan", ReplicationStage::Interest).is_empty());
        assert!(of("belum_dimutakhirkan", ReplicationStage::Interest).is_empty());
        assert!(of("berhenti", ReplicationStage::Completed).is_empty());
        assert!(of("berhenti", ReplicationStage::Rejected).is_empty());
        assert!(found_in_replications("REP-06", &[replication(|_| {})], &[]).is_empty());
    }
}
