use std::ops::Range;

use super::{fold, lemma, quantity};
use crate::unicode::is_combining_mark;

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
/// A word is a run of letters and digits; marks over letters and invisible characters belong to it. Words joined by `-`, `'` or
/// `.` (`SI-TARANG`, `e-KTP`), by a change from small to capital letters (`PeduliLindungi`) or by a number before a unit (`10km`) give their parts
/// and the joined form at the same position. A reduplication or a word with a clitic behind a hyphen gives one token with one
/// lemma (`anak-anaknya`, `APBD-nya`). Numbers with separators are written plainly (`1.234,5` gives `1234.5`), `Rp` and `%` stand apart from
/// them, and Roman numerals from II to XXXIX are also told in digits at the same position (`Jilid II`).
///
/// ```
/// use jipp_core::text::tokenize;
/// let forms = |text: &str| tokenize(text).into_iter().map(|t| t.exact).collect::<Vec<_>>();
/// assert_eq!(forms("e-KTP anak-anak"), ["e", "ktp", "ektp", "anak"]);
/// assert_eq!(forms("SiTARANG"), ["si", "tarang", "sitarang"]);
/// assert_eq!(forms("Rp1.234.567 (10%)"), ["rp", "1234567", "10", "persen"]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    each_token(text, &mut |seen| {
        let lemma = seen.lemma.map_or_else(|| lemma(seen.exact), str::to_owned);
        tokens.push(Token { exact: seen.exact.to_owned(), lemma, span: seen.span, position: seen.position });
    });
    tokens
}

/// A token as it is read, without memory of its own.
pub(crate) struct SeenToken<'a> {
    /// Folded form.
    pub(crate) exact: &'a str,
    /// The lemma where more than the folded form decides it (a reduplication, a clitic behind a hyphen); else it is that of `exact`.
    pub(crate) lemma: Option<&'a str>,
    /// Bytes of the text it covers.
    pub(crate) span: Range<usize>,
    /// Number of the word in the text.
    pub(crate) position: usize,
}

/// Calls `visit` with each token of [`tokenize`], in its order.
pub(crate) fn each_token(text: &str, visit: &mut dyn FnMut(SeenToken<'_>)) {
    let mut reader = Reader { text, visit, position: 0, group: Vec::new(), hyphens_only: true, folded: String::new() };
    let mut at = 0;
    // end of the joiner behind the last word, if one stands there alone
    let mut joined_to = None;
    while let Some(first) = text.as_bytes().get(at) {
        if *first == b' ' {
            joined_to = None;
            at += 1;
            continue;
        }
        // most words of most texts, without a look at their characters
        if first.is_ascii_alphabetic()
            && joined_to != Some(at)
            && let Some(end) = reader.plain(at)
        {
            if !reader.group.is_empty() {
                reader.flush();
            }
            reader.hyphens_only = true;
            reader.push_plain(at..end);
            at = end;
            joined_to = None;
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if !c.is_alphanumeric() {
            let end = at + c.len_utf8();
            let behind_word = reader.group.last().is_some_and(|(_, span)| span.end == at);
            joined_to = (behind_word && is_joiner(c)).then_some(end);
            if joined_to.is_some() {
                reader.hyphens_only &= matches!(c, '-' | '‐' | '‑');
            }
            if c == '%' {
                reader.flush();
                reader.push_alone("persen", at..end);
            }
            at = end;
            continue;
        }
        let joined = joined_to == Some(at);
        if !joined {
            reader.flush();
        }
        at = reader.word(at, joined);
        joined_to = None;
    }
    reader.flush();
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '‘' | 'ʼ' | '`' | '.' | '‑' | '‐')
}

/// Characters that nobody sees: soft hyphen, zero-width blanks and joiners, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

struct Reader<'a> {
    text: &'a str,
    visit: &'a mut dyn FnMut(SeenToken<'_>),
    position: usize,
    /// Words that are joined so far.
    group: Vec<(String, Range<usize>)>,
    hyphens_only: bool,
    /// Room for the folded form of a plain word.
    folded: String,
}

