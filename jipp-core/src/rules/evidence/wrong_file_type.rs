use super::{FIELD, file_type, indicator, letter_of, name_of, proofs};
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::vocabulary;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "EVD-01",
    name: "wrong-file-type",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Jenis berkas bukti sesuai dengan yang diminta: PDF, foto, atau video menurut indikator IGA tahunnya; surat KIPP berupa PDF. Tautan diterima di mana-mana. Formulir yang jenis berkasnya belum diketahui tidak diperiksa.",
        en: "The type of an evidence file is the one asked for: PDF, picture or video by the IGA indicator of the year; letters of KIPP are PDF. Links are accepted everywhere. Forms whose types are not known are not checked.",
    },
    why: Bilingual {
        id: "Penilai tidak dapat membuka atau tidak menilai berkas dengan jenis lain.",
        en: "The judges cannot open, or do not score, a file of another type.",
    },
    invalid: "indikator 1 (regulasi, IGA 2024): video/mp4",
    valid: "indikator 1 (regulasi, IGA 2024): application/pdf",
    source: "Evidence column of the IGA form of 2024 (github.com/fnko19/Brida_Inovasi, 2025-01) and templates of 2025 (GH_EVID); letters of KIPP: form of Nusa Tenggara Timur that copies SINOVIK",
    messages: &[
        MessageTemplate {
            slug: "indicator",
            message: Bilingual {
                id: "bukti `{evidence}` untuk indikator {number} ({indicator}, IGA {year}) berjenis `{value}`; yang diterima: {kinds}",
                en: "the evidence `{evidence}` of indicator {number} ({indicator}, IGA {year}) is of type `{value}`; accepted: {kinds}",
            },
            help: Bilingual { id: "unggah berkas dengan jenis yang diterima", en: "upload a file of an accepted type" },
        },
        MessageTemplate {
            slug: "letter",
            message: Bilingual {
                id: "surat `{evidence}` berjenis `{value}`, bukan {kinds}",
                en: "the letter `{evidence}` is of type `{value}`, not {kinds}",
            },
            help: Bilingual { id: "pindai surat menjadi PDF", en: "scan the letter as PDF" },
        },
        MessageTemplate {
            slug: "type",
            message: Bilingual {
                id: "bukti `{evidence}` berjenis `{value}`; bukti dukung berupa {kinds}",
                en: "the evidence `{evidence}` is of type `{value}`; evidence is {kinds}",
            },
            help: Bilingual { id: "ubah berkas itu menjadi PDF atau gambar", en: "turn the file into PDF or a picture" },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let Some(kinds) = vocabulary("bukti_dukung") else { return };
    let labels = |codes: &[&str]| {
        let label = |code: &&str| kinds.get(code).map_or((*code).to_owned(), |kind| format!("`{}`", kind.code));
        codes.iter().map(label).collect::<Vec<_>>().join(", ")
    };
    let all: Vec<&str> = kinds.values().iter().map(|kind| kind.code.as_str()).collect();
    let proofs = proofs(innovation.year, &innovation.iga_indicators, &innovation.evidence);
    for evidence in &innovation.evidence {
        let Some(found) = file_type(evidence) else { continue };
        let is = found.map_or_else(|other| other, |kind| kind.code.as_str());
        if is == "tautan" {
            continue;
        }
        if letter_of(evidence).is_some() {
            let wanted = vocabulary("surat_kipp").and_then(|letters| letters.attributes.text("kind")).unwrap_or_default();
            if is != wanted {
                emit.report("letter").field(FIELD).value(is).param("evidence", name_of(evidence)).param("kinds", labels(&[wanted]));
            }
            continue;
        }
        let mut judged = false;
        for (year, number, _) in proofs.iter().filter(|(.., proof)| proof.id == evidence.id) {
            let Some(indicator) = indicator(*year, *number) else { continue };
            let Some(accepted) = indicator.attributes.list("evidence_kinds") else { continue };
            judged = true;
            if !accepted.contains(&is) {
                let draft = emit.report("indicator").field(FIELD).value(is).param("evidence", name_of(evidence)).param("number", number);
                draft.param("indicator", &indicator.id).param("year", year).param("kinds", labels(&accepted));
            }
        }
        if !judged && found.is_err() {
            emit.report("type").field(FIELD).value(is).param("evidence", name_of(evidence)).param("kinds", labels(&all));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence;
    use crate::model::{Evidence, IgaIndicator};
    use crate::rules::testing::{found, record};

    fn of(year: i32, list: Vec<Evidence>) -> Vec<String> {
        found("EVD-01", "IGA", &[record(|r| (r.innovation.year, r.innovation.evidence) = (Some(year), list))])
    }

    fn proof(number: u8, mime: &str) -> Vec<Evidence> {
        vec![evidence("b1", |e| (e.indicator, e.mime) = (Some(number), Some(mime.into())))]
    }

    #[test]
    fn each_indicator_has_its_types() {
        assert_eq!(of(2024, proof(1, "video/mp4")), ["indicator | evidence | video"]);
        assert_eq!(of(2024, proof(20, "application/pdf")), ["indicator | evidence | pdf"]);
        assert_eq!(of(2026, proof(35, "image/png")), ["indicator | evidence | foto"]);
        let word = evidence("b1", |e| e.url = Some("https://drive.example.go.id/berkas/SK.docx".into()));
        assert_eq!(of(2026, vec![word]), ["type | evidence | docx"]);
        let letter = evidence("s1", |e| (e.kind, e.mime) = (Some("pernyataan_implementasi".into()), Some("image/jpeg".into())));
        assert_eq!(of(2023, vec![letter]), ["letter | evidence | foto"]);
    }

    #[test]
    fn a_claim_may_name_its_evidence() {
        let claimed = record(|r| {
            r.innovation.evidence = vec![evidence("b7", |e| e.kind = Some("video".into()))];
            r.innovation.iga_indicators =
                vec![IgaIndicator { year: 2024, number: 2, evidence: vec!["b7".into()], ..IgaIndicator::default() }];
        });
        assert_eq!(found("EVD-01", "IGA", &[claimed]), ["indicator | evidence | video"]);
    }

    #[test]
    fn accepted_types_links_and_unknown_forms_are_fine() {
        assert!(of(2024, proof(1, "application/pdf")).is_empty());
        assert!(of(2024, proof(10, "image/webp")).is_empty());
        assert!(of(2025, proof(1, "video/mp4")).is_empty(), "the types of 2025 are not known");
        let link = evidence("b1", |e| (e.indicator, e.kind) = (Some(1), Some("tautan".into())));
        assert!(of(2024, vec![link, evidence("b2", |e| e.indicator = Some(1))]).is_empty());
        let page = evidence("b1", |e| e.url = Some("https://surabaya.go.id/id/berita.html".into()));
        assert!(of(2024, vec![page, evidence("b2", |e| e.url = Some("https://surabaya.go.id".into()))]).is_empty());
    }
}
