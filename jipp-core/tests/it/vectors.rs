//! The cases that Rust, Python and the browser all run: tests/vectors/.

use std::collections::BTreeMap;
use std::fs;

use jipp_core::dedup::Measures;
use jipp_core::wire::{
    AnalyzeCall, AnalyzedToken, DedupeAnswer, DedupeOptions, HubsCall, IndexScore, IndexScoreCall, LookUp, NearestRegions, RegionCall,
    ReplicationsCall, Resolution, ResolveNames, SearchRequest, SimilarRegions, TitleCall, ValidateOptions, analyze, dedupe, dedupe_with,
    index_score, look_up, nearest_region_rows, region_row, resolve_names, similar_region_rows, validate, validate_hubs,
    validate_replications,
};
use serde::Deserialize;
use serde_json::Value;

use crate::support::{root, sample};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    name: String,
    description: String,
    input: Value,
    expect: Value,
}

/// A file of names holds a case for each name.
#[derive(Debug, PartialEq, Deserialize)]
struct Counts {
    files: usize,
    cases: usize,
}

/// The vectors of an area; as many as the manifest says, so that none is lost without notice.
fn vectors(area: &str) -> Vec<Vector> {
    let folder = root().join("tests/vectors");
    let manifest: BTreeMap<String, Counts> = serde_json::from_str(&fs::read_to_string(folder.join("MANIFEST.json")).unwrap()).unwrap();
    let vectors = read(area);
    let cases = vectors
        .iter()
        .map(|vector| vector.input.get("names").or(vector.input.get("texts")).and_then(Value::as_array).map_or(1, Vec::len))
        .sum();
    assert_eq!(Counts { files: vectors.len(), cases }, manifest[area], "tests/vectors/MANIFEST.json counts `{area}` wrongly");
    vectors
}

/// The vectors of an area, in the order of their names.
fn read(area: &str) -> Vec<Vector> {
    let mut files: Vec<_> = fs::read_dir(root().join("tests/vectors").join(area)).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let vectors: Vec<Vector> = files
        .iter()
        .map(|file| serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap_or_else(|e| panic!("{}: {e}", file.display())))
        .collect();
    for (vector, file) in vectors.iter().zip(&files) {
        assert_eq!(file.file_stem().unwrap().to_str(), Some(vector.name.as_str()));
        assert!(!vector.description.is_empty());
    }
    vectors
}

fn input<T: serde::de::DeserializeOwned>(vector: &Vector, key: &str) -> T {
    serde_json::from_value(vector.input.get(key).cloned().unwrap_or(Value::Object(serde_json::Map::default()))).unwrap()
}

#[test]
fn resolve() {
    for vector in vectors("resolve") {
        let call: ResolveNames = serde_json::from_value(vector.input.clone()).unwrap();
        let row = |answer: Resolution| {
            let candidates: Vec<String> = answer.candidates.into_iter().map(|candidate| candidate.code).collect();
            serde_json::json!({ "status": answer.status, "code": answer.code, "region_code": answer.region_code, "candidates": candidates })
        };
        let found = Value::Array(resolve_names(&call).unwrap().into_iter().map(row).collect());
        check("resolve", &vector, &found);
    }
}

#[test]
fn every_area_of_the_manifest_has_a_runner() {
    let manifest: BTreeMap<String, Counts> =
        serde_json::from_str(&fs::read_to_string(root().join("tests/vectors/MANIFEST.json")).unwrap()).unwrap();
    assert!(
        manifest.keys().eq([
            "dedupe",
            "index_iga",
            "lemma",
            "regions",
            "replications",
            "resolve",
            "rules",
            "search",
            "titles",
            "tokens",
            "vocabulary"
        ]),
        "{manifest:?}"
    );
}

/// `UPDATE=1` writes what jipp answers today into the vector: read the difference before you commit it.
fn check(area: &str, vector: &Vector, found: &Value) {
    if std::env::var_os("UPDATE").is_some() {
        let file = serde_json::json!({ "name": vector.name, "description": vector.description, "input": vector.input, "expect": found });
        let path = root().join("tests/vectors").join(area).join(format!("{}.json", vector.name));
        fs::write(path, serde_json::to_string_pretty(&file).unwrap() + "\n").unwrap();
    } else {
        assert_eq!(*found, vector.expect, "{}", vector.name);
    }
}

/// What cannot be answered is a case too: its slug is the same everywhere.
fn answered(answer: Result<Value, jipp_core::SettingsError>) -> Value {
    answer.unwrap_or_else(|error| serde_json::json!({ "error": error.code() }))
}

