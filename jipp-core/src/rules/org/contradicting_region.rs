use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::{Region, region_by_code};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ORG-03",
    name: "contradicting-region",
    severity: Severity::Error,
    stage: Stage::Submit,
    summary: Bilingual {
        id: "Wilayah yang ditulis adalah wilayah pemerintah daerah pemilik, provinsinya, atau bagian dari provinsi itu bila pemiliknya pemerintah provinsi.",
        en: "The region given is that of the owning local government, its province, or a part of the province if the owner is a province.",
    },
    why: Bilingual {
        id: "Salah satu dari keduanya keliru, sehingga inovasi terhitung pada daerah yang salah.",
        en: "One of the two is wrong, so the innovation is counted for the wrong region.",
    },
    invalid: "agency = Pemerintah Kota Surabaya, region = Kota Malang",
    valid: "agency = Pemerintah Kota Surabaya, region = Jawa Timur",
    source: "Agency and region tables of JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026); region codes of Kepmendagri 300.2.2-2430/2025",
    messages: &[MessageTemplate {
        slug: "region",
        message: Bilingual {
            id: "wilayah `{value}` ({region_name}) bukan wilayah {agency}",
            en: "the region `{value}` ({region_name}) is not that of {agency}",
        },
        help: Bilingual {
            id: "periksa instansi dan wilayah pada formulir asli; wilayah {agency} adalah {agency_region}, {province}",
            en: "check agency and region on the original form; the region of {agency} is {agency_region}, {province}",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let Some(stated) = &innovation.region else { return };
    let Some(governed) = innovation.agency_code.as_deref().and_then(|code| code.strip_prefix("pemda:")).and_then(region_by_code) else {
        return;
    };
    let Some(region) = innovation.region_code.as_deref().and_then(region_by_code) else { return };
    if region.code == governed.code || lies_in(region, governed) || lies_in(governed, region) {
        return;
    }
    emit.report("region")
        .field(Field::Region)
        .value(stated)
        .param("region_name", &region.name)
        .param("agency", innovation.agency_name.as_deref().unwrap_or(&governed.name))
        .param("agency_region", &governed.name)
        .param("province", &governed.province().name);
}

/// Whether `region` lies in this province, or did so before the Papua split of 2022.
fn lies_in(region: &Region, province: &Region) -> bool {
    let before = region.previous_code.split_once('.').map(|(code, _)| code);
    region.province().code == province.code || before == Some(province.code.as_str())
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
