use jipp_core::catalog::{Catalog, Interaction, Moderation, ReplicationImport, Statement};
use jipp_core::ingest::{ListEntry, ReadOptions, Source, read_replications};
use jipp_core::lang::Lang;
use jipp_core::model::{Article, ArticleKind, Hub, HubRecord, OrganisationRef, Replication, ReplicationStage};
use jipp_core::rules::CheckOptions;

use super::{build, kipp, sound, writer};

const SAID: Statement<'static> = Statement { by: "admin_kementerian", at: Some("2024-10-18"), reason: None };

fn small() -> (tempfile::TempDir, std::path::PathBuf) {
    build(vec![kipp(&[
        (
            "1",
            "LOKET CEPAT (Layanan Online Kependudukan Terpadu)",
            "Kota Surabaya",
            "Antrean daring di kantor kecamatan supaya warga tidak menunggu lama",
        ),
        ("2", "Pelayanan Kilat Warga", "Kota Malang", "Program ini replikasi dari LOKET CEPAT milik Kota Surabaya"),
        ("3", "Kapal Sehat Bahari", "Kota Ambon", "Dokter dan perawat naik kapal ke pulau kecil"),
    ])])
}

/// The rows of a list of replications.
fn listed(csv: &str) -> Vec<ListEntry<Replication>> {
    read_replications(Source { name: "r.csv", bytes: csv.as_bytes() }, &ReadOptions::default()).unwrap().entries
}

fn add(path: &std::path::Path, replications: &[ListEntry<Replication>]) -> ReplicationImport {
    writer(path).add_replications(replications, &CheckOptions::default(), Lang::En, &SAID).unwrap()
}

#[test]
fn the_pipeline_is_recorded_and_its_steps_follow() {
    let (_folder, path) = small();
    let csv = "id,origin_record_id,Judul Inovasi Asal,Instansi Asal,Instansi Replikator,Status,Tanggal Pengajuan\n\
               r1,panrb_kipp:1,LOKET CEPAT,Pemkot Surabaya,Pemkot Kediri,menunggu,2024-01-10\n\
               r2,panrb_kipp:1,LOKET CEPAT,Pemkot Surabaya,Pemkot Surabaya,menunggu,2024-01-11\n";
    let rows = listed(csv);
    let done = add(&path, &rows);
    assert_eq!((done.added, done.refused), (1, 1), "an owner does not replicate itself (REP-01): {done:?}");
    assert!(done.findings.iter().any(|finding| finding.code == "REP-01"));
    let again = add(&path, &rows[..1]);
    assert_eq!(again.known, 1);
    let id = Catalog::open(&path).unwrap().replications().unwrap()[0].id.clone();
    let day = |text: &str| text.parse().unwrap();
    let error = writer(&path).advance_replication(&id, ReplicationStage::Completed, day("2024-05"), &SAID).unwrap_err();
    assert_eq!(error.code(), "invalid_transition");
    writer(&path).advance_replication(&id, ReplicationStage::Agreement, day("2024-02-01"), &SAID).unwrap();
    writer(&path).advance_replication(&id, ReplicationStage::Approval, day("2024-03-01"), &SAID).unwrap();
    let error = writer(&path).advance_replication(&id, ReplicationStage::Implementation, day("2024-04-01"), &SAID).unwrap_err();
    assert_eq!(error.code(), "catalog_refused", "it cannot run without an agreement: {error}");
    assert!(rusqlite::Connection::open(&path).unwrap().execute_batch("UPDATE replication SET stage = 'selesai'").is_err());
    let graph = Catalog::open(&path).unwrap().lineage().unwrap();
    assert_eq!(graph.regions["panrb_kipp:1"], 1);
    assert!(graph.edges[0].place.is_some() && graph.to_dot().contains("->"));
    assert_eq!(Catalog::open(&path).unwrap().status().unwrap().replications["persetujuan"], 1);
    sound(&path);
}

