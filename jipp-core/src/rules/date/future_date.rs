use super::dates;
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DAT-03",
    name: "future-date",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Tidak ada tanggal atau tahun yang lebih lambat daripada hari pemeriksaan. Aturan ini diam bila hari pemeriksaan tidak diberikan.",
        en: "No date or year lies after the day of the check. The rule is silent if that day is not given.",
    },
    why: Bilingual {
        id: "Yang belum terjadi tidak dapat dinilai, dan usia inovasi menjadi negatif.",
        en: "What has not happened cannot be judged, and the age of the innovation becomes negative.",
    },
    invalid: "implementation_date = 2032-01 (diperiksa 2026-06-30)",
    valid: "implementation_date = 2023-01",
    source: "Inferred",
    messages: &[
        MessageTemplate {
            slug: "date",
            message: Bilingual {
                id: "`{value}` pada `{field}` ({label}) lebih lambat daripada hari pemeriksaan ({as_of})",
                en: "`{value}` in `{field}` ({label}) lies after the day of the check ({as_of})",
            },
            help: Bilingual {
                id: "periksa tahunnya pada formulir asli; rencana ditulis pada teks, bukan pada kolom tanggal",
                en: "check the year on the original form; a plan belongs into the text, not into a date column",
            },
        },
        MessageTemplate {
            slug: "award",
            message: Bilingual {
                id: "tahun penghargaan `{value}` lebih lambat daripada hari pemeriksaan ({as_of})",
                en: "the year of the award `{value}` lies after the day of the check ({as_of})",
            },
            help: Bilingual { id: "periksa tahun pada piagam penghargaan", en: "check the year on the certificate" },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let Some(as_of) = context.as_of else { return };
    let innovation = context.innovation;
    for (field, date) in dates(innovation).into_iter().filter(|(_, date)| as_of.before(*date)) {
        emit.report("date").field(field).value(date.to_string()).param("as_of", as_of);
    }
    if let Some(year) = innovation.year.filter(|year| *year > as_of.year()) {
        emit.report("date").field(Field::Year).value(year.to_string()).param("as_of", as_of);
    }
    for award in innovation.awards.iter().filter(|award| award.year.is_some_and(|year| year > as_of.year())) {
        emit.report("award").field(Field::Awards).value(&award.as_written).param("as_of", as_of);
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::parse_award;
    use crate::rules::testing::{found, record};

    #[test]
    fn what_has_not_happened_is_reported() {
        let record = record(|r| {
            r.innovation.year = Some(2027);
            r.innovation.trial_date = "2026-07".parse().ok();
            r.innovation.awards = vec![parse_award("Top 99/2032")];
        });
        assert_eq!(
            found("DAT-03", "other", &[record]),
            ["date | year | 2027", "date | trial_date | 2026-07", "award | awards | Top 99/2032"]
        );
    }

    #[test]
    fn the_present_is_no_future() {
        let record = record(|r| {
            r.innovation.year = Some(2026);
            r.innovation.trial_date = "2026".parse().ok();
            r.innovation.implementation_date = "2026-06-30".parse().ok();
            r.innovation.awards = vec![parse_award("Top 45")];
        });
        assert!(found("DAT-03", "other", &[record]).is_empty());
    }
}
