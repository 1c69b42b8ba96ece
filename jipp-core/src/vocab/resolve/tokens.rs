//! A name as a row of words: spelling variants of common words evened out, fillers dropped, punctuation remembered.

use crate::text::{fold, year_within};

/// What stands between a word and the one before it, the weaker first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// A blank, a hyphen, a full stop.
    Blank,
    /// `dan`, `&`.
    And,
    /// A comma, a slash, a colon, a long dash.
    Comma,
    /// An opening or closing bracket.
    Bracket,
    /// A semicolon or a new line: another name begins.
    Break,
    /// `bersama`, `bekerja sama dengan`: a partner follows.
    With,
}

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Folded, in its usual spelling.
    pub(super) text: String,
    /// What stands before it.
    pub(super) gap: Gap,
}

/// A name taken apart.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) tokens: Vec<Token>,
    /// Whether `PT`, `Persero`, `Tbk`, `CV` or `Perum` marks it as a company.
    pub(super) company: bool,
    /// A year written in it, such as `Kepala Dinas Pendidikan 2012`.
    pub(super) year: Option<i32>,
}

/// The usual spelling of a word that names are full of; several words in one string where a short form stands for them.
fn usual(word: &str) -> &str {
    match word {
        "departemen" | "dept" | "kementrian" | "kemeterian" | "menteri" => "kementerian",
        "menko" => "kementeriankoordinator",
        "dirjen" | "ditjen" => "direktoratjenderal",
        "jendral" => "jenderal",
        "sumatra" => "sumatera",
        "propinsi" | "prov" | "prop" => "provinsi",
        "kab" | "kabupatan" => "kabupaten",
        "pem" => "pemerintah",
        "adm" => "administrasi",
        "kotamadya" | "kodya" | "kotamadia" => "kota",
        "kec" => "kecamatan",
        "kel" => "kelurahan",
        "ham" => "hakasasimanusia",
        "negri" => "negeri",
        "pemprop" => "pemprov",
        "rumkit" => "rumahsakit",
        "kepolisan" => "kepolisian",
        other => other,
    }
}

/// Takes a tidied name apart.
pub(super) fn words(name: &str) -> Words {
    let mut raw: Vec<Token> = Vec::new();
    let mut word = String::new();
    let mut gap = Gap::Blank;
    for c in fold(&humps(name)).chars() {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        let here = match c {
            '&' | '+' => Gap::And,
            ',' | '/' | ':' | '|' => Gap::Comma,
            '(' | ')' | '[' | ']' | '{' | '}' => Gap::Bracket,
            ';' | '\n' => Gap::Break,
            _ => Gap::Blank,
        };
        if !word.is_empty() {
            raw.push(Token { text: std::mem::take(&mut word), gap });
            gap = Gap::Blank;
        }
        gap = gap.max(here);
    }
    if !word.is_empty() {
        raw.push(Token { text: word, gap });
    }
    tidy(spelled_out(raw))
}

/// Parts glued together by a missing blank: `PemerintahKabupaten`. Short forms such as `KemenPANRB` stay whole.
fn humps(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        if before.is_lowercase() && c.is_uppercase() && chars.peek().is_some_and(|next| next.is_lowercase()) {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Spaced-out letters, as in the code list of BPS of 2020: `KOTA D U M A I`.
fn spelled_out(tokens: Vec<Token>) -> Vec<Token> {
    let single = |token: &Token| token.text.chars().count() == 1 && token.text.chars().all(char::is_alphabetic);
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut run: Vec<Token> = Vec::new();
    let close = |run: &mut Vec<Token>, out: &mut Vec<Token>| {
        if run.len() >= 4 {
            let gap = run.first().map_or(Gap::Blank, |t| t.gap);
            out.push(Token { text: run.drain(..).map(|t| t.text).collect(), gap });
        } else {
            out.append(run);
        }
    };
    for token in tokens {
        if single(&token) {
            run.push(token);
        } else {
            close(&mut run, &mut out);
            out.push(token);
        }
    }
    close(&mut run, &mut out);
    out
}

/// Drops what every name may carry and remembers what it said.
fn tidy(raw: Vec<Token>) -> Words {
    let mut words = Words::default();
    let mut pending = Gap::Blank;
    let mut raw = raw.into_iter().peekable();
    while let Some(Token { text, gap }) = raw.next() {
        let gap = gap.max(pending);
        pending = gap;
        match text.as_str() {
            "ri" | "the" | "of" | "yang" | "untuk" => continue,
            "persero" | "tbk" | "pt" | "perum" | "cv" => {
                words.company = true;
                continue;
            }
            "republik" if raw.peek().is_some_and(|next| next.text == "indonesia") => {
                raw.next();
                continue;
            }
            "dan" | "and" | "serta" => {
                pending = pending.max(Gap::And);
                continue;
            }
            "bersama" | "bekerjasama" | "kerjasama" | "dengan" | "with" => {
                pending = Gap::With;
                continue;
            }
            "bekerja" | "kerja" if raw.peek().is_some_and(|next| next.text == "sama") => {
                raw.next();
                pending = Gap::With;
                continue;
            }
            _ => {}
        }
        if let Some(year) = year(&text) {
            words.year = Some(year);
            continue;
        }
        let text = match (usual(&text), words.company) {
            ("1", true) => "i",
            ("2", true) => "ii",
            ("3", true) => "iii",
            ("4", true) => "iv",
            (usual, _) => usual,
        };
        words.tokens.push(Token { text: text.to_owned(), gap });
        pending = Gap::Blank;
    }
    words
}

/// Four digits between 1990 and 2039 are the year of the record, not part of a name.
fn year(word: &str) -> Option<i32> {
    year_within(word, 1990..2040)
}

/// The words of a name glued together: equal for spelling variants.
pub(super) fn glued(name: &str) -> String {
    words(name).tokens.into_iter().map(|token| token.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(name: &str) -> Vec<String> {
        words(name).tokens.into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn fillers_go_and_spellings_meet() {
        assert_eq!(texts("Kementrian Sosial RI"), ["kementerian", "sosial"]);
        assert_eq!(glued("Kementerian Hukum & HAM Republik Indonesia"), glued("KEMENTERIAN HUKUM DAN HAK ASASI MANUSIA RI"));
        assert_eq!(texts("PemerintahKabupaten Hulu Sungai Selatan").first().map(String::as_str), Some("pemerintah"));
        assert_eq!(texts("KOTA D U M A I"), ["kota", "dumai"]);
        assert!(words("PT. Pelindo (Persero)").company);
        assert_eq!(words("Kepala Dinas Pendidikan 2012").year, Some(2012));
    }

    #[test]
    fn what_stands_between_words_is_remembered() {
        let gaps = |name: &str| words(name).tokens.into_iter().map(|t| t.gap).collect::<Vec<_>>();
        assert_eq!(gaps("A dan B, C; D"), [Gap::Blank, Gap::And, Gap::Comma, Gap::Break]);
        assert_eq!(gaps("BPJS bekerja sama dengan Media"), [Gap::Blank, Gap::With]);
    }
}
