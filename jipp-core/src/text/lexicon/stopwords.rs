//! Which words does a question consist of rather than ask for?

use std::collections::HashMap;
use std::sync::OnceLock;

/// `data/lexicon/stopwords.csv`: function words of the Snowball project (BSD), question words and those of requests, a few of English.
fn table() -> &'static HashMap<&'static str, bool> {
    static TABLE: OnceLock<HashMap<&'static str, bool>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("../../../data/lexicon/stopwords.csv").lines().skip(1);
        lines.filter_map(|line| line.split_once(',')).map(|(word, kind)| (word, kind == "question")).collect()
    })
}

/// Whether a folded word says nothing about what is asked. For questions only: an index keeps every word.
///
/// ```
/// use jipp_core::text::lexicon::is_stop_word;
/// assert!(is_stop_word("yang") && is_stop_word("bagaimana") && !is_stop_word("sampah"));
/// ```
pub fn is_stop_word(word: &str) -> bool {
    table().contains_key(word)
}

/// Whether a folded word makes a question (`apa`, `bagaimana`).
pub fn is_question_word(word: &str) -> bool {
    table().get(word).copied().unwrap_or(false)
}
