use crate::lang::{Bilingual, Lang};
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage, Value};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::{vocabulary, vocabulary_of};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-03",
    name: "incomplete-profile",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::IGA,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi IGA memiliki tepat satu bentuk, satu jenis, satu tahapan, dan satu inisiator.",
        en: "An IGA innovation has exactly one form, one kind, one stage and one initiator.",
    },
    why: Bilingual {
        id: "Formulir IGA mewajibkan keempatnya; rekapitulasi per bentuk, jenis, tahapan, dan inisiator hanya cocok bila masing-masing tepat satu.",
        en: "The IGA form requires all four; totals by form, kind, stage and initiator add up only if there is one of each.",
    },
    invalid: "form = tata_kelola, kind = (kosong), stage = penerapan, initiator = (kosong)",
    valid: "form = tata_kelola, kind = digital, stage = penerapan, initiator = asn",
    source: "IGA form of 2022 (form isian proposal inovasi daerah) and its copies of 2024 and 2025",
    messages: &[
        MessageTemplate {
            slug: "missing",
            message: Bilingual { id: "profil IGA belum lengkap: {missing}", en: "the IGA profile is not complete: {missing}" },
            help: Bilingual {
                id: "pilih tepat satu nilai untuk setiap butir itu sesuai formulir asli",
                en: "choose exactly one value for each of them, as on the original form",
            },
        },
        MessageTemplate {
            slug: "several",
            message: Bilingual {
                id: "`{field}` ({label}) memuat {count} nilai: `{value}`",
                en: "`{field}` ({label}) holds {count} values: `{value}`",
            },
            help: Bilingual { id: "pilih satu di antaranya", en: "choose one of them" },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    if context.programme != "IGA" {
        return;
    }
    let mut missing = Vec::new();
    for field in [Field::Form, Field::Kind, Field::Stage, Field::Initiator] {
        let Some(list) = vocabulary_of(field).and_then(vocabulary).filter(|list| list.attributes.flag("required") == Some(true)) else {
            continue;
        };
        let Value::Text(text) = context.innovation.get(field) else {
            missing.push(field);
            continue;
        };
        // two ticks on the form arrive as one text of several terms
        let mut values: Vec<&str> =
            text.split([';', ',', '/', '\n']).filter_map(|part| list.find(part)).map(|found| found.code.as_str()).collect();
        values.sort_unstable();
        values.dedup();
        if list.find(&text).is_none() && values.len() > 1 {
            emit.report("several").field(field).value(&text).param("count", values.len());
        }
    }
    if let Some(first) = missing.first() {
        let names = missing.iter().map(|field| format!("`{field}` ({})", field.label(Lang::Id))).collect::<Vec<_>>().join(", ");
        emit.report("missing").field(*first).param("missing", names);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(programme: &str, kind: Option<&str>) -> Vec<String> {
        let text = |text: &str| Some(text.to_owned());
        let record = record(|r| {
            (r.innovation.form, r.innovation.stage, r.innovation.initiator) = (text("tata_kelola"), text("penerapan"), text("asn"));
            r.innovation.kind = kind.map(str::to_owned);
        });
        found("CLS-03", programme, &[record])
    }

    #[test]
    fn each_is_there_and_once() {
        assert_eq!(of("IGA", None), ["missing | kind"]);
        assert_eq!(of("IGA", Some("Digital; Non Digital")), ["several | kind | Digital; Non Digital"]);
        assert_eq!(found("CLS-03", "IGA", &[record(|_| {})]), ["missing | form"], "one finding names all four");
    }

    #[test]
    fn complete_profiles_and_other_programmes_are_fine() {
        assert!(of("IGA", Some("digital")).is_empty());
        assert!(of("IGA", Some("Sistem Informasi, Aplikasi")).is_empty(), "an unknown value is a matter of CLS-01");
        assert!(of("KIPP", None).is_empty());
    }
}
