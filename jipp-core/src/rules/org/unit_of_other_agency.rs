use std::borrow::Cow;

use super::fits;
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::words;
use crate::vocab::{Agency, ResolveOptions, Status, agency_by_code};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ORG-02",
    name: "unit-of-other-agency",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Unit pelayanan publik adalah bagian dari instansi pemilik. Unit yang namanya tidak menunjuk pemiliknya tidak diperiksa.",
        en: "The unit is part of the owning agency. A unit whose name does not tell its owner is not checked.",
    },
    why: Bilingual {
        id: "Inovasi terhitung pada instansi yang salah, dan akun instansi itu dapat mengubah data milik instansi lain.",
        en: "The innovation is counted for the wrong agency, whose account may then change what belongs to another.",
    },
    invalid: "agency = Pemerintah Kota Bandung, unit = RSUD Blambangan",
    valid: "agency = Pemerintah Kabupaten Banyuwangi, unit = RSUD Blambangan",
    source: "Observation: a record of Kota Bandung with a hospital of Banyuwangi in JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[MessageTemplate {
        slug: "unit",
        message: Bilingual {
            id: "unit `{value}` adalah milik {owner}, bukan {agency}",
            en: "the unit `{value}` belongs to {owner}, not to {agency}",
        },
        help: Bilingual {
            id: "periksa formulir asli: perbaiki instansi atau unitnya; bila keduanya benar, tulis instansi yang lain sebagai mitra",
            en: "check the original form: correct agency or unit; if both are right, name the other body as a partner",
        },
    }],
};

/// Least score of a name that is the unit's without doubt.
const SURE: f64 = 0.9;

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let (Some(unit), Some(code)) = (innovation.unit.as_deref(), innovation.agency_code.as_deref()) else { return };
    // offices that several owners run together
    if words(unit).any(|word| matches!(word.as_str(), "samsat" | "mpp" | "bersama")) {
        return;
    }
    // what stands in brackets is mostly a short form, which may be that of another body: `Bank Sampah Induk (BSI)`
    let named = outside_brackets(unit);
    let answer = context.names.resolve(&named, ResolveOptions { year: innovation.year, ..ResolveOptions::default() });
    let sure = answer.status == Status::Resolved
        && answer.partners.is_empty()
        && answer.candidates.first().is_some_and(|found| found.score >= SURE && found.reason != "spelling");
    let (Some(own), Some(owner)) = (agency_by_code(code), answer.code.as_deref().filter(|_| sure).and_then(agency_by_code)) else {
        return;
    };
    if related(own, owner) {
        return;
    }
    emit.report("unit")
        .field(Field::Unit)
        .value(unit)
        .param("owner", &owner.name)
        .param("agency", innovation.agency_name.as_deref().unwrap_or(&own.name));
}

fn outside_brackets(text: &str) -> Cow<'_, str> {
    if !text.contains(['(', '[', ')', ']']) {
        return Cow::Borrowed(text);
    }
    let mut depth = 0_usize;
    let outside = text.chars().filter(|c| match c {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    Cow::Owned(outside.collect())
}

/// Whether units of one may stand under the other: one body over the years, a body and its supervisor, places inside each other.
fn related(a: &Agency, b: &Agency) -> bool {
    let (a, b) = (a.owner(), b.owner());
    let codes = |agency: &Agency| [Some(agency.code.clone()), agency.supervisor.clone(), Some(agency.today().code.clone())];
    let line = |from: &Agency, to: &Agency| from.predecessors.contains(&to.code) || from.functions_from.contains(&to.code);
    let places = a.place.zip(b.place).is_some_and(|(a, b)| fits(a, b, None));
    places || codes(a).iter().flatten().any(|code| codes(b).iter().flatten().any(|other| other == code)) || line(a, b) || line(b, a)
}

#[cfg(test)]
mod tests {
    use crate::ingest::derive_fields;
    use crate::rules::testing::{found, record};

    fn of(agency: &str, unit: &str) -> Vec<String> {
        let record = record(|r| {
            (r.innovation.agency, r.innovation.unit) = (Some(agency.into()), Some(unit.into()));
            derive_fields(&mut r.innovation);
        });
        assert!(record.innovation.agency_code.is_some());
        found("ORG-02", "other", &[record])
    }

    #[test]
    fn a_unit_of_another_owner_is_told() {
        assert_eq!(of("Pemerintah Kota Bandung", "RSUD Blambangan"), ["unit | unit | RSUD Blambangan"]);
        assert_eq!(of("Pemerintah Kota Bandung", "Dinas Kesehatan Kota Surabaya"), ["unit | unit | Dinas Kesehatan Kota Surabaya"]);
        assert_eq!(of("Pemerintah Kabupaten Gresik", "Polres Gresik"), ["unit | unit | Polres Gresik"]);
    }

    #[test]
    fn a_unit_may_bear_the_name_of_its_region() {
        for unit in [
            "RSUD Sleman Kab. Sleman",
            "UPT Puskesmas Sleman Kab. Sleman",
            "Kecamatan Sleman Kabupaten Sleman",
            "Puskesmas Jember Kab. Jember",
        ] {
            assert_eq!(of("Pemerintah Kota Yogyakarta", unit), [format!("unit | unit | {unit}")]);
        }
        assert!(of("Pemerintah Kabupaten Sleman", "RSUD Sleman Kab. Sleman").is_empty());
        assert!(of("Pemerintah Kota Yogyakarta", "Puskesmas Jember").is_empty(), "a village may bear the name");
        assert!(of("Pemerintah Kabupaten Sleman", "RS Siloam Kota Yogyakarta").is_empty(), "a private one is nobody's unit");
    }

    #[test]
    fn own_units_and_those_that_name_no_owner_are_fine() {
        for (agency, unit) in [
            ("Pemerintah Kabupaten Banyuwangi", "RSUD Blambangan"),
            ("Pemerintah Kota Bandung", "Dinas Kesehatan"),
            ("Pemerintah Kota Bandung", "Puskesmas Sukajadi"),
            ("Pemerintah Provinsi Jawa Timur", "SMAN 1 Kota Malang"),
            ("Kementerian Agama", "Kantor Kementerian Agama Kota Malang"),
            ("Kementerian Hukum", "Kantor Imigrasi Kelas I Malang"),
            ("Polri", "Samsat Kota Malang"),
            ("Pemerintah Kabupaten Buleleng", "Bank Sampah Induk (BSI) E-Darling DLH Kabupaten Buleleng"),
        ] {
            assert!(of(agency, unit).is_empty(), "{agency}, {unit}");
        }
    }
}
