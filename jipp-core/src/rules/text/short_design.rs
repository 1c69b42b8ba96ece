use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::word_limit;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "TXT-01",
    name: "short-design",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::IGA,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Rancang bangun inovasi IGA terdiri atas sekurang-kurangnya 300 kata. Kata ialah rangkaian huruf atau angka; kode HTML tidak dihitung.",
        en: "The design of an IGA innovation has at least 300 words. A word is a run of letters or digits; markup does not count.",
    },
    why: Bilingual {
        id: "Formulir IGA mensyaratkannya; dari rancang bangun penilai memahami apa yang diperbarui dan bagaimana.",
        en: "The IGA form requires it; the design tells the judges what was renewed, and how.",
    },
    invalid: "Aplikasi untuk antrean. (3 kata)",
    valid: "Dasar hukum: ... Permasalahan: ... Metode pembaruan: ... (342 kata)",
    source: "IGA form, item rancang bangun: six public copies of 2022 to 2026, one of them derived from Surat Kepala BSKDN 400.10.11/1887/BSKDN of 29 April 2026",
    messages: &[
        MessageTemplate {
            slug: "short",
            message: Bilingual {
                id: "rancang bangun terdiri atas {count} kata, kurang dari {limit}",
                en: "the design has {count} words, fewer than {limit}",
            },
            help: Bilingual {
                id: "lengkapi dasar hukum, permasalahan, isu strategis, metode pembaruan, keunggulan atau kebaruan, dan tahapan inovasi",
                en: "add legal basis, problem, strategic issue, method of renewal, advantages or novelty, and stages",
            },
        },
        MessageTemplate {
            slug: "missing",
            message: Bilingual {
                id: "rancang bangun kosong; formulir IGA meminta sekurang-kurangnya {limit} kata",
                en: "there is no design; the IGA form asks for at least {limit} words",
            },
            help: Bilingual {
                id: "isi rancang bangun sesuai formulir asli; bila kolomnya ada dengan judul lain, tambahkan judul itu ke pemetaan",
                en: "enter the design of the original form; if its column has another header, add the header to the mapping",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    if context.programme != "IGA" {
        return;
    }
    let limit = word_limit("IGA", context.innovation.year, Field::Design.name());
    let Some(least) = limit.and_then(|limit| limit.min_words) else { return };
    match context.sections.get(Field::Design).map_or(0, |section| section.words) {
        0 => emit.report("missing").field(Field::Design).param("limit", least),
        count if count < least => emit.report("short").field(Field::Design).param("count", count).param("limit", least),
        _ => return,
    };
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(programme: &str, words: usize) -> Vec<String> {
        found("TXT-01", programme, &[record(|r| r.innovation.design = Some("kata ".repeat(words).into()))])
    }

    #[test]
    fn iga_asks_for_three_hundred_words() {
        assert_eq!(of("IGA", 299), ["short | design"]);
        assert_eq!(of("IGA", 0), ["missing | design"]);
        assert_eq!(found("TXT-01", "IGA", &[record(|_| {})]), ["missing | design"]);
    }

    #[test]
    fn long_texts_and_other_programmes_are_fine() {
        assert!(of("IGA", 300).is_empty());
        assert!(of("KIPP", 20).is_empty());
    }
}
