use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::org::names_of;
use crate::rules::{Emitter, HubContext, Party};
use crate::vocab::{Agency, DesignatedHub, hubs};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "HUB-01",
    name: "unfounded-hub",
    severity: Severity::Error,
    stage: Stage::Complete,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Hub adalah instansi tingkat pusat atau daerah yang dikenal, dengan dasar hukum dan tahun penetapan. Nama yang dapat berarti beberapa instansi adalah peringatan.",
        en: "A hub is a known agency of level `pusat` or `daerah`, with the decree that names it and the year. A name that may mean several agencies is a warning.",
    },
    why: Bilingual {
        id: "Hub ditetapkan dengan keputusan, angkatan demi angkatan; tanpa dasar hukum, jumlah hub tidak dapat diperiksa.",
        en: "Hubs are named by decree, batch by batch; without the decree the number of hubs cannot be checked.",
    },
    invalid: "agency = Pemprov Jawa Timur, level = daerah, since = (kosong), legal_basis = (kosong)",
    valid: "agency = Pemprov Jawa Timur, level = daerah, since = 2020, legal_basis = Kepmen PANRB 94/2020",
    source: "Kepmen PANRB 94/2020 (8 hubs), 359/2021 (12 in all) and 305/2024 (14 more), as the news report them (indonesiaparlemen.com 2021-03-04; harnasnews.com p=103572; mamujupos.com); domain section 5",
    messages: &[
        MessageTemplate {
            slug: "agency",
            message: Bilingual { id: "instansi hub kosong", en: "the hub has no agency" },
            help: Bilingual {
                id: "isi nama resmi atau kode instansi yang ditetapkan sebagai hub",
                en: "enter the official name or the code of the agency that was named as hub",
            },
        },
        MessageTemplate {
            slug: "unknown",
            message: Bilingual { id: "instansi hub `{value}` tidak dikenal", en: "the agency `{value}` of the hub is not known" },
            help: Bilingual {
                id: "tulis nama resmi instansinya, misalnya `Pemerintah Provinsi Jawa Timur`",
                en: "write the official name of the agency, such as `Pemerintah Provinsi Jawa Timur`",
            },
        },
        MessageTemplate {
            slug: "ambiguous",
            message: Bilingual {
                id: "instansi hub `{value}` dapat berarti {count} instansi: {candidates}",
                en: "the agency `{value}` of the hub may be any of {count}: {candidates}",
            },
            help: Bilingual { id: "tulis salah satu nama itu", en: "write one of these names" },
        },
        MessageTemplate {
            slug: "no_government",
            message: Bilingual {
                id: "`{value}` bukan instansi pusat atau daerah",
                en: "`{value}` is neither a central agency nor a local government",
            },
            help: Bilingual { id: "isi instansi yang ditetapkan sebagai hub", en: "enter the agency that was named as hub" },
        },
        MessageTemplate {
            slug: "level",
            message: Bilingual {
                id: "tingkat hub tidak diisi dengan `pusat` atau `daerah`",
                en: "the level of the hub is neither `pusat` nor `daerah`",
            },
            help: Bilingual {
                id: "isi `pusat` untuk kementerian/lembaga, `daerah` untuk pemerintah daerah",
                en: "enter `pusat` for a ministry or agency, `daerah` for a local government",
            },
        },
        MessageTemplate {
            slug: "other_level",
            message: Bilingual {
                id: "tingkat `{value}`, tetapi instansinya `{suggestion}`",
                en: "the level is `{value}`, but the agency is `{suggestion}`",
            },
            help: Bilingual { id: "periksa tingkat dan instansi hub", en: "check level and agency of the hub" },
        },
        MessageTemplate {
            slug: "since",
            message: Bilingual { id: "tahun penetapan hub kosong", en: "there is no year since when it is a hub" },
            help: Bilingual {
                id: "isi tahun atau tanggal keputusan yang menetapkannya",
                en: "enter the year or the date of the decree that names it",
            },
        },
        MessageTemplate {
            slug: "legal_basis",
            message: Bilingual { id: "dasar hukum hub kosong", en: "there is no decree that names the hub" },
            help: Bilingual {
                id: "isi keputusan yang menetapkannya, misalnya `Kepmen PANRB 94/2020`",
                en: "enter the decree that names it, such as `Kepmen PANRB 94/2020`",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &HubContext<'_>, emit: &mut Emitter<'_>) {
    let hub = context.hub;
    let name = hub.agency.name.as_deref().or(hub.agency.code.as_deref()).unwrap_or_default();
    match context.agency {
        Party::Known { .. } => {}
        Party::Missing => _ = emit.report("agency").column("agency"),
        Party::UnknownCode(code) => _ = emit.report("unknown").column("agency").value(code),
        Party::Unresolved(answer) => match answer.candidates.as_slice() {
            [] => _ = emit.report("unknown").column("agency").value(name),
            [one] => _ = emit.report("unknown").column("agency").value(name).suggestion(&one.name),
            several => {
                let draft = emit.report("ambiguous").severity(Severity::Warning).column("agency").value(name);
                draft.param("count", several.len()).param("candidates", names_of(several));
            }
        },
    }
    let agency = context.agency.agency();
    let level = agency.and_then(level_of);
    if let (Some(agency), None) = (agency, level) {
        emit.report("no_government").column("agency").value(&agency.name);
    }
    match (hub.level.as_deref(), level) {
        (Some(given @ ("pusat" | "daerah")), Some(level)) if given != level => {
            emit.report("other_level").column("level").value(given).suggestion(level);
        }
        (Some("pusat" | "daerah"), _) => {}
        (given, level) => {
            let draft = emit.report("level").column("level");
            let draft = if let Some(given) = given { draft.value(given) } else { draft };
            if let Some(level) = level {
                draft.suggestion(level);
            }
        }
    }
    if hub.is_founded() {
        return;
    }
    let designated = agency.and_then(designated);
    if hub.since.is_none() {
        let draft = emit.report("since").column("since");
        if let Some(known) = designated {
            draft.suggestion(known.date.clone().unwrap_or_else(|| known.year.to_string()));
        }
    }
    if hub.legal_basis.as_deref().is_none_or(|text| text.trim().is_empty()) {
        let draft = emit.report("legal_basis").column("legal_basis");
        if let Some(decree) = designated.and_then(|known| known.decree.as_deref()).filter(|decree| !decree.is_empty()) {
            draft.suggestion(decree);
        }
    }
}

/// `pusat` or `daerah`; none for enterprises and others that are no government.
fn level_of(agency: &Agency) -> Option<&'static str> {
    match agency.level {
        "pusat" => Some("pusat"),
        "provinsi" | "kabupaten" | "kota" => Some("daerah"),
        _ => None,
    }
}

/// The row of the table of hubs, where its decree is looked up.
fn designated(agency: &Agency) -> Option<&'static DesignatedHub> {
    hubs().iter().find(|hub| hub.agency_code == agency.code)
}

