//! The controlled lists: nothing lost from the research behind them, every name found, bad data told with its place.

use std::collections::BTreeSet;

use jipp_core::ingest::built_in_mappings;
use jipp_core::text::key;
use jipp_core::vocab::{
    Code, Lookup, MatchedBy, Vocabularies, Vocabulary, VocabularyError, VocabularyProblem, Wrong, sources, vocabularies, vocabulary,
    vocabulary_names, word_limit, word_limit_of,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{root, shared};

/// Years that tell every validity of the data apart.
fn years() -> std::ops::RangeInclusive<i32> {
    2013..=2031
}

fn names(value: &Code) -> impl Iterator<Item = &str> {
    [&value.code, &value.id, &value.en].into_iter().chain(&value.aliases).map(String::as_str)
}

#[test]
fn every_code_label_and_alias_comes_back_in_each_of_its_years() {
    for list in vocabularies() {
        for value in list.values() {
            assert_eq!(list.get(&value.code).map(|v| &v.code), Some(&value.code));
            for text in names(value) {
                for year in years().filter(|year| value.valid_in(*year)) {
                    assert_eq!(list.find_in(year, text).map(|v| &v.code), Some(&value.code), "{} {year} {text}", list.name);
                }
                assert!(list.find(text).is_some(), "{} {text}", list.name);
            }
            assert!(years().any(|year| value.valid_in(year)), "{} {} is never offered", list.name, value.code);
        }
    }
}

#[test]
fn every_value_has_a_source_and_every_source_is_explained() {
    let mut used = BTreeSet::new();
    for list in vocabularies() {
        for value in list.values() {
            assert!(!value.source.is_empty(), "{} {}", list.name, value.code);
        }
        let of_values = list.values().iter().flat_map(|value| &value.source);
        for key in of_values.chain(&list.source).chain(list.schemes.iter().flat_map(|scheme| &scheme.source)) {
            assert!(key == "inferred" || sources().contains_key(key), "{}: {key}", list.name);
            used.insert(key.as_str());
        }
        // documents that only the notes name
        used.extend(list.note.iter().flat_map(|note| note.split(|c: char| !c.is_alphanumeric() && c != '_')));
    }
    for key in sources().keys() {
        assert!(used.contains(key.as_str()), "`{key}` is explained but nothing comes from it");
    }
}

/// How many values of ours an entry of the research is.
fn entries(item: &Value) -> usize {
    ["values", "sections", "classes"].iter().find_map(|key| item[key].as_array()).map_or(1, Vec::len)
}

/// The entry's values as we should have them: label, and year.
fn labels(item: &Value) -> Vec<(String, Option<i32>)> {
    let year = item["year"].as_i64().or_else(|| item["years"][0].as_i64()).map(|year| i32::try_from(year).unwrap());
    let nested = |key: &str, at: usize| {
        let of = |row: &Value| (row[at].as_str().unwrap().to_owned(), year.or_else(|| item["scheme"].as_str()?.get(..4)?.parse().ok()));
        item[key].as_array().map(|rows| rows.iter().map(of).collect::<Vec<_>>())
    };
    nested("values", 0).or_else(|| nested("sections", 0)).or_else(|| nested("classes", 1)).unwrap_or_else(|| {
        let label = item["id"].as_str().map_or_else(|| year.unwrap().to_string(), str::to_owned);
        vec![(label, year)]
    })
}

#[test]
fn nothing_of_the_research_is_lost() {
    let Some(path) = shared("../domain/vocab.json") else { return };
    let research: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let research = research["vocabularies"].as_object().unwrap();
    let ours: BTreeSet<&str> = vocabulary_names().collect();
    assert_eq!(ours, research.keys().map(String::as_str).collect());
    for (name, wanted) in research {
        let list = vocabulary(name).unwrap();
        let items = wanted["items"].as_array().unwrap();
        // a category that several schemes share is one value with the years of all of them
        let count: usize = if name == "kipp_kategori" {
            items.iter().flat_map(labels).map(|(label, _)| label).collect::<BTreeSet<_>>().len()
        } else {
            items.iter().map(entries).sum()
        };
        // the portal's bare "Ya" is ours
        let own = usize::from(name == "status_keberlanjutan");
        assert_eq!(list.values().len(), count + own, "{name}");
        for item in items {
            if let Some(scheme) = item["scheme"].as_str() {
                let year: i32 = scheme[..4].parse().unwrap();
                assert!(list.schemes.iter().any(|ours| ours.years.contains(&year)), "{name} {scheme}");
            }
            match item["code"].as_str().map(str::trim) {
                Some(code) if !code.is_empty() => {
                    let value = list.find(code).unwrap_or_else(|| panic!("{name} lacks {code}"));
                    // the one label that was half in English
                    let label = item["id"].as_str().unwrap().replace("with jenis and tahun", "menurut jenis dan tahun");
                    let label = without_remark(&label, value.note.as_deref());
                    assert_eq!(value.id, label, "{name} {code}");
                    assert_eq!(value.en, without_remark(item["en"].as_str().unwrap(), value.note.as_deref()), "{name} {code}");
                }
                _ => {
                    for (label, year) in
                        labels(item).into_iter().filter(|_| !["kipp_award", "kipp_min_usia", "iga_formula"].contains(&name.as_str()))
                    {
                        let label = label.split(" (digital /").next().unwrap();
                        let found = year.map_or_else(|| list.find(label), |year| list.find_in(year, label));
                        assert!(found.is_some(), "{name} lacks {label} of {year:?}");
                    }
                }
            }
            facts(name, list, item);
        }
    }
}

/// A text without the English remark that the research wrote behind it, where a note says it instead.
fn without_remark<'a>(text: &'a str, note: Option<&str>) -> &'a str {
    const REMARKS: [&str; 4] = [" (LAN records only)", " (LAN only)", " (bounds overlap in the form)", " (form writes T-3)"];
    let said = REMARKS.iter().find_map(|remark| text.strip_suffix(remark)).filter(|_| note.is_some());
    said.unwrap_or(text)
}

