use super::{is_of_itself, shown};
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, ReplicationContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "REP-02",
    name: "same-agency",
    severity: Severity::Warning,
    stage: Stage::Replication,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Replikator adalah instansi lain daripada pemilik inovasi asal; UPP lain dari instansi yang sama adalah perluasan internal.",
        en: "The replicator is another agency than the owner of the origin; another unit of the same agency is an internal widening.",
    },
    why: Bilingual {
        id: "IGA menghitung replikasi oleh daerah lain; perluasan di dalam satu instansi tidak dihitung.",
        en: "IGA counts replications by other regions; a widening within one agency is not counted.",
    },
    invalid: "origin = RSUD A, Pemkot Surabaya; replicator = Puskesmas B, Pemkot Surabaya",
    valid: "origin = RSUD A, Pemkot Surabaya; replicator = Puskesmas C, Pemkot Kediri",
    source: "Form of IGA 2024, indicator on replication (github.com/fnko19/Brida_Inovasi, 2025)",
    messages: &[MessageTemplate {
        slug: "internal",
        message: Bilingual {
            id: "replikasi ini tetap di dalam satu instansi, `{value}`: perluasan internal, tidak dihitung untuk IGA",
            en: "this replication stays within one agency, `{value}`: an internal widening, not counted for IGA",
        },
        help: Bilingual {
            id: "catat sebagai perluasan internal, atau perbaiki instansi replikator",
            en: "record it as an internal widening, or correct the agency of the replicator",
        },
    }],
};

pub(in crate::rules) fn check(context: &ReplicationContext<'_>, emit: &mut Emitter<'_>) {
    if context.replication.is_internal() && !is_of_itself(context.replication) {
        emit.report("internal").column("replicator_agency").value(shown(&context.replication.replicator));
    }
}

#[cfg(test)]
mod tests {
    use crate::model::OrganisationRef;
    use crate::rules::testing::{found_in_replications, replication};

    fn by(owner: (&str, &str), replicator: (&str, &str)) -> Vec<String> {
        let of = |(agency, unit): (&str, &str)| OrganisationRef {
            unit: (!unit.is_empty()).then(|| unit.to_owned()),
            ..OrganisationRef::of_name(agency)
        };
        let one = replication(|r| (r.origin.owner, r.replicator) = (of(owner), of(replicator)));
        found_in_replications("REP-02", &[one], &[])
    }

    #[test]
    fn another_unit_of_the_owner_is_told() {
        let told = ["internal | replicator_agency | Pemerintah Kota Surabaya"];
        assert_eq!(by(("Pemkot Surabaya", "RSUD A"), ("Pemerintah Kota Surabaya", "Puskesmas B")), told);
        assert_eq!(by(("Pemkot Surabaya", ""), ("Pemerintah Kota Surabaya", "Puskesmas B")), told);
    }

    #[test]
    fn other_agencies_and_the_owner_itself_are_no_matter_of_this_rule() {
        assert!(by(("Pemkot Surabaya", "RSUD A"), ("Pemkot Kediri", "RSUD A")).is_empty());
        assert!(by(("Pemkot Surabaya", "RSUD A"), ("Kota Surabaya", "rsud a")).is_empty(), "REP-01");
        assert!(by(("Pemkot Surabaya", ""), ("Entah", "")).is_empty());
    }
}
