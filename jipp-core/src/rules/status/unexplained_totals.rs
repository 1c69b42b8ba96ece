use std::collections::BTreeMap;

use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{DatasetContext, Emitter};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "STS-07",
    name: "unexplained-totals",
    severity: Severity::Advice,
    stage: Stage::Validated,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Rekapitulasi status cocok: berjalan + berhenti atau vakum + belum dimutakhirkan = seluruh data. Dilaporkan satu kali bila ada data dengan status yang tidak termasuk ketiganya; kumpulan data tanpa status tidak diperiksa.",
        en: "The totals by status add up: running + stopped or dormant + not updated = all records. Told once if some records have a status that is none of these; a data set without any status is not checked.",
    },
    why: Bilingual {
        id: "Angka resmi Oktober 2024 (1.916 berjalan dan 429 berhenti dari 2.355) menyisakan sepuluh data yang tidak dijelaskan.",
        en: "The official figures of October 2024 (1,916 running and 429 stopped of 2,355) leave ten records unexplained.",
    },
    invalid: "1.916 + 429 + 573 = 2.918 dari 2.928",
    valid: "1.916 + 429 + 583 = 2.928",
    source: "KemenPANRB, 18 October 2024, on the update of data (narasipos.com)",
    messages: &[MessageTemplate {
        slug: "other",
        message: Bilingual {
            id: "{running} berjalan + {stopped} berhenti atau vakum + {open} belum dimutakhirkan dari {all} data; {count} data tidak termasuk di mana pun: {values}",
            en: "{running} running + {stopped} stopped or dormant + {open} not updated of {all} records; {count} belong nowhere: {values}",
        },
        help: Bilingual {
            id: "petakan status itu ke daftar `status_keberlanjutan`, atau sebutkan sebagai `lainnya` dalam laporan",
            en: "map these statuses to the list `status_keberlanjutan`, or report them as `other`",
        },
    }],
};

/// Most statuses that the message names.
const NAMED: usize = 5;

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let (mut running, mut stopped, mut open) = (0_usize, 0_usize, 0_usize);
    let mut other: BTreeMap<String, usize> = BTreeMap::new();
    for record in context.records {
        match &record.status {
            Some(status) if status.is_running() => running += 1,
            Some(status) if status.is_stopped() => stopped += 1,
            Some(status) if status.code() != "belum_dimutakhirkan" => *other.entry(status.code().to_owned()).or_default() += 1,
            _ => open += 1,
        }
    }
    let count: usize = other.values().sum();
    if count == 0 {
        return;
    }
    let mut values: Vec<String> = other.iter().take(NAMED).map(|(status, count)| format!("`{status}` ({count})")).collect();
    if other.len() > NAMED {
        values.push("…".to_owned());
    }
    let draft = emit.report("other").field(Field::Status).param("running", running).param("stopped", stopped).param("open", open);
    draft.param("all", context.records.len()).param("count", count).param("values", values.join(", "));
}

#[cfg(test)]
mod tests {
    use crate::model::Record;
    use crate::rules::testing::{found, record};

    fn all(statuses: &[&str]) -> Vec<Record> {
        statuses.iter().map(|status| record(|r| r.innovation.status = (!status.is_empty()).then(|| (*status).to_owned()))).collect()
    }

    #[test]
    fn records_that_belong_nowhere_are_counted_once() {
        let records = all(&["berlanjut_dengan_pengembangan", "vakum", "", "dialihkan", "dialihkan"]);
        assert_eq!(found("STS-07", "JIPPNas", &records), ["other | status"]);
    }

    #[test]
    fn totals_that_add_up_are_fine() {
        assert!(
            found("STS-07", "JIPPNas", &all(&["berlanjut_dengan_pengembangan", "vakum", "berhenti", "belum_dimutakhirkan", ""])).is_empty()
        );
        assert!(found("STS-07", "JIPPNas", &all(&["", ""])).is_empty());
        assert!(found("STS-07", "JIPPNas", &[]).is_empty());
    }
}