/// Numbers, marks and lists of an entry stand in the attributes of its value.
fn facts(name: &str, list: &Vocabulary, item: &Value) {
    let year = item["year"].as_i64().map(|year| i32::try_from(year).unwrap());
    let value = match (item["code"].as_str(), item["no"].as_i64(), item["no"].as_str(), year) {
        (Some(code), ..) if !code.trim().is_empty() => list.find(code),
        (_, Some(no), ..) => list.get(&no.to_string()),
        (_, _, Some(no), _) => list.get(no),
        (.., Some(year)) => list.values_in(year).find(|value| item["kelompok"].is_null() || matches_age(value, item)),
        _ => item["id"].as_str().and_then(|id| list.find(id)),
    };
    sections(list, item);
    let Some(value) = value else { return };
    for source in item["source"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let same = |key: &String| key == source || sources().get(key).is_some_and(|address| address == source);
        assert!(value.source.iter().any(same), "{name} {}: {source}", value.code);
    }
    let dated = [("records_2024", "records"), ("reported_2023", "reported")];
    for (key, fact) in item.as_object().unwrap() {
        let skip =
            ["code", "id", "en", "source", "status", "years", "years_note", "note", "year", "scheme", "kelompok", "sections", "classes"];
        if skip.contains(&key.as_str()) {
            continue;
        }
        let key = dated.iter().find(|(theirs, _)| theirs == key).map_or(key.as_str(), |(_, ours)| ours);
        let ours = &value.attributes;
        let same = match fact {
            Value::Number(number) => ours.number(key) == number.as_f64(),
            Value::Bool(flag) => ours.flag(key) == Some(*flag),
            Value::String(text) if key == "no" => value.code == *text,
            Value::String(text) => ours.text(key).is_some_and(|ours| text.starts_with(ours)),
            Value::Array(texts) => {
                let texts = texts.iter().map(|text| text.as_str().map(|text| without_remark(text, value.note.as_deref())));
                ours.list(key) == texts.collect()
            }
            _ => ours.names().any(|ours| ours == key),
        };
        assert!(same, "{name} {}: {key} is not {fact}", value.code);
    }
}

