use crate::lang::Bilingual;
use crate::model::{MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "SRC-04",
    name: "oversized-cell",
    severity: Severity::Error,
    stage: Stage::Import,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Tidak ada sel yang melampaui batas ukuran satu sel (bawaan 1 MiB).",
        en: "No cell passes the size limit of one cell (1 MiB unless set otherwise).",
    },
    why: Bilingual {
        id: "Sel sebesar itu bukan teks: biasanya tanda kutip yang tidak ditutup menelan baris-baris berikutnya, atau gambar tersimpan di dalam teks. Sel tidak dibaca dan baris dikarantina.",
        en: "A cell of that size is no text: mostly an unclosed quote has swallowed the rows below, or a picture stands inside the text. The cell is not read and the row is quarantined.",
    },
    invalid: "<img src=data:image/png;base64,... (1,4 MB)",
    valid: "<p>Latar belakang ...</p>",
    source: "Observation: 15 rows of LAN's 2018 database (github.com/edison8301/inovasi-lan) hold pictures inside their texts; the limit is inferred",
    messages: &[MessageTemplate {
        slug: "cell",
        message: Bilingual {
            id: "sel pada kolom `{column}` berukuran {bytes} byte, melampaui batas, dan tidak dibaca",
            en: "the cell in column `{column}` has {bytes} bytes, passes the limit, and was not read",
        },
        help: Bilingual {
            id: "periksa apakah ada tanda kutip yang tidak ditutup atau gambar di dalam teks; perbaiki di sistem asal, lalu ekspor ulang",
            en: "look for an unclosed quote or a picture inside the text; correct it in the source system, then export again",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for note in context.notes(NoteKind::CellTooLong) {
        emit.report("cell")
            .param("column", note.column.as_deref().unwrap_or_default())
            .param("bytes", note.value.as_deref().unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use crate::model::NoteKind;
    use crate::rules::testing::{found, record, row_note};

    #[test]
    fn a_cell_that_was_not_read_is_told() {
        let record = record(|r| r.source.notes.push(row_note(NoteKind::CellTooLong, Some("Deskripsi"), "1400000")));
        assert_eq!(found("SRC-04", "other", &[record]), ["cell"]);
    }

    #[test]
    fn other_remarks_are_no_matter_of_this_rule() {
        let record = record(|r| r.source.notes.push(row_note(NoteKind::CutText, Some("Deskripsi"), "65535")));
        assert!(found("SRC-04", "other", &[record]).is_empty());
    }
}
