use crate::ingest::read_title;
use crate::lang::Bilingual;
use crate::model::{Applicability, Field, MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::{redact, tidy};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ID-04",
    name: "untidy-title",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: Some(Applicability::Safe),
    summary: Bilingual {
        id: "Judul tidak memuat karakter kendali, kode HTML, spasi ganda, atau tanda kutip dan tanda pisah yang tersisa; bentuk rapinya diusulkan.",
        en: "The title holds no control characters, markup, doubled blanks, stray quotes or dashes; the tidy form is proposed.",
    },
    why: Bilingual {
        id: "Judul yang sama tampak berbeda dan tidak ditemukan; kode HTML ikut tercetak.",
        en: "Equal titles look different and are not found; markup is printed as it stands.",
    },
    invalid: "BARIS DITEBAS ( BARISTA  DISABILITAS )",
    valid: "BARIS DITEBAS (BARISTA DISABILITAS)",
    source: "Observation: LAN innovation database of 2018 (github.com/edison8301/inovasi-lan) and JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[
        MessageTemplate {
            slug: "untidy",
            message: Bilingual {
                id: "judul `{value}` memuat tanda yang tidak perlu dan dibaca sebagai `{suggestion}`",
                en: "the title `{value}` holds stray characters and was read as `{suggestion}`",
            },
            help: Bilingual {
                id: "periksa bentuk yang diusulkan, lalu tulis judul seperti itu di sistem asal",
                en: "check the proposed form, then write the title like that in the source system",
            },
        },
        MessageTemplate {
            slug: "blanks",
            message: Bilingual {
                id: "judul `{value}` memuat spasi ganda, spasi di dalam tanda kurung, ganti baris, atau karakter tak tampak, yang telah dibuang",
                en: "the title `{value}` holds doubled blanks, blanks inside brackets, line breaks or invisible characters, which were removed",
            },
            help: Bilingual {
                id: "tulis ulang judul dengan spasi biasa di sistem asal",
                en: "write the title again with single blanks in the source system",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let Some(title) = &context.innovation.title else { return };
    for note in context.notes(NoteKind::Tidied).filter(|note| note.field == Some(Field::Title)) {
        let column = note.column.as_deref().unwrap_or_default();
        // the raw cell is whole; the note holds its beginning only
        let raw = context.source.cell(column).or(note.value.as_deref()).unwrap_or_default();
        // a title is masked after it is tidied
        let cell = redact(raw).unwrap_or_else(|| raw.to_owned());
        // what differs in blanks and invisible characters only cannot be seen side by side
        let slug = if tidy(&cell) == *title { "blanks" } else { "untidy" };
        let draft = emit.report(slug).field(Field::Title).value(cell).suggestion(title);
        // `&lt;b&gt;` becomes `<b>`, which would be read as markup: only what is read as it stands is written
        if read_title(raw) == *title && read_title(title) == *title {
            draft.fix(column, title, Applicability::Safe);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, NoteKind, Record};
    use crate::rules::testing::{fixes, found, note, record};

    fn tidied(raw: &str, title: &str) -> Record {
        record(|r| {
            r.innovation.title = Some(title.into());
            r.source.raw = vec![("Judul".into(), raw.into())];
            r.source.notes = vec![note(NoteKind::Tidied, Field::Title, "cut")];
        })
    }

    #[test]
    fn the_tidy_form_is_proposed() {
        assert_eq!(found("ID-04", "other", &[tidied("“RSUD RAMAH -", "RSUD RAMAH")]), ["untidy | title | “RSUD RAMAH - | RSUD RAMAH"]);
        assert_eq!(found("ID-04", "other", &[tidied("RSUD  RAMAH", "RSUD RAMAH")]), ["blanks | title | RSUD RAMAH | RSUD RAMAH"]);
        assert_eq!(found("ID-04", "other", &[tidied("A ( B )", "A (B)")]), ["blanks | title | A (B) | A (B)"]);
    }

    #[test]
    fn only_what_is_read_as_it_stands_is_written() {
        assert_eq!(fixes("ID-04", "other", &tidied("“RSUD  RAMAH -", "RSUD RAMAH")), ["Judul = RSUD RAMAH"]);
        assert!(fixes("ID-04", "other", &tidied("a &lt;b&gt;", "a <b>")).is_empty());
        let mut personal = tidied("- RAMAH 081234567890", "RAMAH [telepon]");
        personal.source.restricted = personal.source.raw.clone();
        assert!(fixes("ID-04", "other", &personal).is_empty());
    }

    #[test]
    fn personal_data_is_not_shown() {
        let found = found("ID-04", "other", &[tidied("- RAMAH 081234567890", "RAMAH [telepon]")]);
        assert_eq!(found, ["untidy | title | - RAMAH [telepon] | RAMAH [telepon]"]);
    }

    #[test]
    fn a_title_without_remark_is_tidy() {
        assert!(found("ID-04", "other", &[record(|r| r.innovation.title = Some("RSUD RAMAH".into()))]).is_empty());
    }
}
