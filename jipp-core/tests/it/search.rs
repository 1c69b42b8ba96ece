//! Search as a whole: the query language, needs, updates, damaged bundles.

use std::collections::{BTreeMap, HashSet};

use jipp_core::progress::silent;
use jipp_core::search::evaluate::{RunOptions, evaluate, read_groups, read_qrels, read_queries};
use jipp_core::search::{Index, MatchForm, RankingSettings, SearchDocument, SearchMode, SearchRequest, Sort, SuggestionKind};
use proptest::prelude::*;

use crate::support::{csv_rows, root, shared};

fn document(id: &str, title: &str, agency: &str, region: &str, year: i32, summary: &str) -> SearchDocument {
    SearchDocument {
        id: id.into(),
        title: title.into(),
        agency: Some(agency.into()),
        region_code: Some(region.into()),
        year: Some(year),
        texts: vec![("summary".into(), summary.into())],
        ..SearchDocument::default()
    }
}

fn documents() -> Vec<SearchDocument> {
    vec![
        document("a", "Bank Sampah Malang", "Pemerintah Kota Malang", "35.73", 2014, "Warga menabung sampah rumah tangga."),
        document(
            "b",
            "SI-TARANG (Sistem Informasi Terang)",
            "Pemerintah Kota Payakumbuh",
            "13.76",
            2019,
            "Lampu jalan dilaporkan warga lewat aplikasi.",
        ),
        document("c", "Jemput Bola KTP", "Pemerintah Kabupaten Jepara", "33.20", 2021, "Perekaman kartu tanda penduduk di rumah difabel."),
        document("d", "Klinik Sampah", "Pemerintah Kabupaten Malang", "35.07", 2022, "Berobat ke klinik dengan membayar sampah plastik."),
    ]
}

fn index() -> Index {
    Index::build(&documents(), &silent).unwrap()
}

