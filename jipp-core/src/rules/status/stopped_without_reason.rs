use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage, SustainabilityStatus};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "STS-02",
    name: "stopped-without-reason",
    severity: Severity::Error,
    stage: Stage::Validated,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi yang berhenti atau vakum menyebutkan alasannya, pada alasan status atau pada catatan pemutakhiran terakhir.",
        en: "An innovation that stopped or is dormant says why, in the reason of the status or in the remark of the last update.",
    },
    why: Bilingual {
        id: "Alasan menunjukkan apa yang perlu diperbaiki sebelum inovasi itu direplikasi daerah lain.",
        en: "The reason tells what must be mended before others replicate the innovation.",
    },
    invalid: "status = berhenti, status_reason = (kosong)",
    valid: "status = berhenti, status_reason = Digantikan layanan nasional sejak 2023",
    source: "Field alasan keberlanjutan of JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[MessageTemplate {
        slug: "reason",
        message: Bilingual { id: "status `{status}` tanpa alasan", en: "the status `{status}` has no reason" },
        help: Bilingual {
            id: "tulis mengapa inovasi berhenti atau vakum, misalnya anggaran, pergantian pejabat, atau digantikan layanan lain",
            en: "say why it stopped or is dormant, such as budget, a change of officials, or another service in its place",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let Some(status) = innovation.sustainability().filter(SustainabilityStatus::is_stopped) else { return };
    let note = innovation.status_history.last().and_then(|update| update.note.as_deref());
    // the condition of the innovation tells how it fares, not why it stopped
    if [innovation.status_reason.as_deref(), note].into_iter().flatten().all(|text| text.trim().is_empty()) {
        emit.report("reason").field(Field::StatusReason).param("status", context.written(Field::Status, status.code()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::update;
    use crate::model::StatusUpdate;
    use crate::rules::testing::{found, record};

    fn of(status: &str, reason: Option<&str>) -> Vec<String> {
        let record = record(|r| (r.innovation.status, r.innovation.status_reason) = (Some(status.into()), reason.map(str::to_owned)));
        found("STS-02", "JIPPNas", &[record])
    }

    #[test]
    fn stopped_and_dormant_need_a_reason() {
        assert_eq!(of("berhenti", None), ["reason | status_reason"]);
        assert_eq!(of("vakum", Some(" ")), ["reason | status_reason"]);
        let condition = record(|r| {
            r.innovation.status = Some("berhenti".into());
            r.innovation.status_condition = Some("Keberlanjutan dijaga melalui peraturan bupati.".into());
        });
        assert_eq!(found("STS-02", "JIPPNas", &[condition]), ["reason | status_reason"]);
    }

    #[test]
    fn reasons_remarks_and_running_innovations_are_fine() {
        assert!(of("berhenti", Some("Digantikan layanan nasional")).is_empty());
        assert!(of("berlanjut_tanpa_pengembangan", None).is_empty());
        assert!(of("belum_dimutakhirkan", None).is_empty());
        let remark = StatusUpdate { note: Some("anggaran tidak ada".into()), ..update("2024-08-20", "vakum", "upp") };
        assert!(found("STS-02", "JIPPNas", &[record(|r| r.innovation.status_history = vec![remark].into())]).is_empty());
    }
}