#[test]
fn what_nobody_recorded_is_suggested_and_advice_has_reasons() {
    let (_folder, path) = small();
    let catalog = Catalog::open(&path).unwrap();
    let suggestions = catalog.suggest_replications().unwrap();
    assert_eq!(suggestions.len(), 1, "{suggestions:?}");
    assert_eq!(
        (suggestions[0].origin.as_str(), suggestions[0].replica.as_str(), suggestions[0].evidence.as_str()),
        ("panrb_kipp:1", "panrb_kipp:2", "text")
    );
    let advice = catalog.advise_replication("pemda:32.73", "antrean kecamatan lama", 5, Lang::Id).unwrap();
    assert_eq!(advice[0].id, "panrb_kipp:1");
    assert!(advice[0].reasons.len() >= 3, "{advice:?}");
    assert!(
        catalog
            .advise_replication("pemda:35.78", "antrean kecamatan lama", 5, Lang::Id)
            .unwrap()
            .iter()
            .all(|one| one.id != "panrb_kipp:1")
    );
    assert_eq!(catalog.advise_replication("pemda:99", "x", 5, Lang::Id).unwrap_err().code(), "catalog_unknown");
}

#[test]
fn hubs_articles_and_what_people_say() {
    let (_folder, path) = small();
    let hub = HubRecord::new(Hub {
        agency: OrganisationRef::of_code("pemda:35"),
        active: true,
        ..Hub::new(OrganisationRef::of_code("pemda:35"))
    });
    writer(&path).put_hub(&hub, &["pemda:35.78".into(), "pemda:35.73".into()]).unwrap();
    assert!(writer(&path).put_hub(&HubRecord::new(Hub::new(OrganisationRef::of_code("pemda:999"))), &[]).is_err());
    let hubs = Catalog::open(&path).unwrap().hubs().unwrap();
    assert_eq!((hubs.len(), hubs[0].members.len(), hubs[0].innovations), (1, 2, 2));

    let article = Article {
        innovations: vec!["panrb_kipp:1".into()],
        body: "Langkah pertama: petakan antrean di loket.".into(),
        ..Article::new("a1", ArticleKind::Tutorial, "Mereplikasi loket")
    };
    writer(&path).put_article(&article).unwrap();
    let catalog = Catalog::open(&path).unwrap();
    assert_eq!(catalog.articles(Some("panrb_kipp:1")).unwrap(), std::slice::from_ref(&article));
    assert_eq!(catalog.search_articles("petakan antrean", 5).unwrap()[0].id, "a1");
    assert!(catalog.guide("panrb_kipp:1").unwrap().missing.contains(&"steps".to_owned()));
    let private = Article { body: "Hubungi 081234567890".into(), ..article };
    assert_eq!(writer(&path).put_article(&private).unwrap_err().code(), "catalog_refused");

    let say = |kind: &str, rating: Option<i64>, text: Option<&str>| Interaction {
        id: 0,
        record_id: "panrb_kipp:1".into(),
        kind: kind.into(),
        by: "pemda:32.73".into(),
        at: "2024-10-18".into(),
        text: text.map(str::to_owned),
        rating,
        reply_to: None,
        moderation: None,
    };
    let question = writer(&path).add_interaction(&say("question", None, Some("Berapa biayanya?"))).unwrap();
    writer(&path).add_interaction(&say("rating", Some(4), None)).unwrap();
    writer(&path).add_interaction(&say("rating", Some(5), None)).unwrap();
    for wrong in
        [say("rating", None, None), say("rating", Some(6), None), say("like", None, None), say("question", None, Some("surel: a@b.co.id"))]
    {
        let error = writer(&path).add_interaction(&wrong).unwrap_err();
        assert_eq!(error.code(), "catalog_refused", "{wrong:?}");
        assert!(!error.to_string().contains("CHECK"), "{error}");
    }
    let error = writer(&path).add_interaction(&say("like", None, None)).unwrap_err().to_string();
    assert!(error.contains("`like`") && error.contains("`interest`, `question`, `answer`, `rating`, `bookmark`"), "{error}");
    let error = writer(&path).add_interaction(&say("rating", Some(6), None)).unwrap_err().to_string();
    assert!(error.contains("1 to 5") && error.contains("`6`"), "{error}");
    writer(&path).moderate(question, Moderation::Hidden, &SAID).unwrap();
    assert_eq!(writer(&path).moderate(question, Moderation::Waiting, &SAID).unwrap_err().code(), "invalid_transition");
    let counts = Catalog::open(&path).unwrap().interaction_counts("panrb_kipp:1").unwrap();
    assert_eq!((counts.kinds.get("question"), counts.kinds["rating"], counts.rating), (None, 2, Some(4.5)));
    sound(&path);
}

