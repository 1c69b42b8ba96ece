use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DAT-05",
    name: "stage-without-date",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Tahapan `penerapan` disertai waktu penerapan; tahapan `uji_coba` disertai waktu uji coba. Tanggal yang ada tetapi tidak terbaca dilaporkan oleh DAT-01.",
        en: "The stage `penerapan` comes with an implementation date, the stage `uji_coba` with a trial date. A date that is there but cannot be read is told by DAT-01.",
    },
    why: Bilingual {
        id: "Tanpa waktunya, tahapan tidak dapat dibuktikan dan syarat usia tidak dapat dihitung.",
        en: "Without the date the stage cannot be proved, nor the age requirement computed.",
    },
    invalid: "stage = penerapan, implementation_date = (kosong)",
    valid: "stage = penerapan, implementation_date = 2023-03-01",
    source: "IGA form of 2022 (form isian proposal inovasi daerah); the link between stage and date is inferred",
    messages: &[MessageTemplate {
        slug: "date",
        message: Bilingual { id: "tahapan `{stage}` tanpa `{field}` ({label})", en: "the stage `{stage}` has no `{field}` ({label})" },
        help: Bilingual {
            id: "isi `{label}`, sekurang-kurangnya tahunnya, atau perbaiki tahapannya",
            en: "enter `{label}`, at least its year, or correct the stage",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let Some(stage) = context.innovation.stage.as_deref() else { return };
    let field = match stage {
        "penerapan" => Field::ImplementationDate,
        "uji_coba" => Field::TrialDate,
        _ => return,
    };
    // a date that cannot be read is there, and a matter of DAT-01; `belum` is none
    let is_date = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    let unread = context.notes(NoteKind::Unparsed).any(|note| note.field == Some(field) && note.value.as_deref().is_some_and(is_date));
    if context.innovation.is_missing(field) && !unread {
        emit.report("date").field(field).param("stage", context.written(Field::Stage, stage));
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, NoteKind};
    use crate::rules::testing::{found, note, record};

    fn of(stage: &str, trial: Option<&str>, implementation: Option<&str>) -> Vec<String> {
        let date = |text: Option<&str>| text.and_then(|text| text.parse().ok());
        found(
            "DAT-05",
            "IGA",
            &[record(|r| {
                r.innovation.stage = Some(stage.into());
                (r.innovation.trial_date, r.innovation.implementation_date) = (date(trial), date(implementation));
            })],
        )
    }

    #[test]
    fn a_stage_needs_its_date() {
        assert_eq!(of("penerapan", Some("2022"), None), ["date | implementation_date"]);
        assert_eq!(of("uji_coba", None, None), ["date | trial_date"]);
    }

    #[test]
    fn a_date_that_cannot_be_read_is_not_missing() {
        let of = |unread: Field, cell: &str| {
            let record = record(|r| {
                r.innovation.stage = Some("penerapan".into());
                r.source.notes = vec![note(NoteKind::Unparsed, unread, cell)];
            });
            found("DAT-05", "IGA", &[record])
        };
        assert!(of(Field::ImplementationDate, "31/02/2024").is_empty());
        assert_eq!(of(Field::TrialDate, "31/02/2024"), ["date | implementation_date"], "the date of another stage");
        assert_eq!(of(Field::ImplementationDate, "belum"), ["date | implementation_date"]);
    }

    #[test]
    fn dates_of_other_stages_are_not_needed() {
        assert!(of("penerapan", None, Some("2023")).is_empty());
        assert!(of("uji_coba", Some("2023-04"), None).is_empty());
        assert!(of("inisiatif", None, None).is_empty());
    }
}