#[test]
fn titles() {
    let mut wrong = Vec::new();
    for vector in vectors("titles") {
        let names: Vec<String> = input(&vector, "names");
        for (title, expected) in names.iter().zip(vector.expect.as_array().unwrap()) {
            let found = serde_json::to_value(jipp_core::wire::parse_title(&TitleCall { title: title.clone() })).unwrap();
            if found != *expected {
                wrong.push(format!("{}: {title}\n  expected {expected}\n  found    {found}", vector.name));
            }
        }
        assert_eq!(names.len(), vector.expect.as_array().unwrap().len(), "{}", vector.name);
    }
    assert!(wrong.is_empty(), "{} titles are read wrongly:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn vocabulary() {
    for vector in vectors("vocabulary") {
        let call: LookUp = serde_json::from_value(vector.input.clone()).unwrap();
        let found = look_up(&call).map(|answer| {
            let candidates: Vec<String> = answer.candidates.into_iter().map(|value| value.code).collect();
            let code = answer.value.map(|value| value.code);
            serde_json::json!({
                "status": answer.status, "matched_by": answer.matched_by, "valid": answer.valid, "code": code, "candidates": candidates,
            })
        });
        check("vocabulary", &vector, &answered(found));
    }
}

#[test]
fn tokens() {
    for vector in vectors("tokens") {
        let call: AnalyzeCall = serde_json::from_value(vector.input.clone()).unwrap();
        let row = |t: &AnalyzedToken| serde_json::json!([t.exact, t.lemma, t.start, t.end, t.position]);
        let found: Vec<Vec<Value>> = analyze(&call).iter().map(|text| text.tokens.iter().map(row).collect()).collect();
        check("tokens", &vector, &serde_json::json!(found));
    }
}

#[test]
fn lemma() {
    for vector in vectors("lemma") {
        let call: AnalyzeCall = serde_json::from_value(vector.input.clone()).unwrap();
        let lemmas = |text: &jipp_core::wire::AnalyzedText| text.tokens.iter().map(|t| t.lemma.clone()).collect::<Vec<_>>().join(" ");
        check("lemma", &vector, &serde_json::json!(analyze(&call).iter().map(lemmas).collect::<Vec<_>>()));
    }
}

#[test]
fn regions() {
    for vector in vectors("regions") {
        let Value::Object(mut call) = vector.input.clone() else { panic!("{}", vector.name) };
        let name = call.remove("call").unwrap();
        let call = Value::Object(call);
        let found = match name.as_str().unwrap() {
            "region" => {
                let call: RegionCall = serde_json::from_value(call).unwrap();
                let row =
                    |row: jipp_core::wire::RegionRow| serde_json::json!({ "code": row.code, "name": row.name, "bps_code": row.bps_code });
                region_row(&call).map(|found| found.map_or(Value::Null, row))
            }
            "nearest" => {
                let call: NearestRegions = serde_json::from_value(call).unwrap();
                nearest_region_rows(&call).map(|rows| rows.into_iter().map(|row| serde_json::json!([row.code, row.km])).collect())
            }
            "similar" => {
                let call: SimilarRegions = serde_json::from_value(call).unwrap();
                similar_region_rows(&call).map(|rows| rows.into_iter().map(|row| serde_json::json!([row.code, row.reason])).collect())
            }
            other => panic!("{}: no such call `{other}`", vector.name),
        };
        check("regions", &vector, &answered(found));
    }
}

#[test]
fn rules() {
    for vector in vectors("rules") {
        let options: ValidateOptions = input(&vector, "options");
        let answer = validate(&vector.input["records"].to_string(), &options).unwrap();
        let mut codes: Vec<&str> = answer.findings.iter().map(|f| f.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(serde_json::json!({ "codes": codes }), vector.expect, "{}", vector.name);
    }
}

/// What `expect` says of the answer. Of an object it may leave out keys, of a list no place: `{}` stands for anything.
fn partly(found: &Value, expected: &Value, at: &str, wrong: &mut Vec<String>) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, expected) in expected {
                partly(found.get(key).unwrap_or(&Value::Null), expected, &format!("{at}/{key}"), wrong);
            }
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            for (number, (found, expected)) in found.iter().zip(expected).enumerate() {
                partly(found, expected, &format!("{at}/{number}"), wrong);
            }
        }
        // 4 and 4.0 are one number
        (Value::Number(found), Value::Number(expected)) if found.as_f64() == expected.as_f64() => {}
        (found, expected) if found == expected => {}
        (found, expected) => wrong.push(format!("{at}: {expected} expected, {found} found")),
    }
}