/// Word limits and weights of a scheme's sections, and bounds of a year's classes.
fn sections(list: &Vocabulary, item: &Value) {
    let rows = |key: &str| item[key].as_array().cloned().unwrap_or_default();
    let scheme = item["scheme"].as_str().unwrap_or_default();
    for row in rows("sections") {
        let group = ["replikasi", "khusus", "umum"].into_iter().find(|group| scheme.contains(group)).unwrap();
        let ours = list.get(&format!("{}_{group}_{}", slug(row[0].as_str().unwrap()), &scheme[..4])).expect("a code for each section");
        for (key, fact) in [("max_words", &row[1]), ("weight", &row[2])] {
            assert_eq!(ours.attributes.number(key), fact.as_f64(), "{} {key}", ours.code);
        }
    }
    for row in rows("classes") {
        let ours = list.get(&format!("{}_{}", row[0].as_str().unwrap(), item["year"])).expect("a code for each class");
        assert_eq!(ours.attributes.number("lower"), row[2].as_f64(), "{}", ours.code);
        assert_eq!(ours.attributes.number("upper"), row[3].as_f64(), "{}", ours.code);
    }
}

fn slug(label: &str) -> String {
    let words: Vec<String> = jipp_core::text::words(label).collect();
    words.join("_")
}

fn matches_age(value: &Code, item: &Value) -> bool {
    value.attributes.list("group") == item["kelompok"].as_str().map(|group| vec![group])
        && value.attributes.text("kategori") == item["kategori"].as_str()
}

#[test]
fn numbers_of_the_index_and_of_the_forms_add_up() {
    let weights = |name: &str, marked: bool| -> f64 {
        let values = vocabulary(name).unwrap().values().iter();
        values.filter(|v| !marked || v.attributes.flag("mandatory") == Some(true)).map(|v| v.attributes.number("weight").unwrap()).sum()
    };
    for (name, max) in [("iga_sid_2026", 111.0), ("iga_sid_2024", 111.0), ("iga_spd_2026", 63.0)] {
        assert!((weights(name, false) * 3.0 - max).abs() < 1e-9, "{name}");
        assert_eq!(vocabulary(name).unwrap().attributes.number("max"), Some(max));
    }
    assert_eq!(weights("iga_sid_2026", true), 14.0);
    let sections = vocabulary("kipp_sections").unwrap();
    let general = sections.values_in(2023).filter(|v| v.attributes.text("scheme") == Some("umum_2023"));
    assert_eq!(general.filter_map(|v| v.attributes.number("weight")).sum::<f64>(), 100.0);
    let two_answers = sections.find_in(2023, "Adaptabilitas").unwrap();
    let sum = two_answers.attributes.numbers("max_words_parts").unwrap().iter().sum::<f64>();
    assert_eq!(two_answers.attributes.number("max_words"), Some(sum));
    for hub in vocabulary("hub").unwrap().values() {
        assert_eq!(hub.from.map(f64::from), hub.attributes.number("since"), "{}", hub.code);
    }
    for value in vocabulary("kipp_kategori").unwrap().values() {
        let years: Vec<String> = value.years.iter().map(ToString::to_string).collect();
        assert_eq!(value.attributes.list("schemes").unwrap(), years, "{}", value.code);
    }
    let systems = vocabulary("source_system").unwrap();
    for mapping in built_in_mappings().iter().filter(|mapping| !["generic", "jippnas"].contains(&mapping.name.as_str())) {
        assert!(systems.get(mapping.system.code()).is_some(), "records of {} carry a code of the list", mapping.name);
    }
}

#[test]
fn limits_are_those_of_the_year_and_the_group() {
    let most = |year, field: &str| word_limit("KIPP", year, field).and_then(|limit| limit.max_words);
    assert_eq!((most(2023, "impact"), most(2022, "summary"), most(2021, "adaptability")), (Some(600), Some(200), Some(400)));
    assert!(word_limit("KIPP", 2025, "impact").is_none(), "the 2025 limits are not known");
    let of = |group: &str, field: &str| word_limit_of("KIPP", Some(group), 2022, field).and_then(|limit| limit.max_words);
    assert_eq!(
        (of("khusus", "adaptability"), of("umum", "adaptability"), of("replikasi", "adaptability")),
        (Some(200), Some(400), Some(400))
    );
    assert_eq!((of("replikasi", "design"), of("umum", "design")), (Some(200), None));
    assert_eq!(word_limit("KIPP", 2023, "impact").unwrap().section, Some("Signifikansi"));
    let design = word_limit("IGA", 2026, "design").unwrap();
    assert_eq!((design.min_words, design.max_words), (Some(300), None));
    assert!(word_limit("LAN", 2018, "design").is_none());
    let form = built_in_mappings().iter().find(|mapping| mapping.name == "kipp").unwrap();
    for section in vocabulary("kipp_sections").unwrap().values() {
        let header = key(section.attributes.text("section").unwrap());
        if let Some((field, _)) = form.columns.iter().find(|(_, rule)| rule.headers.iter().any(|known| key(known) == header)) {
            assert_eq!(section.attributes.text("field"), Some(field.name()), "{}: limit and reader agree on the field", section.code);
        }
        if let Some(field) = section.attributes.text("field") {
            assert!(field.parse::<jipp_core::model::Field>().is_ok(), "{field}");
        }
    }
}

