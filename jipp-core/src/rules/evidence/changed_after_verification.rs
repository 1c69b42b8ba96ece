use std::collections::{BTreeSet, HashMap};

use crate::lang::Bilingual;
use crate::model::{Field, IgaIndicator, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{DatasetContext, Digest, Emitter};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "EVD-09",
    name: "changed-after-verification",
    severity: Severity::Advice,
    stage: Stage::Validated,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Bila bukti suatu indikator IGA berubah, hasil verifikasinya diulang: versi data yang lebih baru tidak membawa level terverifikasi dari versi lama. Versi dibandingkan menurut ID sumber, dalam urutan pembacaan.",
        en: "When the evidence of an IGA indicator changes, its verification begins anew: a later version of the record does not carry the verified level of the earlier one. Versions are compared by source id, in the order of reading.",
    },
    why: Bilingual {
        id: "Verifikasi berlaku untuk bukti yang dilihat verifikator, bukan untuk bukti yang menggantikannya.",
        en: "A verification holds for the evidence that was seen, not for what replaced it.",
    },
    invalid: "versi 1: bukti b1, terverifikasi 2; versi 2: bukti b2, terverifikasi 2",
    valid: "versi 1: bukti b1, terverifikasi 2; versi 2: bukti b2, belum diverifikasi",
    source: "Practice of one regional system for IGA (public GitHub file, store id 59367867024): a change sets verification back to waiting (menunggu)",
    messages: &[MessageTemplate {
        slug: "verified",
        message: Bilingual {
            id: "bukti indikator {number} (IGA {year}) berubah, tetapi level terverifikasi {value} dibawa dari versi sebelumnya",
            en: "the evidence of indicator {number} (IGA {year}) changed, but the verified level {value} was carried over",
        },
        help: Bilingual {
            id: "kembalikan verifikasi ke `menunggu` dan periksa bukti yang baru",
            en: "set the verification back to `menunggu` and judge the new evidence",
        },
    }],
};

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let mut latest: HashMap<_, &Digest> = HashMap::new();
    for record in context.records {
        let details = record.details();
        let Some(id) = record.external_id.as_deref().filter(|_| !details.iga_indicators.is_empty()) else { continue };
        let Some(earlier) = latest.insert((record.system, id), record) else { continue };
        for claim in &details.iga_indicators {
            let same = |old: &&IgaIndicator| (old.year, old.number) == (claim.year, claim.number);
            let Some(old) = earlier.details().iga_indicators.iter().find(same) else { continue };
            let (Some(level), Some(before)) = (claim.verified_level, old.verified_level) else { continue };
            if level == before && files(record, claim) != files(earlier, old) {
                let draft = emit.report_at("verified", record).field(Field::IgaIndicators).value(level.to_string());
                draft.param("number", claim.number).param("year", claim.year);
            }
        }
    }
}

/// What proves a claim: hashes where they are known, else ids.
fn files<'a>(record: &'a Digest, claim: &'a IgaIndicator) -> BTreeSet<&'a str> {
    let listed = claim.evidence.iter().map(|id| {
        let file = record.details().evidence.iter().find(|evidence| evidence.id == *id);
        file.and_then(|evidence| evidence.sha256.as_deref()).unwrap_or(id)
    });
    let tied =
        record.details().evidence.iter().filter(|evidence| evidence.indicator == Some(claim.number) && record.year == Some(claim.year));
    listed.chain(tied.map(|evidence| evidence.sha256.as_deref().unwrap_or(&evidence.id))).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::{IgaIndicator, Record};
    use crate::rules::testing::{found, record};

    fn version(id: &str, evidence: &str, verified: Option<u8>) -> Record {
        record(|r| {
            r.source.external_id = Some(id.into());
            r.innovation.iga_indicators = vec![IgaIndicator {
                year: 2026,
                number: 16,
                verified_level: verified,
                evidence: vec![evidence.into()],
                ..IgaIndicator::default()
            }];
        })
    }

    #[test]
    fn a_carried_verification_is_told() {
        let versions = [version("1", "b1", Some(2)), version("1", "b2", Some(2))];
        assert_eq!(found("EVD-09", "IGA", &versions), ["verified | iga_indicators | 2"]);
    }

    #[test]
    fn new_verifications_same_evidence_and_other_records_are_fine() {
        for (earlier, later) in [
            (("1", "b1", Some(2)), ("1", "b2", None)),
            (("1", "b1", Some(2)), ("1", "b2", Some(3))),
            (("1", "b1", Some(2)), ("1", "b1", Some(2))),
            (("1", "b1", Some(2)), ("2", "b2", Some(2))),
        ] {
            let versions = [earlier, later].map(|(id, evidence, verified)| version(id, evidence, verified));
            assert!(found("EVD-09", "IGA", &versions).is_empty());
        }
    }
}
