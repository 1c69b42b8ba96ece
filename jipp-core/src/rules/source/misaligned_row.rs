use crate::lang::Bilingual;
use crate::model::{MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "SRC-03",
    name: "misaligned-row",
    severity: Severity::Error,
    stage: Stage::Import,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Setiap baris memiliki sel sebanyak kolom pada baris judul kolom.",
        en: "Every row has as many cells as the header has columns.",
    },
    why: Bilingual {
        id: "Sel yang berlebih atau kurang menandakan isi bergeser ke kolom lain: instansi dapat terbaca sebagai judul. Baris dikarantina sampai diperiksa.",
        en: "Surplus or lacking cells mean that values may have moved to other columns: an agency may be read as a title. The row is quarantined until someone looks.",
    },
    invalid: "Judul,Tahun / SIGAP, Kota Malang,2023",
    valid: "Judul,Tahun / \"SIGAP, Kota Malang\",2023",
    source: "Inferred; RFC 4180, section 2, item 4 (every line has the same number of fields)",
    messages: &[
        MessageTemplate {
            slug: "too_many",
            message: Bilingual {
                id: "baris berisi {cells} sel, sedangkan judul kolom hanya {declared}",
                en: "the row has {cells} cells where the header has {declared}",
            },
            help: Bilingual {
                id: "cari pemisah kolom di dalam teks yang tidak diapit tanda kutip, perbaiki baris ini, lalu impor ulang",
                en: "look for a delimiter inside a text without quotes, correct this row, then import it again",
            },
        },
        MessageTemplate {
            slug: "too_few",
            message: Bilingual {
                id: "baris berisi {cells} sel, padahal judul kolom {declared}",
                en: "the row has only {cells} cells where the header has {declared}",
            },
            help: Bilingual {
                id: "cari ganti baris di dalam teks yang tidak diapit tanda kutip, gabungkan kembali baris ini, lalu impor ulang",
                en: "look for a line break inside a text without quotes, join the row again, then import it again",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for note in context.notes(NoteKind::RowWidth) {
        // the reader notes `cells/declared`
        let Some((value, (cells, declared))) = note.value.as_deref().and_then(|value| Some((value, value.split_once('/')?))) else {
            continue;
        };
        let (Ok(cells), Ok(declared)) = (cells.parse::<u64>(), declared.parse::<u64>()) else { continue };
        let slug = if cells > declared { "too_many" } else { "too_few" };
        emit.report(slug).value(value).param("cells", cells).param("declared", declared);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::NoteKind;
    use crate::rules::testing::{found, record, row_note};

    #[test]
    fn shifted_rows_are_told_apart() {
        let wide = record(|r| r.source.notes.push(row_note(NoteKind::RowWidth, None, "7/5")));
        let narrow = record(|r| r.source.notes.push(row_note(NoteKind::RowWidth, None, "4/5")));
        assert_eq!(found("SRC-03", "other", &[wide]), ["too_many | 7/5"]);
        assert_eq!(found("SRC-03", "other", &[narrow]), ["too_few | 4/5"]);
    }

    #[test]
    fn a_row_without_remarks_is_fine() {
        assert!(found("SRC-03", "other", &[record(|_| {})]).is_empty());
    }
}
