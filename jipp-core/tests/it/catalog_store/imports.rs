use jipp_core::catalog::{Catalog, DumpScope, ImportOptions};
use jipp_core::lang::Lang;
use jipp_core::search::SearchRequest;
use proptest::prelude::*;

use super::{build, dump, empty, file, import, kipp, merged, sound, writer};
use crate::support::{root, sample_files};

#[test]
fn rows_are_new_changed_or_skipped() {
    let (_folder, path) = build(vec![kipp(&[
        ("1", "Loket Cepat (Layanan Online Cepat)", "Kota Surabaya", "Antrean daring untuk semua layanan"),
        ("2", "Bank Sampah Ceria", "Kota Malang", "Sampah menjadi tabungan"),
    ])]);
    let report = import(
        &path,
        kipp(&[
            ("1", "Loket Cepat (Layanan Online Cepat)", "Kota Surabaya", "Antrean daring untuk semua layanan"),
            ("2", "Bank Sampah Ceria", "Kota Malang", "Sampah menjadi tabungan warga kota"),
            ("3", "Kapal Sehat", "Kota Ambon", "Dokter naik kapal"),
        ]),
    );
    let records = &report.records;
    assert_eq!((records.read, records.added, records.changed, records.unchanged), (3, 1, 1, 1));
    assert_eq!((report.innovations.added, report.innovations.changed, report.innovations.total), (1, 1, 3));
    let catalog = Catalog::open(&path).unwrap();
    assert_eq!(catalog.innovation("panrb_kipp:2").unwrap().unwrap().summary.unwrap().as_str(), "Sampah menjadi tabungan warga kota");
    let request = SearchRequest { query: "tabungan warga".into(), ..SearchRequest::default() };
    assert_eq!(catalog.search_index().unwrap().search(&request).unwrap().hits[0].title, "Bank Sampah Ceria");
    assert!(!dump(&path, DumpScope::All).contains("0812345678"), "personal data is no part of a dump");
    sound(&path);
}

#[test]
fn rows_without_identifier_are_known_by_what_they_say() {
    let text = |rows: &[&str]| {
        let body: String = rows.iter().map(|title| format!("{title},Kota Malang,2020\n")).collect();
        file("generic", "tabel.csv", &format!("title,agency,year\n{body}"))
    };
    let (_folder, path) = build(vec![text(&["Bank Sampah", "Kapal Sehat"])]);
    // one row more at the top: the others move down
    let report = import(&path, text(&["Loket Cepat", "Bank Sampah", "Kapal Sehat"]));
    assert_eq!((report.records.added, report.records.changed, report.records.unchanged), (1, 0, 2), "{report:?}");
    assert_eq!(Catalog::open(&path).unwrap().status().unwrap().accepted, 3);
    sound(&path);
}

#[test]
fn a_new_source_joins_what_is_there() {
    let files = sample_files();
    let (_folder, path) = build(vec![files[0].clone()]);
    let (_folder_all, all) = build(files.clone());
    import(&path, files[1].clone());
    import(&path, files[2].clone());
    let (one, other) = (Catalog::open(&path).unwrap().status().unwrap(), Catalog::open(&all).unwrap().status().unwrap());
    assert_eq!((one.accepted, one.innovations, one.merged, one.links), (other.accepted, other.innovations, other.merged, other.links));
    assert!(one.merged > 10, "the sample has innovations of several sources");
    assert!(merged(&path) == merged(&all), "imports end where one build ends");
    sound(&path);
    sound(&all);
}

#[test]
fn findings_are_those_of_the_records_as_they_are() {
    let (_folder, path) = build(vec![kipp(&[("1", "-", "Kota Surabaya", "Antrean"), ("2", "Bank Sampah", "Kota Malang", "Sampah")])]);
    let count =
        || Catalog::open(&path).unwrap().findings(Lang::Id).unwrap().iter().filter(|f| f.record.as_deref() == Some("panrb_kipp:1")).count();
    let before = count();
    assert!(before > 0);
    assert_eq!(Catalog::open(&path).unwrap().status().unwrap().quarantined, 1);
    import(&path, kipp(&[("1", "Loket Cepat Sekali", "Kota Surabaya", "Antrean")]));
    let status = Catalog::open(&path).unwrap().status().unwrap();
    assert_eq!((status.quarantined, status.accepted, status.innovations), (0, 2, 2));
    assert!(count() < before, "what was corrected is told no more");
    // and back into quarantine
    import(&path, kipp(&[("1", "-", "Kota Surabaya", "Antrean")]));
    let status = Catalog::open(&path).unwrap().status().unwrap();
    assert_eq!((status.quarantined, status.accepted, status.innovations), (1, 1, 1));
    sound(&path);
}

