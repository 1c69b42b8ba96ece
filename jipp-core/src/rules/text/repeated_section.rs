use crate::lang::{Bilingual, Lang};
use crate::model::{Field, MessageTemplate, RuleInfo, RuleSetting, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext, Section};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "TXT-05",
    name: "repeated-section",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[LEAST, SAME],
    fix: None,
    summary: Bilingual {
        id: "Dua bagian satu data tidak berisi teks yang sama: lebih dari 90% kata-katanya sama. Bagian di bawah 20 kata tidak dibandingkan.",
        en: "No two sections of a record hold the same text: more than 90% of their words are the same. Sections below 20 words are not compared.",
    },
    why: Bilingual {
        id: "Bagian yang disalin hanya mengisi formulir; jawaban atas pertanyaannya sendiri tidak ada.",
        en: "A copied section only fills the form; its own question is left unanswered.",
    },
    invalid: "objective = Mempercepat layanan ... ; benefit = Mempercepat layanan ...",
    valid: "objective = Mempercepat layanan ... ; benefit = Warga menghemat dua hari ...",
    source: "Inferred",
    messages: &[MessageTemplate {
        slug: "same",
        message: Bilingual {
            id: "`{field}` ({label}) berisi teks yang sama dengan `{other}` ({other_label})",
            en: "`{field}` ({label}) holds the same text as `{other}` ({other_label})",
        },
        help: Bilingual {
            id: "tulis jawaban tersendiri untuk setiap bagian, atau kosongkan salah satunya",
            en: "write an answer of its own for each section, or leave one empty",
        },
    }],
};

const LEAST: RuleSetting = RuleSetting {
    name: "least_words",
    default: 20.0,
    range: (1.0, 1000.0),
    summary: Bilingual { id: "kata paling sedikit dalam bagian yang dibandingkan", en: "least words of a section that is compared" },
};
/// Share of common words above which two sections are the same (domain rule TXT-05).
const SAME: RuleSetting = RuleSetting {
    name: "same_share",
    default: 0.9,
    range: (0.5, 1.0),
    summary: Bilingual {
        id: "bagian kata yang sama; di atasnya dua bagian dianggap sama",
        en: "share of common words above which two sections are the same",
    },
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let (least, same) = (emit.count(&LEAST), emit.number(&SAME));
    let mut seen: Vec<&Section<'_>> = Vec::new();
    for section in context.sections.all().iter().filter(|section| section.words >= least && section.field != Field::StatusCondition) {
        if let Some(other) = seen.iter().find(|other| other.similarity(section, same) > same) {
            let draft = emit.report("same").field(section.field).value(section.text);
            draft.param("other", other.field).param("other_label", other.field.label(Lang::Id));
        } else {
            seen.push(section);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn text(from: usize, to: usize) -> String {
        (from..to).map(|number| format!("kata{number}")).collect::<Vec<_>>().join(" ")
    }

    fn of(objective: &str, benefit: &str) -> Vec<String> {
        found(
            "TXT-05",
            "IGA",
            &[record(|r| (r.innovation.objective, r.innovation.benefit) = (Some(objective.into()), Some(benefit.into())))],
        )
    }

    #[test]
    fn copies_are_seen_even_with_a_word_changed() {
        assert_eq!(of(&text(0, 30), &text(0, 30)).len(), 1);
        assert_eq!(of(&text(0, 30), &text(2, 31).to_uppercase()).len(), 1);
        assert!(of(&text(0, 30), &text(0, 30)).iter().all(|line| line.starts_with("same | benefit")));
    }

    #[test]
    fn own_texts_and_short_ones_are_fine() {
        assert!(of(&text(0, 30), &text(5, 35)).is_empty());
        assert!(of(&text(0, 30), &text(0, 60)).is_empty(), "one goes on where the other ends");
        assert!(of(&text(0, 19), &text(0, 19)).is_empty());
    }
}
