//! Above the size that is linked anew: a batch meets the records near to it, and the index lies in three parts.

use std::collections::{BTreeMap, BTreeSet};

use jipp_core::catalog::{Catalog, DumpScope, ImportOptions, Statement, Verdict};
use jipp_core::ingest::Ingested;
use jipp_core::search::{SearchRequest, SearchResponse};
use proptest::prelude::*;

use super::{build, dump, file, import, sound, title, writer};
use crate::support::sample_files;

/// The whole file in parts of some rows.
fn parts(whole: &Ingested, rows: usize) -> Vec<Ingested> {
    let part = |records: &[jipp_core::model::Record]| {
        let mut part = Ingested { file: whole.file.clone(), records: records.to_vec() };
        part.file.rows = records.len() as u64;
        part
    };
    whole.records.chunks(rows).map(part).collect()
}

/// Pairs of records that stand behind one innovation.
fn joined(path: &std::path::Path) -> BTreeSet<(String, String)> {
    let mut pairs = BTreeSet::new();
    for innovation in Catalog::open(path).unwrap().innovations().unwrap() {
        let members: Vec<String> = innovation.sources.into_iter().map(|source| source.record_id).collect();
        for left in &members {
            pairs.extend(members.iter().filter(|right| left < *right).map(|right| (left.clone(), right.clone())));
        }
    }
    pairs
}

/// A catalog of the first file of the sample; every other row comes in a small batch that meets only its neighbours.
fn grown(rows: usize) -> (tempfile::TempDir, std::path::PathBuf) {
    let files = sample_files();
    let (folder, path) = build(vec![files[0].clone(), files[1].clone()]);
    writer(&path).set_whole_up_to(0).unwrap();
    for part in parts(&files[2], rows) {
        import(&path, part);
    }
    (folder, path)
}

#[test]
fn neighbours_find_nearly_what_linking_all_anew_finds() {
    let (_folder, path) = grown(7);
    let (_all, all) = build(sample_files());
    sound(&path);
    let (near, whole) = (joined(&path), joined(&all));
    let both = near.intersection(&whole).count() as f64;
    let (precision, recall) = (both / near.len() as f64, both / whole.len() as f64);
    println!("{} pairs by neighbours, {} by all; precision {precision:.3}, recall {recall:.3}", near.len(), whole.len());
    assert!(whole.len() > 30);
    assert!(precision >= 0.95 && recall >= 0.9, "precision {precision:.3}, recall {recall:.3}");
}

/// Where fewer than 20 answer, up to 20 more are added that share the words of the best (`FeedbackSettings`).
const FEW: usize = 40;

fn ids(answer: &SearchResponse) -> BTreeSet<String> {
    answer.hits.iter().map(|hit| hit.id.clone()).collect()
}