#[test]
fn index_iga() {
    let mut wrong = Vec::new();
    for vector in vectors("index_iga") {
        assert!(vector.description.len() > 80, "{}: the computation is told", vector.name);
        let call: IndexScoreCall = serde_json::from_value(vector.input.clone()).unwrap_or_else(|e| panic!("{}: {e}", vector.name));
        let found = match index_score(&call) {
            Ok(answer) => {
                let json = serde_json::to_value(&answer).unwrap();
                assert_eq!(serde_json::from_value::<IndexScore>(json.clone()).unwrap(), answer, "{}", vector.name);
                json
            }
            Err(error) => serde_json::json!({ "error": error.code() }),
        };
        partly(&found, &vector.expect, &vector.name, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Replications and hubs: the input is the call itself.
#[test]
fn replications() {
    for vector in vectors("replications") {
        let answer = if vector.input.get("hubs").is_some() {
            validate_hubs(&serde_json::from_value::<HubsCall>(vector.input.clone()).unwrap())
        } else {
            validate_replications(&serde_json::from_value::<ReplicationsCall>(vector.input.clone()).unwrap())
        };
        let mut codes: Vec<String> = answer.unwrap().findings.into_iter().map(|f| f.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(serde_json::json!({ "codes": codes }), vector.expect, "{}", vector.name);
    }
}

#[test]
fn deduplication() {
    for vector in vectors("dedupe") {
        let options: DedupeOptions = input(&vector, "options");
        let records = vector.input["records"].to_string();
        let answer = dedupe(&records, &options).unwrap();
        let clusters: BTreeMap<&String, &String> = answer.clusters.iter().map(|row| (&row.id, &row.cluster)).collect();
        let mut found = serde_json::json!({ "clusters": clusters });
        let pairs = |answer: &DedupeAnswer| {
            serde_json::json!(answer.pairs.iter().map(|p| (&p.left, &p.right, p.probability, p.kind)).collect::<Vec<_>>())
        };
        let rounded = |value: f64| (value * 1e9).round() / 1e9;
        let tell: Vec<String> = vector.input.get("tell").map_or_else(Vec::new, |tell| serde_json::from_value(tell.clone()).unwrap());
        for what in tell {
            found[&what] = match what.as_str() {
                "pairs" => pairs(&answer),
                "evaluation" => {
                    let e = answer.evaluation.as_ref().unwrap();
                    let figures = [e.clusters.precision, e.clusters.recall, e.clusters.f1, e.blocking_completeness, e.calibration_error];
                    serde_json::json!({ "figures": figures.map(rounded), "errors": e.error_counts })
                }
                "blocking" => serde_json::json!(
                    answer
                        .blocking
                        .as_ref()
                        .unwrap()
                        .rules
                        .iter()
                        .map(|r| serde_json::json!([r.rule, r.pairs, r.new_pairs, r.split_blocks, r.completeness.map(rounded)]))
                        .collect::<Vec<_>>()
                ),
                "review" => serde_json::json!(answer.review.as_ref().unwrap().iter().map(|r| (&r.left, &r.right)).collect::<Vec<_>>()),
                // with the saved model, without learning: the same pairs
                "again" => {
                    let options = DedupeOptions { model: answer.model.clone(), settings: None, ..options.clone() };
                    pairs(&dedupe(&records, &options).unwrap())
                }
                _ => panic!("{what} is not told"),
            };
        }
        check("dedupe", &vector, &found);
    }
}

/// Functions are no data, so each language writes the one that these name.
#[test]
fn measures() {
    let number = |text: &str| {
        let last = text.split(|c: char| !c.is_ascii_digit()).rfind(|run| !run.is_empty())?;
        last.parse::<f64>().ok()
    };
    let house = move |a: &str, b: &str| {
        let apart = (number(a)? - number(b)?).abs();
        Some(if apart < 0.5 {
            1.0
        } else if apart < 1.5 {
            0.5
        } else {
            0.0
        })
    };
    let vectors = read("measures");
    assert_eq!(vectors.len(), 1);
    for vector in vectors {
        let options: DedupeOptions = input(&vector, "options");
        let answer = dedupe_with(&vector.input["records"].to_string(), &options, Measures::default().with("house", house)).unwrap();
        let rounded = |value: f64| (value * 1e9).round() / 1e9;
        let pairs: Vec<_> = answer.pairs.iter().map(|p| (&p.left, &p.right, rounded(p.probability), p.kind)).collect();
        let explained = answer.explanations.iter().flatten();
        let levels: Vec<Vec<&String>> = explained.map(|told| told.fields.iter().map(|field| &field.level).collect()).collect();
        check("measures", &vector, &serde_json::json!({ "pairs": pairs, "levels": levels }));
    }
}

#[test]
fn search() {
    let index = jipp_core::search::Index::build(&sample().directory.documents(), &jipp_core::progress::silent).unwrap();
    let pieces = index.to_pieces().unwrap();
    for vector in vectors("search") {
        let request: SearchRequest = serde_json::from_value(vector.input.clone()).unwrap();
        let ids: Vec<String> = index.search(&request).unwrap().hits.into_iter().map(|hit| hit.id).collect();
        assert_eq!(ids_in_pieces(&pieces, &request), ids, "{}: in pieces", vector.name);
        let found = serde_json::json!({ "ids": ids });
        check("search", &vector, &found);
    }
}

/// The same from an index of which nothing but the head is there at first.
fn ids_in_pieces(pieces: &jipp_core::search::IndexPieces, request: &SearchRequest) -> Vec<String> {
    let index = crate::pieces::opened(pieces);
    crate::pieces::asked(&index, pieces, |index| index.search(request)).0.hits.into_iter().map(|hit| hit.id).collect()
}
