//! Every rule is documented, named and numbered alike, and its page in docs/rules is current.

use std::collections::HashSet;
use std::fs;

use jipp_core::lang::{Bilingual, Lang};
use jipp_core::rules::{Settings, rule, rule_page, rules};
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
    assert!(rules().len() >= 25);
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

/// What no call with JSON can show: the bytes, widths and lengths of a file's cells, and merged records.
const WITHOUT_VECTOR: &[&str] = &["SRC-02", "SRC-03", "SRC-04", "DUP-05"];

#[test]
fn every_rule_has_a_vector_that_violates_it_and_one_that_does_not() {
    let vectors: Vec<Value> = fs::read_dir(root().join("tests/vectors/rules"))
        .unwrap()
        .map(|file| serde_json::from_str(&fs::read_to_string(file.unwrap().path()).unwrap()).unwrap())
        .collect();
    let has = |list: &Value, code: &str| list.as_array().is_some_and(|list| list.iter().any(|item| item == code));
    for code in rules().iter().map(|r| r.info.code) {
        let violated = vectors.iter().any(|vector| has(&vector["expect"]["codes"], code));
        let kept = vectors.iter().any(|vector| has(&vector["input"]["options"]["select"], code) && !has(&vector["expect"]["codes"], code));
        assert_eq!((violated, kept), if WITHOUT_VECTOR.contains(&code) { (false, false) } else { (true, true) }, "{code}");
    }
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