#[test]
fn the_first_format_can_be_read_and_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.jipp");
    std::fs::copy(root().join("tests/compat/catalog-1.jipp"), &path).unwrap();
    let old = Catalog::open(&path).unwrap();
    let (status, innovations, findings) = (old.status().unwrap(), old.innovations().unwrap(), old.findings(Lang::En).unwrap());
    assert_eq!((status.format, status.accepted, status.innovations), (1, 24, 24));
    assert_eq!(old.index().unwrap().len(), 24);
    drop(old);
    drop(writer(&path));
    let new = Catalog::open(&path).unwrap();
    assert_eq!(new.status().unwrap().format, 4);
    assert_eq!(new.innovations().unwrap(), innovations);
    let sorted = |mut rows: Vec<jipp_core::model::FindingRow>| {
        rows.sort();
        rows
    };
    assert_eq!(sorted(new.findings(Lang::En).unwrap()), sorted(findings));
    assert_eq!(new.search_index().unwrap().len(), 24);
    sound(&path);
    // its records are known again
    let kipp = std::fs::read_to_string(root().join("examples/data/kipp.csv")).unwrap();
    let report = import(&path, file("kipp", "kipp.csv", &kipp));
    assert_eq!(report.records.unchanged, 12, "{report:?}");
    sound(&path);
}

#[test]
fn the_second_format_can_be_read_and_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.jipp");
    std::fs::copy(root().join("tests/compat/catalog-2.jipp"), &path).unwrap();
    let request = SearchRequest { query: "samsat".into(), facets: vec!["year".into()], ..SearchRequest::default() };
    let old = Catalog::open(&path).unwrap();
    let (status, innovations) = (old.status().unwrap(), old.innovations().unwrap());
    assert_eq!(
        (status.format, status.accepted, status.innovations, status.imports, status.overrides, status.campaigns),
        (2, 15, 13, 3, 1, 1)
    );
    let answer = old.search(&request, None).unwrap();
    assert!(answer.total > 0);
    assert_eq!(old.campaign_report("2024", None).unwrap().figures.total, 14);
    let said = dump(&path, DumpScope::All);
    drop(old);
    drop(writer(&path));
    let new = Catalog::open(&path).unwrap();
    assert_eq!(new.status().unwrap(), jipp_core::catalog::Status { format: 4, ..status });
    assert_eq!(new.innovations().unwrap(), innovations);
    assert_eq!(dump(&path, DumpScope::All), said);
    assert_eq!(new.search(&request, None).unwrap(), answer);
    sound(&path);
    writer(&path).undo(None, None).unwrap();
    sound(&path);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// Any part of each of the three files of the sample, in any order: the directory is the same.
    #[test]
    fn the_order_of_imports_does_not_matter(parts in prop::collection::vec(prop::collection::vec(0usize..90, 0..60), 3), order in 0usize..6) {
        let mut files = sample_files();
        for (file, part) in files.iter_mut().zip(&parts) {
            let keep: std::collections::BTreeSet<usize> = part.iter().copied().collect();
            let mut number = 0;
            file.records.retain(|_| { number += 1; keep.contains(&(number - 1)) });
            file.file.rows = file.records.len() as u64;
        }
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let dumps = [orders[0], orders[order]].map(|order| {
            let (_folder, path) = empty();
            for at in order {
                writer(&path).import(files[at].clone(), &ImportOptions::default()).unwrap();
            }
            sound(&path);
            dump(&path, DumpScope::Directory)
        });
        prop_assert_eq!(&dumps[0], &dumps[1]);
    }
}