#[test]
fn scores_of_hubs_are_computed_anew_from_the_answers() {
    let (_folder, path) = small();
    let hub = |weights: [f64; 2]| -> HubRecord {
        serde_json::from_value(serde_json::json!({
            "agency": {"code": "pemda:35"},
            "instrument": {"id": "simpul-2024", "aspects": weights.iter().zip(["a", "b"]).map(|(weight, code)| serde_json::json!({
                "code": code, "weight": weight, "questions": [{
                    "id": code, "text": "Apakah ada?", "kind": "single", "weight": 1.0,
                    "options": [{"id": "ya", "text": "Ya", "score": 10.0}, {"id": "tidak", "text": "Tidak", "score": 0.0}],
                }],
            })).collect::<Vec<_>>()},
            "response": {"instrument": "simpul-2024", "agency": {"code": "pemda:35"}, "answers": [
                {"question": "a", "chosen": ["ya"], "verification": "verified"},
                {"question": "b", "chosen": ["ya"], "corrected": ["tidak"], "verification": "verified"},
            ]},
        }))
        .unwrap()
    };
    let score = || {
        let hubs = Catalog::open(&path).unwrap().hubs().unwrap();
        let score = hubs[0].scores["simpul-2024"].clone().unwrap();
        (score.claimed, score.verified)
    };
    writer(&path).put_hub(&hub([0.75, 0.25]), &[]).unwrap();
    assert_eq!(score(), (10.0, Some(7.5)), "the own score beside the verified one");
    writer(&path).put_hub(&hub([0.4, 0.6]), &[]).unwrap();
    assert_eq!(score(), (10.0, Some(4.0)), "other weights, the same answers");
    let stored: i64 = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row("SELECT count(*) FROM hub WHERE data LIKE '%verified%'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(stored, 0, "a score is never stored");
    sound(&path);
}

#[test]
fn the_surroundings_are_public_and_whole() {
    let (_folder, path) = small();
    writer(&path)
        .put_article(&Article { innovations: vec!["panrb_kipp:1".into()], ..Article::new("a1", ArticleKind::Guide, "Panduan") })
        .unwrap();
    let rating = Interaction {
        id: 0,
        record_id: "panrb_kipp:1".into(),
        kind: "rating".into(),
        by: "pemda:32.73".into(),
        at: "2024-10-18".into(),
        text: None,
        rating: Some(4),
        reply_to: None,
        moderation: None,
    };
    writer(&path).add_interaction(&rating).unwrap();
    let catalog = Catalog::open(&path).unwrap();
    let around = catalog.surroundings(None).unwrap();
    assert_eq!(around.status, catalog.status().unwrap());
    assert_eq!(around.lineage, catalog.lineage().unwrap());
    assert_eq!(around.articles, catalog.articles(None).unwrap());
    assert!(around.guides["panrb_kipp:1"].missing.contains(&"steps".to_owned()));
    assert_eq!(around.counters["panrb_kipp:1"].rating, Some(4.0));
    let json = serde_json::to_string(&around).unwrap();
    assert!(!json.contains("0812"), "personal data stays in the catalog");
    assert_eq!(serde_json::from_str::<jipp_core::catalog::Surroundings>(&json).unwrap(), around);
}

#[test]
fn surroundings_count_replications_of_what_nobody_spoke_about() {
    let (_folder, path) = small();
    let csv = "id,origin_record_id,Judul Inovasi Asal,Instansi Asal,Instansi Replikator,Status,Tanggal Pengajuan\n\
               r1,kipp:1,LOKET CEPAT,Pemkot Surabaya,Pemkot Kediri,menunggu,2024-01-10\n";
    let done = add(&path, &listed(csv));
    assert_eq!(done.added, 1, "{done:?}");
    let catalog = Catalog::open(&path).unwrap();
    assert_eq!(catalog.replications().unwrap()[0].origin.record_id.as_deref(), Some("panrb_kipp:1"));
    let around = catalog.surroundings(None).unwrap();
    assert_eq!(around.counters.len(), 1);
    assert_eq!(around.counters["panrb_kipp:1"], catalog.interaction_counts("panrb_kipp:1").unwrap());
    assert_eq!(around.counters["panrb_kipp:1"].replications, 1);
}

#[test]
fn a_record_may_be_named_by_its_source() {
    let (_folder, path) = small();
    let mut writer = writer(&path);
    writer.set_field("kipp:1", jipp_core::model::Field::Summary, Some("\"Loket yang cepat\""), &SAID).unwrap();
    writer.decide("kipp:2", "panrb_kipp:1", jipp_core::catalog::Verdict::Same, &SAID).unwrap();
    let article = Article { innovations: vec!["kipp:3".into()], ..Article::new("a1", ArticleKind::Guide, "Panduan") };
    writer.put_article(&article).unwrap();
    let catalog = Catalog::open(&path).unwrap();
    assert_eq!(catalog.innovation("kipp:1").unwrap().unwrap().summary.as_deref(), Some("Loket yang cepat"));
    assert_eq!(catalog.members("kipp:1").unwrap(), ["panrb_kipp:1", "panrb_kipp:2"]);
    assert_eq!(catalog.articles(Some("kipp:3")).unwrap()[0].innovations, ["panrb_kipp:3"]);
    assert_eq!(catalog.interaction_counts("kipp:3").unwrap(), catalog.interaction_counts("panrb_kipp:3").unwrap());
    assert!(catalog.guide("kipp:3").is_ok() && catalog.field_history("kipp:1", jipp_core::model::Field::Summary).is_ok());
    assert_eq!(writer.unmerge("kipp:2", &SAID).unwrap(), ["panrb_kipp:1"]);
    let unknown = writer.unmerge("iga:4711", &SAID).unwrap_err();
    assert_eq!((unknown.code(), unknown.to_string().contains("`kemendagri_iga:4711`")), ("catalog_unknown", true));
}

#[test]
fn complaints_find_innovations_and_gaps() {
    let (_folder, path) = small();
    let needs: Vec<(u64, String)> = [
        "Antrean di kecamatan lama, telepon saya 081234567890",
        "Lampu jalan padam di perempatan pasar",
        "Lampu jalan padam dekat pasar lama sekali",
    ]
    .iter()
    .enumerate()
    .map(|(at, text)| (at as u64 + 2, (*text).to_owned()))
    .collect();
    let report = Catalog::open(&path).unwrap().needs(&needs, 3).unwrap();
    assert_eq!(report.redacted, 1);
    assert!(!report.needs[0].text.contains("0812"));
    assert_eq!(report.needs[0].hits[0].id, "panrb_kipp:1");
    assert_eq!(report.unmet[0].rows, [3, 4], "{:?}", report.unmet);
    assert!(report.unmet[0].topic.contains(&"lampu".to_owned()));
}

#[test]
fn who_says_that_it_replicates_is_the_replica() {
    let (_folder, path) = build(vec![kipp(&[
        ("1", "Save Bunda Bisa", "Kabupaten Luwu Utara", "Replikasi ANC Hipnoterapi; edukasi keliling bagi ibu hamil"),
        ("2", "Antenatal Care (ANC) Hipnoterapi", "Kabupaten Luwu Utara", "Persalinan tanpa rasa sakit"),
        ("3", "Perahu Sehat Bahari", "Kota Ambon", "Dokter naik kapal ke pulau kecil"),
        ("4", "Loket Terapung", "Kota Malang", "Replikasi Perahu Sehat Bahari di waduk"),
    ])]);
    let edges = || {
        let catalog = Catalog::open(&path).unwrap();
        let graph = catalog.lineage().unwrap();
        assert_eq!(catalog.surroundings(None).unwrap().lineage, graph);
        let pairs: Vec<(String, String)> = graph.edges.into_iter().map(|edge| (edge.origin, edge.replica)).collect();
        pairs
    };
    // all are of one year: by number alone the first would be the origin of the second
    let expected = [("panrb_kipp:2", "panrb_kipp:1"), ("panrb_kipp:3", "panrb_kipp:4")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(edges(), expected);
    let suggested = Catalog::open(&path).unwrap().suggest_replications().unwrap();
    let suggested: Vec<(String, String)> = suggested.into_iter().map(|one| (one.origin, one.replica)).collect();
    assert_eq!(suggested, expected);
    // what is linked anew says the same, and so does what an undo puts back
    super::import(&path, kipp(&[("5", "Bank Sampah Ceria", "Kota Malang", "Sampah")]));
    assert_eq!(edges(), expected);
    super::import(&path, kipp(&[("1", "Save Bunda Bisa", "Kabupaten Luwu Utara", "Edukasi keliling bagi ibu hamil")]));
    assert!(!edges().contains(&expected[0]), "it says so no more");
    writer(&path).undo(None, None).unwrap();
    assert_eq!(edges(), expected);
    sound(&path);
}

#[test]
fn a_catalog_that_does_not_know_who_says_so_goes_by_age() {
    let (_folder, path) = build(vec![kipp(&[
        ("1", "Loket Terapung", "Kota Malang", "Replikasi Perahu Sehat Bahari di waduk"),
        ("2", "Perahu Sehat Bahari", "Kota Ambon", "Dokter naik kapal ke pulau kecil"),
    ])]);
    let edge = || {
        let edges = Catalog::open(&path).unwrap().lineage().unwrap().edges;
        edges.into_iter().map(|edge| (edge.origin, edge.replica)).next()
    };
    let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
    assert_eq!(edge(), pair("panrb_kipp:2", "panrb_kipp:1"));
    // as format 3 was
    let back = "ALTER TABLE pair DROP COLUMN origin_id; ALTER TABLE link DROP COLUMN origin_id; PRAGMA user_version = 3;";
    rusqlite::Connection::open(&path).unwrap().execute_batch(back).unwrap();
    let old = Catalog::open(&path).unwrap();
    let mut dump = Vec::new();
    old.dump(jipp_core::catalog::DumpScope::Directory, &mut dump).unwrap();
    assert!(String::from_utf8(dump).unwrap().contains("\"origin_id\":null"));
    assert_eq!(edge(), pair("panrb_kipp:1", "panrb_kipp:2"));
    drop((old, writer(&path)));
    assert_eq!(edge(), pair("panrb_kipp:1", "panrb_kipp:2"));
    super::import(&path, kipp(&[("3", "Bank Sampah Ceria", "Kota Malang", "Sampah")]));
    assert_eq!(edge(), pair("panrb_kipp:2", "panrb_kipp:1"), "linked anew it is known");
    sound(&path);
}

#[test]
fn refusals_are_told_in_both_languages() {
    let (_folder, path) = small();
    let csv = "id,origin_record_id,Judul Inovasi Asal,Instansi Asal,Instansi Replikator,Status,Tanggal Pengajuan\n\
               r1,panrb_kipp:1,LOKET CEPAT,Pemkot Surabaya,Pemkot Kediri,menunggu,2024-01-10\n";
    add(&path, &listed(csv));
    let id = Catalog::open(&path).unwrap().replications().unwrap()[0].id.clone();
    let error = writer(&path).advance_replication(&id, ReplicationStage::Agreement, "2023-05-01".parse().unwrap(), &SAID).unwrap_err();
    assert_eq!(error.message(Lang::Id), "2023-05-01 mendahului 2024-01-10, tanggal tahap sebelumnya");
    assert_eq!(error.message(Lang::En), "2023-05-01 lies before 2024-01-10, the date of the stage before");
}

#[test]
fn an_origin_is_known_by_the_title_of_any_record_behind_it() {
    let (_folder, path) = small();
    writer(&path).decide("kipp:2", "kipp:1", jipp_core::catalog::Verdict::Same, &SAID).unwrap();
    let unknown = |title: &str, agency: &str| {
        let csv = format!(
            "id,Judul Inovasi Asal,Instansi Asal,Instansi Replikator,Status,Tanggal Pengajuan\n{title},{title},{agency},Pemkot Kediri,menunggu,2024-01-10\n"
        );
        add(&path, &listed(&csv)).findings.iter().any(|finding| finding.code == "REP-01")
    };
    assert!(!unknown("Pelayanan Kilat Warga", "Pemkot Malang"), "the record was merged into another");
    assert!(!unknown("Kapal Sehat Bahari", "Pemkot Ambon"));
    assert!(unknown("Loket Sunyi", "Pemkot Malang"));
}
