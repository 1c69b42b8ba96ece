use crate::lang::Bilingual;
use crate::model::{MessageTemplate, NoteKind, RuleInfo, Scope, Severity, SourceRecord, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "SRC-05",
    name: "undecodable-text",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Teks tidak memuat karakter pengganti `\u{fffd}`, yaitu tanda bahwa huruf asal tidak terbaca.",
        en: "No text holds the replacement character `\u{fffd}`, which stands where a letter could not be read.",
    },
    why: Bilingual {
        id: "Huruf yang hilang tidak dapat dipulihkan di sini dan membuat judul yang sama tampak berbeda.",
        en: "A lost letter cannot be restored here, and it makes equal titles look different.",
    },
    invalid: "Jum\u{fffd}at Berkah",
    valid: "Jum\u{2019}at Berkah",
    source: "Inferred; the Unicode Standard defines U+FFFD as the sign of a character that could not be decoded",
    messages: &[MessageTemplate {
        slug: "character",
        message: Bilingual {
            id: "teks memuat karakter yang tidak terbaca (`\u{fffd}`) pada kolom {columns}",
            en: "the text holds characters that could not be read (`\u{fffd}`) in column {columns}",
        },
        help: Bilingual {
            id: "perbaiki huruf itu di sistem asal, atau ekspor ulang berkas sebagai `CSV UTF-8`",
            en: "correct the letters in the source system, or export the file again as `CSV UTF-8`",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    if context.notes(NoteKind::Undecodable).next().is_some() {
        emit.report("character").param("columns", damaged(context.source).join(", "));
    }
}

/// The columns with such a character; their values are not shown, some may be personal data.
fn damaged(source: &SourceRecord) -> Vec<String> {
    let cells = source.raw.iter().chain(&source.restricted);
    let mut columns: Vec<String> = cells.filter(|(_, cell)| cell.contains('\u{fffd}')).map(|(column, _)| format!("`{column}`")).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

#[cfg(test)]
mod tests {
    use super::damaged;
    use crate::model::NoteKind;
    use crate::rules::testing::{found, record, row_note};

    #[test]
    fn the_damaged_columns_are_named() {
        let record = record(|r| {
            r.source.notes.push(row_note(NoteKind::Undecodable, None, ""));
            r.source.raw = vec![("Judul".into(), "Jum\u{fffd}at".into()), ("Tahun".into(), "2019".into())];
            r.source.restricted = vec![("Kontak".into(), "\u{fffd}".into()), ("Judul".into(), "Jum\u{fffd}at".into())];
        });
        assert_eq!(damaged(&record.source), ["`Judul`", "`Kontak`"]);
        assert_eq!(found("SRC-05", "other", &[record]), ["character"]);
    }

    #[test]
    fn readable_text_is_fine() {
        let record = record(|r| r.source.raw = vec![("Judul".into(), "Jum’at Berkah".into())]);
        assert!(found("SRC-05", "other", &[record]).is_empty());
    }
}
