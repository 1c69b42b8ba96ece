use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext, Section};
use crate::text::{is_root, lemma};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "TXT-08",
    name: "unreadable-text",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Setiap uraian ditulis dalam bahasa Indonesia dan sebagian besar terdiri atas huruf. Bahasa dikenali dari kata tugas (`yang`, `dan`, `untuk`) pada teks mulai 30 kata; teks yang hampir tanpa kata tugas diperiksa apakah kata-katanya dikenal. Aksara lain dikenali pada teks mulai 40 karakter.",
        en: "Every text is in Indonesian and mostly made of letters. The language is known by its function words (`yang`, `dan`, `untuk`) in texts from 30 words; where they are nearly absent, by how many of the words are known. Another script is seen in texts from 40 characters.",
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
/// Share of words with a known root below which a text with few function words is not Indonesian, shortest word that is judged by that, and
/// how many are enough.
const KNOWN: f64 = 0.35;
const JUDGED: usize = 4;
const ENOUGH: usize = 200;
/// Least share of letters among the visible characters, and least characters of a text that is judged by it.
const LETTERS: f64 = 0.5;
const VISIBLE: usize = 40;

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for section in context.sections.all() {
        let &Section { field, text, words, visible, letters, indonesian, english, .. } = section;
        if visible >= VISIBLE && (letters as f64) < LETTERS * visible as f64 {
            emit.report("letters").field(field).value(text).param("share", letters * 100 / visible);
            continue;
        }
        let few = words >= LEAST && (indonesian as f64) < FEW * words as f64;
        let is_english = || english > 2 * indonesian && english as f64 > FEW * words as f64;
        if few && (is_english() || is_unknown(text)) || visible >= VISIBLE && is_in_other_letters(section) {
            emit.report("language").field(field).value(text);
        }
    }
}

/// Whether few words of a text are Indonesian: another language, *lorem ipsum*, keys struck at random. Asked only of texts with few
/// function words.
fn is_unknown(text: &str) -> bool {
    let judged = crate::text::words(text).filter(|word| word.len() >= JUDGED && word.chars().all(char::is_alphabetic)).take(ENOUGH);
    let (all, known) = judged.fold((0_usize, 0_usize), |(all, known), word| (all + 1, known + usize::from(is_root(&lemma(&word)))));
    all >= LEAST / 2 && (known as f64) < KNOWN * all as f64
}

/// Whether most letters are of another script than the Latin one.
fn is_in_other_letters(section: &Section<'_>) -> bool {
    // other scripts take two bytes and more for each letter
    if 2 * section.text.len() <= 3 * section.visible {
        return false;
    }
    let other = section.text.chars().filter(|c| {
        c.is_alphabetic()
            && matches!(u32::from(*c), 0x370..0x1e00 | 0x1f00..0xa720 | 0xa800..0xab30 | 0xac00..0xfb00 | 0xfb1d..0xff00 | 0x20000..)
    });
    2 * other.count() > section.letters
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
    fn other_scripts_and_words_that_nobody_knows_are_seen() {
        for text in [
            "تم تطوير هذا الابتكار من قبل المدينة لتحسين جودة الخدمة المقدمة للمواطنين في جميع الأحياء",
            "该创新由市政府开发，旨在提高服务质量，使居民能够更快地获得证件，并减少排队时间，提高满意度，节省交通费用和时间。",
            "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad \
             minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat.",
            &"asdf jkl qwer zxcv uiop hjkl bnmv tyui ghjk dfgh ".repeat(4),
        ] {
            assert_eq!(of(text), ["language | background"], "{text}");
        }
        let verse = "Layanan ini dibuka dengan doa (بسم الله الرحمن الرحيم) oleh kepala dinas dan diikuti oleh seluruh petugas di kantor.";
        assert!(of(verse).is_empty());
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
