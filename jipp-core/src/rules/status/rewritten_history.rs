use std::collections::HashMap;

use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage, StatusHistoryError};
use crate::rules::{DatasetContext, Digest, Emitter};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "STS-06",
    name: "rewritten-history",
    severity: Severity::Error,
    stage: Stage::Validated,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Riwayat pemutakhiran hanya bertambah: versi data yang lebih baru memuat semua pemutakhiran versi lama, tanpa perubahan. Versi dikenali dari ID sumber; yang lebih baru ialah yang tahunnya lebih besar, lalu yang dibaca lebih akhir.",
        en: "The history of updates only grows: a later version of a record has every update of the earlier one, unchanged. Versions are known by the source id; later is the one of the later year, then the one read last.",
    },
    why: Bilingual {
        id: "Riwayat adalah jejak audit; pemutakhiran yang hilang atau berubah menutupi apa yang pernah dinyatakan.",
        en: "The history is the audit trail; an update that is gone or different hides what was once said.",
    },
    invalid: "2024: [vakum 2023-05-02]; 2025: [berhenti 2023-05-02]",
    valid: "2024: [vakum 2023-05-02]; 2025: [vakum 2023-05-02, berhenti 2025-01-10]",
    source: "Audit trail demanded by a terms of reference for IGA 2026 (GH_TOR26); log of each record in JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[MessageTemplate {
        slug: "changed",
        message: Bilingual {
            id: "pemutakhiran ke-{number} berbeda dari versi sebelumnya (berkas `{earlier_file}`, baris {earlier_row}) atau hilang",
            en: "update number {number} is not what it was in the earlier version (row {earlier_row} of `{earlier_file}`), or is gone",
        },
        help: Bilingual {
            id: "kembalikan pemutakhiran lama; perbaikan ditambahkan sebagai pemutakhiran baru",
            en: "put the old update back; a correction is added as a new update",
        },
    }],
};

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let mut versions: HashMap<_, Vec<&Digest>> = HashMap::new();
    let mut order = Vec::new();
    for record in context.records {
        // a row without any history says nothing about it
        let Some(id) = record.external_id.as_deref().filter(|_| !record.details().status_history.is_empty()) else { continue };
        let key = (record.system, id);
        versions.entry(key).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        if let Some(list) = versions.get_mut(&key) {
            list.push(record);
        }
    }
    for mut list in order.iter().filter_map(|key| versions.remove(key)) {
        // stable: of one year the one read first is the earlier
        list.sort_by_key(|record| record.source_year);
        for pair in list.windows(2) {
            let [earlier, later] = pair else { continue };
            let (old, new) = (&earlier.details().status_history, &later.details().status_history);
            if let Err(StatusHistoryError::PastChanged { number }) = new.continues(old) {
                // two files of one year may have been read in the other order
                if earlier.source_year == later.source_year && old.continues(new).is_ok() {
                    continue;
                }
                let draft = emit.report_at("changed", later).field(Field::StatusHistory).param("number", number);
                draft.param("earlier_file", &earlier.file).param("earlier_row", earlier.row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::update;
    use crate::model::Record;
    use crate::rules::testing::{found, record};

    fn version(year: i32, updates: &[(&str, &str)]) -> Record {
        record(|r| {
            r.source.year = Some(year);
            let updates: Vec<_> = updates.iter().map(|(at, status)| update(at, status, "upp")).collect();
            r.innovation.status_history = updates.into();
        })
    }

    const FIRST: (&str, &str) = ("2023-05-02", "vakum");
    const SECOND: (&str, &str) = ("2025-01-10", "berhenti");

    #[test]
    fn what_was_said_stays_said() {
        let changed = [version(2024, &[FIRST]), version(2025, &[("2023-05-02", "berhenti")])];
        assert_eq!(found("STS-06", "JIPPNas", &changed), ["changed | status_history"]);
        let lost = [version(2025, &[SECOND]), version(2024, &[FIRST])];
        assert_eq!(found("STS-06", "JIPPNas", &lost), ["changed | status_history"], "the order of reading does not matter");
    }

    #[test]
    fn growing_histories_and_rows_without_one_are_fine() {
        assert!(found("STS-06", "JIPPNas", &[version(2024, &[FIRST]), version(2025, &[FIRST, SECOND])]).is_empty());
        assert!(found("STS-06", "JIPPNas", &[version(2025, &[FIRST, SECOND]), version(2025, &[FIRST])]).is_empty());
        assert!(found("STS-06", "JIPPNas", &[version(2024, &[FIRST]), version(2025, &[])]).is_empty());
        let mut other = version(2025, &[SECOND]);
        other.source.external_id = Some("2".into());
        assert!(found("STS-06", "JIPPNas", &[version(2024, &[FIRST]), other]).is_empty());
    }
}
