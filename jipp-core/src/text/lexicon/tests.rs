use super::*;

fn terms(found: &[Match]) -> Vec<String> {
    found.iter().flat_map(|one| &one.terms).map(|term| term.words.join(" ")).collect()
}

#[test]
fn every_list_is_read_whole() {
    let mut lexicon = Lexicon::default();
    lexicon.add_senses(include_str!("../../../data/lexicon/senses.csv")).unwrap();
    lexicon.add_synonyms(include_str!("../../../data/lexicon/synonyms.csv")).unwrap();
    lexicon.add_glossary(include_str!("../../../data/lexicon/glossary.csv")).unwrap();
    for row in rows::<3>(include_str!("../../../data/lexicon/spelling.csv")) {
        let (line, [variant, standard, kind]) = row.unwrap();
        assert!(matches!(kind.as_str(), "nonstandard" | "informal" | "place"), "line {line}");
        assert!(spelling(&standard).is_none(), "line {line}: the standard form `{standard}` is itself a variant");
        assert_eq!(crate::text::fold(&variant), variant, "line {line}");
    }
    assert!(include_str!("../../../data/lexicon/synonyms.csv").lines().count() > 250);
    assert!(include_str!("../../../data/lexicon/glossary.csv").lines().count() > 300);
}

#[test]
fn every_term_leads_to_its_group() {
    let lexicon = Lexicon::built_in();
    for row in rows::<3>(include_str!("../../../data/lexicon/synonyms.csv")) {
        let (line, [group, _, _]) = row.unwrap();
        let group: Vec<&str> = group.split('|').collect();
        for (at, term) in group.iter().enumerate().filter(|(_, term)| !lexicon.senses.is_ambiguous(term)) {
            let asked: Vec<String> = crate::text::words(term).collect();
            let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
            let found = terms(&lexicon.synonyms(&asked));
            for (_, other) in group.iter().enumerate().filter(|(other, _)| *other != at) {
                let other = crate::text::words(other).collect::<Vec<_>>().join(" ");
                assert!(found.contains(&other), "line {line}: `{term}` does not lead to `{other}`");
            }
        }
    }
}

#[test]
fn longest_phrase_first_and_function_words_do_not_matter() {
    let lexicon = Lexicon::built_in();
    let found = lexicon.translations(&["pembuatan", "akta", "untuk", "kelahiran"]);
    assert_eq!(found[0].range, 1..4);
    assert!(terms(&found).contains(&"birth certificate".to_owned()));
    let found = lexicon.synonyms(&["tempat", "pembuangan", "akhir"]);
    assert_eq!(found[0].range, 0..3);
}

#[test]
fn abbreviations_both_ways() {
    let lexicon = Lexicon::built_in();
    assert!(terms(&lexicon.expansions(&["rsud"])).contains(&"rumah sakit umum daerah".to_owned()));
    assert!(terms(&lexicon.expansions(&["pos", "pelayanan", "terpadu"])).contains(&"posyandu".to_owned()));
}

#[test]
fn an_application_adds_its_own() {
    let mut lexicon = Lexicon::built_in().clone();
    assert!(lexicon.synonyms(&["warung", "digital"]).iter().all(|one| one.range != (0..2)));
    lexicon.add_synonyms("terms,weight,kind\nwarung digital|toko daring,0.7,same\n").unwrap();
    let found = lexicon.synonyms(&["warung", "digital"]);
    assert_eq!((found[0].range.clone(), terms(&found)[0].as_str()), (0..2, "toko daring"));
    assert_eq!(found[0].terms[0].weight, 0.7);
}

#[test]
fn a_bad_line_is_named() {
    let mut lexicon = Lexicon::default();
    let error = lexicon.add_synonyms("terms,weight,kind\na|b,0.5,same\na|b,2,same\n").unwrap_err();
    assert_eq!((error.line(), error.to_string().as_str()), (3, "line 3: weight `2` is no number from 0 to 1"));
    assert!(lexicon.add_synonyms("terms,weight,kind\na,0.5,same\n").is_err());
    assert!(lexicon.add_synonyms("terms,weight,kind\na|b,0.5,other\n").is_err());
    assert!(lexicon.add_glossary("en,id\nonly\n").is_err());
}

#[test]
fn nothing_is_found_for_nothing() {
    let lexicon = Lexicon::built_in();
    assert!(lexicon.synonyms(&[]).is_empty() && lexicon.translations(&[]).is_empty() && lexicon.expansions(&[]).is_empty());
    assert!(lexicon.synonyms(&["yang"]).is_empty());
}
