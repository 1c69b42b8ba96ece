use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::{html_to_text, words};
use crate::vocab::{vocabulary, word_limit_of};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "TXT-02",
    name: "section-over-limit",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::KIPP.years_of("kipp_sections.max_words"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Setiap bagian proposal KIPP tidak melampaui batas kata formulir kelompok dan tahunnya, termasuk pertanyaan yang menjadi bagian dari suatu isian, seperti faktor pembeda. Formulir yang batasnya belum diketahui tidak diperiksa.",
        en: "No section of a KIPP proposal passes the word limit in the form of its group and year, nor does a question that is part of a field, such as what differs from the origin. Forms whose limits are not known are not checked.",
    },
    why: Bilingual {
        id: "Batas kata adalah bagian dari pedoman kompetisi; proposal yang melampauinya tidak sesuai dengan formulir.",
        en: "The limits are part of the contest's guide; a proposal that passes them does not fit the form.",
    },
    invalid: "summary = 260 kata (2023)",
    valid: "summary = 190 kata (2023)",
    source: "KIPP 2023 proposal guide (penulisan proposal KIPP 2023); limits by section from the form of Nusa Tenggara Timur that copies SINOVIK (github.com/bidangegovntt/template_dev_docker, 2021-2023)",
    messages: &[
        MessageTemplate {
            slug: "over",
            message: Bilingual {
                id: "`{field}` ({label}) terdiri atas {count} kata; batas KIPP {year} adalah {limit}",
                en: "`{field}` ({label}) has {count} words; the limit of KIPP {year} is {limit}",
            },
            help: SHORTEN,
        },
        MessageTemplate {
            slug: "over_column",
            message: Bilingual {
                id: "kolom `{column}` terdiri atas {count} kata; batas KIPP {year} adalah {limit}",
                en: "column `{column}` has {count} words; the limit of KIPP {year} is {limit}",
            },
            help: SHORTEN,
        },
    ],
};

const SHORTEN: Bilingual = Bilingual {
    id: "ringkas menjadi paling banyak {limit} kata; pindahkan rincian ke lampiran",
    en: "shorten it to at most {limit} words; move details to an attachment",
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let Some(year) = context.innovation.year.filter(|_| context.programme == "KIPP") else { return };
    for section in context.sections.all() {
        let group = context.innovation.kipp_group.as_deref();
        let limit = word_limit_of("KIPP", group, year, section.field.name()).and_then(|limit| limit.max_words);
        if let Some(limit) = limit.filter(|limit| section.words > *limit) {
            emit.report("over").field(section.field).param("count", section.words).param("year", year).param("limit", limit);
        }
    }
    check_columns(context, year, emit);
}

/// Questions that have a column of the file, but no field of their own.
fn check_columns(context: &RecordContext<'_>, year: i32, emit: &mut Emitter<'_>) {
    let Some(sections) = vocabulary("kipp_sections") else { return };
    for question in sections.column_limits(context.innovation.kipp_group.as_deref(), year) {
        let Some((column, cell)) = context.source.raw.iter().find(|(column, _)| question.is_header(column)) else { continue };
        let limit = question.max_words;
        // a text of so few letters cannot have too many words
        let count = if cell.len() < 2 * limit { 0 } else { words(&html_to_text(cell).text).count() };
        if count > limit {
            let draft = emit.report("over_column").column(column.as_ref().to_owned()).param("column", column);
            draft.param("count", count).param("year", year).param("limit", limit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(programme: &str, year: i32, words: usize) -> Vec<String> {
        of_group(programme, None, year, words)
    }

    fn of_group(programme: &str, group: Option<&str>, year: i32, words: usize) -> Vec<String> {
        let text = "kata ".repeat(words);
        let record = record(|r| {
            (r.innovation.year, r.innovation.kipp_group) = (Some(year), group.map(str::to_owned));
            (r.innovation.summary, r.innovation.impact) = (Some(text.as_str().into()), Some(text.into()));
        });
        found("TXT-02", programme, &[record])
    }

    #[test]
    fn each_section_has_the_limit_of_its_year() {
        assert_eq!(of("KIPP", 2023, 201), ["over | summary"]);
        assert_eq!(of("KIPP", 2023, 601), ["over | summary", "over | impact"]);
        assert_eq!(of("KIPP", 2021, 601), ["over | summary", "over | impact"]);
        assert_eq!(of("KIPP", 2022, 600), ["over | summary"]);
    }

    #[test]
    fn each_group_has_its_own_form() {
        assert_eq!(of_group("KIPP", Some("khusus"), 2021, 601), ["over | summary"], "its form has no significance");
        assert!(of_group("KIPP", Some("khusus"), 2023, 601).is_empty(), "its limits of 2023 are not known");
        assert_eq!(of_group("KIPP", Some("replikasi"), 2022, 601), ["over | summary", "over | impact"], "the general form and more");
    }

    #[test]
    fn questions_without_a_field_have_their_limit_too() {
        let of = |group: &str, year: i32, column: &str, words: usize| {
            let record = record(|r| {
                (r.innovation.year, r.innovation.kipp_group) = (Some(year), Some(group.into()));
                r.source.raw = vec![(column.into(), "kata ".repeat(words))];
            });
            found("TXT-02", "KIPP", &[record])
        };
        for (group, year, column, limit) in [
            ("replikasi", 2021, "Faktor Pembeda", 100),
            ("replikasi", 2022, "Inspirasi", 100),
            ("umum", 2021, "Kontribusi terhadap Capaian TPB", 200),
            ("khusus", 2021, "Evaluasi", 300),
            ("umum", 2023, "Adaptabilitas: Telah Direplikasi", 100),
            ("umum", 2023, "Potensi Replikasi", 200),
        ] {
            assert_eq!(of(group, year, column, limit + 1), [format!("over_column | {column}")]);
            assert!(of(group, year, column, limit).is_empty(), "{column}");
        }
        assert!(of("umum", 2021, "Faktor Pembeda", 101).is_empty(), "a question of another group");
    }

    #[test]
    fn within_the_limit_or_without_one_is_fine() {
        assert!(of("KIPP", 2023, 200).is_empty());
        assert!(of("KIPP", 2025, 601).is_empty());
        assert!(of("IGA", 2023, 601).is_empty());
    }
}
