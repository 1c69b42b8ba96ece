use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, PartialDate, RuleInfo, RuleSetting, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::vocabulary;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "STS-04",
    name: "outdated-status",
    severity: Severity::Warning,
    stage: Stage::Validated,
    scope: Scope::ALL,
    settings: &[MONTHS],
    fix: None,
    summary: Bilingual {
        id: "Pemutakhiran terakhir tidak lebih lama daripada 12 bulan sebelum hari pemeriksaan. Data tanpa riwayat dan inovasi yang sudah berhenti tidak diperiksa; aturan ini diam bila hari pemeriksaan tidak diberikan.",
        en: "The last update is no older than 12 months on the day of the check. Records without a history and innovations that stopped are not checked; the rule is silent if that day is not given.",
    },
    why: Bilingual {
        id: "Status yang usang membuat inovasi yang sudah mati tampak hidup dan ditawarkan untuk direplikasi.",
        en: "An outdated status makes a dead innovation look alive, and it is offered for replication.",
    },
    invalid: "status_history = [2024-08-20] (diperiksa 2026-06-30)",
    valid: "status_history = [2026-01-15] (diperiksa 2026-06-30)",
    source: "The update campaign ran for about a year and was not finished (jurnal88.co.id, August 2024); the period of 12 months is inferred",
    messages: &[MessageTemplate {
        slug: "old",
        message: Bilingual {
            id: "pemutakhiran terakhir {value}, lebih dari {months} bulan sebelum {as_of}",
            en: "the last update is of {value}, more than {months} months before {as_of}",
        },
        help: Bilingual {
            id: "minta instansi pemilik memutakhirkan: apakah inovasi ini masih berjalan?",
            en: "ask the owner for an update: does the innovation still run?",
        },
    }],
};

/// Without settings the number is that of the vocabulary, which this default repeats (test).
const MONTHS: RuleSetting = RuleSetting {
    name: "months",
    default: 12.0,
    range: (1.0, 120.0),
    summary: Bilingual { id: "umur pemutakhiran terlama, dalam bulan", en: "the oldest an update may be, in months" },
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let (Some(as_of), Some(last)) = (context.as_of, context.innovation.status_history.last()) else { return };
    let given = emit.given(&MONTHS).map(|_| emit.count(&MONTHS));
    let months = given.or_else(|| vocabulary("status_keberlanjutan").and_then(|list| list.attributes.count("update_months")));
    let Some(months) = months.and_then(|months| i32::try_from(months).ok()).filter(|_| last.status.code() != "berhenti") else { return };
    let day = last.at.day();
    if months_earlier(as_of, months).is_some_and(|bound| day.before(bound)) {
        let draft = emit.report("old").field(Field::StatusHistory).value(day.to_string());
        draft.param("months", months).param("as_of", as_of);
    }
}

/// The same day some months before; the last day of that month if it is shorter.
fn months_earlier(date: PartialDate, months: i32) -> Option<PartialDate> {
    let count = date.year() * 12 + i32::from(date.month()?) - 1 - months;
    let month = u8::try_from(count.rem_euclid(12) + 1).ok()?;
    let day = date.day().unwrap_or(1);
    (0..4).find_map(|less| PartialDate::new(count.div_euclid(12), Some(month), Some(day.checked_sub(less)?)))
}

#[cfg(test)]
mod tests {
    use super::super::update;
    use super::*;
    use crate::rules::testing::{found, record};

    fn of(at: &str, status: &str) -> Vec<String> {
        found("STS-04", "JIPPNas", &[record(|r| r.innovation.status_history = vec![update(at, status, "upp")].into())])
    }

    #[test]
    fn old_updates_are_told() {
        assert_eq!(of("2025-06-29", "vakum"), ["old | status_history | 2025-06-29"]);
        assert_eq!(of("2024-08-20T10:15:00+07:00", "berlanjut_tanpa_pengembangan"), ["old | status_history | 2024-08-20"]);
    }

    #[test]
    fn recent_stopped_and_undated_ones_are_fine() {
        assert!(of("2025-06-30", "vakum").is_empty());
        assert!(of("2020-01-01", "berhenti").is_empty(), "it will not run again by being asked");
        assert!(found("STS-04", "JIPPNas", &[record(|r| r.innovation.status = Some("vakum".into()))]).is_empty());
    }

    #[test]
    fn the_default_is_that_of_the_vocabulary() {
        let months = vocabulary("status_keberlanjutan").and_then(|list| list.attributes.count("update_months"));
        assert_eq!(months.map(|months| months as f64), Some(MONTHS.default));
    }

    #[test]
    fn the_end_of_february_is_found() {
        let earlier = |date: &str, months| months_earlier(date.parse().unwrap(), months).map(|date| date.to_string());
        assert_eq!(earlier("2025-03-31", 1).as_deref(), Some("2025-02-28"));
        assert_eq!(earlier("2024-02-29", 12).as_deref(), Some("2023-02-28"));
        assert_eq!(earlier("2024-01", 12).as_deref(), Some("2023-01-01"));
        assert_eq!(earlier("2024", 12), None);
    }
}
