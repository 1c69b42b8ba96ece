use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(name: &str, code: &str) {
    let answer = resolve(name, ResolveOptions::default());
    assert_eq!(answer.code.as_deref(), Some(code), "{name}: {answer:?}");
}

#[test]
fn a_region_is_one_candidate_however_its_name_is_read() {
    for (name, code) in [("Kab. Toba Samosir", "12.12"), ("Kab. Maluku Tenggara Barat", "81.03")] {
        let answer = resolve_region(name, ResolveOptions::default());
        assert_eq!((answer.code.as_deref(), answer.candidates.len()), (Some(code), 1), "{name}");
    }
}

#[test]
fn one_body_in_many_spellings() {
    for name in
        ["Pemkot Surabaya", "KOTA SURABAYA", "Pemerintah Kota (Pemkot) Surabaya", "Dinas Kesehatan Kota Surabaya", "City of Surabaya"]
    {
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
    check("Kementerian Koordinator Bidang PMK", "pusat:kemenko-pmk");
    check("Kemenko Bidang Pangan", "pusat:kemenko-pangan");
    check("Kota Adm. Jakarta Selatan", "pemda:31");
    check("Pem. Kab. Sleman", "pemda:34.04");
    check("Badan Metereologi, Klimatologi, dan Geofisika", "pusat:bmkg");
}

#[test]
fn never_a_confident_guess() {
    for name in [
        "Bandung",
        "Badan Penyelenggara Jaminan Sosial (BPJS)",
        "Semarang",
        "Kota Yogyakarta, Kabupaten Sleman dan Kabupaten Bantul",
        "Kabupaten Surabaya",
        "Kecamatan Banjar",
    ] {
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
    assert_eq!(
        bandung(ResolveOptions { unit: Some("Dinas Kesehatan Kota Bandung"), ..Default::default() }).as_deref(),
        Some("pemda:32.73")
    );
    assert_eq!(bandung(ResolveOptions { region_code: Some("32.04"), ..Default::default() }).as_deref(), Some("pemda:32.04"));
    assert_eq!(
        bandung(ResolveOptions { title: Some("Bandung Juara di Kota Bandung"), ..Default::default() }).as_deref(),
        Some("pemda:32.73")
    );
    let placed = ResolveOptions { region_code: Some("35.73"), ..Default::default() };
    assert_eq!(code("Dinas Kesehatan", placed).as_deref(), Some("pemda:35.73"));
    assert_eq!(code("Dinas Pendidikan Provinsi", placed).as_deref(), Some("pemda:35"));
}

#[test]
fn a_state_school_hints_at_the_government_that_runs_it() {
    let candidates = |name: &str, year: Option<i32>| {
        let answer = resolve(name, ResolveOptions { year, ..ResolveOptions::default() });
        assert_eq!(answer.status, Status::Ambiguous, "{name}");
        answer.candidates.into_iter().map(|candidate| candidate.code).collect::<Vec<_>>()
    };
    for name in [
        "SMAN 5 Surabaya",
        "SMKN 1 Surabaya",
        "SLBN Surabaya",
        "SMA Negeri 5 Surabaya",
        "SMA N 5 Surabaya",
        "SMK Negeri 1 Surabaya",
        "SLB Negeri Surabaya",
    ] {
        assert_eq!(candidates(name, None), ["pemda:35"], "{name}: upper secondary schools are the province's");
        assert_eq!(candidates(name, Some(2020)), ["pemda:35"], "{name}");
        assert_eq!(candidates(name, Some(2015)), ["pemda:35.78"], "{name}: before 2017 the city's");
    }
    assert_eq!(candidates("SDN 1 Sleman", Some(2020)), ["pemda:34.04"]);
    assert_eq!(candidates("SMPN 1 Surabaya", None), ["pemda:35.78"]);
    for name in ["SMAN 3 Malang", "SMA Negeri 3 Malang", "SMK Negeri 2 Malang", "SMKN 2 Malang", "SLB Negeri Malang"] {
        assert_eq!(candidates(name, None), ["pemda:35"], "{name}: regency or city, the province is the same");
        assert_eq!(candidates(name, Some(2015)), ["pemda:35.07", "pemda:35.73"], "{name}");
    }
    assert_eq!(candidates("SMP Negeri 1 Malang", None), ["pemda:35.07", "pemda:35.73"]);
}

#[test]
fn the_year_chooses() {
    let code = |name: &str, year| resolve(name, ResolveOptions { year: Some(year), ..Default::default() }).code;
    assert_eq!(code("Lapas Kelas IIA Sidoarjo", 2019).as_deref(), Some("pusat:kemenkumham"));
    assert_eq!(code("Kab. Toba Samosir", 2015).as_deref(), Some("pemda:12.12"));
}

/// What a name must come to: its target, or an honest question with the target among the candidates. A name that another
/// body bears in the same letters may lead there.
fn leads_to(name: &str, targets: &[&str], options: ResolveOptions<'_>) -> bool {
    let answer = resolve(name, options);
    match answer.status {
        Status::Resolved => answer.code.as_deref().is_some_and(|code| targets.contains(&code)),
        Status::Ambiguous => answer.candidates.iter().any(|candidate| targets.contains(&candidate.code.as_str())),
        Status::Unknown => false,
    }
}

#[test]
fn every_name_of_every_body_leads_to_it() {
    let bodies: Vec<_> = crate::vocab::agencies().iter().filter(|agency| agency.region.is_none() && !agency.is_pattern).collect();
    let names = |agency: &'static crate::vocab::Agency| std::iter::once(&agency.name).chain(&agency.aliases).chain(&agency.abbreviations);
    // those who bear the same letters; a unit older than its ministry is an open question without a year
    let bearers = |name: &str| -> Vec<&'static str> {
        let senses = &lexicon::lexicon().get(&tokens::glued(name)).unwrap().bodies;
        let owners = senses.iter().map(|sense| sense.agency.owner());
        owners.flat_map(|owner| std::iter::once(&owner.code).chain(&owner.predecessors)).map(String::as_str).collect()
    };
    let mut lost = Vec::new();
    for agency in &bodies {
        for name in names(agency) {
            if !leads_to(name, &bearers(name), ResolveOptions::default()) {
                lost.push(format!("{name} ({}) -> {:?}", agency.code, resolve(name, ResolveOptions::default()).code));
            }
        }
    }
    assert!(lost.is_empty(), "{} names: {lost:#?}", lost.len());
}

#[test]
fn every_name_of_every_region_leads_to_it() {
    let mut lost = Vec::new();
    let mut check = |name: &str, region: &Region, year: Option<i32>| {
        let target = crate::vocab::local_government_of(region).unwrap().code.as_str();
        if !leads_to(name, &[target], ResolveOptions { year, ..Default::default() }) {
            lost.push(format!("{name} ({}) -> {:?}", region.code, resolve(name, ResolveOptions::default()).code));
        }
    };
    for region in crate::vocab::regions() {
        check(&region.name, region, None);
        check(&region.short_name, region, None);
        check(&region.name.to_uppercase(), region, Some(2020));
        for unit in ["Dinas Kesehatan", "RSUD", "Inspektorat", "Satpol PP"] {
            check(&format!("{unit} {}", region.name), region, None);
        }
    }
    for alias in crate::vocab::region::aliases() {
        if matches!(alias.kind.as_str(), "abbr" | "portmanteau" | "spelling" | "english" | "old_name" | "capital")
            && let Some(region) = region_by_code(&alias.target_code)
        {
            check(&alias.alias, region, alias.valid_to);
        }
    }
    assert!(lost.is_empty(), "{} names: {lost:#?}", lost.len());
}

#[test]
fn every_kind_of_unit_and_every_named_unit_leads_to_its_owner() {
    let mut lost = Vec::new();
    for unit in crate::vocab::unit_types() {
        let central = unit.central_owners(None);
        let targets: Vec<&str> = if unit.owner_level == "central" {
            central.iter().map(|agency| agency.code.as_str()).collect()
        } else {
            // a water company is a company of the city
            vec!["pemda:35.78", "pemda:35", "bumd:pdam:35.78"]
        };
        let name = format!("{} Kota Surabaya", unit.token);
        if !leads_to(&name, &targets, ResolveOptions::default()) {
            lost.push(format!("{name} {targets:?} -> {:?}", resolve(&name, ResolveOptions::default())));
        }
    }
    for unit in crate::vocab::named_units() {
        let owner = crate::vocab::agency_by_code(&unit.owner_code).unwrap().owner();
        for name in std::iter::once(&unit.name).chain(&unit.aliases) {
            if !leads_to(name, &[&owner.code], ResolveOptions::default()) {
                lost.push(format!("{name} ({}) -> {:?}", unit.owner_code, resolve(name, ResolveOptions::default()).code));
            }
        }
    }
    assert!(lost.is_empty(), "{} names: {lost:#?}", lost.len());
}

/// A longer name with a typing error must not be taken for the shorter one inside it.
#[test]
fn a_misspelt_name_is_not_the_shorter_one_inside_it() {
    for (name, code) in [
        ("Kabupaten Nias Selautan", "pemda:12.14"),
        ("RSUD Rejangg Lebong", "pemda:17.02"),
        ("Dinas Kesehatan Kota Padang Paajang", "pemda:13.74"),
        ("Pemkab madang Pariaman", "pemda:13.05"),
    ] {
        check(name, code);
    }
}

proptest! {
    #[test]
    fn any_text_gets_an_answer(name in "\\PC{0,300}", unit in proptest::option::of("\\PC{0,80}"), year in proptest::option::of(-9999i32..9999)) {
        let answer = resolve(&name, ResolveOptions { year, unit: unit.as_deref(), title: unit.as_deref(), ..Default::default() });
        prop_assert_eq!(answer.status == Status::Resolved, answer.code.is_some());
        prop_assert!(answer.status != Status::Ambiguous || !answer.candidates.is_empty());
        resolve_region(&name, ResolveOptions::default());
    }

    /// Words of the tables in any order: the paths that plain noise never reaches.
    #[test]
    fn any_row_of_known_words_gets_an_answer(words in proptest::collection::vec(proptest::sample::select(vec![
        "Pemkot", "Kab.", "Kota", "Provinsi", "Malang", "Bandung Barat", "Jawa Timur", "RSUD", "dr. Soetomo", "Lapas", "Kemenkes", "PT", "dan", ",",
        "(", ")", "bersama", "Samsat", "PDAM", "Kecamatan", "Yayasan", "North", "City", "2015", "xyz", "Universitas", "Ditjen", "SMA", "Nias", "Utra",
    ]), 0..14)) {
        let name = words.join(" ");
        let answer = resolve(&name, ResolveOptions::default());
        prop_assert_eq!(answer.status == Status::Resolved, answer.code.is_some());
        prop_assert_eq!(&answer, &resolve(&name, ResolveOptions::default()));
        let shouted = resolve(&name.to_uppercase(), ResolveOptions::default());
        prop_assert_eq!(shouted.code, answer.code, "case does not matter");
    }
}
