use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ID-05",
    name: "malformed-registration",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Kode NRI, bila diisi, terdiri atas enam angka (JIPPNas).",
        en: "The code NRI, if given, has six digits (JIPPNas).",
    },
    why: Bilingual {
        id: "NRI menghubungkan replikasi dengan inovasi asal; kode yang salah tulis menunjuk inovasi lain atau tidak menunjuk apa pun.",
        en: "The NRI ties replications to their origin; a miswritten one means another innovation or none.",
    },
    invalid: "31671",
    valid: "316717",
    source: "Pattern of five codes seen in JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026); inferred",
    messages: &[MessageTemplate {
        slug: "form",
        message: Bilingual { id: "kode NRI `{value}` bukan enam angka", en: "the NRI `{value}` is not six digits" },
        help: Bilingual {
            id: "salin enam angkanya dari JIPPNas, atau kosongkan bila inovasi belum memiliki NRI",
            en: "copy the six digits from JIPPNas, or leave it empty if the innovation has none yet",
        },
    }],
};

const DIGITS: usize = 6;

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let Some(nri) = context.innovation.nri.as_deref().filter(|nri| !is_well_formed(nri)) else { return };
    let draft = emit.report("form").field(Field::Nri).value(nri);
    // a spreadsheet makes `316717.0` of it, a form `NRI 316 717`; fewer digits are not guessed
    let whole = nri.strip_suffix(".0").unwrap_or(nri);
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if is_well_formed(&digits) {
        draft.suggestion(digits);
    }
}

fn is_well_formed(nri: &str) -> bool {
    nri.len() == DIGITS && nri.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(nri: &str) -> Vec<String> {
        found("ID-05", "JIPPNas", &[record(|r| r.innovation.nri = Some(nri.into()))])
    }

    #[test]
    fn other_forms_are_told_and_digits_proposed_where_they_are_whole() {
        assert_eq!(of("31671"), ["form | nri | 31671"]);
        assert_eq!(of("316717.0"), ["form | nri | 316717.0 | 316717"]);
        assert_eq!(of("NRI 316-717"), ["form | nri | NRI 316-717 | 316717"]);
        assert_eq!(of("３１６７１７"), ["form | nri | ３１６７１７"]);
    }

    #[test]
    fn six_digits_and_none_are_fine() {
        assert!(of("316717").is_empty());
        assert!(found("ID-05", "JIPPNas", &[record(|_| {})]).is_empty());
    }
}