#[cfg(test)]
mod tests {
    use crate::model::{Hub, HubRecord, OrganisationRef};
    use crate::rules::testing::found_in_hub;

    fn of(agency: &str, level: &str, since: &str, legal_basis: &str) -> Vec<String> {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let agency = OrganisationRef { name: filled(agency), ..OrganisationRef::default() };
        let hub = Hub { level: filled(level), since: since.parse().ok(), legal_basis: filled(legal_basis), ..Hub::new(agency) };
        found_in_hub("HUB-01", HubRecord::new(hub))
    }

    #[test]
    fn what_a_hub_stands_on_is_asked_for() {
        let lines = of("Pemprov Jawa Timur", "", "", " ");
        assert_eq!(lines, ["legal_basis | legal_basis | Kepmen PANRB 94/2020", "level | level | daerah", "since | since | 2020"]);
        assert_eq!(of("", "pusat", "2024", "Kepmen PANRB 305/2024"), ["agency | agency"]);
        assert_eq!(of("Pemprov Jawa Timur", "provinsi", "2020", "Kepmen"), ["level | level | provinsi | daerah"]);
    }

    #[test]
    fn agencies_that_cannot_be_hubs_are_told() {
        assert_eq!(of("Entah", "daerah", "2020", "Kepmen"), ["unknown | agency | Entah"]);
        assert_eq!(of("Pemprov Jawa Timur", "pusat", "2020", "Kepmen"), ["other_level | level | pusat | daerah"]);
        assert!(of("PT Kereta Api Indonesia", "pusat", "2020", "Kepmen").iter().any(|line| line.starts_with("no_government")));
    }

    #[test]
    fn founded_hubs_are_fine() {
        assert!(of("Pemprov Jawa Timur", "daerah", "2020", "Kepmen PANRB 94/2020").is_empty());
        assert!(of("Kementerian Agama", "pusat", "2023-10", "Komitmen bersama 2023").is_empty());
    }
}
