use jipp_core::catalog::{Catalog, DumpScope, Statement, Verdict};
use jipp_core::model::Field;
use proptest::prelude::*;

use super::{build, dump, empty, import, kipp, merged, sound, writer};
use crate::support::sample_files;

const TITLES: [&str; 6] =
    ["Loket Cepat (Layanan Online Cepat)", "Bank Sampah Ceria", "Kapal Sehat", "Loket Cepat", "-", "Samsat Keliling Desa"];
const AGENCIES: [&str; 3] = ["Kota Surabaya", "Kota Malang", "Kota Ambon"];

fn rows(seed: &[(u8, u8, u8, u8)]) -> Vec<(String, &'static str, &'static str, String)> {
    let mut rows: Vec<(String, &str, &str, String)> = Vec::new();
    for (id, title, agency, summary) in seed {
        let id = format!("{}", id % 12);
        if rows.iter().all(|row| row.0 != id) {
            let summary = format!("Ringkasan nomor {}", summary % 3);
            rows.push((id, TITLES[*title as usize % TITLES.len()], AGENCIES[*agency as usize % AGENCIES.len()], summary));
        }
    }
    rows
}

fn as_file(rows: &[(String, &'static str, &'static str, String)]) -> jipp_core::ingest::Ingested {
    kipp(&rows.iter().map(|row| (row.0.as_str(), row.1, row.2, row.3.as_str())).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Any imports, then one more that is taken back: every byte of the dump is as before.
    #[test]
    fn undo_gives_back_every_byte(
        batches in prop::collection::vec(prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..9), 1..4),
        last in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..9),
        decide in any::<bool>(),
    ) {
        let (_folder, path) = empty();
        for batch in &batches {
            import(&path, as_file(&rows(batch)));
        }
        let ids: Vec<String> = Catalog::open(&path).unwrap().innovations().unwrap().into_iter().map(|i| i.record_id).collect();
        if let (true, [left, right, ..]) = (decide, ids.as_slice()) {
            writer(&path).decide(left, right, Verdict::Same, &Statement::new("admin", None)).unwrap();
            writer(&path).set_field(left, Field::Unit, Some("\"Unit kurasi\""), &Statement::new("admin", None)).unwrap();
        }
        let before = dump(&path, DumpScope::All);
        let report = import(&path, as_file(&rows(&last)));
        sound(&path);
        let (undone, _) = writer(&path).undo(None, None).unwrap();
        prop_assert_eq!(undone, report.import);
        sound(&path);
        prop_assert_eq!(dump(&path, DumpScope::All), before);
    }

    /// An import in the middle is taken back: the directory is as if it had never been.
    #[test]
    fn an_earlier_import_can_be_taken_back(batches in prop::collection::vec(prop::collection::vec(any::<(u8, u8, u8, u8)>(), 1..9), 3), which in 0usize..3) {
        let (_folder, path) = empty();
        let (_other, without) = empty();
        for (at, batch) in batches.iter().enumerate() {
            import(&path, as_file(&rows(batch)));
            if at != which {
                import(&without, as_file(&rows(batch)));
            }
        }
        writer(&path).undo(Some(which as i64 + 1), None).unwrap();
        sound(&path);
        prop_assert_eq!(dump(&path, DumpScope::Directory), dump(&without, DumpScope::Directory));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// What people decide while an import holds stays when it is taken back: the same records are there as without the import, every
    /// rule of the catalog holds (those that somebody parted are apart), nothing is left over.
    #[test]
    fn decisions_outlive_the_import_before_them(
        batch in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 2..10),
        import_between in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 1..9),
        decisions in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()), 1..4),
    ) {
        let paths = [empty(), empty()];
        for (with, (_folder, path)) in paths.iter().enumerate() {
            import(path, as_file(&rows(&batch)));
            let ids: Vec<String> = rows(&batch).into_iter().map(|row| format!("panrb_kipp:{}", row.0)).collect();
            if with == 1 {
                import(path, as_file(&rows(&import_between)));
            }
            for (left, right, same) in &decisions {
                let (left, right) = (&ids[left.index(ids.len())], &ids[right.index(ids.len())]);
                if left != right {
                    let verdict = if *same { Verdict::Same } else { Verdict::Different };
                    writer(path).decide(left, right, verdict, &Statement::new("admin", None)).unwrap();
                }
            }
            if with == 1 {
                writer(path).undo(None, None).unwrap();
            }
            sound(path);
        }
        let kept = |path: &std::path::Path| -> Vec<String> {
            let mut records: Vec<String> = Catalog::open(path)
                .unwrap()
                .innovations()
                .unwrap()
                .into_iter()
                .flat_map(|one| one.sources.into_iter().map(|source| source.record_id))
                .collect();
            records.sort();
            records
        };
        prop_assert_eq!(kept(&paths[0].1), kept(&paths[1].1));
    }
}

#[test]
fn a_file_of_a_build_can_be_taken_back_too() {
    let files = sample_files();
    let (_folder, path) = build(files.clone());
    writer(&path).undo(Some(2), None).unwrap();
    sound(&path);
    let (_other, without) = build(vec![files[0].clone(), files[2].clone()]);
    assert!(merged(&path) == merged(&without));
    assert_eq!(writer(&path).undo(Some(2), None).unwrap_err().code(), "catalog_unknown");
    assert_eq!(writer(&path).undo(Some(99), None).unwrap_err().code(), "catalog_unknown");
}

#[test]
fn what_people_decided_after_an_import_outlives_it() {
    let (_folder, path) =
        build(vec![kipp(&[("1", "Loket Cepat", "Kota Surabaya", "Antrean"), ("2", "Pelayanan Kilat", "Kota Surabaya", "Antre")])]);
    import(&path, kipp(&[("1", "Loket Cepat", "Kota Surabaya", "Antrean daring")]));
    let said = Statement { by: "admin", at: Some("2024-10-18"), reason: Some("nama lama") };
    writer(&path).decide("panrb_kipp:1", "panrb_kipp:2", Verdict::Same, &said).unwrap();
    writer(&path).set_field("panrb_kipp:2", Field::Unit, Some("\"Bagian Organisasi\""), &said).unwrap();
    writer(&path).undo(None, None).unwrap();
    let catalog = Catalog::open(&path).unwrap();
    let one = catalog.innovation("panrb_kipp:1").unwrap().unwrap();
    assert_eq!((one.sources.len(), one.unit.as_deref()), (2, Some("Bagian Organisasi")));
    assert_eq!(one.summary.unwrap().as_str(), "Antrean");
    sound(&path);
}
