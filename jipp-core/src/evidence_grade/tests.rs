use super::*;
use crate::model::{Award, Evidence, ImpactIndicator, Statistics, StatusUpdate, Validation};

fn impact(text: &str) -> Innovation {
    Innovation { impact: Some(text.into()), ..Innovation::new("a", "Loket Cepat") }
}

fn result(innovation: &Innovation, code: &str, as_of: Option<&str>) -> CriterionResult {
    let context = EvidenceContext { as_of: as_of.map(|day| day.parse().unwrap()), replications: None };
    grade(innovation, &context).criteria.into_iter().find(|criterion| criterion.code == code).unwrap()
}

fn met(innovation: &Innovation, code: &str) -> bool {
    result(innovation, code, Some("2026-11-21")).met
}

#[test]
fn figures_before_and_after_are_found() {
    for text in [
        "Waktu layanan turun dari 30 hari menjadi 3 hari.",
        "Waktu tunggu berkurang dari rata-rata 120 menit menjadi hanya 30 menit pada 2025",
        "Angka stunting turun dari 24,5% menjadi 12,1 persen.",
        "Penerimaan naik dari Rp. 1.500.000 menjadi Rp 2,3 juta.",
        "Kunjungan: 1.200 → 3.400 orang",
        "waktu 30 hari -> 3 hari",
        "Semula 30 hari, kini 3 hari.",
        "Sebelum inovasi warga menunggu 14 hari, setelah inovasi cukup 2 hari.",
        "Prosesnya dari tiga puluh hari menjadi tiga hari",
        "Waiting time fell from 30 days to 3 days.",
        "Jumlah pengguna naik dari 2000 orang menjadi 2050 orang",
        "Kasus turun dari 12 (2019) menjadi 3 (2021).",
        "Layanan dari 30hari menjadi 3hari",
        "Biaya dari 900 ribu menjadi 1,2 juta",
    ] {
        assert!(met(&impact(text), "before_after_figures"), "{text}");
    }
}

#[test]
fn what_only_looks_like_figures_is_none() {
    for text in [
        "Dari 5 desa di kecamatan itu satu menjadi contoh bagi 10 desa lain.",
        "Program berjalan dari 2019 menjadi program tetap 2021.",
        "Berlangsung dari tahun 2019 ke tahun 2021.",
        "Target waktu layanan turun dari 30 hari menjadi 3 hari.",
        "Diharapkan waktu layanan turun dari 30 hari menjadi 3 hari.",
        "Jika dijalankan, waktu turun dari 30 hari menjadi 3 hari.",
        "Waktu layanan tidak turun dari 30 hari menjadi 3 hari.",
        "Waktu layanan tetap, dari 30 hari menjadi 30 hari.",
        "Diperoleh dari 30 responden di 3 kecamatan, warga menjadi puas.",
        "Dari 12 Mei menjadi 13 Mei jadwal dipindah.",
        "Pelayanan menjadi jauh lebih cepat dan warga senang.",
        "dari menjadi dari menjadi → →",
        "100% warga puas dengan layanan ini sekarang",
    ] {
        assert!(!met(&impact(text), "before_after_figures"), "{text}");
    }
}

#[test]
fn a_result_counts_beside_a_target() {
    let text = "Target tahun depan dari 3 hari menjadi 1 hari. Waktu sudah turun dari 30 hari menjadi 3 hari pada 2025.";
    assert!(met(&impact(text), "before_after_figures"));
    let reason = result(&impact("Target dari 30 hari menjadi 3 hari"), "before_after_figures", None).reason;
    assert!(reason.id.contains("target") && reason.en.contains("target"), "{reason:?}");
}

#[test]
fn indicators_count_as_figures() {
    let with = |before, after| Innovation {
        impact_indicators: vec![ImpactIndicator {
            name: "waktu tunggu".into(),
            before,
            after,
            period: Some("2021-2025".into()),
            ..ImpactIndicator::default()
        }],
        ..Innovation::new("a", "Loket")
    };
    assert!(met(&with(Some(120.0), Some(30.0)), "before_after_figures"));
    assert!(met(&with(Some(120.0), Some(30.0)), "recent_figures"));
    assert!(!met(&with(Some(30.0), Some(30.0)), "before_after_figures"));
    assert!(!met(&with(Some(30.0), None), "before_after_figures"));
    assert!(met(&with(None, None), "impact_stated"));
}

