//! The innovation index of a region: files, the command, and what holds for all levels. The cases computed by hand are vectors.

use std::fs;
use std::process::Command;

use jipp_core::index_iga::{
    Form, IndexProblemKind, IndexScore, IndicatorLevel, InnovationLevels, LevelChange, RegionLevels, ScoreOptions, read_region, read_spd,
    score,
};
use jipp_core::ingest::{ReadOptions, Source};
use jipp_core::lang::Lang;
use jipp_core::vocab::Vocabularies;
use proptest::prelude::*;
use serde_json::{Map, Value};

#[test]
fn a_year_without_parameters_says_what_is_missing_and_which_years_are_known() {
    let error = Form::of(2027).unwrap_err();
    assert_eq!(error.code(), "index_year_unknown");
    let text = error.to_string();
    for part in ["2027", "iga_sid_2027", "iga_formula.max_total (2027)", "iga_predikat (2027)", "known: 2026", "innovations: 2024"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("divisor_min"), "the guide of 2026 states it: {text}");
    let of_2024 = Form::of(2024).unwrap();
    assert_eq!(of_2024.formula().unwrap_err().code(), "index_formula_unknown");
    assert_eq!(of_2024.max_maturity().text(0), "111");
    assert_eq!(Form::of(2023).unwrap_err().code(), "index_year_unknown");
}

