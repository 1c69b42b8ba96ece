//! Every rule is documented, named and numbered alike, and its page in docs/rules is current.

use std::collections::HashSet;
use std::fs;

use jipp_core::index_iga::IndexProblemKind;
use jipp_core::ingest::{ReadOptions, Source, read};
use jipp_core::lang::{Bilingual, Lang};
use jipp_core::model::{Record, SourceSystem};
use jipp_core::rules::{Check, CheckOptions, Settings, check, in_scope, rule, rule_page, rules};
use serde_json::Value;

use crate::support::root;

#[test]
fn codes_and_names_are_unique_well_formed_and_found_again() {
    let mut seen = HashSet::new();
    for r in rules() {
        let info = r.info;
        let (family, number) = info.code.split_once('-').expect("a code has a family and a number");
        assert!((2..=3).contains(&family.len()) && family.chars().all(|c| c.is_ascii_uppercase()), "{}", info.code);
        assert!(number.len() == 2 && number.chars().all(|c| c.is_ascii_digit()), "{}", info.code);
        assert!(info.name.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !info.name.starts_with("no-"), "{}", info.name);
        assert!(seen.insert(info.code) && seen.insert(info.name), "{} or {} is used twice", info.code, info.name);
        assert_eq!(rule(info.code).unwrap().info.code, info.code);
        assert_eq!(rule(&info.code.replace('-', "").to_lowercase()).unwrap().info.code, info.code);
    }
    assert_eq!(rules().len(), 97, "a new rule: correct this number, that of README.md and that of CHANGELOG.md");
}

#[test]
fn every_rule_is_documented_in_both_languages() {
    for r in rules() {
        let info = r.info;
        assert!(!info.messages.is_empty(), "{}", info.code);
        for text in [info.invalid, info.valid, info.source] {
            assert!(text.len() >= 2, "{}", info.code);
        }
        let mut texts: Vec<Bilingual> = vec![info.summary, info.why];
        for message in info.messages {
            texts.extend([message.message, message.help]);
            for text in [message.message.id, message.message.en, message.help.id, message.help.en] {
                assert!(!text.ends_with('.'), "{}: no final full stop in `{text}`", info.code);
                let first = text.split(' ').next().unwrap_or_default();
                let acronym = first.chars().all(char::is_uppercase);
                assert!(acronym || !text.starts_with(|c: char| c.is_uppercase()), "{}: `{text}` starts in lower case", info.code);
            }
            let places = |text: &str| -> HashSet<String> {
                text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect()
            };
            assert_eq!(places(message.message.id), places(message.message.en), "{} {}", info.code, message.slug);
        }
        for text in texts {
            assert!(text.id.len() > 8 && text.en.len() > 8 && text.id != text.en, "{}: `{}`", info.code, text.id);
        }
    }
}

