use crate::lang::Bilingual;
use crate::model::{Applicability, Field, MessageTemplate, NoteKind, RuleInfo, RuleSetting, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "TXT-03",
    name: "empty-phrase",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[LEAST],
    fix: Some(Applicability::Safe),
    summary: Bilingual {
        id: "Uraian tidak diisi dengan `#N/A`, `-`, `belum ada`, dan sejenisnya; ringkasan KIPP dan JIPPNas terdiri atas sekurang-kurangnya 20 kata.",
        en: "No text is filled with `#N/A`, `-`, `belum ada` and the like; a summary of KIPP and JIPPNas has at least 20 words.",
    },
    why: Bilingual {
        id: "Isian seperti itu tampak lengkap dalam hitungan, tetapi tidak menjelaskan apa pun.",
        en: "Such an entry looks complete when fields are counted, but explains nothing.",
    },
    invalid: "#N/A",
    valid: "GERPAS melayani pengurusan dokumen dasar nelayan di pelabuhan ... (24 kata)",
    source: "Observation: nine such summaries in JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026); the bound of 20 words is inferred",
    messages: &[
        MessageTemplate {
            slug: "placeholder",
            message: Bilingual {
                id: "`{field}` ({label}) hanya berisi `{value}` dan dibaca sebagai kosong",
                en: "`{field}` ({label}) says only `{value}` and was read as missing",
            },
            help: Bilingual {
                id: "isi kolom `{column}` sesuai formulir asli, atau kosongkan",
                en: "fill in column `{column}` as on the original form, or leave it empty",
            },
        },
        MessageTemplate {
            slug: "thin",
            message: Bilingual {
                id: "ringkasan hanya terdiri atas {count} kata, kurang dari {limit}",
                en: "the summary has only {count} words, fewer than {limit}",
            },
            help: Bilingual {
                id: "jelaskan masalah, cara kerja inovasi, dan hasilnya secara singkat",
                en: "say in short what the problem was, how the innovation works, and what came of it",
            },
        },
    ],
};

const LEAST: RuleSetting = RuleSetting {
    name: "least_words",
    default: 20.0,
    range: (1.0, 1000.0),
    summary: Bilingual { id: "kata paling sedikit dalam ringkasan", en: "least words of a summary" },
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    for note in context.notes(NoteKind::Placeholder) {
        // another column may have filled the text
        let Some(field) = note.field.filter(|field| field.is_rich_text() && innovation.is_missing(*field)) else { continue };
        let column = note.column.as_deref().unwrap_or_default();
        let draft = emit.report("placeholder").field(field).value(note.value.as_deref().unwrap_or_default());
        draft.param("column", column).fix(column, "", Applicability::Safe);
    }
    let least = emit.count(&LEAST);
    let asked = matches!(context.programme, "KIPP" | "JIPPNas");
    let summary = asked.then(|| context.sections.get(Field::Summary)).flatten();
    if let Some(summary) = summary.filter(|summary| summary.words < least) {
        emit.report("thin").field(Field::Summary).value(summary.text).param("count", summary.words).param("limit", least);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, NoteKind, Record};
    use crate::rules::testing::{found, note, record};

    fn summary(words: usize) -> [Record; 1] {
        [record(|r| r.innovation.summary = Some(vec!["kata"; words].join(" ").into()))]
    }

    #[test]
    fn empty_phrases_are_told() {
        let placeholder = record(|r| r.source.notes = vec![note(NoteKind::Placeholder, Field::Summary, "#N/A")]);
        assert_eq!(found("TXT-03", "IGA", &[placeholder]), ["placeholder | summary | #N/A"]);
        assert_eq!(found("TXT-03", "KIPP", &summary(3)), ["thin | summary | kata kata kata"]);
    }

    #[test]
    fn real_texts_and_other_fields_are_fine() {
        assert!(found("TXT-03", "JIPPNas", &summary(20)).is_empty());
        assert!(found("TXT-03", "IGA", &summary(3)).is_empty());
        let title = record(|r| r.source.notes = vec![note(NoteKind::Placeholder, Field::Title, "-")]);
        assert!(found("TXT-03", "KIPP", &[title]).is_empty(), "a title is a matter of ID-01");
        let other_column = record(|r| {
            r.source.notes = vec![note(NoteKind::Placeholder, Field::Impact, "-")];
            r.innovation.impact = Some("antrean turun dari 3 jam menjadi 10 menit".into());
        });
        assert!(found("TXT-03", "LAN", &[other_column]).is_empty());
    }
}
