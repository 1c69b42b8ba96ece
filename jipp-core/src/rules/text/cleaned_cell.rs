use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::{redact, tidy};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "TXT-09",
    name: "cleaned-cell",
    severity: Severity::Advice,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Sel dibaca lain dari yang tertulis: kode HTML dan spasi ganda dibuang, tanggal dan angka dibakukan. Sel aslinya tetap disimpan.",
        en: "A cell was read otherwise than it is written: markup and doubled blanks taken out, dates and numbers put into one form. The cell itself is kept.",
    },
    why: Bilingual {
        id: "Pembacaan otomatis dapat keliru; hanya pemilik data yang tahu apakah artinya tetap sama.",
        en: "Reading by a program can be wrong; only the owner of the data knows whether the meaning is still the same.",
    },
    invalid: "Waktu penerapan: 12/08/23",
    valid: "Waktu penerapan: 2023-08-12",
    source: "Observation: LAN innovation database of 2018 (github.com/edison8301/inovasi-lan) and JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026); forms: ISO 8601-1:2019, Unicode NFC (UAX 15)",
    messages: &[
        MessageTemplate {
            slug: "text",
            message: Bilingual { id: "sel `{value}` dibaca sebagai `{suggestion}`", en: "the cell `{value}` was read as `{suggestion}`" },
            help: Bilingual {
                id: "periksa apakah artinya tetap sama; sel aslinya tidak diubah",
                en: "check that the meaning is the same; the cell itself is not changed",
            },
        },
        MessageTemplate {
            slug: "blanks",
            message: Bilingual {
                id: "spasi ganda, baris kosong, atau karakter tak tampak dibuang di dekat `{value}`",
                en: "doubled blanks, empty lines or invisible characters were taken out near `{value}`",
            },
            help: Bilingual { id: "tidak perlu diubah; kata-katanya tetap sama", en: "nothing has to be changed; the words are the same" },
        },
        MessageTemplate {
            slug: "form",
            message: Bilingual {
                id: "`{value}` dibaca sebagai `{suggestion}`, bentuk bakunya",
                en: "`{value}` was read as `{suggestion}`, which is its standard form",
            },
            help: Bilingual {
                id: "periksa tanggal atau angka yang dibaca; hari ditulis sebelum bulan, dan koma adalah tanda desimal",
                en: "check the date or number that was read; the day stands before the month, and a comma is the decimal sign",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    // titles have a rule of their own, which proposes a fix
    for note in context.notes(NoteKind::Tidied).filter(|note| note.field != Some(Field::Title)) {
        let (Some(field), Some(column)) = (note.field, note.column.as_deref()) else { continue };
        // markup can hide personal data from a search in the cell itself, so nothing of such a cell is shown
        let personal = |other: &crate::model::Note| other.kind == NoteKind::PersonalData && other.column == note.column;
        if context.source.notes.iter().any(personal) || context.source.restricted.iter().any(|(name, _)| **name == *column) {
            continue;
        }
        let Some(before) = context.source.cell(column) else { continue };
        let Some(after) = context.innovation.get(field).to_text().map(std::borrow::Cow::into_owned) else { continue };
        let before = redact(before).unwrap_or_else(|| before.to_owned());
        let (before, after) = around_change(&before, &after);
        if tidy(&before) == tidy(&after) {
            // shown side by side both would look the same
            emit.report("blanks").field(field).value(after);
            continue;
        }
        let slug = if field.is_rich_text() || matches!(field.kind(), crate::model::FieldKind::Text) { "text" } else { "form" };
        emit.report(slug).field(field).value(before).suggestion(after);
    }
}

/// Characters before the change that are shown, and characters in all.
const BEFORE: usize = 20;
const SHOWN: usize = 80;

/// Both texts from a little before the place where they begin to differ.
fn around_change(before: &str, after: &str) -> (String, String) {
    let (before, after) = (before.trim(), after.trim());
    let same = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
    let skipped = if before.chars().count().max(after.chars().count()) <= SHOWN { 0 } else { same.saturating_sub(BEFORE) };
    let part = |text: &str| {
        let rest: String = text.chars().skip(skipped).take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let cut = text.chars().count() > skipped + SHOWN;
        format!("{}{rest}{}", if skipped > 0 { "…" } else { "" }, if cut { "…" } else { "" })
    };
    (part(before), part(after))
}

#[cfg(test)]
mod tests {
    use super::around_change;
    use crate::model::{Field, NoteKind};
    use crate::rules::testing::{found, note, record};

    #[test]
    fn what_was_written_and_what_was_read_are_shown() {
        let cleaned = record(|r| {
            r.innovation.summary = Some("Obat diantar".into());
            r.source.raw = vec![("kolom".into(), "<p>Obat  diantar</p>".into())];
            r.source.notes = vec![crate::model::Note { column: Some("kolom".into()), ..note(NoteKind::Tidied, Field::Summary, "") }];
        });
        assert_eq!(found("TXT-09", "other", &[cleaned]), ["text | summary | <p>Obat diantar</p> | Obat diantar"]);
    }

    #[test]
    fn what_cannot_be_seen_is_said_in_words() {
        let cleaned = record(|r| {
            r.innovation.summary = Some("Obat diantar".into());
            r.source.raw = vec![("kolom".into(), "Obat  diantar\u{200b}".into())];
            r.source.notes = vec![crate::model::Note { column: Some("kolom".into()), ..note(NoteKind::Tidied, Field::Summary, "") }];
        });
        assert_eq!(found("TXT-09", "other", &[cleaned]), ["blanks | summary | Obat diantar"]);
    }

    #[test]
    fn titles_and_untouched_cells_are_none_of_its_business() {
        let title = record(|r| r.source.notes = vec![note(NoteKind::Tidied, Field::Title, "x")]);
        assert!(found("TXT-09", "other", &[title, record(|_| {})]).is_empty());
    }

    #[test]
    fn a_change_far_in_a_text_is_still_seen() {
        let text = "kata ".repeat(100);
        let (before, after) = around_change(&format!("{text}a  b"), &format!("{text}a b"));
        assert!(before.starts_with('…') && before.ends_with("a  b") && after.ends_with("a b"), "{before} {after}");
    }
}
