use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "STS-03",
    name: "developed-without-change",
    severity: Severity::Warning,
    stage: Stage::Validated,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Status `berlanjut_dengan_pengembangan` disertai waktu pengembangan atau uraian apa yang berubah (kondisi, alasan, catatan pemutakhiran, atau penjelasan versi sebelumnya).",
        en: "The status `berlanjut_dengan_pengembangan` comes with a date of development or a text of what changed (condition, reason, remark of the update, or explanation of the previous version).",
    },
    why: Bilingual {
        id: "Tanpa keterangan itu, `dengan pengembangan` tidak dapat dibedakan dari `tanpa pengembangan`.",
        en: "Without it, `developed further` cannot be told from `unchanged`.",
    },
    invalid: "status = berlanjut_dengan_pengembangan, development_date = (kosong)",
    valid: "status = berlanjut_dengan_pengembangan, development_date = 2024-03",
    source: "Meaning of the label in JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026); inferred",
    messages: &[MessageTemplate {
        slug: "change",
        message: Bilingual {
            id: "status `{value}`, tetapi waktu dan isi pengembangannya tidak ada",
            en: "the status is `{value}`, but neither date nor text of the development is there",
        },
        help: Bilingual {
            id: "isi waktu pengembangan atau jelaskan apa yang berubah; bila tidak ada, pilih `Berlanjut tanpa pengembangan`",
            en: "enter the date of development or say what changed; if nothing did, choose `Berlanjut tanpa pengembangan`",
        },
    }],
};

const DEVELOPED: &str = "berlanjut_dengan_pengembangan";

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    if innovation.sustainability().is_none_or(|status| status.code() != DEVELOPED) {
        return;
    }
    let dated = innovation.development_date.is_some() || !innovation.development_dates.is_empty();
    let texts = [
        innovation.status_condition.as_deref(),
        innovation.status_reason.as_deref(),
        innovation.status_history.last().and_then(|update| update.note.as_deref()),
        innovation.previous_version.as_ref().and_then(|version| version.explanation.as_deref()),
    ];
    if !dated && texts.into_iter().flatten().all(|text| text.trim().is_empty()) {
        emit.report("change").field(Field::Status).value(context.written(Field::Status, DEVELOPED));
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Innovation;
    use crate::rules::testing::{found, record};

    fn of(fill: impl FnOnce(&mut Innovation)) -> Vec<String> {
        let record = record(|r| {
            r.innovation.status = Some("berlanjut_dengan_pengembangan".into());
            fill(&mut r.innovation);
        });
        found("STS-03", "JIPPNas", &[record])
    }

    #[test]
    fn a_development_leaves_a_trace() {
        assert_eq!(of(|_| {}), ["change | status | berlanjut_dengan_pengembangan"]);
    }

    #[test]
    fn dates_texts_and_other_statuses_are_fine() {
        assert!(of(|i| i.development_date = "2024".parse().ok()).is_empty());
        assert!(of(|i| i.status_condition = Some("Kini melayani luring.".into())).is_empty());
        assert!(of(|i| i.status_reason = Some("fitur baru".into())).is_empty());
        assert!(of(|i| i.status = Some("berlanjut_tanpa_pengembangan".into())).is_empty());
        assert!(of(|i| i.status = None).is_empty());
    }
}
