use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::written::term;
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "STS-01",
    name: "unsigned-update",
    severity: Severity::Error,
    stage: Stage::Validated,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Setiap pemutakhiran mencatat status, siapa, dan kapan; status data adalah status pemutakhiran terakhir. Status tanpa riwayat (misalnya dari ekspor) adalah peringatan.",
        en: "Every update records status, who and when; the record's status is that of the last update. A status without a history, as in exports, is a warning.",
    },
    why: Bilingual {
        id: "Pemutakhiran tanpa pelaku dan waktu tidak dapat divalidasi dan tidak menunjukkan data mana yang sudah usang.",
        en: "An update without author and time cannot be validated, nor tell which records are out of date.",
    },
    invalid: "status = vakum, status_history = [2024-08-20: berlanjut_dengan_pengembangan, oleh (kosong)]",
    valid: "status = vakum, status_history = [2024-08-20: vakum, oleh Pemerintah Kota Surabaya]",
    source: "Purpose of the update and validation of data (KemenPANRB, 2023-2024); log of each record in JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[
        MessageTemplate {
            slug: "who",
            message: Bilingual {
                id: "pemutakhiran {at} (`{status}`) tidak menyebut siapa",
                en: "the update of {at} (`{status}`) does not say who made it",
            },
            help: Bilingual {
                id: "isi instansi atau akun yang memutakhirkan; bukan nama orang",
                en: "enter the agency or account that made it; not the name of a person",
            },
        },
        MessageTemplate {
            slug: "differs",
            message: Bilingual {
                id: "status `{value}` berbeda dari pemutakhiran terakhir ({at}: `{last}`)",
                en: "the status `{value}` is not that of the last update ({at}: `{last}`)",
            },
            help: Bilingual {
                id: "tambahkan pemutakhiran baru, atau kembalikan statusnya",
                en: "add a new update, or put the status back",
            },
        },
        MessageTemplate {
            slug: "no_history",
            message: Bilingual {
                id: "status `{value}` tanpa riwayat: siapa dan kapan tidak diketahui",
                en: "the status `{value}` has no history: who and when are not known",
            },
            help: Bilingual {
                id: "ambil juga riwayat pemutakhiran dari sumbernya, atau mutakhirkan kembali",
                en: "take over the log of updates from the source too, or update the status again",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    for update in innovation.status_history.iter().filter(|update| update.by.as_deref().is_none_or(|by| by.trim().is_empty())) {
        emit.report("who")
            .field(Field::StatusHistory)
            .value(update.status.code())
            .param("status", term(Field::Status, update.status.code()))
            .param("at", update.at.day());
    }
    let Some(status) = innovation.status.as_deref().filter(|status| *status != "belum_dimutakhirkan") else { return };
    match innovation.status_history.last() {
        Some(last) if last.status.code() != status => {
            let draft = emit.report("differs").field(Field::Status).value(context.written(Field::Status, status));
            draft.param("at", last.at.day()).param("last", term(Field::Status, last.status.code()));
        }
        Some(_) => {}
        // the source may keep its log elsewhere
        None => {
            _ = emit.report("no_history").severity(Severity::Warning).field(Field::Status).value(context.written(Field::Status, status));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::update;
    use crate::model::StatusUpdate;
    use crate::rules::testing::{found, record};

    fn of(status: Option<&str>, history: Vec<StatusUpdate>) -> Vec<String> {
        let record = record(|r| (r.innovation.status, r.innovation.status_history) = (status.map(str::to_owned), history.into()));
        found("STS-01", "JIPPNas", &[record])
    }

    #[test]
    fn an_update_says_who_and_agrees_with_the_status() {
        assert_eq!(of(Some("vakum"), vec![update("2024-08-20", "vakum", "")]), ["who | status_history | vakum"]);
        assert_eq!(of(Some("vakum"), vec![update("2024-08-20", "berhenti", "pemda:35.78")]), ["differs | status | vakum"]);
        assert_eq!(of(Some("vakum"), Vec::new()), ["no_history | status | vakum"]);
    }

    #[test]
    fn signed_updates_and_records_without_a_status_are_fine() {
        let history = || vec![update("2023-05-02", "berlanjut_tanpa_pengembangan", "upp"), update("2024-08-20", "vakum", "pemda:35.78")];
        assert!(of(Some("vakum"), history()).is_empty());
        assert!(of(None, history()).is_empty());
        assert!(of(Some("belum_dimutakhirkan"), Vec::new()).is_empty());
        assert!(of(None, Vec::new()).is_empty());
    }
}
