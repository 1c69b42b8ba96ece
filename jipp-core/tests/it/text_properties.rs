//! What holds of any text: tokens cover it in order, lemmas settle, nothing panics.

use jipp_core::text::lexicon::Lexicon;
use jipp_core::text::{lemma, tokenize};
use proptest::prelude::*;

/// Words of Indonesian letters with affixes in any order, beside anything at all.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "(di|ke|se|me[mn]?(ng|ny)?|pe[mnr]?(ng|ny)?|ber|ter|ku|kau|nge?|ny){0,3}[a-z]{0,8}(kan|an|i|in)?(nya|ku|mu)?(lah|kah|pun)?",
        "[a-z]{1,6}-[a-z]{1,9}",
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn lemmas_settle(word in word()) {
        let word = jipp_core::text::fold(&word);
        let once = lemma(&word);
        prop_assert_eq!(lemma(&once), once.clone(), "{}", word);
        prop_assert!(once.is_empty() == word.is_empty());
    }

    #[test]
    fn tokens_cover_the_text_in_order(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn tokens_of_mixed_writing(text in "([A-Za-z]{1,5}|[0-9]{1,4}|[-.,'% ’\u{ad}\u{301}é😀²½]|Rp|km|XVI){0,14}") {
        check(&text)?;
    }

    #[test]
    fn lexicon_answers_lie_in_the_question(words in prop::collection::vec(prop_oneof!["(bank|sampah|kartu|keluarga|ukm|ktp|waste|lanjut|usia|yang|dana|desa)", any::<String>()], 0..12)) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let lexicon = Lexicon::built_in();
        for found in [lexicon.synonyms(&words), lexicon.translations(&words), lexicon.expansions(&words)].into_iter().flatten() {
            prop_assert!(found.range.start < found.range.end && found.range.end <= words.len());
            prop_assert!(!found.terms.is_empty());
            prop_assert!(found.terms.iter().all(|term| !term.words.is_empty() && (0.0..=1.0).contains(&term.weight)));
        }
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mut before = 0;
    for token in tokenize(text) {
        let covered = text.get(token.span.clone());
        prop_assert!(covered.is_some_and(|covered| !covered.is_empty()), "{:?}", token);
        prop_assert!(!token.exact.is_empty() && !token.lemma.is_empty(), "{:?}", token);
        // a joined form goes back to its first part
        prop_assert!(token.position <= before + 1);
        before = before.max(token.position);
    }
    let starts: Vec<_> = tokenize(text).into_iter().map(|token| (token.position, token.span.start)).collect();
    for pair in starts.windows(2) {
        prop_assert!(pair[0].0 >= pair[1].0 || pair[0].1 <= pair[1].1, "{:?}", pair);
    }
    Ok(())
}