#[test]
fn the_numbers_of_rules_are_named_bounded_and_explained() {
    let mut seen = 0;
    for info in rules().iter().map(|r| r.info) {
        let names: HashSet<&str> = info.settings.iter().map(|setting| setting.name).collect();
        assert_eq!(names.len(), info.settings.len(), "{}", info.code);
        for setting in info.settings {
            seen += 1;
            assert!(setting.name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{} {}", info.code, setting.name);
            assert!((setting.range.0..=setting.range.1).contains(&setting.default), "{} {}", info.code, setting.name);
            assert!(setting.summary.id.len() > 8 && setting.summary.id != setting.summary.en, "{} {}", info.code, setting.name);
            // every number can be set to its default, which changes nothing
            let text = format!("[rule.{}]\n{} = {}\n", info.code, setting.name, setting.default);
            let settings = Settings::parse("jipp.toml", &text).unwrap();
            assert_eq!(settings.number(info.code, setting), Some(setting.default));
        }
    }
    assert!(seen >= 8, "the test looks at nothing");
}

/// What no call with JSON can show: the bytes, widths and lengths of a file's cells, what only a workbook has, and merged records.
const WITHOUT_VECTOR: &[&str] = &["SRC-02", "SRC-03", "SRC-04", "SRC-07", "SRC-08", "DUP-05"];

fn vectors(area: &str) -> Vec<Value> {
    let read = |path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    fs::read_dir(root().join("tests/vectors").join(area)).unwrap().map(|file| read(file.unwrap().path())).collect()
}

/// A rule about records has its vectors among those of the rules, one about regions among those of the index.
#[test]
fn every_rule_has_a_vector_that_violates_it_and_one_that_does_not() {
    let of_records: Vec<Value> = ["rules", "replications"].into_iter().flat_map(vectors).collect();
    let of_regions = vectors("index_iga");
    let has = |list: &Value, code: &str| list.as_array().is_some_and(|list| list.iter().any(|item| item == code));
    let told = |vector: &Value, code: &str| -> Option<bool> {
        let findings = vector["expect"]["findings"].as_array()?;
        Some(findings.iter().any(|finding| finding["code"] == code))
    };
    // only a region that stores an index, or was verified, has something to compare
    let asked = |vector: &Value, code: &str| match code {
        "IGA-04" => vector["input"]["region"]["stored_index"] != Value::Null,
        _ => vector["expect"]["verified"] != Value::Null || vector["input"]["region"]["stored_index"] != Value::Null,
    };
    for rule in rules() {
        let code = rule.info.code;
        if matches!(rule.check, Check::Index(_) | Check::RecordAndIndex(..)) {
            let violated = of_regions.iter().any(|vector| told(vector, code) == Some(true));
            let kept = of_regions.iter().any(|vector| told(vector, code) == Some(false) && asked(vector, code));
            assert!(violated && kept, "{code}: violated {violated}, kept {kept} (tests/vectors/index_iga)");
        }
        if matches!(rule.check, Check::Index(_)) {
            continue;
        }
        let violated = of_records.iter().any(|vector| has(&vector["expect"]["codes"], code));
        let kept =
            of_records.iter().any(|vector| has(&vector["input"]["options"]["select"], code) && !has(&vector["expect"]["codes"], code));
        assert_eq!((violated, kept), if WITHOUT_VECTOR.contains(&code) { (false, false) } else { (true, true) }, "{code}");
    }
}

/// What the index itself finds wrong bears the code of a rule, and is as grave there.
#[test]
fn problems_of_the_index_agree_with_the_rules() {
    for kind in IndexProblemKind::ALL {
        let Some(code) = kind.rule() else { continue };
        let rule = rule(code).unwrap_or_else(|| panic!("{}: no rule {code}", kind.code()));
        // a rule that tells the kind itself tells it with the severity of the kind
        let told = rule.info.messages.iter().any(|message| message.slug == kind.code());
        assert!(told || kind.severity() == rule.info.severity, "{}: {code} is {}", kind.code(), rule.info.severity.code());
    }
}

/// Every record of the rules' vectors, as if it were of another programme or year: what is found must lie in the scope of its rule.
#[test]
fn no_rule_reports_outside_its_scope() {
    let mut seen = HashSet::new();
    for vector in vectors("rules") {
        let bytes = vector["input"]["records"].to_string();
        let source = vector["input"]["options"]["source"].as_str().unwrap_or_default().to_owned();
        let options = ReadOptions { source: &source, ..ReadOptions::default() };
        let read = read(Source { name: "records", bytes: bytes.as_bytes() }, &options).unwrap();
        let as_of = vector["input"]["options"]["as_of"].as_str().and_then(|day| day.parse().ok());
        let check_options = CheckOptions { as_of, ..CheckOptions::default() };
        for programme in ["KIPP", "IGA", "LAN", "JIPPNas", "other"] {
            for year in [None, Some(2018), Some(2021), Some(2023), Some(2024), Some(2025), Some(2026)] {
                let mut records = read.records.clone();
                for record in &mut records {
                    // the system would say the programme again
                    if programme != read.file.programme {
                        (record.source.system, record.innovation.steward) = (SourceSystem::Generic, None);
                    }
                    if let Some(year) = year {
                        record.innovation.year = Some(year);
                        record.innovation.kipp_entries.iter_mut().for_each(|entry| entry.year = year);
                        record.innovation.iga_indicators.iter_mut().for_each(|claim| claim.year = year);
                        record.innovation.maturity_scores.iter_mut().for_each(|scores| scores.year = year);
                    }
                }
                let years: Vec<i32> = records.iter().flat_map(years_told).collect();
                for finding in check(&records, |_| programme, &check_options).findings {
                    let scope = &finding.rule.scope;
                    assert!(in_scope(scope, programme, &years), "{}: {} {programme} {year:?}", vector["name"], finding.rule.code);
                    seen.insert(finding.rule.code);
                }
            }
        }
    }
    assert!(seen.len() > 60, "the test looks at few rules: {}", seen.len());
}

fn years_told(record: &Record) -> Vec<i32> {
    let innovation = &record.innovation;
    let entries = innovation.kipp_entries.iter().map(|entry| entry.year);
    let forms = innovation.iga_indicators.iter().map(|claim| claim.year);
    innovation.year.into_iter().chain(entries).chain(forms).collect()
}

/// `UPDATE=1 cargo test -p jipp-core --features cli,schema registry` writes the pages again.
#[test]
fn the_pages_in_docs_are_current() {
    let folder = root().join("docs/rules");
    let update = std::env::var_os("UPDATE").is_some();
    if update {
        fs::create_dir_all(&folder).unwrap();
    }
    let mut expected = HashSet::new();
    let mut index = String::from(
        "# Rules\n\nGenerated from the rules themselves; do not edit.\n\n| code | name | severity | what it checks |\n|---|---|---|---|\n",
    );
    for r in rules() {
        let file = format!("{}.md", r.info.code);
        let page = format!("{}\n---\n\n{}", rule_page(r.info, Lang::En), rule_page(r.info, Lang::Id));
        index.push_str(&format!(
            "| [{0}]({0}.md) | {1} | {2} | {3} |\n",
            r.info.code,
            r.info.name,
            r.info.severity.code(),
            r.info.summary.en
        ));
        if update {
            fs::write(folder.join(&file), &page).unwrap();
        }
        assert_eq!(fs::read_to_string(folder.join(&file)).unwrap_or_default(), page, "docs/rules/{file} is stale: run with UPDATE=1");
        expected.insert(file);
    }
    if update {
        fs::write(folder.join("README.md"), &index).unwrap();
    }
    assert_eq!(fs::read_to_string(folder.join("README.md")).unwrap_or_default(), index, "docs/rules/README.md is stale");
    expected.insert("README.md".into());
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(expected.contains(&name), "docs/rules/{name} belongs to no rule");
    }
}
