use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext, Section};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "TXT-08",
    name: "unreadable-text",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Setiap uraian ditulis dalam bahasa Indonesia dan sebagian besar terdiri atas huruf. Bahasa dikenali dari kata tugas (`yang`, `dan`, `untuk`) pada teks mulai 30 kata.",
        en: "Every text is in Indonesian and mostly made of letters. The language is known by its function words (`yang`, `dan`, `untuk`) in texts from 30 words.",
    },
    why: Bilingual {
        id: "Teks berbahasa lain atau berisi kode adalah salah tempel; teks itu tidak ditemukan dalam pencarian dan tidak dapat dinilai.",
        en: "A text in another language or full of codes was pasted by mistake; search does not find it and nobody can judge it.",
    },
    invalid: "The innovation was developed by the city in order to improve the quality of the service ...",
    valid: "Inovasi ini dikembangkan oleh kota untuk meningkatkan mutu layanan yang ...",
    source: "Inferred; shares of function words measured on the 200 records of LAN's innovation database of 2018 (github.com/edison8301/inovasi-lan)",
    messages: &[
        MessageTemplate {
            slug: "language",
            message: Bilingual {
                id: "`{field}` ({label}) tampaknya tidak ditulis dalam bahasa Indonesia",
                en: "`{field}` ({label}) does not seem to be in Indonesian",
            },
            help: Bilingual {
                id: "periksa apakah teks yang benar sudah ditempel; terjemahkan bila memang berbahasa lain",
                en: "check whether the right text was pasted; translate it if it is indeed in another language",
            },
        },
        MessageTemplate {
            slug: "letters",
            message: Bilingual {
                id: "`{field}` ({label}) hanya {share}% terdiri atas huruf",
                en: "only {share}% of `{field}` ({label}) are letters",
            },
            help: Bilingual {
                id: "periksa apakah tabel, kode, atau gambar tertempel; tulis uraiannya dengan kalimat",
                en: "check whether a table, codes or a picture was pasted; write it in sentences",
            },
        },
    ],
};

/// Least words of a text whose language is judged.
const LEAST: usize = 30;
/// Share of Indonesian function words below which a text is not Indonesian if English ones outnumber them twice.
const FEW: f64 = 0.05;
/// Least share of letters among the visible characters, and least characters of a text that is judged by it.
const LETTERS: f64 = 0.5;
const VISIBLE: usize = 40;

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for section in context.sections.all() {
        let &Section { field, text, words, visible, letters, indonesian, english, .. } = section;
        if visible >= VISIBLE && (letters as f64) < LETTERS * visible as f64 {
            emit.report("letters").field(field).value(text).param("share", letters * 100 / visible);
        } else if words >= LEAST
            && (indonesian as f64) < FEW * words as f64
            && english > 2 * indonesian
            && english as f64 > FEW * words as f64
        {
            emit.report("language").field(field).value(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(text: &str) -> Vec<String> {
        let lines = found("TXT-08", "KIPP", &[record(|r| r.innovation.background = Some(text.into()))]);
        lines.into_iter().map(|line| line.split(" | ").take(2).collect::<Vec<_>>().join(" | ")).collect()
    }

    #[test]
    fn other_languages_and_codes_are_seen() {
        let english =
            "The service was opened in the market by the office of the city in order to shorten the way of those who work there. ";
        assert_eq!(of(&english.repeat(2)), ["language | background"]);
        assert_eq!(of("1.204; 2.310; 45% | 3.900 — 4.021 (2020/2021), 17.204,55 Rp"), ["letters | background"]);
    }

    #[test]
    fn indonesian_regional_and_short_texts_are_fine() {
        let mixed = "Layanan one stop service dibuka di pasar oleh dinas untuk warga yang bekerja di sana dengan drive thru. ";
        assert!(of(&mixed.repeat(3)).is_empty());
        assert!(of(&"gerakan inovasi layanan antar obat ".repeat(10)).is_empty(), "a list of words is no other language");
        assert!(of("The service of the city").is_empty());
        assert!(of("45%").is_empty());
    }
}