#[test]
fn an_index_in_three_parts_answers_like_one() {
    let mut files = sample_files();
    let mut last = files[2].clone();
    let kept = files[2].records.len() - 12;
    last.records = files[2].records.split_off(kept);
    files[2].file.rows = files[2].records.len() as u64;
    let (_folder, path) = build(files);
    writer(&path).set_whole_up_to(0).unwrap();
    for part in parts(&last, 6) {
        import(&path, part);
    }
    sound(&path);
    let db = rusqlite::Connection::open(&path).unwrap();
    let parts: i64 = db.query_row("SELECT count(*) FROM search_index", [], |row| row.get(0)).unwrap();
    assert_eq!(parts, 3, "base, delta and hidden");
    let catalog = Catalog::open(&path).unwrap();
    let (lying, whole) = (catalog.search_index().unwrap(), catalog.index().unwrap());
    assert_eq!(lying.len(), whole.len());
    let mut asked = 0;
    for query in [
        "",
        "pelayanan",
        "kesehatan",
        "sampah",
        "desa",
        "masyarakat",
        "layanan",
        "kota",
        "warga digital",
        "ibu hamil",
        "pajak kendaraan",
        "\"bank sampah\"",
        "kota -sampah",
    ] {
        let request =
            SearchRequest { query: query.into(), limit: 10_000, facets: vec!["year".into(), "source".into()], ..SearchRequest::default() };
        let (one, three, pieces) =
            (whole.search(&request).unwrap(), lying.search(&request).unwrap(), catalog.search(&request, None).unwrap());
        assert_eq!(pieces, three, "`{query}`: reading piece by piece gives the same answer");
        if !query.is_empty() && one.total > FEW {
            asked += 1;
        }
        // where few answer, words of the best answers are asked too, and these differ a little
        if one.total > FEW {
            assert_eq!((three.total, ids(&three)), (one.total, ids(&one)), "`{query}`");
            assert_eq!(three.facets, one.facets, "`{query}`");
        }
    }
    assert!(asked >= 3, "{asked} questions with many answers");
    // every innovation is found by its title, also those that changed since
    for innovation in catalog.innovations().unwrap().iter().step_by(9) {
        let title = innovation.title.clone().unwrap_or_default();
        let request = SearchRequest { query: title.clone(), limit: 5, ..SearchRequest::default() };
        let found = catalog.search(&request, None).unwrap();
        assert!(ids(&found).contains(&innovation.record_id), "`{title}`");
    }
    drop((lying, catalog));
    writer(&path).compact(&jipp_core::progress::silent).unwrap();
    let request = SearchRequest { query: "pelayanan".into(), limit: 10_000, ..SearchRequest::default() };
    assert_eq!(Catalog::open(&path).unwrap().search(&request, None).unwrap(), whole.search(&request).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// Some small batches that meet their neighbours, then one more that is taken back: every byte of the dump is as before.
    #[test]
    fn undo_gives_back_every_byte(before in 0usize..4, rows in 1usize..8, decide in any::<bool>()) {
        let files = sample_files();
        let (_folder, path) = build(vec![files[0].clone(), files[1].clone()]);
        writer(&path).set_whole_up_to(0).unwrap();
        let batches = parts(&files[2], rows);
        for batch in batches.iter().take(before) {
            import(&path, batch.clone());
        }
        if decide {
            let ids: Vec<String> = Catalog::open(&path).unwrap().innovations().unwrap().into_iter().map(|i| i.record_id).take(2).collect();
            writer(&path).decide(&ids[0], &ids[1], Verdict::Same, &Statement::new("admin", None)).unwrap();
        }
        let said = dump(&path, DumpScope::All);
        let found = |path: &std::path::Path| {
            let request = SearchRequest { query: "pelayanan".into(), limit: 10_000, ..SearchRequest::default() };
            Catalog::open(path).unwrap().search_index().unwrap().search(&request).unwrap().hits.into_iter().map(|hit| hit.id).collect::<BTreeSet<_>>()
        };
        let there = found(&path);
        import(&path, batches[before].clone());
        writer(&path).undo(None, None).unwrap();
        sound(&path);
        prop_assert!(dump(&path, DumpScope::All) == said, "the dump differs");
        prop_assert_eq!(found(&path), there);
    }
}

/// The real size: more than 4,000 records, without any setting.
#[test]
fn a_catalog_of_more_than_four_thousand_records_takes_a_small_file_in() {
    const OWNERS: [&str; 5] = ["Kota Surabaya", "Kota Malang", "Kota Ambon", "Kota Bandung", "Kota Medan"];
    let table = |numbers: std::ops::Range<usize>| {
        let rows: String = numbers.map(|n| format!("{n},{},{},{}\n", title(n), OWNERS[n % 5], 2015 + n % 8)).collect();
        format!("external_id,title,agency,year\n{rows}")
    };
    let (_folder, path) = build(vec![file("generic", "a.csv", &table(0..4_100))]);
    // the same innovations from another system, three of them, and two new ones
    let again: String = [7, 1_204, 3_911].iter().map(|n| format!("LAN-{n},{},{},{}\n", title(*n), OWNERS[n % 5], 2015 + n % 8)).collect();
    let new = table(9_000..9_002);
    let (header, rest) = new.split_once('\n').unwrap();
    let before = Catalog::open(&path).unwrap().status().unwrap().innovations as usize;
    let report = import(&path, file("generic", "b.csv", &format!("{header}\n{again}{rest}")));
    assert_eq!((report.records.added, report.innovations.added, report.innovations.total), (5, 2, before + 2), "{report:?}");
    let catalog = Catalog::open(&path).unwrap();
    let sources: BTreeMap<String, usize> = [7, 1_204, 3_911]
        .iter()
        .map(|n| (format!("generic:{n}"), catalog.innovation(&format!("generic:{n}")).unwrap().unwrap().sources.len()))
        .collect();
    assert!(sources.values().all(|count| *count == 2), "{sources:?}");
    let request = SearchRequest { query: title(9_001), ..SearchRequest::default() };
    assert_eq!(catalog.search(&request, None).unwrap().hits[0].id, "generic:9001");
    let before = writer(&path).import(file("generic", "b.csv", &format!("{header}\n{again}")), &ImportOptions::default()).unwrap();
    assert_eq!(before.records.unchanged, 3);
    writer(&path).undo(Some(2), None).unwrap();
    sound(&path);
}
