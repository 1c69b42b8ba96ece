use serde::{Deserialize, Serialize};

use crate::text::tokenize;

/// How does search read these texts?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct AnalyzeCall {
    /// The texts.
    pub texts: Vec<String>,
}

/// A text as search reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct AnalyzedText {
    /// Its words in order; a joined form follows its parts.
    pub tokens: Vec<AnalyzedToken>,
}

/// A word of a text as search reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct AnalyzedToken {
    /// First character of the text that it covers, counted as in the highlights of a search.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// Number of the word in the text; forms of one word share it.
    pub position: usize,
    /// The word folded: lower case, no diacritics.
    pub exact: String,
    /// Its lemma.
    pub lemma: String,
}

/// The words of each text as search reads them.
pub fn analyze(call: &AnalyzeCall) -> Vec<AnalyzedText> {
    call.texts.iter().map(|text| analyzed(text)).collect()
}

fn analyzed(text: &str) -> AnalyzedText {
    // spans in bytes become numbers of characters
    let characters = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
    let ascii = text.is_ascii();
    let place = |byte: usize| if ascii { byte } else { characters(byte) };
    let tokens = tokenize(text)
        .into_iter()
        .map(|token| AnalyzedToken {
            start: place(token.span.start),
            end: place(token.span.end),
            position: token.position,
            exact: token.exact,
            lemma: token.lemma,
        })
        .collect();
    AnalyzedText { tokens }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters() {
        let answer = analyze(&AnalyzeCall { texts: vec!["“Café” Desa".to_owned(), String::new()] });
        let token = &answer[0].tokens[1];
        assert_eq!((token.start, token.end, token.position, token.exact.as_str()), (7, 11, 1, "desa"));
        assert!(answer[1].tokens.is_empty());
    }
}
