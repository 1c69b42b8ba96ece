use super::{fits, region_of_owner};
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::{ResolveOptions, region_with_kind};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ORG-05",
    name: "title-names-other-region",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Wilayah yang disebut dalam judul beserta jenisnya (`Kota …`, `Kabupaten …`, `Provinsi …`) adalah wilayah pemilik. Replikasi tidak diperiksa, karena judulnya boleh menyebut asalnya.",
        en: "A region that the title names with its kind (`Kota …`, `Kabupaten …`, `Provinsi …`) is that of the owner. Replications are not checked: their titles may name the origin.",
    },
    why: Bilingual {
        id: "Judul dan pemilik yang bertentangan menandakan baris yang tertukar atau instansi yang salah pilih.",
        en: "A title that contradicts the owner tells of swapped rows or of a wrongly chosen agency.",
    },
    invalid: "title = Smart City Kota Malang, agency = Pemerintah Kota Surabaya",
    valid: "title = Smart City Kota Malang, agency = Pemerintah Kota Malang",
    source: "Inferred; region names of Kepmendagri 300.2.2-2430/2025",
    messages: &[MessageTemplate {
        slug: "region",
        message: Bilingual {
            id: "judul menyebut {named}, tetapi pemiliknya {agency}",
            en: "the title names {named}, but the owner is {agency}",
        },
        help: Bilingual {
            id: "periksa instansi pada formulir asli; bila inovasi ini replikasi, isi inovasi asalnya",
            en: "check the agency on the original form; if this is a replication, name its origin",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let (Some(title), Some(own)) = (innovation.title.as_deref(), region_of_owner(innovation)) else { return };
    let replication = [&innovation.classification, &innovation.kipp_group].iter().any(|code| code.as_deref() == Some("replikasi"));
    if replication || innovation.replicates.is_some() || !innovation.replication_origins.is_empty() {
        return;
    }
    let options = ResolveOptions { year: innovation.year, ..ResolveOptions::default() };
    let Some(named) = region_with_kind(title, options) else { return };
    if fits(named, own, innovation.year) {
        return;
    }
    emit.report("region")
        .field(Field::Title)
        .value(title)
        .param("named", &named.name)
        .param("agency", innovation.agency_name.as_deref().unwrap_or(&own.name));
}

#[cfg(test)]
mod tests {
    use crate::ingest::derive_fields;
    use crate::rules::testing::{found, record};

    fn of(agency: &str, title: &str, origin: Option<&str>) -> Vec<String> {
        let record = record(|r| {
            (r.innovation.agency, r.innovation.title) = (Some(agency.into()), Some(title.into()));
            r.innovation.replicates = origin.map(str::to_owned);
            derive_fields(&mut r.innovation);
        });
        found("ORG-05", "other", &[record])
    }

    #[test]
    fn another_region_in_the_title_is_told() {
        let title = "Smart City Kota Malang";
        assert_eq!(of("Pemerintah Kota Surabaya", title, None), [format!("region | title | {title}")]);
    }

    #[test]
    fn own_regions_chance_words_and_replications_are_fine() {
        for (agency, title) in [
            ("Pemerintah Kota Malang", "Smart City Kota Malang"),
            ("Pemerintah Provinsi Jawa Timur", "Smart City Kota Malang"),
            ("Pemerintah Kota Surabaya", "Kota Layak Anak"),
            ("Pemerintah Kota Surabaya", "Jember Berbagi"),
            ("Kementerian Kesehatan", "Smart City Kota Malang"),
        ] {
            assert!(of(agency, title, None).is_empty(), "{agency}, {title}");
        }
        assert!(of("Pemerintah Kota Surabaya", "Replikasi Smart City Kota Malang", Some("Smart City")).is_empty());
    }
}
