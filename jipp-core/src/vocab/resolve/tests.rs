use super::*;

#[track_caller]
fn check(name: &str, code: &str) {
    let answer = resolve(name, ResolveOptions::default());
    assert_eq!(answer.code.as_deref(), Some(code), "{name}: {answer:?}");
}

#[test]
fn one_body_in_many_spellings() {
    for name in ["Pemkot Surabaya", "KOTA SURABAYA", "Pemerintah Kota (Pemkot) Surabaya", "Dinas Kesehatan Kota Surabaya", "City of Surabaya"] {
        check(name, "pemda:35.78");
    }
    check("Kota Malang, Jawa timur", "pemda:35.73");
    check("Kota Tanggerang Selatan", "pemda:36.74");
    check("Kota Jakarta Timur", "pemda:31");
    check("Kantor Pertanahan Kota Bandung", "pusat:atr-bpn");
    check("Departemen Kesehatan", "pusat:kemenkes");
    check("Pelatihan Kabupaten Minahahasa Utara", "pemda:71.06");
    check("KEMENTERIAN HUKUM DAN HAK ASASI MANUSIA RI", "pusat:kemenkumham");
    check("Polda Metro Jaya", "pusat:polri");
    check("Kemenpan RB", "pusat:panrb");
    check("PT. Angkasa Pura I (Persero)", "bumn:ap1");
    check("Badan Metereologi, Klimatologi, dan Geofisika", "pusat:bmkg");
}

#[test]
fn never_a_confident_guess() {
    for name in ["Bandung", "Semarang", "Kota Yogyakarta, Kabupaten Sleman dan Kabupaten Bantul", "Kabupaten Surabaya", "Kecamatan Banjar"] {
        assert_eq!(resolve(name, ResolveOptions::default()).status, Status::Ambiguous, "{name}");
    }
    for name in ["Indonesia Medika, Malang", "", "---", "#N/A", "Yayasan Kota Kita", "PT Maju Jaya Kota Malang", "Dinas Kesehatan"] {
        assert_eq!(resolve(name, ResolveOptions::default()).status, Status::Unknown, "{name}");
    }
}

#[test]
fn several_bodies_in_one_cell() {
    let joint = resolve("Kota Yogyakarta, Kabupaten Sleman dan Kabupaten Bantul", ResolveOptions::default());
    assert!(joint.joint);
    assert_eq!(joint.candidates.iter().map(|c| c.code.as_str()).collect::<Vec<_>>(), ["pemda:34.71", "pemda:34.04", "pemda:34.02"]);
    let led = resolve("BPJS Kesehatan bekerja sama dengan Pemkot Malang", ResolveOptions::default());
    assert_eq!(led.code.as_deref(), Some("pusat:bpjs-kesehatan"), "{led:?}");
    assert_eq!(led.partners.iter().map(|c| c.code.as_str()).collect::<Vec<_>>(), ["pemda:35.73"]);
}

#[test]
fn context_decides() {
    let code = |name: &str, options: ResolveOptions<'_>| resolve(name, options).code;
    let bandung = |options| code("Bandung", options);
    assert_eq!(bandung(ResolveOptions { unit: Some("Dinas Kesehatan Kota Bandung"), ..Default::default() }).as_deref(), Some("pemda:32.73"));
    assert_eq!(bandung(ResolveOptions { region_code: Some("32.04"), ..Default::default() }).as_deref(), Some("pemda:32.04"));
    assert_eq!(bandung(ResolveOptions { title: Some("Bandung Juara di Kota Bandung"), ..Default::default() }).as_deref(), Some("pemda:32.73"));
    let placed = ResolveOptions { region_code: Some("35.73"), ..Default::default() };
    assert_eq!(code("Dinas Kesehatan", placed).as_deref(), Some("pemda:35.73"));
    assert_eq!(code("Dinas Pendidikan Provinsi", placed).as_deref(), Some("pemda:35"));
}

#[test]
fn the_year_chooses() {
    let code = |name: &str, year| resolve(name, ResolveOptions { year: Some(year), ..Default::default() }).code;
    assert_eq!(code("Lapas Kelas IIA Sidoarjo", 2019).as_deref(), Some("pusat:kemenkumham"));
    assert_eq!(code("Kab. Toba Samosir", 2015).as_deref(), Some("pemda:12.12"));
}
