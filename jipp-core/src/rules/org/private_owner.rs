use super::{Unlisted, unlisted};
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, SourceSystem, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::{ResolveOptions, Status, agency_by_code, vocabulary};

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
    messages: &[
        MessageTemplate {
            slug: "owner",
            message: Bilingual {
                id: "`{value}` bukan penyelenggara pelayanan publik yang dapat mengikuti KIPP ({kind})",
                en: "`{value}` is none of the public bodies that KIPP is for ({kind})",
            },
            help: Bilingual {
                id: "isi instansi pemerintah atau BUMN/BUMD pemilik inovasi; mitra swasta ditulis pada kolaborasi",
                en: "enter the public body that owns the innovation; private partners belong under collaboration",
            },
        },
        MessageTemplate {
            slug: "open",
            message: Bilingual {
                id: "`{value}` bukan BUMN, BUMD, atau perguruan tinggi negeri yang dikenal",
                en: "`{value}` is no state or regional enterprise and no state university that is known",
            },
            help: Bilingual {
                id: "bila lembaga ini swasta, inovasinya tidak dapat mengikuti KIPP: isi instansi pemerintah pemiliknya dan tulis lembaga ini pada kolaborasi; bila milik negara atau daerah, tulis nama resminya",
                en: "if it is private, its innovation cannot enter KIPP: enter the public body that owns it and name this one under collaboration; if it belongs to the state or a region, write its official name",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    if context.programme != "KIPP" && context.source.system != SourceSystem::PanrbKipp {
        return;
    }
    let innovation = context.innovation;
    let Some(kinds) = vocabulary("jenis_instansi") else { return };
    let name = innovation.agency.as_deref().or(innovation.agency_name.as_deref()).unwrap_or_default();
    let kind = match &innovation.agency_code {
        Some(code) => {
            agency_by_code(code).map(|agency| agency.kind).or(innovation.agency_level.as_deref()).and_then(|kind| kinds.get(kind))
        }
        // a name that no table knows: only its words tell what it is
        None => match unlisted(name) {
            Unlisted::Private(kind) => Some(kind),
            Unlisted::Open => {
                // a name that may be one of several known bodies is a matter of ORG-01
                let answer = context.names.resolve(name, ResolveOptions { year: innovation.year, ..ResolveOptions::default() });
                if answer.status == Status::Unknown {
                    emit.report("open").severity(Severity::Warning).field(Field::Agency).value(name);
                }
                None
            }
            Unlisted::Silent => None,
        },
    };
    let Some(kind) = kind.filter(|kind| !kind.attributes.list("programmes").is_none_or(|list| list.contains(&"KIPP"))) else { return };
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
    fn private_hospitals_schools_and_universities_cannot_enter() {
        for agency in ["RS Siloam Surabaya", "SMA Muhammadiyah 2 Surabaya", "Rumah Sakit Islam Surabaya", "Universitas Muhammadiyah Malang"]
        {
            assert_eq!(of("KIPP", agency), [format!("owner | agency | {agency}")]);
        }
        for agency in ["Universitas Islam Internasional Indonesia", "SDN 1 Sleman", "Puskesmas Mlati I", "RSUD dr. Soetomo"] {
            assert!(of("KIPP", agency).is_empty(), "{agency}");
        }
        for agency in ["RSUD Haji", "SMAN 5 Surabaya", "RS Bhayangkara Kediri", "RS Jiwa Surabaya", "Universitas Negeri Malang"] {
            assert!(of("KIPP", agency).is_empty(), "{agency}");
        }
    }

    #[test]
    fn companies_that_no_table_has_may_be_private() {
        for agency in ["PT Gojek Indonesia", "PT Unilever Indonesia Tbk", "Universitas Antah Berantah"] {
            assert_eq!(of("KIPP", agency), [format!("open | agency | {agency}")]);
        }
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
