//! Moving to another engine: the same documents answer a question that is asked here and, translated, there.
//!
//! Neither engine can run here. What they are documented to do with the few kinds of query that the translator writes is small, so the test
//! does it: whitespace tokens, a term, a phrase, a range, `bool`, `dis_max`. It sees the exported documents only.

use std::collections::{BTreeMap, BTreeSet};

use jipp_core::progress::silent;
use jipp_core::search::outgrow::{Engine, configuration, document};
use jipp_core::search::{FeedbackSettings, Index, RankingSettings, SearchDocument, SearchRequest, Sort};
use serde_json::Value;

use crate::support::{csv_rows, shared};

/// Values of a field: one or a list.
fn values<'a>(document: &'a Value, field: &str) -> Vec<&'a Value> {
    match &document[field] {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().collect(),
        value => vec![value],
    }
}

/// The mapping decides what a field is.
fn is_tokens(mapping: &Value, field: &str) -> bool {
    let properties = &mapping["mappings"]["properties"][field];
    assert!(properties.is_object(), "`{field}` is asked and not mapped");
    properties["type"] == "text"
}

fn has(mapping: &Value, document: &Value, field: &str, wanted: &str) -> bool {
    values(document, field)
        .iter()
        .filter_map(|value| value.as_str())
        .any(|text| if is_tokens(mapping, field) { text.split_whitespace().any(|token| token == wanted) } else { text == wanted })
}

fn matches(mapping: &Value, document: &Value, query: &Value) -> bool {
    let (kind, body) = query.as_object().unwrap().iter().next().unwrap();
    let one = || body.as_object().unwrap().iter().find(|(key, _)| *key != "boost").unwrap();
    let list = |name: &str| body[name].as_array().cloned().unwrap_or_default();
    match kind.as_str() {
        "match_all" => true,
        "term" => has(mapping, document, one().0, one().1["value"].as_str().unwrap()),
        "terms" => one().1.as_array().unwrap().iter().any(|value| has(mapping, document, one().0, value.as_str().unwrap())),
        "match_phrase" => {
            let wanted: Vec<&str> = one().1.as_str().unwrap().split_whitespace().collect();
            values(document, one().0).iter().filter_map(|value| value.as_str()).any(|text| {
                let tokens: Vec<&str> = text.split_whitespace().collect();
                tokens.windows(wanted.len()).any(|window| window == wanted)
            })
        }
        "range" => {
            let (field, bounds) = one();
            values(document, field)
                .iter()
                .filter_map(|v| v.as_i64())
                .any(|value| value >= bounds["gte"].as_i64().unwrap() && value <= bounds["lte"].as_i64().unwrap())
        }
        "dis_max" => list("queries").iter().any(|query| matches(mapping, document, query)),
        "bool" => {
            let all = |name| list(name).iter().all(|query| matches(mapping, document, query));
            let should = list("should");
            let least = body["minimum_should_match"].as_u64().unwrap_or(0) as usize;
            all("must")
                && all("filter")
                && !list("must_not").iter().any(|query| matches(mapping, document, query))
                && (should.is_empty() || should.iter().filter(|query| matches(mapping, document, query)).count() >= least)
        }
        other => panic!("`{other}` is no query that the translator writes"),
    }
}

/// Ids in the order asked, by what the documents hold. A score is not worked out here.
fn ordered(found: &[&Value], sort: Sort) -> Vec<String> {
    let mut found = found.to_vec();
    let text = |document: &Value, field: &str| document[field].as_str().unwrap().to_owned();
    match sort {
        Sort::Year => found.sort_by_key(|d| (std::cmp::Reverse(d["year"].as_i64()), text(d, "id"))),
        _ => found.sort_by_key(|d| (text(d, "title_folded"), text(d, "id"))),
    }
    found.iter().map(|d| text(d, "id")).collect()
}

fn compare(documents: &[SearchDocument], questions: &[String]) -> usize {
    let settings =
        RankingSettings { feedback: FeedbackSettings { weight: 0.0, ..FeedbackSettings::default() }, ..RankingSettings::default() };
    let index = Index::build(documents, &silent).unwrap().with_ranking(settings);
    let exported: Vec<Value> = documents.iter().map(document).collect();
    let mapping = configuration(Engine::OpenSearch, "national");
    let properties = mapping["mappings"]["properties"].as_object().unwrap();
    for field in exported.iter().flat_map(|d| d.as_object().unwrap().keys()) {
        assert!(properties.contains_key(field), "the mapping is strict and knows no `{field}`");
    }
    let quickwit = configuration(Engine::Quickwit, "national");
    let names = |fields: &Value| -> BTreeSet<String> {
        fields.as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&quickwit["doc_mapping"]["field_mappings"]), properties.keys().cloned().collect());
    let mut answered = 0;
    for question in questions {
        let (question, filter) = question.split_once('|').unwrap_or((question, ""));
        let filters = filter.split_once('=').map(|(facet, value)| (facet.to_owned(), vec![value.to_owned()]));
        for sort in [Sort::Relevance, Sort::Year, Sort::Title] {
            let request = SearchRequest {
                query: question.into(),
                filters: filters.clone().into_iter().collect::<BTreeMap<_, _>>(),
                limit: usize::MAX,
                sort,
                ..SearchRequest::default()
            };
            let ours: Vec<String> = index.search(&request).unwrap().hits.into_iter().map(|hit| hit.id).collect();
            for engine in [Engine::OpenSearch, Engine::Quickwit] {
                let body = index.translate(&request, engine).unwrap();
                let found: Vec<&Value> = exported.iter().filter(|d| matches(&mapping, d, &body["query"])).collect();
                let theirs = ordered(&found, sort);
                if sort == Sort::Relevance {
                    let set = |ids: &[String]| ids.iter().cloned().collect::<BTreeSet<_>>();
                    assert_eq!(set(&theirs), set(&ours), "`{question}` for {engine:?}: {body}");
                } else {
                    assert_eq!(theirs, ours, "`{question}` by {sort:?} for {engine:?}");
                }
            }
            answered += usize::from(!ours.is_empty());
        }
    }
    answered
}

