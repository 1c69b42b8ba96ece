use super::shown;
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, ReplicationError, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, ReplicationContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "REP-09",
    name: "scale-up-without-proposer",
    severity: Severity::Error,
    stage: Stage::Replication,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Perluasan (`scale_up`) menyebut kementerian atau lembaga yang mengusulkannya, dan pengusul itu bukan pemilik inovasi asal.",
        en: "A scale-up (`scale_up`) names the ministry or agency that proposes it, and that is not the owner of the origin.",
    },
    why: Bilingual {
        id: "Perluasan adalah kebijakan nasional; kementerian yang membidanginya yang mengusulkan dan menanggungnya.",
        en: "A scale-up is national policy; the ministry in charge proposes it and answers for it.",
    },
    invalid: "kind = scale_up, proposer = (kosong)",
    valid: "kind = scale_up, origin_agency = Pemkab Gresik, proposer = Kementerian Dalam Negeri",
    source: "KemenPANRB 2019: eight innovations to be replicated nationally, among them Kakeku Datang of Gresik, proposed by Kemendagri (menpan.go.id, delapan-inovasi-pelayanan-publik-akan-direplikasi-secara-nasional)",
    messages: &[
        MessageTemplate {
            slug: "missing",
            message: Bilingual { id: "perluasan tanpa kementerian pengusul", en: "a scale-up without the ministry that proposes it" },
            help: Bilingual {
                id: "isi pengusulnya, atau ubah jenisnya menjadi `replikasi`",
                en: "enter who proposes it, or change the kind to `replikasi`",
            },
        },
        MessageTemplate {
            slug: "owner",
            message: Bilingual {
                id: "pengusul `{value}` adalah pemilik inovasi asal itu sendiri",
                en: "the proposer `{value}` is the owner of the origin itself",
            },
            help: Bilingual {
                id: "isi kementerian atau lembaga yang mengusulkan perluasannya",
                en: "enter the ministry or agency that proposes to spread it",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &ReplicationContext<'_>, emit: &mut Emitter<'_>) {
    match context.replication.check_proposer() {
        Err(ReplicationError::MissingProposer) => _ = emit.report("missing").column("proposer"),
        Err(ReplicationError::ProposerIsOwner) => {
            let proposer = context.replication.proposer.as_ref().map(shown).unwrap_or_default();
            emit.report("owner").column("proposer").value(proposer);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{OrganisationRef, ReplicationKind};
    use crate::rules::testing::{found_in_replications, replication};

    fn by(kind: ReplicationKind, proposer: Option<&str>) -> Vec<String> {
        let one = replication(|r| (r.kind, r.proposer) = (kind, proposer.map(OrganisationRef::of_name)));
        found_in_replications("REP-09", &[one], &[])
    }

    #[test]
    fn scale_ups_need_another_agency_that_proposes_them() {
        assert_eq!(by(ReplicationKind::ScaleUp, None), ["missing | proposer"]);
        assert_eq!(by(ReplicationKind::ScaleUp, Some("Pemkab Situbondo")), ["owner | proposer | Pemkab Situbondo"]);
    }

    #[test]
    fn proposed_scale_ups_and_replications_are_fine() {
        assert!(by(ReplicationKind::ScaleUp, Some("Kementerian Dalam Negeri")).is_empty());
        assert!(by(ReplicationKind::Replikasi, None).is_empty());
    }
}
