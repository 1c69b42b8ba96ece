use super::dates;
use crate::lang::{Bilingual, Lang};
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DAT-02",
    name: "dates-out-of-order",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Waktu inisiasi ≤ waktu uji coba ≤ waktu penerapan ≤ waktu pengembangan, dibandingkan pada ketelitian yang lebih kasar.",
        en: "Initiation ≤ trial ≤ implementation ≤ development, compared at the coarser precision.",
    },
    why: Bilingual {
        id: "Usia inovasi dihitung dari tanggal ini; urutan terbalik membuat syarat usia dan kecepatan penciptaan salah.",
        en: "The age of an innovation is counted from these dates; a wrong order falsifies the age requirement and the speed of creation.",
    },
    invalid: "trial_date = 2020, implementation_date = 2019",
    valid: "trial_date = 2019, implementation_date = 2020",
    source: "Stages of PP 38/2017; the order itself is inferred and held in 185 of 185 dated rows of LAN's 2018 database",
    messages: &[MessageTemplate {
        slug: "order",
        message: Bilingual {
            id: "{earlier_label} (`{earlier}`: {earlier_date}) lebih lambat daripada {later_label} (`{later}`: {later_date})",
            en: "{earlier_label} (`{earlier}`: {earlier_date}) lies after {later_label} (`{later}`: {later_date})",
        },
        help: Bilingual {
            id: "periksa kedua tanggal pada formulir asli; mungkin tertukar",
            en: "check both dates on the original form; they may be swapped",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let dates = dates(context.innovation);
    for pair in dates.windows(2) {
        if let [(earlier, earlier_date), (later, later_date)] = pair
            && later_date.before(*earlier_date)
        {
            emit.report("order")
                .field(*later)
                .value(later_date.to_string())
                .param("earlier", earlier)
                .param("earlier_label", label(*earlier))
                .param("earlier_date", earlier_date)
                .param("later", later)
                .param("later_label", label(*later))
                .param("later_date", later_date);
        }
    }
}

/// The label of a field as the forms have it, within a sentence.
fn label(field: Field) -> String {
    field.label(Lang::Id).to_lowercase()
}
