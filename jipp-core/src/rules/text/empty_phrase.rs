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
        id: "Uraian tidak diisi dengan `#N/A`, `-`, `belum ada`, dan sejenisnya. Uraian yang wajib menurut formulirnya terdiri atas sekurang-kurangnya 20 kata: bagian KIPP dan JIPPNas, serta tujuan, manfaat, dan hasil IGA. `Tidak ada` adalah jawaban untuk faktor penghambat, faktor pendorong, dan prasyarat replikasi.",
        en: "No text is filled with `#N/A`, `-`, `belum ada` and the like. Texts that their form requires have at least 20 words: the sections of KIPP and JIPPNas, and objective, benefit and result of IGA. `Tidak ada` (none) is an answer for obstacles, drivers and what a replicator needs first.",
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
                id: "`{field}` ({label}) hanya terdiri atas {count} kata, kurang dari {limit}",
                en: "`{field}` ({label}) has only {count} words, fewer than {limit}",
            },
            help: Bilingual {
                id: "uraikan sesuai petunjuk formulir agar inovasi dapat dipahami dan ditiru",
                en: "write what the form asks, so that the innovation can be understood and followed",
            },
        },
    ],
};

const LEAST: RuleSetting = RuleSetting {
    name: "least_words",
    default: 20.0,
    range: (1.0, 1000.0),
    summary: Bilingual { id: "kata paling sedikit dalam uraian yang wajib", en: "least words of a text that is required" },
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
    let required = required(context.programme);
    if required.is_empty() {
        return;
    }
    for section in context.sections.all().iter().filter(|section| section.words < least && required.contains(&section.field)) {
        emit.report("thin").field(section.field).value(section.text).param("count", section.words).param("limit", least);
    }
}

/// The texts that the form of a programme requires; the design of IGA has a bound of its own (TXT-01).
fn required(programme: &str) -> &'static [Field] {
    match programme {
        "KIPP" | "JIPPNas" => &[
            Field::Summary,
            Field::Background,
            Field::Objective,
            Field::Novelty,
            Field::Impact,
            Field::Adaptability,
            Field::Resources,
            Field::SustainabilityStrategy,
        ],
        "IGA" => &[Field::Objective, Field::Benefit, Field::Impact],
        _ => &[],
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
        let impact = || record(|r| r.innovation.impact = Some("Bagus".into()));
        for programme in ["KIPP", "IGA", "JIPPNas"] {
            assert_eq!(found("TXT-03", programme, &[impact()]), ["thin | impact | Bagus"], "{programme}");
        }
        assert!(found("TXT-03", "LAN", &[impact()]).is_empty());
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
