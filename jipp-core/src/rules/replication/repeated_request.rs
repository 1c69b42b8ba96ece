use std::collections::HashMap;

use super::{Name, agency, names, shown};
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, OrganisationRef, ReplicationStage, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, KnownReplication, ReplicationsContext};
use crate::text::key;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "REP-05",
    name: "repeated-request",
    severity: Severity::Warning,
    stage: Stage::Replication,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Satu replikator (instansi dan UPP) mengajukan replikasi satu inovasi hanya satu kali; pengajuan yang ditolak tidak dihitung.",
        en: "One replicator (agency and unit) asks for one innovation only once; rejected requests do not count.",
    },
    why: Bilingual {
        id: "Pengajuan ganda membesarkan hitungan replikasi; lima kesepakatan yang sama pernah tercatat.",
        en: "Repeated requests inflate the count of replications; five equal agreements were seen.",
    },
    invalid: "GERPAS → Pemkot Kediri (r1); Gerpas → Kota Kediri (r2)",
    valid: "GERPAS → Pemkot Kediri (r1, ditolak); GERPAS → Pemkot Kediri (r2)",
    source: "JIPPNas, list of agreements: five with the same title and party (github.com/pujisubarkah/Jippnas, rekap-kesepakatan.vue, 2025-2026)",
    messages: &[MessageTemplate {
        slug: "request",
        message: Bilingual {
            id: "replikasi yang sama oleh `{value}` sudah diajukan sebagai `{other}` (baris {other_row})",
            en: "the same replication by `{value}` was asked for as `{other}` already (row {other_row})",
        },
        help: Bilingual {
            id: "hapus salah satu, atau bedakan unit replikatornya",
            en: "delete one of them, or tell the units of the replicator apart",
        },
    }],
};

pub(in crate::rules) fn check(context: &ReplicationsContext<'_>, emit: &mut Emitter<'_>) {
    let mut first: HashMap<(Name, String), &KnownReplication<'_>> = HashMap::new();
    for one in context.replications.iter().filter(|one| one.replication.stage != ReplicationStage::Rejected) {
        let replicator = party(&one.replication.replicator);
        if one.replication.replicator.is_unknown() {
            continue;
        }
        let mut earlier: Option<&KnownReplication<'_>> = None;
        for name in names(one) {
            let known = *first.entry((name, replicator.clone())).or_insert(one);
            if !std::ptr::eq(known, one) {
                earlier = earlier.or(Some(known));
            }
        }
        if let Some(earlier) = earlier {
            let draft = emit.report_in_list("request", one.place).column("replicator_agency").value(shown(&one.replication.replicator));
            draft.param("other", earlier.place.id).param("other_row", earlier.place.row);
        }
    }
}

/// Agency and unit, so that equal ones meet.
fn party(who: &OrganisationRef) -> String {
    format!("{}\u{1f}{}", agency(who), key(who.unit.as_deref().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use crate::model::{OrganisationRef, Replication, ReplicationStage};
    use crate::rules::testing::{found_in_replications, record, replication};

    fn request(id: &str, title: &str, replicator: &str, unit: Option<&str>) -> Replication {
        replication(|r| {
            (r.id, r.origin.title) = (id.into(), Some(title.into()));
            r.replicator = OrganisationRef { unit: unit.map(str::to_owned), ..OrganisationRef::of_name(replicator) };
        })
    }

    #[test]
    fn a_second_request_is_told_however_it_is_spelt() {
        let all = [
            request("r1", "GERPAS", "Pemkot Kediri", None),
            request("r2", "Gerpas (Gerai Pengurusan Dokumen Dasar Nelayan)", "Kota Kediri", None),
            request("r3", "GERPAS", "Pemerintah Kota Kediri", None),
        ];
        let told = ["request | replicator_agency | Kota Kediri", "request | replicator_agency | Pemerintah Kota Kediri"];
        let mut found = found_in_replications("REP-05", &all, &[]);
        found.sort();
        assert_eq!(found, told);
    }

    #[test]
    fn a_short_name_and_what_it_stands_for_are_one_origin() {
        let whole = "GERPAS (Gerai Pengurusan Dokumen Dasar Nelayan)";
        let short = || request("r1", "Gerpas", "Pemkot Kediri", None);
        let long = || request("r2", "Gerai Pengurusan Dokumen Dasar Nelayan", "Kota Kediri", None);
        let both = |name: &str| [request("r0", name, "Pemkot Kediri", None), long()];
        assert_eq!(found_in_replications("REP-05", &both(whole), &[]).len(), 1);
        assert_eq!(found_in_replications("REP-05", &both("GERPAS (Gerai Layanan Pasar)"), &[]).len(), 0);
        assert!(found_in_replications("REP-05", &[short(), long()], &[]).is_empty(), "nothing says that they are one");
        // the record that one of them means knows both names
        let gerpas = record(|r| (r.innovation.title, r.innovation.agency_code) = (Some(whole.into()), Some("pemda:35.12".into())));
        let mut by_id = long();
        (by_id.origin.title, by_id.origin.record_id) = (None, Some("generic:1".into()));
        assert_eq!(found_in_replications("REP-05", &[short(), by_id], &[gerpas]).len(), 1);
    }

    #[test]
    fn an_id_and_a_title_of_one_record_are_one_origin() {
        let gerpas = record(|r| (r.innovation.title, r.innovation.agency_code) = (Some("GERPAS".into()), Some("pemda:35.12".into())));
        let mut by_id = request("r2", "sebuah gerai", "Pemkot Kediri", None);
        by_id.origin.record_id = Some("generic:1".into());
        let both = [request("r1", "Gerpas", "Pemkot Kediri", None), by_id];
        assert_eq!(found_in_replications("REP-05", &both, &[gerpas]).len(), 1);
        assert!(found_in_replications("REP-05", &both, &[]).is_empty());
    }

    #[test]
    fn other_units_origins_and_rejected_requests_are_fine() {
        let mut rejected = request("r1", "GERPAS", "Pemkot Kediri", None);
        rejected.stage = ReplicationStage::Rejected;
        let all = [
            rejected,
            request("r2", "GERPAS", "Pemkot Kediri", None),
            request("r3", "GERPAS", "Pemkot Kediri", Some("Dinas A")),
            request("r4", "Lapor Pak", "Pemkot Kediri", None),
            request("r5", "GERPAS", "Pemkot Blitar", None),
        ];
        assert!(found_in_replications("REP-05", &all, &[]).is_empty());
    }
}
