use crate::ingest::FaultKind;
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, EntryContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "SRC-06",
    name: "unreadable-row",
    severity: Severity::Error,
    stage: Stage::Import,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Setiap baris daftar replikasi atau hub dapat dibaca: tanggal adalah tanggal, kode ada dalam daftarnya, dan bagian yang berisi objek atau daftar memang demikian.",
        en: "Every row of a list of replications or hubs can be read: dates are dates, codes are in their list, and what should be an object or a list is one.",
    },
    why: Bilingual {
        id: "Baris yang hanya terbaca sebagian akan dinilai keliru. Baris itu dikarantina utuh, tidak dibuang.",
        en: "A row that is read in part would be judged wrongly. It is quarantined whole, not dropped.",
    },
    invalid: "implementation_date = segera",
    valid: "implementation_date = 2023-08-12",
    source: "Inferred; a row is never dropped (ARCHITECTURE.md, invariant 4)",
    messages: &[
        MessageTemplate {
            slug: "date",
            message: Bilingual { id: "`{value}` pada `{field}` bukan tanggal", en: "`{value}` in `{field}` is no date" },
            help: Bilingual {
                id: "tulis tanggalnya, misalnya `2023-08-12`, `2023-08`, atau `2023`",
                en: "write a date such as `2023-08-12`, `2023-08` or `2023`",
            },
        },
        MessageTemplate {
            slug: "code",
            message: Bilingual {
                id: "`{value}` pada `{field}` tidak ada dalam daftar: {known}",
                en: "`{value}` in `{field}` is not in the list: {known}",
            },
            help: Bilingual { id: "pakai salah satu kode itu", en: "use one of these codes" },
        },
        MessageTemplate {
            slug: "shape",
            message: Bilingual {
                id: "isi `{field}` tidak dapat dibaca: `{value}`",
                en: "what stands in `{field}` cannot be read: `{value}`",
            },
            help: Bilingual {
                id: "bandingkan bentuknya dengan skema dalam docs/schema/wire.schema.json",
                en: "compare its shape with the schema in docs/schema/wire.schema.json",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &EntryContext<'_>, emit: &mut Emitter<'_>) {
    for fault in context.faults {
        let (slug, known) = match &fault.kind {
            FaultKind::Date => ("date", String::new()),
            FaultKind::Code(codes) => ("code", codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ")),
            FaultKind::Shape => ("shape", String::new()),
        };
        emit.report(slug).column(fault.field.clone()).value(&fault.value).param("known", known);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::ingest::{hubs_of, replications_of};
    use crate::rules::{CheckOptions, Selection, check_hubs, check_replications};

    fn slugs(row: serde_json::Value) -> Vec<String> {
        let options = CheckOptions { selection: Selection::new(&["SRC-06".to_owned()], &[]).unwrap(), ..CheckOptions::default() };
        let checked = check_replications(&replications_of("r.json", vec![row]).entries, &[], &options);
        assert_eq!(checked.quarantined.len(), usize::from(!checked.findings.is_empty()));
        checked
            .findings
            .iter()
            .map(|f| format!("{} {} {}", f.template.slug, f.field_name().unwrap(), f.value.as_deref().unwrap()))
            .collect()
    }

    #[test]
    fn each_place_that_cannot_be_read_is_told() {
        let row =
            json!({ "Instansi Replikator": "Pemkot Kediri", "Tanggal Implementasi": "segera", "Status": "jalan", "kind": "replikasi" });
        assert_eq!(slugs(row), ["date implementation_date segera", "code stage jalan"]);
        assert_eq!(
            slugs(json!({ "replicator": [], "dates": { "approval": "2023-99" } })),
            ["date approval_date 2023-99", "shape replicator_agency []"]
        );
        assert_eq!(slugs(json!(7)), ["shape  7"]);
    }

    #[test]
    fn rows_that_can_be_read_are_fine() {
        assert!(slugs(json!({ "replicator_agency": "Pemkot Kediri", "stage": "minat" })).is_empty());
        let hubs = hubs_of("h.json", vec![json!({ "agency": "Pemprov Bali", "since": "2021" })]);
        assert!(check_hubs(&hubs.entries, &CheckOptions::default()).quarantined.is_empty());
    }
}
