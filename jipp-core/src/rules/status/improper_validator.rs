use crate::lang::Bilingual;
use crate::model::{Field, Innovation, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::written::meaning;
use crate::rules::{Emitter, RecordContext};
use crate::vocab::{Agency, ResolveOptions, Status, Vocabulary, agency_by_code, hubs, region_by_code, resolve, vocabulary};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "STS-05",
    name: "improper-validator",
    severity: Severity::Error,
    stage: Stage::Validated,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Validator bukan yang memutakhirkan, dan ia KemenPANRB, Kemendagri, LAN, atau hub instansi pemilik. Nama validator yang tidak dikenal adalah peringatan.",
        en: "The validator is not who made the update, and is KemenPANRB, Kemendagri, LAN or the hub of the owner. A validator that is not known is a warning.",
    },
    why: Bilingual {
        id: "Yang memutakhirkan dan yang memvalidasi harus berbeda, agar status tidak sekadar pengakuan sendiri.",
        en: "Who updates and who validates must not be the same, or the status is only a claim about oneself.",
    },
    invalid: "pemutakhiran oleh Pemerintah Kota Surabaya, validasi oleh Pemerintah Kota Surabaya",
    valid: "pemutakhiran oleh Pemerintah Kota Surabaya, validasi oleh Kementerian PANRB",
    source: "KemenPANRB on the update and validation of data, 2023, and on roles in SINOVIK, 2021 (KepmenPANRB 161/2021); the part of the hubs is inferred, hubs by KepmenPANRB 94/2020, 359/2021 and 305/2024",
    messages: &[
        MessageTemplate {
            slug: "same",
            message: Bilingual {
                id: "`{value}` memvalidasi pemutakhirannya sendiri ({at})",
                en: "`{value}` validated its own update ({at})",
            },
            help: Bilingual {
                id: "mintalah validasi KemenPANRB, Kemendagri, LAN, atau hub yang membina instansi ini",
                en: "ask KemenPANRB, Kemendagri, LAN or the hub of this agency to validate it",
            },
        },
        MessageTemplate {
            slug: "not_entitled",
            message: Bilingual {
                id: "`{value}`{validator} bukan KemenPANRB, Kemendagri, LAN, maupun hub instansi pemilik",
                en: "`{value}`{validator} is neither KemenPANRB, Kemendagri, LAN nor the hub of the owner",
            },
            help: Bilingual {
                id: "periksa siapa yang memvalidasi; bila instansi itu hub, tambahkan ke daftar hub",
                en: "check who validated it; if that agency is a hub, add it to the list of hubs",
            },
        },
        MessageTemplate {
            slug: "unknown",
            message: Bilingual { id: "validator `{value}` tidak dikenal", en: "the validator `{value}` is not known" },
            help: Bilingual {
                id: "tulis nama resmi atau kode instansi yang memvalidasi, bukan nama orang atau akun",
                en: "write the official name or code of the agency that validated it, not a person or an account",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    for validation in &innovation.validations {
        // what was updated before the validation; without its day the last update
        let update = match validation.at {
            Some(at) => innovation.status_history.update_at(at),
            None => innovation.status_history.last(),
        };
        let validator = agency(&validation.by, innovation);
        if let Some(update) = update
            && let Some(by) = &update.by
        {
            let same = match (validator, agency(by, innovation)) {
                (Some(validator), Some(updater)) => validator.code == updater.code,
                _ => validation.by.trim().eq_ignore_ascii_case(by.trim()),
            };
            if same {
                emit.report("same").field(Field::Validations).value(&validation.by).param("at", update.at.day());
                continue;
            }
        }
        match validator {
            None => _ = emit.report("unknown").severity(Severity::Warning).field(Field::Validations).value(&validation.by),
            Some(agency) if !is_entitled(agency, innovation) => {
                emit.report("not_entitled")
                    .field(Field::Validations)
                    .value(&validation.by)
                    .param("validator", meaning(validation.by.trim(), &agency.name));
            }
            Some(_) => {}
        }
    }
}

/// The agency that a code or a name means.
fn agency(name: &str, innovation: &Innovation) -> Option<&'static Agency> {
    if let Some(agency) = agency_by_code(name.trim()) {
        return Some(agency.owner());
    }
    let answer = resolve(name, ResolveOptions { year: innovation.year, ..ResolveOptions::default() });
    answer.code.filter(|_| answer.status == Status::Resolved).as_deref().and_then(agency_by_code).map(Agency::owner)
}

fn is_entitled(validator: &Agency, innovation: &Innovation) -> bool {
    let systems = vocabulary("source_system").map(Vocabulary::values).unwrap_or_default();
    let steward = |code: &str| systems.iter().any(|system| system.attributes.text("agency_code") == Some(code));
    if steward(&validator.code) || steward(&validator.today().code) {
        return true;
    }
    let is_hub = hubs().iter().any(|hub| hub.agency_code == validator.code);
    // a regional hub stands for its province, a central one for its own units
    let owner = innovation.agency_code.as_deref();
    let province =
        owner.and_then(|code| code.strip_prefix("pemda:")).and_then(region_by_code).map(|region| region.province().code.as_str());
    let of_place = validator.region.is_some_and(|region| Some(region.code.as_str()) == province);
    is_hub && (of_place || owner == Some(validator.code.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::update;
    use crate::model::Validation;
    use crate::rules::testing::{found, record};

    fn of(owner: &str, updater: &str, validator: &str) -> Vec<String> {
        let record = record(|r| {
            r.innovation.agency_code = Some(owner.into());
            r.innovation.status_history = vec![update("2024-08-20", "vakum", updater)].into();
            r.innovation.validations = vec![Validation { by: validator.into(), at: "2024-09-01".parse().ok(), ..Validation::default() }];
        });
        found("STS-05", "JIPPNas", &[record])
    }

    const SURABAYA: &str = "Pemerintah Kota Surabaya";

    #[test]
    fn nobody_validates_the_own_update_and_not_everybody_may() {
        assert_eq!(of("pemda:35.78", SURABAYA, "pemda:35.78"), ["same | validations | pemda:35.78"]);
        assert_eq!(of("pemda:35.78", SURABAYA, "Kementerian Kesehatan"), ["not_entitled | validations | Kementerian Kesehatan"]);
        let other_hub = "Pemerintah Provinsi Jawa Tengah";
        assert_eq!(of("pemda:35.78", SURABAYA, other_hub), [format!("not_entitled | validations | {other_hub}")]);
        assert_eq!(of("pemda:35.78", SURABAYA, "validator-07"), ["unknown | validations | validator-07"]);
    }

    #[test]
    fn stewards_and_the_own_hub_may() {
        for validator in ["Kementerian PANRB", "Kemendagri", "pusat:lan", "Pemerintah Provinsi Jawa Timur"] {
            assert!(of("pemda:35.78", SURABAYA, validator).is_empty(), "{validator}");
        }
        assert!(found("STS-05", "JIPPNas", &[record(|_| {})]).is_empty());
    }
}