impl Reader<'_> {
    /// Most words: small letters of ASCII behind at most one capital, joined to nothing. Gives where it ends; `None` for any other. An ASCII letter
    /// stands at `start`.
    fn plain(&self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        let next = loop {
            match bytes.get(end) {
                Some(b'a'..=b'z') => end += 1,
                next => break next,
            }
        };
        let stands_apart = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
        match next {
            None | Some(b' ' | b',') => Some(end),
            Some(b'-' | b'\'' | b'`' | b'.') => stands_apart(bytes.get(end + 1)).then_some(end),
            next => stands_apart(next).then_some(end),
        }
    }

    /// Reads the word or number that begins here; gives where it ends.
    fn word(&mut self, start: usize, joined: bool) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        if !joined && let Some((length, plain)) = quantity::number(rest) {
            self.push_alone(&plain, start..start + length);
            return start + length;
        }
        let mut end = start;
        let mut part = start;
        let mut before: Option<char> = None;
        for c in rest.chars() {
            if !(c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c)) {
                break;
            }
            let so_far = self.text.get(part..end).unwrap_or_default();
            let rp = c.is_ascii_digit() && part == start && so_far.eq_ignore_ascii_case("rp");
            if rp {
                // the amount is a number of its own
                self.add(part..end);
                self.flush();
                return end;
            }
            if before.is_some_and(char::is_lowercase) && c.is_uppercase() {
                self.add(part..end);
                self.hyphens_only = false;
                part = end;
            }
            end += c.len_utf8();
            before = Some(c);
        }
        if let Some(digits) = quantity::digits_before_unit(self.text.get(part..end).unwrap_or_default()) {
            self.add(part..part + digits);
            self.hyphens_only = false;
            part += digits;
        }
        self.add(part..end);
        end
    }

    fn add(&mut self, span: Range<usize>) {
        let written = self.text.get(span.clone()).unwrap_or_default();
        let mut folded = fold(written);
        if !folded.is_ascii() || folded.bytes().any(|byte| !byte.is_ascii_alphanumeric()) {
            folded.retain(char::is_alphanumeric);
        }
        if !folded.is_empty() {
            self.group.push((folded, span));
        }
    }

    fn push_plain(&mut self, span: Range<usize>) {
        let written = self.text.get(span.clone()).unwrap_or_default();
        let exact = if written.starts_with(|c: char| c.is_ascii_uppercase()) {
            self.folded.clear();
            self.folded.push_str(written);
            self.folded.make_ascii_lowercase();
            self.folded.as_str()
        } else {
            written
        };
        (self.visit)(SeenToken { exact, lemma: None, span, position: self.position });
        self.position += 1;
    }

    fn push_alone(&mut self, exact: &str, span: Range<usize>) {
        self.push(exact, None, span, self.position);
        self.position += 1;
    }

    fn push(&mut self, exact: &str, lemma: Option<&str>, span: Range<usize>, position: usize) {
        (self.visit)(SeenToken { exact, lemma, span, position });
    }

    /// Ends a group of joined words.
    fn flush(&mut self) {
        let hyphens_only = std::mem::replace(&mut self.hyphens_only, true);
        if self.group.is_empty() {
            return;
        }
        let mut group = std::mem::take(&mut self.group);
        let whole = group.first().map_or(0, |(_, span)| span.start)..group.last().map_or(0, |(_, span)| span.end);
        if let [(word, span)] = group.as_slice() {
            let digits = self.text.get(span.clone()).and_then(quantity::roman);
            self.push(word, None, span.clone(), self.position);
            if let Some(digits) = digits {
                self.push(&digits.to_string(), None, span.clone(), self.position);
            }
            self.position += 1;
        } else if hyphens_only && let Some(lemma) = one_lemma(&group) {
            let exact = group.first().map(|(word, _)| word.as_str()).unwrap_or_default();
            self.push(exact, Some(&lemma), whole, self.position);
            self.position += 1;
        } else {
            let first = self.position;
            for (word, span) in &group {
                self.push_alone(word, span.clone());
            }
            let joined: String = group.iter().map(|(word, _)| word.as_str()).collect();
            self.push(&joined, None, whole, first);
        }
        // its room is used again
        group.clear();
        self.group = group;
    }
}