#[test]
fn absence_is_not_stated_and_no_zero() {
    let empty = Innovation::new("a", "Loket");
    let grade = grade(&empty, &EvidenceContext::default());
    assert_eq!((grade.level, grade.points), (0, 0));
    assert!(grade.criteria.iter().all(|criterion| !criterion.met && !criterion.reason.id.is_empty() && !criterion.reason.en.is_empty()));
    assert_eq!(grade.criteria[0].reason.en, "not stated");
    assert_eq!(grade.next[0].code, "impact_stated");
    assert!(!met(&impact("-"), "impact_stated") && !met(&impact("baik sekali"), "impact_stated"));
}

#[test]
fn someone_else_must_say_so() {
    let award = |text: &str, event: Option<&str>| Innovation {
        awards: vec![Award { as_written: text.into(), event: event.map(Into::into), ..Award::default() }],
        ..Innovation::new("a", "Loket")
    };
    assert!(met(&award("Top 99/2019", Some("KIPP")), "independent_source"));
    assert!(!met(&award("Lolos administrasi KIPP", Some("KIPP")), "independent_source"));
    assert!(!met(&award("Inovasi Terbaik", None), "independent_source"));

    let link = |url: &str| Innovation { url: Some(url.into()), ..Innovation::new("a", "Loket") };
    for url in ["https://www.kompas.com/a", "http://jurnal.ugm.ac.id/1", "https://doi.org/10.1/x", "https://harianbhirawa.co.id/1"] {
        assert!(met(&link(url), "independent_source"), "{url}");
    }
    for url in [
        "https://surabaya.go.id/berita/1",
        "https://www.youtube.com/watch?v=kompas",
        "https://kompas.com@jahat.example/berita",
        "https://contoh.id/kompas.com",
        "https://berita.surabaya.go.id/x",
        "javascript:alert('kompas.com')",
        "kompas",
        "",
    ] {
        assert!(!met(&link(url), "independent_source"), "{url}");
    }
    let evidence = Innovation {
        evidence: vec![Evidence { url: Some("https://regional.kompas.com/read/1".into()), ..Evidence::new("b") }],
        ..Innovation::new("a", "Loket")
    };
    assert!(met(&evidence, "independent_source"));

    assert!(met(&impact("Survei oleh Universitas Airlangga tahun 2024 menunjukkan kepuasan naik."), "independent_source"));
    assert!(!met(&impact("Akan ada survei oleh Universitas Airlangga tahun depan."), "independent_source"));
    assert!(!met(&impact("Belum pernah dievaluasi; evaluasi oleh BPKP belum dilakukan."), "independent_source"));
    assert!(!met(&impact("Survei kepuasan kami sendiri menunjukkan hasil baik."), "independent_source"));

    let validated = |by: &str, decision: Option<&str>| Innovation {
        agency: Some("Kota Surabaya".into()),
        validations: vec![Validation { by: by.into(), decision: decision.map(Into::into), ..Validation::default() }],
        ..Innovation::new("a", "Loket")
    };
    assert!(met(&validated("LAN", Some("verified")), "independent_source"));
    assert!(!met(&validated("LAN", Some("rejected")), "independent_source"));
    assert!(!met(&validated("kota surabaya", Some("verified")), "independent_source"), "its own validation");
}

#[test]
fn recency_is_relative_to_the_day() {
    let record = impact("Waktu turun dari 30 hari menjadi 3 hari pada tahun 2023.");
    let recent = |day| result(&record, "recent_figures", day).met;
    assert!(recent(Some("2026-11-21")) && recent(Some("2023")));
    assert!(!recent(Some("2027-01-01")) && !recent(None) && !recent(Some("2022-12-31")), "too old, no day, from the future");
    assert!(!met(&impact("Waktu turun dari 30 hari menjadi 3 hari."), "recent_figures"), "no year is stated");

    let mut running = Innovation { status: Some("berlanjut_dengan_pengembangan".into()), ..Innovation::new("a", "Loket") };
    assert!(!met(&running, "recent_status"), "no day is stated");
    running.status_history.push(StatusUpdate::new("2026-02-01".parse().unwrap(), "berlanjut_dengan_pengembangan")).unwrap();
    assert!(met(&running, "recent_status"));
    assert!(!result(&running, "recent_status", Some("2027-03-01")).met);
    running.status = Some("berhenti".into());
    assert!(!met(&running, "recent_status"));
}