fn ids(index: &Index, query: &str) -> Vec<String> {
    index.search(&SearchRequest { query: query.into(), ..SearchRequest::default() }).unwrap().hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn signs_demand_what_they_say() {
    let index = index();
    assert_eq!(ids(&index, "sampah -klinik"), ["a"]);
    assert_eq!(ids(&index, "\"sampah plastik\""), ["d"]);
    assert_eq!(ids(&index, "title:ktp"), ["c"]);
    assert_eq!(ids(&index, "sampah year:2020..2023"), ["d"]);
    assert_eq!(ids(&index, "sampah AND klinik"), ["d"]);
    let mut any = ids(&index, "lampu OR difabel");
    any.sort();
    assert_eq!(any, ["b", "c"]);
    let mut province = ids(&index, "region:jatim");
    province.sort();
    assert_eq!(province, ["a", "d"], "a province finds its kab/kota");
    assert_eq!(ids(&index, "\"kota malang\" title:klinik"), Vec::<String>::new());
}

#[test]
fn a_word_is_found_however_it_is_written() {
    let index = index();
    for query in ["SITARANG", "si tarang", "si-tarang", "sitarng"] {
        assert_eq!(ids(&index, query).first().map(String::as_str), Some("b"), "{query}");
    }
    assert_eq!(ids(&index, "ktp difabel").first().map(String::as_str), Some("c"));
    assert_eq!(ids(&index, "sampah jawa timur").len(), 2);
}

#[test]
fn reasons_say_how_a_word_was_found() {
    let request = SearchRequest { query: "ktp jateng".into(), explain: true, ..SearchRequest::default() };
    let answer = index().search(&request).unwrap();
    let first = answer.hits.first().unwrap();
    assert_eq!(first.id, "c");
    assert!(first.why.iter().any(|reason| reason.asked == "jateng" && !reason.text.is_empty()), "{:?}", first.why);
    assert!(first.why.iter().any(|reason| reason.form == MatchForm::Exact && reason.field == "title"));
}

#[test]
fn an_unknown_word_is_corrected_and_told() {
    let answer = index().search(&SearchRequest { query: "perekamam penduduk".into(), ..SearchRequest::default() }).unwrap();
    assert_eq!(answer.did_you_mean.as_deref(), Some("perekaman penduduk"));
    assert_eq!(answer.hits.first().map(|hit| hit.id.as_str()), Some("c"));
}

#[test]
fn a_long_query_is_a_need_and_personal_data_is_no_part_of_it() {
    let query = "Nama saya Budi, telepon 0812-3456-7890. Ibu saya difabel dan tidak bisa datang ke kantor untuk perekaman kartu penduduk, \
                 mohon petugas datang ke rumah kami karena jauh sekali";
    let answer = index().search(&SearchRequest { query: query.into(), explain: true, ..SearchRequest::default() }).unwrap();
    assert_eq!(answer.mode, SearchMode::Need);
    assert_eq!(answer.hits.first().map(|hit| hit.id.as_str()), Some("c"));
    assert!(!serde_json::to_string(&answer).unwrap().contains("0812"));
}

#[test]
fn an_updated_index_is_the_same_as_a_new_one() {
    let mut all = documents();
    let index = Index::build(&all, &silent).unwrap();
    let changed = document("b", "SI-TARANG Baru", "Pemerintah Kota Payakumbuh", "13.76", 2024, "Lampu jalan.");
    let added = document("e", "Ambulans Cepat", "Pemerintah Kota Semarang", "33.74", 2020, "Gawat darurat.");
    let updated = index.update(&[changed.clone(), added.clone()], &["a".into()], &silent).unwrap();
    all.retain(|document| document.id != "a" && document.id != "b");
    all.extend([added, changed]);
    assert_eq!(updated.to_bytes().unwrap(), Index::build(&all, &silent).unwrap().to_bytes().unwrap());
    assert_eq!(index.len(), 4, "the old one stays as it is");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Documents `0..12` with one of some titles each; some are there first, some are changed or added, some leave.
    #[test]
    fn an_updated_index_answers_as_one_built_anew(
        first in prop::collection::btree_map(0u8..12, 0usize..4, 0..10),
        changed in prop::collection::btree_map(0u8..12, 0usize..4, 0..10),
        removed in prop::collection::btree_set(0u8..12, 0..6),
    ) {
        let titles = ["Bank Sampah", "SI-TARANG (Sistem Terang)", "Jemput Bola KTP", "Klinik Sampah"];
        let made = |(id, title): (&u8, &usize)| document(&format!("i{id:02}"), titles[*title], "Pemerintah Kota Malang", "35.73", 2020, titles[3 - *title]);
        let index = Index::build(&first.iter().map(made).collect::<Vec<_>>(), &silent).unwrap();
        let gone: Vec<String> = removed.iter().map(|id| format!("i{id:02}")).collect();
        let updated = index.update(&changed.iter().map(made).collect::<Vec<_>>(), &gone, &silent).unwrap();
        let mut all = first.clone();
        all.retain(|id, _| !removed.contains(id));
        all.extend(&changed);
        let anew = Index::build(&all.iter().map(made).collect::<Vec<_>>(), &silent).unwrap();
        prop_assert_eq!(updated.to_bytes().unwrap(), anew.to_bytes().unwrap());
        for query in ["sampah", "sitarang", "ktp bola", "klinik smapah", "", "\"bank sampah\" OR terang"] {
            let request = SearchRequest { query: query.into(), facets: vec!["year".into()], ..SearchRequest::default() };
            prop_assert_eq!(updated.search(&request).unwrap(), anew.search(&request).unwrap());
        }
    }
}

#[test]
fn suggestions_are_of_their_kinds() {
    let mut all = documents();
    for document in &mut all {
        document.sector = Some(if document.title.contains("Sampah") { "Lingkungan Hidup" } else { "Administrasi" }.into());
    }
    let index = Index::build(&all, &silent).unwrap();
    let kinds = [SuggestionKind::Acronym, SuggestionKind::Title, SuggestionKind::Agency, SuggestionKind::Topic];
    let suggested = |typed: &str| -> Vec<(SuggestionKind, String)> {
        index.suggest_kinds(typed, &kinds, 2).unwrap().into_iter().map(|s| (s.kind, s.title)).collect()
    };
    assert_eq!(suggested("sitar").first(), Some(&(SuggestionKind::Acronym, all[1].title.clone())));
    let of = suggested("kota mal");
    assert!(of.contains(&(SuggestionKind::Agency, "Pemerintah Kota Malang".into())), "{of:?}");
    assert!(!of.iter().any(|(_, title)| title == "Pemerintah Kota Payakumbuh"));
    let of = suggested("ling");
    assert_eq!(of.last(), Some(&(SuggestionKind::Topic, "Lingkungan Hidup".to_owned())));
    assert_eq!(of.iter().filter(|(kind, _)| *kind == SuggestionKind::Topic).count(), 1);
    assert_eq!(suggested("  "), []);
    assert_eq!(index.suggest("sampah", 9).unwrap().iter().map(|s| s.kind).collect::<HashSet<_>>(), HashSet::from([SuggestionKind::Title]));
}

#[test]
fn order_by_title_is_that_of_the_folded_titles() {
    let request = SearchRequest { sort: Sort::Title, ..SearchRequest::default() };
    let titles: Vec<String> = index().search(&request).unwrap().hits.into_iter().map(|hit| hit.title).collect();
    assert_eq!(titles, ["Bank Sampah Malang", "Jemput Bola KTP", "Klinik Sampah", "SI-TARANG (Sistem Informasi Terang)"]);
}

#[test]
fn a_warm_index_gives_the_same_answers() {
    let (cold, warm) = (index(), index());
    warm.warm();
    for query in ["sitarng", "perekamam penduduk", "bank smpah malang", "klinik plastic"] {
        let request = SearchRequest { query: query.into(), explain: true, ..SearchRequest::default() };
        assert_eq!(cold.search(&request).unwrap(), warm.search(&request).unwrap(), "{query}");
    }
}

#[test]
fn pages_make_up_the_whole() {
    let index = index();
    let page = |offset| SearchRequest { query: "warga sampah ktp lampu".into(), limit: 1, offset, ..SearchRequest::default() };
    let paged: Vec<String> = (0..5).flat_map(|at| index.search(&page(at)).unwrap().hits).map(|hit| hit.id).collect();
    assert_eq!(paged, ids(&index, "warga sampah ktp lampu"));
    assert_eq!(paged.iter().collect::<HashSet<_>>().len(), paged.len());
}

#[test]
fn settings_come_back_and_change_the_order() {
    let settings = RankingSettings::from_toml("x", &RankingSettings::default().to_toml()).unwrap();
    assert_eq!(settings, RankingSettings::default());
    assert!(RankingSettings::from_toml("x", "no_such = 1").is_err());
    let only_agency = RankingSettings::from_toml("x", "[fields.title]\nweight = 0.0\nb = 0.0\n[priors]\nenabled = false").unwrap();
    let score = |index: &Index| index.search(&SearchRequest { query: "klinik".into(), ..SearchRequest::default() }).unwrap().hits[0].score;
    assert!(score(&index().with_ranking(only_agency)) < score(&index()));
}

#[test]
fn damaged_bundles_are_refused() {
    let bytes = index().to_bytes().unwrap();
    for at in (0..bytes.len()).step_by(37) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        assert!(Index::from_bytes(&damaged).is_err() || damaged[..12] == bytes[..12], "byte {at}");
        let _ = Index::from_bytes(&bytes[..at]).unwrap_err();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_query_is_an_error(query in "(?s).{0,200}", complete in any::<bool>()) {
        let index = index();
        if complete {
            index.suggest(&query, 5).unwrap();
        } else {
            let request = SearchRequest { query, explain: true, facets: vec!["year".into()], ..SearchRequest::default() };
            let answer = index.search(&request).unwrap();
            prop_assert!(answer.hits.len() <= answer.total);
        }
    }

    #[test]
    fn no_signs_are_an_error(query in "([a-z]{1,6}|\"|-|:|\\(|\\)|AND|OR|NOT|title:|year:|[0-9]{1,4}|\\.\\.| ){0,60}") {
        index().search(&SearchRequest { query, ..SearchRequest::default() }).unwrap();
    }
}

/// Complaints paraphrased from the needs of the judged queries (`tests/fixtures/search/needs.csv`), with the judgements of those.
#[test]
fn needs_told_in_sentences() {
    let (Some(rows), Some(labels), Some(queries)) =
        (shared("real/innovations.csv"), shared("real/clusters.csv"), shared("real/queries.csv"))
    else {
        return;
    };
    let mapping = std::fs::read_to_string(root().join("examples/mappings/mentions.toml")).unwrap();
    let mapping = jipp_core::ingest::Mapping::from_toml("mentions.toml", &mapping).unwrap();
    let options = jipp_core::ingest::ReadOptions { mapping: Some(&mapping), ..jipp_core::ingest::ReadOptions::default() };
    let records = jipp_core::ingest::read_path(&rows, &options).unwrap().records;
    let documents: Vec<SearchDocument> = records.iter().map(|record| SearchDocument::new(&record.innovation, &[])).collect();
    let index = Index::build(&documents, &silent).unwrap();
    let groups = read_groups("clusters.csv", &std::fs::read_to_string(&labels).unwrap()).unwrap();
    let needs = root().join("tests/fixtures/search/needs.csv");
    let text = std::fs::read_to_string(&needs).unwrap();
    let asked = read_queries("needs.csv", &text).unwrap();
    assert!(asked.len() >= 40);
    let judged = csv_rows(&queries);
    let mut qrels = String::from("query_id,doc_id,gain\n");
    for need in csv_rows(&needs) {
        let query = judged.iter().find(|query| query[0] == need[1]).unwrap();
        for (column, gain) in [(5, 1), (4, 3)] {
            for cluster in query[column].split_whitespace() {
                qrels.push_str(&format!("{},{cluster},{gain}\n", need[0]));
            }
        }
    }
    let judgements = read_qrels("needs", &qrels).unwrap();
    let options = RunOptions { groups: &groups, judgements: &judgements, depth: 100, mode: SearchMode::Auto };
    let measured = evaluate(&index.run(&asked, options).unwrap(), &judgements, 10, 100);
    println!("search: needs in sentences nDCG@10 {:.4}, MRR {:.4} over {}", measured.mean.ndcg, measured.mean.mrr, measured.queries.len());
    let by_query: BTreeMap<&str, f64> = measured.queries.iter().map(|query| (query.query_id.as_str(), query.measures.ndcg)).collect();
    println!("search: needs {by_query:.2?}");
    assert!(measured.mean.ndcg >= 0.9);
}