#[test]
fn next_year_is_data() {
    let list = |name: &str, values: &str| {
        format!(
            r#"{{"name": "{name}", "programme": "IGA", "status": "inferred", "title": {{"id": "{name}", "en": "{name}"}}, "values": [{values}]}}"#
        )
    };
    let value = |code: &str, attributes: &str| {
        format!(
            r#"{{"code": "{code}", "id": "{code}", "en": "{code}", "years": [2030], "source": ["inferred"], "attributes": {attributes}}}"#
        )
    };
    let file = |weight: &str| {
        let lists = [
            list("iga_sid_2030", &value("1", &format!(r#"{{"weight": {weight}, "mandatory": true}}"#))),
            list("iga_spd_2030", &value("1", r#"{"weight": 1}"#)),
            list(
                "iga_formula",
                &value("iid_2030", r#"{"max_total": 50, "divisor_min": 2, "jumlah_weight": 0.5, "jumlah_cap": 3, "min_yandas": 1}"#),
            ),
            list("iga_predikat", &value("baik_2030", r#"{"class": "baik", "lower": 0}"#)),
        ];
        format!(r#"{{"schema": "jipp-vocabularies/2", "vocabularies": [{}]}}"#, lists.join(","))
    };
    let read = |weight: &str| Vocabularies::built_in().unwrap().merge(Vocabularies::from_json("2030", &file(weight)).unwrap()).unwrap();
    let form = Form::from_vocabularies(2030, &read("2.5")).unwrap();
    let innovation = InnovationLevels {
        id: "A".into(),
        affairs: vec!["Kesehatan".into()],
        indicators: vec![IndicatorLevel::new("1", 3)],
        ..InnovationLevels::default()
    };
    let region = RegionLevels { spd: Some(vec![IndicatorLevel::new("1", 2)]), innovations: vec![innovation], ..RegionLevels::default() };
    let answer = score(&form, &region, &ScoreOptions::default());
    // (2 + 7.5 / 2 + 0.5) / 50 x 100
    assert_eq!((answer.claimed.iid, answer.claimed.class.as_deref()), (Some(12.5), Some("baik")));
    assert_eq!(Form::from_vocabularies(2030, &read("-1")).unwrap_err().code(), "index_form_invalid");
    assert_eq!(Form::from_vocabularies(2030, &read("1e9")).unwrap_err().code(), "index_form_invalid");
}

/// One innovation with one number beside one level.
fn problems_of(year: i32, number: &str, level: u8, value: &str, basis: Option<&str>) -> Vec<IndexProblemKind> {
    let entered = IndicatorLevel { value: Some(value.to_owned()), basis: basis.map(str::to_owned), ..IndicatorLevel::new(number, level) };
    let innovation = InnovationLevels { id: "A".into(), indicators: vec![entered], ..InnovationLevels::default() };
    let region = RegionLevels { spd: Some(Vec::new()), innovations: vec![innovation], ..RegionLevels::default() };
    let answer = score(&Form::of(year).unwrap(), &region, &ScoreOptions::default());
    let found = answer.problems.into_iter().filter(|problem| problem.indicator.as_deref() == Some(number));
    found.map(|problem| problem.kind).filter(|kind| *kind != IndexProblemKind::MandatoryMissing).collect()
}

#[test]
fn thresholds_are_those_of_the_year_and_of_the_basis() {
    use IndexProblemKind::{BasisNotOne, BasisNotStated, BasisUnknown, LevelContradictsValue, ValueBeyondLevels};
    let of = problems_of;
    // domain section 2.3: what changed from 2024 to 2026
    assert_eq!(of(2024, "18", 2, "150", Some("a")), []);
    assert_eq!(of(2026, "33", 2, "150", Some("a")), [LevelContradictsValue]);
    assert_eq!(of(2026, "33", 1, "150", Some("a")), []);
    assert_eq!(of(2024, "14", 3, "90 %", None), []);
    assert_eq!(of(2026, "29", 3, "90 %", None), [LevelContradictsValue]);
    assert_eq!(of(2024, "18", 3, "15", Some("d")), [LevelContradictsValue]);
    assert_eq!(of(2026, "33", 2, "15", Some("d")), []);
    assert_eq!(of(2026, "33", 3, "35", Some("c")), [ValueBeyondLevels]);
    assert_eq!(of(2026, "33", 3, "3", Some("Tren kinerja positif (periode)")), []);
    // people, actors, units, replications
    for (number, level, good, bad) in [("17", 3, "31", "30"), ("22", 2, "4", "3"), ("24", 1, "2", "1"), ("31", 3, "7", "2")] {
        assert_eq!(of(2026, number, level, good, None), [], "{number}");
        assert_eq!(of(2026, number, level, bad, None), [LevelContradictsValue], "{number}");
    }
    assert_eq!(of(2026, "33", 1, "1", Some("a, b")), [BasisNotOne]);
    assert_eq!(of(2026, "33", 1, "1", Some("")), [BasisNotStated]);
    assert_eq!(of(2026, "33", 0, "", Some("")), []);
    assert_eq!(of(2026, "33", 1, "1", Some("z")), [BasisUnknown]);
    assert_eq!(of(2026, "33", 1, "1", None), [BasisNotStated]);
}

fn source<'a>(name: &'a str, text: &'a str) -> Source<'a> {
    Source { name, bytes: text.as_bytes() }
}

#[test]
fn tables_and_objects_hold_the_same_region() {
    let form = Form::of(2026).unwrap();
    let options = ReadOptions::default();
    let csv = "Nomor Registrasi;Nama Inovasi;Nama Pemda;Urusan;sid_16;Indikator 35;value_17;evidence_16;verified_35;Dasar Penilaian;sid_33;catatan\n\
               A;Satu;Kota X;Koperasi, Usaha Kecil, dan Menengah;1;3;;ada;2;a;1;x\n\
               ;Dua;Kota X;01,02;;;5;;;;;\n";
    let read = read_region(source("r.csv", csv), &form, None, &options).unwrap();
    assert_eq!(read.ignored, ["catatan"]);
    assert_eq!(read.region.agency.as_deref(), Some("Kota X"));
    let [first, second] = read.region.innovations.as_slice() else { panic!("two rows") };
    assert_eq!((first.id.as_str(), second.id.as_str(), second.row), ("A", "#3", Some(3)));
    assert_eq!(first.affairs, ["Koperasi, Usaha Kecil, dan Menengah"]);
    assert_eq!(second.affairs, ["01", "02"]);
    let numbers: Vec<&str> = first.indicators.iter().map(|entered| entered.number.as_str()).collect();
    assert_eq!(numbers, ["16", "35", "33"]);
    assert_eq!((first.indicators[0].evidence.as_deref(), first.indicators[1].verified_level.as_deref()), (Some("ada"), Some("2")));
    assert_eq!(first.indicators[2].basis.as_deref(), Some("a"));
    assert_eq!(second.indicators.len(), 1, "a number without a level is kept");

    let objects = r#"[{"id": 7, "sid_16": 2, "sid_17": null, "affairs": ["01", "02"]}]"#;
    let read = read_region(source("r.json", objects), &form, None, &options).unwrap();
    assert_eq!((read.region.innovations[0].id.as_str(), read.region.innovations[0].affairs.len()), ("7", 2));

    let whole = r#"{"agency": "Kota X", "spd": [{"number": 1, "level": 3}], "innovations": [{"id": 7, "indicators": [{"number": 16, "level": 2.0}]}]}"#;
    let read = read_region(source("r.json", whole), &form, None, &options).unwrap();
    assert_eq!(score(&form, &read.region, &ScoreOptions::default()).innovations[0].maturity, 6.0);

    let marked = read_region(source("x.csv", "id,sid_16,sid_18\nA,x,-\n"), &form, None, &options).unwrap();
    let answer = score(&form, &marked.region, &ScoreOptions::default());
    let invalid: Vec<_> = answer.problems.iter().filter(|problem| problem.kind == IndexProblemKind::LevelInvalid).collect();
    assert_eq!(invalid.len(), 1, "a cross is named, a dash is nothing");
    assert_eq!((invalid[0].row, invalid[0].column.as_deref(), invalid[0].value.as_deref()), (Some(2), Some("sid_16"), Some("x")));

    let spd = read_spd(source("s.csv", "Nomor,Level,Terverifikasi\n2A,3,2\n07,1,\n,9,\n"), &options).unwrap();
    assert_eq!(spd.len(), 2);
    let answer = score(&form, &RegionLevels { spd: Some(spd), ..RegionLevels::default() }, &ScoreOptions::default());
    assert_eq!((answer.claimed.spd, answer.verified.and_then(|v| v.spd)), (Some(4.5), Some(3.5)));
}

#[test]
fn files_that_cannot_be_used_say_why() {
    let form = Form::of(2026).unwrap();
    for (text, code, wanted) in [
        ("id,title\n1,x\n", "index_columns_missing", "`sid_16`"),
        ("id,sid_16,sid_17\n1,2,3,4\n", "index_row_invalid", "row 2: 4 cells for 3 columns"),
        ("id,agency,sid_16\n1,Kota X,1\n2,Kota Y,1\n", "index_several_agencies", "Kota X; Kota Y"),
        (r#"{"innovations": [{"id": "1", "levels": []}]}"#, "index_region_invalid", "unknown field `levels`"),
        ("", "empty_file", "empty"),
    ] {
        let error = read_region(source("f.csv", text), &form, None, &ReadOptions::default()).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.to_string().contains(wanted) && error.to_string().contains("f.csv"), "{error}");
    }
    let error = read_spd(source("s.csv", "kode,skor\n1,2\n"), &ReadOptions::default()).unwrap_err();
    assert_eq!(error.code(), "index_columns_missing");
    let two = "id,agency,sid_16\n1,Kota X,1\n2,Kota Y,2\n";
    let one = read_region(source("f.csv", two), &form, Some("kota y"), &ReadOptions::default()).unwrap();
    assert_eq!(one.region.innovations.len(), 1);
    for wrong in ["35=3", "A:35", "A:35=x", ":1=2", "A:=2"] {
        assert_eq!(LevelChange::parse_list(wrong).unwrap_err().code(), "index_change_invalid", "{wrong}");
    }
}

fn jipp(args: &[&str]) -> (Option<i32>, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_jipp")).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code(), text(done.stdout), text(done.stderr))
}

#[test]
fn the_command_computes_explains_and_tries() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let numbers: Vec<String> = Form::of(2026).unwrap().innovation.iter().map(|indicator| format!("sid_{}", indicator.number)).collect();
    let (threes, ones) = (vec!["3"; 20].join(","), vec!["1"; 20].join(","));
    let head = format!("id,title,agency,affairs,basis,implementation_date,{}\n", numbers.join(","));
    fs::write(path("i.csv"), format!("{head}A,Antar Obat,Kota X,02,a,2024-05-01,{threes}\nB,=Bank,Kota X,06,a,2020-05-01,{ones}\n"))
        .unwrap();
    fs::write(path("s.csv"), "number,level\n1,3\n").unwrap();
    let (file, spd) = (path("i.csv"), path("s.csv"));
    let run = |more: &[&str]| jipp(&[&["index", "score", &file, "--spd", &spd, "--year", "2026"], more].concat());

    // SPD 3; (111 + 37) / 12 = 12.333; (3 + 12.333) / 2.5 = 6.1333
    let (code, text, _) = run(&[]);
    assert_eq!(code, Some(1), "mandatory indicators of the region are missing");
    for part in ["Kota X", "6,13", "Rata-rata kematangan (148,00 / 12)", "Kurang Inovatif", "2 / 6", "B: terakhir 2020-05-01", "wajib"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (_, text, _) = run(&["--lang", "en", "--what-if", "B:35=3,spd:1=2"]);
    for part in ["6.13", "Less innovative", "B:35 1 -> 3 (5 unsur): +8.00, +0.2667 IID", "spd:1 3 -> 2: -1.00, -0.4000 IID", "(-0.13)"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (_, text, _) = run(&["--explain", "B"]);
    assert!(text.contains("Kematangan 37,00") && text.contains("-> level 2 (3-4 unsur): +4,00, +0,1333 IID"), "{text}");
    let (_, text, _) = run(&["--format", "json"]);
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answer["claimed"]["iid"], 6.13);
    let (code, text, _) = run(&["--stored-index", "6,5", "--stored-class", "Kurang Inovatif", "--lang", "en"]);
    assert_eq!(code, Some(1));
    assert!(text.contains("IGA-04 index-differs") && text.contains("the stored index is 6,5, the levels give 6.13"), "{text}");
    let (_, text, _) = run(&["--format", "csv"]);
    assert_eq!(text.lines().nth(2), Some("B,'=Bank,37.00,,,0,35,2,3-4 unsur,4.00,0.1333"));

    for (args, wanted) in [
        (vec!["index", "score", &file, "--year", "2025"], "known: 2026"),
        (vec!["index", "score", &file, "--year", "2026", "--what-if", "35=3"], "ID:NUMBER=LEVEL"),
        (vec!["index", "score", &file, "--year", "2026", "--explain", "C"], "unknown innovation `C`"),
        (vec!["index", "score", &spd, "--year", "2026"], "no column of levels"),
        (vec!["index", "score", "tidak-ada.csv", "--year", "2026"], "tidak-ada.csv"),
    ] {
        let (code, _, error) = jipp(&[&args[..], &["--lang", "en"]].concat());
        assert_eq!(code, Some(2), "{args:?}: {error}");
        assert!(error.contains(wanted), "{args:?}: {error}");
    }
}

/// A region with these levels, one list for each innovation, and affairs by their place.
fn region(levels: &[(Vec<u8>, u8)], spd: &[u8]) -> RegionLevels {
    let form = Form::of(2026).unwrap();
    let entered = |indicators: &[jipp_core::index_iga::Indicator], levels: &[u8]| -> Vec<IndicatorLevel> {
        indicators.iter().zip(levels).map(|(indicator, level)| IndicatorLevel::new(&indicator.number, *level)).collect()
    };
    let innovations = levels.iter().enumerate().map(|(at, (levels, affair))| InnovationLevels {
        id: format!("I{at}"),
        affairs: vec![format!("{affair:02}")],
        indicators: entered(&form.innovation, levels),
        ..InnovationLevels::default()
    });
    RegionLevels { spd: Some(entered(&form.region, spd)), innovations: innovations.collect(), ..RegionLevels::default() }
}

fn any_region() -> impl Strategy<Value = (Vec<(Vec<u8>, u8)>, Vec<u8>)> {
    let innovation = (prop::collection::vec(0_u8..=3, 20), 1_u8..=8);
    (prop::collection::vec(innovation, 1..20), prop::collection::vec(0_u8..=3, 20))
}

fn figures(answer: &IndexScore) -> [f64; 5] {
    let claimed = &answer.claimed;
    [claimed.maturity_sum, claimed.average.unwrap(), claimed.spd.unwrap(), claimed.sid.unwrap(), claimed.iid.unwrap()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn raising_a_level_lowers_nothing_and_what_if_is_what_comes((levels, spd) in any_region(), at in any::<prop::sample::Index>(), number in 0_usize..20) {
        let form = Form::of(2026).unwrap();
        let at = at.index(levels.len());
        let mut raised = levels.clone();
        raised[at].0[number] = (raised[at].0[number] + 1).min(3);
        let change = LevelChange { innovation: Some(format!("I{at}")), indicator: form.innovation[number].number.clone(), level: raised[at].0[number] };
        let options = ScoreOptions { lang: Lang::En, what_if: vec![change], ..ScoreOptions::default() };
        let before = score(&form, &region(&levels, &spd), &options);
        let after = score(&form, &region(&raised, &spd), &ScoreOptions::default());
        for (before, after) in figures(&before).into_iter().zip(figures(&after)) {
            prop_assert!(before <= after);
        }
        let tried = before.what_if.unwrap();
        prop_assert_eq!(tried.claimed.iid, after.claimed.iid);
        prop_assert!(tried.gain.iid.unwrap() >= 0.0);
        for innovation in &after.innovations {
            prop_assert!((0.0..=111.0).contains(&innovation.maturity));
        }
        prop_assert!((0.0..=100.0).contains(&after.claimed.iid.unwrap()));
        prop_assert!((0.0..=63.0).contains(&after.claimed.spd.unwrap()));
    }

    #[test]
    fn the_order_of_innovations_does_not_matter((levels, spd) in any_region()) {
        let form = Form::of(2026).unwrap();
        let there = region(&levels, &spd);
        let mut back = there.clone();
        back.innovations.reverse();
        let options = ScoreOptions { steps: 30, ..ScoreOptions::default() };
        let (there, back) = (score(&form, &there, &options), score(&form, &back, &options));
        prop_assert_eq!(there.claimed, back.claimed);
        prop_assert_eq!(there.steps, back.steps);
        prop_assert_eq!(there.portfolio.affairs, back.portfolio.affairs);
        prop_assert_eq!(there.portfolio.without_outside, back.portfolio.without_outside);
    }

    #[test]
    fn whatever_is_written_gives_figures(cells in prop::collection::vec(".{0,12}", 6)) {
        let form = Form::of(2026).unwrap();
        let entered = IndicatorLevel {
            number: cells[0].clone(),
            level: Some(cells[1].clone()),
            verified_level: Some(cells[2].clone()),
            value: Some(cells[3].clone()),
            basis: Some(cells[4].clone()),
            evidence: Some(cells[5].clone()),
        };
        let on_33 = IndicatorLevel { number: "33".into(), ..entered.clone() };
        let innovation = InnovationLevels {
            id: cells[0].clone(),
            affairs: vec![cells[1].clone()],
            implementation_date: Some(cells[2].clone()),
            maturity: Some(cells[3].clone()),
            indicators: vec![entered.clone(), on_33],
            ..InnovationLevels::default()
        };
        let region = RegionLevels { spd: Some(vec![entered]), innovations: vec![innovation], ..RegionLevels::default() };
        let answer = score(&form, &region, &ScoreOptions::default());
        prop_assert!(answer.claimed.iid.is_some());
        let object: Map<String, Value> = serde_json::from_value(serde_json::to_value(&answer).unwrap()).unwrap();
        prop_assert!(object.contains_key("problems"));
    }
}
