use std::collections::{BTreeSet, HashMap};

use super::{Name, names, names_of_record};
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, ReplicationStage, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, ReplicationsContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "REP-07",
    name: "unmatched-counter",
    severity: Severity::Warning,
    stage: Stage::Replication,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Hitungan replikasi suatu inovasi (`statistics.replications`, *jumlah replikasi*) sesuai dengan catatan replikasinya: tidak kurang dari yang sudah berjalan dan tidak lebih dari semua yang tidak ditolak. Inovasi tanpa hitungan tidak diperiksa.",
        en: "The counter of an innovation's replications (`statistics.replications`, *jumlah replikasi*) agrees with its replication records: not fewer than those that run, not more than all that were not rejected. Innovations without a counter are not checked.",
    },
    why: Bilingual {
        id: "Angka replikasi nasional dijumlahkan dari hitungan ini; angka tanpa catatan tidak dapat dibuktikan.",
        en: "The national figure of replications is the sum of these counters; a number without records proves nothing.",
    },
    invalid: "replications = 23, catatan replikasi = 0",
    valid: "replications = 2, catatan replikasi = 2",
    source: "JIPPNas: 23 replications claimed, none recorded in the sample (github.com/pujisubarkah/Jippnas, 2025-2026); that the counter may or may not count what does not run yet is the lenient reading",
    messages: &[MessageTemplate {
        slug: "counter",
        message: Bilingual {
            id: "hitungan replikasi {value}, tetapi tercatat {recorded} replikasi, {running} di antaranya berjalan",
            en: "the counter says {value} replications, but {recorded} are recorded, {running} of them running",
        },
        help: Bilingual {
            id: "catat replikasi yang belum ada, atau perbaiki hitungannya",
            en: "record the replications that are missing, or correct the counter",
        },
    }],
};

pub(in crate::rules) fn check(context: &ReplicationsContext<'_>, emit: &mut Emitter<'_>) {
    let mut by_name: HashMap<Name, Vec<usize>> = HashMap::new();
    for (at, one) in context.replications.iter().enumerate() {
        if one.replication.stage != ReplicationStage::Rejected {
            for name in names(one) {
                by_name.entry(name).or_default().push(at);
            }
        }
    }
    for record in context.records {
        let Some(counter) = record.replication_count else { continue };
        // one replication may tell its origin by several names
        let found: BTreeSet<usize> = names_of_record(record).iter().filter_map(|name| by_name.get(name)).flatten().copied().collect();
        let stages = found.iter().filter_map(|at| context.replications.get(*at)).map(|one| one.replication.stage);
        let runs = |stage: &ReplicationStage| matches!(stage, ReplicationStage::Implementation | ReplicationStage::Completed);
        let (recorded, running) = (found.len() as u64, stages.filter(runs).count() as u64);
        if counter < running || counter > recorded {
            let draft = emit.report_at("counter", record).field(Field::Statistics).value(counter.to_string());
            draft.param("recorded", recorded).param("running", running);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Record, ReplicationStage, Statistics};
    use crate::rules::testing::{found_in_replications, record, replication};

    fn origin(counter: Option<u64>) -> Record {
        record(|r| {
            r.innovation.statistics = Some(Statistics { replications: counter, ..Statistics::default() });
        })
    }

    fn of(counter: Option<u64>, stages: &[ReplicationStage]) -> Vec<String> {
        let all: Vec<_> =
            stages.iter().map(|stage| replication(|r| (r.origin.record_id, r.stage) = (Some("generic:1".into()), *stage))).collect();
        found_in_replications("REP-07", &all, &[origin(counter)])
    }

    #[test]
    fn counters_that_no_record_bears_out_are_told() {
        assert_eq!(of(Some(23), &[]), ["counter | statistics | 23"]);
        assert_eq!(of(Some(0), &[ReplicationStage::Implementation]), ["counter | statistics | 0"]);
        assert_eq!(of(Some(1), &[ReplicationStage::Rejected]), ["counter | statistics | 1"]);
    }

    #[test]
    fn borne_out_and_missing_counters_are_fine() {
        let stages = [ReplicationStage::Completed, ReplicationStage::Interest, ReplicationStage::Rejected];
        assert!(of(Some(1), &stages).is_empty() && of(Some(2), &stages).is_empty());
        assert!(of(None, &stages).is_empty());
        assert!(of(Some(0), &[]).is_empty());
    }

    #[test]
    fn records_of_one_innovation_from_several_sources_share_its_replications() {
        let named = |id: &str, counter| {
            let mut record = origin(counter);
            record.source.record_id = id.into();
            (record.innovation.title, record.innovation.agency_code) = (Some("Gerpas".into()), Some("pemda:35.12".into()));
            record
        };
        let one = replication(|r| (r.origin.title, r.origin.record_id) = (None, Some("kipp:1".into())));
        let records = [named("kipp:1", None), named("jippnas:1", Some(1))];
        assert!(found_in_replications("REP-07", &[one], &records).is_empty());
        assert!(found_in_replications("REP-07", &[replication(|_| {})], &records).is_empty(), "two records, one title and owner");
    }
}
