use super::fits;
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::written::meaning;
use crate::rules::{Emitter, RecordContext};
use crate::vocab::{RegionKind, Status, region_by_code};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ORG-03",
    name: "contradicting-region",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Wilayah yang ditulis dikenal, dan merupakan wilayah pemerintah daerah pemilik, provinsinya, atau bagian dari provinsi itu bila pemiliknya pemerintah provinsi.",
        en: "The region given is known, and is that of the owning local government, its province, or a part of the province if the owner is a province.",
    },
    why: Bilingual {
        id: "Salah satu dari keduanya keliru, sehingga inovasi terhitung pada daerah yang salah.",
        en: "One of the two is wrong, so the innovation is counted for the wrong region.",
    },
    invalid: "agency = Pemerintah Kota Surabaya, region = Kota Malang",
    valid: "agency = Pemerintah Kota Surabaya, region = Jawa Timur",
    source: "Agency and region tables of JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026); region codes of Kepmendagri 300.2.2-2430/2025",
    messages: &[
        MessageTemplate {
            slug: "unknown",
            message: Bilingual { id: "wilayah `{value}` tidak dikenal", en: "the region `{value}` is not known" },
            help: Bilingual {
                id: "tulis nama provinsi, kabupaten, atau kota, atau kodenya menurut Kemendagri, misalnya `35.78`",
                en: "write the name of a province, regency or city, or its Kemendagri code, such as `35.78`",
            },
        },
        MessageTemplate {
            slug: "region",
            message: Bilingual {
                id: "wilayah `{value}`{meaning} bukan wilayah {agency}",
                en: "the region `{value}`{meaning} is not that of {agency}",
            },
            help: Bilingual {
                id: "periksa instansi dan wilayah pada formulir asli; wilayah {agency} adalah {agency_region}{within}",
                en: "check agency and region on the original form; the region of {agency} is {agency_region}{within}",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let Some(stated) = &innovation.region else { return };
    if region_by_code(stated).is_none() && context.names.region_status(stated, innovation.year) == Status::Unknown {
        // a code is wrong or right; a text such as `Nasional` wants a person to look
        let code = stated.chars().any(|c| c.is_ascii_digit()) && !stated.chars().any(char::is_alphabetic);
        let severity = if code { Severity::Error } else { Severity::Warning };
        emit.report("unknown").severity(severity).field(Field::Region).value(context.written(Field::Region, stated));
        return;
    }
    let Some(governed) = innovation.agency_code.as_deref().and_then(|code| code.strip_prefix("pemda:")).and_then(region_by_code) else {
        return;
    };
    let Some(region) = innovation.region_code.as_deref().and_then(region_by_code) else { return };
    if fits(region, governed, innovation.year) {
        return;
    }
    emit.report("region")
        .field(Field::Region)
        .value(context.written(Field::Region, stated))
        .param("agency", innovation.agency_name.as_deref().unwrap_or(&governed.name))
        .param("agency_region", &governed.name)
        .param("within", if governed.kind == RegionKind::Provinsi { String::new() } else { format!(", {}", governed.province().name) })
        .param("meaning", meaning(stated, &region.name));
}

#[cfg(test)]
mod tests {
    use crate::ingest::derive_fields;
    use crate::rules::testing::{found, record};

    fn of(agency: &str, region: &str) -> Vec<String> {
        let record = record(|r| {
            (r.innovation.agency, r.innovation.region) = (Some(agency.into()), Some(region.into()));
            derive_fields(&mut r.innovation);
        });
        assert!(record.innovation.agency_code.is_some() && record.innovation.region_code.is_some());
        found("ORG-03", "other", &[record])
    }

    #[test]
    fn another_region_contradicts() {
        assert_eq!(of("Pemerintah Kota Surabaya", "Kota Malang"), ["region | region | Kota Malang"]);
        assert_eq!(of("Pemerintah Kota Bandung", "Kabupaten Bandung"), ["region | region | Kabupaten Bandung"]);
        assert_eq!(of("Pemerintah Provinsi Jawa Barat", "Provinsi Jawa Timur"), ["region | region | Provinsi Jawa Timur"]);
    }

    #[test]
    fn a_code_is_a_region_like_its_name() {
        for (agency, code) in [
            ("Pemerintah Kota Surabaya", "35.73"),
            ("Pemerintah Kota Surabaya", "33"),
            ("Pemerintah Kota Surabaya", "33.74"),
            ("Pemerintah Provinsi Jawa Tengah", "35.78"),
        ] {
            assert_eq!(of(agency, code), [format!("region | region | {code}")], "{agency}");
        }
        for (agency, code) in [
            ("Pemerintah Kota Surabaya", "35.78"),
            ("Pemerintah Kota Surabaya", "35"),
            ("Pemerintah Provinsi Jawa Timur", "35.73"),
            ("Kementerian Kesehatan", "35.73"),
        ] {
            assert!(of(agency, code).is_empty(), "{agency}, {code}");
        }
    }

    #[test]
    fn the_province_of_the_year_counts() {
        let of = |agency: &str, region: &str, year: Option<i32>| {
            let record = record(|r| {
                (r.innovation.agency, r.innovation.region, r.innovation.year) = (Some(agency.into()), Some(region.into()), year);
                derive_fields(&mut r.innovation);
            });
            assert!(record.innovation.agency_code.is_some() && record.innovation.region_code.is_some(), "{agency}");
            found("ORG-03", "other", &[record])
        };
        for (agency, region, year) in [
            ("Pemerintah Kabupaten Nunukan", "Kalimantan Timur", 2011),
            ("Pemerintah Kota Tarakan", "Kalimantan Timur", 2012),
            ("Pemerintah Kabupaten Mamuju", "Sulawesi Selatan", 2003),
            ("Pemerintah Kota Batam", "Riau", 2002),
            ("Pemerintah Kota Ternate", "Maluku", 1999),
            ("Pemerintah Provinsi Kalimantan Timur", "Kota Tarakan", 2010),
        ] {
            assert!(of(agency, region, Some(year)).is_empty(), "{agency}, {region}, {year}");
            assert_eq!(of(agency, region, Some(2020)).len(), 1, "{agency}, {region}, 2020");
        }
        assert_eq!(of("Pemerintah Kabupaten Nunukan", "Kalimantan Timur", None).len(), 1, "its province today");
        assert_eq!(of("Pemerintah Kabupaten Nunukan", "Kalimantan Barat", Some(2011)).len(), 1, "never its province");
    }

    #[test]
    fn a_region_that_no_list_has_is_told() {
        let stated = |text: &str| found("ORG-03", "other", &[record(|r| r.innovation.region = Some(text.into()))]);
        assert_eq!(stated("99.99"), ["unknown | region | 99.99"]);
        assert_eq!(stated("Seluruh negeri"), ["unknown | region | Seluruh negeri"]);
        assert!(stated("35.78").is_empty() && stated("Jatim").is_empty() && stated("Bandung").is_empty());
    }

    #[test]
    fn the_own_region_its_province_and_its_parts_fit() {
        for (agency, region) in [
            ("Pemerintah Kota Surabaya", "Kota Surabaya"),
            ("Pemerintah Kota Surabaya", "Jawa Timur"),
            ("Pemerintah Provinsi Jawa Timur", "Kota Malang"),
            ("Pemerintah Kabupaten Merauke", "Provinsi Papua"),
            ("Kementerian Kesehatan", "Kota Malang"),
        ] {
            assert!(of(agency, region).is_empty(), "{agency}, {region}");
        }
    }
}
