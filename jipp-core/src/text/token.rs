use std::ops::Range;

use super::{fold, lemma};

/// One word of a text, as search sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Folded form.
    pub exact: String,
    /// Lemma of the folded form.
    pub lemma: String,
    /// Bytes of the original text it covers.
    pub span: Range<usize>,
    /// Number of the word in the text. Joined forms share the position of their first part.
    pub position: usize,
}

/// Splits a text into tokens with byte offsets into the original.
///
/// A word is a run of letters and digits. Words joined by `-`, `'` or `.` (`SI-TARANG`, `e-KTP`) give their parts and the
/// joined form at the same position; a reduplication (`anak-anak`) gives its part once.
///
/// ```
/// use jipp_core::text::tokenize;
/// let forms: Vec<_> = tokenize("e-KTP anak-anak").into_iter().map(|t| t.exact).collect();
/// assert_eq!(forms, ["e", "ktp", "ektp", "anak"]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut position = 0;
    let mut group: Vec<(String, Range<usize>)> = Vec::new();
    let mut word: Option<usize> = None;
    let mut joiner_at: Option<usize> = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        if c.is_alphanumeric() && at < text.len() {
            if word.is_none() {
                // a new word after anything but one joiner ends the group
                if joiner_at.is_none_or(|j| j + 1 != at) {
                    flush(&mut group, &mut tokens, &mut position);
                }
                word = Some(at);
            }
            continue;
        }
        if let Some(start) = word.take() {
            group.push((fold(text.get(start..at).unwrap_or_default()), start..at));
            joiner_at = None;
        }
        if matches!(c, '-' | '\'' | '’' | '.' | '‑') && group.last().is_some_and(|(_, span)| span.end == at) {
            joiner_at = Some(at + c.len_utf8() - 1);
        }
    }
    flush(&mut group, &mut tokens, &mut position);
    tokens
}

fn flush(group: &mut Vec<(String, Range<usize>)>, tokens: &mut Vec<Token>, position: &mut usize) {
    if group.is_empty() {
        return;
    }
    let first = *position;
    let whole = group.first().map_or(0, |(_, s)| s.start)..group.last().map_or(0, |(_, s)| s.end);
    if let [(a, _), (b, _)] = group.as_slice()
        && a == b
    {
        tokens.push(token(a.clone(), whole, first));
        *position += 1;
        group.clear();
        return;
    }
    let joined: String = group.iter().map(|(w, _)| w.as_str()).collect();
    let several = group.len() > 1;
    for (word, span) in group.drain(..) {
        tokens.push(token(word, span, *position));
        *position += 1;
    }
    if several {
        tokens.push(token(joined, whole, first));
    }
}

fn token(exact: String, span: Range<usize>, position: usize) -> Token {
    let lemma = lemma(&exact);
    Token { exact, lemma, span, position }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_point_into_the_original() {
        let text = "“SI-TARANG” Kota Payakumbuh";
        for token in tokenize(text) {
            let covered = text.get(token.span.clone()).unwrap();
            assert_eq!(crate::text::key(covered), token.exact);
        }
    }

    #[test]
    fn joined_forms_share_the_first_position() {
        let tokens: Vec<_> = tokenize("SI-TARANG kota").into_iter().map(|t| (t.exact, t.position)).collect();
        assert_eq!(tokens, [("si".into(), 0), ("tarang".into(), 1), ("sitarang".into(), 0), ("kota".into(), 2)]);
        assert_eq!(tokenize("a. b").len(), 2, "a full stop before a blank joins nothing");
    }
}
