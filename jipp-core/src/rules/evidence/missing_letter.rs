use super::{FIELD, letter_of};
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::vocabulary;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "EVD-03",
    name: "missing-letter",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::KIPP.years_of("surat_kipp"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Proposal KIPP 2023 disertai tiga surat: pernyataan implementasi, identitas perorangan atau tim, dan kesediaan replikasi. Data yang tidak memuat bukti apa pun (misalnya ekspor tabel) tidak diperiksa.",
        en: "A KIPP proposal of 2023 comes with three letters: of implementation, of identity of the person or team, and of willingness to be replicated. Records that hold no evidence at all, such as exported tables, are not checked.",
    },
    why: Bilingual {
        id: "Surat itu diperiksa pada seleksi administrasi; tanpa salah satunya proposal gugur.",
        en: "The letters are checked in the administrative selection; without one of them the proposal is turned down.",
    },
    invalid: "year = 2023, evidence = pernyataan_implementasi",
    valid: "year = 2023, evidence = pernyataan_implementasi, pernyataan_identitas, kesediaan_replikasi",
    source: "KIPP 2023: forms of Nusa Tenggara Timur and Banten that copy SINOVIK (github.com/bidangegovntt/template_dev_docker, github.com/chimeyant/inovasi-banten-server)",
    messages: &[MessageTemplate {
        slug: "letter",
        message: Bilingual { id: "surat untuk KIPP {year} belum ada: {letters}", en: "letters for KIPP {year} are missing: {letters}" },
        help: Bilingual {
            id: "unggah surat itu sebagai PDF; `kind` bukti ialah {kinds}",
            en: "upload them as PDF; the `kind` of the evidence is {kinds}",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let (Some(letters), Some(year)) = (vocabulary("surat_kipp"), innovation.year.filter(|_| context.programme == "KIPP")) else { return };
    if innovation.evidence.is_empty() {
        return;
    }
    let given: Vec<&str> = innovation.evidence.iter().filter_map(letter_of).map(|letter| letter.code.as_str()).collect();
    let missing: Vec<_> = letters.values_in(year).filter(|letter| !given.contains(&letter.code.as_str())).collect();
    if !missing.is_empty() {
        let names = missing.iter().map(|letter| letter.id.as_str()).collect::<Vec<_>>().join("; ");
        let kinds = missing.iter().map(|letter| format!("`{}`", letter.code)).collect::<Vec<_>>().join(", ");
        emit.report("letter").field(FIELD).param("year", year).param("letters", names).param("kinds", kinds);
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence;
    use crate::rules::testing::{found, record};

    fn of(programme: &str, year: i32, kinds: &[&str]) -> Vec<String> {
        let record = record(|r| {
            r.innovation.year = Some(year);
            r.innovation.evidence = kinds.iter().map(|kind| evidence(kind, |e| e.kind = Some((*kind).to_owned()))).collect();
        });
        found("EVD-03", programme, &[record])
    }

    const ALL: [&str; 3] = ["pernyataan_implementasi", "pernyataan_identitas", "kesediaan_replikasi"];

    #[test]
    fn three_letters_are_asked_for() {
        assert_eq!(of("KIPP", 2023, &["pdf"]), ["letter | evidence"]);
        assert_eq!(of("KIPP", 2023, &ALL[..2]), ["letter | evidence"]);
    }

    #[test]
    fn letters_are_known_by_their_titles() {
        let named = ["Surat Pernyataan Implementasi", "Surat Pernyataan Identitas", "Surat Pernyataan Kesediaan Replikasi"];
        assert!(of("KIPP", 2023, &named).is_empty());
        assert_eq!(of("KIPP", 2023, &[named[0], named[2], "Surat Identitas"]), ["letter | evidence"]);
    }

    #[test]
    fn whole_sets_other_years_and_tables_without_evidence_are_fine() {
        assert!(of("KIPP", 2023, &ALL).is_empty());
        assert!(of("KIPP", 2022, &["pdf"]).is_empty());
        assert!(of("KIPP", 2023, &[]).is_empty());
        assert!(of("IGA", 2023, &["pdf"]).is_empty());
    }
}
