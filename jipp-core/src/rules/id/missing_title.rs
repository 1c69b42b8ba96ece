use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ID-01",
    name: "missing-title",
    severity: Severity::Error,
    stage: Stage::Import,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Judul terisi setelah spasi dan kode HTML dibuang; isian seperti `-` atau `#N/A` dianggap kosong.",
        en: "There is a title once blanks and markup are removed; an entry such as `-` or `#N/A` counts as none.",
    },
    why: Bilingual {
        id: "Judul wajib pada semua formulir; tanpa judul inovasi tidak dapat ditemukan atau dipadankan.",
        en: "Every form requires it; without a title an innovation can neither be found nor linked.",
    },
    invalid: "<p>&nbsp;</p>",
    valid: "GERPAS (Gerai Pengurusan Dokumen Dasar Nelayan)",
    source: "All forms (KIPP, IGA, JIPPNas); LAN innovation database of 2018 (github.com/edison8301/inovasi-lan): `nama` is required",
    messages: &[
        MessageTemplate {
            slug: "missing",
            message: Bilingual { id: "judul kosong", en: "there is no title" },
            help: Bilingual {
                id: "isi judul inovasi sesuai formulir asli, lalu impor ulang",
                en: "enter the title as on the original form, then import again",
            },
        },
        MessageTemplate {
            slug: "placeholder",
            message: Bilingual { id: "judul hanya berisi `{value}`", en: "the title says only `{value}`" },
            help: Bilingual {
                id: "ganti dengan judul inovasi sesuai formulir asli, lalu impor ulang",
                en: "replace it by the title of the original form, then import again",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    if context.innovation.title.as_deref().is_some_and(|title| !title.trim().is_empty()) {
        return;
    }
    // the reader takes a placeholder for a missing value and leaves a note
    match context.notes(NoteKind::Placeholder).find(|note| note.field == Some(Field::Title)) {
        Some(note) => emit.report("placeholder").field(Field::Title).value(note.value.as_deref().unwrap_or_default()),
        None => emit.report("missing").field(Field::Title),
    };
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, NoteKind};
    use crate::rules::testing::{found, note, record};

    #[test]
    fn a_record_needs_a_title() {
        assert_eq!(found("ID-01", "other", &[record(|_| {})]), ["missing | title"]);
        assert_eq!(found("ID-01", "other", &[record(|r| r.innovation.title = Some(" ".into()))]), ["missing | title"]);
        let placeholder = record(|r| r.source.notes = vec![note(NoteKind::Placeholder, Field::Title, "#N/A")]);
        assert_eq!(found("ID-01", "other", &[placeholder]), ["placeholder | title | #N/A"]);
    }

    #[test]
    fn a_title_is_enough() {
        assert!(found("ID-01", "other", &[record(|r| r.innovation.title = Some("RSUD RAMAH".into()))]).is_empty());
    }
}
