use super::date_column;
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, PartialDate, ReplicationStage, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, ReplicationContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "REP-03",
    name: "stages-out-of-order",
    severity: Severity::Error,
    stage: Stage::Replication,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Tanggal replikasi berurutan: pengajuan ≤ kesepakatan ≤ persetujuan ≤ implementasi ≤ selesai (atau ditolak), dan implementasi tidak mendahului penerapan inovasi asal. Tanggal yang hanya diketahui tahunnya dibandingkan per tahun.",
        en: "The dates of a replication are in order: interest ≤ agreement ≤ approval ≤ implementation ≤ completion (or rejection), and it does not run before its origin was put into practice. Dates known to the year are compared by year.",
    },
    why: Bilingual {
        id: "Replikasi yang mendahului inovasi asalnya bukan replikasi; urutan yang terbalik biasanya berarti tanggal tertukar.",
        en: "What runs before its origin is no replication; a wrong order mostly means that dates were swapped.",
    },
    invalid: "approval_date = 2023-05-02, implementation_date = 2023-04-01",
    valid: "approval_date = 2023-04-01, implementation_date = 2023-05-02",
    source: "Pipeline of replication in JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026); the places of agreement and rejection and the comparison with the origin are inferred",
    messages: &[
        MessageTemplate {
            slug: "order",
            message: Bilingual {
                id: "`{field}` ({value}) mendahului `{earlier}` ({earlier_date})",
                en: "`{field}` ({value}) lies before `{earlier}` ({earlier_date})",
            },
            help: Bilingual {
                id: "periksa kedua tanggal pada dokumen asli; mungkin tertukar",
                en: "check both dates on the original documents; they may be swapped",
            },
        },
        MessageTemplate {
            slug: "before_origin",
            message: Bilingual {
                id: "replikasi berjalan ({value}) sebelum inovasi asal `{origin}` diterapkan ({earlier_date})",
                en: "the replication ran ({value}) before its origin `{origin}` was put into practice ({earlier_date})",
            },
            help: Bilingual {
                id: "periksa kedua tanggal, dan apakah inovasi asalnya benar",
                en: "check both dates, and whether this is the origin",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &ReplicationContext<'_>, emit: &mut Emitter<'_>) {
    let dates = &context.replication.dates;
    let mut latest: Option<(ReplicationStage, PartialDate)> = None;
    for (stage, date) in dates.known() {
        match latest {
            Some((earlier, earlier_date)) if date.before(earlier_date) => {
                let draft = emit.report("order").column(date_column(stage)).value(date.to_string());
                draft.param("earlier", date_column(earlier)).param("earlier_date", earlier_date);
            }
            _ => latest = Some((stage, date)),
        }
    }
    if let (Some(date), Some(origin)) = (dates.implementation, context.origin)
        && let Some(start) = origin.implementation_date.filter(|start| date.before(*start))
    {
        let draft = emit.report("before_origin").column("implementation_date").value(date.to_string());
        draft.param("origin", origin.title.as_deref().unwrap_or(&origin.record_id)).param("earlier_date", start);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found_in_replications, record, replication};

    fn of(interest: &str, approval: &str, implementation: &str, rejection: &str) -> Vec<String> {
        let day = |text: &str| text.parse().ok();
        let one = replication(|r| {
            (r.dates.interest, r.dates.approval) = (day(interest), day(approval));
            (r.dates.implementation, r.dates.rejection) = (day(implementation), day(rejection));
        });
        let origin = record(|r| {
            (r.innovation.title, r.innovation.agency_code) = (Some("Gerpas".into()), Some("pemda:35.12".into()));
            r.innovation.implementation_date = "2018-03-01".parse().ok();
        });
        found_in_replications("REP-03", &[one], &[origin])
    }

    #[test]
    fn dates_against_the_pipeline_are_told() {
        assert_eq!(of("2023-01", "2023-05-02", "2023-04-01", ""), ["order | implementation_date | 2023-04-01"]);
        assert_eq!(of("2023-06", "", "", "2023-05"), ["order | rejection_date | 2023-05"]);
        // one wrong date is one finding: what follows is compared with the last that was in order
        assert_eq!(of("2023-06", "2022-01-01", "2023-07", ""), ["order | approval_date | 2022-01-01"]);
    }

    #[test]
    fn nothing_runs_before_its_origin() {
        assert_eq!(of("", "", "2018-02-28", ""), ["before_origin | implementation_date | 2018-02-28"]);
        assert!(of("", "", "2018", "").is_empty(), "compared by year");
    }

    #[test]
    fn dates_in_order_and_missing_ones_are_fine() {
        assert!(of("2023-01", "2023-01-31", "2023", "").is_empty());
        assert!(of("", "", "", "").is_empty());
    }
}
