use super::{Unlisted, names_of, unlisted};
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
        id: "Nama instansi menunjuk tepat satu instansi yang dikenal: pemerintah daerah, kementerian/lembaga, BUMN, atau BUMD. Nama yang dapat berarti beberapa instansi, atau hanya dikenali sebagian, adalah peringatan.",
        en: "The agency's name means exactly one known agency: a local government, a ministry or agency, a state or regional enterprise. A name that may mean several, or is understood only in part, is a warning.",
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
            slug: "unlisted",
            message: Bilingual {
                id: "`{value}` bukan instansi pemerintah, BUMN, atau BUMD yang dikenal",
                en: "`{value}` is no government body, state or regional enterprise that is known",
            },
            help: Bilingual {
                id: "tulis instansi pemerintah, BUMN, atau BUMD pemilik inovasi; lembaga swasta ditulis sebagai mitra dan tidak dapat mengikuti KIPP atau IGA",
                en: "write the government body, state or regional enterprise that owns the innovation; a private one is named as a partner and cannot enter KIPP or IGA",
            },
        },
        MessageTemplate {
            slug: "hinted",
            message: Bilingual {
                id: "pemilik `{value}` tidak pasti: namanya hanya menyebut wilayah {candidates}",
                en: "whose `{value}` is, is not certain: its name only tells the place of {candidates}",
            },
            help: Bilingual {
                id: "tulis nama resmi pemiliknya, misalnya {candidates}, dan isi rumah sakit, sekolah, atau unit itu pada kolom unit; lembaga swasta bukan milik pemerintah daerah tempatnya berdiri",
                en: "write the official name of the owner, such as {candidates}, and put hospital, school or unit into the unit column; a private one is not the local government's because it stands there",
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
            slug: "unsure",
            message: Bilingual {
                id: "instansi `{value}` dibaca sebagai `{suggestion}`, tetapi memuat kata yang tidak dikenal",
                en: "the agency `{value}` was read as `{suggestion}`, but holds words that are not known",
            },
            help: Bilingual {
                id: "pakai nama yang diusulkan bila memang instansi itu yang dimaksud; bila tidak, tulis nama resminya",
                en: "use the proposed name if that is the agency meant; if not, write its official name",
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

/// Score from which on a name was understood as a whole: one with a typing error, or a unit in its region.
const SURE: f64 = 0.75;

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    if innovation.agency_code.is_some() {
        check_certainty(context, emit);
        return;
    }
    let Some(agency) = innovation.agency.as_deref().filter(|name| !name.trim().is_empty()) else {
        emit.report("missing").field(Field::Agency);
        return;
    };
    let mut options = ResolveOptions::of(innovation);
    if innovation.region.is_none() {
        // a region that follows from the name itself decides nothing
        options.region_code = None;
    }
    let answer = resolve(agency, options);
    if answer.status == Status::Resolved {
        return;
    }
    match answer.candidates.as_slice() {
        [] => {
            let slug = if matches!(unlisted(agency), Unlisted::Silent) { "unknown" } else { "unlisted" };
            emit.report(slug).field(Field::Agency).value(agency)
        }
        [one] if matches!(one.reason.as_str(), "hint" | "stands_in" | "provincial_unit") && one.code.starts_with("pemda:") => {
            let draft = emit.report("hinted").severity(Severity::Warning).field(Field::Agency).value(agency);
            draft.param("candidates", format!("`{}`", one.name))
        }
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

/// A name that was understood only in part: the region with some more words, as if there were such a region.
fn check_certainty(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let (Some(agency), Some(code)) = (innovation.agency.as_deref(), innovation.agency_code.as_deref()) else { return };
    let answer = context.names.resolve(agency, ResolveOptions { year: innovation.year, ..ResolveOptions::default() });
    if answer.status != Status::Resolved || answer.code.as_deref() != Some(code) {
        return;
    }
    if let Some(found) = answer.candidates.first().filter(|found| found.score < SURE) {
        let draft = emit.report("unsure").severity(Severity::Warning).field(Field::Agency).value(agency).suggestion(&found.name);
        let column = innovation.provenance.get(&Field::Agency).map_or("", |origin| origin.column.as_ref());
        draft.fix(column, &found.name, Applicability::Unsafe);
    }
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
        assert_eq!(of("Badan Antah Berantah", None), ["unknown | agency | Badan Antah Berantah"]);
        assert_eq!(of("Yayasan Kota Kita", None), ["unlisted | agency | Yayasan Kota Kita"]);
        assert_eq!(of("PT Gojek Indonesia", None), ["unlisted | agency | PT Gojek Indonesia"]);
        assert_eq!(of("Bandung", None), ["ambiguous | agency | Bandung"]);
        assert_eq!(of("Kabupaten Surabaya", None), ["near | agency | Kabupaten Surabaya | Pemerintah Kota Surabaya"]);
    }

    #[test]
    fn an_institution_is_not_the_governments_because_it_stands_there() {
        let of = |agency: &str| {
            let record = record(|r| {
                (r.innovation.agency, r.innovation.year) = (Some(agency.into()), Some(2023));
                (r.innovation.title, r.innovation.region) = (Some("Antrean Kota Surabaya".into()), None);
                crate::ingest::derive_fields(&mut r.innovation);
            });
            found("ORG-01", "other", &[record])
        };
        assert_eq!(of("RS Sari Husada Surabaya"), ["hinted | agency | RS Sari Husada Surabaya"]);
        assert_eq!(of("RS Siloam Surabaya"), ["unlisted | agency | RS Siloam Surabaya"]);
        assert_eq!(of("SMA Muhammadiyah 2 Surabaya"), ["unlisted | agency | SMA Muhammadiyah 2 Surabaya"]);
        for public in ["RSUD Sidoarjo", "RSJ Menur", "RS Bhayangkara Kediri", "RS Jiwa Kota Surabaya", "Rumah Sakit Kota Mataram"] {
            assert!(of(public).is_empty(), "{public}");
        }
    }

    #[test]
    fn a_region_that_does_not_exist_is_told() {
        let of = |agency: &str| {
            let record = record(|r| {
                r.innovation.agency = Some(agency.into());
                crate::ingest::derive_fields(&mut r.innovation);
            });
            found("ORG-01", "other", &[record])
        };
        let told = |agency: &str, near: &str| vec![format!("unsure | agency | {agency} | {near}")];
        assert_eq!(of("Pemerintah Kabupaten Bogor Barat"), told("Pemerintah Kabupaten Bogor Barat", "Pemerintah Kabupaten Bogor"));
        assert_eq!(of("Kab. Bandung Timur"), told("Kab. Bandung Timur", "Pemerintah Kabupaten Bandung"));
        assert_eq!(of("Malang, Kota Batu"), ["ambiguous | agency | Malang, Kota Batu"]);
        for agency in [
            "Kabupaten Solok Selatan",
            "Dinas Kesehatan Kota Bandung",
            "Pemerintah Daerah Istimewa Yogyakarta",
            "PT Bank Pembangunan Daerah DIY",
            "Kementrian Agma",
        ] {
            assert!(of(agency).is_empty(), "{agency}");
        }
    }

    #[test]
    fn one_known_agency_is_fine() {
        assert!(of("Bandung", Some("Dinas Kesehatan Kota Bandung")).is_empty());
        assert!(found("ORG-01", "other", &[record(|r| r.innovation.agency_code = Some("pemda:35.78".into()))]).is_empty());
    }
}
