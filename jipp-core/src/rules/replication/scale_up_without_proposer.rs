use super::shown;
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, ReplicationError, ReplicationKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, ReplicationContext};
use crate::vocab::{Resolution, ResolveOptions, Status, agency_by_code, resolve};

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
            slug: "not_central",
            message: Bilingual {
                id: "pengusul `{value}` bukan kementerian atau lembaga",
                en: "the proposer `{value}` is no ministry or agency",
            },
            help: Bilingual {
                id: "isi kementerian atau lembaga yang mengusulkan perluasannya, atau ubah jenisnya menjadi `replikasi`",
                en: "enter the ministry or agency that proposes to spread it, or change the kind to `replikasi`",
            },
        },
        MessageTemplate {
            slug: "unknown",
            message: Bilingual { id: "pengusul `{value}` tidak dikenal", en: "the proposer `{value}` is not known" },
            help: Bilingual {
                id: "tulis nama resmi atau kode kementerian atau lembaga pengusul, misalnya `Kementerian Dalam Negeri`",
                en: "write the official name or the code of the ministry or agency that proposes it, such as `Kementerian Dalam Negeri`",
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
        _ if context.replication.kind == ReplicationKind::ScaleUp => tell_kind(context, emit),
        _ => {}
    }
}

/// Reports a proposer that is no ministry or agency, or none that is known. A name that several bear is let pass.
fn tell_kind(context: &ReplicationContext<'_>, emit: &mut Emitter<'_>) {
    let Some(proposer) = &context.replication.proposer else { return };
    let resolved = || {
        let year = context.replication.dates.known().next().map(|(_, date)| date.year());
        resolve(proposer.name.as_deref().unwrap_or_default(), ResolveOptions { year, ..ResolveOptions::default() })
    };
    let slug = match proposer.code.as_deref() {
        Some(code) => agency_by_code(code).map_or(Some("unknown"), |agency| (agency.level != CENTRAL).then_some("not_central")),
        None => match resolved() {
            Resolution { status: Status::Resolved, level, .. } => (level.as_deref() != Some(CENTRAL)).then_some("not_central"),
            Resolution { status: Status::Unknown, .. } => Some("unknown"),
            Resolution { .. } => None,
        },
    };
    if let Some(slug) = slug {
        emit.report(slug).column("proposer").value(shown(proposer));
    }
}

/// The level of ministries and agencies in the table of agencies.
const CENTRAL: &str = "pusat";

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
    fn only_a_known_ministry_or_agency_proposes() {
        assert_eq!(by(ReplicationKind::ScaleUp, Some("Pemkot Kediri")), ["not_central | proposer | Pemkot Kediri"]);
        let unknown = "Kementerian Perikanan Raya";
        assert_eq!(by(ReplicationKind::ScaleUp, Some(unknown)), [format!("unknown | proposer | {unknown}")]);
        for known in ["Kemendagri", "Badan Pengawas Obat dan Makanan", "Kementerian Kelautan dan Perikanan"] {
            assert!(by(ReplicationKind::ScaleUp, Some(known)).is_empty(), "{known}");
        }
        assert!(by(ReplicationKind::Replikasi, Some("Pemkot Kediri")).is_empty());
    }

    #[test]
    fn proposed_scale_ups_and_replications_are_fine() {
        assert!(by(ReplicationKind::ScaleUp, Some("Kementerian Dalam Negeri")).is_empty());
        assert!(by(ReplicationKind::Replikasi, None).is_empty());
    }
}
