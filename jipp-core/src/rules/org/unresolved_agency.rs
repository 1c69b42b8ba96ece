use super::names_of;
use crate::lang::Bilingual;
use crate::model::{Applicability, Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::{ResolveOptions, Status, resolve};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ORG-01",
    name: "unresolved-agency",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: Some(Applicability::Unsafe),
    summary: Bilingual {
        id: "Nama instansi menunjuk tepat satu instansi yang dikenal: pemerintah daerah, kementerian/lembaga, BUMN, atau BUMD.",
        en: "The agency's name means exactly one known agency: a local government, a ministry or agency, a state or regional enterprise.",
    },
    why: Bilingual {
        id: "Satu instansi lazim ditulis dengan tiga cara; tanpa kode instansi, hitungan per instansi, pencarian duplikat, dan replikasi keliru.",
        en: "Three spellings of one agency are normal; without its code, counts by agency, the search for duplicates and replications go wrong.",
    },
    invalid: "Bandung",
    valid: "Pemerintah Kota Bandung",
    source: "Observation: spellings of agencies in LAN's database of 2018 (github.com/edison8301/inovasi-lan), JIPPNas (github.com/pujisubarkah/Jippnas) and the news",
    messages: &[
        MessageTemplate {
            slug: "missing",
            message: Bilingual { id: "nama instansi kosong", en: "there is no agency" },
            help: Bilingual {
                id: "isi nama resmi instansi pemilik inovasi, misalnya `Pemerintah Kota Surabaya`",
                en: "enter the official name of the owner, such as `Pemerintah Kota Surabaya`",
            },
        },
        MessageTemplate {
            slug: "unknown",
            message: Bilingual { id: "instansi `{value}` tidak dikenal", en: "the agency `{value}` is not known" },
            help: Bilingual {
                id: "tulis nama resminya; untuk perangkat daerah tulis nama pemerintah daerahnya dan isi perangkat daerah pada kolom unit",
                en: "write its official name; for an office of a region write the local government and put the office into the unit column",
            },
        },
        MessageTemplate {
            slug: "near",
            message: Bilingual {
                id: "instansi `{value}` tidak dikenal; yang terdekat `{suggestion}`",
                en: "the agency `{value}` is not known; the nearest is `{suggestion}`",
            },
            help: Bilingual {
                id: "pakai nama yang diusulkan bila memang instansi itu yang dimaksud",
                en: "use the proposed name if that is the agency meant",
            },
        },
        MessageTemplate {
            slug: "ambiguous",
            message: Bilingual {
                id: "instansi `{value}` dapat berarti {count} instansi: {candidates}",
                en: "the agency `{value}` may be any of {count}: {candidates}",
            },
            help: Bilingual {
                id: "tulis salah satu nama itu, atau isi kolom wilayah atau unit yang menentukannya",
                en: "write one of these names, or fill in the region or unit that decides it",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    if innovation.agency_code.is_some() {
        return;
    }
    let Some(agency) = innovation.agency.as_deref().filter(|name| !name.trim().is_empty()) else {
        emit.report("missing").field(Field::Agency);
        return;
    };
    let answer = resolve(agency, ResolveOptions::of(innovation));
    if answer.status == Status::Resolved {
        return;
    }
    match answer.candidates.as_slice() {
        [] => emit.report("unknown").field(Field::Agency).value(agency),
        [one] => {
            let column = innovation.provenance.get(&Field::Agency).map_or("", |origin| origin.column.as_ref());
            let draft = emit.report("near").field(Field::Agency).value(agency).suggestion(&one.name);
            draft.fix(column, &one.name, Applicability::Unsafe)
        }
        several => {
            // a person can decide between them: a warning (domain rule ORG-01)
            let draft = emit.report("ambiguous").severity(Severity::Warning).field(Field::Agency).value(agency);
            draft.param("count", several.len()).param("candidates", names_of(several))
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(agency: &str, unit: Option<&str>) -> Vec<String> {
        found("ORG-01", "other", &[record(|r| (r.innovation.agency, r.innovation.unit) = (Some(agency.into()), unit.map(str::to_owned)))])
    }

    #[test]
    fn what_cannot_be_resolved_is_told_with_what_it_may_be() {
        assert_eq!(found("ORG-01", "other", &[record(|_| {})]), ["missing | agency"]);
        assert_eq!(of("Yayasan Kota Kita", None), ["unknown | agency | Yayasan Kota Kita"]);
        assert_eq!(of("Bandung", None), ["ambiguous | agency | Bandung"]);
        assert_eq!(of("Kabupaten Surabaya", None), ["near | agency | Kabupaten Surabaya | Pemerintah Kota Surabaya"]);
    }

    #[test]
    fn one_known_agency_is_fine() {
        assert!(of("Bandung", Some("Dinas Kesehatan Kota Bandung")).is_empty());
        assert!(found("ORG-01", "other", &[record(|r| r.innovation.agency_code = Some("pemda:35.78".into()))]).is_empty());
    }
}
