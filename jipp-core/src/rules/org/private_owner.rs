use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, SourceSystem, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::words;
use crate::vocab::{agency_by_code, vocabulary};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ORG-07",
    name: "private-owner",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::KIPP,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Pemilik proposal KIPP adalah kementerian/lembaga, pemerintah daerah, BUMN, atau BUMD.",
        en: "The owner of a KIPP proposal is a ministry or agency, a local government, a state or a regional enterprise.",
    },
    why: Bilingual {
        id: "KIPP hanya untuk penyelenggara pelayanan publik; inovasi yayasan, komunitas, atau perusahaan swasta tidak dapat diajukan.",
        en: "KIPP is for those who provide public services; foundations, communities and private firms cannot enter.",
    },
    invalid: "Yayasan Kota Kita",
    valid: "Pemerintah Kota Surakarta",
    source: "PermenPANRB 91/2021 on fostering innovation: who takes part. The words by which private names are known are inferred",
    messages: &[MessageTemplate {
        slug: "owner",
        message: Bilingual {
            id: "`{value}` bukan penyelenggara pelayanan publik yang dapat mengikuti KIPP ({kind})",
            en: "`{value}` is none of the public bodies that KIPP is for ({kind})",
        },
        help: Bilingual {
            id: "isi instansi pemerintah atau BUMN/BUMD pemilik inovasi; mitra swasta ditulis pada kolaborasi",
            en: "enter the public body that owns the innovation; private partners belong under collaboration",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    if context.programme != "KIPP" && context.source.system != SourceSystem::PanrbKipp {
        return;
    }
    let innovation = context.innovation;
    let Some(kinds) = vocabulary("jenis_instansi") else { return };
    let kind = if let Some(code) = &innovation.agency_code {
        agency_by_code(code).map(|agency| agency.kind).or(innovation.agency_level.as_deref()).and_then(|kind| kinds.get(kind))
    } else {
        // a name that no table knows: only the words of private bodies tell what it is
        let name: Vec<String> = words(innovation.agency.as_deref().unwrap_or_default()).collect();
        let begins = |phrase: &str| words(phrase).enumerate().all(|(at, word)| name.get(at) == Some(&word));
        kinds.values().iter().find(|kind| kind.attributes.list("name_words").is_some_and(|list| list.into_iter().any(begins)))
    };
    let Some(kind) = kind.filter(|kind| !kind.attributes.list("programmes").is_none_or(|list| list.contains(&"KIPP"))) else { return };
    let name = innovation.agency.as_deref().or(innovation.agency_name.as_deref()).unwrap_or_default();
    emit.report("owner").field(Field::Agency).value(name).param("kind", &kind.id);
}

#[cfg(test)]
mod tests {
    use crate::ingest::derive_fields;
    use crate::rules::testing::{found, record};

    fn of(programme: &str, agency: &str) -> Vec<String> {
        let record = record(|r| {
            r.innovation.agency = Some(agency.into());
            derive_fields(&mut r.innovation);
        });
        found("ORG-07", programme, &[record])
    }

    #[test]
    fn private_bodies_cannot_enter() {
        assert_eq!(of("KIPP", "Yayasan Kota Kita"), ["owner | agency | Yayasan Kota Kita"]);
        assert_eq!(of("KIPP", "Lembaga Swadaya Masyarakat Hijau"), ["owner | agency | Lembaga Swadaya Masyarakat Hijau"]);
    }

    #[test]
    fn public_bodies_unknown_names_and_other_programmes_are_fine() {
        for agency in ["Pemerintah Kota Surabaya", "Kementerian Kesehatan", "PT Angkasa Pura I", "PDAM Kota Malang", "Badan Antah Berantah"]
        {
            assert!(of("KIPP", agency).is_empty(), "{agency}");
        }
        assert!(of("LAN", "Yayasan Kota Kita").is_empty());
    }
}
