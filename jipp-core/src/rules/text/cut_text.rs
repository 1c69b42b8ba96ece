use crate::lang::Bilingual;
use crate::model::{MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "TXT-07",
    name: "cut-text",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Panjang teks tidak tepat 65.535 byte atau 255 karakter, yaitu batas kolom basis data lama.",
        en: "No text is exactly 65,535 bytes or 255 characters long, the limits of columns in the old databases.",
    },
    why: Bilingual {
        id: "Teks sepanjang itu hampir pasti terpotong: akhirnya hilang ketika disimpan. Teks 255 karakter yang menutup markahnya (`</p>`) dianggap utuh.",
        en: "A text of that length was almost certainly cut: its end was lost when it was stored. A text of 255 characters that closes its markup (`</p>`) counts as whole.",
    },
    invalid: "<p>Latar belakang ... (65.535 byte)",
    valid: "<p>Latar belakang ...</p>",
    source: "Observation: ten values of LAN's innovation database of 2018 are cut at 65,535 bytes (github.com/edison8301/inovasi-lan)",
    messages: &[
        MessageTemplate {
            slug: "bytes",
            message: Bilingual {
                id: "isi kolom `{column}` tepat {length} byte; akhir teks mungkin terpotong oleh basis data lama",
                en: "column `{column}` is exactly {length} bytes long; the old database may have cut its end",
            },
            help: Bilingual {
                id: "bandingkan dengan naskah asli dan lengkapi akhirnya; gambar di dalam teks adalah penyebab yang lazim",
                en: "compare it with the original and restore the end; pictures inside the text are the usual cause",
            },
        },
        MessageTemplate {
            slug: "characters",
            message: Bilingual {
                id: "isi kolom `{column}` tepat {length} karakter; akhir teks mungkin terpotong oleh basis data lama",
                en: "column `{column}` is exactly {length} characters long; the old database may have cut its end",
            },
            help: Bilingual {
                id: "bandingkan dengan naskah asli dan lengkapi akhirnya",
                en: "compare it with the original and restore the end",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for note in context.notes(NoteKind::CutText) {
        let (Some(field), Some(length)) = (note.field, note.value.as_deref()) else { continue };
        // the reader tells the column types of the old databases by their lengths
        let slug = if length == "255" { "characters" } else { "bytes" };
        emit.report(slug).field(field).param("length", length).param("column", note.column.as_deref().unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, NoteKind};
    use crate::rules::testing::{found, note, record};

    #[test]
    fn both_old_limits_are_told() {
        let cut = |field, length| [record(|r| r.source.notes = vec![note(NoteKind::CutText, field, length)])];
        assert_eq!(found("TXT-07", "LAN", &cut(Field::Design, "65535")), ["bytes | design"]);
        assert_eq!(found("TXT-07", "LAN", &cut(Field::Title, "255")), ["characters | title"]);
    }

    #[test]
    fn whole_texts_are_fine() {
        assert!(found("TXT-07", "LAN", &[record(|_| {})]).is_empty());
    }
}
