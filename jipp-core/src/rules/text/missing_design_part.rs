use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::words;
use crate::vocab::vocabulary;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "TXT-06",
    name: "missing-design-part",
    severity: Severity::Advice,
    stage: Stage::Submit,
    scope: Scope::IGA.since(2026),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Rancang bangun inovasi IGA mulai 2026 memuat enam bagian yang dianjurkan: dasar hukum, permasalahan, isu strategis, metode pembaharuan, keunggulan dan kebaharuan, tahapan. Bagian dikenali dari kata-kata judulnya; teks di bawah batas kata diperiksa TXT-01 saja.",
        en: "The design of an IGA innovation since 2026 has the six recommended parts: legal basis, problem, strategic issue, method of renewal, advantages and novelty, stages. A part is known by the words of its heading; a text below the word limit is a matter of TXT-01 alone.",
    },
    why: Bilingual {
        id: "Penilai mencari keenam bagian itu; bagian yang tidak terlihat dianggap tidak ada.",
        en: "The judges look for these parts; one that is not seen is taken as absent.",
    },
    invalid: "Dasar hukum: ... Permasalahan: ... Tahapan: ...",
    valid: "Dasar hukum: ... Permasalahan: ... Isu strategis: ... Metode pembaharuan: ... Keunggulan: ... Tahapan: ...",
    source: "IGA guide of 2026 as the outline of one entry quotes it (GH_OUT26): one source, advice only; the words by which a part is known are inferred",
    messages: &[MessageTemplate {
        slug: "parts",
        message: Bilingual {
            id: "rancang bangun tidak menampakkan {count} dari {all} bagian yang dianjurkan: {parts}",
            en: "the design does not show {count} of the {all} recommended parts: {parts}",
        },
        help: Bilingual {
            id: "tambahkan bagian itu, atau beri judul bila sudah ada",
            en: "add these parts, or give them a heading if they are there",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let (Some(list), Some(text), "IGA") = (vocabulary("rancang_bangun_bagian"), innovation.design.as_deref(), context.programme) else {
        return;
    };
    let since = list.attributes.count("parts_from").and_then(|year| i32::try_from(year).ok());
    if since.zip(innovation.year).is_none_or(|(since, year)| year < since) {
        return;
    }
    let written: Vec<String> = words(text).collect();
    if written.len() < list.attributes.count("min_words").unwrap_or_default() {
        return;
    }
    let line = format!(" {} ", written.join(" "));
    let shows = |heading: &str| line.contains(&format!(" {heading} "));
    let missing: Vec<&str> = list
        .values()
        .iter()
        .filter(|part| !part.attributes.list("headings").is_some_and(|headings| headings.into_iter().any(shows)))
        .map(|part| part.id.as_str())
        .collect();
    if !missing.is_empty() {
        let draft = emit.report("parts").field(Field::Design).param("count", missing.len()).param("all", list.values().len());
        draft.param("parts", missing.join(", "));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    const ALL: &str = "DASAR HUKUM: Permasalahan. Isu strategis; metode pembaruan, keunggulan dan tahapan";

    fn of(programme: &str, year: i32, start: &str, words: usize) -> Vec<String> {
        let text = format!("{start} {}", "kata ".repeat(words));
        found("TXT-06", programme, &[record(|r| (r.innovation.year, r.innovation.design) = (Some(year), Some(text.into())))])
    }

    #[test]
    fn parts_that_are_not_seen_are_named() {
        assert_eq!(of("IGA", 2026, "Dasar hukum dan masalah", 300), ["parts | design"]);
        assert_eq!(of("IGA", 2027, &ALL.replace("Isu", "Hal"), 300), ["parts | design"]);
    }

    #[test]
    fn whole_designs_short_ones_and_other_forms_are_fine() {
        assert!(of("IGA", 2026, ALL, 300).is_empty());
        assert!(of("IGA", 2026, "Dasar hukum", 100).is_empty(), "a matter of TXT-01");
        assert!(of("IGA", 2025, "Dasar hukum", 300).is_empty());
        assert!(of("KIPP", 2026, "Dasar hukum", 300).is_empty());
    }
}
