use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::{is_placeholder, key, words};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ID-03",
    name: "placeholder-title",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Judul bukan isian percobaan (`tes`, `test`, `coba`), bukan pengisi tempat, dan tidak terdiri atas angka saja.",
        en: "The title is no trial entry (`tes`, `test`, `coba`), no placeholder, and not made of digits alone.",
    },
    why: Bilingual {
        id: "Data percobaan ikut terhitung dan tampil kepada publik; judul berupa angka sering kali nomor yang salah kolom.",
        en: "Trial records are counted and shown to the public; a title of digits is often a number in the wrong column.",
    },
    invalid: "Tes ITSA LAGI",
    valid: "ANC Hipnoterapi",
    source: "Observation: `Tes ITSA LAGI` and `#N/A` in JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[
        MessageTemplate {
            slug: "trial",
            message: Bilingual { id: "judul `{value}` tampak seperti isian percobaan", en: "the title `{value}` looks like a trial entry" },
            help: Bilingual {
                id: "hapus data ini bila memang percobaan; bila bukan, tulis judul lengkapnya",
                en: "delete the record if it is a trial; if not, write the full title",
            },
        },
        MessageTemplate {
            slug: "digits",
            message: Bilingual { id: "judul `{value}` terdiri atas angka saja", en: "the title `{value}` is made of digits alone" },
            help: Bilingual {
                id: "periksa apakah nomor terbaca sebagai judul; isi judul sesuai formulir asli",
                en: "check whether a number was read as the title; enter the title of the original form",
            },
        },
        MessageTemplate {
            slug: "placeholder",
            message: Bilingual { id: "judul `{value}` hanya pengisi tempat", en: "the title `{value}` is only a placeholder" },
            help: Bilingual { id: "isi judul sesuai formulir asli", en: "enter the title of the original form" },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let Some(title) = context.innovation.title.as_deref().filter(|title| !title.trim().is_empty()) else { return };
    if let Some(slug) = verdict(title) {
        emit.report(slug).field(Field::Title).value(title);
    }
}

fn verdict(title: &str) -> Option<&'static str> {
    let key = key(title);
    if key.is_empty() || is_placeholder(title) {
        return Some("placeholder");
    }
    if key.chars().all(char::is_numeric) {
        return Some("digits");
    }
    let first = words(title).next().unwrap_or_default();
    let trial = matches!(key.as_str(), "tes" | "test" | "testing" | "coba") || matches!(first.as_str(), "tes" | "test");
    trial.then_some("trial")
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(title: &str) -> Vec<String> {
        found("ID-03", "other", &[record(|r| r.innovation.title = Some(title.into()))])
    }

    #[test]
    fn trial_entries_are_seen() {
        for title in ["tes", "TEST", "Testing", "coba", "Tes ITSA LAGI", "test 1"] {
            assert_eq!(of(title), [format!("trial | title | {title}")]);
        }
        assert_eq!(of("2023"), ["digits | title | 2023"]);
        for title in ["#N/A", "***"] {
            assert_eq!(of(title), [format!("placeholder | title | {title}")]);
        }
    }

    #[test]
    fn real_titles_are_fine() {
        for title in ["Testimoni Pasien Digital", "Cobalah Sehat", "Call Center 112", "SIMPATOR"] {
            assert!(of(title).is_empty(), "{title}");
        }
        assert!(found("ID-03", "other", &[record(|_| {})]).is_empty(), "a missing title is a matter of ID-01");
    }
}
