//! Which words does a question consist of rather than ask for?

use std::collections::HashMap;
use std::sync::OnceLock;

/// What a word does in a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It holds the others together.
    Function,
    /// It makes a question.
    Question,
    /// It tells of every day: of wishing, going, much and little, morning and evening.
    Everyday,
}

/// `data/lexicon/stopwords.csv`: function words of the Snowball project (BSD) and a few more, question words and those of requests, a few of
/// English, everyday words.
fn kind(word: &str) -> Option<Kind> {
    static TABLE: OnceLock<HashMap<&'static str, Kind>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let lines = include_str!("../../../data/lexicon/stopwords.csv").lines().skip(1);
        let kind = |kind| match kind {
            "question" => Kind::Question,
            "everyday" => Kind::Everyday,
            _ => Kind::Function,
        };
        lines.filter_map(|line| line.split_once(',')).map(|(word, of)| (word, kind(of))).collect()
    });
    table.get(word).copied()
}

/// Whether a folded word says nothing about what is asked. For questions only: an index keeps every word.
///
/// ```
/// use jipp_core::text::lexicon::is_stop_word;
/// assert!(is_stop_word("yang") && is_stop_word("bagaimana") && !is_stop_word("sampah"));
/// ```
pub fn is_stop_word(word: &str) -> bool {
    matches!(kind(word), Some(Kind::Function | Kind::Question))
}

/// Whether a folded word makes a question (`apa`, `bagaimana`).
pub fn is_question_word(word: &str) -> bool {
    kind(word) == Some(Kind::Question)
}

/// Whether a folded word belongs to telling (`ingin`, `susah`, `kemarin`) and seldom names what is sought. In records, which are written
/// in official language, such words are rare, so that their rarity says nothing about their weight.
///
/// ```
/// use jipp_core::text::lexicon::is_everyday_word;
/// assert!(is_everyday_word("pengen") && !is_everyday_word("yang") && !is_everyday_word("sampah"));
/// ```
pub fn is_everyday_word(word: &str) -> bool {
    kind(word) == Some(Kind::Everyday)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_line_has_one_word_and_no_word_two_lines() {
        let mut seen = std::collections::BTreeSet::new();
        for line in include_str!("../../../data/lexicon/stopwords.csv").lines().skip(1) {
            let (word, kind) = line.split_once(',').unwrap();
            assert!(!word.is_empty() && word == crate::text::key(word), "{word}");
            assert!(["function", "question", "english", "everyday"].contains(&kind), "{word}: {kind}");
            assert!(seen.insert(word), "{word} stands twice");
        }
    }
}
