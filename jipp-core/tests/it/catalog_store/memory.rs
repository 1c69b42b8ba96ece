use jipp_core::catalog::{Catalog, RecordLife, Statement, Survivorship, Verdict};
use jipp_core::model::Field;

use super::{build, import, kipp, sound, writer};

const SAID: Statement<'static> = Statement { by: "admin_kementerian", at: Some("2024-10-18"), reason: Some("kurasi") };

fn same() -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    vec![
        ("1", "Loket Cepat (Layanan Online Cepat)", "Kota Surabaya", "Antrean daring untuk layanan kependudukan"),
        ("2", "LOKET CEPAT (Layanan Online Cepat)", "Kota Surabaya", "Antrean daring untuk layanan kependudukan kota"),
        ("3", "Kapal Sehat", "Kota Ambon", "Dokter naik kapal"),
    ]
}

fn owner(path: &std::path::Path, record: &str) -> String {
    Catalog::open(path).unwrap().innovation(record).unwrap().unwrap().record_id
}

#[test]
fn a_record_that_was_taken_out_stays_out() {
    let (_folder, path) = build(vec![kipp(&same())]);
    assert_eq!(owner(&path, "panrb_kipp:2"), owner(&path, "panrb_kipp:1"), "the linkage merges them");
    assert_eq!(writer(&path).unmerge("panrb_kipp:2", &SAID).unwrap(), ["panrb_kipp:1"]);
    assert_ne!(owner(&path, "panrb_kipp:2"), owner(&path, "panrb_kipp:1"));
    // both come again, changed
    let mut rows = same();
    rows[0].3 = "Antrean daring untuk semua";
    rows[1].3 = "Antrean daring untuk semua";
    import(&path, kipp(&rows));
    assert_ne!(owner(&path, "panrb_kipp:2"), owner(&path, "panrb_kipp:1"), "an import does not forget");
    sound(&path);
    writer(&path).decide("panrb_kipp:2", "panrb_kipp:1", Verdict::Open, &SAID).unwrap();
    assert_eq!(owner(&path, "panrb_kipp:2"), owner(&path, "panrb_kipp:1"), "the linkage decides again");
    assert_eq!(writer(&path).unmerge("panrb_kipp:3", &SAID).unwrap_err().code(), "catalog_refused");
    sound(&path);
}

#[test]
fn records_that_somebody_joined_stay_joined() {
    let (_folder, path) = build(vec![kipp(&same())]);
    writer(&path).decide("panrb_kipp:3", "panrb_kipp:1", Verdict::Same, &SAID).unwrap();
    let mut rows = same();
    rows[2].3 = "Dokter dan perawat naik kapal";
    import(&path, kipp(&rows));
    assert_eq!(Catalog::open(&path).unwrap().innovation("panrb_kipp:3").unwrap().unwrap().sources.len(), 3);
    assert_eq!(Catalog::open(&path).unwrap().status().unwrap().decisions["same"], 1);
    sound(&path);
}

#[test]
fn a_curated_value_survives_and_its_history_is_told() {
    let (_folder, path) = build(vec![kipp(&same())]);
    let title = "\"Loket Cepat Surabaya\"";
    writer(&path).set_field("panrb_kipp:2", Field::Title, Some(title), &SAID).unwrap();
    let mut rows = same();
    rows[0].1 = "Loket Cepat Baru (Layanan Online Cepat)";
    import(&path, kipp(&rows));
    let one = Catalog::open(&path).unwrap().innovation("panrb_kipp:1").unwrap().unwrap();
    assert_eq!(one.title.as_deref(), Some("Loket Cepat Surabaya"));
    assert_eq!(one.provenance[&Field::Title].record_id.as_ref(), "kurasi:1");
    let history = Catalog::open(&path).unwrap().field_history("panrb_kipp:1", Field::Title).unwrap();
    assert!(history.len() >= 4, "two versions, another record, and the curator: {history:?}");
    let holds: Vec<&str> = history.iter().filter(|event| event.holds).map(|event| event.by.as_str()).collect();
    assert_eq!(holds, ["admin_kementerian"]);
    writer(&path).set_field("panrb_kipp:1", Field::Title, None, &SAID).unwrap();
    let title = Catalog::open(&path).unwrap().innovation("panrb_kipp:1").unwrap().unwrap().title.unwrap();
    assert!(title.ends_with("(Layanan Online Cepat)"), "that of a source again: {title}");
    for (field, value) in [(Field::Year, "\"x\""), (Field::Title, "{}"), (Field::Unit, "\"hubungi 081234567890\"")] {
        assert_eq!(writer(&path).set_field("panrb_kipp:1", field, Some(value), &SAID).unwrap_err().code(), "catalog_refused", "{value}");
    }
    let nobody = Statement::new(" ", None);
    assert_eq!(writer(&path).set_field("panrb_kipp:1", Field::Unit, Some("\"a\""), &nobody).unwrap_err().code(), "catalog_refused");
    sound(&path);
}

#[test]
fn survivorship_is_data() {
    let (_folder, path) = build(vec![kipp(&same())]);
    let summary = || Catalog::open(&path).unwrap().innovation("panrb_kipp:1").unwrap().unwrap().summary.unwrap().as_str().to_owned();
    assert_eq!(summary(), "Antrean daring untuk layanan kependudukan kota", "of long texts the longest");
    let rules = Survivorship::from_toml("[[rule]]\nfields = [\"summary\"]\nstrategy = \"source\"").unwrap();
    writer(&path).set_survivorship(&rules).unwrap();
    assert_eq!(summary(), "Antrean daring untuk layanan kependudukan");
    let mut rows = same();
    rows[1].3 = "Antrean daring untuk layanan kependudukan kota dan desa";
    import(&path, kipp(&rows));
    assert_eq!(summary(), "Antrean daring untuk layanan kependudukan", "later imports keep to the rules");
    sound(&path);
}

#[test]
fn a_record_takes_only_steps_that_follow() {
    let (_folder, path) = build(vec![kipp(&same())]);
    writer(&path).record_step("panrb_kipp:1", RecordLife::Submitted, &SAID).unwrap();
    let error = writer(&path).record_step("panrb_kipp:1", RecordLife::Published, &SAID).unwrap_err();
    assert_eq!(error.code(), "invalid_transition");
    for step in [RecordLife::Complete, RecordLife::Validated, RecordLife::Published] {
        writer(&path).record_step("panrb_kipp:1", step, &SAID).unwrap();
    }
    sound(&path);
    // the file itself refuses what the types refuse
    let db = rusqlite::Connection::open(&path).unwrap();
    for sql in [
        "INSERT INTO state_log (machine, subject, from_state, to_state) VALUES ('record', 'panrb_kipp:1', 'terbit', 'lengkap')",
        "INSERT INTO state_log (machine, subject, from_state, to_state) VALUES ('record', 'panrb_kipp:2', 'ajukan', 'lengkap')",
        "UPDATE state_log SET to_state = 'arsip'",
        "DELETE FROM state_log",
        "UPDATE source_version SET raw = '[]'",
        "DELETE FROM import",
        "UPDATE finding SET severity = 'advice'",
    ] {
        assert!(db.execute_batch(sql).is_err(), "{sql}");
    }
}
