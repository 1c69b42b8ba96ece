//! Plain words first; a few signs for those who want them.
//!
//! `"…"` words that must follow each other; `-word`, `-"…"`, `NOT word` must not occur; `field:word`, `field:"…"` must occur there;
//! `year:2020..2023`; `a AND b` both must occur; `a OR b` one of them must. OR binds its neighbours, and AND binds what OR leaves.
//! Anything else is words. Nothing is an error: signs that make no sense are passed over.

/// One piece of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The words.
    pub(super) text: String,
    /// Whether they must follow each other.
    pub(super) quoted: bool,
    /// The field in which they must occur, one of [`FIELD_NAMES`].
    pub(super) field: Option<&'static str>,
    /// What the piece demands.
    pub(super) demand: Demand,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Demand {
    /// Nothing: it counts for the order.
    None,
    /// It, or another piece of the same group, must occur.
    One(usize),
    /// It must not occur.
    Not,
}

/// What may stand before a colon, and the field meant.
pub(super) const FIELD_NAMES: &[(&str, &str)] = &[
    ("title", "title"),
    ("judul", "title"),
    ("nama", "title"),
    ("acronym", "acronym"),
    ("akronim", "acronym"),
    ("agency", "agency"),
    ("instansi", "agency"),
    ("unit", "unit"),
    ("region", "region"),
    ("wilayah", "region"),
    ("daerah", "region"),
    ("province", "region"),
    ("provinsi", "region"),
    ("year", "year"),
    ("tahun", "year"),
    ("summary", "summary"),
    ("ringkasan", "summary"),
    ("problem", "problem"),
    ("masalah", "problem"),
    ("source", "source"),
    ("sumber", "source"),
    ("status", "status"),
    ("award", "award"),
    ("penghargaan", "award"),
    ("sdg", "sdg"),
];

#[derive(Debug, PartialEq)]
enum Sign {
    And,
    Or,
    Not,
    Piece(Piece),
}

/// Takes a question apart.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut signs = signs(text);
    // `NOT x` is `-x`
    let mut at = 0;
    while at < signs.len() {
        if signs.get(at) == Some(&Sign::Not) {
            if let Some(Sign::Piece(piece)) = signs.get_mut(at + 1) {
                piece.demand = Demand::Not;
            }
            signs.remove(at);
        } else {
            at += 1;
        }
    }
    let mut groups = 0;
    let mut group = || {
        groups += 1;
        groups - 1
    };
    let free = |sign: Option<&Sign>| matches!(sign, Some(Sign::Piece(piece)) if piece.demand != Demand::Not);
    for at in 1..signs.len().max(1) {
        if signs.get(at) == Some(&Sign::Or) && free(signs.get(at - 1)) && free(signs.get(at + 1)) {
            let number = match signs.get(at - 1) {
                Some(Sign::Piece(Piece { demand: Demand::One(group), .. })) => *group,
                _ => group(),
            };
            for place in [at - 1, at + 1] {
                if let Some(Sign::Piece(piece)) = signs.get_mut(place) {
                    piece.demand = Demand::One(number);
                }
            }
        }
    }
    for at in 0..signs.len() {
        let bound = (at > 0 && signs.get(at - 1) == Some(&Sign::And)) || signs.get(at + 1) == Some(&Sign::And);
        if let Some(Sign::Piece(piece)) = signs.get_mut(at)
            && piece.demand == Demand::None
            && (bound || piece.quoted || piece.field.is_some())
        {
            piece.demand = Demand::One(group());
        }
    }
    signs
        .into_iter()
        .filter_map(|sign| match sign {
            Sign::Piece(piece) => Some(piece),
            _ => None,
        })
        .collect()
}