/// The lemma that words joined by hyphens share: reduplication, or clitics behind a hyphen.
fn one_lemma(group: &[(String, Range<usize>)]) -> Option<String> {
    if group.iter().any(|(word, _)| !word.bytes().all(|byte| byte.is_ascii_lowercase())) {
        return None;
    }
    let written: Vec<&str> = group.iter().map(|(word, _)| word.as_str()).collect();
    let lemma = lemma(&written.join("-"));
    (!lemma.contains('-')).then_some(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<(String, usize)> {
        tokenize(text).into_iter().map(|t| (t.exact, t.position)).collect()
    }

    fn exact(text: &str) -> Vec<String> {
        tokenize(text).into_iter().map(|t| t.exact).collect()
    }

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
        assert_eq!(forms("SI-TARANG kota"), [("si".into(), 0), ("tarang".into(), 1), ("sitarang".into(), 0), ("kota".into(), 2)]);
        assert_eq!(tokenize("a. b").len(), 2, "a full stop before a blank joins nothing");
        assert_eq!(forms("eOffice"), [("e".into(), 0), ("office".into(), 1), ("eoffice".into(), 0)]);
        assert_eq!(exact("SIMPUS McD"), ["simpus", "mc", "d", "mcd"]);
    }

    #[test]
    fn numbers_and_units() {
        assert_eq!(exact("1.234,5 dan 87,25"), ["1234.5", "dan", "87.25"]);
        assert_eq!(exact("Rp 25.000,00 atau Rp25.000"), ["rp", "25000.00", "atau", "rp", "25000"]);
        assert_eq!(exact("100%"), ["100", "persen"]);
        assert_eq!(exact("10km B3 5R covid19"), ["10", "km", "10km", "b3", "5r", "covid19"]);
        assert_eq!(exact("COVID-19"), ["covid", "19", "covid19"]);
        assert_eq!(exact("pasal 2.3.1"), ["pasal", "2", "3", "1", "231"], "a number of a section is no amount");
    }

    #[test]
    fn roman_numerals_are_told_in_digits() {
        assert_eq!(forms("Jilid II"), [("jilid".into(), 0), ("ii".into(), 1), ("2".into(), 1)]);
        assert_eq!(exact("XIII Koto Kampar"), ["xiii", "13", "koto", "kampar"]);
        assert_eq!(exact("IV ii VX MI"), ["iv", "4", "ii", "vx", "mi"]);
    }

    #[test]
    fn one_token_for_one_word() {
        let one = |text: &str| {
            let tokens = tokenize(text);
            assert_eq!(tokens.len(), 1, "{tokens:?}");
            assert_eq!(tokens[0].span, 0..text.len());
            tokens[0].lemma.clone()
        };
        assert_eq!(one("Anak-anaknya"), "anak");
        assert_eq!(one("menyebut-nyebut"), "sebut");
        assert_eq!(one("APBD-nya"), "apbd");
        assert_eq!(exact("sayur-mayur"), ["sayur", "mayur", "sayurmayur"]);
    }

    #[test]
    fn invisible_characters_and_marks_split_nothing() {
        assert_eq!(exact("peme\u{ad}rintah"), ["pemerintah"]);
        assert_eq!(exact("cafe\u{301} \u{200b}kota"), ["cafe", "kota"]);
        assert_eq!(exact("Ｋｏｔａ Jum’at"), ["kota", "jum", "at", "jumat"]);
        assert_eq!(exact("\u{301}\u{200d}"), Vec::<String>::new());
    }
}