#[test]
fn replications_must_have_happened() {
    let adaptable = |text: &str| Innovation { adaptability: Some(text.into()), ..Innovation::new("a", "Loket") };
    assert!(met(&adaptable("Inovasi ini telah direplikasi oleh Kabupaten Gresik dan Kota Malang."), "replicated"));
    for text in [
        "Inovasi ini dapat direplikasi oleh daerah lain.",
        "Sangat mudah direplikasi di mana saja.",
        "Belum direplikasi oleh daerah lain.",
        "Akan direplikasi oleh lima kabupaten.",
        "Inovasi sudah siap untuk direplikasi.",
    ] {
        assert!(!met(&adaptable(text), "replicated"), "{text}");
    }
    let counted = |replications| Innovation {
        statistics: Some(Statistics { replications: Some(replications), ..Statistics::default() }),
        ..Innovation::new("a", "Loket")
    };
    assert!(met(&counted(2), "replicated") && !met(&counted(0), "replicated"));
    let recorded = grade(&Innovation::new("a", "Loket"), &EvidenceContext { as_of: None, replications: Some(1) });
    assert!(recorded.criteria.iter().any(|criterion| criterion.code == "replicated" && criterion.met));
    assert_eq!(recorded.level, 0, "the ladder has no gaps");
}

#[test]
fn every_level_can_be_reached_and_the_next_step_says_how() {
    let mut record = Innovation::new("a", "Loket");
    let context = EvidenceContext { as_of: Some("2026-11-21".parse().unwrap()), replications: None };
    let mut levels = vec![grade(&record, &context)];
    record.impact = Some("Warga lebih cepat dilayani di loket kami.".into());
    levels.push(grade(&record, &context));
    record.impact = Some("Waktu turun dari 30 hari (2022) menjadi 3 hari (2025), dibanding kelompok kontrol.".into());
    levels.push(grade(&record, &context));
    record.awards = vec![Award { as_written: "Top 99/2019".into(), event: Some("KIPP".into()), ..Award::default() }];
    levels.push(grade(&record, &context));
    record.status_history.push(StatusUpdate::new("2026-05-01".parse().unwrap(), "berlanjut_tanpa_pengembangan")).unwrap();
    levels.push(grade(&record, &context));
    record.statistics = Some(Statistics { replications: Some(3), ..Statistics::default() });
    levels.push(grade(&record, &context));
    for (level, grade) in levels.iter().enumerate() {
        assert_eq!(usize::from(grade.level), level, "{grade:#?}");
        assert_eq!(grade.points, grade.criteria.iter().map(|criterion| criterion.points).sum::<u8>());
        assert_eq!(grade.next.first().map(|step| usize::from(step.reaches)), (level < 5).then_some(level + 1));
    }
    assert_eq!(levels[5].points, 100);
    assert!(levels[5].next.is_empty());
    assert_eq!(CRITERIA.iter().map(|criterion| u32::from(criterion.points)).sum::<u32>(), 100);
}

#[test]
fn hostile_texts_end_and_claim_nothing() {
    for text in [
        "dari ".repeat(50_000),
        "dari 1 menjadi ".repeat(20_000),
        "→".repeat(10_000),
        "1".repeat(100_000),
        "\u{202e}dari 3\u{0} menjadi".repeat(100),
        "dari 99999999999999999999999999999999999999 menjadi".into(),
        "😀".repeat(60_000),
        "dari -- menjadi 3".into(),
    ] {
        let grade = grade(&impact(&text), &EvidenceContext { as_of: Some("2026".parse().unwrap()), replications: None });
        assert!(grade.level <= 1, "{}", crate::text::excerpt(&text, 40));
    }
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_graded(text in "(dari|menjadi|sebelum|kini|[0-9]{1,4}|hari|→|\\PC| ){0,30}", day in "20[0-9]{2}") {
        let context = EvidenceContext { as_of: Some(day.parse().unwrap()), replications: None };
        let (a, b) = (grade(&impact(&text), &context), grade(&impact(&text), &context));
        proptest::prop_assert!(a.level <= 5 && a.points <= 100);
        proptest::prop_assert_eq!(a, b);
    }
}
