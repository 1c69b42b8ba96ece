use super::{Unlisted, unlisted};
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ORG-08",
    name: "owner-not-local-government",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::IGA,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Pemilik inovasi IGA adalah pemerintah provinsi, kabupaten, atau kota.",
        en: "The owner of an IGA innovation is the government of a province, regency or city.",
    },
    why: Bilingual {
        id: "Indeks Inovasi Daerah mengukur pemerintah daerah; inovasi kementerian, lembaga, atau BUMN tidak ikut dihitung.",
        en: "The index measures local governments; innovations of ministries, agencies or state enterprises do not count.",
    },
    invalid: "Kementerian Kesehatan",
    valid: "Pemerintah Kota Surabaya",
    source: "Kemendagri presentation of the Indeks Inovasi Daerah, 2022 (paparan Indeks Inovasi Daerah)",
    messages: &[MessageTemplate {
        slug: "owner",
        message: Bilingual {
            id: "pemilik `{value}` bukan pemerintah daerah (jenis instansi: {level})",
            en: "the owner `{value}` is no local government (level: {level})",
        },
        help: Bilingual {
            id: "isi pemerintah daerah yang melaporkan inovasi; bila pemiliknya memang instansi lain, ajukan lewat sumber lain, misalnya KIPP",
            en: "enter the local government that reports it; if the owner is indeed another body, submit it through another source such as KIPP",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    if context.programme != "IGA" {
        return;
    }
    let level = match innovation.agency_level.as_deref() {
        Some("provinsi" | "kabupaten" | "kota") => return,
        Some(level) => level,
        // an unknown owner is a matter of ORG-01, unless its name tells that it is private
        None => match unlisted(innovation.agency.as_deref().unwrap_or_default()) {
            Unlisted::Private(kind) => kind.id.as_str(),
            Unlisted::Open | Unlisted::Silent => return,
        },
    };
    let name = innovation.agency_name.as_deref().or(innovation.agency.as_deref()).unwrap_or_default();
    emit.report("owner").field(Field::Agency).value(name).param("level", level);
}

#[cfg(test)]
mod tests {
    use crate::ingest::derive_fields;
    use crate::model::Record;
    use crate::rules::testing::{found, record};

    fn of(agency: &str) -> [Record; 1] {
        [record(|r| {
            r.innovation.agency = Some(agency.into());
            derive_fields(&mut r.innovation);
        })]
    }

    #[test]
    fn iga_is_for_local_governments() {
        assert_eq!(found("ORG-08", "IGA", &of("Kemenkes")), ["owner | agency | Kementerian Kesehatan"]);
        for agency in ["Yayasan Kota Kita", "RS Siloam Surabaya", "SMA Muhammadiyah 2 Surabaya"] {
            assert_eq!(found("ORG-08", "IGA", &of(agency)), [format!("owner | agency | {agency}")]);
        }
    }

    #[test]
    fn local_governments_and_other_programmes_are_fine() {
        assert!(found("ORG-08", "IGA", &of("Pemkab Jember")).is_empty());
        assert!(found("ORG-08", "IGA", &of("Badan Antah Berantah")).is_empty(), "an unknown owner is a matter of ORG-01");
        assert!(found("ORG-08", "IGA", &of("RSUD Haji")).is_empty() && found("ORG-08", "IGA", &of("SMAN 5 Surabaya")).is_empty());
        assert!(found("ORG-08", "KIPP", &of("Kemenkes")).is_empty());
    }
}
