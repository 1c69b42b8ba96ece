use crate::ingest::{read_line, read_text, read_title};
use crate::lang::Bilingual;
use crate::model::{Applicability, Field, MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "TXT-04",
    name: "active-content",
    severity: Severity::Error,
    stage: Stage::Complete,
    scope: Scope::ALL,
    settings: &[],
    fix: Some(Applicability::Safe),
    summary: Bilingual {
        id: "Teks tidak memuat skrip, gaya, bingkai, objek tertanam, formulir, perintah bagi peramban (`onclick`, `javascript:`, `meta`), atau gambar yang disimpan di dalam teks (`data:`). Markah yang ditulis sebagai kode (`&lt;script&gt;`) juga dihitung. Teks disimpan tanpa markah apa pun.",
        en: "No text holds scripts, styles, frames, embedded objects, forms, commands to the browser (`onclick`, `javascript:`, `meta`), or pictures stored inside the text (`data:`). Markup written in codes (`&lt;script&gt;`) counts as well. Texts are kept without any markup.",
    },
    why: Bilingual {
        id: "Portal mencetak HTML apa adanya: skrip dapat berjalan di peramban pengunjung, dan gambar memenuhi kolom sampai teks terpotong.",
        en: "The portal prints HTML as it stands: a script can run in a visitor's browser, and pictures fill the column until the text is cut.",
    },
    invalid: "<p>Hasil</p><script src=...></script>",
    valid: "<p>Hasil</p>",
    source: "Observation: JIPPNas prints stored HTML as is (github.com/pujisubarkah/Jippnas, 2025-2026); 15 rows of LAN's 2018 database hold pictures inside their texts (github.com/edison8301/inovasi-lan)",
    messages: &[MessageTemplate {
        slug: "dropped",
        message: Bilingual {
            id: "kolom `{column}` memuat isi aktif atau gambar tertanam ({value}), yang telah dibuang dari teks",
            en: "column `{column}` holds active content or embedded pictures ({value}), which were dropped from the text",
        },
        help: Bilingual {
            id: "bersihkan teks di sistem asal dan unggah gambar sebagai lampiran; isi aktif yang tidak dikenal perlu diperiksa pengelola sistem",
            en: "clean the text in the source system and upload pictures as attachments; have its administrator look at any script you do not know",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for note in context.notes(NoteKind::UnsafeMarkup) {
        let Some(field) = note.field else { continue };
        let column = note.column.as_deref().unwrap_or_default();
        let draft = emit.report("dropped").field(field).value(note.value.as_deref().unwrap_or_default()).param("column", column);
        let text = context.source.cell(column).map(|cell| read(field, cell));
        // what is written is read as it stands, or it is not written
        if let Some(text) = text.filter(|text| !text.is_empty() && read(field, text) == *text) {
            draft.fix(column, text, Applicability::Safe);
        }
    }
}

/// A cell as the field reads it, before personal data is masked.
fn read(field: Field, cell: &str) -> String {
    match field {
        Field::Title => read_title(cell),
        field if field.is_rich_text() => read_text(cell).text.into(),
        _ => read_line(cell),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, NoteKind};
    use crate::rules::testing::{fixes, found, note, record};

    #[test]
    fn dropped_content_is_told() {
        let record = record(|r| r.source.notes = vec![note(NoteKind::UnsafeMarkup, Field::Impact, "img data: × 2")]);
        assert_eq!(found("TXT-04", "LAN", &[record]), ["dropped | impact | img data: × 2"]);
    }

    #[test]
    fn the_clean_text_is_proposed_but_not_for_a_cut_one() {
        let of = |cut: bool| {
            let record = record(|r| {
                r.source.raw = vec![("Uraian".into(), "<p>Antrean</p><script>x</script>".into())];
                r.source.notes = vec![note(NoteKind::UnsafeMarkup, Field::Impact, "script/style/iframe × 1")];
                if cut {
                    r.source.notes.push(note(NoteKind::CutText, Field::Impact, "65535"));
                }
            });
            fixes("TXT-04", "LAN", &record)
        };
        assert_eq!(of(false), ["Uraian = Antrean"]);
        assert!(of(true).is_empty(), "the length of the cell is the only trace of the cut");
    }

    #[test]
    fn titles_and_escaped_markup_are_read_like_texts() {
        let read = |field: Field, cell: &str| super::read(field, cell);
        assert_eq!(read(Field::Title, "Sapa Warga &lt;img src=x onerror=alert(1)&gt;"), "Sapa Warga");
        assert_eq!(read(Field::Title, "Sapa Warga <script>alert(1)</script>"), "Sapa Warga");
        assert_eq!(read(Field::Impact, "Antrean &lt;script&gt;alert(1)&lt;/script&gt; turun"), "Antrean turun");
        assert_eq!(read(Field::Unit, "Loket &lt; 3"), "Loket < 3");
    }

    #[test]
    fn plain_text_is_fine() {
        assert!(found("TXT-04", "LAN", &[record(|r| r.innovation.impact = Some("antrean <script> turun".into()))]).is_empty());
    }
}