fn made(id: usize, title: &str, agency: &str, region: &str, year: i32, summary: &str) -> SearchDocument {
    SearchDocument {
        id: format!("x:{id}"),
        title: title.into(),
        agency: Some(agency.into()),
        region_code: Some(region.into()),
        year: Some(year),
        status: (year > 2018).then(|| "berlanjut_penuh".into()),
        awards: if year == 2014 { vec!["Top 99/2014".into()] } else { Vec::new() },
        texts: vec![("summary".into(), summary.into()), ("background".into(), "Warga antre lama.".into())],
        ..SearchDocument::default()
    }
}

#[test]
fn translated_questions_find_the_same_documents() {
    let documents = [
        made(1, "Bank Sampah Malang", "Pemerintah Kota Malang", "35.73", 2014, "Warga menabung sampah rumah tangga."),
        made(
            2,
            "SI-TARANG (Sistem Informasi Terang)",
            "Pemerintah Kota Payakumbuh",
            "13.76",
            2019,
            "Lampu jalan dilaporkan warga, anak-anak sekolah.",
        ),
        made(
            3,
            "Jemput Bola KTP Jilid II",
            "Pemerintah Kabupaten Jepara",
            "33.20",
            2021,
            "Perekaman kartu tanda penduduk di rumah difabel.",
        ),
        made(
            4,
            "Klinik Sampah",
            "Pemerintah Kabupaten Malang",
            "35.07",
            2022,
            "Berobat ke klinik dengan membayar sampah plastik 1.500 kg.",
        ),
        made(5, "Sampah Klinik", "Pemerintah Kabupaten Malang", "35.07", 2022, "Klinik tanpa sampah."),
    ];
    let questions = [
        "",
        "sampah",
        "menabung",
        "sampah -klinik",
        "\"sampah plastik\"",
        "title:ktp",
        "sampah year:2020..2023",
        "sampah AND klinik",
        "sampah OR lampu",
        "region:jatim",
        "sampah jawa timur",
        "sitarang",
        "si tarang",
        "sitarng",
        "\"si tarang\"",
        "\"aplikasi sitarang\"",
        "\"jilid 2\"",
        "\"jilid ii\"",
        "jilid 2",
        "title:\"klinik sampah\"",
        "summary:\"klinik sampah\"",
        "status:berlanjut_penuh",
        "award:top99",
        "ktp difabel",
        "perekamam",
        "yang dan di",
        "zzzz",
        "bank sampah malng",
        "agency:malang -title:klinik",
        "antrean",
        "waste bank",
        "anak sekolah",
        "-sampah",
        "year:2014",
        "sampah|year=2022",
        "|province=Jawa Timur",
        "klinik sampah|year=2014",
        "Ibu saya difabel dan tidak bisa datang ke kantor untuk perekaman kartu penduduk mohon petugas datang ke rumah kami karena jauh sekali",
    ];
    let questions: Vec<String> = questions.map(str::to_owned).into();
    assert!(compare(&documents, &questions) > 3 * 25, "most questions have an answer");
}

#[test]
fn judged_questions_find_the_same_documents_elsewhere() {
    let Some(folder) = shared("real") else { return };
    // row_id, name_as_written, agency_as_written, unit_as_written, year, programme, award, description_facts
    let documents: Vec<SearchDocument> = csv_rows(&folder.join("innovations.csv"))
        .into_iter()
        .map(|row| SearchDocument {
            id: row[0].clone(),
            title: row[1].clone(),
            agency: Some(row[2].clone()),
            unit: Some(row[3].clone()),
            year: row[4].parse().ok(),
            awards: vec![row[6].clone()],
            texts: vec![("summary".to_owned(), row[7].clone())],
            ..SearchDocument::default()
        })
        .collect();
    // each takes a second to evaluate by hand, so every third
    let questions: Vec<String> = csv_rows(&folder.join("queries.csv")).into_iter().step_by(3).map(|row| row[1].clone()).collect();
    assert!(documents.len() > 300 && compare(&documents, &questions) > questions.len());
}