#[test]
fn a_lookup_says_how_and_whether_in_the_year() {
    let groups = vocabulary("kipp_kelompok").unwrap();
    let how = |text: &str, year: Option<i32>| match groups.lookup(text, year) {
        Lookup::Found(found) => (found.value.code.as_str(), found.by, found.valid),
        Lookup::Unknown { .. } => panic!("{text}"),
    };
    assert_eq!(how("KHUSUS", Some(2025)), ("khusus", MatchedBy::Code, false));
    assert_eq!(how("kelompok  khusus", Some(2023)), ("khusus", MatchedBy::Label, true));
    assert_eq!(how("replication", None), ("replikasi", MatchedBy::Label, true));
    let affairs = vocabulary("urusan").unwrap();
    for text in ["01", "1", "001"] {
        assert_eq!(affairs.find(text).map(|v| v.id.as_str()), Some("Pendidikan"), "{text}");
    }
    let Lookup::Found(found) = affairs.lookup("Administrasi Kependudukan dan Pencataan Sipil", None) else {
        panic!("a misspelling of a form")
    };
    assert_eq!((found.value.code.as_str(), found.by), ("12", MatchedBy::Alias));
}

#[test]
fn did_you_mean_knows_both_languages_and_the_year() {
    let near = |name: &str, text: &str, year: Option<i32>| -> Vec<&str> {
        let Lookup::Unknown { candidates } = vocabulary(name).unwrap().lookup(text, year) else { panic!("{text} is known") };
        assert!(candidates.len() <= 3);
        candidates.iter().map(|value| value.code.as_str()).collect()
    };
    assert_eq!(near("tahapan_iga", "Uji cobba", None), ["uji_coba"]);
    assert_eq!(near("tahapan_iga", "implementasion", None), ["penerapan"]);
    assert_eq!(near("sdgs", "clean water & sanitasion", None), ["6"]);
    assert_eq!(near("status_keberlanjutan", "berlanjut dgn pengembangan", None).first(), Some(&"berlanjut_dengan_pengembangan"));
    assert_eq!(near("kipp_kategori", "ketahanan bencna", Some(2023)).first(), Some(&"ketahanan_bencana"));
    assert!(!near("kipp_kategori", "ketahanan bencna", Some(2021)).contains(&"ketahanan_bencana"), "not offered in 2021");
    assert_eq!(near("urusan", "pencatatan sipl", None), ["12"], "a part of a label");
    assert_eq!(near("kipp_kategori", "institusi publik", Some(2022)).len(), 2, "a part of two labels");
    assert!(near("sdgs", "18", None).is_empty() && near("urusan", "081234567890", None).is_empty(), "numbers are near nothing");
    assert!(near("tahapan_iga", "", None).is_empty() && near("tahapan_iga", "—", None).is_empty());
    assert_eq!(vocabulary("tahapan_iga").unwrap().nearest("Uji cobba").map(|v| v.code.as_str()), Some("uji_coba"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// However a name is written in capitals, spaces and punctuation, it means the same value.
    #[test]
    fn case_spacing_and_punctuation_do_not_matter(list in 0..64_usize, value in 0..100_usize, name in 0..8_usize, noise in prop::collection::vec((any::<bool>(), "[ .,;:/_()\"'-]{0,2}"), 40)) {
        let list = vocabularies().nth(list).unwrap();
        let value = &list.values()[value % list.values().len()];
        let all: Vec<&str> = names(value).collect();
        let name = all[name % all.len()];
        let mut written = String::new();
        for (at, c) in name.chars().enumerate() {
            let (upper, between) = &noise[at % noise.len()];
            // what parts the digits of a number makes two numbers of it
            if !(c.is_ascii_digit() && written.ends_with(|last: char| last.is_ascii_digit())) {
                written.push_str(between);
            }
            if *upper { written.extend(c.to_uppercase()) } else { written.push(c) }
        }
        let year = years().rev().find(|year| value.valid_in(*year)).unwrap();
        prop_assert_eq!(list.find_in(year, &written).map(|v| &v.code), Some(&value.code), "{} {}", &list.name, written);
    }

    /// Whatever is asked or read, there is an answer.
    #[test]
    fn nothing_makes_a_lookup_or_a_file_panic(text in "\\PC{0,40}", year in any::<i32>(), at in 0..64_usize) {
        let list = vocabularies().nth(at).unwrap();
        if let Lookup::Unknown { candidates } = list.lookup(&text, Some(year)) {
            prop_assert!(candidates.len() <= 3 && candidates.iter().all(|value| value.valid_in(year)));
        }
        let _ = Vocabularies::from_json("t.json", &text);
    }
}

fn file(vocabularies: &Value) -> String {
    json!({"schema": "jipp-vocabularies/2", "sources": {"GUIDE27": "guide of 2027"}, "vocabularies": vocabularies}).to_string()
}

fn list(name: &str, values: &Value) -> Value {
    json!({"name": name, "programme": "KIPP", "title": {"id": "Kategori KIPP", "en": "KIPP categories"}, "status": "single-source", "values": values})
}

#[test]
fn next_years_categories_are_data_only() {
    let next = json!([
        {"code": "kesehatan", "id": "Kesehatan", "en": "Health", "years": [2021, 2023, 2027], "source": ["GUIDE27"]},
        {"code": "asta_cita_pangan", "id": "Swasembada Pangan", "en": "Food self-sufficiency", "aliases": ["Asta Cita: Pangan"], "years": [2027], "source": ["GUIDE27"],
         "attributes": {"weight": 12.5, "judges": ["Kementan", "Bapanas"]}},
    ]);
    let extra =
        Vocabularies::from_json("kipp-2027.json", &file(&json!([list("kipp_kategori", &next), list("daftar_kami", &next)]))).unwrap();
    let known = vocabulary("kipp_kategori").unwrap().values().len();
    let all = Vocabularies::built_in().unwrap().merge(extra).unwrap();
    let categories = all.get("kipp_kategori").unwrap();
    assert_eq!(categories.values_in(2027).map(|v| v.code.as_str()).collect::<Vec<_>>(), ["kesehatan", "asta_cita_pangan"]);
    assert_eq!((categories.values().len(), categories.values_in(2023).count()), (known + 1, 11), "the years before stay as they were");
    let food = categories.find_in(2027, "ASTA CITA PANGAN").unwrap();
    assert_eq!((food.attributes.number("weight"), food.attributes.list("judges")), (Some(12.5), Some(vec!["Kementan", "Bapanas"])));
    assert_eq!((food.attributes.text("weight"), food.attributes.number("judges"), food.attributes.number("none")), (None, None, None));
    assert!(categories.find_in(2023, "Swasembada Pangan").is_none());
    assert_eq!(all.iter().count(), 65);
    assert_eq!(all.sources().get("GUIDE27").map(String::as_str), Some("guide of 2027"));
}

#[track_caller]
fn problems(text: &str) -> Vec<VocabularyProblem> {
    match Vocabularies::from_json("salah.json", text) {
        Err(VocabularyError::Invalid { file, problems }) => {
            assert_eq!(file, "salah.json");
            problems
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn bad_data_is_told_with_file_vocabulary_and_value_all_at_once() {
    let good = json!({"code": "a", "id": "Satu", "en": "One", "source": ["inferred"]});
    let of = |values: Value| problems(&file(&json!([list("l", &values)]))).into_iter().map(|p| (p.value, p.what)).collect::<Vec<_>>();
    let with = |key: &str, fact: Value| {
        let mut value = good.clone();
        value[key] = fact;
        value
    };
    let a = || Some("a".to_owned());
    assert_eq!(of(json!([with("source", json!([]))])), [(a(), Wrong::NoSource)]);
    assert_eq!(of(json!([with("source", json!(["KIPP99"]))])), [(a(), Wrong::UnknownSource { key: "KIPP99".into() })]);
    assert_eq!(of(json!([with("en", json!(" - "))])), [(a(), Wrong::Empty { key: "en" })]);
    assert_eq!(
        of(json!([with("from", json!(2027)), with("code", json!("b"))]))[0],
        (Some("b".into()), Wrong::SharedName { name: "one".into(), other: "a".into() })
    );
    assert_eq!(
        of(json!([{"code": "a", "id": "Satu", "en": "One", "years": [2020], "from": 2021, "source": ["KIPP21"]}])),
        [(a(), Wrong::Years)]
    );
    assert_eq!(of(json!([good, {"code": "a", "id": "Dua", "en": "Two", "source": ["inferred"]}])), [(a(), Wrong::Twice)]);
    let wrong = of(json!([{"code": "a", "id": 1, "en": "One", "source": []}, with("label", json!("x")), {"id": "Tiga"}]));
    assert_eq!(wrong.iter().map(|(value, _)| value.as_deref().unwrap()).collect::<Vec<_>>(), ["a", "a", "#3"]);
    assert!(matches!(&wrong[1].1, Wrong::Form { reason } if reason.contains("label")), "{wrong:?}");
    // two values of different years may share a name
    let two_years = json!([{"code": "a_2026", "id": "Baik", "en": "Good", "years": [2026], "source": ["inferred"]}, {"code": "a_2027", "id": "Baik", "en": "Good", "from": 2027, "source": ["inferred"]}]);
    let read = Vocabularies::from_json("t.json", &file(&json!([list("l", &two_years)]))).unwrap();
    assert_eq!(read.get("l").unwrap().find("baik").map(|v| v.code.as_str()), Some("a_2027"), "without a year the latest");

    let error = Vocabularies::from_json("salah.json", &file(&json!([list("l", &json!([with("source", json!(["KIPP99"]))]))]))).unwrap_err();
    assert_eq!(error.to_string(), "`salah.json`: vocabulary `l`, value `a`: the source `KIPP99` is not explained under `sources`");
    assert_eq!(error.code(), "vocabulary_invalid");
    for text in ["", "[]", "{\"schema\": \"other\"}", "{\"schema\": \"jipp-vocabularies/2\", \"lists\": []}"] {
        let error = Vocabularies::from_json("salah.json", text).unwrap_err();
        assert_eq!(error.code(), "vocabulary_unreadable", "{text}");
        assert!(error.to_string().contains("salah.json"));
    }
    let twice = problems(&file(&json!([list("l", &json!([good])), list("l", &json!([good])), {"name": "m"}])));
    assert_eq!(twice[0].what, Wrong::Twice);
    assert_eq!(twice[1].vocabulary, "m");
    let clash = Vocabularies::from_json(
        "t.json",
        &file(&json!([list("tahapan_iga", &json!([{"code": "x", "id": "Uji-coba", "en": "X", "source": ["inferred"]}]))])),
    )
    .unwrap();
    let error = Vocabularies::built_in().unwrap().merge(clash).unwrap_err();
    assert!(error.to_string().contains("`ujicoba` also means `uji_coba`"), "{error}");
}

#[test]
fn the_files_are_small_enough_to_read() {
    for entry in std::fs::read_dir(root().join("jipp-core/data/vocabularies")).unwrap() {
        let path = entry.unwrap().path();
        assert!(std::fs::read_to_string(&path).unwrap().lines().count() < 250, "{}", path.display());
    }
}

/// What a status counts as is written in the model, which knows no vocabulary, and in the vocabulary.
#[test]
fn the_model_counts_a_status_as_the_vocabulary_does() {
    let statuses = vocabulary("status_keberlanjutan").unwrap();
    for value in statuses.values() {
        let counted = jipp_core::model::SustainabilityStatus::new(value.code.as_str()).counts_as();
        assert_eq!(Some(counted), value.attributes.text("counts_as").or(Some("tidak_diketahui")), "{}", value.code);
    }
}
