use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::is_placeholder;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ID-07",
    name: "bare-acronym",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::KIPP,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Judul proposal KIPP menggambarkan inovasinya: tidak hanya satu kata atau akronim tanpa kepanjangan.",
        en: "The title of a KIPP proposal depicts the innovation: it is not one word or acronym without its expansion.",
    },
    why: Bilingual {
        id: "Pedoman KIPP mensyaratkannya; akronim saja tidak dipahami pembaca, tidak ditemukan dalam pencarian, dan sering dipakai beberapa daerah.",
        en: "The KIPP guide asks for it; an acronym alone tells readers nothing, is not found by need, and several regions use the same.",
    },
    invalid: "SIGAP",
    valid: "SIGAP UJIAN (Sistem Informasi Gerak-cepat Administrasi & Pemantauan Ujian)",
    source: "KIPP title requirement: form of Nusa Tenggara Timur that copies SINOVIK (github.com/bidangegovntt/template_dev_docker, 2021-2023); KIPP 2025 briefing (metronewstv.co.id, April 2025). That one word depicts nothing is inferred",
    messages: &[MessageTemplate {
        slug: "bare",
        message: Bilingual {
            id: "judul `{value}` hanya satu kata dan tidak menggambarkan inovasinya",
            en: "the title `{value}` is one word only and does not depict the innovation",
        },
        help: Bilingual {
            id: "tambahkan kepanjangannya dalam tanda kurung, misalnya `GERPAS (Gerai Pengurusan Dokumen Dasar Nelayan)`",
            en: "add what it stands for in brackets, as in `GERPAS (Gerai Pengurusan Dokumen Dasar Nelayan)`",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let Some(title) = innovation.title.as_deref().filter(|_| context.programme == "KIPP") else { return };
    // `e-Surat` and `M-Paspor` hold a word beside the mark of their kind
    let marked = title.split_once('-').is_some_and(|(mark, word)| mark.chars().count() == 1 && word.chars().count() >= 4);
    let one_word = title.split_whitespace().count() == 1 && title.chars().any(char::is_alphabetic);
    if one_word && !marked && !is_placeholder(title) && innovation.expansion.is_none() && innovation.title_aliases.is_empty() {
        emit.report("bare").field(Field::Title).value(title);
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::derive_fields;
    use crate::rules::testing::{found, record};

    fn of(programme: &str, title: &str) -> Vec<String> {
        let record = record(|r| {
            r.innovation.title = Some(title.into());
            derive_fields(&mut r.innovation);
        });
        found("ID-07", programme, &[record])
    }

    #[test]
    fn one_word_depicts_nothing() {
        assert_eq!(of("KIPP", "SIMPATOR"), ["bare | title | SIMPATOR"]);
        assert_eq!(of("KIPP", "SI-JABPRI"), ["bare | title | SI-JABPRI"]);
    }

    #[test]
    fn expansions_words_and_other_forms_are_fine() {
        for title in ["GERPAS (Gerai Pengurusan Dokumen Dasar Nelayan)", "RSUD RAMAH", "E-SURAT", "#N/A", "2023"] {
            assert!(of("KIPP", title).is_empty(), "{title}");
        }
        assert!(of("IGA", "SIMPATOR").is_empty());
        let other_title =
            record(|r| (r.innovation.title, r.innovation.title_aliases) = (Some("SIMPATOR".into()), vec!["Sistem Pajak".into()]));
        assert!(found("ID-07", "KIPP", &[other_title]).is_empty());
    }
}