fn signs(text: &str) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '(' || c == ')');
        if rest.is_empty() {
            return signs;
        }
        let mut demand = Demand::None;
        if let Some(after) = rest.strip_prefix('-')
            && after.starts_with(|c: char| c.is_alphanumeric() || opens(c))
        {
            demand = Demand::Not;
            rest = after;
        }
        let mut field = None;
        if let Some((name, after)) = rest.split_once(':')
            && !after.starts_with(|c: char| c.is_whitespace())
            && !after.is_empty()
            && let Some((_, known)) = FIELD_NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            field = Some(*known);
            rest = after;
        }
        let (word, quoted, after) = take(rest);
        rest = after;
        let sign = match word {
            _ if quoted || field.is_some() || demand != Demand::None => None,
            "AND" | "DAN" => Some(Sign::And),
            "OR" | "ATAU" => Some(Sign::Or),
            "NOT" | "BUKAN" => Some(Sign::Not),
            _ => None,
        };
        // signs alone are nothing to find
        if sign.is_none() && !word.contains(char::is_alphanumeric) {
            continue;
        }
        signs.push(sign.unwrap_or_else(|| Sign::Piece(Piece { text: word.to_owned(), quoted, field, demand })));
    }
}

fn opens(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// The next word or quoted words, and what follows. A quotation mark without its fellow is passed over.
fn take(text: &str) -> (&str, bool, &str) {
    let mut characters = text.char_indices();
    if let Some((_, first)) = characters.next()
        && opens(first)
    {
        let inside = text.get(first.len_utf8()..).unwrap_or_default();
        if let Some((at, close)) = inside.char_indices().find(|(_, c)| opens(*c)) {
            return (inside.get(..at).unwrap_or_default(), true, inside.get(at + close.len_utf8()..).unwrap_or_default());
        }
        return take(inside);
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '(' || c == ')' || opens(c)).unwrap_or(text.len());
    (text.get(..end).unwrap_or_default(), false, text.get(end..).unwrap_or_default())
}

/// A year or a range of years: `2021`, `2020..2023`, `2020..`, `..2019`, `>=2020`, `<=2019`.
pub(super) fn years(text: &str) -> Option<(u16, u16)> {
    let number = |text: &str, open: u16| {
        let text = text.trim();
        if text.is_empty() { Some(open) } else { text.parse().ok() }
    };
    if let Some((from, to)) = text.split_once("..") {
        return Some((number(from, 0)?, number(to, u16::MAX)?));
    }
    if let Some(from) = text.strip_prefix(">=") {
        return Some((from.parse().ok()?, u16::MAX));
    }
    if let Some(to) = text.strip_prefix("<=") {
        return Some((0, to.parse().ok()?));
    }
    let year = text.parse().ok()?;
    Some((year, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, quoted: bool, field: Option<&'static str>, demand: Demand) -> Piece {
        Piece { text: text.into(), quoted, field, demand }
    }

    #[test]
    fn signs_are_read() {
        assert_eq!(
            pieces("ktp -online \"jemput bola\" title:sampah"),
            [
                piece("ktp", false, None, Demand::None),
                piece("online", false, None, Demand::Not),
                piece("jemput bola", true, None, Demand::One(0)),
                piece("sampah", false, Some("title"), Demand::One(1)),
            ]
        );
        assert_eq!(
            pieces("a OR b AND c d NOT e"),
            [
                piece("a", false, None, Demand::One(0)),
                piece("b", false, None, Demand::One(0)),
                piece("c", false, None, Demand::One(1)),
                piece("d", false, None, Demand::None),
                piece("e", false, None, Demand::Not),
            ]
        );
    }

    #[test]
    fn what_makes_no_sense_is_words() {
        assert_eq!(pieces("e-KTP https://a.b jam: 8"), pieces("e-KTP  https://a.b jam:\t8"));
        assert_eq!(pieces("e-KTP").first().map(|p| (p.text.as_str(), p.demand)), Some(("e-KTP", Demand::None)));
        assert!(pieces("OR AND NOT - \" ( ) :").iter().all(|p| p.demand == Demand::None));
        assert_eq!(pieces("title:").len(), 1);
    }

    #[test]
    fn years_and_ranges() {
        assert_eq!(years("2021"), Some((2021, 2021)));
        assert_eq!(years("2020..2023"), Some((2020, 2023)));
        assert_eq!(years("..2019"), Some((0, 2019)));
        assert_eq!(years(">=2020"), Some((2020, u16::MAX)));
        assert_eq!(years("kemarin"), None);
    }
}
